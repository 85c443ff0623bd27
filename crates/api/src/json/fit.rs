//! One fit: its parts, what is missing and what is not met.

use rongqiao_matching::fit::{Condition, Fit, Ground, Missing, Part};
use rongqiao_matching::skills::{Level, SkillNumber, Vocabulary};
use serde::Serialize;
use utoipa::ToSchema;

use super::schema::{LevelWord, RelationWord, SourceWord, VerdictWord};
use crate::app::App;
use crate::fits::Verdict;
use crate::language::Language;
use crate::pages::{condition_words, ground_words, speaking, unsaid_words};

/// How well two sides fit. The points of the parts sum to the score.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Fit)]
pub struct FitOut {
    /// 100 at most.
    #[schema(example = 42.5)]
    score: f64,
    /// What the score amounts to.
    #[schema(value_type = VerdictWord)]
    verdict: &'static str,
    /// What counts for and against it: first what both have in common, then circumstances; in each the largest first.
    parts: Vec<PartOut>,
    /// Skills asked for that are not there in full, the largest gain first.
    missing: Vec<MissingOut>,
    /// Conditions that are not met, in the language of `Accept-Language`. No points make up for one.
    unmet: Vec<String>,
    /// What is asked for of a person who did not say theirs, in the language of `Accept-Language`.
    #[schema(required = true)]
    unsaid: Option<String>,
}

/// One thing that counts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FitPart)]
pub struct PartOut {
    /// How much, with its sign.
    #[schema(example = 12.4)]
    points: f64,
    /// What it is, in the language of `Accept-Language`.
    #[schema(example = "技能：Python")]
    words: String,
    /// The skill, where it is one.
    #[schema(required = true)]
    skill: Option<SkillGroundOut>,
}

/// A skill that counts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SkillGround)]
pub struct SkillGroundOut {
    /// Id of the skill asked for.
    #[schema(example = "finite-element-analysis")]
    asked: &'static str,
    /// Id of the skill that is there for it.
    #[schema(example = "abaqus")]
    held: &'static str,
    /// How the second stands to the first.
    #[schema(value_type = RelationWord)]
    relation: &'static str,
    /// How it is known to be there.
    #[schema(value_type = SourceWord)]
    source: &'static str,
    /// How well it has to be known, where that is said.
    #[schema(required = true, value_type = Option<LevelWord>)]
    asked_level: Option<&'static str>,
    /// How well it is known, where that is said.
    #[schema(required = true, value_type = Option<LevelWord>)]
    held_level: Option<&'static str>,
}

/// A skill that is missing.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MissingSkill)]
pub struct MissingOut {
    /// Id of the skill.
    #[schema(example = "plc-programming")]
    skill: &'static str,
    /// Its name in the language of `Accept-Language`.
    #[schema(example = "PLC编程")]
    name: &'static str,
    /// How well it has to be known.
    #[schema(value_type = LevelWord)]
    level: &'static str,
    /// Whether it is required rather than welcome.
    required: bool,
    /// What the score would gain.
    #[schema(example = 12.0)]
    gain: f64,
}

impl FitOut {
    pub(super) fn of(fit: &Fit, app: &App, language: Language) -> Self {
        let wording = speaking(app, language);
        let words = |condition: &Condition| condition_words(&wording, condition);
        Self {
            score: fit.score.as_f64(),
            verdict: Verdict::of(fit).slug(),
            parts: fit.parts.iter().map(|part| PartOut::of(part, ground_words(&wording, &part.ground))).collect(),
            missing: fit.missing.iter().map(|missing| MissingOut::of(missing, language)).collect(),
            unmet: fit.unmet.iter().map(words).collect(),
            unsaid: unsaid_words(language, fit),
        }
    }
}

impl PartOut {
    fn of(part: &Part, words: String) -> Self {
        let skill = match part.ground {
            Ground::Skill { asked, asked_level, held, held_level, source, relation } => Some(SkillGroundOut {
                asked: skill_id(asked),
                held: skill_id(held),
                relation: relation.slug(),
                source: source.slug(),
                asked_level: asked_level.map(Level::slug),
                held_level: held_level.map(Level::slug),
            }),
            Ground::Words
            | Ground::Major(_)
            | Ground::NearMajor(_)
            | Ground::OtherMajor
            | Ground::Experience(..)
            | Ground::Place
            | Ground::Elsewhere
            | Ground::Pay(_)
            | Ground::PayBelow(_)
            | Ground::Time => None,
        };
        Self { points: part.points.as_f64(), words, skill }
    }
}

impl MissingOut {
    fn of(missing: &Missing, language: Language) -> Self {
        Self {
            skill: skill_id(missing.skill),
            name: language.skill_name(missing.skill),
            level: missing.level.slug(),
            required: missing.required,
            gain: missing.gain.as_f64(),
        }
    }
}

/// The id of a skill, which does not change.
pub(super) fn skill_id(skill: SkillNumber) -> &'static str {
    Vocabulary::current().skill(skill).map_or("", |skill| &skill.id)
}
