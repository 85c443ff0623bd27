//! `/my/listings/{id}/registrations`: who comes, for those who organise it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use rongqiao_model::registration::Attendee;

use super::super::layout::{Layout, answer_privately};
use super::super::text_table::{BYTE_ORDER_MARK, plain_cell};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::id_of;
use super::when::{venue, when};
use crate::actions::events::organised;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "event_roll.html")]
struct RollPage {
    t: Language,
    layout: Layout,
    title: Worded,
    about: Vec<String>,
    figures: Vec<(String, u64)>,
    lines: Vec<Line>,
    path: String,
    overview: String,
}

#[derive(Debug)]
struct Line {
    name: String,
    contact: String,
    state: String,
    note: String,
    registered: Moment,
}

/// `GET /my/listings/{id}/registrations`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (t, id) = (visit.language, id_of(&id)?);
    let (event, permit) = organised(&app, &actor, id).await?;
    let wording = Wording::new(&app, t);
    let listing = &event.published.listing;
    let figures = app.store.count_registrations(id).await?;
    let is_over = event.terms.is_over(app.clock.now());
    let attendees = app.store.list_registrations(&permit).await?;
    let mut layout = Layout::new(&app, &visit, t.say("roll-title"));
    layout.indexed = false;
    layout.demo = listing.demo;
    let mut about = vec![when(&wording, event.terms.starts_at, event.terms.ends_at)];
    about.extend(venue(&wording, &listing.place));
    about.extend(event.terms.seats.map(|seats| t.with("roll-seats", "seats", seats)));
    let page = RollPage {
        t,
        layout,
        title: wording.either(&listing.title, listing.title_en.as_deref()),
        about,
        figures: [("registered", figures.registered), ("waiting", figures.waiting), ("came", figures.came)]
            .map(|(name, count)| (t.say(&format!("roll-{name}")), count))
            .to_vec(),
        lines: attendees.iter().map(|attendee| line(&wording, attendee, is_over)).collect(),
        path: t.path(&format!("/my/listings/{id}")),
        overview: t.path("/my/listings"),
    };
    answer_privately(StatusCode::OK, &page)
}

/// `POST /my/listings/{id}/registrations.csv`: the roll as a table for spreadsheets. That it was taken is written down.
pub(super) async fn export(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (t, id) = (visit.language, id_of(&id)?);
    let (event, permit) = organised(&app, &actor, id).await?;
    let is_over = event.terms.is_over(app.clock.now());
    let attendees = app.store.export_registrations(&permit, app.clock.now()).await?;
    let wording = Wording::new(&app, t);
    let head =
        ["name", "contact", "state", "note", "registered-at"].map(|column| t.say(&format!("roll-column-{column}")));
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer.write_record(head).map_err(Problem::internal)?;
    for attendee in &attendees {
        let Line { name, contact, state, note, registered } = line(&wording, attendee, is_over);
        let cells = [name, contact, state, note, registered.words].map(plain_cell);
        writer.write_record(cells).map_err(Problem::internal)?;
    }
    let table = writer.into_inner().map_err(|error| Problem::internal(error.into_error()))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"registrations-{id}.csv\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, table).into_response())
}

fn line(wording: &Wording<'_>, attendee: &Attendee, is_over: bool) -> Line {
    let state = attendee.state.seen(is_over);
    Line {
        name: attendee.name.clone(),
        contact: attendee.contact.as_ref().map(|contact| contact.value().to_owned()).unwrap_or_default(),
        state: wording.t.say(&format!("registration-{}", state.slug())),
        note: attendee.note.clone(),
        registered: wording.minute_of(attendee.registered_at),
    }
}
