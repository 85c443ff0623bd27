//! Signing in by an account elsewhere, and linking one to the account here.

use rongqiao_model::IdentityId;
use rongqiao_model::identity::Proven;
use rongqiao_model::session::Session;
use rongqiao_model::store::Linked;

use super::Refusal;
use super::entering::{Entered, enter};
use super::safety::{AccountChange, tell_of_change};
use crate::app::App;
use crate::problem::Problem;
use crate::tokens;

/// What somebody gets who was proven elsewhere.
#[derive(Debug)]
pub enum Came {
    /// It opens their account.
    In(Entered),
    /// It opens none yet; the token by which they say whose it is to be.
    New(String),
}

/// Signs in whoever owns the account that `proven` opens; where it opens none, keeps it until somebody says whose it is.
///
/// # Errors
///
/// Returns [`Refusal::Failed`] if the database refuses.
pub async fn come_in(app: &App, proven: &Proven, device: String) -> Result<Came, Refusal> {
    if let Some(person) = app.store.find_person_by_identity(proven).await? {
        let credentials = app.store.find_credentials_of(person).await?.ok_or_else(Problem::not_found)?;
        return Ok(Came::In(enter(app, &credentials, device).await?));
    }
    let token = app.chance.token();
    app.store.keep_proven(&hash(&token), proven, app.clock.now()).await?;
    Ok(Came::New(token))
}

/// What is known by `token`, for whoever has it.
///
/// # Errors
///
/// Returns a [`Problem`] if the database cannot be read.
pub async fn find_proven(app: &App, token: &str) -> Result<Option<Proven>, Problem> {
    if token.is_empty() {
        return Ok(None);
    }
    Ok(app.store.find_proven(&hash(token), app.clock.now()).await?)
}

/// Lets what is known by `token` open the account of the owner of `session` from now on.
///
/// # Errors
///
/// Returns [`Refusal::Taken`] or [`Refusal::Gone`].
pub async fn link(app: &App, session: &Session, token: &str) -> Result<(), Refusal> {
    let now = app.clock.now();
    let id = IdentityId::from_uuid(app.chance.id(now));
    match app.store.link_identity(session.person, id, &hash(token), now).await? {
        Linked::Done => {
            tell_of_change(app, session.person, AccountChange::IdentityLinked, None).await?;
            Ok(())
        }
        Linked::Taken => Err(Refusal::Taken),
        Linked::Gone => Err(Refusal::Gone),
    }
}

fn hash(token: &str) -> String {
    tokens::hash("identity", token)
}
