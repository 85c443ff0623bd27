//! Assigns students to posts so that nobody has a justified complaint: stable, and as good for students as can be.
//!
//! [`assign`] lets students propose and posts hold the best so far (Gale and Shapley's deferred acceptance with
//! quotas). [`blocking_pairs`] and [`broken_rules`] check any assignment from the [`Market`] alone; they share no code
//! with the algorithm. [`Reasons`] tells the unassigned why, and where there is still room.
//!
//! **Ties.** A grade that two share says nothing between them, so a lot does: one number drawn beforehand for each
//! student, the same at every post, and one for each post, the same for every student; the lower number goes first.
//! One number for each student, instead of a new one at each post, sends more students to their first wish: with many
//! numbers two students can each be lucky where the other would rather be. It is also one number that a student can
//! be shown. The assignment is stable in the usual (weak) sense: in no pair do both strictly prefer each other.
//!
//! **Minimums.** A post that would get fewer students than its minimum takes nobody. With minimums a stable assignment
//! need not exist, and asking whether one does is NP-hard, so a rule decides: of the posts below their minimum the one
//! with the smallest share of it closes (then the one with the fewest students, then the later lot), its students
//! propose further down their lists, and so on until every open post has its minimum. What holds then:
//!
//! * every open post holds at least its minimum and at most its seats, a closed one nobody;
//! * among the open posts the assignment is stable, and with strict grades no stable assignment of the same open posts
//!   gives any student a better post;
//! * with strict grades, no closing could have been avoided by another stable assignment of the posts that were open
//!   at that moment, since all of them fill each post that has room to the same number;
//! * a closed post can nevertheless end up wanted by as many as its minimum, once other closings set students free;
//!   [`blocking_groups`] finds such posts.

mod acceptance;
mod market;
mod reasons;
mod stability;
mod summary;
mod wishes;

pub use self::acceptance::{Assignment, assign};
pub use self::market::{Grade, Market, MarketError, Pair, Post, PostNumber, StudentNumber};
pub use self::reasons::{Reasons, Refusal};
pub use self::stability::{BlockingGroup, BlockingPair, BrokenRule, blocking_groups, blocking_pairs, broken_rules};
pub use self::summary::Summary;

#[cfg(test)]
mod tests;
