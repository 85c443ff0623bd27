//! 促进机构工作台: what the desks do outside the platform so that the two sides find each other in it.
//!
//! Officers visit organisations and note what they heard ([`visit`]). What an organisation wants becomes a [`case`]: a
//! lead while nobody has written it down as a need, and from then on a need with an owner, a next action and its day, to
//! which counterparts are introduced until something comes of it. What was done stands in the report of each [`week`].
//!
//! Nothing here tells of people outside the desks: whom an officer met is named by their office alone.

pub mod case;
pub mod visit;
pub mod week;

use time::{Date, Duration};

use crate::choice::Side;
use crate::form::{Mistake, Reader};
use crate::kind::ListingKind;

/// Longest name of an organisation that the platform does not know, in characters.
pub const NAME_MAX_CHARS: usize = 120;

/// Longest next action, purpose and the like, in characters.
pub const LINE_MAX_CHARS: usize = 200;

/// Longest note, in characters.
pub const NOTE_MAX_CHARS: usize = 2_000;

/// Days ahead on which something can be due, and days back on which a visit can have been.
pub const DAYS_MAX: i64 = 366;

/// The kinds of listings by which organisations say what they want, as slugs.
pub fn need_kinds() -> impl Iterator<Item = ListingKind> {
    ListingKind::ALL.iter().copied().filter(|kind| kind.side() == Side::Demand)
}

/// A text that has to be there and holds nothing that is not to be kept of a person.
fn required_text(reader: &mut Reader<'_>, field: &str, max: usize) -> String {
    let text = reader.required_text(field, max);
    if text.is_empty() { text } else { reader.public_text(field, max) }
}

/// The kind of what is wanted.
fn need_kind(reader: &mut Reader<'_>, field: &str) -> Option<ListingKind> {
    let kind = reader.choice::<ListingKind>(field)?;
    if kind.side() == Side::Demand {
        return Some(kind);
    }
    reader.fail(
        field,
        Mistake::NotAChoice { allowed: need_kinds().map(ListingKind::slug).collect::<Vec<_>>().join(", ") },
    );
    None
}

/// A day from `first` to `last`.
fn day_within(reader: &mut Reader<'_>, field: &str, (first, last): (Date, Date)) -> Option<Date> {
    let day = reader.day(field)?;
    if day < first || day > last {
        reader.fail(field, Mistake::DayOutside { first: first.to_string(), last: last.to_string() });
        return None;
    }
    Some(day)
}

/// The days on which something can be due that is planned on `today`.
fn ahead(today: Date) -> (Date, Date) {
    (today, today + Duration::days(DAYS_MAX))
}
