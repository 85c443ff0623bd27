//! `/my/mentoring/firms/{id}`: what the people of a firm teach, for schools that look for mentors.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::mentoring::{SUBJECT_MAX_CHARS, SUBJECTS_MAX, read_subjects};

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::actions::mentoring::{MentorFirm, find_firm};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

const FIELD: &str = "mentor-subjects";

/// `GET /my/mentoring/firms/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (firm, _) = find_firm(&app, &actor, &id).await?;
    page(&app, &visit, &firm, &firm.subjects.join("\n")).show()
}

/// `POST /my/mentoring/firms/{id}`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let (firm, permit) = find_firm(&app, &actor, &id).await?;
    let Some(subjects) = read_subjects(sent.raw(FIELD)) else {
        let mut page = page(&app, &visit, &firm, sent.raw(FIELD));
        let limits = [("lines", SUBJECTS_MAX.to_string()), ("chars", SUBJECT_MAX_CHARS.to_string())];
        page.fields[0].mistake = Some(t.fill("mistake-mentor-subjects", &limits));
        return page.show_mistakes();
    };
    app.store.keep_mentor_subjects(&permit, &subjects, app.clock.now()).await?;
    Ok(Redirect::to(&t.path("/my/mentoring")).into_response())
}

fn page(app: &App, visit: &Visit, firm: &MentorFirm, text: &str) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "mentoring-subjects");
    page.lead.insert(0, Wording::new(app, t).either(&firm.firm.name, firm.firm.name_en.as_deref()).text);
    page.fields = vec![Field::new(t, FIELD, Input::Text, "off").holding(text).optional()];
    page.others = vec![(t.say("mentoring-title"), t.path("/my/mentoring"))];
    page
}
