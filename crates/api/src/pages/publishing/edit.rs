//! `/my/listings/{id}/edit`: writing a listing; drafts are kept as they are, whatever is missing.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Action, Actor};
use rongqiao_model::posting::{Filed, Outcome, PostingState, Record, Step, Version, form_fields};
use rongqiao_model::store::Moved;
use serde_json::json;

use super::super::form::{Field, Form, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::fields::{ReadSkill, field_of, read_form, skills_read, tell, text_of};
use super::{id_of, own_path};
use crate::actions::postings::{
    Submitted, Wrong, documents_missing, find, permit_for, submit as submit_posting, wrong_in,
};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::rich_text::is_markdown;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "posting_form.html")]
struct PostingFormPage {
    t: Language,
    layout: Layout,
    about: String,
    /// What a desk said of the version before.
    reason: Option<String>,
    refusal: Option<String>,
    saved: Option<String>,
    fields: Vec<Field>,
    skills: Vec<ReadSkill>,
    revision: i64,
    action: String,
    overview: String,
    preview: String,
}

impl Form for PostingFormPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }

    fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }

    fn way_on(&self) -> Option<(String, String)> {
        Some((self.action.clone(), self.t.say("posting-conflict-open")))
    }
}

/// `GET /my/listings/{id}/edit`; with `?check` it tells what is still missing.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let filed = editable(&app, &actor, &id).await?;
    if !filed.posting.can(Step::Save) {
        return Ok(Redirect::to(&own_path(visit.language, filed.posting.id, "")).into_response());
    }
    let mut page = page(&app, &visit, &actor, &filed, &filed.posting.record).await?;
    match visit.query.as_str() {
        "check" => page.tell(&app, &filed.posting.record, &wrong_now(&app, &actor, &filed).await?),
        "files-left-out" => page.saved = Some(visit.language.say("posting-copy-files-left-out")),
        "saved" => page.saved = Some(saved_words(&app, visit.language)),
        _ => {}
    }
    answer_privately(StatusCode::OK, &page)
}

/// `POST /my/listings/{id}/edit`: keeps the draft, or hands it to the desk.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let filed = editable(&app, &actor, &id).await?;
    let overview = || Redirect::to(&own_path(t, filed.posting.id, "")).into_response();
    let by_itself = sent.raw("do") == "autosave";
    if !filed.posting.can(Step::Save) {
        return Ok(if by_itself { changed_meanwhile(t) } else { overview() });
    }
    let record = record_of(&app, &sent, &filed);
    let revision: i64 = sent.raw("revision").parse().unwrap_or_default();
    if sent.raw("do") == "submit" {
        return match submit_posting(&app, &actor, &filed, revision, record.clone()).await? {
            Submitted::Done(_) | Submitted::NotNow => Ok(overview()),
            Submitted::Changed => conflict(&app, &visit, &actor, &filed, &record).await,
            Submitted::Wrong(wrong) => show_wrong(&app, &visit, &actor, (filed, revision, record), &wrong).await,
        };
    }
    let permit = permit_for(&actor, Step::Save, &filed)?;
    match app.store.save_posting(&permit, revision, &record, app.clock.now()).await? {
        Moved::Done(posting) if by_itself => {
            Ok(Json(json!({ "revision": posting.revision, "words": saved_words(&app, t) })).into_response())
        }
        Moved::Changed | Moved::NotNow | Moved::Twice if by_itself => Ok(changed_meanwhile(t)),
        Moved::Done(_) => Ok(Redirect::to(&own_path(t, filed.posting.id, "/edit?saved")).into_response()),
        Moved::Changed => conflict(&app, &visit, &actor, &filed, &record).await,
        Moved::NotNow | Moved::Twice => Ok(overview()),
    }
}

/// What has to be changed in what is kept before it is submitted, with what is still to be attached.
async fn wrong_now(app: &App, actor: &Actor, filed: &Filed) -> Result<Wrong, Problem> {
    let record = &filed.posting.record;
    let mut wrong = wrong_in(app, filed, record);
    let permit = permit_for(actor, Step::Save, filed)?;
    wrong.mistakes.extend(documents_missing(app, &permit, filed, record).await?);
    Ok(wrong)
}

