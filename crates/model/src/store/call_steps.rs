//! What moves a call on: put up, opened for proposals, nominated, decided. Each is one transaction with the step of the
//! connection.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel as _, QueryFilter,
};
use time::{OffsetDateTime, UtcOffset};

use super::call_objections::decide_objections;
use super::calls::{find, valid};
use super::connection_news::{NewsOf, tell_of};
use super::connection_steps::{self, ConnectionMoved};
use super::entity::{call_half, challenge_call, connection, listing, proposal};
use super::proposals::tell_proposers;
use super::sealing_keys::{SEALING_DESKS, public_keys};
use super::{Store, StoreError, audit};
use crate::access::{Action, Permit};
use crate::audit::Event;
use crate::call::{Call, NOTICE_WORKING_DAYS, SEALED_AFTER, Terms, notice_end};
use crate::chance::Chance;
use crate::connect::{ConnectionKind, ConnectionStep, Party, Refused, Stage, Step, TURN_REMINDED_AFTER};
use crate::listing::ListingState;
use crate::sealing::SplitKey;
use crate::{ConnectionId, ListingId, ProposalId};

/// A call that is to be put up.
#[derive(Clone, Debug)]
pub struct NewCall {
    /// On which listing.
    pub listing: ListingId,
    /// What it asks for.
    pub terms: Terms,
    /// The first moment at which nothing is taken any more.
    pub deadline: OffsetDateTime,
}

/// What became of putting up a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallBegun {
    /// A desk checks it.
    Done(ConnectionId),
    /// There is one on this listing that is not over.
    Known(ConnectionId),
    /// The listing is not public, or not theirs.
    NotNow,
}

