//! `/my/internships/{id}/assessment`: host and school each say how the student did, and sign it with their name.

use axum::extract::{Path, State};
use axum::response::Response;
use rongqiao_model::connect::{Party, Stage, WORDS_MAX_CHARS};
use rongqiao_model::internship::{Assessment, Grade};

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::{answer, internship_of, path_of, read_words};
use crate::actions::internships::{Internship, find_internship};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Longest name under an assessment, in characters.
const NAME_MAX_CHARS: usize = 60;

/// `GET /my/internships/{id}/assessment`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let internship = of_tutor(find_internship(&app, &actor, internship_of(&id)?).await?)?;
    let own = internship.records.assessment_of(internship.party);
    let before = own.map(|it| {
        Sent::of([
            ("grade", it.grade.slug().to_owned()),
            ("assessment-words", it.words.clone()),
            ("signed-by", it.signed_by.clone()),
        ])
    });
    let mut page = form(&app, &visit, &internship);
    page.fields = fields(visit.language, &before.unwrap_or_default()).0;
    page.fields.iter_mut().for_each(|field| field.mistake = None);
    page.show()
}

/// `POST /my/internships/{id}/assessment`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    text: String,
) -> Result<Response, Problem> {
    let t = visit.language;
    let internship = of_tutor(find_internship(&app, &actor, internship_of(&id)?).await?)?;
    let mut page = form(&app, &visit, &internship);
    let (fields, read) = fields(t, &Sent::read(&text));
    page.fields = fields;
    let Some((grade, words, signed_by)) = read else { return page.show_mistakes() };
    let at = app.clock.now();
    let new = Assessment { party: internship.party, grade, words, signed_by, at };
    let recorded = app.store.assess_internship(&internship.permit, &new, (&app.chance, at)).await?;
    app.letters_wait.notify_one();
    answer(t, recorded, page, &format!("{}#assessments", path_of(t, internship.file.connection.id)))
}

fn of_tutor(internship: Internship) -> Result<Internship, Problem> {
    let is_tutor = matches!(internship.party, Party::Publisher | Party::School);
    let is_done = internship.file.connection.stage == Stage::Delivered;
    if is_tutor && is_done { Ok(internship) } else { Err(Problem::not_found()) }
}

fn form(app: &App, visit: &Visit, internship: &Internship) -> FormPage {
    let mut page = FormPage::new(app, visit, "internship-assessment");
    page.others = vec![(visit.language.say("internship-back"), path_of(visit.language, internship.file.connection.id))];
    page
}

/// The fields with what was `sent`, and what it says if nothing is wrong in it.
fn fields(t: Language, sent: &Sent) -> (Vec<Field>, Option<(Grade, String, String)>) {
    let grade = Grade::from_slug(sent.raw("grade"));
    let grade_field = Field::new(t, "grade", Input::Radios, "off");
    let grade_field = grade_field.of_choices(t, "internship-grade", Grade::ALL, &[sent.raw("grade")]);
    let grade_field = grade_field.wrong(grade.is_none().then(|| t.say("internship-mistake-grade")));
    let (words_field, words) = read_words(t, "assessment-words", sent, WORDS_MAX_CHARS);
    let name = sent.text("signed-by");
    let is_name = !name.is_empty() && name.chars().count() <= NAME_MAX_CHARS;
    let name_field = Field::new(t, "signed-by", Input::Line, "name").holding(sent.raw("signed-by"));
    let name_field = name_field.wrong((!is_name).then(|| t.with("internship-mistake-name", "max", NAME_MAX_CHARS)));
    let read = grade.zip(words).filter(|_| is_name).map(|(grade, words)| (grade, words, name));
    (vec![grade_field, words_field, name_field], read)
}
