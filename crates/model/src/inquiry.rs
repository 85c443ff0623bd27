//! 留言咨询: questions about policy documents, and their answers.
//!
//! A question always names a public document. A desk accepts it or refuses it as off-topic (信访 and 投诉 have their own
//! ways and are pointed there), may hand it to another desk, and answers within a few working days. With the asker's
//! leave and the desk's, question and answer stand below the document; who asked is told to nobody, not even the desk.

use time::{Date, OffsetDateTime};

use crate::access::{Action, Desk, Thing};
use crate::audit::Event;
use crate::form::{FieldError, Reader};
use crate::listing::PublishedListing;
use crate::posting::Record;
use crate::{InquiryId, ListingId, PersonId};

/// Longest question, in characters.
pub const QUESTION_MAX_CHARS: usize = 1_000;

/// Longest answer, in characters.
pub const ANSWER_MAX_CHARS: usize = 4_000;

/// Longest reason for refusing, in characters.
pub const REASON_MAX_CHARS: usize = 500;

/// Working days within which a question is answered, unless the operator has set others.
pub const ANSWER_WORKING_DAYS: u32 = 5;

/// Questions of one person that wait at the same time.
pub const OPEN_MAX: u64 = 10;

crate::choices! {
    /// How far a question has come.
    pub enum InquiryState {
        /// 待受理
        Received = "received",
        /// 已受理
        Accepted = "accepted",
        /// 已交办: a desk has it in hand.
        Assigned = "assigned",
        /// 已答复
        Answered = "answered",
        /// 已办结: its asker needs no more.
        Closed = "closed",
        /// 不予受理
        Refused = "refused",
        /// 已撤回: its asker took it back.
        Withdrawn = "withdrawn",
    }
}

crate::choices! {
    /// What can be done to a question.
    pub enum InquiryStep {
        /// A desk takes it on.
        Accept = "accept",
        /// A desk refuses it as off-topic.
        Refuse = "refuse",
        /// A desk hands it to a desk, itself or another.
        Assign = "assign",
        /// A desk answers it.
        Answer = "answer",
        /// Its asker takes it back.
        Withdraw = "withdraw",
        /// Its asker needs no more.
        Close = "close",
    }
}

crate::choices! {
    /// Where a matter belongs that is no question about a policy document.
    pub enum Referral {
        /// 信访部门
        Petition = "petition",
        /// 12345 市民服务热线
        Hotline = "hotline",
        /// 12333 人力资源社会保障热线
        Labour = "labour",
        /// 平台投诉举报
        Complaint = "complaint",
    }
}

/// A question about a policy document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inquiry {
    /// Which one it is.
    pub id: InquiryId,
    /// The document that it is about.
    pub policy: ListingId,
    /// Who asked.
    pub asker: PersonId,
    /// The desk that has it.
    pub desk: Desk,
    /// How far it has come.
    pub state: InquiryState,
    /// What was asked.
    pub question: String,
    /// Whether its asker lets it stand below the document.
    pub may_be_public: bool,
    /// The question that it goes on from.
    pub follows: Option<InquiryId>,
    /// When it was asked.
    pub asked_at: OffsetDateTime,
    /// The day by which it is to be answered.
    pub due_on: Date,
    /// Why it was refused.
    pub reason: String,
    /// Where it belongs instead.
    pub referral: Option<Referral>,
    /// What a desk answered.
    pub answer: String,
    /// Whether it stands below the document with its answer.
    pub is_public: bool,
    /// When it was answered or refused.
    pub decided_at: Option<OffsetDateTime>,
    /// Rises by one with each change.
    pub revision: i64,
}

/// A question with the document that it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct FiledInquiry {
    /// The question.
    pub inquiry: Inquiry,
    /// The document.
    pub policy: PublishedListing,
}

/// What somebody asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// Whether it may stand below the document.
    pub may_be_public: bool,
}

/// What a desk or an asker does to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InquiryMove {
    /// A desk takes it on.
    Accept,
    /// A desk refuses it.
    Refuse {
        /// Why.
        reason: String,
        /// Where it belongs instead.
        referral: Option<Referral>,
    },
    /// A desk hands it on.
    Assign(Desk),
    /// A desk answers it.
    Answer {
        /// What it says.
        text: String,
        /// Whether it stands below the document, if its asker lets it.
        is_public: bool,
    },
    /// Its asker takes it back.
    Withdraw,
    /// Its asker needs no more.
    Close,
}

crate::choices! {
    /// Which questions a desk looks at.
    pub enum InquiryQueue {
        /// Those that wait for a decision or an answer, the earliest due first.
        Open = "open",
        /// Those that are done with, the latest first.
        Done = "done",
    }
}

/// How a desk stands with its questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InquiryFigures {
    /// Questions that wait for a decision or an answer.
    pub open: u64,
    /// Those of them whose day is over.
    pub overdue: u64,
    /// Answers of the last ninety days.
    pub answered: u64,
    /// Days from question to answer in the middle of these, rounded up.
    pub median_days: Option<u64>,
}

use InquiryState::{Accepted, Answered, Assigned, Closed, Received, Refused, Withdrawn};

