//! `/my/internships/{id}/diary`: the student writes what they did on a day. It asks for no place.

use axum::extract::{Path, State};
use axum::response::Response;
use rongqiao_model::connect::{Party, Stage};
use rongqiao_model::internship::{DAY_MAX_MINUTES, DiaryEntry, DiaryWeek, ENTRY_MAX_CHARS, monday_of};
use time::Date;

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::contents::hours_words;
use super::{answer, internship_of, path_of, read_day, read_words};
use crate::actions::internships::{Internship, find_internship};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /my/internships/{id}/diary`; `?day=…` opens what was written about that day.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let internship = of_student(find_internship(&app, &actor, internship_of(&id)?).await?)?;
    let asked = Sent::read(&visit.query);
    let day = rongqiao_model::form::parse_day(asked.raw("day")).unwrap_or_else(|| app.clock.today());
    let mut page = form(&app, &visit, &internship);
    page.fields = fields(visit.language, &before(&internship, day)).0;
    page.fields.iter_mut().for_each(|field| field.mistake = None);
    show_days(&app, visit.language, &internship, &mut page);
    // What stands there is shown; writing it anew is what they came for.
    page.hidden = vec![("opened", day.to_string())];
    page.show()
}

/// `POST /my/internships/{id}/diary`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    text: String,
) -> Result<Response, Problem> {
    let t = visit.language;
    let internship = of_student(find_internship(&app, &actor, internship_of(&id)?).await?)?;
    let mut page = form(&app, &visit, &internship);
    let sent = Sent::read(&text);
    let (fields, read) = fields(t, &sent);
    page.fields = fields;
    let days = show_days(&app, t, &internship, &mut page);
    page.hidden = vec![("opened", sent.raw("opened").to_owned())];
    let Some((day, minutes, words)) = read else { return page.show_mistakes() };
    let before = entry_of(&internship, day);
    if minutes == 0 && before.is_none() {
        page.fields[1].mistake = Some(t.say("internship-mistake-hours"));
        return page.show_mistakes();
    }
    let is_closed = |week: &DiaryWeek| week.monday == monday_of(day) && week.words.is_closed();
    if internship.records.weeks.iter().any(is_closed) {
        page.fields[0].mistake = Some(t.say("internship-mistake-diary-closed"));
        return page.show_mistakes();
    }
    if let Some((first, last)) = days.filter(|(first, last)| day < *first || day > *last) {
        let wording = Wording::new(&app, t);
        let days = [("first", wording.day(first)), ("last", wording.day(last))];
        page.fields[0].mistake = Some(t.fill("internship-mistake-diary-day", &days));
        return page.show_mistakes();
    }
    if let Some(earlier) = before.filter(|it| it.minutes != minutes || it.text != words)
        && sent.raw("opened") != day.to_string()
    {
        let told = [("hours", hours_words(t, earlier.minutes.into())), ("text", earlier.text.clone())];
        page.fields[0].mistake = Some(t.fill("internship-mistake-diary-twice", &told));
        page.hidden = vec![("opened", day.to_string())];
        return page.show_mistakes();
    }
    let now = app.clock.now();
    let recorded = app.store.write_diary(&internship.permit, (day, minutes, &words), (&app.chance, now)).await?;
    answer(t, recorded, page, &format!("{}#diary", path_of(t, internship.file.connection.id)))
}

fn of_student(internship: Internship) -> Result<Internship, Problem> {
    let runs = internship.file.connection.stage == Stage::Running;
    if runs && internship.party == Party::Responder { Ok(internship) } else { Err(Problem::not_found()) }
}

fn form(app: &App, visit: &Visit, internship: &Internship) -> FormPage {
    let mut page = FormPage::new(app, visit, "internship-diary");
    let t = visit.language;
    page.action = format!("{}/diary", path_of(t, internship.file.connection.id));
    page.others = vec![(t.say("internship-back"), path_of(t, internship.file.connection.id))];
    page
}

/// Tells beside the day which ones can be written about: those of the agreement that are not ahead; `None`
/// without one that holds.
fn show_days(app: &App, t: Language, internship: &Internship, page: &mut FormPage) -> Option<(Date, Date)> {
    let agreement = &internship.records.in_force()?.agreement;
    let wording = Wording::new(app, t);
    let (first, last) = (agreement.first_day, Ord::min(agreement.last_day, app.clock.today()));
    if last < first {
        page.fields[0].hint = Some(t.with("internship-diary-begins", "day", wording.day(first)));
        return Some((first, agreement.last_day));
    }
    let days = [("first", wording.day(first)), ("last", wording.day(last))];
    page.fields[0].hint = Some(t.fill("internship-diary-days", &days));
    Some((first, last))
}

fn entry_of(internship: &Internship, day: Date) -> Option<&DiaryEntry> {
    internship.records.weeks.iter().flat_map(|week| &week.entries).find(|entry| entry.day == day)
}

/// What was written about `day`.
fn before(internship: &Internship, day: Date) -> Sent {
    let found = entry_of(internship, day);
    let hours = found.map(|it| (f64::from(it.minutes) / 60.0).to_string()).unwrap_or_default();
    let text = found.map(|it| it.text.clone()).unwrap_or_default();
    Sent::of([("diary-day", day.to_string()), ("diary-hours", hours), ("diary-text", text)])
}

/// The fields with what was `sent`, and what it says if nothing is wrong in it; no hours take back what was written.
fn fields(t: Language, sent: &Sent) -> (Vec<Field>, Option<(Date, u16, String)>) {
    let (day_field, day) = read_day(t, "diary-day", sent);
    let minutes = sent.text("diary-hours").parse::<f64>().ok().map(|hours| (hours * 60.0).round());
    let minutes = minutes.filter(|it| (0.0..=f64::from(DAY_MAX_MINUTES)).contains(it)).map(|it| it as u16);
    let hours_field = Field::new(t, "diary-hours", Input::Number, "off").holding(sent.raw("diary-hours"));
    let hours_field = hours_field.wrong(minutes.is_none().then(|| t.say("internship-mistake-hours")));
    let (text_field, text) = read_words(t, "diary-text", sent, ENTRY_MAX_CHARS);
    let read = day.zip(minutes).zip(text).map(|((day, minutes), text)| (day, minutes, text));
    (vec![day_field, hours_field, text_field], read)
}
