//! `GET /organisations?kind=&after=`: who takes part.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::OrganisationId;
use rongqiao_model::organisation::{Organisation, OrganisationKind};

use super::layout::{Layout, answer, shortened};
use super::visit::Visit;
use super::wording::{Worded, Wording};
use crate::address::pairs_of;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Organisations on a page.
const LISTED: usize = 24;

/// Characters of a summary that the list shows.
const SUMMARY_CHARS: usize = 72;

#[derive(Debug)]
struct KindLink {
    words: String,
    href: String,
    current: bool,
}

#[derive(Debug)]
struct Row {
    href: String,
    name: Worded,
    kind: String,
    place: Option<String>,
    summary: Worded,
    agency: bool,
    verified: bool,
    demo: bool,
}

#[derive(Template)]
#[template(path = "organisations.html")]
struct OrganisationsPage {
    t: Language,
    layout: Layout,
    kinds: Vec<KindLink>,
    rows: Vec<Row>,
    first_href: Option<String>,
    next_href: Option<String>,
}

/// `GET /organisations`
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let pairs = pairs_of(&visit.query);
    let value = |name: &str| pairs.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str());
    let kind = value("kind").and_then(OrganisationKind::from_slug);
    let after: Option<OrganisationId> = value("after").and_then(|id| id.parse().ok());
    let mut organisations = app.store.list_public_organisations(kind, after, LISTED as u64 + 1).await?;
    let more = organisations.len() > LISTED;
    organisations.truncate(LISTED);
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let mut layout = Layout::new(&app, &visit, t.say("organisations-title"));
    layout.demo = organisations.iter().any(|it| it.demo);
    layout.canonical = address(kind, None);
    layout.indexed = after.is_none();
    let ids: Vec<OrganisationId> = organisations.iter().map(|it| it.id).collect();
    let standings = app.store.map_standings(&ids).await?;
    let today = app.clock.today();
    let is_verified = |it: &Organisation| standings.get(&it.id).is_some_and(|standing| standing.holds(today));
    let next = organisations.last().filter(|_| more).map(|last| t.path(&address(kind, Some(last.id))));
    let page = OrganisationsPage {
        t,
        layout,
        kinds: kind_links(t, kind),
        rows: organisations.iter().map(|it| row(&wording, it, is_verified(it))).collect(),
        first_href: after.map(|_| t.path(&address(kind, None))),
        next_href: next,
    };
    answer(StatusCode::OK, &page)
}

fn address(kind: Option<OrganisationKind>, after: Option<OrganisationId>) -> String {
    let kind = kind.map(|kind| format!("kind={}", kind.slug()));
    let after = after.map(|after| format!("after={after}"));
    let query: Vec<String> = kind.into_iter().chain(after).collect();
    if query.is_empty() { "/organisations".to_owned() } else { format!("/organisations?{}", query.join("&")) }
}

fn kind_links(t: Language, chosen: Option<OrganisationKind>) -> Vec<KindLink> {
    let link = |kind: Option<OrganisationKind>| KindLink {
        words: kind.map_or_else(|| t.say("every-kind"), |kind| t.say(&format!("organisation-kind-{}", kind.slug()))),
        href: t.path(&address(kind, None)),
        current: kind == chosen,
    };
    std::iter::once(None).chain(OrganisationKind::ALL.iter().copied().map(Some)).map(link).collect()
}

fn row(wording: &Wording<'_>, organisation: &Organisation, verified: bool) -> Row {
    let t = wording.t;
    let summary = wording.either(&organisation.summary, organisation.summary_en.as_deref());
    Row {
        href: t.path(&format!("/organisations/{}", organisation.id)),
        name: wording.either(&organisation.name, organisation.name_en.as_deref()),
        kind: t.say(&format!("organisation-kind-{}", organisation.kind.slug())),
        place: wording.short_place(&organisation.place),
        summary: Worded { text: shortened(&summary.text, SUMMARY_CHARS), lang: summary.lang },
        agency: organisation.staffing_agency,
        verified,
        demo: organisation.demo,
    }
}
