//! Complaints about what the public sees: reported by anybody, gathered into one case for each thing, examined by the
//! desk in charge, decided, and appealed against by either side once.
//!
//! Whoever complains stays hidden: what desks and organisations read ([`Complaint`], [`Measure`]) has no place for it.
//! Nothing is hidden by the number of complaints alone; each measure is somebody's decision, with a reason.
//!
//! [`state`] says what may follow what, [`measure`] what is done about what was found.

pub mod evidence;
pub mod followed;
pub mod measure;
pub mod state;

use serde::{Deserialize, Serialize};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

pub use self::evidence::{COMPLAINT_EVIDENCE_MAX, ComplaintEvidence};
pub use self::followed::FollowedComplaint;
pub use self::measure::{Measure, MeasureKind};
pub use self::state::{CaseState, CaseStep};
use crate::access::{Action, Actor, Denied, Noun, Permit, Role, Thing};
use crate::clock::day_of;
use crate::kind::Details;
use crate::organisation::Organisation;
use crate::throttle::Throttle;
use crate::working_days;
use crate::{ComplaintCaseId, ListingId, OrganisationId, PersonId};

/// Longest text of a complaint and of an appeal, in characters.
pub const TEXT_MAX_CHARS: usize = 1_000;

/// Longest link that goes with a complaint, in characters.
pub const LINK_MAX_CHARS: usize = 500;

/// Longest reason and longest answer, in characters.
pub const REASON_MAX_CHARS: usize = crate::audit::REASON_MAX_CHARS;

/// Working days within which a case is decided.
pub const DAYS_TO_DECIDE: u32 = 5;

/// Working days within which an appeal is decided.
pub const DAYS_TO_DECIDE_APPEAL: u32 = 10;

/// Days within which a decision can be appealed against.
pub const DAYS_TO_APPEAL: i64 = 15;

/// Complaints that a person may send within a day.
pub const COMPLAINTS_OF_ONE: Throttle =
    Throttle { free: 10, first_wait: Duration::hours(24), longest_wait: Duration::hours(24) };

/// Complaints that may come from one network address within a day without an account; a campus can be one address.
pub const COMPLAINTS_OF_ADDRESS: Throttle =
    Throttle { free: 20, first_wait: Duration::hours(24), longest_wait: Duration::hours(24) };

/// Complaints about one thing that may come from one network address within a day without an account.
pub const COMPLAINTS_ABOUT_ONE: Throttle =
    Throttle { free: 3, first_wait: Duration::hours(24), longest_wait: Duration::hours(24) };

crate::choices! {
    /// What is wrong with something, as whoever complains sees it, or as a desk found it.
    ///
    /// The catalogue holds its name under `complaint-category-<slug>` and the rule that it breaks under
    /// `complaint-basis-<slug>`.
    pub enum Category {
        /// 虚假信息: what it says is not true.
        Untrue = "untrue",
        /// 歧视: it shuts people out for what they are.
        Discrimination = "discrimination",
        /// 收费、押金: it wants money from those who apply.
        Money = "money",
        /// 骗取个人信息: it is there to collect personal information.
        PersonalData = "personal-data",
        /// 冒用单位: it is published in another's name.
        Impersonation = "impersonation",
        /// 侵权: it takes what belongs to others.
        Infringement = "infringement",
        /// 违法内容: the law forbids to publish it.
        Unlawful = "unlawful",
        /// 已失效: it is no longer so.
        Outdated = "outdated",
        /// 其他: something else.
        Other = "other",
    }
}

crate::choices! {
    /// What kind of public thing a complaint is about.
    pub enum SubjectKind {
        /// A listing of any kind.
        Listing = "listing",
        /// An organisation.
        Organisation = "organisation",
    }
}

crate::choices! {
    /// What was found.
    pub enum Finding {
        /// The complaint is right.
        Upheld = "upheld",
        /// It is not.
        NotUpheld = "not-upheld",
    }
}

crate::choices! {
    /// Who appeals.
    pub enum Side {
        /// Somebody who complained.
        Reporter = "reporter",
        /// The organisation against which a measure was taken.
        Organisation = "organisation",
    }
}

/// What a complaint is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// What kind of thing.
    pub kind: SubjectKind,
    /// Which one.
    pub id: Uuid,
}

