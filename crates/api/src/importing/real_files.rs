//! Reads the project's collection of real files, where a machine has it: every row has to be understood or refused.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rongqiao_model::code::{CodeTable, Codes};
use rongqiao_model::listing::Listing;
use time::macros::datetime;

use super::file::RowFile;
use super::mapping::Mapping;
use super::row::RawRow;
use super::understanding::{Understanding, Understood};

/// The folder of the collection: named by `RONGQIAO_SHARED_DATA`, or beside the workspace.
fn collection() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("RONGQIAO_SHARED_DATA").map_or_else(beside, PathBuf::from).join("listings");
    if !folder.is_dir() {
        eprintln!("skipped: the collection of real files is not on this machine; set RONGQIAO_SHARED_DATA");
        return None;
    }
    Some(folder)
}

/// Listings of a file, and how many rows were refused for each field.
fn understood(path: &Path) -> (Vec<Listing>, BTreeMap<String, u32>) {
    let codes = Arc::new(Codes::new(CodeTable::shipped()));
    let now = datetime!(2026-09-01 02:00 UTC);
    let mut understanding = Understanding::new(codes, Mapping::default(), "file".to_owned(), now);
    let (mut listings, mut refused) = (Vec::new(), BTreeMap::new());
    let file = RowFile::open(path).expect("the file is there");
    file.read(&mut |row: RawRow| {
        match understanding.read(row) {
            Ok(Understood::Listing(incoming)) => listings.push(incoming.listing),
            Ok(Understood::Organisation(it)) => panic!("{} is no organisation file", it.name),
            Err(refusals) => refusals.into_iter().for_each(|it| *refused.entry(it.field).or_default() += 1),
        }
        ControlFlow::Continue(())
    })
    .expect("the file can be read");
    (listings, refused)
}

/// Share of `listings` that fulfil `holds`.
fn share(listings: &[Listing], holds: impl Fn(&Listing) -> bool) -> f64 {
    listings.iter().filter(|listing| holds(listing)).count() as f64 / listings.len() as f64
}

#[test]
fn the_real_files_come_in_without_a_mapping() {
    let Some(folder) = collection() else { return };
    for (name, rows, refused_for) in [
        ("jobs_zh.jsonl.gz", 46_000, &[][..]),
        ("jobs_en.jsonl.gz", 6_700, &[]),
        ("courses.jsonl.gz", 9_500, &["organisation"]),
        ("projects.jsonl.gz", 10_700, &[]),
    ] {
        let (listings, refused) = understood(&folder.join(name));
        assert!(listings.len() > rows, "{name}: {} rows, refused {refused:?}", listings.len());
        assert_eq!(refused.keys().map(String::as_str).collect::<Vec<_>>(), refused_for, "{name}: {refused:?}");
    }
}

#[test]
fn what_real_postings_say_is_understood() {
    let Some(folder) = collection() else { return };
    let (jobs, _) = understood(&folder.join("jobs_zh.jsonl.gz"));
    assert!(share(&jobs, |job| job.details.filters().pay.is_some()) > 0.95);
    assert!(share(&jobs, |job| job.details.filters().education.is_some()) > 0.9);
    assert!(share(&jobs, |job| job.place.division.is_some()) > 0.98);
    assert!(share(&jobs, |job| job.industry.is_some()) > 0.2);
    let (courses, _) = understood(&folder.join("courses.jsonl.gz"));
    let taught =
        |course: &Listing| course.details.facts().iter().any(|fact| ["hours", "credits"].contains(&fact.label));
    assert!(share(&courses, taught) > 0.8);
}
