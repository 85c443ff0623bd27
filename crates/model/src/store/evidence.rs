//! Evidence for what is said of an organisation: what it is and where it lies; the content is not in the database.

use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait as _, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use time::OffsetDateTime;

use super::audit::append;
use super::entity::{evidence, organisation_file};
use super::organisation_file_rows::decode_evidence;
use super::organisation_files::{FileOutcome, file_of, find_row};
use super::{Store, StoreError};
use crate::EvidenceId;
use crate::access::Permit;
use crate::audit::Event;
use crate::organisation_file::Evidence;

/// Pieces of evidence that a file holds at most.
const EVIDENCE_MAX: u64 = 20;

impl Store {
    /// Adds evidence to the file of `permit`, while its owner may change it; one transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is added then.
    pub async fn add_evidence(
        &self,
        permit: &Permit,
        new: &Evidence,
        now: OffsetDateTime,
    ) -> Result<FileOutcome, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((row, state)) = find_row(&transaction, permit).await? else { return Ok(FileOutcome::Moot) };
        let present = evidence::Entity::find().filter(evidence::Column::FileId.eq(row.id)).count(&transaction).await?;
        if !state.can_be_changed() || present >= EVIDENCE_MAX {
            return Ok(FileOutcome::Moot);
        }
        let piece = evidence::ActiveModel {
            id: Set(new.id),
            file_id: Set(row.id),
            slot: Set(new.slot.slug().to_owned()),
            name: Set(new.name.clone()),
            media: Set(new.media.slug().to_owned()),
            size: Set(i32::try_from(new.size).unwrap_or(i32::MAX)),
            sha256: Set(new.sha256.clone()),
            stored_as: Set(new.stored_as.clone()),
            added_at: Set(now),
        };
        evidence::Entity::insert(piece).exec_without_returning(&transaction).await?;
        touch(&transaction, &row, now).await?;
        append(&transaction, permit, Event::EvidenceAdded, new.slot.slug(), now).await?;
        transaction.commit().await?;
        Ok(FileOutcome::Done)
    }

    /// Takes evidence out of the file of `permit`, while its owner may change it, and returns what it was; its content
    /// is left to the caller. One transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is removed then.
    pub async fn remove_evidence(
        &self,
        permit: &Permit,
        id: EvidenceId,
        now: OffsetDateTime,
    ) -> Result<Option<Evidence>, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((row, state)) = find_row(&transaction, permit).await? else { return Ok(None) };
        let own = evidence::Entity::find_by_id(id).filter(evidence::Column::FileId.eq(row.id));
        let Some(piece) = own.one(&transaction).await?.filter(|_| state.can_be_changed()) else { return Ok(None) };
        evidence::Entity::delete_by_id(id).exec(&transaction).await?;
        touch(&transaction, &row, now).await?;
        append(&transaction, permit, Event::EvidenceRemoved, &piece.slot, now).await?;
        transaction.commit().await?;
        decode_evidence(piece).map(Some)
    }

    /// Finds evidence of the file of `permit` for being looked at. A look of those who operate the platform is written
    /// into the audit first; at what tells of a person they have said why before, by [`note_look_at_evidence`].
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is shown then.
    ///
    /// [`note_look_at_evidence`]: Self::note_look_at_evidence
    pub async fn look_at_evidence(
        &self,
        permit: &Permit,
        id: EvidenceId,
        now: OffsetDateTime,
    ) -> Result<Option<Seen>, StoreError> {
        let Some(piece) = self.find_piece(permit, id).await? else { return Ok(None) };
        if permit.role().is_of_staff() {
            let about = named(&piece);
            if piece.slot.tells_of_person() {
                if !self.has_looked(permit, Event::EvidenceSeen, &about, now).await? {
                    return Ok(Some(Seen::ReasonWanted));
                }
            } else {
                let transaction = self.begin_writing().await?;
                append(&transaction, permit, Event::EvidenceSeen, &about, now).await?;
                transaction.commit().await?;
            }
        }
        Ok(Some(Seen::Piece(Box::new(piece))))
    }

    /// Writes down why whoever holds `permit` is about to look at evidence of its file; says whether it is there.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing may be shown then.
    pub async fn note_look_at_evidence(
        &self,
        permit: &Permit,
        id: EvidenceId,
        reason: &str,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let Some(piece) = self.find_piece(permit, id).await? else { return Ok(false) };
        let transaction = self.begin_writing().await?;
        append(&transaction, permit, Event::EvidenceSeen, &format!("{} {reason}", named(&piece)), now).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn find_piece(&self, permit: &Permit, id: EvidenceId) -> Result<Option<Evidence>, StoreError> {
        let of_file = evidence::Entity::find_by_id(id).filter(evidence::Column::FileId.eq(file_of(permit)));
        of_file.one(&self.db).await?.map(decode_evidence).transpose()
    }
}

/// What somebody gets who wants to look at evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The piece.
    Piece(Box<Evidence>),
    /// They have to say why first.
    ReasonWanted,
}

/// A piece as the audit names it.
fn named(piece: &Evidence) -> String {
    format!("{} {}", piece.slot.slug(), piece.id)
}

/// Notes that a file changed, so that nobody hands in or decides about what they have not seen.
async fn touch(
    transaction: &sea_orm::DatabaseTransaction,
    row: &organisation_file::Model,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let changed = organisation_file::ActiveModel {
        id: Set(row.id),
        revision: Set(row.revision + 1),
        updated_at: Set(now),
        ..Default::default()
    };
    changed.update(transaction).await?;
    Ok(())
}
