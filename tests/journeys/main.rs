//! What people and programs see of the whole site, over HTTP and on every database.

mod accounts;
mod alerts;
mod changes;
mod closing;
mod codes;
mod copies;
mod demonstration;
mod entry;
mod finding;
mod fitting;
mod kinds;
mod links;
mod messages;
mod migrating;
mod mirror;
mod policies;
mod problems;
mod profiles;
mod profiles_reading;
mod publishing;
mod quality;
mod reading;
mod roles;
mod saved;
mod skills;
mod writers;
