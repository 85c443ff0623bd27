//! The score as a sum of named parts. Every part that is added can be shown.

use std::sync::LazyLock;

use super::columns::Columns;
use super::plan::Unit;
use crate::page::{Contribution, Reason};
use crate::schema::section;

/// What a word is worth by the section in which it stands; more sections add a tenth of theirs.
const TITLE: f32 = 1.0;
const OCCUPATION: f32 = 0.8;
const SKILL: f32 = 0.75;
const CONTEXT: f32 = 0.2;
const FURTHER_SECTION: f32 = 0.1;

/// What a title that says nothing but the words is worth, as a share of the words' weight.
const EXACT_TITLE: f32 = 0.35;

/// How far a title's length weakens what stands in it: nothing, or in full proportion.
const LENGTH_SHARE: f32 = 0.3;

/// What the shortest title makes of the words in it.
const LENGTH_MOST: f32 = 1.0 / (1.0 - LENGTH_SHARE);

/// Length of a usual title, in characters.
const USUAL_TITLE_CHARS: f32 = 10.0;

/// What having every word is worth where some listings lack some, as a share of the words' weight.
const EVERY_WORD: f32 = 0.5;

/// What a listing published today is worth; half of it is left after [`FRESH_HALF_LIFE_DAYS`].
const FRESH: f32 = 0.4;
const FRESH_HALF_LIFE_DAYS: f32 = 30.0;

/// What a word in the text is worth at most, as a share of its weight.
const TEXT: f32 = 0.3;

/// How often a word stands in a text when it is worth half of that.
const TEXT_SATURATION: f32 = 1.2;

/// Prepared sums for one scan.
pub(super) struct Scoring<'a> {
    units: &'a [Unit],
    in_body: bool,
    loose: bool,
    tables: &'static Tables,
    whole_weight: f32,
    title_chars: Vec<f32>,
    today: u32,
    /// What the codes met before are worth, by a hash of the codes.
    known: Box<[(Codes, Worth); KNOWN]>,
}

/// Worths of codes that one scan remembers: documents differ much more than the ways in which they have the words.
const KNOWN: usize = 128;

/// What the words' places in a document are worth, before the document's own facts are looked at.
#[derive(Clone, Copy, Default)]
pub(super) struct Worth {
    /// Is multiplied by what the title's length makes of it.
    by_length: f32,
    in_text: f32,
    every: f32,
    titled: f32,
    titled_chars: f32,
}

impl Worth {
    /// The most that a document with these codes can score.
    #[inline]
    pub(super) fn most(&self) -> f32 {
        // A little more, as sums in another order may differ in their last digit.
        (self.by_length * LENGTH_MOST + self.in_text + self.every + EXACT_TITLE * self.titled + FRESH) * 1.0001
    }
}

/// Worths that are the same for every search.
struct Tables {
    by_section: [f32; 16],
    by_length: [f32; 256],
    by_age: [f32; 400],
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    by_section: std::array::from_fn(|bits| section_worth(bits as u8)),
    by_length: std::array::from_fn(length_worth),
    by_age: std::array::from_fn(|days| FRESH * (-(days as f32) / FRESH_HALF_LIFE_DAYS).exp2()),
});

/// Section bits of each unit, four bits apiece.
pub(super) type Codes = u128;

impl<'a> Scoring<'a> {
    pub(super) fn new(units: &'a [Unit], in_body: bool, loose: bool, day: u32) -> Self {
        Self {
            units,
            in_body,
            loose,
            tables: &TABLES,
            whole_weight: units.iter().filter(|unit| unit.whole).map(|unit| unit.weight).sum(),
            title_chars: units.iter().map(|unit| unit.text.chars().count() as f32).collect(),
            today: day,
            known: Box::new([(Codes::MAX, Worth::default()); KNOWN]),
        }
    }

