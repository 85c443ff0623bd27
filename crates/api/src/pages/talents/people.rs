//! `GET /my/listings/{id}/people`: who fits a listing, best first, and what became of those who were invited.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::invitation::{InvitationState, SENT_A_DAY_MAX, SentInvitation};

use super::super::card::Why;
use super::super::fits::Gain;
use super::super::layout::{Layout, answer_privately};
use super::super::saved::page_number;
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::{headline, id_of, people_path, reasons, strengths};
use crate::actions::talents::{Searched, searched};
use crate::app::App;
use crate::fits::Verdict;
use crate::language::Language;
use crate::notice;
use crate::problem::Problem;
use crate::session::Acting;
use crate::talents::{FoundPeople, FoundPerson, PEOPLE_SHOWN, RANKED_MAX, find_people};

/// Reasons and missing skills that the list tells of each.
const TOLD_OF_EACH: usize = 4;

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    t: Language,
    layout: Layout,
    title: Worded,
    listing_href: String,
    /// Why nobody is shown, if so.
    empty: Option<String>,
    /// Whether that is a refusal.
    refused: bool,
    count: Option<String>,
    people: Vec<PersonLine>,
    first_href: Option<String>,
    next_href: Option<String>,
    figures: Vec<(String, usize)>,
    sent: Vec<SentLine>,
    limit: String,
}

/// Somebody in the list.
#[derive(Debug)]
struct PersonLine {
    href: String,
    name: Worded,
    score: String,
    verdict: Verdict,
    strengths: Vec<Why>,
    missing: Vec<Gain>,
    /// What became of the invitation, if there is one.
    state: Option<(&'static str, String)>,
}

/// An invitation in the list.
#[derive(Debug)]
struct SentLine {
    /// Where the profile is seen, while it may be.
    href: Option<String>,
    words: Worded,
    slug: &'static str,
    state: String,
    sent: Moment,
}

/// `GET /my/listings/{id}/people?page=…`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let searched = searched(&app, &actor, id_of(&id)?).await?;
    let sent = app.store.list_sent_invitations(&searched.permit, notice::VERSION).await?;
    let mut page = PeoplePage::new(&app, &visit, &searched, &sent);
    if let Some(hindrance) = searched.hindrance {
        page.empty = Some(visit.language.say(&format!("people-hindrance-{}", hindrance.slug())));
        page.refused = true;
        return answer_privately(StatusCode::CONFLICT, &page);
    }
    let skipped = (page_number(&visit.query) as usize - 1).saturating_mul(PEOPLE_SHOWN);
    let found = find_people(&app, &searched.permit, &searched.published, skipped).await?;
    page.fill(&app, &searched, found, skipped, &sent);
    answer_privately(StatusCode::OK, &page)
}

impl PeoplePage {
    fn new(app: &App, visit: &Visit, searched: &Searched, sent: &[SentInvitation]) -> Self {
        let t = visit.language;
        let wording = Wording::new(app, t);
        let listing = &searched.published.listing;
        let mut layout = Layout::new(app, visit, t.say("people-title"));
        layout.indexed = false;
        layout.demo = listing.demo;
        let path = people_path(t, listing.id);
        let path = searched.hindrance.is_none().then_some(path.as_str());
        let figure = |state: &InvitationState| {
            let count = sent.iter().filter(|it| it.state == *state).count();
            (t.say(&format!("invitation-{}", state.slug())), count)
        };
        Self {
            t,
            layout,
            title: wording.either(&listing.title, listing.title_en.as_deref()),
            listing_href: t.path(&format!("/listings/{}", listing.id)),
            empty: None,
            refused: false,
            count: None,
            people: Vec::new(),
            first_href: None,
            next_href: None,
            figures: InvitationState::ALL.iter().map(figure).collect(),
            sent: sent.iter().map(|it| SentLine::new(&wording, path, it)).collect(),
            limit: t.with("people-invited-limit", "max", SENT_A_DAY_MAX),
        }
    }

    fn fill(&mut self, app: &App, searched: &Searched, found: FoundPeople, skipped: usize, sent: &[SentInvitation]) {
        let t = self.t;
        let FoundPeople::Ranked { fitting, people } = found else {
            self.empty = Some(t.say("people-nothing-asked"));
            return;
        };
        if people.is_empty() && skipped == 0 {
            self.empty = Some(t.say("people-none"));
        }
        let (wording, path) = (Wording::new(app, t), people_path(t, searched.published.listing.id));
        let states: HashMap<&str, InvitationState> =
            sent.iter().filter_map(|it| Some((it.handle.as_deref()?, it.state))).collect();
        let shown = fitting.min(RANKED_MAX);
        let values = [("fitting", fitting.to_string()), ("max", RANKED_MAX.to_string())];
        let key = if fitting > RANKED_MAX { "people-count-most" } else { "people-count" };
        self.count = (fitting > 0).then(|| t.fill(key, &values));
        self.people = people
            .iter()
            .map(|it| PersonLine::new(&wording, searched, &path, it, states.get(it.handle.as_str()).copied()))
            .collect();
        self.first_href = (skipped > 0).then(|| path.clone());
        let next = skipped / PEOPLE_SHOWN + 2;
        self.next_href = (skipped.saturating_add(PEOPLE_SHOWN) < shown).then(|| format!("{path}?page={next}"));
    }
}

impl PersonLine {
    fn new(
        wording: &Wording<'_>,
        searched: &Searched,
        path: &str,
        found: &FoundPerson,
        state: Option<InvitationState>,
    ) -> Self {
        let t = wording.t;
        let reasons = reasons(wording, &searched.published, &found.shown, &found.fit);
        Self {
            href: format!("{path}/{}", found.handle),
            name: wording.worded(&headline(wording, &found.shown)),
            score: found.fit.score.to_string(),
            verdict: Verdict::of(&found.fit),
            strengths: strengths(&found.fit, reasons, TOLD_OF_EACH),
            missing: found.fit.missing.iter().take(TOLD_OF_EACH).map(|it| Gain::new(t, it)).collect(),
            state: state.map(|state| (state.slug(), t.say(&format!("invitation-{}", state.slug())))),
        }
    }
}

impl SentLine {
    /// The invitation `sent`; profiles are seen below `path`, if now at all.
    fn new(wording: &Wording<'_>, path: Option<&str>, sent: &SentInvitation) -> Self {
        Self {
            href: path.zip(sent.handle.as_ref()).map(|(path, handle)| format!("{path}/{handle}")),
            words: wording.worded(&sent.words),
            slug: sent.state.slug(),
            state: wording.t.say(&format!("invitation-{}", sent.state.slug())),
            sent: wording.date_of(sent.sent_at),
        }
    }
}
