//! The built program, as an operator runs it.
