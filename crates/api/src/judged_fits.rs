//! The judged fits over the demonstration: which jobs suit which invented person, and who should solve which challenge.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rongqiao_matching::evaluate::{Comparison, Figures, RANKING_MEASURES, Ranked, Ranker};
use rongqiao_matching::fit::{Description, Points};
use rongqiao_matching::skills::{Level, SkillNumber, Vocabulary};
use rongqiao_matching::{Counterpart, Filters, FitQuery, IndexDocument, MatchIndex};
use rongqiao_model::choice::{Education, EmploymentType};
use rongqiao_model::clock::Clock;
use rongqiao_model::code::Codes;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::place::city_of;
use rongqiao_model::{ListingId, OrganisationId};
use serde::Deserialize;
use time::OffsetDateTime;

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
struct Bench {
    listings: Vec<PublishedListing>,
    index: MatchIndex,
    now: OffsetDateTime,
}

/// Somebody or something that asks, with the grades from 0 to 3 that a person gave to listings, by their records.
struct Asked {
    description: Description,
    text: String,
    /// An organisation whose own listings are no answers.
    own: Option<OrganisationId>,
    grades: HashMap<String, f64>,
}

/// Ranks the jobs for the judged people and the solvers for the judged challenges, beside the baselines.
///
/// # Errors
///
/// Returns a [`Fault`] if the index cannot be built or a line of the judged files not be read, which a test excludes.
pub fn compare_all(codes: &Arc<Codes>, clock: &Clock) -> Result<Vec<(&'static str, Comparison)>, Fault> {
    let bench = Bench::prepare(codes, clock)?;
    let people = bench.compare(&people()?, Counterpart::Asks, &[ListingKind::Job]);
    let challenges = bench.compare(&bench.challenges()?, Counterpart::Offers, &SOLVERS);
    Ok(vec![("people", people), ("challenges", challenges)])
}

/// The judged people as they would fill in the form.
fn people() -> Result<Vec<Asked>, Fault> {
    let mut grades = grades(PEOPLE_FITS)?;
    let mut people = Vec::new();
    for line in PEOPLE.lines().filter(|line| !line.is_empty()) {
        let person: Person =
            serde_json::from_str(line).map_err(|error| Fault::because("A judged person cannot be read.", error))?;
        let description = person.seeker().profile.describe(Vocabulary::current());
        let names: Vec<&str> = person.skills.iter().map(|skill| skill.name.as_str()).collect();
        let text = format!("{} {} {}", person.major, names.join(" "), person.about);
        people.push(Asked { description, text, own: None, grades: grades.remove(&person.id).unwrap_or_default() });
    }
    Ok(people)
}

impl Bench {
    /// Puts the demonstration, as it is at `clock`'s time, into an index of its own.
    fn prepare(codes: &Arc<Codes>, clock: &Clock) -> Result<Self, Fault> {
        let listings = demo::listings(codes, clock)?;
        let documents: Vec<IndexDocument> = listings.iter().map(|it| IndexDocument::of(it, codes)).collect();
        let index = MatchIndex::in_memory()?;
        index.apply(&documents, &[], 1)?;
        index.commit(1)?;
        Ok(Self { listings, index, now: clock.now() })
    }

    /// The judged challenges.
    fn challenges(&self) -> Result<Vec<Asked>, Fault> {
        let mut challenges = Vec::new();
        for (challenge, grades) in grades(CHALLENGE_FITS)? {
            let found = self.listings.iter().find(|it| record(it) == challenge);
            let Some(published) = found else {
                return Err(Fault::new(format!("The judged challenge {challenge} is not in the demonstration.")));
            };
            let description = Description::of(&published.listing, Vocabulary::current());
            let own = Some(published.listing.organisation);
            challenges.push(Asked { description, text: text_of(published), own, grades });
        }
        Ok(challenges)
    }

