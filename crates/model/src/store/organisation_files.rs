//! Files of organisations: opened, changed, handed in, given back, refused, taken back. Verifying has a file of its own.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter,
    QueryOrder,
};
use time::{Date, OffsetDateTime};

use super::audit::append;
use super::entity::{organisation_file, organisation_file_entry};
use super::notices::tell;
use super::organisation_file_rows::{json, line, load};
use super::{Store, StoreError, choice};
use crate::access::{Action, Actor, Permit};
use crate::audit::Event;
use crate::message::Telling;
use crate::organisation_file::{Entered, FilePurpose, FileState, FileStep, OrganisationFile, Remark};
use crate::{OrganisationFileId, OrganisationId, PersonId};

/// What became of something that was to be done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileOutcome {
    /// It is done.
    Done,
    /// The file is no longer as it was seen: somebody else was faster.
    Moot,
    /// Another organisation that is verified has the same code, or the organisation was verified by another file.
    Taken,
}

/// A file as it is opened.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// Which one it will be.
    pub id: OrganisationFileId,
    /// Why it is opened.
    pub purpose: FilePurpose,
    /// The organisation that it is about.
    pub organisation: OrganisationId,
    /// What is known of it at first.
    pub entered: Entered,
}

/// What a desk says when it does not verify.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What it does: gives back or refuses.
    pub step: FileStep,
    /// Why.
    pub reason: String,
    /// What is to be mended, field by field.
    pub remarks: Vec<Remark>,
}

/// A file in a queue or a list.
#[derive(Clone, Debug, PartialEq)]
pub struct FileLine {
    /// The file, with neither evidence nor history.
    pub file: OrganisationFile,
    /// When it was opened.
    pub opened_at: OffsetDateTime,
}

impl Store {
    /// Opens a file for whoever holds `permit`; returns the open one that they have about the same organisation if
    /// there is one, so that sending a form twice opens one file. One transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is opened then.
    pub async fn open_file(
        &self,
        permit: &Permit,
        new: &NewFile,
        now: OffsetDateTime,
    ) -> Result<OrganisationFileId, StoreError> {
        let transaction = self.begin_writing().await?;
        let open = organisation_file::Column::OrganisationId.eq(new.organisation).and(is_open());
        let of_renewal = organisation_file::Column::Purpose.eq(FilePurpose::Renewal.slug());
        // An organisation that is verified is asked again once, whoever of its administrators begins.
        let same = match new.purpose {
            FilePurpose::Renewal => open.and(of_renewal),
            FilePurpose::Entry | FilePurpose::Claim => {
                open.and(organisation_file::Column::PersonId.eq(permit.person()))
            }
        };
        if let Some(present) = organisation_file::Entity::find().filter(same).one(&transaction).await? {
            return Ok(present.id);
        }
        let row = organisation_file::ActiveModel {
            id: Set(new.id),
            organisation_id: Set(new.organisation),
            person_id: Set(permit.person()),
            purpose: Set(new.purpose.slug().to_owned()),
            state: Set(FileState::Draft.slug().to_owned()),
            credit_code: Set(new.entered.credit_code.to_string()),
            kind: Set(new.entered.kind.slug().to_owned()),
            entered: Set(json(&new.entered)),
            revision: Set(1),
            due_on: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
        };
        organisation_file::Entity::insert(row).exec_without_returning(&transaction).await?;
        append(&transaction, permit, Event::OrganisationEntered, new.purpose.slug(), now).await?;
        transaction.commit().await?;
        Ok(new.id)
    }

