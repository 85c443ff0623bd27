//! People who have an account.

use time::OffsetDateTime;

use crate::PersonId;
use crate::contact::Contact;

/// Longest name of a person in characters; names of some minorities have up to thirty.
pub const NAME_MAX_CHARS: usize = 60;

crate::choices! {
    /// The language in which somebody is written to.
    #[derive(Default)]
    pub enum LetterLanguage {
        /// 中文
        #[default]
        Chinese = "zh-CN",
        /// English
        English = "en",
    }
}

crate::choices! {
    /// How old somebody is, as far as it matters; nobody is asked for their day of birth.
    ///
    /// Whoever is under 14 has no account, and whoever is under 18 one only by their school (未成年人网络保护条例).
    #[derive(Default)]
    pub enum AgeGroup {
        /// Has declared to be 18 or older.
        #[default]
        Adult = "adult",
        /// Is 14 to 17; a school that was verified vouches for them.
        Minor = "minor",
    }
}

/// Somebody with an account, as they see themself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who it is.
    pub id: PersonId,
    /// What they want to be called.
    pub name: String,
    /// The language in which they are written to.
    pub language: LetterLanguage,
    /// Where they are reached, each proven to be theirs; never empty.
    pub contacts: Vec<(crate::ContactId, Contact)>,
    /// When they chose their password; `None` when they sign in by codes alone.
    pub password_set_at: Option<OffsetDateTime>,
    /// Since when a second factor is asked for; `None` when none is.
    pub second_factor_since: Option<OffsetDateTime>,
    /// How old they are, as far as it matters.
    pub age_group: AgeGroup,
    /// The school by which somebody under age came here.
    pub school: Option<crate::OrganisationId>,
    /// Since when their data is stored and not used; `None` while it may be.
    pub restricted_since: Option<OffsetDateTime>,
    /// When the account was made.
    pub created_at: OffsetDateTime,
}

/// What proves that somebody is who they say; never shown to anybody.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// Whose they are.
    pub person: PersonId,
    /// Hash of the password in the PHC string format; `None` when there is no password.
    pub password_hash: Option<String>,
    /// Secret of the second factor in Base32; `None` when there is no second factor.
    pub totp_secret: Option<String>,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("person", &self.person).finish_non_exhaustive()
    }
}
