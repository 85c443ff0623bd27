//! The list of those who left, kept beside the database as well: a backup that is restored is older than the list, and
//! nobody on it comes back.
//!
//! The list is a file of the data folder, one line for each person, an identity and a moment and nothing else. It only
//! grows. What the database knows and the file does not is written into the file, and the other way round.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::Path;

use rongqiao_model::PersonId;
use rongqiao_model::store::Store;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tokio::fs::{self, OpenOptions};
use tokio::io::AsyncWriteExt as _;

use crate::fault::Fault;

/// Name of the list in the data folder.
pub const FILE: &str = "erasures.txt";

/// Brings the list and the database to the same, and erases whoever is on the list and came back; returns how many did.
///
/// # Errors
///
/// Returns a [`Fault`] if the list or the database cannot be read or written.
pub async fn apply(store: &Store, folder: &Path, now: OffsetDateTime) -> Result<usize, Fault> {
    let file = folder.join(FILE);
    let listed = read(&file).await.map_err(unusable)?;
    let known: BTreeMap<_, _> = store.list_erasures().await?.into_iter().collect();
    let people: Vec<PersonId> = listed.keys().chain(known.keys()).copied().collect();
    let present = store.list_present(&people).await?;
    let mut back = 0;
    for (&person, &at) in listed.iter().chain(&known) {
        if present.contains(&person) || !known.contains_key(&person) {
            back += usize::from(store.erase_again(person, at, now).await?);
        }
    }
    let missing = known.into_iter().filter(|(person, _)| !listed.contains_key(person)).collect();
    append(&file, &missing).await.map_err(unusable)?;
    if back > 0 {
        tracing::warn!(persons = back, "people who had left were in the database again and were erased once more");
    }
    Ok(back)
}

async fn read(file: &Path) -> io::Result<BTreeMap<PersonId, OffsetDateTime>> {
    let text = match fs::read_to_string(file).await {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(BTreeMap::new()),
        read => read?,
    };
    let mut listed = BTreeMap::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty()) {
        match entry(line) {
            Some((person, at)) => drop(listed.insert(person, at)),
            // A program that died while it wrote leaves half a line; the whole one is in the database.
            None => tracing::warn!(line = number, "a line of the list of erasures is not understood"),
        }
    }
    Ok(listed)
}

fn entry(line: &str) -> Option<(PersonId, OffsetDateTime)> {
    let (person, at) = line.split_once(' ')?;
    Some((person.parse().ok()?, OffsetDateTime::parse(at, &Rfc3339).ok()?))
}

async fn append(file: &Path, missing: &BTreeMap<PersonId, OffsetDateTime>) -> io::Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    let line =
        |(person, at): (&PersonId, &OffsetDateTime)| format!("{person} {}\n", at.format(&Rfc3339).unwrap_or_default());
    // Should the last line be half a one, the first of these begins another.
    let lines = format!("\n{}", missing.iter().map(line).collect::<String>());
    let mut file = OpenOptions::new().create(true).append(true).open(file).await?;
    file.write_all(lines.as_bytes()).await?;
    file.sync_all().await
}

fn unusable(error: io::Error) -> Fault {
    let what = format!("The list of erased persons, {FILE} in the data folder, cannot be read or written.");
    Fault::because(what, error)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;

    #[tokio::test]
    async fn the_list_grows_and_half_a_line_costs_no_other() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = folder.path().join(FILE);
        let at = datetime!(2026-11-22 08:00 UTC);
        let person = |number| PersonId::from_uuid(Uuid::from_u128(number));
        append(&file, &BTreeMap::from([(person(1), at)])).await.expect("the folder is writable");
        let mut half = OpenOptions::new().append(true).open(&file).await.expect("it is there");
        half.write_all(b"00000000-0000").await.expect("it is writable");
        half.flush().await.expect("it is writable");
        append(&file, &BTreeMap::from([(person(2), at)])).await.expect("the folder is writable");
        let listed = read(&file).await.expect("it is readable");
        assert_eq!(listed, BTreeMap::from([(person(1), at), (person(2), at)]));
    }
}
