//! What people and programs see of the whole site, over HTTP and on every database.

mod accounts;
mod changes;
mod closing;
mod codes;
mod copies;
mod demonstration;
mod finding;
mod fitting;
mod kinds;
mod links;
mod migrating;
mod mirror;
mod problems;
mod publishing;
mod quality;
mod reading;
mod skills;
mod writers;
