//! The skill vocabulary: what skills are called, how they hang together, and where they stand in a text.
//!
//! The vocabulary is written for this platform; one tab-separated file per area lies in `crates/matching/skills`.

mod folding;
mod kinship;
mod reading;
mod spotting;
mod vocabulary;

pub use self::kinship::{MajorNumber, Relation};
pub use self::reading::{Level, Mention, Role};
pub use self::vocabulary::{Skill, SkillKind, SkillNumber, Vocabulary, VocabularyError};
