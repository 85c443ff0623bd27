//! Organisations: who they are.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::{grant, organisation};
use super::{Store, StoreError, choice};
use crate::OrganisationId;
use crate::access::Role;
use crate::listing::Provenance;
use crate::organisation::{Organisation, OrganisationKind};
use crate::place::Place;

/// Identifiers in one `IN (…)`; keeps bound values under every database's limit.
pub(super) const IDS_PER_REQUEST: usize = 500;

impl Store {
    /// Finds an organisation that the public may see.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_public_organisation(&self, id: OrganisationId) -> Result<Option<Organisation>, StoreError> {
        organisation::Entity::find_by_id(id).one(&self.db).await?.map(decode).transpose()
    }

    /// Lists the organisations that the public may see after `after` in the order of their ids, at most `limit`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_public_organisations(
        &self,
        kind: Option<OrganisationKind>,
        after: Option<OrganisationId>,
        limit: u64,
    ) -> Result<Vec<Organisation>, StoreError> {
        let mut query = organisation::Entity::find().order_by_asc(organisation::Column::Id).limit(limit);
        if let Some(kind) = kind {
            query = query.filter(organisation::Column::Kind.eq(kind.slug()));
        }
        if let Some(after) = after {
            query = query.filter(organisation::Column::Id.gt(after));
        }
        query.all(&self.db).await?.into_iter().map(decode).collect()
    }

    /// Counts the organisations that the public may see.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn count_public_organisations(&self) -> Result<u64, StoreError> {
        Ok(organisation::Entity::find().count(&self.db).await?)
    }

    /// Whether anybody administers `organisation`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn is_administered(&self, organisation: OrganisationId) -> Result<bool, StoreError> {
        let administers = grant::Column::Role.eq(Role::OrganisationAdministrator.slug());
        let held = grant::Column::OrganisationId.eq(organisation).and(grant::Column::EndedAt.is_null());
        Ok(grant::Entity::find().filter(held.and(administers)).one(&self.db).await?.is_some())
    }

    /// Finds the organisation that is known by this code; one that was verified before others.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_organisation_by_code(&self, code: &str) -> Result<Option<Organisation>, StoreError> {
        let same = organisation::Column::CreditCode.eq(code);
        let rows = organisation::Entity::find().filter(same).order_by_asc(organisation::Column::Id);
        let rows = rows.all(&self.db).await?;
        let ids: Vec<OrganisationId> = rows.iter().map(|row| row.id).collect();
        let standings = self.map_standings(&ids).await?;
        let verified = rows.iter().position(|row| standings.contains_key(&row.id)).unwrap_or(0);
        rows.into_iter().nth(verified).map(decode).transpose()
    }

    pub(super) async fn map_organisations(
        &self,
        ids: &[OrganisationId],
    ) -> Result<HashMap<OrganisationId, Organisation>, StoreError> {
        let mut found = HashMap::with_capacity(ids.len());
        for chunk in ids.chunks(IDS_PER_REQUEST) {
            let query = organisation::Entity::find().filter(organisation::Column::Id.is_in(chunk.iter().copied()));
            for row in query.all(&self.db).await? {
                found.insert(row.id, decode(row)?);
            }
        }
        Ok(found)
    }
}

pub(super) fn decode(row: organisation::Model) -> Result<Organisation, StoreError> {
    Ok(Organisation {
        id: row.id,
        kind: choice(&row.kind, "organisation", row.id.as_uuid(), "kind")?,
        name: row.name,
        name_en: row.name_en,
        short_name: row.short_name,
        credit_code: row.credit_code,
        place: Place { division: row.division, zone: row.zone, text: row.place_text },
        industry: row.industry,
        summary: row.summary,
        summary_en: row.summary_en,
        staffing_agency: row.staffing_agency,
        provenance: Provenance { source: row.source, record: row.record },
        demo: row.demo,
    })
}
