//! How far a case has come, and what may follow what: pure functions over a table.

use crate::access::Action;
use crate::audit::Event;

crate::choices! {
    /// How far a case has come.
    pub enum CaseState {
        /// Complaints came; nobody has looked yet.
        Received = "received",
        /// A desk examines it.
        Examining = "examining",
        /// The complaints are right, and a measure is taken; the organisation can appeal.
        Upheld = "upheld",
        /// The complaints are not right; whoever complained can appeal.
        NotUpheld = "not-upheld",
        /// Somebody who complained has appealed.
        ReporterAppealed = "reporter-appealed",
        /// The organisation has appealed.
        OrganisationAppealed = "organisation-appealed",
        /// Nothing follows.
        Closed = "closed",
    }
}

crate::choices! {
    /// What can be done to a case.
    pub enum CaseStep {
        /// A desk takes it up.
        Examine = "examine",
        /// A desk finds the complaints right and takes a measure.
        Uphold = "uphold",
        /// A desk finds them not right.
        Dismiss = "dismiss",
        /// Somebody who complained appeals against that.
        AppealAsReporter = "appeal-as-reporter",
        /// The organisation appeals against the measure.
        AppealAsOrganisation = "appeal-as-organisation",
        /// Whoever decides the appeal lets the decision stand.
        Confirm = "confirm",
        /// Whoever decides the appeal finds the opposite.
        Overturn = "overturn",
        /// The program notes that nobody appealed in time.
        Close = "close",
    }
}

use CaseState::{Closed, Examining, NotUpheld, OrganisationAppealed, Received, ReporterAppealed, Upheld};

/// All that may be done; whatever is not here may not.
///
/// Each side appeals once at most: whoever complained before the organisation, whose appeal is the last word.
const WAYS: &[(CaseStep, CaseState, CaseState)] = &[
    (CaseStep::Examine, Received, Examining),
    (CaseStep::Uphold, Examining, Upheld),
    (CaseStep::Dismiss, Examining, NotUpheld),
    (CaseStep::AppealAsReporter, NotUpheld, ReporterAppealed),
    (CaseStep::AppealAsOrganisation, Upheld, OrganisationAppealed),
    (CaseStep::Confirm, ReporterAppealed, Closed),
    (CaseStep::Confirm, OrganisationAppealed, Closed),
    (CaseStep::Overturn, ReporterAppealed, Upheld),
    (CaseStep::Overturn, OrganisationAppealed, Closed),
    (CaseStep::Close, Upheld, Closed),
    (CaseStep::Close, NotUpheld, Closed),
];

/// What state `step` leads to from `state`; `None` when it cannot be done there.
#[must_use]
pub fn after(state: CaseState, step: CaseStep) -> Option<CaseState> {
    WAYS.iter().find(|&&(does, from, _)| does == step && from == state).map(|&(.., to)| to)
}

impl CaseState {
    /// Whether further complaints about the same thing are gathered into it.
    #[must_use]
    pub const fn gathers(self) -> bool {
        match self {
            Self::Received | Self::Examining => true,
            Self::Upheld | Self::NotUpheld | Self::ReporterAppealed | Self::OrganisationAppealed | Self::Closed => {
                false
            }
        }
    }

    /// Whether an appeal waits to be decided.
    #[must_use]
    pub const fn is_appealed(self) -> bool {
        matches!(self, Self::ReporterAppealed | Self::OrganisationAppealed)
    }

    /// What somebody must be allowed to do so as to bring it further; `None` where that is nobody's work.
    #[must_use]
    pub const fn waits_for(self) -> Option<Action> {
        match self {
            Self::Received | Self::Examining => Some(Action::ExamineComplaint),
            Self::ReporterAppealed | Self::OrganisationAppealed => Some(Action::DecideAppeal),
            Self::Upheld | Self::NotUpheld | Self::Closed => None,
        }
    }
}

impl CaseStep {
    /// What somebody must be allowed to do for it; `None` for what whoever complained does, and for the program.
    #[must_use]
    pub const fn action(self) -> Option<Action> {
        match self {
            Self::Examine | Self::Uphold | Self::Dismiss => Some(Action::ExamineComplaint),
            Self::Confirm | Self::Overturn => Some(Action::DecideAppeal),
            Self::AppealAsOrganisation => Some(Action::AppealMeasure),
            Self::AppealAsReporter | Self::Close => None,
        }
    }

    /// What the audit says of it.
    #[must_use]
    pub const fn event(self) -> Event {
        match self {
            Self::Examine => Event::ComplaintExamined,
            Self::Uphold => Event::ComplaintUpheld,
            Self::Dismiss => Event::ComplaintDismissed,
            Self::AppealAsReporter | Self::AppealAsOrganisation => Event::ComplaintAppealed,
            Self::Confirm => Event::AppealDismissed,
            Self::Overturn => Event::AppealUpheld,
            Self::Close => Event::ComplaintClosed,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::access::{Relation, Role, allows};

    /// One line for each state and step, with what follows and who may do it.
    fn table() -> String {
        let mut table = String::from("state\tstep\tleads to\tby\n");
        for &state in CaseState::ALL {
            for &step in CaseStep::ALL {
                let Some(to) = after(state, step) else { continue };
                let by = who_may(step);
                writeln!(table, "{}\t{}\t{}\t{by}", state.slug(), step.slug(), to.slug()).expect("text grows");
            }
        }
        table
    }

    /// Everybody who may do `step`, as `role:relation`.
    fn who_may(step: CaseStep) -> String {
        let Some(action) = step.action() else {
            let by = if step == CaseStep::Close { "the program" } else { "whoever complained" };
            return by.to_owned();
        };
        let pairs = Role::ALL.iter().flat_map(|&role| Relation::ALL.iter().map(move |&relation| (role, relation)));
        let may = pairs.filter(|&(role, relation)| allows(role, action, relation));
        may.map(|(role, relation)| format!("{}:{}", role.slug(), relation.slug())).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_cell_of_state_step_and_role_is_as_it_was_agreed() {
        let cells = CaseState::ALL.len() * CaseStep::ALL.len() * Role::ALL.len() * Relation::ALL.len();
        assert_eq!(table(), include_str!("agreed.tsv"), "{cells} cells");
    }

    #[test]
    fn nobody_decides_about_their_own_organisation() {
        for &step in CaseStep::ALL {
            let Some(action) = step.action().filter(|&it| it != Action::AppealMeasure) else { continue };
            for relation in [Relation::Own, Relation::SameOrganisation] {
                assert!(!Role::ALL.iter().any(|&role| allows(role, action, relation)), "{}", step.slug());
            }
        }
    }

    #[test]
    fn every_case_comes_to_its_end_with_one_appeal_of_each_side_at_most() {
        // Whatever is chosen, no state comes again, so that no step can be done twice.
        let mut ways: Vec<Vec<CaseState>> = vec![vec![CaseState::Received]];
        while let Some(way) = ways.pop() {
            let here = *way.last().expect("a way has a state");
            let next: Vec<CaseState> = CaseStep::ALL.iter().filter_map(|&step| after(here, step)).collect();
            assert_eq!(next.is_empty(), here == CaseState::Closed, "{}", here.slug());
            for to in next {
                assert!(!way.contains(&to), "{} comes again", to.slug());
                ways.push([way.clone(), vec![to]].concat());
            }
        }
    }
}
