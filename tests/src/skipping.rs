//! Says what a machine lacks for a test.

use std::io::{self, Write as _};

/// Set to `1` where nothing may be missing; a skipped test then fails.
const REQUIRE_ALL: &str = "RONGQIAO_TESTS_REQUIRE_ALL";

/// Tells that a test, or a part of it, does not run here because `what` is missing.
///
/// # Panics
///
/// Where nothing may be missing.
pub fn skip(what: &str) {
    let required = std::env::var(REQUIRE_ALL).is_ok_and(|value| value == "1");
    assert!(!required, "{what}, and {REQUIRE_ALL} is set");
    tell(&format!("skipped: {what}"));
}

/// Says something to whoever runs the tests, also when they pass.
pub fn tell(line: &str) {
    // The test runner keeps back what goes through the printing macros only.
    let _ = writeln!(io::stderr(), "{line}");
}
