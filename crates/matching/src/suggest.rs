//! Suggestions while typing: by characters, by pinyin in full, by initials, and within one edit for Latin words.
//!
//! Made from the terms of the index itself, in one walk; the rarest go when there are too many. Crowded prefixes have
//! their answer ready, so that no keystroke looks at more than a few hundred entries.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use fst::{IntoStreamer as _, Set, Streamer as _};
use pinyin::ToPinyin as _;
use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::TantivyError;

use crate::analysis::{self, Run, fold};
use crate::search::View;

/// Entries that are kept.
const MAX_ENTRIES: usize = 150_000;

/// A prefix with more entries than this has its best ones ready.
const CROWDED: usize = 256;

/// Suggestions kept ready for a crowded prefix.
const READY: usize = 24;

/// Longest prefix that may be crowded, in characters.
const MAX_READY_CHARS: usize = 6;

/// Places inside a title, besides its start, from which it can be completed.
const MAX_INNER_STARTS: usize = 5;

/// Shortest Latin text in which one edit is forgiven, in letters.
const FUZZY_MIN_LETTERS: usize = 4;

/// Parts the text of a key from the number of its entry.
const END: u8 = 0;

rongqiao_model::choices! {
    /// What a suggestion is.
    pub enum SuggestionKind {
        /// Words of a title.
        Title = "title",
        /// A skill.
        Skill = "skill",
        /// An organisation.
        Organisation = "organisation",
        /// A place.
        Place = "place",
    }
}

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What to search for.
    pub text: String,
    /// What it is.
    pub kind: SuggestionKind,
    /// Listings that carry it.
    pub count: u32,
}

/// Everything that can be suggested, at one state of the index.
pub(crate) struct Suggester {
    entries: Vec<Entry>,
    keys: Set<Vec<u8>>,
    ready: FxHashMap<Box<str>, Vec<u32>>,
}

struct Entry {
    text: Box<str>,
    kind: SuggestionKind,
    count: u32,
}

impl Suggester {
    /// Gathers what the documents of `view` offer.
    pub(crate) fn new(view: &View) -> Result<Self, TantivyError> {
        let entries = gather(view)?;
        let mut keys: Vec<Vec<u8>> = Vec::with_capacity(entries.len() * 3);
        for (number, entry) in entries.iter().enumerate() {
            for key in keys_of(entry) {
                let mut bytes = key.into_bytes();
                bytes.push(END);
                bytes.extend((number as u32).to_be_bytes());
                keys.push(bytes);
            }
        }
        keys.sort_unstable();
        keys.dedup();
        let ready = crowded(&keys, &entries);
        let keys = Set::from_iter(keys).map_err(|error| TantivyError::InternalError(error.to_string()))?;
        Ok(Self { entries, keys, ready })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Completes `typed`; the most frequent first.
    pub(crate) fn suggest(&self, typed: &str, limit: usize) -> Vec<Suggestion> {
        let prefix = squeezed(typed);
        if prefix.is_empty() {
            return Vec::new();
        }
        let mut numbers = self.starting_with(&prefix);
        if numbers.len() < 3 && prefix.is_ascii() && prefix.len() >= FUZZY_MIN_LETTERS {
            for variant in edits(&prefix) {
                numbers.extend(self.starting_with(&variant));
            }
        }
        self.best(numbers, &prefix, limit)
    }

    fn starting_with(&self, prefix: &str) -> Vec<u32> {
        if let Some(ready) = self.ready.get(prefix) {
            return ready.clone();
        }
        let mut after = prefix.as_bytes().to_vec();
        // No byte of UTF-8 is as high as this one.
        after.push(0xff);
        let mut stream = self.keys.range().ge(prefix.as_bytes()).lt(&after).into_stream();
        let mut numbers = Vec::new();
        while let Some(key) = stream.next() {
            numbers.push(number_of(key));
            if numbers.len() >= CROWDED * 4 {
                break;
            }
        }
        numbers
    }

    fn best(&self, numbers: Vec<u32>, prefix: &str, limit: usize) -> Vec<Suggestion> {
        let mut entries: Vec<&Entry> = numbers.iter().filter_map(|&number| self.entries.get(number as usize)).collect();
        let is_it = |entry: &Entry| squeezed(&entry.text) == prefix;
        entries.sort_by_cached_key(|entry| (!is_it(entry), Reverse(entry.count), entry.text.len()));
        let mut seen = FxHashSet::default();
        let fresh = entries.into_iter().filter(|entry| seen.insert(fold(&entry.text)));
        fresh
            .take(limit)
            .map(|entry| Suggestion { text: entry.text.to_string(), kind: entry.kind, count: entry.count })
            .collect()
    }
}

/// Folds a text and takes its spaces out, as keys have none.
fn squeezed(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_whitespace() && *c != '\'').take(40).collect()
}

fn number_of(key: &[u8]) -> u32 {
    let tail: [u8; 4] = key.get(key.len() - 4..).and_then(|tail| tail.try_into().ok()).unwrap_or_default();
    u32::from_be_bytes(tail)
}

