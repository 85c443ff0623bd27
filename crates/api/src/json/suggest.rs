//! Completing what somebody is typing.

use axum::extract::{RawQuery, State};
use rongqiao_matching::Suggestion;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::answer::{Answer, Keep};
use super::refusals::{Refusals, Unchanged};
use super::schema::{self, SuggestionKindWord};
use crate::address::pairs_of;
use crate::app::App;
use crate::problem::Problem;

/// Suggestions unless told otherwise.
const LIMIT: usize = 8;

/// Most suggestions at once.
const LIMIT_MAX: usize = 20;

/// Characters that are completed; nobody types longer words.
const TYPED_MAX_CHARS: usize = 64;

/// What a suggestion takes. Nothing is refused.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SuggestParameters {
    /// What was typed so far: characters, pinyin, initials of pinyin, or Latin letters.
    #[param(example = "qrs")]
    pub q: Option<String>,
    /// Suggestions to give, 1 to 20; 8 unless told otherwise.
    #[param(value_type = Option<schema::WholeNumber>, inline, example = "8")]
    pub limit: Option<String>,
}

/// Suggestions, best first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Suggestions)]
pub struct SuggestionsOut<'a> {
    suggestions: Vec<SuggestionOut<'a>>,
}

/// One suggestion.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Suggestion)]
pub struct SuggestionOut<'a> {
    /// What to search for.
    #[schema(example = "嵌入式")]
    text: &'a str,
    /// What it is.
    #[schema(value_type = SuggestionKindWord)]
    kind: &'static str,
    /// Listings that carry it.
    #[schema(example = 12)]
    count: u32,
}

impl<'a> SuggestionOut<'a> {
    fn of(suggestion: &'a Suggestion) -> Self {
        Self { text: &suggestion.text, kind: suggestion.kind.slug(), count: suggestion.count }
    }
}

/// Completes what somebody is typing.
#[utoipa::path(
    get,
    path = "/api/v1/suggest",
    operation_id = "suggest",
    tag = "finding",
    params(SuggestParameters),
    responses(
        (status = 200, description = "Suggestions, best first.", body = SuggestionsOut),
        Unchanged,
        Refusals,
    )
)]
pub async fn show(State(app): State<App>, RawQuery(address): RawQuery) -> Result<Answer, Problem> {
    let pairs = pairs_of(address.as_deref().unwrap_or_default());
    let value = |name| pairs.iter().rev().find(|pair| pair.0 == name).map_or("", |pair| pair.1.as_str());
    let typed: String = value("q").chars().take(TYPED_MAX_CHARS).collect();
    let limit = value("limit").parse().map_or(LIMIT, |limit: usize| limit.clamp(1, LIMIT_MAX));
    let suggestions = app.index().suggest(&typed, limit);
    let out = SuggestionsOut { suggestions: suggestions.iter().map(SuggestionOut::of).collect() };
    Answer::of(&out, Keep::Minute)
}
