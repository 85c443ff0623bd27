//! Which documents of a segment claim which skill, and what else fitting needs of them.

use rustc_hash::FxHashMap;
use tantivy::SegmentReader;
use tantivy::columnar::Column;

use super::columns::Columns;
use crate::fit::{Description, Mark, SkillCode};
use crate::skills::SkillNumber;

/// The skills of a segment's documents, from the skill to the documents and back.
pub(crate) struct SkillPostings {
    /// Where the documents of each skill begin; one more than there are skills.
    starts: Vec<u32>,
    docs: Vec<u32>,
    codes: Vec<u8>,
    marks: Column<u64>,
    /// In how many documents each word of a title stands.
    pub(super) words: FxHashMap<u32, u32>,
}

impl SkillPostings {
    /// Reads the marks of a segment; linear in them.
    pub(crate) fn read(reader: &SegmentReader) -> Result<Self, tantivy::TantivyError> {
        let marks = reader.fast_fields().column_opt::<u64>("marks")?;
        let marks = marks.unwrap_or_else(|| Column::build_empty_column(reader.max_doc()));
        let mut claims: Vec<(SkillNumber, u32, u8)> = Vec::new();
        let mut words: FxHashMap<u32, u32> = FxHashMap::default();
        for doc in 0..reader.max_doc() {
            for mark in marks.values_for_doc(doc).filter_map(Mark::unpack) {
                match mark {
                    Mark::Skill(skill, code) => claims.push((skill, doc, code.bits())),
                    Mark::Word(key) => *words.entry(key).or_default() += 1,
                    Mark::Major(_) | Mark::DaysPerWeek(_) | Mark::Months(_) | Mark::Capacity(_) => {}
                }
            }
        }
        let (starts, docs, codes) = by_skill(&claims);
        Ok(Self { starts, docs, codes, marks, words })
    }

    /// The documents that claim `skill` in rising order, each with its code.
    pub(super) fn of(&self, skill: SkillNumber) -> impl Iterator<Item = (u32, SkillCode)> {
        let bound = |at: usize| self.starts.get(at).map_or(self.docs.len(), |&start| start as usize);
        let range = bound(skill as usize)..bound(skill as usize + 1);
        let codes = self.codes[range.clone()].iter().map(|&bits| SkillCode::from_bits(bits));
        self.docs[range].iter().copied().zip(codes)
    }

    /// Skills up to the largest number that any document claims.
    pub(super) fn skills(&self) -> impl Iterator<Item = SkillNumber> {
        0..self.starts.len().saturating_sub(1) as SkillNumber
    }

    /// The marks of one document.
    pub(super) fn marks(&self, doc: u32) -> impl Iterator<Item = Mark> {
        self.marks.values_for_doc(doc).filter_map(Mark::unpack)
    }

    /// Describes a document as [`Description::of`] described its listing.
    pub(super) fn describe(&self, doc: u32, columns: &Columns, cities: &[String]) -> Description {
        Description::kept(self.marks(doc), columns.demands(doc), Some(&cities[usize::from(columns.city[doc as usize])]))
    }
}

/// Sorts claims by skill: where each skill's documents begin, the documents, and their codes.
fn by_skill(claims: &[(SkillNumber, u32, u8)]) -> (Vec<u32>, Vec<u32>, Vec<u8>) {
    let skills = claims.iter().map(|claim| claim.0 as usize + 1).max().unwrap_or(0);
    let mut starts = vec![0_u32; skills + 1];
    for (skill, ..) in claims {
        starts[*skill as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let (mut docs, mut codes) = (vec![0; claims.len()], vec![0; claims.len()]);
    for &(skill, doc, code) in claims {
        let at = &mut next[skill as usize];
        docs[*at as usize] = doc;
        codes[*at as usize] = code;
        *at += 1;
    }
    (starts, docs, codes)
}
