//! How strictly the words are asked for: all of them first, then fewer, then in the text, then anything near.

use std::cell::OnceCell;

use rongqiao_model::ListingId;
use time::OffsetDateTime;

use super::best::Candidate;
use super::plan::{Plan, Planner, Unit, reweigh};
use super::scan::{Demand, Found, scan};
use super::score::{Scoring, code_at};
use super::view::View;
use crate::facts::SECONDS_PER_DAY;
use crate::page::{Hit, Rescue, SearchPage, Total};
use crate::parse::{Parsed, parse};
use crate::query::{Cursor, Filters, MAX_PAGE_HITS, SearchQuery};

/// Fewer results than this make the words be asked for less strictly.
const ENOUGH: u64 = 10;

/// Shares of the words' weight that are asked for in the loose tiers.
const MOST: f32 = 0.6;
const SOME: f32 = 0.25;

/// How strictly the words are asked for. The number travels in the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tier {
    Every = 0,
    Most = 1,
    Some = 2,
    Text = 3,
    Nearest = 4,
}

const TIERS: [Tier; 5] = [Tier::Every, Tier::Most, Tier::Some, Tier::Text, Tier::Nearest];

/// Bit in the cursor's tier that says that the first page was ranked by texts too.
const TEXT_RANKED: u8 = 0x10;

struct Search<'a> {
    view: &'a View,
    query: &'a SearchQuery,
    parsed: Parsed,
    planner: Planner<'a>,
    plan: Plan,
    /// The words with their pieces; made when they are first needed.
    loose: OnceCell<Vec<Unit>>,
    now: u32,
    as_of: u32,
    day: u32,
}

/// Finds the page that fits `query` best.
///
/// # Errors
///
/// Returns the error of a segment that cannot be read.
pub(crate) fn search(view: &View, query: &SearchQuery, now: OffsetDateTime) -> Result<SearchPage, std::io::Error> {
    let mut query = query.clone();
    query.limit = query.limit.clamp(1, MAX_PAGE_HITS);
    let parsed = parse(&query.text);
    let planner = Planner::of_head(view);
    let mut plan = planner.plan(&parsed);
    let now = u32::try_from(now.unix_timestamp().max(0)).unwrap_or(u32::MAX - 1);
    let mut as_of = u32::try_from(view.seq).unwrap_or(u32::MAX);
    let mut day = now / SECONDS_PER_DAY;
    if let Some(cursor) = &query.cursor {
        as_of = cursor.as_of;
        day = cursor.day;
        if cursor.tier & 0x0f == Tier::Every as u8 {
            reweigh(&mut plan.strict, &cursor.weights);
        }
    }
    Search { view, query: &query, parsed, planner, plan, loose: OnceCell::new(), now, as_of, day }.run()
}

