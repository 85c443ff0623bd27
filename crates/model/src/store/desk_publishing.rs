//! What the side of a desk publishes, counted by kind.

use std::collections::HashMap;

use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, Select};
use time::{Duration, OffsetDateTime};

use super::desk_figures::organisations_of;
use super::entity::{listing, posting};
use super::{Store, StoreError};
use crate::desk_figures::{DeskScope, ENDINGS, LATELY_DAYS, PublishedFigures};
use crate::kind::ListingKind;
use crate::listing::ListingState;

impl Store {
    /// What organisations of `scope` have published, for each kind of which there is or lately was something.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn published_figures(
        &self,
        scope: &DeskScope,
        now: OffsetDateTime,
    ) -> Result<Vec<PublishedFigures>, StoreError> {
        let lately = now - Duration::days(LATELY_DAYS);
        let open = self.count_by_kind(open_of(scope, now)).await?;
        let new = self.count_by_kind(open_of(scope, now).filter(listing::Column::PublishedAt.gt(lately))).await?;
        let ended = self.count_ended(scope, lately).await?;
        let of = |counts: &HashMap<String, i64>, kind: ListingKind| {
            counts.get(kind.slug()).map_or(0, |count| count.unsigned_abs())
        };
        let figures = |&kind: &ListingKind| PublishedFigures {
            kind,
            open: of(&open, kind),
            new: of(&new, kind),
            ended: ENDINGS.map(|how| {
                let found = ended.iter().find(|(of, state, _)| of == kind.slug() && state == how.slug());
                found.map_or(0, |(.., count)| count.unsigned_abs())
            }),
        };
        let told = |it: &PublishedFigures| it.open > 0 || it.ended.iter().any(|&count| count > 0);
        Ok(ListingKind::ALL.iter().map(figures).filter(told).collect())
    }

    async fn count_by_kind(&self, of: Select<listing::Entity>) -> Result<HashMap<String, i64>, StoreError> {
        let counts = of.select_only().column(listing::Column::Kind);
        let counts = counts.column_as(listing::Column::Id.count(), "listings").group_by(listing::Column::Kind);
        let counts: Vec<(String, i64)> = counts.into_tuple().all(&self.db).await?;
        Ok(counts.into_iter().collect())
    }

    /// Listings of the platform that stand ended and changed last after `since`, by kind and by how they ended.
    async fn count_ended(
        &self,
        scope: &DeskScope,
        since: OffsetDateTime,
    ) -> Result<Vec<(String, String, i64)>, StoreError> {
        use posting::Column;
        let ended = posting::Entity::find()
            .filter(Column::State.is_in(ENDINGS.map(|how| how.slug())))
            .filter(Column::UpdatedAt.gt(since))
            .filter(Column::OrganisationId.in_subquery(organisations_of(scope)))
            .select_only()
            .columns([Column::Kind, Column::State])
            .column_as(Column::Id.count(), "postings")
            .group_by(Column::Kind)
            .group_by(Column::State);
        Ok(ended.into_tuple().all(&self.db).await?)
    }
}

/// What the public may search of what organisations of `scope` have published.
fn open_of(scope: &DeskScope, now: OffsetDateTime) -> Select<listing::Entity> {
    use listing::Column;
    let lasts = Condition::any().add(Column::ValidThrough.is_null()).add(Column::ValidThrough.gte(now));
    listing::Entity::find()
        .filter(Column::State.eq(ListingState::Published.slug()).and(Column::DuplicateOf.is_null()))
        .filter(lasts)
        .filter(Column::OrganisationId.in_subquery(organisations_of(scope)))
}
