//! What is done about what was found: the lesser first, each including those before it where they apply.

use time::Date;

use super::{CaseState, Category, SubjectKind};
use crate::standing::StandingStep;
use crate::{MeasureId, OrganisationId};

crate::choices! {
    /// What a desk does about a complaint that is right.
    pub enum MeasureKind {
        /// 警告: the organisation is told, and it stays on record.
        Warn = "warn",
        /// 下架: the listing is taken from the public, with what stood there kept.
        Hide = "hide",
        /// 暂停: the organisation publishes nothing until a desk lifts it.
        Suspend = "suspend",
        /// 禁止发布: besides, nothing of it is shown whoever brought it in, and those who write for it lose that role.
        Ban = "ban",
    }
}

/// A measure as the organisation reads it. Of the complaint nothing is in it but what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Which one it is.
    pub id: MeasureId,
    /// Against whom.
    pub organisation: OrganisationId,
    /// About what.
    pub title: String,
    /// What was done.
    pub kind: MeasureKind,
    /// What was found to be wrong.
    pub ground: Category,
    /// Why.
    pub reason: String,
    /// On which day it was taken, in Shanghai.
    pub taken_on: Date,
    /// On which day it was lifted; `None` while it is in force.
    pub lifted_on: Option<Date>,
    /// How far its case has come.
    pub state: CaseState,
    /// The last day on which the organisation can appeal; `None` when it cannot.
    pub appeal_until: Option<Date>,
    /// Why the organisation appealed, if it did.
    pub appeal: Option<String>,
    /// What was answered to the appeal.
    pub answer: Option<String>,
}

impl MeasureKind {
    /// Whether it can be taken about a thing of this kind; `standing` says whether the organisation was ever verified:
    /// for one that never was nobody publishes, and there is nothing to suspend.
    #[must_use]
    pub const fn applies(self, to: SubjectKind, standing: bool) -> bool {
        match self {
            Self::Warn => true,
            Self::Hide => matches!(to, SubjectKind::Listing),
            Self::Suspend | Self::Ban => standing,
        }
    }

    /// Whether a listing is taken from the public with it.
    #[must_use]
    pub const fn hides(self) -> bool {
        match self {
            Self::Warn => false,
            Self::Hide | Self::Suspend | Self::Ban => true,
        }
    }

    /// What it does to the standing of the organisation.
    #[must_use]
    pub const fn standing_step(self) -> Option<StandingStep> {
        match self {
            Self::Warn | Self::Hide => None,
            Self::Suspend => Some(StandingStep::Suspend),
            Self::Ban => Some(StandingStep::Ban),
        }
    }
}

impl Measure {
    /// Whether the organisation can appeal on `today`.
    #[must_use]
    pub fn can_be_appealed(&self, today: Date) -> bool {
        let in_time = self.appeal_until.is_some_and(|until| today <= until);
        self.state == CaseState::Upheld && self.lifted_on.is_none() && in_time
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Measure; what it can be taken about, where the organisation was verified and where not; what it does.
    const TABLE: &str = "\
        warn listing:yes/yes organisation:yes/yes hides:no standing:-
        hide listing:yes/yes organisation:no/no hides:yes standing:-
        suspend listing:yes/no organisation:yes/no hides:yes standing:suspend
        ban listing:yes/no organisation:yes/no hides:yes standing:ban";

    #[test]
    fn every_measure_does_what_was_agreed_to_what_was_agreed() {
        let yes = |it: bool| if it { "yes" } else { "no" };
        let mut lines = Vec::new();
        for &measure in MeasureKind::ALL {
            let mut line = measure.slug().to_owned();
            for &kind in SubjectKind::ALL {
                let (verified, never) = (yes(measure.applies(kind, true)), yes(measure.applies(kind, false)));
                line += &format!(" {}:{verified}/{never}", kind.slug());
            }
            let standing = measure.standing_step().map_or("-", StandingStep::slug);
            lines.push(format!("{line} hides:{} standing:{standing}", yes(measure.hides())));
        }
        assert_eq!(lines, TABLE.lines().map(str::trim).collect::<Vec<_>>());
    }
}
