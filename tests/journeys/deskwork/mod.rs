//! How the desks stand with their work.

mod figures;
mod recount;
