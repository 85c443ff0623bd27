//! What the operator can set: defaults, then the configuration file, then the environment, then the command line.

use std::time::Duration;

use crate::operator::Operator;

/// What the operator has set, checked once at the start.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Address at which people reach the site, without a slash at the end, such as `https://rongqiao.example`.
    pub public_url: String,
    /// How much one visitor may ask for.
    pub limits: Limits,
    /// Who runs the site, for the imprint and the foot of every page.
    pub operator: Operator,
}

/// How much one visitor may ask for, and how far the index may fall behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Requests that one address may make in a second, again and again; 0 switches the limit off.
    pub rate_per_second: u32,
    /// Requests that one address may make at once after having been quiet.
    pub rate_burst: u32,
    /// Header in which the operator's own proxy writes the visitor's address; `None` when there is no proxy.
    pub client_address_header: Option<String>,
    /// Longest path and query, in bytes.
    pub address_max_bytes: usize,
    /// Largest body of a request, in bytes.
    pub body_max_bytes: usize,
    /// Longest time that a request may take.
    pub request_timeout: Duration,
    /// Changes that the index may lack before the server calls itself not ready.
    pub index_lag_max_changes: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            rate_per_second: 50,
            rate_burst: 200,
            client_address_header: None,
            address_max_bytes: 8 * 1024,
            body_max_bytes: 1024 * 1024,
            request_timeout: Duration::from_secs(10),
            index_lag_max_changes: 10_000,
        }
    }
}
