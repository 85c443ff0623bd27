//! What changed since a program last asked.

use axum::extract::{RawQuery, State};
use rongqiao_model::store::{Change, Changed};
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::accept::Accepted;
use super::answer::{Answer, Keep};
use super::figures::FigureOut;
use super::listings::{Files, ListingOut};
use super::organisations::OrganisationOut;
use super::parameters::{ListReader, PAGE_LIMIT_MAX};
use super::refusals::{BadParameters, Refusals, Unchanged};
use super::schema::NounWord;
use crate::actions::attachments::public_attachments_of;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// From where and how far to read.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChangesParameters {
    /// The value of `next`, or of a change's `cursor`, of an earlier answer; from the beginning without it.
    #[param(pattern = "^(0|[1-9][0-9]{0,17})$", example = "0")]
    pub since: Option<String>,
    /// Changes to read; subjects that changed twice among them come once.
    #[param(minimum = 1, maximum = 100, default = json!(100))]
    pub limit: Option<u32>,
}

/// Some changes, oldest first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Changes)]
pub struct ChangesOut<'a> {
    /// Each subject once, at its latest change among those read.
    changes: Vec<ChangeOut<'a>>,
    /// Where to read on: the value of `since` next time, also when there is no more now.
    #[schema(example = "120")]
    next: String,
    /// Whether there is more already.
    more: bool,
}

/// One change.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Change)]
pub struct ChangeOut<'a> {
    /// Its place in the order of changes.
    #[schema(example = "120")]
    cursor: String,
    /// What it is about.
    #[schema(value_type = NounWord)]
    noun: &'static str,
    /// Which one.
    id: Uuid,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    /// A tombstone: it is no longer public, or it is a copy of a listing that is.
    deleted: bool,
    /// The listing as it is now, if it is one and public.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    listing: Option<ListingOut<'a>>,
    /// The organisation as it is now, if it is one and public.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    organisation: Option<OrganisationOut<'a>>,
    /// The public figure as it stands now, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    figure: Option<FigureOut>,
}

impl<'a> ChangeOut<'a> {
    fn of(change: &Change, changed: &'a Changed, files: &'a Files, app: &'a App, language: Language) -> Self {
        let (mut listing, mut organisation, mut figure) = (None, None, None);
        match changed {
            Changed::Listing(_, now) => {
                listing = now.as_deref().map(|it| ListingOut::of(it, files, app, language));
            }
            Changed::Organisation(_, now) => {
                organisation = now.as_deref().map(|it| OrganisationOut::of(it, app, language));
            }
            Changed::Figure(now) => figure = now.map(|(figure, count)| FigureOut::of(figure, count, language)),
        }
        Self {
            cursor: change.seq.to_string(),
            noun: change.noun.slug(),
            id: change.subject,
            at: change.at,
            deleted: listing.is_none() && organisation.is_none() && figure.is_none(),
            listing,
            organisation,
            figure,
        }
    }
}

/// Lists what changed.
///
/// Gives every change since a cursor, with tombstones for what is no longer public. A program that applies the
/// answers in their order and asks again with `next` always holds what the site holds.
#[utoipa::path(
    get,
    path = "/api/v1/changes",
    operation_id = "listChanges",
    tag = "following",
    params(ChangesParameters),
    responses(
        (status = 200, description = "Some changes, oldest first.", body = ChangesOut),
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
    let since = reader.cursor("since", "mistake-not-a-change-cursor").map(|since: u64| since.try_into());
    let limit = reader.limit(1..=PAGE_LIMIT_MAX, PAGE_LIMIT_MAX);
    let (since, limit) = reader.finish((since, limit))?;
    // A cursor beyond every number that was ever given finds nothing.
    let since = since.map_or(0, |since| since.unwrap_or(i64::MAX));
    let mut read = app.store.list_changes_since(since, limit + 1).await?;
    let more = read.len() as u64 > limit;
    read.truncate(limit as usize);
    let next = read.last().map_or(since, |last| last.seq);
    let changed = app.store.find_changed(&read).await?;
    let listings = changed.iter().filter_map(|(_, now)| match now {
        Changed::Listing(_, now) => now.as_deref(),
        Changed::Organisation(..) | Changed::Figure(_) => None,
    });
    let files = public_attachments_of(&app, listings).await?;
    let changes = changed.iter().map(|(change, now)| ChangeOut::of(change, now, &files, &app, language)).collect();
    Answer::of(&ChangesOut { changes, next: next.to_string(), more }, Keep::Revalidate)
}
