//! Giving and taking roles of the platform.

use rongqiao_model::access::{Action, Actor, Grant, Role, Thing};
use rongqiao_model::contact::Contact;
use rongqiao_model::store::{Granted, NamedGrant, StoreError};
use rongqiao_model::{GrantId, PersonId};
use time::Date;

use crate::app::App;
use crate::problem::Problem;

/// Roles that are given on the platform. The administrators are given at the machine alone.
pub const GRANTABLE: &[Role] = &[Role::FirmsDesk, Role::UniversitiesDesk, Role::Committee, Role::Reviewer];

/// A role to be given.
#[derive(Clone, Debug)]
pub struct NewRole {
    /// Where the person is reached to whom it is given.
    pub contact: Contact,
    /// One of [`GRANTABLE`].
    pub role: Role,
    /// The last day on which it counts, in Shanghai; `None` for as long as nobody ends it.
    pub until: Option<Date>,
    /// Why; for the audit.
    pub reason: String,
}

/// Why a role was not given.
#[derive(Debug)]
pub enum Refused {
    /// Nobody with an account is reached there.
    Nobody,
    /// It is the one who gives.
    Oneself,
    /// The person holds it already.
    Held,
    /// The person holds this one, which must stay apart from it.
    Apart(Role),
    /// Something failed that nobody here can mend.
    Failed(Problem),
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Lists who holds roles of the platform.
///
/// # Errors
///
/// Returns a [`Problem`] if `actor` may not see it or the database cannot be read.
pub async fn list_roles(app: &App, actor: &Actor) -> Result<Vec<NamedGrant>, Problem> {
    let permit = actor.permit(Action::ReadRoles, Thing::platform())?;
    Ok(app.store.list_grants(&permit).await?)
}

/// Gives a role of the platform.
///
/// # Errors
///
/// Returns why it was [`Refused`]. Whoever may give no roles learns nothing about contacts.
pub async fn grant_role(app: &App, actor: &Actor, new: NewRole) -> Result<(), Refused> {
    let may_give = actor.permit(Action::ReadRoles, Thing::platform()).map_err(|denied| Refused::Failed(denied.into()));
    let found = app.store.find_credentials(&new.contact).await?.map(|it| it.person);
    let person = may_give.and(found.ok_or(Refused::Nobody))?;
    if person == actor.person() {
        return Err(Refused::Oneself);
    }
    let permit = actor.permit(Action::GrantRole, Thing::person(person)).map_err(|it| Refused::Failed(it.into()))?;
    let now = app.clock.now();
    let id = GrantId::from_uuid(app.chance.id(now));
    let grant = Grant { id, person, role: new.role, organisation: None, until: new.until, granted_at: now };
    match app.store.grant_role(&permit, &grant, &new.reason, now).await? {
        Granted::Done => Ok(()),
        Granted::Held => Err(Refused::Held),
        Granted::Apart(apart) => Err(Refused::Apart(apart.0)),
        Granted::Nobody => Err(Refused::Nobody),
    }
}

/// Takes a role of the platform that was given there from `person`, for a reason that goes into the audit.
///
/// # Errors
///
/// Returns a [`Problem`] if there is no such role, `actor` may not take it, or the database refuses.
pub async fn end_role(app: &App, actor: &Actor, id: GrantId, reason: &str) -> Result<(), Problem> {
    let roles = list_roles(app, actor).await?;
    let grantable = |it: &&NamedGrant| it.grant.id == id && GRANTABLE.contains(&it.grant.role);
    let person: PersonId = roles.iter().find(grantable).ok_or_else(Problem::not_found)?.grant.person;
    let permit = actor.permit(Action::GrantRole, Thing::person(person))?;
    app.store.end_role(&permit, id, reason, app.clock.now()).await?;
    Ok(())
}
