//! `/my/registrations`: the events that somebody goes to, each with its code, its calendar file, and the way out.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::registration::{Registration, RegistrationState, Terms};

use super::super::layout::{Layout, answer_privately};
use super::super::paging::{Ways, page_asked};
use super::super::picture::code_picture;
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use super::when::{venue, when};
use super::{id_of, own_path};
use crate::actions::events::{cancel as cancel_registration, find, shown_code};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::SignedIn;

/// Registrations on a page, the latest first.
const SHOWN: u64 = 50;

#[derive(Template)]
#[template(path = "my_registrations.html")]
struct MyRegistrationsPage {
    t: Language,
    layout: Layout,
    /// Those ahead and those past, as far as there are any.
    groups: Vec<(&'static str, Vec<Line>)>,
    ways: Ways,
}

/// One registration as its owner sees it.
#[derive(Debug)]
struct Line {
    href: String,
    title: Worded,
    when: String,
    place: Option<String>,
    slug: &'static str,
    state: String,
}

#[derive(Template)]
#[template(path = "my_registration.html")]
struct MyRegistrationPage {
    t: Language,
    layout: Layout,
    line: Line,
    next: String,
    note: String,
    /// What is shown at the door, and as a picture.
    code: Option<(String, String)>,
    event_href: String,
    calendar_href: Option<String>,
    cancel_path: Option<String>,
}

/// `GET /my/registrations`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    let (t, now) = (visit.language, app.clock.now());
    let wording = Wording::new(&app, t);
    let mut layout = Layout::new(&app, &visit, t.say("my-registrations-title"));
    layout.indexed = false;
    let asked = page_asked(&visit, SHOWN);
    let page = app.store.list_own_registrations(session.person, asked).await?;
    let (ways, own) = (Ways::from(&visit, asked, &page), page.rows);
    let mut known: Vec<(Terms, &Registration, &PublishedListing)> =
        own.iter().filter_map(|(own, event)| Some((Terms::of(&event.listing)?, own, event))).collect();
    known.sort_by_key(|(terms, own, _)| (terms.starts_at, own.id));
    layout.demo = known.iter().any(|(.., event)| event.listing.demo);
    let is_ahead = |terms: &Terms, own: &Registration| own.state.is_live() && !terms.is_over(now);
    let (ahead, past): (Vec<_>, Vec<_>) = known.into_iter().partition(|(terms, own, _)| is_ahead(terms, own));
    let line =
        |(terms, own, event): &(Terms, &Registration, &PublishedListing)| line(&app, &wording, terms, own, event);
    let (ahead, past) = (ahead.iter().map(line).collect(), past.iter().rev().map(line).collect());
    let mut groups: Vec<(&str, Vec<Line>)> = vec![("ahead", ahead), ("past", past)];
    groups.retain(|(_, lines)| !lines.is_empty());
    answer_privately(StatusCode::OK, &MyRegistrationsPage { t, layout, groups, ways })
}

/// `GET /my/registrations/{id}`
pub(super) async fn show_one(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (t, now) = (visit.language, app.clock.now());
    let listing = id_of(&id)?;
    let own = app.store.find_own_registration(session.person, listing).await?.ok_or_else(Problem::not_found)?;
    let event = find(&app, listing).await?;
    let line = line(&app, &Wording::new(&app, t), &event.terms, &own, &event.published);
    let mut layout = Layout::new(&app, &visit, line.title.text.clone());
    layout.indexed = false;
    layout.demo = event.published.listing.demo;
    let is_over = event.terms.is_over(now);
    let may_leave = own.state.is_live() && own.state != RegistrationState::CheckedIn && event.terms.is_ahead(now);
    let has_seat = own.state == RegistrationState::Registered && !is_over && !event.terms.is_called_off();
    let code = if has_seat { Some(code(&visit, &own)?) } else { None };
    let page = MyRegistrationPage {
        t,
        next: t.say(&format!("registration-next-{}", line.slug)),
        note: own.note.clone(),
        code,
        event_href: t.path(&format!("/listings/{listing}")),
        calendar_href: (own.state.is_live() && !is_over).then(|| t.path(&format!("/listings/{listing}.ics"))),
        cancel_path: may_leave.then(|| format!("{}/cancel", own_path(t, listing))),
        layout,
        line,
    };
    answer_privately(StatusCode::OK, &page)
}

/// `POST /my/registrations/{id}/cancel`: too late changes nothing, which the page then tells.
pub(super) async fn cancel(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let listing = id_of(&id)?;
    app.store.find_own_registration(session.person, listing).await?.ok_or_else(Problem::not_found)?;
    cancel_registration(&app, session.person, listing).await?;
    Ok(Redirect::to(&own_path(visit.language, listing)).into_response())
}

/// The code as it is read, and as a picture that leads a scanning organiser to the door's page.
fn code(visit: &Visit, own: &Registration) -> Result<(String, String), Problem> {
    let code = own.code();
    let door = visit.absolute(visit.language, &format!("/my/listings/{}/check-in?code={code}", own.listing));
    Ok((shown_code(&code), code_picture(&door)?))
}

fn line(app: &App, wording: &Wording<'_>, terms: &Terms, own: &Registration, event: &PublishedListing) -> Line {
    let (t, listing) = (wording.t, &event.listing);
    // Whoever is registered for what was just called off is told before the roll is settled.
    let state = match own.state {
        RegistrationState::Registered | RegistrationState::Waiting if terms.is_called_off() => RegistrationState::Ended,
        state => state.seen(terms.is_over(app.clock.now())),
    };
    Line {
        href: own_path(t, listing.id),
        title: wording.either(&listing.title, listing.title_en.as_deref()),
        when: when(wording, terms.starts_at, terms.ends_at),
        place: venue(wording, &listing.place),
        slug: state.slug(),
        state: t.say(&format!("registration-{}", state.slug())),
    }
}