    /// Finds a file for somebody who acts for the organisation: their own, or one that belongs to it.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_file_of_members(
        &self,
        actor: &Actor,
        id: OrganisationFileId,
    ) -> Result<Option<OrganisationFile>, StoreError> {
        let Some(file) = load(&self.db, id).await? else { return Ok(None) };
        Ok(actor.permit(Action::ReadOrganisation, file.for_members()).is_ok().then_some(file))
    }

    /// Finds a file for somebody who decides about it, with the leave to do so.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_file_for_desk(
        &self,
        actor: &Actor,
        id: OrganisationFileId,
    ) -> Result<Option<(OrganisationFile, Permit)>, StoreError> {
        let Some(file) = load(&self.db, id).await? else { return Ok(None) };
        // What is still being written is nobody's business.
        if file.state == FileState::Draft {
            return Ok(None);
        }
        let permit = actor.permit(Action::ReviewOrganisation, file.for_desk());
        Ok(permit.ok().map(|permit| (file, permit)))
    }

    /// Lists the files that wait for a decision and about which `actor` may decide, the one due first first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_files_waiting_for(&self, actor: &Actor) -> Result<Vec<FileLine>, StoreError> {
        let rows = organisation_file::Entity::find()
            .filter(organisation_file::Column::State.eq(FileState::Pending.slug()))
            .order_by_asc(organisation_file::Column::DueOn)
            .order_by_asc(organisation_file::Column::UpdatedAt)
            .order_by_asc(organisation_file::Column::Id)
            .all(&self.db)
            .await?;
        let mut lines = rows.into_iter().map(line).collect::<Result<Vec<_>, _>>()?;
        lines.retain(|line| actor.permit(Action::ReviewOrganisation, line.file.for_desk()).is_ok());
        Ok(lines)
    }

    /// Lists the files that `person` opened, newest first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_files(&self, person: PersonId) -> Result<Vec<FileLine>, StoreError> {
        let own = organisation_file::Column::PersonId.eq(person);
        let rows = organisation_file::Entity::find().filter(own);
        let rows = rows.order_by_desc(organisation_file::Column::Id).all(&self.db).await?;
        rows.into_iter().map(line).collect()
    }

    /// Lists the files that belong to the organisation of `permit`, newest first: those that were verified, and those
    /// by which it is asked again.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_files_of(&self, permit: &Permit) -> Result<Vec<FileLine>, StoreError> {
        let Some((organisation, _)) = permit.thing().organisation else { return Ok(Vec::new()) };
        let verified = organisation_file::Column::State.eq(FileState::Verified.slug());
        let shared = verified.or(organisation_file::Column::Purpose.eq(FilePurpose::Renewal.slug()));
        let rows = organisation_file::Entity::find()
            .filter(organisation_file::Column::OrganisationId.eq(organisation).and(shared));
        let rows = rows.order_by_desc(organisation_file::Column::Id).all(&self.db).await?;
        rows.into_iter().map(line).collect()
    }

    /// Changes what the file of `permit` says, while its owner may; one transaction.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn change_file(
        &self,
        permit: &Permit,
        entered: &Entered,
        now: OffsetDateTime,
    ) -> Result<FileOutcome, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((row, state)) = find_row(&transaction, permit).await? else { return Ok(FileOutcome::Moot) };
        if !state.can_be_changed() {
            return Ok(FileOutcome::Moot);
        }
        let changed = organisation_file::ActiveModel {
            id: Set(row.id),
            credit_code: Set(entered.credit_code.to_string()),
            kind: Set(entered.kind.slug().to_owned()),
            entered: Set(json(entered)),
            revision: Set(row.revision + 1),
            updated_at: Set(now),
            ..Default::default()
        };
        changed.update(&transaction).await?;
        transaction.commit().await?;
        Ok(FileOutcome::Done)
    }

    /// Hands the file of `permit` in as it was seen at `revision`, to be decided by `due_on`; one transaction with the
    /// audit. [`FileOutcome::Moot`] also when something that has to be said or shown is not.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn hand_file_in(
        &self,
        permit: &Permit,
        revision: i64,
        due_on: Date,
        now: OffsetDateTime,
    ) -> Result<FileOutcome, StoreError> {
        let transaction = self.begin_writing().await?;
        let step = Step { due_on: Some(due_on), ..Step::of(FileStep::HandIn, Some(permit.person())) };
        let Some(file) = take_step(&transaction, file_of(permit), Some(revision), &step, now).await? else {
            return Ok(FileOutcome::Moot);
        };
        if !file.entered.is_complete() || !file.missing_evidence().is_empty() {
            return Ok(FileOutcome::Moot);
        }
        append(&transaction, permit, Event::OrganisationHandedIn, "", now).await?;
        transaction.commit().await?;
        Ok(FileOutcome::Done)
    }

    /// Takes the file of `permit` back; one transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn withdraw_file(&self, permit: &Permit, now: OffsetDateTime) -> Result<FileOutcome, StoreError> {
        let transaction = self.begin_writing().await?;
        let step = Step::of(FileStep::Withdraw, Some(permit.person()));
        if take_step(&transaction, file_of(permit), None, &step, now).await?.is_none() {
            return Ok(FileOutcome::Moot);
        }
        append(&transaction, permit, Event::OrganisationWithdrawn, "", now).await?;
        transaction.commit().await?;
        Ok(FileOutcome::Done)
    }

    /// Gives the file of `permit` back or refuses it, as it was seen at `revision`, and tells its owner; one
    /// transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn answer_file(
        &self,
        permit: &Permit,
        revision: i64,
        answer: &Answer,
        telling: &Telling<'_>,
        now: OffsetDateTime,
    ) -> Result<FileOutcome, StoreError> {
        let event = match answer.step {
            FileStep::Return => Event::OrganisationReturned,
            FileStep::Refuse => Event::OrganisationRefused,
            FileStep::HandIn | FileStep::Verify | FileStep::Supersede | FileStep::Withdraw => {
                return Ok(FileOutcome::Moot);
            }
        };
        let transaction = self.begin_writing().await?;
        let step =
            Step { reason: &answer.reason, remarks: &answer.remarks, ..Step::of(answer.step, Some(permit.person())) };
        let taken = take_step(&transaction, file_of(permit), Some(revision), &step, now).await?;
        let Some(file) = taken else { return Ok(FileOutcome::Moot) };
        append(&transaction, permit, event, &answer.reason, now).await?;
        tell(&transaction, file.person, telling, now).await?;
        transaction.commit().await?;
        Ok(FileOutcome::Done)
    }
}