/// All that may be done; whatever is not here may not.
const WAYS: &[(InquiryStep, &[InquiryState], InquiryState)] = &[
    (InquiryStep::Accept, &[Received], Accepted),
    (InquiryStep::Refuse, &[Received, Accepted, Assigned], Refused),
    (InquiryStep::Assign, &[Accepted, Assigned], Assigned),
    (InquiryStep::Answer, &[Accepted, Assigned], Answered),
    (InquiryStep::Withdraw, &[Received, Accepted, Assigned], Withdrawn),
    (InquiryStep::Close, &[Answered], Closed),
];

impl InquiryState {
    /// What `step` leads to; `None` when it cannot be done now.
    #[must_use]
    pub fn after(self, step: InquiryStep) -> Option<Self> {
        WAYS.iter().find(|(does, from, _)| *does == step && from.contains(&self)).map(|&(.., to)| to)
    }

    /// Whether a desk has still to decide or answer.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Received | Accepted | Assigned => true,
            Answered | Closed | Refused | Withdrawn => false,
        }
    }
}

impl InquiryStep {
    /// What somebody must be allowed to do for it.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::Accept | Self::Refuse | Self::Assign | Self::Answer => Action::AnswerInquiry,
            Self::Withdraw | Self::Close => Action::AskInquiry,
        }
    }

    /// What the audit says of it.
    #[must_use]
    pub const fn event(self) -> Event {
        match self {
            Self::Accept => Event::InquiryAccepted,
            Self::Refuse => Event::InquiryRefused,
            Self::Assign => Event::InquiryAssigned,
            Self::Answer => Event::InquiryAnswered,
            Self::Withdraw => Event::InquiryWithdrawn,
            Self::Close => Event::InquiryClosed,
        }
    }
}

impl InquiryMove {
    /// The step that it is.
    #[must_use]
    pub const fn step(&self) -> InquiryStep {
        match self {
            Self::Accept => InquiryStep::Accept,
            Self::Refuse { .. } => InquiryStep::Refuse,
            Self::Assign(_) => InquiryStep::Assign,
            Self::Answer { .. } => InquiryStep::Answer,
            Self::Withdraw => InquiryStep::Withdraw,
            Self::Close => InquiryStep::Close,
        }
    }

    /// Reads what a desk sent for `step`; `None` for the steps of askers.
    ///
    /// # Errors
    ///
    /// Returns every mistake: a refusal needs a reason, an answer a text, and neither a public answer nor a reason holds
    /// what is not to be kept of a person.
    pub fn read(step: InquiryStep, record: &Record) -> Option<Result<Self, Vec<FieldError>>> {
        let mut reader = Reader::new(record);
        let read = match step {
            InquiryStep::Accept => Self::Accept,
            InquiryStep::Refuse => Self::Refuse {
                reason: required(&mut reader, "reason", REASON_MAX_CHARS),
                referral: reader.choice("referral"),
            },
            InquiryStep::Assign => Self::Assign(reader.choice("desk").unwrap_or(Desk::Committee)),
            InquiryStep::Answer => {
                let is_public = !reader.text("public", 8).is_empty();
                let text = if is_public {
                    required(&mut reader, "answer", ANSWER_MAX_CHARS)
                } else {
                    reader.required_text("answer", ANSWER_MAX_CHARS)
                };
                Self::Answer { text, is_public }
            }
            InquiryStep::Withdraw | InquiryStep::Close => return None,
        };
        Some(reader.finish(read))
    }
}

impl Question {
    /// Reads what somebody typed under `question` and ticked under `question-public`.
    ///
    /// # Errors
    ///
    /// Returns what is wrong: nothing is asked, or too much, or it holds what is not to be kept of a person.
    pub fn read(record: &Record) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(record);
        let text = required(&mut reader, "question", QUESTION_MAX_CHARS);
        let may_be_public = !reader.text("question-public", 8).is_empty();
        reader.finish(Self { text, may_be_public })
    }
}

impl Inquiry {
    /// Whether `step` can be done now.
    #[must_use]
    pub fn can(&self, step: InquiryStep) -> bool {
        self.state.after(step).is_some()
    }

    /// Whether it should have been answered before `today`.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.state.is_open() && self.due_on < today
    }
}

impl FiledInquiry {
    /// The question as something that not everybody may do everything to.
    #[must_use]
    pub const fn thing(&self) -> Thing {
        let organisation = (self.policy.listing.organisation, self.policy.organisation_kind);
        Thing::inquiry(self.inquiry.id, organisation, self.inquiry.asker)
    }
}

impl InquiryFigures {
    /// The middle of `days`, rounded up; `None` when there are none.
    #[must_use]
    pub fn median(mut days: Vec<u64>) -> Option<u64> {
        days.sort_unstable();
        let (low, high) = (days.get(days.len().checked_sub(1)? / 2)?, days.get(days.len() / 2)?);
        Some((low + high).div_ceil(2))
    }
}

/// A text that has to be there and holds nothing private.
fn required(reader: &mut Reader<'_>, field: &str, max: usize) -> String {
    let text = reader.required_text(field, max);
    if text.is_empty() { text } else { reader.public_text(field, max) }
}

#[cfg(test)]
mod tests;