    /// What `codes` are worth.
    #[inline]
    pub(super) fn worth(&mut self, codes: Codes) -> Worth {
        let mixed = (codes as u64 ^ (codes >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let at = (mixed >> 57) as usize % KNOWN;
        if self.known[at].0 != codes {
            self.known[at] = (codes, self.worth_of(codes));
        }
        self.known[at].1
    }

    fn worth_of(&self, codes: Codes) -> Worth {
        let mut worth = Worth::default();
        let mut every = !self.units.is_empty();
        for (at, unit) in self.units.iter().enumerate() {
            let code = code_at(codes, at);
            if code == 0 {
                every &= !unit.whole;
                continue;
            }
            if self.in_body {
                worth.in_text += self.word(unit, code);
                continue;
            }
            worth.by_length += self.word(unit, code);
            if unit.whole && code & section::TITLE != 0 {
                worth.titled += unit.weight;
                worth.titled_chars += self.title_chars[at];
            }
        }
        worth.every = self.every_word(every);
        worth
    }

    /// The most that the document can score, before its day is looked at.
    #[inline]
    pub(super) fn most(&self, worth: &Worth, columns: &Columns, doc: u32) -> f32 {
        self.undated(worth, columns, doc) + FRESH
    }

    /// The whole score but for the text's part.
    #[inline]
    pub(super) fn head(&self, worth: &Worth, columns: &Columns, doc: u32) -> f32 {
        self.undated(worth, columns, doc) + self.fresh(columns.day[doc as usize])
    }

    #[inline]
    fn undated(&self, worth: &Worth, columns: &Columns, doc: u32) -> f32 {
        let chars = columns.title_len[doc as usize];
        let words = worth.by_length * self.tables.by_length[usize::from(chars)];
        words + worth.in_text + worth.every + exact(worth.titled, worth.titled_chars, chars)
    }

    /// What the word is worth where it stands; in a head the title's length still weakens it.
    #[inline]
    fn word(&self, unit: &Unit, code: u8) -> f32 {
        if self.in_body {
            return unit.weight * saturated(code);
        }
        unit.weight * self.tables.by_section[usize::from(code & section::ALL)]
    }

    #[inline]
    fn every_word(&self, every: bool) -> f32 {
        if self.loose && every { EVERY_WORD * self.whole_weight } else { 0.0 }
    }

    #[inline]
    fn fresh(&self, day: u16) -> f32 {
        let days = self.today.saturating_sub(u32::from(day)) as usize;
        self.tables.by_age.get(days).copied().unwrap_or(0.0)
    }

    /// What the text adds for `unit`, which stands there `frequency` times.
    pub(super) fn text(unit: &Unit, frequency: u8) -> f32 {
        unit.weight * saturated(frequency)
    }

    /// Whether the word numbered `word` stands there in one piece.
    fn has_whole(&self, codes: Codes, word: usize) -> bool {
        let whole = self.units.iter().enumerate().filter(|(_, unit)| unit.whole && unit.word == word);
        whole.into_iter().any(|(at, _)| code_at(codes, at) != 0)
    }

    /// The parts of a score, largest first. `texts` holds what the text adds for each unit.
    pub(super) fn explain(&self, codes: Codes, columns: &Columns, doc: u32, texts: &[f32]) -> Vec<Contribution> {
        let mut parts: Vec<Contribution> = Vec::new();
        let mut add = |reason: Reason, word: Option<&str>, points: f32| {
            if points <= 0.0 {
                return;
            }
            match parts.iter_mut().find(|part| part.reason == reason) {
                Some(part) => {
                    part.points += points;
                    part.words.extend(word.filter(|word| !part.words.iter().any(|it| it == word)).map(str::to_owned));
                }
                None => {
                    parts.push(Contribution { reason, words: word.map(str::to_owned).into_iter().collect(), points })
                }
            }
        };
        let chars = columns.title_len[doc as usize];
        let length = if self.in_body { 1.0 } else { self.tables.by_length[usize::from(chars)] };
        let worth = self.worth_of(codes);
        for (at, unit) in self.units.iter().enumerate() {
            let code = code_at(codes, at);
            // Where the whole word stands its pieces need no mention, and single characters say nothing alone.
            let said = unit.whole || !self.has_whole(codes, unit.word) && unit.text.chars().nth(1).is_some();
            let word = said.then_some(unit.text.as_str());
            add(Reason::Text, word, texts.get(at).copied().unwrap_or(0.0));
            if code == 0 {
                continue;
            }
            let reason = if self.in_body { Reason::Text } else { strongest(code) };
            add(reason, word, self.word(unit, code) * length);
        }
        add(Reason::Exact, None, exact(worth.titled, worth.titled_chars, chars) + worth.every);
        add(Reason::Fresh, None, self.fresh(columns.day[doc as usize]));
        parts.sort_by(|left, right| right.points.total_cmp(&left.points));
        parts
    }
}

/// The section bits of the unit numbered `at`.
pub(super) const fn code_at(codes: Codes, at: usize) -> u8 {
    (codes >> (at * 4) & 15) as u8
}

/// `codes` with those of the unit numbered `at` put in.
pub(super) fn with_code(codes: Codes, at: usize, code: u8) -> Codes {
    codes | u128::from(code.min(15)) << (at * 4)
}

fn saturated(frequency: u8) -> f32 {
    let frequency = f32::from(frequency);
    TEXT * frequency / (frequency + TEXT_SATURATION)
}

fn section_worth(bits: u8) -> f32 {
    let worths = [
        (section::TITLE, TITLE),
        (section::OCCUPATION, OCCUPATION),
        (section::SKILL, SKILL),
        (section::CONTEXT, CONTEXT),
    ];
    let here = worths.iter().filter(|(bit, _)| bits & bit != 0).map(|&(_, worth)| worth);
    let best = here.clone().fold(0.0, f32::max);
    best + FURTHER_SECTION * (here.sum::<f32>() - best)
}

/// What a title is worth of whose characters so many are the words'.
#[inline]
fn exact(titled: f32, titled_chars: f32, title_len: u8) -> f32 {
    let covered = titled_chars / f32::from(title_len.max(1));
    EXACT_TITLE * titled * covered.min(1.0)
}

/// What stands in a title of so many characters is worth more in a short one.
fn length_worth(chars: usize) -> f32 {
    1.0 / (1.0 - LENGTH_SHARE + LENGTH_SHARE * (chars.min(60) as f32) / USUAL_TITLE_CHARS)
}

fn strongest(code: u8) -> Reason {
    match () {
        () if code & section::TITLE != 0 => Reason::Title,
        () if code & section::OCCUPATION != 0 => Reason::Occupation,
        () if code & section::SKILL != 0 => Reason::Skill,
        () => Reason::Context,
    }
}
