//! One pass over the segments: who has the words, who passes the filters, who is best, how many of each.

use tantivy::TERMINATED;

use super::best::{Best, Candidate, sort_key};
use super::counting::Counting;
use super::filter::SegmentFilter;
use super::plan::Unit;
use super::postings::{Walk, all_documents};
use super::score::{Codes, Scoring, with_code};
use super::view::{Segment, View};
use crate::query::{SearchQuery, Sort};

/// Result sets up to this size are also ranked by what stands in their texts.
const TEXT_RANKED_MAX: usize = 3_000;

/// What one pass asks for.
pub(super) struct Demand<'a> {
    pub(super) units: &'a [Unit],
    pub(super) excluded: &'a [Unit],
    /// Units to look up in the texts of what was found, in the order of `units`; empty when texts play no part.
    pub(super) in_texts: &'a [Option<Unit>],
    /// Share of the units' weight that a document must have; 1 asks for every unit.
    pub(super) share: f32,
    /// The units stand for words of the text, not of the head.
    pub(super) in_body: bool,
    /// Counts are wanted even for what the filters exclude.
    pub(super) explain: bool,
    pub(super) now: u32,
    pub(super) as_of: u32,
    /// Day of the first page, counted from 1970.
    pub(super) day: u32,
    /// What the first page did; `None` on the first page.
    pub(super) text_ranked: Option<bool>,
}

/// What one pass found.
pub(super) struct Found {
    /// Best first.
    pub(super) candidates: Vec<Candidate>,
    pub(super) more: bool,
    /// Documents that have the words and pass the filters.
    pub(super) total: u64,
    pub(super) counting: Counting,
    pub(super) text_ranked: bool,
    /// The units that were looked up in texts.
    pub(super) in_texts: Vec<Unit>,
}

/// Documents gathered to be ranked by their texts as well.
type Gathered = Vec<(u32, u32, Codes)>;

struct Pass<'a> {
    query: &'a SearchQuery,
    demand: &'a Demand<'a>,
    scoring: Scoring<'a>,
    best: Best,
    counting: Counting,
    counts: bool,
    total: u64,
    gathered: Option<Gathered>,
    gather_max: usize,
}

/// Makes one pass.
///
/// # Errors
///
/// Returns the error of a segment that cannot be read.
pub(super) fn scan(view: &View, query: &SearchQuery, demand: &Demand<'_>) -> Result<Found, std::io::Error> {
    let by_text = query.sort == Sort::Relevance && !demand.in_texts.is_empty() && demand.text_ranked != Some(false);
    let wanted = if query.cursor.is_none() { &query.facets[..] } else { &[] };
    let counting = Counting::new(wanted, demand.now);
    let mut pass = Pass {
        scoring: Scoring::new(demand.units, demand.in_body, demand.share < 1.0, demand.day),
        best: Best::new(query.limit, query.cursor.as_ref()),
        counts: counting.is_wanted() || demand.explain,
        counting,
        total: 0,
        gathered: by_text.then(Vec::new),
        gather_max: if demand.text_ranked == Some(true) { usize::MAX } else { TEXT_RANKED_MAX },
        query,
        demand,
    };
    for (number, segment) in view.segments.iter().enumerate() {
        pass.scan_segment(view, number, segment)?;
    }
    let text_ranked = pass.gathered.is_some();
    if let Some(gathered) = pass.gathered.take() {
        pass.rank_by_text(view, &gathered)?;
    }
    let (candidates, more) = pass.best.finish();
    Ok(Found { candidates, more, total: pass.total, counting: pass.counting, text_ranked, in_texts: Vec::new() })
}

