//! A search as it stands in an address: read from a query string, written back, changed by one step.
//!
//! Results page, feed and JSON share it, so that an address means the same everywhere.

use std::fmt::Write as _;
use std::str::FromStr;

use rongqiao_matching::query::MAX_PAGE_HITS;
use rongqiao_matching::{Dimension, SearchQuery, Sort};
use rongqiao_model::choice::{Choice, Education};
use rongqiao_model::code::{Codes, DIVISIONS, INDUSTRIES, ZONES};
use rongqiao_model::place::city_of;

/// Longest text that is searched for, in characters; what goes beyond is left out.
pub const TEXT_MAX_CHARS: usize = 400;

/// Hits on a page when the address does not say.
pub const DEFAULT_LIMIT: usize = 20;

/// Most cities among which a search chooses.
pub(crate) const MAX_CITIES: usize = 20;

/// Longest name of a city that is no known one, in characters.
pub(crate) const CITY_MAX_CHARS: usize = 40;

/// Most parts of an address that are reported as not understood.
pub(crate) const MAX_IGNORED: usize = 20;

/// Parts of an address that were not understood and left out, with what can stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// Name of the parameter.
    pub parameter: String,
    /// What stood there.
    pub value: String,
    /// What can stand there.
    pub allowed: String,
}

/// Reads a search from the pairs of a query string. What it does not understand is left out and reported.
#[must_use]
pub fn read(pairs: &[(String, String)], codes: &Codes) -> (SearchQuery, Vec<Ignored>) {
    let mut reader = AddressReader {
        query: SearchQuery { limit: DEFAULT_LIMIT, ..SearchQuery::default() },
        ignored: Vec::new(),
        codes,
    };
    for (parameter, value) in pairs {
        let value = value.trim();
        if !value.is_empty() {
            reader.take(parameter, value);
        }
    }
    (reader.query, reader.ignored)
}

struct AddressReader<'a> {
    query: SearchQuery,
    ignored: Vec<Ignored>,
    codes: &'a Codes,
}

impl AddressReader<'_> {
    fn take(&mut self, parameter: &str, value: &str) {
        match parameter {
            "q" => self.query.text = value.chars().take(TEXT_MAX_CHARS).collect(),
            "limit" => {
                self.query.limit =
                    self.number(parameter, value).map_or(DEFAULT_LIMIT, |it: usize| it.clamp(1, MAX_PAGE_HITS))
            }
            "salary_min" => self.query.filters.pay_min_yuan = self.number(parameter, value),
            "salary_max" => self.query.filters.pay_max_yuan = self.number(parameter, value),
            "published" => self.query.filters.published_within_days = self.number(parameter, value),
            "closing" => self.query.filters.closing_within_days = self.number(parameter, value),
            "cursor" => self.query.cursor = self.parsed(parameter, value, "the value of `next` of the page before"),
            "sort" => self.query.sort = self.one::<Sort>(parameter, value).unwrap_or_default(),
            "organisation" => {
                self.query.filters.organisation = self.parsed(parameter, value, "the id of an organisation");
            }
            _ => {
                value.split(',').map(str::trim).filter(|it| !it.is_empty()).for_each(|it| self.take_one(parameter, it))
            }
        }
    }

    /// Takes one of several alternatives.
    fn take_one(&mut self, parameter: &str, value: &str) {
        match parameter {
            "kind" => {
                let choice = self.one(parameter, value);
                add(&mut self.query.filters.kinds, choice);
            }
            "side" => {
                let choice = self.one(parameter, value);
                add(&mut self.query.filters.sides, choice);
            }
            "employment" => {
                let choice = self.one(parameter, value);
                add(&mut self.query.filters.employment, choice);
            }
            "experience" => {
                let choice = self.one(parameter, value);
                add(&mut self.query.filters.experience, choice);
            }
            "organisation_kind" => {
                let choice = self.one(parameter, value);
                add(&mut self.query.filters.organisation_kinds, choice);
            }
            "facets" => {
                let choice = self.one::<Dimension>(parameter, &value.replace('_', "-"));
                add(&mut self.query.facets, choice);
            }
            "education" => {
                let level = Education::from_text(value);
                let level = level.or_else(|| self.one(parameter, value));
                add(&mut self.query.filters.education, level);
            }
            "city" => {
                let code = self.codes.read(DIVISIONS, value).and_then(|row| city_of(&row.code));
                let city = code.unwrap_or_else(|| value.chars().take(CITY_MAX_CHARS).collect());
                let fits = self.query.filters.cities.len() < MAX_CITIES;
                self.report_unless(fits, parameter, value, &format!("at most {MAX_CITIES} cities"));
                add(&mut self.query.filters.cities, Some(city).filter(|_| fits));
            }
            "zone" => {
                let zone = self.codes.read(ZONES, value).map(|row| row.code.clone());
                self.report_unless(zone.is_some(), parameter, value, "a zone of /api/v1/codes/zones");
                add(&mut self.query.filters.zones, zone);
            }
            "industry" => {
                let row = self.codes.read(INDUSTRIES, value);
                let section = row.and_then(|row| self.codes.industry_section(&row.code)).map(str::to_owned);
                self.report_unless(section.is_some(), parameter, value, "a code or name of /api/v1/codes/industries");
                add(&mut self.query.filters.industries, section);
            }
            _ => {}
        }
    }

    fn one<C: Choice>(&mut self, parameter: &str, value: &str) -> Option<C> {
        let found = C::ALL.iter().copied().find(|choice| choice.slug() == value);
        let allowed = C::ALL.iter().map(|choice| choice.slug()).collect::<Vec<_>>().join(", ");
        self.report_unless(found.is_some(), parameter, value, &allowed);
        found
    }

    fn number<N: FromStr>(&mut self, parameter: &str, value: &str) -> Option<N> {
        self.parsed(parameter, value, "a whole number")
    }

    fn parsed<N: FromStr>(&mut self, parameter: &str, value: &str, allowed: &str) -> Option<N> {
        let parsed = value.parse().ok();
        self.report_unless(parsed.is_some(), parameter, value, allowed);
        parsed
    }

    fn report_unless(&mut self, understood: bool, parameter: &str, value: &str, allowed: &str) {
        if !understood && self.ignored.len() < MAX_IGNORED {
            let (parameter, value, allowed) = (parameter.to_owned(), value.to_owned(), allowed.to_owned());
            self.ignored.push(Ignored { parameter, value, allowed });
        }
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, value: Option<T>) {
    if let Some(value) = value.filter(|value| !list.contains(value)) {
        list.push(value);
    }
}

