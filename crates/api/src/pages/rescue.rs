//! What leads on when the words alone did not find enough.

use rongqiao_matching::{Rescue, SearchQuery};
use rongqiao_model::code::Codes;

use super::filters::dimension_words;
use super::search::search_href;
use super::wording::Wording;
use crate::address;

/// A sentence that leads to another search.
#[derive(Debug)]
pub(crate) struct Lead {
    /// What it says.
    pub words: String,
    /// Where it leads.
    pub href: String,
}

/// What a results page says when the words alone did not find enough.
#[derive(Debug)]
pub(crate) struct RescueBlock {
    /// The text that was probably meant.
    pub did_you_mean: Option<Lead>,
    /// That some words were left out.
    pub dropped: Option<String>,
    /// The filter that excludes most.
    pub widest: Option<Lead>,
    /// That the results are only the nearest there are.
    pub nearest: bool,
}

impl RescueBlock {
    /// Puts a rescue into words.
    pub(crate) fn new(wording: &Wording<'_>, query: &SearchQuery, rescue: &Rescue, codes: &Codes) -> Self {
        let t = wording.t;
        let href = |query: &SearchQuery| search_href(t, &address::write(query));
        let meant = |text: &String| Lead {
            words: text.clone(),
            href: href(&SearchQuery { text: text.clone(), cursor: None, ..query.clone() }),
        };
        let words = rescue.dropped.iter().map(|word| t.with("quoted", "text", word)).collect::<Vec<_>>();
        let dropped =
            (!words.is_empty()).then(|| t.with("rescue-dropped", "words", words.join(&t.say("list-separator"))));
        let widest = rescue.widest_filter.map(|(dimension, count)| {
            let name = dimension_words(wording, dimension);
            let without = t.fill("rescue-widest", &[("filter", name), ("count", t.count("results-total", count))]);
            Lead { words: without, href: href(&address::without(query, dimension, codes)) }
        });
        Self { did_you_mean: rescue.did_you_mean.as_ref().map(meant), dropped, widest, nearest: rescue.nearest }
    }
}
