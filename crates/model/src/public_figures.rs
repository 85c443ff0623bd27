//! What the platform brought about, as the public may know it: counted from what both sides confirmed and from nothing else.

use uuid::{Uuid, uuid};

use crate::connect::{ConnectionKind, Stage};
use crate::organisation::Organisation;

/// Fewer persons than so many behind a row are not told where the row is about persons (the rule of small cells).
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
        /// Hours of diaries of internships that student, firm and school agree on.
        InternshipHours = "internship-hours",
        /// Class hours of appointed mentors that mentor and school agree on.
        MentorHours = "mentor-hours",
        /// Challenges whose result was accepted and confirmed by both sides.
        Challenges = "challenges",
        /// Orders of services that were delivered and accepted.
        Services = "services",
        /// Agreements of cooperation that both sides confirmed and that are alive, or that both confirmed at their end.
        Cooperations = "cooperations",
        /// Milestones of challenges and of public agreements that one side reported and the other one confirmed.
        Milestones = "milestones",
        /// Hours for which others used facilities, as keeper and booker agree.
        FacilityHours = "facility-hours",
    }
}

crate::choices! {
    /// What a figure is measured in. The catalogue holds it under `figures-amount-<slug>` and `figures-column-<slug>`.
    pub enum FigureUnit {
        /// A plain number.
        Number = "number",
        /// Hours, rounded down.
        Hours = "hours",
        /// Class hours (课时).
        ClassHours = "class-hours",
    }
}

/// What makes up a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Connections of a kind in these stages.
    Connections(ConnectionKind, &'static [Stage]),
    /// Weeks of diaries, in minutes.
    DiaryWeeks,
    /// Hours that mentors taught.
    MentorHours,
    /// Milestones of agreements that the public may know of, and those of challenges.
    Milestones,
    /// Bookings of facilities by others than their keepers, in minutes.
    Bookings,
}

/// How much of something one organisation had in one year.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicFigureRow {
    /// The organisation whose it was; `None` for all those together whose sides let nobody know.
    pub organisation: Option<Organisation>,
    /// In which year, in Shanghai, it was confirmed.
    pub year: i32,
    /// How much, in the unit of its figure.
    pub count: u64,
    /// Persons behind it, each once, where it is about persons.
    pub persons: u64,
}

impl PublicFigure {
    /// What it counts.
    #[must_use]
    pub const fn counted(self) -> Counted {
        const DONE: &[Stage] = &[Stage::Confirmed];
        match self {
            Self::Jobs => Counted::Connections(ConnectionKind::Job, DONE),
            Self::Internships => Counted::Connections(ConnectionKind::Internship, DONE),
            Self::InternshipHours => Counted::DiaryWeeks,
            Self::MentorHours => Counted::MentorHours,
            Self::Challenges => Counted::Connections(ConnectionKind::Challenge, DONE),
            Self::Services => Counted::Connections(ConnectionKind::Service, DONE),
            Self::Cooperations => {
                Counted::Connections(ConnectionKind::Cooperation, &[Stage::Running, Stage::Confirmed])
            }
            Self::Milestones => Counted::Milestones,
            Self::FacilityHours => Counted::Bookings,
        }
    }

    /// What it is measured in.
    #[must_use]
    pub const fn unit(self) -> FigureUnit {
        match self.counted() {
            Counted::Connections(..) | Counted::Milestones => FigureUnit::Number,
            Counted::DiaryWeeks | Counted::Bookings => FigureUnit::Hours,
            Counted::MentorHours => FigureUnit::ClassHours,
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
        matches!(Self::of(kind).counted(), Counted::Connections(_, stages) if stages.contains(&stage))
    }

    /// Whether each row is about persons: about who works, interns or teaches, not about things that are used.
    #[must_use]
    pub const fn is_about_persons(self) -> bool {
        match self {
            Self::Jobs | Self::Internships | Self::InternshipHours | Self::MentorHours => true,
            Self::Challenges | Self::Services | Self::Cooperations | Self::Milestones | Self::FacilityHours => false,
        }
    }

    /// How much of a row the public may know: `None` where few persons stand behind it.
    #[must_use]
    pub const fn told(self, row: &PublicFigureRow) -> Option<u64> {
        if self.is_about_persons() && row.persons < LEAST_PERSONS { None } else { Some(row.count) }
    }

    /// What was summed up, in its unit: of minutes the whole hours.
    #[must_use]
    pub const fn measured(self, sum: u64) -> u64 {
        match self.unit() {
            FigureUnit::Number | FigureUnit::ClassHours => sum,
            FigureUnit::Hours => sum / 60,
        }
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
            let counted = PublicFigure::of(kind).counted();
            assert!(matches!(counted, Counted::Connections(it, _) if it == kind), "{counted:?}");
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
    fn what_fewer_than_five_persons_did_is_not_told_however_much_it_is_and_few_orders_are() {
        let row = |count, persons| PublicFigureRow { organisation: None, year: 2026, count, persons };
        assert_eq!(
            (PublicFigure::Internships.told(&row(4, 4)), PublicFigure::Internships.told(&row(5, 5))),
            (None, Some(5))
        );
        assert_eq!(PublicFigure::InternshipHours.told(&row(640, 4)), None);
        assert_eq!(PublicFigure::MentorHours.told(&row(6, 5)), Some(6));
        assert_eq!(PublicFigure::Services.told(&row(1, 0)), Some(1));
    }

    #[test]
    fn minutes_are_told_in_whole_hours() {
        assert_eq!((PublicFigure::FacilityHours.measured(119), PublicFigure::MentorHours.measured(119)), (1, 119));
    }
}
