//! Listings as they are read.

use std::collections::HashMap;

use sea_orm::prelude::{TimeDate, TimeDateTimeWithTimeZone};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter};

use super::entity::{listing, organisation, standing};
use super::organisations::IDS_PER_REQUEST;
use super::{Store, StoreError, choice};
use crate::listing::{Listing, ListingState, Provenance, PublishedListing};
use crate::place::Place;
use crate::standing::StandingState;
use crate::{ListingId, OrganisationId};

/// A listing with what a page shows of its organisation, as the database returns it.
#[derive(Debug, FromQueryResult)]
struct Row {
    id: ListingId,
    organisation_id: OrganisationId,
    state: String,
    title: String,
    title_en: Option<String>,
    description: String,
    division: Option<String>,
    zone: Option<String>,
    place_text: String,
    industry: Option<String>,
    skills: String,
    skills_denied: Option<String>,
    details: String,
    published_at: TimeDateTimeWithTimeZone,
    valid_through: Option<TimeDateTimeWithTimeZone>,
    source: String,
    record: String,
    demo: bool,
    revision: i64,
    updated_at: TimeDateTimeWithTimeZone,
    organisation_name: String,
    organisation_name_en: Option<String>,
    organisation_kind: String,
    staffing_agency: bool,
    verified_until: Option<TimeDate>,
}

impl Store {
    /// Finds a listing that was published, be it open, closed or withdrawn since.
    ///
    /// Drafts and unused identifiers give `None`; a duplicate gives the listing that was kept in its place.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_public_listing(&self, id: ListingId) -> Result<Option<PublishedListing>, StoreError> {
        let row = listing::Entity::find_by_id(id).one(&self.db).await?;
        let kept = match row.and_then(|row| row.duplicate_of) {
            Some(kept) => kept,
            None => id,
        };
        let mut query = select_listings();
        query.and_where(Expr::col((listing::Entity, listing::Column::Id)).eq(kept.as_uuid()));
        query.and_where(Expr::col((listing::Entity, listing::Column::State)).ne(ListingState::Draft.slug()));
        Ok(self.read(&query).await?.pop())
    }

    /// Finds the listings among `ids` that the public may search, in the order of `ids`. One request for each 500.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_public_listings(&self, ids: &[ListingId]) -> Result<Vec<PublishedListing>, StoreError> {
        let mut found = self.map_public_listings(ids).await?;
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// Lists the listings among `ids` that were published, be they open, closed or withdrawn since, in no order.
    pub(super) async fn list_once_public_listings(
        &self,
        ids: &[ListingId],
    ) -> Result<Vec<PublishedListing>, StoreError> {
        let mut query = select_listings();
        query.and_where(Expr::col((listing::Entity, listing::Column::State)).ne(ListingState::Draft.slug()));
        query.and_where(Expr::col((listing::Entity, listing::Column::Id)).is_in(ids.iter().map(|id| id.as_uuid())));
        self.read(&query).await
    }

    pub(super) async fn map_public_listings(
        &self,
        ids: &[ListingId],
    ) -> Result<HashMap<ListingId, PublishedListing>, StoreError> {
        let mut found = HashMap::with_capacity(ids.len());
        for chunk in ids.chunks(IDS_PER_REQUEST) {
            let mut query = select_listings();
            only_searchable(&mut query);
            let ids = chunk.iter().map(|id| id.as_uuid());
            query.and_where(Expr::col((listing::Entity, listing::Column::Id)).is_in(ids));
            found.extend(self.read(&query).await?.into_iter().map(|it| (it.listing.id, it)));
        }
        Ok(found)
    }

    /// Lists the listings that the public may search after `after` in the order of their ids, at most `limit`.
    ///
    /// Walks over everything when called with the last id of the page before.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_public_listings_after(
        &self,
        after: Option<ListingId>,
        limit: u64,
    ) -> Result<Vec<PublishedListing>, StoreError> {
        let mut query = select_listings();
        only_searchable(&mut query);
        if let Some(after) = after {
            query.and_where(Expr::col((listing::Entity, listing::Column::Id)).gt(after.as_uuid()));
        }
        query.order_by((listing::Entity, listing::Column::Id), sea_orm::Order::Asc).limit(limit);
        self.read(&query).await
    }

    /// Lists the searchable listings of those among `organisations` that changed after they were first taken in,
    /// after `after` in the order of their ids, at most `limit`.
    ///
    /// Name and kind of an organisation stand with each of its listings in the index; these have to be indexed again.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_listings_of_changed_organisations(
        &self,
        organisations: &[OrganisationId],
        after: Option<ListingId>,
        limit: u64,
    ) -> Result<Vec<PublishedListing>, StoreError> {
        let mut query = select_listings();
        only_searchable(&mut query);
        let ids = organisations.iter().map(|id| id.as_uuid());
        query
            .and_where(Expr::col((listing::Entity, listing::Column::OrganisationId)).is_in(ids))
            .and_where(Expr::col((organisation::Entity, organisation::Column::Revision)).gt(1));
        if let Some(after) = after {
            query.and_where(Expr::col((listing::Entity, listing::Column::Id)).gt(after.as_uuid()));
        }
        query.order_by((listing::Entity, listing::Column::Id), sea_orm::Order::Asc).limit(limit);
        self.read(&query).await
    }

    /// Counts the listings that the public may search, expired ones included.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn count_public_listings(&self) -> Result<u64, StoreError> {
        let query = listing::Entity::find()
            .filter(listing::Column::State.eq(ListingState::Published.slug()))
            .filter(listing::Column::DuplicateOf.is_null());
        Ok(query.count(&self.db).await?)
    }

    pub(super) async fn read(&self, query: &SelectStatement) -> Result<Vec<PublishedListing>, StoreError> {
        let rows = self.db.query_all(query).await?;
        rows.iter().map(|row| decode(Row::from_query_result(row, "")?)).collect()
    }
}