/// All complaints about one thing that came until they were decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Which one it is. Made with the first complaint, so that it tells its moment: never shown to the organisation.
    pub id: ComplaintCaseId,
    /// What it is about.
    pub subject: Subject,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// Who wrote it, where that is known.
    pub author: Option<PersonId>,
    /// What it was called when the first complaint came.
    pub title: String,
    /// How far the case has come.
    pub state: CaseState,
    /// What was found last; `None` before it was decided.
    pub finding: Option<Finding>,
    /// Rises by one with each change.
    pub revision: i64,
    /// When the first complaint came.
    pub opened_at: OffsetDateTime,
    /// The day by which it, or the appeal, is to be decided.
    pub due_on: Date,
    /// The last day on which somebody can appeal; `None` while nobody can.
    pub appeal_until: Option<Date>,
}

/// A case with the organisation that it concerns.
#[derive(Clone, Debug, PartialEq)]
pub struct FiledCase {
    /// The case.
    pub case: Case,
    /// Whom it concerns.
    pub organisation: Organisation,
}

/// The leave to do a step of a case, with all that it may bring about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseLeave {
    /// For the case itself.
    pub case: Permit,
    /// For the listing, if it is about one.
    pub listing: Option<Permit>,
    /// For the organisation.
    pub organisation: Permit,
}

/// What stood there at a moment, kept as evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// What it was called.
    pub title: String,
    /// What it said.
    pub text: String,
    /// What else it said; nothing for an organisation.
    pub details: Option<Details>,
    /// How often it had changed.
    pub revision: i64,
    /// When this was noted.
    pub at: OffsetDateTime,
}

/// A complaint as desks read it: who sent it is not in it, and the day is all that is told of its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// 1, 2, 3 … within its case, in the order in which they came.
    pub number: u32,
    /// What is wrong.
    pub category: Category,
    /// In the words of whoever complains.
    pub text: String,
    /// Where there is more to see; empty where nowhere.
    pub link: String,
    /// The day on which it came, in Shanghai.
    pub reported_on: Date,
    /// Files that came with it, the first one first.
    pub evidence: Vec<ComplaintEvidence>,
}

/// Something that was decided in a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// By which step.
    pub step: CaseStep,
    /// In which role.
    pub role: Role,
    /// When.
    pub at: OffsetDateTime,
    /// What was done about it.
    pub measure: Option<MeasureKind>,
    /// What was found to be wrong.
    pub ground: Option<Category>,
    /// Why, for the organisation.
    pub reason: String,
    /// What those who complained are told.
    pub answer: String,
}

/// An appeal, as those who decide it read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appeal {
    /// Who appeals.
    pub side: Side,
    /// Why.
    pub text: String,
    /// On which day, in Shanghai.
    pub on: Date,
}

impl Subject {
    /// A listing.
    #[must_use]
    pub const fn listing(id: ListingId) -> Self {
        Self { kind: SubjectKind::Listing, id: id.as_uuid() }
    }

    /// An organisation.
    #[must_use]
    pub const fn organisation(id: OrganisationId) -> Self {
        Self { kind: SubjectKind::Organisation, id: id.as_uuid() }
    }

    /// The page on which the public sees it, without the language's prefix.
    #[must_use]
    pub fn page(&self) -> String {
        match self.kind {
            SubjectKind::Listing => format!("/listings/{}", self.id),
            SubjectKind::Organisation => format!("/organisations/{}", self.id),
        }
    }
}

impl Case {
    /// What state `step` leads it to on `today`; `None` when it cannot be done now.
    #[must_use]
    pub fn after(&self, step: CaseStep, today: Date) -> Option<CaseState> {
        let over = self.appeal_until.is_some_and(|until| until < today);
        let in_time = match step {
            CaseStep::AppealAsReporter | CaseStep::AppealAsOrganisation => !over,
            CaseStep::Close => over,
            CaseStep::Examine | CaseStep::Uphold | CaseStep::Dismiss | CaseStep::Confirm | CaseStep::Overturn => true,
        };
        state::after(self.state, step).filter(|_| in_time)
    }

    /// Whether `step` takes a measure when it is done now.
    #[must_use]
    pub fn takes_measure(&self, step: CaseStep) -> bool {
        state::after(self.state, step) == Some(CaseState::Upheld)
    }
}

