//! What counts for and against a fit, in words.

use rongqiao_matching::fit::{Condition, Fit, Ground, Missing, Part, Source};
use rongqiao_matching::skills::{Level, Relation, SkillKind, SkillNumber, Vocabulary};

use super::card::Why;
use super::wording::Wording;
use crate::language::{Language, grouped};

/// The parts of a fit, each in a sentence with its points; `shared` are the words that both sides use, where known.
pub(crate) fn whys(wording: &Wording<'_>, fit: &Fit, shared: &[String]) -> Vec<Why> {
    fit.parts.iter().map(|part| why(wording, part, shared)).collect()
}

fn why(wording: &Wording<'_>, part: &Part, shared: &[String]) -> Why {
    let t = wording.t;
    let words = match part.ground {
        Ground::Words if !shared.is_empty() => {
            t.with("ground-words-named", "words", shared.join(&t.say("list-separator")))
        }
        ground => ground_words(wording, &ground),
    };
    Why { words, points: format!("{:+.1}", part.points.as_f64()) }
}

/// What a part of a fit rests on.
pub(crate) fn ground_words(wording: &Wording<'_>, ground: &Ground) -> String {
    let t = wording.t;
    let major = |major| Vocabulary::current().major_name(major).unwrap_or_default();
    match *ground {
        Ground::Skill { asked, asked_level, held, held_level, source, relation } => {
            let key = match (source, relation) {
                (Source::Major, _) => "ground-skill-major",
                (Source::Named | Source::Read, Relation::Same) => "ground-skill-same",
                (Source::Named | Source::Read, Relation::Narrower | Relation::Related | Relation::Broader) => {
                    "ground-skill-kin"
                }
            };
            let names = [("asked", t.skill_name(asked).to_owned()), ("held", t.skill_name(held).to_owned())];
            let levels = if has_level(asked) { levels(t, asked_level, held_level, relation) } else { String::new() };
            t.fill(key, &names) + &levels
        }
        Ground::Words => t.say("ground-words"),
        Ground::Major(it) => t.with("ground-major", "major", major(it)),
        Ground::NearMajor(it) => t.with("ground-near-major", "major", major(it)),
        Ground::OtherMajor => t.say("ground-other-major"),
        Ground::Experience(asked, had) => {
            t.fill("ground-experience", &[("asked", asked.to_string()), ("had", had.to_string())])
        }
        Ground::Place => t.say("ground-place"),
        Ground::Elsewhere => t.say("ground-elsewhere"),
        Ground::Pay(yuan) => t.with("ground-pay", "yuan", grouped(yuan.into())),
        Ground::PayBelow(yuan) => t.with("ground-pay-below", "yuan", grouped(yuan.into())),
        Ground::Time => t.say("ground-time"),
    }
}

/// Whether a skill can be known more or less well; a certificate is there or not.
fn has_level(skill: SkillNumber) -> bool {
    Vocabulary::current().skill(skill).is_none_or(|skill| skill.kind != SkillKind::Certificate)
}

/// How well a skill is asked for and had, where that is said.
fn levels(t: Language, asked: Option<Level>, held: Option<Level>, relation: Relation) -> String {
    let word = |level: Level| t.say(&format!("level-{}", level.slug()));
    match (asked, held) {
        (Some(asked), Some(held)) if relation == Relation::Same => {
            t.fill("ground-levels", &[("asked", word(asked)), ("held", word(held))])
        }
        (Some(asked), None) => t.with("ground-level-asked", "asked", word(asked)),
        _ => String::new(),
    }
}

/// A condition that is not met.
pub(crate) fn condition_words(wording: &Wording<'_>, condition: &Condition) -> String {
    let t = wording.t;
    match *condition {
        Condition::Education(level) => {
            t.with("condition-education", "level", t.say(&format!("education-{}", level.slug())))
        }
        Condition::Employment(form) => {
            t.with("condition-employment", "form", t.say(&format!("employment-type-{}", form.slug())))
        }
        Condition::Certificate(skill) => t.with("condition-certificate", "name", t.skill_name(skill)),
        Condition::Place => t.say("condition-place"),
        Condition::DaysPerWeek(days) => t.count("condition-days", days),
        Condition::Months(months) => t.count("condition-months", months),
    }
}

/// What is asked for but was not said, if anything.
pub(crate) fn unsaid_words(t: Language, fit: &Fit) -> Option<String> {
    let level = fit.unsaid_education?;
    Some(t.with("fit-unsaid-education", "level", t.say(&format!("education-{}", level.slug()))))
}

/// A missing skill with its level and what it would gain, such as `PLC编程（掌握） +12.0`.
pub(crate) fn missing_words(t: Language, missing: &Missing) -> String {
    let level = t.say(&format!("level-{}", missing.level.slug()));
    let values = [("skill", t.skill_name(missing.skill).to_owned()), ("level", level)];
    let key = match (has_level(missing.skill), missing.required) {
        (true, true) => "missing-required",
        (true, false) => "missing-preferred",
        (false, true) => "missing-required-certificate",
        (false, false) => "missing-preferred-certificate",
    };
    t.fill(key, &values)
}
