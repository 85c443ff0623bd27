//! Clauses led by a verb: `develop and maintain interfaces`, `supporting the growth of …`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::Run;
use super::words::Line;

/// Verbs of work.
static VERBS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../../words/verbs.txt").split_whitespace().collect());

/// The same verbs with the endings that they have in postings.
static INGS: LazyLock<FxHashSet<String>> = LazyLock::new(|| VERBS.iter().map(|verb| with_ing(verb)).collect());

/// Most words of a clause.
const MAX_WORDS: usize = 11;

/// Words before `to` with which what follows is no task: it is offered, wished for, or done by others.
const NO_TASK_BEFORE_TO: [&str; 38] = [
    "",
    "is",
    "are",
    "opportunity",
    "opportunities",
    "want",
    "wants",
    "strive",
    "strives",
    "us",
    "chance",
    "need",
    "needs",
    "like",
    "partnerships",
    "free",
    "people",
    "looking",
    "here",
    "love",
    "ask",
    "invite",
    "continue",
    "business",
    "order",
    "happy",
    "how",
    "them",
    "clients",
    "customers",
    "company",
    "mission",
    "possible",
    "going",
    "interested",
    "easy",
    "everyone",
    "world",
];

/// Verbs that lead a task only in company of another: `help our clients` is what a firm does.
const WEAK: [&str; 20] = [
    "become", "get", "give", "help", "take", "find", "have", "make", "join", "read", "use", "apply", "see", "learn",
    "grow", "check", "ask", "discover", "win", "welcome",
];

/// Words before a verb in -ing that show a task.
const BEFORE_ING: [&str; 22] = [
    "in",
    "for",
    "by",
    "be",
    "while",
    "on",
    "with",
    "from",
    "experience",
    "enjoy",
    "through",
    "are",
    "when",
    "like",
    "love",
    "about",
    "as",
    "including",
    "responsible",
    "at",
    "years",
    "capable",
];

/// Words in -ing that name fields rather than tasks.
const FIELDS: [&str; 8] =
    ["engineering", "marketing", "manufacturing", "accounting", "training", "banking", "learning", "programming"];

/// Words that end a clause wherever they stand.
const ENDS: [&str; 26] = [
    "that",
    "which",
    "who",
    "while",
    "where",
    "when",
    "including",
    "because",
    "if",
    "but",
    "so",
    "such",
    "then",
    "via",
    "whether",
    "as",
    "you",
    "we",
    "they",
    "it",
    "using",
    "based",
    "both",
    "ensuring",
    "is",
    "are",
];

/// Words that end a clause that has its object already.
const ENDS_WITH_OBJECT: [&str; 16] = [
    "for",
    "on",
    "in",
    "across",
    "within",
    "through",
    "by",
    "from",
    "at",
    "into",
    "during",
    "throughout",
    "towards",
    "between",
    "under",
    "over",
];

/// Words that a clause does not end in.
const NOT_LAST: [&str; 9] = ["and", "or", "the", "a", "of", "to", "with", "in", "our"];

/// The clauses of a line, none overlapping another.
pub(super) fn find(line: &Line<'_>) -> Vec<Run> {
    let mut found = Vec::new();
    // Where the last clause ended; a verb behind its `and` begins one as well.
    let mut ended = usize::MAX;
    let mut at = 0;
    while at < line.words.len() {
        if !leads(line, at, ended) {
            at += 1;
            continue;
        }
        let end = end_of(line, at);
        ended = end;
        let is_long_enough = end - at > 1 && !(line.begins_sentence(at) && at == 0 && is_heading(line, at, end));
        if is_long_enough {
            found.push(Run { first: at, end });
        }
        at = if is_long_enough { end } else { at + 1 };
    }
    found
}

