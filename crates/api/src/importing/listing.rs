//! Understands rows that describe a listing.

use rongqiao_model::ListingId;
use rongqiao_model::choice::Education;
use rongqiao_model::clock::day_of;
use rongqiao_model::form::{FieldError, Mistake, Reader};
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::listing::{DESCRIPTION_MAX_CHARS, Listing, ListingState, Provenance, TITLE_MAX_CHARS};
use rongqiao_model::pay::PayPeriod;
use rongqiao_model::pay_text::{PayText, PayUnit};
use rongqiao_model::store::Incoming;
use serde_json::Value;
use time::{Date, Duration, OffsetDateTime, Time};

use super::moments::{Moment, end_of_day, first_day_of, in_shanghai, is_empty_day};
use super::row::text_of;
use super::understanding::{Record, Understanding, mistake};
use super::wording::{self, TeachingTime};

/// Skills that one listing keeps.
const SKILLS_MAX: usize = 40;

/// Longest name of a skill, in characters; what is longer is a sentence.
const SKILL_MAX_CHARS: usize = 60;

/// Longest name of the programme that a challenge belongs to, in characters.
const PROGRAMME_MAX_CHARS: usize = 200;

/// The hour at which demonstration rows appear, in Shanghai.
const DEMO_HOUR: Time = time::macros::time!(9:00);

/// Title, title in English, description, skills.
type Texts = (String, Option<String>, String, Vec<String>);

impl Understanding {
    pub(super) fn read_listing(&mut self, mut record: Record, number: u64) -> Result<Incoming, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let today = self.today();
        if !record.contains_key("title")
            && let Some(name) = record.remove("name")
        {
            record.insert("title".to_owned(), name);
        }
        let source = self.source_of(&record);
        let mut place = self.place_of(&mut record);
        if let Some(venue) = record.get("venue").and_then(text_of) {
            place.text = venue;
        }
        let industry = record.get("industry").and_then(text_of).and_then(|text| self.industry_of(&text));
        let kind = gather(kind_of(&record), &mut wrong);
        let organisation = gather(self.organisation_of(&record, &source), &mut wrong);
        let published_at = gather(published_at(&record, today), &mut wrong);
        let valid_through = gather(valid_through(&record, today), &mut wrong);
        let kind = kind.unwrap_or(ListingKind::Job);
        bring_to_our_words(kind, &mut record, today);
        let details = Details::read(kind, &record).map_err(|more| wrong.extend(more)).ok();
        let texts = texts(&record).map_err(|more| wrong.extend(more)).ok();
        let (Some(organisation), Some(details), Some(texts), Some(published_at), Some(valid_through)) =
            (organisation, details, texts, published_at, valid_through)
        else {
            return Err(wrong);
        };
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let (title, title_en, description, skills) = texts;
        let record = record_of(&record, number);
        let listing = Listing {
            id: ListingId::of_record(&source, &record),
            organisation: organisation.id,
            state: ListingState::Published,
            title,
            title_en,
            description,
            place,
            industry,
            skills,
            skills_denied: Vec::new(),
            valid_through: valid_through.or_else(|| details.over_at()),
            details,
            published_at: published_at.unwrap_or(self.now),
            provenance: Provenance { source, record },
            demo: self.demo,
        };
        Ok(Incoming { listing, organisation, dated: published_at.is_some() })
    }

    fn today(&self) -> Date {
        day_of(self.now)
    }
}

/// The value, or `None` with its mistake noted among those that are `wrong`.
fn gather<T>(read: Result<T, FieldError>, wrong: &mut Vec<FieldError>) -> Option<T> {
    read.map_err(|mistake| wrong.push(mistake)).ok()
}

fn texts(record: &Record) -> Result<Texts, Vec<FieldError>> {
    let mut reader = Reader::new(record);
    let title = reader.required_text("title", TITLE_MAX_CHARS).replace(['\n', '\t'], " ");
    let title_en = reader.optional_text("title_en", TITLE_MAX_CHARS);
    let description = reader.text("description", DESCRIPTION_MAX_CHARS);
    let skills = skills(&mut reader);
    reader.finish((title, title_en, description, skills))
}

fn kind_of(record: &Record) -> Result<ListingKind, FieldError> {
    let Some(word) = record.get("kind").and_then(text_of) else { return Ok(ListingKind::Job) };
    wording::listing_kind(&word).ok_or_else(|| {
        let allowed = ListingKind::ALL.iter().map(|kind| kind.slug()).collect::<Vec<_>>().join(", ");
        mistake("kind", Mistake::NotAChoice { allowed })
    })
}

