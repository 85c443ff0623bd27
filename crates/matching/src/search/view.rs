//! The index as one search sees it: segments with their facts in memory.

use std::sync::Arc;

use rongqiao_model::ListingId;
use rustc_hash::FxHashMap;
use tantivy::columnar::ColumnValues;
use tantivy::index::SegmentId;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet as _, InvertedIndexReader, Searcher, SegmentReader, Term};
use uuid::Uuid;

use super::columns::Columns;
use super::skill_postings::SkillPostings;
use crate::facts::{Facts, PackedFacts};
use crate::fit::{Description, Market, SkillCode, WORD_BITS, asked_weight, weight, words_weight};
use crate::schema::Fields;
use crate::skills::Vocabulary;

/// A fixed state of the index.
pub(crate) struct View {
    pub(crate) fields: Fields,
    pub(crate) segments: Vec<Segment>,
    /// Documents that are not deleted.
    pub(crate) documents: u64,
    /// Latest change that the state holds.
    pub(crate) seq: i64,
    /// How much skills tell; taken anew when a tenth of the documents changed.
    pub(crate) market: Arc<Market>,
    /// Documents that there were when the market was taken.
    market_documents: u64,
}

/// One segment with what scanning it needs.
pub(crate) struct Segment {
    pub(crate) reader: SegmentReader,
    pub(crate) head: Arc<InvertedIndexReader>,
    pub(crate) body: Arc<InvertedIndexReader>,
    pub(crate) loaded: Arc<Loaded>,
    pub(crate) per_weight: Arc<PerWeight>,
}

/// For each document, the share of all its skills, or of all words of its title, that one unit of their weight in the
/// market makes up.
pub(crate) struct PerWeight {
    pub(crate) skills: Vec<f32>,
    pub(crate) words: Vec<f32>,
}

/// What is read from a segment once: it never changes while the segment exists.
pub(crate) struct Loaded {
    pub(crate) columns: Columns,
    pub(crate) skills: SkillPostings,
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
        let known: FxHashMap<SegmentId, &Segment> =
            before.into_iter().flat_map(|view| &view.segments).map(|it| (it.reader.segment_id(), it)).collect();
        let mut loaded = Vec::with_capacity(searcher.segment_readers().len());
        for reader in searcher.segment_readers() {
            loaded.push(match known.get(&reader.segment_id()) {
                Some(segment) => segment.loaded.clone(),
                None => Arc::new(Loaded::read(reader)?),
            });
        }
        let documents = searcher.num_docs();
        let same_market = before.filter(|view| view.market_documents.abs_diff(documents) * 10 <= documents);
        let market = match same_market {
            Some(view) => view.market.clone(),
            None => Arc::new(market_of(&loaded, documents)),
        };
        let market_documents = same_market.map_or(documents, |view| view.market_documents);
        let mut segments = Vec::with_capacity(loaded.len());
        for (reader, loaded) in searcher.segment_readers().iter().zip(loaded) {
            let before = known.get(&reader.segment_id()).filter(|_| same_market.is_some());
            segments.push(Segment {
                head: reader.inverted_index(fields.head)?,
                body: reader.inverted_index(fields.body)?,
                reader: reader.clone(),
                per_weight: before
                    .map_or_else(|| Arc::new(loaded.per_weight(&market)), |segment| segment.per_weight.clone()),
                loaded,
            });
        }
        Ok(Self { fields, segments, documents, seq, market, market_documents })
    }
}

impl View {
    /// Describes the listing with this id; `None` if it is not there.
    pub(crate) fn describe(&self, id: ListingId) -> Result<Option<Description>, tantivy::TantivyError> {
        let term = Term::from_field_bytes(self.fields.id, id.as_uuid().as_bytes());
        for segment in &self.segments {
            let ids = segment.reader.inverted_index(self.fields.id)?;
            let Some(mut postings) = ids.read_postings(&term, IndexRecordOption::Basic)? else { continue };
            while postings.doc() != tantivy::TERMINATED {
                if segment.is_alive(postings.doc()) {
                    return Ok(Some(segment.describe(postings.doc())));
                }
                postings.advance();
            }
        }
        Ok(None)
    }
}

/// Counts in how many documents each skill and each word of a title stands.
fn market_of(segments: &[Arc<Loaded>], documents: u64) -> Market {
    let vocabulary = Vocabulary::current();
    let mut skills = vec![0_u32; vocabulary.skills().len()];
    let mut words = vec![0_u32; 1 << WORD_BITS];
    for loaded in segments {
        for (number, count) in (0..).zip(&mut skills) {
            *count += loaded.skills.of(number).len() as u32;
        }
        for word in loaded.skills.words() {
            words.get_mut(word as usize).into_iter().for_each(|it| *it += loaded.skills.of_word(word).len() as u32);
        }
    }
    Market::of(vocabulary, documents, &skills, &words)
}

impl Segment {
    pub(crate) fn id_of(&self, doc: u32) -> Uuid {
        Uuid::from_u64_pair(self.loaded.id_high.get_val(doc), self.loaded.id_low.get_val(doc))
    }

    /// Describes a document as its listing was described for the index.
    pub(crate) fn describe(&self, doc: u32) -> Description {
        self.loaded.skills.describe(doc, &self.loaded.columns, &self.loaded.cities)
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
            skills: SkillPostings::read(reader)?,
            cities,
            zones,
            id_high: number("id_high")?,
            id_low: number("id_low")?,
            organisations: number("organisation")?,
        })
    }

    /// What one unit of weight makes up of each document.
    fn per_weight(&self, market: &Market) -> PerWeight {
        let unsaid = Description::default();
        let mut skills = vec![asked_weight(&unsaid.skills, market); self.columns.kind.len()];
        for skill in self.skills.skills() {
            let weights = SkillCode::worths(|code| weight(&code.claim(skill), market));
            for (doc, code) in self.skills.of(skill).iter() {
                skills[doc as usize] += code.worth(&weights);
            }
        }
        let mut words = vec![words_weight(&unsaid.words, market); self.columns.kind.len()];
        for word in self.skills.words() {
            self.skills.of_word(word).iter().for_each(|(doc, ())| words[doc as usize] += market.word(word));
        }
        skills.iter_mut().chain(&mut words).for_each(|weight| *weight = weight.recip());
        PerWeight { skills, words }
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