/// Walks over the suggestion terms of all segments at once and keeps the most frequent.
fn gather(view: &View) -> Result<Vec<Entry>, TantivyError> {
    let indexes = view
        .segments
        .iter()
        .map(|segment| segment.reader.inverted_index(view.fields.suggestion))
        .collect::<Result<Vec<_>, _>>()?;
    let mut streams = indexes.iter().map(|index| index.terms().stream()).collect::<Result<Vec<_>, _>>()?;
    let mut open: Vec<bool> = streams.iter_mut().map(|stream| stream.advance()).collect();
    let mut kept: BinaryHeap<Reverse<(u32, Vec<u8>)>> = BinaryHeap::new();
    loop {
        let heads = streams.iter().zip(&open).filter(|(_, open)| **open).map(|(stream, _)| stream.key());
        let Some(least) = heads.min().map(<[u8]>::to_vec) else { break };
        let mut count = 0;
        for (stream, open) in streams.iter_mut().zip(&mut open) {
            if *open && stream.key() == least {
                count += stream.value().doc_freq;
                *open = stream.advance();
            }
        }
        let worth_keeping = kept.len() < MAX_ENTRIES || kept.peek().is_some_and(|Reverse(worst)| count > worst.0);
        if worth_keeping {
            kept.push(Reverse((count, least)));
            if kept.len() > MAX_ENTRIES {
                kept.pop();
            }
        }
    }
    Ok(kept.into_iter().filter_map(|Reverse((count, term))| entry_of(count, &term)).collect())
}

fn entry_of(count: u32, term: &[u8]) -> Option<Entry> {
    let term = std::str::from_utf8(term).ok()?;
    let kind = match term.get(..1)? {
        "t" => SuggestionKind::Title,
        "s" => SuggestionKind::Skill,
        "o" => SuggestionKind::Organisation,
        "p" => SuggestionKind::Place,
        _ => return None,
    };
    let text = term[1..].trim();
    (text.chars().count() >= 2).then(|| Entry { text: text.into(), kind, count })
}

/// What an entry can be completed from: its text, its words inside, its pinyin and its initials.
fn keys_of(entry: &Entry) -> Vec<String> {
    let text = squeezed(&entry.text);
    let mut keys = vec![text.clone()];
    let inner = analysis::runs(&text).into_iter().flat_map(|run| match run {
        Run::Han(han) => analysis::inner_words(han),
        Run::Word(word) => vec![word],
    });
    let mut starts: Vec<usize> = inner.map(|word| word.as_ptr().addr() - text.as_ptr().addr()).collect();
    starts.sort_unstable();
    starts.dedup();
    keys.extend(
        starts.into_iter().filter(|&start| start > 0).take(MAX_INNER_STARTS).map(|start| text[start..].to_owned()),
    );
    if text.chars().any(analysis::is_han) {
        let (full, initials) = spelled(&text);
        keys.push(full);
        keys.push(initials);
    }
    keys.retain(|key| !key.is_empty());
    keys
}

/// Pinyin in full and by initials; letters and digits stay.
fn spelled(text: &str) -> (String, String) {
    let (mut full, mut initials) = (String::new(), String::new());
    for c in text.chars() {
        match c.to_pinyin() {
            Some(pinyin) => {
                full.push_str(&pinyin.plain().replace('ü', "v"));
                initials.push_str(pinyin.first_letter());
            }
            None if c.is_alphanumeric() => {
                full.push(c);
                initials.push(c);
            }
            None => {}
        }
    }
    (full, initials)
}

/// The best entries of every prefix that has too many to look at while somebody types.
fn crowded(keys: &[Vec<u8>], entries: &[Entry]) -> FxHashMap<Box<str>, Vec<u32>> {
    let mut ready = FxHashMap::default();
    for chars in 1..=MAX_READY_CHARS {
        let mut start = 0;
        while start < keys.len() {
            let Some(prefix) = prefix_of(&keys[start], chars) else {
                start += 1;
                continue;
            };
            let end = start + keys[start..].partition_point(|key| key.starts_with(prefix.as_bytes()));
            if end - start > CROWDED {
                ready.insert(prefix.into(), most_frequent(&keys[start..end], entries, prefix));
            }
            start = end;
        }
    }
    ready
}

fn prefix_of(key: &[u8], chars: usize) -> Option<&str> {
    let text = std::str::from_utf8(&key[..key.len() - 5]).ok()?;
    let end = text.char_indices().nth(chars - 1).map(|(at, c)| at + c.len_utf8())?;
    Some(&text[..end])
}

fn most_frequent(keys: &[Vec<u8>], entries: &[Entry], prefix: &str) -> Vec<u32> {
    let mut numbers: Vec<u32> = keys.iter().map(|key| number_of(key)).collect();
    let exact = |number: u32| entries[number as usize].text.len() == prefix.len();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.sort_by_key(|&number| (!exact(number), Reverse(entries[number as usize].count)));
    numbers.truncate(READY);
    numbers
}

/// Texts at one edit from `text`, the first letter kept.
fn edits(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let splice = |at: usize, drop: usize, put: &[char]| -> String {
        letters[..at].iter().chain(put).chain(&letters[at + drop..]).collect()
    };
    let mut edits = Vec::new();
    for at in 1..letters.len() {
        edits.push(splice(at, 1, &[]));
        if at + 1 < letters.len() {
            edits.push(splice(at, 2, &[letters[at + 1], letters[at]]));
        }
        edits.extend(('a'..='z').map(|letter| splice(at, 1, &[letter])));
        edits.extend(('a'..='z').map(|letter| splice(at, 0, &[letter])));
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_completed_from_its_words_its_pinyin_and_its_initials() {
        let entry = Entry { text: "嵌入式软件工程师".into(), kind: SuggestionKind::Title, count: 1 };
        let keys = keys_of(&entry);
        for key in ["嵌入式软件工程师", "软件工程师", "qianrushiruanjiangongchengshi", "qrsrjgcs"] {
            assert!(keys.iter().any(|it| it == key), "{key} is missing in {keys:?}");
        }
    }
}
