//! `GET /my/listings/{id}`: how far a listing has come, what was said of it, and what can be done.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::access::Action;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::posting::{Filed, Outcome, PostingState, Step, Version, due_on, form_fields};
use rongqiao_model::standing::Standing;

use super::super::attachments::{AttachmentLine, lines};
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::fields::label;
use super::{id_of, own_path, title_of};
use crate::actions::postings::{find, permit_for};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::profile_address::ANSWERED_BY_PEOPLE;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "posting.html")]
struct PostingPage {
    t: Language,
    layout: Layout,
    name: Worded,
    about: String,
    slug: &'static str,
    state: String,
    next: String,
    /// Further sentences about where it stands: by when it is decided, when it is public, when it closes.
    notes: Vec<String>,
    reason: Option<String>,
    remarks: Vec<(String, String)>,
    public_href: Option<String>,
    /// Where an event's registrations stand, once it was public.
    registrations_href: Option<String>,
    /// Where a facility's calendar and bookings stand, once it was public.
    bookings_href: Option<String>,
    /// Where people are found for it, while it is public and people can answer it.
    people_href: Option<String>,
    /// Where those who applied stand, once it was public.
    applications_href: Option<String>,
    call_href: Option<String>,
    path: String,
    steps: Vec<&'static str>,
    nonce: String,
    versions: Vec<VersionLine>,
    attachments: Vec<AttachmentLine>,
}

/// A version in the list.
#[derive(Debug)]
pub(super) struct VersionLine {
    pub(super) number: u32,
    pub(super) at: Moment,
    pub(super) outcome: String,
    pub(super) reason: String,
    pub(super) live: bool,
}

/// `GET /my/listings/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let filed = find(&app, &actor, id_of(&id)?).await?;
    permit_for(&actor, Step::Save, &filed)?;
    let read = actor.permit(Action::ReadListing, filed.thing())?;
    let versions = app.store.list_versions(&read).await?;
    let mut page = page(&app, &visit, &filed, &versions);
    page.attachments = lines(visit.language, &page.path, app.store.list_attachments(&read).await?);
    let standing = app.store.find_standing(filed.organisation.id).await?;
    if let Some(standing) = standing.filter(|it| !it.holds(app.clock.today())) {
        page.tell_standing(&standing);
    }
    answer_privately(StatusCode::OK, &page)
}

impl PostingPage {
    /// Tells why the listing is not public, where its organisation stands in its way.
    fn tell_standing(&mut self, standing: &Standing) {
        let t = self.t;
        if self.slug == PostingState::Published.slug() {
            self.state = t.say("posting-state-paused");
            self.next = t.say("listing-paused");
        }
        let note = if standing.is_suspended() { "posting-note-suspended" } else { "posting-note-standing" };
        self.notes.insert(0, t.say(note));
    }
}

fn page(app: &App, visit: &Visit, filed: &Filed, versions: &[Version]) -> PostingPage {
    let (t, posting) = (visit.language, &filed.posting);
    let wording = Wording::new(app, t);
    let name = wording.worded(&title_of(t, posting));
    let mut layout = Layout::new(app, visit, name.text.clone());
    layout.indexed = false;
    let slug = posting.state.slug();
    let last = versions.last().filter(|version| was_said(version, posting.state));
    PostingPage {
        t,
        layout,
        name,
        about: format!("{} · {}", t.say(&format!("kind-{}", posting.kind.slug())), filed.organisation.name),
        slug,
        state: t.say(&format!("posting-state-{slug}")),
        next: next(t, posting.kind, slug),
        notes: notes(&wording, filed),
        reason: reason_of(filed, last),
        remarks: last.map(|version| remarks(t, filed, version)).unwrap_or_default(),
        public_href: posting.is_public().then(|| t.path(&format!("/listings/{}", posting.id))),
        registrations_href: was_public(filed, ListingKind::Event).then(|| own_path(t, posting.id, "/registrations")),
        bookings_href: was_public(filed, ListingKind::Facility).then(|| own_path(t, posting.id, "/bookings")),
        people_href: people_href(t, filed),
        applications_href: was_public(filed, ListingKind::Job).then(|| own_path(t, posting.id, "/applications")),
        call_href: was_public(filed, ListingKind::Challenge).then(|| t.path(&format!("/my/challenges/{}", posting.id))),
        path: own_path(t, posting.id, ""),
        steps: steps(filed),
        nonce: app.chance.id(app.clock.now()).to_string(),
        versions: versions.iter().rev().map(|version| version_line(&wording, filed, version)).collect(),
        attachments: Vec::new(),
    }
}

