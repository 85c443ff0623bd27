//! Appointments of mentors as each side reads them, and as they begin.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use time::OffsetDateTime;

use super::entity::{grant, mentor_appointment, mentor_hours, person};
use super::mentor_steps::tell_party;
use super::paging::page_of;
use super::postings::organisation_of;
use super::{Store, StoreError, audit, choice};
use crate::access::{Action, Actor, Desk, Permit, Role};
use crate::audit::Event;
use crate::chance::Chance;
use crate::clock::day_of;
use crate::mentoring::{Appointment, AppointmentFile, MentorHours, MentoringParty, NewAppointment};
use crate::organisation::Organisation;
use crate::paging::{Page, PageAsked};
use crate::workbench::case::is_other_side;
use crate::{AppointmentId, OrganisationId, PersonId};

/// Somebody of a firm who can be named as a mentor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedMentor {
    /// Who it is.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
}

impl Store {
    /// Proposes the appointment that `permit` is about to `firm`, and tells those who write for it; false when it stands on
    /// the same side as the school, or was proposed before.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is proposed then.
    pub async fn propose_appointment(
        &self,
        permit: &Permit,
        firm: OrganisationId,
        new: &NewAppointment,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<bool, StoreError> {
        let id = AppointmentId::from_uuid(permit.thing().id);
        let Some((school, kind)) = permit.thing().organisation else { return Ok(false) };
        let transaction = self.begin_writing().await?;
        let other = organisation_of(&transaction, firm).await?;
        let known = mentor_appointment::Entity::find_by_id(id).count(&transaction).await? > 0;
        let is_school = kind.desk() == Desk::Universities;
        if known || permit.action() != Action::AppointMentor || !is_school || !is_other_side(kind, other.kind) {
            return Ok(false);
        }
        let row = mentor_appointment::ActiveModel {
            id: Set(id),
            school_id: Set(school),
            firm_id: Set(firm),
            person_id: Set(None),
            subject: Set(new.subject.clone()),
            from_on: Set(new.from_on),
            until_on: Set(new.until_on),
            hours_planned: Set(new.hours_planned.cast_signed()),
            certificate: Set(new.certificate.clone()),
            created_at: Set(now),
            named_at: Set(None),
            accepted_at: Set(None),
            ended_at: Set(None),
            reason: Set(String::new()),
            revision: Set(1),
        };
        let row = mentor_appointment::Entity::insert(row).exec_with_returning(&transaction).await?;
        audit::append(&transaction, permit, Event::AppointmentMoved, "propose", now).await?;
        tell_party(&transaction, &row, (MentoringParty::Firm, "propose"), (chance, now)).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Lists the appointments of the schools and firms for which `actor` acts, and those in which they are the mentor, the
    /// latest first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_appointments_of(
        &self,
        actor: &Actor,
        asked: PageAsked,
    ) -> Result<Page<AppointmentFile>, StoreError> {
        use mentor_appointment::Column;
        let ids = |action| actor.organisations_for(action).map(OrganisationId::as_uuid).collect::<Vec<_>>();
        let theirs = Column::SchoolId
            .is_in(ids(Action::AppointMentor))
            .or(Column::FirmId.is_in(ids(Action::LendMentor)))
            .or(Column::PersonId.eq(actor.person()));
        let latest = mentor_appointment::Entity::find().filter(theirs).order_by_desc(Column::CreatedAt);
        let page = page_of(latest.order_by_desc(Column::Id), asked, &self.db).await?;
        let mut rows = Vec::new();
        for row in page.rows {
            rows.push(file(&self.db, row).await?);
        }
        Ok(Page { rows, goes_on: page.goes_on })
    }

    /// Finds an appointment in which `actor` takes part, with their leave on each of the sides on which they stand.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_appointment_for(
        &self,
        actor: &Actor,
        id: AppointmentId,
    ) -> Result<Option<(AppointmentFile, Vec<(MentoringParty, Permit)>)>, StoreError> {
        let Some(row) = mentor_appointment::Entity::find_by_id(id).one(&self.db).await? else { return Ok(None) };
        let file = file(&self.db, row).await?;
        let leave = |&party: &MentoringParty| {
            let thing = file.appointment.thing(party, (&file.school, &file.firm));
            actor.permit(party.action(), thing).ok().map(|permit| (party, permit))
        };
        let sides: Vec<_> = MentoringParty::ALL.iter().filter_map(leave).collect();
        Ok((!sides.is_empty()).then_some((file, sides)))
    }

