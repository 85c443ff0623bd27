//! What happens while an internship runs: the student's diary, the weeks that both tutors confirm, visits of the school,
//! and what is thought of it in the end.
//!
//! A diary says what was done and for how long, and never where somebody was: a track of whereabouts is sensitive
//! (个人信息保护法 article 28) and proves nothing.

use sha2::{Digest as _, Sha256};
use time::{Date, Duration, OffsetDateTime, Weekday};

use crate::connect::{Party, Stage};

/// Longest entry of a diary, in characters.
pub const ENTRY_MAX_CHARS: usize = 2_000;
/// Most minutes of a day.
pub const DAY_MAX_MINUTES: u16 = 24 * 60;

/// Stages in which the tutors confirm weeks of the diary.
pub const STAGES_OF_WEEKS: [Stage; 5] =
    [Stage::Running, Stage::Interrupted, Stage::Delivered, Stage::Confirmed, Stage::Terminated];
/// Stages in which they can say that a week was otherwise: it runs, or can run again, so that the diary can be mended.
pub const STAGES_OF_DISPUTED_WEEKS: [Stage; 3] = [Stage::Running, Stage::Interrupted, Stage::Delivered];

/// What a student wrote about one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiaryEntry {
    /// Which day.
    pub day: Date,
    /// How long they worked, in minutes.
    pub minutes: u16,
    /// What they did and learned.
    pub text: String,
    /// When they wrote it first.
    pub written_at: OffsetDateTime,
}

/// What one side said about a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekWord {
    /// Whether it was so, or why not.
    pub disputed: Option<String>,
    /// When.
    pub at: OffsetDateTime,
}

/// A week of the diary with what both tutors said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WeekWords {
    /// What the host's side said.
    pub host: Option<WeekWord>,
    /// What the school's side said.
    pub school: Option<WeekWord>,
}

/// A week with all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiaryWeek {
    /// Its Monday.
    pub monday: Date,
    /// Its days, the first one first.
    pub entries: Vec<DiaryEntry>,
    /// What was said about it.
    pub words: WeekWords,
}

/// A visit of the school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolVisit {
    /// On which day.
    pub on: Date,
    /// What was seen.
    pub words: String,
    /// When it was written down.
    pub at: OffsetDateTime,
}

crate::choices! {
    /// How somebody did in the end (five steps, as schools grade).
    pub enum Grade {
        /// 优秀
        Excellent = "excellent",
        /// 良好
        Good = "good",
        /// 中等
        Fair = "fair",
        /// 合格
        Pass = "pass",
        /// 不合格
        Fail = "fail",
    }
}

/// What one side thinks of an internship in the end, signed by whoever wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Which side.
    pub party: Party,
    /// How the student did.
    pub grade: Grade,
    /// In words.
    pub words: String,
    /// The name of whoever signed it.
    pub signed_by: String,
    /// When.
    pub at: OffsetDateTime,
}

/// The Monday of the week of `day`.
#[must_use]
pub fn monday_of(day: Date) -> Date {
    day - Duration::days(day.weekday().number_days_from_monday().into())
}

impl WeekWords {
    /// What the side of `party` said; `None` for whoever says nothing about weeks.
    #[must_use]
    pub const fn of(&self, party: Party) -> Option<&WeekWord> {
        match party {
            Party::Publisher => self.host.as_ref(),
            Party::School => self.school.as_ref(),
            Party::Responder
            | Party::FirmsDesk
            | Party::UniversitiesDesk
            | Party::Expert
            | Party::Public
            | Party::Program => None,
        }
    }

    /// Whether somebody said that it was otherwise.
    #[must_use]
    pub fn is_disputed(&self) -> bool {
        [&self.host, &self.school].into_iter().flatten().any(|word| word.disputed.is_some())
    }

    /// Whether its hours count: the student wrote them, both tutors confirmed them, and neither says that it was otherwise.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.host.is_some() && self.school.is_some() && !self.is_disputed()
    }

    /// Whether its diary is closed: somebody confirmed it, and nobody says that it was otherwise.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        (self.host.is_some() || self.school.is_some()) && !self.is_disputed()
    }
}

impl DiaryWeek {
    /// The minutes that the student wrote.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.entries.iter().map(|entry| u32::from(entry.minutes)).sum()
    }

    /// What is written in it, as 16 hexadecimal digits of a SHA-256: whoever confirms it says what they saw.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut digest = Sha256::new();
        for entry in &self.entries {
            digest.update(format!("{}\x1f{}\x1f{}\x1e", entry.day, entry.minutes, entry.text));
        }
        digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether it is over on `today`, so that it can be confirmed.
    #[must_use]
    pub fn is_over(&self, today: Date) -> bool {
        debug_assert_eq!(self.monday.weekday(), Weekday::Monday, "weeks begin on Monday");
        today > self.monday + Duration::days(6)
    }
}

/// The minutes that count: those of the weeks that student, host and school agree on.
#[must_use]
pub fn confirmed_minutes(weeks: &[DiaryWeek]) -> u32 {
    weeks.iter().filter(|week| week.words.counts()).map(DiaryWeek::minutes).sum()
}
