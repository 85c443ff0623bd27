//! What a posting says, read from its record, and what the law and the platform want told before it is published.

use time::{Date, Duration, OffsetDateTime, Time, UtcOffset};

use super::{Posting, Record, SOURCE};
use crate::clock::{SHANGHAI, day_of};
use crate::code::{INDUSTRIES, ZONES};
use crate::form::{FieldError, Mistake, Reader};
use crate::kind::field::{FieldInput, FieldSpec};
use crate::kind::{Details, ListingKind};
use crate::listing::{Listing, ListingState, Provenance, TITLE_MAX_CHARS};
use crate::organisation::Organisation;
use crate::place::Place;
use crate::screening;

/// Days ahead for which publication can be planned.
pub const PLANNED_DAYS_MAX: i64 = 90;

/// Skills that one listing names at most.
const SKILLS_MAX: usize = 40;

/// Longest name of a skill, in characters.
const SKILL_MAX_CHARS: usize = 60;

/// Longest place in words, in characters.
const PLACE_MAX_CHARS: usize = 100;

/// Longest text about the employer, in characters.
const EMPLOYER_MAX_CHARS: usize = 2_000;

/// What stands before the texts of every kind.
const HEAD: [FieldSpec; 2] = [
    FieldSpec::line("title", "title", TITLE_MAX_CHARS).required(),
    FieldSpec::line("title_en", "title-en", TITLE_MAX_CHARS),
];

/// What stands behind the details of every kind.
const FOOT: [FieldSpec; 5] = [
    FieldSpec::code("zone", "zone", ZONES),
    FieldSpec::code("industry", "industry", INDUSTRIES),
    FieldSpec::day("valid_through", "valid-through"),
    FieldSpec::day("publish_at", "publish-at"),
    FieldSpec::words("skills", "skills"),
];

/// What a posting says, read and understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Contents {
    title: String,
    title_en: Option<String>,
    description: String,
    place: Place,
    industry: Option<String>,
    skills: Vec<String>,
    skills_denied: Vec<String>,
    details: Details,
    /// The last day on which it is open.
    pub valid_through: Option<Date>,
    /// The day from which it is to be public.
    pub publish_at: Option<Date>,
}

/// What the form for one of `kind` asks for, in its order.
///
/// Work needs a place and an employer who says who they are; whatever somebody looks for needs an end.
#[must_use]
pub fn form_fields(kind: ListingKind) -> Vec<FieldSpec> {
    let mut place = FieldSpec::line("place", "place", PLACE_MAX_CHARS);
    let mut employer = None;
    match kind {
        ListingKind::Job => {
            place = place.required();
            employer = Some(FieldSpec::text("employer", "employer", EMPLOYER_MAX_CHARS));
        }
        ListingKind::Course
        | ListingKind::TrainingNeed
        | ListingKind::Programme
        | ListingKind::Challenge
        | ListingKind::Achievement
        | ListingKind::Service
        | ListingKind::ServiceNeed
        | ListingKind::Facility
        | ListingKind::CooperationNeed
        | ListingKind::CooperationOffer
        | ListingKind::Article
        | ListingKind::Policy => {}
        ListingKind::Event => place = place.required(),
    }
    let mut fields = Vec::from(HEAD);
    fields.extend(kind.texts());
    fields.extend(employer);
    fields.extend(kind.fields());
    fields.push(place);
    fields.extend(FOOT);
    // An event is over when it ends, and nobody says that twice.
    fields.retain(|field| kind != ListingKind::Event || field.name != "valid_through");
    if kind.side() == crate::choice::Side::Demand {
        let ends = fields.iter_mut().find(|field| field.name == "valid_through");
        ends.into_iter().for_each(|field| field.required = true);
    }
    fields
}

