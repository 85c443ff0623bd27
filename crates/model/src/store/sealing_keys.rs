//! The keys with which officers open what is sealed. The store never sees one open: it keeps them encrypted.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use super::connection_news::officers;
use super::entity::sealing_key;
use super::{Store, StoreError, audit};
use crate::access::{Action, Desk, Permit, Role};
use crate::audit::Event;
use crate::sealing::LockedKey;
use crate::{PersonId, SealingKeyId};

/// The two desks that open proposals together, in the order of the halves.
pub(super) const SEALING_DESKS: [(Desk, Role); 2] =
    [(Desk::Firms, Role::FirmsDesk), (Desk::Universities, Role::UniversitiesDesk)];

impl Store {
    /// Keeps `key` as the key that the holder of `permit` has at their desk, in the place of an earlier one.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; the earlier one stays then.
    pub async fn make_sealing_key(
        &self,
        permit: &Permit,
        (id, key): (SealingKeyId, &LockedKey),
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let Some(desk) = permit.role().desk().filter(|_| permit.action() == Action::HoldSealingKey) else {
            return Ok(());
        };
        let transaction = self.begin_writing().await?;
        sealing_key::Entity::delete_many().filter(of(permit.person(), desk)).exec(&transaction).await?;
        let row = sealing_key::ActiveModel {
            id: Set(id),
            person_id: Set(permit.person()),
            desk: Set(desk.slug().to_owned()),
            public_key: Set(key.public.clone()),
            locked: Set(key.locked.clone()),
            made_at: Set(now),
        };
        sealing_key::Entity::insert(row).exec_without_returning(&transaction).await?;
        audit::append(&transaction, permit, Event::SealingKeyMade, desk.slug(), now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Finds the key that `person` has at `desk`, and when it was made.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_own_sealing_key(
        &self,
        person: PersonId,
        desk: Desk,
    ) -> Result<Option<(LockedKey, OffsetDateTime)>, StoreError> {
        let row = sealing_key::Entity::find().filter(of(person, desk)).one(&self.db).await?;
        Ok(row.map(|row| (LockedKey { public: row.public_key, locked: row.locked }, row.made_at)))
    }

    /// Counts the officers of the firms' and of the universities' desk who have keys, for one of them.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn count_sealing_keys(&self, _permit: &Permit, now: OffsetDateTime) -> Result<[usize; 2], StoreError> {
        let mut counts = [0; 2];
        for (count, (desk, _)) in counts.iter_mut().zip(SEALING_DESKS) {
            *count = public_keys(&self.db, desk, now).await?.len();
        }
        Ok(counts)
    }
}

fn of(person: PersonId, desk: Desk) -> sea_orm::sea_query::Expr {
    sealing_key::Column::PersonId.eq(person).and(sealing_key::Column::Desk.eq(desk.slug()))
}

/// The public keys of those who work at `desk` today: whoever left it opens nothing new.
pub(super) async fn public_keys(
    db: &impl ConnectionTrait,
    desk: Desk,
    now: OffsetDateTime,
) -> Result<Vec<String>, StoreError> {
    let Some((_, role)) = SEALING_DESKS.into_iter().find(|(it, _)| *it == desk) else { return Ok(Vec::new()) };
    let there = officers(db, role, now).await?;
    let held = sealing_key::Column::Desk.eq(desk.slug()).and(sealing_key::Column::PersonId.is_in(there));
    let rows = sealing_key::Entity::find().filter(held).order_by_asc(sealing_key::Column::Id).all(db).await?;
    Ok(rows.into_iter().map(|row| row.public_key).collect())
}
