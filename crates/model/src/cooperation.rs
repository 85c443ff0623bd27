//! 校企合作: the register of agreements between firms and schools, with milestones that count when both sides said so.
//!
//! The engine of [`connect`](crate::connect) takes two organisations from the intent to talks. Here they write down what
//! they agreed on: number, form, days, amount, how much of it others may know, and milestones. Of a running agreement the
//! public learns its form, parties, days and how many milestones both confirmed, and that only when both sides let it.

use time::{Date, Duration, OffsetDateTime};

use crate::connect::{Connection, Party, Stage};
use crate::form::{FieldError, Mistake, Reader, parse_day};
use crate::kind::cooperation::CooperationForm;
use crate::milestone::{MilestoneState, MilestoneStep, Striking, are_fulfilled, can, state_of};
use crate::organisation::Organisation;
use crate::posting::Record;
use crate::{ConnectionId, MilestoneId};

/// Longest number of an agreement, in characters.
pub const NUMBER_MAX_CHARS: usize = 60;

/// Longest milestone, in characters.
pub const MILESTONE_MAX_CHARS: usize = 100;

/// Milestones that an agreement has at most.
pub const MILESTONES_MAX: usize = 20;

/// Longest words with a milestone, in characters.
pub const WORDS_MAX_CHARS: usize = 500;

/// Years for which an agreement runs at most.
const YEARS_MAX: i64 = 30;

/// Days before its end on which both sides are reminded, the earliest first.
pub const REMINDED_DAYS_BEFORE: [i32; 2] = [90, 30];

/// How long before the year is over, after which it is shown as dormant, whoever has not confirmed that it goes on is
/// reminded, once.
pub const RENEWAL_REMINDED_BEFORE: Duration = Duration::days(30);

crate::choices! {
    /// How much of an agreement others than its sides may know.
    pub enum Confidentiality {
        /// Both may let the public know that it is there.
        Ordinary = "ordinary",
        /// The desks know it; the public does not.
        Internal = "internal",
        /// The desks know that it is there, and neither amount nor milestones.
        Secret = "secret",
    }
}

/// What two sides agreed on, as one of them writes it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAgreement {
    /// What they do together.
    pub form: CooperationForm,
    /// Its number at the two sides.
    pub number: String,
    /// The day on which it was signed.
    pub signed_on: Date,
    /// Its first day.
    pub from_on: Date,
    /// Its last day.
    pub until_on: Date,
    /// What it is worth; `None` where nobody says so.
    pub amount_yuan: Option<i64>,
    /// How much of it others may know.
    pub confidentiality: Confidentiality,
    /// What is to be reached by when.
    pub milestones: Vec<(Date, String)>,
}

/// An agreement of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The connection of which it is the fruit.
    pub connection: ConnectionId,
    /// What it says, without its milestones.
    pub terms: NewAgreement,
    /// Which side wrote it down.
    pub entered_by: Party,
    /// When both had agreed; `None` before.
    pub agreed_at: Option<OffsetDateTime>,
    /// Whether whoever published the listing lets the public know of it.
    pub publisher_shows: bool,
    /// Whether the other side does.
    pub responder_shows: bool,
    /// Rises by one with each change.
    pub revision: i64,
}

/// Something that is to be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Which one it is.
    pub id: MilestoneId,
    /// What it is.
    pub title: String,
    /// By when.
    pub due_on: Date,
    /// Which side said that it is reached, and when.
    pub reported: Option<(Party, OffsetDateTime)>,
    /// What it said with that.
    pub words: String,
    /// When the other side said so, too.
    pub confirmed_at: Option<OffsetDateTime>,
    /// When the other side said that it is not.
    pub disputed_at: Option<OffsetDateTime>,
    /// Why.
    pub dispute: String,
    /// Who proposed to strike it, if anybody.
    pub striking: Option<Striking>,
    /// Rises by one with each change.
    pub revision: i64,
}

/// An agreement with its milestones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementFile {
    /// The agreement.
    pub agreement: Agreement,
    /// Its milestones, the earliest due first.
    pub milestones: Vec<Milestone>,
}

/// What the public learns of a running agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicCooperation {
    /// What they do together.
    pub form: CooperationForm,
    /// The organisation on the other side.
    pub other: Organisation,
    /// Its first day.
    pub from_on: Date,
    /// Its last day.
    pub until_on: Date,
    /// Milestones that both sides confirmed.
    pub confirmed: u64,
    /// Whether the two have long confirmed nothing.
    pub is_dormant: bool,
}

/// A cooperation as a desk sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct DeskCooperation {
    /// The connection.
    pub connection: Connection,
    /// Whose listing it came of.
    pub publisher: Organisation,
    /// Who answered it.
    pub responder: Organisation,
}

