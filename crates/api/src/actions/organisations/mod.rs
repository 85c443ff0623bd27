//! Organisations: entered, claimed, verified, asked again; and who acts for them.

pub mod deciding;
pub mod entering;
pub mod members;
