//! Profiles that organisations find: who may be found by whom, what an organisation knows somebody by, and on which days
//! it found them.
//!
//! Somebody is found by an organisation that was verified while they chose it, agreed to the text that holds, are of age,
//! let their data be used, and did not shut this organisation out. All of it is asked of the database each time, so that
//! whoever wants to be found no longer vanishes at once.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Condition, Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::Date;

use super::entity::{consent, invitation_block, person, profile, talent_handle, talent_look};
use super::organisations::IDS_PER_REQUEST;
use super::profiles::decode;
use super::{Store, StoreError};
use crate::access::Permit;
use crate::chance::Chance;
use crate::consent::{Purpose, Recipient};
use crate::invitation::{Finder, FoundProfile};
use crate::person::AgeGroup;
use crate::profile::{Profile, Visibility};
use crate::{OrganisationId, PersonId};

impl Store {
    /// Lists those whom the organisation of `permit` may find, and the revisions of their profiles, after `after` in the
    /// order of their identities, at most `limit`; they agreed to the text of `version`.
    ///
    /// Walks over everybody when called with the last one of the page before.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_findable_profiles_after(
        &self,
        permit: &Permit,
        version: &str,
        after: Option<PersonId>,
        limit: u64,
    ) -> Result<Vec<(PersonId, i64)>, StoreError> {
        let Some(organisation) = organisation_of(permit) else { return Ok(Vec::new()) };
        let mut found = profile::Entity::find()
            .select_only()
            .columns([profile::Column::PersonId, profile::Column::Revision])
            .filter(findable_by(organisation, permit.person(), version));
        if let Some(after) = after {
            found = found.filter(profile::Column::PersonId.gt(after));
        }
        Ok(found.order_by_asc(profile::Column::PersonId).limit(limit).into_tuple().all(&self.db).await?)
    }

    /// Finds the profiles of those among `people` whom the organisation of `permit` may find, in no order.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_findable_profiles(
        &self,
        permit: &Permit,
        version: &str,
        people: &[PersonId],
    ) -> Result<Vec<Profile>, StoreError> {
        let Some(organisation) = organisation_of(permit) else { return Ok(Vec::new()) };
        let mut found = Vec::with_capacity(people.len());
        for chunk in people.chunks(IDS_PER_REQUEST) {
            let rows = profile::Entity::find()
                .filter(profile::Column::PersonId.is_in(chunk.iter().copied()))
                .filter(findable_by(organisation, permit.person(), version));
            for row in rows.all(&self.db).await? {
                found.push(decode(row)?);
            }
        }
        Ok(found)
    }

    /// Finds the profile that the organisation of `permit` knows by `handle`, while it may be found.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_profile_by_handle(
        &self,
        permit: &Permit,
        version: &str,
        handle: &str,
    ) -> Result<Option<FoundProfile>, StoreError> {
        let Some(organisation) = organisation_of(permit) else { return Ok(None) };
        let Some(person) = person_behind(&self.db, organisation, handle).await? else { return Ok(None) };
        let found = self.find_findable_profiles(permit, version, &[person]).await?.pop();
        Ok(found.map(|profile| FoundProfile { handle: handle.to_owned(), profile }))
    }

    /// Notes that the organisation of `permit` sees the profiles of `people` on `today`, and says what it knows each by:
    /// the same as before, or something new by `chance`. Once more on one day makes no difference.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing may be shown then.
    pub async fn note_found(
        &self,
        permit: &Permit,
        people: &[PersonId],
        chance: &Chance,
        today: Date,
    ) -> Result<HashMap<PersonId, String>, StoreError> {
        let Some(organisation) = organisation_of(permit) else { return Ok(HashMap::new()) };
        let known = handles(&self.db, organisation, people).await?;
        let seen = seen_on(&self.db, organisation, people, today).await?;
        if people.iter().all(|person| known.contains_key(person) && seen.contains(person)) {
            return Ok(known);
        }
        let transaction = self.begin_writing().await?;
        // Somebody of the same organisation may have looked meanwhile, and somebody found have left.
        let present = present(&transaction, people).await?;
        let mut known = handles(&transaction, organisation, people).await?;
        let seen = seen_on(&transaction, organisation, people, today).await?;
        for &person in people.iter().filter(|person| present.contains(person)) {
            if let Entry::Vacant(unnamed) = known.entry(person) {
                let row = talent_handle::ActiveModel {
                    handle: Set(unnamed.insert(chance.token()).clone()),
                    organisation_id: Set(organisation),
                    person_id: Set(person),
                };
                talent_handle::Entity::insert(row).exec_without_returning(&transaction).await?;
            }
            if !seen.contains(&person) {
                let (organisation_id, person_id) = (Set(organisation), Set(person));
                let row = talent_look::ActiveModel { organisation_id, person_id, day: Set(today) };
                talent_look::Entity::insert(row).exec_without_returning(&transaction).await?;
            }
        }
        transaction.commit().await?;
        Ok(known)
    }

    /// Lists the organisations that found the profile of `person`, the latest first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_finders(&self, person: PersonId) -> Result<Vec<Finder>, StoreError> {
        let by_organisation = talent_look::Entity::find()
            .select_only()
            .column(talent_look::Column::OrganisationId)
            .column_as(talent_look::Column::Day.count(), "days")
            .column_as(talent_look::Column::Day.max(), "last")
            .filter(talent_look::Column::PersonId.eq(person))
            .group_by(talent_look::Column::OrganisationId);
        let rows: Vec<(OrganisationId, i64, Date)> = by_organisation.into_tuple().all(&self.db).await?;
        let ids: Vec<OrganisationId> = rows.iter().map(|row| row.0).collect();
        let mut names = self.map_organisations(&ids).await?;
        let finder = |(organisation, days, last): (OrganisationId, i64, Date)| {
            let name = names.remove(&organisation).map(|it| it.name).unwrap_or_default();
            Finder { organisation, name, days: days.unsigned_abs(), last }
        };
        let mut finders: Vec<Finder> = rows.into_iter().map(finder).collect();
        finders.sort_by(|one, other| (other.last, &one.name).cmp(&(one.last, &other.name)));
        Ok(finders)
    }
}

