//! `/desk/sealing-key`: an officer's key, which only their passphrase opens.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::Actor;

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::actions::sealing::{make_key, permit};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /desk/sealing-key`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    page(&app, &visit, &actor).await?.show()
}

/// `POST /desk/sealing-key`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    form: String,
) -> Result<Response, Problem> {
    let t = visit.language;
    let sent = Sent::read(&form);
    let mut page = page(&app, &visit, &actor).await?;
    if sent.raw("new-password") != sent.raw("passphrase-again") {
        page.fields[1].mistake = Some(t.say("sealing-key-mistake-again"));
        return page.show_mistakes();
    }
    match make_key(&app, &actor, sent.raw("new-password")).await {
        Ok(()) => Ok(Redirect::to(&page.action).into_response()),
        Err(refusal) => page.refuse(&app, refusal),
    }
}

async fn page(app: &App, visit: &Visit, actor: &Actor) -> Result<FormPage, Problem> {
    let t = visit.language;
    let permit = permit(actor)?;
    let mut page = FormPage::new(app, visit, "sealing-key");
    let own = match permit.role().desk() {
        Some(desk) => app.store.find_own_sealing_key(actor.person(), desk).await?,
        None => None,
    };
    page.lead.push(match own {
        Some((_, at)) => t.with("sealing-key-made", "moment", Wording::new(app, t).minute_of(at).words),
        None => t.say("sealing-key-none"),
    });
    let [firms, schools] = app.store.count_sealing_keys(&permit, app.clock.now()).await?;
    page.lead.push(t.fill("sealing-key-count", &[("firms", firms.to_string()), ("schools", schools.to_string())]));
    let mut first = Field::new(t, "passphrase-new", Input::Secret, "new-password");
    // What is wrong with a new password is told at the field of this name.
    "new-password".clone_into(&mut first.name);
    page.fields = vec![first, Field::new(t, "passphrase-again", Input::Secret, "new-password")];
    page.others = vec![(t.say("desk-challenges-title"), t.path("/desk/challenges"))];
    Ok(page)
}
