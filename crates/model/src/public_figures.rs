//! What the platform brought about, as the public may know it: counted from what both sides confirmed and from nothing else.

use uuid::{Uuid, uuid};

use crate::connect::{ConnectionKind, Stage};
use crate::organisation::Organisation;

/// Fewer than so many of a row are not told where they are persons (the rule of small cells).
pub const LEAST_PERSONS: u64 = 5;

/// The name under which figures have their identities.
const NAMESPACE: Uuid = uuid!("5d0c1f0e-5f52-5f0e-9a55-6b1d5f1c3b11");

crate::choices! {
    /// What is counted. The catalogue holds the name under `figure-<slug>` and what counts under `figure-<slug>-means`.
    pub enum PublicFigure {
        /// People who began a job, which they and the organisation confirmed.
        Jobs = "jobs",
        /// Internships whose end firm and school confirmed with an assessment.
        Internships = "internships",
        /// Challenges whose result was accepted and confirmed by both sides.
        Challenges = "challenges",
        /// Orders of services that were delivered and accepted.
        Services = "services",
        /// Agreements of cooperation that both sides confirmed and that are alive, or that both confirmed at their end.
        Cooperations = "cooperations",
    }
}

/// How much of something one organisation had in one year.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicFigureRow {
    /// The organisation whose listing it was.
    pub organisation: Organisation,
    /// In which year, in Shanghai, it was confirmed.
    pub year: i32,
    /// How many.
    pub count: u64,
}

impl PublicFigure {
    /// Which connections it counts, in which stages.
    #[must_use]
    pub const fn counts(self) -> (ConnectionKind, &'static [Stage]) {
        const DONE: &[Stage] = &[Stage::Confirmed];
        match self {
            Self::Jobs => (ConnectionKind::Job, DONE),
            Self::Internships => (ConnectionKind::Internship, DONE),
            Self::Challenges => (ConnectionKind::Challenge, DONE),
            Self::Services => (ConnectionKind::Service, DONE),
            Self::Cooperations => (ConnectionKind::Cooperation, &[Stage::Running, Stage::Confirmed]),
        }
    }

    /// The figure that counts connections of `kind`.
    #[must_use]
    pub const fn of(kind: ConnectionKind) -> Self {
        match kind {
            ConnectionKind::Job => Self::Jobs,
            ConnectionKind::Internship => Self::Internships,
            ConnectionKind::Challenge => Self::Challenges,
            ConnectionKind::Service => Self::Services,
            ConnectionKind::Cooperation => Self::Cooperations,
        }
    }

    /// Whether a connection of `kind` counts at `stage`.
    #[must_use]
    pub fn has(kind: ConnectionKind, stage: Stage) -> bool {
        Self::of(kind).counts().1.contains(&stage)
    }

    /// Whether each one that is counted is a person.
    #[must_use]
    pub const fn counts_persons(self) -> bool {
        matches!(self, Self::Jobs | Self::Internships)
    }

    /// How many of a row the public may know: `None` for a few persons.
    #[must_use]
    pub const fn told(self, count: u64) -> Option<u64> {
        if self.counts_persons() && count < LEAST_PERSONS { None } else { Some(count) }
    }

    /// Its identity in the feed of changes.
    #[must_use]
    pub fn id(self) -> Uuid {
        Uuid::new_v5(&NAMESPACE, self.slug().as_bytes())
    }

    /// The figure with this identity.
    #[must_use]
    pub fn of_id(id: Uuid) -> Option<Self> {
        Self::ALL.iter().copied().find(|figure| figure.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_connection_is_counted_by_the_figure_that_counts_it() {
        for &kind in ConnectionKind::ALL {
            assert_eq!(PublicFigure::of(kind).counts().0, kind);
            assert!(PublicFigure::has(kind, Stage::Confirmed));
            for stage in [Stage::Disputed, Stage::Delivered, Stage::Dormant, Stage::Terminated, Stage::Lapsed] {
                assert!(!PublicFigure::has(kind, stage), "{} {}", kind.slug(), stage.slug());
            }
        }
    }

    #[test]
    fn figures_are_found_by_their_identities() {
        for &figure in PublicFigure::ALL {
            assert_eq!(PublicFigure::of_id(figure.id()), Some(figure));
        }
        assert_eq!(PublicFigure::of_id(Uuid::nil()), None);
    }

    #[test]
    fn fewer_than_five_persons_are_not_told_and_few_orders_are() {
        assert_eq!((PublicFigure::Internships.told(4), PublicFigure::Internships.told(5)), (None, Some(5)));
        assert_eq!(PublicFigure::Services.told(1), Some(1));
    }
}
