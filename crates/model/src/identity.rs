//! Being known elsewhere: accounts of a university or a city by which somebody signs in here (OpenID Connect).

use time::{Duration, OffsetDateTime};

use crate::IdentityId;

/// How long somebody who was proven elsewhere may take to say whose account that is here.
pub const LINKING_TIME: Duration = Duration::minutes(30);

/// What a provider has proven of somebody: the two together name them for good (OpenID Connect Core 1.0, 5.7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// Name of the provider in the settings.
    pub provider: String,
    /// The provider's own address.
    pub issuer: String,
    /// What the provider calls the person; never shown.
    pub subject: String,
    /// What the person is called there, for themself to recognise; empty where the provider does not say.
    pub name: String,
}

/// An account elsewhere by which somebody signs in here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Which one it is.
    pub id: IdentityId,
    /// What was proven.
    pub proven: Proven,
    /// Since when it opens the account.
    pub linked_at: OffsetDateTime,
}
