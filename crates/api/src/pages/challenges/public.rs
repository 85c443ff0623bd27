//! `/listings/{id}/call`: what everybody reads of a call, the questions answered for all, and objections by anybody.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::ListingId;
use rongqiao_model::access::{Action, Actor};
use rongqiao_model::call::Call;
use rongqiao_model::connect::Stage;
use rongqiao_model::store::Objecting;

use super::super::form::{Choosable, Field, Input, Sent};
use super::super::layout::answer;
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::sheet::{CallForm, CallPage, Part, words_field};
use super::terms::{objection_entry, questions_part, terms_part};
use crate::actions::calls::{answerers, find_public, is_publisher};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /listings/{id}/call`
pub(super) async fn show(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let call = find_public(&app, listing_of(&id)?).await?;
    let actor = match visit.present.person {
        Some(person) => Some(app.store.find_actor(person, app.clock.now()).await?),
        None => None,
    };
    let mut page = page(&app, &visit, &call, (actor.as_ref(), &Sent::default())).await?;
    page.layout.indexed = true;
    answer(StatusCode::OK, &page)
}

/// `POST /listings/{id}/call`: asks a question, for an organisation, or objects to the choice, for oneself.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let call = find_public(&app, listing_of(&id)?).await?;
    if sent.raw("do") == "object-in-public" {
        return object(&app, &visit, (&call, &actor), &sent).await;
    }
    let own = answerers(&app, &actor, &call).await?;
    let chosen = own.iter().find(|(it, _)| own.len() == 1 || it.id.to_string() == sent.raw("organisation"));
    let mut page = page(&app, &visit, &call, (Some(&actor), &sent)).await?;
    let words = page.read_words(&sent, "question");
    if chosen.is_none() && !own.is_empty() {
        let mistake = visit.language.say("call-mistake-organisation");
        page.tell("organisation", mistake);
    }
    let (_, permit) = match chosen {
        Some(chosen) => chosen,
        None if own.is_empty() => return Err(Problem::not_found()),
        None => return page.show_mistakes(),
    };
    let Some(words) = words else { return page.show_mistakes() };
    let asked = app.store.ask_about_call(permit, &words, (&app.chance, app.clock.now())).await?;
    app.letters_wait.notify_one();
    page.answer(asked)
}

/// Objects to the choice as a member of the public.
async fn object(app: &App, visit: &Visit, (call, actor): (&Call, &Actor), sent: &Sent) -> Result<Response, Problem> {
    let permit = actor.permit(Action::ObjectInPublic, call.thing_for_public(actor.person()))?;
    let mut page = page(app, visit, call, (Some(actor), sent)).await?;
    let Some(words) = page.read_words(sent, "object-words") else { return page.show_mistakes() };
    let moved = app.store.object_in_public(&permit, &words, (&app.chance, app.clock.now())).await?;
    app.letters_wait.notify_one();
    page.answer_moved(&moved)
}

async fn page(
    app: &App,
    visit: &Visit,
    call: &Call,
    (actor, sent): (Option<&Actor>, &Sent),
) -> Result<CallPage, Problem> {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let mut page = CallPage::of(app, visit, call, "public");
    page.layout.title = t.with("call-of", "title", &call.connection.title);
    page.parts.extend(notice_part(app, &wording, call).await?);
    if let Some(actor) = actor {
        add_objecting(app, &mut page, (call, actor), sent).await?;
    }
    page.parts.push(terms_part(&wording, call));
    page.parts.push(questions_part(&wording, &app.store.list_call_questions(call.connection.id).await?));
    if call.takes_proposals(app.clock.now()) {
        add_answering(app, &mut page, (call, actor), sent).await?;
    }
    page.links.push((t.say("call-listing"), t.path(&format!("/listings/{}", call.connection.listing))));
    Ok(page)
}

/// Adds the ways to propose and to ask; whoever answers for the publisher alone is led to their own page instead.
async fn add_answering(
    app: &App,
    page: &mut CallPage,
    (call, actor): (&Call, Option<&Actor>),
    sent: &Sent,
) -> Result<(), Problem> {
    let (t, listing) = (page.t, call.connection.listing);
    let own = match actor {
        Some(actor) => answerers(app, actor, call).await?,
        None => Vec::new(),
    };
    if own.is_empty() && actor.is_some_and(|actor| is_publisher(actor, call)) {
        page.notes.push(t.say("call-own"));
        page.links.push((t.say("call-own-page"), t.path(&format!("/my/challenges/{listing}"))));
        return Ok(());
    }
    page.start = Some((t.say("proposal-title"), t.path(&format!("/listings/{listing}/proposal"))));
    if own.is_empty() {
        page.notes.push(t.say("call-who-asks"));
        return Ok(());
    }
    let mut fields = vec![words_field(t, "question", "call-question", sent)];
    fields.extend(organisation_field(&Wording::new(app, t), own.iter().map(|(it, _)| it), sent));
    page.forms.push(CallForm::new(t, "ask").asking(fields));
    Ok(())
}

/// Adds the form to object to the choice; to whoever has done so, the page shows what became of it instead.
async fn add_objecting(
    app: &App,
    page: &mut CallPage,
    (call, actor): (&Call, &Actor),
    sent: &Sent,
) -> Result<(), Problem> {
    let t = page.t;
    let permit = actor.permit(Action::ObjectInPublic, call.thing_for_public(actor.person()))?;
    match app.store.find_objecting(&permit, app.clock.now()).await? {
        Objecting::Open => {
            let words = words_field(t, "object-words", "call-object-words", sent);
            page.forms.push(CallForm::new(t, "object-in-public").asking(vec![words]));
        }
        Objecting::Done(objection) => {
            let entries = vec![objection_entry(&Wording::new(app, t), &objection, &t.say("objection-own"))];
            page.parts.push(Part { id: "objections", title: t.say("call-objections"), entries, ..Part::default() });
        }
        Objecting::NotNow => {}
    }
    Ok(())
}

/// A choice among several organisations; none is needed where there is one.
pub(super) fn organisation_field<'a>(
    wording: &Wording<'_>,
    own: impl Iterator<Item = &'a rongqiao_model::organisation::Organisation>,
    sent: &Sent,
) -> Option<Field> {
    let choices: Vec<Choosable> = own
        .map(|it| Choosable { value: it.id.to_string(), words: wording.either(&it.name, it.name_en.as_deref()).text })
        .collect();
    let field = Field::new(wording.t, "organisation", Input::Choice, "off").holding(sent.raw("organisation"));
    (choices.len() > 1).then(|| field.among(choices))
}

/// Who is to be chosen, as long as the public is told of it, and who was.
pub(super) async fn notice_part(app: &App, wording: &Wording<'_>, call: &Call) -> Result<Option<Part>, Problem> {
    let (t, connection) = (wording.t, &call.connection);
    let Some(chosen) = connection.responder_organisation else { return Ok(None) };
    let Some(organisation) = app.store.find_public_organisation(chosen).await? else { return Ok(None) };
    let name = wording.either(&organisation.name, organisation.name_en.as_deref());
    let is_noticed = matches!(connection.stage, Stage::Noticed | Stage::Objected);
    let told = if connection.stage == Stage::Objected { "call-notice-objected" } else { "call-notice-until" };
    let about = match call.notice_until.filter(|_| is_noticed) {
        Some(until) => t.with(told, "moment", wording.minute_of(until).words),
        None => t.say("call-notice-over"),
    };
    let label = if is_noticed { "call-nominee" } else { "call-chosen" };
    let mut facts = vec![(t.say(label), name)];
    if let Some(reached) = app.store.count_targets_reached(call).await? {
        let numbers = [("reached", reached.to_string()), ("all", call.terms.targets().len().to_string())];
        facts.push((t.say("call-targets"), wording.worded(&t.fill("call-targets-reached", &numbers))));
    }
    Ok(Some(Part { id: "notice", title: t.say("call-notice"), about: Some(about), facts, ..Part::default() }))
}

/// The listing that an address names; what is none leads nowhere.
pub(super) fn listing_of(text: &str) -> Result<ListingId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}