/// One step of a file, as its history tells it.
pub(super) struct Step<'a> {
    step: FileStep,
    person: Option<PersonId>,
    reason: &'a str,
    remarks: &'a [Remark],
    due_on: Option<Date>,
}

impl Step<'_> {
    /// A step without reason or remarks.
    pub(super) const fn of(step: FileStep, person: Option<PersonId>) -> Self {
        Self { step, person, reason: "", remarks: &[], due_on: None }
    }
}

/// Takes a step, if the file is where it can be taken, and at `revision` where one is named; returns the file as it was
/// before.
pub(super) async fn take_step(
    transaction: &DatabaseTransaction,
    id: OrganisationFileId,
    revision: Option<i64>,
    step: &Step<'_>,
    now: OffsetDateTime,
) -> Result<Option<OrganisationFile>, StoreError> {
    let Some(file) = load(transaction, id).await? else { return Ok(None) };
    let Ok(next) = file.state.after(step.step) else { return Ok(None) };
    if revision.is_some_and(|seen| seen != file.revision) {
        return Ok(None);
    }
    let moved = organisation_file::ActiveModel {
        id: Set(id),
        state: Set(next.slug().to_owned()),
        revision: Set(file.revision + 1),
        due_on: Set(step.due_on),
        updated_at: Set(now),
        ..Default::default()
    };
    moved.update(transaction).await?;
    let entry = organisation_file_entry::ActiveModel {
        file_id: Set(id),
        revision: Set(file.revision + 1),
        at: Set(now),
        step: Set(step.step.slug().to_owned()),
        person_id: Set(step.person),
        reason: Set(step.reason.to_owned()),
        remarks: Set(serde_json::to_string(step.remarks).unwrap_or_default()),
    };
    organisation_file_entry::Entity::insert(entry).exec_without_returning(transaction).await?;
    Ok(Some(file))
}

/// Whether something can still become of a file.
pub(super) fn is_open() -> sea_orm::sea_query::Expr {
    let open = FileState::ALL.iter().filter(|state| state.is_open()).map(|state| state.slug());
    organisation_file::Column::State.is_in(open)
}

/// The file that `permit` is about.
pub(super) const fn file_of(permit: &Permit) -> OrganisationFileId {
    OrganisationFileId::from_uuid(permit.thing().id)
}

/// The row of the file that `permit` is about, with how far it has come.
pub(super) async fn find_row(
    db: &impl ConnectionTrait,
    permit: &Permit,
) -> Result<Option<(organisation_file::Model, FileState)>, StoreError> {
    let Some(row) = organisation_file::Entity::find_by_id(file_of(permit)).one(db).await? else { return Ok(None) };
    let state = choice(&row.state, "organisation_file", row.id.as_uuid(), "state")?;
    Ok(Some((row, state)))
}
