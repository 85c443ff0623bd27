//! What came of the cases of the desks: what two sides agreed on after they were introduced to each other.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use super::entity::{agreement, connection, connection_event, desk_case};
use super::{StoreError, choice};
use crate::connect::{ConnectionKind, Stage, Step};
use crate::workbench::case::DeskCase;
use crate::{ConnectionId, OrganisationId};

/// The stages in which what was agreed on stands.
const STANDS: [Stage; 10] = [
    Stage::Ordered,
    Stage::Accepted,
    Stage::Approved,
    Stage::Agreed,
    Stage::Running,
    Stage::Interrupted,
    Stage::Dormant,
    Stage::Delivered,
    Stage::Disputed,
    Stage::Confirmed,
];

/// Something that two sides agreed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fruit {
    pub(super) id: ConnectionId,
    pub(super) kind: ConnectionKind,
    /// The number of an agreement; of anything else the title of the listing.
    pub(super) name: String,
    /// The organisation that was introduced; `None` where a person was taken on.
    pub(super) other: Option<OrganisationId>,
    pub(super) agreed_at: OffsetDateTime,
}

/// Lists what came of `case` and closes no other, what moved last first: agreements, contracts of calls and orders that stand
/// between its organisation and one of those `introduced`, agreed on since then; and who was taken on since the case began
/// for the job that is its need.
pub(super) async fn fruits_of(
    db: &impl ConnectionTrait,
    case: &DeskCase,
    introduced: &[(OrganisationId, OffsetDateTime)],
) -> Result<Vec<Fruit>, StoreError> {
    let Some(ours) = case.organisation else { return Ok(Vec::new()) };
    let mut fruits = Vec::new();
    for row in list_standing(db, case, (ours, introduced)).await? {
        let kind: ConnectionKind = choice(&row.kind, "connection", row.id.as_uuid(), "kind")?;
        let Some(agreed_at) = agreed_at(db, row.id, kind).await? else { continue };
        let other = if takes_on(kind) { None } else { counterpart(&row, ours) };
        let came = match other {
            Some(other) => introduced.iter().any(|&(it, at)| it == other && at <= agreed_at),
            None => takes_on(kind) && case.created_at <= agreed_at,
        };
        if came && is_free(db, row.id).await? {
            let name = name_of(db, &row).await?;
            fruits.push(Fruit { id: row.id, kind, name, other, agreed_at });
        }
    }
    Ok(fruits)
}

/// What stands between the case's organisation and those who were introduced to it, and who was taken on for its need.
async fn list_standing(
    db: &impl ConnectionTrait,
    case: &DeskCase,
    (ours, introduced): (OrganisationId, &[(OrganisationId, OffsetDateTime)]),
) -> Result<Vec<connection::Model>, StoreError> {
    use connection::Column;
    let others = || introduced.iter().map(|&(it, _)| it);
    let published = Column::OrganisationId.eq(ours).and(Column::ResponderOrganisationId.is_in(others()));
    let answered = Column::ResponderOrganisationId.eq(ours).and(Column::OrganisationId.is_in(others()));
    let mut came = published.or(answered);
    if let Some(need) = case.need {
        let kinds = [ConnectionKind::Job, ConnectionKind::Internship].map(ConnectionKind::slug);
        let of_need = Column::OrganisationId.eq(ours).and(Column::ListingId.eq(need));
        came = came.or(of_need.and(Column::Kind.is_in(kinds)));
    }
    let stands = Column::Stage.is_in(STANDS.map(Stage::slug));
    let rows = connection::Entity::find().filter(came.and(stands));
    Ok(rows.order_by_desc(Column::MovedAt).order_by_asc(Column::Id).all(db).await?)
}

/// Whether somebody is taken on by a connection of this kind.
const fn takes_on(kind: ConnectionKind) -> bool {
    match kind {
        ConnectionKind::Job | ConnectionKind::Internship => true,
        ConnectionKind::Challenge | ConnectionKind::Service | ConnectionKind::Cooperation => false,
    }
}

/// The organisation on the side that is not `ours`.
fn counterpart(row: &connection::Model, ours: OrganisationId) -> Option<OrganisationId> {
    [Some(row.organisation_id), row.responder_organisation_id].into_iter().flatten().find(|&it| it != ours)
}

/// When both sides had agreed; `None` before.
async fn agreed_at(
    db: &impl ConnectionTrait,
    id: ConnectionId,
    kind: ConnectionKind,
) -> Result<Option<OffsetDateTime>, StoreError> {
    use connection_event::Column;
    let (step, stage) = match kind {
        ConnectionKind::Cooperation | ConnectionKind::Challenge => (Step::Agree, Stage::Running),
        ConnectionKind::Service => (Step::Order, Stage::Ordered),
        ConnectionKind::Job | ConnectionKind::Internship => (Step::Accept, Stage::Accepted),
    };
    let agreed = Column::ConnectionId.eq(id).and(Column::Step.eq(step.slug())).and(Column::Stage.eq(stage.slug()));
    let event = connection_event::Entity::find().filter(agreed).order_by_asc(Column::Revision);
    Ok(event.one(db).await?.map(|event| event.at))
}

/// Whether no case was closed with it yet.
async fn is_free(db: &impl ConnectionTrait, id: ConnectionId) -> Result<bool, StoreError> {
    let closed = desk_case::Entity::find().filter(desk_case::Column::AgreementId.eq(id));
    Ok(closed.count(db).await? == 0)
}

async fn name_of(db: &impl ConnectionTrait, row: &connection::Model) -> Result<String, StoreError> {
    let agreement = agreement::Entity::find_by_id(row.id).one(db).await?;
    Ok(agreement.map_or_else(|| row.title.clone(), |it| it.number))
}
