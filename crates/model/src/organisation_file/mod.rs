//! The file of an organisation: what somebody enters about it, the evidence, and how far the desk has come with it.
//!
//! A file is one case: an organisation is entered, claimed, or asked again. What came of it for the public stands in
//! the organisation itself and in its [`Standing`](crate::standing::Standing).

mod entered;
mod moves;

use time::{Date, OffsetDateTime};

pub use self::entered::{Entered, EntryMistake, FileField, SUMMARY_MAX_CHARS, Typed};
pub use self::moves::{FileState, FileStep, NotNow};
use crate::access::{Noun, Thing};
use crate::{EvidenceId, OrganisationFileId, OrganisationId, PersonId};

/// Working days within which a desk decides.
pub const DAYS_TO_DECIDE: u32 = 5;

/// Largest piece of evidence, in bytes.
pub const EVIDENCE_MAX_BYTES: usize = 10 * 1024 * 1024;

/// Longest remark or reason, in characters.
pub const REMARK_MAX_CHARS: usize = 500;

crate::choices! {
    /// Why a file was opened.
    pub enum FilePurpose {
        /// The platform did not know the organisation.
        Entry = "entry",
        /// The platform knew it from elsewhere, and somebody acts for it from now on.
        Claim = "claim",
        /// Its verification ends, and it is asked again.
        Renewal = "renewal",
    }
}

crate::choices! {
    /// How an organisation recruits (2026 notice of five ministries: accounts that recruit are of three classes).
    pub enum RecruiterClass {
        /// 用人单位自主招聘
        Employer = "employer",
        /// 经营性人力资源服务机构
        Commercial = "commercial",
        /// 公共人力资源服务机构
        Public = "public",
    }
}

crate::choices! {
    /// What a piece of evidence shows (人力资源市场暂行条例, article 26).
    pub enum EvidenceSlot {
        /// 营业执照、法人证书或批准文件
        Licence = "licence",
        /// 单位出具的委托证明
        Mandate = "mandate",
        /// 经办人身份证件
        Identity = "identity",
        /// 招聘简章
        Prospectus = "prospectus",
        /// 人力资源服务许可证或劳务派遣经营许可证
        StaffingLicence = "staffing-licence",
    }
}

impl EvidenceSlot {
    /// Whether it tells of the person who acts rather than of the organisation: staff say why before they look.
    #[must_use]
    pub const fn tells_of_person(self) -> bool {
        match self {
            Self::Mandate | Self::Identity => true,
            Self::Licence | Self::Prospectus | Self::StaffingLicence => false,
        }
    }
}

crate::choices! {
    /// What a piece of evidence is, told from its content.
    pub enum EvidenceMedia {
        /// PDF
        Pdf = "application/pdf",
        /// JPEG
        Jpeg = "image/jpeg",
        /// PNG
        Png = "image/png",
    }
}

impl EvidenceMedia {
    /// What people call such a file.
    #[must_use]
    pub const fn short_name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
        }
    }

    /// How names of such files end.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// A piece of evidence; its content lies in a folder of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Which one it is.
    pub id: EvidenceId,
    /// What it shows.
    pub slot: EvidenceSlot,
    /// What it was called where it came from.
    pub name: String,
    /// What it is.
    pub media: EvidenceMedia,
    /// How large it is, in bytes.
    pub size: u32,
    /// SHA-256 of its content, 64 hexadecimal digits.
    pub sha256: String,
    /// Name of the file that holds it.
    pub stored_as: String,
    /// When it was handed in.
    pub added_at: OffsetDateTime,
}

/// What a desk remarks on one field.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Remark {
    /// The field.
    pub field: FileField,
    /// What is to be mended.
    pub words: String,
}

/// One thing that happened to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEntry {
    /// When it happened.
    pub at: OffsetDateTime,
    /// What happened.
    pub step: FileStep,
    /// By whom: `None` for the program itself.
    pub person: Option<PersonId>,
    /// Why, for whoever entered the organisation to read.
    pub reason: String,
    /// What is to be mended, field by field.
    pub remarks: Vec<Remark>,
}

/// The file of an organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct OrganisationFile {
    /// Which one it is.
    pub id: OrganisationFileId,
    /// Why it was opened.
    pub purpose: FilePurpose,
    /// The organisation it is about; of one that is entered, the identity that it will have.
    pub organisation: OrganisationId,
    /// Who opened it, and acts for the organisation.
    pub person: PersonId,
    /// How far it has come.
    pub state: FileState,
    /// What was entered.
    pub entered: Entered,
    /// Rises by one with each change; whoever decides says which one they saw.
    pub revision: i64,
    /// The day by which the desk decides; `None` while it is not with the desk.
    pub due_on: Option<Date>,
    /// When it last changed.
    pub updated_at: OffsetDateTime,
    /// The evidence, by slot, the newest of a slot last.
    pub evidence: Vec<Evidence>,
    /// What happened to it, oldest first.
    pub history: Vec<FileEntry>,
}

impl OrganisationFile {
    /// The file as a desk sees it: a thing of the organisation that it is about.
    #[must_use]
    pub const fn for_desk(&self) -> Thing {
        let organisation = Some((self.organisation, self.entered.kind));
        Thing { noun: Noun::OrganisationFile, id: self.id.as_uuid(), organisation, owner: Some(self.person) }
    }

    /// The file as those who act for the organisation see it. One that nobody has verified is its owner's alone, even
    /// from administrators of the organisation that it claims.
    #[must_use]
    pub const fn for_members(&self) -> Thing {
        let shared = matches!(self.purpose, FilePurpose::Renewal) || matches!(self.state, FileState::Verified);
        let organisation = if shared { Some((self.organisation, self.entered.kind)) } else { None };
        Thing { organisation, ..self.for_desk() }
    }

    /// The slots for which evidence has to be there before the file is handed in, and is not.
    #[must_use]
    pub fn missing_evidence(&self) -> Vec<EvidenceSlot> {
        let there = |slot: EvidenceSlot| self.evidence.iter().any(|it| it.slot == slot);
        self.entered.required_evidence().into_iter().filter(|&slot| !there(slot)).collect()
    }

    /// What the desk remarked when it last gave the file back; empty when it did not.
    #[must_use]
    pub fn open_remarks(&self) -> &[Remark] {
        match self.state {
            FileState::Returned => self.history.last().map_or(&[], |it| &it.remarks),
            FileState::Draft
            | FileState::Pending
            | FileState::Verified
            | FileState::Refused
            | FileState::Superseded
            | FileState::Withdrawn => &[],
        }
    }
}
