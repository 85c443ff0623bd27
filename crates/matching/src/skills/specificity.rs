//! How much a skill says of whoever has it, by the vocabulary alone.

use std::collections::BTreeSet;

use super::vocabulary::{Skill, SkillKind, SkillNumber};

/// The area of the skills that no field has for itself.
const COMMON: &str = "common";

/// What is left of a skill that everybody is asked for, such as a language, teamwork or a spreadsheet.
const GENERAL: f32 = 0.4;

/// What is left of one that goes with skills of very many areas.
const WIDESPREAD: f32 = 0.6;

/// Areas of which it has to go with skills for that.
const MANY_AREAS: usize = 7;

/// For each skill, the share of its weight that it keeps: the less it tells one person from another, the less.
pub(super) fn specificities(skills: &[Skill]) -> Vec<f32> {
    let mut areas: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); skills.len()];
    for skill in skills {
        for &named in skill.broader.iter().chain(&skill.related) {
            areas[named as usize].insert(&skill.area);
        }
    }
    let wholes: BTreeSet<SkillNumber> =
        skills.iter().filter(|skill| is_of_no_occupation(skill)).flat_map(|skill| skill.broader.clone()).collect();
    let of = |(number, skill): (SkillNumber, &Skill)| {
        let holds_general = skill.kind == SkillKind::Tool && wholes.contains(&number);
        let is_language = skill.area == COMMON && skill.kind == SkillKind::Language;
        if is_of_no_occupation(skill) || holds_general || is_language {
            return GENERAL;
        }
        if areas[number as usize].len() >= MANY_AREAS { WIDESPREAD } else { 1.0 }
    };
    (0..).zip(skills).map(of).collect()
}

/// Whether the vocabulary gives the skill to no occupation because all have use for it.
fn is_of_no_occupation(skill: &Skill) -> bool {
    skill.area == COMMON && skill.occupations.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::Vocabulary;
    use super::*;

    #[test]
    fn what_everybody_is_asked_for_keeps_less_than_what_a_field_has_for_itself() {
        let vocabulary = Vocabulary::shipped();
        let kept = |id: &str| vocabulary.kinship().specificity(vocabulary.by_id(id).expect("it is shipped"));
        for general in ["excel", "office-software", "teamwork", "english-language", "cet-6"] {
            assert!((kept(general) - GENERAL).abs() < f32::EPSILON, "{general}");
        }
        assert!(kept("python") < kept("pytorch"));
        assert!((kept("forklift-operation") - 1.0).abs() < f32::EPSILON);
    }
}
