//! Saved searches as people would save them, and listings with the words of real postings.

use rongqiao_matching::{Filters, SearchQuery};
use rongqiao_model::choice::{Education, EmploymentType};
use rongqiao_model::listing::PublishedListing;
use serde::Deserialize;

use crate::market::{CITIES, Chance, Market, jobs};

/// A posting of a file.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Posting {
    title: String,
    description: String,
    #[serde(default)]
    company: String,
    #[serde(default)]
    city: String,
}

impl Market {
    /// The listing numbered `number` with the words of `posting`.
    pub(crate) fn posted(&self, number: u64, posting: &Posting) -> PublishedListing {
        let mut published = self.listing(number);
        published.listing.title.clone_from(&posting.title);
        published.listing.description.clone_from(&posting.description);
        published.listing.place.text.clone_from(&posting.city);
        published.organisation_name.clone_from(&posting.company);
        published
    }

    /// The words of the saved search numbered `number`: an occupation or a title, a skill, both, or none.
    pub(crate) fn words(&self, number: u64, postings: &[Posting]) -> String {
        let chance = &mut Chance::seeded(number ^ 0x0f0f_1234_5678);
        let area = chance.early_of(&self.areas);
        let main = *chance.early_of(area);
        let title = match postings {
            [] => self.occupation(chance, main),
            some => chance.one_of(some).title.split(['（', '(', '【', '-', '/']).next().unwrap_or_default().to_owned(),
        };
        let skill = if chance.is(0.05) { self.name(*chance.early_of(&self.common)) } else { self.name(main) };
        match chance.share() {
            share if share < 0.4 => title,
            share if share < 0.7 => skill.to_owned(),
            share if share < 0.85 => format!("{skill} {}", chance.one_of(&["工程师", "开发", "实习", "上海", "助理"])),
            share if share < 0.97 => format!("{title} {skill}"),
            _ => String::new(),
        }
    }

    /// The saved search numbered `number` for `text`.
    pub(crate) fn search(&self, number: u64, text: String) -> SearchQuery {
        let chance = &mut Chance::seeded(number ^ 0xabcd_ef01);
        let mut filters = if chance.is(0.5) { jobs() } else { Filters::default() };
        if chance.is(0.5) {
            filters.cities = vec![(*chance.early_of(&CITIES)).to_owned()];
        }
        filters.pay_min_yuan = chance.is(0.25).then(|| chance.between(4, 25) as u32 * 1_000);
        if chance.is(0.15) {
            filters.education = vec![*chance.one_of(Education::ALL)];
        }
        if chance.is(0.1) {
            filters.employment = vec![EmploymentType::Internship];
        }
        SearchQuery { text, filters, exactly: true, limit: 20, ..SearchQuery::default() }
    }
}