/// The posting, for somebody who may write it.
async fn editable(app: &App, actor: &Actor, id: &str) -> Result<Filed, Problem> {
    let filed = find(app, actor, id_of(id)?).await?;
    permit_for(actor, Step::Save, &filed)?;
    Ok(filed)
}

/// What was typed. A day on which something public was published is over and is not asked for again.
fn record_of(app: &App, sent: &Sent, filed: &Filed) -> Record {
    let mut record = read_form(app, sent, filed.posting.kind, &filed.posting.record);
    if filed.posting.is_public() && text_of(&record, "publish_at") < app.clock.today().to_string() {
        record.remove("publish_at");
    }
    record
}

/// The form with what has to be changed; it is kept as a draft all the same.
async fn show_wrong(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    (mut filed, revision, record): (Filed, i64, Record),
    wrong: &Wrong,
) -> Result<Response, Problem> {
    let permit = permit_for(actor, Step::Save, &filed)?;
    match app.store.save_posting(&permit, revision, &record, app.clock.now()).await? {
        Moved::Done(posting) => filed.posting = *posting,
        Moved::Changed | Moved::NotNow | Moved::Twice => return conflict(app, visit, actor, &filed, &record).await,
    }
    let mut page = page(app, visit, actor, &filed, &record).await?;
    page.tell(app, &record, wrong);
    answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The form with what was typed, when somebody else has changed the posting since it was shown.
async fn conflict(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    filed: &Filed,
    record: &Record,
) -> Result<Response, Problem> {
    let mut page = page(app, visit, actor, filed, record).await?;
    page.refusal = Some(visit.language.say("posting-conflict"));
    answer_privately(StatusCode::CONFLICT, &page)
}

fn changed_meanwhile(t: Language) -> Response {
    (StatusCode::CONFLICT, Json(json!({ "words": t.say("posting-conflict-short") }))).into_response()
}

fn saved_words(app: &App, t: Language) -> String {
    t.with("posting-saved", "moment", Wording::new(app, t).now().words)
}

impl PostingFormPage {
    fn tell(&mut self, app: &App, record: &Record, wrong: &Wrong) {
        tell(&Wording::new(app, self.t), record, wrong, &mut self.fields);
    }
}

async fn page(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    filed: &Filed,
    record: &Record,
) -> Result<PostingFormPage, Problem> {
    let (t, posting) = (visit.language, &filed.posting);
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, t.say("posting-edit-title"));
    layout.indexed = false;
    let kind = t.say(&format!("kind-{}", posting.kind.slug()));
    let returned = returned_version(app, actor, filed).await?;
    let mut fields: Vec<Field> =
        form_fields(posting.kind).iter().map(|spec| field_of(&wording, spec, record)).collect();
    for field in &mut fields {
        if field.name == "description" && is_markdown(posting.kind) {
            field.hint = Some(t.say("posting-markdown-hint"));
        }
        field.remark = returned.as_ref().and_then(|version| version.remarks.get(&field.name).cloned());
    }
    Ok(PostingFormPage {
        t,
        layout,
        about: format!("{kind} · {}", filed.organisation.name),
        reason: returned.map(|version| version.reason),
        refusal: None,
        saved: None,
        fields,
        skills: skills_read(t, posting.kind, record),
        revision: posting.revision,
        action: own_path(t, posting.id, "/edit"),
        overview: own_path(t, posting.id, ""),
        preview: own_path(t, posting.id, "/preview"),
    })
}

/// The version that a desk sent back, while it is being mended.
async fn returned_version(app: &App, actor: &Actor, filed: &Filed) -> Result<Option<Version>, Problem> {
    if filed.posting.state != PostingState::Returned {
        return Ok(None);
    }
    let permit = actor.permit(Action::ReadListing, filed.thing())?;
    let last = app.store.list_versions(&permit).await?.pop();
    Ok(last.filter(|version| version.outcome == Some(Outcome::Returned)))
}