impl Store {
    /// Hands the desks a call on a listing of the organisation of `permit`, and tells the firms' desk, which checks it.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is handed over then.
    pub async fn put_up_call(
        &self,
        permit: &Permit,
        new: &NewCall,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<CallBegun, StoreError> {
        let id = ConnectionId::from_uuid(permit.thing().id);
        let transaction = self.begin_writing().await?;
        let open_key = format!("{}:call", new.listing);
        let known = connection::Entity::find().filter(connection::Column::OpenKey.eq(open_key.as_str()));
        if let Some(known) = known.one(&transaction).await? {
            return Ok(CallBegun::Known(known.id));
        }
        let found = listing::Entity::find_by_id(new.listing).one(&transaction).await?;
        let named = permit.thing().organisation.map(|(id, _)| id);
        let theirs =
            |row: &listing::Model| row.state == ListingState::Published.slug() && Some(row.organisation_id) == named;
        let Some(found) = found.filter(|row| permit.action() == Action::AnswerResponse && theirs(row)) else {
            return Ok(CallBegun::NotNow);
        };
        insert(&transaction, (id, permit), new, (open_key, &found), now).await?;
        audit::append(&transaction, permit, Event::ConnectionBegun, "call", now).await?;
        let news = NewsOf { what: "put-up", chance, now };
        tell_of(&transaction, id, Party::FirmsDesk, (&news, Some(permit.person()))).await?;
        transaction.commit().await?;
        Ok(CallBegun::Done(id))
    }

    /// Opens a call for proposals: makes its key pair, seals a half of the private key for each desk, and forgets it.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database or the system refuses; nothing is opened then.
    pub async fn open_call(
        &self,
        permit: &Permit,
        revision: i64,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<ConnectionMoved, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(call) = find(&transaction, ConnectionId::from_uuid(permit.thing().id)).await? else {
            return Ok(ConnectionMoved::Refused(Refused::NotNow));
        };
        if now >= call.deadline {
            return Ok(ConnectionMoved::Refused(Refused::NotNow));
        }
        let until = Some(call.deadline + SEALED_AFTER);
        let step = ConnectionStep { until, ..ConnectionStep::plain(Step::Publish) };
        let moved = connection_steps::move_within(&transaction, permit, revision, &step, (chance, now)).await?;
        if let ConnectionMoved::Done(_) = &moved {
            seal_for_desks(&transaction, &call, now).await?;
            transaction.commit().await?;
        }
        Ok(moved)
    }

    /// Names the proposal that is to be chosen, and tells the public of it for some working days.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn nominate(
        &self,
        permit: &Permit,
        (revision, nominee): (i64, ProposalId),
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<ConnectionMoved, StoreError> {
        let transaction = self.begin_writing().await?;
        let id = ConnectionId::from_uuid(permit.thing().id);
        let named = valid(&transaction, id).await?.into_iter().find(|row| row.id == nominee && !row.text.is_empty());
        let Some(named) = named else { return Ok(ConnectionMoved::Refused(Refused::NotNow)) };
        let until = notice_end(now, NOTICE_WORKING_DAYS);
        choose(&transaction, id, Some((&named, until))).await?;
        let step = ConnectionStep { until: Some(until), ..ConnectionStep::plain(Step::Nominate) };
        let moved = connection_steps::move_within(&transaction, permit, revision, &step, (chance, now)).await?;
        if matches!(moved, ConnectionMoved::Done(_)) {
            tell_proposers(&transaction, id, &NewsOf { what: step.step.slug(), chance, now }).await?;
            transaction.commit().await?;
        }
        Ok(moved)
    }

    /// Does a step of a call that says no more than its words. A settled objection lets the notice go on until its day, and
    /// for a working day at least, of which all who proposed are told; passing on forgets who was nominated.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn move_call(
        &self,
        permit: &Permit,
        revision: i64,
        step: &ConnectionStep,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<ConnectionMoved, StoreError> {
        let transaction = self.begin_writing().await?;
        let id = ConnectionId::from_uuid(permit.thing().id);
        if step.step.has_own_way(ConnectionKind::Challenge) {
            return Ok(ConnectionMoved::Refused(Refused::NotNow));
        }
        let mut step = step.clone();
        if matches!(step.step, Step::Settle | Step::PassOn) {
            decide_objections(&transaction, id, &step.words, (chance, now)).await?;
        }
        let mut goes_on = false;
        if step.step == Step::Settle
            && let Some(call) = find(&transaction, id).await?
            && call.connection.stage == Stage::Objected
        {
            goes_on = true;
            step.until = call.notice_until.map(|until| Ord::max(until, notice_end(now, 1)));
            let row = challenge_call::ActiveModel { notice_until: Set(step.until), ..Default::default() };
            change(&transaction, id, row).await?;
        }
        let moved = connection_steps::move_within(&transaction, permit, revision, &step, (chance, now)).await?;
        if matches!(moved, ConnectionMoved::Done(_)) {
            let is_told = matches!(step.step, Step::Withdraw | Step::Lapse | Step::PassOn);
            let told = is_told.then(|| step.step.slug()).or(goes_on.then_some("notice-goes-on"));
            if let Some(what) = told {
                tell_proposers(&transaction, id, &NewsOf { what, chance, now }).await?;
            }
            // Whoever was nominated has heard of it by the flow: the others are told before that one is forgotten.
            if step.step == Step::PassOn {
                choose(&transaction, id, None).await?;
            }
            transaction.commit().await?;
        }
        Ok(moved)
    }
}

async fn insert(
    transaction: &DatabaseTransaction,
    (id, permit): (ConnectionId, &Permit),
    new: &NewCall,
    (open_key, found): (String, &listing::Model),
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let kind = ConnectionKind::Challenge;
    let row = connection::ActiveModel {
        id: Set(id),
        kind: Set(kind.slug().to_owned()),
        listing_id: Set(new.listing),
        title: Set(found.title.clone()),
        organisation_id: Set(found.organisation_id),
        person_id: Set(None),
        responder_organisation_id: Set(None),
        school_id: Set(None),
        second_host_id: Set(None),
        open_key: Set(Some(open_key)),
        stage: Set(kind.flow().begins.slug().to_owned()),
        revision: Set(1),
        shared: Set(String::new()),
        times: Set("[]".to_owned()),
        chosen: Set(None),
        promise_days: Set(i32::from(crate::connect::PROMISE_DAYS)),
        due_at: Set(None),
        remind_at: Set(Some(now + TURN_REMINDED_AFTER)),
        created_at: Set(now),
        moved_at: Set(now),
        replied_at: Set(None),
    };
    connection::Entity::insert(row).exec_without_returning(transaction).await?;
    let corrupt = |_| StoreError::Corrupt { noun: "challenge_call", id: permit.thing().id, field: "terms" };
    let call = challenge_call::ActiveModel {
        connection_id: Set(id),
        terms: Set(serde_json::to_string(&new.terms).map_err(corrupt)?),
        deadline: Set(new.deadline.to_offset(UtcOffset::UTC)),
        public_key: Set(None),
        opened_at: Set(None),
        nominee_id: Set(None),
        notice_until: Set(None),
        contract: Set(String::new()),
    };
    challenge_call::Entity::insert(call).exec_without_returning(transaction).await?;
    Ok(())
}

/// Makes the key pair of a call and keeps what the desks need to open it together.
async fn seal_for_desks(transaction: &DatabaseTransaction, call: &Call, now: OffsetDateTime) -> Result<(), StoreError> {
    let id = call.connection.id;
    let [firms, schools] = SEALING_DESKS.map(|(desk, _)| desk);
    let (firms, schools) = (public_keys(transaction, firms, now).await?, public_keys(transaction, schools, now).await?);
    let key = SplitKey::new([&firms, &schools])?;
    for ((desk, _), sealed) in SEALING_DESKS.into_iter().zip(key.halves) {
        let slug = desk.slug().to_owned();
        let half = call_half::ActiveModel {
            connection_id: Set(id),
            half: Set(slug.clone()),
            held_by: Set(slug),
            sealed: Set(sealed),
        };
        call_half::Entity::insert(half).exec_without_returning(transaction).await?;
    }
    let opened = challenge_call::ActiveModel { public_key: Set(Some(key.public)), ..Default::default() };
    change(transaction, id, opened).await
}

/// Notes who is to be chosen and until when the public is told, or that nobody is.
async fn choose(
    transaction: &DatabaseTransaction,
    id: ConnectionId,
    chosen: Option<(&proposal::Model, OffsetDateTime)>,
) -> Result<(), StoreError> {
    let call = challenge_call::ActiveModel {
        nominee_id: Set(chosen.map(|(row, _)| row.id)),
        notice_until: Set(chosen.map(|(_, until)| until)),
        contract: Set(String::new()),
        ..Default::default()
    };
    change(transaction, id, call).await?;
    let Some(row) = connection::Entity::find_by_id(id).one(transaction).await? else { return Ok(()) };
    let mut row = row.into_active_model();
    row.responder_organisation_id = Set(chosen.map(|(row, _)| row.organisation_id));
    row.update(transaction).await?;
    Ok(())
}

/// Changes what a call's own row says.
pub(super) async fn change(
    transaction: &DatabaseTransaction,
    id: ConnectionId,
    change: challenge_call::ActiveModel,
) -> Result<(), StoreError> {
    let it = challenge_call::Column::ConnectionId.eq(id);
    challenge_call::Entity::update_many().set(change).filter(it).exec(transaction).await?;
    Ok(())
}