impl Contents {
    /// Reads what `record` says of something of `kind`.
    ///
    /// # Errors
    ///
    /// Returns every mistake: what is missing, too long, or cannot be understood.
    pub fn read(kind: ListingKind, record: &Record) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(record);
        let fields = form_fields(kind);
        for field in fields.iter().filter(|field| field.required) {
            if reader.text(field.name, usize::MAX).is_empty() {
                reader.fail(field.name, Mistake::Missing);
            }
        }
        let mut lines = |name: &str| match fields.iter().find(|field| field.name == name).map(|field| field.input) {
            Some(FieldInput::Line(max) | FieldInput::Text(max)) => reader.text(name, max),
            Some(
                FieldInput::Number
                | FieldInput::Decimal
                | FieldInput::Choice { .. }
                | FieldInput::Code(_)
                | FieldInput::Words
                | FieldInput::Day
                | FieldInput::Moment,
            )
            | None => String::new(),
        };
        let [title, title_en, place] =
            ["title", "title_en", "place"].map(|name| lines(name).replace(['\n', '\t'], " "));
        let texts: Vec<(&str, String)> =
            kind.texts().iter().map(|field| field.name).chain(["employer"]).map(|name| (name, lines(name))).collect();
        let code = |name: &str| Some(reader_text(record, name)).filter(|code| !code.is_empty());
        let place = Place { division: code("division"), zone: code("zone"), text: place };
        let contents = (reader.day("valid_through"), reader.day("publish_at"), skills(&mut reader));
        let denied = reader.words("skills_denied");
        let details = Details::read(kind, record);
        let mut wrong = reader.finish(()).err().unwrap_or_default();
        let details = match details {
            Ok(details) if wrong.is_empty() => details,
            more => {
                wrong.extend(more.err().unwrap_or_default());
                return Err(in_order(&fields, wrong));
            }
        };
        let (valid_through, publish_at, skills) = contents;
        Ok(Self {
            title,
            title_en: Some(title_en).filter(|title| !title.is_empty()),
            description: description(&texts),
            place,
            industry: code("industry"),
            skills,
            skills_denied: denied,
            details,
            valid_through,
            publish_at,
        })
    }

    /// What is wrong with the days, if it is submitted on `today`: it must be open on a day to come, and not for longer
    /// than its kind may be.
    #[must_use]
    pub fn wrong_days(&self, today: Date) -> Vec<FieldError> {
        let over_on = self.details.over_at().map(day_of);
        wrong_days(self.details.kind(), (self.publish_at, self.valid_through, over_on), today)
    }

    /// The last moment at which it is open.
    #[must_use]
    pub fn closes_at(&self) -> Option<OffsetDateTime> {
        let last_second = |day: Date| day.with_time(LAST_SECOND).assume_offset(SHANGHAI).to_offset(UtcOffset::UTC);
        self.details.over_at().or_else(|| self.valid_through.map(last_second))
    }

    /// The moment from which it is to be public.
    #[must_use]
    pub fn opens_at(&self) -> Option<OffsetDateTime> {
        self.publish_at.map(|day| day.with_time(Time::MIDNIGHT).assume_offset(SHANGHAI).to_offset(UtcOffset::UTC))
    }

    /// The listing that `posting` becomes when it is public since `published_at`.
    #[must_use]
    pub fn listing(self, posting: &Posting, published_at: OffsetDateTime) -> Listing {
        let valid_through = self.closes_at();
        Listing {
            id: posting.id,
            organisation: posting.organisation,
            state: ListingState::Published,
            title: self.title,
            title_en: self.title_en,
            description: self.description,
            place: self.place,
            industry: self.industry,
            skills: self.skills,
            skills_denied: self.skills_denied,
            details: self.details,
            published_at,
            valid_through,
            provenance: Provenance { source: SOURCE.to_owned(), record: posting.id.to_string() },
            demo: false,
        }
    }

    /// What pays and how somebody is employed, for screening.
    #[must_use]
    pub const fn details(&self) -> &Details {
        &self.details
    }

    /// All that readers see as one text, for reading skills out of it.
    #[must_use]
    pub fn whole_text(&self) -> String {
        format!("{}\n{}", self.title, self.description)
    }

    /// The six-digit code of where it is.
    #[must_use]
    pub fn division(&self) -> Option<&str> {
        self.place.division.as_deref()
    }
}

const LAST_SECOND: Time = time::macros::time!(23:59:59);

/// What is wrong with the days that `record` tells, whatever else is wrong in it; see [`Contents::wrong_days`].
#[must_use]
pub fn wrong_days_in(kind: ListingKind, record: &Record, today: Date) -> Vec<FieldError> {
    let mut reader = Reader::new(record);
    let over_at = Details::read(kind, record).ok().and_then(|details| details.over_at());
    let over_on = over_at.map(day_of);
    wrong_days(kind, (reader.day("publish_at"), reader.day("valid_through"), over_on), today)
}

