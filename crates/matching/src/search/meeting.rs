//! Which documents have the words: all of them, or enough.

use tantivy::TERMINATED;

use super::plan::Unit;
use super::postings::Walk;
use super::score::{Codes, code_at, with_code};

/// Documents that are put together at a time.
const WINDOW: usize = 2048;

/// Meets every document that is admitted and has every unit, led by the rarest.
pub(super) fn every_unit(walks: Vec<Walk>, mut admits: impl FnMut(u32) -> bool, mut meet: impl FnMut(u32, Codes)) {
    let mut walks: Vec<(usize, Walk)> = walks.into_iter().enumerate().collect();
    walks.sort_by_key(|(_, walk)| walk.cost());
    let Some(((lead_at, lead), others)) = walks.split_first_mut() else { return };
    let mut doc = lead.doc();
    'next: while doc != TERMINATED {
        if !admits(doc) {
            doc = lead.advance();
            continue;
        }
        for (_, walk) in others.iter_mut() {
            let there = walk.seek(doc);
            if there != doc {
                doc = lead.seek(there);
                continue 'next;
            }
        }
        let lead_codes = with_code(0, *lead_at, lead.code());
        meet(doc, others.iter().fold(lead_codes, |codes, (at, walk)| with_code(codes, *at, walk.code())));
        doc = lead.advance();
    }
}

/// How much weight is enough, and which units one cannot do without to reach it.
pub(super) struct Required {
    weight: f32,
    /// Numbers of the units of which a document must have at least one.
    essential: Vec<usize>,
    /// Numbers of the others, which are only looked up, and what they weigh together.
    dispensable: Vec<usize>,
    dispensable_weight: f32,
}

impl Required {
    pub(super) fn new(units: &[Unit], share: f32) -> Self {
        let total: f32 = units.iter().map(|unit| unit.weight).sum();
        let weight = total * share;
        let mut order: Vec<usize> = (0..units.len()).collect();
        order.sort_by(|&left, &right| units[left].weight.total_cmp(&units[right].weight));
        let mut dispensable = Vec::new();
        let mut dispensable_weight = 0.0;
        while let Some(&lightest) = order.get(dispensable.len())
            && dispensable_weight + units[lightest].weight < weight
        {
            dispensable_weight += units[lightest].weight;
            dispensable.push(lightest);
        }
        let essential = order.split_off(dispensable.len());
        Self { weight, essential, dispensable, dispensable_weight }
    }
}

/// What is known so far of the documents from `start` on.
struct Window {
    start: u32,
    weights: Vec<f32>,
    codes: Vec<Codes>,
    /// One bit for each document that has any unit.
    touched: [u64; WINDOW / 64],
}

impl Window {
    fn new() -> Self {
        Self { start: 0, weights: vec![0.0; WINDOW], codes: vec![0; WINDOW], touched: [0; WINDOW / 64] }
    }

    /// Takes in the documents of the window that `walk` meets.
    fn take_in(&mut self, at: usize, unit: &Unit, walk: &mut Walk) {
        let end = self.start.saturating_add(WINDOW as u32).min(TERMINATED);
        let mut doc = walk.doc();
        while doc < end {
            let here = (doc - self.start) as usize;
            self.weights[here] += unit.weight;
            self.codes[here] = with_code(self.codes[here], at, walk.code());
            self.touched[here / 64] |= 1 << (here % 64);
            doc = walk.advance();
        }
    }

    /// Hands out what is known of each touched document, in rising order, and forgets it.
    fn empty(&mut self, mut each: impl FnMut(u32, f32, Codes)) {
        for word in 0..self.touched.len() {
            let mut bits = std::mem::take(&mut self.touched[word]);
            while bits != 0 {
                let here = word * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                let weight = std::mem::take(&mut self.weights[here]);
                let codes = std::mem::take(&mut self.codes[here]);
                each(self.start + here as u32, weight, codes);
            }
        }
    }
}

/// Meets every document that has units of enough weight; documents with common words only are never touched.
///
/// `admits` is asked first, so that what is cheap to refuse costs no look into the commonest words' lists.
pub(super) fn enough_units(
    mut walks: Vec<Walk>,
    units: &[Unit],
    required: &Required,
    mut admits: impl FnMut(u32) -> bool,
    mut meet: impl FnMut(u32, Codes),
) {
    let mut window = Window::new();
    loop {
        window.start = required.essential.iter().map(|&at| walks[at].doc()).min().unwrap_or(TERMINATED);
        if window.start == TERMINATED {
            return;
        }
        for &at in &required.essential {
            window.take_in(at, &units[at], &mut walks[at]);
        }
        window.empty(|doc, mut weight, mut codes| {
            if weight + required.dispensable_weight < required.weight || !admits(doc) {
                return;
            }
            for &at in &required.dispensable {
                if walks[at].seek(doc) == doc {
                    weight += units[at].weight;
                    codes = with_code(codes, at, walks[at].code());
                }
            }
            let lacks = |(at, unit): (usize, &Unit)| unit.required && code_at(codes, at) == 0;
            if weight >= required.weight && !units.iter().enumerate().any(lacks) {
                meet(doc, codes);
            }
        });
    }
}
