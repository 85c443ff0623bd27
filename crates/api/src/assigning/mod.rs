//! A batch of students and posts: read from tables, assigned, checked, told.

pub mod answer;
pub mod batch;
mod fits;
mod lots;
mod record;

pub use self::answer::Answer;
pub use self::batch::{Batch, BatchFiles};

#[cfg(test)]
mod tests;
