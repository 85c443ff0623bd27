//! The filters of a search: those applied, as chips; those that can be, as a form.

use rongqiao_matching::{Dimension, Facet, SearchQuery, Sort};
use rongqiao_model::choice::Choice;
use rongqiao_model::code::Codes;

use super::search::search_href;
use super::wording::Wording;
use crate::address::{self, parameter_of};
use crate::language::grouped;

/// Values of a facet that are shown at once; the others are one step away.
const SHOWN_AT_ONCE: usize = 6;

/// Values of a facet that are shown at all.
const SHOWN_AT_ALL: usize = 40;

/// Choices of "published within so many days".
const PUBLISHED_DAYS: [u32; 4] = [1, 7, 30, 90];

/// Choices of "closing within so many days".
const CLOSING_DAYS: [u32; 3] = [7, 14, 30];

/// An applied filter with the way to take it off.
#[derive(Debug)]
pub(crate) struct Chip {
    /// What it filters by.
    pub dimension: String,
    /// What was chosen.
    pub words: String,
    /// The search without it.
    pub href: String,
}

/// The values of one dimension to choose from.
#[derive(Debug)]
pub(crate) struct FacetGroup {
    /// Name of the parameter, also the beginning of the inputs' identifiers.
    pub name: &'static str,
    /// What it filters by.
    pub legend: String,
    /// Values shown at once.
    pub first: Vec<Value>,
    /// Values one step away.
    pub more: Vec<Value>,
}

/// One value to choose.
#[derive(Debug)]
pub(crate) struct Value {
    /// Slug or code.
    pub value: String,
    /// What it is called.
    pub words: String,
    /// Listings it would leave; empty where they are not counted.
    pub count: String,
    /// Whether it is chosen.
    pub selected: bool,
}

/// The form that changes the filters.
#[derive(Debug)]
pub(crate) struct FilterForm {
    /// What the form keeps without showing it.
    pub hidden: Vec<(String, String)>,
    /// Values to tick.
    pub groups: Vec<FacetGroup>,
    /// Least pay.
    pub salary_min: String,
    /// Most pay.
    pub salary_max: String,
    /// Published within.
    pub published: Vec<Value>,
    /// Closing within.
    pub closing: Vec<Value>,
}

impl Chip {
    /// Every filter of `query`, in a fixed order.
    pub(crate) fn all(wording: &Wording<'_>, query: &SearchQuery, codes: &Codes, organisation: &str) -> Vec<Self> {
        let mut chips = Vec::new();
        for &dimension in Dimension::ALL.iter().filter(|&&it| it != Dimension::Pay) {
            for value in chosen(query, dimension) {
                chips.push(Self {
                    dimension: dimension_words(wording, dimension),
                    words: wording.value(dimension, &value, organisation),
                    href: href(wording, &address::toggled(query, dimension, &value, codes)),
                });
            }
        }
        chips.extend(Self::of_pay(wording, query, codes));
        chips
    }

    fn of_pay(wording: &Wording<'_>, query: &SearchQuery, codes: &Codes) -> Option<Self> {
        let t = wording.t;
        let sum = |yuan: u32| grouped(yuan.into());
        let words = match (query.filters.pay_min_yuan, query.filters.pay_max_yuan) {
            (None, None) => return None,
            (Some(min), None) => t.with("chip-pay-from", "sum", sum(min)),
            (None, Some(max)) => t.with("chip-pay-to", "sum", sum(max)),
            (Some(min), Some(max)) => t.fill("chip-pay-between", &[("min", sum(min)), ("max", sum(max))]),
        };
        let href = href(wording, &address::without(query, Dimension::Pay, codes));
        Some(Self { dimension: dimension_words(wording, Dimension::Pay), words, href })
    }
}

/// What a dimension is called.
pub(crate) fn dimension_words(wording: &Wording<'_>, dimension: Dimension) -> String {
    wording.t.say(&format!("dimension-{}", dimension.slug()))
}

fn href(wording: &Wording<'_>, query: &SearchQuery) -> String {
    search_href(wording.t, &address::write(query))
}

