//! What desks decide about organisations: verifying, giving back, refusing, suspending, merging.

use rongqiao_model::access::{Action, Actor, Permit, Thing};
use rongqiao_model::message::Topic;
use rongqiao_model::organisation::Organisation;
use rongqiao_model::organisation_file::{FileStep, OrganisationFile, Remark};
use rongqiao_model::standing::{StandingStep, latest_end};
use rongqiao_model::store::{Answer, FileOutcome, StandingChange, Verification};
use rongqiao_model::{GrantId, OrganisationId};
use time::Date;

use crate::app::App;
use crate::messages::telling;
use crate::problem::Problem;

/// What a desk decides about a file.
#[derive(Clone, Debug)]
pub enum Decision {
    /// It is true, and holds until this day.
    Verify(Date),
    /// It is given back or refused.
    Answer {
        /// Which of the two.
        step: FileStep,
        /// Why.
        reason: String,
        /// What is to be mended, field by field.
        remarks: Vec<Remark>,
    },
}

/// Whether a verification on `today` may hold until `until`.
#[must_use]
pub fn may_hold_until(today: Date, until: Date) -> bool {
    today < until && until <= latest_end(today)
}

/// Decides about `file`, as it was seen at `revision`.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn decide(
    app: &App,
    permit: &Permit,
    file: &OrganisationFile,
    (revision, decision): (i64, Decision),
) -> Result<FileOutcome, Problem> {
    let now = app.clock.now();
    let words = [("organisation", file.entered.name.clone())];
    let told = telling(app, Topic::OrganisationDecided, &words, &words, "/my/organisations");
    let outcome = match decision {
        Decision::Verify(until) => {
            let verification = Verification {
                revision,
                until,
                today: app.clock.today(),
                grant: GrantId::from_uuid(app.chance.id(now)),
                told_others: told.clone(),
                told,
            };
            app.store.verify_file(permit, &verification, now).await?
        }
        Decision::Answer { step, reason, remarks } => {
            app.store.answer_file(permit, revision, &Answer { step, reason, remarks }, &told, now).await?
        }
    };
    app.letters_wait.notify_one();
    Ok(outcome)
}

/// Suspends an organisation or lifts its suspension; says whether it did.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn change_standing(
    app: &App,
    permit: &Permit,
    organisation: &Organisation,
    (step, reason): (StandingStep, &str),
) -> Result<bool, Problem> {
    let words = [("organisation", organisation.name.clone())];
    let told = telling(app, Topic::StandingChanged, &words, &words, &format!("/my/organisations/{}", organisation.id));
    let change = StandingChange { step, reason, told };
    let changed = app.store.change_standing(permit, &change, app.clock.now()).await?;
    app.letters_wait.notify_one();
    Ok(changed)
}

/// Lets one organisation go into another, if the actor may decide about both; says whether it did.
///
/// # Errors
///
/// Returns a [`Problem`] if the actor may not, or the database refuses.
pub async fn merge(
    app: &App,
    actor: &Actor,
    gone: &Permit,
    (kept, reason): (OrganisationId, &str),
) -> Result<bool, Problem> {
    let Some(kept) = app.store.find_public_organisation(kept).await? else { return Ok(false) };
    let kept = actor.permit(Action::ReviewOrganisation, Thing::organisation(kept.id, kept.kind))?;
    Ok(app.store.merge_organisations(gone, &kept, reason, app.clock.now()).await?)
}
