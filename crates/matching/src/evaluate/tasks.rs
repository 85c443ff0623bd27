//! The judged tasks: ranking titles, and naming the occupation of a title.

use std::collections::{HashMap, HashSet};

use rongqiao_model::ListingId;
use time::OffsetDateTime;

use super::baselines::Ranker;
use super::figures::{Comparison, Figures};
use super::measures::{Measure, OCCUPATION_MEASURES, RANKING_MEASURES, Ranked};
use crate::analysis::fold;
use crate::titles::{LabelledTitle, OccupationIndex, TitleIndex, TitleMatcher};
use crate::{IndexDocument, MatchError, MatchIndex};

/// Judgements: for each query the relevant documents with their grades, one or more.
pub type Judgements = HashMap<String, HashMap<String, f64>>;

/// Titles to be ranked for queries; both have an id and a text.
#[derive(Clone, Debug, Default)]
pub struct RankingTask {
    /// What is asked.
    pub queries: Vec<(String, String)>,
    /// What is ranked.
    pub corpus: Vec<(String, String)>,
    /// What is right.
    pub judgements: Judgements,
}

/// Titles whose occupation is to be named.
#[derive(Clone, Debug, Default)]
pub struct OccupationTask {
    /// Titles with the right codes.
    pub pairs: Vec<LabelledTitle>,
    /// Names and aliases of all occupations.
    pub names: Vec<LabelledTitle>,
    /// Titles of which the occupation is known; those that stand among the asked ones are held out.
    pub known: Vec<LabelledTitle>,
}

/// A ranker's answers to all queries of a task.
struct Answers {
    name: &'static str,
    rankings: Vec<Ranked>,
}

impl RankingTask {
    /// Ranks the whole corpus for each judged query by `matcher`, by the search engine and by the baselines.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the search index cannot be built.
    pub fn compare(&self, matcher: &TitleMatcher, now: OffsetDateTime) -> Result<Comparison, MatchError> {
        let titles: Vec<&str> = self.corpus.iter().map(|(_, title)| title.as_str()).collect();
        let index = TitleIndex::new(matcher, titles.iter().copied());
        let mut rankers = vec![Ranker::new("titles", move |query| {
            index.scores(query).into_iter().map(f64::from).enumerate().collect()
        })];
        rankers.push(search_engine(&titles, now)?);
        rankers.extend(Ranker::baselines(&titles));
        let answers = rankers.iter().map(|ranker| self.answers(ranker)).collect();
        Ok(compared(RANKING_MEASURES, answers))
    }

    fn answers(&self, ranker: &Ranker<'_>) -> Answers {
        let judged = self.queries.iter().filter_map(|(id, text)| {
            let ranked = ranker.rank(text);
            let ids: Vec<&str> = ranked.into_iter().map(|at| self.corpus[at].0.as_str()).collect();
            Ranked::judge(&ids, self.judgements.get(id)?)
        });
        Answers { name: ranker.name, rankings: judged.collect() }
    }
}

/// The engine behind the search page, which knows titles as listings.
fn search_engine(titles: &[&str], now: OffsetDateTime) -> Result<Ranker<'static>, MatchError> {
    let index = MatchIndex::in_memory()?;
    let id = |at: usize| ListingId::of_record("evaluation", &at.to_string());
    let documents: Vec<IndexDocument> =
        titles.iter().enumerate().map(|(at, title)| IndexDocument::titled(id(at), title)).collect();
    index.apply(&documents, &[], 1)?;
    index.commit(1)?;
    let places: HashMap<ListingId, usize> = (0..titles.len()).map(|at| (id(at), at)).collect();
    Ok(Ranker::new("search", move |query| {
        let found = index.rank_all(query, now).unwrap_or_else(|error| {
            tracing::error!(%error, "a query could not be searched for");
            Vec::new()
        });
        let places = found.iter().filter_map(|id| places.get(id).copied());
        places.enumerate().map(|(rank, at)| (at, 1.0 / (rank + 1) as f64)).collect()
    }))
}

