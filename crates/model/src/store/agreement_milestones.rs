//! Milestones of agreements: one side reports them, and the other one confirms or disputes; both strike what they give up.

use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait as _, DatabaseTransaction, EntityTrait, IntoActiveModel as _};
use time::OffsetDateTime;

use super::agreements::{self, AgreementMoved, tell_other};
use super::connection_news::NewsOf;
use super::connection_steps::find;
use super::entity::{agreement, agreement_milestone};
use super::public_figures::tell_figure;
use super::{Store, StoreError, audit, choice};
use crate::access::Permit;
use crate::audit::Event;
use crate::chance::Chance;
use crate::connect::{Party, Stage};
use crate::cooperation::Milestone;
use crate::milestone::{MilestoneStep, Striking, striking_after};
use crate::public_figures::PublicFigure;
use crate::{ConnectionId, MilestoneId};

impl Store {
    /// Does `step` to a milestone of the connection that `permit` is about, as somebody saw it at `revision`, and tells the
    /// other side. Of two sides at once one is done.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn move_milestone(
        &self,
        permit: &Permit,
        (id, revision): (MilestoneId, i64),
        (step, words): (MilestoneStep, &str),
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<AgreementMoved, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((row, party)) = find(&transaction, permit).await? else { return Ok(AgreementMoved::NotNow) };
        let found = agreement_milestone::Entity::find_by_id(id).one(&transaction).await?;
        let Some(found) = found.filter(|it| it.connection_id == row.id) else { return Ok(AgreementMoved::NotNow) };
        let before = decode(found.clone())?;
        if before.revision != revision {
            return Ok(AgreementMoved::Changed);
        }
        if row.stage != Stage::Running.slug() || !before.can(step, party) {
            return Ok(AgreementMoved::NotNow);
        }
        let striking = striking_after(before.striking, (step, words), party, now);
        change(found, (step, party), (words, striking), now).update(&transaction).await?;
        if step == MilestoneStep::Confirm && is_public(&transaction, row.id).await? {
            tell_figure(&transaction, PublicFigure::Milestones, now).await?;
        }
        audit::append(&transaction, permit, Event::MilestoneMoved, step.slug(), now).await?;
        tell_other(&transaction, &row, (party, permit), &NewsOf { what: step.told(), chance, now }).await?;
        transaction.commit().await?;
        Ok(AgreementMoved::Done)
    }
}

/// Whether the public may know of the agreement of a connection.
async fn is_public(transaction: &DatabaseTransaction, id: ConnectionId) -> Result<bool, StoreError> {
    let row = agreement::Entity::find_by_id(id).one(transaction).await?;
    Ok(row.map(agreements::decode).transpose()?.is_some_and(|agreement| agreement.is_shown()))
}

fn change(
    row: agreement_milestone::Model,
    (step, party): (MilestoneStep, Party),
    (words, striking): (&str, Option<Striking>),
    now: OffsetDateTime,
) -> agreement_milestone::ActiveModel {
    let revision = row.revision + 1;
    let mut row = row.into_active_model();
    row.revision = Set(revision);
    row.strike_by = Set(striking.as_ref().map(|it| it.by.slug().to_owned()));
    row.strike_at = Set(striking.as_ref().map(|it| it.at));
    row.struck_at = Set(striking.as_ref().and_then(|it| it.struck_at));
    row.strike_reason = Set(striking.map(|it| it.reason).unwrap_or_default());
    match step {
        MilestoneStep::Report => {
            row.reported_by = Set(Some(party.slug().to_owned()));
            row.reported_at = Set(Some(now));
            row.words = Set(words.to_owned());
            row.disputed_at = Set(None);
        }
        MilestoneStep::Confirm => {
            row.confirmed_at = Set(Some(now));
            row.disputed_at = Set(None);
        }
        MilestoneStep::Dispute => {
            row.disputed_at = Set(Some(now));
            row.dispute = Set(words.to_owned());
        }
        MilestoneStep::Strike
        | MilestoneStep::AgreeToStrike
        | MilestoneStep::DeclineToStrike
        | MilestoneStep::TakeBackStrike => {}
    }
    row
}

pub(super) fn decode(row: agreement_milestone::Model) -> Result<Milestone, StoreError> {
    let id = row.id.as_uuid();
    let by = row.reported_by.as_deref().map(|by| choice(by, "agreement_milestone", id, "reported_by")).transpose()?;
    let proposer = row.strike_by.as_deref().map(|by| choice(by, "agreement_milestone", id, "strike_by")).transpose()?;
    let striking = proposer.zip(row.strike_at);
    Ok(Milestone {
        id: row.id,
        title: row.title,
        due_on: row.due_on,
        reported: by.zip(row.reported_at),
        words: row.words,
        confirmed_at: row.confirmed_at,
        disputed_at: row.disputed_at,
        dispute: row.dispute,
        striking: striking.map(|(by, at)| Striking { by, at, reason: row.strike_reason, struck_at: row.struck_at }),
        revision: row.revision,
    })
}