fn wrong_days(
    kind: ListingKind,
    (publish_at, valid_through, over_on): (Option<Date>, Option<Date>, Option<Date>),
    today: Date,
) -> Vec<FieldError> {
    let outside = |field: &str, first: Date, last: Date| FieldError {
        field: field.to_owned(),
        mistake: Mistake::DayOutside { first: first.to_string(), last: last.to_string() },
    };
    let mut wrong = Vec::new();
    let last_planned = today + Duration::days(PLANNED_DAYS_MAX);
    if publish_at.is_some_and(|day| day < today || day > last_planned) {
        wrong.push(outside("publish_at", today, last_planned));
    }
    let begins = publish_at.filter(|&day| day >= today && day <= last_planned).unwrap_or(today);
    let last = begins + Duration::days(kind.open_days_max());
    if valid_through.is_some_and(|day| day <= begins || day > last) {
        wrong.push(outside("valid_through", begins + Duration::DAY, last));
    }
    if over_on.is_some_and(|day| day < begins || day > last) {
        wrong.push(outside("ends_at", begins, last));
    }
    wrong
}

/// What is missing although no field of the form is: an employer has to say who they are, here or for all postings.
#[must_use]
pub fn missing_about_organisation(kind: ListingKind, record: &Record, organisation: &Organisation) -> Vec<FieldError> {
    let is_told = !organisation.summary.is_empty() || !reader_text(record, "employer").is_empty();
    let asks = form_fields(kind).iter().any(|field| field.name == "employer");
    let missing = FieldError { field: "employer".to_owned(), mistake: Mistake::Missing };
    (asks && !is_told).then_some(missing).into_iter().collect()
}

/// What is to be screened in `record`, each text under the name of its field.
#[must_use]
pub fn to_be_screened<'a>(kind: ListingKind, record: &'a Record) -> screening::Posting<'a> {
    let title = record.get("title").and_then(serde_json::Value::as_str).unwrap_or_default();
    let fields = form_fields(kind);
    let texts = fields.iter().filter(|field| field.is_free_text() && field.name != "title");
    // Spans count the bytes of the record's own text, so that they can be marked in it.
    let text_of = |name: &str| record.get(name).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let filters = Details::read(kind, record).map(|details| details.filters()).unwrap_or_default();
    screening::Posting {
        title,
        description: "",
        fields: texts.map(|field| (field.name, text_of(field.name))).collect(),
        pay: filters.pay,
        employment: filters.employment,
    }
}

fn reader_text(record: &Record, field: &str) -> String {
    Reader::new(record).text(field, usize::MAX)
}

fn skills(reader: &mut Reader<'_>) -> Vec<String> {
    let mut skills = reader.words("skills");
    if let Some(found) = skills.iter().map(|skill| skill.chars().count()).find(|&chars| chars > SKILL_MAX_CHARS) {
        reader.fail("skills", Mistake::TooLong { max: SKILL_MAX_CHARS, found });
    }
    skills.truncate(SKILLS_MAX);
    skills
}

/// One text of several; each part of more than one gets a heading in its own language.
fn description(texts: &[(&str, String)]) -> String {
    let told: Vec<&(&str, String)> = texts.iter().filter(|(_, text)| !text.is_empty()).collect();
    let part = |(name, text): &&(&str, String)| match heading(name, text) {
        Some(heading) => format!("{heading}\n{text}"),
        None => text.clone(),
    };
    told.iter().map(part).collect::<Vec<_>>().join("\n\n")
}

/// What stands above a part of a description, in the words that postings use.
fn heading(name: &str, text: &str) -> Option<&'static str> {
    let chinese = text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    match (name, chinese) {
        ("duties", true) => Some("岗位职责："),
        ("duties", false) => Some("What you will do:"),
        ("requirements", true) => Some("任职要求："),
        ("requirements", false) => Some("What we ask for:"),
        ("employer", true) => Some("单位简介："),
        ("employer", false) => Some("About us:"),
        _ => None,
    }
}

/// The mistakes in the order of the form, the first of each field.
fn in_order(fields: &[FieldSpec], wrong: Vec<FieldError>) -> Vec<FieldError> {
    let mut ordered: Vec<FieldError> = Vec::with_capacity(wrong.len());
    let place = |error: &FieldError| fields.iter().position(|field| field.name == error.field).unwrap_or(fields.len());
    for error in wrong {
        if !ordered.iter().any(|known| known.field == error.field) {
            ordered.push(error);
        }
    }
    ordered.sort_by_key(place);
    ordered
}

#[cfg(test)]
mod tests;
