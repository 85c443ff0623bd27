//! The web server: HTML pages for people, JSON for programs; and the commands of the binary `rongqiao`.
//!
//! Read [`router`] first: every URL is listed there.

pub mod actions;
pub mod address;
pub mod app;
pub mod assets;
pub mod assigning;
pub mod attachments;
pub mod commands;
pub mod config;
pub mod cookies;
pub mod demo;
pub mod fault;
pub mod files;
pub mod fits;
pub mod identity;
pub mod importing;
pub mod json;
pub mod judged;
pub mod judged_fits;
pub mod judged_selves;
pub mod knowledge;
pub mod language;
pub mod letters;
pub mod limits;
pub mod messages;
pub mod mirror;
pub mod missed;
pub mod mistakes;
pub mod observing;
pub mod operations;
pub mod operator;
pub mod pack;
pub mod pages;
pub mod passwords;
pub mod problem;
pub mod profile_address;
mod profile_seeker;
mod profile_words;
pub mod protection;
pub mod router;
pub mod screening;
pub mod session;
pub mod skills;
pub mod start;
pub mod tasks;
pub mod tokens;
