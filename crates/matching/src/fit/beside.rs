//! What counts besides skills: words, major, experience, place, pay and time, and the conditions.

use rongqiao_model::choice::Education;

use super::description::Description;
use super::market::Market;
use super::points::Points;
use super::weighing::{Condition, Ground, Part};
use crate::skills::Nearness;

/// What a fit of 100 is made of.
#[derive(Clone, Copy, Debug)]
struct Budget {
    skills: f32,
    words: f32,
    major: f32,
    experience: f32,
    place: f32,
    pay: f32,
    time: f32,
}

/// Between a person and a listing.
const PERSON: Budget =
    Budget { skills: 64.0, words: 12.0, major: 10.0, experience: 6.0, place: 4.0, pay: 2.0, time: 2.0 };

/// The most that each aspect can bring between a person and a listing, the largest first; together 100.
#[must_use]
pub fn most_points() -> [(&'static str, f32); 7] {
    [
        ("skills", PERSON.skills),
        ("words", PERSON.words),
        ("major", PERSON.major),
        ("experience", PERSON.experience),
        ("place", PERSON.place),
        ("pay", PERSON.pay),
        ("time", PERSON.time),
    ]
}

/// Between two listings, where most of what concerns a person does not arise.
const LISTINGS: Budget =
    Budget { skills: 76.0, words: 20.0, major: 0.0, experience: 0.0, place: 4.0, pay: 0.0, time: 0.0 };

/// Stands for what a need leaves unsaid, so that one that names a single skill is never met in full.
pub(super) const UNSAID: f32 = 0.6;

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

/// Two sides without their skills. Nothing here is costly to find out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beside<'a> {
    need: &'a Description,
    offer: &'a Description,
    market: &'a Market,
}

impl<'a> Beside<'a> {
    pub(crate) const fn new(need: &'a Description, offer: &'a Description, market: &'a Market) -> Self {
        Self { need, offer, market }
    }

