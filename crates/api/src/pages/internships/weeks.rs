//! `/my/internships/{id}/weeks`: the host's and the school's side confirm a week of the diary, or say that it was otherwise.

use axum::extract::{Path, State};
use axum::response::Response;
use rongqiao_model::connect::{Party, WORDS_MAX_CHARS};
use rongqiao_model::internship::DiaryWeek;
use rongqiao_model::store::NewWeekWord;

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::contents::hours_words;
use super::{answer, internship_of, path_of, read_words};
use crate::actions::internships::{Internship, find_internship};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /my/internships/{id}/weeks?monday=…`: the form for what was otherwise.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let internship = find_internship(&app, &actor, internship_of(&id)?).await?;
    page(&app, &visit, &internship, &Sent::read(&visit.query))?.0.show()
}

/// `POST /my/internships/{id}/weeks`: `do=confirm` confirms the week, `do=dispute` says why it was otherwise.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let internship = find_internship(&app, &actor, internship_of(&id)?).await?;
    let (mut page, week) = page(&app, &visit, &internship, &sent)?;
    let mut disputed = None;
    if sent.raw("do") != "confirm" {
        let (field, words) = read_words(t, "week-words", &sent, WORDS_MAX_CHARS);
        page.fields = vec![field];
        let Some(words) = words else { return page.show_mistakes() };
        disputed = Some(words);
    }
    // What somebody saw, not what stands there now.
    let new = NewWeekWord { monday: week.monday, seen: sent.raw("seen"), disputed: disputed.as_deref() };
    let told = (&app.chance, app.clock.now());
    let recorded = app.store.judge_week(&internship.permit, &new, told).await?;
    app.letters_wait.notify_one();
    answer(t, recorded, page, &format!("{}#diary", path_of(t, internship.file.connection.id)))
}

/// The form for what was otherwise in a week, for those who can say so.
fn page<'a>(
    app: &App,
    visit: &Visit,
    internship: &'a Internship,
    sent: &Sent,
) -> Result<(FormPage, &'a DiaryWeek), Problem> {
    let t = visit.language;
    let monday = rongqiao_model::form::parse_day(sent.raw("monday"));
    let week = internship.records.weeks.iter().find(|week| Some(week.monday) == monday);
    let is_tutor = matches!(internship.party, Party::Publisher | Party::School);
    let week = week.filter(|_| is_tutor).ok_or_else(Problem::not_found)?;
    let wording = Wording::new(app, t);
    let back = path_of(t, internship.file.connection.id);
    let mut page = FormPage::new(app, visit, "internship-week-dispute");
    let about = [("day", wording.day(week.monday)), ("hours", hours_words(t, week.minutes()))];
    page.lead.insert(0, t.fill("internship-week-about", &about));
    page.action = format!("{back}/weeks");
    page.hidden = vec![("monday", week.monday.to_string()), ("seen", week.digest()), ("do", "dispute".to_owned())];
    page.fields = vec![Field::new(t, "week-words", Input::Text, "off")];
    page.others = vec![(t.say("internship-back"), back)];
    Ok((page, week))
}
