//! What is done to appointments of mentors and to their hours: each step in one transaction with its entry in the audit and
//! the news of it.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, DatabaseTransaction, EntityTrait, ExprTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};
use time::{Date, OffsetDateTime};

use super::entity::{mentor_appointment, mentor_hours};
use super::mentor_appointments::{decode, decode_hours, holders};
use super::mentor_endings::ends_soon;
use super::notices::{tell, writers};
use super::public_figures::tell_figure;
use super::standings::is_any_suspended;
use super::{Store, StoreError, audit, choice};
use crate::access::{Permit, Role};
use crate::audit::Event;
use crate::chance::Chance;
use crate::clock::day_of;
use crate::mentoring::{
    Appointment, AppointmentKind, AppointmentState, AppointmentStep, HOURS_A_DAY_MAX, HoursState, HoursStep,
    MentoringParty, NewHours,
};
use crate::message::{Telling, Topic};
use crate::public_figures::PublicFigure;
use crate::{AppointmentId, MentorHoursId, PersonId};

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentoringMoved {
    /// It is done.
    Done,
    /// Somebody changed it meanwhile.
    Changed,
    /// It cannot be done now, or not on this side.
    NotNow,
    /// Whoever was named is no mentor of the firm.
    NoMentor,
    /// The day would have more hours than [`HOURS_A_DAY_MAX`].
    TooManyHours,
    /// The school or the firm is suspended.
    Suspended,
}

impl Store {
    /// Does `step` to the appointment that `permit` is about, on the side of `party`, as somebody saw it at `revision`, and
    /// tells the others. Whoever names a mentor says whom; `reason` says why it is refused or ended.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn move_appointment(
        &self,
        (permit, party): (&Permit, MentoringParty),
        revision: i64,
        (step, mentor, reason): (AppointmentStep, Option<PersonId>, &str),
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<MentoringMoved, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(row) = find(&transaction, permit, party).await? else { return Ok(MentoringMoved::NotNow) };
        let before = decode(row.clone())?;
        if before.revision != revision {
            return Ok(MentoringMoved::Changed);
        }
        if !before.can(step, party, day_of(now)) {
            return Ok(MentoringMoved::NotNow);
        }
        if step.binds() && is_any_suspended(&transaction, [before.school, before.firm]).await? {
            return Ok(MentoringMoved::Suspended);
        }
        let mut row = row.into_active_model();
        row.revision = Set(revision + 1);
        match step {
            AppointmentStep::Name => {
                let of_firm = holders(&transaction, (before.firm, Role::Mentor), now).await?;
                let Some(mentor) = mentor.filter(|it| of_firm.contains(it)) else {
                    return Ok(MentoringMoved::NoMentor);
                };
                row.person_id = Set(Some(mentor));
                row.named_at = Set(Some(now));
            }
            AppointmentStep::Accept if before.named_at.is_none() => row.named_at = Set(Some(now)),
            AppointmentStep::Accept => {
                row.accepted_at = Set(Some(now));
                // Whoever agrees that late knows when it ends.
                row.reminded_at = Set(ends_soon(before.terms.until_on, day_of(now)).then_some(now));
            }
            AppointmentStep::Withdraw => row.ended_at = Set(Some(now)),
            AppointmentStep::Refuse | AppointmentStep::End => {
                row.ended_at = Set(Some(now));
                row.reason = Set(reason.to_owned());
            }
        }
        let row = row.update(&transaction).await?;
        audit::append(&transaction, permit, Event::AppointmentMoved, step.slug(), now).await?;
        let after = decode(row.clone())?;
        let what = if step == AppointmentStep::Accept && after.accepted_at.is_none() { "agree" } else { step.slug() };
        tell_others(&transaction, (&row, &after), (party, what), (chance, now)).await?;
        transaction.commit().await?;
        Ok(MentoringMoved::Done)
    }

    /// Writes hours down under the appointment that `permit` is about, on the side of `party`, and tells the other side.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is written then.
    pub async fn log_mentor_hours(
        &self,
        (permit, party): (&Permit, MentoringParty),
        id: MentorHoursId,
        new: &NewHours,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<MentoringMoved, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(row) = find(&transaction, permit, party).await? else { return Ok(MentoringMoved::NotNow) };
        let appointment = decode(row.clone())?;
        let was_accepted = appointment.accepted_at.is_some();
        let is_over = appointment.state(day_of(now)) == AppointmentState::Ended && appointment.ended_at.is_some();
        let within = (appointment.terms.from_on..=appointment.terms.until_on).contains(&new.on);
        if !appointment.tells_hours(party, permit.person()) || !was_accepted || is_over || !within {
            return Ok(MentoringMoved::NotNow);
        }
        if mentor_hours::Entity::find_by_id(id).one(&transaction).await?.is_some() {
            return Ok(MentoringMoved::Done);
        }
        if is_day_full(&transaction, row.id, (new.on, new.hours)).await? {
            return Ok(MentoringMoved::TooManyHours);
        }
        let hours = mentor_hours::ActiveModel {
            id: Set(id),
            appointment_id: Set(row.id),
            taught_on: Set(new.on),
            hours: Set(new.hours.cast_signed()),
            words: Set(new.words.clone()),
            logged_by: Set(party.slug().to_owned()),
            logged_at: Set(now),
            confirmed_at: Set(None),
            disputed_at: Set(None),
            dispute: Set(String::new()),
            revision: Set(1),
        };
        mentor_hours::Entity::insert(hours).exec_without_returning(&transaction).await?;
        audit::append(&transaction, permit, Event::AppointmentMoved, HoursStep::Log.slug(), now).await?;
        tell_party(&transaction, &row, (party.answerer(), HoursStep::Log.slug()), (chance, now)).await?;
        transaction.commit().await?;
        Ok(MentoringMoved::Done)
    }

    /// Confirms or disputes hours under the appointment that `permit` is about, on the side of `party`, as somebody saw them
    /// at `revision`, and tells the other side. Of two at once one is done.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn answer_mentor_hours(
        &self,
        (permit, party): (&Permit, MentoringParty),
        (id, revision): (MentorHoursId, i64),
        (step, words): (HoursStep, &str),
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<MentoringMoved, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(row) = find(&transaction, permit, party).await? else { return Ok(MentoringMoved::NotNow) };
        let found = mentor_hours::Entity::find_by_id(id).one(&transaction).await?;
        let Some(found) = found.filter(|it| it.appointment_id == row.id) else { return Ok(MentoringMoved::NotNow) };
        let before = decode_hours(found.clone())?;
        if before.revision != revision {
            return Ok(MentoringMoved::Changed);
        }
        let appointment = decode(row.clone())?;
        if !before.can(step, party) || !appointment.tells_hours(party, permit.person()) {
            return Ok(MentoringMoved::NotNow);
        }
        let counts_anew = step == HoursStep::Confirm && before.state() == HoursState::Disputed;
        if counts_anew && is_day_full(&transaction, row.id, (before.on, before.hours)).await? {
            return Ok(MentoringMoved::TooManyHours);
        }
        let mut hours = found.into_active_model();
        hours.revision = Set(revision + 1);
        match step {
            HoursStep::Log => {}
            HoursStep::Confirm => {
                hours.confirmed_at = Set(Some(now));
                hours.disputed_at = Set(None);
            }
            HoursStep::Dispute => {
                hours.disputed_at = Set(Some(now));
                hours.dispute = Set(words.to_owned());
            }
        }
        hours.update(&transaction).await?;
        if step == HoursStep::Confirm && appointment.kind == AppointmentKind::Mentor {
            tell_figure(&transaction, PublicFigure::MentorHours, now).await?;
        }
        audit::append(&transaction, permit, Event::AppointmentMoved, step.slug(), now).await?;
        tell_party(&transaction, &row, (party.answerer(), step.slug()), (chance, now)).await?;
        transaction.commit().await?;
        Ok(MentoringMoved::Done)
    }
}

