//! 撮合: what an organisation wants, followed by an officer until something comes of it.
//!
//! A case is a lead (线索) until its organisation has a listing that says what it wants. Its states and steps stand in one
//! table; whatever is not there cannot be done. Nothing is achieved without what both sides agreed on: an agreement of the
//! register, the contract of a call or an order between the organisation and one that was introduced to it, since then; or
//! somebody whom it took on since the case began for the job that it needs.

use time::{Date, OffsetDateTime};

use super::{LINE_MAX_CHARS, NAME_MAX_CHARS, NOTE_MAX_CHARS, ahead, day_within, need_kind, required_text};
use crate::access::{Desk, Thing};
use crate::form::{FieldError, Mistake, Reader};
use crate::kind::ListingKind;
use crate::organisation::{Organisation, OrganisationKind};
use crate::posting::Record;
use crate::{ConnectionId, DeskCaseId, ListingId, OrganisationId, PersonId};

crate::choices! {
    /// Where a desk heard of it.
    pub enum CaseSource {
        /// An officer visited the organisation.
        Visit = "visit",
        /// The organisation called or wrote.
        Inbound = "inbound",
        /// Another officer, desk or authority told of it.
        Referral = "referral",
        /// They met at an event.
        Event = "event",
        /// It stands on the platform.
        Platform = "platform",
    }
}

crate::choices! {
    /// How far a case has come.
    pub enum CaseState {
        /// Nobody has taken it yet.
        New = "new",
        /// An officer has it.
        Assigned = "assigned",
        /// The officer has spoken with the organisation.
        Contacted = "contacted",
        /// A counterpart was introduced.
        Introduced = "introduced",
        /// The two sides work out an agreement.
        Negotiating = "negotiating",
        /// They have agreed. An end.
        Achieved = "achieved",
        /// Nothing comes of it. An end.
        Failed = "failed",
    }
}

crate::choices! {
    /// What is done to a case.
    pub enum CaseStep {
        /// A desk begins it.
        Open = "open",
        /// It is given to an officer of its desk.
        Assign = "assign",
        /// It is handed to another desk.
        HandOver = "hand-over",
        /// What comes next, and by when.
        Plan = "plan",
        /// An officer has spoken with the organisation.
        Contact = "contact",
        /// What the organisation wants is a draft that waits for its writers.
        Draft = "draft",
        /// A listing of the organisation says what it wants.
        TieNeed = "tie-need",
        /// A counterpart is introduced.
        Introduce = "introduce",
        /// The two sides begin to negotiate.
        Negotiate = "negotiate",
        /// They have agreed.
        Achieve = "achieve",
        /// Nothing comes of it.
        Fail = "fail",
    }
}

/// A case as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskCase {
    /// Which one it is.
    pub id: DeskCaseId,
    /// The desk that has it.
    pub desk: Desk,
    /// Whose case it is, where the platform knows the organisation.
    pub organisation: Option<OrganisationId>,
    /// What the organisation is called.
    pub name: String,
    /// Where the desk heard of it.
    pub source: CaseSource,
    /// What kind of thing is wanted.
    pub kind: ListingKind,
    /// What is wanted, in the words of the desk.
    pub wants: String,
    /// The listing by which the organisation says it, public or still a draft.
    pub need: Option<ListingId>,
    /// The officer who has it.
    pub owner: Option<PersonId>,
    /// What comes next; empty for nothing.
    pub next_action: String,
    /// By when.
    pub due_on: Option<Date>,
    /// How far it has come.
    pub state: CaseState,
    /// Why nothing came of it.
    pub reason: String,
    /// The agreement that came of it.
    pub agreement: Option<ConnectionId>,
    /// When it was begun.
    pub created_at: OffsetDateTime,
    /// Rises by one with each change.
    pub revision: i64,
}

/// A case with the names of those whom it concerns.
#[derive(Clone, Debug, PartialEq)]
pub struct FiledCase {
    /// The case.
    pub case: DeskCase,
    /// The organisation, where the platform knows it.
    pub organisation: Option<Organisation>,
    /// What its officer is called; `None` when nobody has it or they have left.
    pub owner_name: Option<String>,
}

/// A step that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseEvent {
    /// What was done.
    pub step: CaseStep,
    /// The state afterwards.
    pub state: CaseState,
    /// What was said with it.
    pub words: String,
    /// What the officer who did it is called; `None` when they have left.
    pub by: Option<String>,
    /// When.
    pub at: OffsetDateTime,
}

/// A counterpart that was introduced.
#[derive(Clone, Debug, PartialEq)]
pub struct Introduction {
    /// The listing by which it was found.
    pub listing: ListingId,
    /// Whose it is.
    pub organisation: Organisation,
    /// The title of the listing as it was then.
    pub title: String,
    /// When.
    pub at: OffsetDateTime,
}

