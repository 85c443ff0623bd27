//! Reads postings and writes what may be learnt from them.

use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::Path;

use rongqiao_matching::skills::{Learner, Posting, Proposal};
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::store::Store;
use serde_json::Value;

use super::accepted::{ACCEPT, COLUMNS};
use super::write_whole;
use crate::fault::Fault;
use crate::importing::file::RowFile;
use crate::importing::row::{Cells, text_of};

/// Listings that are read from the database at once.
const PAGE_ROWS: u64 = 1_000;

/// Examples beside a proposal.
const EXAMPLES: [&str; 3] = ["example 1", "example 2", "example 3"];

/// Lets `learner` listen to the postings in a file; rows that cannot be read are passed over.
///
/// # Errors
///
/// Returns a [`Fault`] if the file cannot be read.
pub fn listen_to_file(learner: &mut Learner<'_>, path: &Path) -> Result<(), Fault> {
    RowFile::open(path)?.read(&mut |row| {
        if let Ok(cells) = &row.cells {
            let tags = tags(cells);
            let text = |field| value(cells, field).and_then(text_of).unwrap_or_default();
            let (title, text) = (text("title"), text("description"));
            learner.listen(&Posting { title: &title, text: &text, tags: &tags });
        }
        ControlFlow::Continue(())
    })
}

/// Lets `learner` listen to everything that the public may search.
///
/// # Errors
///
/// Returns a [`Fault`] if the database cannot be read.
pub async fn listen_to_listings(learner: &mut Learner<'_>, store: &Store) -> Result<(), Fault> {
    let mut after = None;
    loop {
        let page = store.list_public_listings_after(after, PAGE_ROWS).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.listing.id);
        for PublishedListing { listing, .. } in &page {
            learner.listen(&Posting { title: &listing.title, text: &listing.description, tags: &listing.skills });
        }
    }
}

/// Writes proposals to `path`, or gives them as text; nobody has said yes to any.
///
/// # Errors
///
/// Returns a [`Fault`] if the file cannot be written.
pub fn write_proposals(proposals: &[Proposal], path: Option<&Path>) -> Result<String, Fault> {
    let header: Vec<&str> = [ACCEPT].into_iter().chain(COLUMNS).chain(["score", "count"]).chain(EXAMPLES).collect();
    let mut text = header.join("\t") + "\n";
    for Proposal { addition, score, count, evidence } in proposals {
        let (kind, skill, value) = (addition.kind.slug(), &addition.skill, &addition.value);
        // Writing into a string cannot fail.
        let _ = writeln!(text, "\t{kind}\t{skill}\t{value}\t{score:.1}\t{count}\t{}", evidence.join("\t"));
    }
    if let Some(path) = path {
        write_whole(path, &text)?;
    }
    Ok(text)
}

fn value<'a>(cells: &'a Cells, field: &str) -> Option<&'a Value> {
    cells.iter().find(|(name, _)| name == field).map(|(_, value)| value)
}

/// The skills that a row names, as a list or separated by the usual marks.
fn tags(cells: &Cells) -> Vec<String> {
    let list: Vec<String> = match value(cells, "skills") {
        Some(Value::Array(items)) => items.iter().filter_map(text_of).collect(),
        Some(other) => text_of(other)
            .iter()
            .flat_map(|text| text.split([',', '，', '、', ';', '；', '|']))
            .map(str::to_owned)
            .collect(),
        None => Vec::new(),
    };
    list.into_iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect()
}
