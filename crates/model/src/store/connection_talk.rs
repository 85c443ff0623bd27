//! What the sides of a connection say to each other, and the papers that they hand over with it.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _,
    IntoActiveModel as _, PaginatorTrait, QueryFilter, QueryOrder,
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::connection_news::{NewsOf, tell};
use super::connection_steps::find;
use super::connections::{decode, events_of};
use super::entity::{connection, connection_message};
use super::{Store, StoreError, choice};
use crate::access::Permit;
use crate::chance::Chance;
use crate::connect::{ConnectionMessage, PAPERS_MAX, Paper, Party, said_in_talks};
use crate::{ConnectionId, ConnectionMessageId, PersonId};

/// Messages that one person sends within [`SAID_WITHIN`] in one connection: each is told to everybody on the other side.
const SAID_MAX: u64 = 30;
const SAID_WITHIN: Duration = Duration::hours(1);

/// What became of something that was to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It is said.
    Done,
    /// It was said before; nothing was changed.
    Known,
    /// Nothing can be said any more, or not by them.
    NotNow,
    /// The connection has as many papers as it may have.
    TooManyPapers,
    /// They have said as much within the last hour as may be said.
    TooMuch,
}

impl Store {
    /// Says something to the other sides of the connection that `permit` is about, under an identity of the caller's, with
    /// a paper where those are taken. The same once more is said once. Nothing can be said once the connection has ended,
    /// and in a challenge nothing before the talks.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is said then.
    pub async fn say_in_connection(
        &self,
        permit: &Permit,
        id: ConnectionMessageId,
        (text, paper): (&str, Option<&Paper>),
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<Said, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((row, party)) = find(&transaction, permit).await? else { return Ok(Said::NotNow) };
        if let Some(said) = connection_message::Entity::find_by_id(id).one(&transaction).await? {
            let is_theirs = said.connection_id == row.id && said.person_id == Some(permit.person());
            return Ok(if is_theirs { Said::Known } else { Said::NotNow });
        }
        let connection = decode(row.clone())?;
        let takes = match paper {
            Some(_) => connection.takes_papers(),
            None => connection.takes_words(),
        };
        if !takes || !connection.conversing().any(|it| it == party) {
            return Ok(Said::NotNow);
        }
        if count_said(&transaction, (row.id, permit.person()), now - SAID_WITHIN).await? >= SAID_MAX {
            return Ok(Said::TooMuch);
        }
        if paper.is_some() && count_papers(&transaction, row.id).await? >= PAPERS_MAX {
            return Ok(Said::TooManyPapers);
        }
        let corrupt = |_| StoreError::Corrupt { noun: "connection_message", id: id.as_uuid(), field: "paper" };
        let message = connection_message::ActiveModel {
            id: Set(id),
            connection_id: Set(row.id),
            party: Set(party.slug().to_owned()),
            person_id: Set(Some(permit.person())),
            text: Set(text.to_owned()),
            paper: Set(paper.map(serde_json::to_string).transpose().map_err(corrupt)?),
            at: Set(now),
        };
        connection_message::Entity::insert(message).exec_without_returning(&transaction).await?;
        let news = NewsOf { what: "message", chance, now };
        let row = replied(&transaction, row, party, now).await?;
        for listener in connection.conversing() {
            if listener != party {
                tell(&transaction, &row, listener, (&news, Some(permit.person()))).await?;
            }
        }
        transaction.commit().await?;
        Ok(Said::Done)
    }
}

/// The first word of whoever published is a reply.
async fn replied(
    transaction: &DatabaseTransaction,
    row: connection::Model,
    party: Party,
    now: OffsetDateTime,
) -> Result<connection::Model, StoreError> {
    if party != Party::Publisher || row.replied_at.is_some() {
        return Ok(row);
    }
    // What waits for a step waits on, whatever is said.
    let is_awaited = decode(row.clone())?.is_awaited();
    let mut replied = row.into_active_model();
    replied.replied_at = Set(Some(now));
    if !is_awaited {
        replied.remind_at = Set(None);
    }
    Ok(replied.update(transaction).await?)
}

async fn count_said(
    db: &impl ConnectionTrait,
    (id, person): (ConnectionId, PersonId),
    since: OffsetDateTime,
) -> Result<u64, StoreError> {
    use connection_message::Column;
    let theirs = Column::ConnectionId.eq(id).and(Column::PersonId.eq(person)).and(Column::At.gt(since));
    Ok(connection_message::Entity::find().filter(theirs).count(db).await?)
}

/// How many papers the sides have handed each other; those of a proposer who is not chosen any more do not count.
async fn count_papers(db: &impl ConnectionTrait, id: ConnectionId) -> Result<usize, StoreError> {
    let said = said_in_talks(&events_of(db, id).await?, messages_of(db, id).await?);
    Ok(said.iter().filter(|message| message.paper.is_some()).count())
}

/// What was said in a connection, the first words first; in a challenge to each proposer who was ever chosen.
pub(super) async fn messages_of(
    db: &impl ConnectionTrait,
    id: ConnectionId,
) -> Result<Vec<ConnectionMessage>, StoreError> {
    use connection_message::Column;
    let said = connection_message::Entity::find().filter(Column::ConnectionId.eq(id));
    let said = said.order_by_asc(Column::At).order_by_asc(Column::Id).all(db).await?;
    let message = |it: connection_message::Model| {
        Ok(ConnectionMessage {
            id: it.id,
            party: choice(&it.party, "connection_message", it.id.as_uuid(), "party")?,
            paper: it.paper.as_deref().map(|paper| paper_of(it.id.as_uuid(), paper)).transpose()?,
            text: it.text,
            at: it.at,
        })
    };
    said.into_iter().map(message).collect()
}

/// Names in the folder of evidence of the papers that were handed over: in `ids`, or in all connections.
pub(super) async fn paper_files(
    db: &impl ConnectionTrait,
    ids: Option<&[ConnectionId]>,
) -> Result<Vec<String>, StoreError> {
    use connection_message::Column;
    let with_paper = connection_message::Entity::find().filter(Column::Paper.is_not_null());
    let those = match ids {
        Some(ids) => with_paper.filter(Column::ConnectionId.is_in(ids.iter().copied())),
        None => with_paper,
    };
    let name = |it: connection_message::Model| {
        it.paper.map(|paper| paper_of(it.id.as_uuid(), &paper).map(|paper| paper.stored_as))
    };
    those.all(db).await?.into_iter().filter_map(name).collect()
}

fn paper_of(id: Uuid, text: &str) -> Result<Paper, StoreError> {
    let corrupt = |_| StoreError::Corrupt { noun: "connection_message", id, field: "paper" };
    serde_json::from_str(text).map_err(corrupt)
}