/// The appointment that `permit` is about, if its holder stands on the side of `party`.
async fn find(
    transaction: &DatabaseTransaction,
    permit: &Permit,
    party: MentoringParty,
) -> Result<Option<mentor_appointment::Model>, StoreError> {
    let id = AppointmentId::from_uuid(permit.thing().id);
    let Some(row) = mentor_appointment::Entity::find_by_id(id).one(transaction).await? else { return Ok(None) };
    let named = permit.thing().organisation.map(|(id, _)| id);
    let stands = match party {
        MentoringParty::School => named == Some(row.school_id),
        MentoringParty::Firm => named == Some(row.firm_id),
        MentoringParty::Mentor | MentoringParty::Teacher => row.person_id == Some(permit.person()),
    };
    let is_seen = decode(row.clone())?.is_seen_by(party);
    Ok(Some(row).filter(|_| stands && is_seen && permit.action() == party.action()))
}

/// Whether so many `hours` more on the day `on` are too many for an appointment, besides what nobody disputes.
async fn is_day_full(
    transaction: &DatabaseTransaction,
    appointment: AppointmentId,
    (on, hours): (Date, u32),
) -> Result<bool, StoreError> {
    use mentor_hours::Column;
    let of_day = Column::AppointmentId.eq(appointment).and(Column::TaughtOn.eq(on)).and(Column::DisputedAt.is_null());
    let told = mentor_hours::Entity::find().filter(of_day).all(transaction).await?;
    let told: u32 = told.iter().map(|row| row.hours.unsigned_abs()).sum();
    Ok(told + hours > HOURS_A_DAY_MAX)
}

async fn tell_others(
    transaction: &DatabaseTransaction,
    (row, appointment): (&mentor_appointment::Model, &Appointment),
    (party, what): (MentoringParty, &str),
    by_chance: (&Chance, OffsetDateTime),
) -> Result<(), StoreError> {
    for &other in appointment.kind.parties().iter().filter(|&&it| it != party && appointment.is_seen_by(it)) {
        tell_party(transaction, row, (other, what), by_chance).await?;
    }
    Ok(())
}

/// Tells everybody who acts on the side of `party` what was done to an appointment.
pub(super) async fn tell_party(
    transaction: &DatabaseTransaction,
    row: &mentor_appointment::Model,
    (party, what): (MentoringParty, &str),
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<(), StoreError> {
    let kind: AppointmentKind = choice(&row.kind, "mentor_appointment", row.id.as_uuid(), "kind")?;
    let what = match kind {
        AppointmentKind::Mentor => what.to_owned(),
        AppointmentKind::TeacherPractice => format!("practice-{what}"),
    };
    let words = [("name", row.subject.clone()), ("what", what)];
    let telling = Telling {
        topic: Topic::Mentoring,
        words: words.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        letter_words: BTreeMap::new(),
        link: format!("/my/mentoring/{}", row.id),
        chance,
    };
    let people: Vec<PersonId> = match party {
        MentoringParty::School => writers(transaction, row.school_id, now).await?.into_iter().collect(),
        MentoringParty::Firm => writers(transaction, row.firm_id, now).await?.into_iter().collect(),
        MentoringParty::Mentor | MentoringParty::Teacher => row.person_id.into_iter().collect(),
    };
    for person in people {
        tell(transaction, person, &telling, now).await?;
    }
    Ok(())
}
