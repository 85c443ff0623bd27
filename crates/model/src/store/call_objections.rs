//! Objections to the choice in a call: by the publisher and those who propose, and by anybody for themself. They wait for
//! the same decision; who objected in public is told of it.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use time::OffsetDateTime;

use super::calls::{find, valid};
use super::connection_news::{NewsOf, tell_objector, works_at_desk};
use super::connection_steps::{self, ConnectionMoved, Doer};
use super::entity::{call_objection, call_reviewer, connection, person};
use super::{Store, StoreError, audit};
use crate::access::{Action, Permit};
use crate::audit::Event;
use crate::call::{Call, Objection, Objector};
use crate::chance::Chance;
use crate::connect::{ConnectionStep, Party, Refused, Step};
use crate::{ConnectionId, OrganisationId, PersonId};

/// How a member of the public stands to the choice in a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objecting {
    /// They can object.
    Open,
    /// They have.
    Done(Objection),
    /// It is not the time, or they were asked to review, or work at a desk.
    NotNow,
}

impl Store {
    /// Objects to the choice, for the organisation of `permit`: the publisher, or one that handed in a proposal.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn object(
        &self,
        permit: &Permit,
        words: &str,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<ConnectionMoved, StoreError> {
        let transaction = self.begin_writing().await?;
        let refused = Ok(ConnectionMoved::Refused(Refused::NotNow));
        let Some(call) = find(&transaction, ConnectionId::from_uuid(permit.thing().id)).await? else { return refused };
        let Some((party, organisation)) = side_of(&transaction, &call, permit).await? else { return refused };
        let theirs = call_objection::Column::OrganisationId.eq(organisation);
        let since = call.nominated_at().unwrap_or(call.connection.created_at);
        let theirs = of(&call).and(theirs).and(call_objection::Column::At.gte(since));
        if call_objection::Entity::find().filter(theirs).count(&transaction).await? > 0 {
            return Ok(ConnectionMoved::Refused(Refused::Done));
        }
        if !call.takes_objections(now) {
            return Ok(ConnectionMoved::Refused(Refused::NotNow));
        }
        raise(transaction, permit, (party, Some(organisation)), words, (chance, now)).await
    }

    /// Objects to the choice, for whoever holds `permit`, as a member of the public: once to each choice, and not once the
    /// notice is over. Reviewers and officers of the desks cannot.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn object_in_public(
        &self,
        permit: &Permit,
        words: &str,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<ConnectionMoved, StoreError> {
        let transaction = self.begin_writing().await?;
        match standing(&transaction, permit, now).await? {
            Objecting::Open => raise(transaction, permit, (Party::Public, None), words, (chance, now)).await,
            Objecting::Done(_) => Ok(ConnectionMoved::Refused(Refused::Done)),
            Objecting::NotNow => Ok(ConnectionMoved::Refused(Refused::NotNow)),
        }
    }

    /// How whoever holds `permit` stands to the choice in its call as a member of the public.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_objecting(&self, permit: &Permit, now: OffsetDateTime) -> Result<Objecting, StoreError> {
        standing(&self.db, permit, now).await
    }

    /// Lists the objections to the choice in the call of `permit`, the first one first: all with their names for a desk; for
    /// the publisher and those who propose their own, and what the public objected, without names, and without words until
    /// that is decided.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_objections(&self, permit: &Permit) -> Result<Vec<Objection>, StoreError> {
        let Some(call) = find(&self.db, ConnectionId::from_uuid(permit.thing().id)).await? else {
            return Ok(Vec::new());
        };
        let rows = call_objection::Entity::find().filter(of(&call)).order_by_asc(call_objection::Column::Number);
        let rows = rows.all(&self.db).await?;
        if permit.action() == Action::SettleConnection {
            let mut named = Vec::new();
            for row in rows {
                let name = name_of(&self.db, &row).await?;
                named.push(decode(row, name));
            }
            return Ok(named);
        }
        let Some((_, own)) = side_of(&self.db, &call, permit).await? else { return Ok(Vec::new()) };
        Ok(rows.into_iter().filter_map(|row| as_seen_by(own, row)).collect())
    }
}

/// The objections to choices in `call`.
fn of(call: &Call) -> sea_orm::sea_query::Expr {
    call_objection::Column::ConnectionId.eq(call.connection.id)
}

fn decode(row: call_objection::Model, name: String) -> Objection {
    Objection {
        number: row.number,
        by: row.organisation_id.map_or(Objector::Public(name), Objector::Organisation),
        words: row.words,
        at: row.at,
        decision: row.decision,
    }
}

/// What the side of `own` sees of an objection.
fn as_seen_by(own: OrganisationId, row: call_objection::Model) -> Option<Objection> {
    let is_decided = !row.decision.is_empty();
    let objection = decode(row, String::new());
    match objection.by {
        Objector::Organisation(by) => (by == own).then_some(objection),
        Objector::Public(_) if is_decided => Some(objection),
        Objector::Public(_) => Some(Objection { words: String::new(), ..objection }),
    }
}

