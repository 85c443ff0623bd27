//! What a text says about skills: which, where, how much they matter, and how well one has to know them.

pub use rongqiao_model::choice::Level;

use super::folding::Folded;
use super::part::Part;
use super::spotting::Spot;
use super::vocabulary::{SkillKind, SkillNumber, Vocabulary};

rongqiao_model::choices! {
    /// How much a text wants a skill.
    pub enum Role {
        /// It has to be there.
        Required = "required",
        /// It is welcome.
        Preferred = "preferred",
        /// The text speaks of it and asks it of nobody: it is given, taught later, or done by others.
        Mentioned = "mentioned",
        /// The text says that it is not asked for.
        Excluded = "excluded",
    }
}

/// A skill that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The skill.
    pub skill: SkillNumber,
    /// Where the name begins in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How much the text wants it.
    pub role: Role,
    /// How well it has to be known, where the text says so.
    pub level: Option<Level>,
}

impl Vocabulary {
    /// The skills that `text` names, in order, each with its role and level. Linear in the text.
    #[must_use]
    pub fn read(&self, text: &str) -> Vec<Mention> {
        self.read_folded(text, &Folded::of(text))
    }

    /// Where names of skills stand in `text`, in bytes, whatever stands around them: the baseline that reading has to beat.
    #[must_use]
    pub fn names_in(&self, text: &str) -> Vec<(SkillNumber, usize, usize)> {
        let folded = Folded::of(text);
        let spots = self.spotter.bare_spots(&folded.text);
        let place = |spot: Spot| {
            let (start, end) = folded.span_in(text, spot.start, spot.end);
            (spot.skill, start, end)
        };
        spots.into_iter().map(place).collect()
    }

    /// The same as [`read`](Self::read) for a text that is folded already.
    pub(crate) fn read_folded(&self, text: &str, folded: &Folded) -> Vec<Mention> {
        let mut part = Part::default();
        let mut role = Role::Required;
        let mention = |spot: Spot| {
            if spot.start >= part.end {
                part = Part::around(&folded.text, spot.start);
                role = part.role();
            }
            let (start, end) = folded.span_in(text, spot.start, spot.end);
            let kind = self.skill(spot.skill).map(|skill| skill.kind);
            let (role, mut level) = (part.role_of(kind, role), part.level_of(spot.start, spot.end));
            if level.is_none() && kind == Some(SkillKind::Language) {
                level = part.language_level();
            }
            Mention { skill: spot.skill, start, end, role, level }
        };
        self.spotter.spots(&folded.text).into_iter().map(mention).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, &str, Option<Level>)> {
        let vocabulary = Vocabulary::shipped();
        let mentions = vocabulary.read(text);
        mentions.iter().map(|it| (&text[it.start..it.end], it.role.slug(), it.level)).collect()
    }

    #[test]
    fn role_and_level_are_read_from_the_words_around_a_skill() {
        assert_eq!(
            read("精通C++，熟悉Linux；有CUDA经验者优先。不要求Java"),
            [
                ("C++", "required", Some(Level::Expert)),
                ("Linux", "required", Some(Level::Familiar)),
                ("CUDA", "preferred", None),
                ("Java", "excluded", None),
            ]
        );
        assert_eq!(
            read("Proficient in Python. Familiar with Kubernetes, Docker is a plus"),
            [
                ("Python", "required", Some(Level::Working)),
                ("Kubernetes", "required", Some(Level::Familiar)),
                ("Docker", "preferred", None),
            ]
        );
    }

    #[test]
    fn an_ambiguous_name_is_decided_by_what_stands_near_it() {
        let spoken = |text: &str, id: &str| {
            let skill = Vocabulary::shipped().by_id(id);
            Vocabulary::shipped().read(text).iter().any(|it| Some(it.skill) == skill)
        };
        assert!(spoken("用C语言做单片机开发", "c-language"));
        assert!(!spoken("每日补充维生素C", "c-language"));
        assert!(spoken("后端语言为Go，微服务架构", "go-language"));
        assert!(!spoken("Let's go to the harbour", "go-language"));
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_read_the_spans_are_pieces_of_the_text_in_order(
            words in proptest::collection::vec(
                proptest::prop_oneof![
                    "\\PC{0,6}",
                    "ＰＹＴＨＯＮ|C\\+\\+|数据分析|數據庫|Go|熟悉|不要求|ﬁ|㈱|a\u{301}|[，。；,. -]",
                ],
                0..12,
            ),
        ) {
            let text = words.concat();
            let mut reached = 0;
            for mention in Vocabulary::shipped().read(&text) {
                proptest::prop_assert!(text.get(mention.start..mention.end).is_some_and(|name| !name.is_empty()));
                proptest::prop_assert!(mention.start >= reached);
                reached = mention.end;
            }
        }
    }
}
