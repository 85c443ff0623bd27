//! A space of words: those that name the same occupations lie in the same direction.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::matrix::{Dense, SparseRow, add_scaled, column_positions, normalise, product};
use super::words::{Kind, name_key, part, text_terms, title_terms};

/// Directions of a space.
const WIDTH: usize = 150;

/// How often a name counts beside a word of a description.
const NAME_COUNT: f32 = 3.0;

/// Occupations in which a term must stand.
const MIN_OCCUPATIONS: u32 = 2;

/// Pairs and phrases count this much beside words.
const COMPOUND_WEIGHT: f32 = 0.5;

/// How far the vector of a title that names known occupations is drawn to theirs, from 0 to 1.
const KNOWN_NAME_SHARE: f32 = 0.5;

/// An occupation, or anything else that gathers names for the same thing.
#[derive(Clone, Debug, Default)]
pub struct Occupation {
    /// What it is called.
    pub names: Vec<String>,
    /// What is said of it: definition, tasks, skills.
    pub text: String,
    /// How much it counts beside the others; 1 as a rule.
    pub weight: f32,
}

/// Where the terms of titles lie.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Space {
    /// In order, so that a term is found by halving.
    terms: Vec<String>,
    /// How much each term tells.
    weights: Vec<f32>,
    vectors: Coarse,
    /// Keys of names in order, with the occupations that they name.
    names: Vec<(String, Vec<u32>)>,
    occupations: Coarse,
}

/// Vectors of [`WIDTH`] whole numbers; only their directions count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Coarse(Vec<i8>);

impl Coarse {
    fn push(&mut self, vector: &[f32]) {
        let largest = vector.iter().fold(f32::EPSILON, |largest, value| value.abs().max(largest));
        self.0.extend(vector.iter().map(|value| (value / largest * 127.0).round() as i8));
    }

    /// The unit vector at `place`; empty where none is kept.
    fn unit(&self, place: usize) -> Vec<f32> {
        let values = self.0.chunks_exact(WIDTH).nth(place).unwrap_or_default();
        let mut vector: Vec<f32> = values.iter().map(|value| f32::from(*value)).collect();
        normalise(&mut vector);
        vector
    }
}

/// The terms of all occupations as numbers, before anything is weighed.
#[derive(Default)]
struct Counts {
    numbers: FxHashMap<String, u32>,
    in_names: Vec<bool>,
    rows: Vec<SparseRow>,
}

impl Counts {
    fn of<'a>(occupations: impl Iterator<Item = &'a Occupation>) -> Self {
        let mut counts = Self::default();
        for occupation in occupations {
            let mut row: FxHashMap<u32, f32> = FxHashMap::default();
            for term in occupation.names.iter().flat_map(|name| title_terms(name)) {
                let number = counts.number(term);
                counts.in_names[number as usize] = true;
                *row.entry(number).or_default() += NAME_COUNT;
            }
            for term in text_terms(&occupation.text) {
                *row.entry(counts.number(term)).or_default() += 1.0;
            }
            let mut row: SparseRow = row.into_iter().collect();
            row.sort_unstable_by_key(|(number, _)| *number);
            counts.rows.push(row);
        }
        counts
    }

    fn number(&mut self, term: String) -> u32 {
        let next = self.in_names.len() as u32;
        let number = *self.numbers.entry(term).or_insert(next);
        if number == next {
            self.in_names.push(false);
        }
        number
    }

    /// In how many occupations each term stands.
    fn spread(&self) -> Vec<u32> {
        let mut spread = vec![0; self.in_names.len()];
        for &(number, _) in self.rows.iter().flatten() {
            spread[number as usize] += 1;
        }
        spread
    }
}

impl Space {
    /// Learns from `occupations` and from `further` ones whose names are not kept; the same ones in the same order give
    /// the same space.
    pub(super) fn learn(occupations: &[Occupation], further: &[Occupation]) -> Self {
        let mut counts = Counts::of(occupations.iter().chain(further));
        if counts.rows.len() < WIDTH {
            // So few rows have no common directions worth the name.
            return Self::default();
        }
        let spread = counts.spread();
        let total = counts.rows.len() as f32;
        let rarity: Vec<f32> = spread.iter().map(|&in_rows| (total / (in_rows as f32 + 1.0)).ln().max(0.1)).collect();
        for (row, occupation) in counts.rows.iter_mut().zip(occupations.iter().chain(further)) {
            row.retain(|(number, _)| spread[*number as usize] >= MIN_OCCUPATIONS);
            weigh(row, &rarity, occupation.weight);
        }
        let mut positions = column_positions(&counts.rows, spread.len(), WIDTH);
        positions.values.chunks_exact_mut(WIDTH).for_each(normalise);
        let mut space = Self { names: names_of(occupations), ..Self::default() };
        for row in product(&counts.rows[..occupations.len()], &positions).rows() {
            space.occupations.push(row);
        }
        let keep = |number: usize| counts.in_names[number] && spread[number] >= MIN_OCCUPATIONS;
        space.take_terms(counts.numbers.into_iter().filter(|(_, number)| keep(*number as usize)), &positions, &rarity);
        space
    }

