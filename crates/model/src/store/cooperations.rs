//! Cooperations as they begin, as the desks and the public see them, and the reminders of their end.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, EntityTrait, ExprTrait as _, IntoActiveModel as _, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use time::{Duration, OffsetDateTime};

use super::agreements::decode;
use super::connection_beginning::begin_within;
use super::connection_news::{NewsOf, tell};
use super::connections;
use super::entity::{agreement, agreement_milestone, connection};
use super::paging::page_of;
use super::postings::organisation_of;
use super::{Begun, NewConnection, Store, StoreError, choice};
use crate::access::{Actor, Desk, Permit};
use crate::chance::Chance;
use crate::clock::day_of;
use crate::connect::{ConnectionKind, Intake, Party, Stage};
use crate::cooperation::{DeskCooperation, PublicCooperation, REMINDED_DAYS_BEFORE, reminder, runs};
use crate::paging::{Page, PageAsked};
use crate::workbench::case::is_other_side;
use crate::{ConnectionId, ListingId, OrganisationId};

/// Agreements whose sides are reminded at a time.
const BATCH: u64 = 100;

impl Store {
    /// Tells the organisation of a listing that the one of `permit` wants to cooperate: one stands on the firms' side and the
    /// other on the schools'.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is sent then.
    pub async fn begin_cooperation(
        &self,
        permit: &Permit,
        new: &NewConnection,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<Begun, StoreError> {
        let transaction = self.begin_writing().await?;
        let begun = begin_within(&transaction, permit, new, (chance, now)).await?;
        let Begun::Done(id) = begun else { return Ok(begun) };
        let Some(row) = connection::Entity::find_by_id(id).one(&transaction).await? else { return Ok(begun) };
        let publisher = organisation_of(&transaction, row.organisation_id).await?;
        let responder = permit.thing().organisation.map(|(_, kind)| kind);
        if row.kind != ConnectionKind::Cooperation.slug()
            || !responder.is_some_and(|responder| is_other_side(publisher.kind, responder))
        {
            return Ok(Begun::NotNow(Intake::Closed));
        }
        transaction.commit().await?;
        Ok(begun)
    }

    /// Finds what `organisation` sent to a listing and is still open.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_open_connection_of(
        &self,
        organisation: OrganisationId,
        listing: ListingId,
    ) -> Result<Option<ConnectionId>, StoreError> {
        let open = connection::Column::ResponderOrganisationId
            .eq(organisation)
            .and(connection::Column::ListingId.eq(listing))
            .and(connection::Column::OpenKey.is_not_null());
        Ok(connection::Entity::find().filter(open).one(&self.db).await?.map(|row| row.id))
    }

