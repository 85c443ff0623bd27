//! Finds the names of skills in a text, all in one pass.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet};

use super::borders::is_cut_from_words;
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
    /// For each pattern, whether other skills have the same name.
    shared: Vec<bool>,
    /// Built when a text is first looked through, which many commands never do.
    automaton: OnceLock<Option<AhoCorasick>>,
}

impl Spotter {
    pub(super) fn new(patterns: Vec<Pattern>) -> Self {
        let mut owners: FxHashMap<&str, SkillNumber> = FxHashMap::default();
        let mut several: FxHashSet<&str> = FxHashSet::default();
        for pattern in &patterns {
            if *owners.entry(&pattern.text).or_insert(pattern.skill) != pattern.skill {
                several.insert(&pattern.text);
            }
        }
        let shared = patterns.iter().map(|pattern| several.contains(pattern.text.as_str())).collect();
        Self { patterns, shared, automaton: OnceLock::new() }
    }

    fn automaton(&self) -> Option<&AhoCorasick> {
        let build = || {
            let automaton = AhoCorasick::new(self.patterns.iter().map(|pattern| pattern.text.as_str()));
            automaton.inspect_err(|error| tracing::error!(%error, "skills cannot be looked for")).ok()
        };
        self.automaton.get_or_init(build).as_ref()
    }

    pub(super) fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    pub(super) fn into_patterns(self) -> Vec<Pattern> {
        self.patterns
    }

    /// The skills that folded `text` names, in order; where two overlap, the one that begins first and then the longer
    /// stands. An ambiguous name counts beside its context, behind a word that asks for skills, or in a list of skills.
    pub(super) fn spots(&self, text: &str) -> Vec<Spot> {
        let mut names = self.names(text);
        for name in &mut names {
            let (start, end) = (name.spot.start, name.spot.end);
            let context = &self.patterns[name.pattern].context;
            let asked = !name.is_shared && is_asked_for(&text[..start]);
            name.is_meant = context.as_ref().is_none_or(|words| asked || is_near(text, start, end, words));
        }
        spread_through_lists(text, &mut names);
        names.retain(|name| name.is_meant);
        apart(names)
    }

    /// The names in folded `text`, in order, whatever stands around them.
    pub(super) fn bare_spots(&self, text: &str) -> Vec<Spot> {
        apart(self.names(text))
    }

    fn names(&self, text: &str) -> Vec<Named> {
        let Some(automaton) = self.automaton() else { return Vec::new() };
        let named = |found: aho_corasick::Match| {
            let pattern = found.pattern().as_usize();
            let spot = Spot { start: found.start(), end: found.end(), skill: self.patterns[pattern].skill };
            Named { spot, is_shared: self.shared[pattern], pattern, is_meant: false }
        };
        let is_name = |name: &Named| {
            let (start, end) = (name.spot.start, name.spot.end);
            stands_alone(text, start, end) && !is_department(&text[end..]) && !is_cut_from_words(text, start, end)
        };
        let mut names: Vec<Named> = automaton.find_overlapping_iter(text).map(named).filter(is_name).collect();
        names.sort_by_key(|name| (name.spot.start, std::cmp::Reverse(name.spot.end)));
        names
    }
}

/// A name in a text, before it is known whether it means the skill.
struct Named {
    spot: Spot,
    pattern: usize,
    /// Other skills are called so as well; only the context tells which is meant.
    is_shared: bool,
    is_meant: bool,
}

/// Words that ask for the skill that stands right behind them.
const ASKING: [&str; 24] = [
    "熟悉",
    "熟练",
    "掌握",
    "精通",
    "了解",
    "使用",
    "会用",
    "能用",
    "运用",
    "擅长",
    "学过",
    "持",
    "proficient in ",
    "proficiency in ",
    "experience with ",
    "experience in ",
    "knowledge of ",
    "familiar with ",
    "skilled in ",
    "expertise in ",
    "fluent in ",
    "expert in ",
    "using ",
    "written in ",
];

/// Whether a name is that of a department: 销售 in 销售部 and in 销售部门.
fn is_department(after: &str) -> bool {
    let others = ["部署", "部分", "部件", "部位", "部品", "部装"];
    after.starts_with('部') && !others.iter().any(|word| after.starts_with(word))
}

fn is_asked_for(before: &str) -> bool {
    ASKING.iter().any(|word| before.ends_with(word))
}

/// What stands between the items of a list.
const LINKS: [&str; 12] = ["、", "/", ",", ", ", "和", "或", "及", "与", " and ", " or ", " & ", "|"];

/// Names that are words of English sentences as well; between spaces they are taken for those.
const COMMON_WORDS: [&str; 8] = ["be", "go", "it", "or", "is", "as", "do", "pa"];

/// An ambiguous name beside a skill in a list is a skill as well; `names` are in order.
fn spread_through_lists(text: &str, names: &mut [Named]) {
    let is_linked = |from: usize, to: usize, spot: Spot| {
        let is_word = COMMON_WORDS.contains(&&text[spot.start..spot.end]);
        text.get(from..to).is_some_and(|between| LINKS.contains(&between) && !(is_word && between.contains(' ')))
    };
    let mut reached = None;
    for name in names.iter_mut() {
        name.is_meant |= !name.is_shared && reached.is_some_and(|end| is_linked(end, name.spot.start, name.spot));
        if name.is_meant {
            // A shorter name may lie inside a longer one.
            reached = reached.max(Some(name.spot.end));
        }
    }
    let mut reached = None;
    for name in names.iter_mut().rev() {
        name.is_meant |= !name.is_shared && reached.is_some_and(|start| is_linked(name.spot.end, start, name.spot));
        if name.is_meant {
            reached = Some(name.spot.start);
        }
    }
}

/// The spots of `names`, which are in order, without those that overlap an earlier one.
fn apart(names: Vec<Named>) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::with_capacity(names.len());
    for name in names {
        if spots.last().is_none_or(|last| name.spot.start >= last.end) {
            spots.push(name.spot);
        }
    }
    spots
}

/// Whether a Latin name is not a part of a longer word; a plural is the word still.
pub(crate) fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let name = &text[start..end];
    let before = text[..start].chars().next_back();
    // The C of 40 °C is a unit.
    if name.starts_with(is_letter) && before.is_some_and(|c| is_letter(c) || c == '°') {
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
    fn an_ambiguous_name_counts_where_it_is_asked_for_or_stands_among_skills() {
        assert_eq!(skills("熟悉c"), [3]);
        assert_eq!(skills("数据分析、c"), [1, 3]);
        assert_eq!(skills("c/database"), [3, 4]);
        assert_eq!(skills("数据部门、数据部署"), [0]);
    }

    #[test]
    fn a_name_of_several_skills_needs_the_context_of_one() {
        let of = |skill, word: &str| Pattern { text: "crm".to_owned(), skill, context: Some(vec![word.to_owned()]) };
        let spotter = Spotter::new(vec![of(0, "客户"), of(1, "机组")]);
        assert_eq!(spotter.spots("熟悉crm"), []);
        assert_eq!(spotter.spots("机组crm培训")[0].skill, 1);
    }

    #[test]
    fn an_ambiguous_name_counts_only_beside_its_context() {
        assert_eq!(skills("会c编程"), [3]);
        assert_eq!(skills("维生素c和b"), [] as [u32; 0]);
        assert_eq!(skills("c++编程"), [2]);
    }
}
