//! `/my/internships/{id}/agree`, `…/scan` and `…/agreements/{version}/{paper}`: confirming the agreement in the platform or
//! with a signed paper, and downloading what was made of it and what was brought.

use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::ConnectionId;
use rongqiao_model::access::Actor;
use rongqiao_model::internship::{AgreementVersion, Signatory};
use rongqiao_model::organisation_file::{EVIDENCE_MAX_BYTES, EvidenceMedia};
use rongqiao_model::store::Signed;

use super::super::brought::Brought;
use super::super::entry::evidence_mistake;
use super::super::form::{Field, FormPage, Input, Sent};
use super::super::layout::answer_privately;
use super::super::visit::Visit;
use super::overview::page as overview_page;
use super::records::forbidden;
use super::{internship_of, path_of};
use crate::actions::internships::{Internship, NotSigned, find_at_desk, find_internship, sign, sign_on_paper};
use crate::app::App;
use crate::attachments::{AttachmentError, download as as_download, fetch};
use crate::language::Language;
use crate::problem::{Problem, ProblemKind};
use crate::session::Acting;

/// `POST /my/internships/{id}/agree`: confirms the version that whoever sends it has seen.
pub(super) async fn agree(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let id = internship_of(&id)?;
    let internship = find_internship(&app, &actor, id).await?;
    let sent = Sent::read(&form);
    let version = sent.raw("version").parse().map_err(|_| Problem::new(ProblemKind::BadRequest))?;
    match sign(&app, &internship, version).await? {
        Signed::Done | Signed::Known => Ok(Redirect::to(&path_of(visit.language, id)).into_response()),
        refused @ (Signed::Changed | Signed::Refused | Signed::Forbidden(_) | Signed::Suspended) => {
            let internship = find_internship(&app, &actor, id).await?;
            let mut page = overview_page(&app, &visit, &internship, &sent);
            page.part.refusal = Some(unsigned_sentence(visit.language, &internship, &refused));
            answer_privately(StatusCode::CONFLICT, &page)
        }
    }
}

/// Why a version was not confirmed.
fn unsigned_sentence(t: Language, internship: &Internship, refused: &Signed) -> String {
    match refused {
        Signed::Forbidden(gates) => forbidden(t, internship.party, gates),
        Signed::Suspended => t.say("connection-refused-suspended"),
        Signed::Changed | Signed::Refused | Signed::Done | Signed::Known => t.say("internship-version-changed"),
    }
}

/// `GET /my/internships/{id}/agreements/{version}/{paper}`: a paper that was made (`zh-CN.pdf`, `en.pdf`), or one that a
/// signatory signed (`student`, `guardian`, …).
pub(super) async fn download(
    State(app): State<App>,
    Acting(actor): Acting,
    Path((id, version, paper)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let versions = versions_for(&app, &actor, internship_of(&id)?).await?;
    let version: i32 = version.parse().map_err(|_| Problem::not_found())?;
    let found = versions.iter().find(|it| it.version == version);
    let found = found.and_then(|version| named(version, &paper)).ok_or_else(Problem::not_found)?;
    let content = fetch(&app.settings.evidence_folder(), &found.stored_as, &found.sha256).await;
    Ok(as_download(&found.name, found.media.slug(), content.map_err(Problem::internal)?))
}

/// The versions whose papers `actor` may read: all of them for the sides and the desks, and for the second host the latest
/// without what others signed.
async fn versions_for(app: &App, actor: &Actor, id: ConnectionId) -> Result<Vec<AgreementVersion>, Problem> {
    if let Ok(internship) = find_internship(app, actor, id).await {
        return Ok(internship.records.versions);
    }
    if let Some((hosting, _)) = app.store.find_as_second_host(actor, id).await? {
        let mut version = hosting.version;
        version.signatures.retain(|it| it.signatory == Signatory::SecondHost);
        return Ok(vec![version]);
    }
    Ok(find_at_desk(app, actor, id).await?.records.versions)
}

/// A file that can be downloaded.
struct Paper {
    name: String,
    media: EvidenceMedia,
    stored_as: String,
    sha256: String,
}

fn named(version: &AgreementVersion, paper: &str) -> Option<Paper> {
    let document = version.documents.iter().find(|it| format!("{}.pdf", it.language) == paper);
    if let Some(it) = document {
        let name = format!("agreement-{}-{paper}", version.version);
        let (stored_as, sha256) = (it.stored_as.clone(), it.sha256.clone());
        return Some(Paper { name, media: EvidenceMedia::Pdf, stored_as, sha256 });
    }
    let signatory = Signatory::from_slug(paper)?;
    let scan = version.signatures.iter().find(|it| it.signatory == signatory)?.scan.as_ref()?;
    let name = format!("agreement-{}-{paper}.{}", version.version, scan.media.ending());
    Some(Paper { name, media: scan.media, stored_as: scan.stored_as.clone(), sha256: scan.sha256.clone() })
}

/// `GET /my/internships/{id}/scan`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let internship = find_internship(&app, &actor, internship_of(&id)?).await?;
    page(&app, &visit, &internship, &Sent::default()).ok_or_else(Problem::not_found)?.show()
}

