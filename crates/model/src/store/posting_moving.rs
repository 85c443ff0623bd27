//! A posting that is moved on inside a transaction: its versions, and the public listing that it becomes.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel as _, Iterable as _,
    QueryFilter,
};
use serde_json::Value;
use time::OffsetDateTime;

use super::entity::{listing, posting, posting_version};
use super::importing::listing_row;
use super::incoming::{Incoming, Prepared};
use super::notices::tell;
use super::outbox::{self, Noun};
use super::posting_steps::{Moved, NewPosting, Submission};
use super::postings::{decode, decode_record, organisation_of};
use super::standings::find_standing;
use super::{StoreError, attachments, audit, policies};
use crate::access::Permit;
use crate::clock::day_of;
use crate::kind::ListingKind;
use crate::listing::ListingState;
use crate::message::Telling;
use crate::posting::{Contents, Filed, Outcome, Posting, PostingState, Record, Step};
use crate::screening::Verdict;
use crate::{ListingId, OrganisationId, PersonId};

/// A posting that is being moved on inside a transaction.
pub(super) struct Moving {
    pub(super) transaction: DatabaseTransaction,
    pub(super) before: Posting,
    pub(super) row: posting::ActiveModel,
    pub(super) now: OffsetDateTime,
}

/// Who does a step.
#[derive(Clone, Copy)]
pub(super) enum By<'a> {
    Somebody(&'a Permit),
    Program,
}

impl Moving {
    /// Hands what `submission` says to its desk; what passes is approved at once.
    pub(super) async fn submit(
        &mut self,
        permit: &Permit,
        submission: &Submission,
        contents: Contents,
    ) -> Result<(), StoreError> {
        self.row.record = Set(written(&submission.record));
        self.row.author_id = Set(permit.person());
        self.row.submitted_at = Set(Some(self.now));
        self.row.publish_at = Set(contents.opens_at());
        let outcome = submission.passes.then_some(Outcome::Passed);
        self.add_version(permit.person(), &submission.record, submission.verdict, outcome).await?;
        if submission.passes {
            self.row.state = Set(PostingState::Scheduled.slug().to_owned());
            self.row.submitted_at = Set(None);
            audit_program(self, Step::Approve).await?;
            self.publish_if_due(contents).await?;
        }
        Ok(())
    }

    /// Adds what is submitted as a further version, with the files that are attached now.
    pub(super) async fn add_version(
        &mut self,
        by: PersonId,
        record: &Record,
        verdict: Verdict,
        outcome: Option<Outcome>,
    ) -> Result<(), StoreError> {
        let number = i32::try_from(self.before.version).unwrap_or(i32::MAX).saturating_add(1);
        let row = posting_version::ActiveModel {
            posting_id: Set(self.before.id),
            number: Set(number),
            organisation_id: Set(self.before.organisation),
            record: Set(written(record)),
            by_id: Set(by),
            at: Set(self.now),
            verdict: Set(verdict.slug().to_owned()),
            outcome: Set(outcome.map(|it| it.slug().to_owned())),
            reason: Set(String::new()),
            remarks: Set("{}".to_owned()),
            decided_by: Set(None),
            decided_at: Set(outcome.map(|_| self.now)),
        };
        posting_version::Entity::insert(row).exec_without_returning(&self.transaction).await?;
        attachments::keep_with_version(&self.transaction, self.before.id, number).await?;
        self.row.version = Set(number);
        Ok(())
    }

    /// Notes what became of a version.
    pub(super) async fn decide(
        &self,
        version: u32,
        outcome: Outcome,
        by: PersonId,
        reason: &str,
        remarks: &BTreeMap<String, String>,
    ) -> Result<(), StoreError> {
        let version = (self.before.id, version);
        decide_version(&self.transaction, version, (outcome, by), (reason, remarks), self.now).await
    }

    /// What the posting says now, understood; it was when it was submitted.
    pub(super) fn contents(&self) -> Result<Contents, StoreError> {
        let id = self.before.id.as_uuid();
        Contents::read(self.before.kind, &self.before.record).map_err(|_| StoreError::Corrupt {
            noun: "posting",
            id,
            field: "record",
        })
    }