/// The row's own identifier, else its number in the file.
fn record_of(record: &Record, number: u64) -> String {
    let said = ["id", "n"].into_iter().find_map(|field| record.get(field).and_then(text_of));
    said.unwrap_or_else(|| format!("row-{number}"))
}

fn published_at(record: &Record, today: Date) -> Result<Option<OffsetDateTime>, FieldError> {
    if let Some(days) = record.get("published_days_ago").and_then(Value::as_i64) {
        return Ok(Some(in_shanghai(today - Duration::days(days.clamp(0, 3_650)), DEMO_HOUR)));
    }
    if let Some(text) = said_day(record, "published_at") {
        let moment = Moment::read(&text).ok_or_else(|| mistake("published_at", Mistake::NotADay))?;
        return Ok(Some(moment.start()));
    }
    let year = record.get("year").and_then(text_of).and_then(|text| text.parse().ok());
    Ok(year.and_then(first_day_of).map(|day| Moment::Day(day).start()))
}

/// What stands in a field for a day, unless it stands for none.
fn said_day(record: &Record, field: &str) -> Option<String> {
    record.get(field).and_then(text_of).filter(|text| !is_empty_day(text))
}

fn valid_through(record: &Record, today: Date) -> Result<Option<OffsetDateTime>, FieldError> {
    if let Some(days) = record.get("closes_in_days").and_then(Value::as_i64) {
        return Ok(Some(end_of_day(today + Duration::days(days.clamp(-3_650, 3_650)))));
    }
    let Some(text) = said_day(record, "valid_through") else { return Ok(None) };
    let moment = Moment::read(&text).ok_or_else(|| mistake("valid_through", Mistake::NotADay))?;
    Ok(Some(moment.end()))
}

fn skills(reader: &mut Reader<'_>) -> Vec<String> {
    let mut skills = reader.words("skills");
    // Some files separate skills by nothing but spaces.
    let is_text = reader.raw("skills").is_some_and(Value::is_string);
    if let ([only], true) = (skills.as_slice(), is_text) {
        let mut seen = std::collections::HashSet::new();
        skills = only.split_whitespace().map(str::to_owned).filter(|word| seen.insert(word.to_lowercase())).collect();
    }
    let says_nothing =
        |skill: &str| matches!(skill.to_lowercase().as_str(), "无" | "none" | "不限" | "其他" | "n/a" | "-");
    skills.retain(|skill| !says_nothing(skill) && skill.chars().count() <= SKILL_MAX_CHARS);
    skills.truncate(SKILLS_MAX);
    skills
}

/// Puts our words in the place of the file's in the fields of those kinds that others have too.
fn bring_to_our_words(kind: ListingKind, record: &mut Record, today: Date) {
    match kind {
        ListingKind::Job => job_words(record),
        ListingKind::Course => course_words(record, today),
        ListingKind::Challenge => challenge_words(record),
        ListingKind::Event => event_words(record, today),
        _ => {}
    }
}

fn job_words(record: &mut Record) {
    read_pay(record);
    reword(record, "education", |text| Education::from_text(text).map(Education::slug));
    let title = record.get("title").and_then(text_of).unwrap_or_default();
    reword(record, "employment_type", |text| wording::employment(text).map(|it| it.slug()));
    if let Some(employment) = wording::employment_in_title(&title) {
        record.entry("employment_type").or_insert_with(|| Value::from(employment.slug()));
    }
    let experience = record.get("experience").and_then(text_of).and_then(|text| wording::experience_years(&text));
    if let Some(years) = experience {
        record.entry("experience_min_years").or_insert_with(|| Value::from(years));
    }
    if let Some(majors) = record.remove("major") {
        record.entry("majors").or_insert(majors);
    }
    keep_digits(record, "headcount");
}

fn course_words(record: &mut Record, today: Date) {
    reword(record, "education", |text| Education::from_text(text).map(Education::slug));
    reword(record, "format", |text| wording::course_format(text).map(|it| it.slug()));
    reword(record, "mode", |text| wording::teaching_mode(text).map(|it| it.slug()));
    reword(record, "prerequisites", |text| {
        let text = text.replace("''", "");
        Some(text.trim().to_owned()).filter(|text| !matches!(text.to_lowercase().as_str(), "none" | "无" | "无要求"))
    });
    for field in ["hours", "credits"] {
        let in_words = record.get(field).and_then(Value::as_str).filter(|text| text.trim().parse::<f64>().is_err());
        let Some(time) = in_words.map(TeachingTime::read) else { continue };
        record.remove(field);
        let entries = [
            ("hours", time.hours.map(Value::from)),
            ("credits", time.credits.map(Value::from)),
            ("schedule", time.schedule.map(Value::from)),
        ];
        for (field, value) in entries {
            if let Some(value) = value {
                record.entry(field).or_insert(value);
            }
        }
    }
    if let Some(days) = record.get("starts_in_days").and_then(Value::as_i64) {
        let first_day = today + Duration::days(days.clamp(-3_650, 3_650));
        record.insert("starts_on".to_owned(), Value::from(first_day.to_string()));
    }
    keep_digits(record, "seats");
}

