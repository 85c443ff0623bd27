//! `/desk/listings/{id}`: one listing before a desk, with what screening found marked and a remark for each field.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_matching::Piece;
use rongqiao_model::access::{Action, Actor};
use rongqiao_model::posting::{Filed, Judgement, REMARK_MAX_CHARS, Step, Version, differences, due_on, form_fields};
use rongqiao_model::screening::Hit;
use rongqiao_model::store::{Decision, Moved};

use super::super::attachments::{AttachmentLine, lines};
use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use super::fields::{field_of_hit, hit_sentence, label, marked, said, text_of};
use super::overview::{VersionLine, version_line};
use super::steps::reason_mistake;
use super::{id_of, own_path, title_of};
use crate::actions::postings::{decide, find, screened};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// What begins the names of remarks in the form.
const REMARK: &str = "remark-";

#[derive(Template)]
#[template(path = "desk_listing.html")]
struct DeskListingPage {
    t: Language,
    layout: Layout,
    name: Worded,
    about: String,
    organisation_href: String,
    agency: bool,
    waits: bool,
    state: String,
    note: Option<String>,
    verdict: String,
    rows: Vec<Row>,
    attachments: Vec<AttachmentLine>,
    /// Whether other files are attached to what the public sees.
    attachments_changed: bool,
    mistakes: Vec<(String, String)>,
    reason: String,
    revision: i64,
    action: String,
    preview: String,
    withdraw: Option<String>,
    versions: Vec<VersionLine>,
    compare: Option<String>,
}

/// A field as a desk reads it.
#[derive(Debug)]
struct Row {
    name: &'static str,
    label: String,
    pieces: Vec<Piece>,
    /// What screening says of it.
    hits: Vec<String>,
    /// Whether it differs from what the public sees.
    changed: bool,
    remark: String,
}

/// What a desk sent.
#[derive(Debug, Default)]
struct Judged {
    reason: String,
    remarks: BTreeMap<String, String>,
}

/// `GET /desk/listings/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let filed = reviewable(&app, &actor, &id).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, &actor, &filed, &Judged::default()).await?)
}

/// `POST /desk/listings/{id}`: approves, returns or rejects it. Of a decision and taking it back, one is done; whoever is
/// late is told.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let filed = reviewable(&app, &actor, &id).await?;
    let judged = Judged::read(&filed, &sent);
    let judgement = Judgement::from_slug(sent.raw("do")).ok_or_else(Problem::not_found)?;
    let mistakes = judged.mistakes(t, judgement.step());
    if !mistakes.is_empty() {
        let mut page = page(&app, &visit, &actor, &filed, &judged).await?;
        page.mistakes = mistakes;
        return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let decision = Decision { judgement, reason: judged.reason.clone(), remarks: judged.remarks.clone() };
    let revision = sent.raw("revision").parse().unwrap_or_default();
    match decide(&app, &actor, &filed, revision, &decision).await? {
        Moved::Done(_) => Ok(Redirect::to(&t.path("/desk/listings")).into_response()),
        Moved::Twice => {
            let mut page = page(&app, &visit, &actor, &filed, &judged).await?;
            page.mistakes = vec![(String::new(), t.say("posting-mistake-number-taken"))];
            answer_privately(StatusCode::CONFLICT, &page)
        }
        Moved::Changed | Moved::NotNow => {
            // What is there now may be another text; the remarks are kept for it.
            let filed = reviewable(&app, &actor, &id).await?;
            let mut page = page(&app, &visit, &actor, &filed, &judged).await?;
            page.mistakes = vec![(String::new(), t.say("desk-too-late"))];
            answer_privately(StatusCode::CONFLICT, &page)
        }
    }
}

impl Judged {
    fn read(filed: &Filed, sent: &Sent) -> Self {
        let fields = form_fields(filed.posting.kind).into_iter();
        let remark = |spec: rongqiao_model::kind::field::FieldSpec| {
            let remark = sent.text(&format!("{REMARK}{}", spec.name));
            (!remark.is_empty()).then(|| (spec.name.to_owned(), remark))
        };
        Self { reason: sent.text("reason"), remarks: fields.filter_map(remark).collect() }
    }

