#![expect(unreachable_pub, reason = "sea-orm's derive needs public entities")]

pub mod alert;
pub mod attempt;
pub mod audit_entry;
pub mod challenge;
pub mod code;
pub mod code_table;
pub mod contact;
pub mod grant;
pub mod identity;
pub mod letter;
pub mod letter_preference;
pub mod listing;
pub mod message;
pub mod missed_search;
pub mod organisation;
pub mod outbox;
pub mod pending_identity;
pub mod person;
pub mod profile;
pub mod progress;
pub mod recovery_code;
pub mod saved_listing;
pub mod saved_search;
pub mod session;