/// Brings days that are counted from today and times of them to moments.
fn event_words(record: &mut Record, today: Date) {
    let counted = [
        ("starts_at", "starts_in_days", "starts_time"),
        ("ends_at", "ends_in_days", "ends_time"),
        ("register_until", "register_in_days", "register_time"),
    ];
    for (field, days, time) in counted {
        let Some(days) = record.get(days).and_then(Value::as_i64) else { continue };
        let day = today + Duration::days(days.clamp(-3_650, 3_650));
        let time = record.get(time).and_then(text_of).unwrap_or_else(|| "00:00".to_owned());
        record.insert(field.to_owned(), Value::from(format!("{day} {time}")));
    }
    keep_digits(record, "seats");
}

fn challenge_words(record: &mut Record) {
    if record.contains_key("programme") {
        return;
    }
    let year = record.get("year").and_then(text_of);
    let topics = Reader::new(record).words("topics").join("、");
    let known: Vec<String> = year.into_iter().chain(Some(topics).filter(|topics| !topics.is_empty())).collect();
    let programme: String = known.join(" · ").chars().take(PROGRAMME_MAX_CHARS).collect();
    if !programme.is_empty() {
        record.insert("programme".to_owned(), Value::from(programme));
    }
}

/// Brings pay, in numbers or in words, to `pay_min`, `pay_max`, `pay_period` and `pay_currency`.
fn read_pay(record: &mut Record) {
    let said = |record: &Record, field: &str| record.get(field).and_then(text_of);
    let number = |record: &Record, field: &str| said(record, field)?.replace(',', "").parse::<f64>().ok();
    let mut unit = said(record, "pay_unit")
        .map_or_else(|| PayUnit { factor: 1.0, ..PayUnit::default() }, |text| PayUnit::read(&text));
    let (min, max) = (number(record, "pay_min"), number(record, "pay_max"));
    let in_words = said(record, "salary").or_else(|| said(record, "pay")).and_then(|text| PayText::read(&text));
    let (min, max) = match (min.or(max), in_words) {
        (Some(_), _) => (min.or(max), max.or(min)),
        (None, Some(words)) => {
            unit = PayUnit { period: words.unit.period.or(unit.period), ..words.unit };
            (Some(words.min), Some(words.max))
        }
        // Whatever else stands there is for the reader to refuse.
        (None, None) => return,
    };
    let whole = |sum: Option<f64>| (sum.unwrap_or(0.0) * unit.factor).round() as i64;
    let (min, max) = (whole(min), whole(max));
    record.insert("pay_min".to_owned(), Value::from(min));
    record.insert("pay_max".to_owned(), Value::from(max));
    reword(record, "pay_period", |text| {
        PayPeriod::from_slug(text).or_else(|| PayUnit::read(text).period).map(PayPeriod::slug)
    });
    let period = unit.period.unwrap_or_else(|| PayUnit::guess_period(max.max(min)));
    record.entry("pay_period").or_insert_with(|| Value::from(period.slug()));
    if let Some(currency) = unit.currency {
        record.entry("pay_currency").or_insert_with(|| Value::from(currency));
    }
}

/// Puts our word in the place of the file's; words that we do not know leave the field open.
fn reword<T: Into<String>>(record: &mut Record, field: &str, ours: impl FnOnce(&str) -> Option<T>) {
    let Some(theirs) = record.get(field) else { return };
    match text_of(theirs).and_then(|theirs| ours(&theirs)) {
        Some(ours) => record.insert(field.to_owned(), Value::from(ours.into())),
        None => record.remove(field),
    };
}

/// Keeps the number in words such as `3人`; `若干` leaves the field open.
fn keep_digits(record: &mut Record, field: &str) {
    let Some(text) = record.get(field).and_then(Value::as_str) else { return };
    if text.trim().replace(',', "").parse::<f64>().is_ok() {
        return;
    }
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    match digits.parse::<i64>() {
        Ok(number) => record.insert(field.to_owned(), Value::from(number)),
        Err(_) => record.remove(field),
    };
}
