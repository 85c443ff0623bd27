//! Reading what somebody wrote about themself into entries that they can correct before any of them is kept.

use std::collections::BTreeMap;
use std::ops::Range;

use rongqiao_matching::reading::{Oneself, PlaceNames, Reader, SchoolLine, WorkLine, read_resume};
use rongqiao_matching::skills::{Mention, Role, SkillKind, Vocabulary};
use rongqiao_model::choice::{Choice, Education};
use rongqiao_model::private_facts::{PrivateFact, without_private_facts};
use rongqiao_model::profile::{Contents, Pairs, Section, SkillName};

use super::profiles::skill_id;
use crate::language::Language;

/// Skills that are proposed from one text.
const MOST_SKILLS: usize = 40;

/// Characters shown on either side of what was read.
const AROUND_CHARS: usize = 16;

/// What was read from a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextRead {
    /// Entries that could be added, in the order of the sections.
    pub proposals: Vec<Proposal>,
    /// What stood there and is not kept.
    pub left_out: Vec<PrivateFact>,
    /// How many skills were read that the profile holds already.
    pub known_already: usize,
}

/// An entry that could be added to a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Where it belongs.
    pub section: Section,
    /// What its form would hold.
    pub pairs: Pairs,
    /// Where it stood in the text.
    pub found: Found,
}

/// A piece of a text with a little around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What stands before it.
    pub before: String,
    /// The piece itself.
    pub piece: String,
    /// What stands behind it.
    pub after: String,
}

/// Reads `text`, of which nothing is kept, into entries for a profile that says `contents`. Skills are named in
/// language `t`.
#[must_use]
pub fn read_text(t: Language, text: &str, contents: &Contents) -> TextRead {
    let (text, left_out) = without_private_facts(text);
    let vocabulary = Vocabulary::current();
    let reader = Reader::new(vocabulary, PlaceNames::default());
    let resume = read_resume(&text);
    let told = reader.read_oneself(&resume.without_headings(&text));
    let mut read = TextRead { left_out, ..TextRead::default() };
    let new_school = |school: &SchoolLine| !contents.education.iter().any(|known| known.school == school.school);
    for school in resume.schools.iter().filter(|it| new_school(&it.value)) {
        let pairs = schooling_pairs(&reader, &school.value, &told, resume.schools.len() == 1);
        read.propose(Section::Education, pairs, found_at(&text, school.start..school.end));
    }
    if resume.schools.is_empty() && contents.education.is_empty() {
        read.propose_studies(&told);
    }
    read.propose_skills(t, &text, &told, contents);
    for work in &resume.work {
        read.propose(Section::Experience, work_pairs(&work.value), found_at(&text, work.start..work.end));
    }
    if !told.wish.is_empty() && contents.lacks(Section::Wishes) {
        // Wishes come last; the same words may name what was studied before.
        let found = text.rfind(&told.wish).map(|at| found_at(&text, at..at + told.wish.len())).unwrap_or_default();
        read.propose(Section::Wishes, vec![("titles", told.wish)], found);
    }
    read
}

impl TextRead {
    fn propose(&mut self, section: Section, pairs: Pairs, found: Found) {
        self.proposals.push(Proposal { section, pairs, found });
    }

    /// Proposes what was studied where no school was named.
    fn propose_studies(&mut self, told: &Oneself) {
        let major = told.major.and_then(|major| Vocabulary::current().major_name(major)).unwrap_or_default();
        if !major.is_empty() || told.education.is_some() {
            let school = ("school", String::new());
            let pairs = vec![school, ("major", major.to_owned()), ("level", slug(told.education))];
            self.propose(Section::Education, pairs, Found::default());
        }
    }

    /// Proposes each skill that the writer has once, as well as they say anywhere; certificates have a section of
    /// their own.
    fn propose_skills(&mut self, t: Language, text: &str, told: &Oneself, contents: &Contents) {
        let mut best: BTreeMap<u32, Mention> = BTreeMap::new();
        for mention in told.skills.iter().filter(|mention| mention.role == Role::Required) {
            let known = best.entry(mention.skill).or_insert(*mention);
            known.level = known.level.max(mention.level);
        }
        let mut mentions: Vec<Mention> = best.into_values().collect();
        mentions.sort_by_key(|mention| mention.start);
        let (certificates, skills): (Vec<_>, Vec<_>) = mentions.into_iter().partition(is_certificate);
        for mention in skills.into_iter().take(MOST_SKILLS) {
            if holds_skill(contents, &mention) {
                self.known_already += 1;
                continue;
            }
            let pairs = vec![("skill", t.skill_name(mention.skill).to_owned()), ("level", slug(mention.level))];
            self.propose(Section::Skills, pairs, found_at(text, mention.start..mention.end));
        }
        for mention in certificates {
            let name = t.skill_name(mention.skill);
            let is_same = |known: &str| skill_id(known).is_some() && skill_id(known) == skill_id(name);
            if contents.certificates.iter().any(|known| is_same(&known.name)) {
                self.known_already += 1;
                continue;
            }
            let pairs = vec![("certificate", name.to_owned())];
            self.propose(Section::Certificates, pairs, found_at(text, mention.start..mention.end));
        }
    }
}