/// What follows for the author; what is public may need something of its kind before anybody can answer it.
fn next(t: Language, kind: ListingKind, slug: &str) -> String {
    let of_kind = format!("posting-next-{slug}-{}", kind.slug());
    t.say(&if t.knows(&of_kind) { of_kind } else { format!("posting-next-{slug}") })
}

/// Whether what a desk said of its last version is what the author has to know now.
fn was_said(version: &Version, state: PostingState) -> bool {
    match version.outcome {
        Some(Outcome::Returned) => state == PostingState::Returned,
        // The refusal of a change leaves the public version as it was.
        Some(Outcome::Rejected) => matches!(state, PostingState::Rejected | PostingState::Published),
        Some(Outcome::Approved | Outcome::Passed | Outcome::Recalled | Outcome::Extended | Outcome::Withdrawn)
        | None => false,
    }
}

fn reason_of(filed: &Filed, last: Option<&Version>) -> Option<String> {
    let own = Some(filed.posting.reason.clone()).filter(|reason| !reason.is_empty());
    last.map(|version| version.reason.clone()).or(own).filter(|reason| !reason.is_empty())
}

/// What a desk remarked, field by field in the order of the form.
pub(super) fn remarks(t: Language, filed: &Filed, version: &Version) -> Vec<(String, String)> {
    let fields = form_fields(filed.posting.kind).into_iter();
    fields.filter_map(|spec| Some((label(t, &spec), version.remarks.get(spec.name)?.clone()))).collect()
}

/// Whether it is a posting of `kind` that was published once: the public listing is there as long as that.
fn was_public(filed: &Filed, kind: ListingKind) -> bool {
    let posting = &filed.posting;
    let was_public = posting.is_public()
        || matches!(posting.state, PostingState::Closed | PostingState::Withdrawn | PostingState::Expired);
    posting.kind == kind && was_public
}

fn people_href(t: Language, filed: &Filed) -> Option<String> {
    let posting = &filed.posting;
    let is_answered = posting.is_public() && ANSWERED_BY_PEOPLE.contains(&posting.kind);
    is_answered.then(|| own_path(t, posting.id, "/people"))
}

fn notes(wording: &Wording<'_>, filed: &Filed) -> Vec<String> {
    let (t, posting) = (wording.t, &filed.posting);
    let due = posting.submitted_at.map(|at| t.with("posting-note-due", "day", wording.day(due_on(at))));
    let planned = posting.publish_at.filter(|_| posting.state == PostingState::Scheduled);
    let planned = planned.map(|at| t.with("posting-note-planned", "moment", wording.minute_of(at).words));
    let closes = posting.valid_through.filter(|_| posting.is_public()).map(|end| wording.closing(end).words);
    let older = (posting.is_public() && posting.state != PostingState::Published).then(|| t.say("posting-note-older"));
    due.into_iter().chain(planned).chain(closes).chain(older).collect()
}

/// What its organisation can do now, by the names of steps.
fn steps(filed: &Filed) -> Vec<&'static str> {
    let own = [Step::Save, Step::Recall, Step::Discard, Step::Extend, Step::Close];
    own.into_iter().filter(|&step| filed.posting.can(step)).map(Step::slug).collect()
}

pub(super) fn version_line(wording: &Wording<'_>, filed: &Filed, version: &Version) -> VersionLine {
    let outcome = version.outcome.map_or("waiting", Outcome::slug);
    VersionLine {
        number: version.number,
        at: wording.minute_of(version.at),
        outcome: wording.t.say(&format!("posting-outcome-{outcome}")),
        reason: version.reason.clone(),
        live: filed.posting.live == Some(version.number),
    }
}