    fn compare(&self, asked: &[Asked], counterpart: Counterpart, kinds: &[ListingKind]) -> Comparison {
        let own: Vec<Ranked> = asked.iter().filter_map(|it| self.rank(it, counterpart, kinds)).collect();
        let candidates: Vec<&PublishedListing> =
            self.listings.iter().filter(|it| kinds.contains(&it.listing.kind())).collect();
        let texts: Vec<String> = candidates.iter().map(|it| text_of(it)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let judge = |it: &Asked, ranked: Vec<usize>| {
            let others =
                ranked.iter().map(|&at| candidates[at]).filter(|other| Some(other.listing.organisation) != it.own);
            Ranked::judge(&others.map(record).collect::<Vec<_>>(), &it.grades)
        };
        let mut baselines: Vec<(&str, Vec<Ranked>)> = Vec::new();
        for ranker in Ranker::baselines(&texts) {
            let rankings = asked.iter().filter_map(|it| judge(it, ranker.rank(&it.text)));
            baselines.push((ranker.name, rankings.collect()));
        }
        let skills: Vec<Vec<SkillNumber>> = candidates.iter().map(|it| skills_of(&describe(it))).collect();
        let by_skills = asked.iter().filter_map(|it| judge(it, most_alike(&skills_of(&it.description), &skills)));
        baselines.push(("jaccard skills", by_skills.collect()));
        let figures = |rankings: &[Ranked]| Figures::of(RANKING_MEASURES, rankings);
        let baselines = baselines.iter().map(|(name, rankings)| (*name, figures(rankings))).collect();
        Comparison { own: figures(&own), baselines }
    }

    /// Our own ranking; `None` if nothing of it was found good.
    fn rank(&self, asked: &Asked, counterpart: Counterpart, kinds: &[ListingKind]) -> Option<Ranked> {
        let hits = self.fits(asked, counterpart, kinds);
        let found: Vec<&str> = hits.iter().map(|(record, _)| *record).collect();
        Ranked::judge(&found, &asked.grades)
    }

    /// The records that fit best, each with its score.
    fn fits(&self, asked: &Asked, counterpart: Counterpart, kinds: &[ListingKind]) -> Vec<(&str, Points)> {
        let query = FitQuery {
            description: &asked.description,
            counterpart,
            filters: Filters { kinds: kinds.to_vec(), ..Filters::default() },
            except: Vec::new(),
            not_of: asked.own,
            limit: DEPTH,
            least: Points::of(0.1),
            least_in_common: Points::default(),
        };
        let records: HashMap<ListingId, &str> = self.listings.iter().map(|it| (it.listing.id, record(it))).collect();
        let hits = self.index.best_fits(&query, self.now);
        hits.iter().filter_map(|hit| Some((*records.get(&hit.id)?, hit.fit.score))).collect()
    }
}

fn record(published: &PublishedListing) -> &str {
    &published.listing.provenance.record
}

fn text_of(published: &PublishedListing) -> String {
    let it = &published.listing;
    format!("{} {} {}", it.title, it.skills.join(" "), it.description)
}

fn describe(published: &PublishedListing) -> Description {
    Description::of(&published.listing, Vocabulary::current())
}

fn skills_of(description: &Description) -> Vec<SkillNumber> {
    description.skills.iter().map(|claim| claim.skill).collect()
}

/// The places of the sets that share the largest part of their skills with `asked`; those that share none are left out.
fn most_alike(asked: &[SkillNumber], sets: &[Vec<SkillNumber>]) -> Vec<usize> {
    let share = |set: &Vec<SkillNumber>| {
        let both = set.iter().filter(|skill| asked.contains(skill)).count();
        both as f64 / (asked.len() + set.len() - both).max(1) as f64
    };
    let mut shares: Vec<(usize, f64)> = sets.iter().map(share).enumerate().filter(|(_, share)| *share > 0.0).collect();
    shares.sort_by(|left, right| right.1.total_cmp(&left.1));
    shares.into_iter().map(|(at, _)| at).collect()
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

#[cfg(test)]
mod tests {
    use rongqiao_model::code::CodeTable;
    use time::macros::datetime;

    use super::*;
    use crate::fits::GOOD_FIT;

    #[test]
    fn a_good_fit_is_what_would_be_invited_and_hardly_ever_what_would_not() -> anyhow::Result<()> {
        let codes = Arc::new(Codes::new(CodeTable::shipped()));
        let bench = Bench::prepare(&codes, &Clock::fixed(datetime!(2026-09-01 02:00 UTC)))?;
        // For each grade, how many there are and how many of them reach a good fit.
        let mut counts = [(0, 0); 4];
        for person in people()? {
            let fits = bench.fits(&person, Counterpart::Asks, &[ListingKind::Job]);
            for (listing, grade) in &person.grades {
                let is_good = fits.iter().any(|(record, score)| record == listing && *score >= Points::of(GOOD_FIT));
                let (all, good) = &mut counts[*grade as usize];
                *all += 1;
                *good += usize::from(is_good);
            }
        }
        let share = |(all, good): (usize, usize)| good as f64 / all as f64;
        assert!(share(counts[3]) >= 0.8, "of those to be invited: {counts:?}");
        assert!(share(counts[0]) <= 0.03, "of those not to be invited: {counts:?}");
        Ok(())
    }
}
