//! Sessions: who is signed in, and where.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use super::audit::append_own;
use super::entity::session;
use super::{Store, StoreError};
use crate::audit::Event;
use crate::session::Session;
use crate::{PersonId, SessionId};

impl Store {
    /// Stores a session that is known by a token with this hash; one transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn start_session(&self, new: &Session, token_hash: &str) -> Result<(), StoreError> {
        let row = session::ActiveModel {
            id: Set(new.id),
            person_id: Set(new.person),
            token_hash: Set(token_hash.to_owned()),
            device: Set(new.device.clone()),
            complete: Set(new.complete),
            created_at: Set(new.created_at),
            seen_at: Set(new.seen_at),
            expires_at: Set(new.expires_at),
        };
        let transaction = self.begin_writing().await?;
        session::Entity::insert(row).exec_without_returning(&transaction).await?;
        if new.complete {
            append_own(&transaction, new.person, Event::SignedIn, new.created_at).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Finds the session that is known by a token with this hash and has not ended at `now`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_session(&self, token_hash: &str, now: OffsetDateTime) -> Result<Option<Session>, StoreError> {
        let known = session::Column::TokenHash.eq(token_hash).and(session::Column::ExpiresAt.gt(now));
        Ok(session::Entity::find().filter(known).one(&self.db).await?.map(decode))
    }

    /// Lists the sessions of `person` that have not ended at `now`, the one used last first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_own_sessions(&self, person: PersonId, now: OffsetDateTime) -> Result<Vec<Session>, StoreError> {
        let own = session::Column::PersonId.eq(person).and(session::Column::ExpiresAt.gt(now));
        let rows = session::Entity::find()
            .filter(own.and(session::Column::Complete.eq(true)))
            .order_by_desc(session::Column::SeenAt)
            .order_by_desc(session::Column::Id)
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(decode).collect())
    }

    /// Notes that `session` was used at `now`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn prolong_session(&self, session: &Session, now: OffsetDateTime) -> Result<(), StoreError> {
        session::Entity::update_many()
            .set(session::ActiveModel {
                seen_at: Set(now),
                expires_at: Set(session.prolonged(now)),
                ..Default::default()
            })
            .filter(session::Column::Id.eq(session.id))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Ends one session of `person`; says whether there was one.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn end_session(&self, person: PersonId, id: SessionId) -> Result<bool, StoreError> {
        let own = session::Entity::delete_by_id(id).filter(session::Column::PersonId.eq(person));
        Ok(own.exec(&self.db).await?.rows_affected == 1)
    }

    /// Ends every session of `person` but `kept`; returns how many they were.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn end_other_sessions(&self, person: PersonId, kept: SessionId) -> Result<u64, StoreError> {
        let others = Condition::all().add(session::Column::PersonId.eq(person)).add(session::Column::Id.ne(kept));
        Ok(session::Entity::delete_many().filter(others).exec(&self.db).await?.rows_affected)
    }
}

fn decode(row: session::Model) -> Session {
    Session {
        id: row.id,
        person: row.person_id,
        device: row.device,
        complete: row.complete,
        created_at: row.created_at,
        seen_at: row.seen_at,
        expires_at: row.expires_at,
    }
}
