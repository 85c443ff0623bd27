//! `GET /organisations/{id}`: who an organisation is, with its listings.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_matching::{Dimension, Filters, SearchQuery, Sort};
use rongqiao_model::access::{Action, Thing};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::organisation::Organisation;
use rongqiao_model::standing::Standing;
use time::Date;

use super::applications::ledger_words;
use super::browse::Entry;
use super::card::Card;
use super::cooperation::{CooperationLine, public_lines};
use super::finding::{Found, find};
use super::layout::{Layout, answer};
use super::search::search_href;
use super::structured;
use super::visit::Visit;
use super::wording::{Worded, Wording};
use crate::actions::applications::told_ledger;
use crate::address;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Listings shown on the page itself.
const LISTED: usize = 20;

#[derive(Template)]
#[template(path = "organisation.html")]
struct OrganisationPage {
    t: Language,
    layout: Layout,
    name: Worded,
    other_name: Option<Worded>,
    kind: String,
    agency: bool,
    verified: Option<String>,
    recruiter: Option<String>,
    /// How surely and how soon it replies to those who apply.
    replies: Option<String>,
    join_href: String,
    complain_href: String,
    /// Where an officer of its desk suspends it, or lifts that.
    desk_href: Option<String>,
    demo: bool,
    place: Option<String>,
    industry: Option<String>,
    credit_code: Option<String>,
    summary: Worded,
    kinds: Vec<Entry>,
    total: String,
    all_href: Option<String>,
    cards: Vec<Card>,
    /// Running agreements of which both sides let the public know.
    cooperations: Vec<CooperationLine>,
}

/// `GET /organisations/{id}`
pub(super) async fn show(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let Some(organisation) = app.store.find_public_organisation(id).await? else {
        let kept = app.store.find_kept_organisation(id).await?.ok_or_else(Problem::not_found)?;
        return Ok(Redirect::permanent(&visit.language.path(&format!("/organisations/{kept}"))).into_response());
    };
    let query = SearchQuery {
        filters: Filters { organisation: Some(id), ..Filters::default() },
        sort: Sort::Newest,
        limit: LISTED,
        facets: vec![Dimension::Kind],
        ..SearchQuery::default()
    };
    let found = find(&app, query.clone()).await?;
    let standing = app.store.find_standing(id).await?;
    let mut page = page(&app, &visit, &organisation, &query, &found);
    page.tell_standing(&Wording::new(&app, visit.language), standing.as_ref(), app.clock.today());
    page.replies = told_ledger(&app, id).await?.map(|ledger| ledger_words(visit.language, &ledger));
    page.desk_href = desk_href(&app, &visit, &organisation).await?;
    page.cooperations = public_lines(&app, &Wording::new(&app, visit.language), id).await?;
    answer(StatusCode::OK, &page)
}

/// Where whoever looks decides about the organisation at a desk; nowhere for anybody else.
async fn desk_href(app: &App, visit: &Visit, organisation: &Organisation) -> Result<Option<String>, Problem> {
    let Some(person) = visit.present.person else { return Ok(None) };
    let actor = app.store.find_actor(person, app.clock.now()).await?;
    let about = Thing::organisation(organisation.id, organisation.kind);
    let may = actor.permit(Action::ReviewOrganisation, about).is_ok();
    Ok(may.then(|| visit.language.path(&format!("/desk/organisations/{}", organisation.id))))
}

impl OrganisationPage {
    /// Tells until when the organisation is verified, and how it recruits.
    fn tell_standing(&mut self, wording: &Wording<'_>, standing: Option<&Standing>, today: Date) {
        let Some(standing) = standing.filter(|it| it.holds(today)) else { return };
        self.verified = Some(self.t.with("verified-until", "day", wording.day(standing.until)));
        self.recruiter = standing.recruiter_class.map(|it| self.t.say(&format!("recruiter-class-{}", it.slug())));
    }
}

fn page(app: &App, visit: &Visit, organisation: &Organisation, query: &SearchQuery, found: &Found) -> OrganisationPage {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let name = wording.either(&organisation.name, organisation.name_en.as_deref());
    let other_name = match t {
        Language::Chinese => organisation.name_en.clone(),
        Language::English => organisation.name_en.as_ref().map(|_| organisation.name.clone()),
    };
    let mut layout = Layout::new(app, visit, name.text.clone());
    layout.describe(&organisation.summary);
    layout.demo = organisation.demo || found.shows_demo();
    layout.json_ld = Some(structured::of_organisation(&wording, visit, organisation));
    let more = found.page.next.is_some();
    OrganisationPage {
        t,
        layout,
        name,
        other_name: other_name.filter(|name| !name.is_empty()).map(|name| wording.worded(&name)),
        kind: t.say(&format!("organisation-kind-{}", organisation.kind.slug())),
        agency: organisation.staffing_agency,
        verified: None,
        recruiter: None,
        replies: None,
        join_href: t.path(&format!("/organisations/{}/join", organisation.id)),
        complain_href: t.path(&format!("/organisations/{}/complain", organisation.id)),
        desk_href: None,
        demo: organisation.demo,
        place: wording.place(&organisation.place),
        industry: organisation.industry.as_deref().map(|code| wording.industry(code)),
        credit_code: organisation.credit_code.clone(),
        summary: wording.either(&organisation.summary, organisation.summary_en.as_deref()),
        kinds: kinds(t, query, found),
        total: t.count("results-total", found.page.total.value),
        all_href: more.then(|| search_href(t, &address::write(query))),
        cards: found.cards(&wording),
        cooperations: Vec::new(),
    }
}

/// The kinds that the organisation publishes, each with its listings.
fn kinds(t: Language, query: &SearchQuery, found: &Found) -> Vec<Entry> {
    let counts = found.counts(Dimension::Kind);
    let kinds = ListingKind::ALL.iter().filter_map(|&kind| Some((kind, *counts.get(kind.slug())?)));
    let entry = |(kind, count): (ListingKind, u64)| {
        let filters = Filters { kinds: vec![kind], ..query.filters.clone() };
        Entry {
            value: kind.slug().to_owned(),
            words: t.say(&format!("kind-{}", kind.slug())),
            count,
            href: search_href(t, &address::write(&SearchQuery { filters, ..query.clone() })),
            note: String::new(),
        }
    };
    kinds.filter(|(_, count)| *count > 0).map(entry).collect()
}
