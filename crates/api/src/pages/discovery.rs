//! What search engines and browsers ask for: sitemaps, `/robots.txt`, the search description.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rongqiao_model::ListingId;
use time::{Duration, OffsetDateTime};

use super::visit::Visit;
use super::wording::machine;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Listings on one page of the sitemap.
const LISTINGS_PER_PAGE: u64 = 10_000;

/// How long the division into pages is kept; a new listing is on the last page before that anyway.
const PAGES_STAY: Duration = Duration::hours(1);

/// Organisations in the sitemap of pages.
const ORGANISATIONS: u64 = 10_000;

const PATHS: [&str; 13] = [
    "/",
    "/news",
    "/policies",
    "/events",
    "/kinds",
    "/zones",
    "/industries",
    "/organisations",
    "/mirror",
    "/help",
    "/about",
    "/privacy",
    "/api",
];

const XML: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "application/xml; charset=utf-8")];

const SITEMAPS: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Where the pages of the sitemap begin, as it was found last.
#[derive(Clone, Debug, Default)]
pub(super) struct SitemapPages(Arc<Mutex<Option<Division>>>);

/// The last listing of each full page, and when they were found.
#[derive(Clone, Debug)]
struct Division {
    found_at: OffsetDateTime,
    ends: Vec<ListingId>,
}

impl SitemapPages {
    /// The last listing of each full page.
    async fn ends(&self, app: &App) -> Result<Vec<ListingId>, Problem> {
        let now = app.clock.now();
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(kept) = kept.filter(|kept| now - kept.found_at < PAGES_STAY) {
            return Ok(kept.ends);
        }
        let ends = app.store.list_sitemap_page_ends(LISTINGS_PER_PAGE, now).await?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Division { found_at: now, ends: ends.clone() });
        Ok(ends)
    }
}

/// `GET /sitemap.xml`: the index of the sitemap's pages.
pub(super) async fn sitemap_index(
    State(app): State<App>,
    Extension(pages): Extension<SitemapPages>,
    visit: Visit,
) -> Result<Response, Problem> {
    let ends = pages.ends(&app).await?;
    let starts = ["pages", "start"].map(str::to_owned).into_iter().chain(ends.iter().map(ToString::to_string));
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{SITEMAPS}\">\n");
    for start in starts {
        let address = visit.absolute(Language::Chinese, &format!("/sitemaps/{start}.xml"));
        xml.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", escaped(&address)));
    }
    xml.push_str("</sitemapindex>\n");
    Ok((XML, xml).into_response())
}

/// `GET /sitemaps/{page}`: the pages proper, or the open listings after the one the page is named after.
pub(super) async fn sitemap(
    State(app): State<App>,
    visit: Visit,
    Path(page): Path<String>,
) -> Result<Response, Problem> {
    let page = page.strip_suffix(".xml").ok_or_else(Problem::not_found)?;
    let addresses = match page {
        "pages" => page_addresses(&app).await?,
        "start" => listing_addresses(&app, None).await?,
        after => listing_addresses(&app, Some(after.parse().map_err(|_| Problem::not_found())?)).await?,
    };
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{SITEMAPS}\">\n");
    for (path, changed) in addresses {
        let changed = changed.map(|at| format!("<lastmod>{}</lastmod>", machine(at))).unwrap_or_default();
        for &language in Language::ALL {
            let address = escaped(&visit.absolute(language, &path));
            // Writing into a String cannot fail.
            writeln!(xml, "<url><loc>{address}</loc>{changed}</url>").unwrap_or_default();
        }
    }
    xml.push_str("</urlset>\n");
    Ok((XML, xml).into_response())
}

type Address = (String, Option<OffsetDateTime>);

async fn page_addresses(app: &App) -> Result<Vec<Address>, Problem> {
    let organisations = app.store.list_public_organisations(None, None, ORGANISATIONS).await?;
    let organisations = organisations.into_iter().map(|it| (format!("/organisations/{}", it.id), None));
    Ok(PATHS.iter().map(|&path| (path.to_owned(), None)).chain(organisations).collect())
}

async fn listing_addresses(app: &App, after: Option<ListingId>) -> Result<Vec<Address>, Problem> {
    let listings = app.store.list_sitemap_page(after, LISTINGS_PER_PAGE, app.clock.now()).await?;
    Ok(listings.into_iter().map(|(id, changed)| (format!("/listings/{id}"), Some(changed))).collect())
}

/// `GET /robots.txt`
pub(super) async fn robots(visit: Visit) -> Response {
    let sitemap = visit.absolute(Language::Chinese, "/sitemap.xml");
    let text = format!("User-agent: *\nDisallow: /api/\nDisallow: /*?*cursor=\n\nSitemap: {sitemap}\n");
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// `GET /opensearch.xml`: lets browsers offer the site's search in their own search field.
pub(super) async fn opensearch(visit: Visit) -> Response {
    let t = visit.language;
    let template = format!("{}?q={{searchTerms}}", visit.absolute(t, "/search"));
    let icon = format!("{}/favicon.svg", visit.base);
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{}</ShortName>\n<Description>{}</Description>\n<Language>{}</Language>\n\
         <InputEncoding>UTF-8</InputEncoding>\n<Image type=\"image/svg+xml\">{}</Image>\n\
         <Url type=\"text/html\" template=\"{}\"/>\n</OpenSearchDescription>\n",
        escaped(&t.say("site-name")),
        escaped(&t.say("site-description")),
        t.slug(),
        escaped(&icon),
        escaped(&template),
    );
    ([(header::CONTENT_TYPE, "application/opensearchdescription+xml; charset=utf-8")], xml).into_response()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
