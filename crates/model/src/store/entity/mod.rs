#![expect(unreachable_pub, reason = "sea-orm's derive needs public entities")]

pub mod code;
pub mod code_table;
pub mod listing;
pub mod missed_search;
pub mod organisation;
pub mod outbox;
