//! How much one skill says about another, and what majors teach.

use super::majors::{MajorNumber, Majors, Nearness};
use super::specificity::specificities;
use super::vocabulary::{Skill, SkillKind, SkillNumber};

/// Share of a skill's worth that knowing a narrower one brings: who uses a library knows its field.
const NARROWER: f32 = 0.8;

/// Share that knowing a broader one brings: who knows a field soon learns its library.
const BROADER: f32 = 0.35;

/// Share that a related one brings.
const RELATED: f32 = 0.4;

/// Skills about which one can say much; with more than these, less about each.
const SAYS_MUCH_ABOUT: f32 = 16.0;

rongqiao_model::choices! {
    /// How the skill that somebody has stands to the one that is asked for.
    pub enum Relation {
        /// It is the same.
        Same = "same",
        /// It is a part of the one asked for.
        Narrower = "narrower",
        /// It goes together with the one asked for.
        Related = "related",
        /// It contains the one asked for.
        Broader = "broader",
    }
}

impl Relation {
    /// Share of the asked skill's worth that one of this relation brings, 0 to 1.
    #[must_use]
    pub const fn share(self) -> f32 {
        match self {
            Self::Same => 1.0,
            Self::Narrower => NARROWER,
            Self::Related => RELATED,
            Self::Broader => BROADER,
        }
    }
}

/// A skill and how another one stands to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Kin {
    pub(crate) skill: SkillNumber,
    pub(crate) relation: Relation,
    /// Share of its worth that the other one brings, 0 to 1.
    pub(crate) share: f32,
}

/// The relations of a vocabulary, by number.
#[derive(Debug, Default)]
pub(crate) struct Kinship {
    /// For each skill, what having it says about others; itself first.
    says: Vec<Vec<Kin>>,
    /// For each skill, the share of its weight that it keeps.
    specificity: Vec<f32>,
    majors: Majors,
}

impl Kinship {
    /// Gathers the relations of `skills`; `related` holds in both directions.
    pub(crate) fn of(skills: &[Skill]) -> Self {
        let itself = |skill| vec![Kin { skill, relation: Relation::Same, share: Relation::Same.share() }];
        let mut says: Vec<Vec<Kin>> = (0..skills.len() as SkillNumber).map(itself).collect();
        let mut add = |held: SkillNumber, asked: SkillNumber, relation: Relation, steps: i32| {
            let kin = Kin { skill: asked, relation, share: relation.share().powi(steps) };
            let known = &mut says[held as usize];
            match known.iter_mut().find(|known| known.skill == asked) {
                Some(known) if known.share < kin.share => *known = kin,
                Some(_) => {}
                None => known.push(kin),
            }
        };
        for (number, skill) in (0..).zip(skills) {
            for (broader, steps) in wholes_of(skill, skills) {
                add(number, broader, Relation::Narrower, steps);
                add(broader, number, Relation::Broader, steps);
            }
            for &related in &skill.related {
                add(number, related, Relation::Related, 1);
                add(related, number, Relation::Related, 1);
            }
        }
        says.iter_mut().for_each(|said| spread_thin(said));
        Self { says, specificity: specificities(skills), majors: Majors::of(skills) }
    }

    /// The share of its weight that a skill keeps: the less it tells one person from another, the less; 1 at most.
    pub(crate) fn specificity(&self, skill: SkillNumber) -> f32 {
        self.specificity.get(skill as usize).copied().unwrap_or(1.0)
    }

    /// What having `skill` says about others, itself first.
    pub(crate) fn says(&self, skill: SkillNumber) -> &[Kin] {
        self.says.get(skill as usize).map_or(&[], Vec::as_slice)
    }

    /// The skills that say something about `skill`, itself first, each with how it stands to it.
    pub(crate) fn heard_of(&self, skill: SkillNumber) -> impl Iterator<Item = Kin> {
        // Whatever a skill says something about says something about it, though maybe something else.
        self.says(skill).iter().filter_map(move |held| {
            let back = self.says(held.skill).iter().find(|kin| kin.skill == skill)?;
            Some(Kin { skill: held.skill, ..*back })
        })
    }

    /// The number of the major of this name, however it is written.
    pub(crate) fn major(&self, name: &str) -> Option<MajorNumber> {
        self.majors.find(name)
    }

    /// The name of a major.
    pub(crate) fn major_name(&self, major: MajorNumber) -> Option<&str> {
        self.majors.name(major)
    }

    /// All majors by name.
    pub(crate) fn major_names(&self) -> impl Iterator<Item = &str> {
        self.majors.names()
    }

    /// The skills that a major usually teaches.
    pub(crate) fn taught_by(&self, major: MajorNumber) -> &[SkillNumber] {
        self.majors.taught_by(major)
    }

    /// How two majors stand to each other, the same in both directions.
    pub(crate) fn nearness(&self, one: MajorNumber, other: MajorNumber) -> Nearness {
        self.majors.nearness(one, other)
    }
}

/// The skills that contain `skill`, each with how many steps it is away; further than one only among languages: who
/// speaks the English of a trade speaks English.
fn wholes_of(skill: &Skill, skills: &[Skill]) -> Vec<(SkillNumber, i32)> {
    let mut wholes: Vec<(SkillNumber, i32)> = skill.broader.iter().map(|&broader| (broader, 1)).collect();
    let mut at = 0;
    while let Some(&(whole, steps)) = wholes.get(at) {
        let of = &skills[whole as usize];
        if skill.kind == SkillKind::Language && of.kind == SkillKind::Language {
            let further = of.broader.iter().filter(|&&it| wholes.iter().all(|known| known.0 != it));
            let further: Vec<_> = further.map(|&it| (it, steps + 1)).collect();
            wholes.extend(further);
        }
        at += 1;
    }
    wholes
}

/// Lets a skill that goes with very many others, as a common programming language does, say little about each of them.
fn spread_thin(said: &mut [Kin]) {
    for relation in [Relation::Related, Relation::Broader] {
        let many = said.iter().filter(|kin| kin.relation == relation).count() as f32;
        let thinned = said.iter_mut().filter(|kin| kin.relation == relation);
        thinned.for_each(|kin| kin.share *= (SAYS_MUCH_ABOUT / many).min(1.0));
    }
}

#[cfg(test)]
mod tests {
    use super::super::Vocabulary;
    use super::*;

    fn number(id: &str) -> SkillNumber {
        Vocabulary::shipped().by_id(id).expect("it is shipped")
    }

    #[test]
    fn a_narrower_skill_says_more_about_the_broader_one_than_the_other_way_round() {
        let kinship = Vocabulary::shipped().kinship();
        let relation = |held: &str, asked: &str| {
            kinship.says(number(held)).iter().find(|kin| kin.skill == number(asked)).map(|kin| kin.relation)
        };
        assert_eq!(relation("abaqus", "abaqus"), Some(Relation::Same));
        assert_eq!(relation("abaqus", "finite-element-analysis"), Some(Relation::Narrower));
        assert_eq!(relation("finite-element-analysis", "abaqus"), Some(Relation::Broader));
        assert_eq!(relation("fatigue-analysis", "abaqus"), Some(Relation::Related));
        assert_eq!(relation("maritime-english", "english-language"), Some(Relation::Narrower));
    }

    #[test]
    fn majors_know_their_skills() {
        let kinship = Vocabulary::shipped().kinship();
        let software = kinship.major("软件工程专业").expect("it is named");
        assert_eq!(kinship.major_name(software), Some("软件工程"));
        assert!(kinship.taught_by(software).contains(&number("java")));
    }
}