/// Writes `query` as a query string without the leading `?`; what stands at its default is left out.
///
/// Cursor and facets are left out too: an address names a search, not a page of it.
#[must_use]
pub fn write(query: &SearchQuery) -> String {
    let filters = &query.filters;
    let mut writer = AddressWriter::default();
    writer.pair("q", &query.text);
    writer.choices("kind", &filters.kinds);
    writer.choices("side", &filters.sides);
    writer.choices("employment", &filters.employment);
    writer.list("city", &filters.cities);
    writer.list("zone", &filters.zones);
    writer.list("industry", &filters.industries);
    writer.choices("education", &filters.education);
    writer.choices("experience", &filters.experience);
    writer.number("salary_min", filters.pay_min_yuan);
    writer.number("salary_max", filters.pay_max_yuan);
    writer.choices("organisation_kind", &filters.organisation_kinds);
    writer.pair("organisation", &filters.organisation.map(|id| id.to_string()).unwrap_or_default());
    writer.number("published", filters.published_within_days);
    writer.number("closing", filters.closing_within_days);
    if query.sort != Sort::default() {
        writer.pair("sort", query.sort.slug());
    }
    writer.0
}

/// Writes the pairs of a query string.
#[derive(Debug, Default)]
pub(crate) struct AddressWriter(pub(crate) String);

impl AddressWriter {
    /// Adds a pair unless its value is empty.
    pub(crate) fn pair(&mut self, parameter: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(parameter);
        self.0.push('=');
        for byte in value.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => self.0.push(char::from(byte)),
                // Writing into a String cannot fail.
                _ => write!(self.0, "%{byte:02X}").unwrap_or_default(),
            }
        }
    }

    pub(crate) fn choices<C: Choice>(&mut self, parameter: &str, values: &[C]) {
        values.iter().for_each(|value| self.pair(parameter, value.slug()));
    }

    pub(crate) fn list(&mut self, parameter: &str, values: &[String]) {
        values.iter().for_each(|value| self.pair(parameter, value));
    }

    pub(crate) fn number(&mut self, parameter: &str, value: Option<u32>) {
        self.pair(parameter, &value.map(|value| value.to_string()).unwrap_or_default());
    }
}

