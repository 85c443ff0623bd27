//! Codes that were sent and are waited for, attempts that are counted, and the removal of what has run out.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter, QuerySelect, TransactionTrait};
use time::OffsetDateTime;

use super::entity::{attempt, challenge, message, pending_identity, session};
use super::letters::{self, Letter};
use super::{Store, StoreError, choice};
use crate::ChallengeId;
use crate::contact::Contact;
use crate::message::MESSAGES_KEPT;
use crate::session::Challenge;
use crate::throttle::Throttle;

/// What became of a code that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It is right, and used up with that.
    Right(Box<Challenge>),
    /// It is wrong and may be typed so many more times.
    Wrong {
        /// How often it may still be typed.
        tries_left: u32,
    },
    /// It was used, has run out, was typed wrongly too often, or never was.
    Gone,
}

impl Store {
    /// Waits for a code with this hash, and sends `letter`; one transaction.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is stored or sent then.
    pub async fn open_challenge(
        &self,
        new: &Challenge,
        code_hash: &str,
        letter: &Letter,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let row = challenge::ActiveModel {
            id: Set(new.id),
            purpose: Set(new.purpose.slug().to_owned()),
            contact_kind: Set(new.contact.kind().slug().to_owned()),
            contact_value: Set(new.contact.value().to_owned()),
            person_id: Set(new.person),
            code_hash: Set(code_hash.to_owned()),
            payload: Set(new.payload.clone()),
            tries_left: Set(i32::try_from(new.tries_left).unwrap_or(i32::MAX)),
            created_at: Set(now),
            expires_at: Set(new.expires_at),
        };
        let transaction = self.begin_writing().await?;
        challenge::Entity::insert(row).exec_without_returning(&transaction).await?;
        letters::insert(&transaction, letter, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Finds a code that can still be typed at `now`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_challenge(&self, id: ChallengeId, now: OffsetDateTime) -> Result<Option<Challenge>, StoreError> {
        let open = challenge::Column::ExpiresAt.gt(now).and(challenge::Column::TriesLeft.gt(0));
        challenge::Entity::find_by_id(id).filter(open).one(&self.db).await?.map(decode).transpose()
    }

    /// Tries a code with this hash. Each try counts before it is looked at, so that many at once win nothing, and of
    /// many right ones only one is told so.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses or the row cannot be understood.
    pub async fn try_code(&self, id: ChallengeId, code_hash: &str, now: OffsetDateTime) -> Result<Tried, StoreError> {
        let open = challenge::Column::ExpiresAt.gt(now).and(challenge::Column::TriesLeft.gt(0));
        let counted = challenge::Entity::update_many()
            .col_expr(challenge::Column::TriesLeft, Expr::col(challenge::Column::TriesLeft).sub(1))
            .filter(challenge::Column::Id.eq(id).and(open))
            .exec(&self.db)
            .await?;
        let row = match counted.rows_affected {
            0 => None,
            _ => challenge::Entity::find_by_id(id).one(&self.db).await?,
        };
        let Some(row) = row else { return Ok(Tried::Gone) };
        if row.code_hash != code_hash {
            return Ok(Tried::Wrong { tries_left: u32::try_from(row.tries_left).unwrap_or(0) });
        }
        match challenge::Entity::delete_by_id(id).exec(&self.db).await?.rows_affected {
            0 => Ok(Tried::Gone),
            _ => Ok(Tried::Right(Box::new(decode(row)?))),
        }
    }

    /// Takes back one attempt that was counted under `key`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn uncount_attempt(&self, key: &str) -> Result<(), StoreError> {
        let counted = attempt::Column::Key.eq(key).and(attempt::Column::Count.gt(0));
        let one_less = Expr::col(attempt::Column::Count).sub(1);
        attempt::Entity::update_many()
            .col_expr(attempt::Column::Count, one_less)
            .filter(counted)
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Counts an attempt under `key`, unless `throttle` wants a wait first: then the moment when it ends is returned.
    ///
    /// `key` says nothing to a reader: it is a hash of what is tried for whom.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn count_attempt(
        &self,
        key: &str,
        throttle: Throttle,
        now: OffsetDateTime,
    ) -> Result<Result<(), OffsetDateTime>, StoreError> {
        let transaction = self.db.begin().await?;
        let fresh =
            attempt::ActiveModel { key: Set(key.to_owned()), count: Set(0), last_at: Set(now), expires_at: Set(now) };
        let known = OnConflict::column(attempt::Column::Key).value(attempt::Column::Key, key).to_owned();
        attempt::Entity::insert(fresh).on_conflict(known).exec_without_returning(&transaction).await?;
        let row = attempt::Entity::find_by_id(key).lock_exclusive().one(&transaction).await?;
        let (count, last) = match row {
            Some(row) if row.expires_at > now => (u32::try_from(row.count).unwrap_or(0), row.last_at),
            Some(_) | None => (0, now),
        };
        let open_from = throttle.open_from(count, last);
        if open_from > now {
            return Ok(Err(open_from));
        }
        attempt::Entity::update_many()
            .set(attempt::ActiveModel {
                count: Set(i32::try_from(count.saturating_add(1)).unwrap_or(i32::MAX)),
                last_at: Set(now),
                expires_at: Set(now + throttle.longest_wait),
                ..Default::default()
            })
            .filter(attempt::Column::Key.eq(key))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(Ok(()))
    }

    /// Forgets the attempts under `key`, after one that was right.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn forget_attempts(&self, key: &str) -> Result<(), StoreError> {
        attempt::Entity::delete_by_id(key).exec(&self.db).await?;
        Ok(())
    }

    /// Removes sessions, codes, counts of attempts and messages that have run out at `now`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn remove_run_out(&self, now: OffsetDateTime) -> Result<(), StoreError> {
        session::Entity::delete_many().filter(session::Column::ExpiresAt.lte(now)).exec(&self.db).await?;
        challenge::Entity::delete_many().filter(challenge::Column::ExpiresAt.lte(now)).exec(&self.db).await?;
        attempt::Entity::delete_many().filter(attempt::Column::ExpiresAt.lte(now)).exec(&self.db).await?;
        let proven = pending_identity::Entity::delete_many().filter(pending_identity::Column::ExpiresAt.lte(now));
        proven.exec(&self.db).await?;
        let old = message::Column::WrittenAt.lt(now - MESSAGES_KEPT);
        message::Entity::delete_many().filter(old).exec(&self.db).await?;
        Ok(())
    }
}

fn decode(row: challenge::Model) -> Result<Challenge, StoreError> {
    let id = row.id.as_uuid();
    let kind = choice(&row.contact_kind, "challenge", id, "contact_kind")?;
    Ok(Challenge {
        id: row.id,
        purpose: choice(&row.purpose, "challenge", id, "purpose")?,
        contact: Contact::stored(kind, row.contact_value),
        person: row.person_id,
        payload: row.payload,
        tries_left: u32::try_from(row.tries_left).unwrap_or(0),
        expires_at: row.expires_at,
    })
}
