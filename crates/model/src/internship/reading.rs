//! The agreement as a form: its fields in their groups, what they hold, and what is wrong in them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use time::macros::format_description;
use time::{Time, Weekday};

use super::{
    AgreedPay, Agreement, AgreementHost, AgreementSchool, AgreementStudent, Filing, Frame, Gate, Hazard, Host,
    Insurance, InsurancePolicy, InternshipKind, RuleSet, SafetyTraining, SecondHost, StudentLevel, Tutor, Venue, Work,
    clause,
};
use crate::form::{FieldError, Mistake, Reader};
use crate::naming::name_key;
use crate::organisation::OrganisationKind;
use crate::pay::PayPeriod;

/// Longest line of the agreement, in characters.
const LINE_MAX_CHARS: usize = 120;
/// Longest text of the agreement, in characters.
const TEXT_MAX_CHARS: usize = 2_000;
/// Most people of one organisation.
const PEOPLE_MAX: i64 = 1_000_000;
/// Longest break that a day's work has, in minutes.
const BREAKS_MAX_MINUTES: i64 = 3 * 60;
/// A day, in minutes.
const DAY_MINUTES: i64 = 24 * 60;
/// Highest sum, in yuan.
const YUAN_MAX: i64 = 1_000_000;

crate::choices! {
    /// A day of the week on which somebody works.
    pub enum WorkingDay {
        /// 星期一
        Monday = "monday",
        /// 星期二
        Tuesday = "tuesday",
        /// 星期三
        Wednesday = "wednesday",
        /// 星期四
        Thursday = "thursday",
        /// 星期五
        Friday = "friday",
        /// 星期六
        Saturday = "saturday",
        /// 星期日
        Sunday = "sunday",
    }
}

impl WorkingDay {
    /// The day as the calendar knows it.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Monday,
            Self::Tuesday => Weekday::Tuesday,
            Self::Wednesday => Weekday::Wednesday,
            Self::Thursday => Weekday::Thursday,
            Self::Friday => Weekday::Friday,
            Self::Saturday => Weekday::Saturday,
            Self::Sunday => Weekday::Sunday,
        }
    }

    /// The choice for a day of the calendar.
    #[must_use]
    pub const fn of(day: Weekday) -> Self {
        match day {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }
}

/// What the platform knows and nobody types: the names, and what can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementNames {
    /// The student's.
    pub student: String,
    /// The organisation's where the internship is.
    pub host: String,
    /// Whether that was verified as one that hires out staff, whatever is ticked.
    pub host_is_agency: bool,
    /// The school's.
    pub school: String,
    /// What the school is, which decides what its students study for.
    pub school_kind: OrganisationKind,
    /// Agreements of host and school under which it can be done.
    pub frames: Vec<Frame>,
}

impl AgreementNames {
    /// What a student of the school can study for.
    ///
    /// Every student of a vocational school is under the rules for vocational schools (职业学校学生实习管理规定 article 2).
    #[must_use]
    pub fn levels(&self) -> Vec<StudentLevel> {
        let is_vocational = self.school_kind == OrganisationKind::VocationalCollege;
        let is_offered = |it: &StudentLevel| !is_vocational || it.rule_set() == RuleSet::Vocational2021;
        StudentLevel::ALL.iter().copied().filter(is_offered).collect()
    }
}

impl Agreement {
    /// Reads what was typed.
    ///
    /// # Errors
    ///
    /// Returns every mistake, each with its field.
    pub fn read(names: &AgreementNames, record: &Map<String, Value>) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(record);
        let it = &mut reader;
        let student = student(it, names);
        let kind: Option<InternshipKind> = required_choice(it, "kind");
        let (first_day, last_day) = (required_day(it, "first-day"), required_day(it, "last-day"));
        if first_day.zip(last_day).is_some_and(|(first, last)| last < first) {
            it.fail("last-day", Mistake::EndsFirst);
        }
        let work = work(it);
        let host = host(it, names);
        let second_host = second_host(it, names);
        let school = AgreementSchool {
            name: names.school.clone(),
            tutor: tutor(it, "school-tutor"),
            site_visit_on: it.day("site-visit-on"),
        };
        let frame = frame(it, &names.frames);
        let tasks = it.required_text("tasks", TEXT_MAX_CHARS);
        let relates_to_major = ticked(it, "relates-to-major");
        let filing = filing(it);
        let pay = pay(it);
        let charges_student = ticked(it, "charges-student");
        let (insurance, training) = (insurance(it), training(it));
        let [housing, breach, disputes] = ["housing", "breach", "disputes"].map(|field| lawful_text(it, field));
        let reasons = reasons(it);
        let read = (|| {
            Some(Self {
                student: student?,
                kind: kind?,
                first_day: first_day?,
                last_day: last_day?,
                host: host?,
                second_host,
                school,
                frame,
                work: work?,
                tasks,
                relates_to_major,
                filing,
                pay,
                charges_student,
                insurance,
                training,
                housing,
                breach,
                disputes,
                reasons,
            })
        })();
        // Whatever is not there has been noted as a mistake.
        let read = reader.finish(read)?;
        read.ok_or_else(Vec::new)
    }
}

