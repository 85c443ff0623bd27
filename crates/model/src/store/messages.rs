//! Messages in the platform, the letters that go with them, and what people want by mail.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use time::OffsetDateTime;

use super::entity::{contact, letter_preference, message, person, saved_search};
use super::letters::{self, Letter};
use super::saved_searches::set_pace;
use super::{Store, StoreError, choice};
use crate::contact::{Contact, ContactKind};
use crate::message::{Leave, LeaveBy, Message, MessageKind, News};
use crate::saved::Pace;
use crate::{MessageId, PersonId};

impl Store {
    /// Tells somebody news that go with nothing else: a message, and a letter if they want one; one transaction.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is told then.
    pub async fn tell(&self, news: &News, now: OffsetDateTime) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        write(&transaction, news, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Lists the messages to `person`, the latest first, leaving out the first `skipped`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_messages(
        &self,
        person: PersonId,
        skipped: u64,
        limit: u64,
    ) -> Result<Vec<Message>, StoreError> {
        let latest_first = own(person).order_by_desc(message::Column::Id).offset(skipped).limit(limit);
        latest_first.all(&self.db).await?.into_iter().map(decode).collect()
    }

    /// Counts the messages that `person` has not read.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn count_unread_messages(&self, person: PersonId) -> Result<u64, StoreError> {
        Ok(own(person).filter(message::Column::ReadAt.is_null()).count(&self.db).await?)
    }

    /// Notes that `person` has read a message; returns the page that it leads to if it is theirs.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn read_message(
        &self,
        person: PersonId,
        id: MessageId,
        now: OffsetDateTime,
    ) -> Result<Option<String>, StoreError> {
        let mine = own(person).filter(message::Column::Id.eq(id)).one(&self.db).await?;
        let Some(row) = mine else { return Ok(None) };
        mark_read(&self.db, message::Column::Id.eq(id), now).await?;
        Ok(Some(row.link))
    }

    /// Notes that `person` has read all their messages.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn read_all_messages(&self, person: PersonId, now: OffsetDateTime) -> Result<(), StoreError> {
        mark_read(&self.db, message::Column::PersonId.eq(person), now).await
    }

    /// Whether `person` wants each kind of message by mail too.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_own_letter_preferences(
        &self,
        person: PersonId,
    ) -> Result<BTreeMap<MessageKind, bool>, StoreError> {
        let chosen = letter_preference::Entity::find().filter(letter_preference::Column::PersonId.eq(person));
        let mut wanted: BTreeMap<MessageKind, bool> = MessageKind::ALL.iter().map(|&kind| (kind, true)).collect();
        for row in chosen.all(&self.db).await? {
            if let Some(kind) = MessageKind::from_slug(&row.kind) {
                wanted.insert(kind, row.by_mail);
            }
        }
        Ok(wanted)
    }

    /// Sets which kinds of message `person` wants by mail too; each comes with a token to stop it by, should it have none.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn set_letter_preferences(
        &self,
        person: PersonId,
        wanted: &[(MessageKind, bool, String)],
    ) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        for (kind, by_mail, token) in wanted {
            preference(&transaction, person, *kind, token).await?;
            set_by_mail(&transaction, person, *kind, *by_mail).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Finds what a letter's address stops; `None` when it stops nothing any more, or never did.
    ///
    /// Whoever has the token is taken for the one who has the letter.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_leave(&self, token: &str) -> Result<Option<Leave>, StoreError> {
        let search = saved_search::Entity::find().filter(saved_search::Column::LeaveToken.eq(token));
        if let Some(row) = search.one(&self.db).await? {
            return Ok(Some(Leave::Search { id: row.id, name: row.name }));
        }
        let kind = letter_preference::Entity::find().filter(letter_preference::Column::LeaveToken.eq(token));
        let Some(row) = kind.one(&self.db).await? else { return Ok(None) };
        let kind = choice(&row.kind, "letter preference", row.person_id.as_uuid(), "kind")?;
        Ok(Some(Leave::Kind { person: row.person_id, kind }))
    }

    /// Stops what `leave` names; once more makes no difference.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn leave(&self, leave: &Leave, now: OffsetDateTime) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        match leave {
            Leave::Search { id, .. } => {
                if let Some(row) = saved_search::Entity::find_by_id(*id).one(&transaction).await? {
                    set_pace(&transaction, &row, Pace::Never, now).await?;
                }
            }
            Leave::Kind { person, kind } => set_by_mail(&transaction, *person, *kind, false).await?,
        }
        transaction.commit().await?;
        Ok(())
    }
}

