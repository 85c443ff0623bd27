//! The judged fits over the demonstration: which jobs suit which invented person, and who should solve which challenge.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rongqiao_matching::fit::{Description, Points};
use rongqiao_matching::skills::{Level, Vocabulary};
use rongqiao_matching::{Counterpart, Filters, FitQuery, IndexDocument, MatchIndex};
use rongqiao_model::choice::{Education, EmploymentType};
use rongqiao_model::clock::Clock;
use rongqiao_model::code::Codes;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::place::city_of;
use rongqiao_model::{ListingId, OrganisationId};
use serde::Deserialize;

use crate::demo;
use crate::fault::Fault;
use crate::profile_address::Seeker;

const PEOPLE: &str = include_str!("../demo/judged_people.jsonl");
const PEOPLE_FITS: &str = include_str!("../demo/judged_people.tsv");
const CHALLENGE_FITS: &str = include_str!("../demo/judged_challenges.tsv");

/// Listings of a ranking that are looked at.
const DEPTH: usize = 100;

/// Where a laboratory, a result, a service or an offer is looked for that solves a challenge.
const SOLVERS: [ListingKind; 4] =
    [ListingKind::Facility, ListingKind::Achievement, ListingKind::Service, ListingKind::CooperationOffer];

/// A ranking of listings by record, and the grades from 0 to 3 that a person gave.
pub type JudgedRanking = (Vec<String>, HashMap<String, f64>);

/// A person of the judged set.
#[derive(Debug, Deserialize)]
struct Person {
    id: String,
    about: String,
    major: String,
    education: String,
    experience_years: u8,
    cities: Vec<String>,
    employment: Vec<String>,
    pay_min_yuan_month: Option<u32>,
    skills: Vec<NamedSkill>,
}

#[derive(Debug, Deserialize)]
struct NamedSkill {
    name: String,
    level: String,
}

/// The demonstration with an index of it.
#[derive(Debug)]
pub struct JudgedFits {
    listings: Vec<PublishedListing>,
    index: MatchIndex,
    clock: Clock,
}

impl JudgedFits {
    /// Puts the demonstration, as it is at `clock`'s time, into an index of its own.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if the index cannot be built.
    pub fn prepare(codes: &Arc<Codes>, clock: Clock) -> Result<Self, Fault> {
        let listings = demo::listings(codes, &clock)?;
        let documents: Vec<IndexDocument> = listings.iter().map(|it| IndexDocument::of(it, codes)).collect();
        let index = MatchIndex::in_memory()?;
        index.apply(&documents, &[], 1)?;
        index.commit(1)?;
        Ok(Self { listings, index, clock })
    }

    /// For each judged person the jobs that fit best.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if a line of the judged files cannot be read, which a test excludes.
    pub fn people(&self) -> Result<Vec<JudgedRanking>, Fault> {
        let grades = grades(PEOPLE_FITS)?;
        let mut rankings = Vec::new();
        for line in PEOPLE.lines().filter(|line| !line.is_empty()) {
            let person: Person =
                serde_json::from_str(line).map_err(|error| Fault::because("A judged person cannot be read.", error))?;
            let description = person.seeker().profile.describe(Vocabulary::current());
            let ranked = self.rank(&description, Counterpart::Asks, &[ListingKind::Job], None);
            rankings.push((ranked, grades.get(&person.id).cloned().unwrap_or_default()));
        }
        Ok(rankings)
    }

    /// For each judged challenge those who could solve it, without its own organisation.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if a line of the judged file cannot be read, which a test excludes.
    pub fn challenges(&self) -> Result<Vec<JudgedRanking>, Fault> {
        let mut rankings = Vec::new();
        for (challenge, grades) in grades(CHALLENGE_FITS)? {
            let found = self.listings.iter().find(|it| it.listing.provenance.record == challenge);
            let Some(published) = found else {
                return Err(Fault::new(format!("The judged challenge {challenge} is not in the demonstration.")));
            };
            let description = Description::of(&published.listing, Vocabulary::current());
            let own = Some(published.listing.organisation);
            rankings.push((self.rank(&description, Counterpart::Offers, &SOLVERS, own), grades));
        }
        Ok(rankings)
    }

    fn rank(
        &self,
        description: &Description,
        counterpart: Counterpart,
        kinds: &[ListingKind],
        not_of: Option<OrganisationId>,
    ) -> Vec<String> {
        let filters = Filters { kinds: kinds.to_vec(), ..Filters::default() };
        let (except, least) = (Vec::new(), Points::of(0.1));
        let query = FitQuery { description, counterpart, filters, except, not_of, limit: DEPTH, least };
        let hits = self.index.best_fits(&query, self.clock.now());
        hits.iter().filter_map(|hit| self.record_of(hit.id)).collect()
    }

    fn record_of(&self, id: ListingId) -> Option<String> {
        let found = self.listings.iter().find(|it| it.listing.id == id);
        found.map(|it| it.listing.provenance.record.clone())
    }
}

impl Person {
    /// The person as they would fill in the form, their text read as well.
    fn seeker(&self) -> Seeker {
        let vocabulary = Vocabulary::current();
        let mut seeker = Seeker::default();
        for skill in &self.skills {
            if let Some(number) = vocabulary.by_name(&skill.name) {
                seeker.add_skill(number, Level::from_slug(&skill.level));
            }
        }
        seeker.take_in(&self.about, vocabulary);
        let profile = &mut seeker.profile;
        profile.major.clone_from(&self.major);
        profile.education = Education::from_slug(&self.education);
        profile.experience_years = Some(self.experience_years);
        profile.cities = self.cities.iter().filter_map(|code| city_of(code)).collect();
        profile.employment = self.employment.iter().filter_map(|form| EmploymentType::from_slug(form)).collect();
        profile.pay_min_yuan = self.pay_min_yuan_month;
        seeker
    }
}

/// Reads a table of judgements: who asks, the record of a listing, a grade, the reason for it.
fn grades(table: &str) -> Result<BTreeMap<String, HashMap<String, f64>>, Fault> {
    let mut grades: BTreeMap<String, HashMap<String, f64>> = BTreeMap::new();
    for (at, line) in table.lines().enumerate().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let grade = columns.get(2).and_then(|grade| grade.parse().ok());
        let (&[asked, record, _, _], Some(grade)) = (&columns[..], grade) else {
            return Err(Fault::new(format!("Line {} of a judged table lacks a column or a grade.", at + 1)));
        };
        grades.entry(asked.to_owned()).or_default().insert(record.to_owned(), grade);
    }
    Ok(grades)
}
