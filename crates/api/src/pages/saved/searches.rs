//! Saving a search, looking at what is new, changing it, removing it.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_matching::SearchQuery;
use rongqiao_model::SavedSearchId;
use rongqiao_model::saved::{Pace, SEARCH_NAME_MAX_CHARS, SEARCHES_MAX, Saving};

use super::super::filters::Chip;
use super::super::form::{Field, FormPage, Input, Sent};
use super::super::layout::shortened;
use super::super::search::search_href;
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::actions::saving::{NameMistake, Wish, canonical, name_mistake, save_search, usual_pace};
use crate::address::{self, AddressWriter};
use crate::app::App;
use crate::language::Language;
use crate::letters::one_line;
use crate::problem::Problem;
use crate::session::{SignedIn, signed_in_or_led};

/// `POST /saved/searches`: saves a search. Whoever is not signed in is led there first and back to where it is saved.
pub(in super::super) async fn save(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let query = canonical(&app, sent.raw("search"));
    let session = match signed_in_or_led(&app, &headers, t, &way_to_save(&query)).await {
        Ok(session) => session,
        Err(led) => return Ok(led),
    };
    let name = match one_line(sent.raw("search-name")) {
        name if name.is_empty() => usual_name(&app, t, &query).await?,
        name => name,
    };
    let pace = match Pace::from_slug(sent.raw("pace")) {
        Some(pace) => pace,
        None => usual_pace(&app, session.person).await?,
    };
    let wish = Wish { name, pace };
    let mut page = saving_page(&app, &visit, &query, &wish);
    if name_mistake(&wish.name).is_some() {
        page.fields[0].mistake = name_words(t, &wish.name);
        return page.show_mistakes();
    }
    page.refusal = match save_search(&app, session.person, &query, wish).await? {
        Some(Saving::New | Saving::Known) => return Ok(Redirect::to(&t.path("/saved")).into_response()),
        Some(Saving::Full) => Some(t.with("refusal-searches-full", "max", SEARCHES_MAX)),
        None => Some(t.say("refusal-search-long")),
    };
    page.show_mistakes()
}

/// `GET /saved/searches/new?search=…`: asks for the name and pace of a search to be saved.
pub(in super::super) async fn show_new(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    let query = canonical(&app, Sent::read(&visit.query).raw("search"));
    let pace = usual_pace(&app, session.person).await?;
    let wish = Wish { name: usual_name(&app, visit.language, &query).await?, pace };
    saving_page(&app, &visit, &query, &wish).show()
}

/// `POST /saved/searches/open`: leads to what a search finds, newest first, and notes that its owner has looked.
pub(in super::super) async fn open(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let id = Sent::read(&form).raw("search").parse().map_err(|_| Problem::not_found())?;
    let address = app.store.look_at_search(session.person, id).await?.ok_or_else(Problem::not_found)?;
    Ok(Redirect::to(&visit.language.path(&newest_first(&address))).into_response())
}

/// `POST /saved/searches/remove`
pub(in super::super) async fn remove(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let id = Sent::read(&form).raw("search").parse().map_err(|_| Problem::not_found())?;
    app.store.remove_search(session.person, id).await?;
    Ok(Redirect::to(&visit.language.path("/saved")).into_response())
}

/// `GET /saved/searches/{id}`: asks for another name or pace.
pub(in super::super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: SavedSearchId = id.parse().map_err(|_| Problem::not_found())?;
    let search = app.store.find_own_search(session.person, id).await?.ok_or_else(Problem::not_found)?;
    let lead = criteria(&app, &Wording::new(&app, visit.language), &search.address);
    changing_page(&app, &visit, lead, &Wish { name: search.name, pace: search.pace }).show()
}

