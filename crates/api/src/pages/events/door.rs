//! `/my/listings/{id}/check-in`: the door of an event, where each code lets somebody in once.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::registration::{Attendee, RegistrationState};
use rongqiao_model::store::CheckingIn;

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::id_of;
use super::when::when;
use crate::actions::events::{Event, organised, shown_code, typed_code};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /my/listings/{id}/check-in`; with `?code=…` it tells who came in with it, or holds it ready to be sent.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (event, permit) = organised(&app, &actor, id_of(&id)?).await?;
    let code = typed_code(&Sent::read(&visit.query).text("code"));
    let found = if code.is_empty() { None } else { app.store.find_attendee(&permit, &code).await? };
    let is_in = found.as_ref().is_some_and(|attendee| attendee.state == RegistrationState::CheckedIn);
    let mut page = page(&app, &visit, &event, if is_in { "" } else { &code });
    if let Some(attendee) = found.filter(|_| is_in) {
        page.lead.insert(0, told(&app, &visit, "door-done", &attendee));
    }
    page.show()
}

/// `POST /my/listings/{id}/check-in`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let t = visit.language;
    let id = id_of(&id)?;
    let (event, permit) = organised(&app, &actor, id).await?;
    let typed = Sent::read(&form).text("check-in-code");
    let code = typed_code(&typed);
    let mut page = page(&app, &visit, &event, &typed);
    if code.is_empty() {
        page.fields[0].mistake = Some(t.say("mistake-check-in-code-missing"));
        return page.show_mistakes();
    }
    match app.store.check_in(&permit, &code, app.clock.now()).await? {
        CheckingIn::Done(_) => {
            Ok(Redirect::to(&t.path(&format!("/my/listings/{id}/check-in?code={code}"))).into_response())
        }
        CheckingIn::Already(attendee) => page.show_conflict(told(&app, &visit, "door-already", &attendee)),
        CheckingIn::NotToday => page.show_conflict(t.say("door-not-today")),
        CheckingIn::Unknown => {
            page.fields[0].mistake = Some(t.say("mistake-check-in-code"));
            page.show_mistakes()
        }
    }
}

fn told(app: &App, visit: &Visit, key: &str, attendee: &Attendee) -> String {
    let moment = Wording::new(app, visit.language).minute_of(attendee.changed_at).words;
    visit.language.fill(key, &[("name", attendee.name.clone()), ("moment", moment)])
}

fn page(app: &App, visit: &Visit, event: &Event, code: &str) -> FormPage {
    let t = visit.language;
    let (wording, listing) = (Wording::new(app, t), &event.published.listing);
    let mut page = FormPage::new(app, visit, "door");
    page.lead = vec![
        wording.either(&listing.title, listing.title_en.as_deref()).text,
        when(&wording, event.terms.starts_at, event.terms.ends_at),
    ];
    let shown = if typed_code(code) == code { shown_code(code) } else { code.to_owned() };
    page.fields = vec![Field::new(t, "check-in-code", Input::Line, "off").holding(shown).focused()];
    page.others = vec![(t.say("roll-title"), t.path(&format!("/my/listings/{}/registrations", listing.id)))];
    page
}
