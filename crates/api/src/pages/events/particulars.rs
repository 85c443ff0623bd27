//! What stands on the page of an event before everything else: when, where, how many seats, and how to register.

use rongqiao_model::kind::{Details, Fact};
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::registration::{Figures, Phase, RegistrationState, Terms};

use super::super::visit::Visit;
use super::super::wording::{Wording, machine};
use super::own_path;
use super::when::{minute, venue, when};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Facts that are told there and not once more among the others.
const TOLD_THERE: [&str; 5] = ["starts-at", "ends-at", "register-until", "seats", "agenda"];

/// What stands on an event's page before everything else.
#[derive(Debug)]
pub(crate) struct Particulars {
    pub(crate) when: String,
    pub(crate) starts: String,
    pub(crate) place: Option<String>,
    /// Whether one can register, as a word for colouring and in words.
    pub(crate) phase: &'static str,
    pub(crate) state: String,
    /// Seats that are left, people who wait, until when one may register.
    pub(crate) notes: Vec<String>,
    pub(crate) agenda: Vec<String>,
    /// Words and address of the way to register, or to one's own registration.
    pub(crate) way: Option<(String, String)>,
    pub(crate) calendar_href: String,
}

/// Whether a fact stands among the particulars of an event.
pub(crate) fn is_told_there(details: &Details, fact: &Fact) -> bool {
    matches!(details, Details::Event(_)) && TOLD_THERE.contains(&fact.label)
}

impl Particulars {
    /// Those of an event that the public sees; `None` for what is no event.
    pub(crate) async fn of(app: &App, visit: &Visit, published: &PublishedListing) -> Result<Option<Self>, Problem> {
        let Some(terms) = Terms::of(&published.listing) else { return Ok(None) };
        let (t, id) = (visit.language, published.listing.id);
        let figures = app.store.count_registrations(id).await?;
        let mut particulars = Self::known(app, t, published, &terms, figures);
        if terms.phase(app.clock.now()) == Phase::Open {
            let full = figures.left_of(terms.seats) == Some(0);
            let words = if full { "event-wait" } else { "event-register" };
            particulars.way = Some((t.say(words), t.path(&format!("/listings/{id}/register"))));
        }
        if let Some(person) = visit.present.person
            && let Some(own) = app.store.find_own_registration(person, id).await?
            && own.state.is_live()
        {
            let state = own.state.seen(terms.is_over(app.clock.now()));
            particulars.way = Some((own_words(t, state), own_path(t, id)));
        }
        Ok(Some(particulars))
    }

    /// Those of an event that is not public yet.
    pub(crate) fn preview(app: &App, t: Language, published: &PublishedListing) -> Option<Self> {
        let terms = Terms::of(&published.listing)?;
        Some(Self::known(app, t, published, &terms, Figures::default()))
    }

    fn known(app: &App, t: Language, published: &PublishedListing, terms: &Terms, figures: Figures) -> Self {
        let wording = Wording::new(app, t);
        let listing = &published.listing;
        let phase = terms.phase(app.clock.now());
        let full = phase == Phase::Open && figures.left_of(terms.seats) == Some(0);
        let slug = if full { "full" } else { phase.slug() };
        let agenda = match &listing.details {
            Details::Event(event) => event.agenda.lines().map(str::trim).filter(|it| !it.is_empty()).collect(),
            _ => Vec::new(),
        };
        Self {
            when: when(&wording, terms.starts_at, terms.ends_at),
            starts: machine(terms.starts_at),
            place: venue(&wording, &listing.place),
            phase: slug,
            state: t.say(&format!("event-phase-{slug}")),
            notes: notes(&wording, terms, figures, phase),
            agenda: agenda.into_iter().map(str::to_owned).collect(),
            way: None,
            calendar_href: t.path(&format!("/listings/{}.ics", listing.id)),
        }
    }
}

fn own_words(t: Language, state: RegistrationState) -> String {
    t.with("event-own", "state", t.say(&format!("registration-{}", state.slug())))
}

fn notes(wording: &Wording<'_>, terms: &Terms, figures: Figures, phase: Phase) -> Vec<String> {
    let t = wording.t;
    if phase != Phase::Open {
        return Vec::new();
    }
    let left = match (terms.seats, figures.left_of(terms.seats)) {
        (Some(seats), Some(left)) => {
            t.fill("event-seats-left", &[("left", left.to_string()), ("seats", seats.to_string())])
        }
        _ => t.say("event-seats-any"),
    };
    let waiting = (figures.waiting > 0).then(|| t.count("event-waiting", figures.waiting));
    let until = t.with("event-register-until", "moment", minute(wording, terms.register_until));
    [Some(left), waiting, Some(until)].into_iter().flatten().collect()
}
