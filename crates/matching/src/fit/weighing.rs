//! The fit itself: what counts, how much, and what would be gained.

use rongqiao_model::choice::{Education, EmploymentType};

use super::beside::{Beside, UNSAID, skill_points};
use super::description::{Description, SkillClaim, Source};
use super::market::Market;
use super::points::Points;
use super::standing::{Standing, Support};
use crate::skills::{Level, MajorNumber, Relation, Role, SkillKind, SkillNumber};

/// What a skill weighs that was read from a text rather than named.
const READ_WEIGHT: f32 = 0.5;

/// What a welcome skill weighs beside a required one.
const PREFERRED_WEIGHT: f32 = 0.5;

/// How well two sides fit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fit {
    /// The sum of the parts.
    pub score: Points,
    /// What counts for and against it, the largest first.
    pub parts: Vec<Part>,
    /// Skills asked for that are not there in full, the largest gain first.
    pub missing: Vec<Missing>,
    /// Conditions that are not met; while there is one, the score is only a figure.
    pub unmet: Vec<Condition>,
}

impl Fit {
    /// Whether every condition is met.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        self.unmet.is_empty()
    }
}

/// One thing that counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// How much, with its sign.
    pub points: Points,
    /// What it is.
    pub ground: Ground,
}

/// What a part of a fit rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ground {
    /// A skill that is asked for.
    Skill {
        /// The skill asked for.
        asked: SkillNumber,
        /// How well it has to be known.
        asked_level: Option<Level>,
        /// What the other side has for it.
        held: SkillNumber,
        /// How well.
        held_level: Option<Level>,
        /// How this is known.
        source: Source,
        /// How the two skills stand to each other.
        relation: Relation,
    },
    /// Words of the title are those of the wish or of the other title.
    Words,
    /// The major is asked for.
    Major(MajorNumber),
    /// The major teaches much of what one asked for teaches.
    NearMajor(MajorNumber),
    /// Other majors are asked for.
    OtherMajor,
    /// The education is enough.
    Education(Education),
    /// Years of experience: asked for and had.
    Experience(u8, u8),
    /// It is where it should be.
    Place,
    /// It is elsewhere.
    Elsewhere,
    /// The pay reaches the wish; yuan a month at most.
    Pay(u32),
    /// The pay stays below the wish.
    PayBelow(u32),
    /// Days and months can be met.
    Time,
}

/// A skill asked for that is not there in full.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Missing {
    /// The skill.
    pub skill: SkillNumber,
    /// How well it has to be known; [`Level::Working`] where nothing is said.
    pub level: Level,
    /// Whether it is required rather than welcome.
    pub required: bool,
    /// What the score would gain.
    pub gain: Points,
}

/// A condition that is met or not; no points make up for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// At least this education.
    Education(Education),
    /// This form of employment.
    Employment(EmploymentType),
    /// This certificate.
    Certificate(SkillNumber),
    /// Another place than those wished for.
    Place,
    /// So many days a week.
    DaysPerWeek(u8),
    /// So many months.
    Months(u8),
}

/// Weighs what `offer` has against what `need` asks for.
///
/// The parts sum to the score; both sides see the same. A skill counts by how much it tells in the market, by whether
/// it is required, and by the level; related skills count in part.
#[must_use]
pub fn fit(need: &Description, offer: &Description, market: &Market) -> Fit {
    Weighing::new(offer, market).fit(need)
}

/// An offer made ready to be weighed against many needs.
#[derive(Debug)]
pub(crate) struct Weighing<'a> {
    offer: &'a Description,
    market: &'a Market,
    pub(crate) standing: Standing,
}

impl<'a> Weighing<'a> {
    pub(crate) fn new(offer: &'a Description, market: &'a Market) -> Self {
        Self { offer, market, standing: Standing::of(offer, market.vocabulary) }
    }

    pub(crate) fn fit(&self, need: &Description) -> Fit {
        let beside = Beside::new(need, self.offer, self.market);
        let mut fit = Fit { unmet: beside.unmet(), ..Fit::default() };
        fit.unmet.extend(self.missing_certificates(need));
        self.weigh_skills(need, skill_points(need.is_person || self.offer.is_person), &mut fit);
        fit.parts.extend(beside.parts());
        fit.parts.sort_by_key(|part| std::cmp::Reverse(part.points));
        fit.missing.sort_by_key(|missing| std::cmp::Reverse(missing.gain));
        fit.score = fit.parts.iter().map(|part| part.points).sum();
        fit
    }

    fn weigh_skills(&self, need: &Description, points: f32, fit: &mut Fit) {
        let all = asked_weight(need, self.market);
        for asked in &need.skills {
            let whole = points * weight(asked, self.market) / all;
            let support = self.standing.best(asked.skill, asked.level);
            let got = Points::of(whole * support.map_or(0.0, |support| support.share(asked.level)));
            if let Some(support) = support
                && got.is_positive()
            {
                fit.parts.push(Part { points: got, ground: skill_ground(asked, &support) });
            }
            let gain = Points::of(whole) - got;
            if gain.is_positive() {
                let (skill, required) = (asked.skill, asked.role == Role::Required);
                fit.missing.push(Missing { skill, level: asked.level.unwrap_or(Level::Working), required, gain });
            }
        }
    }

    /// Certificates that a publisher named as required and that the other side does not have.
    fn missing_certificates(&self, need: &Description) -> impl Iterator<Item = Condition> {
        let named = need.skills.iter().filter(|asked| asked.source == Source::Named && asked.role == Role::Required);
        let skill_of = |asked: &SkillClaim| self.market.vocabulary.skill(asked.skill);
        let certificates =
            named.filter(move |asked| skill_of(asked).is_some_and(|skill| skill.kind == SkillKind::Certificate));
        let missing = certificates.filter(|asked| !self.standing.holds(asked.skill));
        missing.map(|asked| Condition::Certificate(asked.skill))
    }
}

/// What a skill that is asked for weighs.
pub(crate) fn weight(asked: &SkillClaim, market: &Market) -> f32 {
    let source = match asked.source {
        Source::Named => 1.0,
        Source::Read | Source::Major => READ_WEIGHT,
    };
    let role = match asked.role {
        Role::Required => 1.0,
        Role::Preferred => PREFERRED_WEIGHT,
        Role::Mentioned | Role::Excluded => 0.0,
    };
    source * role * market.skill(asked.skill)
}

/// What all skills that are asked for weigh, with what is left unsaid.
pub(crate) fn asked_weight(need: &Description, market: &Market) -> f32 {
    UNSAID + need.skills.iter().map(|asked| weight(asked, market)).sum::<f32>()
}

fn skill_ground(asked: &SkillClaim, support: &Support) -> Ground {
    Ground::Skill {
        asked: asked.skill,
        asked_level: asked.level,
        held: support.claim.skill,
        held_level: support.claim.level,
        source: support.claim.source,
        relation: support.kin.relation,
    }
}
