//! Appointments of mentors as each side reads them, and as they begin.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use time::OffsetDateTime;

use super::entity::{grant, mentor_appointment, mentor_hours, person};
use super::mentor_steps::{MentoringMoved, tell_party};
use super::paging::page_of;
use super::postings::organisation_of;
use super::standings::is_any_suspended;
use super::{Store, StoreError, audit, choice, mentor_offers};
use crate::access::{Action, Actor, Desk, Permit, Relation, Role, allows};
use crate::audit::Event;
use crate::chance::Chance;
use crate::clock::day_of;
use crate::mentoring::{Appointment, AppointmentFile, AppointmentKind, MentorHours, MentoringParty, NewAppointment};
use crate::organisation::Organisation;
use crate::paging::{Page, PageAsked};
use crate::workbench::case::is_other_side;
use crate::{AppointmentId, OrganisationId, PersonId};

/// Somebody of a firm who can be named as a mentor, or of a school who can be sent as a teacher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedMentor {
    /// Who it is.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
}

impl Store {
    /// Proposes the appointment that `permit` is about to `firm`, and tells those who write for it; where a `teacher` is to
    /// practise there, tells the teacher alone. Nothing is done when the firm stands on the same side as the school, it was
    /// proposed before, the teacher is none of the school, or one of the two is suspended.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is proposed then.
    pub async fn propose_appointment(
        &self,
        permit: &Permit,
        (firm, teacher): (OrganisationId, Option<PersonId>),
        new: &NewAppointment,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<MentoringMoved, StoreError> {
        let id = AppointmentId::from_uuid(permit.thing().id);
        let Some((school, kind)) = permit.thing().organisation else { return Ok(MentoringMoved::NotNow) };
        let transaction = self.begin_writing().await?;
        let other = organisation_of(&transaction, firm).await?;
        let known = mentor_appointment::Entity::find_by_id(id).count(&transaction).await? > 0;
        let is_school = kind.desk() == Desk::Universities;
        if known || permit.action() != Action::AppointMentor || !is_school || !is_other_side(kind, other.kind) {
            return Ok(MentoringMoved::NotNow);
        }
        if is_any_suspended(&transaction, [school, firm]).await? {
            return Ok(MentoringMoved::Suspended);
        }
        let (kind, told) = match teacher {
            None => (AppointmentKind::Mentor, MentoringParty::Firm),
            Some(_) => (AppointmentKind::TeacherPractice, MentoringParty::Teacher),
        };
        let of_school = holders(&transaction, (school, Role::Teacher), now).await?;
        if teacher.is_some_and(|teacher| !of_school.contains(&teacher)) {
            return Ok(MentoringMoved::NotNow);
        }
        let row = mentor_appointment::ActiveModel {
            id: Set(id),
            kind: Set(kind.slug().to_owned()),
            school_id: Set(school),
            firm_id: Set(firm),
            person_id: Set(teacher),
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
            reminded_at: Set(None),
        };
        let row = mentor_appointment::Entity::insert(row).exec_with_returning(&transaction).await?;
        audit::append(&transaction, permit, Event::AppointmentMoved, "propose", now).await?;
        tell_party(&transaction, &row, (told, "propose"), (chance, now)).await?;
        transaction.commit().await?;
        Ok(MentoringMoved::Done)
    }

    /// Lists the appointments of the schools and firms for which `actor` acts, and those in which they are the mentor or the
    /// teacher, the latest first. A firm reads of a teacher's practice once the teacher agrees.
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
        let is_seen = Column::Kind.eq(AppointmentKind::Mentor.slug()).or(Column::NamedAt.is_not_null());
        let theirs = Column::SchoolId
            .is_in(ids(Action::AppointMentor))
            .or(Column::FirmId.is_in(ids(Action::LendMentor)).and(is_seen))
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
        let seen = file.appointment.kind.parties().iter().filter(|&&party| file.appointment.is_seen_by(party));
        let sides: Vec<_> = seen.filter_map(leave).collect();
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
        self.list_holders((firm, Role::Mentor), now).await
    }

