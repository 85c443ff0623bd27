//! Organisations.

use std::str::FromStr;

use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use rongqiao_model::OrganisationId;
use rongqiao_model::code::Codes;
use rongqiao_model::organisation::{Organisation, OrganisationKind};
use rongqiao_model::place::Place;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::accept::Accepted;
use super::answer::{Answer, Keep};
use super::names;
use super::parameters::{ListReader, PAGE_LIMIT, PAGE_LIMIT_MAX};
use super::refusals::{BadParameters, NotFound, Refusals, Unchanged};
use super::schema::OrganisationKindWord;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Where a page of organisations starts, how long it is, and of which kind they are.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OrganisationParameters {
    /// Only organisations of this kind.
    #[param(value_type = Option<OrganisationKindWord>, example = "university")]
    pub kind: Option<String>,
    /// The value of `next` of the page before; from the beginning without it.
    #[param(format = "uuid")]
    pub cursor: Option<String>,
    /// Entries on a page.
    #[param(minimum = 1, maximum = 100, default = json!(50))]
    pub limit: Option<u32>,
}

/// Some organisations, in the order of their ids.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Organisations)]
pub struct OrganisationsOut<'a> {
    organisations: Vec<OrganisationOut<'a>>,
    /// Where the next page starts: the value of `cursor` there. Null on the last page.
    #[schema(required = true, value_type = Option<uuid::Uuid>)]
    next: Option<OrganisationId>,
}

/// An organisation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Organisation)]
pub struct OrganisationOut<'a> {
    /// Identity.
    #[schema(value_type = uuid::Uuid)]
    id: OrganisationId,
    /// What it is.
    #[schema(value_type = OrganisationKindWord)]
    kind: &'static str,
    /// Full name.
    name: &'a str,
    /// Full name in English, where one was given.
    #[schema(required = true)]
    name_en: Option<&'a str>,
    /// The name people use.
    #[schema(required = true)]
    short_name: Option<&'a str>,
    /// 统一社会信用代码 (GB 32100), where known.
    #[schema(required = true)]
    credit_code: Option<&'a str>,
    /// Where it is.
    place: PlaceOut<'a>,
    /// Code of the industry (GB/T 4754).
    #[schema(required = true, example = "3973")]
    industry: Option<&'a str>,
    /// What it does, plain text.
    summary: &'a str,
    /// What it does, in English.
    #[schema(required = true)]
    summary_en: Option<&'a str>,
    /// Whether it is a labour agency.
    staffing_agency: bool,
    /// Written for demonstration only.
    demo: bool,
    /// Address of its page.
    #[schema(format = "uri-reference")]
    url: String,
}

/// Where something is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Place)]
pub struct PlaceOut<'a> {
    /// Name of the place, in the language of `Accept-Language`.
    #[schema(required = true, example = "东方芯港")]
    name: Option<&'a str>,
    /// Code of the city (GB/T 2260).
    #[schema(required = true, example = "310000")]
    city: Option<String>,
    /// Code of the division (GB/T 2260), as exact as known.
    #[schema(required = true, example = "310115")]
    division: Option<&'a str>,
    /// Code of the zone of Lingang.
    #[schema(required = true, example = "lg-ic")]
    zone: Option<&'a str>,
}

impl<'a> PlaceOut<'a> {
    pub(super) fn of(place: &'a Place, codes: &'a Codes, language: Language) -> Self {
        Self {
            name: names::place_name(place, codes, language),
            city: place.city_code(),
            division: place.division.as_deref(),
            zone: place.zone.as_deref(),
        }
    }
}

impl<'a> OrganisationOut<'a> {
    /// What programs read of `organisation`.
    pub(super) fn of(organisation: &'a Organisation, app: &'a App, language: Language) -> Self {
        Self {
            id: organisation.id,
            kind: organisation.kind.slug(),
            name: &organisation.name,
            name_en: organisation.name_en.as_deref(),
            short_name: organisation.short_name.as_deref(),
            credit_code: organisation.credit_code.as_deref(),
            place: PlaceOut::of(&organisation.place, &app.codes, language),
            industry: organisation.industry.as_deref(),
            summary: &organisation.summary,
            summary_en: organisation.summary_en.as_deref(),
            staffing_agency: organisation.staffing_agency,
            demo: organisation.demo,
            url: format!("{}/organisations/{}", app.settings.public_url, organisation.id),
        }
    }
}

/// Lists organisations.
#[utoipa::path(
    get,
    path = "/api/v1/organisations",
    operation_id = "listOrganisations",
    tag = "reading",
    params(OrganisationParameters),
    responses(
        (status = 200, description = "Some organisations.", body = OrganisationsOut),
        Unchanged,
        BadParameters,
        Refusals,
    )
)]
pub async fn list(
    State(app): State<App>,
    Accepted(language): Accepted,
    RawQuery(address): RawQuery,
) -> Result<Answer, Problem> {
    let mut reader = ListReader::new(address.as_deref());
    let kind = reader.choice::<OrganisationKind>("kind");
    let after = reader.cursor("cursor", "mistake-not-an-id-cursor");
    let limit = reader.limit(1..=PAGE_LIMIT_MAX, PAGE_LIMIT);
    let (kind, after, limit) = reader.finish((kind, after, limit))?;
    let mut found = app.store.list_public_organisations(kind, after, limit + 1).await?;
    let more = found.len() as u64 > limit;
    found.truncate(limit as usize);
    let next = found.last().map(|last| last.id).filter(|_| more);
    let organisations = found.iter().map(|it| OrganisationOut::of(it, &app, language)).collect();
    Answer::of(&OrganisationsOut { organisations, next }, Keep::Revalidate)
}

/// Shows one organisation.
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{id}",
    operation_id = "showOrganisation",
    tag = "reading",
    params(("id" = uuid::Uuid, Path, description = "Identity of the organisation.")),
    responses(
        (status = 200, description = "The organisation.", body = OrganisationOut),
        (status = 308, description = "The organisation went into another one.",
         headers(("Location" = String, description = "Address of the other one."))),
        Unchanged,
        NotFound,
        Refusals,
    )
)]
pub async fn show(
    State(app): State<App>,
    Accepted(language): Accepted,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = find_id(&id)?;
    if let Some(found) = app.store.find_public_organisation(id).await? {
        return Ok(Answer::of(&OrganisationOut::of(&found, &app, language), Keep::Revalidate)?.into_response());
    }
    let kept = app.store.find_kept_organisation(id).await?.ok_or_else(Problem::not_found)?;
    let address = format!("/api/v1/organisations/{kept}");
    Ok((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, address)]).into_response())
}

/// The identifier in an address; nothing is at an address whose identifier is none.
pub(super) fn find_id<I: FromStr>(text: &str) -> Result<I, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}
