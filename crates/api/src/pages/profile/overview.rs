//! `/profile`: what the profile says, what is missing, and what others see of it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::profile::{Profile, Section, Viewer, shown_to};
use rongqiao_model::session::Session;

use super::super::fits::fits_href;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::views::{SectionView, section_views};
use super::{back_of, way};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::profile_address::Seeker;
use crate::session::{SignedIn, with_back};

/// Those whose view of a profile its owner can look at.
const OTHERS: [Viewer; 2] = [Viewer::Recipient, Viewer::Organisation];

#[derive(Template)]
#[template(path = "profile.html")]
struct ProfilePage {
    t: Language,
    layout: Layout,
    refusal: Option<String>,
    /// Where somebody came from to fill it in, to go on there; empty when they just came.
    back: String,
    revision: i64,
    is_empty: bool,
    visibility: String,
    /// Addresses and names of the parts that say nothing.
    missing: Vec<(String, String)>,
    sections: Vec<SectionView>,
    others: Vec<OtherView>,
    /// Where what fits is found; `None` if the profile says nothing by which something could fit.
    fits: Option<String>,
}

/// What somebody else sees.
#[derive(Debug)]
struct OtherView {
    who: String,
    /// Whether they see name and contacts; `None` if they see nothing.
    with_name: Option<bool>,
    sections: Vec<SectionView>,
}

/// `GET /profile`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    let profile = app.store.find_own_profile(session.person).await?;
    let mut page = ProfilePage::new(&app, &visit, &profile);
    // Data whose use is restricted is matched with nothing.
    let account = app.store.find_own_account(session.person).await?;
    page.fits = page.fits.filter(|_| account.is_some_and(|it| it.restricted_since.is_none()));
    answer_privately(StatusCode::OK, &page)
}

/// The profile as it is now, for somebody whose page showed an older one.
pub(super) async fn show_outdated(app: &App, visit: &Visit, session: &Session) -> Result<Response, Problem> {
    let profile = app.store.find_own_profile(session.person).await?;
    let mut page = ProfilePage::new(app, visit, &profile);
    page.refusal = Some(visit.language.say("profile-outdated-removal"));
    answer_privately(StatusCode::CONFLICT, &page)
}

impl ProfilePage {
    fn new(app: &App, visit: &Visit, profile: &Profile) -> Self {
        let t = visit.language;
        let wording = Wording::new(app, t);
        let mut layout = Layout::new(app, visit, t.say("profile-title"));
        layout.indexed = false;
        let lacking = Section::ALL.iter().filter(|&&section| profile.contents.lacks(section));
        let link = |section: &Section| {
            let slug = section.slug();
            (way(visit, &format!("/profile/{slug}")), t.say(&format!("profile-{slug}")))
        };
        let today = app.clock.today();
        let seeker = Seeker::of_profile(&profile.contents, &app.codes, Vocabulary::current(), today);
        Self {
            t,
            layout,
            refusal: None,
            back: back_of(visit),
            revision: profile.revision,
            is_empty: profile.contents.is_empty(),
            visibility: t.say(&format!("visibility-{}", profile.visibility.slug())),
            missing: lacking.map(link).collect(),
            sections: section_views(&wording, &profile.contents),
            others: OTHERS.iter().map(|&viewer| OtherView::new(&wording, profile, viewer)).collect(),
            fits: seeker.says_something().then(|| format!("{}#found", fits_href(t, "/fits", &seeker))),
        }
    }
}

impl ProfilePage {
    /// The address of one of its pages.
    fn way(&self, path: &str) -> String {
        self.t.path(&with_back(path, &self.back))
    }
}

impl OtherView {
    fn new(wording: &Wording<'_>, profile: &Profile, viewer: Viewer) -> Self {
        let shown = shown_to(viewer, profile.visibility, &profile.contents);
        let sections = shown.as_ref().map(|shown| section_views(wording, &shown.contents)).unwrap_or_default();
        Self {
            who: wording.t.say(&format!("viewer-{}", viewer.slug())),
            with_name: shown.map(|shown| shown.with_name),
            sections: sections.into_iter().filter(|it| !it.entries.is_empty()).collect(),
        }
    }
}
