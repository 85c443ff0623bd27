//! Arranges sites for the tests beside it: a database of each kind, a site over it, listings, and the built program.
//!
//! Start with [`site::TestSite`] and [`database::on_every_database`].

pub mod database;
pub mod listings;
pub mod moments;
pub mod people;
pub mod postgres;
pub mod program;
pub mod server;
pub mod site;
pub mod skipping;
pub mod visitor;
