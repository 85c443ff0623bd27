//! What the pages of every kind of connection share: how far it has come, what can be done, what was done and said.

pub(super) mod interview;
mod part;
pub(super) mod steps;
pub(super) mod views;

pub(super) use self::part::{ConnectionPart, Handled, handle};