fn student(it: &mut Reader<'_>, names: &AgreementNames) -> Option<AgreementStudent> {
    let born_on = required_day(it, "born-on");
    let level: Option<StudentLevel> = required_choice(it, "level");
    if level.is_some_and(|level| !names.levels().contains(&level)) {
        it.fail("level", Mistake::NotYours);
    }
    let major = it.required_text("major", LINE_MAX_CHARS);
    let year = required_whole(it, "year-of-study", 1..=10);
    Some(AgreementStudent {
        name: names.student.clone(),
        born_on: born_on?,
        level: level?,
        major,
        year_of_study: year.and_then(|it| u8::try_from(it).ok())?,
    })
}

fn work(it: &mut Reader<'_>) -> Option<Work> {
    let weekdays: Vec<Weekday> = choices::<WorkingDay>(it, "weekdays").into_iter().map(WorkingDay::weekday).collect();
    if weekdays.is_empty() {
        it.fail("weekdays", Mistake::Missing);
    }
    let (begins, ends) = (time_of_day(it, "begins"), time_of_day(it, "ends"));
    let minutes = hours(it, "hours-per-day", 24);
    if minutes.is_none() && it.raw("hours-per-day").is_none_or(is_blank) {
        it.fail("hours-per-day", Mistake::Missing);
    }
    if begins.zip(ends).zip(minutes).is_some_and(|(hours, minutes)| !fits(hours, minutes)) {
        it.fail("hours-per-day", Mistake::EndsLast);
    }
    let on_holidays = ticked(it, "on-holidays");
    let hazards = choices::<Hazard>(it, "hazards");
    Some(Work { minutes_per_day: minutes?, weekdays, on_holidays, hours: (begins?, ends?), hazards })
}

/// Whether so many minutes of work fit between begin and end, with no more than breaks besides.
///
/// It ends on the next day when the end is not after the beginning.
fn fits((begins, ends): (Time, Time), minutes: u16) -> bool {
    let until = (ends - begins).whole_minutes();
    let span = if until > 0 { until } else { until + DAY_MINUTES };
    (0..=BREAKS_MAX_MINUTES).contains(&(span - i64::from(minutes)))
}

fn host(it: &mut Reader<'_>, names: &AgreementNames) -> Option<AgreementHost> {
    let place = it.required_text("host-place", LINE_MAX_CHARS);
    let tutor = tutor(it, "host-tutor");
    let venue: Option<Venue> = required_choice(it, "venue");
    let is_agency = ticked(it, "is-agency") || names.host_is_agency;
    let mut people = |field: &str, least| {
        required_whole(it, field, least..=PEOPLE_MAX).and_then(|number| u32::try_from(number).ok())
    };
    let (employees, interns) = (people("employees", 0), people("interns", 1));
    let (employees_at_post, interns_at_post) = (people("employees-at-post", 0), people("interns-at-post", 1));
    let facts = Host {
        is_agency,
        venue: venue?,
        employees: employees?,
        interns: interns?,
        employees_at_post: employees_at_post?,
        interns_at_post: interns_at_post?,
    };
    Some(AgreementHost { name: names.host.clone(), place, tutor, facts })
}

fn second_host(it: &mut Reader<'_>, names: &AgreementNames) -> Option<SecondHost> {
    let name = it.optional_text("second-host", LINE_MAX_CHARS)?;
    // What each of them confirms are words of their own.
    if [&names.host, &names.school].iter().any(|known| name_key(known) == name_key(&name)) {
        it.fail("second-host", Mistake::Twice);
    }
    let place = it.required_text("second-place", LINE_MAX_CHARS);
    let tutor = tutor(it, "second-tutor");
    let venue: Option<Venue> = required_choice(it, "second-venue");
    let is_agency = ticked(it, "second-is-agency");
    Some(SecondHost { name, place, tutor, is_agency, venue: venue? })
}

/// The one of `frames` that was chosen; any other is a mistake.
fn frame(it: &mut Reader<'_>, frames: &[Frame]) -> Option<Frame> {
    let chosen = it.optional_text("frame", LINE_MAX_CHARS)?;
    let found = frames.iter().find(|frame| frame.connection.to_string() == chosen).cloned();
    if found.is_none() {
        it.fail("frame", Mistake::NotAChoice { allowed: String::new() });
    }
    found
}

fn filing(it: &mut Reader<'_>) -> Option<Filing> {
    let number = it.optional_text("filing-number", LINE_MAX_CHARS)?;
    let on = required_day(it, "filing-on");
    let gates = choices::<Gate>(it, "filing-gates").into_iter().filter(|gate| gate.can_be_filed()).collect();
    Some(Filing { number, on: on?, gates })
}

