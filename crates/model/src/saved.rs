//! What somebody saved: searches, with how often they want to hear of new listings, and listings.

use time::{Duration, OffsetDateTime, Time, UtcOffset, Weekday};

use crate::clock::SHANGHAI;
use crate::{ListingId, PersonId, SavedSearchId};

/// Searches that one person can save.
pub const SEARCHES_MAX: u64 = 50;

/// Listings that one person can save.
pub const LISTINGS_MAX: u64 = 500;

/// Longest name of a saved search, in characters.
pub const SEARCH_NAME_MAX_CHARS: usize = 60;

/// Longest address of a saved search, in bytes.
pub const SEARCH_ADDRESS_MAX_BYTES: usize = 6_000;

/// New listings that are remembered for one search until they are told; those beyond are only counted.
pub const ALERT_LISTINGS_MAX: usize = 50;

/// How long the first new listing of a search waits for others before it is told.
const SETTLING: Duration = Duration::seconds(10);

/// The least time between two letters about one search, so that many listings in a row are one letter.
const BETWEEN_ALERTS: Duration = Duration::minutes(10);

/// When gathered listings are told, in Shanghai.
const DIGEST_TIME: Time = time::macros::time!(08:00);

/// The day on which those of a week are told.
const DIGEST_DAY: Weekday = Weekday::Monday;

crate::choices! {
    /// How often somebody wants to hear of new listings.
    pub enum Pace {
        /// Soon after each, but no more often than every ten minutes.
        AtOnce = "at-once",
        /// Every morning.
        Daily = "daily",
        /// Every Monday morning.
        Weekly = "weekly",
        /// Not at all.
        Never = "never",
    }
}

impl Pace {
    /// When somebody is told of a listing that comes at `now`, if they were last told of something at `told_at`;
    /// `None` for never.
    #[must_use]
    pub fn due_at(self, now: OffsetDateTime, told_at: Option<OffsetDateTime>) -> Option<OffsetDateTime> {
        match self {
            Self::AtOnce => {
                let settled = now + SETTLING;
                Some(told_at.map_or(settled, |told| settled.max(told + BETWEEN_ALERTS)))
            }
            Self::Daily => Some(next_digest(now).to_offset(UtcOffset::UTC)),
            Self::Weekly => {
                let next = next_digest(now);
                let days = (7 + DIGEST_DAY.number_days_from_monday() - next.weekday().number_days_from_monday()) % 7;
                Some((next + Duration::days(i64::from(days))).to_offset(UtcOffset::UTC))
            }
            Self::Never => None,
        }
    }
}

/// The next time at which gathered listings are told, after `now`, in Shanghai.
fn next_digest(now: OffsetDateTime) -> OffsetDateTime {
    let today = now.to_offset(SHANGHAI).replace_time(DIGEST_TIME);
    if today > now { today } else { today + Duration::DAY }
}

/// A search that somebody saved, as they see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    /// Which one it is.
    pub id: SavedSearchId,
    /// What its owner calls it.
    pub name: String,
    /// The search as it stands in an address, without a question mark.
    pub address: String,
    /// How often its owner hears of new listings.
    pub pace: Pace,
    /// Listings that came since its owner last looked.
    pub unseen: u64,
}

/// A search to be saved.
#[derive(Clone, Debug)]
pub struct NewSearch {
    /// Who saves it.
    pub person: PersonId,
    /// What they call it.
    pub name: String,
    /// The search as it stands in an address, in the one form that it has.
    pub address: String,
    /// How often they want to hear of new listings.
    pub pace: Pace,
    /// What stands in the address of its letters by which they are stopped; nobody can guess it.
    pub leave_token: String,
}

impl NewSearch {
    /// The identity of the search: the same person's same search always has the same one, so that it is saved once.
    #[must_use]
    pub fn id(&self) -> SavedSearchId {
        SavedSearchId::of_record(&self.person.to_string(), &self.address)
    }
}

/// A listing that somebody saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SavedListing {
    /// Which one.
    pub listing: ListingId,
    /// When.
    pub saved_at: OffsetDateTime,
}

/// What became of something that was to be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// It is saved now.
    New,
    /// It was saved already and stays as it is.
    Known,
    /// It is not saved, since the person has saved as many as they can.
    Full,
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn gathered_listings_are_told_at_eight_in_shanghai_and_on_mondays() {
        // 22 November 2026 is a Sunday; 08:00 in Shanghai is 00:00 UTC.
        for (now, daily, weekly) in [
            (datetime!(2026-11-21 23:59:59 UTC), datetime!(2026-11-22 00:00 UTC), datetime!(2026-11-23 00:00 UTC)),
            (datetime!(2026-11-22 00:00 UTC), datetime!(2026-11-23 00:00 UTC), datetime!(2026-11-23 00:00 UTC)),
            (datetime!(2026-11-22 23:59 UTC), datetime!(2026-11-23 00:00 UTC), datetime!(2026-11-23 00:00 UTC)),
            (datetime!(2026-11-23 00:00 UTC), datetime!(2026-11-24 00:00 UTC), datetime!(2026-11-30 00:00 UTC)),
            (datetime!(2026-12-31 16:30 UTC), datetime!(2027-01-01 00:00 UTC), datetime!(2027-01-04 00:00 UTC)),
        ] {
            assert_eq!(Pace::Daily.due_at(now, None), Some(daily), "{now}");
            assert_eq!(Pace::Weekly.due_at(now, Some(now)), Some(weekly), "{now}");
            assert!(Pace::Weekly.due_at(now, None).is_some_and(|due| due.offset().is_utc()), "as it is compared");
        }
    }

    #[test]
    fn listings_in_a_row_are_told_together() {
        let now = datetime!(2026-11-22 08:00 UTC);
        let wait = |told_minutes_ago: Option<i64>| {
            let told = told_minutes_ago.map(|minutes| now - Duration::minutes(minutes));
            Pace::AtOnce.due_at(now, told).map(|due| (due - now).whole_seconds())
        };
        assert_eq!([wait(None), wait(Some(60)), wait(Some(4))], [Some(10), Some(10), Some(360)]);
        assert_eq!(Pace::Never.due_at(now, None), None);
    }

    #[test]
    fn the_same_search_of_the_same_person_is_one() {
        let person = |record| PersonId::of_record("test", record);
        let search = |record, address: &str| NewSearch {
            person: person(record),
            name: String::new(),
            address: address.to_owned(),
            pace: Pace::Daily,
            leave_token: String::new(),
        };
        assert_eq!(search("lin", "q=a").id(), search("lin", "q=a").id());
        assert_ne!(search("lin", "q=a").id(), search("chen", "q=a").id());
        assert_ne!(search("lin", "q=a").id(), search("lin", "q=b").id());
    }
}
