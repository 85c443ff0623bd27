//! Names of the values that listings are counted by, looked up in the catalogue once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use rongqiao_matching::{Dimension, ExperienceBand};
use rongqiao_model::choice::{Choice, Education, EmploymentType, Side};
use rongqiao_model::code::{Code, Codes, DIVISIONS, INDUSTRIES, ZONES};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::organisation::OrganisationKind;
use rongqiao_model::place::Place;

use crate::language::Language;

type Words = HashMap<(Language, Dimension), HashMap<&'static str, String>>;

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::new();
    add::<ListingKind>(&mut words, Dimension::Kind, "kind");
    add::<Side>(&mut words, Dimension::Side, "side");
    add::<EmploymentType>(&mut words, Dimension::Employment, "employment-type");
    add::<Education>(&mut words, Dimension::Education, "education");
    add::<ExperienceBand>(&mut words, Dimension::Experience, "experience");
    add::<OrganisationKind>(&mut words, Dimension::OrganisationKind, "organisation-kind");
    words
});

/// Takes the words of one closed list from the catalogue, where they stand under `<list>-<slug>`.
fn add<C: Choice>(words: &mut Words, dimension: Dimension, list: &str) {
    for &language in Language::ALL {
        for choice in C::ALL {
            let key = format!("{list}-{}", choice.slug());
            let word = if language.knows(&key) { language.say(&key) } else { choice.slug().to_owned() };
            words.entry((language, dimension)).or_default().insert(choice.slug(), word);
        }
    }
}

/// The name of `value` of `dimension`; the value itself when it has none.
#[must_use]
pub fn name_of<'a>(dimension: Dimension, value: &'a str, codes: &'a Codes, language: Language) -> Cow<'a, str> {
    let coded = |table| codes.find(table, value).map(|row| name_in(row, language));
    let found = match dimension {
        Dimension::Kind
        | Dimension::Side
        | Dimension::Employment
        | Dimension::Education
        | Dimension::Experience
        | Dimension::OrganisationKind => word(dimension, value, language),
        Dimension::City => coded(DIVISIONS),
        Dimension::Zone => coded(ZONES),
        Dimension::Industry => coded(INDUSTRIES),
        Dimension::Published => return within("within-published", value, language),
        Dimension::Closing => return within("within-closing", value, language),
        Dimension::Pay | Dimension::Organisation => None,
    };
    Cow::Borrowed(found.unwrap_or(value))
}

fn within<'a>(key: &str, days: &'a str, language: Language) -> Cow<'a, str> {
    days.parse::<u64>().map_or(Cow::Borrowed(days), |days| Cow::Owned(language.count(key, days)))
}

fn word(dimension: Dimension, slug: &str, language: Language) -> Option<&'static str> {
    WORDS.get(&(language, dimension))?.get(slug).map(String::as_str)
}

fn name_in(row: &Code, language: Language) -> &str {
    match language {
        Language::English if !row.name_en.is_empty() => &row.name_en,
        Language::English | Language::Chinese => &row.name,
    }
}

/// The name of a place as people say it: its zone, else its division, else the words that were given.
#[must_use]
pub fn place_name<'a>(place: &'a Place, codes: &'a Codes, language: Language) -> Option<&'a str> {
    let named = |table, code: &Option<String>| codes.find(table, code.as_deref()?).map(|row| name_in(row, language));
    let found = named(ZONES, &place.zone).or_else(|| named(DIVISIONS, &place.division));
    found.or(Some(place.text.as_str()).filter(|text| !text.is_empty()))
}
