//! Headers that every response carries, and the short answer to "has it changed?".

use std::sync::LazyLock;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::app::App;
use crate::assets;
use crate::problem::{Problem, ProblemKind};

/// What a browser may load and do on our pages: our own files and our own style sheet, in nobody's frame.
static CONTENT_SECURITY_POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let policy = format!(
        "default-src 'self'; style-src 'self' 'sha256-{}'; img-src 'self' data:; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'",
        assets::style_hash(),
    );
    // A hash in Base64 always fits a header; a policy without it would only lose the page its style.
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'self'"))
});

/// The policy of a page whose forms lead to `origins` besides our own: browsers hold a form to it on every redirect.
#[must_use]
pub fn policy_allowing_forms_to(origins: &[String]) -> HeaderValue {
    let own = CONTENT_SECURITY_POLICY.to_str().unwrap_or_default();
    let wider = own.replace("form-action 'self'", &format!("form-action 'self' {}", origins.join(" ")));
    HeaderValue::try_from(wider.replace("'self' ;", "'self';")).unwrap_or(CONTENT_SECURITY_POLICY.clone())
}

/// Further headers that tell a browser to be careful.
const HEADERS: [(HeaderName, HeaderValue); 3] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
];

/// Tells browsers to come by HTTPS alone from now on, where the site is reached so (RFC 6797).
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Adds the headers that a handler did not set itself.
pub async fn protect<B>(State(app): State<App>, mut response: Response<B>) -> Response<B> {
    if app.settings.is_reached_safely() {
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
    let policy = (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY.clone());
    for (name, value) in HEADERS.into_iter().chain([policy]) {
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}

/// Refuses what another site's page asks a visitor's browser to change (cross-site request forgery; ASVS 4, 4.2.2).
///
/// Browsers say where a request comes from in headers that pages cannot forge; one that says nothing is refused too.
pub async fn refuse_other_sites(State(app): State<App>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || is_from_this_site(request.headers(), &app.settings.public_url) {
        return next.run(request).await;
    }
    Problem::new(ProblemKind::OtherSite).into_response()
}

fn is_from_this_site(headers: &HeaderMap, public_url: &str) -> bool {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = header("origin").filter(|origin| !origin.is_empty()) else { return false };
    if !public_url.is_empty() {
        return origin == public_url.trim_end_matches('/');
    }
    let host = origin.split_once("://").map(|(_, host)| host);
    host.is_some() && host == header("host")
}

/// Answers 304 without a body when the visitor already has what the handler made.
pub async fn spare_unchanged(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = request.headers().get(header::IF_NONE_MATCH).filter(|_| reads).cloned();
    let response = next.run(request).await;
    let Some(known) = known else { return response };
    let unchanged = match response.headers().get(header::ETAG) {
        Some(tag) => response.status() == StatusCode::OK && names_tag(&known, tag),
        None => false,
    };
    if !unchanged {
        return response;
    }
    let mut short = StatusCode::NOT_MODIFIED.into_response();
    for name in [header::ETAG, header::CACHE_CONTROL, header::VARY, header::CONTENT_LANGUAGE] {
        if let Some(value) = response.headers().get(&name) {
            short.headers_mut().insert(name, value.clone());
        }
    }
    short
}

/// Whether the list `known` holds `tag`, weak or strong (RFC 9110, 13.1.2).
fn names_tag(known: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(known), Ok(tag)) = (known.to_str(), tag.to_str()) else { return false };
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let tag = opaque(tag);
    known.trim() == "*" || known.split(',').any(|one| opaque(one) == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_from_another_site_is_told_apart() {
        let headers = |pairs: &[(&'static str, &str)]| {
            pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect::<HeaderMap>()
        };
        let host = ("host", "rongqiao.example");
        assert!(is_from_this_site(&headers(&[host, ("origin", "https://rongqiao.example")]), ""));
        assert!(is_from_this_site(&headers(&[host, ("sec-fetch-site", "same-origin"), ("origin", "null")]), ""));
        assert!(!is_from_this_site(&headers(&[host, ("origin", "https://evil.example")]), ""));
        assert!(!is_from_this_site(&headers(&[host, ("sec-fetch-site", "cross-site")]), ""));
        assert!(!is_from_this_site(&headers(&[host, ("sec-fetch-site", "same-site")]), ""));
        assert!(!is_from_this_site(&headers(&[host]), ""));
        assert!(!is_from_this_site(&headers(&[host, ("origin", "")]), ""));
        let public_url = "https://rongqiao.example/";
        assert!(is_from_this_site(&headers(&[host, ("origin", "https://rongqiao.example")]), public_url));
        assert!(!is_from_this_site(&headers(&[host, ("origin", "http://rongqiao.example")]), public_url));
    }

    #[test]
    fn a_tag_is_recognised_in_a_list_weak_or_strong() {
        let tag = HeaderValue::from_static("W/\"a1\"");
        for (known, same) in
            [("W/\"a1\"", true), ("\"a1\"", true), ("\"b2\", W/\"a1\"", true), ("*", true), ("\"b2\"", false)]
        {
            assert_eq!(names_tag(&HeaderValue::from_static(known), &tag), same, "{known}");
        }
    }
}
