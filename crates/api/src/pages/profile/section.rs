//! `/profile/<section>`: adds to a part of the profile, changes it, takes something out.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::EntryId;
use rongqiao_model::profile::{Profile, Section};

use super::super::form::{FormPage, Sent};
use super::super::visit::Visit;
use super::fields::fields;
use super::{back_of, overview, revision_of, section_of, tell_mistake, way};
use crate::actions::profiles::{NotChanged, Told, take_out, tell};
use crate::app::App;
use crate::problem::Problem;
use crate::profile_words::skill_named;
use crate::session::SignedIn;

/// What is edited: a section, and of a list one entry, or a new one.
#[derive(Clone, Copy, Debug)]
struct Place {
    section: Section,
    entry: Option<EntryId>,
}

impl Place {
    fn of_entry(section: &str, entry: &str) -> Result<Self, Problem> {
        let section = section_of(section)?;
        let entry = entry.parse().map_err(|_| Problem::not_found())?;
        if section.is_list() { Ok(Self { section, entry: Some(entry) }) } else { Err(Problem::not_found()) }
    }

    /// Where the texts of its form stand.
    fn key(self) -> String {
        let act = match (self.section.is_list(), self.entry) {
            (false, _) => "",
            (true, None) => "-add",
            (true, Some(_)) => "-change",
        };
        format!("profile-{}{act}", self.section.slug())
    }
}

/// `GET /profile/<section>`: a new entry of a list, or the form of a section that is none.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(section): Path<String>,
) -> Result<Response, Problem> {
    let profile = app.store.find_own_profile(session.person).await?;
    let place = Place { section: section_of(&section)?, entry: None };
    let written = written(&visit, &profile, place).unwrap_or_default();
    page(&app, &visit, place, profile.revision, &written).show()
}

/// `GET /profile/<section>/<entry>`: an entry to be changed.
pub(super) async fn show_entry(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path((section, entry)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let profile = app.store.find_own_profile(session.person).await?;
    let place = Place::of_entry(&section, &entry)?;
    let written = written(&visit, &profile, place).ok_or_else(Problem::not_found)?;
    page(&app, &visit, place, profile.revision, &written).show()
}

/// `POST /profile/<section>`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    signed_in: SignedIn,
    Path(section): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let place = Place { section: section_of(&section)?, entry: None };
    save(&app, &visit, &signed_in, place, &Sent::read(&form)).await
}

/// `POST /profile/<section>/<entry>`: an entry that was taken out meanwhile comes back with what was typed.
pub(super) async fn submit_entry(
    State(app): State<App>,
    visit: Visit,
    signed_in: SignedIn,
    Path((section, entry)): Path<(String, String)>,
    form: String,
) -> Result<Response, Problem> {
    save(&app, &visit, &signed_in, Place::of_entry(&section, &entry)?, &Sent::read(&form)).await
}

/// `POST /profile/<section>/<entry>/remove`
pub(super) async fn remove(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path((section, entry)): Path<(String, String)>,
    form: String,
) -> Result<Response, Problem> {
    let Place { section, entry: Some(entry) } = Place::of_entry(&section, &entry)? else {
        return Err(Problem::not_found());
    };
    match take_out(&app, session.person, revision_of(&Sent::read(&form)), (section, entry)).await {
        Ok(()) => Ok(to_section(&visit, section)),
        Err(NotChanged::Failed(problem)) => Err(problem),
        Err(NotChanged::Mistakes(_) | NotChanged::Outdated) => overview::show_outdated(&app, &visit, &session).await,
    }
}

async fn save(
    app: &App,
    visit: &Visit,
    SignedIn(session): &SignedIn,
    place: Place,
    sent: &Sent,
) -> Result<Response, Problem> {
    let told = Told { section: place.section, entry: place.entry, record: sent.record("") };
    match tell(app, session.person, revision_of(sent), &[told]).await {
        Ok(()) => Ok(to_section(visit, place.section)),
        Err(NotChanged::Failed(problem)) => Err(problem),
        Err(NotChanged::Mistakes(mistakes)) => {
            let mut page = page(app, visit, place, revision_of(sent), sent);
            mistakes.iter().for_each(|(_, it)| tell_mistake(visit.language, &mut page.fields, "", it));
            page.show_mistakes()
        }
        Err(NotChanged::Outdated) => {
            let profile = app.store.find_own_profile(session.person).await?;
            let page = page(app, visit, place, profile.revision, sent);
            page.show_conflict(visit.language.say("profile-outdated"))
        }
    }
}

fn to_section(visit: &Visit, section: Section) -> Response {
    let profile = way(visit, "/profile");
    // Whoever came to go on elsewhere is led to the top, where the way back stands.
    let place = if back_of(visit).is_empty() { format!("#{}", section.slug()) } else { String::new() };
    Redirect::to(&format!("{profile}{place}")).into_response()
}

/// What stands there now; `None` if there is no such entry.
fn written(visit: &Visit, profile: &Profile, place: Place) -> Option<Sent> {
    let named = |id: &str| skill_named(visit.language, id);
    profile.contents.written(place.section, place.entry, named).map(Sent::of)
}

fn page(app: &App, visit: &Visit, place: Place, revision: i64, sent: &Sent) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, &place.key());
    page.action = way(visit, &visit.path);
    page.submit = t.say("profile-save");
    page.fields = fields(t, place.section, sent, "");
    page.hidden = vec![("revision", revision.to_string())];
    page.others = vec![(t.say("profile-back"), way(visit, "/profile"))];
    page
}
