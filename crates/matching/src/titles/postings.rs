//! What postings teach of titles: the texts under a title tell what it is about.

use std::collections::BTreeMap;

use super::space::Occupation;
use super::words::without_remarks;
use crate::analysis::{fold, is_han};

/// Different texts of a title that are read.
const TEXTS: usize = 3;

/// Characters of a text that are read; what comes later is seldom about the work.
const TEXT_CHARS: usize = 400;

/// How much a title counts beside an occupation.
const WEIGHT: f32 = 0.3;

/// Gathers Chinese postings, title and text, by their titles; remarks in brackets aside.
pub(super) fn by_title(postings: &[(String, String)]) -> Vec<Occupation> {
    let mut titles: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (title, text) in postings.iter().filter(|(title, _)| title.chars().any(is_han)) {
        let texts = titles.entry(fold(without_remarks(title).trim())).or_default();
        let text: String = text.chars().take(TEXT_CHARS).collect();
        if texts.len() < TEXTS && !texts.contains(&text) {
            texts.push(text);
        }
    }
    let gathered = |(title, texts): (String, Vec<String>)| Occupation {
        names: vec![title],
        text: texts.join(" "),
        weight: WEIGHT,
    };
    titles.into_iter().map(gathered).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_with_the_same_title_are_gathered_and_each_text_is_read_once() {
        let posting = |title: &str, text: &str| (title.to_owned(), text.to_owned());
        let gathered = by_title(&[
            posting("焊工（包住）", "焊接"),
            posting("焊工", "焊接"),
            posting("焊工", "切割"),
            posting("welder", "seams"),
        ]);
        assert_eq!(gathered.len(), 1);
        assert_eq!((gathered[0].names[0].as_str(), gathered[0].text.as_str()), ("焊工", "焊接 切割"));
    }
}
