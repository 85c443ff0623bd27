//! Titles of jobs and occupations: how alike two of them are, and which occupation a title means.
//!
//! A title is taken apart into words that know whether they name a rank, a role or a field. [`Knowledge`] holds
//! what was learnt from tables of occupations and from postings: a space for each language in which words that name
//! the same occupations lie close together, and a lexicon that carries Chinese words over into English. A
//! [`TitleMatcher`] compares titles with that knowledge or, when there is none, by their letters alone. An
//! [`OccupationIndex`] learns from titles whose occupation is known which terms speak for which occupation.

mod knowledge;
mod lexical;
mod lexicon;
mod matcher;
mod matrix;
mod occupation;
mod postings;
mod regression;
mod space;
mod words;

pub use self::knowledge::{Knowledge, Sources};
pub use self::matcher::{TitleIndex, TitleMatcher};
pub use self::occupation::{LabelledTitle, OccupationIndex};
pub use self::space::Occupation;
