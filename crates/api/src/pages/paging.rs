//! Long lists in pages: `?page=…` says which one, and whatever else stands in the address stays there.

use rongqiao_model::paging::{Page, PageAsked};

use super::visit::Visit;
use crate::address::{AddressWriter, pairs_of};

/// The ways from one page of a list to others.
#[derive(Debug, Default)]
pub(super) struct Ways {
    /// To the first page, where another one is shown.
    pub(super) first: Option<String>,
    /// To the page that follows.
    pub(super) next: Option<String>,
}

/// The page of a list, with `size` rows to a page, that an address asks for.
pub(super) fn page_asked(visit: &Visit, size: u64) -> PageAsked {
    let pairs = pairs_of(&visit.query);
    let number = pairs.iter().find(|(name, _)| name == "page").and_then(|(_, value)| value.parse().ok());
    PageAsked::new(number.unwrap_or(1), size)
}

impl Ways {
    /// The ways from `page`.
    pub(super) fn from<T>(visit: &Visit, asked: PageAsked, page: &Page<T>) -> Self {
        Self::of(visit, asked, page.goes_on)
    }

    /// The ways from the page that was asked for, if the list goes on after it or not.
    pub(super) fn of(visit: &Visit, asked: PageAsked, goes_on: bool) -> Self {
        Self {
            first: (asked.number() > 1).then(|| address(visit, None)),
            next: goes_on.then(|| address(visit, Some(asked.number() + 1))),
        }
    }
}

/// The address of a page of the list that is shown.
fn address(visit: &Visit, page: Option<u64>) -> String {
    let mut writer = AddressWriter::default();
    for (name, value) in pairs_of(&visit.query).iter().filter(|(name, _)| name != "page") {
        writer.pair(name, value);
    }
    writer.pair("page", &page.map(|number| number.to_string()).unwrap_or_default());
    let (path, query) = (visit.language.path(&visit.path), writer.0);
    if query.is_empty() { path } else { format!("{path}?{query}") }
}
