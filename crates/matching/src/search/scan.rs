//! One pass over the segments: who has the words, who passes the filters, who is best, how many of each.

use super::best::{Best, Candidate, fact_key, relevance_key};
use super::counting::Counting;
use super::filter::SegmentFilter;
use super::meeting::{Required, enough_units, every_unit};
use super::plan::Unit;
use super::postings::{Walk, all_documents};
use super::score::{Codes, Scoring};
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
        let counts = self.counts;
        let mut admits = |doc: u32| {
            filter.is_present(doc)
                && (counts || filter.passes(doc))
                && excluded.iter_mut().all(|walk| walk.seek(doc) != doc)
        };
        let walks = self.demand.units.iter().map(start).collect::<Result<Vec<_>, _>>()?;
        if walks.is_empty() {
            all_documents(&segment.reader)
                .filter(|&doc| admits(doc))
                .for_each(|doc| self.meet(view, number, &filter, doc, 0));
        } else if self.demand.share >= 1.0 {
            every_unit(walks, admits, |doc, codes| self.meet(view, number, &filter, doc, codes));
        } else {
            let units = self.demand.units;
            let required = Required::new(units, self.demand.share);
            enough_units(walks, units, &required, admits, |doc, codes| self.meet(view, number, &filter, doc, codes));
        }
        self.counting.finish_segment(segment);
        Ok(())
    }

    /// Takes in a document that has the words and was admitted.
    #[inline]
    fn meet(&mut self, view: &View, number: usize, filter: &SegmentFilter<'_>, doc: u32, codes: Codes) {
        let segment = &view.segments[number];
        if self.counts {
            let failures = filter.failures(doc);
            self.counting.count(&segment.loaded.columns, doc, failures);
            if failures != 0 {
                return;
            }
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
        let columns = &segment.loaded.columns;
        let key = match self.query.sort {
            Sort::Relevance => {
                let worth = self.scoring.worth(codes);
                if !self.best.may_want(worth.most()) || !self.best.may_want(self.scoring.most(&worth, columns, doc)) {
                    self.best.pass_over();
                    return;
                }
                relevance_key(self.scoring.head(&worth, columns, doc), columns, doc)
            }
            sort => fact_key(sort, columns, doc),
        };
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
                let columns = &segment.loaded.columns;
                let worth = self.scoring.worth(codes);
                let score = self.scoring.head(&worth, columns, doc) + texts.iter().sum::<f32>();
                let key = relevance_key(score, columns, doc);
                if self.best.wants(key, || segment.id_of(doc)) {
                    let id = segment.id_of(doc);
                    self.best.put(Candidate { key, id, segment: number as u32, doc, codes, texts: texts.clone() });
                }
            }
        }
        Ok(())
    }
}
