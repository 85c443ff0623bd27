//! What persons ask for about their data, and what was answered.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use super::audit::{append, append_own};
use super::entity::{data_request, person};
use super::{Store, StoreError, choice, messages};
use crate::access::Permit;
use crate::audit::Event;
use crate::clock::day_of;
use crate::data_request::{DataRequest, OPEN_MAX, RequestKind, RequestState, TIME_TO_ANSWER};
use crate::message::News;
use crate::{DataRequestId, PersonId};

/// What became of a request that was to be moved on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestMoved {
    /// It is done.
    Done,
    /// It is no longer where it was seen, or what was wanted does not follow.
    Moot,
}

impl Store {
    /// Sends what `asked_by` asks for; says whether it was sent, which it is not while too many of theirs are open. One
    /// transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is sent then.
    pub async fn ask_about_data(
        &self,
        asked_by: PersonId,
        (id, kind, words): (DataRequestId, RequestKind, &str),
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let known = person::Entity::find_by_id(asked_by).count(&transaction).await? == 1;
        let ended = [RequestState::Done, RequestState::Refused].map(RequestState::slug);
        let open = own(asked_by).filter(data_request::Column::State.is_not_in(ended));
        if !known || open.count(&transaction).await? >= OPEN_MAX {
            return Ok(false);
        }
        let row = data_request::ActiveModel {
            id: Set(id),
            person_id: Set(asked_by),
            kind: Set(kind.slug().to_owned()),
            state: Set(RequestState::Received.slug().to_owned()),
            words: Set(words.to_owned()),
            answer: Set(String::new()),
            due_on: Set(day_of(now + TIME_TO_ANSWER)),
            asked_at: Set(now),
            moved_at: Set(now),
        };
        data_request::Entity::insert(row).exec_without_returning(&transaction).await?;
        append_own(&transaction, asked_by, Event::DataRequested, now).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Lists what `person` asked for, the latest first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_data_requests(&self, person: PersonId) -> Result<Vec<DataRequest>, StoreError> {
        let latest_first = own(person).order_by_desc(data_request::Column::AskedAt);
        latest_first.all(&self.db).await?.into_iter().map(decode).collect()
    }

    /// Lists what waits for an answer, for somebody who answers, the one due first first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_data_requests_waiting(&self, _permit: &Permit) -> Result<Vec<DataRequest>, StoreError> {
        let ended = [RequestState::Done, RequestState::Refused].map(RequestState::slug);
        let rows = data_request::Entity::find().filter(data_request::Column::State.is_not_in(ended));
        let rows = rows.order_by_asc(data_request::Column::DueOn).order_by_asc(data_request::Column::Id);
        rows.all(&self.db).await?.into_iter().map(decode).collect()
    }

    /// Finds a request for somebody who answers.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_data_request(
        &self,
        _permit: &Permit,
        id: DataRequestId,
    ) -> Result<Option<DataRequest>, StoreError> {
        data_request::Entity::find_by_id(id).one(&self.db).await?.map(decode).transpose()
    }

    /// Moves the request of the person that `permit` is about on from where it was seen, and tells them; one transaction
    /// with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn move_data_request(
        &self,
        permit: &Permit,
        (id, from, to): (DataRequestId, RequestState, RequestState),
        answer: &str,
        news: &News,
        now: OffsetDateTime,
    ) -> Result<RequestMoved, StoreError> {
        if !from.following().contains(&to) {
            return Ok(RequestMoved::Moot);
        }
        let transaction = self.begin_writing().await?;
        let seen = data_request::Column::Id.eq(id).and(data_request::Column::State.eq(from.slug()));
        let moved = data_request::Entity::update_many()
            .set(data_request::ActiveModel {
                state: Set(to.slug().to_owned()),
                answer: Set(answer.to_owned()),
                moved_at: Set(now),
                ..Default::default()
            })
            .filter(seen.and(data_request::Column::PersonId.eq(permit.thing().id)))
            .exec(&transaction)
            .await?;
        if moved.rows_affected == 0 {
            return Ok(RequestMoved::Moot);
        }
        append(&transaction, permit, Event::DataRequestMoved, to.slug(), now).await?;
        messages::write(&transaction, news, now).await?;
        transaction.commit().await?;
        Ok(RequestMoved::Done)
    }
}

fn own(person: PersonId) -> sea_orm::Select<data_request::Entity> {
    data_request::Entity::find().filter(data_request::Column::PersonId.eq(person))
}

fn decode(row: data_request::Model) -> Result<DataRequest, StoreError> {
    let id = row.id.as_uuid();
    Ok(DataRequest {
        id: row.id,
        person: row.person_id,
        kind: choice(&row.kind, "data request", id, "kind")?,
        state: choice(&row.state, "data request", id, "state")?,
        words: row.words,
        answer: row.answer,
        due_on: row.due_on,
        asked_at: row.asked_at,
    })
}
