//! `/my/cooperations/{id}/agreement`: one side writes down what both agreed on.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::connect::Stage;
use rongqiao_model::cooperation::{AgreementFile, Confidentiality, MILESTONES_MAX, NewAgreement};
use rongqiao_model::kind::cooperation::CooperationForm;
use rongqiao_model::store::AgreementMoved;

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::{id_of, tell};
use crate::actions::cooperation::{Cooperation, enter, find_own};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /my/cooperations/{id}/agreement`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let cooperation = find_own(&app, &actor, id_of(&id)?).await?;
    let sent = cooperation.agreement.as_ref().map(stored).unwrap_or_default();
    let page = page(&app, &visit, &cooperation, &sent);
    let can = cooperation.file.connection.stage == Stage::Negotiating;
    if can { page.show() } else { page.show_conflict(visit.language.say("agreement-refusal-not-now")) }
}

/// `POST /my/cooperations/{id}/agreement`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let cooperation = find_own(&app, &actor, id_of(&id)?).await?;
    let mut page = page(&app, &visit, &cooperation, &sent);
    let new = match NewAgreement::read(&sent.record(""), app.clock.today()) {
        Ok(new) => new,
        Err(wrong) => {
            tell(t, &mut page.fields, &wrong);
            return page.show_mistakes();
        }
    };
    let revision = sent.raw("revision").parse().unwrap_or_default();
    match enter(&app, &cooperation, revision, &new).await? {
        AgreementMoved::Done => {
            let id = cooperation.file.connection.id;
            Ok(Redirect::to(&t.path(&format!("/my/cooperations/{id}"))).into_response())
        }
        AgreementMoved::Changed => page.show_conflict(t.say("agreement-refusal-changed")),
        AgreementMoved::NotNow => page.show_conflict(t.say("agreement-refusal-not-now")),
        AgreementMoved::Suspended => page.show_conflict(t.say("agreement-refusal-suspended")),
    }
}

fn page(app: &App, visit: &Visit, cooperation: &Cooperation, sent: &Sent) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "agreement");
    let field = |name: &str, input| Field::new(t, name, input, "off").holding(sent.raw(name));
    let form = field("agreement-form", Input::Choice);
    let form = form.of_choices(t, "cooperation-form", CooperationForm::ALL, &[sent.raw("agreement-form")]);
    let level = field("agreement-confidentiality", Input::Radios);
    let chosen = [sent.raw("agreement-confidentiality")];
    let mut milestones = field("agreement-milestones", Input::Text).optional();
    milestones.hint = Some(t.with("field-agreement-milestones-hint", "max", MILESTONES_MAX));
    page.fields = vec![
        form,
        field("agreement-number", Input::Line),
        field("agreement-signed", Input::Day),
        field("agreement-from", Input::Day),
        field("agreement-until", Input::Day),
        field("agreement-amount", Input::Number).optional(),
        level.of_choices(t, "confidentiality", Confidentiality::ALL, &chosen),
        milestones,
    ];
    let seen = cooperation.agreement.as_ref().map_or(0, |it| it.agreement.revision);
    let revision = if sent.raw("revision").is_empty() { seen.to_string() } else { sent.raw("revision").to_owned() };
    page.hidden = vec![("revision", revision)];
    let id = cooperation.file.connection.id;
    page.others = vec![(t.say("agreement-back"), t.path(&format!("/my/cooperations/{id}")))];
    page
}

/// What the form holds before anybody has changed it.
fn stored(file: &AgreementFile) -> Sent {
    let terms = &file.agreement.terms;
    let milestones: Vec<String> = file.milestones.iter().map(|it| format!("{} {}", it.due_on, it.title)).collect();
    Sent::of([
        ("agreement-form", terms.form.slug().to_owned()),
        ("agreement-number", terms.number.clone()),
        ("agreement-signed", terms.signed_on.to_string()),
        ("agreement-from", terms.from_on.to_string()),
        ("agreement-until", terms.until_on.to_string()),
        ("agreement-amount", terms.amount_yuan.map(|yuan| yuan.to_string()).unwrap_or_default()),
        ("agreement-confidentiality", terms.confidentiality.slug().to_owned()),
        ("agreement-milestones", milestones.join("\n")),
    ])
}
