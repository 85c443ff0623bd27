//! Cookies: reading them, and writing those that only the server reads.

use axum::http::{HeaderMap, header};

/// The value of the cookie `name`; empty when the browser sent none.
#[must_use]
pub fn value<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(it, _)| *it == name).map(|(_, value)| value).unwrap_or_default()
}

/// A cookie that scripts cannot read and other sites' forms do not send; `seconds` of 0 takes it away.
#[must_use]
pub fn written(name: &str, value: &str, seconds: i64, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={seconds}; SameSite=Lax; HttpOnly{secure}")
}
