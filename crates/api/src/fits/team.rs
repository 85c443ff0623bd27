//! A team for a challenge: what other organisations have of it, part by part, and what nobody has.

use rongqiao_matching::Counterpart;
use rongqiao_matching::fit::{Description, Fit, Ground, Points, Source};
use rongqiao_matching::skills::{Relation, SkillNumber, Vocabulary};
use rongqiao_model::kind::cooperation::CooperationForm;
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::listing::PublishedListing;

use super::question::Question;
use super::{FoundFit, LEAST_COUNTERPART, Verdict};
use crate::app::App;
use crate::problem::Problem;

/// Suggestions for each part of a team.
const SUGGESTED: usize = 4;

/// Listings that are looked at for each part.
const LOOKED_AT: usize = 40;

/// Below so many points whoever teaches or advises has too little of what is asked for: one skill is enough for a course.
const LEAST_ABLE: f32 = 5.0;

rongqiao_model::choices! {
    /// A part of a team. The catalogue holds it under `team-<slug>`.
    pub enum TeamPart {
        /// Laboratories, equipment and bases to work in.
        Laboratories = "laboratories",
        /// Technical services that can be ordered.
        Services = "services",
        /// Results, with the teams behind them.
        Achievements = "achievements",
        /// Mentors and teachers whom an organisation offers for cooperation.
        Experts = "experts",
        /// Courses that teach what is asked for, and whose project it could be.
        Courses = "courses",
    }
}

/// What a team could be made of.
#[derive(Clone, Debug, Default)]
pub struct Team {
    /// The parts for which there is something, each with the best first.
    pub parts: Vec<(TeamPart, Vec<FoundFit>)>,
    /// Skills asked for that nothing of it has.
    pub uncovered: Vec<SkillNumber>,
}

impl TeamPart {
    /// The kind of listing that it is made of.
    const fn kind(self) -> ListingKind {
        match self {
            Self::Laboratories => ListingKind::Facility,
            Self::Services => ListingKind::Service,
            Self::Achievements => ListingKind::Achievement,
            Self::Experts => ListingKind::CooperationOffer,
            Self::Courses => ListingKind::Course,
        }
    }

    /// The points that a listing has to have at least.
    const fn least(self) -> f32 {
        match self {
            Self::Laboratories | Self::Services | Self::Achievements => LEAST_COUNTERPART,
            Self::Experts | Self::Courses => LEAST_ABLE,
        }
    }

    /// Whether `found` belongs to it: who teaches or brings experts has to master something that is asked for.
    fn takes(self, found: &FoundFit) -> bool {
        match self {
            Self::Laboratories | Self::Services | Self::Achievements => true,
            Self::Experts => brings_experts(&found.published.listing.details) && is_able(&found.fit),
            Self::Courses => is_able(&found.fit),
        }
    }
}

/// What a team for the challenge `published` could be made of, without anything of its own organisation.
///
/// Of what fits alike, that of the other desk's organisations comes first: schools for a firm, firms for a school. One question to index and database for each part.
///
/// # Errors
///
/// Returns a [`Problem`] if index or database cannot be read.
pub async fn team_for(app: &App, published: &PublishedListing) -> Result<Team, Problem> {
    let need = Description::of(&published.listing, Vocabulary::current());
    let own_desk = published.organisation_kind.desk();
    let mut parts = Vec::new();
    for &part in TeamPart::ALL {
        let question = Question::about(need.clone(), Counterpart::Offers, &[part.kind()], LOOKED_AT);
        let not_of = Some(published.listing.organisation);
        let mut found = Question { not_of, least: Points::of(part.least()), ..question }.answers(app).await?;
        found.retain(|it| part.takes(it));
        found.sort_by_key(|it| (Verdict::of(&it.fit), it.published.organisation_kind.desk() == own_desk));
        found.truncate(SUGGESTED);
        if !found.is_empty() {
            parts.push((part, found));
        }
    }
    let covered: Vec<SkillNumber> =
        parts.iter().flat_map(|(_, found)| found).flat_map(|it| mastered(&it.fit)).collect();
    let uncovered = asked(&need).filter(|skill| !covered.contains(skill)).collect();
    Ok(Team { parts, uncovered })
}

/// Whether somebody with this fit masters something that is asked for.
#[must_use]
pub fn is_able(fit: &Fit) -> bool {
    mastered(fit).next().is_some()
}

/// The skills asked for that the other side has itself or in a part of it. What only its major usually teaches, or what is
/// merely related, is no mastery.
fn mastered(fit: &Fit) -> impl Iterator<Item = SkillNumber> {
    fit.parts.iter().filter_map(|part| match part.ground {
        Ground::Skill {
            asked,
            source: Source::Named | Source::Read,
            relation: Relation::Same | Relation::Narrower,
            ..
        } => Some(asked),
        _ => None,
    })
}

/// The skills that a challenge asks for: those that its publisher named, or else those of its text.
fn asked(need: &Description) -> impl Iterator<Item = SkillNumber> {
    let names_any = need.skills.iter().any(|claim| claim.source == Source::Named);
    let counts = move |source: Source| !names_any || source == Source::Named;
    need.skills.iter().filter(move |claim| counts(claim.source)).map(|claim| claim.skill)
}

/// Whether what is offered are people who know something, rather than teaching or a place.
fn brings_experts(details: &Details) -> bool {
    let Details::CooperationOffer(offer) = details else { return false };
    offer.0.form.is_some_and(|form| match form {
        CooperationForm::MentorExchange | CooperationForm::JointLaboratory | CooperationForm::Technology => true,
        CooperationForm::ProgrammeBuilding
        | CooperationForm::CourseBuilding
        | CooperationForm::TrainingBase
        | CooperationForm::OrderClass
        | CooperationForm::Apprenticeship
        | CooperationForm::IndustryCollege
        | CooperationForm::Training
        | CooperationForm::Standards
        | CooperationForm::Activities
        | CooperationForm::Other => false,
    })
}

#[cfg(test)]
mod tests {
    use rongqiao_matching::fit::Part;
    use rongqiao_matching::skills::Level;

    use super::*;

    fn fit_by(source: Source, relation: Relation) -> Fit {
        let ground =
            Ground::Skill { asked: 1, asked_level: None, held: 2, held_level: Some(Level::Working), source, relation };
        Fit { parts: vec![Part { points: Points::of(5.0), ground }], ..Fit::default() }
    }

    #[test]
    fn what_is_merely_related_or_usual_for_a_major_is_no_mastery() {
        assert!(is_able(&fit_by(Source::Named, Relation::Same)) && is_able(&fit_by(Source::Read, Relation::Narrower)));
        for (source, relation) in
            [(Source::Named, Relation::Related), (Source::Named, Relation::Broader), (Source::Major, Relation::Same)]
        {
            assert!(!is_able(&fit_by(source, relation)), "{source:?} {relation:?}");
        }
        assert!(!is_able(&Fit::default()));
    }
}
