//! Listings that organisations make here: writing, submitting, reviewing, ending. The rules stand in
//! [`rongqiao_model::posting`], what is done at once with a step in the store.

use rongqiao_model::access::{Action, Actor, Denied, Permit, Thing};
use rongqiao_model::code::ZONES;
use rongqiao_model::form::{FieldError, Mistake};
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::message::{Telling, Topic};
use rongqiao_model::organisation::Organisation;
use rongqiao_model::posting::contents::{missing_about_organisation, to_be_screened, wrong_days_in};
use rongqiao_model::posting::publishers::{is_always_reviewed, is_an_offer, is_misplaced, may_publish};
use rongqiao_model::posting::{Contents, Filed, Judgement, Posting, Record, Step};
use rongqiao_model::screening::{Hit, MinimumWage, Screening, Verdict, screen, shipped_minimum_wages};
use rongqiao_model::store::{Decision, Moved, NewPosting, Submission};
use rongqiao_model::{ListingId, OrganisationId};
use serde_json::Value;
use uuid::Uuid;

use crate::actions::attachments::missing_documents;
use crate::actions::events::seats_taken;
use crate::app::App;
use crate::importing::places::Places;
use crate::messages::telling;
use crate::problem::Problem;

/// The place whose minimum wage holds where a posting names none: Shanghai.
const HOME_DIVISION: &str = "310000";

/// What sets identities of postings apart from those of imported listings.
const BEGUN_BY: &str = "begun by a person";

/// What became of a submission.
#[derive(Debug)]
pub enum Submitted {
    /// It waits for a desk, or is published.
    Done(Box<Posting>),
    /// It has to be changed first; nothing of it is lost.
    Wrong(Wrong),
    /// Somebody changed the posting meanwhile.
    Changed,
    /// The posting cannot be submitted any more.
    NotNow,
}

/// What has to be changed before something is submitted.
#[derive(Debug, Default)]
pub struct Wrong {
    /// What is missing or cannot be understood.
    pub mistakes: Vec<FieldError>,
    /// What the law or the platform forbids.
    pub hits: Vec<Hit>,
}

impl Wrong {
    /// Whether nothing has to be changed.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.mistakes.is_empty() && self.hits.is_empty()
    }
}

/// Begins a posting for `organisation` and returns its identity.
///
/// The identity comes from the person and `nonce`, which the page minted: asking twice begins one posting, and nobody can
/// ask for the identity of anything that is there already.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if `actor` does not write for the organisation.
pub async fn begin(
    app: &App,
    actor: &Actor,
    organisation: OrganisationId,
    nonce: Uuid,
    (kind, record): (ListingKind, Record),
) -> Result<ListingId, Problem> {
    let owner = app.store.find_public_organisation(organisation).await?.ok_or_else(Problem::not_found)?;
    let id = ListingId::of_record(BEGUN_BY, &format!("{} {nonce}", actor.person()));
    let thing = Thing::listing(id, (owner.id, owner.kind), Some(actor.person()));
    let permit = actor.permit(Action::WriteListing, thing)?;
    if !may_publish(kind, owner.kind) {
        return Err(Denied.into());
    }
    let new = NewPosting { id, kind, record };
    if !app.store.begin_posting(&permit, organisation, &new, app.clock.now()).await? {
        find(app, actor, id).await?;
    }
    Ok(id)
}

/// The posting `id`, if `actor` may read it.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none, or none for them.
pub async fn find(app: &App, actor: &Actor, id: ListingId) -> Result<Filed, Problem> {
    app.store.find_posting_for(actor, id).await?.ok_or_else(Problem::not_found)
}

/// The leave of `actor` to do `step` to a posting.
///
/// # Errors
///
/// Returns [`Denied`] if they have none.
pub fn permit_for(actor: &Actor, step: Step, filed: &Filed) -> Result<Permit, Denied> {
    actor.permit(step.action().ok_or(Denied)?, filed.thing())
}

/// What has to be changed in `record` before it is submitted: all at once.
#[must_use]
pub fn wrong_in(app: &App, filed: &Filed, record: &Record) -> Wrong {
    wrong_for(app, filed.posting.kind, &filed.organisation, record)
}

/// What has to be changed before `organisation` can submit something of `kind` that says `record`: all at once.
#[must_use]
pub fn wrong_for(app: &App, kind: ListingKind, organisation: &Organisation, record: &Record) -> Wrong {
    let mut mistakes = match Contents::read(kind, record) {
        Ok(contents) if is_misplaced(contents.details(), organisation.kind) => {
            vec![FieldError { field: "column".to_owned(), mistake: Mistake::NotYours }]
        }
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes,
    };
    let days = wrong_days_in(kind, record, app.clock.today()).into_iter();
    let days: Vec<_> = days.filter(|error| !mistakes.iter().any(|it| it.field == error.field)).collect();
    mistakes.extend(days);
    mistakes.extend(missing_about_organisation(kind, record, organisation));
    let mut hits = screened(app, kind, record).hits;
    hits.retain(|hit| hit.rule.verdict() == Verdict::Block && is_an_offer(kind));
    Wrong { mistakes, hits }
}

