//! `/my/internships/{id}/incidents/{incident}` and the same under `/desk`: the school says what it does about an
//! incident, and the school or the universities' desk how it ended.

use axum::extract::{Path, State};
use axum::response::Response;
use rongqiao_model::IncidentId;
use rongqiao_model::connect::WORDS_MAX_CHARS;
use rongqiao_model::internship::{Incident, IncidentStep};

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::{answer, internship_of, path_of, read_words};
use crate::actions::internships::{Internship, find_at_desk, find_internship};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// An incident with the internship, as somebody sees it who can do something about it.
struct Answered {
    internship: Internship,
    incident: Incident,
    /// The address of the internship's page.
    page: String,
}

/// `GET /my/internships/{id}/incidents/{incident}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, incident)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id = internship_of(&id)?;
    let internship = find_internship(&app, &actor, id).await?;
    ask(&app, &visit, &answered(internship, &incident, path_of(visit.language, id))?)
}

/// `POST /my/internships/{id}/incidents/{incident}`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, incident)): Path<(String, String)>,
    text: String,
) -> Result<Response, Problem> {
    let id = internship_of(&id)?;
    let internship = find_internship(&app, &actor, id).await?;
    take(&app, &visit, &answered(internship, &incident, path_of(visit.language, id))?, &text).await
}

/// `GET /desk/internships/{id}/incidents/{incident}`
pub(super) async fn show_at_desk(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, incident)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id = internship_of(&id)?;
    let internship = find_at_desk(&app, &actor, id).await?;
    let page = visit.language.path(&format!("/desk/internships/{id}"));
    ask(&app, &visit, &answered(internship, &incident, page)?)
}

/// `POST /desk/internships/{id}/incidents/{incident}`
pub(super) async fn submit_at_desk(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, incident)): Path<(String, String)>,
    text: String,
) -> Result<Response, Problem> {
    let id = internship_of(&id)?;
    let internship = find_at_desk(&app, &actor, id).await?;
    let page = visit.language.path(&format!("/desk/internships/{id}"));
    take(&app, &visit, &answered(internship, &incident, page)?, &text).await
}

/// The incident for whoever may say something about it at some time; for others it is not there.
fn answered(internship: Internship, incident: &str, page: String) -> Result<Answered, Problem> {
    let id: IncidentId = incident.parse().map_err(|_| Problem::not_found())?;
    let found = internship.records.incidents.iter().find(|it| it.id == id).cloned();
    let incident = found.ok_or_else(Problem::not_found)?;
    let unanswered = Incident { taken_up: None, outcome: None, ..incident.clone() };
    let may = IncidentStep::ALL.iter().any(|&step| unanswered.may(step, internship.party));
    if may { Ok(Answered { internship, incident, page }) } else { Err(Problem::not_found()) }
}

impl Answered {
    /// What can be done now.
    fn open(&self) -> Vec<IncidentStep> {
        let may = |step: &IncidentStep| self.incident.may(*step, self.internship.party);
        IncidentStep::ALL.iter().copied().filter(may).collect()
    }
}

fn ask(app: &App, visit: &Visit, answered: &Answered) -> Result<Response, Problem> {
    let t = visit.language;
    let open = answered.open();
    let mut page = form(app, visit, answered);
    let Some(first) = open.first() else { return page.show_conflict(t.say("internship-incident-over")) };
    let fresh = Sent::of([("incident-step", first.slug().to_owned())]);
    page.fields = fields(t, &open, &fresh).0;
    page.fields.iter_mut().for_each(|field| field.mistake = None);
    page.show()
}

async fn take(app: &App, visit: &Visit, answered: &Answered, text: &str) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(text));
    let mut page = form(app, visit, answered);
    let open = answered.open();
    let (fields, typed) = fields(t, &open, &sent);
    page.fields = fields;
    let Some((step, words)) = typed else {
        let over = t.say("internship-incident-over");
        return if open.is_empty() { page.show_conflict(over) } else { page.show_mistakes() };
    };
    let told = (&app.chance, app.clock.now());
    let done = (answered.incident.id, step);
    let recorded = app.store.answer_incident(&answered.internship.permit, done, &words, told).await?;
    app.letters_wait.notify_one();
    answer(t, recorded, page, &format!("{}#incidents", answered.page))
}

fn form(app: &App, visit: &Visit, answered: &Answered) -> FormPage {
    let (t, wording) = (visit.language, Wording::new(app, visit.language));
    let mut page = FormPage::new(app, visit, "internship-incident-answer");
    let about = [
        ("kind", t.say(&format!("incident-kind-{}", answered.incident.kind.slug()))),
        ("moment", wording.minute_of(answered.incident.happened_at).words),
    ];
    page.lead.insert(0, t.fill("internship-incident-about", &about));
    page.lead.insert(1, answered.incident.words.clone());
    page.others = vec![(t.say("internship-back"), answered.page.clone())];
    page
}

/// The fields as they were sent, with what is `open` to be chosen, and what they say where both are right. What was
/// done meanwhile is read all the same: the same once more changes nothing.
fn fields(t: Language, open: &[IncidentStep], sent: &Sent) -> (Vec<Field>, Option<(IncidentStep, String)>) {
    let step = IncidentStep::from_slug(sent.raw("incident-step"));
    let steps = Field::new(t, "incident-step", Input::Radios, "off")
        .of_choices(t, "incident-step", open, &[sent.raw("incident-step")])
        .wrong(step.is_none().then(|| t.say("internship-mistake-incident-step")));
    let (words_field, words) = read_words(t, "incident-answer", sent, WORDS_MAX_CHARS);
    (vec![steps, words_field], step.zip(words))
}