fn is_certificate(mention: &Mention) -> bool {
    Vocabulary::current().skill(mention.skill).is_some_and(|skill| skill.kind == SkillKind::Certificate)
}

fn holds_skill(contents: &Contents, mention: &Mention) -> bool {
    let id = Vocabulary::current().skill(mention.skill).map(|skill| SkillName::Known(skill.id.clone()));
    contents.skills.iter().any(|known| Some(&known.name) == id.as_ref())
}

/// What a line with a school tells; where it is the only one, what the rest of the text tells fills it up.
fn schooling_pairs(reader: &Reader<'_>, school: &SchoolLine, told: &Oneself, only_one: bool) -> Pairs {
    let line = reader.read_oneself(&school.line);
    let rest = Some(told).filter(|_| only_one);
    let major = line.major.or_else(|| rest?.major);
    let level = line.education.or_else(|| rest?.education);
    let major = major.and_then(|major| Vocabulary::current().major_name(major)).unwrap_or_default();
    vec![
        ("school", school.school.clone()),
        ("major", major.to_owned()),
        ("level", slug::<Education>(level)),
        ("from", text_of(school.time.from_year)),
        ("until", text_of(school.time.until_year)),
    ]
}

fn work_pairs(work: &WorkLine) -> Pairs {
    vec![
        ("organisation", work.organisation.clone()),
        ("role", work.role.clone()),
        ("from", text_of(work.time.from)),
        ("until", text_of(work.time.until)),
        ("done", work.done.clone()),
    ]
}

fn slug<C: Choice>(choice: Option<C>) -> String {
    choice.map_or_else(String::new, |it| it.slug().to_owned())
}

fn text_of(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |it| it.to_string())
}

/// The piece of `text` at `span` with a little of its line around it.
fn found_at(text: &str, span: Range<usize>) -> Found {
    let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    let before: String = text[line_start..span.start].chars().rev().take(AROUND_CHARS).collect();
    Found {
        before: before.chars().rev().collect(),
        piece: text[span.clone()].to_owned(),
        after: text[span.end..line_end].chars().take(AROUND_CHARS).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposals(text: &str) -> Vec<(Section, Vec<String>)> {
        let read = read_text(Language::Chinese, text, &Contents::default());
        let told = |it: Proposal| (it.section, it.pairs.into_iter().map(|(_, value)| value).collect());
        read.proposals.into_iter().map(told).collect()
    }

    #[test]
    fn a_resume_becomes_entries_of_every_section() {
        let text = "林汐 13912345678\n2022.09-2026.06 上海海洋大学 机械设计制造及其自动化 本科\n精通SolidWorks，英语六级\n\
                    2025.07-2025.09 临港重型装备有限公司 机械设计实习生\n建模与出图\n\n求职意向\n希望从事机械设计工作";
        let owned = |values: &[&str]| values.iter().map(|&it| it.to_owned()).collect::<Vec<_>>();
        assert_eq!(
            proposals(text),
            [
                (Section::Education, owned(&["上海海洋大学", "机械设计制造及其自动化", "bachelor", "2022", "2026"])),
                (Section::Skills, owned(&["SolidWorks", "expert"])),
                (Section::Skills, owned(&["机械设计", ""])),
                (Section::Certificates, owned(&["大学英语六级"])),
                (
                    Section::Experience,
                    owned(&["临港重型装备有限公司", "机械设计实习生", "2025-07", "2025-09", "建模与出图"])
                ),
                (Section::Wishes, owned(&["机械设计"])),
            ]
        );
        assert_eq!(read_text(Language::Chinese, text, &Contents::default()).left_out, [PrivateFact::Mobile]);
    }

    #[test]
    fn a_paragraph_without_a_school_tells_what_was_studied() {
        let studies = proposals("大三，读的是软件工程，会Java，Python没学过");
        assert_eq!(studies[0], (Section::Education, ["", "软件工程", "bachelor"].map(str::to_owned).to_vec()));
        assert_eq!(studies.len(), 2, "what is lacked is no skill: {studies:?}");
    }

    #[test]
    fn what_was_read_is_shown_where_it_stood() {
        let read = read_text(Language::Chinese, "第一行\n我熟悉Python数据分析。", &Contents::default());
        let found = &read.proposals[0].found;
        assert_eq!((found.before.as_str(), found.piece.as_str()), ("我熟悉", "Python"));
    }
}
