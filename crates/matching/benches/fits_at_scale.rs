//! What it costs to find the best fits, and how the cost grows with the listings.
//!
//! `cargo bench -p rongqiao-matching --bench fits_at_scale -- 10000 100000 1000000` makes markets of these sizes in
//! temporary folders and asks each one for the best twenty of several hundred people, for counts, for what is similar,
//! and for the best ten of a batch on two threads. An argument that is a folder of an index is measured instead of a
//! made market. Compare only figures of one run: machines are noisy.

mod cost;
mod market;

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use cost::{Costs, anonymous_megabytes, print, processor_ms};
use market::{Market, NOW, jobs};
use rongqiao_matching::fit::{Description, Points};
use rongqiao_matching::{Counterpart, FitQuery, IndexDocument, IndexHome, MatchError, MatchIndex, NearMisses};
use rongqiao_model::code::{CodeTable, Codes};

/// Listings that are prepared together.
const BATCH: u64 = 10_000;

/// People whose best fits are found one after the other.
const PEOPLE: u64 = 200;

/// People in the batch.
const BATCH_PEOPLE: u64 = 2_000;

/// What a near miss has in common with a person.
const NEAR_FROM: f32 = 12.0;

/// From this score on a listing is counted.
const COUNTED_FROM: f32 = 40.0;

fn main() -> Result<(), MatchError> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if arguments.is_empty() {
        print("skipped: name the numbers of listings, such as 10000 100000 1000000");
    }
    let market = Market::new();
    for argument in arguments {
        match argument.parse() {
            Ok(listings) => {
                let folder = tempfile::tempdir()?;
                build(&market, folder.path(), listings)?;
                measure(&market, folder.path())?;
            }
            Err(_) => measure(&market, Path::new(&argument))?,
        }
    }
    Ok(())
}

fn build(market: &Market, folder: &Path, listings: u64) -> Result<(), MatchError> {
    let begun = Instant::now();
    let home = IndexHome::new(folder);
    let codes = Codes::new(CodeTable::shipped());
    let index = home.start_generation()?;
    for start in (0..listings).step_by(BATCH as usize) {
        let end = (start + BATCH).min(listings);
        let middle = start.midpoint(end);
        let prepare =
            |range: std::ops::Range<u64>| range.map(|it| IndexDocument::of(&market.listing(it), &codes)).collect();
        let halves: [Vec<IndexDocument>; 2] = std::thread::scope(|scope| {
            let first = scope.spawn(|| prepare(start..middle));
            let second = prepare(middle..end);
            [first.join().unwrap_or_default(), second]
        });
        index.load(&halves.concat(), 1)?;
    }
    index.commit(1)?;
    index.optimise()?;
    home.make_current(&index)?;
    print(&format!("{listings} listings indexed in {:.1} s", begun.elapsed().as_secs_f64()));
    Ok(())
}

fn measure(market: &Market, folder: &Path) -> Result<(), MatchError> {
    let before = anonymous_megabytes();
    let begun = Instant::now();
    let Some(index) = IndexHome::new(folder).open_current()? else {
        print(&format!("{} holds no index", folder.display()));
        return Ok(());
    };
    let opened = begun.elapsed().as_secs_f64();
    print(&format!("{} listings: opened in {opened:.2} s, {:.0} MB", index.len(), anonymous_megabytes() - before));
    let people: Vec<Description> = (0..PEOPLE).map(|number| market.person(number)).collect();
    times("best 20 for a person", &people, |person| index.best_fits(&ask(person, 20), NOW).len());
    let near = NearMisses { limit: 5, least: Points::of(0.1), least_in_common: Points::of(NEAR_FROM) };
    times("best 20 and near misses", &people, |person| {
        let found = index.best_fits_and_near_misses(&ask(person, 20), near, NOW);
        found.fits.len() + found.near_misses.len()
    });
    times("count from 40 points", &people, |person| {
        index.count_fits(&FitQuery { least: Points::of(COUNTED_FROM), ..ask(person, 20) }, NOW)
    });
    let jobs = index.best_fits(&ask(&people[0], 200), NOW);
    let similar: Vec<Description> = jobs.iter().filter_map(|hit| index.describe(hit.id).ok().flatten()).collect();
    times("best 20 like a listing", &similar, |listing| {
        let query = FitQuery { counterpart: Counterpart::Offers, ..ask(listing, 20) };
        index.best_fits(&query, NOW).len()
    });
    batch(market, &index);
    Ok(())
}

/// Asks for the jobs that fit best, whatever their score.
fn ask(description: &Description, limit: usize) -> FitQuery<'_> {
    let (counterpart, filters, least) = (Counterpart::Asks, jobs(), Points::of(0.1));
    FitQuery {
        description,
        counterpart,
        filters,
        except: Vec::new(),
        not_of: None,
        limit,
        least,
        least_in_common: Points::default(),
    }
}

/// Runs `search` for each of `items`, after a few to warm up, and prints what it takes and how much it finds.
fn times(name: &str, items: &[Description], search: impl Fn(&Description) -> usize) {
    items.iter().take(20).for_each(|item| {
        search(item);
    });
    let mut found = 0;
    let mut costs = Costs::default();
    for item in items {
        found += costs.take(|| search(item));
    }
    print(&format!("  {name:24} {}  finds {}", costs.summary(), found / items.len().max(1)));
}

/// Finds the best ten for a sample of people on two threads.
fn batch(market: &Market, index: &MatchIndex) {
    let people: Vec<Description> = (PEOPLE..PEOPLE + BATCH_PEOPLE).map(|number| market.person(number)).collect();
    let next = AtomicUsize::new(0);
    let before = anonymous_megabytes();
    let begun = Instant::now();
    let work = || {
        let before = processor_ms();
        while let Some(person) = people.get(next.fetch_add(1, Ordering::Relaxed)) {
            std::hint::black_box(index.best_fits(&ask(person, 10), NOW));
        }
        processor_ms() - before
    };
    let processor: [f64; 2] = std::thread::scope(|scope| {
        let threads = [scope.spawn(work), scope.spawn(work)];
        threads.map(|thread| thread.join().unwrap_or_default())
    });
    let rate = BATCH_PEOPLE as f64 / begun.elapsed().as_secs_f64();
    let grown = anonymous_megabytes() - before;
    let each = processor.iter().sum::<f64>() / BATCH_PEOPLE as f64;
    let batch = format!("  batch of {BATCH_PEOPLE} on two threads");
    print(&format!("{batch}: {rate:.0} people/s, processor {each:.2} ms each, {grown:.0} MB more"));
}