/// What a member of the public is called who objected; nothing once they have left.
async fn name_of(db: &impl ConnectionTrait, row: &call_objection::Model) -> Result<String, StoreError> {
    let Some(id) = row.person_id.filter(|_| row.organisation_id.is_none()) else { return Ok(String::new()) };
    Ok(person::Entity::find_by_id(id).one(db).await?.map(|it| it.name).unwrap_or_default())
}

/// How whoever holds `permit` stands to the latest choice.
async fn standing(db: &impl ConnectionTrait, permit: &Permit, now: OffsetDateTime) -> Result<Objecting, StoreError> {
    use call_objection::Column;
    let call = find(db, ConnectionId::from_uuid(permit.thing().id)).await?;
    let Some(call) = call.filter(|_| permit.action() == Action::ObjectInPublic) else { return Ok(Objecting::NotNow) };
    let Some(since) = call.nominated_at() else { return Ok(Objecting::NotNow) };
    let own = of(&call).and(Column::OrganisationId.is_null()).and(Column::PersonId.eq(permit.person()));
    let own = call_objection::Entity::find().filter(own.and(Column::At.gte(since))).one(db).await?;
    if let Some(own) = own {
        return Ok(Objecting::Done(decode(own, String::new())));
    }
    let is_free = call.takes_objections(now) && !decides(db, &call, permit.person(), now).await?;
    Ok(if is_free { Objecting::Open } else { Objecting::NotNow })
}

/// Whether `person` was asked to review `call`, or works at one of the desks: nobody objects to what they decide.
async fn decides(
    db: &impl ConnectionTrait,
    call: &Call,
    person: PersonId,
    now: OffsetDateTime,
) -> Result<bool, StoreError> {
    let asked = call_reviewer::Column::ConnectionId.eq(call.connection.id);
    let asked = asked.and(call_reviewer::Column::PersonId.eq(person));
    if call_reviewer::Entity::find().filter(asked).count(db).await? > 0 {
        return Ok(true);
    }
    works_at_desk(db, person, now).await
}

/// Writes an objection down and does the step, and ends the transaction with it.
async fn raise(
    transaction: DatabaseTransaction,
    permit: &Permit,
    (party, organisation): (Party, Option<OrganisationId>),
    words: &str,
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<ConnectionMoved, StoreError> {
    let id = ConnectionId::from_uuid(permit.thing().id);
    let Some(row) = connection::Entity::find_by_id(id).one(&transaction).await? else {
        return Ok(ConnectionMoved::Refused(Refused::NotNow));
    };
    let before = call_objection::Entity::find().filter(call_objection::Column::ConnectionId.eq(id));
    let number = i32::try_from(before.count(&transaction).await?).unwrap_or(i32::MAX - 1) + 1;
    let objection = call_objection::ActiveModel {
        connection_id: Set(id),
        number: Set(number),
        organisation_id: Set(organisation),
        person_id: Set(Some(permit.person())),
        words: Set(words.to_owned()),
        at: Set(now),
        decision: Set(String::new()),
    };
    call_objection::Entity::insert(objection).exec_without_returning(&transaction).await?;
    let step = ConnectionStep { words: words.to_owned(), ..ConnectionStep::plain(Step::Object) };
    let doer = Doer { party, person: Some(permit.person()) };
    let moved = match connection_steps::apply(&transaction, row, doer, &step, (chance, now)).await? {
        Ok(row) => row,
        Err(refused) => return Ok(ConnectionMoved::Refused(refused)),
    };
    audit::append(&transaction, permit, Event::ConnectionMoved, step.step.slug(), now).await?;
    transaction.commit().await?;
    Ok(ConnectionMoved::Done(Box::new(super::connections::decode(moved)?)))
}

/// Decides what waits in the call `id`, and tells those who objected in public.
pub(super) async fn decide_objections(
    transaction: &DatabaseTransaction,
    id: ConnectionId,
    decision: &str,
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<(), StoreError> {
    use call_objection::Column;
    let open = || Column::ConnectionId.eq(id).and(Column::Decision.eq(""));
    let in_public = call_objection::Entity::find().filter(open().and(Column::OrganisationId.is_null()));
    let objectors: Vec<PersonId> =
        in_public.all(transaction).await?.into_iter().filter_map(|row| row.person_id).collect();
    call_objection::Entity::update_many()
        .set(call_objection::ActiveModel { decision: Set(decision.to_owned()), ..Default::default() })
        .filter(open())
        .exec(transaction)
        .await?;
    for person in objectors {
        tell_objector(transaction, id, person, &NewsOf { what: "objection-decided", chance, now }).await?;
    }
    Ok(())
}

/// On which side of `call` the holder of `permit` objects, and for whom.
async fn side_of(
    db: &impl ConnectionTrait,
    call: &Call,
    permit: &Permit,
) -> Result<Option<(Party, OrganisationId)>, StoreError> {
    let Some((organisation, _)) = permit.thing().organisation else { return Ok(None) };
    Ok(match permit.action() {
        Action::AnswerResponse if call.organisation.id == organisation => Some((Party::Publisher, organisation)),
        Action::RespondForOrganisation => valid(db, call.connection.id)
            .await?
            .iter()
            .any(|row| row.organisation_id == organisation)
            .then_some((Party::Responder, organisation)),
        _ => None,
    })
}
