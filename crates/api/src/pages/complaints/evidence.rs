//! `/my/complaints/{id}/evidence` and `/complaints/{token}/evidence`: whoever complained brings pictures and PDF; and
//! `/desk/complaints/{id}/evidence/{piece}`, where those who decide download them.

use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::EvidenceId;
use rongqiao_model::complaint::{COMPLAINT_EVIDENCE_MAX, ComplaintEvidence, FollowedComplaint};
use rongqiao_model::organisation_file::EVIDENCE_MAX_BYTES;

use super::super::brought::Brought;
use super::super::entry::evidence_mistake;
use super::super::form::{Field, FormPage, Input};
use super::super::visit::Visit;
use super::{Follower, find_followed};
use crate::actions::complaint_evidence::{NotTaken, add_evidence};
use crate::actions::complaints::find_case;
use crate::app::App;
use crate::attachments::{AttachmentError, download as as_download, fetch};
use crate::language::Language;
use crate::problem::Problem;
use crate::session::{Acting, SignedIn};

/// `GET /my/complaints/{id}/evidence`
pub(super) async fn show_own(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &visit, &Follower::own(session.person, &id)?).await
}

/// `POST /my/complaints/{id}/evidence`
pub(super) async fn submit_own(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    form: Multipart,
) -> Result<Response, Problem> {
    submit(&app, &visit, &Follower::own(session.person, &id)?, form).await
}

/// `GET /complaints/{token}/evidence`
pub(super) async fn show_followed(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &visit, &Follower::with_secret(&token)).await
}

/// `POST /complaints/{token}/evidence`
pub(super) async fn submit_followed(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
    form: Multipart,
) -> Result<Response, Problem> {
    submit(&app, &visit, &Follower::with_secret(&token), form).await
}

/// `GET /desk/complaints/{id}/evidence/{piece}`: for those who may read the case.
pub(super) async fn download(
    State(app): State<App>,
    Acting(actor): Acting,
    Path((id, piece)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let file = find_case(&app, &actor, id.parse().map_err(|_| Problem::not_found())?).await?;
    let piece: EvidenceId = piece.parse().map_err(|_| Problem::not_found())?;
    let mut pieces = file.complaints.iter().flat_map(|complaint| &complaint.evidence);
    let found = pieces.find(|it| it.id == piece).ok_or_else(Problem::not_found)?;
    let content = fetch(&app.settings.evidence_folder(), &found.stored_as, &found.sha256).await;
    Ok(as_download(&name_of(found), found.media.slug(), content.map_err(Problem::internal)?))
}

/// What a file is called where it is downloaded; it tells nothing of whoever brought it.
fn name_of(evidence: &ComplaintEvidence) -> String {
    format!("evidence.{}", evidence.media.ending())
}

/// A file in a list, by its number: what it is and how large.
pub(super) fn words_of(t: Language, number: usize, evidence: &ComplaintEvidence) -> String {
    let size = evidence.size.div_ceil(1024);
    let values =
        [("number", number.to_string()), ("media", evidence.media.short_name().to_owned()), ("size", size.to_string())];
    t.fill("complaint-evidence-piece", &values)
}

async fn show(app: &App, visit: &Visit, who: &Follower) -> Result<Response, Problem> {
    let found = find_followed(app, who).await?;
    if !found.takes_evidence() {
        return Ok(back(visit, who, ""));
    }
    page(app, visit, who, &found).show()
}

async fn submit(app: &App, visit: &Visit, who: &Follower, form: Multipart) -> Result<Response, Problem> {
    let found = find_followed(app, who).await?;
    let taken = match Brought::take(form, "evidence-file", EVIDENCE_MAX_BYTES).await? {
        Some(brought) => add_evidence(app, (&who.by, who.id), &brought.content).await,
        None => Err(NotTaken::Attachment(AttachmentError::TooLarge)),
    };
    match taken {
        Ok(()) => Ok(back(visit, who, "?told=evidence")),
        Err(NotTaken::TooMany | NotTaken::NotNow) => Ok(back(visit, who, "")),
        Err(NotTaken::Failed(problem)) => Err(problem),
        Err(NotTaken::Attachment(error)) => {
            let mut page = page(app, visit, who, &found);
            page.fields[0].mistake = Some(evidence_mistake(visit.language, &error));
            page.show_mistakes()
        }
    }
}

fn back(visit: &Visit, who: &Follower, query: &str) -> Response {
    Redirect::to(&visit.language.path(&format!("{}{query}", who.page))).into_response()
}

fn page(app: &App, visit: &Visit, who: &Follower, found: &FollowedComplaint) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "complaint-evidence");
    page.lead = vec![
        t.with("complaint-about", "title", &found.title),
        t.count("complaint-evidence-room", (COMPLAINT_EVIDENCE_MAX - found.evidence.len()) as u64),
        t.say("complaint-evidence-lead"),
    ];
    page.fields = vec![Field::new(t, "evidence-file", Input::File, "off").accepting(".pdf,.jpg,.jpeg,.png")];
    page.others = vec![(t.say("complaint-evidence-back"), t.path(&who.page))];
    page
}
