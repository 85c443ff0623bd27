//! Reads the tables of a batch and makes a market of them.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rongqiao_matching::assign::{Market, Post};

use super::fits;
use super::lots::lot;
use super::record::Record;
use crate::fault::Fault;
use crate::importing::file::RowFile;
use crate::mistakes::Mistakes;

/// Seats that a post may have at most.
const MOST_SEATS: u32 = 1_000_000;

/// Where the tables of a batch lie; any format that [`RowFile`] reads.
#[derive(Clone, Debug)]
pub struct BatchFiles {
    /// One row for each student: `id`, and `name` if they have one.
    pub students: PathBuf,
    /// One row for each post: `id`, `seats`, and `minimum` and `name` if they have any.
    pub posts: PathBuf,
    /// One row for each pair: `student`, `post`, and what each thinks of the other as `fit_for_student` or
    /// `rank_by_student`, and `fit_for_post` or `rank_by_post`; blank where one does not accept the other.
    pub fits: PathBuf,
}

/// A student or a post under the name that people know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// As the tables say it.
    pub id: String,
    /// May be empty.
    pub name: String,
}

/// The rows of one side, found by their ids.
#[derive(Debug, Default)]
pub(super) struct Side {
    rows: Vec<Named>,
    /// For each id its number and line.
    known: HashMap<String, (u32, u64)>,
}

/// A batch, ready to be assigned.
#[derive(Debug)]
pub struct Batch {
    /// The students in the order of their table.
    pub students: Vec<Named>,
    /// The posts in the order of their table.
    pub posts: Vec<Named>,
    /// What they think of each other.
    pub market: Market,
}

impl Batch {
    /// Reads the tables; lots are drawn from `seed`.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] that names a file that cannot be read, or all mistakes in the files.
    pub fn read(files: &BatchFiles, seed: u64) -> Result<Self, Fault> {
        let mut mistakes = Mistakes::default();
        let students = read_students(&files.students, &mut mistakes)?;
        let (posts, offers) = read_posts(&files.posts, seed, &mut mistakes)?;
        let pairs = fits::read(&files.fits, &students, &posts, &mut mistakes)?;
        mistakes.none("Nothing was assigned")?;
        let lots = students.rows.iter().map(|student| lot(seed, &student.id)).collect();
        let market = Market::new(lots, offers, pairs)
            .map_err(|error| Fault::because("The tables of the batch contradict each other.", error))?;
        Ok(Self { students: students.rows, posts: posts.rows, market })
    }
}

impl Side {
    /// The number of the row with this id.
    pub(super) fn number(&self, id: &str) -> Option<u32> {
        self.known.get(id).map(|&(number, _)| number)
    }

    /// Adds the student or post of `record`; whether it is a new one.
    fn add(&mut self, record: &mut Record<'_>, line: u64) -> bool {
        let Some(id) = record.needed("id") else { return false };
        if let Some((_, before)) = self.known.get(&id) {
            record.is_wrong(format!("`{id}` stands in line {before} already"));
            return false;
        }
        self.known.insert(id.clone(), (self.rows.len() as u32, line));
        self.rows.push(Named { id, name: record.text("name").unwrap_or_default() });
        true
    }
}

/// Hands each row of `path` to `take`; a table that lacks one of the `columns` is not read any further.
pub(super) fn each_row(
    path: &Path,
    columns: &[&str],
    mistakes: &mut Mistakes,
    mut take: impl FnMut(&mut Record<'_>, u64),
) -> Result<(), Fault> {
    let mut is_first = true;
    RowFile::open(path)?.read(&mut |row| {
        let cells = match &row.cells {
            Ok(cells) => cells,
            Err(reason) => {
                mistakes.note(path, row.number, &reason.in_english());
                return ControlFlow::Continue(());
            }
        };
        let mut record = Record::of(cells);
        if std::mem::take(&mut is_first) {
            let missing = columns.iter().filter(|column| !record.has(column));
            let missing: Vec<String> = missing.map(|column| format!("there is no column `{column}`")).collect();
            if !missing.is_empty() {
                mistakes.note(path, row.number, &missing.join(", "));
                return ControlFlow::Break(());
            }
        }
        take(&mut record, row.number);
        record.mistakes().iter().for_each(|what| mistakes.note(path, row.number, what));
        ControlFlow::Continue(())
    })
}

fn read_students(path: &Path, mistakes: &mut Mistakes) -> Result<Side, Fault> {
    let mut students = Side::default();
    each_row(path, &["id"], mistakes, |record, line| {
        students.add(record, line);
    })?;
    Ok(students)
}

fn read_posts(path: &Path, seed: u64, mistakes: &mut Mistakes) -> Result<(Side, Vec<Post>), Fault> {
    let mut posts = Side::default();
    let mut offers = Vec::new();
    each_row(path, &["id", "seats"], mistakes, |record, line| {
        let is_new = posts.add(record, line);
        record.needed("seats");
        let seats = record.whole("seats", 0, MOST_SEATS);
        let minimum = record.whole("minimum", 0, MOST_SEATS).unwrap_or(0);
        if let Some(seats) = seats.filter(|&seats| minimum > seats) {
            record.is_wrong(format!("the minimum of {minimum} is above the {seats} seats"));
        }
        if let Some(post) = posts.rows.last().filter(|_| is_new) {
            offers.push(Post { seats: seats.unwrap_or(0), minimum, lot: lot(seed, &post.id) });
        }
    })?;
    Ok((posts, offers))
}
