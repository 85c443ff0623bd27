//! `GET /news`, `/news.atom` and `/policies`: news by column, and the collection of policy documents, the latest first.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::kind::article::Column;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::store::Shelf;

use super::card::Card;
use super::feed;
use super::layout::{Layout, answer};
use super::saved::page_number;
use super::visit::Visit;
use super::wording::{Moment, Worded, Wording};
use crate::address::pairs_of;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Listings on a page.
const LISTED: u64 = 20;

#[derive(Template)]
#[template(path = "news.html")]
struct ShelfPage {
    t: Language,
    layout: Layout,
    lead: String,
    columns: Vec<ColumnLink>,
    cards: Vec<Card>,
    feed_href: String,
    first_href: Option<String>,
    next_href: Option<String>,
}

/// A column, or all of them.
#[derive(Debug)]
struct ColumnLink {
    words: String,
    href: String,
    current: bool,
}

/// The newest of a shelf, on the home page.
#[derive(Debug)]
pub(super) struct NewsShelf {
    /// Name of its texts.
    pub(super) name: &'static str,
    pub(super) href: String,
    pub(super) lines: Vec<NewsLine>,
}

/// News or a document on the home page.
#[derive(Debug)]
pub(super) struct NewsLine {
    pub(super) href: String,
    pub(super) title: Worded,
    pub(super) about: String,
    pub(super) published: Moment,
}

/// `GET /news?column=…`
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let t = visit.language;
    let column = column_of(&visit)?;
    let address = address_of("/news", column);
    let title = column.map_or_else(|| t.say("news-title"), |it| t.say(&format!("column-{}", it.slug())));
    let mut page = shelf_page(&app, &visit, Shelf::News(column), (&address, title)).await?;
    page.lead = t.say("news-lead");
    page.columns = std::iter::once(None).chain(Column::ALL.iter().copied().map(Some)).map(link(t, column)).collect();
    page.feed_href = t.path(&address_of("/news.atom", column));
    page.layout.feed = Some(page.feed_href.clone());
    answer(StatusCode::OK, &page)
}

/// `GET /policies`
pub(super) async fn show_policies(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let t = visit.language;
    let mut page = shelf_page(&app, &visit, Shelf::Policies, ("/policies", t.say("policies-title"))).await?;
    page.lead = t.say("policies-lead");
    page.feed_href = t.path("/feed.atom?kind=policy");
    page.layout.feed = Some(page.feed_href.clone());
    answer(StatusCode::OK, &page)
}

/// `GET /news.atom?column=…`: news of one column, or of all, as a feed.
pub(super) async fn show_feed(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let t = visit.language;
    let column = column_of(&visit)?;
    let listings = app.store.list_shelf(Shelf::News(column), app.clock.now(), 0, feed::ENTRIES as u64).await?;
    let title = column.map_or_else(|| t.say("news-title"), |it| t.say(&format!("column-{}", it.slug())));
    let alternate = visit.absolute(t, &address_of("/news", column));
    Ok(feed::answer_with(&Wording::new(&app, t), &visit, (title, alternate), &listings))
}

/// The newest news and policy documents, at most `limit` of each; a shelf on which nothing stands is left out.
pub(super) async fn newest_on_shelves(app: &App, t: Language, limit: u64) -> Result<Vec<NewsShelf>, Problem> {
    let wording = Wording::new(app, t);
    let mut shelves = Vec::new();
    for (shelf, name) in [(Shelf::News(None), "news"), (Shelf::Policies, "policies")] {
        let listings = app.store.list_shelf(shelf, app.clock.now(), 0, limit).await?;
        let lines = listings.iter().map(|published| news_line(&wording, published)).collect();
        shelves.push(NewsShelf { name, href: t.path(&format!("/{name}")), lines });
    }
    shelves.retain(|shelf| !shelf.lines.is_empty());
    Ok(shelves)
}

fn news_line(wording: &Wording<'_>, published: &PublishedListing) -> NewsLine {
    let card = Card::plain(wording, published);
    let listing = &published.listing;
    NewsLine {
        href: card.href,
        title: wording.either(&listing.title, listing.title_en.as_deref()),
        about: card.standing.map_or(card.kind, |standing| standing.words),
        published: card.published,
    }
}

fn column_of(visit: &Visit) -> Result<Option<Column>, Problem> {
    let pairs = pairs_of(&visit.query);
    match pairs.iter().find(|(name, _)| name == "column") {
        None => Ok(None),
        Some((_, slug)) => Column::from_slug(slug).map(Some).ok_or_else(Problem::not_found),
    }
}

fn address_of(path: &str, column: Option<Column>) -> String {
    column.map_or_else(|| path.to_owned(), |column| format!("{path}?column={}", column.slug()))
}

fn link(t: Language, shown: Option<Column>) -> impl Fn(Option<Column>) -> ColumnLink {
    move |column| ColumnLink {
        words: column.map_or_else(|| t.say("news-all"), |it| t.say(&format!("column-{}", it.slug()))),
        href: t.path(&address_of("/news", column)),
        current: column == shown,
    }
}

async fn shelf_page(
    app: &App,
    visit: &Visit,
    shelf: Shelf,
    (address, title): (&str, String),
) -> Result<ShelfPage, Problem> {
    let t = visit.language;
    let number = page_number(&visit.query);
    let mut listings = app.store.list_shelf(shelf, app.clock.now(), (number - 1) * LISTED, LISTED + 1).await?;
    let more = listings.len() > LISTED as usize;
    listings.truncate(LISTED as usize);
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, title);
    layout.canonical = address.to_owned();
    layout.demo = listings.iter().any(|it| it.listing.demo);
    let sign = if address.contains('?') { '&' } else { '?' };
    let numbered = |number: u64| t.path(&format!("{address}{sign}page={number}"));
    Ok(ShelfPage {
        t,
        layout,
        lead: String::new(),
        columns: Vec::new(),
        cards: listings.iter().map(|it| Card::plain(&wording, it)).collect(),
        feed_href: String::new(),
        first_href: (number > 1).then(|| t.path(address)),
        next_href: more.then(|| numbered(number + 1)),
    })
}
