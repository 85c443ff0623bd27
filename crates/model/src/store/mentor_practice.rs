//! What teachers of a school practised in firms, as both sides confirmed it.

use std::collections::{BTreeSet, HashMap};

use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter};
use time::{Date, OffsetDateTime};

use super::entity::{mentor_appointment, mentor_hours};
use super::{NamedMentor, Store, StoreError};
use crate::access::Permit;
use crate::clock::day_of;
use crate::mentoring::{AppointmentKind, Practised, five_years_before};
use crate::{AppointmentId, OrganisationId, PersonId};

impl Store {
    /// Says of each teacher of the school that `permit` is about what they practised within five years, by their names: what
    /// teacher and firm both confirmed under a practice for this school.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_practice_of(&self, permit: &Permit, now: OffsetDateTime) -> Result<Vec<Practised>, StoreError> {
        let teachers = self.list_teachers_of(permit, now).await?;
        let Some((school, _)) = permit.thing().organisation.filter(|_| !teachers.is_empty()) else {
            return Ok(Vec::new());
        };
        let mut practised = self.confirmed_practice(school, five_years_before(day_of(now))).await?;
        let told = |teacher: NamedMentor| {
            let (days, hours) = practised.remove(&teacher.person).unwrap_or_default();
            let days = u32::try_from(days.len()).unwrap_or(u32::MAX);
            Practised { name: teacher.name, days, hours }
        };
        Ok(teachers.into_iter().map(told).collect())
    }

    /// The days and the hours that were confirmed after `since`, by who practised.
    async fn confirmed_practice(
        &self,
        school: OrganisationId,
        since: Date,
    ) -> Result<HashMap<PersonId, (BTreeSet<Date>, u32)>, StoreError> {
        use mentor_appointment::Column;
        let of_school = Column::SchoolId.eq(school).and(Column::Kind.eq(AppointmentKind::TeacherPractice.slug()));
        let rows = mentor_appointment::Entity::find().filter(of_school.clone()).all(&self.db).await?;
        let who: HashMap<AppointmentId, PersonId> =
            rows.into_iter().filter_map(|row| Some((row.id, row.person_id?))).collect();
        let within =
            Query::select().column(Column::Id).from(mentor_appointment::Entity).and_where(of_school).to_owned();
        let counts = mentor_hours::Column::AppointmentId
            .in_subquery(within)
            .and(mentor_hours::Column::ConfirmedAt.is_not_null())
            .and(mentor_hours::Column::TaughtOn.gt(since));
        let mut practised: HashMap<PersonId, (BTreeSet<Date>, u32)> = HashMap::new();
        for row in mentor_hours::Entity::find().filter(counts).all(&self.db).await? {
            let Some(&person) = who.get(&row.appointment_id) else { continue };
            let (days, hours) = practised.entry(person).or_default();
            days.insert(row.taught_on);
            *hours += row.hours.unsigned_abs();
        }
        Ok(practised)
    }
}
