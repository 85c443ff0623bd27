//! `/my/listings/{id}/bookings`: who booked a facility, and how much it was used, for those who keep it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use rongqiao_model::booking::{BookingStanding, UseFigures};
use rongqiao_model::store::KeptBooking;
use time::{Duration, OffsetDateTime};

use super::super::layout::{Layout, answer_privately};
use super::super::text_table::{BYTE_ORDER_MARK, plain_cell};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use super::facility_of;
use super::views::slot_words;
use crate::actions::bookings::find_kept;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Days whose use is measured, and whose bookings are listed.
pub(super) const DAYS: i64 = 90;

/// Days that a table for spreadsheets goes back.
const EXPORTED_DAYS: i64 = 366;

/// Days ahead in lists and tables: further than any calendar reaches.
const AHEAD_DAYS: i64 = 800;

#[derive(Template)]
#[template(path = "kept_bookings.html")]
struct KeptBookingsPage {
    t: Language,
    layout: Layout,
    title: Worded,
    figures: Vec<(String, String)>,
    groups: Vec<(&'static str, Vec<Line>)>,
    path: String,
    public_href: String,
}

#[derive(Debug)]
struct Line {
    href: String,
    when: String,
    who: String,
    people: String,
    slug: &'static str,
    state: String,
}

/// `GET /my/listings/{id}/bookings`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (t, now, today) = (visit.language, app.clock.now(), app.clock.today());
    let (facility, permit) = find_kept(&app, &actor, facility_of(&id)?).await?;
    let wording = Wording::new(&app, t);
    let bookings = app.store.list_bookings(&permit, span(now, DAYS)).await?;
    let first = today.saturating_sub(Duration::days(DAYS - 1));
    let measured = app.store.measure_use(&permit, [first, today], now).await?;
    let path = t.path(&format!("/my/listings/{}", facility.listing.id));
    let mut layout = Layout::new(&app, &visit, t.say("kept-bookings-title"));
    layout.indexed = false;
    layout.demo = facility.listing.demo;
    let page = KeptBookingsPage {
        t,
        layout,
        title: wording.either(&facility.listing.title, facility.listing.title_en.as_deref()),
        figures: figures(t, &measured),
        groups: groups(&wording, &bookings, now, &path),
        public_href: t.path(&format!("/listings/{}", facility.listing.id)),
        path,
    };
    answer_privately(StatusCode::OK, &page)
}

fn span(now: OffsetDateTime, days: i64) -> [OffsetDateTime; 2] {
    [now - Duration::days(days), now + Duration::days(AHEAD_DAYS)]
}

/// The group under which a booking is listed.
const fn group_of(standing: BookingStanding) -> &'static str {
    match standing {
        BookingStanding::Requested => "requested",
        BookingStanding::Ahead | BookingStanding::Running => "ahead",
        BookingStanding::Unconfirmed | BookingStanding::Disputed => "to-confirm",
        BookingStanding::Noted
        | BookingStanding::Confirmed
        | BookingStanding::Unopposed
        | BookingStanding::NotedAbsent
        | BookingStanding::Absent
        | BookingStanding::Refused
        | BookingStanding::Cancelled
        | BookingStanding::CancelledLate
        | BookingStanding::CalledOff
        | BookingStanding::Lapsed => "past",
    }
}

fn groups(
    wording: &Wording<'_>,
    bookings: &[KeptBooking],
    now: OffsetDateTime,
    path: &str,
) -> Vec<(&'static str, Vec<Line>)> {
    let in_group = |name: &'static str| {
        let those = bookings.iter().filter(|kept| group_of(kept.booking.standing(now)) == name);
        let mut lines: Vec<Line> = those.map(|kept| line(wording, kept, now, path)).collect();
        if name == "past" {
            lines.reverse();
        }
        (name, lines)
    };
    let groups = ["requested", "to-confirm", "ahead", "past"].map(in_group);
    groups.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()
}

fn line(wording: &Wording<'_>, kept: &KeptBooking, now: OffsetDateTime, path: &str) -> Line {
    let (t, booking) = (wording.t, &kept.booking);
    let slug = booking.standing(now).slug();
    Line {
        href: format!("{path}/bookings/{}", booking.id),
        when: slot_words(wording, &booking.slot),
        who: who(t, kept),
        people: t.count("booking-people", booking.people),
        slug,
        state: t.say(&format!("booking-{slug}")),
    }
}

fn who(t: Language, kept: &KeptBooking) -> String {
    let booker = if kept.booker.is_empty() { t.say("booking-nobody") } else { kept.booker.clone() };
    if kept.organisation.is_empty() { booker } else { format!("{booker} · {}", kept.organisation) }
}

fn figures(t: Language, measured: &UseFigures) -> Vec<(String, String)> {
    let hours = |minutes: i64| t.with("use-hours", "hours", hours_of(minutes));
    let share = measured.percent_used().map(|percent| format!("{percent} %"));
    [
        ("open", Some(hours(measured.open_minutes))),
        ("booked", Some(hours(measured.booked_minutes))),
        ("confirmed", Some(hours(measured.confirmed_minutes))),
        ("share", share),
        ("unopposed", Some(hours(measured.unopposed_minutes))),
        ("inside", Some(hours(measured.inside_minutes))),
        ("people", Some(measured.people.to_string())),
        ("absences", Some(measured.absences.to_string())),
        ("late", Some(measured.cancelled_late.to_string())),
        ("disputed", Some(measured.disputed.to_string())),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((t.say(&format!("use-{name}")), value?)))
    .collect()
}

/// Hours with their quarters, such as `2.25`.
pub(super) fn hours_of(minutes: i64) -> String {
    let (hours, quarters) = (minutes / 60, minutes % 60 / 15);
    match quarters {
        0 => hours.to_string(),
        1 => format!("{hours}.25"),
        2 => format!("{hours}.5"),
        _ => format!("{hours}.75"),
    }
}

/// `POST /my/listings/{id}/bookings.csv`: the bookings of a year and those ahead as a table for spreadsheets, without the
/// names of groups. That it was taken is written down.
pub(super) async fn export(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (t, now) = (visit.language, app.clock.now());
    let (facility, permit) = find_kept(&app, &actor, facility_of(&id)?).await?;
    let bookings = app.store.export_bookings(&permit, span(now, EXPORTED_DAYS), now).await?;
    let wording = Wording::new(&app, t);
    let head = ["from", "until", "booker", "organisation", "people", "inside", "state", "hours", "confirmed"];
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer.write_record(head.map(|it| t.say(&format!("kept-column-{it}")))).map_err(Problem::internal)?;
    for kept in &bookings {
        writer.write_record(cells(&wording, kept, now).map(plain_cell)).map_err(Problem::internal)?;
    }
    let table = writer.into_inner().map_err(|error| Problem::internal(error.into_error()))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"bookings-{}.csv\"", facility.listing.id)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, table).into_response())
}

fn cells(wording: &Wording<'_>, kept: &KeptBooking, now: OffsetDateTime) -> [String; 9] {
    let (t, booking) = (wording.t, &kept.booking);
    let moment = |at: OffsetDateTime| wording.minute_of(at).words;
    [
        moment(booking.slot.starts_at),
        moment(booking.slot.ends_at),
        kept.booker.clone(),
        kept.organisation.clone(),
        booking.people.to_string(),
        if booking.is_inside { t.say("booking-inside") } else { String::new() },
        t.say(&format!("booking-{}", booking.standing(now).slug())),
        hours_of(booking.slot.minutes()),
        booking.confirmed_at.map(moment).unwrap_or_default(),
    ]
}
