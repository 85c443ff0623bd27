//! Chosen values as bits, one for each value's number.

use rongqiao_model::choice::Choice;
use rongqiao_model::kind::ListingKind;

use crate::facts::UNKNOWN;
use crate::query::Filters;

/// The number that an industry's section letter has in masks.
pub(crate) const fn industry_number(letter: u8) -> u8 {
    if letter == 0 { UNKNOWN } else { letter.wrapping_sub(b'A') }
}

/// Whether the number's bit is set.
pub(crate) const fn within(mask: u32, number: u8) -> bool {
    mask >> (number & 31) & 1 == 1
}

/// The bits of the chosen values.
pub(crate) fn mask<C: Choice + PartialEq>(chosen: &[C]) -> u32 {
    C::ALL.iter().enumerate().filter(|(_, it)| chosen.contains(it)).fold(0, |mask, (at, _)| mask | 1 << at)
}

/// The bits of the kinds on the chosen sides.
pub(crate) fn kinds_of(filters: &Filters) -> u32 {
    let kinds = ListingKind::ALL.iter().filter(|kind| filters.sides.contains(&kind.side()));
    kinds.fold(0, |mask, kind| mask | 1 << kind.ordinal())
}

/// The bits of the chosen industries.
pub(crate) fn industry_mask(chosen: &[String]) -> u32 {
    let letters = chosen.iter().filter_map(|section| section.bytes().next()).map(industry_number);
    letters.filter(|&number| number < 31).fold(0, |mask, number| mask | 1 << number)
}
