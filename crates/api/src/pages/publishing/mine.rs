//! `GET /my/listings`: what somebody's organisations publish, how far it has come, and what to do next.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::OrganisationId;
use rongqiao_model::posting::{Filed, PostingState};
use rongqiao_model::standing::Standing;
use rongqiao_model::store::PostingsSought;

use super::super::chips::{Chip, chips};
use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::paging::{Ways, page_asked};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::{own_path, title_of};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Listings on a page, the latest changes first.
const SHOWN: u64 = 50;

/// Listings from which on they can be searched.
const MANY: u64 = 10;

/// Longest words to look for, in characters.
const WORDS_MAX_CHARS: usize = 100;

#[derive(Template)]
#[template(path = "my_listings.html")]
struct MyListingsPage {
    t: Language,
    layout: Layout,
    writes: bool,
    chips: Vec<Chip>,
    /// What was looked for, where there is enough to look through.
    search: Option<String>,
    lines: Vec<Line>,
    ways: Ways,
}

#[derive(Debug)]
struct Line {
    href: String,
    title: Worded,
    about: String,
    state: String,
    slug: &'static str,
    next: String,
    public: bool,
    closes: Option<Moment>,
    changed: Moment,
}

/// `GET /my/listings`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let (asked, sent) = (page_asked(&visit, SHOWN), Sent::read(&visit.query));
    let sought = PostingsSought {
        state: PostingState::from_slug(sent.raw("state")),
        words: sent.raw("q").chars().take(WORDS_MAX_CHARS).collect(),
    };
    let filed = app.store.list_postings_of(&actor, &sought, asked).await?;
    let counts = app.store.count_postings_of(&actor).await?;
    let is_many = counts.values().sum::<u64>() > MANY;
    let organisations: Vec<OrganisationId> = filed.rows.iter().map(|it| it.organisation.id).collect();
    let standings = app.store.map_standings(&organisations).await?;
    let writes = !app.store.list_organisations_written_for(&actor).await?.is_empty();
    let mut layout = Layout::new(&app, &visit, t.say("my-listings-title"));
    layout.indexed = false;
    let page = MyListingsPage {
        t,
        layout,
        writes,
        chips: chips(t, &t.path("/my/listings"), ("state", "posting-state"), &counts, sought.state),
        search: is_many.then_some(sought.words),
        lines: filed.rows.iter().map(|it| line(&wording, &standings, it)).collect(),
        ways: Ways::from(&visit, asked, &filed),
    };
    answer_privately(StatusCode::OK, &page)
}

fn line(wording: &Wording<'_>, standings: &HashMap<OrganisationId, Standing>, filed: &Filed) -> Line {
    let (t, posting) = (wording.t, &filed.posting);
    let kind = t.say(&format!("kind-{}", posting.kind.slug()));
    let organisation = wording.either(&filed.organisation.name, filed.organisation.name_en.as_deref());
    let slug = posting.state.slug();
    let is_stopped = standings.get(&filed.organisation.id).is_some_and(|it| !it.holds(wording.today()));
    let (state, next) = if is_stopped && posting.state == PostingState::Published {
        ("posting-state-paused".to_owned(), "listing-paused".to_owned())
    } else {
        (format!("posting-state-{slug}"), format!("posting-next-{slug}"))
    };
    Line {
        href: own_path(t, posting.id, ""),
        title: wording.worded(&title_of(t, posting)),
        about: format!("{kind} · {}", organisation.text),
        state: t.say(&state),
        slug,
        next: t.say(&next),
        public: posting.is_public(),
        closes: posting.valid_through.filter(|_| posting.is_public()).map(|end| wording.closing(end)),
        changed: wording.minute_of(posting.updated_at),
    }
}
