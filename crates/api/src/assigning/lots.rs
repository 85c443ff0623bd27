//! Lots that anybody can draw again.

use sha2::{Digest as _, Sha256};

/// The lot of `id` under `seed`: the first eight bytes of the SHA-256 of `seed:id`, as `printf '7:s1' | sha256sum`
/// shows them. The lower one goes first. It depends on nothing else, so that the order of rows changes nothing.
pub(super) fn lot(seed: u64, id: &str) -> u64 {
    let hash = Sha256::digest(format!("{seed}:{id}"));
    hash.iter().take(8).fold(0, |lot, byte| lot << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lot_is_what_sha256sum_shows() {
        assert_eq!(format!("{:016x}", lot(7, "s1")), "97642d8e48ac8e36");
    }
}
