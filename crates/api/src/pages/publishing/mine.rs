//! `GET /my/listings`: what somebody's organisations publish, how far it has come, and what to do next.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::posting::Filed;

use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::{own_path, title_of};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Listings shown, the latest changes first.
const SHOWN: u64 = 200;

#[derive(Template)]
#[template(path = "my_listings.html")]
struct MyListingsPage {
    t: Language,
    layout: Layout,
    writes: bool,
    lines: Vec<Line>,
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
    let filed = app.store.list_postings_of(&actor, SHOWN).await?;
    let writes = !app.store.list_organisations_written_for(&actor).await?.is_empty();
    let mut layout = Layout::new(&app, &visit, t.say("my-listings-title"));
    layout.indexed = false;
    let lines = filed.iter().map(|it| line(&wording, it)).collect();
    answer_privately(StatusCode::OK, &MyListingsPage { t, layout, writes, lines })
}

fn line(wording: &Wording<'_>, filed: &Filed) -> Line {
    let (t, posting) = (wording.t, &filed.posting);
    let kind = t.say(&format!("kind-{}", posting.kind.slug()));
    let organisation = wording.either(&filed.organisation.name, filed.organisation.name_en.as_deref());
    let slug = posting.state.slug();
    Line {
        href: own_path(t, posting.id, ""),
        title: wording.worded(&title_of(t, posting)),
        about: format!("{kind} · {}", organisation.text),
        state: t.say(&format!("posting-state-{slug}")),
        slug,
        next: t.say(&format!("posting-next-{slug}")),
        public: posting.is_public(),
        closes: posting.valid_through.filter(|_| posting.is_public()).map(|end| wording.closing(end)),
        changed: wording.minute_of(posting.updated_at),
    }
}
