//! What persons ask for about their data that needs somebody to decide (个人信息保护法, articles 44–50).

use time::{Date, Duration, OffsetDateTime};

use crate::{DataRequestId, PersonId};

/// Longest text of a request or an answer, in characters.
pub const WORDS_MAX_CHARS: usize = 2_000;

/// How long an answer may take.
pub const TIME_TO_ANSWER: Duration = Duration::days(15);

/// Requests of one person that may be open at a time.
pub const OPEN_MAX: u64 = 5;

crate::choices! {
    /// What somebody asks for.
    pub enum RequestKind {
        /// To learn what is known of them that they cannot see by themself.
        Access = "access",
        /// To have something corrected that they cannot change by themself.
        Correct = "correct",
        /// To have something deleted that they cannot delete by themself.
        Delete = "delete",
        /// To have an automated decision explained, and looked at by a person (article 24).
        Explain = "explain",
        /// To have their data taken to another platform (article 45).
        Transfer = "transfer",
        /// Anything else.
        Other = "other",
    }
}

crate::choices! {
    /// How far a request has come.
    pub enum RequestState {
        /// It was sent.
        Received = "received",
        /// It is clear that it comes from the person whom it concerns.
        Verified = "verified",
        /// Somebody works on it.
        Processing = "processing",
        /// What was asked for is done.
        Done = "done",
        /// It was refused, for a reason that is told.
        Refused = "refused",
    }
}

impl RequestState {
    /// What may follow.
    #[must_use]
    pub const fn following(self) -> &'static [Self] {
        match self {
            Self::Received => &[Self::Verified, Self::Refused],
            Self::Verified => &[Self::Processing, Self::Done, Self::Refused],
            Self::Processing => &[Self::Done, Self::Refused],
            Self::Done | Self::Refused => &[],
        }
    }

    /// Whether it ends the request, for which an answer is due (article 50: a refusal tells why).
    #[must_use]
    pub const fn is_end(self) -> bool {
        self.following().is_empty()
    }
}

/// What somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataRequest {
    /// Which one it is.
    pub id: DataRequestId,
    /// Who asks.
    pub person: PersonId,
    /// For what.
    pub kind: RequestKind,
    /// How far it has come.
    pub state: RequestState,
    /// In their own words.
    pub words: String,
    /// What was answered; empty until the end.
    pub answer: String,
    /// The day by which it is to be answered.
    pub due_on: Date,
    /// When it was sent.
    pub asked_at: OffsetDateTime,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_request_can_be_refused_until_it_is_answered_and_goes_back_nowhere() {
        for &state in RequestState::ALL {
            let following = state.following();
            assert_eq!(following.contains(&RequestState::Refused), !state.is_end(), "{}", state.slug());
            assert!(following.iter().all(|next| next.ordinal() > state.ordinal()), "{}", state.slug());
        }
    }
}
