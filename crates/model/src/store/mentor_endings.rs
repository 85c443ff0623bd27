//! Telling once that an appointment of a mentor or a teacher's practice ends soon.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, EntityTrait, ExprTrait as _, IntoActiveModel as _, QueryFilter, QueryOrder,
    QuerySelect,
};
use time::{Date, Duration, OffsetDateTime};

use super::entity::mentor_appointment;
use super::mentor_appointments::decode;
use super::mentor_steps::tell_party;
use super::{Store, StoreError};
use crate::AppointmentId;
use crate::chance::Chance;
use crate::clock::day_of;
use crate::mentoring::{AppointmentState, END_TOLD_DAYS_BEFORE};

/// Appointments of whose end is told at a time.
const BATCH: u64 = 100;

/// Whether what lasts until `until` ends soon, seen on `today`.
pub(super) fn ends_soon(until: Date, today: Date) -> bool {
    until <= today + Duration::days(END_TOLD_DAYS_BEFORE)
}

impl Store {
    /// Tells everybody who takes part that an appointment ends soon, once; says of how many.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; calling again goes on.
    pub async fn tell_ends_of_appointments(&self, chance: &Chance, now: OffsetDateTime) -> Result<usize, StoreError> {
        use mentor_appointment::Column;
        let today = day_of(now);
        let to_come = Column::UntilOn.between(today, today + Duration::days(END_TOLD_DAYS_BEFORE));
        let holds = Column::AcceptedAt.is_not_null().and(Column::EndedAt.is_null());
        let due = to_come.and(holds).and(Column::RemindedAt.is_null());
        let rows = mentor_appointment::Entity::find().filter(due).order_by_asc(Column::UntilOn).limit(BATCH);
        let mut told = 0;
        for row in rows.all(&self.db).await? {
            told += usize::from(self.tell_end_of_appointment(row.id, (chance, now)).await?);
        }
        Ok(told)
    }

    async fn tell_end_of_appointment(
        &self,
        id: AppointmentId,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(row) = mentor_appointment::Entity::find_by_id(id).one(&transaction).await? else { return Ok(false) };
        let appointment = decode(row.clone())?;
        if row.reminded_at.is_some() || appointment.state(day_of(now)) != AppointmentState::Active {
            return Ok(false);
        }
        let mut row = row.into_active_model();
        row.reminded_at = Set(Some(now));
        let row = row.update(&transaction).await?;
        for &party in appointment.kind.parties() {
            tell_party(&transaction, &row, (party, "ends-soon"), (chance, now)).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }
}
