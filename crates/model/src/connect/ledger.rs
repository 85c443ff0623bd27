//! The reply ledger: how surely and how soon an organisation answers those who apply.

use time::{Duration, OffsetDateTime};

/// How far back the ledger looks.
pub const LEDGER_SPAN: Duration = Duration::days(180);

/// Applications from which on the ledger says anything: fewer tell nothing.
pub const LEDGER_LEAST: u64 = 5;

/// What the ledger knows of one application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    /// When it came.
    pub begun: OffsetDateTime,
    /// Days within which the organisation had promised to reply.
    pub promise_days: u16,
    /// When it first replied.
    pub replied: Option<OffsetDateTime>,
    /// When it was taken back by whoever sent it.
    pub withdrawn: Option<OffsetDateTime>,
}

/// How an organisation replied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReplyLedger {
    /// Applications that count.
    pub counted: u64,
    /// Those that were answered within the days promised.
    pub in_time: u64,
    /// Those that were answered at all.
    pub answered: u64,
    /// How long it took until the first reply, in the middle of those that got one; of two in the middle the longer.
    pub median: Option<Duration>,
}

impl LedgerLine {
    /// Until when a reply keeps the promise.
    #[must_use]
    pub fn promised(&self) -> OffsetDateTime {
        self.begun + Duration::days(self.promise_days.into())
    }

    /// Whether it says something of the organisation at `now`: it was answered, or should have been. Whoever took their
    /// application back before that leaves nothing to answer.
    #[must_use]
    pub fn counts(&self, now: OffsetDateTime) -> bool {
        let waited_until = self.withdrawn.unwrap_or(now);
        self.begun > now - LEDGER_SPAN && (self.replied.is_some() || waited_until > self.promised())
    }
}

impl ReplyLedger {
    /// The ledger over `lines` as it stands at `now`.
    #[must_use]
    pub fn of(lines: impl IntoIterator<Item = LedgerLine>, now: OffsetDateTime) -> Self {
        let mut ledger = Self::default();
        let mut waits = Vec::new();
        for line in lines.into_iter().filter(|line| line.counts(now)) {
            ledger.counted += 1;
            let Some(replied) = line.replied else { continue };
            ledger.answered += 1;
            ledger.in_time += u64::from(replied <= line.promised());
            waits.push(replied - line.begun);
        }
        waits.sort_unstable();
        ledger.median = waits.get(waits.len() / 2).copied();
        ledger
    }

    /// The ledger as the public may know it; `None` where it tells too little.
    #[must_use]
    pub fn told(self) -> Option<Self> {
        (self.counted >= LEDGER_LEAST).then_some(self)
    }

    /// Whole percent of applications that were answered, rounded down: nobody has 100 who left one unanswered.
    #[must_use]
    pub const fn percent_answered(&self) -> u64 {
        percent(self.answered, self.counted)
    }

    /// Whole percent of applications that were answered within the days promised, rounded down.
    #[must_use]
    pub const fn percent_in_time(&self) -> u64 {
        percent(self.in_time, self.counted)
    }

    /// The share of applications that were left unanswered, from 0 to 1.
    #[must_use]
    pub fn share_unanswered(&self) -> f64 {
        if self.counted == 0 {
            return 0.0;
        }
        let number = |of: u64| f64::from(u32::try_from(of).unwrap_or(u32::MAX));
        number(self.counted - self.answered) / number(self.counted)
    }

    /// Days until the first reply, in the middle; a part of a day counts as one.
    #[must_use]
    pub fn median_days(&self) -> Option<u64> {
        let seconds = self.median?.whole_seconds().unsigned_abs();
        Some(seconds.div_ceil(24 * 60 * 60).max(1))
    }
}

const fn percent(part: u64, all: u64) -> u64 {
    match all {
        0 => 0,
        all => part * 100 / all,
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-09-01 02:00 UTC);

    fn days(count: i64) -> Duration {
        Duration::days(count)
    }

    /// Came so many days ago with a promise of three, answered after so many hours.
    fn line(days_ago: i64, replied_after_hours: Option<i64>) -> LedgerLine {
        let begun = NOW - days(days_ago);
        let replied = replied_after_hours.map(|hours| begun + Duration::hours(hours));
        LedgerLine { begun, promise_days: 3, replied, withdrawn: None }
    }

    #[test]
    fn what_waits_within_the_promise_or_was_taken_back_before_it_passed_does_not_count() {
        let counts = |line: LedgerLine| line.counts(NOW);
        assert!(!counts(line(3, None)) && counts(line(4, None)) && counts(line(1, Some(1))));
        assert!(!counts(line(180, Some(1))) && counts(line(179, Some(1))));
        let withdrawn = |after| LedgerLine { withdrawn: Some(NOW - days(10) + days(after)), ..line(10, None) };
        assert!(!counts(withdrawn(3)) && counts(withdrawn(4)));
    }

    #[test]
    fn shares_and_the_middle_are_reckoned_over_what_counts() {
        let lines = [line(10, Some(24)), line(10, Some(72)), line(10, Some(73)), line(10, None), line(2, None)];
        let ledger = ReplyLedger::of(lines, NOW);
        assert_eq!((ledger.counted, ledger.in_time, ledger.answered), (4, 2, 3));
        assert_eq!((ledger.percent_in_time(), ledger.percent_answered()), (50, 75));
        assert_eq!((ledger.median, ledger.median_days()), (Some(days(3)), Some(3)));
        assert_eq!(ledger.told(), None, "four tell too little");
        let ledger = ReplyLedger::of([line(10, Some(25)); 5], NOW);
        assert_eq!(ledger.told().and_then(|it| it.median_days()), Some(2));
        assert_eq!(ReplyLedger::of([], NOW), ReplyLedger::default());
    }

    #[test]
    fn the_share_unanswered_is_nothing_where_nothing_counts_and_all_where_nobody_was_answered() {
        let ledger = |counted, answered| ReplyLedger { counted, answered, ..ReplyLedger::default() };
        let shares = [(0, 0), (8, 8), (8, 6), (5, 0)].map(|(counted, answered)| ledger(counted, answered));
        assert!(
            shares
                .map(|it| it.share_unanswered())
                .iter()
                .zip([0.0, 0.0, 0.25, 1.0])
                .all(|(is, said)| (is - said).abs() < 1e-9)
        );
    }
}
