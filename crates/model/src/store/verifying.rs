//! Verifying an organisation: its file is closed, the public sees it, and whoever entered it administers it.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder};
use time::{Date, OffsetDateTime};

use super::audit::append;
use super::entity::{organisation, organisation_file, standing};
use super::grants::give;
use super::importing_organisations::put_organisation;
use super::notices::tell;
use super::organisation_files::{FileOutcome, Step, file_of, is_open, take_step};
use super::standings::{find_standing, resume_listings};
use super::{Store, StoreError};
use crate::access::{Grant, Permit, Role};
use crate::audit::Event;
use crate::listing::{PUBLISHED_HERE, Provenance};
use crate::message::Telling;
use crate::organisation::Organisation;
use crate::organisation_file::{FilePurpose, FileStep, OrganisationFile};
use crate::standing::{Standing, StandingState, StandingStep};
use crate::{GrantId, PersonId};

/// No reminder has gone out while this stands.
pub(super) const NOT_REMINDED: i32 = i32::MAX;

/// How a desk verifies.
#[derive(Clone, Debug)]
pub struct Verification<'a> {
    /// The revision of the file that the desk has seen.
    pub revision: i64,
    /// The last day on which the verification holds.
    pub until: Date,
    /// The day in Shanghai.
    pub today: Date,
    /// The hat that whoever entered the organisation gets.
    pub grant: GrantId,
    /// What they are told.
    pub told: Telling<'a>,
    /// What others are told who entered the same organisation and come too late.
    pub told_others: Telling<'a>,
}

impl Store {
    /// Verifies the file of `permit`: the organisation is public as it was entered, stands verified, whoever entered it
    /// administers it, and every other open file about it is superseded. One transaction with audit and outbox.
    ///
    /// [`FileOutcome::Moot`] when the file is no longer as it was seen; [`FileOutcome::Taken`] when another verified
    /// organisation has the code.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn verify_file(
        &self,
        permit: &Permit,
        verification: &Verification<'_>,
        now: OffsetDateTime,
    ) -> Result<FileOutcome, StoreError> {
        let transaction = self.begin_writing().await?;
        let step = Step::of(FileStep::Verify, Some(permit.person()));
        let taken = take_step(&transaction, file_of(permit), Some(verification.revision), &step, now).await?;
        let Some(file) = taken else { return Ok(FileOutcome::Moot) };
        if is_taken(&transaction, &file).await? {
            return Ok(FileOutcome::Taken);
        }
        let organisation = organisation_of(&transaction, &file).await?;
        put_organisation(&transaction, &organisation, now).await?;
        stand_verified(&transaction, &file, verification, now).await?;
        let reason = format!("{} {}", file.purpose.slug(), verification.until);
        append(&transaction, permit, Event::OrganisationVerified, &reason, now).await?;
        if file.purpose != FilePurpose::Renewal {
            let new = administrator(&file, verification.grant, now);
            give(&transaction, &new, now).await?;
            append(&transaction, permit, Event::RoleGranted, new.role.slug(), now).await?;
        }
        tell(&transaction, file.person, &verification.told, now).await?;
        supersede_others(&transaction, &file, &verification.told_others, now).await?;
        transaction.commit().await?;
        Ok(FileOutcome::Done)
    }
}

