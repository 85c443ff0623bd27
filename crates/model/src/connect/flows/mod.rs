//! One file per kind of connection: its table.

mod challenge;
mod cooperation;
mod hiring;
mod internship;
mod job;
mod service;
#[cfg(test)]
mod tests;

use super::{ConnectionKind, Flow};

impl ConnectionKind {
    /// How connections of this kind go.
    #[must_use]
    pub const fn flow(self) -> &'static Flow {
        match self {
            Self::Job => &job::FLOW,
            Self::Internship => &internship::FLOW,
            Self::Challenge => &challenge::FLOW,
            Self::Service => &service::FLOW,
            Self::Cooperation => &cooperation::FLOW,
        }
    }
}
