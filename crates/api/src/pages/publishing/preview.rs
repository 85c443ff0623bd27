//! `GET /my/listings/{id}/preview`: a listing as the public would see it.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::Action;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::posting::{Contents, Filed};

use super::super::attachments::lines;
use super::super::listing::preview_page;
use super::super::visit::Visit;
use super::{id_of, own_path};
use crate::actions::postings::find;
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /my/listings/{id}/preview`; what is not whole yet leads to what is missing.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let filed = find(&app, &actor, id_of(&id)?).await?;
    let permit = actor.permit(Action::ReadListing, filed.thing())?;
    let mut attachments = app.store.list_attachments(&permit).await?;
    attachments.retain(|file| file.purpose.is_public());
    let attachments = lines(visit.language, &own_path(visit.language, filed.posting.id, ""), attachments);
    match Contents::read(filed.posting.kind, &filed.posting.record) {
        Ok(contents) => preview_page(&app, &visit, &as_published(&app, &filed, contents), attachments),
        Err(_) => Ok(Redirect::to(&own_path(visit.language, filed.posting.id, "/edit?check")).into_response()),
    }
}

fn as_published(app: &App, filed: &Filed, contents: Contents) -> PublishedListing {
    let now = app.clock.now();
    PublishedListing {
        listing: contents.listing(&filed.posting, now),
        organisation_name: filed.organisation.name.clone(),
        organisation_name_en: filed.organisation.name_en.clone(),
        organisation_kind: filed.organisation.kind,
        by_staffing_agency: filed.organisation.staffing_agency,
        organisation_verified_until: None,
        updated_at: now,
        revision: filed.posting.revision,
    }
}
