//! The score as a sum of named parts. Every part that is added can be shown.

use std::sync::LazyLock;

use super::plan::Unit;
use crate::facts::Facts;
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

const SECONDS_PER_DAY: u32 = 86_400;

/// Prepared sums for one scan.
pub(super) struct Scoring<'a> {
    units: &'a [Unit],
    in_body: bool,
    loose: bool,
    tables: &'static Tables,
    whole_weight: f32,
    title_chars: Vec<f32>,
    today: u32,
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
        }
    }

    /// The whole score but for the text's part.
    #[inline]
    pub(super) fn head(&self, codes: Codes, facts: &Facts) -> f32 {
        let mut words = 0.0;
        let mut titled = 0.0;
        let mut titled_chars = 0.0;
        let mut every = !self.units.is_empty();
        for (at, unit) in self.units.iter().enumerate() {
            let code = code_at(codes, at);
            if code == 0 {
                every &= !unit.whole;
                continue;
            }
            words += self.word(unit, code, facts);
            if unit.whole && !self.in_body && code & section::TITLE != 0 {
                titled += unit.weight;
                titled_chars += self.title_chars[at];
            }
        }
        words + self.exact(titled, titled_chars, facts) + self.every_word(every) + self.fresh(facts)
    }

    #[inline]
    fn word(&self, unit: &Unit, code: u8, facts: &Facts) -> f32 {
        if self.in_body {
            return unit.weight * saturated(code);
        }
        let length = self.tables.by_length[usize::from(facts.title_len)];
        unit.weight * self.tables.by_section[usize::from(code & section::ALL)] * length
    }

    #[inline]
    fn exact(&self, titled: f32, titled_chars: f32, facts: &Facts) -> f32 {
        let covered = titled_chars / f32::from(facts.title_len.max(1));
        EXACT_TITLE * titled * covered.min(1.0)
    }

    #[inline]
    fn every_word(&self, every: bool) -> f32 {
        if self.loose && every { EVERY_WORD * self.whole_weight } else { 0.0 }
    }

    #[inline]
    fn fresh(&self, facts: &Facts) -> f32 {
        let days = self.today.saturating_sub(facts.published / SECONDS_PER_DAY) as usize;
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
    pub(super) fn explain(&self, codes: Codes, facts: &Facts, texts: &[f32]) -> Vec<Contribution> {
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
        let (mut titled, mut titled_chars, mut every) = (0.0, 0.0, !self.units.is_empty());
        for (at, unit) in self.units.iter().enumerate() {
            let code = code_at(codes, at);
            // Where the whole word stands its pieces need no mention, and single characters say nothing alone.
            let said = unit.whole || !self.has_whole(codes, unit.word) && unit.text.chars().nth(1).is_some();
            let word = said.then_some(unit.text.as_str());
            add(Reason::Text, word, texts.get(at).copied().unwrap_or(0.0));
            if code == 0 {
                every &= !unit.whole;
                continue;
            }
            let reason = if self.in_body { Reason::Text } else { strongest(code) };
            add(reason, word, self.word(unit, code, facts));
            if unit.whole && !self.in_body && code & section::TITLE != 0 {
                titled += unit.weight;
                titled_chars += self.title_chars[at];
            }
        }
        add(Reason::Exact, None, self.exact(titled, titled_chars, facts) + self.every_word(every));
        add(Reason::Fresh, None, self.fresh(facts));
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
