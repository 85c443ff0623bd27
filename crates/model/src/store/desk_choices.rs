//! What an officer chooses from while they work on a case.

use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;

use super::agreements::is_fruit_of;
use super::entity::{agreement, desk_case, listing};
use super::notices::writers;
use super::{Store, StoreError, choice};
use crate::access::Permit;
use crate::kind::ListingKind;
use crate::listing::ListingState;
use crate::workbench::case::CaseFile;
use crate::workbench::need_kinds;
use crate::{ConnectionId, ListingId};

/// Listings from which an officer chooses.
const NEEDS: u64 = 50;

/// A listing by which an organisation says what it wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedLine {
    /// Which one it is.
    pub id: ListingId,
    /// Its kind.
    pub kind: ListingKind,
    /// Its title.
    pub title: String,
}

/// An agreement of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementLine {
    /// Which one it is.
    pub id: ConnectionId,
    /// Its number.
    pub number: String,
    /// The organisation on the other side.
    pub other: String,
}

impl Store {
    /// Lists what the organisation that `permit` is about wants in public at `now`, the latest first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_needs_for_desk(&self, permit: &Permit, now: OffsetDateTime) -> Result<Vec<NeedLine>, StoreError> {
        let Some((organisation, _)) = permit.thing().organisation else { return Ok(Vec::new()) };
        let open = listing::Column::ValidThrough.is_null().or(listing::Column::ValidThrough.gte(now));
        let public =
            listing::Column::State.eq(ListingState::Published.slug()).and(listing::Column::DuplicateOf.is_null());
        let rows = listing::Entity::find()
            .filter(listing::Column::OrganisationId.eq(organisation).and(public).and(open))
            .filter(listing::Column::Kind.is_in(need_kinds().map(|kind| kind.slug())))
            .order_by_desc(listing::Column::PublishedAt)
            .order_by_asc(listing::Column::Id)
            .limit(NEEDS);
        let need = |row: listing::Model| {
            let kind = choice(&row.kind, "listing", row.id.as_uuid(), "kind")?;
            Ok(NeedLine { id: row.id, kind, title: row.title })
        };
        rows.all(&self.db).await?.into_iter().map(need).collect()
    }

    /// Lists the agreements with which the case that `permit` is about, as it stands in `file`, can be closed.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_agreements_for_desk(
        &self,
        permit: &Permit,
        file: &CaseFile,
    ) -> Result<Vec<AgreementLine>, StoreError> {
        let Some((ours, _)) = permit.thing().organisation else { return Ok(Vec::new()) };
        let introduced: Vec<_> = file.introductions.iter().map(|it| (it.organisation.id, it.at)).collect();
        let party = agreement::Column::OrganisationId.eq(ours).or(agreement::Column::ResponderOrganisationId.eq(ours));
        let rows = agreement::Entity::find().filter(party).order_by_asc(agreement::Column::Number);
        let mut lines = Vec::new();
        for row in rows.all(&self.db).await? {
            let claimed = desk_case::Column::AgreementId.eq(row.connection_id);
            let is_free = desk_case::Entity::find().filter(claimed).one(&self.db).await?.is_none();
            if is_free && is_fruit_of(&self.db, row.connection_id, (ours, &introduced)).await? {
                let parties = [row.organisation_id, row.responder_organisation_id];
                let other = file.introductions.iter().find(|it| parties.contains(&it.organisation.id));
                let other = other.map(|it| it.organisation.name.clone()).unwrap_or_default();
                lines.push(AgreementLine { id: row.connection_id, number: row.number, other });
            }
        }
        Ok(lines)
    }

    /// Whether anybody writes today for the organisation that `permit` is about.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn has_writers(&self, permit: &Permit, now: OffsetDateTime) -> Result<bool, StoreError> {
        let Some((organisation, _)) = permit.thing().organisation else { return Ok(false) };
        Ok(!writers(&self.db, organisation, now).await?.is_empty())
    }
}
