//! Who claims which skills, and how.

use rustc_hash::FxHashMap;

use super::profiles::Slot;
use crate::fit::{SkillClaim, SkillCode};
use crate::skills::SkillNumber;

/// For each skill the profiles that claim it; those that do so in the same way stand together.
#[derive(Debug, Default)]
pub(super) struct Holders(FxHashMap<SkillNumber, Vec<(SkillCode, Vec<Slot>)>>);

impl Holders {
    /// Adds the profile to those that make this claim.
    pub(super) fn add(&mut self, claim: &SkillClaim, slot: Slot) {
        let (code, alike) = (SkillCode::of(claim), self.0.entry(claim.skill).or_default());
        match alike.iter_mut().find(|(it, _)| *it == code) {
            Some((_, slots)) => slots.push(slot),
            None => alike.push((code, vec![slot])),
        }
    }

    /// Takes the profile out of those that make this claim.
    pub(super) fn remove(&mut self, claim: &SkillClaim, slot: Slot) {
        let alike = self.0.get_mut(&claim.skill).into_iter().flatten();
        for (_, slots) in alike.filter(|(code, _)| *code == SkillCode::of(claim)) {
            if let Some(at) = slots.iter().position(|&it| it == slot) {
                slots.swap_remove(at);
            }
        }
    }

    /// The profiles that claim `skill`, with what each of the ways to do so is worth; those worth nothing are left out.
    pub(super) fn of(
        &self,
        skill: SkillNumber,
        worth: impl Fn(SkillCode) -> f32,
    ) -> impl Iterator<Item = (f32, &[Slot])> {
        let alike = self.0.get(&skill).into_iter().flatten();
        alike.map(move |(code, slots)| (worth(*code), slots.as_slice())).filter(|(worth, _)| *worth > 0.0)
    }

    /// Whether nobody ever claimed a skill.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
