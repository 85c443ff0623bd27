//! Questions about a call, answered for all.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use super::calls::find;
use super::connection_news::{NewsOf, tell_asker, tell_of};
use super::entity::call_question;
use super::{Store, StoreError, audit};
use crate::ConnectionId;
use crate::access::{Action, Permit};
use crate::audit::Event;
use crate::call::CallQuestion;
use crate::chance::Chance;
use crate::connect::{Party, Stage};

impl Store {
    /// Asks the publisher of a call, for the organisation of `permit`, and tells them; says whether the call is open for
    /// that. The same question once more is asked once.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is asked then.
    pub async fn ask_about_call(
        &self,
        permit: &Permit,
        text: &str,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let id = ConnectionId::from_uuid(permit.thing().id);
        let answers = permit.action() == Action::RespondForOrganisation;
        let Some((organisation, _)) = permit.thing().organisation.filter(|_| answers) else { return Ok(false) };
        let open = find(&transaction, id).await?.filter(|call| call.connection.stage == Stage::Open);
        if open.is_none_or(|call| now >= call.deadline) {
            return Ok(false);
        }
        use call_question::Column;
        let theirs = Column::ConnectionId.eq(id).and(Column::OrganisationId.eq(organisation));
        let same = call_question::Entity::find().filter(theirs.and(Column::Question.eq(text)));
        if same.count(&transaction).await? > 0 {
            return Ok(true);
        }
        let question = call_question::ActiveModel {
            connection_id: Set(id),
            number: Set(next_number(&transaction, id).await?),
            organisation_id: Set(organisation),
            person_id: Set(Some(permit.person())),
            question: Set(text.to_owned()),
            asked_at: Set(now),
            answer: Set(String::new()),
            answered_at: Set(None),
        };
        call_question::Entity::insert(question).exec_without_returning(&transaction).await?;
        audit::append(&transaction, permit, Event::CallQuestioned, "asked", now).await?;
        let news = NewsOf { what: "question", chance, now };
        tell_of(&transaction, id, Party::Publisher, (&news, Some(permit.person()))).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Answers a question for everybody, for the publisher who holds `permit`, and tells the organisation that asked; says
    /// whether it waited for an answer.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is answered then.
    pub async fn answer_call_question(
        &self,
        permit: &Permit,
        (number, answer): (i32, &str),
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let id = ConnectionId::from_uuid(permit.thing().id);
        if permit.action() != Action::AnswerResponse {
            return Ok(false);
        }
        let waits = call_question::Column::ConnectionId.eq(id).and(call_question::Column::Number.eq(number));
        let waits = waits.and(call_question::Column::AnsweredAt.is_null());
        let answered = call_question::ActiveModel {
            answer: Set(answer.to_owned()),
            answered_at: Set(Some(now)),
            ..Default::default()
        };
        let done = call_question::Entity::update_many().set(answered).filter(waits).exec(&transaction).await?;
        if done.rows_affected == 0 {
            return Ok(false);
        }
        audit::append(&transaction, permit, Event::CallQuestioned, "answered", now).await?;
        if let Some(question) = call_question::Entity::find_by_id((id, number)).one(&transaction).await? {
            let news = NewsOf { what: "answer", chance, now };
            tell_asker(&transaction, id, question.organisation_id, (&news, permit.person())).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Lists what was asked about a call, the first question first; everybody may read it.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_call_questions(&self, id: ConnectionId) -> Result<Vec<CallQuestion>, StoreError> {
        let rows = call_question::Entity::find().filter(call_question::Column::ConnectionId.eq(id));
        let rows = rows.order_by_asc(call_question::Column::Number).all(&self.db).await?;
        let question = |row: call_question::Model| CallQuestion {
            number: row.number,
            question: row.question,
            asked_at: row.asked_at,
            answer: row.answer,
        };
        Ok(rows.into_iter().map(question).collect())
    }
}

async fn next_number(transaction: &DatabaseTransaction, id: ConnectionId) -> Result<i32, StoreError> {
    let of_call = call_question::Entity::find().filter(call_question::Column::ConnectionId.eq(id));
    Ok(i32::try_from(of_call.count(transaction).await?).unwrap_or(i32::MAX - 1) + 1)
}
