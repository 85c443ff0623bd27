//! `/my/listings/{id}/bookings/{booking}`: one booking, for those who keep the facility.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::Actor;
use rongqiao_model::booking::BookingStep;
use rongqiao_model::store::{BookingMoved, KeptBooking};
use rongqiao_model::{BookingId, ListingId};

use super::super::form::Sent;
use super::super::layout::answer_privately;
use super::super::visit::Visit;
use super::views::BookingPage;
use super::{booking_of, facility_of};
use crate::actions::bookings::{find_kept_booking, step};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// What a keeper can do.
const STEPS: [BookingStep; 5] =
    [BookingStep::Approve, BookingStep::NoteCame, BookingStep::NoteAbsent, BookingStep::Refuse, BookingStep::CallOff];

/// `GET /my/listings/{id}/bookings/{booking}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, piece)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let which = (facility_of(&id)?, booking_of(&piece)?);
    let page = page(&app, &visit, &actor, which, &Sent::default()).await?;
    answer_privately(StatusCode::OK, &page)
}

/// `POST /my/listings/{id}/bookings/{booking}`: approves, refuses, calls off, or says whether somebody came.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, piece)): Path<(String, String)>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let which = (facility_of(&id)?, booking_of(&piece)?);
    let (_, _, permit) = find_kept_booking(&app, &actor, which).await?;
    let permit = permit.ok_or_else(Problem::not_found)?;
    let wanted = BookingStep::from_slug(sent.raw("do")).filter(|step| STEPS.contains(step));
    let wanted = wanted.ok_or_else(Problem::not_found)?;
    let mut page = page(&app, &visit, &actor, which, &sent).await?;
    let Some(reason) = page.read_reason(wanted, &sent) else {
        return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let revision = sent.raw("revision").parse().unwrap_or_default();
    match step(&app, &permit, revision, (wanted, &reason)).await? {
        BookingMoved::Done(_) => Ok(Redirect::to(&page.action).into_response()),
        refused @ (BookingMoved::Changed | BookingMoved::NotNow | BookingMoved::Suspended) => {
            let mut page = self::page(&app, &visit, &actor, which, &sent).await?;
            let key = if refused == BookingMoved::Suspended { "booking-suspended" } else { "booking-too-late" };
            page.refusal = Some(visit.language.say(key));
            answer_privately(StatusCode::CONFLICT, &page)
        }
    }
}

async fn page(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    (listing, id): (ListingId, BookingId),
    sent: &Sent,
) -> Result<BookingPage, Problem> {
    let t = visit.language;
    let (kept, facility, permit) = find_kept_booking(app, actor, (listing, id)).await?;
    // Whoever booked it themselves leaves it to a colleague.
    let steps: &[BookingStep] = if permit.is_some() { &STEPS } else { &[] };
    let mut page = BookingPage::new(app, visit, (&kept.booking, &facility), ("kept", steps), sent);
    let KeptBooking { booking, booker, organisation } = kept;
    let booker = if booker.is_empty() { t.say("booking-nobody") } else { booker };
    page.facts.insert(0, (t.say("booking-fact-booker"), booker));
    if !organisation.is_empty() {
        page.facts.insert(1, (t.say("booking-fact-organisation"), organisation));
    }
    if booking.is_inside {
        page.facts.push((t.say("booking-fact-inside"), t.say("booking-inside")));
    }
    page.links.push((t.say("kept-bookings-title"), t.path(&format!("/my/listings/{listing}/bookings"))));
    Ok(page)
}
