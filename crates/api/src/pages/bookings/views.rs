//! What both sides' pages of bookings show alike.

use askama::Template;
use rongqiao_model::booking::{Booking, BookingStanding, BookingStep, NOTE_MAX_CHARS, OBJECTION_DAYS, Slot};
use rongqiao_model::connect::conversation::{Unsaid, said_within};
use rongqiao_model::listing::PublishedListing;
use time::OffsetDateTime;

use super::super::events::when;
use super::super::form::{Field, Form, Input, Sent};
use super::super::layout::Layout;
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use crate::app::App;
use crate::language::Language;

/// One booking, for whichever side looks at it.
#[derive(Template)]
#[template(path = "booking.html")]
pub(super) struct BookingPage {
    pub(super) t: Language,
    pub(super) layout: Layout,
    pub(super) title: Worded,
    pub(super) when: String,
    pub(super) slug: &'static str,
    pub(super) state: String,
    pub(super) next: String,
    /// Labels with what stands beside them.
    pub(super) facts: Vec<(String, String)>,
    pub(super) roster: Vec<String>,
    pub(super) forms: Vec<StepForm>,
    pub(super) revision: i64,
    pub(super) action: String,
    pub(super) refusal: Option<String>,
    /// Words and addresses of what is near.
    pub(super) links: Vec<(String, String)>,
}

/// Something that a side can do: a button, and the reason that it asks for.
#[derive(Debug)]
pub(super) struct StepForm {
    pub(super) step: &'static str,
    pub(super) words: String,
    pub(super) reason: Option<Field>,
    pub(super) is_primary: bool,
}

impl Form for BookingPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.forms.iter().filter_map(|form| form.reason.as_ref())
    }

    fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }
}

impl BookingPage {
    /// The page of `booking` for the side named `side`, which can do `steps` of those that are possible.
    pub(super) fn new(
        app: &App,
        visit: &Visit,
        (booking, facility): (&Booking, &PublishedListing),
        (side, steps): (&str, &[BookingStep]),
        sent: &Sent,
    ) -> Self {
        let (t, now) = (visit.language, app.clock.now());
        let wording = Wording::new(app, t);
        let title = wording.either(&facility.listing.title, facility.listing.title_en.as_deref());
        let mut layout = Layout::new(app, visit, t.say("booking-title"));
        layout.indexed = false;
        layout.demo = facility.listing.demo;
        let standing = booking.standing(now);
        let form = |&step: &BookingStep| StepForm {
            step: step.slug(),
            words: t.say(&format!("booking-step-{}", step.slug())),
            reason: step.needs_reason().then(|| reason_field(t, step, sent)),
            is_primary: matches!(step, BookingStep::Approve | BookingStep::NoteCame | BookingStep::SayCame),
        };
        Self {
            t,
            layout,
            title,
            when: slot_words(&wording, &booking.slot),
            slug: standing.slug(),
            state: t.say(&format!("booking-{}", standing.slug())),
            next: next(&wording, booking, (standing, now), side),
            facts: facts(&wording, booking),
            roster: booking.roster.clone(),
            forms: steps.iter().filter(|&&step| booking.can(step, now)).map(form).collect(),
            revision: booking.revision,
            action: t.path(&visit.path),
            refusal: None,
            links: Vec::new(),
        }
    }

    /// The reason that was sent for `step`; what is wrong with it is told at its field.
    pub(super) fn read_reason(&mut self, step: BookingStep, sent: &Sent) -> Option<String> {
        let t = self.t;
        let form = self.forms.iter_mut().find(|form| form.step == step.slug());
        let Some(field) = form.and_then(|form| form.reason.as_mut()) else { return Some(String::new()) };
        match said_within(sent.raw(&field.name), NOTE_MAX_CHARS) {
            Ok(reason) => Some(reason),
            Err(unsaid) => {
                field.mistake = Some(unsaid_words(t, unsaid));
                None
            }
        }
    }
}

/// Why something cannot be written to the other side.
pub(super) fn unsaid_words(t: Language, unsaid: Unsaid) -> String {
    match unsaid {
        Unsaid::Empty => t.say("mistake-booking-reason"),
        Unsaid::TooLong(found) => {
            t.fill("mistake-booking-long", &[("max", NOTE_MAX_CHARS.to_string()), ("found", found.to_string())])
        }
        Unsaid::Address => t.say("mistake-booking-address"),
    }
}

fn reason_field(t: Language, step: BookingStep, sent: &Sent) -> Field {
    let name = format!("{}-reason", step.slug());
    Field::new(t, &name, Input::Text, "off").holding(sent.raw(&name))
}

/// When a slot is, in words.
pub(super) fn slot_words(wording: &Wording<'_>, slot: &Slot) -> String {
    when(wording, slot.starts_at, slot.ends_at)
}

/// What comes next, for the side that looks.
fn next(
    wording: &Wording<'_>,
    booking: &Booking,
    (standing, now): (BookingStanding, OffsetDateTime),
    side: &str,
) -> String {
    let t = wording.t;
    let late = if standing == BookingStanding::Ahead && now > booking.free_until() { "-late" } else { "" };
    let key = format!("booking-next-{side}-{}{late}", standing.slug());
    let said = booking.keeper_said.map(|it| it.at + time::Duration::days(OBJECTION_DAYS));
    let until = said.map(|at| wording.minute_of(at).words).unwrap_or_default();
    let free = wording.minute_of(booking.free_until()).words;
    t.fill_if_known(&key, &[("until", until), ("free", free)]).unwrap_or_default()
}

fn facts(wording: &Wording<'_>, booking: &Booking) -> Vec<(String, String)> {
    let t = wording.t;
    let said = |text: &str| Some(text.to_owned()).filter(|it| !it.is_empty());
    let hours = u64::from(booking.agreed.free_cancel_hours);
    [
        ("people", Some(t.count("booking-people", booking.people))),
        ("price", said(&booking.agreed.price_note)),
        ("cancel", Some(t.count("booking-cancel-rule", hours))),
        ("briefing", said(&booking.agreed.briefing)),
        ("note", said(&booking.note)),
        ("reason", said(&booking.reason)),
        ("made", Some(wording.minute_of(booking.made_at).words)),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((t.say(&format!("booking-fact-{name}")), value?)))
    .collect()
}
