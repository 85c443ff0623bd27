//! Ways to the parts of a long list: all of it, and each part with how much it holds.

use std::collections::BTreeMap;

use rongqiao_model::choice::Choice;

use crate::language::Language;

/// A way to a part of a list.
#[derive(Debug)]
pub(super) struct Chip {
    pub(super) words: String,
    pub(super) href: String,
    /// Whether it is what is shown.
    pub(super) shown: bool,
}

/// The whole list at `path`, then what there is of it by a choice whose names the catalogue holds under `names`; the
/// address of a part names it as `parameter`.
pub(super) fn chips<C: Choice + PartialEq>(
    t: Language,
    path: &str,
    (parameter, names): (&str, &str),
    counts: &BTreeMap<C, u64>,
    shown: Option<C>,
) -> Vec<Chip> {
    let words = |name: String, count: u64| t.fill("chip", &[("name", name), ("number", count.to_string())]);
    let all =
        Chip { words: words(t.say("chip-all"), counts.values().sum()), href: path.to_owned(), shown: shown.is_none() };
    let part = |(&choice, &count): (&C, &u64)| Chip {
        words: words(t.say(&format!("{names}-{}", choice.slug())), count),
        href: format!("{path}?{parameter}={}", choice.slug()),
        shown: shown == Some(choice),
    };
    std::iter::once(all).chain(counts.iter().map(part)).collect()
}
