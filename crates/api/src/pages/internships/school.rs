//! `/my/internships/{id}/school`: the student names their school, which is asked to agree.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::connect::{Party, Stage};
use rongqiao_model::naming::name_key;
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::SchoolNamed;

use super::super::form::{Choosable, Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::{internship_of, path_of};
use crate::actions::internships::{Internship, find_internship};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /my/internships/{id}/school`: what is chosen is the school that one's account or profile names.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let internship = of_student(find_internship(&app, &actor, internship_of(&id)?).await?)?;
    let schools = schools_for(&app, &internship).await?;
    let chosen = guess(&app, &internship, &schools).await?;
    page(&app, &visit, &internship, (&schools, &chosen)).show()
}

/// `POST /my/internships/{id}/school`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let t = visit.language;
    let internship = of_student(find_internship(&app, &actor, internship_of(&id)?).await?)?;
    let schools = schools_for(&app, &internship).await?;
    let sent = Sent::read(&form);
    let mut page = page(&app, &visit, &internship, (&schools, sent.raw("internship-school")));
    let Ok(school) = sent.raw("internship-school").parse() else {
        page.fields[0].mistake = Some(t.say("internship-mistake-school"));
        return page.show_mistakes();
    };
    let named = app.store.name_school(&internship.permit, school, (&app.chance, app.clock.now())).await?;
    app.letters_wait.notify_one();
    match named {
        SchoolNamed::Done => Ok(Redirect::to(&path_of(t, internship.file.connection.id)).into_response()),
        SchoolNamed::IsHost => page.show_conflict(t.say("internship-school-is-host")),
        SchoolNamed::NotNow => page.show_conflict(t.say("internship-not-now")),
    }
}

/// The schools that can be named: not the one where the internship is.
async fn schools_for(app: &App, internship: &Internship) -> Result<Vec<Organisation>, Problem> {
    let mut schools = app.store.list_verified_schools().await?;
    schools.retain(|it| it.id != internship.file.organisation.id);
    Ok(schools)
}

fn of_student(internship: Internship) -> Result<Internship, Problem> {
    let connection = &internship.file.connection;
    let can = connection.stage == Stage::Accepted;
    if can && internship.party == Party::Responder { Ok(internship) } else { Err(Problem::not_found()) }
}

/// The school that one's account belongs to, or that the latest education of one's profile names.
async fn guess(app: &App, internship: &Internship, schools: &[Organisation]) -> Result<String, Problem> {
    let person = internship.permit.person();
    let account = app.store.find_own_account(person).await?.and_then(|it| it.school);
    let profile = app.store.find_own_profile(person).await?;
    let names: Vec<String> = profile.contents.education.iter().map(|it| name_key(&it.school)).collect();
    let by_name = || schools.iter().find(|it| names.contains(&name_key(&it.name))).map(|it| it.id);
    Ok(account.or_else(by_name).map(|it| it.to_string()).unwrap_or_default())
}

fn page(app: &App, visit: &Visit, internship: &Internship, (schools, chosen): (&[Organisation], &str)) -> FormPage {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let choice = |it: &Organisation| Choosable {
        value: it.id.to_string(),
        words: wording.either(&it.name, it.name_en.as_deref()).text,
    };
    let mut page = FormPage::new(app, visit, "internship-school");
    let field = Field::new(t, "internship-school", Input::Choice, "off");
    page.fields = vec![field.among(schools.iter().map(choice).collect()).holding(chosen)];
    page.others = vec![(t.say("internship-back"), path_of(t, internship.file.connection.id))];
    page
}
