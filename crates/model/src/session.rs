//! Being signed in: sessions, and codes that prove a contact.

use time::{Duration, OffsetDateTime};

use crate::contact::Contact;
use crate::{ChallengeId, PersonId, SessionId};

/// How long a session lasts at most, however often it is used (ASVS 4, 3.3.2).
pub const SESSION_LIFETIME: Duration = Duration::days(30);

/// How long a session lasts that is not used.
pub const SESSION_IDLE: Duration = Duration::days(14);

/// How long the second factor may take after the first.
pub const SECOND_FACTOR_TIME: Duration = Duration::minutes(10);

/// How long a code that was sent can be used (ASVS 4, 2.7.2).
pub const CODE_LIFETIME: Duration = Duration::minutes(10);

/// How often a code may be typed wrongly before another must be asked for.
pub const CODE_TRIES: u32 = 5;

/// One stay of a person on the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Which one it is.
    pub id: SessionId,
    /// Whose it is.
    pub person: PersonId,
    /// What browser and system it runs on, as its owner would say.
    pub device: String,
    /// Whether the person has proven all that is asked of them; before that it opens nothing but the second factor.
    pub complete: bool,
    /// When the person signed in.
    pub created_at: OffsetDateTime,
    /// When it was last used, to some minutes.
    pub seen_at: OffsetDateTime,
    /// When it ends by itself.
    pub expires_at: OffsetDateTime,
}

impl Session {
    /// A session that begins at `now`.
    #[must_use]
    pub fn begin(id: SessionId, person: PersonId, device: String, complete: bool, now: OffsetDateTime) -> Self {
        let time = if complete { SESSION_IDLE } else { SECOND_FACTOR_TIME };
        Self { id, person, device, complete, created_at: now, seen_at: now, expires_at: now + time }
    }

    /// When it ends if it is used at `now`.
    #[must_use]
    pub fn prolonged(&self, now: OffsetDateTime) -> OffsetDateTime {
        (now + SESSION_IDLE).min(self.created_at + SESSION_LIFETIME)
    }
}

crate::choices! {
    /// What a code that was sent is for.
    pub enum Purpose {
        /// To make an account.
        SignUp = "sign-up",
        /// To sign in without a password.
        SignIn = "sign-in",
        /// To choose a new password.
        Recovery = "recovery",
        /// To prove another contact of one's own.
        NewContact = "new-contact",
    }
}

/// A code that was sent and is waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// Which one it is.
    pub id: ChallengeId,
    /// What it is for.
    pub purpose: Purpose,
    /// Where the code was sent.
    pub contact: Contact,
    /// Whose account it concerns; `None` for nobody's, which must not be told apart from outside.
    pub person: Option<PersonId>,
    /// What is done once the code is right, as JSON.
    pub payload: String,
    /// How often it may still be typed wrongly.
    pub tries_left: u32,
    /// From when on it can no longer be used.
    pub expires_at: OffsetDateTime,
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_session_that_is_used_goes_on_but_not_for_ever() {
        let now = datetime!(2026-11-01 08:00 UTC);
        let ids = (SessionId::from_uuid(Uuid::nil()), PersonId::from_uuid(Uuid::nil()));
        let session = Session::begin(ids.0, ids.1, String::new(), true, now);
        assert_eq!(session.expires_at, now + SESSION_IDLE);
        assert_eq!(session.prolonged(now + Duration::days(3)), now + Duration::days(17));
        assert_eq!(session.prolonged(now + Duration::days(29)), now + SESSION_LIFETIME);
    }
}