/// `POST /my/internships/{id}/scan`: keeps a signed paper with its SHA-256.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: Multipart,
) -> Result<Response, Problem> {
    let t = visit.language;
    let internship = find_internship(&app, &actor, internship_of(&id)?).await?;
    let Some(brought) = Brought::take(form, "signed-paper", EVIDENCE_MAX_BYTES).await? else {
        return too_large(&app, &visit, &internship);
    };
    let back = path_of(t, internship.file.connection.id);
    let Some(mut page) = page(&app, &visit, &internship, &brought.sent) else {
        return Ok(Redirect::to(&back).into_response());
    };
    let Some(signatory) = Signatory::from_slug(brought.sent.raw("signatory")) else {
        page.fields[0].mistake = Some(t.say("internship-mistake-signatory"));
        return page.show_mistakes();
    };
    let version = brought.sent.raw("version").parse().map_err(|_| Problem::new(ProblemKind::BadRequest))?;
    match sign_on_paper(&app, &internship, (version, signatory), &brought.content).await {
        Ok(Signed::Done | Signed::Known) => Ok(Redirect::to(&back).into_response()),
        Ok(refused @ (Signed::Changed | Signed::Refused | Signed::Forbidden(_) | Signed::Suspended)) => {
            page.show_conflict(unsigned_sentence(t, &internship, &refused))
        }
        Err(NotSigned::Failed(error)) => Err(error.into()),
        Err(NotSigned::Attachment(error)) => {
            page.fields[1].mistake = Some(evidence_mistake(t, &error));
            page.show_mistakes()
        }
    }
}

fn too_large(app: &App, visit: &Visit, internship: &Internship) -> Result<Response, Problem> {
    let mut page = page(app, visit, internship, &Sent::default()).ok_or_else(Problem::not_found)?;
    page.fields[1].mistake = Some(evidence_mistake(visit.language, &AttachmentError::TooLarge));
    page.show_mistakes()
}

/// The form for a signed paper; `None` when nobody whose paper this side may bring has still to sign.
fn page(app: &App, visit: &Visit, internship: &Internship, sent: &Sent) -> Option<FormPage> {
    let t = visit.language;
    let latest = internship.records.latest()?;
    let unsigned = latest.unsigned();
    let open: Vec<Signatory> = Signatory::brought_by(internship.party)
        .iter()
        .copied()
        .filter(|signatory| unsigned.contains(signatory))
        .collect();
    let first = *open.first()?;
    let chosen = Some(sent.raw("signatory")).filter(|it| !it.is_empty()).unwrap_or(first.slug());
    let mut page = FormPage::new(app, visit, "internship-scan");
    page.hidden = vec![("version", latest.version.to_string())];
    page.fields = vec![
        Field::new(t, "signatory", Input::Radios, "off").of_choices(t, "internship-signatory", &open, &[chosen]),
        Field::new(t, "signed-paper", Input::File, "off").accepting(".pdf,.jpg,.jpeg,.png"),
    ];
    page.others = vec![(t.say("internship-back"), path_of(t, internship.file.connection.id))];
    Some(page)
}
