//! The fit itself: what counts, how much, and what would be gained.

use rongqiao_model::choice::{Education, EmploymentType};

use rustc_hash::FxHashMap;

use super::beside::{Beside, UNSAID, skill_points};
use super::description::{Description, SkillClaim, Source};
use super::market::Market;
use super::points::Points;
use super::standing::{Heard, Standing, Support};
use crate::skills::{Level, MajorNumber, Relation, Role, SkillKind, SkillNumber};

/// What a skill weighs that was read from a text rather than named.
const READ_WEIGHT: f32 = 0.5;

/// What a welcome skill weighs beside a required one.
const PREFERRED_WEIGHT: f32 = 0.5;

/// What is left of a claim that counts for a second skill that is asked for, or a third.
const FURTHER_USE: f32 = 0.5;

/// All that a person's major usually teaches brings so many points at most.
const TAUGHT_AT_MOST: f32 = 6.0;

/// How well two sides fit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fit {
    /// The sum of the parts.
    pub score: Points,
    /// What counts for and against it: first what both have in common, then circumstances; in each the largest first.
    pub parts: Vec<Part>,
    /// Skills asked for that are not there in full, the largest gain first.
    pub missing: Vec<Missing>,
    /// Conditions that are not met; while there is one, the score is only a figure.
    pub unmet: Vec<Condition>,
    /// The education that is asked for of a person who has not said theirs.
    pub unsaid_education: Option<Education>,
}

impl Fit {
    /// Whether every condition is met.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        self.unmet.is_empty()
    }

    /// What skills, words and the major bring: all that says that the two have something in common.
    #[must_use]
    pub fn in_common(&self) -> Points {
        let in_common = self.parts.iter().filter(|part| part.ground.rank() < Rank::Circumstance);
        in_common.map(|part| part.points).sum()
    }
}

/// How much a ground says, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// What somebody is able to do, studied or wishes for.
    Own,
    /// What their major usually teaches.
    Taught,
    /// Everything else.
    Circumstance,
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

impl Ground {
    const fn rank(&self) -> Rank {
        match self {
            Self::Skill { source: Source::Major, .. } => Rank::Taught,
            Self::Skill { .. } | Self::Words | Self::Major(_) | Self::NearMajor(_) => Rank::Own,
            Self::OtherMajor
            | Self::Experience(..)
            | Self::Place
            | Self::Elsewhere
            | Self::Pay(_)
            | Self::PayBelow(_)
            | Self::Time => Rank::Circumstance,
        }
    }
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

rongqiao_model::choices! {
    /// What a condition is about.
    pub enum ConditionKind {
        /// Education.
        Education = "education",
        /// The form of employment.
        Employment = "employment",
        /// A certificate.
        Certificate = "certificate",
        /// The place.
        Place = "place",
        /// Days a week.
        Days = "days",
        /// Months.
        Months = "months",
    }
}

impl Condition {
    /// What it is about.
    #[must_use]
    pub const fn kind(&self) -> ConditionKind {
        match self {
            Self::Education(_) => ConditionKind::Education,
            Self::Employment(_) => ConditionKind::Employment,
            Self::Certificate(_) => ConditionKind::Certificate,
            Self::Place => ConditionKind::Place,
            Self::DaysPerWeek(_) => ConditionKind::Days,
            Self::Months(_) => ConditionKind::Months,
        }
    }
}

/// Weighs what `offer` has against what `need` asks for.
///
/// The parts sum to the score; both sides see the same. A skill counts by how much it tells in the market, by whether
/// it is required, and by the level; related skills count in part.
#[must_use]
pub fn fit(need: &Description, offer: &Description, market: &Market) -> Fit {
    Need::new(need, market).fit(offer)
}

/// A need made ready to be weighed against many offers.
#[derive(Debug)]
pub struct Need<'a> {
    need: &'a Description,
    market: &'a Market,
    heard: Heard,
}

impl<'a> Need<'a> {
    /// Finds out which skills say something about those that `need` asks for.
    #[must_use]
    pub fn new(need: &'a Description, market: &'a Market) -> Self {
        Self { need, market, heard: Heard::of(need, market.vocabulary) }
    }

