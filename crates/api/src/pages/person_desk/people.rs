//! `/desk/people`: looking at somebody's account, for a reason.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::PersonId;
use rongqiao_model::access::{Action, Actor, Thing};
use rongqiao_model::audit::REASON_MAX_CHARS;
use rongqiao_model::consent::Consent;
use rongqiao_model::contact::Contact;
use rongqiao_model::person::Person;
use rongqiao_model::store::LOOK_LASTS;

use super::super::form::{Field, Form, FormPage, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::membership::{period, role_words};
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "desk_person.html")]
struct PersonPage {
    t: Language,
    layout: Layout,
    facts: Vec<(String, String)>,
    hats: Vec<(String, String)>,
    consents: Vec<(String, String)>,
}

/// `GET /desk/people?request=`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    actor.permit(Action::LookAtPerson, Thing::platform())?;
    page(&app, &visit, &Sent::read(&visit.query)).show()
}

/// `POST /desk/people`: writes down why, and leads to the account.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    form: String,
) -> Result<Response, Problem> {
    actor.permit(Action::LookAtPerson, Thing::platform())?;
    let (t, sent) = (visit.language, Sent::read(&form));
    let mut page = page(&app, &visit, &sent);
    let reason = sent.text("look-reason");
    let found = find(&app, &sent).await?;
    let last = page.fields.len() - 1;
    page.fields[last].mistake = reason_mistake(t, &reason);
    let permit = match found.map(|id| actor.permit(Action::LookAtPerson, Thing::person(id))) {
        Some(Ok(permit)) => Some(permit),
        Some(Err(_)) => {
            page.fields[0].mistake = Some(t.say("mistake-look-oneself"));
            None
        }
        None => {
            page.fields[0].mistake = Some(t.say("mistake-role-nobody"));
            None
        }
    };
    let Some(permit) = permit.filter(|_| page.is_right()) else { return page.show_mistakes() };
    app.store.note_look(&permit, &reason, app.clock.now()).await?;
    Ok(Redirect::to(&t.path(&format!("/desk/people/{}", permit.thing().id))).into_response())
}

/// `GET /desk/people/{id}`: the account, while a look lasts; else to where a reason is asked for.
pub(super) async fn show_person(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: PersonId = id.parse().map_err(|_| Problem::not_found())?;
    let permit = actor.permit(Action::LookAtPerson, Thing::person(id))?;
    match app.store.look_at_person(&permit, app.clock.now()).await? {
        Some(person) => answer_privately(StatusCode::OK, &person_page(&app, &visit, &person).await?),
        // Whether there is such a person is told to nobody who has not said why.
        None => Ok(Redirect::to(&visit.language.path("/desk/people")).into_response()),
    }
}

/// What is wrong with a reason for looking at somebody's data, if anything is.
pub(in crate::pages) fn reason_mistake(t: Language, reason: &str) -> Option<String> {
    match reason.chars().count() {
        0 => Some(t.say("mistake-look-reason")),
        1..=REASON_MAX_CHARS => None,
        _ => Some(t.with("mistake-look-reason-long", "max", REASON_MAX_CHARS)),
    }
}

async fn find(app: &App, sent: &Sent) -> Result<Option<PersonId>, Problem> {
    if let Ok(request) = sent.raw("request").parse() {
        return Ok(app.store.find_person_who_asked(request).await?);
    }
    match Contact::parse(sent.raw("contact")) {
        Some(contact) => Ok(app.store.find_person_to_look_at(&contact).await?),
        None => Ok(None),
    }
}

fn page(app: &App, visit: &Visit, sent: &Sent) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "desk-people");
    page.lead.push(t.with("desk-people-lasts", "minutes", LOOK_LASTS.whole_minutes()));
    let request = sent.raw("request").to_owned();
    if request.is_empty() {
        page.fields.push(Field::new(t, "contact", Input::Line, "off").holding(sent.raw("contact")));
    } else {
        page.lead.push(t.say("desk-people-of-request"));
        page.hidden = vec![("request", request)];
    }
    page.fields.push(Field::new(t, "look-reason", Input::Text, "off").holding(sent.raw("look-reason")));
    page.others = vec![(t.say("data-requests-title"), t.path("/desk/requests"))];
    page
}

async fn person_page(app: &App, visit: &Visit, person: &Person) -> Result<PersonPage, Problem> {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, person.name.clone());
    layout.indexed = false;
    let contacts: Vec<&str> = person.contacts.iter().map(|(_, it)| it.value()).collect();
    let mut facts = vec![
        (t.say("person-contacts"), contacts.join(t.say("list-separator").as_str())),
        (t.say("person-since"), wording.date_of(person.created_at).words),
        (t.say("person-age"), t.say(&format!("age-group-{}", person.age_group.slug()))),
    ];
    if let Some(at) = person.restricted_since {
        facts.push((t.say("person-restricted"), wording.date_of(at).words));
    }
    let actor = app.store.find_actor(person.id, app.clock.now()).await?;
    let consents = app.store.list_own_consents(person.id).await?;
    Ok(PersonPage {
        t,
        layout,
        facts,
        hats: hats(app, &wording, &actor).await?,
        consents: consents.iter().filter(|it| it.withdrawn_at.is_none()).map(|it| consent(&wording, it)).collect(),
    })
}

async fn hats(app: &App, wording: &Wording<'_>, actor: &Actor) -> Result<Vec<(String, String)>, Problem> {
    let mut hats = Vec::new();
    for grant in actor.grants() {
        let scope = match grant.organisation {
            Some(id) => app.store.find_public_organisation(id).await?.map(|it| it.name).unwrap_or_default(),
            None => wording.t.say("hat-of-platform"),
        };
        hats.push((format!("{scope} · {}", role_words(wording.t, grant.role)), period(wording, grant)));
    }
    Ok(hats)
}

fn consent(wording: &Wording<'_>, consent: &Consent) -> (String, String) {
    let given = wording.date_of(consent.given_at).words;
    let values = [("day", given), ("version", consent.text.version.clone())];
    (wording.t.say(&format!("purpose-{}", consent.purpose.slug())), wording.t.fill("consent-given", &values))
}
