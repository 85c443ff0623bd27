//! Nouns behind a cue: `experience with …`, `knowledge of …`, `tools such as …`.

use super::Run;
use super::words::Line;

/// Words that, with a preposition behind them, announce what somebody knows.
const CUES: [&str; 42] = [
    "experience",
    "experienced",
    "knowledge",
    "knowledgeable",
    "understanding",
    "familiar",
    "familiarity",
    "proficient",
    "proficiency",
    "expertise",
    "expert",
    "skills",
    "skilled",
    "background",
    "degree",
    "interest",
    "passion",
    "competence",
    "competences",
    "competencies",
    "certified",
    "certification",
    "exposure",
    "fluent",
    "fluency",
    "versed",
    "focus",
    "trained",
    "training",
    "education",
    "comfortable",
    "insight",
    "insights",
    "grasp",
    "command",
    "specialising",
    "specializing",
    "awareness",
    "appreciation",
    "qualification",
    "qualifications",
    "working",
];

const PREPOSITIONS: [&str; 10] = ["with", "in", "of", "using", "about", "within", "from", "into", "on", "for"];

/// Words that, with `such as` or `like` behind them, announce examples.
const GENERA: [&str; 8] =
    ["technologies", "tools", "languages", "frameworks", "systems", "platforms", "libraries", "databases"];

/// Words that are left away at the beginning of a noun.
const BEFORE_NOUN: [&str; 62] = [
    "the",
    "a",
    "an",
    "our",
    "your",
    "their",
    "its",
    "his",
    "her",
    "and",
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
    "high",
    "highly",
    "effective",
    "advanced",
    "basic",
    "deep",
    "extensive",
    "fluent",
    "some",
    "prior",
    "previous",
    "practical",
    "hands-on",
    "relevant",
    "professional",
    "demonstrated",
    "working",
    "sound",
    "thorough",
    "profound",
    "broad",
    "one",
    "or",
    "more",
    "of",
    "least",
    "at",
    "in",
    "with",
    "using",
    "as",
    "modern",
    "developing",
    "other",
    "similar",
    "multiple",
    "various",
    "several",
    "different",
    "such",
    "like",
    "any",
];

/// Words that are left away at its end.
const AFTER_NOUN: [&str; 13] =
    ["and", "or", "the", "a", "of", "etc", "in", "for", "/", "similar", "other", "is", "both"];

/// Words that end a list of nouns.
const ENDS: [&str; 64] = [
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "will",
    "would",
    "can",
    "could",
    "should",
    "may",
    "might",
    "must",
    "have",
    "has",
    "had",
    "you",
    "we",
    "they",
    "i",
    "who",
    "which",
    "that",
    "while",
    "where",
    "when",
    "because",
    "if",
    "but",
    "so",
    "then",
    "to",
    "for",
    "from",
    "at",
    "by",
    "on",
    "as",
    "using",
    "including",
    "preferably",
    "preferred",
    "required",
    "desirable",
    "desired",
    "via",
    "within",
    "through",
    "based",
    "into",
    "across",
    "under",
    "over",
    "with",
    "plus",
    "nice",
    "ideally",
    "also",
    "experience",
    "knowledge",
    "skills",
    "understanding",
    "related",
];

/// Nouns that say nothing without what they refer to.
const EMPTY: [&str; 30] = [
    "field",
    "fields",
    "area",
    "areas",
    "technologies",
    "techniques",
    "dependencies",
    "written",
    "spoken",
    "verbal",
    "team",
    "teams",
    "customers",
    "clients",
    "industry",
    "company",
    "world",
    "people",
    "level",
    "data",
    "work",
    "it",
    "them",
    "us",
    "tools",
    "systems",
    "others",
    "solutions",
    "role",
    "projects",
];

/// Words that no such noun contains.
const NOT_INSIDE: [&str; 7] = ["you", "what", "that", "this", "these", "all", "them"];

/// Most words of one noun.
const MAX_WORDS: usize = 4;

/// Most words of a list of nouns.
const MAX_LIST_WORDS: usize = 24;

/// The nouns of a line behind its cues.
pub(super) fn find(line: &Line<'_>) -> Vec<Run> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + 2 < line.words.len() {
        let (word, next) = (&line.words[at], &line.words[at + 1]);
        let is_cue = CUES.contains(&word.text) && PREPOSITIONS.contains(&next.text);
        let lists = GENERA.contains(&word.text) && matches!(next.text, "such" | "like");
        if (is_cue || lists) && !word.ends_sentence() && !next.ends_sentence() {
            at = list_from(line, at + 2, &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// Takes in the nouns of the list that begins at `first`; gives where it ends.
fn list_from(line: &Line<'_>, first: usize, found: &mut Vec<Run>) -> usize {
    let mut noun = first;
    let mut at = first;
    while at < line.words.len() && at - first < MAX_LIST_WORDS {
        let word = &line.words[at];
        let begins = at == noun && matches!(word.text, "as" | "in" | "of");
        let is_cue = CUES.contains(&word.text) && PREPOSITIONS.contains(&line.text(at + 1));
        if is_cue || ENDS.contains(&word.text) && !begins || word.is_mark() && !word.divides() {
            break;
        }
        if word.divides() || begins {
            take(line, noun, at, found);
            noun = at + 1;
        } else if word.opens_bracket() {
            take(line, noun, at, found);
            noun = at;
        }
        at += 1;
        if word.ends_sentence() && word.text != "etc" {
            break;
        }
        if word.ends_item() && noun < at {
            take(line, noun, at, found);
            noun = at;
        }
    }
    take(line, noun, at, found);
    at
}

/// Takes in the noun from `first` to `end`, trimmed, if it says something.
fn take(line: &Line<'_>, mut first: usize, mut end: usize, found: &mut Vec<Run>) {
    while first < end && (BEFORE_NOUN.contains(&line.text(first)) || line.words[first].is_mark()) {
        first += 1;
    }
    while end > first && (AFTER_NOUN.contains(&line.text(end - 1)) || line.words[end - 1].is_mark()) {
        end -= 1;
    }
    let length = end - first;
    let is_empty = length == 0 || length == 1 && EMPTY.contains(&line.text(first));
    let is_sentence = length > MAX_WORDS || (first..end).any(|at| NOT_INSIDE.contains(&line.text(at)));
    if !is_empty && !is_sentence {
        found.push(Run { first, end });
    }
}
