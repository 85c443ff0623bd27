//! How the desks stand with their work, and the files of listings that are theirs to see.

mod figures;
mod files;
mod recount;
