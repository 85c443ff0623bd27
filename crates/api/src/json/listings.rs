//! Whole listings.

use std::collections::HashMap;

use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use rongqiao_model::attachment::Attachment;
use rongqiao_model::kind::Details;
use rongqiao_model::listing::{Openness, PublishedListing};
use rongqiao_model::{ListingId, OrganisationId};
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};

use super::accept::Accepted;
use super::answer::{Answer, Keep};
use super::hit::page_address;
use super::organisations::{PlaceOut, find_id};
use super::parameters::{ListReader, PAGE_LIMIT, PAGE_LIMIT_MAX};
use super::refusals::{BadParameters, Gone, NotFound, Refusals, Unchanged};
use super::schema::{self, KindWord, OrganisationKindWord, SideWord};
use crate::actions::attachments::public_attachments_of;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Files of listings, by the listing.
pub(super) type Files = HashMap<ListingId, Vec<Attachment>>;

/// Where a page of a list starts and how long it is.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListParameters {
    /// The value of `next` of the page before; from the beginning without it.
    #[param(format = "uuid")]
    pub cursor: Option<String>,
    /// Entries on a page.
    #[param(minimum = 1, maximum = 100, default = json!(50))]
    pub limit: Option<u32>,
}

/// Some listings, in the order of their ids.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Listings)]
pub struct ListingsOut<'a> {
    listings: Vec<ListingOut<'a>>,
    /// Where the next page starts: the value of `cursor` there. Null on the last page.
    #[schema(required = true, value_type = Option<uuid::Uuid>)]
    next: Option<ListingId>,
}

/// A whole listing.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Listing)]
pub struct ListingOut<'a> {
    /// Identity.
    #[schema(value_type = uuid::Uuid)]
    id: ListingId,
    /// Its kind.
    #[schema(value_type = KindWord)]
    kind: &'static str,
    /// Its side of the market.
    #[schema(value_type = SideWord)]
    side: &'static str,
    /// Whether it can still be answered; a closed listing stays readable for thirty days.
    open: bool,
    /// Short name, in the language it was written in.
    title: &'a str,
    /// Short name in English, where one was given.
    #[schema(required = true)]
    title_en: Option<&'a str>,
    /// Plain text, lines separated by `\n`.
    description: &'a str,
    /// Who published it.
    organisation: PublisherOut<'a>,
    /// Where it takes place.
    place: PlaceOut<'a>,
    /// Code of the industry (GB/T 4754).
    #[schema(required = true, example = "3973")]
    industry: Option<&'a str>,
    /// Skills as people name them.
    skills: &'a [String],
    #[schema(schema_with = schema::details)]
    details: &'a Details,
    /// Since when it is public.
    #[serde(with = "time::serde::rfc3339")]
    published_at: OffsetDateTime,
    /// Until when it is open; null for things without an end.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(required = true)]
    valid_through: Option<OffsetDateTime>,
    /// When it last changed.
    #[serde(with = "time::serde::rfc3339")]
    updated_at: OffsetDateTime,
    /// Rises with each change.
    revision: i64,
    /// Written for demonstration only.
    demo: bool,
    /// Address of its page.
    #[schema(format = "uri-reference")]
    url: String,
    /// Files that everybody can download while it is open, the first one first.
    attachments: Vec<AttachmentOut<'a>>,
}

/// A file of a listing.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Attachment)]
pub struct AttachmentOut<'a> {
    /// What it was called where it came from.
    name: &'a str,
    /// What it is, told from its content.
    #[schema(example = "application/pdf")]
    media_type: &'static str,
    /// How large it is.
    bytes: u32,
    /// SHA-256 of its content, 64 hexadecimal digits.
    sha256: &'a str,
    /// Where it is downloaded; there is nothing any more once the listing is closed.
    #[schema(format = "uri-reference")]
    url: String,
}

/// Who published a listing.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Publisher)]
pub struct PublisherOut<'a> {
    /// Identity of the organisation.
    #[schema(value_type = uuid::Uuid)]
    id: OrganisationId,
    /// Full name.
    name: &'a str,
    /// Full name in English, where one was given.
    #[schema(required = true)]
    name_en: Option<&'a str>,
    /// What it is.
    #[schema(value_type = OrganisationKindWord)]
    kind: &'static str,
    /// Whether it is a labour agency.
    staffing_agency: bool,
}