    /// Lists the cooperations that the desk of `actor` sees, those that moved last first: intents to be
    /// brought together, and agreements.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_cooperations_for_desk(
        &self,
        actor: &Actor,
        asked: PageAsked,
    ) -> Result<Page<DeskCooperation>, StoreError> {
        if !actor.desks().any(|desk| matches!(desk, Desk::Firms | Desk::Universities)) {
            return Ok(Page::of(Vec::new(), asked));
        }
        let latest = connection::Entity::find()
            .filter(connection::Column::Kind.eq(ConnectionKind::Cooperation.slug()))
            .filter(connection::Column::ResponderOrganisationId.is_not_null())
            .order_by_desc(connection::Column::MovedAt)
            .order_by_desc(connection::Column::Id);
        let page = page_of(latest, asked, &self.db).await?;
        let organisations = self.organisations_beside(&page.rows).await?;
        let mut rows = Vec::new();
        for row in page.rows {
            let Some(responder) = row.responder_organisation_id else { continue };
            let publisher = connections::known(&organisations, &row, row.organisation_id)?;
            let responder = connections::known(&organisations, &row, responder)?;
            let connection = connections::decode(row)?;
            // What their own organisations take part in is for other officers.
            if !connection.involves(actor) {
                rows.push(DeskCooperation { connection, publisher, responder });
            }
        }
        Ok(Page { rows, goes_on: page.goes_on })
    }

    /// Lists what the public learns of the running agreements of `organisation`: those that both sides let it know of.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_public_cooperations(
        &self,
        organisation: OrganisationId,
    ) -> Result<Vec<PublicCooperation>, StoreError> {
        let party = agreement::Column::OrganisationId
            .eq(organisation)
            .or(agreement::Column::ResponderOrganisationId.eq(organisation));
        let shown = agreement::Column::PublisherShows.eq(true).and(agreement::Column::ResponderShows.eq(true));
        let rows = agreement::Entity::find().filter(party.and(shown)).order_by_desc(agreement::Column::FromOn);
        let mut listed = Vec::new();
        for row in rows.all(&self.db).await? {
            let other =
                if row.organisation_id == organisation { row.responder_organisation_id } else { row.organisation_id };
            listed.extend(self.public_cooperation(row, other).await?);
        }
        Ok(listed)
    }

    async fn public_cooperation(
        &self,
        row: agreement::Model,
        other: OrganisationId,
    ) -> Result<Option<PublicCooperation>, StoreError> {
        let id = row.connection_id;
        let agreement = decode(row)?;
        let Some(connection) = connection::Entity::find_by_id(id).one(&self.db).await? else { return Ok(None) };
        let stage: Stage = choice(&connection.stage, "connection", id.as_uuid(), "stage")?;
        if !agreement.is_shown() || !runs(stage) {
            return Ok(None);
        }
        let confirmed = agreement_milestone::Column::ConnectionId
            .eq(id)
            .and(agreement_milestone::Column::ConfirmedAt.is_not_null());
        Ok(Some(PublicCooperation {
            form: agreement.terms.form,
            other: organisation_of(&self.db, other).await?,
            from_on: agreement.terms.from_on,
            until_on: agreement.terms.until_on,
            confirmed: agreement_milestone::Entity::find().filter(confirmed).count(&self.db).await?,
            is_dormant: stage == Stage::Dormant,
        }))
    }

    /// Reminds both sides of agreements that end soon, each time once; says of how many.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; calling again goes on.
    pub async fn remind_of_endings(&self, chance: &Chance, now: OffsetDateTime) -> Result<usize, StoreError> {
        let today = day_of(now);
        let soon = today + Duration::days(REMINDED_DAYS_BEFORE[0].into());
        let last = REMINDED_DAYS_BEFORE[REMINDED_DAYS_BEFORE.len() - 1];
        let to_come = agreement::Column::UntilOn.between(today, soon).and(agreement::Column::AgreedAt.is_not_null());
        let not_told = agreement::Column::RemindedDays.is_null().or(agreement::Column::RemindedDays.gt(last));
        let rows = agreement::Entity::find().filter(to_come.and(not_told)).limit(BATCH).all(&self.db).await?;
        let mut reminded = 0;
        for row in rows {
            reminded += usize::from(self.remind_of_ending(row.connection_id, (chance, now)).await?);
        }
        Ok(reminded)
    }

    async fn remind_of_ending(
        &self,
        id: ConnectionId,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let found = agreement::Entity::find_by_id(id).one(&transaction).await?;
        let row = connection::Entity::find_by_id(id).one(&transaction).await?;
        let Some((found, row)) = found.zip(row) else { return Ok(false) };
        let stage: Stage = choice(&row.stage, "connection", id.as_uuid(), "stage")?;
        let Some(days) = reminder(found.until_on, found.reminded_days, day_of(now)).filter(|_| runs(stage)) else {
            return Ok(false);
        };
        let mut found = found.into_active_model();
        found.reminded_days = Set(Some(days));
        found.update(&transaction).await?;
        for party in [Party::Publisher, Party::Responder] {
            tell(&transaction, &row, party, (&NewsOf { what: "ends-soon", chance, now }, None)).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }
}