fn pay(it: &mut Reader<'_>) -> Option<AgreedPay> {
    let fen = fen(it, "pay-yuan")?;
    let period: Option<PayPeriod> = required_choice(it, "pay-period");
    let same_post = fen_required(it, "same-post-yuan");
    let lowest_step_fen_per_month = self::fen(it, "lowest-step-yuan");
    let cycle = required_whole(it, "pay-cycle-days", 1..=366).and_then(|days| u16::try_from(days).ok());
    let in_money_to_student = ticked(it, "pay-in-money");
    Some(AgreedPay {
        fen,
        period: period?,
        same_post_fen_per_month: same_post?,
        lowest_step_fen_per_month,
        cycle_days: cycle?,
        in_money_to_student,
    })
}

fn insurance(it: &mut Reader<'_>) -> Option<Insurance> {
    let insurer = it.optional_text("insurer", LINE_MAX_CHARS)?;
    let number = it.required_text("policy-number", LINE_MAX_CHARS);
    let (first, last) = (required_day(it, "insured-from"), required_day(it, "insured-until"));
    let paid_by_student = ticked(it, "insured-by-student");
    Some(Insurance { insurer, number, policy: InsurancePolicy { first_day: first?, last_day: last?, paid_by_student } })
}

fn training(it: &mut Reader<'_>) -> Option<SafetyTraining> {
    let on = it.day("trained-on")?;
    let minutes = hours(it, "training-hours", 1_000);
    if minutes.is_none() && it.raw("training-hours").is_none_or(is_blank) {
        it.fail("training-hours", Mistake::Missing);
    }
    Some(SafetyTraining { on, minutes: minutes? })
}

fn reasons(it: &mut Reader<'_>) -> BTreeMap<Gate, String> {
    let mut reasons = BTreeMap::new();
    for &gate in Gate::ALL {
        if let Some(reason) = it.optional_text(&format!("reason-{}", gate.slug()), TEXT_MAX_CHARS) {
            reasons.insert(gate, reason);
        }
    }
    reasons
}

fn tutor(it: &mut Reader<'_>, field: &str) -> Tutor {
    let mut part = |what: &str| it.required_text(&format!("{field}-{what}"), LINE_MAX_CHARS);
    Tutor { name: part("name"), role: part("role") }
}

/// A text of the agreement, in which nothing is agreed on that the law forbids to take from whoever is hired.
fn lawful_text(it: &mut Reader<'_>, field: &str) -> String {
    let text = it.required_text(field, TEXT_MAX_CHARS);
    if clause::is_forbidden(&text) {
        it.fail(field, Mistake::NotYours);
    }
    text
}

fn required_choice<C: crate::choice::Choice>(it: &mut Reader<'_>, field: &str) -> Option<C> {
    if it.raw(field).is_none_or(is_blank) {
        it.fail(field, Mistake::Missing);
        return None;
    }
    it.choice(field)
}

fn required_day(it: &mut Reader<'_>, field: &str) -> Option<time::Date> {
    if it.raw(field).is_none_or(is_blank) {
        it.fail(field, Mistake::Missing);
        return None;
    }
    it.day(field)
}

fn required_whole(it: &mut Reader<'_>, field: &str, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
    if it.raw(field).is_none_or(is_blank) {
        it.fail(field, Mistake::Missing);
        return None;
    }
    it.whole(field, range)
}

fn is_blank(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}

fn ticked(it: &Reader<'_>, field: &str) -> bool {
    it.raw(field).is_some_and(|value| !is_blank(value))
}

/// Every choice that stands in `field`; what is none is left out, since nobody types it.
fn choices<C: crate::choice::Choice>(it: &mut Reader<'_>, field: &str) -> Vec<C> {
    let picked = it.words(field);
    C::ALL.iter().copied().filter(|choice| picked.iter().any(|slug| slug == choice.slug())).collect()
}

fn hours(it: &mut Reader<'_>, field: &str, max: i64) -> Option<u16> {
    let hours = it.decimal(field, 0..=max)?;
    // At most a thousand hours: sixty thousand minutes.
    Some((hours * 60.0).round() as u16)
}

fn fen(it: &mut Reader<'_>, field: &str) -> Option<u64> {
    let yuan = it.decimal(field, 0..=YUAN_MAX)?;
    Some((yuan * 100.0).round() as u64)
}

fn fen_required(it: &mut Reader<'_>, field: &str) -> Option<u64> {
    if it.raw(field).is_none_or(is_blank) {
        it.fail(field, Mistake::Missing);
        return None;
    }
    fen(it, field)
}

fn time_of_day(it: &mut Reader<'_>, field: &str) -> Option<Time> {
    let text = it.required_text(field, LINE_MAX_CHARS).replace('：', ":");
    let padded = if text.find(':') == Some(1) { format!("0{text}") } else { text };
    let time = Time::parse(&padded, format_description!("[hour]:[minute]")).ok();
    if time.is_none() && !padded.is_empty() {
        it.fail(field, Mistake::NotATime);
    }
    time
}
