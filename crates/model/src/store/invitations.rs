//! Invitations: sent by organisations to those whom they found, answered by those who got them, and who may send none.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use time::{OffsetDateTime, UtcOffset};

use super::audit::append;
use super::entity::{invitation, invitation_block, profile, talent_handle, talent_look};
use super::talents::{findable_by, organisation_of, person_behind};
use super::{Store, StoreError, choice, messages, standings};
use crate::access::Permit;
use crate::audit::Event;
use crate::clock::{SHANGHAI, day_of};
use crate::invitation::{InvitationAnswer, InvitationState, OwnInvitation, SENT_A_DAY_MAX, SentInvitation};
use crate::listing::{Openness, PublishedListing};
use crate::message::Telling;
use crate::{InvitationId, ListingId, OrganisationId, PersonId};

/// Invitations that a page lists at most.
const LISTED: u64 = 500;

/// An invitation that is to be sent to the listing of a permit.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// Which one it will be.
    pub id: InvitationId,
    /// What the organisation knows whoever gets it by.
    pub handle: String,
    /// What it says, as [`read_words`](crate::invitation::read_words) gave it.
    pub words: String,
}

/// What became of an invitation that was to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inviting {
    /// It is sent.
    Done,
    /// They were invited to this listing before; nothing was changed.
    Known,
    /// The organisation has sent as many today as it may.
    TooMany,
    /// Nobody who may be found is known by this.
    Unknown,
    /// The listing is not open, or its organisation is not verified.
    NotNow,
}

impl Store {
    /// Invites somebody to the listing of `permit`, and tells them; they agreed to the text of `version`. Twice, also at
    /// once, makes one invitation. One transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is sent then.
    pub async fn invite(
        &self,
        permit: &Permit,
        new: &NewInvitation,
        version: &str,
        telling: &Telling<'_>,
        now: OffsetDateTime,
    ) -> Result<Inviting, StoreError> {
        let Some(organisation) = organisation_of(permit) else { return Ok(Inviting::NotNow) };
        let listing = ListingId::from_uuid(permit.thing().id);
        let open = self.find_public_listing(listing).await?.is_some_and(|it| it.openness(now) == Openness::Open);
        let transaction = self.begin_writing().await?;
        let standing = standings::find_standing(&transaction, organisation).await?;
        if !open || standing.is_none_or(|standing| !standing.holds(day_of(now))) {
            return Ok(Inviting::NotNow);
        }
        let Some(person) = person_behind(&transaction, organisation, &new.handle).await? else {
            return Ok(Inviting::Unknown);
        };
        let findable = profile::Column::PersonId.eq(person);
        let findable =
            profile::Entity::find().filter(findable).filter(findable_by(organisation, permit.person(), version));
        if findable.count(&transaction).await? == 0 {
            return Ok(Inviting::Unknown);
        }
        let same = invitation::Column::ListingId.eq(listing).and(invitation::Column::PersonId.eq(person));
        if invitation::Entity::find().filter(same).count(&transaction).await? > 0 {
            return Ok(Inviting::Known);
        }
        if sent_today(&transaction, organisation, now).await? >= SENT_A_DAY_MAX {
            return Ok(Inviting::TooMany);
        }
        let row = invitation::ActiveModel {
            id: Set(new.id),
            listing_id: Set(listing),
            organisation_id: Set(organisation),
            person_id: Set(person),
            state: Set(InvitationState::Invited.slug().to_owned()),
            words: Set(new.words.clone()),
            sent_at: Set(now),
            answered_at: Set(None),
        };
        invitation::Entity::insert(row).exec_without_returning(&transaction).await?;
        append(&transaction, permit, Event::PersonInvited, "", now).await?;
        messages::write(&transaction, &telling.to(person, now), now).await?;
        transaction.commit().await?;
        Ok(Inviting::Done)
    }

