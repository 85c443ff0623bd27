//! `/my/listings/{id}/calendar`: when a facility is open and on which terms it is booked, for those who keep it.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::kind::Details;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::store::CalendarKept;

use super::super::form::{Form as _, FormPage, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::facility_of;
use super::rules_form::{Suggested, fields, read, written};
use crate::actions::bookings::{find_kept, keep_calendar};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /my/listings/{id}/calendar`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (facility, _) = find_kept(&app, &actor, facility_of(&id)?).await?;
    let known = app.store.find_calendar(facility.listing.id).await?;
    let (sent, revision) = match &known {
        Some(calendar) => (written(visit.language, &calendar.rules), calendar.revision),
        None => (written(visit.language, &suggested(&facility).rules()), 0),
    };
    page(&app, &visit, &facility, &sent, revision).show()
}

/// `POST /my/listings/{id}/calendar`: whoever comes second is told that it changed, and what they typed stays.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let (facility, permit) = find_kept(&app, &actor, facility_of(&id)?).await?;
    let revision: i64 = sent.raw("revision").parse().unwrap_or_default();
    let mut page = page(&app, &visit, &facility, &sent, revision);
    let rules = read(t, &mut page.fields);
    let Some(rules) = rules.filter(|_| page.is_right()) else { return page.show_mistakes() };
    match keep_calendar(&app, &permit, &rules, revision).await? {
        CalendarKept::Done => {
            Ok(Redirect::to(&t.path(&format!("/listings/{}/slots", facility.listing.id))).into_response())
        }
        CalendarKept::Changed => {
            let latest = app.store.find_calendar(facility.listing.id).await?;
            page.hidden = vec![("revision", latest.map_or(0, |it| it.revision).to_string())];
            page.show_conflict(t.say("calendar-changed"))
        }
    }
}

fn page(app: &App, visit: &Visit, facility: &PublishedListing, sent: &Sent, revision: i64) -> FormPage {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let id = facility.listing.id;
    let mut page = FormPage::new(app, visit, "calendar");
    page.lead.insert(0, wording.either(&facility.listing.title, facility.listing.title_en.as_deref()).text);
    page.hidden = vec![("revision", revision.to_string())];
    page.fields = fields(t, sent);
    page.others = vec![
        (t.say("kept-bookings-title"), t.path(&format!("/my/listings/{id}/bookings"))),
        (t.say("booking-facility"), t.path(&format!("/listings/{id}"))),
    ];
    page
}

/// What the listing says that a new calendar can begin with.
fn suggested(facility: &PublishedListing) -> Suggested {
    match &facility.listing.details {
        Details::Facility(details) => {
            Suggested { capacity: details.capacity.unwrap_or(1), price: details.price.clone() }
        }
        _ => Suggested { capacity: 1, price: String::new() },
    }
}
