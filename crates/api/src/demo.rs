//! The demonstration content: an invented Lingang, written for this project and marked as demo everywhere.

use std::collections::HashMap;
use std::sync::Arc;

use rongqiao_model::clock::Clock;
use rongqiao_model::code::Codes;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::{Incoming, Store};

use crate::demo_calendars;
use crate::fault::Fault;
use crate::importing::mapping::Mapping;
use crate::importing::report::Report;
use crate::importing::row::RawRow;
use crate::importing::understanding::{Understanding, Understood};
use crate::importing::{Importer, Summary, read_json_lines};

/// Source that demonstration rows come from.
pub const SOURCE: &str = "demo";

const ORGANISATIONS: &[u8] = include_bytes!("../demo/organisations.jsonl");

const LISTINGS: [(&str, &[u8]); 8] = [
    ("jobs-1.jsonl", include_bytes!("../demo/jobs-1.jsonl")),
    ("jobs-2.jsonl", include_bytes!("../demo/jobs-2.jsonl")),
    ("courses.jsonl", include_bytes!("../demo/courses.jsonl")),
    ("research.jsonl", include_bytes!("../demo/research.jsonl")),
    ("services.jsonl", include_bytes!("../demo/services.jsonl")),
    ("events.jsonl", include_bytes!("../demo/events.jsonl")),
    ("articles.jsonl", include_bytes!("../demo/articles.jsonl")),
    ("policies.jsonl", include_bytes!("../demo/policies.jsonl")),
];

/// Fills the demonstration content in, its dates counted from today; a second time on one day changes nothing.
///
/// # Errors
///
/// Returns a [`Fault`] if the database cannot be written; what came in by then stays.
pub async fn fill_in(store: &Store, codes: &Arc<Codes>, clock: &Clock) -> Result<Summary, Fault> {
    let mut importer = Importer::new(store.clone(), clock.clone(), Report::to_log());
    let understanding = || Understanding::new(codes.clone(), Mapping::default(), SOURCE.to_owned(), clock.now());
    let by_key = organisations_by_key(understanding())?;
    let quiet: &mut (dyn FnMut(&Summary) + Send) = &mut |_| {};
    let marked = understanding().for_demonstration(by_key.clone());
    importer.take_in("organisations.jsonl", marked, |sink| read_json_lines(ORGANISATIONS, sink), quiet).await?;
    for (name, rows) in LISTINGS {
        let marked = understanding().for_demonstration(by_key.clone());
        importer.take_in(name, marked, |sink| read_json_lines(rows, sink), quiet).await?;
    }
    demo_calendars::fill_in(store, clock).await?;
    Ok(importer.summary().clone())
}

/// The demonstration's listings as they would be published at `clock`'s time, without a database.
///
/// # Errors
///
/// Returns a [`Fault`] if the shipped rows cannot be read, which a test excludes.
pub fn listings(codes: &Arc<Codes>, clock: &Clock) -> Result<Vec<PublishedListing>, Fault> {
    let understanding = || Understanding::new(codes.clone(), Mapping::default(), SOURCE.to_owned(), clock.now());
    let by_key = organisations_by_key(understanding())?;
    let mut listings = Vec::new();
    for (_, rows) in LISTINGS {
        let mut marked = understanding().for_demonstration(by_key.clone());
        read_json_lines(rows, &mut |row: RawRow| {
            if let Ok(Understood::Listing(incoming)) = marked.read(row) {
                listings.push(published(*incoming, clock));
            }
            std::ops::ControlFlow::Continue(())
        })?;
    }
    Ok(listings)
}

fn published(incoming: Incoming, clock: &Clock) -> PublishedListing {
    let Incoming { listing, organisation, .. } = incoming;
    PublishedListing {
        listing,
        organisation_name: organisation.name,
        organisation_name_en: organisation.name_en,
        organisation_kind: organisation.kind,
        by_staffing_agency: organisation.staffing_agency,
        organisation_verified_until: None,
        updated_at: clock.now(),
        revision: 1,
    }
}