    /// Lists the invitations to the listing of `permit`, the latest first, at most 500; those who may be found no longer
    /// have no handle.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_sent_invitations(
        &self,
        permit: &Permit,
        version: &str,
    ) -> Result<Vec<SentInvitation>, StoreError> {
        let Some(organisation) = organisation_of(permit) else { return Ok(Vec::new()) };
        let sent = invitation::Column::ListingId.eq(permit.thing().id);
        let sent = invitation::Entity::find().filter(sent).order_by_desc(invitation::Column::Id).limit(LISTED);
        let rows = sent.all(&self.db).await?;
        let people = rows.iter().map(|row| row.person_id);
        let findable =
            talent_handle::Entity::find().filter(talent_handle::Column::OrganisationId.eq(organisation)).filter(
                talent_handle::Column::PersonId.in_subquery(
                    Query::select()
                        .column(profile::Column::PersonId)
                        .from(profile::Entity)
                        .and_where(profile::Column::PersonId.is_in(people))
                        .cond_where(findable_by(organisation, permit.person(), version))
                        .take(),
                ),
            );
        let mut handles: HashMap<PersonId, String> =
            findable.all(&self.db).await?.into_iter().map(|row| (row.person_id, row.handle)).collect();
        let sent = |row: invitation::Model| {
            Ok(SentInvitation {
                handle: handles.remove(&row.person_id),
                state: state_of(&row)?,
                words: row.words,
                sent_at: row.sent_at,
            })
        };
        rows.into_iter().map(sent).collect()
    }

    /// Lists the invitations that `person` got, the latest first, at most 500; those to what is not there any more are
    /// left out.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_invitations(&self, person: PersonId) -> Result<Vec<OwnInvitation>, StoreError> {
        let own = invitation::Entity::find().filter(invitation::Column::PersonId.eq(person));
        let rows = own.order_by_desc(invitation::Column::Id).limit(LISTED).all(&self.db).await?;
        self.with_listings(rows).await
    }

    /// Finds an invitation that `person` got.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_own_invitation(
        &self,
        person: PersonId,
        id: InvitationId,
    ) -> Result<Option<OwnInvitation>, StoreError> {
        let own = invitation::Entity::find_by_id(id).filter(invitation::Column::PersonId.eq(person));
        Ok(self.with_listings(own.all(&self.db).await?).await?.pop())
    }

    async fn with_listings(&self, rows: Vec<invitation::Model>) -> Result<Vec<OwnInvitation>, StoreError> {
        let ids: Vec<ListingId> = rows.iter().map(|row| row.listing_id).collect();
        let listings = self.list_once_public_listings(&ids).await?;
        let listings: HashMap<ListingId, PublishedListing> =
            listings.into_iter().map(|it| (it.listing.id, it)).collect();
        let own = |row: invitation::Model| {
            let published = listings.get(&row.listing_id)?.clone();
            let state = state_of(&row);
            Some(state.map(|state| OwnInvitation {
                id: row.id,
                published,
                words: row.words,
                state,
                sent_at: row.sent_at,
            }))
        };
        rows.into_iter().filter_map(own).collect()
    }

    /// Answers an invitation that `person` got, also another way than before; says whether there is one. Who wants no more
    /// is neither found nor invited by its organisation from then on: one transaction.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is answered then.
    pub async fn answer_invitation(
        &self,
        person: PersonId,
        id: InvitationId,
        answer: InvitationAnswer,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let own = invitation::Entity::find_by_id(id).filter(invitation::Column::PersonId.eq(person));
        let Some(row) = own.one(&transaction).await? else { return Ok(false) };
        let answered = invitation::ActiveModel {
            state: Set(answer.state().slug().to_owned()),
            answered_at: Set(Some(now)),
            ..Default::default()
        };
        let one = invitation::Column::Id.eq(id);
        invitation::Entity::update_many().set(answered).filter(one).exec(&transaction).await?;
        if answer == InvitationAnswer::NoMore {
            block(&transaction, person, row.organisation_id, now).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Lists the organisations by which `person` is neither found nor invited, with their names.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_blocks(&self, person: PersonId) -> Result<Vec<(OrganisationId, String)>, StoreError> {
        let own = invitation_block::Entity::find().filter(invitation_block::Column::PersonId.eq(person));
        let rows = own.order_by_asc(invitation_block::Column::BlockedAt).all(&self.db).await?;
        let ids: Vec<OrganisationId> = rows.iter().map(|row| row.organisation_id).collect();
        let mut names = self.map_organisations(&ids).await?;
        Ok(ids.into_iter().filter_map(|id| Some((id, names.remove(&id)?.name))).collect())
    }

    /// Lets an organisation find and invite `person` again; once more makes no difference.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn lift_block(&self, person: PersonId, organisation: OrganisationId) -> Result<(), StoreError> {
        invitation_block::Entity::delete_by_id((person, organisation)).exec(&self.db).await?;
        Ok(())
    }
}

