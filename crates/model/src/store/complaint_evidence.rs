//! Files that come with complaints: added by whoever complained until the case is decided, read by whoever decides.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use super::complaint_cases::{decode_case, thing_of};
use super::complaints::{FollowedBy, find_row};
use super::entity::{complaint_case, complaint_evidence};
use super::{Store, StoreError, audit, choice};
use crate::ComplaintId;
use crate::audit::Event;
use crate::complaint::{COMPLAINT_EVIDENCE_MAX, ComplaintEvidence};

/// What became of a file that was brought to a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceTaken {
    /// It is kept.
    Done,
    /// The complaint has as many as it may have.
    TooMany,
    /// There is no such complaint for them, or it is decided.
    NotNow,
}

impl Store {
    /// Adds a file to a complaint for whoever follows it, until its case is decided. One transaction with the audit, which
    /// does not say who complained.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is added then.
    pub async fn add_complaint_evidence(
        &self,
        by: &FollowedBy,
        id: Option<ComplaintId>,
        new: &ComplaintEvidence,
        now: OffsetDateTime,
    ) -> Result<EvidenceTaken, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(complaint) = find_row(&transaction, by, id).await? else { return Ok(EvidenceTaken::NotNow) };
        let case = complaint_case::Entity::find_by_id(complaint.case_id).one(&transaction).await?;
        let Some(case) = case.map(decode_case).transpose()?.filter(|case| case.state.gathers()) else {
            return Ok(EvidenceTaken::NotNow);
        };
        let of_it = complaint_evidence::Column::ComplaintId.eq(complaint.id);
        let present = complaint_evidence::Entity::find().filter(of_it).count(&transaction).await?;
        if present >= COMPLAINT_EVIDENCE_MAX as u64 {
            return Ok(EvidenceTaken::TooMany);
        }
        let row = complaint_evidence::ActiveModel {
            id: Set(new.id),
            complaint_id: Set(complaint.id),
            media: Set(new.media.slug().to_owned()),
            size: Set(i32::try_from(new.size).unwrap_or(i32::MAX)),
            sha256: Set(new.sha256.clone()),
            stored_as: Set(new.stored_as.clone()),
            added_at: Set(now),
        };
        complaint_evidence::Entity::insert(row).exec_without_returning(&transaction).await?;
        let thing = thing_of(&transaction, &case).await?;
        audit::append_by_operator(&transaction, Event::EvidenceAdded, &thing, "", now).await?;
        transaction.commit().await?;
        Ok(EvidenceTaken::Done)
    }
}

/// The files of each of `complaints`, the first one first; those without any are left out.
pub(super) async fn evidence_of(
    db: &impl ConnectionTrait,
    complaints: &[ComplaintId],
) -> Result<HashMap<ComplaintId, Vec<ComplaintEvidence>>, StoreError> {
    use complaint_evidence::Column;
    let rows = complaint_evidence::Entity::find()
        .filter(Column::ComplaintId.is_in(complaints.iter().copied()))
        .order_by_asc(Column::AddedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let mut files: HashMap<ComplaintId, Vec<ComplaintEvidence>> = HashMap::new();
    for row in rows {
        files.entry(row.complaint_id).or_default().push(decode(row)?);
    }
    Ok(files)
}

fn decode(row: complaint_evidence::Model) -> Result<ComplaintEvidence, StoreError> {
    Ok(ComplaintEvidence {
        id: row.id,
        media: choice(&row.media, "complaint_evidence", row.id.as_uuid(), "media")?,
        size: u32::try_from(row.size).unwrap_or(0),
        sha256: row.sha256,
        stored_as: row.stored_as,
        added_at: row.added_at,
    })
}
