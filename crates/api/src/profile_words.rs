//! What a profile says, in the words of a language.

use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::profile::SkillName;

use crate::language::Language;

/// What a skill of a profile is called.
#[must_use]
pub(crate) fn skill_words(t: Language, name: &SkillName) -> String {
    match name {
        SkillName::Known(id) => skill_named(t, id),
        SkillName::Words(words) => words.clone(),
    }
}

/// The name of the skill with this id; the id itself if the vocabulary has lost it.
#[must_use]
pub(crate) fn skill_named(t: Language, id: &str) -> String {
    Vocabulary::current().by_id(id).map_or_else(|| id.to_owned(), |skill| t.skill_name(skill).to_owned())
}
