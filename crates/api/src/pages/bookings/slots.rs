//! `GET /listings/{id}/slots`: when a facility is free, week by week.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::booking::{Availability, CalendarRules, Slot, Taken};
use rongqiao_model::clock::SHANGHAI;
use rongqiao_model::form::parse_day;
use rongqiao_model::listing::Openness;
use time::{Date, Duration, OffsetDateTime, Time};

use super::super::form::Sent;
use super::super::layout::{Layout, answer};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording, machine};
use super::facility_of;
use super::views::slot_words;
use crate::actions::bookings::{Bookable, find_bookable, taken_from};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Days on one page.
const DAYS: i64 = 7;

#[derive(Template)]
#[template(path = "slots.html")]
struct SlotsPage {
    t: Language,
    layout: Layout,
    title: Worded,
    organisation: Worded,
    listing_href: String,
    terms: Vec<(String, String)>,
    /// Why nothing can be booked, whatever is free.
    notice: Option<String>,
    days: Vec<Day>,
    /// Words and address of the first free slot, where this week has none.
    first_free: Option<(String, String)>,
    earlier: Option<String>,
    later: Option<String>,
}

#[derive(Debug)]
struct Day {
    id: String,
    name: String,
    slots: Vec<SlotLine>,
    /// Why there is no slot.
    none: String,
}

#[derive(Debug)]
struct SlotLine {
    starts: String,
    hours: String,
    state: String,
    href: Option<String>,
}

/// `GET /listings/{id}/slots`; `from` is the first day that is shown, today if nothing is said.
pub(super) async fn show(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let bookable = find_bookable(&app, facility_of(&id)?).await?;
    let openness = bookable.published.openness(app.clock.now());
    if openness == Openness::Gone {
        return Err(Problem::gone());
    }
    let asked = parse_day(Sent::read(&visit.query).raw("from")).unwrap_or(app.clock.today());
    let page = page(&app, &visit, &bookable, asked.max(app.clock.today())).await?;
    answer(StatusCode::OK, &page)
}

async fn page(app: &App, visit: &Visit, bookable: &Bookable, first: Date) -> Result<SlotsPage, Problem> {
    let (t, now) = (visit.language, app.clock.now());
    let (wording, rules, listing) = (Wording::new(app, t), &bookable.calendar.rules, &bookable.published.listing);
    let path = t.path(&format!("/listings/{}", listing.id));
    let last = rules.last_day(now);
    let span = (last - app.clock.today()).whole_days() + DAYS;
    let taken = taken_from(app, listing.id, now, span).await?;
    let openness = bookable.published.openness(now);
    let is_open = openness == Openness::Open;
    let days: Vec<Day> = (0..DAYS)
        .map(|number| first.saturating_add(Duration::days(number)))
        .map(|day| day_of_week(&wording, rules, (day, &taken, now), is_open.then_some(path.as_str())))
        .collect();
    let has_free = days.iter().any(|day| day.slots.iter().any(|slot| slot.href.is_some()));
    let free = rules.next_free(midnight(first), &taken, now);
    let free = free.first().filter(|_| !has_free && is_open);
    let mut layout = Layout::new(app, visit, t.say("slots-title"));
    layout.indexed = false;
    layout.demo = listing.demo;
    let week = |day: Date| format!("{path}/slots?from={day}");
    Ok(SlotsPage {
        t,
        layout,
        title: wording.either(&listing.title, listing.title_en.as_deref()),
        organisation: wording
            .either(&bookable.published.organisation_name, bookable.published.organisation_name_en.as_deref()),
        terms: terms(t, rules),
        notice: match openness {
            Openness::Open => None,
            Openness::Paused => Some(t.say("listing-paused")),
            Openness::Closed | Openness::Gone => Some(t.say("listing-closed")),
        },
        first_free: free.map(|slot| (slot_words(&wording, slot), book_href(&path, slot))),
        earlier: (first > app.clock.today())
            .then(|| week(first.saturating_sub(Duration::days(DAYS)).max(app.clock.today()))),
        later: Some(first.saturating_add(Duration::days(DAYS))).filter(|day| *day <= last).map(week),
        days,
        listing_href: path,
    })
}

/// The address at which a slot is booked.
pub(super) fn book_href(path: &str, slot: &Slot) -> String {
    format!("{path}/book?slot={}", slot.starts_at.unix_timestamp())
}

fn midnight(day: Date) -> OffsetDateTime {
    day.with_time(Time::MIDNIGHT).assume_offset(SHANGHAI)
}

/// What has begun is not listed any more.
fn day_of_week(
    wording: &Wording<'_>,
    rules: &CalendarRules,
    (day, taken, now): (Date, &Taken, OffsetDateTime),
    path: Option<&str>,
) -> Day {
    let t = wording.t;
    let line = |slot: &Slot| {
        let availability = rules.availability(slot, taken, now);
        let state = match availability {
            Availability::Free(free) => t.count("slot-free", free),
            Availability::Full => t.say("slot-full"),
            Availability::TooSoon => t.say("slot-too-soon"),
            Availability::TooFar => t.say("slot-too-far"),
            Availability::Paused => t.say("slot-paused"),
        };
        let href = path.filter(|_| matches!(availability, Availability::Free(_))).map(|path| book_href(path, slot));
        SlotLine { starts: machine(slot.starts_at), hours: hours(slot), state, href }
    };
    let all = rules.slots_on(day);
    let weekday = t.say(&format!("weekday-{}", day.weekday().number_from_monday()));
    Day {
        id: format!("d{day}"),
        name: t.fill("event-day", &[("day", wording.day(day)), ("weekday", weekday)]),
        none: t.say(if all.is_empty() { "slots-closed" } else { "slots-over" }),
        slots: all.iter().filter(|slot| slot.starts_at > now).map(line).collect(),
    }
}

/// From when until when, as clocks in Shanghai show it.
fn hours(slot: &Slot) -> String {
    let [from, until] = [slot.starts_at, slot.ends_at].map(|moment| moment.to_offset(SHANGHAI));
    let clock = |moment: OffsetDateTime| format!("{:02}:{:02}", moment.hour(), moment.minute());
    format!("{}–{}", clock(from), clock(until))
}

/// On which terms slots are booked.
pub(super) fn terms(t: Language, rules: &CalendarRules) -> Vec<(String, String)> {
    let said = |text: &str| Some(text.to_owned()).filter(|it| !it.is_empty());
    [
        ("price", said(&rules.price_note)),
        ("approval", Some(t.say(&format!("approval-{}", rules.approval.slug())))),
        (
            "lead",
            Some(t.fill(
                "booking-lead-rule",
                &[("hours", rules.lead_hours.to_string()), ("days", rules.ahead_days.to_string())],
            )),
        ),
        ("cancel", Some(t.count("booking-cancel-rule", rules.free_cancel_hours))),
        ("people", (rules.people_max > 1).then(|| t.count("booking-people-max", rules.people_max))),
        ("briefing", said(&rules.briefing)),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((t.say(&format!("booking-fact-{name}")), value?)))
    .collect()
}