/// Writes a message, and a letter if its reader wants one and can be reached, within the transaction of what
/// caused them.
pub(super) async fn write(db: &impl ConnectionTrait, news: &News, now: OffsetDateTime) -> Result<(), StoreError> {
    let row = message::ActiveModel {
        id: Set(news.message),
        person_id: Set(news.person),
        topic: Set(news.topic.slug().to_owned()),
        words: Set(serde_json::to_string(&news.words).unwrap_or_default()),
        link: Set(news.link.clone()),
        written_at: Set(now),
        read_at: Set(None),
    };
    message::Entity::insert(row).exec_without_returning(db).await?;
    let (wanted, token) = match &news.leave {
        // A search's letters are stopped by its own token, and by the preference for their kind.
        LeaveBy::Search(token) => (wants(db, news).await?, token.clone()),
        LeaveBy::Kind(fresh) => preference(db, news.person, news.topic.kind(), fresh).await?,
    };
    if wanted { write_letter(db, news, token, now).await } else { Ok(()) }
}

async fn write_letter(
    db: &impl ConnectionTrait,
    news: &News,
    leave: String,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let own = contact::Entity::find().filter(contact::Column::PersonId.eq(news.person));
    let contacts = own.order_by_asc(contact::Column::Id).all(db).await?;
    let of = |kind: ContactKind| contacts.iter().find(move |it| it.kind == kind.slug()).map(|it| (kind, &it.value));
    let short = || of(ContactKind::Mobile).filter(|_| news.topic.kind().goes_to_mobiles());
    let reader = person::Entity::find_by_id(news.person).one(db).await?;
    let (Some((kind, to)), Some(reader)) = (of(ContactKind::Email).or_else(short), reader) else { return Ok(()) };
    let mut words = news.letter_words.clone();
    words.insert("link".to_owned(), news.link.clone());
    words.insert("leave".to_owned(), leave);
    let letter = Letter {
        id: news.letter,
        to: Contact::stored(kind, to.clone()),
        language: choice(&reader.language, "person", reader.id.as_uuid(), "language")?,
        kind: news.topic.slug().to_owned(),
        words,
        tries: 0,
        written_at: now,
    };
    letters::insert(db, &letter, now).await
}

async fn wants(db: &impl ConnectionTrait, news: &News) -> Result<bool, StoreError> {
    let chosen = letter_preference::Entity::find_by_id((news.person, news.topic.kind().slug().to_owned()));
    Ok(chosen.one(db).await?.is_none_or(|row| row.by_mail))
}

/// Whether a person wants a kind by mail, and the token by which it is stopped, which is `fresh` if they had none.
async fn preference(
    db: &impl ConnectionTrait,
    person: PersonId,
    kind: MessageKind,
    fresh: &str,
) -> Result<(bool, String), StoreError> {
    let id = (person, kind.slug().to_owned());
    if let Some(row) = letter_preference::Entity::find_by_id(id).one(db).await? {
        return Ok((row.by_mail, row.leave_token));
    }
    let row = letter_preference::ActiveModel {
        person_id: Set(person),
        kind: Set(kind.slug().to_owned()),
        by_mail: Set(true),
        leave_token: Set(fresh.to_owned()),
    };
    letter_preference::Entity::insert(row).exec_without_returning(db).await?;
    Ok((true, fresh.to_owned()))
}

async fn set_by_mail(
    db: &impl ConnectionTrait,
    person: PersonId,
    kind: MessageKind,
    by_mail: bool,
) -> Result<(), StoreError> {
    let of_kind = letter_preference::Column::PersonId.eq(person).and(letter_preference::Column::Kind.eq(kind.slug()));
    letter_preference::Entity::update_many()
        .set(letter_preference::ActiveModel { by_mail: Set(by_mail), ..Default::default() })
        .filter(of_kind)
        .exec(db)
        .await?;
    Ok(())
}

fn own(person: PersonId) -> sea_orm::Select<message::Entity> {
    message::Entity::find().filter(message::Column::PersonId.eq(person))
}

async fn mark_read(db: &impl ConnectionTrait, which: SimpleExpr, now: OffsetDateTime) -> Result<(), StoreError> {
    message::Entity::update_many()
        .set(message::ActiveModel { read_at: Set(Some(now)), ..Default::default() })
        .filter(which.and(message::Column::ReadAt.is_null()))
        .exec(db)
        .await?;
    Ok(())
}

fn decode(row: message::Model) -> Result<Message, StoreError> {
    let id = row.id.as_uuid();
    let words = serde_json::from_str(&row.words);
    Ok(Message {
        id: row.id,
        topic: choice(&row.topic, "message", id, "topic")?,
        words: words.map_err(|_| StoreError::Corrupt { noun: "message", id, field: "words" })?,
        link: row.link,
        written_at: row.written_at,
        read: row.read_at.is_some(),
    })
}
