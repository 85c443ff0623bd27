//! `/my/organisations/files/{id}/evidence`: bringing evidence, getting it back, taking it out.

use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::EvidenceId;
use rongqiao_model::access::{Action, Permit};
use rongqiao_model::organisation_file::{EVIDENCE_MAX_BYTES, EvidenceSlot, OrganisationFile};
use rongqiao_model::store::Seen;

use super::super::brought::Brought;
use super::super::form::{Choosable, Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::{find_file, path_of};
use crate::actions::organisations::entering::{EvidenceRefusal, add_evidence, may_change};
use crate::app::App;
use crate::attachments::{self, AttachmentError};
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /my/organisations/files/{id}/evidence?slot=`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let file = find_file(&app, &actor, &id).await?;
    may_change(&actor, &file)?;
    if !file.state.can_be_changed() {
        return Ok(Redirect::to(&visit.language.path(&path_of(&file))).into_response());
    }
    page(&app, &visit, &file, Sent::read(&visit.query).raw("slot")).show()
}

/// `POST /my/organisations/files/{id}/evidence`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    parts: Multipart,
) -> Result<Response, Problem> {
    let file = find_file(&app, &actor, &id).await?;
    let permit = may_change(&actor, &file)?;
    let t = visit.language;
    let Some(brought) = Brought::take(parts, "evidence-file", EVIDENCE_MAX_BYTES).await? else {
        return refused(page(&app, &visit, &file, ""), t, &AttachmentError::TooLarge);
    };
    let slot = brought.sent.raw("evidence-slot");
    let mut page = page(&app, &visit, &file, slot);
    let Some(slot) = EvidenceSlot::from_slug(slot) else {
        page.fields[0].mistake = Some(t.say("mistake-evidence-slot"));
        return page.show_mistakes();
    };
    match add_evidence(&app, &permit, slot, (&brought.name, &brought.content)).await {
        Ok(()) | Err(EvidenceRefusal::Moot) => Ok(Redirect::to(&t.path(&path_of(&file))).into_response()),
        Err(EvidenceRefusal::Attachment(error)) => refused(page, t, &error),
        Err(EvidenceRefusal::Failed(problem)) => Err(problem),
    }
}

/// `GET /my/organisations/files/{id}/evidence/{piece}`
pub(super) async fn download(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, piece)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let file = find_file(&app, &actor, &id).await?;
    let permit = actor.permit(Action::ReadOrganisation, file.for_members())?;
    give(&app, &visit, &permit, &piece).await
}

/// Answers with a piece of evidence of the file of `permit`, or leads to where a reason is asked for.
pub(in crate::pages) async fn give(
    app: &App,
    visit: &Visit,
    permit: &Permit,
    piece: &str,
) -> Result<Response, Problem> {
    let piece: EvidenceId = piece.parse().map_err(|_| Problem::not_found())?;
    let evidence = match app.store.look_at_evidence(permit, piece, app.clock.now()).await? {
        Some(Seen::Piece(evidence)) => evidence,
        Some(Seen::ReasonWanted) => {
            return Ok(Redirect::to(&visit.language.path(&format!("{}/look", visit.path))).into_response());
        }
        None => return Err(Problem::not_found()),
    };
    let folder = app.settings.evidence_folder();
    let content = attachments::fetch(&folder, &evidence.stored_as, &evidence.sha256).await;
    Ok(attachments::download(&evidence.name, evidence.media.slug(), content.map_err(Problem::internal)?))
}

/// `POST /my/organisations/files/{id}/evidence/{piece}/remove`
pub(super) async fn remove(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, piece)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let file = find_file(&app, &actor, &id).await?;
    let permit = may_change(&actor, &file)?;
    let piece = piece.parse().map_err(|_| Problem::not_found())?;
    if let Some(evidence) = app.store.remove_evidence(&permit, piece, app.clock.now()).await? {
        attachments::discard(&app.settings.evidence_folder(), &evidence.stored_as).await;
    }
    Ok(Redirect::to(&visit.language.path(&path_of(&file))).into_response())
}

fn page(app: &App, visit: &Visit, file: &OrganisationFile, slot: &str) -> FormPage {
    let t = visit.language;
    let slots = EvidenceSlot::ALL
        .iter()
        .map(|slot| Choosable { value: slot.slug().to_owned(), words: t.say(&format!("evidence-{}", slot.slug())) });
    let mut page = FormPage::new(app, visit, "evidence");
    page.fields = vec![
        Field::new(t, "evidence-slot", Input::Choice, "off").among(slots.collect()).holding(slot),
        Field::new(t, "evidence-file", Input::File, "off").accepting(".pdf,.jpg,.jpeg,.png"),
    ];
    page.others = vec![(t.say("entry-back"), t.path(&path_of(file)))];
    page
}

fn refused(mut page: FormPage, t: Language, error: &AttachmentError) -> Result<Response, Problem> {
    page.fields[1].mistake = Some(mistake_of(t, error));
    page.show_mistakes()
}

/// Why a piece of evidence is not taken and what to do.
pub(in crate::pages) fn mistake_of(t: Language, error: &AttachmentError) -> String {
    match error {
        AttachmentError::Empty => t.say("mistake-evidence-empty"),
        AttachmentError::TooLarge => t.with("mistake-evidence-large", "max", EVIDENCE_MAX_BYTES / (1024 * 1024)),
        AttachmentError::UnknownKind => t.say("mistake-evidence-kind"),
        AttachmentError::Infected => t.say("mistake-evidence-infected"),
        AttachmentError::NotScanned(_) | AttachmentError::Folder(_) => {
            tracing::error!(%error, "evidence could not be taken");
            t.say("mistake-evidence-later")
        }
    }
}
