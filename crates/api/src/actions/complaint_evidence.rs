//! Files that come with complaints.

use rongqiao_model::complaint::ComplaintEvidence;
use rongqiao_model::store::{EvidenceTaken, FollowedBy};
use rongqiao_model::{ComplaintId, EvidenceId};

use crate::app::App;
use crate::attachments::{self, AttachmentError};
use crate::problem::Problem;

/// Why a file was not added to a complaint.
#[derive(Debug)]
pub enum NotTaken {
    /// It is none that is taken.
    Attachment(AttachmentError),
    /// The complaint has as many as it may have.
    TooMany,
    /// There is no such complaint for them, or it is decided.
    NotNow,
    /// Something failed that nobody who complains can mend.
    Failed(Problem),
}

/// Adds a file to a complaint, for whoever follows it.
///
/// # Errors
///
/// Returns why it was not added; nothing of it is kept then.
pub async fn add_evidence(
    app: &App,
    (by, id): (&FollowedBy, Option<ComplaintId>),
    content: &[u8],
) -> Result<(), NotTaken> {
    let kept = attachments::keep(app, content).await.map_err(NotTaken::Attachment)?;
    let now = app.clock.now();
    let new = ComplaintEvidence {
        id: EvidenceId::from_uuid(app.chance.id(now)),
        media: kept.media,
        size: kept.size,
        sha256: kept.sha256,
        stored_as: kept.stored_as,
        added_at: now,
    };
    let taken = app.store.add_complaint_evidence(by, id, &new, now).await;
    if !matches!(taken, Ok(EvidenceTaken::Done)) {
        attachments::discard(&app.settings.evidence_folder(), &new.stored_as).await;
    }
    match taken {
        Ok(EvidenceTaken::Done) => Ok(()),
        Ok(EvidenceTaken::TooMany) => Err(NotTaken::TooMany),
        Ok(EvidenceTaken::NotNow) => Err(NotTaken::NotNow),
        Err(error) => Err(NotTaken::Failed(error.into())),
    }
}