/// A case with all that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseFile {
    /// The case.
    pub filed: FiledCase,
    /// What was done, the first step first.
    pub events: Vec<CaseEvent>,
    /// Who was introduced, the first first.
    pub introductions: Vec<Introduction>,
}

/// A case to be begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCase {
    /// What the organisation is called.
    pub name: String,
    /// Where the desk heard of it.
    pub source: CaseSource,
    /// What kind of thing is wanted.
    pub kind: ListingKind,
    /// What is wanted.
    pub wants: String,
    /// What comes next; empty for nothing.
    pub next_action: String,
    /// By when.
    pub due_on: Option<Date>,
}

/// What an officer does to a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseMove {
    /// Gives it to an officer.
    Assign(PersonId),
    /// Hands it to another desk, where nobody has taken it yet.
    HandOver(Desk),
    /// Says what comes next.
    Plan {
        /// What that is.
        next_action: String,
        /// By when.
        due_on: Option<Date>,
    },
    /// Has spoken with the organisation.
    Contact {
        /// What was said.
        words: String,
    },
    /// Ties it to a listing of its organisation.
    TieNeed(ListingId),
    /// Introduces who published a listing of the other side.
    Introduce(ListingId),
    /// The two sides negotiate.
    Negotiate,
    /// They have agreed.
    Achieve(ConnectionId),
    /// Nothing comes of it.
    Fail {
        /// Why.
        reason: String,
    },
}

use CaseState::{Achieved, Assigned, Contacted, Failed, Introduced, Negotiating, New};

/// Characters of the longest address of a listing that is read.
const ADDRESS_MAX_CHARS: usize = 300;

/// What nobody has closed.
const OPEN: &[CaseState] = &[New, Assigned, Contacted, Introduced, Negotiating];

/// All that may be done, and where it leads: `None` leaves a case where it is.
const WAYS: &[(CaseStep, &[CaseState], Option<CaseState>)] = &[
    (CaseStep::Assign, &[New], Some(Assigned)),
    (CaseStep::Assign, &[Assigned, Contacted, Introduced, Negotiating], None),
    (CaseStep::HandOver, &[New, Assigned], Some(New)),
    (CaseStep::HandOver, &[Contacted, Introduced, Negotiating], None),
    (CaseStep::Plan, OPEN, None),
    (CaseStep::Contact, &[Assigned], Some(Contacted)),
    (CaseStep::Contact, &[Contacted, Introduced, Negotiating], None),
    (CaseStep::Draft, OPEN, None),
    (CaseStep::TieNeed, OPEN, None),
    (CaseStep::Introduce, &[Assigned, Contacted], Some(Introduced)),
    (CaseStep::Introduce, &[Introduced, Negotiating], None),
    (CaseStep::Negotiate, &[Introduced], Some(Negotiating)),
    (CaseStep::Achieve, &[Introduced, Negotiating], Some(Achieved)),
    (CaseStep::Fail, OPEN, Some(Failed)),
];

impl CaseState {
    /// Where `step` leads; `None` when it cannot be done now.
    #[must_use]
    pub fn after(self, step: CaseStep) -> Option<Self> {
        let way = WAYS.iter().find(|(does, from, _)| *does == step && from.contains(&self));
        way.map(|&(.., to)| to.unwrap_or(self))
    }

    /// Whether something may still come of it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            New | Assigned | Contacted | Introduced | Negotiating => true,
            Achieved | Failed => false,
        }
    }
}

impl CaseMove {
    /// The step that it is.
    #[must_use]
    pub const fn step(&self) -> CaseStep {
        match self {
            Self::Assign(_) => CaseStep::Assign,
            Self::HandOver(_) => CaseStep::HandOver,
            Self::Plan { .. } => CaseStep::Plan,
            Self::Contact { .. } => CaseStep::Contact,
            Self::TieNeed(_) => CaseStep::TieNeed,
            Self::Introduce(_) => CaseStep::Introduce,
            Self::Negotiate => CaseStep::Negotiate,
            Self::Achieve(_) => CaseStep::Achieve,
            Self::Fail { .. } => CaseStep::Fail,
        }
    }

