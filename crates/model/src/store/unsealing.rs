//! Opening proposals: an officer of each desk adds the half of the key that only their passphrase opens; with the second
//! half everything is opened, in one step, which the audit holds.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel as _, QueryFilter,
};
use time::OffsetDateTime;

use super::call_steps::change;
use super::calls::{find, valid};
use super::connection_news::{NewsOf, tell_of};
use super::connection_steps::{self, Doer};
use super::entity::{call_half, challenge_call, connection};
use super::proposals::tell_proposers;
use super::sealing_keys::public_keys;
use super::{Store, StoreError, audit};
use crate::ConnectionId;
use crate::access::{Action, Desk, Permit};
use crate::audit::Event;
use crate::call::{Call, ProposalText};
use crate::chance::Chance;
use crate::connect::{ConnectionStep, Party, Stage, Step};
use crate::sealing::{OpenKey, seal_for};

/// What became of an officer's half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It waits for the other desk.
    Half,
    /// Everything is open.
    All {
        /// Proposals that can be read now.
        read: usize,
        /// Proposals that cannot: what was stored of them had been changed.
        unreadable: usize,
    },
    /// The deadline has not passed, or they are open.
    NotNow,
    /// This desk has added its half already.
    Done,
    /// The half was not sealed for this key: its owner came later. A colleague can seal it anew.
    NotForThisKey,
}

impl Store {
    /// Adds the half of the desk of `permit`, opened by its holder's `key`, and opens all proposals if the other desk has
    /// added its own. Before the deadline nobody opens anything. The other desk is told that its half is waited for; once
    /// all is open the publisher, both desks and all who proposed are told so.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database or the system refuses; nothing is opened then.
    pub async fn open_half(
        &self,
        permit: &Permit,
        key: &OpenKey,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<Opening, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((call, desk, other)) = attended(&transaction, permit).await? else { return Ok(Opening::NotNow) };
        if !call.may_be_opened(now) {
            return Ok(Opening::NotNow);
        }
        let id = call.connection.id;
        let Some(own) = half(&transaction, id, (desk, desk)).await? else { return Ok(Opening::NotNow) };
        let Ok(own) = key.read_sealed(&own) else { return Ok(Opening::NotForThisKey) };
        if half(&transaction, id, (desk, other)).await?.is_some() {
            return Ok(Opening::Done);
        }
        let handed_over = half(&transaction, id, (other, desk)).await?;
        let opening = match &handed_over {
            None => {
                let sealed = seal_for(&public_keys(&transaction, other, now).await?, &own)?;
                keep_half(&transaction, id, (desk, other), sealed).await?;
                Opening::Half
            }
            Some(sealed) => {
                let Ok(theirs) = key.read_sealed(sealed) else { return Ok(Opening::NotForThisKey) };
                open_all(&transaction, &call, &OpenKey::of_halves(&own, &theirs)?, now).await?
            }
        };
        let Some(row) = connection::Entity::find_by_id(id).one(&transaction).await? else { return Ok(Opening::NotNow) };
        let party = if desk == Desk::Firms { Party::FirmsDesk } else { Party::UniversitiesDesk };
        let doer = Doer { party, person: Some(permit.person()) };
        let step = ConnectionStep::plain(Step::Unseal);
        if connection_steps::apply(&transaction, row, doer, &step, (chance, now)).await?.is_err() {
            return Ok(Opening::NotNow);
        }
        tell_of_opening(&transaction, id, (&opening, doer), (chance, now)).await?;
        let event = if opening == Opening::Half { Event::ProposalsHalfOpened } else { Event::ProposalsOpened };
        audit::append(&transaction, permit, event, &told(&opening), now).await?;
        transaction.commit().await?;
        Ok(opening)
    }

    /// Seals what the desk of `permit` holds of a call's key anew, for all officers of the desk who have keys now; says
    /// whether the holder's `key` opens it. So a new officer comes in, and one who lost their key comes back.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database or the system refuses; everything stays then.
    pub async fn share_half(&self, permit: &Permit, key: &OpenKey, now: OffsetDateTime) -> Result<Opening, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((call, desk, other)) = attended(&transaction, permit).await? else { return Ok(Opening::NotNow) };
        if !matches!(call.connection.stage, Stage::Open | Stage::Sealed) {
            return Ok(Opening::NotNow);
        }
        let id = call.connection.id;
        let officers = public_keys(&transaction, desk, now).await?;
        for of in [desk, other] {
            let Some(sealed) = half(&transaction, id, (of, desk)).await? else { continue };
            let Ok(text) = key.read_sealed(&sealed) else { return Ok(Opening::NotForThisKey) };
            let it = at(id, (of, desk));
            call_half::Entity::delete_many().filter(it).exec(&transaction).await?;
            keep_half(&transaction, id, (of, desk), seal_for(&officers, &text)?).await?;
        }
        audit::append(&transaction, permit, Event::SealingShared, desk.slug(), now).await?;
        transaction.commit().await?;
        Ok(Opening::Half)
    }
}

