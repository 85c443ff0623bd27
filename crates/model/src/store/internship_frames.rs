//! Agreements of host and school under which internships are done.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect, Select,
};
use time::OffsetDateTime;

use super::entity::{connection, internship_agreement, internship_week};
use super::public_figures::week_counts;
use super::{Store, StoreError, choice};
use crate::access::Permit;
use crate::connect::{Connection, ConnectionKind, Stage};
use crate::internship::{Frame, FramedInternships};
use crate::{ConnectionId, OrganisationId};

impl Store {
    /// Lists the agreements of host and school that run, under which the internship that `permit` is about can be done, the
    /// latest first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_frames(&self, permit: &Permit) -> Result<Vec<Frame>, StoreError> {
        let id = ConnectionId::from_uuid(permit.thing().id);
        let Some(row) = connection::Entity::find_by_id(id).one(&self.db).await? else { return Ok(Vec::new()) };
        let Some(school) = row.school_id else { return Ok(Vec::new()) };
        let rows = running_between(row.organisation_id, school);
        let rows = rows.order_by_desc(connection::Column::MovedAt).order_by_desc(connection::Column::Id);
        let frame = |row: connection::Model| {
            let kind = choice(&row.kind, "connection", row.id.as_uuid(), "kind")?;
            Ok(Frame { connection: row.id, kind, listing: row.listing_id, title: row.title })
        };
        rows.all(&self.db).await?.into_iter().map(frame).collect()
    }

    /// Counts the internships that are done under the agreement that `permit` is about, each as the version of its own
    /// agreement says that holds, or the latest one while none does.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn count_framed_internships(&self, permit: &Permit) -> Result<FramedInternships, StoreError> {
        let ids = framed(&self.db, ConnectionId::from_uuid(permit.thing().id)).await?;
        let mut minutes = confirmed_minutes_of(&self.db, &ids).await?;
        let stages = connection::Entity::find().select_only().column(connection::Column::Id);
        let stages = stages.column(connection::Column::Stage).filter(connection::Column::Id.is_in(ids));
        let mut counted = FramedInternships::default();
        for (id, stage) in stages.into_tuple::<(ConnectionId, String)>().all(&self.db).await? {
            let stage: Stage = choice(&stage, "connection", id.as_uuid(), "stage")?;
            counted.count(stage, minutes.remove(&id).unwrap_or_default());
        }
        Ok(counted)
    }
}

/// Whether `frame` is an agreement that runs between host and school of `internship`.
pub(super) async fn is_frame_of(
    db: &impl ConnectionTrait,
    internship: &Connection,
    frame: ConnectionId,
) -> Result<bool, StoreError> {
    let Some(school) = internship.school else { return Ok(false) };
    let it = running_between(internship.organisation, school).filter(connection::Column::Id.eq(frame));
    Ok(it.one(db).await?.is_some())
}

/// What runs between two organisations, whichever of them answered the other.
fn running_between(one: OrganisationId, other: OrganisationId) -> Select<connection::Entity> {
    use connection::Column;
    let way = |from: OrganisationId, to: OrganisationId| {
        Column::OrganisationId.eq(from).and(Column::ResponderOrganisationId.eq(to))
    };
    connection::Entity::find()
        .filter(Column::Kind.is_in(Frame::KINDS.map(ConnectionKind::slug)))
        .filter(Column::Stage.eq(Stage::Running.slug()))
        .filter(way(one, other).or(way(other, one)))
}

/// The internships that are done under `frame`.
async fn framed(db: &impl ConnectionTrait, frame: ConnectionId) -> Result<Vec<ConnectionId>, StoreError> {
    use internship_agreement::Column;
    let named = internship_agreement::Entity::find().select_only().column(Column::ConnectionId).distinct();
    let named: Vec<ConnectionId> = named.filter(Column::FrameId.eq(frame)).into_tuple().all(db).await?;
    let versions = internship_agreement::Entity::find()
        .select_only()
        .columns([Column::ConnectionId, Column::FrameId, Column::AgreedAt])
        .filter(Column::ConnectionId.is_in(named))
        .order_by_asc(Column::Version);
    let versions: Vec<(ConnectionId, Option<ConnectionId>, Option<OffsetDateTime>)> =
        versions.into_tuple().all(db).await?;
    let mut holding = BTreeMap::new();
    for (id, frame, agreed_at) in versions {
        let before: &mut (bool, Option<ConnectionId>) = holding.entry(id).or_insert((false, None));
        // A version that waits for somebody's word takes no place from one that holds.
        if agreed_at.is_some() || !before.0 {
            *before = (agreed_at.is_some(), frame);
        }
    }
    Ok(holding.into_iter().filter(|(_, (_, named))| *named == Some(frame)).map(|(id, _)| id).collect())
}

/// Minutes that count in each of these internships that has some.
async fn confirmed_minutes_of(
    db: &impl ConnectionTrait,
    ids: &[ConnectionId],
) -> Result<BTreeMap<ConnectionId, u64>, StoreError> {
    use internship_week::Column;
    let weeks = internship_week::Entity::find().select_only().columns([Column::ConnectionId, Column::Minutes]);
    let weeks = weeks.filter(Column::ConnectionId.is_in(ids.iter().copied())).filter(week_counts());
    let mut minutes: BTreeMap<ConnectionId, u64> = BTreeMap::new();
    for (id, of_week) in weeks.into_tuple::<(ConnectionId, i32)>().all(db).await? {
        *minutes.entry(id).or_default() += u64::from(of_week.unsigned_abs());
    }
    Ok(minutes)
}
