//! The language in which a program wants names and errors: `Accept-Language`.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use crate::language::Language;

/// The language that the request's `Accept-Language` prefers.
#[derive(Clone, Copy, Debug)]
pub struct Accepted(pub Language);

impl<S: Send + Sync> FromRequestParts<S> for Accepted {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(accepted_language(&parts.headers)))
    }
}

/// The language that `Accept-Language` prefers; Chinese when it prefers none that is spoken here.
#[must_use]
pub fn accepted_language(headers: &HeaderMap) -> Language {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    accepted.map(preferred).unwrap_or_default()
}

fn preferred(accepted: &str) -> Language {
    let mut best = (Language::default(), 0.0);
    for range in accepted.split(',') {
        let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
        let language = match tag.trim().get(..2) {
            Some(tag) if tag.eq_ignore_ascii_case("zh") => Language::Chinese,
            Some(tag) if tag.eq_ignore_ascii_case("en") => Language::English,
            _ => continue,
        };
        let weight = parameters.trim().strip_prefix("q=").map_or(Ok(1.0), str::parse).unwrap_or(0.0);
        if weight > best.1 {
            best = (language, weight);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preferred_language_is_read_and_chinese_is_the_default() {
        for (accepted, language) in [
            ("", Language::Chinese),
            ("en", Language::English),
            ("en-GB,en;q=0.9,zh;q=0.8", Language::English),
            ("fr, en;q=0.4, zh-TW;q=0.6", Language::Chinese),
            ("de", Language::Chinese),
            ("en;q=0", Language::Chinese),
            ("*;q=nonsense,,;", Language::Chinese),
        ] {
            assert_eq!(preferred(accepted), language, "{accepted}");
        }
    }
}
