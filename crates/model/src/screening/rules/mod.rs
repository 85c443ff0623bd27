//! The words of each rule, by what they are about.
//!
//! What is a hit and what excuses it was tried on real postings; the corpus in `tests` holds examples of both.

mod conduct;
mod gender;
mod health;
mod money;
mod origin;
mod person;
mod promise;
mod school;

use super::words::Words;

/// The words of every rule; a rule may have several.
pub(super) fn all() -> impl Iterator<Item = &'static Words> {
    let groups: [&[Words]; 8] = [
        gender::WORDS,
        person::WORDS,
        origin::WORDS,
        school::WORDS,
        health::WORDS,
        money::WORDS,
        promise::WORDS,
        conduct::WORDS,
    ];
    groups.into_iter().flatten()
}
