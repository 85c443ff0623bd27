//! What is done to postings: each step in one transaction with its version, the public listing, the outbox, the audit and
//! the news that tell of it.
//!
//! A step is looked up in the table of [`state`](crate::posting::state) inside the transaction. Of two that exclude each
//! other, such as a decision and taking back what is to be decided, one is done and the other is told so.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, SqlErr};
use time::{Duration, OffsetDateTime};

use super::entity::posting;
use super::notices::tell;
use super::posting_moving::{By, Moving, begun, step_in, written};
use super::postings::decode;
use super::{Store, StoreError};
use crate::access::Permit;
use crate::kind::ListingKind;
use crate::listing::ListingState;
use crate::message::Telling;
use crate::posting::{Contents, Judgement, Outcome, Posting, PostingState, REMINDED_DAYS_BEFORE, Record, Step};
use crate::screening::Verdict;
use crate::{ListingId, OrganisationId};

/// Postings that the program moves on at a time.
const BATCH: u64 = 100;

/// What became of a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Moved {
    /// It is done; this is the posting now.
    Done(Box<Posting>),
    /// Somebody else changed the posting meanwhile.
    Changed,
    /// It cannot be done in the state that the posting is in, or by whom wanted it.
    NotNow,
    /// It would make a second public document of one number.
    Twice,
}

/// A posting to be begun.
#[derive(Clone, Debug)]
pub struct NewPosting {
    /// Which one it will be; asking twice with the same one makes one posting.
    pub id: ListingId,
    /// What kind of listing.
    pub kind: ListingKind,
    /// What it says already.
    pub record: Record,
}

/// What somebody hands to a desk.
#[derive(Clone, Debug)]
pub struct Submission {
    /// What it says.
    pub record: Record,
    /// What screening found; nobody submits what is blocked.
    pub verdict: Verdict,
    /// Whether it is published without a review.
    pub passes: bool,
}

/// What a desk decides.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What it comes to.
    pub judgement: Judgement,
    /// Why.
    pub reason: String,
    /// Remarks by field.
    pub remarks: BTreeMap<String, String>,
}

impl Store {
    /// Begins a posting for the organisation that `permit` is about; says whether it is new. Nobody but its organisation
    /// sees it, so the audit does not tell of it.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn begin_posting(
        &self,
        permit: &Permit,
        organisation: OrganisationId,
        new: &NewPosting,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let row = begun(permit, organisation, new, now);
        match posting::Entity::insert(row).exec_without_returning(&self.db).await {
            Ok(_) => Ok(true),
            Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps what an author has written so far, as somebody saw it at `revision`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn save_posting(
        &self,
        permit: &Permit,
        revision: i64,
        record: &Record,
        now: OffsetDateTime,
    ) -> Result<Moved, StoreError> {
        let mut moving = match self.begin_for(permit, Step::Save, Some(revision), "", now).await? {
            Ok(moving) => moving,
            Err(not) => return Ok(not),
        };
        moving.row.record = Set(written(record));
        moving.row.author_id = Set(permit.person());
        moving.finish(None).await
    }

    /// Hands a posting to its desk, as somebody saw it at `revision`; what passes is approved at once.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn submit_posting(
        &self,
        permit: &Permit,
        revision: i64,
        submission: &Submission,
        now: OffsetDateTime,
    ) -> Result<Moved, StoreError> {
        let mut moving = match self.begin_for(permit, Step::Submit, Some(revision), "", now).await? {
            Ok(moving) => moving,
            Err(not) => return Ok(not),
        };
        let Ok(contents) = Contents::read(moving.before.kind, &submission.record) else { return Ok(Moved::NotNow) };
        moving.submit(permit, submission, contents).await?;
        moving.finish(None).await
    }