/// Invitations that an organisation has sent on the day of `now` in Shanghai.
async fn sent_today(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    now: OffsetDateTime,
) -> Result<u64, StoreError> {
    let midnight = day_of(now).midnight().assume_offset(SHANGHAI).to_offset(UtcOffset::UTC);
    let today = invitation::Column::OrganisationId.eq(organisation).and(invitation::Column::SentAt.gte(midnight));
    Ok(invitation::Entity::find().filter(today).count(db).await?)
}

async fn block(
    transaction: &DatabaseTransaction,
    person: PersonId,
    organisation: OrganisationId,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    if invitation_block::Entity::find_by_id((person, organisation)).one(transaction).await?.is_some() {
        return Ok(());
    }
    let row = invitation_block::ActiveModel {
        person_id: Set(person),
        organisation_id: Set(organisation),
        blocked_at: Set(now),
    };
    invitation_block::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// Moves invitations, looks and blocks of an organisation that goes into another; what it knows people by is forgotten.
pub(super) async fn move_to(
    transaction: &DatabaseTransaction,
    (from, into): (OrganisationId, OrganisationId),
) -> Result<(), StoreError> {
    use {invitation_block as blocks, talent_handle as handles, talent_look as looks};
    invitation::Entity::update_many()
        .col_expr(invitation::Column::OrganisationId, Expr::value(into.as_uuid()))
        .filter(invitation::Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    let kept = || Alias::new("kept");
    let same_look = Query::select()
        .expr(Expr::value(1))
        .from_as(looks::Entity, kept())
        .and_where(Expr::col((kept(), looks::Column::OrganisationId)).eq(into.as_uuid()))
        .and_where(Expr::col((kept(), looks::Column::PersonId)).equals((looks::Entity, looks::Column::PersonId)))
        .and_where(Expr::col((kept(), looks::Column::Day)).equals((looks::Entity, looks::Column::Day)))
        .take();
    looks::Entity::update_many()
        .col_expr(looks::Column::OrganisationId, Expr::value(into.as_uuid()))
        .filter(looks::Column::OrganisationId.eq(from))
        .filter(Expr::exists(same_look).not())
        .exec(transaction)
        .await?;
    let same_block = Query::select()
        .expr(Expr::value(1))
        .from_as(blocks::Entity, kept())
        .and_where(Expr::col((kept(), blocks::Column::OrganisationId)).eq(into.as_uuid()))
        .and_where(Expr::col((kept(), blocks::Column::PersonId)).equals((blocks::Entity, blocks::Column::PersonId)))
        .take();
    blocks::Entity::update_many()
        .col_expr(blocks::Column::OrganisationId, Expr::value(into.as_uuid()))
        .filter(blocks::Column::OrganisationId.eq(from))
        .filter(Expr::exists(same_block).not())
        .exec(transaction)
        .await?;
    // What is left is known of the kept one already.
    looks::Entity::delete_many().filter(looks::Column::OrganisationId.eq(from)).exec(transaction).await?;
    blocks::Entity::delete_many().filter(blocks::Column::OrganisationId.eq(from)).exec(transaction).await?;
    handles::Entity::delete_many().filter(handles::Column::OrganisationId.eq(from)).exec(transaction).await?;
    Ok(())
}

fn state_of(row: &invitation::Model) -> Result<InvitationState, StoreError> {
    choice(&row.state, "invitation", row.id.as_uuid(), "state")
}
