//! How often and when the program is killed, as the environment says.

use std::time::Duration;

/// Moments that are drawn from a seed.
pub(crate) struct Moments(u64);

impl Moments {
    /// The moments that `RONGQIAO_FAULT_SEED` names.
    pub(crate) fn of_setting() -> Self {
        Self(setting("RONGQIAO_FAULT_SEED", 20_261_121).max(1))
    }

    /// A moment before `end`, evenly likely.
    pub(crate) fn before(&mut self, end: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        end.mul_f64((self.0 >> 11) as f64 / (1_u64 << 53) as f64)
    }
}

/// The number that the environment holds under `name`.
pub(crate) fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}