    /// Puts what the public sees in the place of what was changed.
    pub(super) async fn go_back_to_public(&mut self) -> Result<(), StoreError> {
        let live = self.before.live.and_then(|number| i32::try_from(number).ok()).unwrap_or_default();
        let row = posting_version::Entity::find_by_id((self.before.id, live)).one(&self.transaction).await?;
        if let Some(row) = row {
            decode_record(&row.record, self.before.id.as_uuid())?;
            self.row.record = Set(row.record);
            attachments::go_back_to_version(&self.transaction, self.before.id, live).await?;
        }
        Ok(())
    }

    /// Publishes what was just approved, unless it waits for its day.
    pub(super) async fn publish_if_due(&mut self, contents: Contents) -> Result<(), StoreError> {
        if contents.opens_at().is_some_and(|day| day > self.now) {
            return Ok(());
        }
        self.row.state = Set(PostingState::Published.slug().to_owned());
        self.publish(contents).await?;
        audit_program(self, Step::Publish).await
    }

    /// Whether another public document has the number of the one that `contents` says.
    pub(super) async fn is_number_taken(&self, contents: &Contents) -> Result<bool, StoreError> {
        match policies::document_number(contents.details()) {
            Some(number) => policies::is_number_taken(&self.transaction, self.before.id, &number).await,
            None => Ok(false),
        }
    }

    /// Writes the public listing, in place of the version before; paused where its organisation may not publish now.
    pub(super) async fn publish(&mut self, contents: Contents) -> Result<(), StoreError> {
        let known = listing::Entity::find_by_id(self.before.id).one(&self.transaction).await?;
        let (published_at, revision) = known.map_or((self.now, 1), |row| (row.published_at, row.revision + 1));
        self.row.live = Set(Some(*self.row.version.as_ref()));
        self.row.valid_through = Set(contents.closes_at());
        self.row.reminders = Set(0);
        let organisation = organisation_of(&self.transaction, self.before.organisation).await?;
        let mut listing = contents.listing(&self.before, published_at);
        // What an organisation publishes that may not waits with all the rest of it.
        let standing = find_standing(&self.transaction, self.before.organisation).await?;
        if let Some(standing) = standing {
            listing.state = standing.state_of_listings(day_of(self.now));
        }
        let prepared = Prepared::of(Incoming { listing, organisation, dated: true });
        let row = listing_row(prepared, None, revision, self.now);
        let changed = listing::Column::iter()
            .filter(|column| !matches!(column, listing::Column::Id | listing::Column::CreatedAt));
        let in_place = OnConflict::column(listing::Column::Id).update_columns(changed).to_owned();
        listing::Entity::insert(row).on_conflict(in_place).exec_without_returning(&self.transaction).await?;
        if self.before.kind == ListingKind::Policy {
            policies::settle(&self.transaction, self.now).await?;
        }
        outbox::record(&self.transaction, Noun::Listing, &[self.before.id.as_uuid()], self.now).await
    }

    /// Takes the listing from the public, if the public saw one: `state` says whether its end is told for a while.
    pub(super) async fn unpublish(&self, state: ListingState) -> Result<(), StoreError> {
        unpublish(&self.transaction, self.before.id, state, self.now).await
    }

    /// Stores the posting, tells its author of the step, and ends the transaction.
    pub(super) async fn finish(self, telling: Option<&Telling<'_>>) -> Result<Moved, StoreError> {
        let row = self.row.update(&self.transaction).await?;
        if let Some(telling) = telling {
            tell(&self.transaction, row.author_id, telling, self.now).await?;
        }
        self.transaction.commit().await?;
        Ok(Moved::Done(Box::new(decode(row)?)))
    }
}

