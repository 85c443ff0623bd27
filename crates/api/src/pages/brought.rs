//! A file that comes with a form, and the fields beside it.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;

use super::form::Sent;
use crate::problem::{Problem, ProblemKind};

/// Longest value of a field beside a file, in bytes.
const FIELD_MAX_BYTES: usize = 1024;

/// What came with a form that brings a file.
#[derive(Debug, Default)]
pub(super) struct Brought {
    /// The fields beside the file.
    pub(super) sent: Sent,
    /// What the file was called where it came from.
    pub(super) name: String,
    /// Its content, or the beginning of one that is too large.
    pub(super) content: Vec<u8>,
}

impl Brought {
    /// Takes in the file of the field `file` and what stands beside it; `None` if the form is larger than its page takes.
    /// Of a file larger than `max` bytes no more than shows that is kept; the rest is let by, so that the browser waits
    /// for the answer.
    ///
    /// # Errors
    ///
    /// Returns a [`Problem`] if what came is no form in parts.
    pub(super) async fn take(form: Multipart, file: &str, max: usize) -> Result<Option<Self>, Problem> {
        match Self::read(form, file, max).await {
            Ok(brought) => Ok(Some(brought)),
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => Ok(None),
            Err(_) => Err(Problem::new(ProblemKind::BadRequest)),
        }
    }

    async fn read(mut form: Multipart, file: &str, max: usize) -> Result<Self, MultipartError> {
        let mut brought = Self::default();
        let mut fields = Vec::new();
        while let Some(mut part) = form.next_field().await? {
            let is_file = part.name() == Some(file);
            let room = if is_file { max + 1 } else { FIELD_MAX_BYTES };
            let name = if is_file { part.file_name() } else { part.name() }.unwrap_or_default().to_owned();
            let mut bytes = Vec::new();
            while let Some(chunk) = part.chunk().await? {
                let left = room.saturating_sub(bytes.len());
                bytes.extend_from_slice(&chunk[..chunk.len().min(left)]);
            }
            if is_file {
                (brought.name, brought.content) = (name, bytes);
            } else {
                fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
        brought.sent = Sent::of(fields);
        Ok(brought)
    }
}