/// What screening finds in `record`.
#[must_use]
pub fn screened(app: &App, kind: ListingKind, record: &Record) -> Screening {
    let contents = Contents::read(kind, record).ok();
    let division = contents.as_ref().and_then(Contents::division).unwrap_or(HOME_DIVISION);
    screen(&to_be_screened(kind, record), MinimumWage::at(shipped_minimum_wages(), division, app.clock.today()))
}

/// Hands a posting to its desk as somebody saw it at `revision`. Where its organisation is trusted and screening finds
/// nothing, it is published at once.
///
/// # Errors
///
/// Returns a [`Problem`] if `actor` may not, or the database refuses.
pub async fn submit(
    app: &App,
    actor: &Actor,
    filed: &Filed,
    revision: i64,
    record: Record,
) -> Result<Submitted, Problem> {
    let permit = permit_for(actor, Step::Submit, filed)?;
    let mut wrong = wrong_in(app, filed, &record);
    wrong.mistakes.extend(seats_taken(app, filed, &record).await?);
    wrong.mistakes.extend(documents_missing(app, &permit, filed, &record).await?);
    if is_number_taken(app, filed, &record).await? {
        wrong.mistakes.push(FieldError { field: "document_number".to_owned(), mistake: Mistake::Twice });
    }
    if !wrong.is_nothing() {
        return Ok(Submitted::Wrong(wrong));
    }
    let now = app.clock.now();
    let verdict = screened(app, filed.posting.kind, &record).verdict();
    let passes = verdict == Verdict::Pass
        && !is_always_reviewed(filed.posting.kind)
        && app.store.track_record(filed.organisation.id, now).await?.is_trusted();
    let submission = Submission { record, verdict, passes };
    Ok(match app.store.submit_posting(&permit, revision, &submission, now).await? {
        Moved::Done(posting) => Submitted::Done(posting),
        Moved::Changed => Submitted::Changed,
        Moved::NotNow | Moved::Twice => Submitted::NotNow,
    })
}

/// What is wrong where files have to be attached before a posting that says `record` is submitted by whoever holds
/// `permit`.
///
/// # Errors
///
/// Returns a [`Problem`] if the database cannot be read.
pub async fn documents_missing(
    app: &App,
    permit: &Permit,
    filed: &Filed,
    record: &Record,
) -> Result<Option<FieldError>, Problem> {
    let missing = missing_documents(app, permit, (filed.posting.kind, record)).await?;
    let wrong = |missing| FieldError { field: "event_type".to_owned(), mistake: Mistake::NotAttached { missing } };
    Ok(Some(missing).filter(|missing| !missing.is_empty()).map(wrong))
}

/// Whether another public document has the number that `record` says.
async fn is_number_taken(app: &App, filed: &Filed, record: &Record) -> Result<bool, Problem> {
    let Ok(Details::Policy(policy)) = Details::read(filed.posting.kind, record) else { return Ok(false) };
    Ok(app.store.is_document_number_taken(filed.posting.id, &policy.document_number).await?)
}

/// Decides about a posting as somebody saw it at `revision`, and tells its author.
///
/// # Errors
///
/// Returns a [`Problem`] if `actor` may not, or the database refuses.
pub async fn decide(
    app: &App,
    actor: &Actor,
    filed: &Filed,
    revision: i64,
    decision: &Decision,
) -> Result<Moved, Problem> {
    let permit = permit_for(actor, decision.judgement.step(), filed)?;
    let now = app.clock.now();
    let is_later = filed.posting.publish_at.is_some_and(|day| day > now);
    let topic = match decision.judgement {
        Judgement::Return => Some(Topic::ListingReturned),
        Judgement::Reject => Some(Topic::ListingRejected),
        // What waits for its day is told of on that day.
        Judgement::Approve => (!is_later).then_some(Topic::ListingPublished),
    };
    let told = topic.map(|topic| told_of(app, topic, &filed.posting));
    let moved = app.store.decide_posting(&permit, revision, decision, told.as_ref(), now).await?;
    app.letters_wait.notify_one();
    Ok(moved)
}

/// Takes from the public what was published, for a reason, and tells its author.
///
/// # Errors
///
/// Returns a [`Problem`] if `actor` may not, or the database refuses.
pub async fn withdraw(app: &App, actor: &Actor, filed: &Filed, reason: &str) -> Result<Moved, Problem> {
    let permit = permit_for(actor, Step::Withdraw, filed)?;
    let told = told_of(app, Topic::ListingWithdrawn, &filed.posting);
    let moved = app.store.withdraw_posting(&permit, reason, Some(&told), app.clock.now()).await?;
    app.letters_wait.notify_one();
    Ok(moved)
}

/// What its author is told of a posting. The letter does not name it: what is not public yet has no place in a mail.
#[must_use]
pub fn told_of<'a>(app: &'a App, topic: Topic, posting: &Posting) -> Telling<'a> {
    let title = posting.record.get("title").and_then(Value::as_str).unwrap_or_default().to_owned();
    telling(app, topic, &[("title", title)], &[], &format!("/my/listings/{}", posting.id))
}

/// The code of the place that `record` names: that of its zone, or what `places` reads out of its words.
pub(crate) fn division_of(app: &App, places: &mut Places, record: &Record) -> Option<String> {
    let text = |name: &str| record.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
    let zone = app.codes.find(ZONES, text("zone")).and_then(|zone| zone.parent.clone());
    zone.or_else(|| places.read("", text("place"), "").division)
}