/// Notes what became of a version of a posting.
pub(super) async fn decide_version(
    transaction: &DatabaseTransaction,
    (posting, number): (ListingId, u32),
    (outcome, by): (Outcome, PersonId),
    (reason, remarks): (&str, &BTreeMap<String, String>),
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let decided = posting_version::ActiveModel {
        posting_id: Set(posting),
        number: Set(i32::try_from(number).unwrap_or(i32::MAX)),
        outcome: Set(Some(outcome.slug().to_owned())),
        reason: Set(reason.to_owned()),
        remarks: Set(serde_json::to_string(remarks).unwrap_or_else(|_| "{}".to_owned())),
        decided_by: Set(Some(by)),
        decided_at: Set(Some(now)),
        ..Default::default()
    };
    decided.update(transaction).await?;
    Ok(())
}

/// Takes a listing from the public, if the public saw one; it is in `state` then.
pub(super) async fn unpublish(
    transaction: &DatabaseTransaction,
    id: ListingId,
    state: ListingState,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let gone = listing::Entity::update_many()
        .col_expr(listing::Column::State, Expr::value(state.slug()))
        .col_expr(listing::Column::Revision, Expr::col(listing::Column::Revision).add(1))
        .col_expr(listing::Column::UpdatedAt, Expr::value(now))
        .filter(listing::Column::Id.eq(id))
        .exec(transaction)
        .await?;
    if gone.rows_affected == 0 {
        return Ok(());
    }
    outbox::record(transaction, Noun::Listing, &[id.as_uuid()], now).await
}

/// The row of a posting that is begun.
pub(super) fn begun(
    permit: &Permit,
    organisation: OrganisationId,
    new: &NewPosting,
    now: OffsetDateTime,
) -> posting::ActiveModel {
    posting::ActiveModel {
        id: Set(new.id),
        organisation_id: Set(organisation),
        kind: Set(new.kind.slug().to_owned()),
        author_id: Set(permit.person()),
        state: Set(PostingState::Draft.slug().to_owned()),
        record: Set(written(&new.record)),
        version: Set(0),
        live: Set(None),
        revision: Set(1),
        publish_at: Set(None),
        valid_through: Set(None),
        submitted_at: Set(None),
        reminders: Set(0),
        reason: Set(String::new()),
        created_at: Set(now),
        updated_at: Set(now),
    }
}

/// Goes on in `transaction`, in which `step` is about to be done, with its entry in the audit; or tells why it is not.
pub(super) async fn step_in(
    transaction: DatabaseTransaction,
    id: ListingId,
    by: By<'_>,
    step: Step,
    (revision, reason): (Option<i64>, &str),
    now: OffsetDateTime,
) -> Result<Result<Moving, Moved>, StoreError> {
    let Some(row) = posting::Entity::find_by_id(id).one(&transaction).await? else { return Ok(Err(Moved::NotNow)) };
    let before = decode(row.clone())?;
    let may = match by {
        By::Somebody(permit) => step.action() == Some(permit.action()),
        By::Program => step.action().is_none(),
    };
    let Some(state) = before.after(step).filter(|_| may) else { return Ok(Err(Moved::NotNow)) };
    if revision.is_some_and(|seen| seen != before.revision) {
        return Ok(Err(Moved::Changed));
    }
    if let (Some(event), By::Somebody(permit)) = (step.event(), by) {
        audit::append(&transaction, permit, event, reason, now).await?;
    }
    let mut row = row.into_active_model();
    row.state = Set(state.slug().to_owned());
    row.revision = Set(before.revision + 1);
    row.updated_at = Set(now);
    let moving = Moving { transaction, before, row, now };
    if matches!(by, By::Program) {
        audit_program(&moving, step).await?;
    }
    Ok(Ok(moving))
}

/// Writes down what the program did by itself.
pub(super) async fn audit_program(moving: &Moving, step: Step) -> Result<(), StoreError> {
    let Some(event) = step.event() else { return Ok(()) };
    let organisation = organisation_of(&moving.transaction, moving.before.organisation).await?;
    let thing = Filed { organisation, posting: moving.before.clone() }.thing();
    audit::append_by_operator(&moving.transaction, event, &thing, "", moving.now).await
}

pub(super) fn written(record: &Record) -> String {
    Value::Object(record.clone()).to_string()
}
