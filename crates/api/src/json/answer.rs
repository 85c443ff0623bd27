//! A JSON answer: serialised once, tagged by what it says.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use crate::problem::Problem;

/// Room that most answers fit into, so that they are written without moving.
const TYPICAL_BYTES: usize = 32 * 1024;

/// How long others may keep an answer.
#[derive(Clone, Copy, Debug)]
pub enum Keep {
    /// They ask each time whether it changed.
    Revalidate,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
}

impl Keep {
    const fn cache_control(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Revalidate => "no-cache",
            Self::Minute => "public, max-age=60",
            Self::Hour => "public, max-age=3600",
        })
    }
}

/// A JSON document with its tag.
#[derive(Debug)]
pub struct Answer {
    body: Vec<u8>,
    keep: Keep,
}

impl Answer {
    /// Serialises `document`.
    ///
    /// # Errors
    ///
    /// Returns a [`Problem`] if `document` cannot be written as JSON.
    pub fn of(document: &impl Serialize, keep: Keep) -> Result<Self, Problem> {
        let mut body = Vec::with_capacity(TYPICAL_BYTES);
        serde_json::to_writer(&mut body, document).map_err(Problem::internal)?;
        Ok(Self { body, keep })
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let tag = format!("W/\"{:016x}\"", xxh3_64(&self.body));
        let mut response = Response::new(Body::from(self.body));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(header::CACHE_CONTROL, self.keep.cache_control());
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
        if let Ok(tag) = HeaderValue::try_from(tag) {
            headers.insert(header::ETAG, tag);
        }
        response
    }
}
