//! Asking the index, and reading what it found from the database.

use std::collections::HashMap;

use rongqiao_matching::{Dimension, Facet, SearchPage, SearchQuery};
use rongqiao_model::listing::PublishedListing;

use super::card::Card;
use super::wording::Wording;
use crate::app::App;
use crate::problem::Problem;

/// A page of results with the listings that may be shown of it, in its order.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// What the index says.
    pub page: SearchPage,
    /// The listings behind the hits; those no longer public are left out.
    pub listings: Vec<PublishedListing>,
}

/// Searches without looking into the database.
pub(crate) async fn search(app: &App, query: SearchQuery) -> Result<SearchPage, Problem> {
    let (index, now) = (app.index(), app.clock.now());
    Ok(tokio::task::spawn_blocking(move || index.search(&query, now)).await??)
}

/// Searches, and checks every hit against the database.
pub(crate) async fn find(app: &App, query: SearchQuery) -> Result<Found, Problem> {
    let page = search(app, query).await?;
    let ids: Vec<_> = page.hits.iter().map(|hit| hit.id).collect();
    let listings = app.store.find_public_listings(&ids).await?;
    Ok(Found { page, listings })
}

impl Found {
    /// The listings as a list shows them, without marks.
    pub(crate) fn cards(&self, wording: &Wording<'_>) -> Vec<Card> {
        self.listings.iter().map(|listing| Card::plain(wording, listing)).collect()
    }

    /// The listings as answers to `text`, marked, with their reasons.
    pub(crate) fn answers(&self, app: &App, wording: &Wording<'_>, text: &str) -> Vec<Card> {
        let words = app.index().highlighter(text);
        let hits: HashMap<_, _> = self.page.hits.iter().map(|hit| (hit.id, hit)).collect();
        let hit_of = |listing: &PublishedListing| hits.get(&listing.listing.id).copied();
        let answers = self.listings.iter().filter_map(|listing| Some((listing, hit_of(listing)?)));
        answers.map(|(listing, hit)| Card::found(wording, listing, hit, &words)).collect()
    }

    /// Whether any listing was written for demonstration.
    pub(crate) fn shows_demo(&self) -> bool {
        self.listings.iter().any(|listing| listing.listing.demo)
    }

    /// How many listings carry each value of `dimension`; nothing unless it was asked for.
    pub(crate) fn counts(&self, dimension: Dimension) -> HashMap<&str, u64> {
        let facet = self.page.facets.iter().find(|facet| facet.dimension == dimension);
        facet.map(|facet| &facet.values).into_iter().flatten().map(|it| (it.value.as_str(), it.count)).collect()
    }

    /// The counts of `dimension`.
    pub(crate) fn facet(&self, dimension: Dimension) -> Option<&Facet> {
        self.page.facets.iter().find(|facet| facet.dimension == dimension)
    }
}

/// Whether the newest content was written for demonstration, for pages that list nothing themselves.
pub(crate) async fn shows_demo_content(app: &App) -> Result<bool, Problem> {
    let newest = SearchQuery { sort: rongqiao_matching::Sort::Newest, limit: 3, ..SearchQuery::default() };
    Ok(find(app, newest).await?.shows_demo())
}