/// `POST /saved/searches/{id}`
pub(in super::super) async fn change(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let id: SavedSearchId = id.parse().map_err(|_| Problem::not_found())?;
    let search = app.store.find_own_search(session.person, id).await?.ok_or_else(Problem::not_found)?;
    let pace = Pace::from_slug(sent.raw("pace")).unwrap_or(search.pace);
    let wish = Wish { name: one_line(sent.raw("search-name")), pace };
    if name_mistake(&wish.name).is_some() {
        let lead = criteria(&app, &Wording::new(&app, t), &search.address);
        let mut page = changing_page(&app, &visit, lead, &wish);
        page.fields[0].mistake = name_words(t, &wish.name);
        return page.show_mistakes();
    }
    app.store.change_search(session.person, id, (&wish.name, wish.pace), app.clock.now()).await?;
    Ok(Redirect::to(&t.path("/saved")).into_response())
}

/// The page on which `query` is saved, without the language's prefix.
fn way_to_save(query: &SearchQuery) -> String {
    let mut written = AddressWriter::default();
    written.pair("search", &address::write(query));
    format!("/saved/searches/new?{}", written.0)
}

fn saving_page(app: &App, visit: &Visit, query: &SearchQuery, wish: &Wish) -> FormPage {
    let t = visit.language;
    let written = address::write(query);
    let mut page = FormPage::new(app, visit, "save-search");
    page.lead = vec![criteria(app, &Wording::new(app, t), &written)];
    page.action = t.path("/saved/searches");
    page.fields = fields(t, wish);
    page.others = vec![(t.say("saved-way"), t.path("/saved"))];
    page.hidden = vec![("search", written)];
    page
}

fn changing_page(app: &App, visit: &Visit, lead: String, wish: &Wish) -> FormPage {
    let mut page = FormPage::new(app, visit, "change-search");
    page.lead = vec![lead];
    page.fields = fields(visit.language, wish);
    page.others = vec![(visit.language.say("saved-way"), visit.language.path("/saved"))];
    page
}

fn fields(t: Language, wish: &Wish) -> Vec<Field> {
    vec![
        Field::new(t, "search-name", Input::Line, "off").holding(wish.name.clone()),
        Field::new(t, "pace", Input::Choice, "off").of_choices(t, "pace", Pace::ALL, &[wish.pace.slug()]),
    ]
}

fn name_words(t: Language, name: &str) -> Option<String> {
    name_mistake(name).map(|mistake| match mistake {
        NameMistake::Missing => t.say("mistake-search-name"),
        NameMistake::TooLong => t.with("mistake-search-name-long", "max", SEARCH_NAME_MAX_CHARS),
    })
}

/// How often, in words.
pub(super) fn pace_words(t: Language, pace: Pace) -> String {
    t.say(&format!("pace-{}", pace.slug()))
}

/// What a search asks for, in words.
pub(super) fn criteria(app: &App, wording: &Wording<'_>, address: &str) -> String {
    let query = canonical(app, address);
    let chosen = match query.filters.organisation {
        Some(_) => wording.t.say("saved-search-organisation"),
        None => String::new(),
    };
    described(app, wording, &query, &chosen)
}

/// What a search is called until its owner calls it something else.
async fn usual_name(app: &App, t: Language, query: &SearchQuery) -> Result<String, Problem> {
    let organisation = match query.filters.organisation {
        Some(id) => app.store.find_public_organisation(id).await?.map(|it| it.name).unwrap_or_default(),
        None => String::new(),
    };
    let name = one_line(&described(app, &Wording::new(app, t), query, &organisation));
    Ok(shortened(&name, SEARCH_NAME_MAX_CHARS - 1))
}

/// The words and filters of a search; `organisation` stands for the one organisation that can be chosen.
fn described(app: &App, wording: &Wording<'_>, query: &SearchQuery, organisation: &str) -> String {
    let chips = Chip::all(wording, query, &app.codes, organisation);
    let words = std::iter::once(query.text.clone()).chain(chips.into_iter().map(|chip| chip.words));
    let words: Vec<String> = words.filter(|words| !words.is_empty()).collect();
    if words.is_empty() { wording.t.say("saved-search-everything") } else { words.join(" · ") }
}

/// The results of a search with the newest first, without the language's prefix.
pub(crate) fn newest_first(address: &str) -> String {
    let separator = if address.is_empty() { "" } else { "&" };
    search_href(Language::Chinese, &format!("{address}{separator}sort=newest"))
}
