//! What the mirror of demand and teaching costs, and how the cost grows: `cargo bench -p rongqiao-matching`.
//!
//! Listings are made up: each names eight skills of the vocabulary, one in ten teaches. Prints milliseconds.

use std::time::Instant;

use rongqiao_matching::mirror::MirrorQuery;
use rongqiao_matching::skills::Vocabulary;
use rongqiao_matching::{IndexDocument, MatchError, MatchIndex};
use rongqiao_model::code::{CodeTable, Codes};
use rongqiao_model::kind::Details;
use rongqiao_model::kind::course::CourseDetails;
use rongqiao_model::kind::job::JobDetails;
use rongqiao_model::listing::{Listing, ListingState, Provenance, PublishedListing};
use rongqiao_model::organisation::OrganisationKind;
use rongqiao_model::place::Place;
use rongqiao_model::{ListingId, OrganisationId};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

const NOW: OffsetDateTime = datetime!(2026-09-01 04:00 UTC);

/// Skills that a listing names.
const SKILLS: usize = 8;

/// Mirrors that are timed for each figure; the middle one is told.
const ROUNDS: usize = 11;

/// Listings in a batch.
const BATCH: usize = 10_000;

fn listing(number: usize) -> PublishedListing {
    let vocabulary = Vocabulary::shipped().skills();
    // The earlier a skill stands in the vocabulary the more often it is named, as in real postings.
    let skill = |at: usize| (number * 31 + at * 977) % vocabulary.len() * (number % 7 + 1) / 7;
    let skills = (0..SKILLS).map(|at| vocabulary[skill(at)].zh.clone()).collect();
    let details = if number.is_multiple_of(10) {
        Details::Course(CourseDetails { seats: Some(30), ..CourseDetails::default() })
    } else {
        let majors = vec!["软件工程".to_owned()];
        Details::Job(JobDetails { headcount: Some(2), majors, ..JobDetails::default() })
    };
    let record = number.to_string();
    PublishedListing {
        listing: Listing {
            id: ListingId::of_record("bench", &record),
            organisation: OrganisationId::of_record("bench", "firm"),
            state: ListingState::Published,
            title: format!("工程师{}", number % 100),
            title_en: None,
            description: String::new(),
            place: Place {
                division: None,
                zone: number.is_multiple_of(3).then(|| "lg-ic".to_owned()),
                text: String::new(),
            },
            industry: Some("3973".to_owned()),
            skills,
            skills_denied: Vec::new(),
            details,
            published_at: NOW - Duration::hours(number as i64 % 10_000),
            valid_through: None,
            provenance: Provenance { source: "bench".to_owned(), record },
            demo: false,
        },
        organisation_name: "晨芯半导体".to_owned(),
        organisation_name_en: None,
        organisation_kind: OrganisationKind::Firm,
        by_staffing_agency: false,
        organisation_verified_until: None,
        updated_at: NOW,
        revision: 1,
    }
}

fn milliseconds(index: &MatchIndex, query: &MirrorQuery) -> Result<f64, MatchError> {
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let started = Instant::now();
        index.mirror(query, NOW)?;
        times.push(started.elapsed().as_secs_f64() * 1_000.0);
    }
    times.sort_by(f64::total_cmp);
    Ok(times[ROUNDS / 2])
}

#[expect(clippy::print_stdout, reason = "the figures are what it is for")]
fn main() -> Result<(), MatchError> {
    let codes = Codes::new(CodeTable::shipped());
    let index = MatchIndex::in_memory()?;
    let mut indexed = 0;
    let choices = [
        ("whole market", MirrorQuery::default()),
        ("zone", MirrorQuery { zones: vec!["lg-ic".to_owned()], ..MirrorQuery::default() }),
        ("major", MirrorQuery { major: Vocabulary::shipped().major("软件工程"), ..MirrorQuery::default() }),
        ("occupation", MirrorQuery { occupation: "工程师".to_owned(), ..MirrorQuery::default() }),
    ];
    for size in [10_000, 100_000, 1_000_000] {
        while indexed < size {
            let documents: Vec<IndexDocument> =
                (indexed..indexed + BATCH).map(|number| IndexDocument::of(&listing(number), &codes)).collect();
            index.load(&documents, 1)?;
            indexed += BATCH;
        }
        index.commit(1)?;
        for (name, query) in &choices {
            println!("{size} listings, {name}: {:.1} ms", milliseconds(&index, query)?);
        }
    }
    Ok(())
}
