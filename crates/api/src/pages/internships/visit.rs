//! `/my/internships/{id}/visits`: the school writes down that it visited the student.

use axum::extract::{Path, State};
use axum::response::Response;
use rongqiao_model::connect::{Party, Stage, WORDS_MAX_CHARS};

use super::super::form::{FormPage, Sent};
use super::super::visit::Visit;
use super::{answer, internship_of, path_of, read_day, read_words};
use crate::actions::internships::{Internship, find_internship};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /my/internships/{id}/visits`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let t = visit.language;
    let internship = of_school(find_internship(&app, &actor, internship_of(&id)?).await?)?;
    let mut page = form(&app, &visit, &internship);
    let today = Sent::of([("school-visit-day", app.clock.today().to_string())]);
    page.fields = vec![
        read_day(t, "school-visit-day", &today).0,
        read_words(t, "visit-words", &today, WORDS_MAX_CHARS).0.wrong(None),
    ];
    page.show()
}

/// `POST /my/internships/{id}/visits`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    text: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&text));
    let internship = of_school(find_internship(&app, &actor, internship_of(&id)?).await?)?;
    let (day_field, day) = read_day(t, "school-visit-day", &sent);
    let (words_field, words) = read_words(t, "visit-words", &sent, WORDS_MAX_CHARS);
    let mut page = form(&app, &visit, &internship);
    page.fields = vec![day_field, words_field];
    let Some((day, words)) = day.zip(words) else { return page.show_mistakes() };
    let told = (&app.chance, app.clock.now());
    let recorded = app.store.note_visit(&internship.permit, (day, &words), told).await?;
    app.letters_wait.notify_one();
    answer(t, recorded, page, &format!("{}#visits", path_of(t, internship.file.connection.id)))
}

fn of_school(internship: Internship) -> Result<Internship, Problem> {
    let runs = internship.file.connection.stage == Stage::Running;
    if runs && internship.party == Party::School { Ok(internship) } else { Err(Problem::not_found()) }
}

fn form(app: &App, visit: &Visit, internship: &Internship) -> FormPage {
    let mut page = FormPage::new(app, visit, "internship-visit");
    page.others = vec![(visit.language.say("internship-back"), path_of(visit.language, internship.file.connection.id))];
    page
}
