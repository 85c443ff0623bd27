//! Profiles: what persons tell of themselves. One row per person, which only its owner reads and changes.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter, SqlErr};
use time::OffsetDateTime;

use super::entity::profile;
use super::{Store, StoreError, choice};
use crate::PersonId;
use crate::profile::Profile;

impl Store {
    /// Finds the profile of `person` for its owner; one that nobody has begun is empty and at revision 0.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_own_profile(&self, person: PersonId) -> Result<Profile, StoreError> {
        let row = profile::Entity::find_by_id(person).one(&self.db).await?;
        row.map_or_else(|| Ok(Profile::unbegun(person)), decode)
    }

    /// Puts `changed` in the place of the revision that it was made from; says whether it was. It is not when somebody
    /// changed the profile since, also at the same moment.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn change_own_profile(&self, changed: &Profile, now: OffsetDateTime) -> Result<bool, StoreError> {
        let corrupt = |_| StoreError::Corrupt { noun: "profile", id: changed.person.as_uuid(), field: "contents" };
        let contents = serde_json::to_string(&changed.contents).map_err(corrupt)?;
        let mut row = profile::ActiveModel {
            visibility: Set(changed.visibility.slug().to_owned()),
            contents: Set(contents),
            revision: Set(changed.revision + 1),
            updated_at: Set(now),
            ..Default::default()
        };
        if changed.revision > 0 {
            let own = profile::Column::PersonId.eq(changed.person).and(profile::Column::Revision.eq(changed.revision));
            let done = profile::Entity::update_many().set(row).filter(own).exec(&self.db).await?;
            return Ok(done.rows_affected == 1);
        }
        row.person_id = Set(changed.person);
        row.created_at = Set(now);
        match profile::Entity::insert(row).exec_without_returning(&self.db).await {
            Ok(_) => Ok(true),
            Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

pub(super) fn decode(row: profile::Model) -> Result<Profile, StoreError> {
    let id = row.person_id.as_uuid();
    let corrupt = |_| StoreError::Corrupt { noun: "profile", id, field: "contents" };
    Ok(Profile {
        person: row.person_id,
        visibility: choice(&row.visibility, "profile", id, "visibility")?,
        contents: serde_json::from_str(&row.contents).map_err(corrupt)?,
        revision: row.revision,
        updated_at: Some(row.updated_at),
    })
}
