//! `/desk/workbench/cases/new`: a desk heard what an organisation wants.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::workbench::NOTE_MAX_CHARS;
use rongqiao_model::workbench::case::{CaseSource, NewCase};

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::{MEANT, kinds_of_needs, nonce, question_of_name, tell};
use crate::actions::workbench::{desk_of, open_case};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /desk/workbench/cases/new`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    desk_of(&actor)?;
    page(&app, &visit, &Sent::default()).show()
}

/// `POST /desk/workbench/cases/new`; a name that is almost one of those known here is asked about once.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    form: String,
) -> Result<Response, Problem> {
    desk_of(&actor)?;
    let sent = Sent::read(&form);
    let new = match NewCase::read(&sent.record(""), app.clock.today()) {
        Ok(new) => new,
        Err(wrong) => {
            let mut page = page(&app, &visit, &sent);
            tell(visit.language, &mut page.fields, &wrong);
            return page.show_mistakes();
        }
    };
    if let Some(question) = question_of_name(&app, visit.language, &new.name, &sent).await? {
        let mut page = page(&app, &visit, &sent);
        page.fields[0].mistake = Some(question);
        page.hidden.push((MEANT, new.name));
        return page.show_mistakes();
    }
    let nonce = sent.raw("nonce").parse().map_err(|_| Problem::not_found())?;
    let id = open_case(&app, &actor, nonce, &new).await?;
    Ok(Redirect::to(&visit.language.path(&format!("/desk/workbench/cases/{id}"))).into_response())
}

fn page(app: &App, visit: &Visit, sent: &Sent) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "desk-case-new");
    let field = |name: &str, input| Field::new(t, name, input, "off").holding(sent.raw(name));
    let source = field("case-source", Input::Choice);
    let mut wants = field("case-wants", Input::Text);
    wants.hint = Some(t.with("field-case-wants-hint", "max", NOTE_MAX_CHARS));
    page.fields = vec![
        field("case-name", Input::Line),
        source.of_choices(t, "case-source", CaseSource::ALL, &[sent.raw("case-source")]),
        field("case-kind", Input::Choice).among(kinds_of_needs(t)),
        wants,
        field("case-next", Input::Line).optional(),
        field("case-due", Input::Day).optional(),
    ];
    page.hidden = vec![("nonce", nonce(app, sent))];
    page.others = vec![(t.say("workbench-title"), t.path("/desk/workbench"))];
    page
}