impl NewAgreement {
    /// Reads what one side typed on `today`: it is signed by then, has not ended, and ends after it begins.
    ///
    /// # Errors
    ///
    /// Returns every mistake.
    pub fn read(record: &Record, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(record);
        let form = reader.choice("agreement-form");
        let number = reader.required_text("agreement-number", NUMBER_MAX_CHARS);
        let signed_on = day(&mut reader, "agreement-signed", (today - Duration::days(365 * YEARS_MAX), today));
        let from_on = day(&mut reader, "agreement-from", around(today));
        let until_on = day(&mut reader, "agreement-until", (today, around(today).1));
        if from_on.zip(until_on).is_some_and(|(from, until)| until <= from) {
            reader.fail("agreement-until", Mistake::EndsFirst);
        }
        let amount_yuan = reader.whole("agreement-amount", 0..=100_000_000_000);
        let confidentiality = reader.choice("agreement-confidentiality");
        let milestones = milestones(&mut reader);
        if let Some((from, until)) = from_on.zip(until_on).filter(|(from, until)| from < until)
            && milestones.iter().any(|(due, _)| *due < from || *due > until)
        {
            let (first, last) = (from.to_string(), until.to_string());
            reader.fail("agreement-milestones", Mistake::DayOutside { first, last });
        }
        for (field, is_there) in
            [("agreement-form", form.is_some()), ("agreement-confidentiality", confidentiality.is_some())]
        {
            if !is_there && reader.text(field, 64).is_empty() {
                reader.fail(field, Mistake::Missing);
            }
        }
        let read = Self {
            form: form.unwrap_or(CooperationForm::Technology),
            number,
            signed_on: signed_on.unwrap_or(today),
            from_on: from_on.unwrap_or(today),
            until_on: until_on.unwrap_or(today),
            amount_yuan,
            confidentiality: confidentiality.unwrap_or(Confidentiality::Internal),
            milestones,
        };
        reader.finish(read)
    }
}

fn around(today: Date) -> (Date, Date) {
    let years = Duration::days(365 * YEARS_MAX);
    (today - years, today + years)
}

/// A day that has to be there, from `first` to `last`.
fn day(reader: &mut Reader<'_>, field: &str, (first, last): (Date, Date)) -> Option<Date> {
    if reader.text(field, 64).is_empty() {
        reader.fail(field, Mistake::Missing);
        return None;
    }
    let day = reader.day(field)?;
    if day < first || day > last {
        reader.fail(field, Mistake::DayOutside { first: first.to_string(), last: last.to_string() });
    }
    Some(day)
}

/// Milestones, one a line: its day, a space, and what is to be reached by then.
fn milestones(reader: &mut Reader<'_>) -> Vec<(Date, String)> {
    const FIELD: &str = "agreement-milestones";
    let lines = reader.lines(FIELD, MILESTONE_MAX_CHARS + 11);
    if lines.len() > MILESTONES_MAX {
        reader.fail(FIELD, Mistake::TooMany { max: MILESTONES_MAX });
        return Vec::new();
    }
    let read = |line: &String| {
        let (day, title) = line.split_once(char::is_whitespace)?;
        Some((parse_day(day)?, title.trim().to_owned()))
    };
    if let Some(wrong) = lines.iter().position(|line| read(line).is_none()) {
        reader.fail(FIELD, Mistake::NotAMilestone { line: wrong + 1 });
    }
    lines.iter().filter_map(read).collect()
}

impl Agreement {
    /// Whether the public may know of it: both sides let it, and it is not kept from the public.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        let may = self.terms.confidentiality == Confidentiality::Ordinary;
        may && self.agreed_at.is_some() && self.publisher_shows && self.responder_shows
    }

    /// Whether `party` lets the public know of it.
    #[must_use]
    pub const fn shows(&self, party: Party) -> bool {
        match party {
            Party::Publisher => self.publisher_shows,
            Party::Responder => self.responder_shows,
            Party::School
            | Party::FirmsDesk
            | Party::UniversitiesDesk
            | Party::Expert
            | Party::Public
            | Party::Program => false,
        }
    }

    /// Whether its last day lies before `today`: nobody agrees to it any more.
    #[must_use]
    pub fn is_over(&self, today: Date) -> bool {
        self.terms.until_on < today
    }

    /// Whether `party` sees amount and milestones.
    #[must_use]
    pub fn is_open_to(&self, party: Party) -> bool {
        let is_side = matches!(party, Party::Publisher | Party::Responder);
        is_side || self.terms.confidentiality != Confidentiality::Secret
    }
}

impl Milestone {
    /// How it stands.
    #[must_use]
    pub fn state(&self) -> MilestoneState {
        let said = [self.confirmed_at.is_some(), self.disputed_at.is_some(), self.reported.is_some()];
        state_of(self.striking.as_ref(), said)
    }

    /// Whether `party` can do `step`, by the [rules for all milestones](can): whoever likes reports.
    #[must_use]
    pub fn can(&self, step: MilestoneStep, party: Party) -> bool {
        can(step, party, (self.state(), self.reported.map(|(reporter, _)| reporter), self.striking.as_ref()))
    }
}

impl AgreementFile {
    /// Whether its milestones [let it come to its good end](are_fulfilled).
    #[must_use]
    pub fn is_fulfilled(&self) -> bool {
        let states: Vec<MilestoneState> = self.milestones.iter().map(Milestone::state).collect();
        are_fulfilled(&states)
    }
}

/// Whether an agreement at `stage` runs: what has ended is shown to nobody else.
#[must_use]
pub const fn runs(stage: Stage) -> bool {
    matches!(stage, Stage::Running | Stage::Dormant | Stage::Disputed)
}

/// Of the days before the end on which both sides are reminded the one that has come on `today`, unless they were reminded
/// on it or a later one.
#[must_use]
pub fn reminder(until_on: Date, reminded: Option<i32>, today: Date) -> Option<i32> {
    let left = (until_on - today).whole_days();
    let come = REMINDED_DAYS_BEFORE.into_iter().filter(|&days| left >= 0 && left <= i64::from(days)).min()?;
    reminded.is_none_or(|reminded| come < reminded).then_some(come)
}

#[cfg(test)]
mod tests;
