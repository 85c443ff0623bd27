//! 对接: how two sides come together, from the first word to the result that both confirm.
//!
//! One engine for the five kinds of [`ConnectionKind`]. A kind is configured by a [`Flow`], a table of what may follow
//! what, who may do it, what has to be there first and by when. Everything else here is a pure function over such a
//! table: what comes [`after`](Flow::after) a step, which steps are open, what the program does when a time is over, and
//! the [`diagram`](Flow::diagram) that the documents show.

mod connection;
pub mod conversation;
mod diagram;
mod flow;
mod flows;
mod ledger;
mod paper;
mod sides;
mod turns;
mod words;

pub use self::connection::{
    ANSWER_MAX_CHARS, APPLICATIONS_MAX, Connection, ConnectionEvent, ConnectionFile, ConnectionMessage, ConnectionStep,
    Intake, LETTER_MAX_CHARS, MESSAGE_MAX_CHARS, PROMISE_DAYS, PROMISES, QuestionAnswered, Shared, TIMES_AHEAD,
    TIMES_MAX, WAITING_PER_SEAT, WAITING_STAGES, WORDS_MAX_CHARS, done_by, due, is_full,
};
pub use self::flow::{Facts, Flow, Limit, Move, Moved, Refused, Term};
pub use self::ledger::{LEDGER_LEAST, LEDGER_SPAN, LedgerLine, ReplyLedger};
pub use self::paper::{PAPERS_MAX, Paper, said_in_talks};
pub use self::sides::{heard_by_desk, is_heard_by_desk};
pub use self::turns::{TURN_REMINDED_AFTER, TURN_REMINDED_FOR};
pub use self::words::{ConnectionKind, Need, Party, Stage, Step};
