//! What stands on a facility's page about booking it: what is free next, the way to all that is, and what others used.

use rongqiao_model::ListingId;
use rongqiao_model::access::{Action, Thing};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::listing::{Openness, PublishedListing};
use rongqiao_model::public_figures::LEAST_PERSONS;
use time::Duration;

use super::super::visit::Visit;
use super::super::wording::Wording;
use super::kept::{DAYS, hours_of};
use super::slots::book_href;
use super::views::slot_words;
use crate::actions::bookings::taken_from;
use crate::app::App;
use crate::problem::Problem;

/// What stands on a facility's page about booking it.
#[derive(Debug)]
pub(crate) struct BookingPart {
    /// Words and addresses of the slots that are free next.
    pub(crate) free: Vec<(String, String)>,
    /// Where every free slot stands; `None` without a calendar.
    pub(crate) slots_href: Option<String>,
    /// How much others used it lately, in words; `None` if nobody did.
    pub(crate) used: Option<String>,
    /// Words and addresses for whoever keeps the calendar.
    pub(crate) keeping: Vec<(String, String)>,
}

impl BookingPart {
    /// The part of a facility that the public sees; `None` where nobody books and whoever looks does not keep it.
    pub(crate) async fn of(app: &App, visit: &Visit, published: &PublishedListing) -> Result<Option<Self>, Problem> {
        if published.listing.kind() != ListingKind::Facility {
            return Ok(None);
        }
        let (t, now, id) = (visit.language, app.clock.now(), published.listing.id);
        let keeping = Self::keeping(app, visit, published).await?;
        let calendar = app.store.find_calendar(id).await?;
        let Some(calendar) = calendar.filter(|_| published.openness(now) == Openness::Open) else {
            let part = Self { free: Vec::new(), slots_href: None, used: None, keeping };
            return Ok(Some(part).filter(|part| !part.keeping.is_empty()));
        };
        let taken = taken_from(app, id, now, i64::from(calendar.rules.ahead_days) + 1).await?;
        let (wording, path) = (Wording::new(app, t), t.path(&format!("/listings/{id}")));
        let free = calendar.rules.next_free(now, &taken, now);
        let free = free.iter().map(|slot| (slot_words(&wording, slot), book_href(&path, slot))).collect();
        let used = Self::used(app, visit, id).await?;
        Ok(Some(Self { free, slots_href: Some(format!("{path}/slots")), used, keeping }))
    }

    /// How much others used it, as both sides confirmed; of few people nothing is told but that they are few.
    async fn used(app: &App, visit: &Visit, id: ListingId) -> Result<Option<String>, Problem> {
        let (t, today) = (visit.language, app.clock.today());
        let first = today.saturating_sub(Duration::days(DAYS - 1));
        let used = app.store.measure_shared_use(id, [first, today], app.clock.now()).await?;
        if used.bookings == 0 {
            return Ok(None);
        }
        if used.is_small() {
            return Ok(Some(t.with("booking-used-few", "least", LEAST_PERSONS)));
        }
        let numbers = [("hours", hours_of(used.minutes)), ("bookings", used.bookings.to_string())];
        Ok(Some(t.fill("booking-used", &numbers)))
    }

    /// The ways of whoever keeps the calendar; none for everybody else.
    async fn keeping(app: &App, visit: &Visit, published: &PublishedListing) -> Result<Vec<(String, String)>, Problem> {
        let Some(person) = visit.present.person else { return Ok(Vec::new()) };
        let (t, id) = (visit.language, published.listing.id);
        let organisation = (published.listing.organisation, published.organisation_kind);
        let actor = app.store.find_actor(person, app.clock.now()).await?;
        if actor.permit(Action::KeepCalendar, Thing::listing(id, organisation, None)).is_err() {
            return Ok(Vec::new());
        }
        let way = |words: &str, page: &str| (t.say(words), t.path(&format!("/my/listings/{id}/{page}")));
        Ok(vec![way("calendar-title", "calendar"), way("kept-bookings-title", "bookings")])
    }
}
