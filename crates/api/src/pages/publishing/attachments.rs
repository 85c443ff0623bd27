//! `/my/listings/{id}/attachments`: the files of a listing, for those who write it; its desk downloads them there too.

use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Action, Actor};
use rongqiao_model::attachment::{ATTACHMENT_MAX_BYTES, ATTACHMENTS_MAX, AttachmentPurpose};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::posting::{Filed, Step};

use super::super::attachments::{AttachmentLine, give, id_of as attachment_of, lines};
use super::super::brought::Brought;
use super::super::form::{Choosable, Field, Form, Input};
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::{id_of, own_path, title_of};
use crate::actions::attachments::{Coming, NotAttached, attach};
use crate::actions::postings::{find, permit_for};
use crate::app::App;
use crate::attachments::AttachmentError;
use crate::language::Language;
use crate::problem::{Problem, ProblemKind};
use crate::session::Acting;

/// Endings of the files that are taken.
const ENDINGS: &str = ".pdf,.docx,.xlsx,.png,.jpg,.jpeg";

#[derive(Template)]
#[template(path = "posting_attachments.html")]
struct AttachmentsPage {
    t: Language,
    layout: Layout,
    about: String,
    attachments: Vec<AttachmentLine>,
    /// The fields for a further file; none when there is no room or the listing cannot be changed now.
    fields: Vec<Field>,
    changeable: bool,
    action: String,
    overview: String,
    edit: String,
}

impl Form for AttachmentsPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }

    fn refusal(&self) -> Option<&str> {
        None
    }
}

/// `GET /my/listings/{id}/attachments`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let filed = writable(&app, &actor, &id).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, &actor, (&filed, AttachmentPurpose::Public)).await?)
}

/// `POST /my/listings/{id}/attachments`: attaches one file.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: Multipart,
) -> Result<Response, Problem> {
    let filed = writable(&app, &actor, &id).await?;
    let permit = permit_for(&actor, Step::Save, &filed)?;
    let mut purpose = AttachmentPurpose::Public;
    let outcome = match Brought::take(form, "attachment-file", ATTACHMENT_MAX_BYTES).await? {
        Some(brought) => {
            purpose = purpose_in(&brought, &filed)?;
            attach(&app, &permit, Coming { name: &brought.name, content: &brought.content, purpose }).await
        }
        None => Err(NotAttached::Attachment(AttachmentError::TooLarge)),
    };
    let mistake = match outcome {
        Ok(()) | Err(NotAttached::NotNow) => return Ok(to_list(&visit, &filed)),
        Err(NotAttached::Failed(problem)) => return Err(problem),
        Err(NotAttached::TooMany) => visit.language.with("mistake-attachment-many", "max", ATTACHMENTS_MAX),
        Err(NotAttached::Attachment(error)) => sentence(visit.language, &error),
    };
    let mut page = page(&app, &visit, &actor, (&filed, purpose)).await?;
    // Where no further file is asked for, the list says so already.
    if let Some(field) = page.fields.last_mut() {
        field.mistake = Some(mistake);
    }
    answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `GET /my/listings/{id}/attachments/{piece}`: for those who write the listing, and for its desk.
pub(super) async fn download(
    State(app): State<App>,
    Acting(actor): Acting,
    Path((id, piece)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let filed = find(&app, &actor, id_of(&id)?).await?;
    let permit = actor.permit(Action::ReadListing, filed.thing())?;
    let found = app.store.find_attachment(&permit, attachment_of(&piece)?).await?;
    give(&app, found).await
}

/// `POST /my/listings/{id}/attachments/{piece}/remove`: versions that were submitted keep it.
pub(super) async fn remove(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, piece)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let filed = writable(&app, &actor, &id).await?;
    let permit = permit_for(&actor, Step::Save, &filed)?;
    app.store.detach(&permit, attachment_of(&piece)?, app.clock.now()).await?;
    Ok(to_list(&visit, &filed))
}

/// What the file that came is for; for everybody where nothing is said.
fn purpose_in(brought: &Brought, filed: &Filed) -> Result<AttachmentPurpose, Problem> {
    let said = brought.sent.raw("attachment-purpose");
    if said.is_empty() {
        return Ok(AttachmentPurpose::Public);
    }
    let offered = AttachmentPurpose::offered_for(filed.posting.kind);
    let chosen = AttachmentPurpose::from_slug(said).filter(|purpose| offered.contains(purpose));
    chosen.ok_or_else(|| Problem::new(ProblemKind::BadRequest))
}

/// The fields for a further file of a listing of `kind`, with what it is for chosen already.
fn fields_for(t: Language, kind: ListingKind, chosen: AttachmentPurpose) -> Vec<Field> {
    let choosable = |purpose: AttachmentPurpose| Choosable {
        value: purpose.slug().to_owned(),
        words: t.say(&format!("attachment-purpose-{}", purpose.slug())),
    };
    let offered = AttachmentPurpose::offered_for(kind).into_iter().map(choosable).collect();
    vec![
        Field::new(t, "attachment-purpose", Input::Choice, "off").holding(chosen.slug().to_owned()).among(offered),
        Field::new(t, "attachment-file", Input::File, "off").accepting(ENDINGS),
    ]
}

/// The posting, for somebody who may write it.
async fn writable(app: &App, actor: &Actor, id: &str) -> Result<Filed, Problem> {
    let filed = find(app, actor, id_of(id)?).await?;
    permit_for(actor, Step::Save, &filed)?;
    Ok(filed)
}

fn to_list(visit: &Visit, filed: &Filed) -> Response {
    Redirect::to(&own_path(visit.language, filed.posting.id, "/attachments")).into_response()
}

async fn page(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    (filed, chosen): (&Filed, AttachmentPurpose),
) -> Result<AttachmentsPage, Problem> {
    let (t, id) = (visit.language, filed.posting.id);
    let attachments = app.store.list_attachments(&permit_for(actor, Step::Save, filed)?).await?;
    let changeable = filed.posting.can(Step::Save);
    let asks = changeable && attachments.len() < ATTACHMENTS_MAX;
    let mut layout = Layout::new(app, visit, t.say("attachments-title"));
    layout.indexed = false;
    Ok(AttachmentsPage {
        t,
        layout,
        about: title_of(t, &filed.posting),
        attachments: lines(t, &own_path(t, id, ""), attachments),
        fields: if asks { fields_for(t, filed.posting.kind, chosen) } else { Vec::new() },
        changeable,
        action: own_path(t, id, "/attachments"),
        overview: own_path(t, id, ""),
        edit: own_path(t, id, "/edit"),
    })
}

/// Why a file is not taken and what to do.
fn sentence(t: Language, error: &AttachmentError) -> String {
    match error {
        AttachmentError::Empty => t.say("mistake-evidence-empty"),
        AttachmentError::TooLarge => t.with("mistake-evidence-large", "max", ATTACHMENT_MAX_BYTES / (1024 * 1024)),
        AttachmentError::UnknownKind => t.say("mistake-attachment-kind"),
        AttachmentError::Infected => t.say("mistake-evidence-infected"),
        AttachmentError::NotScanned(_) | AttachmentError::Folder(_) => {
            tracing::error!(%error, "a file of a listing could not be taken");
            t.say("mistake-evidence-later")
        }
    }
}
