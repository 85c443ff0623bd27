//! `/my/complaints/{id}/appeal` and `/complaints/{token}/appeal`: whoever complained does not accept what was found.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::complaint::{FollowedComplaint, TEXT_MAX_CHARS};
use rongqiao_model::store::CaseMoved;

use super::super::form::{Field, Form, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::{Follower, find_followed, text_mistake};
use crate::actions::complaints::appeal_as_reporter;
use crate::app::App;
use crate::problem::Problem;
use crate::session::SignedIn;

/// `GET /my/complaints/{id}/appeal`
pub(super) async fn show_own(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &visit, &Follower::own(session.person, &id)?).await
}

/// `POST /my/complaints/{id}/appeal`
pub(super) async fn submit_own(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    submit(&app, &visit, &Follower::own(session.person, &id)?, &Sent::read(&form)).await
}

/// `GET /complaints/{token}/appeal`
pub(super) async fn show_followed(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &visit, &Follower::with_secret(&token)).await
}

/// `POST /complaints/{token}/appeal`
pub(super) async fn submit_followed(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    submit(&app, &visit, &Follower::with_secret(&token), &Sent::read(&form)).await
}

async fn show(app: &App, visit: &Visit, who: &Follower) -> Result<Response, Problem> {
    let found = find_followed(app, who).await?;
    let can = found.appeal_until.is_some_and(|until| app.clock.today() <= until);
    if !can {
        return Err(Problem::not_found());
    }
    page(app, visit, who, &found, "").show()
}

async fn submit(app: &App, visit: &Visit, who: &Follower, sent: &Sent) -> Result<Response, Problem> {
    let (t, found) = (visit.language, find_followed(app, who).await?);
    let text = sent.text("complaint-appeal");
    let mut page = page(app, visit, who, &found, &text);
    page.fields[0].mistake = text_mistake(t, &text, TEXT_MAX_CHARS);
    if !page.is_right() {
        return page.show_mistakes();
    }
    match appeal_as_reporter(app, &who.by, who.id, &text).await? {
        CaseMoved::Done => Ok(Redirect::to(&t.path(&format!("{}?told=appealed", who.page))).into_response()),
        CaseMoved::Changed | CaseMoved::NotNow => page.show_conflict(t.say("refusal-appeal-late")),
    }
}

fn page(app: &App, visit: &Visit, who: &Follower, found: &FollowedComplaint, text: &str) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "complaint-appeal");
    page.lead.insert(0, found.title.clone());
    page.fields = vec![Field::new(t, "complaint-appeal", Input::Text, "off").holding(text)];
    page.others = vec![(t.say("complaint-title"), t.path(&who.page))];
    page
}
