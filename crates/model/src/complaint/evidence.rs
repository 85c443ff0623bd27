//! Files that come with a complaint: pictures and PDF, for whoever examines it and nobody else.

use time::OffsetDateTime;

use crate::EvidenceId;
use crate::organisation_file::EvidenceMedia;

/// Files that one complaint has at most.
pub const COMPLAINT_EVIDENCE_MAX: usize = 3;

/// A file that came with a complaint. What it was called where it came from is not kept: it may tell who complained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComplaintEvidence {
    /// Which one it is.
    pub id: EvidenceId,
    /// What it is, told from its content.
    pub media: EvidenceMedia,
    /// How large it is, in bytes.
    pub size: u32,
    /// SHA-256 of its content, 64 hexadecimal digits.
    pub sha256: String,
    /// Name of the file that holds it.
    pub stored_as: String,
    /// When it came.
    pub added_at: OffsetDateTime,
}
