//! Saved searches as their owners see them.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use time::OffsetDateTime;

use super::entity::{alert, progress, saved_search};
use super::{Store, StoreError, choice, outbox};
use crate::saved::{NewSearch, Pace, SEARCHES_MAX, SavedSearch, Saving};
use crate::{PersonId, SavedSearchId};

/// The row of the table of progress that rises whenever a search is saved.
pub(super) const VERSION: &str = "saved-searches";

impl Store {
    /// Saves a search; the same one of the same person stays as it is, also when it is saved twice at once. New to it
    /// is only what comes from now on.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is stored then.
    pub async fn save_search(&self, new: &NewSearch, now: OffsetDateTime) -> Result<Saving, StoreError> {
        let transaction = self.begin_writing().await?;
        if saved_search::Entity::find_by_id(new.id()).one(&transaction).await?.is_some() {
            return Ok(Saving::Known);
        }
        if own(new.person).count(&transaction).await? >= SEARCHES_MAX {
            return Ok(Saving::Full);
        }
        let row = saved_search::ActiveModel {
            id: Set(new.id()),
            person_id: Set(new.person),
            name: Set(new.name.clone()),
            address: Set(new.address.clone()),
            pace: Set(new.pace.slug().to_owned()),
            since_seq: Set(outbox::latest(&transaction).await?),
            version: Set(next_version(&transaction).await?),
            unseen: Set(0),
            more: Set(0),
            due_at: Set(None),
            told_at: Set(None),
            leave_token: Set(new.leave_token.clone()),
            created_at: Set(now),
        };
        saved_search::Entity::insert(row).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        Ok(Saving::New)
    }

    /// Lists the searches that `person` saved, the latest first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_searches(&self, person: PersonId) -> Result<Vec<SavedSearch>, StoreError> {
        let latest_first = own(person).order_by_desc(saved_search::Column::Version);
        latest_first.all(&self.db).await?.into_iter().map(decode).collect()
    }

    /// Finds a search that `person` saved.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_own_search(
        &self,
        person: PersonId,
        id: SavedSearchId,
    ) -> Result<Option<SavedSearch>, StoreError> {
        own(person).filter(saved_search::Column::Id.eq(id)).one(&self.db).await?.map(decode).transpose()
    }

    /// Gives a search of `person` another name and pace; says whether there was one. What waits to be told waits from
    /// now on as the new pace says, and for ever if it is never.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn change_search(
        &self,
        person: PersonId,
        id: SavedSearchId,
        (name, pace): (&str, Pace),
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(row) = own(person).filter(saved_search::Column::Id.eq(id)).one(&transaction).await? else {
            return Ok(false);
        };
        let renamed = saved_search::ActiveModel { name: Set(name.to_owned()), ..Default::default() };
        saved_search::Entity::update_many()
            .set(renamed)
            .filter(saved_search::Column::Id.eq(id))
            .exec(&transaction)
            .await?;
        if row.pace != pace.slug() {
            set_pace(&transaction, &row, pace, now).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Notes that `person` looks at what came since they last did; returns the search's address if it is theirs.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn look_at_search(&self, person: PersonId, id: SavedSearchId) -> Result<Option<String>, StoreError> {
        let seen = saved_search::ActiveModel { unseen: Set(0), ..Default::default() };
        let mine = saved_search::Column::Id.eq(id).and(saved_search::Column::PersonId.eq(person));
        saved_search::Entity::update_many().set(seen).filter(mine).exec(&self.db).await?;
        Ok(self.find_own_search(person, id).await?.map(|it| it.address))
    }

    /// Removes a search of `person` with what waits to be told of it; says whether there was one.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn remove_search(&self, person: PersonId, id: SavedSearchId) -> Result<bool, StoreError> {
        let mine = saved_search::Entity::delete_by_id(id).filter(saved_search::Column::PersonId.eq(person));
        Ok(mine.exec(&self.db).await?.rows_affected == 1)
    }
}

fn own(person: PersonId) -> sea_orm::Select<saved_search::Entity> {
    saved_search::Entity::find().filter(saved_search::Column::PersonId.eq(person))
}

/// Gives a search another pace, within the transaction that changes it.
pub(super) async fn set_pace(
    transaction: &DatabaseTransaction,
    row: &saved_search::Model,
    pace: Pace,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let due_at = row.due_at.and_then(|_| pace.due_at(now, row.told_at));
    let mut changed =
        saved_search::ActiveModel { pace: Set(pace.slug().to_owned()), due_at: Set(due_at), ..Default::default() };
    if pace == Pace::Never {
        changed.more = Set(0);
        let waiting = alert::Column::SavedSearchId.eq(row.id);
        alert::Entity::delete_many().filter(waiting).exec(transaction).await?;
    }
    let one = saved_search::Column::Id.eq(row.id);
    saved_search::Entity::update_many().set(changed).filter(one).exec(transaction).await?;
    Ok(())
}

/// Raises the version of all saved searches, so that whoever follows them learns that one came.
pub(super) async fn next_version(transaction: &DatabaseTransaction) -> Result<i64, StoreError> {
    progress::Entity::update_many()
        .col_expr(progress::Column::Seq, Expr::col(progress::Column::Seq).add(1))
        .filter(progress::Column::Name.eq(VERSION))
        .exec(transaction)
        .await?;
    find_progress(transaction, VERSION).await
}

/// How far something has come.
pub(super) async fn find_progress(db: &impl ConnectionTrait, name: &str) -> Result<i64, StoreError> {
    Ok(progress::Entity::find_by_id(name).one(db).await?.map_or(0, |row| row.seq))
}

fn decode(row: saved_search::Model) -> Result<SavedSearch, StoreError> {
    Ok(SavedSearch {
        id: row.id,
        name: row.name,
        address: row.address,
        pace: choice(&row.pace, "saved search", row.id.as_uuid(), "pace")?,
        unseen: u64::try_from(row.unseen).unwrap_or(0),
    })
}
