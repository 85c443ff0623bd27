//! The fit itself: what counts, how much, and what would be gained.

use rongqiao_model::choice::{Education, EmploymentType};

use super::description::{Description, SkillClaim, Source};
use super::market::Market;
use super::points::Points;
use super::standing::{Standing, Support};
use crate::skills::{Level, MajorNumber, Relation, Role, SkillKind, SkillNumber};

/// What a fit of 100 is made of.
#[derive(Clone, Copy, Debug)]
struct Budget {
    skills: f32,
    words: f32,
    major: f32,
    education: f32,
    experience: f32,
    place: f32,
    pay: f32,
    time: f32,
}

/// Between a person and a listing.
const PERSON: Budget =
    Budget { skills: 60.0, words: 12.0, major: 10.0, education: 4.0, experience: 6.0, place: 4.0, pay: 2.0, time: 2.0 };

/// The most that each aspect can bring between a person and a listing, the largest first; together 100.
#[must_use]
pub fn most_points() -> [(&'static str, f32); 8] {
    [
        ("skills", PERSON.skills),
        ("words", PERSON.words),
        ("major", PERSON.major),
        ("experience", PERSON.experience),
        ("education", PERSON.education),
        ("place", PERSON.place),
        ("pay", PERSON.pay),
        ("time", PERSON.time),
    ]
}

/// Between two listings, where most of what concerns a person does not arise.
const LISTINGS: Budget =
    Budget { skills: 76.0, words: 20.0, major: 0.0, education: 0.0, experience: 0.0, place: 4.0, pay: 0.0, time: 0.0 };

/// Stands for what a need leaves unsaid, so that one that names a single skill is never met in full.
const UNSAID: f32 = 0.6;

/// What a skill weighs that was read from a text rather than named.
const READ_WEIGHT: f32 = 0.5;

/// What a welcome skill weighs beside a required one.
const PREFERRED_WEIGHT: f32 = 0.5;

/// What comes off for each year of experience that is missing, and at most.
const MISSING_YEAR: f32 = 2.5;
const MISSING_YEARS_AT_MOST: f32 = 8.0;

/// What comes off for a place where the person would rather not go.
const ELSEWHERE: f32 = 4.0;

/// What comes off for each tenth by which pay stays below the wish, and at most.
const PAY_TENTH_BELOW: f32 = 2.0;
const PAY_BELOW_AT_MOST: f32 = 6.0;

/// What comes off if other majors are asked for.
const OTHER_MAJOR: f32 = 3.0;

/// A major near one that is asked for brings this share.
const NEAR_MAJOR: f32 = 0.6;

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
        let budget = budget(need, self.offer);
        let mut fit = Fit { unmet: self.unmet(need), ..Fit::default() };
        self.weigh_skills(need, budget.skills, &mut fit);
        let others = [
            self.words(need, budget.words),
            self.major(need, budget.major),
            self.education(need, budget.education),
            self.experience(need, budget.experience),
            self.place(need, budget.place),
            self.pay(need, budget.pay),
            self.time(need, budget.time),
        ];
        let parts = others.into_iter().flatten().map(|(points, ground)| Part { points: Points::of(points), ground });
        fit.parts.extend(parts.filter(|part| !part.points.is_zero()));
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

    fn words(&self, need: &Description, points: f32) -> Option<(f32, Ground)> {
        let tell = |words: &[u32]| words.iter().map(|&word| self.market.word(word)).sum::<f32>();
        let shared: Vec<u32> = need.words.iter().filter(|word| self.offer.words.contains(word)).copied().collect();
        let least = tell(&need.words).min(tell(&self.offer.words));
        (!shared.is_empty()).then(|| (points * tell(&shared) / (least + UNSAID), Ground::Words))
    }

    fn major(&self, need: &Description, points: f32) -> Option<(f32, Ground)> {
        let own = &self.offer.majors;
        if need.majors.is_empty() || own.is_empty() || points <= 0.0 {
            return None;
        }
        if let Some(&same) = own.iter().find(|major| need.majors.contains(major)) {
            return Some((points, Ground::Major(same)));
        }
        let kinship = self.market.vocabulary.kinship();
        let near = need.majors.iter().find(|&&asked| own.iter().any(|&major| kinship.are_near(asked, major)));
        Some(match near {
            Some(&near) => (points * NEAR_MAJOR, Ground::NearMajor(near)),
            None => (-OTHER_MAJOR, Ground::OtherMajor),
        })
    }

    fn education(&self, need: &Description, points: f32) -> Option<(f32, Ground)> {
        let (asked, reached) = (need.education?, self.offer.education?);
        (reached >= asked && points > 0.0).then_some((points, Ground::Education(asked)))
    }

    fn experience(&self, need: &Description, points: f32) -> Option<(f32, Ground)> {
        let (asked, had) = (need.experience_years?, self.offer.experience_years?);
        if points <= 0.0 {
            return None;
        }
        let missing = f32::from(asked.saturating_sub(had));
        let lost = (missing * MISSING_YEAR).min(MISSING_YEARS_AT_MOST);
        Some((if missing > 0.0 { -lost } else { points }, Ground::Experience(asked, had)))
    }

    fn place(&self, need: &Description, points: f32) -> Option<(f32, Ground)> {
        let offer = self.offer;
        if need.cities.is_empty() || offer.cities.is_empty() {
            return None;
        }
        if need.cities.iter().any(|city| offer.cities.contains(city)) {
            return Some((points, Ground::Place));
        }
        offer.would_move.then_some((-ELSEWHERE, Ground::Elsewhere))
    }

    fn pay(&self, need: &Description, points: f32) -> Option<(f32, Ground)> {
        let ((_, paid), (wished, _)) = (need.pay_yuan?, self.offer.pay_yuan?);
        if paid >= wished {
            return Some((points, Ground::Pay(paid)));
        }
        let tenths = (wished - paid) as f32 / wished as f32 * 10.0;
        Some((-(tenths * PAY_TENTH_BELOW).min(PAY_BELOW_AT_MOST), Ground::PayBelow(paid)))
    }

    fn time(&self, need: &Description, points: f32) -> Option<(f32, Ground)> {
        let met = |asked: Option<u8>, free: Option<u8>| Some(free? >= asked?);
        let all = [met(need.days_per_week, self.offer.days_per_week), met(need.months, self.offer.months)];
        (all.contains(&Some(true)) && !all.contains(&Some(false))).then_some((points, Ground::Time))
    }

    /// The conditions of `need` and of the person that are not met.
    pub(crate) fn unmet(&self, need: &Description) -> Vec<Condition> {
        let offer = self.offer;
        let mut unmet = Vec::new();
        if !need.is_person && !offer.is_person {
            return unmet;
        }
        if let (Some(asked), Some(reached)) = (need.education, offer.education)
            && reached < asked
        {
            unmet.push(Condition::Education(asked));
        }
        if let [form, ..] = need.employment[..]
            && !offer.employment.is_empty()
            && !offer.employment.contains(&form)
        {
            unmet.push(Condition::Employment(form));
        }
        let city_known = !need.cities.is_empty() && !offer.cities.is_empty();
        if city_known && !offer.would_move && !need.cities.iter().any(|city| offer.cities.contains(city)) {
            unmet.push(Condition::Place);
        }
        let short = |asked: Option<u8>, free: Option<u8>| asked.filter(|&asked| free.is_some_and(|free| free < asked));
        unmet.extend(short(need.days_per_week, offer.days_per_week).map(Condition::DaysPerWeek));
        unmet.extend(short(need.months, offer.months).map(Condition::Months));
        unmet.extend(self.missing_certificates(need));
        unmet
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

const fn budget(need: &Description, offer: &Description) -> Budget {
    if need.is_person || offer.is_person { PERSON } else { LISTINGS }
}

/// What all skills together can bring between a person and a listing, or between two listings.
pub(crate) const fn skill_points(with_person: bool) -> f32 {
    if with_person { PERSON.skills } else { LISTINGS.skills }
}

/// The most that everything besides skills can add to a fit with `one` side, whatever the other one is.
pub(crate) fn most_beside_skills(one: &Description, with_person: bool) -> f32 {
    let budget = if with_person { PERSON } else { LISTINGS };
    let counts = |points: f32, is_known: bool| if is_known { points } else { 0.0 };
    counts(budget.words, !one.words.is_empty())
        + counts(budget.major, !one.majors.is_empty())
        + counts(budget.education, one.education.is_some())
        + counts(budget.experience, one.experience_years.is_some())
        + counts(budget.place, !one.cities.is_empty())
        + counts(budget.pay, one.pay_yuan.is_some())
        + counts(budget.time, one.days_per_week.is_some() || one.months.is_some())
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
        Role::Excluded => 0.0,
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
        relation: support.relation,
    }
}
