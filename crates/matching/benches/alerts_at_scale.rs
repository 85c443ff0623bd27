//! What it costs to find whom a new listing concerns, and how the cost grows with what is saved.
//!
//! `cargo bench -p rongqiao-matching --bench alerts_at_scale -- [FILE.jsonl] 10000 100000 1000000` saves so many searches,
//! and a tenth as many profiles, and asks for each of a thousand new listings whom it concerns. Listings and the words
//! of searches come from the titles, texts and cities of FILE, one posting a line as `rongqiao import` reads it, or else
//! are made up.

mod cost;
mod market;
mod saved;

use std::io::{BufRead as _, BufReader};

use cost::{Costs, anonymous_megabytes, print};
use market::{Market, NOW};
use rongqiao_matching::alerts::{SavedProfile, SavedProfiles, SavedSearches};
use rongqiao_matching::fit::{Market as Worth, Points};
use rongqiao_matching::skills::Vocabulary;
use rongqiao_matching::{Counterpart, IndexDocument};
use rongqiao_model::code::{CodeTable, Codes};
use rongqiao_model::{SavedProfileId, SavedSearchId};
use saved::Posting;
use uuid::Uuid;

/// New listings that are asked about.
const LISTINGS: u64 = 1_000;

/// Postings that are read from a file.
const POSTINGS: usize = 200_000;

/// The least score of saved profiles.
const LEAST: f32 = 50.0;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if arguments.is_empty() {
        print("skipped: name the numbers of saved searches, such as 10000 100000 1000000");
    }
    let market = Market::new();
    let mut postings = Vec::new();
    for argument in arguments {
        match argument.parse() {
            Ok(count) => measure(&market, &postings, count),
            Err(_) => postings = read(&argument)?,
        }
    }
    Ok(())
}

fn read(file: &str) -> std::io::Result<Vec<Posting>> {
    let lines = BufReader::new(std::fs::File::open(file)?).lines().take(POSTINGS);
    let postings = lines.map_while(Result::ok).filter_map(|line| serde_json::from_str(&line).ok());
    Ok(postings.collect())
}

fn measure(market: &Market, postings: &[Posting], count: u64) {
    let codes = Codes::new(CodeTable::shipped());
    // New listings are others than those whose words are searched for.
    let new = |number: u64| match postings.len() {
        0 => market.listing(u64::MAX - number),
        all => market.posted(number, &postings[all - 1 - number as usize % all]),
    };
    let listings: Vec<IndexDocument> = (0..LISTINGS).map(|number| IndexDocument::of(&new(number), &codes)).collect();
    let before = anonymous_megabytes();
    let mut searches = SavedSearches::default();
    for number in 0..count {
        let text = market.words(number, postings);
        searches.save(SavedSearchId::from_uuid(id(number)), &market.search(number, text));
    }
    let bytes = (anonymous_megabytes() - before) * 1e6 / count as f64;
    print(&format!("{count} saved searches, {bytes:.0} bytes each"));
    times("saved searches", &listings, |listing| searches.answered_by(listing, NOW).len());
    drop(searches);

    let before = anonymous_megabytes();
    let mut profiles = SavedProfiles::default();
    for number in 0..count / 10 {
        let (description, filters) = (market.person(number), market::jobs());
        let profile = SavedProfile { description, counterpart: Counterpart::Asks, filters, least: Points::of(LEAST) };
        profiles.save(SavedProfileId::from_uuid(id(number)), profile);
    }
    let bytes = (anonymous_megabytes() - before) * 1e6 / profiles.len().max(1) as f64;
    print(&format!("{} saved profiles, {bytes:.0} bytes each", profiles.len()));
    let worth = Worth::even(Vocabulary::shipped());
    times("saved profiles", &listings, |listing| profiles.fitted_by(listing, &worth, NOW).len());
}

/// Asks about each listing and prints what it takes and how many it concerns.
fn times(name: &str, listings: &[IndexDocument], ask: impl Fn(&IndexDocument) -> usize) {
    let mut costs = Costs::default();
    let mut found: Vec<usize> = listings.iter().map(|listing| costs.take(|| ask(listing))).collect();
    found.sort_unstable();
    let (mean, most) = (found.iter().sum::<usize>() / found.len().max(1), found.last().copied().unwrap_or(0));
    print(&format!("  {name:16} {}  finds {mean}, at most {most}", costs.summary()));
}

/// An id that looks like chance, as those of a real platform do.
fn id(number: u64) -> Uuid {
    Uuid::from_u64_pair(number.wrapping_mul(0x9e37_79b9_7f4a_7c15), number)
}
