//! What one description shares with the documents of a segment, and what that brings to its fits with them.

use super::block::Block;
use super::fitting::Counterpart;
use super::lists::List;
use super::view::Segment;
use crate::fit::{
    Description, Market, SkillClaim, SkillCode, Source, Standing, Support, asked_weight, most_for_major,
    most_for_taught, most_for_words, skill_points, weight, words_weight,
};
use crate::skills::{Kin, MajorNumber, Nearness};

/// The lists of documents that share a skill, a word or a major with the description.
pub(super) struct Shared<'a> {
    segment: &'a Segment,
    skills: SkillLists<'a>,
    words: Vec<WordList<'a>>,
    /// The least share of a title that one unit of its words' weight makes up.
    least_per_word: f32,
    /// Documents that name a major of the description, or one near it.
    kindred: Vec<List<'a, ()>>,
    for_major: f32,
}

enum SkillLists<'a> {
    /// Documents that ask for what the description has.
    Asking(Asking<'a>),
    /// For each skill that the description asks for, documents that have something for it; the best of it counts.
    Having(Vec<Vec<SkillList<'a>>>),
}

/// Documents that ask for a skill; what it brings is to be multiplied by the document's share.
struct Asking<'a> {
    /// For what is there by itself.
    own: Vec<SkillList<'a>>,
    /// For what a major usually teaches.
    taught: Vec<SkillList<'a>>,
    /// The most that all of the latter bring together.
    most_for_taught: f32,
}

/// Documents that claim a skill, and what each way to claim it brings.
struct SkillList<'a> {
    list: List<'a, SkillCode>,
    worths: [f32; SkillCode::COUNT],
}

/// Documents in whose title a word stands, and what it brings before it is multiplied by the title's share.
struct WordList<'a> {
    list: List<'a, ()>,
    worth: f32,
}

impl<'a> Shared<'a> {
    /// What `own`, whose skills stand as `standing` says where it offers them, shares with those who are its
    /// `counterpart`.
    pub(super) fn of(
        own: &Description,
        standing: &Standing,
        counterpart: Counterpart,
        market: &Market,
        segment: &'a Segment,
    ) -> Self {
        let skills = match counterpart {
            Counterpart::Asks => SkillLists::Asking(asking(own, standing, market, segment)),
            Counterpart::Offers => SkillLists::Having(having(own, market, segment)),
        };
        let postings = &segment.loaded.skills;
        let word =
            |&word: &u32| WordList { list: postings.of_word(word), worth: most_for_words(own) * market.word(word) };
        let kinship = market.vocabulary.kinship();
        let is_kindred =
            |&major: &MajorNumber| own.majors.iter().any(|&it| kinship.nearness(it, major) <= Nearness::Near);
        Self {
            segment,
            skills,
            words: own.words.iter().map(word).collect(),
            least_per_word: words_weight(&own.words, market).recip(),
            kindred: postings.majors().filter(is_kindred).map(|major| postings.of_major(major)).collect(),
            for_major: most_for_major(own),
        }
    }

    /// Adds up what the documents of a block share, the skills first: whoever shares none of them is no answer. Blocks
    /// may be left out, but none may come after a later one.
    pub(super) fn add_to(&mut self, block: &mut Block) {
        self.add_skills(block);
        if self.kindred.is_empty() && self.words.is_empty() {
            return;
        }
        let documents = block.documents();
        for list in &mut self.kindred {
            list.take_within(documents.clone(), |doc, ()| block.raise_aspect(doc, self.for_major));
        }
        let per_weight = &self.segment.per_weight.words;
        for WordList { list, worth } in &mut self.words {
            list.take_within(documents.clone(), |doc, ()| {
                let share = per_weight[doc as usize];
                let share = if share > self.least_per_word { share } else { self.least_per_word };
                block.add_to_aspect(doc, *worth * share);
            });
        }
        block.end_aspect_of_found();
    }

    fn add_skills(&mut self, block: &mut Block) {
        let documents = block.documents();
        match &mut self.skills {
            SkillLists::Asking(Asking { own, taught, most_for_taught }) => {
                for SkillList { list, worths } in own {
                    list.take_within(documents.clone(), |doc, code| block.add(doc, code.worth(worths)));
                }
                for SkillList { list, worths } in taught {
                    list.take_within(documents.clone(), |doc, code| block.add_to_aspect(doc, code.worth(worths)));
                }
                block.multiply_with_aspect(&self.segment.per_weight.skills, *most_for_taught);
            }
            SkillLists::Having(asked) => {
                for lists in asked {
                    for SkillList { list, worths } in lists {
                        list.take_within(documents.clone(), |doc, code| block.raise_aspect(doc, code.worth(worths)));
                    }
                    block.end_aspect();
                }
            }
        }
    }
}

/// The lists of those who ask for what `offer` has.
fn asking<'a>(offer: &Description, standing: &Standing, market: &Market, segment: &'a Segment) -> Asking<'a> {
    let points = skill_points(offer.is_person);
    let lists = |taught: bool| {
        let counts = |source| (source == Source::Major) == taught;
        let has_support = |skill: &_| standing.supports(*skill).iter().any(|support| counts(support.claim.source));
        let list = |skill| {
            let worths = standing.worths(skill, market, counts).map(|worth| worth * points);
            SkillList { list: segment.loaded.skills.of(skill), worths }
        };
        let lists = standing.skills().filter(has_support).map(list);
        lists.filter(|it| it.list.len() > 0 && it.worths.iter().any(|&worth| worth > 0.0)).collect()
    };
    Asking { own: lists(false), taught: lists(true), most_for_taught: most_for_taught(offer) }
}

/// For each skill that `need` asks for, the lists of those who have it or something like it.
fn having<'a>(need: &Description, market: &Market, segment: &'a Segment) -> Vec<Vec<SkillList<'a>>> {
    let per_weight = skill_points(need.is_person) / asked_weight(&need.skills, market);
    let kinship = market.vocabulary.kinship();
    let lists = |asked: &SkillClaim| {
        let whole = weight(asked, market) * per_weight;
        let list = |kin: Kin| SkillList {
            list: segment.loaded.skills.of(kin.skill),
            worths: SkillCode::worths(|code| whole * Support { claim: code.claim(kin.skill), kin }.share(asked.level)),
        };
        kinship.heard_of(asked.skill).map(list).filter(|it| it.list.len() > 0).collect()
    };
    need.skills.iter().map(lists).collect()
}
