//! The skill vocabulary: what skills are called, how they hang together, and where they stand in a text.
//!
//! The vocabulary is written for this platform; one tab-separated file per area lies in `crates/matching/skills`.
//! An [`Extension`] adds to it at run time; [`Learner`] proposes what a person may add.

mod asides;
mod borders;
mod extension;
mod folding;
mod kinship;
mod learning;
mod majors;
mod part;
mod reading;
mod specificity;
mod spotting;
mod vocabulary;

pub use self::extension::{Addition, AdditionKind, Extension, LeftOut, NewSkill};
pub(crate) use self::folding::{Folded, folded};
pub(crate) use self::kinship::Kin;
pub use self::kinship::Relation;
pub use self::learning::{Learner, Posting, Proposal};
pub use self::majors::MajorNumber;
pub(crate) use self::majors::Nearness;
pub(crate) use self::part::{Part, ends_part};
pub use self::reading::{Level, Mention, Role};
pub(crate) use self::spotting::stands_alone;
pub use self::vocabulary::{Skill, SkillKind, SkillNumber, Vocabulary, VocabularyError};
