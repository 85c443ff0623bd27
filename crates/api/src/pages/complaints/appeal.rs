//! `/my/complaints/{id}/appeal` and `/complaints/{token}/appeal`: whoever complained does not accept what was found.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::ComplaintId;
use rongqiao_model::complaint::{FollowedComplaint, TEXT_MAX_CHARS};
use rongqiao_model::store::{CaseMoved, FollowedBy};

use super::super::form::{Field, Form, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::text_mistake;
use crate::actions::complaints::{appeal_as_reporter, secret_hash};
use crate::app::App;
use crate::problem::Problem;
use crate::session::SignedIn;

/// Who appeals, and where they are led back to.
struct Appellant {
    by: FollowedBy,
    id: Option<ComplaintId>,
    page: String,
}

/// `GET /my/complaints/{id}/appeal`
pub(super) async fn show_own(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &visit, &own(FollowedBy::Person(session.person), &id)?).await
}

/// `POST /my/complaints/{id}/appeal`
pub(super) async fn submit_own(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    submit(&app, &visit, &own(FollowedBy::Person(session.person), &id)?, &Sent::read(&form)).await
}

/// `GET /complaints/{token}/appeal`
pub(super) async fn show_followed(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &visit, &followed(&token)).await
}

/// `POST /complaints/{token}/appeal`
pub(super) async fn submit_followed(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    submit(&app, &visit, &followed(&token), &Sent::read(&form)).await
}

fn own(by: FollowedBy, id: &str) -> Result<Appellant, Problem> {
    let id: ComplaintId = id.parse().map_err(|_| Problem::not_found())?;
    Ok(Appellant { by, id: Some(id), page: format!("/my/complaints/{id}") })
}

fn followed(token: &str) -> Appellant {
    Appellant { by: FollowedBy::Secret(secret_hash(token)), id: None, page: format!("/complaints/{token}") }
}

async fn show(app: &App, visit: &Visit, who: &Appellant) -> Result<Response, Problem> {
    let found = find(app, who).await?;
    let can = found.appeal_until.is_some_and(|until| app.clock.today() <= until);
    if !can {
        return Err(Problem::not_found());
    }
    page(app, visit, who, &found, "").show()
}

async fn submit(app: &App, visit: &Visit, who: &Appellant, sent: &Sent) -> Result<Response, Problem> {
    let (t, found) = (visit.language, find(app, who).await?);
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

async fn find(app: &App, who: &Appellant) -> Result<FollowedComplaint, Problem> {
    app.store.find_followed_complaint(&who.by, who.id).await?.ok_or_else(Problem::not_found)
}

fn page(app: &App, visit: &Visit, who: &Appellant, found: &FollowedComplaint, text: &str) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "complaint-appeal");
    page.lead.insert(0, found.title.clone());
    page.fields = vec![Field::new(t, "complaint-appeal", Input::Text, "off").holding(text)];
    page.others = vec![(t.say("complaint-title"), t.path(&who.page))];
    page
}