    /// Weighs what `offer` has, as [`fit`] does.
    #[must_use]
    pub fn fit(&self, offer: &Description) -> Fit {
        Weighing { offer, market: self.market, standing: Standing::toward(&self.heard, offer) }.fit(self.need)
    }
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
        let mut fit = Fit { unmet: beside.unmet(), unsaid_education: beside.unsaid_education(), ..Fit::default() };
        fit.unmet.extend(self.missing_certificates(need));
        self.weigh_skills(need, skill_points(need.is_person || self.offer.is_person), &mut fit);
        fit.parts.extend(beside.parts());
        fit.parts.sort_by_key(|part| (part.ground.rank(), std::cmp::Reverse(part.points)));
        fit.missing.sort_by_key(|missing| std::cmp::Reverse(missing.gain));
        fit.score = fit.parts.iter().map(|part| part.points).sum();
        fit
    }

    fn weigh_skills(&self, need: &Description, points: f32, fit: &mut Fit) {
        let per_weight = points / asked_weight(&need.skills, self.market);
        let supports = self.supports_for(need);
        let taught = need.skills.iter().zip(&supports).filter_map(|(asked, support)| {
            let (_, share) = support.filter(|(support, _)| support.claim.source == Source::Major)?;
            Some(weight(asked, self.market) * per_weight * share)
        });
        let taught_share = (most_for_taught(self.offer) / taught.sum::<f32>()).min(1.0);
        for (asked, support) in need.skills.iter().zip(&supports) {
            let whole = weight(asked, self.market) * per_weight;
            let left = |support: &Support| if support.claim.source == Source::Major { taught_share } else { 1.0 };
            let got = Points::of(support.map_or(0.0, |(support, share)| whole * share * left(&support)));
            if let Some((support, _)) = support
                && got.is_positive()
            {
                fit.parts.push(Part { points: got, ground: skill_ground(asked, support) });
            }
            let gain = Points::of(whole) - got;
            if gain.is_positive() {
                let (skill, required) = (asked.skill, asked.role == Role::Required);
                fit.missing.push(Missing { skill, level: asked.level.unwrap_or(Level::Working), required, gain });
            }
        }
    }

    /// For each skill that is asked for, the best that there is for it and the share that it brings.
    ///
    /// One claim counts in full once: for itself if that is asked for, or else for the related skill that weighs most;
    /// for every further one it counts by half. Which one that is depends on nothing else that is offered, so that
    /// having more never brings less.
    fn supports_for(&self, need: &Description) -> Vec<Option<(Support, f32)>> {
        let mut first_use: FxHashMap<SkillNumber, (usize, f32)> = FxHashMap::default();
        for (at, asked) in need.skills.iter().enumerate() {
            for support in self.standing.supports(asked.skill) {
                let worth = match support.kin.relation {
                    Relation::Same => f32::INFINITY,
                    Relation::Narrower | Relation::Related | Relation::Broader => {
                        weight(asked, self.market) * support.kin.share
                    }
                };
                let known = first_use.entry(support.claim.skill).or_insert((at, worth));
                if worth > known.1 {
                    *known = (at, worth);
                }
            }
        }
        let best = |(at, asked): (usize, &SkillClaim)| {
            let is_first = |support: &Support| first_use.get(&support.claim.skill).is_none_or(|first| first.0 == at);
            let left = |support: &Support| if is_first(support) { 1.0 } else { FURTHER_USE };
            self.standing.best(asked.skill, asked.level, left)
        };
        need.skills.iter().enumerate().map(best).collect()
    }

    /// Certificates that are demanded and that the other side does not have.
    fn missing_certificates(&self, need: &Description) -> impl Iterator<Item = Condition> {
        let skill_of = |asked: &SkillClaim| self.market.vocabulary.skill(asked.skill);
        let is_certificate =
            move |asked: &&SkillClaim| skill_of(asked).is_some_and(|skill| skill.kind == SkillKind::Certificate);
        let certificates = need.skills.iter().filter(|asked| is_demanded(asked)).filter(is_certificate);
        let missing = certificates.filter(|asked| !self.standing.holds(asked.skill));
        missing.map(|asked| Condition::Certificate(asked.skill))
    }
}

/// Whether nothing makes up for a skill that is asked for: a publisher named it as required. What a text only mentions
/// may be of use, taught later or asked of others.
const fn is_demanded(asked: &SkillClaim) -> bool {
    matches!((asked.source, asked.role), (Source::Named, Role::Required))
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

/// The most that all skills together can bring that only the major of `offer` usually teaches.
pub(crate) const fn most_for_taught(offer: &Description) -> f32 {
    if offer.is_person { TAUGHT_AT_MOST } else { f32::INFINITY }
}

/// What all skills that are asked for weigh, with what is left unsaid.
pub(crate) fn asked_weight(skills: &[SkillClaim], market: &Market) -> f32 {
    UNSAID + skills.iter().map(|asked| weight(asked, market)).sum::<f32>()
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
