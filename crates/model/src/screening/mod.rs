//! Reads the texts of a posting for what the law or the platform forbids: discrimination, fees, bait, hidden contacts.
//!
//! [`screen`] is a pure function of a [`Posting`]. Its [`Hit`]s name the [`Rule`], and a rule names the [`Law`]s that it
//! rests on; what people read about them stands in the catalogue of texts. A hit that blocks is for the author to mend,
//! one that asks for a review is for a desk to judge.
//!
//! A text is folded first (`folding`), so that widths, traditional forms, invisible letters and symbols between letters
//! hide nothing. Then the words of each rule are sought (`words`, `rules`), leaving out those that a denial or
//! another sense excuses. Each step is linear in the text.

mod folding;
mod law;
mod pay;
mod rule;
mod rules;
mod wage;
mod words;

use std::ops::Range;

pub use self::law::Law;
pub use self::rule::Rule;
pub use self::wage::{MinimumWage, shipped_minimum_wages};
use crate::choice::EmploymentType;
use crate::kind::Shown;
use crate::listing::Listing;
use crate::pay::Pay;
use folding::Folded;

crate::choices! {
    /// What becomes of a posting, from best to worst.
    pub enum Verdict {
        /// Nothing was found.
        Pass = "pass",
        /// A desk looks at it before it is published.
        Review = "review",
        /// Its author has to change it.
        Block = "block",
    }
}

/// What is screened.
#[derive(Clone, Debug, Default)]
pub struct Posting<'a> {
    /// Its title, where no contact may stand.
    pub title: &'a str,
    /// Its long text.
    pub description: &'a str,
    /// Further texts by the names of their fields.
    pub fields: Vec<(&'static str, String)>,
    /// What it pays, where that is told apart from the texts.
    pub pay: Option<Pay>,
    /// How somebody is employed: minimum wages are not for interns and apprentices.
    pub employment: Option<EmploymentType>,
}

impl<'a> Posting<'a> {
    /// The texts of a listing, those of its details by the labels of their facts.
    #[must_use]
    pub fn of(listing: &'a Listing) -> Self {
        let filters = listing.details.filters();
        let mut fields: Vec<(&'static str, String)> = Vec::new();
        fields.extend(listing.title_en.clone().map(|title| ("title-en", title)));
        for fact in listing.details.facts() {
            match fact.value {
                Shown::Text(text) | Shown::Certificate(text, _) => fields.push((fact.label, text)),
                Shown::List(texts) | Shown::Lines(texts) => fields.push((fact.label, texts.join("\n"))),
                Shown::Quantity(..)
                | Shown::Term(..)
                | Shown::Day(_)
                | Shown::Moment(_)
                | Shown::Pay(_)
                | Shown::Yuan(..)
                | Shown::Targets(_) => {}
            }
        }
        Self {
            title: &listing.title,
            description: &listing.description,
            fields,
            pay: filters.pay,
            employment: filters.employment,
        }
    }
}

/// The part of a posting that a hit stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The title.
    Title,
    /// The description.
    Description,
    /// Another text, by the name of its field.
    Field(&'static str),
    /// The pay that is told apart from the texts; its hits have no span.
    Pay,
}

/// Words of a posting that a rule is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The rule.
    pub rule: Rule,
    /// Where the words stand.
    pub part: Part,
    /// Their bytes in the original text of that part, on the borders of characters.
    pub span: Range<usize>,
}

/// What was found in a posting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screening {
    /// The hits: title, description, fields, pay; within one text in its order.
    pub hits: Vec<Hit>,
}

impl Screening {
    /// The worst verdict of its hits.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.hits.iter().map(|hit| hit.rule.verdict()).max().unwrap_or(Verdict::Pass)
    }
}

/// Screens a posting; pay is held against `minimum` where one is given, that is, where the work is done in its place.
#[must_use]
pub fn screen(posting: &Posting<'_>, minimum: Option<&MinimumWage>) -> Screening {
    let minimum = minimum.filter(|_| !is_training(posting.employment));
    let texts = [(Part::Title, posting.title), (Part::Description, posting.description)];
    let fields = posting.fields.iter().map(|(name, text)| (Part::Field(name), text.as_str()));
    let mut hits: Vec<Hit> = Vec::new();
    for (part, text) in texts.into_iter().chain(fields) {
        let folded = Folded::of(text);
        let mut found = words::hits(&folded.text, part);
        found.extend(pay::hits(&folded.text, minimum));
        let place = |(rule, span)| Hit { rule, part, span: folded.span_in(text, span) };
        let before = hits.len();
        hits.extend(found.into_iter().map(place));
        hits[before..].sort_by_key(|hit| (hit.span.start, hit.span.end, hit.rule));
    }
    let faults = posting.pay.iter().flat_map(|pay| pay::faults(pay, minimum));
    hits.extend(faults.map(|rule| Hit { rule, part: Part::Pay, span: 0..0 }));
    Screening { hits }
}

fn is_training(employment: Option<EmploymentType>) -> bool {
    match employment {
        Some(EmploymentType::Internship | EmploymentType::Apprenticeship) => true,
        Some(EmploymentType::FullTime | EmploymentType::PartTime) | None => false,
    }
}
