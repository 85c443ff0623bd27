//! Files of organisations as the database holds them.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entity::{evidence, organisation_file, organisation_file_entry};
use super::organisation_files::FileLine;
use super::{StoreError, choice};
use crate::OrganisationFileId;
use crate::organisation_file::{Entered, Evidence, FileEntry, OrganisationFile};

/// The file with this id, whole.
pub(super) async fn load(
    db: &impl ConnectionTrait,
    id: OrganisationFileId,
) -> Result<Option<OrganisationFile>, StoreError> {
    let Some(row) = organisation_file::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    let evidence = evidence::Entity::find()
        .filter(evidence::Column::FileId.eq(id))
        .order_by_asc(evidence::Column::Slot)
        .order_by_asc(evidence::Column::Id)
        .all(db)
        .await?;
    let history = organisation_file_entry::Entity::find()
        .filter(organisation_file_entry::Column::FileId.eq(id))
        .order_by_asc(organisation_file_entry::Column::Revision)
        .all(db)
        .await?;
    let file = line(row)?.file;
    Ok(Some(OrganisationFile {
        evidence: evidence.into_iter().map(decode_evidence).collect::<Result<_, _>>()?,
        history: history.into_iter().map(decode_entry).collect::<Result<_, _>>()?,
        ..file
    }))
}

pub(super) fn decode_evidence(row: evidence::Model) -> Result<Evidence, StoreError> {
    let id = row.id.as_uuid();
    Ok(Evidence {
        id: row.id,
        slot: choice(&row.slot, "evidence", id, "slot")?,
        name: row.name,
        media: choice(&row.media, "evidence", id, "media")?,
        size: u32::try_from(row.size).unwrap_or(0),
        sha256: row.sha256,
        stored_as: row.stored_as,
        added_at: row.added_at,
    })
}

fn decode_entry(row: organisation_file_entry::Model) -> Result<FileEntry, StoreError> {
    let id = row.file_id.as_uuid();
    let corrupt = |field| StoreError::Corrupt { noun: "organisation_file_entry", id, field };
    Ok(FileEntry {
        at: row.at,
        step: choice(&row.step, "organisation_file_entry", id, "step")?,
        person: row.person_id,
        reason: row.reason,
        remarks: serde_json::from_str(&row.remarks).map_err(|_| corrupt("remarks"))?,
    })
}

/// The file in a row, with neither evidence nor history.
pub(super) fn line(row: organisation_file::Model) -> Result<FileLine, StoreError> {
    let id = row.id.as_uuid();
    let corrupt = |field| StoreError::Corrupt { noun: "organisation_file", id, field };
    let file = OrganisationFile {
        id: row.id,
        purpose: choice(&row.purpose, "organisation_file", id, "purpose")?,
        organisation: row.organisation_id,
        person: row.person_id,
        state: choice(&row.state, "organisation_file", id, "state")?,
        entered: serde_json::from_str(&row.entered).map_err(|_| corrupt("entered"))?,
        revision: row.revision,
        due_on: row.due_on,
        updated_at: row.updated_at,
        evidence: Vec::new(),
        history: Vec::new(),
    };
    Ok(FileLine { file, opened_at: row.created_at })
}

/// What was entered, as the database holds it.
pub(super) fn json(entered: &Entered) -> String {
    serde_json::to_string(entered).unwrap_or_default()
}