impl Pass<'_> {
    fn scan_segment(&mut self, view: &View, number: usize, segment: &Segment) -> Result<(), std::io::Error> {
        let filter = SegmentFilter::new(&self.query.filters, segment, self.demand.now, self.demand.as_of);
        self.counting.start_segment(segment);
        let index = if self.demand.in_body { &segment.body } else { &segment.head };
        let start = |unit: &Unit| Walk::start(unit, number, index);
        let mut excluded = self
            .demand
            .excluded
            .iter()
            .map(|unit| Walk::start(unit, number, &segment.head))
            .collect::<Result<Vec<_>, _>>()?;
        let mut meet = |pass: &mut Self, doc: u32, codes: Codes| {
            if excluded.iter_mut().all(|walk| walk.seek(doc) != doc) {
                pass.meet(view, number, segment, &filter, doc, codes);
            }
        };
        let walks = self.demand.units.iter().map(start).collect::<Result<Vec<_>, _>>()?;
        if walks.is_empty() {
            all_documents(&segment.reader).for_each(|doc| meet(self, doc, 0));
        } else if self.demand.share >= 1.0 {
            every_unit(walks, |doc, codes| meet(self, doc, codes));
        } else {
            let required = Required::new(self.demand.units, self.demand.share);
            enough_units(walks, self.demand.units, &required, |doc, codes| meet(self, doc, codes));
        }
        self.counting.finish_segment(segment);
        Ok(())
    }

    /// Takes in a document that has the words.
    #[inline]
    fn meet(
        &mut self,
        view: &View,
        number: usize,
        segment: &Segment,
        filter: &SegmentFilter<'_>,
        doc: u32,
        codes: Codes,
    ) {
        let facts = &segment.loaded.facts[doc as usize];
        if !filter.is_present(doc, facts) {
            return;
        }
        let failures = filter.failures(doc, facts);
        if self.counts {
            self.counting.count(facts, failures);
        }
        if failures != 0 {
            return;
        }
        self.total += 1;
        match &mut self.gathered {
            Some(gathered) if gathered.len() < self.gather_max => gathered.push((number as u32, doc, codes)),
            Some(_) => self.give_up_texts(view, number as u32, doc, codes),
            None => self.rank(segment, number as u32, doc, codes),
        }
    }

    /// There are too many to read their texts: what was gathered is ranked without.
    fn give_up_texts(&mut self, view: &View, number: u32, doc: u32, codes: Codes) {
        for (number, doc, codes) in self.gathered.take().unwrap_or_default() {
            self.rank(&view.segments[number as usize], number, doc, codes);
        }
        self.rank(&view.segments[number as usize], number, doc, codes);
    }

    #[inline]
    fn rank(&mut self, segment: &Segment, number: u32, doc: u32, codes: Codes) {
        let facts = &segment.loaded.facts[doc as usize];
        let score = match self.query.sort {
            Sort::Relevance => self.scoring.head(codes, facts),
            Sort::Newest | Sort::Closing | Sort::Pay => 0.0,
        };
        let key = sort_key(self.query.sort, score, facts);
        if self.best.wants(key, || segment.id_of(doc)) {
            let id = segment.id_of(doc);
            self.best.put(Candidate { key, id, segment: number, doc, codes, texts: Vec::new() });
        }
    }

    /// Ranks the gathered documents by head and text together.
    fn rank_by_text(&mut self, view: &View, gathered: &Gathered) -> Result<(), std::io::Error> {
        for (number, segment) in view.segments.iter().enumerate() {
            let mut walks = Vec::with_capacity(self.demand.in_texts.len());
            for unit in self.demand.in_texts {
                walks.push(unit.as_ref().map(|unit| Walk::start(unit, number, &segment.body)).transpose()?);
            }
            let here = gathered.iter().filter(|(segment, _, _)| *segment as usize == number);
            let mut texts = vec![0.0; walks.len()];
            for &(_, doc, codes) in here {
                for (at, walk) in walks.iter_mut().enumerate() {
                    texts[at] = 0.0;
                    if let (Some(walk), Some(unit)) = (walk, &self.demand.in_texts[at])
                        && walk.seek(doc) == doc
                    {
                        texts[at] = Scoring::text(unit, walk.code());
                    }
                }
                let facts = &segment.loaded.facts[doc as usize];
                let score = self.scoring.head(codes, facts) + texts.iter().sum::<f32>();
                let key = sort_key(self.query.sort, score, facts);
                if self.best.wants(key, || segment.id_of(doc)) {
                    let id = segment.id_of(doc);
                    self.best.put(Candidate { key, id, segment: number as u32, doc, codes, texts: texts.clone() });
                }
            }
        }
        Ok(())
    }
}

/// Meets every document that has every unit, led by the rarest.
fn every_unit(walks: Vec<Walk>, mut meet: impl FnMut(u32, Codes)) {
    let mut walks: Vec<(usize, Walk)> = walks.into_iter().enumerate().collect();
    walks.sort_by_key(|(_, walk)| walk.cost());
    let Some(((lead_at, lead), others)) = walks.split_first_mut() else { return };
    let mut doc = lead.doc();
    'next: while doc != TERMINATED {
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
struct Required {
    weight: f32,
    /// Numbers of the units of which a document must have at least one; the others are only looked up.
    essential: Vec<usize>,
}

impl Required {
    fn new(units: &[Unit], share: f32) -> Self {
        let total: f32 = units.iter().map(|unit| unit.weight).sum();
        let weight = total * share;
        let mut order: Vec<usize> = (0..units.len()).collect();
        order.sort_by(|&left, &right| units[left].weight.total_cmp(&units[right].weight));
        let mut spare = 0.0;
        let dispensable = order.iter().take_while(|&&at| {
            spare += units[at].weight;
            spare < weight
        });
        let dispensable = dispensable.count();
        Self { weight, essential: order.split_off(dispensable) }
    }
}

/// Meets every document that has units of enough weight; documents with common words only are never touched.
fn enough_units(mut walks: Vec<Walk>, units: &[Unit], required: &Required, mut meet: impl FnMut(u32, Codes)) {
    loop {
        let doc = required.essential.iter().map(|&at| walks[at].doc()).min().unwrap_or(TERMINATED);
        if doc == TERMINATED {
            return;
        }
        let mut weight = 0.0;
        let mut codes = 0;
        let mut lacks_required = false;
        for (at, walk) in walks.iter_mut().enumerate() {
            if walk.seek(doc) == doc {
                weight += units[at].weight;
                codes = with_code(codes, at, walk.code());
            } else if units[at].required {
                lacks_required = true;
            }
        }
        if weight >= required.weight && !lacks_required {
            meet(doc, codes);
        }
        for &at in &required.essential {
            if walks[at].doc() == doc {
                walks[at].advance();
            }
        }
    }
}
