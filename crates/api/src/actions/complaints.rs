//! Complaints: sent by anybody, decided by desks, appealed against by either side. The rules stand in
//! [`rongqiao_model::complaint`].

use rongqiao_model::access::{Action, Actor, Permit};
use rongqiao_model::complaint::{
    COMPLAINTS_ABOUT_ONE, COMPLAINTS_OF_ADDRESS, COMPLAINTS_OF_ONE, Case, CaseState, CaseStep, Category, MeasureKind,
    Subject,
};
use rongqiao_model::message::Topic;
use rongqiao_model::store::{
    CaseFile, CaseMoved, CaseTelling, FollowedBy, NewComplaint, NewMeasure, NewRuling, Reported, StoreError,
};
use rongqiao_model::throttle::Throttle;
use rongqiao_model::{ComplaintCaseId, ComplaintId, MeasureId, PersonId};

use crate::app::App;
use crate::limits::VisitorAddress;
use crate::messages::telling;
use crate::problem::Problem;
use crate::tokens;

/// What somebody complains about, and how.
#[derive(Clone, Debug)]
pub struct Draft {
    /// About what.
    pub subject: Subject,
    /// What it is called.
    pub title: String,
    /// What is wrong.
    pub category: Category,
    /// In their words.
    pub text: String,
    /// Where there is more to see; empty where nowhere.
    pub link: String,
}

/// What became of a complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It was taken; this is where it is followed, without the language's prefix.
    Done(String),
    /// The same person sent one about the same thing, which is still examined; this is where that is followed.
    Known(String),
    /// Too many came; the next one is taken later.
    TooMany,
    /// There is nothing public to complain about.
    Gone,
}

/// What a desk, or whoever decides an appeal, has found.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// By which step.
    pub step: CaseStep,
    /// What is done and what was found to be wrong, where the complaints are right.
    pub measure: Option<(MeasureKind, Category)>,
    /// Why, for the organisation.
    pub reason: String,
    /// What those who complained are told.
    pub answer: String,
}

/// Takes a complaint of `person`, or of somebody without an account at `address`, who gets a secret address to follow it.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn report(
    app: &App,
    person: Option<PersonId>,
    address: VisitorAddress,
    draft: Draft,
) -> Result<Sent, Problem> {
    if is_too_much(app, person, address, draft.subject).await? {
        return Ok(Sent::TooMany);
    }
    let now = app.clock.now();
    let token = app.chance.token();
    let followed_by = person.map_or_else(|| FollowedBy::Secret(secret_hash(&token)), FollowedBy::Person);
    let page = |id: ComplaintId| match person {
        Some(_) => format!("/my/complaints/{id}"),
        None => format!("/complaints/{token}"),
    };
    let new = NewComplaint {
        id: ComplaintId::from_uuid(app.chance.id(now)),
        case: ComplaintCaseId::from_uuid(app.chance.id(now)),
        subject: draft.subject,
        followed_by,
        category: draft.category,
        text: draft.text,
        link: draft.link,
    };
    let words = [("name", draft.title), ("what", "received".to_owned())];
    let told = |person: PersonId, link: &str| telling(app, Topic::Complaint, &words, &[], link).to(person, now);
    let reported = app.store.report(&new, &told, now).await?;
    app.letters_wait.notify_one();
    Ok(match reported {
        Reported::Done(id) => Sent::Done(page(id)),
        Reported::Known(id) => Sent::Known(page(id)),
        Reported::Gone => Sent::Gone,
    })
}

