//! What the market asks for beside what is taught, skill by skill.
//!
//! A choice narrows the asking side only: a zone's firms hire whom colleges anywhere on the platform have taught. What
//! does not say how many people it concerns counts as one person, on both sides, so that every sum of people is a
//! least number.

use std::fmt;
use std::str::FromStr;

use rongqiao_model::ListingId;
use rongqiao_model::choice::Side;
use rongqiao_model::clock::{SHANGHAI, day_of};
use rongqiao_model::kind::ListingKind;
use time::{Date, OffsetDateTime, Time};

use crate::skills::{MajorNumber, SkillNumber};

/// Months that a trend covers, the present one included.
pub const TREND_MONTHS: usize = 12;

/// Fewer listings than this tell little.
pub const FEW: u32 = 5;

/// The kinds that ask for skills, those that ask for people first.
pub const ASKING: [ListingKind; 5] = [
    ListingKind::Job,
    ListingKind::Challenge,
    ListingKind::TrainingNeed,
    ListingKind::ServiceNeed,
    ListingKind::CooperationNeed,
];

/// The kinds that teach skills or have room to.
pub const TEACHING: [ListingKind; 3] = [ListingKind::Course, ListingKind::Programme, ListingKind::Facility];

/// What a mirror shows: the part of the market whose demand is looked at. Empty, it is the whole market.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MirrorQuery {
    /// Zones of the Lingang dictionary; several are alternatives.
    pub zones: Vec<String>,
    /// Section letters of GB/T 4754; several are alternatives.
    pub industries: Vec<String>,
    /// Only what names this major.
    pub major: Option<MajorNumber>,
    /// Only what has all these words in its title or occupation; empty for everything.
    pub occupation: String,
}

/// The whole answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mirror {
    /// Skills that somebody asks for, the largest gap first.
    pub skills: Vec<SkillGap>,
    /// Skills that the chosen major teaches and nobody in the choice asks for.
    pub unasked: Vec<SkillNumber>,
    /// Open listings that ask for any skill.
    pub asking: u32,
    /// How many times these listings ask for a skill.
    pub claims: u64,
    /// How many of those times no open course teaches it.
    pub claims_without_course: u64,
    /// Months of the trends, oldest first.
    pub months: Vec<Month>,
    /// Listings by month of publication, whatever their skills.
    pub trend: Trend,
}

/// One skill on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillGap {
    /// The skill.
    pub skill: SkillNumber,
    /// Whether the chosen major teaches it; false where none is chosen.
    pub in_major: bool,
    /// Listings that ask for it or teach it by month of publication.
    pub trend: Trend,
    tallies: [Tally; ListingKind::ALL.len()],
}

/// Open listings of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many there are.
    pub listings: u32,
    /// People they concern, at least; 0 for kinds that concern work rather than people.
    pub people: u64,
    /// How many of them do not say how many people they concern.
    pub untold: u32,
}

/// Listings published in each of the last months, oldest first, those that have closed since included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trend {
    /// Those that ask.
    pub asking: [u32; TREND_MONTHS],
    /// Those that teach.
    pub teaching: [u32; TREND_MONTHS],
}

/// The listings behind one number of a mirror.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MirrorRow {
    /// The skill.
    pub skill: SkillNumber,
    /// The kind; `None` for every kind of `side`.
    pub kind: Option<ListingKind>,
    /// The side, where no kind is told.
    pub side: Side,
    /// Those published in this month, closed ones included; without it all that are open.
    pub month: Option<Month>,
}

/// Some of the listings behind a number, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MirrorListings {
    /// How many there are in all.
    pub total: usize,
    /// The listings asked for.
    pub ids: Vec<ListingId>,
}

/// Whether listings of `kind` concern a number of people: posts, trainees, seats, graduates a year.
#[must_use]
pub const fn concerns_people(kind: ListingKind) -> bool {
    match kind {
        ListingKind::Job | ListingKind::TrainingNeed | ListingKind::Course | ListingKind::Programme => true,
        ListingKind::Challenge
        | ListingKind::Achievement
        | ListingKind::Service
        | ListingKind::ServiceNeed
        | ListingKind::Facility
        | ListingKind::CooperationNeed
        | ListingKind::CooperationOffer
        | ListingKind::Article
        | ListingKind::Policy
        | ListingKind::Event => false,
    }
}

impl SkillGap {
    pub(crate) fn new(skill: SkillNumber) -> Self {
        Self { skill, in_major: false, trend: Trend::default(), tallies: Default::default() }
    }

    /// The open listings of `kind`.
    #[must_use]
    pub const fn of(&self, kind: ListingKind) -> Tally {
        self.tallies[kind.ordinal() as usize]
    }

    /// Counts one open listing that concerns so many people; 0 if it does not say.
    pub(crate) fn count(&mut self, kind: ListingKind, people: u32) {
        let tally = &mut self.tallies[usize::from(kind.ordinal())];
        tally.listings += 1;
        if concerns_people(kind) {
            tally.untold += u32::from(people == 0);
            tally.people += u64::from(people.max(1));
        }
    }