/// The values of `dimension` that `query` has chosen.
fn chosen(query: &SearchQuery, dimension: Dimension) -> Vec<String> {
    fn slugs<C: Choice>(choices: &[C]) -> Vec<String> {
        choices.iter().map(|choice| choice.slug().to_owned()).collect()
    }
    let filters = &query.filters;
    let days = |days: Option<u32>| days.map(|days| days.to_string()).into_iter().collect();
    match dimension {
        Dimension::Kind => slugs(&filters.kinds),
        Dimension::Side => slugs(&filters.sides),
        Dimension::Employment => slugs(&filters.employment),
        Dimension::City => filters.cities.clone(),
        Dimension::Zone => filters.zones.clone(),
        Dimension::Industry => filters.industries.clone(),
        Dimension::Education => slugs(&filters.education),
        Dimension::Experience => slugs(&filters.experience),
        Dimension::Pay => Vec::new(),
        Dimension::OrganisationKind => slugs(&filters.organisation_kinds),
        Dimension::Organisation => filters.organisation.map(|id| id.to_string()).into_iter().collect(),
        Dimension::Published => days(filters.published_within_days),
        Dimension::Closing => days(filters.closing_within_days),
    }
}

impl FacetGroup {
    /// The values of `facet`; `None` when choosing one would change nothing among `total` results.
    pub(crate) fn new(wording: &Wording<'_>, facet: &Facet, total: u64) -> Option<Self> {
        if let [only] = facet.values.as_slice()
            && !only.selected
            && only.count >= total
        {
            return None;
        }
        let mut counted: Vec<_> = facet.values.iter().filter(|it| it.count > 0 || it.selected).collect();
        counted.sort_by_key(|it| !it.selected);
        let mut first: Vec<Value> = counted
            .into_iter()
            .take(SHOWN_AT_ALL)
            .map(|it| Value {
                words: wording.value(facet.dimension, &it.value, ""),
                value: it.value.clone(),
                count: grouped(it.count),
                selected: it.selected,
            })
            .collect();
        if first.is_empty() {
            return None;
        }
        let chosen = first.iter().filter(|value| value.selected).count();
        let more = first.split_off(first.len().min(SHOWN_AT_ONCE.max(chosen)));
        let name = parameter_of(facet.dimension);
        Some(Self { name, legend: dimension_words(wording, facet.dimension), first, more })
    }
}

impl FilterForm {
    /// The form with what `query` has chosen filled in.
    pub(crate) fn new(wording: &Wording<'_>, query: &SearchQuery, groups: Vec<FacetGroup>) -> Self {
        let filters = &query.filters;
        let sum = |yuan: Option<u32>| yuan.map(|yuan| yuan.to_string()).unwrap_or_default();
        Self {
            hidden: hidden(query, &groups),
            groups,
            salary_min: sum(filters.pay_min_yuan),
            salary_max: sum(filters.pay_max_yuan),
            published: days(wording, Dimension::Published, &PUBLISHED_DAYS, filters.published_within_days),
            closing: days(wording, Dimension::Closing, &CLOSING_DAYS, filters.closing_within_days),
        }
    }
}

/// What no control of the form shows: the words, the order, and values whose facet was not counted.
fn hidden(query: &SearchQuery, groups: &[FacetGroup]) -> Vec<(String, String)> {
    let mut hidden = vec![("q".to_owned(), query.text.clone()), ("sort".to_owned(), query.sort.slug().to_owned())];
    hidden.retain(|(_, value)| !value.is_empty() && value != Sort::default().slug());
    let shown = ["q", "sort", "salary_min", "salary_max", "published", "closing"];
    let others = address::pairs_of(&address::write(query)).into_iter();
    let ticked = |name: &str, value: &str| {
        let group = groups.iter().find(|group| group.name == name);
        group.is_some_and(|group| group.first.iter().any(|it| it.selected && it.value == value))
    };
    hidden.extend(others.filter(|(name, value)| !shown.contains(&name.as_str()) && !ticked(name, value)));
    hidden
}

fn days(wording: &Wording<'_>, dimension: Dimension, choices: &[u32], chosen: Option<u32>) -> Vec<Value> {
    let any = Value {
        value: String::new(),
        words: wording.t.say("within-any"),
        count: String::new(),
        selected: chosen.is_none(),
    };
    let mut days: Vec<u32> = choices.iter().copied().chain(chosen).collect();
    days.sort_unstable();
    days.dedup();
    let value = |days: u32| Value {
        words: wording.value(dimension, &days.to_string(), ""),
        value: days.to_string(),
        count: String::new(),
        selected: chosen == Some(days),
    };
    std::iter::once(any).chain(days.into_iter().map(value)).collect()
}