/// The organisations by the keys that the listings use for them.
fn organisations_by_key(understanding: Understanding) -> Result<HashMap<String, Organisation>, Fault> {
    let mut understanding = understanding.for_demonstration(HashMap::new());
    let mut by_key = HashMap::new();
    read_json_lines(ORGANISATIONS, &mut |row: RawRow| {
        if let Ok(Understood::Organisation(organisation)) = understanding.read(row) {
            by_key.insert(organisation.provenance.record.clone(), *organisation);
        }
        std::ops::ControlFlow::Continue(())
    })?;
    Ok(by_key)
}

#[cfg(test)]
mod tests {
    use rongqiao_model::choice::Side;
    use rongqiao_model::code::CodeTable;
    use rongqiao_model::kind::ListingKind;
    use rongqiao_model::kind::article::Column;
    use rongqiao_model::listing::Openness;
    use rongqiao_model::posting::publishers::{may_publish, may_write_in};
    use rongqiao_model::store::Shelf;
    use time::macros::datetime;

    use super::*;

    #[tokio::test]
    async fn the_demonstration_is_complete_marked_and_open() {
        let store = Store::connect("sqlite::memory:").await.expect("memory is there");
        rongqiao_migrations::run(store.connection()).await.expect("the schema is new");
        let codes = Arc::new(Codes::new(CodeTable::shipped()));
        let clock = Clock::fixed(datetime!(2026-09-01 02:00 UTC));

        let first = fill_in(&store, &codes, &clock).await.expect("the database takes it");
        let second = fill_in(&store, &codes, &clock).await.expect("the database takes it");

        assert_eq!((first.refused, first.duplicates, first.added), (0, 0, first.rows));
        assert_eq!(second.unchanged, first.rows);
        assert!(first.unused_columns.is_empty(), "{:?}", first.unused_columns);
        assert!(store.count_public_organisations().await.expect("the database answers") >= 40);
        let listings = store.list_public_listings_after(None, 1_000).await.expect("the database answers");
        assert!(listings.len() >= 300);
        for &kind in ListingKind::ALL {
            assert!(listings.iter().any(|it| it.listing.kind() == kind), "{}", kind.slug());
        }
        for &side in Side::ALL {
            let least = if side == Side::Information { 38 } else { 51 };
            assert!(listings.iter().filter(|it| it.listing.side() == side).count() >= least, "{}", side.slug());
        }
        for it in &listings {
            let listing = &it.listing;
            let record = &listing.provenance.record;
            assert!(listing.demo && !it.organisation_name.starts_with(['f', 'u', 'c']), "{record}");
            assert!(listing.place.division.is_some() && listing.place.zone.is_some(), "{record}");
            assert!(listing.industry.is_some() && listing.title_en.is_some(), "{record}");
            // What is only announced asks for no skills and teaches none.
            assert!(listing.side() == Side::Information || listing.skills.len() >= 3, "{record}");
            assert_eq!(it.openness(clock.now()), Openness::Open, "{record}");
            assert!(listing.published_at <= clock.now(), "{record}");
            if listing.kind() == ListingKind::Job {
                let filters = listing.details.filters();
                let known = filters.pay.is_some() && filters.education.is_some() && filters.employment.is_some();
                assert!(known && filters.experience_min_years.is_some(), "{record}");
            }
        }
    }

    #[tokio::test]
    async fn the_documents_of_the_demonstration_agree_with_each_other_and_fill_every_column() {
        let store = Store::connect("sqlite::memory:").await.expect("memory is there");
        rongqiao_migrations::run(store.connection()).await.expect("the schema is new");
        let codes = Arc::new(Codes::new(CodeTable::shipped()));
        let clock = Clock::fixed(datetime!(2026-09-01 02:00 UTC));
        fill_in(&store, &codes, &clock).await.expect("the database takes it");

        assert_eq!(store.settle_policies(clock.now()).await.expect("the database answers"), 0);
        let policies = store.list_shelf(Shelf::Policies, clock.now(), 0, 100).await.expect("the database answers");
        assert!(policies.len() >= 14);
        for policy in &policies {
            assert!(may_publish(ListingKind::Policy, policy.organisation_kind), "{}", policy.listing.title);
        }
        for &column in Column::ALL {
            let news = Shelf::News(Some(column));
            let articles = store.list_shelf(news, clock.now(), 0, 100).await.expect("the database answers");
            assert!(articles.len() >= 4, "{}", column.slug());
            assert!(articles.iter().all(|it| may_write_in(column, it.organisation_kind)), "{}", column.slug());
        }
    }
}
