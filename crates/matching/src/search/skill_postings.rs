//! Which documents of a segment claim which skill and name which major, and what else fitting needs of them.

use tantivy::SegmentReader;
use tantivy::columnar::Column;

use super::columns::Columns;
use super::lists::{List, Lists};
use crate::fit::{Description, Mark, SkillCode};
use crate::skills::{MajorNumber, SkillNumber};

/// The skills, majors and words of a segment's documents, from each of them to the documents and back.
pub(crate) struct SkillPostings {
    skills: Lists<SkillCode>,
    majors: Lists<()>,
    words: Lists<()>,
    marks: Column<u64>,
    /// Skills that each document claims.
    pub(super) counts: Vec<u16>,
    /// The largest of the counts.
    pub(super) largest_count: u16,
    /// People that each document concerns; 0 where it does not say.
    pub(super) people: Vec<u32>,
}

impl SkillPostings {
    /// Reads the marks of a segment; linear in them.
    pub(crate) fn read(reader: &SegmentReader) -> Result<Self, tantivy::TantivyError> {
        let marks = reader.fast_fields().column_opt::<u64>("marks")?;
        let marks = marks.unwrap_or_else(|| Column::build_empty_column(reader.max_doc()));
        let (mut skills, mut majors, mut words) = (Vec::new(), Vec::new(), Vec::new());
        let mut people = vec![0; reader.max_doc() as usize];
        let mut counts = vec![0_u16; reader.max_doc() as usize];
        for doc in 0..reader.max_doc() {
            let count = &mut counts[doc as usize];
            for mark in marks_of(&marks, doc) {
                match mark {
                    Mark::Skill(skill, code) => {
                        skills.push((skill, doc, code));
                        *count = count.saturating_add(1);
                    }
                    Mark::Major(major) => majors.push((u32::from(major), doc, ())),
                    Mark::Word(key) => words.push((key, doc, ())),
                    Mark::Capacity(count) => people[doc as usize] = count,
                    Mark::DaysPerWeek(_) | Mark::Months(_) => {}
                }
            }
        }
        let (skills, majors, words) = (Lists::of(&skills), Lists::of(&majors), Lists::of(&words));
        let largest_count = counts.iter().copied().max().unwrap_or(0);
        Ok(Self { skills, majors, words, marks, counts, largest_count, people })
    }

    /// The documents that claim `skill`, each with how.
    pub(super) fn of(&self, skill: SkillNumber) -> List<'_, SkillCode> {
        self.skills.list(skill)
    }

    /// The documents that name `major`.
    pub(super) fn of_major(&self, major: MajorNumber) -> List<'_, ()> {
        self.majors.list(u32::from(major))
    }

    /// The documents in whose title the word of this key stands.
    pub(super) fn of_word(&self, key: u32) -> List<'_, ()> {
        self.words.list(key)
    }

    /// The skills that any document claims.
    pub(super) fn skills(&self) -> impl Iterator<Item = SkillNumber> {
        self.skills.numbers()
    }

    /// The majors that any document names.
    pub(super) fn majors(&self) -> impl Iterator<Item = MajorNumber> {
        self.majors.numbers().filter_map(|major| MajorNumber::try_from(major).ok())
    }

    /// The keys of the words that stand in any title.
    pub(super) fn words(&self) -> impl Iterator<Item = u32> {
        self.words.numbers()
    }

    /// Describes a document as [`Description::of`] described its listing.
    pub(super) fn describe(&self, doc: u32, columns: &Columns, cities: &[String]) -> Description {
        Description::kept(
            marks_of(&self.marks, doc),
            columns.demands(doc),
            Some(&cities[usize::from(columns.city[doc as usize])]),
        )
    }
}

/// The marks of one document.
fn marks_of(marks: &Column<u64>, doc: u32) -> impl Iterator<Item = Mark> {
    let rows = marks.index.value_row_ids(doc);
    let mut packed = vec![0; rows.len()];
    // Reading them together is several times faster than one by one.
    marks.values.get_range(u64::from(rows.start), &mut packed);
    packed.into_iter().filter_map(Mark::unpack)
}
