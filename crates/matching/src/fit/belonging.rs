//! Which of the skills that a listing's text mentions are its own.
//!
//! A text also speaks of benefits, of colleagues and of what comes after. What is akin to nothing else that a need or a
//! course says is none of what it asks for or teaches.

use rongqiao_model::choice::Side;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::listing::Listing;

use crate::skills::{Mention, Role, SkillKind, SkillNumber, Vocabulary};

/// From so many named skills on, a need takes no more from its text than were named, so that they stay the smaller part.
const MANY_NAMED: usize = 3;

/// The skills of the text of `listing` that belong to it, those akin to its subject first; `subject` is what it names in
/// its list of skills and its title.
pub(super) fn own_mentions(listing: &Listing, subject: &[SkillNumber], vocabulary: &Vocabulary) -> Vec<Mention> {
    let mut mentions = vocabulary.read(&listing.description);
    mentions.retain(|mention| matches!(mention.role, Role::Required | Role::Preferred));
    if listing.kind().side() == Side::Supply && !is_teaching(listing.kind()) {
        // What a laboratory tells of itself is what it can do.
        return mentions;
    }
    if is_teaching(listing.kind()) {
        mentions.retain(|mention| !is_certificate(mention.skill, vocabulary) || subject.contains(&mention.skill));
    }
    let (mut own, others): (Vec<Mention>, Vec<Mention>) =
        mentions.iter().partition(|mention| subject.is_empty() || is_akin(mention.skill, subject, vocabulary));
    if !is_teaching(listing.kind()) {
        // What the text says twice in different words is meant, too.
        let speaks_of_it = |mention: &Mention| {
            let others: Vec<SkillNumber> =
                mentions.iter().map(|it| it.skill).filter(|&it| it != mention.skill).collect();
            is_akin(mention.skill, &others, vocabulary)
        };
        own.extend(others.into_iter().filter(speaks_of_it));
    }
    if listing.kind().side() == Side::Demand && subject.len() >= MANY_NAMED {
        keep_first(&mut own, subject);
    }
    own
}

/// Keeps the first mentions of as many further skills as `subject` has.
fn keep_first(mentions: &mut Vec<Mention>, subject: &[SkillNumber]) {
    let mut kept: Vec<SkillNumber> = Vec::new();
    mentions.retain(|mention| {
        let is_known = subject.contains(&mention.skill) || kept.contains(&mention.skill);
        if !is_known && kept.len() < subject.len() {
            kept.push(mention.skill);
            return true;
        }
        is_known
    });
}

const fn is_teaching(kind: ListingKind) -> bool {
    matches!(kind, ListingKind::Course | ListingKind::Programme)
}

fn is_certificate(skill: SkillNumber, vocabulary: &Vocabulary) -> bool {
    vocabulary.skill(skill).is_some_and(|skill| matches!(skill.kind, SkillKind::Certificate))
}

/// Whether `skill` is one of `others` or akin to one.
fn is_akin(skill: SkillNumber, others: &[SkillNumber], vocabulary: &Vocabulary) -> bool {
    others.iter().any(|&other| vocabulary.are_akin(skill, other))
}
