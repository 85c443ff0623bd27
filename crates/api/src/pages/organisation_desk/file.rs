//! `/desk/organisations/files/{id}`: one file, and what the desk decides about it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::OrganisationId;
use rongqiao_model::access::Permit;
use rongqiao_model::naming::clean_text;
use rongqiao_model::organisation_file::{
    EvidenceSlot, FileField, FileState, FileStep, OrganisationFile, REMARK_MAX_CHARS, Remark,
};
use rongqiao_model::standing::latest_end;
use rongqiao_model::store::FileOutcome;
use time::Date;

use super::super::entry::facts::{self, HistoryLine, PieceLine};
use super::super::entry::give_evidence;
use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::membership::DAY;
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::{Mistakes, attributes, mistake_in};
use crate::actions::organisations::deciding::{Decision, decide, may_hold_until};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// A field with what stands in it and what is remarked on it.
#[derive(Debug)]
struct Line {
    field: FileField,
    label: String,
    value: String,
    pieces: Vec<PieceLine>,
    remark: String,
}

#[derive(Template)]
#[template(path = "organisation_desk_file.html")]
struct FilePage {
    t: Language,
    layout: Layout,
    path: String,
    purpose: String,
    state: String,
    doubt: Option<String>,
    alike: Vec<(String, String)>,
    lines: Vec<Line>,
    open: bool,
    revision: i64,
    decision: String,
    until: String,
    latest: String,
    reason: String,
    mistakes: Mistakes,
    history: Vec<HistoryLine>,
}

impl FilePage {
    fn mistake_in(&self, name: &str) -> Option<&String> {
        mistake_in(&self.mistakes, name)
    }

    fn attributes(&self, name: &str, hint: &str) -> String {
        attributes(&self.mistakes, name, hint)
    }
}

/// `GET /desk/organisations/files/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let (file, _) = app.store.find_file_for_desk(&actor, id).await?.ok_or_else(Problem::not_found)?;
    answer_privately(StatusCode::OK, &page(&app, &visit, &file, &Sent::read(""), Vec::new()).await?)
}

/// `GET /desk/organisations/files/{id}/evidence/{piece}`: a look that the audit keeps. What tells of a person is shown to
/// whoever has said why.
pub(super) async fn download(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, piece)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let (_, permit) = app.store.find_file_for_desk(&actor, id).await?.ok_or_else(Problem::not_found)?;
    give_evidence(&app, &visit, &permit, &piece).await
}

/// `POST /desk/organisations/files/{id}`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let (file, permit) = app.store.find_file_for_desk(&actor, id).await?.ok_or_else(Problem::not_found)?;
    let (t, sent) = (visit.language, Sent::read(&form));
    let decision = match read(t, app.clock.today(), &sent) {
        Ok(decision) => decision,
        Err(mistakes) => return refused(&page(&app, &visit, &file, &sent, mistakes).await?),
    };
    match take(&app, &permit, &file, (&sent, decision)).await? {
        FileOutcome::Done => Ok(Redirect::to(&t.path("/desk/organisations")).into_response()),
        FileOutcome::Moot => {
            // It is shown as it is now, with what was typed.
            let (file, _) = app.store.find_file_for_desk(&actor, id).await?.ok_or_else(Problem::not_found)?;
            refused(&page(&app, &visit, &file, &sent, vec![("decision", t.say("decision-moot"))]).await?)
        }
        FileOutcome::Taken => {
            refused(&page(&app, &visit, &file, &sent, vec![("decision", t.say("decision-taken"))]).await?)
        }
    }
}

async fn take(
    app: &App,
    permit: &Permit,
    file: &OrganisationFile,
    (sent, decision): (&Sent, Decision),
) -> Result<FileOutcome, Problem> {
    let revision = sent.raw("revision").parse().unwrap_or(0);
    decide(app, permit, file, (revision, decision)).await
}