/// The organisation for which the holder of `permit` looks for people.
pub(super) fn organisation_of(permit: &Permit) -> Option<OrganisationId> {
    permit.thing().organisation.map(|(id, _)| id)
}

/// Whoever is known to `organisation` by `handle`, whether or not they may be found now.
pub(super) async fn person_behind(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    handle: &str,
) -> Result<Option<PersonId>, StoreError> {
    let row = talent_handle::Entity::find_by_id(handle).one(db).await?;
    Ok(row.filter(|row| row.organisation_id == organisation).map(|row| row.person_id))
}

/// What holds of a profile that `organisation` may find when `looking` looks for people, who does not find themself.
pub(super) fn findable_by(organisation: OrganisationId, looking: PersonId, version: &str) -> Condition {
    Condition::all()
        .add(profile::Column::Visibility.eq(Visibility::Findable.slug()))
        .add(profile::Column::PersonId.ne(looking))
        .add(Expr::exists(usable_owner()))
        .add(Expr::exists(agreement(version)))
        .add(Expr::exists(block(organisation)).not())
}

/// The owner of a profile, of age and with data that may be used.
fn usable_owner() -> SelectStatement {
    Query::select()
        .expr(Expr::value(1))
        .from(person::Entity)
        .and_where(of_profile((person::Entity, person::Column::Id)))
        .and_where(person::Column::AgeGroup.eq(AgeGroup::Adult.slug()))
        .and_where(person::Column::RestrictedAt.is_null())
        .take()
}

/// What the owner of a profile agreed to: to be found, by the text that holds.
fn agreement(version: &str) -> SelectStatement {
    Query::select()
        .expr(Expr::value(1))
        .from(consent::Entity)
        .and_where(of_profile((consent::Entity, consent::Column::PersonId)))
        .and_where(consent::Column::Purpose.eq(Purpose::BeingFound.slug()))
        .and_where(consent::Column::Recipient.eq(Recipient::VerifiedOrganisations.written()))
        .and_where(consent::Column::TextVersion.eq(version))
        .and_where(consent::Column::WithdrawnAt.is_null())
        .take()
}

/// That the owner of a profile wants nothing more of `organisation`.
fn block(organisation: OrganisationId) -> SelectStatement {
    Query::select()
        .expr(Expr::value(1))
        .from(invitation_block::Entity)
        .and_where(of_profile((invitation_block::Entity, invitation_block::Column::PersonId)))
        .and_where(invitation_block::Column::OrganisationId.eq(organisation))
        .take()
}

fn of_profile(person: impl sea_orm::sea_query::IntoColumnRef) -> Expr {
    Expr::col(person).equals((profile::Entity, profile::Column::PersonId))
}

async fn handles(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    people: &[PersonId],
) -> Result<HashMap<PersonId, String>, StoreError> {
    let known = talent_handle::Entity::find()
        .filter(talent_handle::Column::OrganisationId.eq(organisation))
        .filter(talent_handle::Column::PersonId.is_in(people.iter().copied()));
    Ok(known.all(db).await?.into_iter().map(|row| (row.person_id, row.handle)).collect())
}

async fn seen_on(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    people: &[PersonId],
    today: Date,
) -> Result<HashSet<PersonId>, StoreError> {
    let seen = talent_look::Entity::find()
        .filter(talent_look::Column::OrganisationId.eq(organisation))
        .filter(talent_look::Column::PersonId.is_in(people.iter().copied()))
        .filter(talent_look::Column::Day.eq(today));
    Ok(seen.all(db).await?.into_iter().map(|row| row.person_id).collect())
}

async fn present(db: &impl ConnectionTrait, people: &[PersonId]) -> Result<HashSet<PersonId>, StoreError> {
    let ids = person::Entity::find().select_only().column(person::Column::Id);
    let among = ids.filter(person::Column::Id.is_in(people.iter().copied()));
    Ok(among.into_tuple().all(db).await?.into_iter().collect())
}
