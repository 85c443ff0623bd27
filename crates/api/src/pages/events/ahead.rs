//! `GET /events`: what takes place, month by month; with `?over` what took place lately.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::clock::day_of;
use rongqiao_model::kind::Details;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::registration::Terms;
use time::Date;

use super::super::layout::{Layout, answer};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording, machine};
use super::when::{venue, when};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "events.html")]
struct EventsPage {
    t: Language,
    layout: Layout,
    over: bool,
    months: Vec<Month>,
}

/// The events of one month.
#[derive(Debug)]
struct Month {
    name: String,
    /// Identity of its heading.
    id: String,
    events: Vec<Line>,
}

/// One event in the list.
#[derive(Debug)]
struct Line {
    href: String,
    title: Worded,
    kind: String,
    organisation: Worded,
    starts: String,
    when: String,
    place: Option<String>,
    demo: bool,
}

/// `GET /events`
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let (t, now) = (visit.language, app.clock.now());
    let over = visit.query == "over";
    let events = if over { app.store.list_events_over(now).await? } else { app.store.list_events_ahead(now).await? };
    let title = if over { "events-over-title" } else { "events-title" };
    let mut layout = Layout::new(&app, &visit, t.say(title));
    layout.describe(&t.say("events-lead"));
    layout.feed = Some(t.path("/feed.atom?kind=event"));
    layout.indexed = !over;
    layout.demo = events.iter().any(|event| event.listing.demo);
    answer(StatusCode::OK, &EventsPage { t, layout, over, months: months(&Wording::new(&app, t), events, over) })
}

/// The events by the months in which they begin, the next one first; of those that are over the last.
fn months(wording: &Wording<'_>, events: Vec<PublishedListing>, over: bool) -> Vec<Month> {
    let mut timed: Vec<(Terms, PublishedListing)> =
        events.into_iter().filter_map(|event| Some((Terms::of(&event.listing)?, event))).collect();
    timed.sort_by_key(|(terms, event)| (terms.starts_at, event.listing.id));
    if over {
        timed.reverse();
    }
    let mut months: Vec<Month> = Vec::new();
    for (terms, event) in &timed {
        let day = day_of(terms.starts_at);
        let id = format!("m{}-{}", day.year(), u8::from(day.month()));
        if months.last().is_none_or(|month| month.id != id) {
            months.push(Month { name: month_name(wording.t, day), id, events: Vec::new() });
        }
        if let Some(month) = months.last_mut() {
            month.events.push(line(wording, terms, event));
        }
    }
    months
}

fn month_name(t: Language, day: Date) -> String {
    let month = t.say(&format!("month-{}", u8::from(day.month())));
    t.fill("events-month", &[("year", day.year().to_string()), ("month", month)])
}

fn line(wording: &Wording<'_>, terms: &Terms, event: &PublishedListing) -> Line {
    let (t, listing) = (wording.t, &event.listing);
    let kind = match &listing.details {
        Details::Event(details) => details.event_type.map(|it| t.say(&format!("event-type-{}", it.slug()))),
        _ => None,
    };
    Line {
        href: t.path(&format!("/listings/{}", listing.id)),
        title: wording.either(&listing.title, listing.title_en.as_deref()),
        kind: kind.unwrap_or_else(|| t.say("kind-event")),
        organisation: wording.either(&event.organisation_name, event.organisation_name_en.as_deref()),
        starts: machine(terms.starts_at),
        when: when(wording, terms.starts_at, terms.ends_at),
        place: venue(wording, &listing.place),
        demo: listing.demo,
    }
}