    /// Takes a posting back before it is decided or public.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn recall_posting(&self, permit: &Permit, now: OffsetDateTime) -> Result<Moved, StoreError> {
        let mut moving = match self.begin_for(permit, Step::Recall, None, "", now).await? {
            Ok(moving) => moving,
            Err(not) => return Ok(not),
        };
        if moving.before.state == PostingState::Submitted {
            moving.decide(moving.before.version, Outcome::Recalled, permit.person(), "", &BTreeMap::new()).await?;
        }
        moving.row.submitted_at = Set(None);
        moving.finish(None).await
    }

    /// Gives up the changes to what is public.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn discard_changes(&self, permit: &Permit, now: OffsetDateTime) -> Result<Moved, StoreError> {
        let mut moving = match self.begin_for(permit, Step::Discard, None, "", now).await? {
            Ok(moving) => moving,
            Err(not) => return Ok(not),
        };
        moving.go_back_to_public().await?;
        moving.finish(None).await
    }

    /// Decides about a posting, as somebody saw it at `revision`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn decide_posting(
        &self,
        permit: &Permit,
        revision: i64,
        decision: &Decision,
        telling: Option<&Telling<'_>>,
        now: OffsetDateTime,
    ) -> Result<Moved, StoreError> {
        let (step, outcome) = (decision.judgement.step(), decision.judgement.outcome());
        let mut moving = match self.begin_for(permit, step, Some(revision), &decision.reason, now).await? {
            Ok(moving) => moving,
            Err(not) => return Ok(not),
        };
        let contents = (outcome == Outcome::Approved).then(|| moving.contents()).transpose()?;
        if let Some(contents) = &contents
            && moving.is_number_taken(contents).await?
        {
            return Ok(Moved::Twice);
        }
        let version = moving.before.version;
        moving.decide(version, outcome, permit.person(), &decision.reason, &decision.remarks).await?;
        moving.row.submitted_at = Set(None);
        if outcome == Outcome::Rejected && moving.before.is_public() {
            moving.go_back_to_public().await?;
        }
        if let Some(contents) = contents {
            moving.publish_if_due(contents).await?;
        }
        moving.finish(telling).await
    }

    /// Lets what is public be open for longer; `record` is what it said, with the new day.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn extend_posting(
        &self,
        permit: &Permit,
        record: &Record,
        now: OffsetDateTime,
    ) -> Result<Moved, StoreError> {
        let mut moving = match self.begin_for(permit, Step::Extend, None, "", now).await? {
            Ok(moving) => moving,
            Err(not) => return Ok(not),
        };
        let Ok(contents) = Contents::read(moving.before.kind, record) else { return Ok(Moved::NotNow) };
        moving.row.record = Set(written(record));
        moving.add_version(permit.person(), record, Verdict::Pass, Some(Outcome::Extended)).await?;
        moving.publish(contents).await?;
        moving.finish(None).await
    }

    /// Ends what is public, for a reason.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn close_posting(&self, permit: &Permit, reason: &str, now: OffsetDateTime) -> Result<Moved, StoreError> {
        self.end(permit, Step::Close, reason, None, now).await
    }

    /// Takes from the public what its organisation published, for a reason.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn withdraw_posting(
        &self,
        permit: &Permit,
        reason: &str,
        telling: Option<&Telling<'_>>,
        now: OffsetDateTime,
    ) -> Result<Moved, StoreError> {
        self.end(permit, Step::Withdraw, reason, telling, now).await
    }

    async fn end(
        &self,
        permit: &Permit,
        step: Step,
        reason: &str,
        telling: Option<&Telling<'_>>,
        now: OffsetDateTime,
    ) -> Result<Moved, StoreError> {
        let mut moving = match self.begin_for(permit, step, None, reason, now).await? {
            Ok(moving) => moving,
            Err(not) => return Ok(not),
        };
        if step == Step::Withdraw {
            let version = moving.before.live.unwrap_or(moving.before.version);
            moving.decide(version, Outcome::Withdrawn, permit.person(), reason, &BTreeMap::new()).await?;
        }
        moving.row.reason = Set(reason.to_owned());
        moving.row.live = Set(None);
        moving.row.submitted_at = Set(None);
        // What its organisation ends is told to have ended; what a desk withdraws is read by nobody any more.
        let end = if step == Step::Withdraw { ListingState::Hidden } else { ListingState::Withdrawn };
        moving.unpublish(end).await?;
        moving.finish(telling).await
    }

    /// Lists what is approved and whose day has come, at most a hundred.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_postings_to_publish(&self, now: OffsetDateTime) -> Result<Vec<Posting>, StoreError> {
        let has_come = posting::Column::PublishAt.is_null().or(posting::Column::PublishAt.lte(now));
        let due = posting::Column::State.eq(PostingState::Scheduled.slug()).and(has_come);
        let rows = posting::Entity::find().filter(due).order_by_asc(posting::Column::Id).limit(BATCH);
        rows.all(&self.db).await?.into_iter().map(decode).collect()
    }

    /// Makes public what is approved and whose day has come, and tells its author; says whether it did. Of several
    /// programs that try at once one does.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn publish_due_posting(
        &self,
        id: ListingId,
        telling: &Telling<'_>,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let Ok(mut moving) = self.begin_program(id, Step::Publish, now).await? else { return Ok(false) };
        let contents = moving.contents()?;
        // What took its number meanwhile stays; a desk decides between the two.
        if moving.is_number_taken(&contents).await? {
            return Ok(false);
        }
        moving.publish(contents).await?;
        Ok(matches!(moving.finish(Some(telling)).await?, Moved::Done(_)))
    }

    /// Notes of which postings the time is over; says of how many. The public sees that by itself.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; calling again goes on.
    pub async fn expire_postings(&self, now: OffsetDateTime) -> Result<u64, StoreError> {
        let over = posting::Column::Live.is_not_null().and(posting::Column::ValidThrough.lt(now));
        let mut expired = 0;
        for id in self.list_posting_ids(over).await? {
            let Ok(mut moving) = self.begin_program(id, Step::Expire, now).await? else { continue };
            moving.row.live = Set(None);
            moving.finish(None).await?;
            expired += 1;
        }
        Ok(expired)
    }

    /// Lists what ends so soon that its author is to be reminded, and was not yet.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_postings_to_remind_of(&self, now: OffsetDateTime) -> Result<Vec<Posting>, StoreError> {
        let public = posting::Column::Live.is_not_null().and(posting::Column::ValidThrough.gte(now));
        // An event ends when it is over; there is nothing to remind of.
        let public = public.and(posting::Column::Kind.ne(ListingKind::Event.slug()));
        let mut reminded = posting::Column::Id.is_null();
        for (sent, days) in (0_i32..).zip(REMINDED_DAYS_BEFORE) {
            let soon = posting::Column::ValidThrough.lte(now + Duration::days(days));
            reminded = reminded.or(posting::Column::Reminders.lte(sent).and(soon));
        }
        let rows = posting::Entity::find().filter(public.and(reminded)).limit(BATCH).all(&self.db).await?;
        rows.into_iter().map(decode).collect()
    }

    /// Reminds the author of `posting` of its end, unless somebody else did; says whether it did.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nobody is told then.
    pub async fn remind_of_end(
        &self,
        posting: &Posting,
        telling: &Telling<'_>,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let Some(end) = posting.valid_through else { return Ok(false) };
        // One that is near its end already is not reminded of once more for each day that was missed.
        let passed = REMINDED_DAYS_BEFORE.iter().filter(|&&days| end <= now + Duration::days(days)).count();
        let passed = i32::try_from(passed).unwrap_or(i32::MAX);
        let transaction = self.begin_writing().await?;
        let marked = posting::Entity::update_many()
            .col_expr(posting::Column::Reminders, Expr::value(passed))
            .filter(posting::Column::Id.eq(posting.id).and(posting::Column::Reminders.lt(passed)))
            .exec(&transaction)
            .await?;
        if marked.rows_affected == 0 {
            return Ok(false);
        }
        tell(&transaction, posting.author, telling, now).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn list_posting_ids(&self, which: sea_orm::sea_query::Expr) -> Result<Vec<ListingId>, StoreError> {
        let rows = posting::Entity::find().filter(which).order_by_asc(posting::Column::Id).limit(BATCH);
        Ok(rows.select_only().column(posting::Column::Id).into_tuple().all(&self.db).await?)
    }

    pub(super) async fn begin_for(
        &self,
        permit: &Permit,
        step: Step,
        revision: Option<i64>,
        reason: &str,
        now: OffsetDateTime,
    ) -> Result<Result<Moving, Moved>, StoreError> {
        self.begin_step(ListingId::from_uuid(permit.thing().id), By::Somebody(permit), step, (revision, reason), now)
            .await
    }

    async fn begin_program(
        &self,
        id: ListingId,
        step: Step,
        now: OffsetDateTime,
    ) -> Result<Result<Moving, Moved>, StoreError> {
        self.begin_step(id, By::Program, step, (None, ""), now).await
    }

    /// Starts a transaction in which `step` is about to be done, with its entry in the audit; or tells why it is not.
    async fn begin_step(
        &self,
        id: ListingId,
        by: By<'_>,
        step: Step,
        seen: (Option<i64>, &str),
        now: OffsetDateTime,
    ) -> Result<Result<Moving, Moved>, StoreError> {
        step_in(self.begin_writing().await?, id, by, step, seen, now).await
    }
}