impl<'a> ListingOut<'a> {
    /// What programs read of `found`, which has those of `files` that are its own.
    pub(super) fn of(found: &'a PublishedListing, files: &'a Files, app: &'a App, language: Language) -> Self {
        let listing = &found.listing;
        let url = page_address(&app.settings.public_url, listing.id);
        let files = files.get(&listing.id).map_or(&[][..], Vec::as_slice);
        Self {
            id: listing.id,
            kind: listing.kind().slug(),
            side: listing.side().slug(),
            open: found.openness(app.clock.now()) == Openness::Open,
            title: &listing.title,
            title_en: listing.title_en.as_deref(),
            description: &listing.description,
            organisation: PublisherOut {
                id: listing.organisation,
                name: &found.organisation_name,
                name_en: found.organisation_name_en.as_deref(),
                kind: found.organisation_kind.slug(),
                staffing_agency: found.by_staffing_agency,
            },
            place: PlaceOut::of(&listing.place, &app.codes, language),
            industry: listing.industry.as_deref(),
            skills: &listing.skills,
            details: &listing.details,
            published_at: listing.published_at,
            valid_through: listing.valid_through,
            updated_at: found.updated_at,
            revision: found.revision,
            demo: listing.demo,
            attachments: files.iter().map(|file| AttachmentOut::of(file, &url)).collect(),
            url,
        }
    }
}

impl<'a> AttachmentOut<'a> {
    /// What programs read of a file of the listing whose page is at `page`.
    fn of(file: &'a Attachment, page: &str) -> Self {
        Self {
            name: &file.name,
            media_type: file.media.slug(),
            bytes: file.size,
            sha256: &file.sha256,
            url: format!("{page}/attachments/{}", file.id),
        }
    }
}

/// Lists all public listings.
///
/// Walks over everything in the order of the ids; `/changes` tells what happens afterwards.
#[utoipa::path(
    get,
    path = "/api/v1/listings",
    operation_id = "listListings",
    tag = "reading",
    params(ListParameters),
    responses(
        (status = 200, description = "Some listings.", body = ListingsOut),
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
    let after = reader.cursor("cursor", "mistake-not-an-id-cursor");
    let limit = reader.limit(1..=PAGE_LIMIT_MAX, PAGE_LIMIT);
    let (after, limit) = reader.finish((after, limit))?;
    let mut found = app.store.list_public_listings_after(after, limit + 1).await?;
    let more = found.len() as u64 > limit;
    found.truncate(limit as usize);
    let next = found.last().map(|last| last.listing.id).filter(|_| more);
    let files = public_attachments_of(&app, found.iter()).await?;
    let listings = found.iter().map(|it| ListingOut::of(it, &files, &app, language)).collect();
    Answer::of(&ListingsOut { listings, next }, Keep::Revalidate)
}

/// Shows one listing.
///
/// A copy of a listing that was kept elsewhere leads on to the copy that is shown.
#[utoipa::path(
    get,
    path = "/api/v1/listings/{id}",
    operation_id = "showListing",
    tag = "reading",
    params(("id" = uuid::Uuid, Path, description = "Identity of the listing.")),
    responses(
        (status = 200, description = "The listing.", body = ListingOut),
        Unchanged,
        (status = 308, description = "The listing is a copy; this one is shown in its place.",
         headers(("Location" = String, description = "Address of the listing that is shown."))),
        NotFound,
        Gone,
        Refusals,
    )
)]
pub async fn show(
    State(app): State<App>,
    Accepted(language): Accepted,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: ListingId = find_id(&id)?;
    let found = app.store.find_public_listing(id).await?.ok_or_else(Problem::not_found)?;
    if found.listing.id != id {
        let kept = format!("/api/v1/listings/{}", found.listing.id);
        return Ok((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, kept)]).into_response());
    }
    match found.openness(app.clock.now()) {
        Openness::Open | Openness::Paused | Openness::Closed => {
            let files = public_attachments_of(&app, std::iter::once(&found)).await?;
            Ok(Answer::of(&ListingOut::of(&found, &files, &app, language), Keep::Revalidate)?.into_response())
        }
        Openness::Gone => Err(Problem::gone()),
    }
}
