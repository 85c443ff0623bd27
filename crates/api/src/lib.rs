//! The web server: HTML pages for people, JSON for programs; and the commands of the binary `rongqiao`.
//!
//! Read [`router`] first: every URL is listed there.

pub mod address;
pub mod app;
pub mod assets;
pub mod commands;
pub mod config;
pub mod demo;
pub mod fault;
pub mod importing;
pub mod json;
pub mod language;
pub mod limits;
pub mod mirror;
pub mod missed;
pub mod observing;
pub mod operations;
pub mod operator;
pub mod pages;
pub mod problem;
pub mod protection;
pub mod router;
pub mod start;
pub mod tasks;
