//! What is done to a listing by one button or one short form: taking it back, copying, closing, extending, withdrawing.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Action, Actor};
use rongqiao_model::posting::{Contents, Filed, REMARK_MAX_CHARS, Record, Step};
use serde_json::Value;

use super::super::form::{Field, Form, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::fields::{tell, text_of};
use super::{id_of, nonce_of, own_path};
use crate::actions::attachments::attach_copies;
use crate::actions::postings::{Wrong, begin, find, permit_for, withdraw as withdraw_posting};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `POST /my/listings/{id}/recall`: takes it back before it is decided. Too late changes nothing.
pub(super) async fn recall(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let filed = find(&app, &actor, id_of(&id)?).await?;
    app.store.recall_posting(&permit_for(&actor, Step::Recall, &filed)?, app.clock.now()).await?;
    Ok(to_overview(&visit, &filed))
}

/// `POST /my/listings/{id}/discard`: gives up the changes to what is public.
pub(super) async fn discard(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let filed = find(&app, &actor, id_of(&id)?).await?;
    app.store.discard_changes(&permit_for(&actor, Step::Discard, &filed)?, app.clock.now()).await?;
    Ok(to_overview(&visit, &filed))
}

/// `POST /my/listings/{id}/copy`: begins another one that says the same, but for its days, with the same files.
pub(super) async fn copy(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let filed = find(&app, &actor, id_of(&id)?).await?;
    let nonce = nonce_of(&Sent::read(&form))?;
    let mut record = filed.posting.record.clone();
    record.remove("valid_through");
    record.remove("publish_at");
    let copy = begin(&app, &actor, filed.organisation.id, nonce, (filed.posting.kind, record)).await?;
    let (from, to) = (actor.permit(Action::ReadListing, filed.thing())?, find(&app, &actor, copy).await?);
    let left_out = attach_copies(&app, &from, &permit_for(&actor, Step::Save, &to)?).await?;
    let edit = if left_out == 0 { "/edit" } else { "/edit?files-left-out" };
    Ok(Redirect::to(&own_path(visit.language, copy, edit)).into_response())
}

/// `GET /my/listings/{id}/close`
pub(super) async fn show_close(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let filed = movable(&app, &actor, &id, Step::Close).await?;
    reason_page(&app, &visit, "posting-close", &filed, "").show()
}

/// `POST /my/listings/{id}/close`: ends it, for a reason.
pub(super) async fn close(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let filed = find(&app, &actor, id_of(&id)?).await?;
    let permit = permit_for(&actor, Step::Close, &filed)?;
    let reason = Sent::read(&form).text("reason");
    let mut page = reason_page(&app, &visit, "posting-close", &filed, &reason);
    page.fields[0].mistake = reason_mistake(visit.language, &reason);
    if !page.is_right() {
        return page.show_mistakes();
    }
    app.store.close_posting(&permit, &reason, app.clock.now()).await?;
    Ok(to_overview(&visit, &filed))
}

/// `GET /desk/listings/{id}/withdraw`
pub(super) async fn show_withdraw(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let filed = movable(&app, &actor, &id, Step::Withdraw).await?;
    reason_page(&app, &visit, "posting-withdraw", &filed, "").show()
}

/// `POST /desk/listings/{id}/withdraw`: takes it from the public, for a reason that its author reads.
pub(super) async fn withdraw(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let filed = find(&app, &actor, id_of(&id)?).await?;
    permit_for(&actor, Step::Withdraw, &filed)?;
    let reason = Sent::read(&form).text("reason");
    let mut page = reason_page(&app, &visit, "posting-withdraw", &filed, &reason);
    page.fields[0].mistake = reason_mistake(visit.language, &reason);
    if !page.is_right() {
        return page.show_mistakes();
    }
    withdraw_posting(&app, &actor, &filed, &reason).await?;
    Ok(Redirect::to(&visit.language.path("/desk/listings")).into_response())
}

/// `GET /my/listings/{id}/extend`
pub(super) async fn show_extend(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let filed = movable(&app, &actor, &id, Step::Extend).await?;
    extend_page(&app, &visit, &text_of(&filed.posting.record, "valid_through")).show()
}

/// `POST /my/listings/{id}/extend`: lets it be open until another day, within what its kind allows from today.
pub(super) async fn extend(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let filed = movable(&app, &actor, &id, Step::Extend).await?;
    let day = Sent::read(&form).text("valid_through");
    let mut record: Record = filed.posting.record.clone();
    record.remove("publish_at");
    record.insert("valid_through".to_owned(), Value::from(day.clone()));
    let mistakes = match Contents::read(filed.posting.kind, &record) {
        Ok(contents) => contents.wrong_days(app.clock.today()),
        Err(mistakes) => mistakes,
    };
    let mut page = extend_page(&app, &visit, &day);
    let wrong = Wrong { mistakes, ..Wrong::default() };
    tell(&Wording::new(&app, visit.language), &record, &wrong, &mut page.fields);
    if !page.is_right() {
        return page.show_mistakes();
    }
    app.store.extend_posting(&permit_for(&actor, Step::Extend, &filed)?, &record, app.clock.now()).await?;
    Ok(to_overview(&visit, &filed))
}

/// The posting, if `step` can be done to it now by `actor`; otherwise there is no such page.
async fn movable(app: &App, actor: &Actor, id: &str, step: Step) -> Result<Filed, Problem> {
    let filed = find(app, actor, id_of(id)?).await?;
    permit_for(actor, step, &filed)?;
    if filed.posting.can(step) { Ok(filed) } else { Err(Problem::not_found()) }
}

fn to_overview(visit: &Visit, filed: &Filed) -> Response {
    Redirect::to(&own_path(visit.language, filed.posting.id, "")).into_response()
}

fn reason_page(app: &App, visit: &Visit, key: &str, filed: &Filed, reason: &str) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, key);
    page.lead.insert(0, super::title_of(t, &filed.posting));
    page.fields = vec![Field::new(t, "reason", Input::Text, "off").holding(reason)];
    page
}

/// What is wrong with a reason: there has to be one, and it has to be short.
pub(super) fn reason_mistake(t: crate::language::Language, reason: &str) -> Option<String> {
    match reason.chars().count() {
        0 => Some(t.say("posting-mistake-reason")),
        found if found > REMARK_MAX_CHARS => Some(t.with("posting-mistake-reason-long", "max", REMARK_MAX_CHARS)),
        _ => None,
    }
}

fn extend_page(app: &App, visit: &Visit, day: &str) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "posting-extend");
    let mut field = Field::new(t, "valid_through", Input::Day, "off").holding(day);
    field.label = t.say("fact-valid-through");
    page.fields = vec![field];
    page
}