/// Whether a task begins with the verb at `at`.
fn leads(line: &Line<'_>, at: usize, ended: usize) -> bool {
    let (word, before) = (line.text(at), line.text_before(at));
    let (is_base, is_ing) = (is_verb(word), INGS.contains(word) && !FIELDS.contains(&word));
    if !is_base && !is_ing {
        return false;
    }
    if line.begins_sentence(at) {
        return !WEAK.contains(&word);
    }
    let follows_clause = before == "and" && ended.checked_add(1) == Some(at);
    if is_ing {
        return follows_clause || BEFORE_ING.contains(&before) || begins_inside(line, at);
    }
    let before_that = at.checked_sub(2).map_or("", |at| line.text(at));
    match before {
        "to" => !NO_TASK_BEFORE_TO.contains(&before_that) && !WEAK.contains(&word),
        "will" | "also" => before_that != "we" && !WEAK.contains(&word),
        "you'll" | "you’ll" | "help" => !WEAK.contains(&word),
        _ => follows_clause || begins_inside(line, at),
    }
}

/// Whether a line that has lost its breaks begins anew at `at`: a capital behind a small word.
fn begins_inside(line: &Line<'_>, at: usize) -> bool {
    let before = &line.words[at - 1];
    line.words[at].is_capital() && !before.is_capital() && !before.ends_item() && !before.is_mark()
}

/// Where the clause that the verb at `first` leads ends.
fn end_of(line: &Line<'_>, first: usize) -> usize {
    let mut end = first + 1;
    while end < line.words.len() && end - first < MAX_WORDS {
        let joins = joined_verbs(line, first, end);
        if joins > 0 {
            end += joins;
        } else if ends_before(line, first, end) {
            break;
        } else {
            end += 1;
        }
    }
    end = end.min(line.words.len());
    while end > first + 1 && NOT_LAST.contains(&line.text(end - 1)) {
        end -= 1;
    }
    end
}

/// How many words at `end` add verbs to those at the beginning: `design, build and maintain`.
fn joined_verbs(line: &Line<'_>, first: usize, end: usize) -> usize {
    let only_verbs = (first..end).all(|at| is_task_verb(line.text(at)) || line.text(at) == "and");
    if !only_verbs || line.words[end - 1].ends_sentence() {
        return 0;
    }
    let link = line.words[end].divides();
    match () {
        () if link && is_task_verb(line.text(end + 1)) => 2,
        () if line.words[end - 1].ends_item() && is_task_verb(line.text(end)) => 1,
        () => 0,
    }
}

/// Whether the clause from `first` ends before the word at `end`.
fn ends_before(line: &Line<'_>, first: usize, end: usize) -> bool {
    let (word, last) = (&line.words[end], &line.words[end - 1]);
    let next = line.text(end + 1);
    let length = end - first;
    last.ends_sentence()
        || last.ends_item()
        || word.is_mark()
        || word.opens_bracket()
        || ENDS.contains(&word.text)
        || word.text == "to" && (length > 2 || is_verb(next))
        || ENDS_WITH_OBJECT.contains(&word.text) && length > 2
        || word.text == "with" && length > 3
        || word.text == "and" && is_task_verb(next)
        || length > 1 && is_task_verb(word.text) && begins_inside(line, end)
}

/// Whether the words from `first` to `end` are a heading: short, or all in capitals.
fn is_heading(line: &Line<'_>, first: usize, end: usize) -> bool {
    end - first < 3 || line.words[first..end].iter().all(|word| word.is_capital() || word.text.len() < 4)
}

fn is_task_verb(word: &str) -> bool {
    is_verb(word) || INGS.contains(word)
}

/// Whether `word` is a verb of work, as it is or in the third person.
fn is_verb(word: &str) -> bool {
    VERBS.contains(word) || word.strip_suffix('s').is_some_and(|stem| VERBS.contains(stem))
}

/// A verb with -ing: `make` becomes `making`, `plan` becomes `planning`.
fn with_ing(verb: &str) -> String {
    const DOUBLING: [&str; 14] = [
        "run", "plan", "get", "set", "map", "ship", "cut", "win", "control", "model", "stop", "spot", "program",
        "debug",
    ];
    match verb.strip_suffix('e') {
        Some(stem) if !stem.ends_with('e') => format!("{stem}ing"),
        _ if DOUBLING.contains(&verb) => format!("{verb}{}ing", &verb[verb.len() - 1..]),
        _ => format!("{verb}ing"),
    }
}
