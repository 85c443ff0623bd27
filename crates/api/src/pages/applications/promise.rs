//! `/my/organisations/{id}/reply-promise`: how soon an organisation promises to reply.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::Action;
use rongqiao_model::connect::PROMISES;
use rongqiao_model::organisation::Organisation;

use super::super::form::{Choosable, Field, FormPage, Input, Sent};
use super::super::membership::find;
use super::super::visit::Visit;
use super::ledger_words;
use crate::actions::applications::told_ledger;
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /my/organisations/{id}/reply-promise`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (organisation, _) = find(&app, &actor, Action::EditOrganisation, &id).await?;
    page(&app, &visit, &organisation).await?.show()
}

/// `POST /my/organisations/{id}/reply-promise`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (organisation, permit) = find(&app, &actor, Action::EditOrganisation, &id).await?;
    let days = Sent::read(&form).raw("reply-days").parse().ok().filter(|days| PROMISES.contains(days));
    let Some(days) = days else {
        let mut page = page(&app, &visit, &organisation).await?;
        page.fields[0].mistake = Some(visit.language.say("mistake-reply-days"));
        return page.show_mistakes();
    };
    app.store.promise_reply(&permit, days, app.clock.now()).await?;
    Ok(Redirect::to(&visit.language.path(&format!("/my/organisations/{}", organisation.id))).into_response())
}

async fn page(app: &App, visit: &Visit, organisation: &Organisation) -> Result<FormPage, Problem> {
    let t = visit.language;
    let promised = app.store.find_reply_promise(organisation.id).await?;
    let mut page = FormPage::new(app, visit, "reply-promise");
    page.lead.extend(told_ledger(app, organisation.id).await?.map(|ledger| ledger_words(t, &ledger)));
    let choices =
        PROMISES.iter().map(|&days| Choosable { value: days.to_string(), words: t.count("reply-days", days) });
    let field = Field::new(t, "reply-days", Input::Choice, "off").among(choices.collect());
    page.fields = vec![field.holding(promised.to_string())];
    page.others = vec![(t.say("reply-promise-back"), t.path(&format!("/my/organisations/{}", organisation.id)))];
    Ok(page)
}