impl FiledCase {
    /// The case as something that not everybody may do everything to.
    #[must_use]
    pub fn thing(&self) -> Thing {
        let organisation = Some((self.organisation.id, self.organisation.kind));
        Thing { noun: Noun::Complaint, id: self.case.id.as_uuid(), organisation, owner: self.case.author }
    }

    /// The leave of `actor` to do `step`, and whatever it may bring about.
    ///
    /// # Errors
    ///
    /// Returns [`Denied`] if they have none.
    pub fn leave(&self, actor: &Actor, step: CaseStep) -> Result<CaseLeave, Denied> {
        let organisation = (self.organisation.id, self.organisation.kind);
        let listing = match self.case.subject.kind {
            SubjectKind::Listing => {
                let thing = Thing::listing(ListingId::from_uuid(self.case.subject.id), organisation, self.case.author);
                Some(actor.permit(Action::ReviewListing, thing)?)
            }
            SubjectKind::Organisation => None,
        };
        Ok(CaseLeave {
            case: actor.permit(step.action().ok_or(Denied)?, self.thing())?,
            listing,
            organisation: actor
                .permit(Action::ReviewOrganisation, Thing::organisation(organisation.0, organisation.1))?,
        })
    }
}

/// The day by which a case is to be decided whose first complaint came at `moment`.
#[must_use]
pub fn due_on(moment: OffsetDateTime) -> Date {
    working_days::due_on(moment, DAYS_TO_DECIDE)
}

/// The day by which an appeal is to be decided that came at `moment`.
#[must_use]
pub fn appeal_due_on(moment: OffsetDateTime) -> Date {
    working_days::due_on(moment, DAYS_TO_DECIDE_APPEAL)
}

/// The last day on which what was decided at `moment` can be appealed against.
#[must_use]
pub fn appeal_until(moment: OffsetDateTime) -> Date {
    day_of(moment).saturating_add(Duration::days(DAYS_TO_APPEAL))
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    fn case(state: CaseState, appeal_until: Option<Date>) -> Case {
        Case {
            id: ComplaintCaseId::from_uuid(Uuid::nil()),
            subject: Subject { kind: SubjectKind::Listing, id: Uuid::nil() },
            organisation: OrganisationId::from_uuid(Uuid::nil()),
            author: None,
            title: String::new(),
            state,
            finding: None,
            revision: 1,
            opened_at: datetime!(2026-11-22 08:00 UTC),
            due_on: date!(2026 - 11 - 30),
            appeal_until,
        }
    }

    #[test]
    fn days_are_those_of_shanghai_and_working_days_where_somebody_has_to_work() {
        // 17:00 UTC on Thursday is Friday in Shanghai.
        let moment = datetime!(2026-11-26 17:00 UTC);
        assert_eq!(due_on(moment), date!(2026 - 12 - 04));
        assert_eq!(appeal_due_on(moment), date!(2026 - 12 - 11));
        assert_eq!(appeal_until(moment), date!(2026 - 12 - 12));
    }

    #[test]
    fn a_decision_can_be_appealed_against_through_its_last_day_and_stands_afterwards() {
        let until = date!(2026 - 12 - 12);
        let next = date!(2026 - 12 - 13);
        for (state, step) in
            [(CaseState::Upheld, CaseStep::AppealAsOrganisation), (CaseState::NotUpheld, CaseStep::AppealAsReporter)]
        {
            let case = case(state, Some(until));
            assert!(case.after(step, until).is_some() && case.after(step, next).is_none(), "{}", step.slug());
            assert!(case.after(CaseStep::Close, until).is_none());
            assert_eq!(case.after(CaseStep::Close, next), Some(CaseState::Closed));
        }
    }

    #[test]
    fn a_measure_is_taken_where_a_complaint_is_upheld_first_or_on_appeal() {
        let takes = |state, step| case(state, None).takes_measure(step);
        assert!(takes(CaseState::Examining, CaseStep::Uphold));
        assert!(takes(CaseState::ReporterAppealed, CaseStep::Overturn));
        assert!(!takes(CaseState::OrganisationAppealed, CaseStep::Overturn));
        assert!(!takes(CaseState::Examining, CaseStep::Dismiss));
    }
}
