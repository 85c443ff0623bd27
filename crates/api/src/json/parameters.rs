//! Parameters of addresses: what a search takes, for its description, and the strict ones of the lists.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

use rongqiao_model::choice::Choice;
use utoipa::IntoParams;

use super::schema;
use crate::address::pairs_of;
use crate::problem::{BadParameter, Problem};

/// Entries on a page of a list when the address does not say.
pub const PAGE_LIMIT: u64 = 50;

/// Most entries on a page of a list.
pub const PAGE_LIMIT_MAX: u64 = 100;

/// What a search takes. Nothing is refused: what is not understood is left out and named under `ignored`.
///
/// A parameter may stand several times, or hold several values with commas between them; they are alternatives.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SearchParameters {
    /// Words to look for: any text, of which 400 characters are read. `"…"` keeps words together, `-word` excludes.
    #[param(example = "嵌入式 实习")]
    pub q: Option<String>,
    /// Kinds of listing.
    #[param(value_type = Option<schema::Kinds>, inline, example = "job")]
    pub kind: Option<String>,
    /// Sides of the market.
    #[param(value_type = Option<schema::Sides>, inline, example = "demand")]
    pub side: Option<String>,
    /// Forms of employment.
    #[param(value_type = Option<schema::EmploymentTypes>, inline, example = "internship")]
    pub employment: Option<String>,
    /// Cities: codes of GB/T 2260 or names.
    #[param(example = "310000")]
    pub city: Option<String>,
    /// Zones of Lingang: codes of `/api/v1/codes/zones` or names.
    #[param(example = "lg-ic")]
    pub zone: Option<String>,
    /// Industries: codes of GB/T 4754 or names; they count for their section.
    #[param(example = "C")]
    pub industry: Option<String>,
    /// Levels of education. A listing that asks for none fits every level.
    #[param(value_type = Option<schema::EducationLevels>, inline, example = "bachelor")]
    pub education: Option<String>,
    /// Bands of experience in years. A listing that does not say fits every band.
    #[param(value_type = Option<schema::ExperienceBands>, inline, example = "none")]
    pub experience: Option<String>,
    /// Pays at least so many yuan a month at its upper end.
    #[param(value_type = Option<schema::WholeNumber>, inline, example = "8000")]
    pub salary_min: Option<String>,
    /// Pays at most so many yuan a month at its lower end.
    #[param(value_type = Option<schema::WholeNumber>, inline, example = "20000")]
    pub salary_max: Option<String>,
    /// Kinds of organisation.
    #[param(value_type = Option<schema::OrganisationKinds>, inline, example = "firm")]
    pub organisation_kind: Option<String>,
    /// Only listings of this organisation: its id.
    #[param(example = "0b5a1f8e-6f0e-5b60-9d5c-6d1f0f6f1a11")]
    pub organisation: Option<String>,
    /// Published within so many days.
    #[param(value_type = Option<schema::WholeNumber>, inline, example = "30")]
    pub published: Option<String>,
    /// Open, but closing within so many days.
    #[param(value_type = Option<schema::WholeNumber>, inline, example = "14")]
    pub closing: Option<String>,
    /// Order of the results; `relevance` unless told otherwise.
    #[param(value_type = Option<schema::SortWord>, inline, example = "newest")]
    pub sort: Option<String>,
    /// The value of `next` of the page before; anything else starts at the first page.
    pub cursor: Option<String>,
    /// Hits on a page, 1 to 100; 20 unless told otherwise.
    #[param(value_type = Option<schema::WholeNumber>, inline, example = "20")]
    pub limit: Option<String>,
    /// Dimensions to count values for. A search counts none unless told otherwise, `/facets` all.
    #[param(value_type = Option<schema::Dimensions>, inline, example = "kind,city")]
    pub facets: Option<String>,
}

/// Reads the parameters of a list, which are few and strict, and gathers every mistake.
#[derive(Debug)]
pub struct ListReader {
    pairs: Vec<(String, String)>,
    mistakes: Vec<BadParameter>,
}

impl ListReader {
    /// Starts reading a query string.
    #[must_use]
    pub fn new(query: Option<&str>) -> Self {
        Self { pairs: pairs_of(query.unwrap_or_default()), mistakes: Vec::new() }
    }

    /// The value of `parameter`: the last one, if it stands there several times.
    fn value(&self, parameter: &str) -> Option<&str> {
        self.pairs.iter().rev().find(|(name, _)| name == parameter).map(|(_, value)| value.as_str())
    }

    /// How many entries a page has.
    pub fn limit(&mut self, range: RangeInclusive<u64>, or_else: u64) -> u64 {
        let Some(text) = self.value("limit") else { return or_else };
        match text.parse().ok().filter(|limit| range.contains(limit)) {
            Some(limit) => limit,
            None => {
                let (min, max) = (range.start().to_string(), range.end().to_string());
                self.refuse("limit", "mistake-not-a-limit", vec![("min", min), ("max", max)]);
                or_else
            }
        }
    }

    /// The value of `parameter`, which an earlier answer gave; `sentence` tells so when it did not.
    pub fn cursor<C: FromStr + Display>(&mut self, parameter: &'static str, sentence: &'static str) -> Option<C> {
        let text = self.value(parameter)?;
        // Whatever an answer gives is written in one way only.
        let cursor = text.parse().ok().filter(|cursor: &C| cursor.to_string() == text);
        if cursor.is_none() {
            self.refuse(parameter, sentence, Vec::new());
        }
        cursor
    }

    /// The choice that `parameter` names.
    pub fn choice<C: Choice>(&mut self, parameter: &'static str) -> Option<C> {
        let text = self.value(parameter)?;
        let choice = C::ALL.iter().copied().find(|choice| choice.slug() == text);
        if choice.is_none() {
            let allowed = C::ALL.iter().map(|choice| choice.slug()).collect::<Vec<_>>().join(", ");
            let values = vec![("parameter", parameter.to_owned()), ("allowed", allowed)];
            self.refuse(parameter, "mistake-not-a-choice", values);
        }
        choice
    }

    fn refuse(&mut self, parameter: &'static str, sentence: &'static str, values: Vec<(&'static str, String)>) {
        self.mistakes.push(BadParameter::new(parameter, sentence, values));
    }

    /// Returns `value` if nothing was wrong.
    ///
    /// # Errors
    ///
    /// Returns a [`Problem`] that names every parameter at fault.
    pub fn finish<T>(self, value: T) -> Result<T, Problem> {
        if self.mistakes.is_empty() { Ok(value) } else { Err(Problem::bad_parameters(self.mistakes)) }
    }
}
