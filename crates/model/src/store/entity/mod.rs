#![expect(unreachable_pub, reason = "sea-orm's derive needs public entities")]

pub mod attempt;
pub mod audit_entry;
pub mod challenge;
pub mod code;
pub mod code_table;
pub mod contact;
pub mod evidence;
pub mod grant;
pub mod letter;
pub mod listing;
pub mod membership_request;
pub mod missed_search;
pub mod organisation;
pub mod organisation_file;
pub mod organisation_file_entry;
pub mod organisation_merge;
pub mod outbox;
pub mod person;
pub mod recovery_code;
pub mod session;
pub mod standing;