/// The call that `permit` is about, the desk of its holder, and the other one.
async fn attended(
    transaction: &DatabaseTransaction,
    permit: &Permit,
) -> Result<Option<(Call, Desk, Desk)>, StoreError> {
    let Some(call) = find(transaction, ConnectionId::from_uuid(permit.thing().id)).await? else { return Ok(None) };
    Ok(match (permit.action(), call.connection.party_of(permit)) {
        (Action::SettleConnection, Some(Party::FirmsDesk)) => Some((call, Desk::Firms, Desk::Universities)),
        (Action::SettleConnection, Some(Party::UniversitiesDesk)) => Some((call, Desk::Universities, Desk::Firms)),
        _ => None,
    })
}

fn at(id: ConnectionId, (of, held_by): (Desk, Desk)) -> sea_orm::sea_query::Expr {
    use sea_orm::ExprTrait as _;
    let it = call_half::Column::ConnectionId.eq(id).and(call_half::Column::Half.eq(of.slug()));
    it.and(call_half::Column::HeldBy.eq(held_by.slug()))
}

async fn half(
    transaction: &DatabaseTransaction,
    id: ConnectionId,
    (of, held_by): (Desk, Desk),
) -> Result<Option<Vec<u8>>, StoreError> {
    let row = call_half::Entity::find().filter(at(id, (of, held_by))).one(transaction).await?;
    Ok(row.map(|row| row.sealed))
}

async fn keep_half(
    transaction: &DatabaseTransaction,
    id: ConnectionId,
    (of, held_by): (Desk, Desk),
    sealed: Vec<u8>,
) -> Result<(), StoreError> {
    let row = call_half::ActiveModel {
        connection_id: Set(id),
        half: Set(of.slug().to_owned()),
        held_by: Set(held_by.slug().to_owned()),
        sealed: Set(sealed),
    };
    call_half::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// Tells the other desk of a half; of the opening the publisher, both desks and all who proposed.
async fn tell_of_opening(
    transaction: &DatabaseTransaction,
    id: ConnectionId,
    (opening, doer): (&Opening, Doer),
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<(), StoreError> {
    let desks = [Party::FirmsDesk, Party::UniversitiesDesk];
    if *opening == Opening::Half {
        let news = NewsOf { what: Step::Unseal.slug(), chance, now };
        for desk in desks.into_iter().filter(|&desk| desk != doer.party) {
            tell_of(transaction, id, desk, (&news, doer.person)).await?;
        }
        return Ok(());
    }
    let news = NewsOf { what: "opened", chance, now };
    for party in [Party::Publisher].into_iter().chain(desks) {
        tell_of(transaction, id, party, (&news, doer.person)).await?;
    }
    tell_proposers(transaction, id, &news).await
}

/// Opens every proposal and keeps what it says; the halves have served.
async fn open_all(
    transaction: &DatabaseTransaction,
    call: &Call,
    key: &OpenKey,
    now: OffsetDateTime,
) -> Result<Opening, StoreError> {
    let (mut read, mut unreadable) = (0, 0);
    for row in valid(transaction, call.connection.id).await? {
        let Some(text) = text_of(key, &row.sealed) else {
            unreadable += 1;
            continue;
        };
        let mut row = row.into_active_model();
        row.text = Set(text);
        row.update(transaction).await?;
        read += 1;
    }
    let opened = challenge_call::ActiveModel { opened_at: Set(Some(now)), ..Default::default() };
    change(transaction, call.connection.id, opened).await?;
    let halves = call_half::Column::ConnectionId.eq(call.connection.id);
    call_half::Entity::delete_many().filter(halves).exec(transaction).await?;
    Ok(Opening::All { read, unreadable })
}

/// What a sealed proposal says, if it is one.
fn text_of(key: &OpenKey, sealed: &[u8]) -> Option<String> {
    let text = String::from_utf8(key.read_sealed(sealed).ok()?).ok()?;
    serde_json::from_str::<ProposalText>(&text).ok().map(|_| text)
}

/// What the audit holds of it.
fn told(opening: &Opening) -> String {
    match opening {
        Opening::All { read, unreadable } => format!("{read} read, {unreadable} unreadable"),
        Opening::Half | Opening::NotNow | Opening::Done | Opening::NotForThisKey => String::new(),
    }
}
