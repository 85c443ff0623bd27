//! Accounts elsewhere by which somebody signs in here.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, SqlErr};
use time::OffsetDateTime;

use super::audit::append_own;
use super::entity::{identity, pending_identity};
use super::{Store, StoreError};
use crate::audit::Event;
use crate::identity::{Identity, LINKING_TIME, Proven};
use crate::{IdentityId, PersonId};

/// What became of an account elsewhere that was to open one here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    /// It does from now on.
    Done,
    /// It opens somebody's account already.
    Taken,
    /// Nothing proven is known by that token, or no longer.
    Gone,
}

impl Store {
    /// Finds whose account is opened by what `proven` names.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_person_by_identity(&self, proven: &Proven) -> Result<Option<PersonId>, StoreError> {
        let same = identity::Column::Issuer.eq(&proven.issuer).and(identity::Column::Subject.eq(&proven.subject));
        Ok(identity::Entity::find().filter(same).one(&self.db).await?.map(|row| row.person_id))
    }

    /// Keeps what was proven until somebody says whose account it is, known by a token with this hash.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn keep_proven(&self, token_hash: &str, proven: &Proven, now: OffsetDateTime) -> Result<(), StoreError> {
        let row = pending_identity::ActiveModel {
            token_hash: Set(token_hash.to_owned()),
            provider: Set(proven.provider.clone()),
            issuer: Set(proven.issuer.clone()),
            subject: Set(proven.subject.clone()),
            name: Set(proven.name.clone()),
            expires_at: Set(now + LINKING_TIME),
        };
        pending_identity::Entity::insert(row).exec_without_returning(&self.db).await?;
        Ok(())
    }

    /// Finds what was proven and is known by a token with this hash.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_proven(&self, token_hash: &str, now: OffsetDateTime) -> Result<Option<Proven>, StoreError> {
        let found = pending_identity::Entity::find_by_id(token_hash).one(&self.db).await?;
        Ok(found.filter(|row| row.expires_at > now).map(|row| Proven {
            provider: row.provider,
            issuer: row.issuer,
            subject: row.subject,
            name: row.name,
        }))
    }

    /// Lets what was proven and is known by a token with this hash open the account of `person` from now on; one
    /// transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn link_identity(
        &self,
        person: PersonId,
        id: IdentityId,
        token_hash: &str,
        now: OffsetDateTime,
    ) -> Result<Linked, StoreError> {
        let Some(proven) = self.find_proven(token_hash, now).await? else { return Ok(Linked::Gone) };
        let transaction = self.begin_writing().await?;
        if pending_identity::Entity::delete_by_id(token_hash).exec(&transaction).await?.rows_affected == 0 {
            return Ok(Linked::Gone);
        }
        let row = identity::ActiveModel {
            id: Set(id),
            person_id: Set(person),
            provider: Set(proven.provider),
            issuer: Set(proven.issuer),
            subject: Set(proven.subject),
            name: Set(proven.name),
            linked_at: Set(now),
        };
        match identity::Entity::insert(row).exec_without_returning(&transaction).await {
            Ok(_) => {}
            Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
                return Ok(Linked::Taken);
            }
            Err(error) => return Err(error.into()),
        }
        append_own(&transaction, person, Event::IdentityLinked, now).await?;
        transaction.commit().await?;
        Ok(Linked::Done)
    }

    /// Lists the accounts elsewhere that open the account of `person`, in the order in which they were linked.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_own_identities(&self, person: PersonId) -> Result<Vec<Identity>, StoreError> {
        let rows = identity::Entity::find()
            .filter(identity::Column::PersonId.eq(person))
            .order_by_asc(identity::Column::Id)
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(decode).collect())
    }

    /// Lets an account elsewhere open that of `person` no longer; says whether it did. One transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn remove_identity(
        &self,
        person: PersonId,
        id: IdentityId,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let own = identity::Entity::delete_by_id(id).filter(identity::Column::PersonId.eq(person));
        let removed = own.exec(&transaction).await?.rows_affected == 1;
        if removed {
            append_own(&transaction, person, Event::IdentityRemoved, now).await?;
            transaction.commit().await?;
        }
        Ok(removed)
    }
}

fn decode(row: identity::Model) -> Identity {
    let proven = Proven { provider: row.provider, issuer: row.issuer, subject: row.subject, name: row.name };
    Identity { id: row.id, proven, linked_at: row.linked_at }
}