    /// Lists those who are teachers of the school that `permit` is about, by their names.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_teachers_of(&self, permit: &Permit, now: OffsetDateTime) -> Result<Vec<NamedMentor>, StoreError> {
        let Some((school, _)) = permit.thing().organisation.filter(|_| permit.action() == Action::AppointMentor) else {
            return Ok(Vec::new());
        };
        self.list_holders((school, Role::Teacher), now).await
    }

    async fn list_holders(
        &self,
        held: (OrganisationId, Role),
        now: OffsetDateTime,
    ) -> Result<Vec<NamedMentor>, StoreError> {
        let people = holders(&self.db, held, now).await?;
        let rows = person::Entity::find().filter(person::Column::Id.is_in(people)).order_by_asc(person::Column::Name);
        Ok(rows.all(&self.db).await?.into_iter().map(|row| NamedMentor { person: row.id, name: row.name }).collect())
    }

    /// Lists the organisations of the other side to which a school can propose appointments: those that have mentors.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_firms_with_mentors(&self, now: OffsetDateTime) -> Result<Vec<Organisation>, StoreError> {
        self.list_organisations_of_holders(&[Role::Mentor], now).await
    }

    /// Lists the organisations to which a school can send teachers: those for which somebody answers.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_firms_that_answer(&self, now: OffsetDateTime) -> Result<Vec<Organisation>, StoreError> {
        let answers = |role: &Role| allows(*role, Action::LendMentor, Relation::SameOrganisation);
        let roles: Vec<Role> = Role::ALL.iter().copied().filter(answers).collect();
        self.list_organisations_of_holders(&roles, now).await
    }

    async fn list_organisations_of_holders(
        &self,
        roles: &[Role],
        now: OffsetDateTime,
    ) -> Result<Vec<Organisation>, StoreError> {
        let slugs = roles.iter().map(|role| role.slug());
        let held = grant::Column::Role.is_in(slugs).and(grant::Column::EndedAt.is_null());
        let rows = grant::Entity::find().filter(held).all(&self.db).await?;
        let counts = |row: &grant::Model| row.until.is_none_or(|until| day_of(now) <= until);
        let ids: Vec<OrganisationId> = rows.into_iter().filter(counts).filter_map(|row| row.organisation_id).collect();
        let mut firms: Vec<Organisation> = self.map_organisations(&ids).await?.into_values().collect();
        firms.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(firms)
    }
}

/// Those who hold `role` in `organisation` today.
pub(super) async fn holders(
    db: &impl ConnectionTrait,
    (organisation, role): (OrganisationId, Role),
    now: OffsetDateTime,
) -> Result<Vec<PersonId>, StoreError> {
    let held = grant::Column::OrganisationId
        .eq(organisation)
        .and(grant::Column::EndedAt.is_null())
        .and(grant::Column::Role.eq(role.slug()));
    let rows = grant::Entity::find().filter(held).all(db).await?;
    let counts = |row: &grant::Model| row.until.is_none_or(|until| day_of(now) <= until);
    Ok(rows.into_iter().filter(counts).map(|row| row.person_id).collect())
}

async fn file(db: &impl ConnectionTrait, row: mentor_appointment::Model) -> Result<AppointmentFile, StoreError> {
    let hours = mentor_hours::Entity::find()
        .filter(mentor_hours::Column::AppointmentId.eq(row.id))
        .order_by_desc(mentor_hours::Column::TaughtOn)
        .order_by_desc(mentor_hours::Column::Id);
    let person_name = match row.person_id {
        Some(id) => person::Entity::find_by_id(id).one(db).await?.map(|it| it.name),
        None => None,
    };
    Ok(AppointmentFile {
        school: organisation_of(db, row.school_id).await?,
        firm: organisation_of(db, row.firm_id).await?,
        person_name,
        hours: hours.all(db).await?.into_iter().map(decode_hours).collect::<Result<_, _>>()?,
        appointment: decode(row)?,
    })
}

pub(super) fn decode(row: mentor_appointment::Model) -> Result<Appointment, StoreError> {
    Ok(Appointment {
        id: row.id,
        kind: choice(&row.kind, "mentor_appointment", row.id.as_uuid(), "kind")?,
        school: row.school_id,
        firm: row.firm_id,
        person: row.person_id,
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
    })
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

/// Moves the appointments of an organisation that goes into another one, and what it says that its people teach.
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
    mentor_offers::move_to(transaction, (from, into)).await
}
