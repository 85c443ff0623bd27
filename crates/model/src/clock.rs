//! Time, handed in rather than taken, so that tests decide what day it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use time::{Date, OffsetDateTime, UtcOffset, macros::offset};

/// The offset of Asia/Shanghai, which has no summer time since 1992.
pub const SHANGHAI: UtcOffset = offset!(+8);

/// The day in Shanghai at `moment`.
#[must_use]
pub fn day_of(moment: OffsetDateTime) -> Date {
    moment.to_offset(SHANGHAI).date()
}

/// Says what time it is.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    fixed_seconds: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands still until [`Clock::set`] moves it; its clones move with it.
    #[must_use]
    pub fn fixed(now: OffsetDateTime) -> Self {
        Self { fixed_seconds: Some(Arc::new(AtomicI64::new(now.unix_timestamp()))) }
    }

    /// The present moment in UTC.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        match &self.fixed_seconds {
            None => system_now(),
            Some(seconds) => OffsetDateTime::from_unix_timestamp(seconds.load(Ordering::Relaxed))
                .unwrap_or(OffsetDateTime::UNIX_EPOCH),
        }
    }

    /// The present day in Shanghai.
    #[must_use]
    pub fn today(&self) -> Date {
        day_of(self.now())
    }

    /// Moves a fixed clock; the machine's clock stays as it is.
    pub fn set(&self, now: OffsetDateTime) {
        if let Some(seconds) = &self.fixed_seconds {
            seconds.store(now.unix_timestamp(), Ordering::Relaxed);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
fn system_now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}