impl OccupationTask {
    /// Names the occupations by the vote of names and known titles, and by the baselines over the same voters.
    ///
    /// The pairs are asked in `folds` parts; while a part is asked, known titles that stand in it are held out. With
    /// one fold no asked title is known; more are for asking known titles in cross-validation.
    #[must_use]
    pub fn compare(&self, matcher: &TitleMatcher, folds: usize) -> Comparison {
        let mut answers: Vec<Answers> = Vec::new();
        for fold in 0..folds.max(1) {
            let asked: Vec<&LabelledTitle> = self.pairs.iter().skip(fold).step_by(folds.max(1)).collect();
            for (at, of_fold) in self.fold_answers(matcher, &asked).into_iter().enumerate() {
                match answers.get_mut(at) {
                    Some(so_far) => so_far.rankings.extend(of_fold.rankings),
                    None => answers.push(of_fold),
                }
            }
        }
        compared(OCCUPATION_MEASURES, answers)
    }

    fn fold_answers(&self, matcher: &TitleMatcher, asked: &[&LabelledTitle]) -> Vec<Answers> {
        let held_out: HashSet<String> = asked.iter().map(|pair| fold(pair.title.trim())).collect();
        let known = self.known.iter().filter(|known| !held_out.contains(&fold(known.title.trim())));
        let voters: Vec<LabelledTitle> = self.names.iter().chain(known).cloned().collect();
        let titles: Vec<&str> = voters.iter().map(|voter| voter.title.as_str()).collect();
        let index = OccupationIndex::new(matcher, &voters);
        let own = |title: &str| index.occupations(title).into_iter().map(|(code, _)| code).collect();
        let mut answers = vec![answers("titles", asked, own)];
        for ranker in Ranker::baselines(&titles) {
            let codes = |title: &str| ranker.rank(title).into_iter().map(|at| voters[at].code.as_str()).collect();
            answers.push(self::answers(ranker.name, asked, codes));
        }
        answers
    }
}

fn answers<'a>(name: &'static str, asked: &[&LabelledTitle], codes: impl Fn(&str) -> Vec<&'a str>) -> Answers {
    let judged =
        asked.iter().filter_map(|pair| Ranked::judge(&codes(&pair.title), &HashMap::from([(pair.code.clone(), 1.0)])));
    Answers { name, rankings: judged.collect() }
}

/// The first answers are our own.
fn compared(measures: &[Measure], answers: Vec<Answers>) -> Comparison {
    let mut figures = answers.into_iter().map(|it| (it.name, Figures::of(measures, &it.rankings)));
    let own = figures.next().map_or_else(|| Figures::of(measures, &[]), |(_, own)| own);
    Comparison { own, baselines: figures.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelled(title: &str, code: &str) -> LabelledTitle {
        LabelledTitle { title: title.to_owned(), code: code.to_owned(), weight: 1.0 }
    }

    #[test]
    fn a_ranking_task_compares_us_with_every_baseline() -> Result<(), MatchError> {
        let rows = |rows: &[(&str, &str)]| rows.iter().map(|(id, text)| (id.to_string(), text.to_string())).collect();
        let task = RankingTask {
            queries: rows(&[("1", "焊工"), ("unjudged", "会计")]),
            corpus: rows(&[("a", "会计"), ("b", "高级焊工")]),
            judgements: HashMap::from([("1".to_owned(), HashMap::from([("b".to_owned(), 1.0)]))]),
        };
        let comparison = task.compare(&TitleMatcher::plain(), OffsetDateTime::UNIX_EPOCH)?;
        assert_eq!(comparison.own.queries, 1);
        assert_eq!(comparison.own.mean("map"), Some(1.0));
        let maps: Vec<_> = comparison.baselines.iter().map(|(name, it)| (*name, it.mean("map"))).collect();
        let found = Some(1.0);
        let expected = [
            ("search", found),
            ("bm25 words", found),
            ("bm25 pairs", found),
            ("jaccard words", found),
            ("jaccard pairs", found),
            ("exact", Some(0.0)),
        ];
        assert_eq!(maps, expected);
        Ok(())
    }

    #[test]
    fn a_known_title_does_not_vote_on_itself() {
        let task = OccupationTask {
            pairs: vec![labelled("水台", "cooking"), labelled("切配", "cooking")],
            names: vec![labelled("平台水手", "sailing"), labelled("切割工", "cutting")],
            known: vec![labelled("水台", "cooking"), labelled("水台师傅", "cooking"), labelled("切配", "cooking")],
        };
        let accuracy = |folds| task.compare(&TitleMatcher::plain(), folds).own.mean("accuracy@1");
        assert_eq!(accuracy(1), Some(0.5));
        assert_eq!(accuracy(2), Some(0.5));
        let without = OccupationTask { known: Vec::new(), ..task.clone() };
        assert_eq!(without.compare(&TitleMatcher::plain(), 1).own.mean("accuracy@1"), Some(0.0));
    }
}
