//! What is indexed, and how.

use tantivy::schema::{
    BytesOptions, FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{Index, TantivyDocument};
use uuid::Uuid;

use crate::analysis::{self, fold};
use crate::document::{Head, IndexDocument};

/// Raised with every change to what is written, a new kind among them, since facts hold the kinds' numbers: an index of
/// another layout is rebuilt at the start.
pub(crate) const LAYOUT: u32 = 6;

const HEAD_TOKENIZER: &str = "head";
const BODY_TOKENIZER: &str = "body";

/// Separates the sections of a head.
const SECTION: char = '\u{1e}';

/// Bits that say in which sections of the head a term stands; the index keeps them as the term's frequency.
pub(crate) mod section {
    pub(crate) const CONTEXT: u8 = 1;
    pub(crate) const TITLE: u8 = 2;
    pub(crate) const SKILL: u8 = 4;
    pub(crate) const OCCUPATION: u8 = 8;
    pub(crate) const ALL: u8 = 15;
}

/// The index's fields, resolved once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    pub(crate) id: Field,
    pub(crate) id_high: Field,
    pub(crate) id_low: Field,
    pub(crate) organisation: Field,
    pub(crate) head: Field,
    pub(crate) body: Field,
    pub(crate) suggestion: Field,
    pub(crate) city: Field,
    pub(crate) zone: Field,
    pub(crate) times: Field,
    pub(crate) pay: Field,
    pub(crate) order: Field,
    pub(crate) words: Field,
    pub(crate) marks: Field,
}

/// Builds the schema; a change here needs [`LAYOUT`] raised.
pub(crate) fn build() -> (Schema, Fields) {
    let text = |tokenizer: &str, option: IndexRecordOption| {
        let indexing = TextFieldIndexing::default();
        let indexing = indexing.set_tokenizer(tokenizer).set_index_option(option).set_fieldnorms(false);
        TextOptions::default().set_indexing_options(indexing)
    };
    let name = || TextOptions::default().set_fast("raw");
    let number = || NumericOptions::default().set_fast();
    let mut schema = Schema::builder();
    let fields = Fields {
        id: schema.add_bytes_field("id", BytesOptions::default().set_indexed()),
        id_high: schema.add_u64_field("id_high", number()),
        id_low: schema.add_u64_field("id_low", number()),
        organisation: schema.add_u64_field("organisation", INDEXED | FAST),
        head: schema.add_text_field("head", text(HEAD_TOKENIZER, IndexRecordOption::WithFreqs)),
        body: schema.add_text_field("body", text(BODY_TOKENIZER, IndexRecordOption::WithFreqs)),
        suggestion: schema.add_text_field("suggestion", text("raw", IndexRecordOption::Basic)),
        city: schema.add_text_field("city", name()),
        zone: schema.add_text_field("zone", name()),
        times: schema.add_u64_field("times", number()),
        pay: schema.add_u64_field("pay", number()),
        order: schema.add_u64_field("order", number()),
        words: schema.add_u64_field("words", number()),
        marks: schema.add_u64_field("marks", number()),
    };
    (schema.build(), fields)
}

/// Gives `index` the tokenizers that the schema names.
pub(crate) fn register(index: &Index) {
    index.tokenizers().register(HEAD_TOKENIZER, HeadTokenizer);
    index.tokenizers().register(BODY_TOKENIZER, BodyTokenizer);
}

/// The half of a UUID that an organisation is filtered by.
pub(crate) fn organisation_key(id: Uuid) -> u64 {
    id.as_u128() as u64
}

/// Turns a document into what tantivy stores; `seq` is the change that brings it.
pub(crate) fn encode(fields: &Fields, document: &IndexDocument, seq: i64) -> TantivyDocument {
    let mut facts = document.facts;
    facts.seq = u32::try_from(seq).unwrap_or(u32::MAX);
    let packed = facts.pack();
    let id = document.id.as_uuid();
    let (high, low) = id.as_u64_pair();
    let mut encoded = TantivyDocument::default();
    encoded.add_bytes(fields.id, id.as_bytes());
    encoded.add_u64(fields.id_high, high);
    encoded.add_u64(fields.id_low, low);
    encoded.add_u64(fields.organisation, organisation_key(document.organisation.as_uuid()));
    encoded.add_text(fields.head, joined(&document.head));
    encoded.add_text(fields.body, &document.body);
    for suggestion in &document.suggestions {
        encoded.add_text(fields.suggestion, suggestion);
    }
    encoded.add_text(fields.city, document.city.as_deref().unwrap_or_default());
    encoded.add_text(fields.zone, document.zone.as_deref().unwrap_or_default());
    encoded.add_u64(fields.times, packed.times);
    encoded.add_u64(fields.pay, packed.pay);
    encoded.add_u64(fields.order, packed.order);
    encoded.add_u64(fields.words, packed.words);
    for mark in &document.marks {
        encoded.add_u64(fields.marks, mark.pack());
    }
    encoded
}

/// The terms of a head as the index keeps them, each with the bits of the sections in which it stands.
pub(crate) fn head_terms(head: &Head) -> Vec<(String, u8)> {
    terms_by_section(&joined(head))
}

fn terms_by_section(head: &str) -> Vec<(String, u8)> {
    let mut terms: Vec<(String, u8)> = Vec::new();
    for (at, section) in head.split(SECTION).enumerate().take(4) {
        analysis::head_terms(&fold(section), |term| terms.push((term.to_owned(), 1 << at)));
    }
    terms.sort_unstable();
    terms.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 |= next.1;
        }
        same
    });
    terms
}

fn joined(head: &Head) -> String {
    [&head.context, &head.title, &head.skill, &head.occupation].map(String::as_str).join(&SECTION.to_string())
}

/// Gives each term of a head as many times as its section bits say.
#[derive(Clone, Debug)]
struct HeadTokenizer;

/// Gives each word of a body as often as it stands there.
#[derive(Clone, Debug)]
struct BodyTokenizer;

#[derive(Debug)]
struct Terms {
    terms: Vec<(String, u8)>,
    at: usize,
    left: u8,
    token: Token,
}

impl Tokenizer for HeadTokenizer {
    type TokenStream<'a> = Terms;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms {
        Terms::new(terms_by_section(text))
    }
}

impl Tokenizer for BodyTokenizer {
    type TokenStream<'a> = Terms;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms {
        let mut terms = Vec::new();
        analysis::body_terms(&fold(text), |term| terms.push((term.to_owned(), 1)));
        Terms::new(terms)
    }
}

impl Terms {
    fn new(terms: Vec<(String, u8)>) -> Self {
        // Positions are not indexed; tantivy only asks that they are small.
        let token = Token { position: 0, ..Token::default() };
        Self { terms, token, at: 0, left: 0 }
    }
}

impl TokenStream for Terms {
    fn advance(&mut self) -> bool {
        while self.left == 0 {
            let Some((term, times)) = self.terms.get_mut(self.at) else { return false };
            self.token.text = std::mem::take(term);
            self.left = *times;
            self.at += 1;
        }
        self.left -= 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
