//! Files that are attached to listings: a brochure, a syllabus, a drawing. Whoever reads the listing can download them;
//! what is handed in for the review alone, only its desk can.

use time::OffsetDateTime;

use crate::AttachmentId;
use crate::kind::event::EventType;
use crate::kind::{Details, ListingKind};

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

crate::choices! {
    /// What a file of a listing is for.
    pub enum AttachmentPurpose {
        /// Everybody who reads the listing.
        Public = "public",
        /// Its desk, for the review.
        Review = "review",
        /// 招聘会组织实施办法, for the desk.
        FairRules = "fair-rules",
        /// 招聘会应急预案, for the desk.
        FairEmergency = "fair-emergency",
        /// 招聘会安全保卫工作方案, for the desk.
        FairSecurity = "fair-security",
    }
}

/// What whoever holds a job fair has to hand in (人力资源市场暂行条例 article 28).
const FAIR_DOCUMENTS: &[AttachmentPurpose] =
    &[AttachmentPurpose::FairRules, AttachmentPurpose::FairEmergency, AttachmentPurpose::FairSecurity];

impl AttachmentPurpose {
    /// Whether everybody who reads the listing can download such a file.
    #[must_use]
    pub const fn is_public(self) -> bool {
        match self {
            Self::Public => true,
            Self::Review | Self::FairRules | Self::FairEmergency | Self::FairSecurity => false,
        }
    }

    /// What files of a listing of `kind` can be for.
    #[must_use]
    pub fn offered_for(kind: ListingKind) -> Vec<Self> {
        let of_events = if kind == ListingKind::Event { FAIR_DOCUMENTS } else { &[] };
        [Self::Public, Self::Review].iter().chain(of_events).copied().collect()
    }

    /// What has to be attached to a listing before it is submitted.
    #[must_use]
    pub fn demanded_by(details: &Details) -> &'static [Self] {
        let Details::Event(event) = details else { return &[] };
        if event.event_type == Some(EventType::JobFair) { FAIR_DOCUMENTS } else { &[] }
    }
}

/// A file of a listing; its content lies in a folder of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Which one it is.
    pub id: AttachmentId,
    /// What it was called where it came from.
    pub name: String,
    /// What it is for.
    pub purpose: AttachmentPurpose,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::event::EventDetails;

    #[test]
    fn a_job_fair_demands_three_documents_and_nothing_else_any() {
        for &event_type in EventType::ALL {
            let details = Details::Event(EventDetails { event_type: Some(event_type), ..EventDetails::default() });
            let demanded = AttachmentPurpose::demanded_by(&details).len();
            assert_eq!(demanded, if event_type == EventType::JobFair { 3 } else { 0 }, "{}", event_type.slug());
        }
        for &kind in ListingKind::ALL.iter().filter(|kind| **kind != ListingKind::Event) {
            assert!(AttachmentPurpose::demanded_by(&Details::sample(kind)).is_empty(), "{}", kind.slug());
        }
    }

    #[test]
    fn what_is_demanded_can_be_chosen_and_is_not_public() {
        let offered = AttachmentPurpose::offered_for(ListingKind::Event);
        assert!(FAIR_DOCUMENTS.iter().all(|document| offered.contains(document) && !document.is_public()));
        assert_eq!(offered.first(), Some(&AttachmentPurpose::Public));
    }
}
