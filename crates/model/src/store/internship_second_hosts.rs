//! The second host of an internship where it is verified on the platform: once the student has confirmed the agreement that
//! names it, it can read and confirm it, and sees nothing else of the internship.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::connection_news::{NewsOf, tell, tell_second_host};
use super::connections::decode;
use super::entity::{connection, organisation};
use super::internship_agreements::sign;
use super::internships::versions_of;
use super::postings::organisation_of;
use super::standings::is_any_suspended;
use super::{Signed, Store, StoreError};
use crate::access::{Action, Actor, Permit};
use crate::chance::Chance;
use crate::connect::Party;
use crate::internship::{STAGES_PAST_ACCEPTANCE, SecondHosting, Signatory};
use crate::standing::StandingState;
use crate::{ConnectionId, OrganisationId};

impl Store {
    /// Finds the internship `id` for `actor`, who acts for its second host, with their leave to confirm its agreement.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_as_second_host(
        &self,
        actor: &Actor,
        id: ConnectionId,
    ) -> Result<Option<(SecondHosting, Permit)>, StoreError> {
        let Some(hosting) = hosting(&self.db, id).await? else { return Ok(None) };
        let Some(second) = hosting.connection.second_host else { return Ok(None) };
        let kind = organisation_of(&self.db, second).await?.kind;
        let permit = actor.permit(Action::AnswerResponse, hosting.connection.thing_of((second, kind)));
        Ok(permit.ok().map(|permit| (hosting, permit)))
    }

    /// Confirms `version` of the agreement for the second host, for which the holder of `permit` acts.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is confirmed then.
    pub async fn sign_as_second_host(
        &self,
        permit: &Permit,
        version: i32,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<Signed, StoreError> {
        let transaction = self.begin_writing().await?;
        let id = ConnectionId::from_uuid(permit.thing().id);
        let Some(hosting) = hosting(&transaction, id).await? else { return Ok(Signed::Refused) };
        if hosting.connection.second_host != permit.thing().organisation.map(|(id, _)| id) {
            return Ok(Signed::Refused);
        }
        if hosting.version.version != version {
            return Ok(Signed::Changed);
        }
        if hosting.version.signed().contains(&Signatory::SecondHost) {
            return Ok(Signed::Known);
        }
        let row = connection::Entity::find_by_id(id).one(&transaction).await?;
        let Some(row) = row.filter(|_| hosting.can_sign()) else { return Ok(Signed::Refused) };
        if is_any_suspended(&transaction, hosting.connection.organisations()).await? {
            return Ok(Signed::Suspended);
        }
        let word = (Signatory::SecondHost, permit);
        let signed = sign(&transaction, &row, (&hosting.version, word), None, now).await?;
        if signed != Signed::Done {
            return Ok(signed);
        }
        let news = NewsOf { what: "agree", chance, now };
        tell(&transaction, &row, Party::School, (&news, Some(permit.person()))).await?;
        transaction.commit().await?;
        Ok(Signed::Done)
    }

    /// The organisation that the latest version of an agreement names as second host, where exactly one of this name is
    /// verified, and has no other part in it.
    pub(super) async fn find_second_host(&self, id: ConnectionId) -> Result<Option<OrganisationId>, StoreError> {
        let latest = versions_of(&self.db, id).await?.into_iter().next();
        let Some(named) = latest.and_then(|it| it.agreement.second_host) else { return Ok(None) };
        let Some(row) = connection::Entity::find_by_id(id).one(&self.db).await? else { return Ok(None) };
        let alike = organisation::Entity::find().filter(organisation::Column::Name.is_in(spellings(&named.name)));
        let found = alike.all(&self.db).await?;
        let ids: Vec<OrganisationId> = found.iter().map(|it| it.id).collect();
        let standings = self.map_standings(&ids).await?;
        let has_no_part = |id: &OrganisationId| *id != row.organisation_id && Some(*id) != row.school_id;
        let is_verified =
            |id: &OrganisationId| standings.get(id).is_some_and(|standing| standing.state == StandingState::Verified);
        let mut verified = ids.into_iter().filter(|id| has_no_part(id) && is_verified(id));
        Ok(verified.next().filter(|_| verified.next().is_none()))
    }
}

/// Lets the second host see and confirm the agreement, and tells it.
pub(super) async fn ask_second_host(
    transaction: &DatabaseTransaction,
    row: &connection::Model,
    second_host: OrganisationId,
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<(), StoreError> {
    set_second_host(transaction, row.id, Some(second_host)).await?;
    tell_second_host(transaction, row, second_host, &NewsOf { what: "second-host", chance, now }).await
}

/// Says who the second host is; a version of which the student knows nothing yet has none.
pub(super) async fn set_second_host(
    transaction: &DatabaseTransaction,
    id: ConnectionId,
    second_host: Option<OrganisationId>,
) -> Result<(), StoreError> {
    connection::Entity::update_many()
        .set(connection::ActiveModel { second_host_id: Set(second_host), ..Default::default() })
        .filter(connection::Column::Id.eq(id))
        .exec(transaction)
        .await?;
    Ok(())
}

/// A name with its brackets as they are, full width and half width: people type either.
fn spellings(name: &str) -> [String; 3] {
    let wide = name.replace('(', "（").replace(')', "）");
    let narrow = name.replace('（', "(").replace('）', ")");
    [name.to_owned(), wide, narrow]
}

/// What a second host sees of an internship; `None` where there is none.
async fn hosting(db: &impl ConnectionTrait, id: ConnectionId) -> Result<Option<SecondHosting>, StoreError> {
    let Some(row) = connection::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    let host = organisation_of(db, row.organisation_id).await?;
    let connection = decode(row)?;
    let is_there = connection.second_host.is_some() && STAGES_PAST_ACCEPTANCE.contains(&connection.stage);
    let version = versions_of(db, id).await?.into_iter().next().filter(|_| is_there);
    Ok(version.map(|version| SecondHosting { connection, host, version }))
}
