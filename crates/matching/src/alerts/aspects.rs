//! What saved profiles say besides skills, taken apart into aspects that many have in common.
//!
//! What the aspects of a profile add to a fit is the sum of what each of them adds, so that a listing is held against
//! each aspect once, however many profiles have it.

use super::shared::{Outcomes, Shared, SharedNumber};
use crate::fit::{Beside, Description, Market, Points, SkillClaim};
use crate::search::Counterpart;

/// One aspect: a description of which all else is left out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Aspect {
    counterpart: Counterpart,
    description: Description,
}

/// The aspects of one profile.
#[derive(Clone, Copy, Debug)]
pub(super) struct AspectsOf {
    words: SharedNumber,
    majors: SharedNumber,
    /// Education, experience, place, pay and time.
    circumstances: SharedNumber,
}

/// The aspects of all profiles.
#[derive(Debug, Default)]
pub(super) struct Aspects(Shared<Aspect>);

/// What aspects add to fits with one listing; `None` where a condition is not met.
pub(super) type Worths = Outcomes<Option<Points>>;

impl Aspects {
    /// Takes `description`, of which the skills are left out, apart.
    pub(super) fn hold(&mut self, counterpart: Counterpart, mut description: Description) -> AspectsOf {
        let only = Description { is_person: description.is_person, ..Description::default() };
        let words = Description { words: std::mem::take(&mut description.words), ..only.clone() };
        let majors = Description { majors: std::mem::take(&mut description.majors), ..only };
        description.skills = Vec::new();
        let mut hold = |description| self.0.hold(Aspect { counterpart, description });
        AspectsOf { words: hold(words), majors: hold(majors), circumstances: hold(description) }
    }

    /// Notes that a profile is gone.
    pub(super) fn release(&mut self, aspects: AspectsOf) {
        aspects.numbers().into_iter().for_each(|number| self.0.release(number));
    }

    /// Puts a description together again.
    pub(super) fn with_skills(&self, aspects: AspectsOf, skills: &[SkillClaim]) -> Description {
        let aspect = |number| &self.0.value(number).description;
        Description {
            skills: skills.to_vec(),
            words: aspect(aspects.words).words.clone(),
            majors: aspect(aspects.majors).majors.clone(),
            ..aspect(aspects.circumstances).clone()
        }
    }

    /// Room for what each aspect adds to fits with one listing.
    pub(super) fn worths(&self) -> Worths {
        self.0.outcomes()
    }

    /// What the aspects of a profile add to its fit with `listing`; `None` if a condition is not met.
    pub(super) fn worth(
        &self,
        aspects: AspectsOf,
        listing: &Description,
        market: &Market,
        worths: &mut Worths,
    ) -> Option<Points> {
        let worth = |number| worths.of(number, || self.0.value(number).worth(listing, market));
        aspects.numbers().map(worth).into_iter().sum()
    }
}

impl AspectsOf {
    const fn numbers(self) -> [SharedNumber; 3] {
        [self.circumstances, self.majors, self.words]
    }
}

impl Aspect {
    fn worth(&self, listing: &Description, market: &Market) -> Option<Points> {
        let (need, offer) = self.counterpart.sides(&self.description, listing);
        let beside = Beside::new(need, offer, market);
        beside.unmet().is_empty().then(|| beside.points())
    }
}
