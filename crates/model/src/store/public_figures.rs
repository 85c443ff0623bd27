//! Counts what both sides confirmed, for the public.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, QuerySelect, Select};
use time::OffsetDateTime;

use super::entity::connection;
use super::{Store, StoreError};
use crate::OrganisationId;
use crate::clock::day_of;
use crate::connect::Stage;
use crate::public_figures::{PublicFigure, PublicFigureRow};

impl Store {
    /// Counts what both sides confirmed.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn count_public_figure(&self, figure: PublicFigure) -> Result<u64, StoreError> {
        Ok(counted(figure).count(&self.db).await?)
    }

    /// The rows that a figure is made of: by year, the latest first, and by organisation, most first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_public_figure_rows(&self, figure: PublicFigure) -> Result<Vec<PublicFigureRow>, StoreError> {
        use connection::Column;
        let of_it = counted(figure).select_only().columns([Column::OrganisationId, Column::MovedAt]);
        let facts: Vec<(OrganisationId, OffsetDateTime)> = of_it.into_tuple().all(&self.db).await?;
        let mut counts: BTreeMap<(i32, OrganisationId), u64> = BTreeMap::new();
        for (id, at) in facts {
            *counts.entry((day_of(at).year(), id)).or_default() += 1;
        }
        let ids: BTreeSet<OrganisationId> = counts.keys().map(|&(_, id)| id).collect();
        let organisations = self.map_organisations(&ids.into_iter().collect::<Vec<_>>()).await?;
        let row = |((year, id), count): ((i32, OrganisationId), u64)| {
            let lost = StoreError::Corrupt { noun: "connection", id: id.as_uuid(), field: "organisation_id" };
            Ok(PublicFigureRow { organisation: organisations.get(&id).cloned().ok_or(lost)?, year, count })
        };
        let mut rows: Vec<PublicFigureRow> = counts.into_iter().map(row).collect::<Result<_, StoreError>>()?;
        rows.sort_by_key(|row| (Reverse(row.year), Reverse(row.count)));
        Ok(rows)
    }
}

/// The connections that a figure counts.
fn counted(figure: PublicFigure) -> Select<connection::Entity> {
    let (kind, stages) = figure.counts();
    let stages = stages.iter().map(|stage: &Stage| stage.slug());
    let is_counted = connection::Column::Kind.eq(kind.slug()).and(connection::Column::Stage.is_in(stages));
    connection::Entity::find().filter(is_counted)
}
