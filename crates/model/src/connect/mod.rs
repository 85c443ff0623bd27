//! 对接: how two sides come together, from the first word to the result that both confirm.
//!
//! One engine for the five kinds of [`ConnectionKind`]. A kind is configured by a [`Flow`], a table of what may follow
//! what, who may do it, what has to be there first and by when. Everything else here is a pure function over such a
//! table: what comes [`after`](Flow::after) a step, which steps are open, what the program does when a time is over, and
//! the [`diagram`](Flow::diagram) that the documents show.

mod diagram;
mod flow;
mod flows;
mod words;

pub use self::flow::{Facts, Flow, Limit, Move, Moved, Refused, Term};
pub use self::words::{ConnectionKind, Need, Party, Stage, Step};
