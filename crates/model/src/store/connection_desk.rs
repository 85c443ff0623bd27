//! Connections as the desks see them: what the sides do not agree on, and who wants to be brought together.

use sea_orm::sea_query::Condition;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect};

use super::connections::{decode, maybe_organisation};
use super::entity::connection;
use super::postings::organisation_of;
use super::{SidedConnection, Store, StoreError};
use crate::access::{Action, Actor, Desk};
use crate::connect::{ConnectionKind, Party, Stage};

impl Store {
    /// Lists the connections in which a desk of `actor` can do something, disputes first, then the longest waiting, at most
    /// `limit`. What their own organisations take part in is for other officers.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_connections_at_desks(
        &self,
        actor: &Actor,
        limit: u64,
    ) -> Result<Vec<SidedConnection>, StoreError> {
        use connection::Column;
        let mut listed = Vec::new();
        for party in desks_of(actor) {
            let disputed = Column::Stage.eq(Stage::Disputed.slug());
            for which in [disputed.clone(), disputed.not()] {
                let those = connection::Entity::find().filter(tended(party)).filter(which);
                let rows =
                    those.order_by_asc(Column::MovedAt).order_by_asc(Column::Id).limit(limit).all(&self.db).await?;
                for row in rows {
                    let organisation = organisation_of(&self.db, row.organisation_id).await?;
                    let responder_organisation = maybe_organisation(&self.db, row.responder_organisation_id).await?;
                    let connection = decode(row)?;
                    let thing = connection.thing_of((organisation.id, organisation.kind));
                    let is_theirs = connection.involves(actor);
                    if !is_theirs && actor.permit(Action::SettleConnection, thing).is_ok() {
                        listed.push(SidedConnection { connection, party, organisation, responder_organisation });
                    }
                }
            }
        }
        listed.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(listed)
    }
}

/// The desks of `actor` that take part in connections, as sides.
fn desks_of(actor: &Actor) -> impl Iterator<Item = Party> {
    actor.desks().filter_map(|desk| match desk {
        Desk::Firms => Some(Party::FirmsDesk),
        Desk::Universities => Some(Party::UniversitiesDesk),
        Desk::Committee => None,
    })
}

/// What the desk `party` can do something to.
fn tended(party: Party) -> Condition {
    ConnectionKind::ALL.iter().fold(Condition::any(), |any, &kind| {
        let stages = kind.tended_by(party).map(Stage::slug);
        any.add(connection::Column::Kind.eq(kind.slug()).and(connection::Column::Stage.is_in(stages)))
    })
}
