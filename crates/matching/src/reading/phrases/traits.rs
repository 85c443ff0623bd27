//! What a person is like: `analytical`, `team player`, `strong negotiation skills`.

use super::Run;
use super::words::Line;

/// Words that say by themselves what a person is like.
const TRAITS: [&str; 62] = [
    "analytical",
    "proactive",
    "self-driven",
    "self-motivated",
    "self-starter",
    "passionate",
    "motivated",
    "curious",
    "structured",
    "pragmatic",
    "trustworthy",
    "positive",
    "organised",
    "organized",
    "well-organized",
    "well-organised",
    "ambitious",
    "enthusiastic",
    "independently",
    "communicative",
    "open-minded",
    "detail-oriented",
    "result-oriented",
    "results-oriented",
    "goal-oriented",
    "service-minded",
    "solution-oriented",
    "customer-oriented",
    "customer-focused",
    "energetic",
    "empathetic",
    "adaptable",
    "resilient",
    "reliable",
    "punctual",
    "persistent",
    "careful",
    "accountable",
    "teamwork",
    "hands-on",
    "team-oriented",
    "service-oriented",
    "business-minded",
    "inquisitive",
    "outgoing",
    "creativity",
    "curiosity",
    "empathy",
    "integrity",
    "multitasking",
    "self-directed",
    "self-reliant",
    "humble",
    "analytic",
    "entrepreneurial",
    "autonomous",
    "hardworking",
    "hard-working",
    "interpersonal",
    "diligent",
    "tactful",
    "assertive",
];

/// Words that end what a person can do or is like.
const HEADS: [&str; 8] =
    ["skills", "mindset", "mind-set", "attitude", "player", "personality", "thinker", "communicator"];

/// Words that may stand behind a trait; before another word it describes a thing.
const AFTER_TRAIT: [&str; 8] = ["", "and", "or", "with", "person", "attitude", "personality", "individual"];

/// Words before a head that do not belong to it.
const BEFORE_HEAD: [&str; 58] = [
    "the",
    "a",
    "an",
    "our",
    "your",
    "their",
    "its",
    "strong",
    "excellent",
    "good",
    "great",
    "solid",
    "very",
    "outstanding",
    "proven",
    "exceptional",
    "superb",
    "highly",
    "effective",
    "advanced",
    "basic",
    "deep",
    "extensive",
    "some",
    "prior",
    "practical",
    "relevant",
    "professional",
    "demonstrated",
    "sound",
    "thorough",
    "well-developed",
    "of",
    "in",
    "with",
    "have",
    "to",
    "for",
    "you",
    "is",
    "as",
    "are",
    "possess",
    "on",
    "or",
    "ability",
    "similar",
    "other",
    "if",
    "these",
    "who",
    "at",
    "has",
    "needed",
    "required",
    "high",
    "new",
    "key",
];

/// Words with which a head is a heading: `Desirable skills`.
const HEADING: [&str; 10] =
    ["desirable", "required", "essential", "qualifications", "soft", "unique", "main", "preferred", "software", "more"];

/// Most words before a head.
const MAX_WORDS: usize = 3;

/// The traits of a line.
pub(super) fn find(line: &Line<'_>) -> Vec<Run> {
    (0..line.words.len()).filter_map(|at| headed_by(line, at).or_else(|| trait_at(line, at))).collect()
}

fn trait_at(line: &Line<'_>, at: usize) -> Option<Run> {
    if !TRAITS.contains(&line.text(at)) || matches!(line.text_before(at), "we" | "our") {
        return None;
    }
    let word = &line.words[at];
    let next = line.words.get(at + 1);
    let stands_free = word.ends_sentence()
        || word.ends_item()
        || AFTER_TRAIT.contains(&line.text(at + 1))
        || next.is_some_and(|next| next.is_capital() || TRAITS.contains(&next.text));
    stands_free.then_some(Run { first: at, end: at + 1 })
}

/// `negotiation skills`, `team player`: the head at `at` and what says which.
fn headed_by(line: &Line<'_>, at: usize) -> Option<Run> {
    if !HEADS.contains(&line.text(at)) {
        return None;
    }
    let belongs = |&at: &usize| {
        let word = &line.words[at];
        !word.is_mark() && !word.ends_sentence() && !word.ends_item() && !BEFORE_HEAD.contains(&word.text)
    };
    let words = (0..at).rev().take(MAX_WORDS + 1).take_while(belongs).count();
    let first = at - words;
    let first = if line.text(first) == "and" { first + 1 } else { first };
    let is_named = first < at && at - first <= MAX_WORDS && !HEADING.contains(&line.text(first));
    is_named.then_some(Run { first, end: at + 1 })
}