/// Counts a complaint, and says whether it is one too many. An address is kept as a hash alone, for a day.
async fn is_too_much(
    app: &App,
    person: Option<PersonId>,
    address: VisitorAddress,
    subject: Subject,
) -> Result<bool, StoreError> {
    let counted: Vec<(Throttle, String)> = match person {
        Some(person) => vec![(COMPLAINTS_OF_ONE, tokens::hash("complaint", &person.to_string()))],
        None => vec![
            (COMPLAINTS_ABOUT_ONE, tokens::hash("complaint-about", &format!("{address} {}", subject.id))),
            (COMPLAINTS_OF_ADDRESS, tokens::hash("complaint-address", &address.to_string())),
        ],
    };
    for (throttle, key) in counted {
        if app.store.count_attempt(&key, throttle, app.clock.now()).await?.is_err() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The hash under which a secret address is known.
#[must_use]
pub fn secret_hash(token: &str) -> String {
    tokens::hash("complaint", token)
}

/// The case `id` with all that belongs to it, if `actor` may work on it.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none, or none for them.
pub async fn find_case(app: &App, actor: &Actor, id: ComplaintCaseId) -> Result<CaseFile, Problem> {
    app.store.find_case_for(actor, id).await?.ok_or_else(Problem::not_found)
}

/// Takes a case up, as it was seen at `revision`.
///
/// # Errors
///
/// Returns a [`Problem`] if `actor` may not, or the database refuses.
pub async fn examine(app: &App, actor: &Actor, file: &CaseFile, revision: i64) -> Result<CaseMoved, Problem> {
    let permit = actor.permit(Action::ExamineComplaint, file.filed.thing())?;
    Ok(app.store.examine_case(&permit, revision, app.clock.now()).await?)
}

/// Decides a case, or an appeal in it, as it was seen at `revision`, and tells both sides.
///
/// # Errors
///
/// Returns a [`Problem`] if `actor` may not, or the database refuses.
pub async fn rule(
    app: &App,
    actor: &Actor,
    file: &CaseFile,
    (revision, verdict): (i64, &Verdict),
) -> Result<CaseMoved, Problem> {
    let (now, case) = (app.clock.now(), &file.filed.case);
    let leave = file.filed.leave(actor, verdict.step)?;
    let id = MeasureId::from_uuid(app.chance.id(now));
    let ruling = NewRuling {
        step: verdict.step,
        measure: verdict.measure.map(|(kind, ground)| NewMeasure { id, kind, ground }),
        reason: verdict.reason.clone(),
        answer: verdict.answer.clone(),
    };
    let words = |what: &str| [("name", case.title.clone()), ("what", what.to_owned())];
    let for_reporters = words(told_reporters(case, verdict.step));
    let for_organisation = words(told_organisation(verdict));
    let reporters =
        |person: PersonId, link: &str| telling(app, Topic::Complaint, &for_reporters, &[], link).to(person, now);
    let organisation =
        |person: PersonId, link: &str| telling(app, Topic::Measure, &for_organisation, &[], link).to(person, now);
    let told = CaseTelling { reporters: &reporters, organisation: &organisation };
    let moved = app.store.rule_on_case(&leave, revision, &ruling, told, now).await?;
    app.letters_wait.notify_one();
    Ok(moved)
}

/// What those who complained are told, as the catalogue knows it.
const fn told_reporters(case: &Case, step: CaseStep) -> &'static str {
    match (case.state, step) {
        (CaseState::OrganisationAppealed, CaseStep::Confirm) => "measure-stands",
        (CaseState::OrganisationAppealed, _) => "measure-lifted",
        (_, CaseStep::Confirm) => "appeal-dismissed",
        (_, CaseStep::Overturn) => "appeal-upheld",
        (_, CaseStep::Uphold) => "upheld",
        (_, _) => "not-upheld",
    }
}

/// What the organisation is told, as the catalogue knows it.
const fn told_organisation(verdict: &Verdict) -> &'static str {
    match (verdict.measure, verdict.step) {
        (Some((kind, _)), _) => kind.slug(),
        (None, CaseStep::Overturn) => "appeal-upheld",
        (None, _) => "appeal-dismissed",
    }
}

/// Appeals for whoever follows a complaint.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn appeal_as_reporter(
    app: &App,
    by: &FollowedBy,
    id: Option<ComplaintId>,
    text: &str,
) -> Result<CaseMoved, Problem> {
    Ok(app.store.appeal_as_reporter(by, id, text, app.clock.now()).await?)
}

/// Appeals for the organisation that `permit` is about.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn appeal_as_organisation(
    app: &App,
    permit: &Permit,
    id: MeasureId,
    text: &str,
) -> Result<CaseMoved, Problem> {
    Ok(app.store.appeal_as_organisation(permit, id, text, app.clock.now()).await?)
}