fn refused(page: &FilePage) -> Result<Response, Problem> {
    answer_privately(StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// Reads a decision, with every mistake in it.
fn read(t: Language, today: Date, sent: &Sent) -> Result<Decision, Mistakes> {
    let mut mistakes = Vec::new();
    let reason = sent.text("reason");
    let step = FileStep::from_slug(sent.raw("decision"));
    let remarks: Vec<Remark> = FileField::ALL
        .iter()
        .map(|&field| Remark { field, words: clean_text(sent.raw(&format!("remark-{}", field.slug()))) })
        .filter(|remark| !remark.words.is_empty())
        .collect();
    let too_long = remarks.iter().map(|it| &it.words).chain([&reason]).any(|it| it.chars().count() > REMARK_MAX_CHARS);
    if too_long {
        mistakes.push(("reason", t.with("mistake-decision-long", "max", REMARK_MAX_CHARS)));
    }
    let decision = match step {
        Some(FileStep::Verify) => match Date::parse(&sent.text("until"), DAY) {
            Ok(until) if may_hold_until(today, until) => Some(Decision::Verify(until)),
            _ => {
                mistakes.push(("until", t.say("mistake-decision-until")));
                None
            }
        },
        Some(step @ (FileStep::Return | FileStep::Refuse)) => {
            if reason.is_empty() {
                mistakes.push(("reason", t.say("mistake-decision-reason")));
            }
            Some(Decision::Answer { step, reason, remarks })
        }
        Some(FileStep::HandIn | FileStep::Supersede | FileStep::Withdraw) | None => {
            mistakes.push(("decision", t.say("mistake-decision")));
            None
        }
    };
    decision.filter(|_| mistakes.is_empty()).ok_or(mistakes)
}

async fn page(
    app: &App,
    visit: &Visit,
    file: &OrganisationFile,
    sent: &Sent,
    mistakes: Mistakes,
) -> Result<FilePage, Problem> {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, file.entered.name.clone());
    layout.indexed = false;
    let latest = latest_end(app.clock.today()).to_string();
    let until = sent.text("until");
    Ok(FilePage {
        t,
        layout,
        path: t.path(&format!("/desk/organisations/files/{}", file.id)),
        purpose: t.say(&format!("file-purpose-{}", file.purpose.slug())),
        state: t.say(&format!("file-state-{}", file.state.slug())),
        doubt: file.entered.credit_code.doubt().map(|doubt| t.say(&format!("code-doubt-{}", doubt.slug()))),
        alike: alike(app, t, file).await?,
        lines: lines(&wording, file, sent),
        open: file.state == FileState::Pending,
        revision: file.revision,
        decision: sent.raw("decision").to_owned(),
        until: if until.is_empty() { latest.clone() } else { until },
        latest,
        reason: sent.raw("reason").to_owned(),
        mistakes,
        history: facts::history(&wording, file),
    })
}

/// Every field and every piece of evidence, with what is remarked on it.
fn lines(wording: &Wording<'_>, file: &OrganisationFile, sent: &Sent) -> Vec<Line> {
    let remark = |field: FileField| sent.raw(&format!("remark-{}", field.slug())).to_owned();
    let facts = facts::lines(wording, &file.entered).into_iter().map(|line| Line {
        field: line.field,
        label: line.label,
        value: line.value,
        pieces: Vec::new(),
        remark: remark(line.field),
    });
    let slots = facts::slots(wording, file).into_iter().filter(|slot| slot.required || !slot.pieces.is_empty());
    let evidence = slots.map(|slot| {
        let field = field_of(slot.slot);
        Line { field, label: slot.label, value: String::new(), pieces: slot.pieces, remark: remark(field) }
    });
    facts.chain(evidence).collect()
}

const fn field_of(slot: EvidenceSlot) -> FileField {
    match slot {
        EvidenceSlot::Licence => FileField::Licence,
        EvidenceSlot::Mandate => FileField::Mandate,
        EvidenceSlot::Identity => FileField::Identity,
        EvidenceSlot::Prospectus => FileField::Prospectus,
        EvidenceSlot::StaffingLicence => FileField::StaffingLicence,
    }
}

/// Organisations that the platform knows by the same code or name: their pages at the desk and their names.
async fn alike(app: &App, t: Language, file: &OrganisationFile) -> Result<Vec<(String, String)>, Problem> {
    let by_code = app.store.find_organisation_by_code(file.entered.credit_code.as_str()).await?;
    let by_name = app.store.find_public_organisation(OrganisationId::of_name(&file.entered.name)).await?;
    let mut alike: Vec<(String, String)> = by_code
        .into_iter()
        .chain(by_name)
        .map(|it| (t.path(&format!("/desk/organisations/{}", it.id)), it.name))
        .collect();
    alike.dedup();
    Ok(alike)
}
