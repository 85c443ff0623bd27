//! The time that was chosen to talk, for calendars.

use axum::response::Response;
use rongqiao_model::connect::{ConnectionFile, Step};

use super::super::events::{Appointment, appointment_file};
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::app::App;
use crate::problem::Problem;

/// The calendar file of the interview, which leads to the page at `path`.
pub(in super::super) fn answer(
    app: &App,
    visit: &Visit,
    file: &ConnectionFile,
    path: &str,
) -> Result<Response, Problem> {
    let connection = &file.connection;
    let starts = connection.chosen.ok_or_else(Problem::not_found)?;
    let wording = Wording::new(app, visit.language);
    let t = visit.language;
    let organisation = wording.either(&file.organisation.name, file.organisation.name_en.as_deref()).text;
    let invited = file.events.iter().rev().find(|event| event.step == Step::Invite);
    let appointment = Appointment {
        uid: format!("interview-{}@rongqiao", connection.id),
        sequence: connection.revision,
        stamp: file.events.last().map_or(connection.moved_at, |event| event.at),
        starts,
        title: t.fill("interview-title", &[("title", connection.title.clone()), ("organisation", organisation)]),
        about: invited.map(|event| event.words.clone()).unwrap_or_default(),
        link: visit.absolute(t, path),
    };
    appointment_file(&wording, &appointment)
}