    /// Lists those who are mentors of the firm that `permit` is about, by their names.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_mentors_of(&self, permit: &Permit, now: OffsetDateTime) -> Result<Vec<NamedMentor>, StoreError> {
        let Some((firm, _)) = permit.thing().organisation.filter(|_| permit.action() == Action::LendMentor) else {
            return Ok(Vec::new());
        };
        let people = mentors(&self.db, firm, now).await?;
        let rows = person::Entity::find().filter(person::Column::Id.is_in(people)).order_by_asc(person::Column::Name);
        Ok(rows.all(&self.db).await?.into_iter().map(|row| NamedMentor { person: row.id, name: row.name }).collect())
    }

    /// Lists the organisations of the other side to which a school can propose appointments: those that have mentors.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_firms_with_mentors(&self, now: OffsetDateTime) -> Result<Vec<Organisation>, StoreError> {
        let held = grant::Column::Role.eq(Role::Mentor.slug()).and(grant::Column::EndedAt.is_null());
        let rows = grant::Entity::find().filter(held).all(&self.db).await?;
        let counts = |row: &grant::Model| row.until.is_none_or(|until| day_of(now) <= until);
        let ids: Vec<OrganisationId> = rows.into_iter().filter(counts).filter_map(|row| row.organisation_id).collect();
        let mut firms: Vec<Organisation> = self.map_organisations(&ids).await?.into_values().collect();
        firms.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(firms)
    }
}

/// Those who hold the role of a mentor in `firm` today.
pub(super) async fn mentors(
    db: &impl ConnectionTrait,
    firm: OrganisationId,
    now: OffsetDateTime,
) -> Result<Vec<PersonId>, StoreError> {
    let held = grant::Column::OrganisationId
        .eq(firm)
        .and(grant::Column::EndedAt.is_null())
        .and(grant::Column::Role.eq(Role::Mentor.slug()));
    let rows = grant::Entity::find().filter(held).all(db).await?;
    let counts = |row: &grant::Model| row.until.is_none_or(|until| day_of(now) <= until);
    Ok(rows.into_iter().filter(counts).map(|row| row.person_id).collect())
}

async fn file(db: &impl ConnectionTrait, row: mentor_appointment::Model) -> Result<AppointmentFile, StoreError> {
    let hours = mentor_hours::Entity::find()
        .filter(mentor_hours::Column::AppointmentId.eq(row.id))
        .order_by_desc(mentor_hours::Column::TaughtOn)
        .order_by_desc(mentor_hours::Column::Id);
    let mentor_name = match row.person_id {
        Some(id) => person::Entity::find_by_id(id).one(db).await?.map(|it| it.name),
        None => None,
    };
    Ok(AppointmentFile {
        school: organisation_of(db, row.school_id).await?,
        firm: organisation_of(db, row.firm_id).await?,
        mentor_name,
        hours: hours.all(db).await?.into_iter().map(decode_hours).collect::<Result<_, _>>()?,
        appointment: decode(row),
    })
}

pub(super) fn decode(row: mentor_appointment::Model) -> Appointment {
    Appointment {
        id: row.id,
        school: row.school_id,
        firm: row.firm_id,
        mentor: row.person_id,
        terms: NewAppointment {
            subject: row.subject,
            from_on: row.from_on,
            until_on: row.until_on,
            hours_planned: row.hours_planned.unsigned_abs(),
            certificate: row.certificate,
        },
        named_at: row.named_at,
        accepted_at: row.accepted_at,
        ended_at: row.ended_at,
        reason: row.reason,
        revision: row.revision,
    }
}

pub(super) fn decode_hours(row: mentor_hours::Model) -> Result<MentorHours, StoreError> {
    Ok(MentorHours {
        id: row.id,
        on: row.taught_on,
        hours: row.hours.unsigned_abs(),
        words: row.words,
        logged_by: choice(&row.logged_by, "mentor_hours", row.id.as_uuid(), "logged_by")?,
        confirmed_at: row.confirmed_at,
        disputed_at: row.disputed_at,
        dispute: row.dispute,
        revision: row.revision,
    })
}

/// Moves the appointments of an organisation that goes into another one.
pub(super) async fn move_to(
    transaction: &DatabaseTransaction,
    (from, into): (OrganisationId, OrganisationId),
) -> Result<(), StoreError> {
    use mentor_appointment::Column;
    for column in [Column::SchoolId, Column::FirmId] {
        mentor_appointment::Entity::update_many()
            .col_expr(column, Expr::value(into.as_uuid()))
            .filter(column.eq(from))
            .exec(transaction)
            .await?;
    }
    Ok(())
}
