//! Standings of organisations: who is verified until when; what lapses, is suspended and lifted, and what pauses then.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use time::{Date, OffsetDateTime};

use super::audit::{append, append_by_operator};
use super::entity::{grant, listing, organisation, standing};
use super::measures::note_lifted;
use super::notices::tell_administrators;
use super::organisations::IDS_PER_REQUEST;
use super::outbox::{self, Noun};
use super::{Store, StoreError, choice};
use crate::access::{Permit, Role, Thing};
use crate::audit::Event;
use crate::clock::day_of;
use crate::listing::{ListingState, PUBLISHED_HERE};
use crate::message::Telling;
use crate::organisation::Organisation;
use crate::standing::{REMINDED_DAYS_BEFORE, Standing, StandingState, StandingStep};
use crate::{ListingId, OrganisationId};

/// Organisations whose time is looked at in one go.
const BATCH: u64 = 100;

impl Store {
    /// Finds the standing of an organisation, which is public; `None` when it was never verified.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_standing(&self, organisation: OrganisationId) -> Result<Option<Standing>, StoreError> {
        find_standing(&self.db, organisation).await
    }

    /// The standings of those among `organisations` that were ever verified.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn map_standings(
        &self,
        organisations: &[OrganisationId],
    ) -> Result<HashMap<OrganisationId, Standing>, StoreError> {
        let mut found = HashMap::new();
        for chunk in organisations.chunks(IDS_PER_REQUEST) {
            let among = standing::Column::OrganisationId.is_in(chunk.iter().copied());
            for row in standing::Entity::find().filter(among).all(&self.db).await? {
                found.insert(row.organisation_id, decode(row)?);
            }
        }
        Ok(found)
    }

    /// Lists organisations whose verification is over on `today` without having lapsed, or whose administrators are to
    /// be reminded; at most a hundred, the earliest first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_standings_due(&self, today: Date) -> Result<Vec<(Standing, Organisation)>, StoreError> {
        use standing::Column;
        let mut due = Column::Until.lt(today);
        for days in REMINDED_DAYS_BEFORE {
            let soon = Column::Until.lte(today.saturating_add(time::Duration::days(days.into())));
            due = due.or(soon.and(Column::RemindedDays.gt(i32::from(days))));
        }
        let rows = standing::Entity::find()
            .filter(Column::State.eq(StandingState::Verified.slug()).and(due))
            .order_by_asc(Column::Until)
            .order_by_asc(Column::OrganisationId)
            .limit(BATCH)
            .all(&self.db)
            .await?;
        let ids: Vec<OrganisationId> = rows.iter().map(|row| row.organisation_id).collect();
        let mut organisations = self.map_organisations(&ids).await?;
        let with_organisation = |row: standing::Model| {
            let organisation = organisations.remove(&row.organisation_id)?;
            Some(decode(row).map(|standing| (standing, organisation)))
        };
        rows.into_iter().filter_map(with_organisation).collect()
    }

    /// Lets the verification of an organisation lapse if its last day is over on `today`, pauses what its people
    /// published, and tells its administrators; says whether it did. Of several programs that try at once one does.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn lapse(
        &self,
        of: OrganisationId,
        today: Date,
        telling: &Telling<'_>,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(found) = find_standing(&transaction, of).await? else { return Ok(false) };
        let Ok(state) = found.after(StandingStep::Lapse, today) else { return Ok(false) };
        stand(&transaction, of, state, "", now).await?;
        pause_listings(&transaction, of, now).await?;
        let thing = thing(&transaction, of).await?;
        append_by_operator(&transaction, Event::OrganisationLapsed, &thing, "", now).await?;
        tell_administrators(&transaction, of, telling, now).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Reminds the administrators of an organisation of the end of its verification, if that is due on `today` and has
    /// not been done; says whether it did. Of several programs that try at once one does.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nobody is reminded then.
    pub async fn remind(
        &self,
        of: OrganisationId,
        today: Date,
        telling: &Telling<'_>,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(row) = standing::Entity::find_by_id(of).one(&transaction).await? else { return Ok(false) };
        let reminded = row.reminded_days;
        let Some(days) = decode(row)?.reminder_due(today).map(i32::from).filter(|&days| days < reminded) else {
            return Ok(false);
        };
        let noted = standing::ActiveModel { organisation_id: Set(of), reminded_days: Set(days), ..Default::default() };
        noted.update(&transaction).await?;
        tell_administrators(&transaction, of, telling, now).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Suspends the organisation of `permit` for `reason`, or lifts its suspension; pauses or resumes what its people
    /// published, and tells its administrators; says whether it did. One transaction with audit and outbox.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn change_standing(
        &self,
        permit: &Permit,
        change: &StandingChange<'_>,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let of = OrganisationId::from_uuid(permit.thing().id);
        let transaction = self.begin_writing().await?;
        if step_standing(&transaction, permit, (change.step, change.reason), now).await?.is_none() {
            return Ok(false);
        }
        if change.step == StandingStep::Lift {
            note_lifted(&transaction, of, now).await?;
        }
        tell_administrators(&transaction, of, &change.told, now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// How a desk changes the standing of an organisation.
#[derive(Clone, Debug)]
pub struct StandingChange<'a> {
    /// What it does: suspends or lifts.
    pub step: StandingStep,
    /// Why.
    pub reason: &'a str,
    /// What administrators of the organisation are told.
    pub told: Telling<'a>,
}

/// Suspends or bans the organisation of `permit` for a reason, or lets it publish again, with what follows for its
/// listings and its people; returns where that led, `None` when it leads nowhere.
pub(super) async fn step_standing(
    transaction: &DatabaseTransaction,
    permit: &Permit,
    (step, reason): (StandingStep, &str),
    now: OffsetDateTime,
) -> Result<Option<StandingState>, StoreError> {
    let event = match step {
        StandingStep::Suspend => Event::OrganisationSuspended,
        StandingStep::Ban => Event::OrganisationBanned,
        StandingStep::Lift => Event::OrganisationLifted,
        StandingStep::Verify | StandingStep::Lapse => return Ok(None),
    };
    let of = OrganisationId::from_uuid(permit.thing().id);
    let Some(found) = find_standing(transaction, of).await? else { return Ok(None) };
    let Ok(state) = found.after(step, day_of(now)) else { return Ok(None) };
    let kept_reason = if step == StandingStep::Lift { "" } else { reason };
    stand(transaction, of, state, kept_reason, now).await?;
    if state == StandingState::Banned {
        bar_listings(transaction, of, now).await?;
        end_writers(transaction, permit, now).await?;
    } else {
        unbar_listings(transaction, of, now).await?;
        if state == StandingState::Verified {
            resume_listings(transaction, of, now).await?;
        } else {
            pause_listings(transaction, of, now).await?;
        }
    }
    append(transaction, permit, event, reason, now).await?;
    Ok(Some(state))
}

/// Takes the roles in which people write for the organisation of `permit`; those who administer it stay, so that somebody
/// can appeal.
async fn end_writers(
    transaction: &DatabaseTransaction,
    permit: &Permit,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let writers = [Role::Recruiter, Role::CollegeStaff].map(Role::slug);
    let held = grant::Column::OrganisationId.eq(permit.thing().id).and(grant::Column::EndedAt.is_null());
    let rows = grant::Entity::find().filter(held.and(grant::Column::Role.is_in(writers))).all(transaction).await?;
    for row in rows {
        append(transaction, permit, Event::RoleEnded, &row.role, now).await?;
        let ended = grant::ActiveModel { id: Set(row.id), ended_at: Set(Some(now)), ..Default::default() };
        ended.update(transaction).await?;
    }
    Ok(())
}

pub(super) async fn find_standing(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<Option<Standing>, StoreError> {
    standing::Entity::find_by_id(organisation).one(db).await?.map(decode).transpose()
}

/// Whether one of `organisations` is suspended or banned, so that nothing new may bind it.
pub(super) async fn is_any_suspended(
    db: &impl ConnectionTrait,
    organisations: impl IntoIterator<Item = OrganisationId>,
) -> Result<bool, StoreError> {
    for organisation in organisations {
        if find_standing(db, organisation).await?.is_some_and(|it| it.is_suspended()) {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn stand(
    transaction: &DatabaseTransaction,
    of: OrganisationId,
    state: StandingState,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let row = standing::ActiveModel {
        organisation_id: Set(of),
        state: Set(state.slug().to_owned()),
        reason: Set(reason.to_owned()),
        updated_at: Set(now),
        ..Default::default()
    };
    row.update(transaction).await?;
    Ok(())
}

/// Pauses what the people of an organisation published here; what came from elsewhere stays.
pub(super) async fn pause_listings(
    transaction: &DatabaseTransaction,
    of: OrganisationId,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    move_listings(transaction, published_here(of), (ListingState::Published, ListingState::Paused), now).await
}

/// Lets what [`pause_listings`] paused go on.
pub(super) async fn resume_listings(
    transaction: &DatabaseTransaction,
    of: OrganisationId,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    move_listings(transaction, published_here(of), (ListingState::Paused, ListingState::Published), now).await
}

/// Takes whatever an organisation has public from everybody, whoever brought it in.
async fn bar_listings(
    transaction: &DatabaseTransaction,
    of: OrganisationId,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    for from in [ListingState::Published, ListingState::Paused] {
        move_listings(transaction, listing::Column::OrganisationId.eq(of), (from, ListingState::Barred), now).await?;
    }
    Ok(())
}

/// Lets the public see again what [`bar_listings`] took from it.
async fn unbar_listings(
    transaction: &DatabaseTransaction,
    of: OrganisationId,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let theirs = listing::Column::OrganisationId.eq(of);
    move_listings(transaction, theirs, (ListingState::Barred, ListingState::Published), now).await
}

/// What the people of an organisation published here.
fn published_here(of: OrganisationId) -> Expr {
    listing::Column::OrganisationId.eq(of).and(listing::Column::Source.eq(PUBLISHED_HERE))
}

async fn move_listings(
    transaction: &DatabaseTransaction,
    theirs: Expr,
    (from, to): (ListingState, ListingState),
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    use listing::Column;
    let concerned = theirs.and(Column::State.eq(from.slug()));
    let ids: Vec<ListingId> = listing::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(concerned.clone())
        .into_tuple()
        .all(transaction)
        .await?;
    listing::Entity::update_many()
        .col_expr(Column::State, Expr::value(to.slug()))
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(concerned)
        .exec(transaction)
        .await?;
    let subjects: Vec<uuid::Uuid> = ids.iter().map(|id| id.as_uuid()).collect();
    outbox::record(transaction, Noun::Listing, &subjects, now).await
}

/// The organisation as the audit names it.
async fn thing(transaction: &DatabaseTransaction, of: OrganisationId) -> Result<Thing, StoreError> {
    let row = organisation::Entity::find_by_id(of).one(transaction).await?;
    let corrupt = StoreError::Corrupt { noun: "standing", id: of.as_uuid(), field: "organisation_id" };
    let found = row.map(super::organisations::decode).transpose()?.ok_or(corrupt)?;
    Ok(Thing::organisation(of, found.kind))
}

fn decode(row: standing::Model) -> Result<Standing, StoreError> {
    let id = row.organisation_id.as_uuid();
    let class = row.recruiter_class.as_deref();
    Ok(Standing {
        organisation: row.organisation_id,
        state: choice(&row.state, "standing", id, "state")?,
        until: row.until,
        recruiter_class: class.map(|class| choice(class, "standing", id, "recruiter_class")).transpose()?,
        reason: row.reason,
    })
}
