//! `/listings/{id}/call`: what everybody reads of a call, and the questions that are answered for all.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::ListingId;
use rongqiao_model::access::Actor;
use rongqiao_model::call::Call;
use rongqiao_model::connect::Stage;

use super::super::form::{Choosable, Field, Input, Sent};
use super::super::layout::answer;
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::sheet::{CallForm, CallPage, Part, words_field};
use super::terms::{questions_part, terms_part};
use crate::actions::calls::{answerers, find_public};
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

/// `POST /listings/{id}/call`: asks a question, for an organisation.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let call = find_public(&app, listing_of(&id)?).await?;
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
    page.parts.push(terms_part(&wording, call));
    page.parts.push(questions_part(&wording, &app.store.list_call_questions(call.connection.id).await?));
    let listing = call.connection.listing;
    if call.takes_proposals(app.clock.now()) {
        page.start = Some((t.say("proposal-title"), t.path(&format!("/listings/{listing}/proposal"))));
        let own = match actor {
            Some(actor) => answerers(app, actor, call).await?,
            None => Vec::new(),
        };
        if own.is_empty() {
            page.notes.push(t.say("call-who-asks"));
        } else {
            let mut fields = vec![words_field(t, "question", "call-question", sent)];
            fields.extend(organisation_field(&wording, own.iter().map(|(it, _)| it), sent));
            page.forms.push(CallForm::new(t, "ask").asking(fields));
        }
    }
    page.links.push((t.say("call-listing"), t.path(&format!("/listings/{listing}"))));
    Ok(page)
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
async fn notice_part(app: &App, wording: &Wording<'_>, call: &Call) -> Result<Option<Part>, Problem> {
    let (t, connection) = (wording.t, &call.connection);
    let Some(chosen) = connection.responder_organisation else { return Ok(None) };
    let Some(organisation) = app.store.find_public_organisation(chosen).await? else { return Ok(None) };
    let name = wording.either(&organisation.name, organisation.name_en.as_deref());
    let is_noticed = matches!(connection.stage, Stage::Noticed | Stage::Objected);
    let about = match call.notice_until.filter(|_| is_noticed) {
        Some(until) => t.with("call-notice-until", "moment", wording.minute_of(until).words),
        None => t.say("call-notice-over"),
    };
    let label = if is_noticed { "call-nominee" } else { "call-chosen" };
    let facts = vec![(t.say(label), name)];
    Ok(Some(Part { id: "notice", title: t.say("call-notice"), about: Some(about), facts, ..Part::default() }))
}

/// The listing that an address names; what is none leads nowhere.
pub(super) fn listing_of(text: &str) -> Result<ListingId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}
