//! Marks the words of a query in a text and cuts the passage that says most about them.

use crate::analysis;
use crate::parse::{Form, parse};

/// Characters shown before the first answer of an excerpt.
const LEAD_CHARS: usize = 18;

/// A stretch of text, marked or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it answers the query.
    pub marked: bool,
}

/// Knows the words of one query.
#[derive(Clone, Debug, Default)]
pub struct Highlighter {
    words: Vec<Needle>,
}

#[derive(Clone, Debug)]
struct Needle {
    text: String,
    latin: bool,
}

/// Where a word stands: from, to, number of the word.
type Spot = (usize, usize, usize);

impl Highlighter {
    /// Knows the words of `text`, a query as typed.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut words: Vec<Needle> = Vec::new();
        for word in parse(text).words {
            let latin = word.form == Form::Latin;
            if word.form == Form::Han && word.text.chars().nth(3).is_some() {
                let inner = analysis::inner_words(&word.text).into_iter().filter(|it| it.chars().nth(1).is_some());
                words.extend(inner.map(|inner| Needle { text: inner.to_owned(), latin }));
            }
            words.push(Needle { text: word.text, latin });
        }
        Self { words }
    }

    /// Splits the whole of `text` into marked and unmarked pieces.
    #[must_use]
    pub fn mark(&self, text: &str) -> Vec<Piece> {
        pieces(text, 0, text.len(), &self.spots(text))
    }

    /// Cuts at most `max_chars` characters of `text` around the densest answers to the query, `…` where it was cut.
    #[must_use]
    pub fn excerpt(&self, text: &str, max_chars: usize) -> Vec<Piece> {
        let spots = self.spots(text);
        let from = start_of_passage(text, &densest(&spots, max_chars), max_chars);
        let to = text[from..].char_indices().nth(max_chars).map_or(text.len(), |(at, _)| from + at);
        let mut cut = pieces(text, from, to, &spots);
        for piece in &mut cut {
            piece.text = piece.text.replace(['\n', '\t'], " ");
        }
        if from > 0 {
            cut.insert(0, Piece { text: "…".to_owned(), marked: false });
        }
        if to < text.len() {
            cut.push(Piece { text: "…".to_owned(), marked: false });
        }
        cut
    }

    /// Every place where a word stands, in order, overlapping ones joined.
    fn spots(&self, text: &str) -> Vec<Spot> {
        // Lower case keeps every byte in its place, so that what is found here is found there.
        let lower = text.to_ascii_lowercase();
        let mut spots: Vec<Spot> = Vec::new();
        for (number, needle) in self.words.iter().enumerate() {
            let found = lower.match_indices(&needle.text).map(|(at, found)| (at, at + found.len()));
            let whole = found.filter(|&(from, _)| !needle.latin || starts_word(&lower, from));
            spots.extend(whole.map(|(from, to)| (from, to, number)));
        }
        spots.sort_unstable();
        let mut joined: Vec<Spot> = Vec::with_capacity(spots.len());
        for spot in spots {
            match joined.last_mut() {
                Some(last) if spot.0 < last.1 => last.1 = last.1.max(spot.1),
                _ => joined.push(spot),
            }
        }
        joined
    }
}

fn starts_word(text: &str, at: usize) -> bool {
    !text[..at].chars().next_back().is_some_and(|before| before.is_ascii_alphanumeric())
}

fn pieces(text: &str, from: usize, to: usize, spots: &[Spot]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = from;
    let mut push = |from: usize, to: usize, marked: bool| {
        if from < to {
            pieces.push(Piece { text: text[from..to].to_owned(), marked });
        }
    };
    for &(start, end, _) in spots.iter().filter(|spot| spot.0 >= from && spot.1 <= to) {
        push(at, start, false);
        push(start, end, true);
        at = end;
    }
    push(at, to, false);
    pieces
}

/// The first spot of the stretch of about `max_chars` characters that answers most different words.
fn densest(spots: &[Spot], max_chars: usize) -> Option<Spot> {
    // Chinese characters take three bytes.
    let reach = max_chars * 3;
    let worth = |start: usize| {
        let here = spots[start..].iter().take_while(|spot| spot.1 <= spots[start].0 + reach);
        let mut words: Vec<usize> = here.map(|spot| spot.2).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        (words.len(), all)
    };
    let looked_at = spots.len().min(64);
    (0..looked_at).max_by_key(|&start| (worth(start), std::cmp::Reverse(start))).map(|start| spots[start])
}

/// Where to begin: a little before the spot, at the start of its sentence if that is near.
fn start_of_passage(text: &str, spot: &Option<Spot>, max_chars: usize) -> usize {
    let Some((at, _, _)) = *spot else { return 0 };
    if text[..at].chars().nth(max_chars / 2).is_none() {
        return 0;
    }
    let lead = text[..at].char_indices().rev().nth(LEAD_CHARS).map_or(0, |(start, _)| start);
    let sentence = text[lead..at].rfind(['。', '；', '\n', '！', '？', '.']);
    let start = sentence.map_or(lead, |mark| lead + mark);
    let first_letter = text[start..at].find(|c: char| c.is_alphanumeric()).unwrap_or(0);
    start + first_letter
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked(query: &str, text: &str) -> Vec<String> {
        Highlighter::new(query).mark(text).into_iter().filter(|piece| piece.marked).map(|piece| piece.text).collect()
    }

    #[test]
    fn words_of_the_query_are_marked_whatever_their_case() {
        assert_eq!(marked("嵌入式 linux", "熟悉Linux与嵌入式开发，不是linuxer"), ["Linux", "嵌入式", "linux"]);
        assert_eq!(marked("java", "JavaScript与Java"), ["Java", "Java"]);
    }

    #[test]
    fn an_excerpt_shows_the_densest_passage() {
        let text = format!("{}。负责嵌入式软件的测试与调试。{}", "公司介绍很长".repeat(40), "福利很好".repeat(40));
        let excerpt: String =
            Highlighter::new("嵌入式 测试").excerpt(&text, 40).into_iter().map(|it| it.text).collect();
        assert!(excerpt.starts_with("…负责嵌入式软件的测试"), "{excerpt}");
    }

    proptest! {
        #[test]
        fn pieces_put_together_give_the_text(query in "\\PC{0,20}", text in "\\PC{0,200}") {
            let whole: String = Highlighter::new(&query).mark(&text).into_iter().map(|piece| piece.text).collect();
            prop_assert_eq!(whole, text);
        }

        #[test]
        fn an_excerpt_is_never_longer_than_asked(query in "[a嵌入 ]{0,8}", text in "[a嵌入式。\n ]{0,300}", max in 1usize..80) {
            let chars: usize = Highlighter::new(&query).excerpt(&text, max).iter().map(|it| it.text.chars().count()).sum();
            prop_assert!(chars <= max + 2);
        }
    }
}