pub(super) fn only_searchable(query: &mut SelectStatement) {
    query
        .and_where(Expr::col((listing::Entity, listing::Column::State)).eq(ListingState::Published.slug()))
        .and_where(Expr::col((listing::Entity, listing::Column::DuplicateOf)).is_null());
}

pub(super) fn select_listings() -> SelectStatement {
    use listing::Column as L;
    use organisation::Column as O;
    let mut query = Query::select();
    let columns = [
        L::Id,
        L::OrganisationId,
        L::State,
        L::Title,
        L::TitleEn,
        L::Description,
        L::Division,
        L::Zone,
        L::PlaceText,
        L::Industry,
        L::Skills,
        L::SkillsDenied,
        L::Details,
        L::PublishedAt,
        L::ValidThrough,
        L::Source,
        L::Record,
        L::Demo,
        L::Revision,
        L::UpdatedAt,
    ];
    query.columns(columns.map(|column| (listing::Entity, column)));
    let of_organisation = |column: O| Expr::col((organisation::Entity, column));
    query
        .expr_as(of_organisation(O::Name), "organisation_name")
        .expr_as(of_organisation(O::NameEn), "organisation_name_en")
        .expr_as(of_organisation(O::Kind), "organisation_kind")
        .expr_as(of_organisation(O::StaffingAgency), "staffing_agency")
        .expr_as(Expr::col((standing::Entity, standing::Column::Until)), "verified_until")
        .from(listing::Entity)
        .inner_join(
            organisation::Entity,
            Expr::col((listing::Entity, L::OrganisationId)).equals((organisation::Entity, O::Id)),
        )
        .left_join(
            standing::Entity,
            Expr::col((listing::Entity, L::OrganisationId))
                .equals((standing::Entity, standing::Column::OrganisationId))
                .and(Expr::col((standing::Entity, standing::Column::State)).eq(StandingState::Verified.slug())),
        );
    query
}

fn decode(row: Row) -> Result<PublishedListing, StoreError> {
    let uuid = row.id.as_uuid();
    let corrupt = |field| StoreError::Corrupt { noun: "listing", id: uuid, field };
    let denied = row.skills_denied.as_deref().map_or(Ok(Vec::new()), serde_json::from_str);
    let listing = Listing {
        id: row.id,
        organisation: row.organisation_id,
        state: choice(&row.state, "listing", uuid, "state")?,
        title: row.title,
        title_en: row.title_en,
        description: row.description,
        place: Place { division: row.division, zone: row.zone, text: row.place_text },
        industry: row.industry,
        skills: serde_json::from_str(&row.skills).map_err(|_| corrupt("skills"))?,
        skills_denied: denied.map_err(|_| corrupt("skills_denied"))?,
        details: serde_json::from_str(&row.details).map_err(|_| corrupt("details"))?,
        published_at: row.published_at,
        valid_through: row.valid_through,
        provenance: Provenance { source: row.source, record: row.record },
        demo: row.demo,
    };
    Ok(PublishedListing {
        listing,
        organisation_name: row.organisation_name,
        organisation_name_en: row.organisation_name_en,
        organisation_kind: choice(&row.organisation_kind, "organisation", uuid, "kind")?,
        by_staffing_agency: row.staffing_agency,
        organisation_verified_until: row.verified_until,
        updated_at: row.updated_at,
        revision: row.revision,
    })
}
