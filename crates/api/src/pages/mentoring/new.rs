//! `/my/mentoring/new`: a school proposes to a firm to appoint one of its mentors.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::mentoring::NewAppointment;
use rongqiao_model::organisation::Organisation;

use super::super::form::{Choosable, Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::tell;
use crate::actions::mentoring::{choices, propose};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /my/mentoring/new`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    let (schools, firms) = choices(&app, &actor).await?;
    if schools.is_empty() {
        return Err(Problem::not_found());
    }
    let mut page = page(&app, &visit, (&schools, &firms), &Sent::default());
    if !firms.is_empty() {
        return page.show();
    }
    page.fields.clear();
    page.submit.clear();
    page.show_conflict(visit.language.say("mentoring-no-firms"))
}

/// `POST /my/mentoring/new`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let (schools, firms) = choices(&app, &actor).await?;
    if schools.is_empty() {
        return Err(Problem::not_found());
    }
    let mut page = page(&app, &visit, (&schools, &firms), &sent);
    let read = NewAppointment::read(&sent.record(""), app.clock.today());
    if let Err(wrong) = &read {
        tell(t, &mut page.fields, wrong);
    }
    let chosen =
        |list: &[Organisation], field: &str| list.iter().find(|it| it.id.to_string() == sent.raw(field)).cloned();
    let (school, firm) = (chosen(&schools, "mentor-school"), chosen(&firms, "mentor-firm"));
    for (field, is_chosen) in [("mentor-school", school.is_some()), ("mentor-firm", firm.is_some())] {
        let field = page.fields.iter_mut().find(|it| it.name == field && !is_chosen);
        field.into_iter().for_each(|it| it.mistake = Some(t.with("posting-mistake-choice", "field", &it.label)));
    }
    let (Ok(new), Some(school), Some(firm)) = (read, school, firm) else { return page.show_mistakes() };
    let nonce = sent.raw("nonce").parse().map_err(|_| Problem::not_found())?;
    let id = propose(&app, &actor, nonce, (&school, &firm), &new).await?;
    Ok(Redirect::to(&t.path(&format!("/my/mentoring/{id}"))).into_response())
}

fn page(app: &App, visit: &Visit, (schools, firms): (&[Organisation], &[Organisation]), sent: &Sent) -> FormPage {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let mut page = FormPage::new(app, visit, "mentoring-new");
    let field = |name: &str, input| Field::new(t, name, input, "off").holding(sent.raw(name));
    let choice = |it: &Organisation| Choosable {
        value: it.id.to_string(),
        words: wording.either(&it.name, it.name_en.as_deref()).text,
    };
    page.fields = vec![
        field("mentor-school", Input::Choice).among(schools.iter().map(choice).collect()),
        field("mentor-firm", Input::Choice).among(firms.iter().map(choice).collect()),
        field("mentor-subject", Input::Line),
        field("mentor-from", Input::Day),
        field("mentor-until", Input::Day),
        field("mentor-hours", Input::Number),
        field("mentor-certificate", Input::Line).optional(),
    ];
    let nonce = match sent.raw("nonce") {
        "" => app.chance.id(app.clock.now()).to_string(),
        nonce => nonce.to_owned(),
    };
    page.hidden = vec![("nonce", nonce)];
    page.others = vec![(t.say("mentoring-title"), t.path("/my/mentoring"))];
    page
}
