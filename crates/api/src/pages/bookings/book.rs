//! `/listings/{id}/book`: booking one slot of a facility, in one step.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::Actor;
use rongqiao_model::booking::{Availability, CalendarRules, NAME_MAX_CHARS, NOTE_MAX_CHARS, Slot};
use rongqiao_model::connect::conversation::{Unsaid, said_within};
use rongqiao_model::listing::Openness;
use rongqiao_model::naming::clean_text;
use rongqiao_model::store::{Booked, NewBooking, Unbookable};
use rongqiao_model::{BookingId, OrganisationId};
use time::OffsetDateTime;

use super::super::form::{Choosable, Field, Form as _, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::slots::book_href;
use super::views::{slot_words, unsaid_words};
use super::{booking_of, facility_of};
use crate::actions::bookings::{self, Bookable, booking_organisations, find_bookable, taken_from};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Value of whoever books for themself.
const FOR_ONESELF: &str = "self";

/// `GET /listings/{id}/book?slot=…`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let bookable = find_bookable(&app, facility_of(&id)?).await?;
    let slot = slot_of(&bookable, &Sent::read(&visit.query))?;
    let page = page(&app, &visit, &actor, (&bookable, &slot), &Sent::default()).await?;
    match refusal(&app, &bookable, &slot).await? {
        None => page.show(),
        Some(reason) => refused(&app, &visit, (&bookable, &slot), page, reason).await,
    }
}

/// `POST /listings/{id}/book`: once more changes nothing. Of any number who want the last unit one has it; the others are
/// shown what is free next.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let bookable = find_bookable(&app, facility_of(&id)?).await?;
    let slot = slot_of(&bookable, &sent)?;
    let nonce: BookingId = booking_of(sent.raw("nonce"))?;
    let mut page = page(&app, &visit, &actor, (&bookable, &slot), &sent).await?;
    let new = read(t, (&bookable, &slot), &sent, &mut page);
    if !page.is_right() {
        return page.show_mistakes();
    }
    match bookings::book(&app, &actor, &bookable.published, nonce, &new).await? {
        Booked::Done(id) | Booked::Known(id) => {
            Ok(Redirect::to(&t.path(&format!("/my/bookings/{id}"))).into_response())
        }
        Booked::Full(_) => refused(&app, &visit, (&bookable, &slot), page, "full").await,
        Booked::NotNow(reason) => refused(&app, &visit, (&bookable, &slot), page, unbookable_slug(reason)).await,
    }
}

/// The slot that an address or a form names; what is none leads nowhere.
fn slot_of(bookable: &Bookable, sent: &Sent) -> Result<Slot, Problem> {
    let begin = sent.raw("slot").parse().ok().and_then(|it| OffsetDateTime::from_unix_timestamp(it).ok());
    begin.and_then(|begin| bookable.calendar.rules.slot_at(begin)).ok_or_else(Problem::not_found)
}

/// Why the slot cannot be booked now, before anything was sent.
async fn refusal(app: &App, bookable: &Bookable, slot: &Slot) -> Result<Option<&'static str>, Problem> {
    let now = app.clock.now();
    if bookable.published.openness(now) != Openness::Open {
        return Ok(Some("closed"));
    }
    let taken = taken_from(app, bookable.published.listing.id, slot.starts_at, 0).await?;
    Ok(match bookable.calendar.rules.availability(slot, &taken, now) {
        Availability::Free(_) => None,
        Availability::Full => Some("full"),
        Availability::TooSoon => Some("too-soon"),
        Availability::TooFar => Some("too-far"),
        Availability::Paused => Some("closed"),
    })
}

const fn unbookable_slug(reason: Unbookable) -> &'static str {
    match reason {
        Unbookable::Closed | Unbookable::NoSlot => "closed",
        Unbookable::Suspended => "suspended",
        Unbookable::TooSoon => "too-soon",
        Unbookable::TooFar => "too-far",
        Unbookable::TooMany => "too-many",
        Unbookable::TermsChanged => "terms-changed",
        Unbookable::Hoarding => "hoarding",
    }
}

/// The page with why the slot is not theirs, and what is free next. Terms that changed can be agreed to at once.
async fn refused(
    app: &App,
    visit: &Visit,
    (bookable, slot): (&Bookable, &Slot),
    mut page: FormPage,
    reason: &str,
) -> Result<Response, Problem> {
    let (t, now) = (visit.language, app.clock.now());
    if reason != "terms-changed" && reason != "too-many" {
        page.submit = String::new();
    }
    let wording = Wording::new(app, t);
    let rules = &bookable.calendar.rules;
    let listing = bookable.published.listing.id;
    let path = t.path(&format!("/listings/{listing}"));
    if matches!(reason, "full" | "too-soon") {
        let taken = taken_from(app, listing, now, i64::from(rules.ahead_days) + 1).await?;
        let free = rules.next_free(slot.starts_at, &taken, now);
        let link = |slot: &Slot| (t.with("book-instead", "when", slot_words(&wording, slot)), book_href(&path, slot));
        page.others.splice(0..0, free.iter().map(link));
    }
    page.show_conflict(t.say(&format!("book-refused-{reason}")))
}

