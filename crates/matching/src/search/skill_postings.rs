//! Which documents of a segment claim which skill and name which major, and what else fitting needs of them.

use tantivy::SegmentReader;
use tantivy::columnar::Column;

use super::columns::Columns;
use crate::fit::{Description, Mark, SkillCode, WORD_BITS};
use crate::skills::{MajorNumber, SkillNumber};

/// The skills and majors of a segment's documents, from the skill or major to the documents and back.
pub(crate) struct SkillPostings {
    skills: Lists,
    majors: Lists,
    marks: Column<u64>,
    /// People that each document concerns; 0 where it does not say.
    pub(super) people: Vec<u32>,
    /// Each word that stands in titles, and in how many documents.
    pub(super) words: Vec<(u32, u32)>,
}

/// For each number of a skill or major, the documents that have it.
struct Lists {
    /// Where the documents of each number begin; one more than there are numbers.
    starts: Vec<u32>,
    docs: Vec<u32>,
    codes: Vec<u8>,
}

impl SkillPostings {
    /// Reads the marks of a segment; linear in them.
    pub(crate) fn read(reader: &SegmentReader) -> Result<Self, tantivy::TantivyError> {
        let marks = reader.fast_fields().column_opt::<u64>("marks")?;
        let marks = marks.unwrap_or_else(|| Column::build_empty_column(reader.max_doc()));
        let mut skills: Vec<(u32, u32, u8)> = Vec::new();
        let mut majors: Vec<(u32, u32, u8)> = Vec::new();
        let mut words = vec![0_u32; 1 << WORD_BITS];
        let mut people = vec![0; reader.max_doc() as usize];
        for doc in 0..reader.max_doc() {
            for mark in marks_of(&marks, doc) {
                match mark {
                    Mark::Skill(skill, code) => skills.push((skill, doc, code.bits())),
                    Mark::Major(major) => majors.push((u32::from(major), doc, 0)),
                    Mark::Word(key) => words.get_mut(key as usize).into_iter().for_each(|count| *count += 1),
                    Mark::Capacity(count) => people[doc as usize] = count,
                    Mark::DaysPerWeek(_) | Mark::Months(_) => {}
                }
            }
        }
        let words = (0..).zip(words).filter(|&(_, count)| count > 0).collect();
        Ok(Self { skills: Lists::of(&skills), majors: Lists::of(&majors), marks, people, words })
    }

    /// The documents that claim `skill` in rising order, each with its code.
    pub(super) fn of(&self, skill: SkillNumber) -> impl Iterator<Item = (u32, SkillCode)> {
        self.skills.having(skill).map(|(doc, code)| (doc, SkillCode::from_bits(code)))
    }

    /// The documents that name `major` in rising order.
    pub(super) fn of_major(&self, major: MajorNumber) -> impl Iterator<Item = u32> {
        self.majors.having(u32::from(major)).map(|(doc, _)| doc)
    }

    /// Majors up to the largest number that any document names.
    pub(super) fn majors(&self) -> impl Iterator<Item = MajorNumber> {
        (0..=MajorNumber::MAX).take(self.majors.len())
    }

    /// Skills up to the largest number that any document claims.
    pub(super) fn skills(&self) -> impl Iterator<Item = SkillNumber> {
        0..self.skills.len() as SkillNumber
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

impl Lists {
    /// Sorts what documents have, given as number, document and code, by number.
    fn of(claims: &[(u32, u32, u8)]) -> Self {
        let numbers = claims.iter().map(|claim| claim.0 as usize + 1).max().unwrap_or(0);
        let mut starts = vec![0_u32; numbers + 1];
        for (number, ..) in claims {
            starts[*number as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let (mut docs, mut codes) = (vec![0; claims.len()], vec![0; claims.len()]);
        for &(number, doc, code) in claims {
            let at = &mut next[number as usize];
            docs[*at as usize] = doc;
            codes[*at as usize] = code;
            *at += 1;
        }
        Self { starts, docs, codes }
    }

    /// How many numbers there are.
    const fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The documents that have `number` in rising order, each with its code.
    fn having(&self, number: u32) -> impl Iterator<Item = (u32, u8)> {
        let bound = |at: usize| self.starts.get(at).map_or(self.docs.len(), |&start| start as usize);
        let range = bound(number as usize)..bound(number as usize + 1);
        self.docs[range.clone()].iter().copied().zip(self.codes[range].iter().copied())
    }
}