    /// What was said with it.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Contact { words } => words,
            Self::Fail { reason } => reason,
            Self::Plan { next_action, .. } => next_action,
            Self::HandOver(desk) => desk.slug(),
            Self::Assign(_) | Self::TieNeed(_) | Self::Introduce(_) | Self::Negotiate | Self::Achieve(_) => "",
        }
    }

    /// Reads what an officer sent for `step` on `today`; `None` for what no form sends.
    ///
    /// # Errors
    ///
    /// Returns every mistake; nothing that is not to be kept of a person is taken.
    pub fn read(step: CaseStep, record: &Record, today: Date) -> Option<Result<Self, Vec<FieldError>>> {
        let mut reader = Reader::new(record);
        let read = match step {
            CaseStep::Assign => chosen(&mut reader, "case-officer", named).map(Self::Assign),
            CaseStep::HandOver => chosen(&mut reader, "case-desk", Reader::choice).map(Self::HandOver),
            CaseStep::Plan => Some(Self::Plan {
                next_action: required_text(&mut reader, "case-next", LINE_MAX_CHARS),
                due_on: day_within(&mut reader, "case-due", ahead(today)),
            }),
            CaseStep::Contact => {
                Some(Self::Contact { words: required_text(&mut reader, "case-words", NOTE_MAX_CHARS) })
            }
            CaseStep::TieNeed => chosen(&mut reader, "case-need", named).map(Self::TieNeed),
            CaseStep::Introduce => counterpart(&mut reader).map(Self::Introduce),
            CaseStep::Negotiate => Some(Self::Negotiate),
            CaseStep::Achieve => chosen(&mut reader, "case-agreement", named).map(Self::Achieve),
            CaseStep::Fail => Some(Self::Fail { reason: required_text(&mut reader, "case-reason", LINE_MAX_CHARS) }),
            CaseStep::Open | CaseStep::Draft => return None,
        };
        Some(match read {
            Some(read) => reader.finish(read),
            None => Err(reader.finish(()).err().unwrap_or_default()),
        })
    }
}

/// The listing whose address or identity stands in the field.
fn counterpart(reader: &mut Reader<'_>) -> Option<ListingId> {
    let field = "case-counterpart";
    let typed = reader.required_text(field, ADDRESS_MAX_CHARS);
    let path = typed.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let id = path.rsplit('/').next().unwrap_or_default();
    let found = id.parse().ok();
    if found.is_none() && !typed.is_empty() {
        reader.fail(field, Mistake::NotALink);
    }
    found
}

/// What is named by its identity in `field`.
fn named<I: std::str::FromStr>(reader: &mut Reader<'_>, field: &str) -> Option<I> {
    let found = reader.text(field, 64).parse().ok();
    if found.is_none() {
        reader.fail(field, Mistake::Missing);
    }
    found
}

impl NewCase {
    /// Reads what an officer typed on `today`.
    ///
    /// # Errors
    ///
    /// Returns every mistake; nothing that is not to be kept of a person is taken.
    pub fn read(record: &Record, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(record);
        let name = required_text(&mut reader, "case-name", NAME_MAX_CHARS);
        let source = required(&mut reader, "case-source", CaseSource::Inbound, Reader::choice);
        let kind = required(&mut reader, "case-kind", ListingKind::CooperationNeed, need_kind);
        let wants = required_text(&mut reader, "case-wants", NOTE_MAX_CHARS);
        let next_action = reader.public_text("case-next", LINE_MAX_CHARS);
        let due_on = day_within(&mut reader, "case-due", ahead(today));
        reader.finish(Self { name, source, kind, wants, next_action, due_on })
    }
}

/// What `read` finds in `field`; a mistake when nothing is there, and `instead` to go on reading with.
pub(super) fn required<'a, T>(
    reader: &mut Reader<'a>,
    field: &str,
    instead: T,
    read: impl Fn(&mut Reader<'a>, &str) -> Option<T>,
) -> T {
    chosen(reader, field, read).unwrap_or(instead)
}

/// What `read` finds in `field`; a mistake when nothing is there.
fn chosen<'a, T>(reader: &mut Reader<'a>, field: &str, read: impl Fn(&mut Reader<'a>, &str) -> Option<T>) -> Option<T> {
    if reader.text(field, 64).is_empty() {
        reader.fail(field, Mistake::Missing);
        return None;
    }
    read(reader, field)
}

impl DeskCase {
    /// Whether a listing says what is wanted; until then it is a lead.
    #[must_use]
    pub const fn has_need(&self) -> bool {
        self.need.is_some()
    }

    /// Whether something should have been done before `today`.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.state.is_open() && self.due_on.is_some_and(|day| day < today)
    }
}

impl FiledCase {
    /// The case as something that not everybody may work on.
    #[must_use]
    pub fn thing(&self) -> Thing {
        let of = self.organisation.as_ref().map(|it| (it.id, it.kind));
        Thing::desk_work(self.case.id.as_uuid(), of)
    }
}

/// Whether organisations of kind `one` and kind `other` stand on the two sides that the desks bring together.
#[must_use]
pub fn is_other_side(one: OrganisationKind, other: OrganisationKind) -> bool {
    matches!((one.desk(), other.desk()), (Desk::Firms, Desk::Universities) | (Desk::Universities, Desk::Firms))
}

#[cfg(test)]
mod tests;
