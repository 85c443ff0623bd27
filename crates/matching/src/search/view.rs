//! The index as one search sees it: segments with their facts in memory.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::columnar::ColumnValues;
use tantivy::index::SegmentId;
use tantivy::{InvertedIndexReader, Searcher, SegmentReader};
use uuid::Uuid;

use super::columns::Columns;
use crate::facts::{Facts, PackedFacts};
use crate::schema::Fields;

/// A fixed state of the index.
pub(crate) struct View {
    pub(crate) fields: Fields,
    pub(crate) segments: Vec<Segment>,
    /// Documents that are not deleted.
    pub(crate) documents: u64,
    /// Latest change that the state holds.
    pub(crate) seq: i64,
}

/// One segment with what scanning it needs.
pub(crate) struct Segment {
    pub(crate) reader: SegmentReader,
    pub(crate) head: Arc<InvertedIndexReader>,
    pub(crate) body: Arc<InvertedIndexReader>,
    pub(crate) loaded: Arc<Loaded>,
}

/// What is read from a segment once: it never changes while the segment exists.
pub(crate) struct Loaded {
    pub(crate) columns: Columns,
    /// Cities by their number in the facts; the first stands for "not known".
    pub(crate) cities: Vec<String>,
    pub(crate) zones: Vec<String>,
    id_high: Arc<dyn ColumnValues<u64>>,
    id_low: Arc<dyn ColumnValues<u64>>,
    pub(crate) organisations: Arc<dyn ColumnValues<u64>>,
}

impl View {
    /// Reads the segments of `searcher`; what `before` has read already is taken from there.
    pub(crate) fn new(
        searcher: &Searcher,
        fields: Fields,
        seq: i64,
        before: Option<&Self>,
    ) -> Result<Self, tantivy::TantivyError> {
        let known: FxHashMap<SegmentId, Arc<Loaded>> = before
            .map(|view| view.segments.iter().map(|it| (it.reader.segment_id(), it.loaded.clone())).collect())
            .unwrap_or_default();
        let mut segments = Vec::with_capacity(searcher.segment_readers().len());
        for reader in searcher.segment_readers() {
            let loaded = match known.get(&reader.segment_id()) {
                Some(loaded) => loaded.clone(),
                None => Arc::new(Loaded::read(reader)?),
            };
            segments.push(Segment {
                head: reader.inverted_index(fields.head)?,
                body: reader.inverted_index(fields.body)?,
                reader: reader.clone(),
                loaded,
            });
        }
        Ok(Self { fields, segments, documents: searcher.num_docs(), seq })
    }
}

impl Segment {
    pub(crate) fn id_of(&self, doc: u32) -> Uuid {
        Uuid::from_u64_pair(self.loaded.id_high.get_val(doc), self.loaded.id_low.get_val(doc))
    }

    pub(crate) fn is_alive(&self, doc: u32) -> bool {
        self.reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc))
    }
}

impl Loaded {
    fn read(reader: &SegmentReader) -> Result<Self, tantivy::TantivyError> {
        let columns = reader.fast_fields();
        let number = |name: &str| columns.column_first_or_default::<u64>(name);
        let (times, pay, order, words) = (number("times")?, number("pay")?, number("order")?, number("words")?);
        let (cities, city_of) = names(reader, "city")?;
        let (zones, zone_of) = names(reader, "zone")?;
        let columns = (0..reader.max_doc())
            .map(|doc| {
                let packed = PackedFacts {
                    times: times.get_val(doc),
                    pay: pay.get_val(doc),
                    order: order.get_val(doc),
                    words: words.get_val(doc),
                };
                Facts::unpack(packed, city_of(doc), zone_of(doc))
            })
            .collect();
        Ok(Self {
            columns,
            cities,
            zones,
            id_high: number("id_high")?,
            id_low: number("id_low")?,
            organisations: number("organisation")?,
        })
    }
}

/// The names in a column of words, and the number of each document's name among them.
///
/// Number 0 is the empty name. Beyond 65,534 names the rarest known place of a segment is not filtered by.
#[expect(clippy::type_complexity, reason = "used once, two lines below its making")]
fn names(
    reader: &SegmentReader,
    column: &str,
) -> Result<(Vec<String>, Box<dyn Fn(u32) -> u16>), tantivy::TantivyError> {
    let Some(column) = reader.fast_fields().str(column)? else {
        return Ok((vec![String::new()], Box::new(|_| 0)));
    };
    let mut names = vec![String::new()];
    let mut number_of = Vec::with_capacity(column.num_terms());
    let mut name = String::new();
    for ord in 0..column.num_terms() as u64 {
        column.ord_to_str(ord, &mut name)?;
        let full = names.len() >= usize::from(u16::MAX);
        number_of.push(if name.is_empty() || full { 0 } else { names.len() as u16 });
        if !name.is_empty() && !full {
            names.push(name.clone());
        }
    }
    let ords = column.ords().clone().first_or_default_col(0);
    Ok((names, Box::new(move |doc| number_of.get(ords.get_val(doc) as usize).copied().unwrap_or(0))))
}
