//! From words to what is looked up: each word becomes a unit with the terms that stand for it in this index.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use tantivy::Term;
use tantivy::postings::TermInfo;
use tantivy::schema::Field;

use super::view::View;
use crate::analysis;
use crate::parse::{Form, Parsed, Word, ways};
use crate::schema::section;

/// Units that one scan may carry: their section bits travel in one 128-bit number.
pub(super) const MAX_UNITS: usize = 32;

/// What a piece of a word weighs beside the whole word.
const PIECE_WEIGHT: f32 = 0.5;

/// What a single character of a word weighs beside the whole word.
const CHARACTER_WEIGHT: f32 = 0.25;

/// With more known words than this single characters play no part.
const FEW_WORDS: usize = 3;

/// Terms that one misspelt word may stand for.
const MAX_VARIANTS: usize = 8;

/// Numbers of pieces start here; those of whole words are the words' own.
const FIRST_PIECE: u16 = 32;

/// Numbers of words as they stand in texts start here.
const FIRST_IN_TEXT: u16 = 0x1000;

/// Shortest Latin word in which one edit is forgiven, in letters.
const FUZZY_MIN_LETTERS: usize = 4;

/// One thing to look for.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Number of the word in the query.
    pub(super) word: usize,
    /// Number of the unit, the same for the same query whatever the index holds.
    pub(super) number: u16,
    /// The text that it looks for.
    pub(super) text: String,
    pub(super) shape: Shape,
    /// How much it tells in this index: its inverse document frequency.
    pub(super) weight: f32,
    /// Bits of the sections that it may stand in.
    pub(super) sections: u8,
    /// Results never do without it.
    pub(super) required: bool,
    /// Whether it is the whole word rather than a piece of it.
    pub(super) whole: bool,
}

/// The terms that stand for a unit.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    Term(TermRef),
    All(Vec<TermRef>),
    Any(Vec<TermRef>),
}

/// A term with its place in each segment.
#[derive(Clone, Debug)]
pub(super) struct TermRef {
    pub(super) infos: Vec<Option<TermInfo>>,
    pub(super) frequency: u64,
}

/// The words of a query as this index knows them.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    /// One unit for each known word.
    pub(super) strict: Vec<Unit>,
    /// Words that must not be there.
    pub(super) excluded: Vec<Unit>,
    /// Numbers of the words that the index does not know, and cannot put together.
    pub(super) unknown: Vec<usize>,
    /// For words read as another: number and what they were read as.
    pub(super) corrected: Vec<(usize, String)>,
}

/// Gives `units` the worth that they had on the first page; what played no part there goes.
pub(super) fn reweigh(units: &mut Vec<Unit>, weights: &[(u16, f32)]) {
    units.retain_mut(|unit| {
        let before = weights.iter().find(|(number, _)| *number == unit.number);
        unit.weight = before.map_or(unit.weight, |&(_, weight)| weight);
        before.is_some()
    });
}

/// Looks words up in one field of a view.
pub(super) struct Planner<'a> {
    view: &'a View,
    field: Field,
    in_body: bool,
    found: RefCell<FxHashMap<String, Option<TermRef>>>,
}

impl<'a> Planner<'a> {
    /// Looks up in titles, occupations, skills and context.
    pub(super) fn of_head(view: &'a View) -> Self {
        Self { view, field: view.fields.head, in_body: false, found: RefCell::default() }
    }

    /// Looks up in the text.
    pub(super) fn of_body(view: &'a View) -> Self {
        Self { view, field: view.fields.body, in_body: true, found: RefCell::default() }
    }

    /// Plans every word of `parsed`.
    pub(super) fn plan(&self, parsed: &Parsed) -> Plan {
        let mut plan = Plan::default();
        for (at, word) in parsed.words.iter().enumerate() {
            match self.shape_of(word) {
                Some((shape, corrected)) => {
                    plan.corrected.extend(corrected.map(|text| (at, text)));
                    plan.strict.push(self.unit(at, &word.text, shape, word));
                }
                None => plan.unknown.push(at),
            }
        }
        plan.strict.truncate(MAX_UNITS);
        let excluded = parsed.excluded.iter().filter_map(|word| Some((word, self.exact_shape(word)?)));
        plan.excluded = excluded.map(|(word, shape)| self.unit(0, &word.text, shape, word)).collect();
        plan
    }

    /// The words of `plan` with their pieces, for asking less strictly.
    pub(super) fn loosen(&self, parsed: &Parsed, plan: &Plan) -> Vec<Unit> {
        let mut loose = plan.strict.clone();
        let mut next_piece = FIRST_PIECE;
        for (at, word) in parsed.words.iter().enumerate().filter(|(_, word)| !word.required) {
            loose.extend(self.pieces(at, word, &mut next_piece));
        }
        // Single characters have long lists and tell little: they help only where there is not much else.
        if plan.strict.len() > FEW_WORDS {
            loose.retain(|unit| unit.whole || unit.text.chars().nth(1).is_some());
        }
        // The rarest units tell most; when there are too many the commonest go.
        loose.sort_by(|left, right| right.weight.total_cmp(&left.weight));
        loose.truncate(MAX_UNITS);
        loose
    }

    fn unit(&self, at: usize, text: &str, shape: Shape, word: &Word) -> Unit {
        let frequency = match &shape {
            Shape::Term(term) => term.frequency,
            Shape::All(terms) => terms.iter().map(|term| term.frequency).min().unwrap_or(0),
            Shape::Any(terms) => terms.iter().map(|term| term.frequency).sum(),
        };
        // A body's code is a frequency, not a set of sections.
        let sections = if self.in_body { u8::MAX } else { word.sections };
        let first = if self.in_body { FIRST_IN_TEXT } else { 0 };
        Unit {
            word: at,
            number: first + at as u16,
            text: text.to_owned(),
            shape,
            weight: self.weight(frequency),
            sections,
            required: word.required,
            whole: true,
        }
    }

