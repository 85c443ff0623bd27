//! Whose listings are published without a review: those of organisations that were found to keep the rules.

use time::Duration;

/// Listings that a desk must have approved before an organisation is trusted.
pub const APPROVED_MIN: u64 = 5;

/// For how long a listing that a desk refused or took from the public, or a measure after complaints, costs the trust.
pub const TRUST_LOST_FOR: Duration = Duration::days(90);

/// What desks have decided about the listings of an organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrackRecord {
    /// Versions that a desk approved, ever.
    pub approved: u64,
    /// Versions that a desk refused or took from the public, and measures that it took, within [`TRUST_LOST_FOR`].
    pub refused_lately: u64,
}

impl TrackRecord {
    /// Whether its listings are published without a review where screening finds nothing.
    #[must_use]
    pub const fn is_trusted(self) -> bool {
        self.approved >= APPROVED_MIN && self.refused_lately == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_is_earned_by_five_approvals_and_lost_by_one_refusal() {
        let trusted = |approved, refused_lately| TrackRecord { approved, refused_lately }.is_trusted();
        assert!(!trusted(0, 0), "a first-time publisher is always reviewed");
        assert!(!trusted(4, 0) && trusted(5, 0) && !trusted(500, 1));
    }
}
