//! Acting for organisations: which ones somebody acts for, who else does, and how one comes to.

mod join;
mod offer;
mod organisation;
mod overview;
mod students;

pub(super) use self::offer::DAY;
pub(super) use self::organisation::{MemberLine, member_line};
pub(super) use self::overview::period;

use axum::Router;
use axum::routing::{get, post};
use rongqiao_model::access::{Action, Actor, Permit, Role, Thing};
use rongqiao_model::organisation::Organisation;

use super::form::Choosable;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// The pages of acting for organisations in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/my/organisations"), get(overview::show))
        .route(&at("/my/offers"), post(overview::answer))
        .route(&at("/my/roles/end"), post(overview::lay_down))
        .route(&at("/my/organisations/{id}"), get(organisation::show))
        .route(&at("/my/organisations/{id}/renew"), post(organisation::renew))
        .route(&at("/my/organisations/{id}/requests"), post(organisation::answer))
        .route(&at("/my/organisations/{id}/members/end"), post(organisation::end))
        .route(&at("/my/organisations/{id}/members/new"), get(offer::show).post(offer::submit))
        .route(&at("/my/organisations/{id}/students/new"), get(students::show).post(students::submit))
        .route(&at("/organisations/{id}/join"), get(join::show).post(join::submit))
}

/// The organisation with this id, and the leave to do `action` to it.
pub(in crate::pages) async fn find(
    app: &App,
    actor: &Actor,
    action: Action,
    id: &str,
) -> Result<(Organisation, Permit), Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let found = app.store.find_public_organisation(id).await?.ok_or_else(Problem::not_found)?;
    let permit = actor.permit(action, Thing::organisation(found.id, found.kind))?;
    Ok((found, permit))
}

/// What a role is called.
pub(in crate::pages) fn role_words(t: Language, role: Role) -> String {
    t.say(&format!("role-{}", role.slug()))
}

/// Roles that can be chosen.
fn choosable(t: Language, roles: &[Role]) -> Vec<Choosable> {
    roles.iter().map(|&role| Choosable { value: role.slug().to_owned(), words: role_words(t, role) }).collect()
}