    /// People that jobs and training needs seek, at least.
    #[must_use]
    pub fn sought(&self) -> u64 {
        ASKING.iter().map(|&kind| self.of(kind).people).sum()
    }

    /// People that courses have seats for and that programmes let go each year, at least.
    #[must_use]
    pub fn taught(&self) -> u64 {
        TEACHING.iter().map(|&kind| self.of(kind).people).sum()
    }

    /// People sought more than taught; negative where more are taught.
    #[must_use]
    pub fn gap(&self) -> i64 {
        self.sought() as i64 - self.taught() as i64
    }

    /// Open listings that ask for it.
    #[must_use]
    pub fn asking(&self) -> u32 {
        ASKING.iter().map(|&kind| self.of(kind).listings).sum()
    }

    /// Whether so few ask for it that the numbers tell little.
    #[must_use]
    pub fn is_few(&self) -> bool {
        self.asking() < FEW
    }
}

/// A month of the calendar in Shanghai; written `2026-09`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    year: i32,
    month: time::Month,
}

impl Month {
    /// The month in which `moment` falls in Shanghai.
    #[must_use]
    pub fn of(moment: OffsetDateTime) -> Self {
        let day = day_of(moment);
        Self { year: day.year(), month: day.month() }
    }

    /// The last months up to `now`, oldest first.
    #[must_use]
    pub fn until(now: OffsetDateTime) -> Vec<Self> {
        let mut months: Vec<Self> =
            std::iter::successors(Some(Self::of(now)), |month| Some(month.before())).take(TREND_MONTHS).collect();
        months.reverse();
        months
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The number of the month, 1 to 12.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.month as u8
    }

    fn before(self) -> Self {
        let year = if self.month == time::Month::January { self.year - 1 } else { self.year };
        Self { year, month: self.month.previous() }
    }

    fn after(self) -> Self {
        let year = if self.month == time::Month::December { self.year + 1 } else { self.year };
        Self { year, month: self.month.next() }
    }

    /// Its first second and the first one after it, since 1970; nothing before 1970.
    pub(crate) fn seconds(self) -> std::ops::Range<u32> {
        self.first_second()..self.after().first_second()
    }

    fn first_second(self) -> u32 {
        let first = Date::from_calendar_date(self.year, self.month, 1);
        let seconds = first.map(|day| day.with_time(Time::MIDNIGHT).assume_offset(SHANGHAI).unix_timestamp());
        seconds.map_or(0, |seconds| u32::try_from(seconds.max(0)).unwrap_or(u32::MAX))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.number())
    }
}

/// The text is no month such as `2026-09`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a month such as 2026-09")]
pub struct BadMonth;

impl FromStr for Month {
    type Err = BadMonth;

    fn from_str(text: &str) -> Result<Self, BadMonth> {
        let (year, month) = text.split_once('-').ok_or(BadMonth)?;
        let number: u8 = month.parse().map_err(|_| BadMonth)?;
        let month = Self {
            year: year.parse().ok().filter(|year| (1970..=9999).contains(year)).ok_or(BadMonth)?,
            month: time::Month::try_from(number).map_err(|_| BadMonth)?,
        };
        if month.to_string() == text { Ok(month) } else { Err(BadMonth) }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_month_begins_at_midnight_in_shanghai() {
        let last_second = datetime!(2026-08-31 15:59:59 UTC);
        assert_eq!(Month::of(last_second).to_string(), "2026-08");
        let september = Month::of(datetime!(2026-08-31 16:00 UTC));
        assert_eq!(september.to_string(), "2026-09");
        let seconds = september.seconds();
        assert_eq!(i64::from(seconds.start), last_second.unix_timestamp() + 1);
        assert_eq!(i64::from(seconds.end), datetime!(2026-09-30 16:00 UTC).unix_timestamp());
    }

    #[test]
    fn the_last_months_cross_the_year() {
        let months = Month::until(datetime!(2026-02-10 00:00 UTC));
        assert_eq!(months.len(), TREND_MONTHS);
        assert_eq!((months[0].to_string(), months[11].to_string()), ("2025-03".to_owned(), "2026-02".to_owned()));
    }

    #[test]
    fn only_a_month_is_read_as_one() {
        assert_eq!("2026-09".parse::<Month>().map(|month| month.to_string()), Ok("2026-09".to_owned()));
        for text in ["", "2026", "2026-13", "2026-9", "09-2026", "2026-09-01"] {
            assert_eq!(text.parse::<Month>(), Err(BadMonth), "{text}");
        }
    }

    #[test]
    fn who_does_not_say_counts_as_one_on_both_sides() {
        let mut gap = SkillGap::new(0);
        gap.count(ListingKind::Job, 12);
        gap.count(ListingKind::Job, 0);
        gap.count(ListingKind::Challenge, 0);
        gap.count(ListingKind::Course, 5);
        gap.count(ListingKind::Programme, 0);
        assert_eq!((gap.sought(), gap.taught(), gap.gap()), (13, 6, 7));
        assert_eq!(gap.of(ListingKind::Job), Tally { listings: 2, people: 13, untold: 1 });
        assert!(gap.is_few(), "three listings ask");
    }
}
