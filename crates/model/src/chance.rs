//! Chance, handed in rather than taken, so that tests can repeat it.

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{Rng as _, RngExt as _, SeedableRng as _};
use time::OffsetDateTime;
use uuid::Uuid;

/// Gives what nobody can guess: identifiers, tokens, codes. Cloning it shares it.
#[derive(Clone, Debug)]
pub struct Chance(Arc<Mutex<StdRng>>);

impl Chance {
    /// Chance out of the system's own, for every use but tests.
    #[must_use]
    pub fn system() -> Self {
        Self(Arc::new(Mutex::new(rand::make_rng())))
    }

    /// Chance that is the same for the same `seed`, for tests only.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// `N` bytes, each equally likely to be anything.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }

    /// What a browser or a letter carries and nobody can guess: 256 bits in letters and digits.
    #[must_use]
    pub fn token(&self) -> String {
        self.bytes::<32>().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// A number below `end`, each equally likely.
    ///
    /// # Panics
    ///
    /// If `end` is 0.
    #[must_use]
    pub fn below(&self, end: u32) -> u32 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).random_range(0..end)
    }

    /// An identifier made at `now` (UUID version 7), so that later ones sort behind.
    #[must_use]
    pub fn id(&self, now: OffsetDateTime) -> Uuid {
        let millis = u64::try_from(now.unix_timestamp_nanos() / 1_000_000).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn later_identifiers_sort_behind_earlier_ones() {
        let chance = Chance::system();
        let earlier = chance.id(datetime!(2026-11-22 08:00 UTC));
        let later = chance.id(datetime!(2026-11-22 08:00:01 UTC));
        assert!(earlier < later && earlier.get_version_num() == 7);
    }

    #[test]
    fn chance_of_the_system_does_not_repeat_itself() {
        assert_ne!(Chance::system().bytes::<16>(), Chance::system().bytes::<16>());
        assert_eq!(Chance::seeded(7).bytes::<16>(), Chance::seeded(7).bytes::<16>());
    }
}
