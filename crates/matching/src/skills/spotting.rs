//! Finds the names of skills in a text, all in one pass.

use aho_corasick::AhoCorasick;

use super::vocabulary::SkillNumber;

/// How far from an ambiguous name one of its context words may stand, in bytes of folded text.
const NEAR_BYTES: usize = 150;

/// A name of a skill as it is looked for.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// Folded.
    pub(super) text: String,
    pub(super) skill: SkillNumber,
    /// For an ambiguous name, the words of which one has to stand near it; folded.
    pub(super) context: Option<Vec<String>>,
}

/// A name found in a folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) skill: SkillNumber,
}

/// Looks for many names at once.
#[derive(Debug, Default)]
pub(super) struct Spotter {
    patterns: Vec<Pattern>,
    automaton: Option<AhoCorasick>,
}

impl Spotter {
    pub(super) fn new(patterns: Vec<Pattern>) -> Self {
        let automaton = AhoCorasick::new(patterns.iter().map(|pattern| pattern.text.as_str()));
        let automaton = automaton.inspect_err(|error| tracing::error!(%error, "skills cannot be looked for")).ok();
        Self { patterns, automaton }
    }

    /// The names in folded `text`, in order; where two overlap, the one that begins first and then the longer stands.
    pub(super) fn spots(&self, text: &str) -> Vec<Spot> {
        self.spots_where(text, |pattern, start, end| {
            pattern.context.as_ref().is_none_or(|words| is_near(text, start, end, words))
        })
    }

    /// The same for names of which `is_meant` says, from where they begin and end, that the skill is meant.
    pub(super) fn spots_where(&self, text: &str, is_meant: impl Fn(&Pattern, usize, usize) -> bool) -> Vec<Spot> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut spots: Vec<Spot> = Vec::new();
        for found in automaton.find_overlapping_iter(text) {
            let pattern = &self.patterns[found.pattern().as_usize()];
            let (start, end) = (found.start(), found.end());
            if stands_alone(text, start, end) && is_meant(pattern, start, end) {
                spots.push(Spot { start, end, skill: pattern.skill });
            }
        }
        spots.sort_by_key(|spot| (spot.start, std::cmp::Reverse(spot.end)));
        let mut reached = 0;
        spots.retain(|spot| {
            let free = spot.start >= reached;
            if free {
                reached = spot.end;
            }
            free
        });
        spots
    }
}

/// Whether a Latin name is not a part of a longer word; a plural is the word still.
pub(crate) fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let name = &text[start..end];
    let before = text[..start].chars().next_back();
    if name.starts_with(is_letter) && before.is_some_and(is_letter) {
        return false;
    }
    if !name.ends_with(is_letter) {
        return true;
    }
    let mut after = text[end..].chars();
    match after.next() {
        Some('s') if name.len() > 2 => !after.next().is_some_and(is_letter),
        // `C` is not in `C++`, nor `R` in `R&D`.
        Some('+' | '#' | '&') if name.len() == 1 => false,
        Some(next) => !is_letter(next),
        None => true,
    }
}

/// Whether one of `words` stands near the bytes from `start` to `end`, but not inside them.
fn is_near(text: &str, start: usize, end: usize, words: &[String]) -> bool {
    let from = text.ceil_char_boundary(start.saturating_sub(NEAR_BYTES));
    let to = text.floor_char_boundary((end + NEAR_BYTES).min(text.len()));
    let (before, after) = (&text[from..start], &text[end..to]);
    words.iter().any(|word| [before, after].iter().any(|part| holds_word(part, word)))
}

fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| stands_alone(text, at, at + found.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spotter() -> Spotter {
        let plain = |text: &str, skill| Pattern { text: text.to_owned(), skill, context: None };
        let context = Some(vec!["编程".to_owned(), "嵌入式".to_owned()]);
        Spotter::new(vec![
            plain("数据", 0),
            plain("数据分析", 1),
            plain("c++", 2),
            Pattern { text: "c".to_owned(), skill: 3, context },
            plain("database", 4),
        ])
    }

    fn skills(text: &str) -> Vec<SkillNumber> {
        spotter().spots(text).iter().map(|spot| spot.skill).collect()
    }

    #[test]
    fn the_longer_name_stands_where_two_begin_together() {
        assert_eq!(skills("做数据分析和数据治理"), [1, 0]);
    }

    #[test]
    fn a_name_inside_a_longer_word_is_not_that_name_but_its_plural_is() {
        assert_eq!(skills("databases"), [4]);
        assert_eq!(skills("databased"), [] as [u32; 0]);
    }

    #[test]
    fn an_ambiguous_name_counts_only_beside_its_context() {
        assert_eq!(skills("会c编程"), [3]);
        assert_eq!(skills("维生素c和b"), [] as [u32; 0]);
        assert_eq!(skills("c++编程"), [2]);
    }
}
