//! What a person tells of themself: education, skills, certificates, experience, wishes and availability.
//!
//! One [`Profile`] per person. Nothing in it says who they are: name and contacts belong to the account, and there is
//! no place for sex, age, origin, photo or number of any card. Who sees what of it is one function, [`shown_to`].

mod contents;
mod filling;
mod showing;
mod writing;

use time::OffsetDateTime;

pub use self::contents::{
    Availability, Certificate, Contents, Entries, Entry, Experience, KnownSkill, Schooling, SkillName, Wishes,
};
pub use self::showing::{Shown, Viewer, Visibility, shown_to};
pub use self::writing::Pairs;
use crate::PersonId;

/// A person's profile, for its owner.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Whose it is.
    pub person: PersonId,
    /// Who else sees it.
    pub visibility: Visibility,
    /// What it says.
    pub contents: Contents,
    /// How often it was changed; 0 for one that nobody has begun.
    pub revision: i64,
    /// When it was changed last; `None` for one that nobody has begun.
    pub updated_at: Option<OffsetDateTime>,
}

impl Profile {
    /// The profile of somebody who has told nothing yet: empty, and seen by nobody else.
    #[must_use]
    pub fn unbegun(person: PersonId) -> Self {
        let contents = Contents::default();
        Self { person, visibility: Visibility::default(), contents, revision: 0, updated_at: None }
    }
}

crate::choices! {
    /// A part of a profile.
    pub enum Section {
        /// Schools and majors.
        Education = "education",
        /// Skills with level and evidence.
        Skills = "skills",
        /// Certificates.
        Certificates = "certificates",
        /// Where somebody worked or took part.
        Experience = "experience",
        /// What they look for.
        Wishes = "wishes",
        /// When they can begin, and how long.
        Availability = "availability",
    }
}

impl Section {
    /// Whether the part is a list of entries, rather than one form.
    #[must_use]
    pub const fn is_list(self) -> bool {
        match self {
            Self::Education | Self::Skills | Self::Certificates | Self::Experience => true,
            Self::Wishes | Self::Availability => false,
        }
    }
}
