//! `/my/listings/{id}/people/{handle}`: what is shown of somebody who was found, and the form that invites them.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::invitation::{SENT_A_DAY_MAX, WORDS_MAX_CHARS, WrongWords};
use rongqiao_model::store::Inviting;

use super::super::card::Why;
use super::super::fits::Gain;
use super::super::form::{Field, Form, Input, Sent};
use super::super::grounds::unsaid_words;
use super::super::layout::{Layout, answer_privately};
use super::super::profile::{SectionView, section_views};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use super::{headline, id_of, people_path, reasons};
use crate::actions::talents::{NotInvited, Searched, invite, searched};
use crate::app::App;
use crate::fits::Verdict;
use crate::language::Language;
use crate::notice;
use crate::problem::Problem;
use crate::screening::RuleTold;
use crate::session::Acting;
use crate::talents::{FoundPerson, find_person};

/// The name of the field with what the invitation says.
const WORDS: &str = "invitation-words";

#[derive(Template)]
#[template(path = "found_person.html")]
struct FoundPersonPage {
    t: Language,
    layout: Layout,
    title: Worded,
    score: String,
    verdict: Verdict,
    whys: Vec<Why>,
    missing: Vec<Gain>,
    unsaid: Option<String>,
    sections: Vec<SectionView>,
    /// What became of the invitation, if there is one.
    state: Option<(&'static str, String)>,
    field: Field,
    refusal: Option<String>,
    action: String,
    back: String,
}

impl Form for FoundPersonPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        std::iter::once(&self.field)
    }

    fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }
}

/// `GET /my/listings/{id}/people/{handle}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, handle)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let searched = searched(&app, &actor, id_of(&id)?).await?;
    if searched.hindrance.is_some() {
        return Ok(back_to_list(&visit, &searched));
    }
    answer_privately(StatusCode::OK, &page(&app, &visit, &searched, &handle, "").await?)
}

/// `POST /my/listings/{id}/people/{handle}`: invites them.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, handle)): Path<(String, String)>,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let searched = searched(&app, &actor, id_of(&id)?).await?;
    if searched.hindrance.is_some() {
        return Ok(back_to_list(&visit, &searched));
    }
    let mut page = page(&app, &visit, &searched, &handle, sent.raw(WORDS)).await?;
    match invite(&app, &searched, &handle, sent.raw(WORDS)).await {
        Ok(()) => {
            let invited = format!("{}#invited", people_path(t, searched.published.listing.id));
            Ok(Redirect::to(&invited).into_response())
        }
        Err(NotInvited::Wrong(wrong)) => {
            page.field.mistake = Some(mistake(t, wrong));
            answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(NotInvited::Refused(Inviting::TooMany)) => {
            page.refusal = Some(t.with("invitation-too-many", "max", SENT_A_DAY_MAX));
            answer_privately(StatusCode::CONFLICT, &page)
        }
        Err(NotInvited::Refused(Inviting::NotNow)) => Ok(back_to_list(&visit, &searched)),
        Err(NotInvited::Refused(Inviting::Unknown | Inviting::Done | Inviting::Known)) => Err(Problem::not_found()),
        Err(NotInvited::Failed(problem)) => Err(problem),
    }
}

/// Leads to where it is told why nobody is found now.
fn back_to_list(visit: &Visit, searched: &Searched) -> Response {
    Redirect::to(&people_path(visit.language, searched.published.listing.id)).into_response()
}

async fn page(
    app: &App,
    visit: &Visit,
    searched: &Searched,
    handle: &str,
    typed: &str,
) -> Result<FoundPersonPage, Problem> {
    let found = find_person(app, &searched.permit, &searched.published, handle).await?;
    let found = found.ok_or_else(Problem::not_found)?;
    let sent = app.store.list_sent_invitations(&searched.permit, notice::VERSION).await?;
    let sent = sent.iter().find(|it| it.handle.as_deref() == Some(handle)).map(|it| it.state);
    let t = visit.language;
    let mut page = FoundPersonPage::new(app, visit, searched, &found);
    page.state = sent.map(|state| (state.slug(), t.say(&format!("invitation-{}", state.slug()))));
    page.field = page.field.holding(typed);
    Ok(page)
}

impl FoundPersonPage {
    fn new(app: &App, visit: &Visit, searched: &Searched, found: &FoundPerson) -> Self {
        let t = visit.language;
        let wording = Wording::new(app, t);
        let listing = &searched.published.listing;
        let mut layout = Layout::new(app, visit, headline(&wording, &found.shown));
        layout.indexed = false;
        layout.demo = listing.demo;
        let back = people_path(t, listing.id);
        let mut field = Field::new(t, WORDS, Input::Text, "off");
        field.hint = Some(t.with("field-invitation-words-note", "max", WORDS_MAX_CHARS));
        Self {
            t,
            layout,
            title: wording.either(&listing.title, listing.title_en.as_deref()),
            score: found.fit.score.to_string(),
            verdict: Verdict::of(&found.fit),
            whys: reasons(&wording, &searched.published, &found.shown, &found.fit),
            missing: found.fit.missing.iter().map(|it| Gain::new(t, it)).collect(),
            unsaid: unsaid_words(t, &found.fit),
            sections: section_views(&wording, &found.shown).into_iter().filter(|it| !it.entries.is_empty()).collect(),
            state: None,
            field,
            refusal: None,
            action: format!("{back}/{}", found.handle),
            back,
        }
    }
}

/// What is wrong with the text of an invitation, and what to do.
fn mistake(t: Language, wrong: WrongWords) -> String {
    match wrong {
        WrongWords::Missing => t.say("mistake-invitation-words"),
        WrongWords::TooLong { found } => t.fill(
            "mistake-invitation-words-long",
            &[("max", WORDS_MAX_CHARS.to_string()), ("found", found.to_string())],
        ),
        WrongWords::Private(fact) => {
            t.with("mistake-invitation-words-private", "fact", t.say(&format!("private-fact-{}", fact.slug())))
        }
        WrongWords::Forbidden(rule) => {
            let told = RuleTold::of(rule, t);
            t.fill("mistake-invitation-words-forbidden", &[("name", told.name), ("advice", told.advice)])
        }
    }
}
