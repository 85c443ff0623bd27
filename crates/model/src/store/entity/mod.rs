#![expect(unreachable_pub, reason = "sea-orm's derive needs public entities")]

pub mod attempt;
pub mod audit_entry;
pub mod challenge;
pub mod code;
pub mod code_table;
pub mod contact;
pub mod grant;
pub mod letter;
pub mod listing;
pub mod missed_search;
pub mod organisation;
pub mod outbox;
pub mod person;
pub mod posting;
pub mod posting_version;
pub mod recovery_code;
pub mod session;
