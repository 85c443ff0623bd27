//! Finds out which column is for which field.

use rongqiao_model::kind::ListingKind;
use rongqiao_model::kind::field::FieldSpec;
use rongqiao_model::naming::name_key;
use rongqiao_model::posting::form_fields;

use super::{EXAMPLE_MARKS, MISTAKES_COLUMN, column_of, heading};
use crate::files::grid::{Grid, GridRow, HEAD_ROWS_MAX};
use crate::language::Language;

/// Headings that are needed to take a row for the head where no names for programs stand.
const HEADINGS_MIN: usize = 2;

/// Columns that were not read and are told of.
const UNREAD_TOLD: usize = 20;

/// Which column is for which field.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The columns that are read.
    pub columns: Vec<(u32, FieldSpec)>,
    /// Headings of those that are not.
    pub unread: Vec<String>,
    /// Number of its last row; content stands below.
    last: u32,
}

/// Why a sheet has no head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoHead {
    /// It is the template of another kind.
    OfAnotherKind(ListingKind),
    /// No row names the columns.
    Missing,
}

impl Head {
    /// Finds the head of a sheet that is to hold listings of `kind`.
    ///
    /// # Errors
    ///
    /// Returns [`NoHead`] if it holds others, or its columns are not named.
    pub fn find(grid: &Grid, kind: ListingKind) -> Result<Self, NoHead> {
        let rows = || grid.rows.iter().take(HEAD_ROWS_MAX);
        let by_name = |row: &GridRow| row.cells.iter().any(|(_, value)| value.as_str().and_then(column_of).is_some());
        match rows().position(by_name) {
            Some(at) => Self::by_names(&grid.rows[at], at.checked_sub(1).map(|above| &grid.rows[above]), kind),
            None => rows().find_map(|row| Self::by_headings(row, kind)).ok_or(NoHead::Missing),
        }
    }

    /// The rows below the head that are no example.
    pub fn rows<'a>(&self, grid: &'a Grid) -> impl Iterator<Item = &'a GridRow> {
        let (last, title) = (self.last, self.columns.iter().find(|(_, field)| field.name == "title").map(|it| it.0));
        let is_example = move |row: &GridRow| {
            let title = title.and_then(|column| row.text(column)).unwrap_or_default().trim();
            EXAMPLE_MARKS.iter().any(|mark| title.starts_with(mark))
        };
        grid.rows.iter().filter(move |row| row.number > last && !is_example(row))
    }

    fn by_names(names: &GridRow, headings: Option<&GridRow>, kind: ListingKind) -> Result<Self, NoHead> {
        let columns = || names.cells.iter().filter_map(|(at, name)| Some((*at, column_of(name.as_str()?)?)));
        if !columns().any(|(_, (of, _))| of == kind) {
            return Err(columns().next().map_or(NoHead::Missing, |(_, (of, _))| NoHead::OfAnotherKind(of)));
        }
        let columns = once_each(columns().filter(|(_, (of, _))| *of == kind).map(|(at, (_, field))| (at, field)));
        let is_ours = |at: u32| names.text(at) == Some(MISTAKES_COLUMN);
        let unread = headings.map(|row| unread(row, |at| is_ours(at) || columns.iter().any(|(it, _)| *it == at)));
        Ok(Self { unread: unread.unwrap_or_default(), columns, last: names.number })
    }

    fn by_headings(row: &GridRow, kind: ListingKind) -> Option<Self> {
        let fields = form_fields(kind);
        let field_of = |text: &str| {
            let key = name_key(text);
            let is_called = |field: &&FieldSpec| {
                field.name == text.trim() || Language::ALL.iter().any(|&t| name_key(&heading(t, field)) == key)
            };
            fields.iter().find(is_called).copied()
        };
        let columns = once_each(row.cells.iter().filter_map(|(at, text)| Some((*at, field_of(text.as_str()?)?))));
        let named = columns.len() >= HEADINGS_MIN && columns.iter().any(|(_, field)| field.name == "title");
        let unread = unread(row, |at| columns.iter().any(|(it, _)| *it == at));
        named.then_some(Self { unread, columns, last: row.number })
    }
}

/// Of two columns for one field the first one counts.
fn once_each(columns: impl Iterator<Item = (u32, FieldSpec)>) -> Vec<(u32, FieldSpec)> {
    let mut kept: Vec<(u32, FieldSpec)> = Vec::new();
    for (at, field) in columns {
        if !kept.iter().any(|(_, known)| known.name == field.name) {
            kept.push((at, field));
        }
    }
    kept
}

fn unread(headings: &GridRow, is_read: impl Fn(u32) -> bool) -> Vec<String> {
    let others = headings.cells.iter().filter(|(at, _)| !is_read(*at));
    others.filter_map(|(_, text)| text.as_str()).take(UNREAD_TOLD).map(|text| text.chars().take(60).collect()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn grid(rows: &[&[&str]]) -> Grid {
        let row = |(number, texts): (u32, &&[&str])| {
            let cells = (0..).zip(texts.iter()).filter(|(_, text)| !text.is_empty());
            let cells = cells.map(|(at, text)| (at, Value::from(*text))).collect();
            GridRow { number, cells, troubles: Vec::new() }
        };
        Grid { rows: (1..).zip(rows).map(row).collect() }
    }

    fn names(head: &Head) -> Vec<(u32, &'static str)> {
        head.columns.iter().map(|(at, field)| (*at, field.name)).collect()
    }

    #[test]
    fn columns_are_known_by_their_names_however_they_are_moved_and_called() {
        let sheet = grid(&[
            &["学时数", "备注", "课名", "错误"],
            &["course.hours", "", "course.title", "rongqiao.mistakes"],
            &["32", "", "【示例】课程"],
            &["48", "x", "PLC 编程"],
        ]);
        let head = Head::find(&sheet, ListingKind::Course).expect("it has a head");
        assert_eq!(names(&head), [(0, "hours"), (2, "title")]);
        assert_eq!(head.unread, ["备注"]);
        assert_eq!(head.rows(&sheet).map(|row| row.number).collect::<Vec<_>>(), [4]);
    }

    #[test]
    fn without_names_headings_in_either_language_do() {
        let (title, hours) = ("标题*", "Hours");
        let sheet = grid(&[&["2026 年秋"], &[title, hours, "其他"], &["甲", "3", "x"]]);
        let head = Head::find(&sheet, ListingKind::Course).expect("it has a head");
        assert_eq!(
            (names(&head), head.unread.as_slice()),
            (vec![(0, "title"), (1, "hours")], &["其他".to_owned()][..])
        );
        assert_eq!(head.rows(&sheet).count(), 1);
    }

    #[test]
    fn the_template_of_another_kind_and_other_tables_are_told_apart() {
        let other = grid(&[&["标题"], &["job.title"], &["甲"]]);
        assert_eq!(Head::find(&other, ListingKind::Course), Err(NoHead::OfAnotherKind(ListingKind::Job)));
        let none = grid(&[&["a", "b"], &["1", "2"]]);
        assert_eq!(Head::find(&none, ListingKind::Course), Err(NoHead::Missing));
    }
}
