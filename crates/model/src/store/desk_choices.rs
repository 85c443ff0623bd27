//! What an officer chooses from while they work on a case.

use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;

use super::desk_fruits::{Fruit, fruits_of};
use super::entity::listing;
use super::notices::writers;
use super::{Store, StoreError, choice};
use crate::access::Permit;
use crate::connect::ConnectionKind;
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

/// What came of a case: an agreement, the contract of a call, an order, or somebody who was taken on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementLine {
    /// Which one it is.
    pub id: ConnectionId,
    /// Which of them it is.
    pub kind: ConnectionKind,
    /// The number of an agreement; of anything else the title of the listing.
    pub name: String,
    /// The organisation on the other side; empty where a person was taken on.
    pub other: String,
    /// When both had agreed.
    pub agreed_at: OffsetDateTime,
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

    /// Lists that with which the case that `permit` is about, as it stands in `file`, can be closed as achieved.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_agreements_for_desk(
        &self,
        permit: &Permit,
        file: &CaseFile,
    ) -> Result<Vec<AgreementLine>, StoreError> {
        if permit.thing().id != file.filed.case.id.as_uuid() {
            return Ok(Vec::new());
        }
        let introduced: Vec<_> = file.introductions.iter().map(|it| (it.organisation.id, it.at)).collect();
        let line = |fruit: Fruit| {
            let other = file.introductions.iter().find(|it| Some(it.organisation.id) == fruit.other);
            let other = other.map(|it| it.organisation.name.clone()).unwrap_or_default();
            AgreementLine { id: fruit.id, kind: fruit.kind, name: fruit.name, other, agreed_at: fruit.agreed_at }
        };
        Ok(fruits_of(&self.db, &file.filed.case, &introduced).await?.into_iter().map(line).collect())
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