    fn take_terms(&mut self, terms: impl Iterator<Item = (String, u32)>, positions: &Dense, rarity: &[f32]) {
        let mut terms: Vec<(String, u32)> = terms.collect();
        terms.sort_unstable();
        for (term, number) in terms {
            let number = number as usize;
            self.weights.push(rarity[number] * part(&term).weight() * kind_weight(&term));
            self.vectors.push(&positions.values[number * WIDTH..(number + 1) * WIDTH]);
            self.terms.push(term);
        }
    }

    /// The direction of a title; nothing if no term of it is known.
    pub(super) fn title_vector(&self, title: &str) -> Option<Vec<f32>> {
        let own = self.vector(title_terms(title).into_iter().map(|term| (term, 1.0)));
        let mut known = vec![0.0; WIDTH];
        for &occupation in self.occupations_named(title) {
            add_scaled(&mut known, &self.occupations.unit(occupation as usize), 1.0);
        }
        normalise(&mut known);
        let mut vector = own?;
        vector.iter_mut().for_each(|value| *value *= 1.0 - KNOWN_NAME_SHARE);
        add_scaled(&mut vector, &known, KNOWN_NAME_SHARE);
        normalise(&mut vector);
        Some(vector)
    }

    /// The direction of weighted terms; nothing if none is known.
    pub(super) fn vector(&self, terms: impl IntoIterator<Item = (String, f32)>) -> Option<Vec<f32>> {
        let mut sum = vec![0.0; WIDTH];
        let mut any = false;
        for (term, weight) in terms {
            if let Ok(place) = self.terms.binary_search(&term) {
                add_scaled(&mut sum, &self.vectors.unit(place), weight * self.weights[place]);
                any = true;
            }
        }
        normalise(&mut sum);
        any.then_some(sum)
    }

    fn occupations_named(&self, title: &str) -> &[u32] {
        let place = self.names.binary_search_by(|(key, _)| key.as_str().cmp(&name_key(title)));
        place.map_or(&[], |place| &self.names[place].1)
    }

    /// Terms that are known.
    pub(super) fn len(&self) -> usize {
        self.terms.len()
    }
}

fn kind_weight(term: &str) -> f32 {
    match Kind::of(term) {
        Some(Kind::Pair | Kind::Phrase | Kind::Triple) => COMPOUND_WEIGHT,
        Some(Kind::Han | Kind::Latin | Kind::Letter | Kind::Piece | Kind::Start | Kind::End) | None => 1.0,
    }
}

/// Damps repetition, raises what is rare, and gives the row the length `weight`.
fn weigh(row: &mut SparseRow, rarity: &[f32], weight: f32) {
    for (number, count) in row.iter_mut() {
        *count = (1.0 + *count).ln() * rarity[*number as usize];
    }
    let length = row.iter().map(|(_, value)| value * value).sum::<f32>().sqrt().max(f32::EPSILON);
    row.iter_mut().for_each(|(_, value)| *value *= weight / length);
}

fn names_of(occupations: &[Occupation]) -> Vec<(String, Vec<u32>)> {
    let mut named: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    for (number, occupation) in occupations.iter().enumerate() {
        for name in &occupation.names {
            let numbers = named.entry(name_key(name)).or_default();
            if numbers.last() != Some(&(number as u32)) {
                numbers.push(number as u32);
            }
        }
    }
    named.remove("");
    let mut named: Vec<_> = named.into_iter().collect();
    named.sort_unstable();
    named
}

#[cfg(test)]
mod tests {
    use super::super::matrix::dot;
    use super::*;

    /// Two families of occupations, each with words of its own.
    pub(crate) fn occupations() -> Vec<Occupation> {
        let family = |names: [&str; 2], text: &str, number: usize| Occupation {
            names: names.iter().map(|name| format!("{name} grade{number}")).collect(),
            text: format!("{text} detail{number}"),
            weight: 1.0,
        };
        (0..200)
            .map(|at| match at % 2 {
                0 => family(["attorney", "lawyer"], "court litigation advice clients", at / 4),
                _ => family(["welder", "brazier"], "metal torch joints seams", at / 4),
            })
            .collect()
    }

    #[test]
    fn words_that_name_the_same_occupations_lie_close_together() {
        let space = Space::learn(&occupations(), &[]);
        let vector = |title| space.title_vector(title).expect("its words are known");
        let (lawyer, attorney, welder) = (vector("lawyer"), vector("attorney"), vector("welder"));
        assert!(dot(&lawyer, &attorney) > dot(&lawyer, &welder) + 0.5);
        assert_eq!(space.title_vector("astronaut"), None);
    }

    #[test]
    fn learning_twice_gives_the_same() {
        assert_eq!(Space::learn(&occupations(), &[]), Space::learn(&occupations(), &[]));
    }

    #[test]
    fn nothing_is_learnt_from_a_handful() {
        let space = Space::learn(&occupations()[..3], &[]);
        assert_eq!((space.len(), space.title_vector("lawyer")), (0, None));
    }
}
