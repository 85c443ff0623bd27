use rongqiao_model::code::{Codes, DIVISIONS, INDUSTRIES, ZONES};
use rongqiao_model::listing::{Listing, PublishedListing};
use rongqiao_model::{ListingId, OrganisationId};

use crate::facts::{self, Facts, NO_END, UNKNOWN};
use crate::fit::{Demands, Description, Mark};
use crate::skills::Vocabulary;

/// What the index keeps of one listing.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexDocument {
    /// Identity; indexing the same id again replaces the document.
    pub id: ListingId,
    pub(crate) organisation: OrganisationId,
    /// Titles, occupations, skills and context: what admits a listing to the results.
    pub(crate) head: Head,
    /// Everything else worth searching, which only raises it.
    pub(crate) body: String,
    pub(crate) city: Option<String>,
    pub(crate) zone: Option<String>,
    pub(crate) facts: Facts,
    pub(crate) marks: Vec<Mark>,
    pub(crate) suggestions: Vec<String>,
}

/// The four sections of a listing's head, in the order in which the index keeps them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Head {
    pub(crate) context: String,
    pub(crate) title: String,
    pub(crate) skill: String,
    pub(crate) occupation: String,
}

impl IndexDocument {
    /// Describes `listing` for the index; `codes` gives the names of its place and industry.
    #[must_use]
    pub fn of(listing: &PublishedListing, codes: &Codes) -> Self {
        let it = &listing.listing;
        let places = place_names(listing, codes);
        let mut body = it.description.clone();
        body.push('\n');
        body.push_str(&it.details.further_text());
        let mut title = it.title.clone();
        if let Some(english) = &it.title_en {
            title.push_str(" \n ");
            title.push_str(english);
        }
        let context = context(listing, codes, &places);
        Self {
            id: it.id,
            organisation: it.organisation,
            head: Head {
                context,
                title,
                skill: skill_names(&it.skills),
                occupation: it.details.occupations().join(" \n "),
            },
            body,
            city: it.place.city_key(),
            zone: it.place.zone.clone(),
            facts: facts_of(listing, codes),
            marks: marks_of(it),
            suggestions: suggestions(listing, &places),
        }
    }

    /// Describes the listing for fitting, as the index will.
    pub(crate) fn describe(&self) -> Description {
        let Facts { kind, education, experience, employment, pay_min, pay_max, .. } = self.facts;
        let demands = Demands { kind, education, experience, employment, pay: (pay_min, pay_max) };
        Description::kept(self.marks.iter().copied(), demands, self.city.as_deref())
    }

    /// A document of which only the title is known, for evaluations.
    #[must_use]
    pub fn titled(id: ListingId, title: &str) -> Self {
        let facts = Facts {
            valid_through: NO_END,
            employment: UNKNOWN,
            education: UNKNOWN,
            experience: UNKNOWN,
            title_len: byte(title.chars().count()),
            ..Facts::default()
        };
        Self {
            id,
            organisation: OrganisationId::from_uuid(id.as_uuid()),
            head: Head { title: title.to_owned(), ..Head::default() },
            body: String::new(),
            city: None,
            zone: None,
            facts,
            marks: Vec::new(),
            suggestions: vec![entry('t', title)],
        }
    }
}

fn byte(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

fn seconds(moment: time::OffsetDateTime) -> u32 {
    u32::try_from(moment.unix_timestamp().max(0)).unwrap_or(u32::MAX - 1)
}

fn facts_of(listing: &PublishedListing, codes: &Codes) -> Facts {
    let it = &listing.listing;
    let filters = it.details.filters();
    let (pay_min, pay_max) = filters.pay.as_ref().and_then(|pay| pay.monthly_yuan()).unwrap_or((0, 0));
    let section = it.industry.as_deref().and_then(|code| codes.industry_section(code));
    let tie = it.id.as_uuid().as_u128() as u32;
    Facts {
        published: seconds(it.published_at),
        valid_through: it.valid_through.map_or(NO_END, seconds),
        pay_min,
        pay_max,
        seq: 0,
        tie,
        city: 0,
        zone: 0,
        industry: section.and_then(|letter| letter.bytes().next()).unwrap_or(0),
        kind: facts::kind_byte(it.kind()),
        employment: facts::employment_byte(filters.employment),
        education: facts::education_byte(filters.education),
        experience: filters.experience_min_years.unwrap_or(UNKNOWN),
        organisation_kind: facts::organisation_kind_byte(listing.organisation_kind),
        title_len: byte(it.title.chars().count()),
    }
}

fn marks_of(listing: &Listing) -> Vec<Mark> {
    let mut marks = Description::of(listing, Vocabulary::current()).marks();
    marks.extend(listing.details.capacity().map(Mark::Capacity));
    marks
}

/// The skills as they were written, and the vocabulary's names of them in both languages.
fn skill_names(skills: &[String]) -> String {
    let vocabulary = Vocabulary::current();
    let mut names: Vec<&str> = skills.iter().map(String::as_str).collect();
    let known = skills.iter().filter_map(|name| vocabulary.skill(vocabulary.by_name(name)?));
    for name in known.flat_map(|skill| [skill.zh.as_str(), skill.en.as_str()]) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(" \n ")
}

/// Names of the place and of the city and province above it, short forms included.
fn place_names(listing: &PublishedListing, codes: &Codes) -> Vec<String> {
    let place = &listing.listing.place;
    let divisions = place.division.as_deref().map(|code| codes.ancestry(DIVISIONS, code)).unwrap_or_default();
    let zone = place.zone.as_deref().and_then(|code| codes.find(ZONES, code));
    let rows = zone.into_iter().chain(divisions);
    let mut names: Vec<String> =
        rows.flat_map(|row| [row.name.clone(), row.name_en.clone()].into_iter().chain(row.aliases.clone())).collect();
    names.push(place.text.clone());
    names.retain(|name| !name.is_empty());
    names
}

fn context(listing: &PublishedListing, codes: &Codes, places: &[String]) -> String {
    let industries =
        listing.listing.industry.as_deref().map(|code| codes.ancestry(INDUSTRIES, code)).unwrap_or_default();
    let mut parts = vec![listing.organisation_name.as_str()];
    parts.extend(listing.organisation_name_en.as_deref());
    parts.extend(places.iter().map(String::as_str));
    parts.extend(industries.iter().flat_map(|row| [row.name.as_str(), row.name_en.as_str()]));
    parts.join(" \n ")
}

/// What the listing adds to the suggestions: a letter for the kind, then the text.
fn suggestions(listing: &PublishedListing, places: &[String]) -> Vec<String> {
    let it = &listing.listing;
    let mut entries = vec![entry('t', &it.title), entry('o', &listing.organisation_name)];
    entries.extend(it.title_en.iter().map(|title| entry('t', title)));
    entries.extend(it.skills.iter().map(|skill| entry('s', skill)));
    entries.extend(places.iter().map(|place| entry('p', place)));
    entries
}

pub(crate) fn entry(letter: char, text: &str) -> String {
    let bare = text.split(['（', '(', '【', '[', '-', '—', '|', '/']).next().unwrap_or(text).trim();
    let text = if bare.chars().count() >= 2 { bare } else { text.trim() };
    format!("{letter}{}", text.chars().take(40).collect::<String>())
}
