//! Styles, scripts and the mark of the site, carried inside the binary.
//!
//! Styles stand in the page itself, so that it takes one round trip until text shows; the hash of each sheet tells the
//! browser that it is ours. Scripts are served under a hash of what they hold.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use rust_embed::Embed;
use sha2::{Digest as _, Sha256};

/// What browsers are told about files whose name changes with what they hold.
const FOR_A_YEAR: &str = "public, max-age=31536000, immutable";

/// What browsers are told about files that keep their name.
const FOR_A_DAY: &str = "public, max-age=86400";

const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";
const PNG: &str = "image/png";

#[derive(Embed)]
#[folder = "../../web/styles"]
struct Styles;

#[derive(Embed)]
#[folder = "../../web/scripts"]
struct Scripts;

#[derive(Embed)]
#[folder = "../../web/images"]
struct Images;

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::gather);

/// What every page carries and links to.
#[derive(Debug)]
struct Assets {
    style: String,
    style_hash: String,
    /// Files under their hashed names.
    files: HashMap<String, (&'static str, Vec<u8>)>,
    /// Addresses of the scripts.
    scripts: Vec<String>,
}

impl Assets {
    fn gather() -> Self {
        let sheets: Vec<u8> = read_all::<Styles>().into_iter().flat_map(|(_, text)| text).collect();
        let style = String::from_utf8_lossy(&sheets).into_owned();
        let style_hash = BASE64_STANDARD.encode(Sha256::digest(style.as_bytes()));
        let mut assets = Self { style, style_hash, files: HashMap::new(), scripts: Vec::new() };
        assets.scripts =
            read_all::<Scripts>().into_iter().map(|(name, text)| assets.add(&name, JAVASCRIPT, text)).collect();
        assets
    }

    fn add(&mut self, name: &str, content_type: &'static str, content: Vec<u8>) -> String {
        let mut hasher = DefaultHasher::new();
        content.hash(&mut hasher);
        let (stem, ending) = name.split_once('.').unwrap_or((name, "txt"));
        let hashed = format!("{stem}.{:016x}.{ending}", hasher.finish());
        let address = format!("/assets/{hashed}");
        self.files.insert(hashed, (content_type, content));
        address
    }
}

/// Reads the files of a folder in the order of their names.
fn read_all<E: Embed>() -> Vec<(String, Vec<u8>)> {
    let mut names: Vec<String> = E::iter().map(String::from).collect();
    names.sort();
    names.into_iter().filter_map(|name| E::get(&name).map(|file| (name, file.data.into_owned()))).collect()
}

/// The style sheet that every page carries.
#[must_use]
pub fn style() -> &'static str {
    &ASSETS.style
}

/// SHA-256 of [`style`] in Base64, as a content security policy names it (CSP Level 3, 2.3.1).
#[must_use]
pub fn style_hash() -> &'static str {
    &ASSETS.style_hash
}

/// Addresses of the scripts, each of which adds one behaviour.
#[must_use]
pub fn scripts() -> &'static [String] {
    &ASSETS.scripts
}

/// `GET /assets/{name}`: one file under its hashed name.
pub(crate) async fn show(Path(name): Path<String>) -> Response {
    match ASSETS.files.get(&name) {
        Some((content_type, content)) => file(content_type, FOR_A_YEAR, content.clone()),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `GET /favicon.svg`: the mark of the site.
pub(crate) async fn favicon() -> Response {
    image("favicon.svg", SVG)
}

/// `GET /share.png`: the picture beside a page that somebody passes on, 1200 by 630 pixels.
pub(crate) async fn share_picture() -> Response {
    image("share.png", PNG)
}

fn image(name: &str, content_type: &'static str) -> Response {
    match Images::get(name) {
        Some(image) => file(content_type, FOR_A_DAY, image.data.into_owned()),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn file(content_type: &'static str, caching: &'static str, content: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, caching)], content).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_page_can_fetch_what_it_links_to_and_keep_it_for_a_year() {
        for address in scripts() {
            let name = address.strip_prefix("/assets/").expect("assets stand in their own folder");
            let response = show(Path(name.to_owned())).await;
            assert_eq!(response.status(), StatusCode::OK, "{address}");
            assert_eq!(response.headers()[header::CACHE_CONTROL], FOR_A_YEAR);
        }
    }
}