impl Search<'_> {
    fn run(&self) -> Result<SearchPage, std::io::Error> {
        if self.parsed.words.is_empty() {
            let found = self.pass(&[], 1.0, false)?;
            return Ok(self.page(found, &[], Tier::Every));
        }
        if let Some(cursor) = &self.query.cursor {
            let tier = TIERS.get(usize::from(cursor.tier & 0x0f)).copied().unwrap_or(Tier::Every);
            return self.at(tier).map(|page| page.unwrap_or_default());
        }
        if self.query.exactly {
            return self.at(Tier::Every).map(|page| page.unwrap_or_default());
        }
        for tier in [Tier::Every, Tier::Most, Tier::Some] {
            if let Some(page) = self.at(tier)?
                && (page.total.value >= ENOUGH || self.is_last_word(tier, &page))
            {
                return Ok(page);
            }
        }
        if let Some(page) = self.at(Tier::Text)?
            && page.total.value > 0
        {
            return Ok(page);
        }
        self.at(Tier::Nearest).map(|page| page.unwrap_or_default())
    }

    /// Whether asking less strictly than in `tier` would find nothing more, or nothing was found to keep.
    fn is_last_word(&self, tier: Tier, page: &SearchPage) -> bool {
        let same_units = || self.plan.strict.len() == 1 && self.loose().len() == 1;
        page.total.value > 0 && (tier == Tier::Some || same_units())
    }

    /// The page of one tier; `None` where the tier does not apply.
    fn at(&self, tier: Tier) -> Result<Option<SearchPage>, std::io::Error> {
        let plan = &self.plan;
        match tier {
            Tier::Every if !plan.unknown.is_empty() || plan.strict.is_empty() => Ok(None),
            Tier::Every => {
                let found = self.pass(&plan.strict, 1.0, false)?;
                Ok(Some(self.page(found, &plan.strict, tier)))
            }
            Tier::Most | Tier::Some if self.loose().is_empty() || self.lacks_required() => Ok(None),
            Tier::Most | Tier::Some => {
                let share = if tier == Tier::Most { MOST } else { SOME };
                let found = self.pass(self.loose(), share, false)?;
                Ok(Some(self.page(found, self.loose(), tier)))
            }
            Tier::Text => self.in_texts(),
            Tier::Nearest => self.nearest().map(Some),
        }
    }

    fn loose(&self) -> &[Unit] {
        self.loose.get_or_init(|| {
            let mut loose = self.planner.loosen(&self.parsed, &self.plan);
            if let Some(cursor) = &self.query.cursor {
                reweigh(&mut loose, &cursor.weights);
            }
            loose
        })
    }

    fn lacks_required(&self) -> bool {
        self.plan.unknown.iter().any(|&at| self.parsed.words[at].required)
    }

    fn in_texts(&self) -> Result<Option<SearchPage>, std::io::Error> {
        let plan = self.plan_of_texts();
        if plan.strict.is_empty() || self.lacks_required() {
            return Ok(None);
        }
        let share = if plan.unknown.is_empty() { 0.999 } else { MOST };
        let mut found = self.pass(&plan.strict, share, true)?;
        if found.total == 0 {
            found = self.pass(&plan.strict, SOME, true)?;
        }
        Ok(Some(self.page(found, &plan.strict, Tier::Text)))
    }

    /// Nothing has the words and passes the filters: the words without the filters, or else the newest there is.
    fn nearest(&self) -> Result<SearchPage, std::io::Error> {
        let asked = [&self.plan.strict[..], self.loose()].into_iter().find(|units| !units.is_empty());
        let mut widest = None;
        if let Some(units) = asked {
            let explained =
                self.pass_with(&self.query.filters, units, if units.len() == 1 { 1.0 } else { SOME }, false, true)?;
            widest = explained.counting.widest_filter();
            let found =
                self.pass_with(&Filters::default(), units, if units.len() == 1 { 1.0 } else { SOME }, false, false)?;
            if found.total > 0 {
                return Ok(self.only_near(found, units, widest));
            }
        }
        let found = self.pass(&[], 1.0, false)?;
        let found = if found.total > 0 { found } else { self.pass_with(&Filters::default(), &[], 1.0, false, false)? };
        Ok(self.only_near(found, &[], widest))
    }

    fn only_near(
        &self,
        found: Found,
        units: &[Unit],
        widest_filter: Option<(crate::query::Dimension, u64)>,
    ) -> SearchPage {
        let mut page = self.page(found, units, Tier::Nearest);
        page.total = Total { value: 0, exact: true };
        page.next = None;
        let rescue = page.rescue.get_or_insert_default();
        rescue.nearest = true;
        rescue.widest_filter = widest_filter;
        if units.is_empty() {
            rescue.dropped = self.parsed.words.iter().map(|word| word.text.clone()).collect();
        }
        page
    }

    fn pass(&self, units: &[Unit], share: f32, in_body: bool) -> Result<Found, std::io::Error> {
        self.pass_with(&self.query.filters, units, share, in_body, false)
    }

    fn pass_with(
        &self,
        filters: &Filters,
        units: &[Unit],
        share: f32,
        in_body: bool,
        explain: bool,
    ) -> Result<Found, std::io::Error> {
        let in_texts = if in_body || units.is_empty() { Vec::new() } else { self.units_in_texts(units) };
        let demand = Demand {
            units,
            excluded: &self.plan.excluded,
            in_texts: &in_texts,
            share,
            in_body,
            explain,
            now: self.now,
            as_of: self.as_of,
            day: self.day,
            text_ranked: self.query.cursor.as_ref().map(|cursor| cursor.tier & TEXT_RANKED != 0),
        };
        let mut found = if *filters == self.query.filters {
            scan(self.view, self.query, &demand)?
        } else {
            let query = SearchQuery { filters: filters.clone(), facets: Vec::new(), ..self.query.clone() };
            scan(self.view, &query, &demand)?
        };
        found.in_texts = in_texts.into_iter().flatten().collect();
        Ok(found)
    }

    /// The same words as they stand in texts; pieces play no part there.
    fn units_in_texts(&self, units: &[Unit]) -> Vec<Option<Unit>> {
        let plan = self.plan_of_texts();
        let same = |unit: &Unit| plan.strict.iter().find(|it| unit.whole && it.word == unit.word).cloned();
        units.iter().map(same).collect()
    }

    fn plan_of_texts(&self) -> Plan {
        let mut plan = Planner::of_body(self.view).plan(&self.parsed);
        if let Some(cursor) = &self.query.cursor {
            reweigh(&mut plan.strict, &cursor.weights);
        }
        plan
    }

    fn page(&self, found: Found, units: &[Unit], tier: Tier) -> SearchPage {
        let in_body = tier == Tier::Text;
        let scoring = Scoring::new(units, in_body, !matches!(tier, Tier::Every), self.day);
        let hits: Vec<Hit> = found.candidates.iter().map(|candidate| self.hit(&scoring, candidate)).collect();
        let next = found.candidates.last().filter(|_| found.more).map(|last| Cursor {
            key: last.key,
            id: last.id,
            as_of: self.as_of,
            tier: tier as u8 | if found.text_ranked { TEXT_RANKED } else { 0 },
            day: self.day,
            weights: units.iter().chain(&found.in_texts).map(|unit| (unit.number, unit.weight)).collect(),
        });
        SearchPage {
            hits,
            total: Total { value: found.total, exact: true },
            facets: found.counting.facets(&self.query.filters),
            next,
            rescue: self.rescue(&found.candidates, units, tier),
        }
    }

    fn hit(&self, scoring: &Scoring<'_>, candidate: &Candidate) -> Hit {
        let segment = &self.view.segments[candidate.segment as usize];
        let mut why = scoring.explain(candidate.codes, &segment.loaded.columns, candidate.doc, &candidate.texts);
        for word in why.iter_mut().flat_map(|part| &mut part.words) {
            *word = self.as_typed(word);
        }
        let score = why.iter().map(|part| part.points).sum();
        Hit { id: ListingId::from_uuid(candidate.id), score, why }
    }

    /// A folded word as it stands in the query: `UDS` rather than `uds`.
    fn as_typed(&self, word: &str) -> String {
        // Lower case of ASCII keeps every byte in its place.
        let at = self.query.text.to_ascii_lowercase().find(word);
        at.map_or_else(|| word.to_owned(), |at| self.query.text[at..at + word.len()].to_owned())
    }

    fn rescue(&self, candidates: &[Candidate], units: &[Unit], tier: Tier) -> Option<Rescue> {
        let has = |word: usize| {
            let of_word = units.iter().enumerate().filter(|(_, unit)| unit.word == word);
            of_word.into_iter().any(|(at, _)| candidates.iter().any(|it| code_at(it.codes, at) != 0))
        };
        let missing = (0..self.parsed.words.len()).filter(|&word| tier != Tier::Every && !has(word));
        let dropped: Vec<String> = missing.map(|word| self.as_typed(&self.parsed.words[word].text)).collect();
        let did_you_mean = self.correction();
        if dropped.is_empty() && did_you_mean.is_none() {
            return None;
        }
        Some(Rescue { did_you_mean, dropped, ..Rescue::default() })
    }

    /// The whole text with its misspelt words put right.
    fn correction(&self) -> Option<String> {
        if self.plan.corrected.is_empty() {
            return None;
        }
        let right = |(at, word): (usize, &crate::parse::Word)| {
            let corrected = self.plan.corrected.iter().find(|(corrected, _)| *corrected == at);
            corrected.map_or_else(|| word.text.clone(), |(_, text)| text.clone())
        };
        Some(self.parsed.words.iter().enumerate().map(right).collect::<Vec<_>>().join(" "))
    }
}

/// Every document that has anything of `text`, best first, for evaluations.
///
/// # Errors
///
/// Returns the error of a segment that cannot be read.
pub(crate) fn rank_all(view: &View, text: &str, now: OffsetDateTime) -> Result<Vec<ListingId>, std::io::Error> {
    let query = SearchQuery { text: text.to_owned(), limit: view.documents as usize + 1, ..SearchQuery::default() };
    let parsed = parse(text);
    let planner = Planner::of_head(view);
    let plan = planner.plan(&parsed);
    let now = u32::try_from(now.unix_timestamp().max(0)).unwrap_or(u32::MAX - 1);
    let (as_of, day) = (u32::MAX, now / SECONDS_PER_DAY);
    let search = Search { view, query: &query, parsed, planner, plan, loose: OnceCell::new(), now, as_of, day };
    if search.loose().is_empty() {
        return Ok(Vec::new());
    }
    let found = search.pass(search.loose(), f32::MIN_POSITIVE, false)?;
    Ok(found.candidates.into_iter().map(|candidate| ListingId::from_uuid(candidate.id)).collect())
}
