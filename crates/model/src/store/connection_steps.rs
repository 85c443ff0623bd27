//! Steps of connections: each is done under the row's revision, in one transaction with what is told of it, so that of
//! two at once that exclude each other one is done.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _,
    IntoActiveModel as _, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use time::{Duration, OffsetDateTime, UtcOffset};

use super::agreements::remind_of_renewal;
use super::connection_needs::{follow, held};
use super::connection_news::{NewsOf, tell};
use super::connection_turns::remind_of_turn;
use super::connections::{decode, events_of, own};
use super::entity::{connection, connection_event, grant};
use super::postings::organisation_of;
use super::proposals::tell_proposers;
use super::public_figures::tell_figure;
use super::standings::is_any_suspended;
use super::{Store, StoreError, audit};
use crate::access::{Action, Permit};
use crate::audit::Event;
use crate::chance::Chance;
use crate::connect::{
    Connection, ConnectionKind, ConnectionStep, Moved, Party, Refused, Stage, Step, TURN_REMINDED_AFTER, WAITING_STAGES,
};
use crate::public_figures::PublicFigure;
use crate::{ConnectionId, OrganisationId, PersonId};

/// Connections that the program moves on at a time.
const BATCH: u64 = 200;

/// What became of a step.
#[derive(Clone, Debug, PartialEq)]
pub enum ConnectionMoved {
    /// It is done; this is the connection now.
    Done(Box<Connection>),
    /// Somebody else changed the connection meanwhile.
    Changed,
    /// It cannot be done.
    Refused(Refused),
}

/// Who does something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Doer {
    pub(super) party: Party,
    /// `None` for the program.
    pub(super) person: Option<PersonId>,
}

impl Store {
    /// Does `step` to the connection that `permit` is about, as somebody saw it at `revision`, and tells those who are to
    /// know. What has a way of its own ([`Step::has_own_way`]) is refused.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn move_connection(
        &self,
        permit: &Permit,
        revision: i64,
        step: &ConnectionStep,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<ConnectionMoved, StoreError> {
        let transaction = self.begin_writing().await?;
        let found = find(&transaction, permit).await?.map(|(row, _)| decode(row)).transpose()?;
        // Calls are moved by `move_call` alone.
        let own_way = |it: Connection| it.kind == ConnectionKind::Challenge || step.step.has_own_way(it.kind);
        if found.is_none_or(own_way) {
            return Ok(ConnectionMoved::Refused(Refused::NotNow));
        }
        let moved = move_within(&transaction, permit, revision, step, (chance, now)).await?;
        if matches!(moved, ConnectionMoved::Done(_)) {
            transaction.commit().await?;
        }
        Ok(moved)
    }

    /// Moves on what time alone moves on: ends what waited for too long, and reminds organisations of what they promised,
    /// once when half of the time is over and once when all of it is, those whose turn it has been for long, and both sides
    /// of cooperations that they have to confirm soon. Says how many connections it changed.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; calling again goes on.
    pub async fn tend_connections(&self, chance: &Chance, now: OffsetDateTime) -> Result<usize, StoreError> {
        let due = connection::Column::DueAt.lte(now);
        let to_remind = connection::Column::RemindAt.lte(now);
        let due = self.list_connections_where(due).await?;
        for &id in &due {
            self.end_overdue(id, (chance, now)).await?;
        }
        let to_remind = self.list_connections_where(to_remind).await?;
        for &id in &to_remind {
            self.remind_of(id, (chance, now)).await?;
        }
        Ok(due.len() + to_remind.len())
    }

    async fn list_connections_where(&self, which: sea_orm::sea_query::Expr) -> Result<Vec<ConnectionId>, StoreError> {
        let ids = connection::Entity::find().select_only().column(connection::Column::Id).filter(which);
        Ok(ids.order_by_asc(connection::Column::Id).limit(BATCH).into_tuple().all(&self.db).await?)
    }

