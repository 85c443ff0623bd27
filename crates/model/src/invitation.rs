//! Invitations: an organisation that found a profile asks whose it is to look at a listing, without learning who that is.

use time::{Date, OffsetDateTime};

use crate::listing::PublishedListing;
use crate::naming::clean_text;
use crate::private_facts::{PrivateFact, find_private_facts};
use crate::profile::Profile;
use crate::screening::{Posting, Rule, screen};
use crate::{InvitationId, OrganisationId};

/// Longest text of an invitation, in characters.
pub const WORDS_MAX_CHARS: usize = 300;

/// Invitations that an organisation sends on one day in Shanghai at most.
pub const SENT_A_DAY_MAX: u64 = 20;

crate::choices! {
    /// What became of an invitation: all that its sender ever learns.
    pub enum InvitationState {
        /// It was not answered.
        Invited = "invited",
        /// Whoever got it is interested.
        Interested = "interested",
        /// Whoever got it is not.
        NotInterested = "not-interested",
    }
}

crate::choices! {
    /// What somebody answers to an invitation.
    pub enum InvitationAnswer {
        /// That they are interested.
        Interested = "interested",
        /// That they are not.
        NotInterested = "not-interested",
        /// That they are not, and that this organisation neither finds nor invites them any more.
        NoMore = "no-more",
    }
}

impl InvitationAnswer {
    /// What becomes of the invitation.
    #[must_use]
    pub const fn state(self) -> InvitationState {
        match self {
            Self::Interested => InvitationState::Interested,
            Self::NotInterested | Self::NoMore => InvitationState::NotInterested,
        }
    }
}

/// What is wrong with the text of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongWords {
    /// There is none.
    Missing,
    /// It is longer than [`WORDS_MAX_CHARS`].
    TooLong {
        /// Its length in characters.
        found: usize,
    },
    /// It tells where somebody is reached, or a number that is not to be kept.
    Private(PrivateFact),
    /// A rule forbids it: contacts in other guises, fees, discrimination.
    Forbidden(Rule),
}

/// The text of an invitation, if it may be sent. Nobody reviews it, so that whatever a rule only doubts is refused too.
///
/// # Errors
///
/// Returns what is wrong with it.
pub fn read_words(typed: &str) -> Result<String, WrongWords> {
    let words = clean_text(typed);
    if words.is_empty() {
        return Err(WrongWords::Missing);
    }
    let found = words.chars().count();
    if found > WORDS_MAX_CHARS {
        return Err(WrongWords::TooLong { found });
    }
    if let Some(private) = find_private_facts(&words).first() {
        return Err(WrongWords::Private(private.fact));
    }
    // Rules for titles allow no contacts at all, those for descriptions know further guises.
    let posting = Posting { title: &words, description: &words, fields: Vec::new(), pay: None, employment: None };
    screen(&posting, None).hits.first().map_or(Ok(words.clone()), |hit| Err(WrongWords::Forbidden(hit.rule)))
}

/// An invitation as whoever got it sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnInvitation {
    /// Which one it is.
    pub id: InvitationId,
    /// What they are invited to, as it is now.
    pub published: PublishedListing,
    /// What the organisation wrote.
    pub words: String,
    /// What became of it.
    pub state: InvitationState,
    /// When it was sent.
    pub sent_at: OffsetDateTime,
}

/// An invitation as the organisation that sent it sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct SentInvitation {
    /// What the organisation knows whoever got it by, while they may be found.
    pub handle: Option<String>,
    /// What it wrote.
    pub words: String,
    /// What became of it.
    pub state: InvitationState,
    /// When it was sent.
    pub sent_at: OffsetDateTime,
}

/// A profile that was found, with what the finding organisation knows its owner by.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundProfile {
    /// The handle.
    pub handle: String,
    /// The profile, of which only what is shown to organisations may leave the program.
    pub profile: Profile,
}

/// An organisation that found somebody's profile, as they are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finder {
    /// Which one.
    pub organisation: OrganisationId,
    /// What it is called.
    pub name: String,
    /// On how many days.
    pub days: u64,
    /// On which day last, in Shanghai.
    pub last: Date,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_says_something_and_not_too_much() {
        assert_eq!(
            read_words(" 您会PLC编程，欢迎看看我们的岗位。 ").as_deref(),
            Ok("您会PLC编程，欢迎看看我们的岗位。")
        );
        assert_eq!(read_words(" \n "), Err(WrongWords::Missing));
        assert!(read_words(&"好".repeat(WORDS_MAX_CHARS)).is_ok());
        assert_eq!(read_words(&"好".repeat(301)), Err(WrongWords::TooLong { found: 301 }));
    }

    #[test]
    fn an_invitation_holds_no_contacts_in_whatever_guise_and_nothing_that_is_forbidden() {
        for (typed, private) in [
            ("请打13912345678", PrivateFact::Mobile),
            ("发到hr@example.com", PrivateFact::Email),
            ("证件号310115200305121234", PrivateFact::IdCard),
        ] {
            assert_eq!(read_words(typed), Err(WrongWords::Private(private)), "{typed}");
        }
        for typed in [
            "加我微信 linxi_hr2026 详聊",
            "微信号：linxi_hr2026",
            "请到 https://jobs.example.com 看看",
            "电话 021-68281234",
            "限男性，欢迎应聘",
            "入职须交押金500元",
        ] {
            assert!(matches!(read_words(typed), Err(WrongWords::Forbidden(_))), "{typed}: {:?}", read_words(typed));
        }
    }

    #[test]
    fn who_wants_no_more_invitations_is_not_interested_in_this_one() {
        let states = InvitationAnswer::ALL.iter().map(|it| it.state().slug()).collect::<Vec<_>>();
        assert_eq!(states, ["interested", "not-interested", "not-interested"]);
    }
}
