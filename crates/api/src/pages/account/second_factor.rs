//! `/second-factor`: the second half of signing in, where the first half asks for it.

use axum::extract::State;
use axum::response::Response;

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::{back_of, lead_in};
use crate::actions::second_factor::complete;
use crate::app::App;
use crate::problem::Problem;
use crate::session::HalfSignedIn;

/// `GET /second-factor`
pub(super) async fn show(State(app): State<App>, visit: Visit, _owed: HalfSignedIn) -> Result<Response, Problem> {
    page(&app, &visit, &Sent::read(&visit.query)).show()
}

/// `POST /second-factor`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    HalfSignedIn(session): HalfSignedIn,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    match complete(&app, session, sent.raw("factor")).await {
        Ok(entered) => Ok(lead_in(&app, visit.language, &entered, &back_of(&sent))),
        Err(refusal) => page(&app, &visit, &sent).refuse(&app, refusal),
    }
}

fn page(app: &App, visit: &Visit, sent: &Sent) -> FormPage {
    let mut page = FormPage::new(app, visit, "second-factor");
    page.fields = vec![Field::new(visit.language, "factor", Input::Code, "one-time-code")];
    page.hidden = vec![("back", back_of(sent))];
    page
}
