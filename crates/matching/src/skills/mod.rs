//! The skill vocabulary: what skills are called, how they hang together, and where they stand in a text.
//!
//! The vocabulary is written for this platform; one tab-separated file per area lies in `crates/matching/skills`.

mod folding;
mod part;
mod reading;
mod spotting;
mod vocabulary;

pub(crate) use self::folding::{Folded, folded};
pub(crate) use self::part::Part;
pub use self::reading::{Level, Mention, Role};
pub(crate) use self::spotting::stands_alone;
pub use self::vocabulary::{Skill, SkillKind, SkillNumber, Vocabulary, VocabularyError};
