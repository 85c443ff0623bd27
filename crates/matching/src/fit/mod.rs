//! How well two sides fit, why, and what is missing.
//!
//! Everything is described in the same way, a person as well as a job, a course or a laboratory: [`Description`]. One of
//! the two asks, the other one offers; [`fit`] weighs them and gives a [`Fit`] whose parts sum to its score. It asks
//! neither the index nor the database, and knows nothing of gender, age, origin or the name of a school.

mod belonging;
mod beside;
mod closing;
mod description;
mod mark;
mod market;
mod points;
mod profile;
mod standing;
#[cfg(test)]
mod tests;
mod weighing;
mod words;

pub use self::beside::most_points;
pub(crate) use self::beside::{
    Beside, most_beside_skills, most_for_major, most_for_terms, most_for_words, skill_points, words_weight,
};
pub use self::closing::fewest_that_teach;
pub use self::description::{Description, SkillClaim, Source};
pub(crate) use self::mark::{Demands, Mark, SkillCode};
pub use self::market::Market;
pub use self::points::Points;
pub use self::profile::Profile;
pub(crate) use self::standing::{Standing, Support};
pub use self::weighing::{Condition, ConditionKind, Fit, Ground, Missing, Need, Part, fit};
pub(crate) use self::weighing::{Weighing, asked_weight, most_for_taught, weight};
pub(crate) use self::words::WORD_BITS;
pub use self::words::shared_words;
