//! How far a file comes: which step leads where, who may take it, and what it needs.

use thiserror::Error;

use crate::access::Action;

crate::choices! {
    /// How far a file has come.
    pub enum FileState {
        /// Being written.
        Draft = "draft",
        /// With the desk.
        Pending = "pending",
        /// Given back with remarks.
        Returned = "returned",
        /// Found to be true.
        Verified = "verified",
        /// Refused with a reason.
        Refused = "refused",
        /// Somebody else's file about the same organisation was verified first.
        Superseded = "superseded",
        /// Taken back by its owner.
        Withdrawn = "withdrawn",
    }
}

crate::choices! {
    /// Something that is done with a file.
    pub enum FileStep {
        /// It goes to the desk.
        HandIn = "hand-in",
        /// The desk gives it back with remarks.
        Return = "return",
        /// The desk finds it true.
        Verify = "verify",
        /// The desk refuses it.
        Refuse = "refuse",
        /// The desk has verified another file about the same organisation.
        Supersede = "supersede",
        /// Its owner takes it back.
        Withdraw = "withdraw",
    }
}

/// A step does not lead on from where the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a file that is {} cannot {}", state.slug(), step.slug())]
pub struct NotNow {
    /// Where the file is.
    pub state: FileState,
    /// What was to be done.
    pub step: FileStep,
}

impl FileStep {
    /// What somebody must be allowed to do so as to take the step.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::HandIn | Self::Withdraw => Action::EditOrganisation,
            Self::Return | Self::Verify | Self::Refuse | Self::Supersede => Action::ReviewOrganisation,
        }
    }

    /// Whether whoever takes the step must say why.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        match self {
            Self::Return | Self::Refuse => true,
            Self::HandIn | Self::Verify | Self::Supersede | Self::Withdraw => false,
        }
    }
}

impl FileState {
    /// Where `step` leads.
    ///
    /// # Errors
    ///
    /// Returns [`NotNow`] if it cannot be taken from here.
    pub const fn after(self, step: FileStep) -> Result<Self, NotNow> {
        match (self, step) {
            (Self::Draft | Self::Returned, FileStep::HandIn) => Ok(Self::Pending),
            (Self::Pending, FileStep::Return) => Ok(Self::Returned),
            (Self::Pending, FileStep::Verify) => Ok(Self::Verified),
            (Self::Pending, FileStep::Refuse) => Ok(Self::Refused),
            (Self::Draft | Self::Returned | Self::Pending, FileStep::Supersede) => Ok(Self::Superseded),
            (Self::Draft | Self::Returned | Self::Pending, FileStep::Withdraw) => Ok(Self::Withdrawn),
            (
                Self::Draft
                | Self::Pending
                | Self::Returned
                | Self::Verified
                | Self::Refused
                | Self::Superseded
                | Self::Withdrawn,
                step,
            ) => Err(NotNow { state: self, step }),
        }
    }

    /// Whether its owner may change what it says.
    #[must_use]
    pub const fn can_be_changed(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Whether something can still become of it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Pending | Self::Returned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// State, step, where it leads; whatever is not here leads nowhere.
    const TABLE: &str = "\
        draft hand-in pending
        draft supersede superseded
        draft withdraw withdrawn
        pending return returned
        pending verify verified
        pending refuse refused
        pending supersede superseded
        pending withdraw withdrawn
        returned hand-in pending
        returned supersede superseded
        returned withdraw withdrawn";

    #[test]
    fn every_step_from_every_state_leads_where_it_was_agreed() {
        let mut led = Vec::new();
        for &state in FileState::ALL {
            for &step in FileStep::ALL {
                match state.after(step) {
                    Ok(next) => led.push(format!("{} {} {}", state.slug(), step.slug(), next.slug())),
                    Err(refused) => assert_eq!(refused, NotNow { state, step }),
                }
            }
        }
        let agreed: Vec<&str> = TABLE.lines().map(str::trim).collect();
        assert_eq!(led, agreed, "{} cells", FileState::ALL.len() * FileStep::ALL.len());
    }

    #[test]
    fn a_closed_file_stays_as_it_is() {
        for &state in FileState::ALL {
            let moves = FileStep::ALL.iter().any(|&step| state.after(step).is_ok());
            assert_eq!(moves, state.is_open(), "{}", state.slug());
            assert_eq!(state.can_be_changed(), state.after(FileStep::HandIn).is_ok(), "{}", state.slug());
        }
    }

    #[test]
    fn what_a_desk_decides_against_somebody_needs_a_reason() {
        for &step in FileStep::ALL {
            assert_eq!(step.needs_reason(), matches!(step, FileStep::Return | FileStep::Refuse), "{}", step.slug());
        }
    }
}