    /// Inverse document frequency, never negative (the form of BM25).
    fn weight(&self, frequency: u64) -> f32 {
        let all = self.view.documents.max(1) as f32;
        let having = (frequency as f32).min(all);
        (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
    }

    /// The terms that stand for a word, and the word it was read as if that is another.
    fn shape_of(&self, word: &Word) -> Option<(Shape, Option<String>)> {
        if let Some(shape) = self.exact_shape(word) {
            return Some((shape, None));
        }
        if word.form != Form::Latin || self.in_body {
            return None;
        }
        let mut variants = self.variants(&word.text);
        variants.sort_by_key(|(_, term)| std::cmp::Reverse(term.frequency));
        variants.truncate(MAX_VARIANTS);
        let best = variants.first()?.0.clone();
        Some((Shape::Any(variants.into_iter().map(|(_, term)| term).collect()), Some(best)))
    }

    /// The terms that stand for a word as it was typed. Texts have no pairs: there a word is found in one piece.
    fn exact_shape(&self, word: &Word) -> Option<Shape> {
        let mut ways = ways(word);
        if self.in_body {
            match word.form {
                Form::Han => ways.truncate(1),
                Form::Phrase => ways.iter_mut().for_each(|terms| terms.retain(|term| !term.contains(' '))),
                Form::Latin => {}
            }
        }
        ways.into_iter().find_map(|terms| self.all(terms))
    }

    fn all(&self, terms: Vec<String>) -> Option<Shape> {
        let mut found = terms.iter().map(|term| self.find(term)).collect::<Option<Vec<TermRef>>>()?;
        // The rarest leads the walk.
        found.sort_by_key(|term| term.frequency);
        match found.len() {
            0 => None,
            1 => found.pop().map(Shape::Term),
            _ => Some(Shape::All(found)),
        }
    }

    /// The pieces of a word that the index knows.
    fn pieces(&self, at: usize, word: &Word, next_piece: &mut u16) -> Vec<Unit> {
        let mut pieces: Vec<String> = match word.form {
            Form::Han if word.text.chars().nth(1).is_some() => {
                let inner = analysis::inner_words(&word.text).into_iter().map(str::to_owned);
                let pairs = analysis::pairs(&word.text).filter(|pair| *pair != word.text).map(str::to_owned);
                inner.chain(pairs).chain(word.text.chars().map(String::from)).collect()
            }
            Form::Latin => analysis::latin_parts(&word.text),
            Form::Han | Form::Phrase => Vec::new(),
        };
        pieces.sort();
        pieces.dedup();
        let first = *next_piece;
        *next_piece += pieces.len() as u16;
        let known = (first..).zip(pieces).filter_map(|(number, piece)| Some((number, self.find(&piece)?, piece)));
        let units = known.map(|(number, term, piece)| Unit {
            number,
            weight: self.weight(term.frequency)
                * if piece.chars().nth(1).is_some() { PIECE_WEIGHT } else { CHARACTER_WEIGHT },
            sections: if self.in_body { u8::MAX } else { section::ALL },
            shape: Shape::Term(term),
            word: at,
            text: piece,
            required: false,
            whole: false,
        });
        units.collect()
    }

    /// Known words at one edit from `word`: a letter more, less, other, or two swapped.
    fn variants(&self, word: &str) -> Vec<(String, TermRef)> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < FUZZY_MIN_LETTERS || !word.is_ascii() {
            return Vec::new();
        }
        let mut seen = std::collections::HashSet::from([analysis::latin_term(word)]);
        let mut variants = Vec::new();
        for edited in edits(&letters) {
            let term = analysis::latin_term(&edited);
            if seen.insert(term.clone())
                && let Some(found) = self.find(&term)
            {
                variants.push((edited, found));
            }
        }
        variants
    }

    fn find(&self, term: &str) -> Option<TermRef> {
        if let Some(found) = self.found.borrow().get(term) {
            return found.clone();
        }
        let key = Term::from_field_text(self.field, term);
        let mut infos = Vec::with_capacity(self.view.segments.len());
        for segment in &self.view.segments {
            let index = if self.in_body { &segment.body } else { &segment.head };
            // A term that cannot be read is a term that is not there; the index is checked when it is opened.
            infos.push(index.get_term_info(&key).ok().flatten());
        }
        let frequency = infos.iter().flatten().map(|info| u64::from(info.doc_freq)).sum();
        let found = (frequency > 0).then_some(TermRef { infos, frequency });
        self.found.borrow_mut().insert(term.to_owned(), found.clone());
        found
    }
}

fn edits(letters: &[char]) -> Vec<String> {
    const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
    let mut edits = Vec::new();
    let splice = |at: usize, drop: usize, put: &[char]| -> String {
        letters[..at].iter().chain(put).chain(&letters[at + drop..]).collect()
    };
    for at in 0..letters.len() {
        edits.push(splice(at, 1, &[]));
        if at + 1 < letters.len() {
            edits.push(splice(at, 2, &[letters[at + 1], letters[at]]));
        }
        edits.extend(ALPHABET.chars().map(|letter| splice(at, 1, &[letter])));
    }
    for at in 0..=letters.len() {
        edits.extend(ALPHABET.chars().map(|letter| splice(at, 0, &[letter])));
    }
    edits
}
