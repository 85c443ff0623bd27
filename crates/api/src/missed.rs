//! Searches that found nothing, counted by skill and day. Nothing of their words or of who searched is kept.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rongqiao_matching::skills::{SkillNumber, Vocabulary};
use rongqiao_matching::{Filters, SearchPage, SearchQuery};
use rongqiao_model::clock::day_of;
use rongqiao_model::store::MissedSearch;
use time::{Date, OffsetDateTime};

/// Counts that wait to be written into the database.
#[derive(Debug, Default)]
pub struct MissedSearches(Mutex<HashMap<(SkillNumber, Date), u32>>);

impl MissedSearches {
    /// Counts the skills that `query` names and `page` has nothing for. Costs nothing where the search found all words.
    ///
    /// Only the first page of a search counts, and only if nothing but kinds and sides was filtered by: what a filter
    /// of pay or place excludes is not missing.
    pub fn note(&self, query: &SearchQuery, page: &SearchPage, now: OffsetDateTime) {
        let skills = missing_skills(query, page);
        if skills.is_empty() {
            return;
        }
        let day = day_of(now);
        let mut counts = self.counts();
        for skill in skills {
            *counts.entry((skill, day)).or_default() += 1;
        }
    }

    /// Hands out what was counted and starts anew.
    pub fn take(&self) -> Vec<MissedSearch> {
        let counts = std::mem::take(&mut *self.counts());
        let vocabulary = Vocabulary::current();
        let missed = counts.into_iter().filter_map(|((skill, day), count)| {
            Some(MissedSearch { skill: vocabulary.skill(skill)?.id.clone(), day, count })
        });
        missed.collect()
    }

    /// Takes back what could not be written.
    pub fn put_back(&self, missed: &[MissedSearch]) {
        let mut counts = self.counts();
        for it in missed {
            if let Some(skill) = Vocabulary::current().by_id(&it.skill) {
                *counts.entry((skill, it.day)).or_default() += it.count;
            }
        }
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<(SkillNumber, Date), u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The skills whose names the results do without.
fn missing_skills(query: &SearchQuery, page: &SearchPage) -> Vec<SkillNumber> {
    let Some(rescue) = &page.rescue else { return Vec::new() };
    let (kinds, sides) = (query.filters.kinds.clone(), query.filters.sides.clone());
    let is_open = query.filters == Filters { kinds, sides, ..Filters::default() };
    let found_all = !rescue.nearest && rescue.dropped.is_empty();
    if query.cursor.is_some() || !is_open || found_all {
        return Vec::new();
    }
    let is_missing = |name: &str| rescue.nearest || rescue.dropped.iter().any(|word| name.contains(word.as_str()));
    let mentions = Vocabulary::current().read(&query.text);
    let mut skills: Vec<SkillNumber> =
        mentions.iter().filter(|it| is_missing(&query.text[it.start..it.end])).map(|it| it.skill).collect();
    skills.sort_unstable();
    skills.dedup();
    skills
}

#[cfg(test)]
mod tests {
    use rongqiao_matching::Rescue;
    use rongqiao_model::kind::ListingKind;
    use time::macros::{date, datetime};

    use super::*;

    /// Late in the evening in London, the next morning in Shanghai.
    const NOW: OffsetDateTime = datetime!(2026-08-31 20:00 UTC);

    fn query(text: &str) -> SearchQuery {
        SearchQuery { text: text.to_owned(), ..SearchQuery::default() }
    }

    fn noted(query: &SearchQuery, rescue: Option<Rescue>) -> Vec<String> {
        let missed = MissedSearches::default();
        missed.note(query, &SearchPage { rescue, ..SearchPage::default() }, NOW);
        let mut skills: Vec<String> = missed.take().into_iter().map(|it| it.skill).collect();
        skills.sort();
        skills
    }

    fn nearest() -> Option<Rescue> {
        Some(Rescue { nearest: true, ..Rescue::default() })
    }

    #[test]
    fn only_skills_that_the_results_do_without_are_counted() {
        let both = query("Python PLC编程");
        assert_eq!(noted(&both, None), Vec::<String>::new());
        assert_eq!(noted(&both, nearest()), ["plc-programming", "python"]);
        let dropped = Some(Rescue { dropped: vec!["Python".to_owned()], ..Rescue::default() });
        assert_eq!(noted(&both, dropped), ["python"]);
        assert_eq!(noted(&query("张三的电话"), nearest()), Vec::<String>::new());
    }

    #[test]
    fn what_a_filter_excludes_is_not_missing() {
        let filtered = |filters: Filters| SearchQuery { filters, ..query("Python") };
        let kinds = Filters { kinds: vec![ListingKind::Course], ..Filters::default() };
        assert_eq!(noted(&filtered(kinds), nearest()), ["python"]);
        let pay = Filters { pay_min_yuan: Some(90_000), ..Filters::default() };
        assert_eq!(noted(&filtered(pay), nearest()), Vec::<String>::new());
    }

    #[test]
    fn counts_add_up_by_day_in_shanghai_and_survive_a_refusal() {
        let missed = MissedSearches::default();
        let page = SearchPage { rescue: nearest(), ..SearchPage::default() };
        missed.note(&query("Python"), &page, NOW);
        let taken = missed.take();
        assert_eq!(taken, [MissedSearch { skill: "python".to_owned(), day: date!(2026 - 09 - 01), count: 1 }]);
        missed.note(&query("python"), &page, NOW);
        missed.put_back(&taken);
        assert_eq!(missed.take()[0].count, 2);
        assert_eq!(missed.take(), []);
    }
}
