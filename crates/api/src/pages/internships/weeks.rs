//! `/my/internships/{id}/weeks`: the host's and the school's side confirm a week of the diary, or all that are open, or say
//! that one was otherwise.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::Actor;
use rongqiao_model::connect::{Party, WORDS_MAX_CHARS};
use rongqiao_model::internship::{DiaryWeek, STAGES_OF_DISPUTED_WEEKS};
use rongqiao_model::store::{NewWeekWord, Recorded};
use time::Date;

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::layout::answer_privately;
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::contents::hours_words;
use super::overview::page as overview_page;
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
    if !STAGES_OF_DISPUTED_WEEKS.contains(&internship.file.connection.stage) {
        return Err(Problem::not_found());
    }
    page(&app, &visit, &internship, &Sent::read(&visit.query))?.0.show()
}

/// `POST /my/internships/{id}/weeks`: `do=confirm` confirms the week, `do=dispute` says why it was otherwise, and
/// `do=confirm-all` confirms every `week` that was sent.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let internship = find_internship(&app, &actor, internship_of(&id)?).await?;
    if sent.raw("do") == "confirm-all" {
        return confirm_all(&app, &visit, (&actor, &internship), &sent).await;
    }
    let (mut page, week) = page(&app, &visit, &internship, &sent)?;
    let mut disputed = None;
    if sent.raw("do") != "confirm" {
        let (field, words) = read_words(t, "week-words", &sent, WORDS_MAX_CHARS);
        page.fields = vec![field];
        let Some(words) = words else { return page.show_mistakes() };
        disputed = Some(words);
    }
    // What somebody saw, not what stands there now.
    let new =
        NewWeekWord { monday: week.monday, seen: sent.raw("seen"), disputed: disputed.as_deref(), at_once: false };
    let told = (&app.chance, app.clock.now());
    let recorded = app.store.judge_week(&internship.permit, &new, told).await?;
    app.letters_wait.notify_one();
    answer(t, recorded, page, &format!("{}#diary", path_of(t, internship.file.connection.id)))
}

/// Confirms every week that was sent, each as it was seen. What has changed or was disputed since is left open, and they are
/// told.
async fn confirm_all(
    app: &App,
    visit: &Visit,
    (actor, internship): (&Actor, &Internship),
    sent: &Sent,
) -> Result<Response, Problem> {
    if !matches!(internship.party, Party::Publisher | Party::School) {
        return Err(Problem::not_found());
    }
    let mut all_are_confirmed = true;
    // No form holds more weeks than there are.
    let weeks = sent.all("week").filter_map(read_week).take(internship.records.weeks.len());
    for (monday, seen) in weeks {
        let new = NewWeekWord { monday, seen, disputed: None, at_once: true };
        let recorded = app.store.judge_week(&internship.permit, &new, (&app.chance, app.clock.now())).await?;
        all_are_confirmed &= matches!(recorded, Recorded::Done | Recorded::Known);
    }
    let (t, id) = (visit.language, internship.file.connection.id);
    if all_are_confirmed {
        return Ok(Redirect::to(&format!("{}#diary", path_of(t, id))).into_response());
    }
    let internship = find_internship(app, actor, id).await?;
    let mut page = overview_page(app, visit, &internship, sent);
    page.part.refusal = Some(t.say("internship-weeks-changed"));
    answer_privately(StatusCode::CONFLICT, &page)
}

/// A week as [`open_week`](super::records::open_week) writes it: its Monday and what was seen of it.
fn read_week(sent: &str) -> Option<(Date, &str)> {
    let (monday, seen) = sent.split_once(' ')?;
    Some((rongqiao_model::form::parse_day(monday)?, seen))
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