    /// What is wrong, each with the identity of its input.
    fn mistakes(&self, t: Language, step: Step) -> Vec<(String, String)> {
        let too_long = |(name, remark): (&String, &String)| {
            let long = remark.chars().count() > REMARK_MAX_CHARS;
            long.then(|| (format!("{REMARK}{name}"), t.with("posting-mistake-reason-long", "max", REMARK_MAX_CHARS)))
        };
        let reason = reason_mistake(t, &self.reason).filter(|_| step.needs_reason() || !self.reason.is_empty());
        self.remarks.iter().filter_map(too_long).chain(reason.map(|it| ("reason".to_owned(), it))).collect()
    }
}

/// The posting, for somebody who may decide about it.
async fn reviewable(app: &App, actor: &Actor, id: &str) -> Result<Filed, Problem> {
    let filed = find(app, actor, id_of(id)?).await?;
    actor.permit(Action::ReviewListing, filed.thing())?;
    Ok(filed)
}

async fn page(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    filed: &Filed,
    judged: &Judged,
) -> Result<DeskListingPage, Problem> {
    let (t, posting) = (visit.language, &filed.posting);
    let wording = Wording::new(app, t);
    let permit = actor.permit(Action::ReadListing, filed.thing())?;
    let versions = app.store.list_versions(&permit).await?;
    let found = screened(app, posting.kind, &posting.record);
    let name = wording.worded(&title_of(t, posting));
    let mut layout = Layout::new(app, visit, name.text.clone());
    layout.indexed = false;
    let is_known = versions.len() > 1;
    let attachments = app.store.list_attachments(&permit).await?;
    let public = match posting.live {
        Some(live) => Some(app.store.list_attachments_of_version(&permit, live).await?),
        None => None,
    };
    Ok(DeskListingPage {
        t,
        layout,
        name,
        about: format!("{} · {}", t.say(&format!("kind-{}", posting.kind.slug())), filed.organisation.name),
        organisation_href: t.path(&format!("/organisations/{}", filed.organisation.id)),
        agency: filed.organisation.staffing_agency,
        waits: posting.can(Step::Approve),
        state: t.say(&format!("posting-state-{}", posting.state.slug())),
        note: posting.submitted_at.map(|at| t.with("posting-note-due", "day", wording.day(due_on(at)))),
        verdict: t.say(&format!("desk-verdict-{}", found.verdict().slug())),
        attachments_changed: public.is_some_and(|public| public != attachments),
        attachments: lines(t, &own_path(t, posting.id, ""), attachments),
        rows: rows(&wording, filed, &versions, &found.hits, judged),
        mistakes: Vec::new(),
        reason: judged.reason.clone(),
        revision: posting.revision,
        action: t.path(&format!("/desk/listings/{}", posting.id)),
        preview: own_path(t, posting.id, "/preview"),
        withdraw: posting.can(Step::Withdraw).then(|| t.path(&format!("/desk/listings/{}/withdraw", posting.id))),
        versions: versions.iter().rev().map(|version| version_line(&wording, filed, version)).collect(),
        compare: is_known.then(|| own_path(t, posting.id, "/versions")),
    })
}

fn rows(wording: &Wording<'_>, filed: &Filed, versions: &[Version], hits: &[Hit], judged: &Judged) -> Vec<Row> {
    let posting = &filed.posting;
    let public = versions.iter().find(|version| Some(version.number) == posting.live);
    let changed = public.map(|it| differences(posting.kind, &it.record, &posting.record)).unwrap_or_default();
    let row = |spec: rongqiao_model::kind::field::FieldSpec| {
        let text = text_of(&posting.record, spec.name);
        let here: Vec<&Hit> = hits.iter().filter(|hit| field_of_hit(hit) == spec.name).collect();
        let pieces = if spec.is_free_text() {
            marked(&text, &here)
        } else {
            vec![Piece { text: said(wording, &spec, &posting.record), marked: false }]
        };
        Row {
            name: spec.name,
            label: label(wording.t, &spec),
            pieces,
            hits: here.iter().map(|hit| hit_sentence(wording.t, hit, &text)).collect(),
            changed: changed.iter().any(|name| name == spec.name),
            remark: judged.remarks.get(spec.name).cloned().unwrap_or_default(),
        }
    };
    let is_told = |row: &Row| row.pieces.iter().any(|piece| !piece.text.is_empty()) || row.changed;
    form_fields(posting.kind).into_iter().map(row).filter(is_told).collect()
}
