//! Files that are attached to listings: a brochure, a syllabus, a drawing. Whoever reads the listing can download them.

use time::OffsetDateTime;

use crate::AttachmentId;

/// Largest file that is taken, in bytes.
pub const ATTACHMENT_MAX_BYTES: usize = 10 * 1024 * 1024;

/// Files that one listing has at most.
pub const ATTACHMENTS_MAX: usize = 8;

crate::choices! {
    /// What a file is, told from its content.
    pub enum AttachmentMedia {
        /// PDF
        Pdf = "application/pdf",
        /// A text of Word, without macros.
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        /// A workbook of Excel, without macros.
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        /// JPEG
        Jpeg = "image/jpeg",
        /// PNG
        Png = "image/png",
    }
}

impl AttachmentMedia {
    /// What people call such a file.
    #[must_use]
    pub const fn short_name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Docx => "Word",
            Self::Xlsx => "Excel",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
        }
    }
}

/// A file of a listing; its content lies in a folder of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Which one it is.
    pub id: AttachmentId,
    /// What it was called where it came from.
    pub name: String,
    /// What it is.
    pub media: AttachmentMedia,
    /// How large it is, in bytes.
    pub size: u32,
    /// SHA-256 of its content, 64 hexadecimal digits.
    pub sha256: String,
    /// Name of the file that holds it.
    pub stored_as: String,
    /// When it came.
    pub added_at: OffsetDateTime,
}
