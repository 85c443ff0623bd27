//! `/profile/visibility`: who sees the profile besides its owner.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::profile::Visibility;
use rongqiao_model::store::Showing;

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::{revision_of, way};
use crate::actions::profiles::show_to;
use crate::app::App;
use crate::problem::Problem;
use crate::session::SignedIn;

/// `GET /profile/visibility`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    let profile = app.store.find_own_profile(session.person).await?;
    page(&app, &visit, profile.revision, profile.visibility.slug()).show()
}

/// `POST /profile/visibility`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let chosen = sent.raw("visibility");
    let Some(visibility) = Visibility::from_slug(chosen) else {
        let mut page = page(&app, &visit, revision_of(&sent), chosen);
        page.fields[0].mistake = Some(t.say("profile-mistake-choice"));
        return page.show_mistakes();
    };
    match show_to(&app, session.person, (revision_of(&sent), visibility), t).await? {
        Showing::Done => Ok(Redirect::to(&format!("{}#seen", way(&visit, "/profile"))).into_response()),
        Showing::NotAllowed => {
            let mut page = page(&app, &visit, revision_of(&sent), chosen);
            page.fields[0].mistake = Some(t.say("mistake-visibility-not-allowed"));
            page.show_mistakes()
        }
        Showing::Outdated => {
            let profile = app.store.find_own_profile(session.person).await?;
            page(&app, &visit, profile.revision, chosen).show_conflict(t.say("profile-outdated"))
        }
    }
}

fn page(app: &App, visit: &Visit, revision: i64, chosen: &str) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "visibility");
    page.action = way(visit, &visit.path);
    let field = Field::new(t, "visibility", Input::Radios, "off");
    page.fields = vec![field.of_choices(t, "visibility", Visibility::ALL, &[chosen])];
    page.hidden = vec![("revision", revision.to_string())];
    page.others = vec![
        (t.say("privacy-finders"), t.path("/account/privacy#finders")),
        (t.say("my-invitations-title"), t.path("/my/invitations")),
        (t.say("profile-back"), way(visit, "/profile")),
    ];
    page
}