/// Whether what the file is about was verified by another, or its code belongs to another verified organisation.
async fn is_taken(transaction: &DatabaseTransaction, file: &OrganisationFile) -> Result<bool, StoreError> {
    if file.purpose != FilePurpose::Renewal && find_standing(transaction, file.organisation).await?.is_some() {
        return Ok(true);
    }
    let code = file.entered.credit_code.as_str();
    let same = organisation::Column::CreditCode.eq(code).and(organisation::Column::Id.ne(file.organisation));
    for other in organisation::Entity::find().filter(same).all(transaction).await? {
        if find_standing(transaction, other.id).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The organisation as its file tells it, with what else is known of it.
async fn organisation_of(
    transaction: &DatabaseTransaction,
    file: &OrganisationFile,
) -> Result<Organisation, StoreError> {
    let known = organisation::Entity::find_by_id(file.organisation).one(transaction).await?;
    let known = known.map(super::organisations::decode).transpose()?;
    let it = file.entered.clone();
    let provenance = Provenance { source: PUBLISHED_HERE.to_owned(), record: file.organisation.to_string() };
    Ok(Organisation {
        id: file.organisation,
        kind: it.kind,
        name: it.name,
        name_en: it.name_en.or_else(|| known.as_ref().and_then(|known| known.name_en.clone())),
        short_name: known.as_ref().and_then(|known| known.short_name.clone()),
        credit_code: Some(it.credit_code.to_string()),
        place: it.place,
        industry: it.industry,
        summary: it.summary,
        // What was said in English of it may no longer be what it says of itself.
        summary_en: known.as_ref().filter(|_| file.purpose != FilePurpose::Entry).and_then(|it| it.summary_en.clone()),
        staffing_agency: it.staffing_agency,
        demo: known.as_ref().is_some_and(|known| known.demo),
        provenance: known.map_or(provenance, |known| known.provenance),
    })
}

/// Writes down until when the organisation is verified; what it had to pause goes on.
async fn stand_verified(
    transaction: &DatabaseTransaction,
    file: &OrganisationFile,
    verification: &Verification<'_>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let before = find_standing(transaction, file.organisation).await?;
    let fresh = Standing {
        organisation: file.organisation,
        state: StandingState::Lapsed,
        until: verification.until,
        recruiter_class: file.entered.recruiter_class,
        reason: String::new(),
    };
    let before = before.unwrap_or(fresh);
    let state = before.after(StandingStep::Verify, verification.today).unwrap_or(before.state);
    let row = standing::ActiveModel {
        organisation_id: Set(file.organisation),
        state: Set(state.slug().to_owned()),
        until: Set(verification.until),
        recruiter_class: Set(file.entered.recruiter_class.map(|class| class.slug().to_owned())),
        reason: Set(before.reason),
        reminded_days: Set(NOT_REMINDED),
        updated_at: Set(now),
    };
    use standing::Column;
    let updated =
        [Column::State, Column::Until, Column::RecruiterClass, Column::Reason, Column::RemindedDays, Column::UpdatedAt];
    let on_conflict = OnConflict::column(Column::OrganisationId).update_columns(updated).to_owned();
    standing::Entity::insert(row).on_conflict(on_conflict).exec_without_returning(transaction).await?;
    if state == StandingState::Verified {
        resume_listings(transaction, file.organisation, now).await?;
    }
    Ok(())
}

const fn administrator(file: &OrganisationFile, id: GrantId, now: OffsetDateTime) -> Grant {
    Grant {
        id,
        person: file.person,
        role: Role::OrganisationAdministrator,
        organisation: Some(file.organisation),
        until: None,
        granted_at: now,
    }
}

/// Closes what others have entered or claimed of the same organisation, and tells them.
async fn supersede_others(
    transaction: &DatabaseTransaction,
    file: &OrganisationFile,
    telling: &Telling<'_>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    use organisation_file::Column;
    let same =
        Column::OrganisationId.eq(file.organisation).or(Column::CreditCode.eq(file.entered.credit_code.as_str()));
    let others = organisation_file::Entity::find()
        .filter(same.and(Column::Id.ne(file.id)).and(is_open()))
        .order_by_asc(Column::Id)
        .all(transaction)
        .await?;
    for other in others {
        let step = Step::of(FileStep::Supersede, None::<PersonId>);
        if take_step(transaction, other.id, None, &step, now).await?.is_some() && other.person_id != file.person {
            tell(transaction, other.person_id, telling, now).await?;
        }
    }
    Ok(())
}
