//! HTML pages, one module per page: what it reads, its template, its handler.
//!
//! Every page stands at two addresses: in Chinese under `/`, in English under `/en/`.

mod about;
mod account;
mod applications;
mod attachments;
mod bookings;
mod brought;
mod browse;
mod card;
mod challenges;
mod chips;
mod complaints;
mod connections;
mod cooperation;
mod desk;
mod discovery;
mod entry;
mod events;
mod facts;
mod feed;
mod figures;
mod filters;
mod finding;
mod fit;
mod fits;
mod form;
mod grounds;
mod help;
mod home;
mod imprint;
mod inquiries;
mod internships;
mod layout;
mod leaving;
mod listing;
mod manual;
mod membership;
mod mentoring;
mod messages;
mod mirror;
mod mirror_chart;
mod mirror_listings;
mod mirror_row;
mod mirror_table;
mod news;
mod orders;
mod organisation;
mod organisation_desk;
mod organisations;
mod paging;
mod person_desk;
mod picture;
mod policy;
mod preferences;
mod privacy;
mod problem;
mod profile;
mod publishing;
mod ranking;
mod rescue;
mod saved;
mod search;
mod structured;
mod talents;
#[cfg(test)]
mod tests;
mod text_table;
mod visit;
mod wording;
mod workbench;

use axum::middleware::from_fn_with_state;
use axum::response::Redirect;
use axum::routing::{get, post};
use axum::{Extension, Router};

pub(crate) use self::fits::ruled_out_words;
pub(crate) use self::grounds::{condition_words, ground_words, unsaid_words};
pub(crate) use self::problem::problem_page;
pub(crate) use self::saved::newest_first;
pub(crate) use self::visit::Visit;
use self::wording::Wording;
use crate::app::App;
use crate::assets;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::recognise;

/// Everything that people and their browsers ask for, and the page for what leads nowhere.
pub fn routes(app: &App) -> Router<App> {
    Language::ALL
        .iter()
        .fold(Router::new(), |site, &language| site.merge(pages(language)))
        .layer(from_fn_with_state(app.clone(), recognise))
        .route("/en", get(|| async { Redirect::permanent("/en/") }))
        .route("/assets/{name}", get(assets::show))
        .route("/favicon.svg", get(assets::favicon))
        .route("/share.png", get(assets::share_picture))
        .route("/robots.txt", get(discovery::robots))
        .route("/sitemap.xml", get(discovery::sitemap_index))
        .route("/sitemaps/{page}", get(discovery::sitemap))
        .fallback(|| async { Problem::not_found() })
        .layer(Extension(discovery::SitemapPages::default()))
}

/// What letters lead to whose readers are not signed in: asked for with what stands in the letter alone.
pub fn routes_of_letters() -> Router<App> {
    Language::ALL.iter().fold(Router::new(), |site, &language| site.merge(leaving::routes(language)))
}

/// Words in `language`, for what is not a page but says the same.
pub(crate) fn speaking(app: &App, language: Language) -> Wording<'_> {
    Wording::new(app, language)
}

/// The pages in one language.
fn pages(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/"), get(home::show))
        .route(&at("/search"), get(search::show))
        .route(&at("/feed.atom"), get(feed::show))
        .route(&at("/opensearch.xml"), get(discovery::opensearch))
        .route(&at("/listings/{id}"), get(listing::show))
        .route(&at("/listings/{id}/attachments/{piece}"), get(attachments::show))
        .route(&at("/fits"), get(fits::show))
        .route(&at("/fits/read"), get(fits::lead_to_form).post(fits::submit))
        .route(&at("/fits/{id}"), get(fit::show))
        .route(&at("/organisations"), get(organisations::show))
        .route(&at("/organisations/{id}"), get(organisation::show))
        .route(&at("/kinds"), get(browse::show_kinds))
        .route(&at("/zones"), get(browse::show_zones))
        .route(&at("/news"), get(news::show))
        .route(&at("/news.atom"), get(news::show_feed))
        .route(&at("/policies"), get(news::show_policies))
        .route(&at("/industries"), get(browse::show_industries))
        .route(&at("/mirror"), get(mirror::show))
        .route(&at("/mirror.csv"), get(mirror_table::show))
        .route(&at("/mirror/listings"), get(mirror_listings::show))
        .route(&at("/help"), get(help::show))
        .route(&at("/ranking"), get(ranking::show))
        .route(&at("/about"), get(about::show))
        .route(&at("/api"), get(manual::show))
        .route(&at("/imprint"), get(imprint::show))
        .route(&at("/preferences"), post(preferences::submit))
        .merge(account::routes(language))
        .merge(desk::routes(language))
        .merge(profile::routes(language))
        .merge(saved::routes(language))
        .merge(messages::routes(language))
        .merge(entry::routes(language))
        .merge(events::routes(language))
        .merge(membership::routes(language))
        .merge(organisation_desk::routes(language))
        .merge(publishing::routes(language))
        .merge(privacy::routes(language))
        .merge(person_desk::routes(language))
        .merge(complaints::routes(language))
        .merge(inquiries::routes(language))
        .merge(talents::routes(language))
        .merge(applications::routes(language))
        .merge(workbench::routes(language))
        .merge(cooperation::routes(language))
        .merge(mentoring::routes(language))
        .merge(bookings::routes(language))
        .merge(orders::routes(language))
        .merge(challenges::routes(language))
        .merge(internships::routes(language))
        .merge(connections::routes(language))
        .merge(figures::routes(language))
}
