//! What a request says about its visitor: language, place, preferences.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use super::preferences::Preferences;
use crate::app::App;
use crate::language::{Language, whole_uri};
use crate::session::{Present, carries_session};

/// One visit to a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Visit {
    /// Language of the page.
    pub language: Language,
    /// Path without the language's prefix, as it was sent; starts with a slash.
    pub path: String,
    /// Query string as it was sent, without its question mark.
    pub query: String,
    /// How the visitor wants pages to look.
    pub preferences: Preferences,
    /// Whether the browser carries a session, ended or not.
    pub signed_in: bool,
    /// Who is signed in, where the page is told.
    pub present: Present,
    /// Scheme and host under which the site is reached, without a slash at the end; empty when unknown.
    pub base: String,
}

impl Visit {
    /// Reads a visit out of a request.
    pub(crate) fn of(parts: &Parts, app: &App) -> Self {
        let uri = whole_uri(parts);
        let language = Language::of_path(uri.path());
        let path = uri.path().strip_prefix(language.prefix()).unwrap_or_default();
        Self {
            language,
            // More than one slash in front would be the name of another host.
            path: format!("/{}", path.trim_start_matches('/')),
            query: uri.query().unwrap_or_default().to_owned(),
            preferences: Preferences::of_cookies(&parts.headers),
            signed_in: carries_session(app, &parts.headers),
            present: parts.extensions.get().copied().unwrap_or_default(),
            base: base(&app.settings.public_url, &parts.headers),
        }
    }

    /// Path and query without the language's prefix.
    pub(crate) fn address(&self) -> String {
        if self.query.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, self.query) }
    }

    /// The whole address of `path` in `language`, for links that leave the site.
    pub(crate) fn absolute(&self, language: Language, path: &str) -> String {
        format!("{}{}", self.base, language.path(path))
    }
}

fn base(public_url: &str, headers: &HeaderMap) -> String {
    if !public_url.is_empty() {
        return public_url.trim_end_matches('/').to_owned();
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let plain = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | ':' | '[' | ']');
    if host.is_empty() || !host.chars().all(plain) {
        return String::new();
    }
    format!("http://{host}")
}

impl FromRequestParts<App> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(parts, app))
    }
}
