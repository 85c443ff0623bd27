//! `/listings/{id}/register`: registering for an event, in one step.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::registration::{NOTE_MAX_CHARS, Phase};
use rongqiao_model::store::Registering;
use rongqiao_model::{ContactId, PersonId};

use super::super::form::{Choosable, Field, Form, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::when::{venue, when};
use super::{id_of, own_path};
use crate::actions::events::{Event, find, register};
use crate::app::App;
use crate::problem::Problem;
use crate::session::SignedIn;

/// `GET /listings/{id}/register`; whoever has registered is led to their registration.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let event = find(&app, id_of(&id)?).await?;
    let listing = event.published.listing.id;
    let known = app.store.find_own_registration(session.person, listing).await?;
    if known.is_some_and(|own| own.state.is_live()) {
        return Ok(Redirect::to(&own_path(visit.language, listing)).into_response());
    }
    let page = page(&app, &visit, session.person, &event, &Sent::default()).await?;
    match event.terms.phase(app.clock.now()) {
        Phase::Open => page.show(),
        phase => too_late(&visit, page, phase),
    }
}

/// `POST /listings/{id}/register`: once more changes nothing.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent, person) = (visit.language, Sent::read(&form), session.person);
    let event = find(&app, id_of(&id)?).await?;
    let mut page = page(&app, &visit, person, &event, &sent).await?;
    let note = sent.text("note-to-organiser");
    for field in &mut page.fields {
        field.mistake = match field.name.as_str() {
            "consent" if field.value.is_empty() => Some(t.say("mistake-consent")),
            "note-to-organiser" => note_mistake(&visit, &note),
            "reach" if !field.is_chosen() => Some(t.say("mistake-reach")),
            _ => None,
        };
    }
    if !page.is_right() {
        return page.show_mistakes();
    }
    let chosen = page.fields.iter().find(|field| field.name == "reach");
    let reach: Option<ContactId> = chosen.and_then(|field| field.value.parse().ok());
    match register(&app, person, event.published.listing.id, reach, note).await? {
        Registering::Done(own) | Registering::Known(own) => Ok(Redirect::to(&own_path(t, own.listing)).into_response()),
        Registering::NotNow => too_late(&visit, page, event.terms.phase(app.clock.now())),
    }
}

fn note_mistake(visit: &Visit, note: &str) -> Option<String> {
    let found = note.chars().count();
    let told = [("max", NOTE_MAX_CHARS.to_string()), ("found", found.to_string())];
    (found > NOTE_MAX_CHARS).then(|| visit.language.fill("mistake-note-to-organiser", &told))
}

/// The page without a form, with why nobody can register now.
fn too_late(visit: &Visit, mut page: FormPage, phase: Phase) -> Result<Response, Problem> {
    page.submit = String::new();
    page.show_conflict(visit.language.say(&format!("event-phase-{}", phase.slug())))
}

async fn page(app: &App, visit: &Visit, person: PersonId, event: &Event, sent: &Sent) -> Result<FormPage, Problem> {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let (published, terms) = (&event.published, &event.terms);
    let figures = app.store.count_registrations(published.listing.id).await?;
    let full = figures.left_of(terms.seats) == Some(0);
    let title = wording.either(&published.listing.title, published.listing.title_en.as_deref()).text;
    let organiser = wording.either(&published.organisation_name, published.organisation_name_en.as_deref()).text;
    let mut page = FormPage::new(app, visit, if full { "register-waiting" } else { "register" });
    page.lead = vec![title, when(&wording, terms.starts_at, terms.ends_at)];
    page.lead.extend(venue(&wording, &published.listing.place));
    page.lead.extend(full.then(|| t.count("register-waiting-note", figures.waiting)));
    page.others = vec![(t.say("event-back"), t.path(&format!("/listings/{}", published.listing.id)))];
    let mut consent = Field::new(t, "consent", Input::Tick, "off").holding(sent.raw("consent"));
    consent.label = t.with("register-consent", "organisation", organiser);
    let note = Field::new(t, "note-to-organiser", Input::Text, "off").holding(sent.text("note-to-organiser"));
    page.fields.extend(reach(app, visit, person, sent).await?);
    page.fields.extend([note.optional(), consent]);
    Ok(page)
}

/// Where the organiser may reach somebody: one of their own contacts. Nothing is asked of whoever has none.
async fn reach(app: &App, visit: &Visit, person: PersonId, sent: &Sent) -> Result<Option<Field>, Problem> {
    let account = app.store.find_own_account(person).await?.ok_or_else(Problem::not_found)?;
    let choices: Vec<Choosable> = account
        .contacts
        .iter()
        .map(|(id, contact)| Choosable { value: id.to_string(), words: contact.value().to_owned() })
        .collect();
    let Some(first) = choices.first().map(|choice| choice.value.clone()) else { return Ok(None) };
    let chosen = Some(sent.raw("reach").to_owned()).filter(|chosen| !chosen.is_empty()).unwrap_or(first);
    Ok(Some(Field::new(visit.language, "reach", Input::Choice, "off").among(choices).holding(chosen)))
}
