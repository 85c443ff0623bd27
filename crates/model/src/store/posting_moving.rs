//! A posting that is moved on inside a transaction: its versions, and the public listing that it becomes.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{ActiveModelTrait as _, ColumnTrait, DatabaseTransaction, EntityTrait, Iterable as _, QueryFilter};
use serde_json::Value;
use time::OffsetDateTime;

use super::entity::{listing, posting, posting_version};
use super::importing::listing_row;
use super::incoming::{Incoming, Prepared};
use super::letters::{self, Letter};
use super::outbox::{self, Noun};
use super::posting_steps::Moved;
use super::postings::{decode, decode_record, organisation_of};
use super::standings::find_standing;
use super::{StoreError, audit, policies};
use crate::PersonId;
use crate::clock::SHANGHAI;
use crate::kind::ListingKind;
use crate::listing::ListingState;
use crate::posting::{Contents, Filed, Outcome, Posting, PostingState, Record, Step};
use crate::screening::Verdict;

/// A posting that is being moved on inside a transaction.
pub(super) struct Moving {
    pub(super) transaction: DatabaseTransaction,
    pub(super) before: Posting,
    pub(super) row: posting::ActiveModel,
    pub(super) now: OffsetDateTime,
}

impl Moving {
    /// Adds what is submitted as a further version.
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
        let decided = posting_version::ActiveModel {
            posting_id: Set(self.before.id),
            number: Set(i32::try_from(version).unwrap_or(i32::MAX)),
            outcome: Set(Some(outcome.slug().to_owned())),
            reason: Set(reason.to_owned()),
            remarks: Set(serde_json::to_string(remarks).unwrap_or_else(|_| "{}".to_owned())),
            decided_by: Set(Some(by)),
            decided_at: Set(Some(self.now)),
            ..Default::default()
        };
        decided.update(&self.transaction).await?;
        Ok(())
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
        // What an organisation publishes whose verification is over waits with all the rest of it.
        let standing = find_standing(&self.transaction, self.before.organisation).await?;
        if standing.is_some_and(|standing| !standing.holds(self.now.to_offset(SHANGHAI).date())) {
            listing.state = ListingState::Paused;
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

    /// Takes the listing from the public, if the public saw one.
    pub(super) async fn unpublish(&self) -> Result<(), StoreError> {
        let gone = listing::Entity::update_many()
            .col_expr(listing::Column::State, Expr::value(ListingState::Withdrawn.slug()))
            .col_expr(listing::Column::Revision, Expr::col(listing::Column::Revision).add(1))
            .col_expr(listing::Column::UpdatedAt, Expr::value(self.now))
            .filter(listing::Column::Id.eq(self.before.id))
            .exec(&self.transaction)
            .await?;
        if gone.rows_affected == 0 {
            return Ok(());
        }
        outbox::record(&self.transaction, Noun::Listing, &[self.before.id.as_uuid()], self.now).await
    }

    /// Stores the posting and the letters that tell of the step, and ends the transaction.
    pub(super) async fn finish(self, letters: &[Letter]) -> Result<Moved, StoreError> {
        let row = self.row.update(&self.transaction).await?;
        for letter in letters {
            letters::insert(&self.transaction, letter, self.now).await?;
        }
        self.transaction.commit().await?;
        Ok(Moved::Done(Box::new(decode(row)?)))
    }
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
