//! `/listings/{id}/complain` and `/organisations/{id}/complain`: complaining, with an account or without.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::PersonId;
use rongqiao_model::complaint::{Category, LINK_MAX_CHARS, Subject, TEXT_MAX_CHARS};
use rongqiao_model::listing::Openness;

use super::super::form::{Field, Form, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::text_mistake;
use crate::actions::complaints::{Draft, Sent as Outcome, report};
use crate::app::App;
use crate::language::Language;
use crate::limits::VisitorAddress;
use crate::problem::Problem;
use crate::session::find_session;

/// What can be complained about, with what it is called.
struct About {
    subject: Subject,
    title: String,
}

/// `GET /listings/{id}/complain`
pub(super) async fn show_listing(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let about = find_listing(&app, &id).await?;
    page(&app, &visit, &about, visit.present.person, &Sent::read("")).show()
}

/// `POST /listings/{id}/complain`
pub(super) async fn submit_listing(
    State(app): State<App>,
    visit: Visit,
    address: VisitorAddress,
    Path(id): Path<String>,
    headers: HeaderMap,
    form: String,
) -> Result<Response, Problem> {
    let about = find_listing(&app, &id).await?;
    submit(&app, &visit, (&headers, address), about, &Sent::read(&form)).await
}

/// `GET /organisations/{id}/complain`
pub(super) async fn show_organisation(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let about = find_organisation(&app, &id).await?;
    page(&app, &visit, &about, visit.present.person, &Sent::read("")).show()
}

/// `POST /organisations/{id}/complain`
pub(super) async fn submit_organisation(
    State(app): State<App>,
    visit: Visit,
    address: VisitorAddress,
    Path(id): Path<String>,
    headers: HeaderMap,
    form: String,
) -> Result<Response, Problem> {
    let about = find_organisation(&app, &id).await?;
    submit(&app, &visit, (&headers, address), about, &Sent::read(&form)).await
}

async fn find_listing(app: &App, id: &str) -> Result<About, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let published = app.store.find_public_listing(id).await?.ok_or_else(Problem::not_found)?;
    if published.openness(app.clock.now()) == Openness::Gone {
        return Err(Problem::not_found());
    }
    let listing = published.listing;
    Ok(About { subject: Subject::listing(listing.id), title: listing.title })
}

async fn find_organisation(app: &App, id: &str) -> Result<About, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let organisation = app.store.find_public_organisation(id).await?.ok_or_else(Problem::not_found)?;
    Ok(About { subject: Subject::organisation(organisation.id), title: organisation.name })
}

async fn submit(
    app: &App,
    visit: &Visit,
    (headers, address): (&HeaderMap, VisitorAddress),
    about: About,
    sent: &Sent,
) -> Result<Response, Problem> {
    let t = visit.language;
    let session = find_session(app, headers).await?.filter(|session| session.complete);
    let person = session.map(|session| session.person);
    let mut page = page(app, visit, &about, person, sent);
    tell_mistakes(t, &mut page, sent);
    let Some(category) = Category::from_slug(sent.raw("complaint-category")).filter(|_| page.is_right()) else {
        return page.show_mistakes();
    };
    let (text, link) = (sent.text("complaint-text"), sent.text("complaint-link"));
    let draft = Draft { subject: about.subject, title: about.title, category, text, link };
    match report(app, person, address, draft).await? {
        Outcome::Done(path) => Ok(Redirect::to(&t.path(&format!("{path}?told=received"))).into_response()),
        Outcome::Known(path) => Ok(Redirect::to(&t.path(&format!("{path}?told=known"))).into_response()),
        Outcome::TooMany => page.show_conflict(t.say("refusal-complaints-too-many")),
        Outcome::Gone => Err(Problem::not_found()),
    }
}

fn tell_mistakes(t: Language, page: &mut FormPage, sent: &Sent) {
    let link = sent.text("complaint-link");
    let is_address = link.is_empty() || link.starts_with("https://") || link.starts_with("http://");
    let wrong_link = !is_address || link.chars().count() > LINK_MAX_CHARS;
    let unknown = Category::from_slug(sent.raw("complaint-category")).is_none();
    page.fields[0].mistake = unknown.then(|| t.say("mistake-complaint-category"));
    page.fields[1].mistake = text_mistake(t, &sent.text("complaint-text"), TEXT_MAX_CHARS);
    page.fields[2].mistake = wrong_link.then(|| t.with("mistake-complaint-link", "max", LINK_MAX_CHARS));
}

fn page(app: &App, visit: &Visit, about: &About, person: Option<PersonId>, sent: &Sent) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "complain");
    let hidden = if person.is_some() { "complain-hidden" } else { "complain-without-account" };
    page.lead = vec![t.with("complain-about", "title", &about.title), t.say(hidden)];
    let chosen = sent.raw("complaint-category");
    let category = Field::new(t, "complaint-category", Input::Radios, "off");
    page.fields = vec![
        category.of_choices(t, "complaint-category", Category::ALL, &[chosen]),
        Field::new(t, "complaint-text", Input::Text, "off").holding(sent.raw("complaint-text")),
        Field::new(t, "complaint-link", Input::Line, "off").optional().holding(sent.raw("complaint-link")),
    ];
    if person.is_none() {
        let back = crate::session::with_back("/sign-in", &t.path(&visit.path));
        page.others.push((t.say("complain-sign-in"), t.path(&back)));
    }
    page.others.push((t.say("complain-back"), t.path(&about.subject.page())));
    page
}
