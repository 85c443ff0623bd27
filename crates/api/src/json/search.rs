//! Searching, and counting what a search would find.

use std::time::Instant;

use axum::extract::{RawQuery, State};
use rongqiao_matching::{Dimension, Facet, Hit, MatchIndex, SearchPage, SearchQuery};
use rongqiao_model::listing::PublishedListing;

use super::accept::Accepted;
use super::answer::{Answer, Keep};
use super::hit::HitOut;
use super::names;
use super::parameters::SearchParameters;
use super::refusals::{Refusals, Unchanged};
use super::results::{FacetOut, FacetsOut, IgnoredOut, RescueOut, SearchOut, TotalOut};
use crate::address::{self, Ignored, parameter_of};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Searches all listings.
///
/// Finds listings of every kind that fit the words and filters, best first, and says why each one fits. Every hit is
/// checked against the database. Any input gives an answer; what is not understood is named under `ignored`.
#[utoipa::path(
    get,
    path = "/api/v1/search",
    operation_id = "search",
    tag = "finding",
    params(SearchParameters),
    responses(
        (status = 200, description = "One page of results.", body = SearchOut,
         headers(("ETag" = String, description = "Tag of this answer, for `If-None-Match`."))),
        Unchanged,
        Refusals,
    )
)]
pub async fn show(
    State(app): State<App>,
    Accepted(language): Accepted,
    RawQuery(address): RawQuery,
) -> Result<Answer, Problem> {
    let (query, ignored) = read(&app, address.as_deref());
    let index = app.index();
    let page = search(&app, &index, &query)?;
    app.missed.note(&query, &page, app.clock.now());
    let ids: Vec<_> = page.hits.iter().map(|hit| hit.id).collect();
    let listings = app.store.find_public_listings(&ids).await?;
    let highlighter = index.highlighter(&query.text);
    let out = SearchOut {
        total: TotalOut::of(page.total, listings.len() == page.hits.len()),
        hits: paired(&page.hits, &listings)
            .map(|(hit, listing)| HitOut::of(hit, listing, &highlighter, &app, language))
            .collect(),
        facets: facets_out(&page.facets, &app, language),
        next: page.next.map(|cursor| cursor.to_string()),
        rescue: page.rescue.as_ref().map(RescueOut::of),
        ignored: ignored.iter().map(IgnoredOut::of).collect(),
    };
    Answer::of(&out, Keep::Revalidate)
}

/// Counts what a search would find.
///
/// Takes the same parameters as the search and gives its total and facets without hits; all dimensions unless
/// `facets` names some. The facet of a dimension does not shrink itself: its counts are those that each of its values
/// would have if it were chosen alone.
#[utoipa::path(
    get,
    path = "/api/v1/facets",
    operation_id = "listFacets",
    tag = "finding",
    params(SearchParameters),
    responses(
        (status = 200, description = "Total and facets.", body = FacetsOut),
        Unchanged,
        Refusals,
    )
)]
pub async fn show_facets(
    State(app): State<App>,
    Accepted(language): Accepted,
    RawQuery(address): RawQuery,
) -> Result<Answer, Problem> {
    let (mut query, ignored) = read(&app, address.as_deref());
    query.limit = 1;
    query.cursor = None;
    if query.facets.is_empty() {
        query.facets = Dimension::ALL.iter().copied().filter(|&it| is_counted(it)).collect();
    }
    let page = search(&app, &app.index(), &query)?;
    let out = FacetsOut {
        total: TotalOut::of(page.total, true),
        facets: facets_out(&page.facets, &app, language),
        ignored: ignored.iter().map(IgnoredOut::of).collect(),
    };
    Answer::of(&out, Keep::Revalidate)
}

fn read(app: &App, address: Option<&str>) -> (SearchQuery, Vec<Ignored>) {
    address::read(&address::pairs_of(address.unwrap_or_default()), &app.codes)
}

/// Searches in place: it takes less time than handing the work to another thread and back.
fn search(app: &App, index: &MatchIndex, query: &SearchQuery) -> Result<SearchPage, Problem> {
    let started = Instant::now();
    let page = index.search(query, app.clock.now())?;
    app.metrics.searched(started);
    Ok(page)
}

/// Each hit with its listing; both come in the same order, and hits that the database does not confirm are left out.
fn paired<'a>(
    hits: &'a [Hit],
    listings: &'a [PublishedListing],
) -> impl Iterator<Item = (&'a Hit, &'a PublishedListing)> {
    let mut listings = listings.iter().peekable();
    hits.iter().filter_map(move |hit| Some((hit, listings.next_if(|it| it.listing.id == hit.id)?)))
}

/// Whether values of `dimension` are counted, not only filtered by.
const fn is_counted(dimension: Dimension) -> bool {
    match dimension {
        Dimension::Kind
        | Dimension::Side
        | Dimension::Employment
        | Dimension::City
        | Dimension::Zone
        | Dimension::Industry
        | Dimension::Education
        | Dimension::Experience
        | Dimension::OrganisationKind
        | Dimension::Published
        | Dimension::Closing => true,
        Dimension::Pay | Dimension::Organisation => false,
    }
}

fn facets_out<'a>(facets: &'a [Facet], app: &'a App, language: Language) -> Vec<(&'static str, Vec<FacetOut<'a>>)> {
    let of_value = |facet: &'a Facet| {
        let name = move |value| names::name_of(facet.dimension, value, &app.codes, language);
        facet.values.iter().map(move |value| FacetOut::of(value, name(&value.value))).collect()
    };
    facets.iter().map(|facet| (parameter_of(facet.dimension), of_value(facet))).collect()
}
