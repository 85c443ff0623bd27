//! `/my/bookings`: what somebody booked, and what they can do about it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::booking::{Booking, BookingStep};
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::store::BookingMoved;

use super::super::events::{Appointment, appointment_file, venue};
use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::paging::{Ways, page_asked};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use super::booking_of;
use super::views::{BookingPage, slot_words};
use crate::actions::bookings::{find_own, step};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::{Acting, SignedIn};

/// Bookings on a page, the latest slot first.
const SHOWN: u64 = 50;

/// What a booker can do.
const STEPS: [BookingStep; 3] = [BookingStep::SayCame, BookingStep::SayAbsent, BookingStep::Cancel];

#[derive(Template)]
#[template(path = "my_bookings.html")]
struct MyBookingsPage {
    t: Language,
    layout: Layout,
    /// Those ahead and those past, as far as there are any.
    groups: Vec<(&'static str, Vec<Line>)>,
    ways: Ways,
}

#[derive(Debug)]
struct Line {
    href: String,
    title: Worded,
    when: String,
    place: Option<String>,
    slug: &'static str,
    state: String,
}

/// `GET /my/bookings`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    let (t, now) = (visit.language, app.clock.now());
    let wording = Wording::new(&app, t);
    let mut layout = Layout::new(&app, &visit, t.say("my-bookings-title"));
    layout.indexed = false;
    let asked = page_asked(&visit, SHOWN);
    let page = app.store.list_own_bookings(session.person, asked).await?;
    let (ways, own) = (Ways::from(&visit, asked, &page), page.rows);
    layout.demo = own.iter().any(|(_, facility)| facility.listing.demo);
    let is_ahead = |booking: &Booking| booking.state.is_live() && now < booking.slot.ends_at;
    let (mut ahead, past): (Vec<_>, Vec<_>) = own.iter().partition(|(booking, _)| is_ahead(booking));
    ahead.reverse();
    let lines =
        |those: Vec<&(Booking, PublishedListing)>| those.into_iter().map(|it| line(&app, &wording, it)).collect();
    let mut groups: Vec<(&str, Vec<Line>)> = vec![("ahead", lines(ahead)), ("past", lines(past))];
    groups.retain(|(_, lines)| !lines.is_empty());
    answer_privately(StatusCode::OK, &MyBookingsPage { t, layout, groups, ways })
}

fn line(app: &App, wording: &Wording<'_>, (booking, facility): &(Booking, PublishedListing)) -> Line {
    let (t, listing) = (wording.t, &facility.listing);
    let slug = booking.standing(app.clock.now()).slug();
    Line {
        href: t.path(&format!("/my/bookings/{}", booking.id)),
        title: wording.either(&listing.title, listing.title_en.as_deref()),
        when: slot_words(wording, &booking.slot),
        place: venue(wording, &listing.place),
        slug,
        state: t.say(&format!("booking-{slug}")),
    }
}

/// `GET /my/bookings/{id}`
pub(super) async fn show_one(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (booking, facility, _) = find_own(&app, &actor, booking_of(&id)?).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, &booking, &facility))
}

/// `POST /my/bookings/{id}`: cancels, or says whether it took place. Whoever is late is told.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let (booking, facility, permit) = find_own(&app, &actor, booking_of(&id)?).await?;
    let wanted = BookingStep::from_slug(sent.raw("do")).filter(|step| STEPS.contains(step));
    let wanted = wanted.ok_or_else(Problem::not_found)?;
    let revision = sent.raw("revision").parse().unwrap_or_default();
    match step(&app, &permit, revision, (wanted, "")).await? {
        BookingMoved::Done(_) => {
            Ok(Redirect::to(&visit.language.path(&format!("/my/bookings/{}", booking.id))).into_response())
        }
        BookingMoved::Changed | BookingMoved::NotNow | BookingMoved::Suspended => {
            let (booking, ..) = find_own(&app, &actor, booking.id).await?;
            let mut page = page(&app, &visit, &booking, &facility);
            page.refusal = Some(visit.language.say("booking-too-late"));
            answer_privately(StatusCode::CONFLICT, &page)
        }
    }
}

/// `GET /my/bookings/{id}/booking.ics`
pub(super) async fn calendar(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (booking, facility, _) = find_own(&app, &actor, booking_of(&id)?).await?;
    let wording = Wording::new(&app, visit.language);
    let appointment = Appointment {
        name: "booking",
        uid: format!("booking-{}@rongqiao", booking.id),
        sequence: booking.revision,
        stamp: booking.changed_at,
        starts: booking.slot.starts_at,
        ends: Some(booking.slot.ends_at),
        place: venue(&wording, &facility.listing.place),
        is_called_off: !booking.state.is_live(),
        title: wording.either(&facility.listing.title, facility.listing.title_en.as_deref()).text,
        about: booking.agreed.briefing.clone(),
        link: visit.absolute(visit.language, &format!("/my/bookings/{}", booking.id)),
    };
    appointment_file(&wording, &appointment)
}

fn page(app: &App, visit: &Visit, booking: &Booking, facility: &PublishedListing) -> BookingPage {
    let t = visit.language;
    let mut page = BookingPage::new(app, visit, (booking, facility), ("own", &STEPS), &Sent::default());
    let path = t.path(&format!("/my/bookings/{}", booking.id));
    if booking.state.is_live() {
        page.links.push((t.say("event-calendar"), format!("{path}/booking.ics")));
    }
    page.links.push((t.say("booking-facility"), t.path(&format!("/listings/{}", booking.listing))));
    page.links.push((t.say("my-bookings-title"), t.path("/my/bookings")));
    page
}
