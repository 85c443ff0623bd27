//! What it costs to find whom a new listing concerns, and how the cost grows with what is saved.
//!
//! `cargo bench -p rongqiao-matching --bench alerts_at_scale -- [FILE.jsonl] 10000 100000 1000000` saves so many searches
//! and as many profiles, changes a thousand of each, and asks for each of a thousand new listings whom it concerns.
//! Listings and the words of searches come from the titles, texts and cities of FILE, one posting a line as
//! `rongqiao import` reads it, or else are made up.

mod cost;
mod market;
mod saved;

use std::io::{BufRead as _, BufReader};

use cost::{Costs, anonymous_megabytes, print, processor_ms};
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

/// Searches and profiles that are changed once all are saved.
const CHANGES: u64 = 1_000;

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
    let search = |number: u64| market.search(number, market.words(number, postings));
    let searches = filled("saved searches", count, search, |all: &mut SavedSearches, id, search| {
        all.save(SavedSearchId::from_uuid(id), &search);
    });
    times(&listings, |listing| searches.answered_by(listing, NOW).len());
    drop(searches);

    let profile = |number: u64| SavedProfile {
        description: market.person(number),
        counterpart: Counterpart::Asks,
        filters: market::jobs(),
        least: Points::of(LEAST),
    };
    let profiles = filled("saved profiles", count, profile, |all: &mut SavedProfiles, id, profile| {
        all.save(SavedProfileId::from_uuid(id), profile);
    });
    let worth = Worth::even(Vocabulary::shipped());
    times(&listings, |listing| profiles.fitted_by(listing, &worth, NOW).len());
}

/// Saves `count` of something, changes some, and prints what they take.
fn filled<All: Default, One>(
    name: &str,
    count: u64,
    make: impl Fn(u64) -> One,
    save: impl Fn(&mut All, Uuid, One),
) -> All {
    let before = anonymous_megabytes();
    let mut all = All::default();
    // The time that making takes is left out.
    let mut put = |numbers: Vec<(u64, u64)>| {
        let made: Vec<(Uuid, One)> = numbers.into_iter().map(|(number, like)| (id(number), make(like))).collect();
        let begun = processor_ms();
        made.into_iter().for_each(|(id, one)| save(&mut all, id, one));
        processor_ms() - begun
    };
    let some = |from: u64| (from..(from + CHANGES).min(count)).map(|number| (number, number)).collect();
    let saved: f64 = (0..count).step_by(CHANGES as usize).map(|from| put(some(from))).sum();
    let bytes = (anonymous_megabytes() - before) * 1e6 / count as f64;
    let changed = put((0..CHANGES).map(|number| (number * 7919 % count, count + number)).collect());
    let (seconds, each) = (saved / 1e3, changed * 1e3 / CHANGES as f64);
    print(&format!("{count} {name}: {bytes:.0} bytes each, saved in {seconds:.1} s, {each:.0} µs for a change"));
    all
}

/// Asks about each listing and prints what it takes and how many it concerns.
fn times(listings: &[IndexDocument], ask: impl Fn(&IndexDocument) -> usize) {
    let mut costs = Costs::default();
    let mut found: Vec<usize> = listings.iter().map(|listing| costs.take(|| ask(listing))).collect();
    found.sort_unstable();
    let (mean, most) = (found.iter().sum::<usize>() / found.len().max(1), found.last().copied().unwrap_or(0));
    print(&format!("  {}  finds {mean}, at most {most}", costs.summary()));
}

/// An id that looks like chance, as those of a real platform do.
fn id(number: u64) -> Uuid {
    Uuid::from_u64_pair(number.wrapping_mul(0x9e37_79b9_7f4a_7c15), number)
}
