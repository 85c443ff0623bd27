//! `GET /mirror/listings`: exactly the listings that a number of the mirror counts, and the months of a skill.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_matching::mirror::{MirrorListings, MirrorQuery, MirrorRow, Month};
use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::choice::{Choice, Side};
use rongqiao_model::kind::ListingKind;

use super::card::Card;
use super::layout::{Layout, answer};
use super::mirror::{month_words, scale};
use super::mirror_chart::Lines;
use super::mirror_row::{Counted, gap_words, of_side};
use super::visit::Visit;
use super::wording::Wording;
use crate::address;
use crate::app::App;
use crate::language::{Language, grouped};
use crate::mirror::{self, listings_path};
use crate::problem::{BadParameter, Problem};

/// Listings on a page.
const LISTED: usize = 20;

/// Pages that can be gone to.
const PAGES: usize = 1_000;

/// One side of the skill.
#[derive(Debug)]
struct SideLink {
    words: String,
    href: String,
    current: bool,
}

/// One month, each number with the listings behind it; the address is empty where there are none.
#[derive(Debug)]
struct LinkedMonth {
    month: String,
    /// What asks and what teaches.
    numbers: [Counted; 2],
}

/// The months of one skill.
#[derive(Debug)]
struct Months {
    gap: String,
    lines: Lines,
    scale: String,
    rows: Vec<LinkedMonth>,
}

#[derive(Template)]
#[template(path = "mirror_listings.html")]
struct MirrorListingsPage {
    t: Language,
    layout: Layout,
    heading: String,
    total: String,
    back_href: String,
    sides: Vec<SideLink>,
    months: Option<Months>,
    cards: Vec<Card>,
    first_href: Option<String>,
    next_href: Option<String>,
}

/// `GET /mirror/listings?skill=…`, with `kind` or `side`, `month`, and the parameters of [`mirror::read`].
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let t = visit.language;
    let pairs = address::pairs_of(&visit.query);
    let value = |name: &str| pairs.iter().rev().find(|pair| pair.0 == name).map_or("", |pair| pair.1.trim());
    let skill = Vocabulary::current().by_id(value("skill")).ok_or_else(Problem::not_found)?;
    let (query, mut mistakes) = mirror::read(&pairs, &app.codes);
    let row = MirrorRow {
        skill,
        kind: choice("kind", value("kind"), &mut mistakes),
        side: choice("side", value("side"), &mut mistakes).unwrap_or(Side::Demand),
        month: month(value("month"), &mut mistakes),
    };
    if !mistakes.is_empty() {
        return Err(Problem::bad_parameters(mistakes));
    }
    let page = value("page").parse::<usize>().map_or(0, |page| page.clamp(1, PAGES) - 1);
    let found = listed(&app, query.clone(), row.clone(), page).await?;
    let listings = app.store.find_public_listings(&found.ids).await?;
    let wording = Wording::new(&app, t);
    let mut layout = Layout::new(&app, &visit, heading(t, &row));
    let path = listings_path(&query, &row);
    layout.canonical.clone_from(&path);
    layout.indexed = false;
    layout.demo = listings.iter().any(|it| it.listing.demo);
    let has_more = found.total > (page + 1) * LISTED && page + 1 < PAGES;
    let whole_skill = row.kind.is_none() && row.month.is_none() && page == 0;
    let page = MirrorListingsPage {
        t,
        layout,
        heading: heading(t, &row),
        total: t.count("mirror-listings-total", found.total as u64),
        back_href: back_href(t, &query),
        sides: sides(t, &query, &row),
        months: if whole_skill { months(&app, t, &query, &row).await? } else { None },
        cards: listings.iter().map(|listing| Card::plain(&wording, listing)).collect(),
        first_href: (page > 0).then(|| t.path(&path)),
        next_href: has_more.then(|| t.path(&format!("{path}&page={}", page + 2))),
    };
    answer(StatusCode::OK, &page)
}

async fn listed(app: &App, query: MirrorQuery, row: MirrorRow, page: usize) -> Result<MirrorListings, Problem> {
    let (index, now, range) = (app.index(), app.clock.now(), page * LISTED..(page + 1) * LISTED);
    Ok(tokio::task::spawn_blocking(move || index.mirror_listings(&query, &row, range, now)).await??)
}

fn choice<C: Choice>(parameter: &'static str, text: &str, mistakes: &mut Vec<BadParameter>) -> Option<C> {
    let choice = C::ALL.iter().copied().find(|choice| choice.slug() == text);
    if choice.is_none() && !text.is_empty() {
        let allowed = C::ALL.iter().map(|choice| choice.slug()).collect::<Vec<_>>().join(", ");
        let values = vec![("parameter", parameter.to_owned()), ("allowed", allowed)];
        mistakes.push(BadParameter::new(parameter, "mistake-not-a-choice", values));
    }
    choice
}

fn month(text: &str, mistakes: &mut Vec<BadParameter>) -> Option<Month> {
    let month = text.parse().ok();
    if month.is_none() && !text.is_empty() {
        mistakes.push(BadParameter::new("month", "mistake-not-a-month", vec![("value", text.to_owned())]));
    }
    month
}

fn heading(t: Language, row: &MirrorRow) -> String {
    let skill = t.skill_name(row.skill).to_owned();
    let what = match row.kind {
        Some(kind) => t.say(&kind_key(kind)),
        None => t.say(&format!("mirror-side-{}", row.side.slug())),
    };
    match row.month {
        None => t.fill("mirror-listings-heading", &[("skill", skill), ("what", what)]),
        Some(month) => {
            let month = month_words(t, month);
            t.fill("mirror-listings-heading-month", &[("skill", skill), ("what", what), ("month", month)])
        }
    }
}

fn kind_key(kind: ListingKind) -> String {
    format!("kind-{}", kind.slug())
}

fn back_href(t: Language, query: &MirrorQuery) -> String {
    let written = mirror::write(query);
    t.path(&if written.is_empty() { "/mirror".to_owned() } else { format!("/mirror?{written}") })
}

/// Both sides of the skill, to go from one to the other.
fn sides(t: Language, query: &MirrorQuery, row: &MirrorRow) -> Vec<SideLink> {
    let link = |&side: &Side| SideLink {
        words: t.say(&format!("mirror-side-{}", side.slug())),
        href: t.path(&listings_path(query, &of_side(row.skill, side))),
        current: side == row.kind.map_or(row.side, ListingKind::side),
    };
    [Side::Demand, Side::Supply].iter().map(link).collect()
}

async fn months(app: &App, t: Language, query: &MirrorQuery, row: &MirrorRow) -> Result<Option<Months>, Problem> {
    let mirror = mirror::reflect(app, query).await?.mirror;
    let Some(gap) = mirror.skills.iter().find(|gap| gap.skill == row.skill) else { return Ok(None) };
    let counted = |side: Side, month: Month, count: u32| Counted {
        words: grouped(count.into()),
        href: match count {
            0 => String::new(),
            _ => t.path(&listings_path(query, &MirrorRow { month: Some(month), ..of_side(row.skill, side) })),
        },
    };
    let both = gap.trend.asking.iter().zip(&gap.trend.teaching);
    let rows = mirror.months.iter().zip(both).map(|(&month, (&asking, &teaching))| LinkedMonth {
        month: month_words(t, month),
        numbers: [counted(Side::Demand, month, asking), counted(Side::Supply, month, teaching)],
    });
    Ok(Some(Months {
        gap: gap_words(t, gap.gap()),
        lines: Lines::of(&gap.trend),
        scale: scale(t, &mirror.months, &gap.trend),
        rows: rows.rev().collect(),
    }))
}
