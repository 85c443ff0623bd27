//! Letters that are to be sent, by mail or short message.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;

use super::entity::letter;
use super::{Store, StoreError, choice};
use crate::LetterId;
use crate::contact::Contact;
use crate::person::LetterLanguage;

/// A letter that is to be sent: what it is about and the values that stand in it, not yet in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Which one it is.
    pub id: LetterId,
    /// Where it goes.
    pub to: Contact,
    /// The language it is written in.
    pub language: LetterLanguage,
    /// What it is about; the catalogue holds its words.
    pub kind: String,
    /// What stands in it, by name.
    pub words: BTreeMap<String, String>,
    /// How often sending it has failed.
    pub tries: u32,
    /// When it was written.
    pub written_at: OffsetDateTime,
}

impl Store {
    /// Sends a letter that goes with nothing else.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn send_letter(&self, new: &Letter, now: OffsetDateTime) -> Result<(), StoreError> {
        insert(&self.db, new, now).await
    }

    /// Takes up to `limit` letters that are due at `now`, the oldest first, and lets nobody else take them before
    /// `until`; a program that dies while it sends leaves them to the next.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses or a row cannot be understood.
    pub async fn claim_letters(
        &self,
        now: OffsetDateTime,
        until: OffsetDateTime,
        limit: u64,
    ) -> Result<Vec<Letter>, StoreError> {
        let due = letter::Entity::find().filter(letter::Column::DueAt.lte(now)).order_by_asc(letter::Column::Id);
        let mut claimed = Vec::new();
        for row in due.limit(limit).all(&self.db).await? {
            if self.move_letter(&row, until).await? {
                claimed.push(decode(row)?);
            }
        }
        Ok(claimed)
    }

    /// Says whether nobody else took the letter in the meantime.
    async fn move_letter(&self, row: &letter::Model, until: OffsetDateTime) -> Result<bool, StoreError> {
        let moved = letter::Entity::update_many()
            .set(letter::ActiveModel { due_at: Set(until), tries: Set(row.tries + 1), ..Default::default() })
            .filter(letter::Column::Id.eq(row.id).and(letter::Column::DueAt.eq(row.due_at)))
            .exec(&self.db)
            .await?;
        Ok(moved.rows_affected == 1)
    }

    /// Removes a letter that was sent or is given up.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn remove_letter(&self, id: LetterId) -> Result<(), StoreError> {
        letter::Entity::delete_by_id(id).exec(&self.db).await?;
        Ok(())
    }
}

/// Stores a letter within the transaction that it goes with.
pub(super) async fn insert(db: &impl ConnectionTrait, new: &Letter, now: OffsetDateTime) -> Result<(), StoreError> {
    let row = letter::ActiveModel {
        id: Set(new.id),
        contact_kind: Set(new.to.kind().slug().to_owned()),
        contact_value: Set(new.to.value().to_owned()),
        language: Set(new.language.slug().to_owned()),
        kind: Set(new.kind.clone()),
        words: Set(serde_json::to_string(&new.words).unwrap_or_default()),
        tries: Set(0),
        created_at: Set(now),
        due_at: Set(now),
    };
    letter::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

fn decode(row: letter::Model) -> Result<Letter, StoreError> {
    let id = row.id.as_uuid();
    let kind = choice(&row.contact_kind, "letter", id, "contact_kind")?;
    let words = serde_json::from_str(&row.words);
    Ok(Letter {
        id: row.id,
        to: Contact::stored(kind, row.contact_value),
        language: choice(&row.language, "letter", id, "language")?,
        kind: row.kind,
        words: words.map_err(|_| StoreError::Corrupt { noun: "letter", id, field: "words" })?,
        tries: u32::try_from(row.tries).unwrap_or(0),
        written_at: row.created_at,
    })
}
