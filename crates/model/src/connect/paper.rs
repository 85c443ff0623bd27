//! Papers that one side hands to the other: an agreement with its signatures, a report, what shows that something is
//! reached.

use serde::{Deserialize, Serialize};

use super::ConnectionKind;
use crate::organisation_file::EvidenceMedia;

/// Papers that one connection has at most.
pub const PAPERS_MAX: usize = 30;

/// A paper that came with a message; its content lies in the folder of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// What it was called where it came from.
    pub name: String,
    /// What it is, told from its content.
    pub media: EvidenceMedia,
    /// How large it is, in bytes.
    pub size: u32,
    /// SHA-256 of its content, 64 hexadecimal digits.
    pub sha256: String,
    /// Its name in the folder.
    pub stored_as: String,
}

impl ConnectionKind {
    /// Whether its sides hand each other papers. Who applies shares what stands in their profile; the papers of an
    /// internship and of a challenge have places of their own.
    #[must_use]
    pub const fn takes_papers(self) -> bool {
        match self {
            Self::Service | Self::Cooperation => true,
            Self::Job | Self::Internship | Self::Challenge => false,
        }
    }
}