    /// What counts for or against it.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Part> {
        let budget = budget(self.need.is_person || self.offer.is_person);
        let parts = [
            self.words(budget.words),
            self.major(budget.major),
            self.experience(budget.experience),
            self.place(budget.place),
            self.pay(budget.pay),
            self.time(budget.time),
        ];
        let parts = parts.into_iter().flatten().map(|(points, ground)| Part { points: Points::of(points), ground });
        parts.filter(|part| !part.points.is_zero())
    }

    /// The sum of the parts.
    pub(crate) fn points(&self) -> Points {
        self.parts().map(|part| part.points).sum()
    }

    fn words(&self, points: f32) -> Option<(f32, Ground)> {
        let (asked, offered) = (&self.need.words, &self.offer.words);
        let weigh = |words: &[u32]| words_weight(words, self.market);
        let shared = asked.iter().filter(|word| offered.contains(word));
        let shared = shared.map(|&word| self.market.word(word)).sum::<f32>();
        (shared > 0.0).then(|| (points * shared / weigh(asked).min(weigh(offered)), Ground::Words))
    }

    fn major(&self, points: f32) -> Option<(f32, Ground)> {
        let own = &self.offer.majors;
        if self.need.majors.is_empty() || own.is_empty() || points <= 0.0 {
            return None;
        }
        let kinship = self.market.vocabulary.kinship();
        let pairs = self
            .need
            .majors
            .iter()
            .flat_map(|&asked| own.iter().map(move |&own| (asked, kinship.nearness(asked, own))));
        let (asked, nearness) = pairs.min_by_key(|&(_, nearness)| nearness)?;
        match nearness {
            Nearness::Same => Some((points, Ground::Major(asked))),
            Nearness::Near => Some((points * NEAR_MAJOR, Ground::NearMajor(asked))),
            Nearness::Unknown => None,
            Nearness::Apart => Some((-OTHER_MAJOR, Ground::OtherMajor)),
        }
    }

    fn experience(&self, points: f32) -> Option<(f32, Ground)> {
        // Who asks for no year asks for nothing, and what is not asked for brings nothing.
        let (asked, had) = (self.need.experience_years.filter(|&years| years > 0)?, self.offer.experience_years?);
        if points <= 0.0 {
            return None;
        }
        let missing = f32::from(asked.saturating_sub(had));
        let lost = (missing * MISSING_YEAR).min(MISSING_YEARS_AT_MOST);
        Some((if missing > 0.0 { -lost } else { points }, Ground::Experience(asked, had)))
    }

    fn place(&self, points: f32) -> Option<(f32, Ground)> {
        let (need, offer) = (self.need, self.offer);
        if need.cities.is_empty() || offer.cities.is_empty() {
            return None;
        }
        if need.cities.iter().any(|city| offer.cities.contains(city)) {
            return Some((points, Ground::Place));
        }
        offer.would_move.then_some((-ELSEWHERE, Ground::Elsewhere))
    }

    fn pay(&self, points: f32) -> Option<(f32, Ground)> {
        let ((_, paid), (wished, _)) = (self.need.pay_yuan?, self.offer.pay_yuan?);
        if paid >= wished {
            return Some((points, Ground::Pay(paid)));
        }
        let tenths = (wished - paid) as f32 / wished as f32 * 10.0;
        Some((-(tenths * PAY_TENTH_BELOW).min(PAY_BELOW_AT_MOST), Ground::PayBelow(paid)))
    }

    fn time(&self, points: f32) -> Option<(f32, Ground)> {
        let met = |asked: Option<u8>, free: Option<u8>| Some(free? >= asked?);
        let all = [met(self.need.days_per_week, self.offer.days_per_week), met(self.need.months, self.offer.months)];
        (all.contains(&Some(true)) && !all.contains(&Some(false))).then_some((points, Ground::Time))
    }

    /// The conditions of `need` and of the person that are not met, certificates left out.
    pub(crate) fn unmet(&self) -> Vec<Condition> {
        let (need, offer) = (self.need, self.offer);
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
        unmet
    }

    /// The education that is asked for of a person of whom it is not known.
    pub(crate) const fn unsaid_education(&self) -> Option<Education> {
        match self.offer.education {
            None if self.offer.is_person => self.need.education,
            None | Some(_) => None,
        }
    }
}

const fn budget(with_person: bool) -> Budget {
    if with_person { PERSON } else { LISTINGS }
}

/// What all skills together can bring between a person and a listing, or between two listings.
pub(crate) const fn skill_points(with_person: bool) -> f32 {
    budget(with_person).skills
}

/// What the words of a title weigh, with what is left unsaid.
pub(crate) fn words_weight(words: &[u32], market: &Market) -> f32 {
    UNSAID + words.iter().map(|&word| market.word(word)).sum::<f32>()
}

/// The most that everything besides skills can add to a fit with `one` side, whatever the other one is.
pub(crate) fn most_beside_skills(one: &Description) -> f32 {
    let budget = budget(one.is_person);
    most_for_terms(one)
        + most_for_words(one)
        + most_for_major(one)
        + if_known(budget.experience, one.experience_years.is_some())
        + if_known(budget.place, !one.cities.is_empty())
}

/// The most that pay and time can add.
pub(crate) fn most_for_terms(one: &Description) -> f32 {
    let budget = budget(one.is_person);
    if_known(budget.pay, one.pay_yuan.is_some())
        + if_known(budget.time, one.days_per_week.is_some() || one.months.is_some())
}

/// The most that words can add.
pub(crate) fn most_for_words(one: &Description) -> f32 {
    if_known(budget(one.is_person).words, !one.words.is_empty())
}

/// The most that a major can add.
pub(crate) fn most_for_major(one: &Description) -> f32 {
    if_known(budget(one.is_person).major, !one.majors.is_empty())
}

const fn if_known(points: f32, is_known: bool) -> f32 {
    if is_known { points } else { 0.0 }
}