/// The search with `value` of `dimension` chosen if it is not, and given up if it is. Paging starts anew.
#[must_use]
pub fn toggled(query: &SearchQuery, dimension: Dimension, value: &str, codes: &Codes) -> SearchQuery {
    let parameter = parameter_of(dimension);
    let mut pairs = pairs_of(&write(query));
    let before = pairs.len();
    pairs.retain(|(name, chosen)| name != parameter || chosen != value);
    if pairs.len() == before {
        let single = matches!(dimension, Dimension::Published | Dimension::Closing | Dimension::Organisation);
        pairs.retain(|(name, _)| !single || name != parameter);
        pairs.push((parameter.to_owned(), value.to_owned()));
    }
    let limit = query.limit;
    SearchQuery { limit, facets: query.facets.clone(), ..read(&pairs, codes).0 }
}

/// The search without anything chosen in `dimension`. Paging starts anew.
#[must_use]
pub fn without(query: &SearchQuery, dimension: Dimension, codes: &Codes) -> SearchQuery {
    let mut pairs = pairs_of(&write(query));
    pairs.retain(|(name, _)| match dimension {
        Dimension::Pay => !name.starts_with("salary_"),
        _ => name != parameter_of(dimension),
    });
    SearchQuery { limit: query.limit, facets: query.facets.clone(), ..read(&pairs, codes).0 }
}

/// Name of the address's parameter for `dimension`.
#[must_use]
pub const fn parameter_of(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::OrganisationKind => "organisation_kind",
        Dimension::Pay => "salary_min",
        other => other.slug(),
    }
}

/// Splits a query string into its pairs, `+` and `%xx` decoded.
#[must_use]
pub fn pairs_of(query_string: &str) -> Vec<(String, String)> {
    query_string
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |at: usize| bytes.get(at).and_then(|&byte| char::from(byte).to_digit(16));
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'+', _, _) => decoded.push(b' '),
            (byte, _, _) => decoded.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use rongqiao_model::code::CodeTable;
    use rongqiao_model::kind::ListingKind;

    use super::*;

    fn codes() -> Codes {
        Codes::new(CodeTable::shipped())
    }

    #[test]
    fn a_search_survives_being_written_into_an_address() {
        let text =
            "q=C%2B%2B%20%E5%BC%80%E5%8F%91&kind=job&kind=course&city=310000&industry=C&salary_min=8000&sort=newest";
        let (query, ignored) = read(&pairs_of(text), &codes());
        assert_eq!(ignored, []);
        assert_eq!(write(&query), text);
    }

    #[test]
    fn an_address_with_a_thousand_cities_is_a_search_in_twenty() {
        let many: Vec<String> = (0..1_000).map(|number| format!("city={number:06}&kind=x{number}")).collect();
        let (query, ignored) = read(&pairs_of(&many.join("&")), &codes());
        assert_eq!((query.filters.cities.len(), ignored.len()), (MAX_CITIES, MAX_IGNORED));
    }

    #[test]
    fn names_are_understood_as_well_as_codes() {
        let (query, _) = read(&pairs_of("city=上海&education=本科&industry=制造业&kind=job,course"), &codes());
        assert_eq!(write(&query), "kind=job&kind=course&city=310000&industry=C&education=bachelor");
    }

    #[test]
    fn what_is_not_understood_is_left_out_and_reported() {
        let (query, ignored) = read(&pairs_of("kind=spaceship&salary_min=lots&x=y&cursor=1"), &codes());
        assert_eq!(query, SearchQuery { limit: DEFAULT_LIMIT, ..SearchQuery::default() });
        let parameters: Vec<&str> = ignored.iter().map(|it| it.parameter.as_str()).collect();
        assert_eq!(parameters, ["kind", "salary_min", "cursor"]);
    }

    #[test]
    fn choosing_a_value_twice_gives_it_up() {
        let codes = codes();
        let (query, _) = read(&pairs_of("q=a&kind=job"), &codes);
        let both = toggled(&query, Dimension::Kind, "course", &codes);
        assert_eq!(both.filters.kinds, [ListingKind::Job, ListingKind::Course]);
        assert_eq!(toggled(&both, Dimension::Kind, "course", &codes), query);
        assert_eq!(without(&both, Dimension::Kind, &codes).filters.kinds, []);
    }
}
