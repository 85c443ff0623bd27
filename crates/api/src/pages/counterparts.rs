//! What answers a listing on the other side of the market: the courses that teach what a job asks for, the laboratory
//! that masters what a challenge needs.

use std::collections::HashMap;

use rongqiao_matching::skills::Vocabulary;
use rongqiao_matching::{Filters, Hit, Reason, SearchQuery};
use rongqiao_model::ListingId;
use rongqiao_model::listing::PublishedListing;

use super::card::Card;
use super::finding::{Found, search};
use super::search::search_href;
use super::visit::Visit;
use super::wording::Wording;
use crate::address;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Listings of the other side shown beside one.
const SHOWN: usize = 4;

/// Skills by which the other side is searched; publishers name the most important ones first.
const SKILLS: usize = 8;

/// Share of the best one's score below which another has too little in common to be shown.
const LEAST_SHARE: f32 = 0.4;

/// Listings looked at for each skill.
const HITS_PER_SKILL: usize = 40;

/// The listings of the other side that share most of the skills, each with its reasons.
pub(super) async fn counterparts(app: &App, visit: &Visit, published: &PublishedListing) -> Result<Vec<Card>, Problem> {
    let mut shared: HashMap<ListingId, Hit> = HashMap::new();
    let skills = skills_of(published, Language::Chinese);
    for skill in &skills {
        let query = query_for(published, format!("\"{skill}\""), HITS_PER_SKILL);
        let page = search(app, SearchQuery { exactly: true, ..query }).await?;
        for hit in page.hits.into_iter().filter(names_it) {
            match shared.get_mut(&hit.id) {
                Some(known) => add(known, hit),
                None => {
                    shared.insert(hit.id, hit);
                }
            }
        }
    }
    let mut hits: Vec<Hit> = shared.into_values().collect();
    hits.sort_by(|left, right| right.score.total_cmp(&left.score).then(left.id.cmp(&right.id)));
    let least = hits.first().map_or(0.0, |best| best.score * LEAST_SHARE);
    hits.retain(|hit| hit.score >= least);
    hits.truncate(SHOWN);
    let ids: Vec<ListingId> = hits.iter().map(|hit| hit.id).collect();
    let listings = app.store.find_public_listings(&ids).await?;
    let mut found = Found { listings, ..Found::default() };
    found.page.hits = hits;
    Ok(found.answers(app, &Wording::new(app, visit.language), &skills.join(" ")))
}

/// The address of a search for more of them.
pub(super) fn counterparts_href(visit: &Visit, published: &PublishedListing) -> String {
    let query = query_for(published, skills_of(published, visit.language).join(" "), SHOWN);
    search_href(visit.language, &address::write(&query))
}

/// The first skills of a listing, by the name that the vocabulary has for them in `language`.
fn skills_of(published: &PublishedListing, language: Language) -> Vec<&str> {
    let vocabulary = Vocabulary::current();
    let named = published.listing.skills.iter().take(SKILLS).map(|written| {
        let known = vocabulary.by_name(written).and_then(|number| vocabulary.skill(number));
        known.map_or(written.as_str(), |skill| match language {
            Language::Chinese => &skill.zh,
            Language::English => &skill.en,
        })
    });
    named.collect()
}

fn query_for(published: &PublishedListing, text: String, limit: usize) -> SearchQuery {
    let filters = Filters { kinds: published.listing.kind().counterparts().to_vec(), ..Filters::default() };
    SearchQuery { text, filters, limit, ..SearchQuery::default() }
}

/// Whether the listing names what was asked for, rather than only mentioning it somewhere.
fn names_it(hit: &Hit) -> bool {
    hit.why.iter().any(|part| matches!(part.reason, Reason::Title | Reason::Skill | Reason::Occupation))
}

/// Adds what `more` says for the same listing, except for what does not depend on the skill.
fn add(known: &mut Hit, more: Hit) {
    for part in more.why.into_iter().filter(|part| part.reason != Reason::Fresh) {
        known.score += part.points;
        match known.why.iter_mut().find(|it| it.reason == part.reason) {
            Some(same) => {
                same.points += part.points;
                same.words.extend(part.words);
            }
            None => known.why.push(part),
        }
    }
}
