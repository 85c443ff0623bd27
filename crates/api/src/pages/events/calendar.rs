//! `GET /events.ics` and `/listings/{id}.ics`: events for calendars (RFC 5545).
//!
//! An event keeps its identity, and its sequence rises with each change, so that a calendar puts the later version in the
//! place of the earlier one. What is called off stays there as cancelled. Times stand in UTC, which needs no table of
//! time zones.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use icalendar::{Calendar, Component as _, Event, EventLike as _, EventStatus, Property};
use rongqiao_model::ListingId;
use rongqiao_model::listing::{Openness, PublishedListing};
use rongqiao_model::registration::Terms;
use time::macros::format_description;
use time::{OffsetDateTime, UtcOffset};

use super::super::layout::shortened;
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::when::venue;
use crate::actions::events::find;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Characters of a text that a calendar shows.
const DESCRIPTION_CHARS: usize = 800;

/// `GET /events.ics`: every public event that is not over.
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let events = app.store.list_events_for_calendars(app.clock.now()).await?;
    answer(&calendar(&Wording::new(&app, visit.language), &visit, &events), "events")
}

/// `GET /listings/{id}.ics`: one event.
pub(in super::super) async fn show_one(app: &App, visit: &Visit, id: &str) -> Result<Response, Problem> {
    let id: ListingId = super::id_of(id)?;
    let event = find(app, id).await?.published;
    if event.openness(app.clock.now()) == Openness::Gone {
        return Err(Problem::gone());
    }
    answer(&calendar(&Wording::new(app, visit.language), visit, &[event]), &format!("event-{id}"))
}

fn answer(calendar: &Calendar, name: &str) -> Result<Response, Problem> {
    let file: String = calendar.try_into().map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}.ics\"")),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    Ok((headers, file).into_response())
}

/// Something that two sides have agreed on a time for.
#[derive(Debug)]
pub(in super::super) struct Appointment {
    /// Name of the file.
    pub(in super::super) name: &'static str,
    /// The same for every version of it.
    pub(in super::super) uid: String,
    /// Rises with each version.
    pub(in super::super) sequence: i64,
    /// When this version was made.
    pub(in super::super) stamp: OffsetDateTime,
    pub(in super::super) starts: OffsetDateTime,
    pub(in super::super) ends: Option<OffsetDateTime>,
    pub(in super::super) place: Option<String>,
    /// Whether it does not take place after all.
    pub(in super::super) is_called_off: bool,
    pub(in super::super) title: String,
    pub(in super::super) about: String,
    pub(in super::super) link: String,
}

/// The calendar file of one appointment.
pub(in super::super) fn appointment_file(
    wording: &Wording<'_>,
    appointment: &Appointment,
) -> Result<Response, Problem> {
    let mut event = Event::new();
    event
        .uid(&appointment.uid)
        .sequence(u32::try_from(appointment.sequence).unwrap_or(u32::MAX))
        .add_property("DTSTAMP", stamp(appointment.stamp))
        .add_property("DTSTART", stamp(appointment.starts))
        .summary(&appointment.title)
        .description(format!("{}\n\n{}", appointment.about, appointment.link).trim())
        .url(&appointment.link)
        .status(if appointment.is_called_off { EventStatus::Cancelled } else { EventStatus::Confirmed });
    if let Some(ends) = appointment.ends {
        event.add_property("DTEND", stamp(ends));
    }
    if let Some(place) = &appointment.place {
        event.location(place);
    }
    answer(&with_head(wording, [event].into_iter().collect()), appointment.name)
}

fn calendar(wording: &Wording<'_>, visit: &Visit, events: &[PublishedListing]) -> Calendar {
    with_head(wording, events.iter().filter_map(|event| entry(wording, visit, event)).collect())
}

/// The calendar with what says of which program and in which language it is.
fn with_head(wording: &Wording<'_>, mut calendar: Calendar) -> Calendar {
    let language = match wording.t {
        Language::Chinese => "ZH",
        Language::English => "EN",
    };
    calendar.properties = vec![
        Property::new("VERSION", "2.0"),
        Property::new("PRODID", format!("-//Rongqiao//Events//{language}")),
        Property::new("CALSCALE", "GREGORIAN"),
        Property::new("X-WR-CALNAME", wording.t.say("events-calendar-name")),
    ];
    calendar
}

fn entry(wording: &Wording<'_>, visit: &Visit, published: &PublishedListing) -> Option<Event> {
    let (t, listing) = (wording.t, &published.listing);
    let terms = Terms::of(listing)?;
    let link = visit.absolute(t, &format!("/listings/{}", listing.id));
    let organisation = wording.either(&published.organisation_name, published.organisation_name_en.as_deref()).text;
    let text = shortened(&listing.description.replace('\r', ""), DESCRIPTION_CHARS);
    let status = if terms.is_called_off() { EventStatus::Cancelled } else { EventStatus::Confirmed };
    let mut event = Event::new();
    event
        .uid(&format!("{}@rongqiao", listing.id))
        .sequence(u32::try_from(published.revision).unwrap_or(u32::MAX))
        .add_property("DTSTAMP", stamp(published.updated_at))
        .add_property("LAST-MODIFIED", stamp(published.updated_at))
        .add_property("DTSTART", stamp(terms.starts_at))
        .add_property("DTEND", stamp(terms.ends_at))
        .summary(&title(wording, published))
        .description(&format!("{}\n\n{text}\n\n{link}", t.with("events-organiser", "name", organisation)))
        .url(&link);
    if let Some(place) = venue(wording, &listing.place) {
        event.location(&place);
    }
    event.status(status);
    Some(event)
}

fn title(wording: &Wording<'_>, published: &PublishedListing) -> String {
    let listing = &published.listing;
    let title = wording.either(&listing.title, listing.title_en.as_deref()).text;
    if !listing.demo {
        return title;
    }
    wording.t.fill("marked-title", &[("mark", wording.t.say("demo-mark")), ("title", title)])
}

/// A moment in UTC as RFC 5545 writes it.
fn stamp(moment: OffsetDateTime) -> String {
    let form = format_description!("[year][month][day]T[hour][minute][second]Z");
    moment.to_offset(UtcOffset::UTC).format(&form).unwrap_or_default()
}
