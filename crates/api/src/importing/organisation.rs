//! Understands rows that describe an organisation, and the organisations that listings only name.

use rongqiao_model::OrganisationId;
use rongqiao_model::form::{FieldError, Mistake, Reader};
use rongqiao_model::listing::Provenance;
use rongqiao_model::naming::clean_text;
use rongqiao_model::organisation::{Organisation, OrganisationKind, organisation_key};
use rongqiao_model::place::Place;

use super::row::text_of;
use super::understanding::{Record, Understanding, mistake};

/// Longest name of an organisation, in characters.
const NAME_MAX_CHARS: usize = 200;

/// Longest text about an organisation, in characters.
const SUMMARY_MAX_CHARS: usize = 10_000;

/// Words in a name by which a labour agency is known.
const STAFFING_WORDS: [&str; 6] = ["劳务派遣", "劳务服务", "人力资源", "人才服务", "人才派遣", "staffing"];

impl Understanding {
    pub(super) fn read_organisation(&mut self, record: &mut Record) -> Result<Organisation, Vec<FieldError>> {
        let named = ["name", "organisation", "title"].into_iter().find(|field| record.contains_key(*field));
        let staffing = record.get("staffing_agency").and_then(text_of);
        let place = self.place_of(record);
        let industry = record.get("industry").and_then(text_of).and_then(|text| self.industry_of(&text));
        let source = self.source_of(record);
        let mut reader = Reader::new(record);
        let name = reader.required_text(named.unwrap_or("name"), NAME_MAX_CHARS);
        let kind = match reader.optional_text("kind", 64) {
            None => OrganisationKind::guess(&name),
            Some(slug) => OrganisationKind::from_slug(&slug).unwrap_or_else(|| {
                let allowed = OrganisationKind::ALL.iter().map(|kind| kind.slug()).collect::<Vec<_>>().join(", ");
                reader.fail("kind", Mistake::NotAChoice { allowed });
                OrganisationKind::Firm
            }),
        };
        let key = organisation_key(&name);
        let organisation = Organisation {
            id: OrganisationId::of_name(&name),
            kind,
            name_en: reader.optional_text("name_en", NAME_MAX_CHARS),
            short_name: reader.optional_text("short_name", NAME_MAX_CHARS),
            credit_code: reader.optional_text("credit_code", 18),
            place,
            industry,
            summary: reader.text("description", SUMMARY_MAX_CHARS),
            summary_en: reader.optional_text("summary_en", SUMMARY_MAX_CHARS),
            staffing_agency: staffing.map_or_else(|| is_staffing_agency(&name), |said| said_yes(&said)),
            provenance: Provenance { source, record: reader.optional_text("id", 200).unwrap_or(key) },
            demo: self.demo,
            name,
        };
        reader.finish(organisation)
    }

    /// The organisation that a listing names: a known one by its key, else one of which nothing but the name is known.
    pub(super) fn organisation_of(&self, record: &Record, source: &str) -> Result<Organisation, FieldError> {
        let name = record.get("organisation").and_then(text_of).map(|name| clean_text(&name)).unwrap_or_default();
        if let Some(known) = self.organisations.get(&name) {
            return Ok(known.clone());
        }
        let found = name.chars().count();
        if name.is_empty() {
            return Err(mistake("organisation", Mistake::Missing));
        }
        if found > NAME_MAX_CHARS {
            return Err(mistake("organisation", Mistake::TooLong { max: NAME_MAX_CHARS, found }));
        }
        let key = organisation_key(&name);
        Ok(Organisation {
            id: OrganisationId::of_name(&name),
            kind: OrganisationKind::guess(&name),
            name_en: None,
            short_name: None,
            credit_code: None,
            place: Place::default(),
            industry: None,
            summary: String::new(),
            summary_en: None,
            staffing_agency: is_staffing_agency(&name),
            provenance: Provenance { source: source.to_owned(), record: key },
            demo: self.demo,
            name,
        })
    }

    /// Takes the place out of `record`.
    pub(super) fn place_of(&mut self, record: &mut Record) -> Place {
        let mut word = |field: &str| record.remove(field).as_ref().and_then(text_of).unwrap_or_default();
        let (province, city, district) = (word("province"), word("city"), word("district"));
        let (division, zone) = (word("division"), word("zone"));
        let mut place = self.places.read(&province, &city, &district);
        if let Some(code) = self.places.division(&division) {
            place = Place { division: Some(code), ..place };
        }
        place.zone = self.places.zone(&zone).or(place.zone);
        place
    }
}

fn is_staffing_agency(name: &str) -> bool {
    let lower = name.to_lowercase();
    OrganisationKind::guess(name) == OrganisationKind::Firm && STAFFING_WORDS.iter().any(|word| lower.contains(word))
}

fn said_yes(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "true" | "1" | "yes" | "是")
}
