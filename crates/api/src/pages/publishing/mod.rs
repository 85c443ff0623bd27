//! Listings in the hands of their organisations and of the desks: `/my/listings` and `/desk/listings`.

mod attachments;
mod desk;
mod desk_listing;
mod edit;
mod fields;
mod mine;
mod new;
mod overview;
mod preview;
mod sheet;
mod sheets;
mod steps;
mod versions;

pub(super) use self::fields::mistake_sentence;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use rongqiao_model::ListingId;
use rongqiao_model::attachment::ATTACHMENT_MAX_BYTES;
use rongqiao_model::posting::Posting;

use uuid::Uuid;

use super::form::Sent;
use crate::app::App;
use crate::files::FILE_MAX_BYTES;
use crate::language::Language;
use crate::problem::Problem;

/// The pages of publishing in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    // What is a little too large is read and told in words; what is far too large is refused by the gate.
    let attaches = DefaultBodyLimit::max(ATTACHMENT_MAX_BYTES + 64 * 1024);
    let brings_sheet = DefaultBodyLimit::max(4 * FILE_MAX_BYTES);
    Router::new()
        .route(&at("/my/listings"), get(mine::show))
        .route(&at("/my/listings/new"), get(new::show).post(new::submit))
        .route(&at("/my/listings/{id}"), get(overview::show))
        .route(&at("/my/listings/{id}/edit"), get(edit::show).post(edit::submit))
        .route(&at("/my/listings/{id}/preview"), get(preview::show))
        .route(&at("/my/listings/{id}/versions"), get(versions::show))
        .route(&at("/my/listings/{id}/attachments"), get(attachments::show).post(attachments::submit).layer(attaches))
        .route(&at("/my/listings/{id}/attachments/{piece}"), get(attachments::download))
        .route(&at("/my/listings/{id}/attachments/{piece}/remove"), post(attachments::remove))
        .route(&at("/my/listings/sheets"), get(sheets::show).post(sheets::submit).layer(brings_sheet))
        .route(&at("/my/listings/sheets/templates/{kind}"), get(sheets::template))
        .route(&at("/my/listings/sheets/{id}"), get(sheet::show).post(sheet::submit))
        .route(&at("/my/listings/sheets/{id}/mend"), get(sheet::mend))
        .route(&at("/my/listings/sheets/{id}/discard"), post(sheet::discard))
        .route(&at("/my/listings/{id}/recall"), post(steps::recall))
        .route(&at("/my/listings/{id}/discard"), post(steps::discard))
        .route(&at("/my/listings/{id}/copy"), post(steps::copy))
        .route(&at("/my/listings/{id}/close"), get(steps::show_close).post(steps::close))
        .route(&at("/my/listings/{id}/extend"), get(steps::show_extend).post(steps::extend))
        .route(&at("/desk/listings"), get(desk::show))
        .route(&at("/desk/listings/approve"), post(desk::approve_many))
        .route(&at("/desk/listings/{id}"), get(desk_listing::show).post(desk_listing::submit))
        .route(&at("/desk/listings/{id}/withdraw"), get(steps::show_withdraw).post(steps::withdraw))
}

/// The identity in an address; what is none leads nowhere.
fn id_of(text: &str) -> Result<ListingId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// What a page minted, so that sending its form twice begins one posting.
fn nonce_of(sent: &Sent) -> Result<Uuid, Problem> {
    sent.raw("nonce").parse().map_err(|_| Problem::not_found())
}

/// What a posting is called, as far as its author has said.
fn title_of(t: Language, posting: &Posting) -> String {
    let title = posting.record.get("title").and_then(serde_json::Value::as_str).unwrap_or_default();
    if title.is_empty() { t.say("posting-untitled") } else { title.to_owned() }
}

/// The address of a posting among those of its organisation.
fn own_path(t: Language, id: ListingId, below: &str) -> String {
    t.path(&format!("/my/listings/{id}{below}"))
}