    async fn end_overdue(&self, id: ConnectionId, (chance, now): (&Chance, OffsetDateTime)) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(row) = connection::Entity::find_by_id(id).one(&transaction).await? else { return Ok(()) };
        let connection = decode(row.clone())?;
        let limit = connection.kind.flow().limit(connection.stage);
        let Some(limit) = limit.filter(|_| connection.due_at.is_some_and(|due| due <= now)) else { return Ok(()) };
        // Whoever may not take an offer now is not late.
        if connection.stage == Stage::Offered && is_any_suspended(&transaction, connection.organisations()).await? {
            let mut row = row.into_active_model();
            row.due_at = Set(Some(now + Duration::days(1)));
            row.update(&transaction).await?;
            transaction.commit().await?;
            return Ok(());
        }
        let step = ConnectionStep::plain(limit.then);
        let doer = Doer { party: Party::Program, person: None };
        if apply(&transaction, row, doer, &step, (chance, now)).await?.is_ok() {
            if step.step == Step::Award {
                tell_proposers(&transaction, id, &NewsOf { what: "unchosen", chance, now }).await?;
            }
            let kind = organisation_of(&transaction, connection.organisation).await?.kind;
            let thing = connection.thing_of((connection.organisation, kind));
            let event = Event::ConnectionMoved;
            audit::append_by_operator(&transaction, event, &thing, step.step.slug(), now).await?;
            transaction.commit().await?;
        }
        Ok(())
    }

    async fn remind_of(&self, id: ConnectionId, (chance, now): (&Chance, OffsetDateTime)) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        let row = connection::Entity::find_by_id(id).one(&transaction).await?;
        let Some(row) = row.filter(|row| row.remind_at.is_some_and(|at| at <= now)) else { return Ok(()) };
        let connection = decode(row.clone())?;
        let next = if connection.kind == ConnectionKind::Cooperation && connection.stage == Stage::Running {
            let news = NewsOf { what: "renew-soon", chance, now };
            remind_of_renewal(&transaction, (&row, &connection), &news).await?;
            None
        } else if connection.is_awaited() {
            remind_of_turn(&transaction, &row, (chance, now)).await?
        } else {
            remind_of_promise(&transaction, (&row, &connection), (chance, now)).await?
        };
        let mut row = row.into_active_model();
        row.remind_at = Set(next);
        row.update(&transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Reminds the publisher of its first reply; says when to remind it next, if it should be.
async fn remind_of_promise(
    transaction: &DatabaseTransaction,
    (row, connection): (&connection::Model, &Connection),
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<Option<OffsetDateTime>, StoreError> {
    let promised = connection.created_at + Duration::days(connection.promise_days.into());
    let what = if now < promised { "reminder" } else { "overdue" };
    if connection.is_waiting() && connection.replied_at.is_none() {
        let news = NewsOf { what, chance, now };
        tell(transaction, row, Party::Publisher, (&news, connection.responder)).await?;
    }
    Ok((now < promised).then_some(promised))
}

/// Does `step` within a transaction that is the caller's to commit, who writes what else belongs to it.
pub(super) async fn move_within(
    transaction: &DatabaseTransaction,
    permit: &Permit,
    revision: i64,
    step: &ConnectionStep,
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<ConnectionMoved, StoreError> {
    let Some((row, party)) = find(transaction, permit).await? else {
        return Ok(ConnectionMoved::Refused(Refused::NotNow));
    };
    if row.revision != revision {
        return Ok(ConnectionMoved::Changed);
    }
    let doer = Doer { party, person: Some(permit.person()) };
    let done = match apply(transaction, row, doer, step, (chance, now)).await? {
        Ok(row) => row,
        Err(refused) => return Ok(ConnectionMoved::Refused(refused)),
    };
    audit::append(transaction, permit, Event::ConnectionMoved, step.step.slug(), now).await?;
    Ok(ConnectionMoved::Done(Box::new(decode(done)?)))
}

/// The connection that `permit` is about, and the side on which its holder stands. A desk decides nothing in which one of
/// its officers' own organisations takes part.
pub(super) async fn find(
    transaction: &DatabaseTransaction,
    permit: &Permit,
) -> Result<Option<(connection::Model, Party)>, StoreError> {
    let id = ConnectionId::from_uuid(permit.thing().id);
    let Some(row) = connection::Entity::find_by_id(id).one(transaction).await? else { return Ok(None) };
    let connection = decode(row.clone())?;
    let Some(party) = connection.party_of(permit) else { return Ok(None) };
    if permit.action() == Action::SettleConnection && takes_part(transaction, &connection, permit.person()).await? {
        return Ok(None);
    }
    Ok(Some((row, party)))
}

/// Whether `person` answered, or holds a role in an organisation that takes part.
pub(super) async fn takes_part(
    db: &impl ConnectionTrait,
    connection: &Connection,
    person: PersonId,
) -> Result<bool, StoreError> {
    let parties = [Party::Responder, Party::Publisher, Party::School];
    let theirs = parties.iter().filter_map(|&party| connection.organisation_of(party)).chain(connection.second_host);
    let held = grant::Column::PersonId.eq(person).and(grant::Column::EndedAt.is_null());
    let held = held.and(grant::Column::OrganisationId.is_in(theirs.map(OrganisationId::as_uuid)));
    Ok(connection.responder == Some(person) || grant::Entity::find().filter(held).count(db).await? > 0)
}

/// Does a step, writes it down, and tells those whom the flow names, but for the side that did it.
pub(super) async fn apply(
    transaction: &DatabaseTransaction,
    row: connection::Model,
    doer: Doer,
    step: &ConnectionStep,
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<Result<connection::Model, Refused>, StoreError> {
    let before = decode(row.clone())?;
    let events = events_of(transaction, row.id).await?;
    let holds = held(transaction, &before, step, now).await?;
    let outcome = before.after(step, doer.party, &events, &holds);
    if is_barred(transaction, &before, (step.step, &outcome)).await? {
        return Ok(Err(Refused::Suspended));
    }
    let stage = match outcome {
        Ok(Moved::To(stage)) => stage,
        Ok(Moved::WaitsForOthers) => before.stage,
        Err(refused) => return Ok(Err(refused)),
    };
    let row = change(&before, row, doer, step, (stage, now)).update(transaction).await?;
    let event = connection_event::ActiveModel {
        connection_id: Set(row.id),
        revision: Set(row.revision),
        step: Set(step.step.slug().to_owned()),
        party: Set(doer.party.slug().to_owned()),
        person_id: Set(doer.person),
        stage: Set(stage.slug().to_owned()),
        words: Set(words_kept(step)),
        at: Set(now),
    };
    connection_event::Entity::insert(event).exec_without_returning(transaction).await?;
    if PublicFigure::has(before.kind, before.stage) != PublicFigure::has(before.kind, stage) {
        tell_figure(transaction, PublicFigure::of(before.kind), now).await?;
    }
    let row = follow(transaction, &before, row, (step, now)).await?;
    let tells = before.kind.flow().way(before.stage, step.step, doer.party).map_or(&[][..], |way| way.tells);
    let news = NewsOf { what: step.step.slug(), chance, now };
    for &party in tells.iter().filter(|&&party| party != doer.party) {
        tell(transaction, &row, party, (&news, doer.person)).await?;
    }
    Ok(Ok(row))
}

/// What the history keeps of the words of `step`; those of an objection are kept with it alone, for those who may read it.
fn words_kept(step: &ConnectionStep) -> String {
    if step.step == Step::Object { String::new() } else { step.words.clone() }
}

/// Whether a step that can be done, or could be once what is missing is there, would bind an organisation that is suspended.
async fn is_barred(
    transaction: &DatabaseTransaction,
    before: &Connection,
    (step, outcome): (Step, &Result<Moved, Refused>),
) -> Result<bool, StoreError> {
    let is_theirs = matches!(outcome, Ok(_) | Err(Refused::Missing { .. }));
    Ok(is_theirs && step.binds() && is_any_suspended(transaction, before.organisations()).await?)
}

/// What a step that leads to `stage` changes in the row.
fn change(
    before: &Connection,
    row: connection::Model,
    doer: Doer,
    step: &ConnectionStep,
    (stage, now): (Stage, OffsetDateTime),
) -> connection::ActiveModel {
    let mut row = row.into_active_model();
    row.revision = Set(before.revision + 1);
    if stage != before.stage || before.kind.flow().limit(stage).is_some() {
        // SQLite compares moments as they are written.
        row.due_at = Set(before.due_after(stage, step, now).map(|due| due.to_offset(UtcOffset::UTC)));
    }
    if stage != before.stage {
        row.stage = Set(stage.slug().to_owned());
        row.moved_at = Set(now);
    }
    if step.step == Step::Invite {
        let times: Vec<i64> = step.times.iter().map(|it| it.unix_timestamp()).collect();
        row.times = Set(serde_json::json!(times).to_string());
        row.chosen = Set(None);
    }
    if step.step == Step::ChooseTime {
        row.chosen = Set(step.chosen);
    }
    let replies = doer.party == Party::Publisher && step.step != Step::View && before.replied_at.is_none();
    if replies {
        row.replied_at = Set(Some(now));
    }
    // What runs is reminded of something else than the first reply.
    if replies || stage.is_end() || before.is_awaited() {
        row.remind_at = Set(None);
    }
    if !before.kind.awaited(stage).is_empty() {
        row.remind_at = Set(Some(now + TURN_REMINDED_AFTER));
    }
    if stage.is_end() {
        row.open_key = Set(None);
    }
    row
}

/// Takes back what `person` shared with `organisation`: what waits is withdrawn, and what was shared is erased.
pub(super) async fn take_back(
    transaction: &DatabaseTransaction,
    (person, organisation): (PersonId, OrganisationId),
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<(), StoreError> {
    let theirs = || own(person).filter(connection::Column::OrganisationId.eq(organisation));
    let waits = connection::Column::Stage.is_in(WAITING_STAGES.map(Stage::slug));
    let doer = Doer { party: Party::Responder, person: Some(person) };
    for row in theirs().filter(waits).all(transaction).await? {
        // Whatever waits can be withdrawn.
        let _ = apply(transaction, row, doer, &ConnectionStep::plain(Step::Withdraw), (chance, now)).await?;
    }
    forget_shared(transaction, person, organisation).await
}

async fn forget_shared(
    db: &impl ConnectionTrait,
    person: PersonId,
    organisation: OrganisationId,
) -> Result<(), StoreError> {
    let own = connection::Column::PersonId.eq(person).and(connection::Column::ResponderOrganisationId.is_null());
    let theirs = own.and(connection::Column::OrganisationId.eq(organisation));
    connection::Entity::update_many()
        .set(connection::ActiveModel { shared: Set(String::new()), ..Default::default() })
        .filter(theirs)
        .exec(db)
        .await?;
    Ok(())
}
