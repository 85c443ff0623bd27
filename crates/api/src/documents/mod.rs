//! Documents on paper: set as PDF in Chinese and Latin type, with text that can be searched and copied.
//!
//! No typeface comes with the platform: one that can show Chinese is looked for among those of the machine, or where the
//! operator says. Where there is none, no document is made, and whoever asked is told why.

mod pages;
mod typefaces;
mod typesetting;

use std::path::PathBuf;

use serde::Deserialize;
use thiserror::Error;

pub use self::typefaces::Typefaces;
pub use self::typesetting::{Block, Paper, typeset};

/// How documents are set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentSettings {
    /// File with a typeface that shows Chinese; empty to look among those of the machine.
    pub typeface: PathBuf,
}

/// Why a document was not made.
#[derive(Debug, Error)]
pub enum DocumentError {
    /// The machine has no typeface for Chinese.
    #[error("no typeface on this machine shows Chinese; install fonts-noto-cjk or set documents.typeface")]
    NoTypeface,
    /// The file that was set holds no typeface.
    #[error("{0} holds no typeface that shows Chinese")]
    NotATypeface(PathBuf),
    /// No typeface on the machine shows this character.
    #[error("no typeface on this machine shows {0:?}; install one that does")]
    NoGlyph(char),
    /// The document could not be written.
    #[error("the document could not be written: {0}")]
    Unwritten(String),
}