async fn page(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    (bookable, slot): (&Bookable, &Slot),
    sent: &Sent,
) -> Result<FormPage, Problem> {
    let t = visit.language;
    let (wording, rules, published) = (Wording::new(app, t), &bookable.calendar.rules, &bookable.published);
    let listing = &published.listing;
    let keeper = wording.either(&published.organisation_name, published.organisation_name_en.as_deref()).text;
    let mut page = FormPage::new(app, visit, "book");
    page.lead = vec![wording.either(&listing.title, listing.title_en.as_deref()).text, slot_words(&wording, slot)];
    let told = super::slots::terms(t, rules);
    page.lead.extend(told.into_iter().map(|(label, words)| format!("{label}{}{words}", t.say("label-separator"))));
    page.action = t.path(&format!("/listings/{}/book", listing.id));
    let nonce = Some(sent.raw("nonce").to_owned()).filter(|it| !it.is_empty());
    page.hidden = vec![
        ("slot", slot.starts_at.unix_timestamp().to_string()),
        ("nonce", nonce.unwrap_or_else(|| app.chance.id(app.clock.now()).to_string())),
        ("calendar", bookable.calendar.revision.to_string()),
    ];
    page.others = vec![(t.say("slots-title"), t.path(&format!("/listings/{}/slots", listing.id)))];
    page.fields = fields(app, actor, t, rules, sent).await?;
    let mut consent = Field::new(t, "book-consent", Input::Tick, "off").holding(sent.raw("book-consent"));
    consent.label = t.with("book-consent", "organisation", keeper);
    page.fields.push(consent);
    Ok(page)
}

async fn fields(
    app: &App,
    actor: &Actor,
    t: Language,
    rules: &CalendarRules,
    sent: &Sent,
) -> Result<Vec<Field>, Problem> {
    let mut fields = Vec::new();
    let organisations = booking_organisations(app, actor).await?;
    if !organisations.is_empty() {
        let oneself = Choosable { value: FOR_ONESELF.to_owned(), words: t.say("book-for-oneself") };
        // Whoever writes for one organisation mostly books for it.
        let likely = match organisations.as_slice() {
            [only] => only.id.to_string(),
            _ => FOR_ONESELF.to_owned(),
        };
        let others = organisations.into_iter().map(|it| Choosable { value: it.id.to_string(), words: it.name });
        let chosen = Some(sent.raw("book-for").to_owned()).filter(|it| !it.is_empty()).unwrap_or(likely);
        let choices = std::iter::once(oneself).chain(others).collect();
        fields.push(Field::new(t, "book-for", Input::Radios, "off").among(choices).holding(chosen));
    }
    if rules.people_max > 1 {
        let people = Some(sent.raw("book-people")).filter(|it| !it.is_empty()).unwrap_or("1");
        fields.push(Field::new(t, "book-people", Input::Number, "off").holding(people));
        let mut roster = Field::new(t, "book-roster", Input::Text, "off").holding(sent.raw("book-roster"));
        if rules.needs_names(rules.people_max) {
            roster.hint = Some(t.say("book-roster-needed"));
        }
        fields.push(roster.optional());
    }
    fields.push(Field::new(t, "book-note", Input::Text, "off").holding(sent.raw("book-note")).optional());
    if !rules.briefing.is_empty() {
        fields.push(Field::new(t, "book-briefing", Input::Tick, "off").holding(sent.raw("book-briefing")));
    }
    Ok(fields)
}

/// What was typed as a booking; whatever is wrong is told at the fields of `page`.
fn read(t: Language, (bookable, slot): (&Bookable, &Slot), sent: &Sent, page: &mut FormPage) -> NewBooking {
    let mut new = NewBooking {
        listing: bookable.published.listing.id,
        starts_at: slot.starts_at,
        organisation: None,
        people: 1,
        roster: Vec::new(),
        note: String::new(),
        calendar: sent.raw("calendar").parse().unwrap_or_default(),
    };
    let max = bookable.calendar.rules.people_max;
    for field in &mut page.fields {
        field.mistake = match field.name.as_str() {
            "book-for" => read_organisation(t, field, &mut new.organisation),
            "book-people" => match field.value.trim().parse::<u16>().ok().filter(|it| (1..=max).contains(it)) {
                Some(people) => {
                    new.people = people;
                    None
                }
                None => Some(t.with("mistake-book-people", "max", max)),
            },
            "book-roster" => read_roster(t, &bookable.calendar.rules, sent, &mut new),
            "book-note" => match said_within(sent.raw("book-note"), NOTE_MAX_CHARS) {
                Ok(note) => {
                    new.note = note;
                    None
                }
                Err(Unsaid::Empty) => None,
                Err(unsaid) => Some(unsaid_words(t, unsaid)),
            },
            "book-briefing" if field.value.is_empty() => Some(t.say("mistake-book-briefing")),
            "book-consent" if field.value.is_empty() => Some(t.say("mistake-book-consent")),
            _ => None,
        };
    }
    new
}

/// Only those organisations can be chosen for which the booker may act.
fn read_organisation(t: Language, field: &Field, organisation: &mut Option<OrganisationId>) -> Option<String> {
    if !field.is_chosen() {
        return Some(t.say("mistake-book-for"));
    }
    *organisation = field.value.parse().ok();
    None
}

fn read_roster(t: Language, rules: &CalendarRules, sent: &Sent, new: &mut NewBooking) -> Option<String> {
    let names = sent.raw("book-roster").lines().map(clean_text).filter(|name| !name.is_empty());
    new.roster = names.collect();
    if new.roster.iter().any(|name| name.chars().count() > NAME_MAX_CHARS) {
        return Some(t.with("mistake-book-name", "max", NAME_MAX_CHARS));
    }
    if new.roster.iter().any(|name| rongqiao_model::connect::conversation::holds_address(name)) {
        return Some(t.say("mistake-book-roster-private"));
    }
    let (found, people) = (new.roster.len(), usize::from(new.people));
    let numbers = [("found", found.to_string()), ("people", people.to_string())];
    if found > people {
        return Some(t.fill("mistake-book-roster", &numbers));
    }
    let is_short = found < people && rules.needs_names(new.people);
    is_short.then(|| t.fill("mistake-book-roster-short", &numbers))
}
