//! What people tell of themselves: what they have learnt, can and cannot do, and what they look for.
//!
//! A posting asks; a person tells. 不会Java refuses nobody here, a level needs no 学历 beside it, and what somebody
//! wishes to do they need not know yet.

mod clauses;
mod english;
mod studies;
mod years;

use rongqiao_model::choice::Education;

use self::clauses::{Clauses, Sense};
use super::Reader;
use crate::skills::{Folded, MajorNumber, Mention, Role, Vocabulary};

/// What a text tells of its writer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Oneself {
    /// Skills in the order of the text: required are those that the writer has, mentioned those of their wishes, and
    /// excluded those that they say they lack. Names within the name of the major are none.
    pub skills: Vec<Mention>,
    /// The highest level of education that the writer has or studies for.
    pub education: Option<Education>,
    /// What they study or studied, if the vocabulary knows it.
    pub major: Option<MajorNumber>,
    /// Years of work, the longest that are told.
    pub years: Option<u8>,
    /// What they look for, in their own words; empty if they do not say.
    pub wish: String,
}

impl Reader<'_> {
    /// Reads what somebody tells of themself in Chinese or English; linear in the text.
    #[must_use]
    pub fn read_oneself(&self, text: &str) -> Oneself {
        let folded = Folded::of(text);
        let clauses = Clauses::of(&folded.text);
        let education = studies::education(&clauses);
        let major = studies::major(&clauses, self.vocabulary);
        let mut skills = self.vocabulary.read_folded(text, &folded);
        let is_major = |mention: &Mention| {
            major.as_ref().is_some_and(|major| {
                major.spans.iter().any(|&(start, end)| {
                    let (start, end) = folded.span_in(text, start, end);
                    mention.start < end && start < mention.end
                })
            })
        };
        skills.retain(|mention| !is_major(mention));
        skills.extend(bare_examinations(&clauses, text, &folded, self.vocabulary));
        skills.sort_by_key(|mention| (mention.start, mention.end));
        skills.dedup_by_key(|mention| mention.start);
        let starts = clauses.starts_in(text, &folded);
        for mention in &mut skills {
            mention.role = match clauses.sense_before(&starts, mention.start) {
                Sense::Has => Role::Required,
                Sense::Wishes => Role::Mentioned,
                Sense::Lacks => Role::Excluded,
            };
        }
        Oneself {
            skills,
            education,
            major: major.map(|major| major.number),
            years: years::years(&folded.text, &clauses),
            wish: clauses.wish(text, &folded),
        }
    }
}

/// Examinations of English that people call by their number alone, as the first word of a clause: 六级已过.
fn bare_examinations(clauses: &Clauses<'_>, text: &str, folded: &Folded, vocabulary: &Vocabulary) -> Vec<Mention> {
    let mut found = Vec::new();
    for (name, id) in [("六级", "cet-6"), ("四级", "cet-4")] {
        let Some(skill) = vocabulary.by_id(id) else { continue };
        for clause in clauses.iter().filter(|clause| clause.text.starts_with(name)) {
            let is_trade = clause.text[name.len()..].chars().take(2).any(|c| c == '工');
            let (start, end) = folded.span_in(text, clause.start, clause.start + name.len());
            let mention = Mention { skill, start, end, role: Role::Required, level: None };
            found.extend((!is_trade).then_some(mention));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::PlaceNames;

    fn oneself(text: &str) -> Oneself {
        Reader::new(Vocabulary::shipped(), PlaceNames::default()).read_oneself(text)
    }

    fn skills(text: &str, role: Role) -> Vec<String> {
        let found = oneself(text).skills;
        let ids = found.iter().filter(|mention| mention.role == role);
        ids.map(|mention| Vocabulary::shipped().skills()[mention.skill as usize].id.clone()).collect()
    }

    #[test]
    fn what_somebody_has_lacks_and_wishes_is_told_apart() {
        let text = "会Python，不太会英语，Java没学过；想做软件测试。";
        assert_eq!(skills(text, Role::Required), ["python"]);
        assert_eq!(skills(text, Role::Excluded), ["english-language", "java"]);
        assert_eq!(skills(text, Role::Mentioned), ["software-testing"]);
        assert_eq!(oneself(text).wish, "软件测试");
        let text = "I know Python but have never used Java. Looking for a job in software testing";
        assert_eq!(skills(text, Role::Required), ["python"]);
        assert_eq!(skills(text, Role::Excluded), ["java"]);
        assert_eq!(skills(text, Role::Mentioned), ["software-testing"]);
        assert_eq!(oneself(text).wish, "software testing");
    }

    #[test]
    fn what_sounds_like_a_lack_or_a_wish_is_none() {
        assert_eq!(skills("英语读写没问题", Role::Required), ["english-language"]);
        assert_eq!(skills("用Python写过推荐算法，有理想的结果", Role::Excluded), [] as [&str; 0]);
        assert_eq!(oneself("思想端正，会Python").wish, "");
    }

    #[test]
    fn the_name_of_the_major_is_no_skill() {
        assert_eq!(skills("Software engineering student, I write Java", Role::Required), ["java"]);
        assert_eq!(skills("大三，读的是软件工程，会Java", Role::Required), ["java"]);
    }

    #[test]
    fn examinations_are_known_by_their_number() {
        assert_eq!(skills("大四，六级已过", Role::Required), ["cet-6"]);
        assert_eq!(skills("六级钳工", Role::Required), ["bench-fitting"]);
    }

    #[test]
    fn marks_alone_tell_nothing() {
        for text in [",-", "，", " . ", "但", "\n\n"] {
            assert_eq!(oneself(text).skills, [], "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_told_it_can_be_read(
            words in proptest::collection::vec(
                proptest::prop_oneof![
                    "\\PC{0,6}",
                    "不会|想做|希望|但|没有|本科|大三|专业|软件工程|十二年|工作|六级|Python|looking for |master |but |ﬁ|a\u{301}|[，。；,. -]",
                ],
                0..16,
            ),
        ) {
            let text = words.concat();
            for mention in oneself(&text).skills {
                proptest::prop_assert!(text.get(mention.start..mention.end).is_some_and(|name| !name.is_empty()));
            }
        }
    }
}
