//! What the offering side's skills are worth to whoever asks for one.

use rustc_hash::FxHashMap;

use super::description::{Description, SkillClaim, Source};
use super::mark::SkillCode;
use super::market::Market;
use super::weighing::weight;
use crate::skills::{Kin, Level, Relation, SkillNumber, Vocabulary};

/// Share of a skill's worth when all that is known is that the major usually teaches it.
const TAUGHT_BY_MAJOR: f32 = 0.3;

/// Share that is left when somebody stands one, two or three levels below what is asked.
const BELOW: [f32; 3] = [0.7, 0.4, 0.2];

/// Something held that counts for a skill asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Support {
    pub(crate) claim: SkillClaim,
    /// How what is asked for stands to it.
    pub(crate) kin: Kin,
}

impl Support {
    /// Share of the asked skill's worth that it brings at `asked` level, 0 to 1.
    pub(crate) fn share(&self, asked: Option<Level>) -> f32 {
        let known_by = match (self.claim.source, self.kin.relation) {
            (Source::Named | Source::Read, _) => 1.0,
            (Source::Major, Relation::Same) => TAUGHT_BY_MAJOR,
            // What a major may have taught says nothing about what goes together with it.
            (Source::Major, Relation::Narrower | Relation::Related | Relation::Broader) => 0.0,
        };
        known_by * self.kin.share * level_share(asked, self.claim.level)
    }
}

/// Share that a level leaves: an unknown one counts as [`Level::Working`], and who asks for none is content with
/// [`Level::Familiar`].
fn level_share(asked: Option<Level>, held: Option<Level>) -> f32 {
    let asked = asked.unwrap_or(Level::Familiar).ordinal();
    let held = held.unwrap_or(Level::Working).ordinal();
    match asked.saturating_sub(held) {
        0 => 1.0,
        below => BELOW[usize::from(below - 1).min(BELOW.len() - 1)],
    }
}

/// For each skill that could be asked for, what the offering side has that counts for it.
#[derive(Debug, Default)]
pub(crate) struct Standing {
    supports: FxHashMap<SkillNumber, Vec<Support>>,
}

impl Standing {
    pub(crate) fn of(offer: &Description, vocabulary: &Vocabulary) -> Self {
        let mut supports: FxHashMap<SkillNumber, Vec<Support>> = FxHashMap::default();
        for &claim in &offer.skills {
            for kin in vocabulary.kinship().says(claim.skill) {
                let support = Support { claim, kin: *kin };
                if support.share(None) > 0.0 {
                    supports.entry(kin.skill).or_default().push(support);
                }
            }
        }
        Self { supports }
    }

    /// The same for the skills alone of which something is `heard`, which is found out sooner.
    pub(crate) fn toward(heard: &Heard, offer: &Description) -> Self {
        let mut supports: FxHashMap<SkillNumber, Vec<Support>> = FxHashMap::default();
        for &claim in &offer.skills {
            for &kin in heard.0.get(&claim.skill).map_or(&[][..], Vec::as_slice) {
                let support = Support { claim, kin };
                if support.share(None) > 0.0 {
                    supports.entry(kin.skill).or_default().push(support);
                }
            }
        }
        Self { supports }
    }

    /// What there is for `skill`.
    pub(crate) fn supports(&self, skill: SkillNumber) -> &[Support] {
        self.supports.get(&skill).map_or(&[], Vec::as_slice)
    }

    /// The best support for `skill` at `asked` level with the share that it brings, of which `left` says how much is left;
    /// the same skill wins over another of equal worth.
    pub(crate) fn best(
        &self,
        skill: SkillNumber,
        asked: Option<Level>,
        left: impl Fn(&Support) -> f32,
    ) -> Option<(Support, f32)> {
        let shares = self.supports(skill).iter().map(|support| (*support, support.share(asked) * left(support)));
        shares.max_by(|(one, share), (other, others)| {
            share.total_cmp(others).then(other.kin.relation.cmp(&one.kin.relation))
        })
    }

    /// For each way to ask for `skill`, the share that is there of what it then weighs; nothing where the best that is
    /// there comes from a source that does not `count`.
    pub(crate) fn worths(
        &self,
        skill: SkillNumber,
        market: &Market,
        counts: impl Fn(Source) -> bool,
    ) -> [f32; SkillCode::COUNT] {
        let share = |level| {
            let best = self.best(skill, level, |_| 1.0).filter(|(support, _)| counts(support.claim.source));
            best.map_or(0.0, |(_, share)| share)
        };
        let unsaid = share(None);
        let by_level: Vec<f32> = Level::ALL.iter().map(|&level| share(Some(level))).collect();
        SkillCode::worths(|code| {
            let asked = code.claim(skill);
            let share = asked.level.map_or(unsaid, |level| by_level[usize::from(level.ordinal())]);
            weight(&asked, market) * share
        })
    }

    /// Whether the skill itself, or a part of it, is there.
    pub(crate) fn holds(&self, skill: SkillNumber) -> bool {
        let is_part = |relation| matches!(relation, Relation::Same | Relation::Narrower);
        self.supports.get(&skill).is_some_and(|supports| supports.iter().any(|support| is_part(support.kin.relation)))
    }

    /// The skills that have any support.
    pub(crate) fn skills(&self) -> impl Iterator<Item = SkillNumber> {
        self.supports.keys().copied()
    }
}

/// By skill that somebody may have, what it says about the skills that one need asks for.
#[derive(Debug)]
pub(crate) struct Heard(FxHashMap<SkillNumber, Vec<Kin>>);

impl Heard {
    pub(crate) fn of(need: &Description, vocabulary: &Vocabulary) -> Self {
        let mut heard: FxHashMap<SkillNumber, Vec<Kin>> = FxHashMap::default();
        for asked in &need.skills {
            for held in vocabulary.kinship().heard_of(asked.skill) {
                heard.entry(held.skill).or_default().push(Kin { skill: asked.skill, ..held });
            }
        }
        Self(heard)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_asked_brings_no_more_and_less_brings_less() {
        let share = |asked, held| level_share(asked, held);
        assert!((share(Some(Level::Familiar), Some(Level::Expert)) - 1.0).abs() < f32::EPSILON);
        assert!(share(Some(Level::Expert), Some(Level::Working)) > share(Some(Level::Expert), Some(Level::Aware)));
        assert!(share(None, Some(Level::Aware)) < 1.0);
        assert!((share(None, None) - 1.0).abs() < f32::EPSILON);
    }
}
