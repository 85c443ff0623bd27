//! Sheets of listings: the template of each kind, made from what its form asks for, and the rows that come back in it.
//!
//! A column is known by its name for programs, which stands in a hidden row under the headings, so that columns may be
//! moved, renamed and left out; where that row is gone, as in tables of text, by its heading in either language.

mod head;
mod reading;
mod writing;

pub use self::head::{Head, NoHead};
pub use self::reading::RowReader;
pub use self::writing::{MendedRow, template, to_mend};

use rongqiao_model::kind::ListingKind;
use rongqiao_model::kind::field::FieldSpec;
use rongqiao_model::posting::form_fields;

use crate::language::Language;

/// What the title of an example begins with, in Chinese and in English; such a row is passed over.
const EXAMPLE_MARKS: [&str; 2] = ["【示例】", "[Example]"];

/// Name of the column that says what is wrong with rows that are to be mended; it is passed over.
const MISTAKES_COLUMN: &str = "rongqiao.mistakes";

/// The name for programs of a column.
fn column_name(kind: ListingKind, field: &FieldSpec) -> String {
    format!("{}.{}", kind.slug(), field.name)
}

/// The field of a kind that a column named `name` is for.
fn column_of(name: &str) -> Option<(ListingKind, FieldSpec)> {
    let (kind, field) = name.trim().split_once('.')?;
    let kind = ListingKind::from_slug(kind)?;
    form_fields(kind).into_iter().find(|spec| spec.name == field).map(|spec| (kind, spec))
}

/// What a column is called in a language.
fn heading(t: Language, field: &FieldSpec) -> String {
    t.say(&format!("fact-{}", field.label))
}
