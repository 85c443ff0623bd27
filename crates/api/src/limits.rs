//! How much one visitor may ask for: rate, length of the address, time.

use std::convert::Infallible;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};
use rongqiao_model::organisation_file::EVIDENCE_MAX_BYTES;

use crate::config::Limits;
use crate::problem::{Problem, ProblemKind};

/// Requests after which addresses that have been quiet are forgotten.
const CHECKS_BETWEEN_SWEEPS: u32 = 10_000;

/// Largest body of a request that brings a file, in bytes: the file and what stands around it.
const UPLOAD_MAX_BYTES: usize = EVIDENCE_MAX_BYTES + 64 * 1024;

/// Longest time that bringing a file may take.
const UPLOAD_PATIENCE: Duration = Duration::from_secs(120);

/// Counts the requests of each address.
#[derive(Clone, Debug)]
pub struct Gate {
    shared: Arc<GateState>,
    body_max_bytes: usize,
    patience: Duration,
}

#[derive(Debug)]
struct GateState {
    limits: Limits,
    limiter: Option<DefaultKeyedRateLimiter<IpAddr>>,
    checks: AtomicU32,
}

impl Gate {
    /// A gate that lets through what `limits` allow.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        let rate = NonZeroU32::new(limits.rate_per_second);
        let limiter = rate.map(|rate| {
            let burst = NonZeroU32::new(limits.rate_burst).unwrap_or(rate);
            DefaultKeyedRateLimiter::keyed(Quota::per_second(rate).allow_burst(burst))
        });
        let (body_max_bytes, patience) = (limits.body_max_bytes, Duration::from_secs(limits.request_timeout_seconds));
        let shared = Arc::new(GateState { limits, limiter, checks: AtomicU32::new(0) });
        Self { shared, body_max_bytes, patience }
    }

    /// The same gate for requests that bring a file, which are larger and take longer.
    #[must_use]
    pub fn for_uploads(&self) -> Self {
        Self { shared: self.shared.clone(), body_max_bytes: UPLOAD_MAX_BYTES, patience: UPLOAD_PATIENCE }
    }

    /// Largest body that it lets through, in bytes.
    #[must_use]
    pub const fn body_max_bytes(&self) -> usize {
        self.body_max_bytes
    }

    /// Lets a request of `address` through, or says after how many seconds the next one may come.
    fn check(&self, address: IpAddr) -> Result<(), u64> {
        let Some(limiter) = &self.shared.limiter else { return Ok(()) };
        if self.shared.checks.fetch_add(1, Ordering::Relaxed) % CHECKS_BETWEEN_SWEEPS == CHECKS_BETWEEN_SWEEPS - 1 {
            limiter.retain_recent();
        }
        limiter.check_key(&address).map_err(|refusal| {
            let wait = refusal.wait_time_from(DefaultClock::default().now());
            wait.as_secs().saturating_add(1)
        })
    }
}

/// The network address that a request is counted against; it stands in no log and is stored as a hash alone.
#[derive(Clone, Copy, Debug)]
pub struct VisitorAddress(IpAddr);

impl fmt::Display for VisitorAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for VisitorAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().copied().unwrap_or(Self(IpAddr::V4(Ipv4Addr::UNSPECIFIED))))
    }
}

/// Refuses requests that come too fast, are too long or take too long.
pub async fn guard(State(gate): State<Gate>, mut request: Request, next: Next) -> Response {
    let limits = &gate.shared.limits;
    let length = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if length > limits.address_max_bytes {
        return Problem::new(ProblemKind::AddressTooLong).into_response();
    }
    let body = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if body.is_some_and(|length: usize| length > gate.body_max_bytes) {
        return Problem::new(ProblemKind::BodyTooLarge).into_response();
    }
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let address = visitor_address(peer, request.headers(), limits.client_address_header.as_deref());
    if let Err(seconds) = gate.check(address) {
        return Problem::too_many_requests(seconds).into_response();
    }
    request.extensions_mut().insert(VisitorAddress(address));
    match tokio::time::timeout(gate.patience, next.run(request)).await {
        Ok(response) => response,
        Err(elapsed) => Problem::unavailable(elapsed).into_response(),
    }
}

/// Whom a request is counted against: the peer, or whoever the operator's proxy says it is.
///
/// Only the last address of the header is believed, which is the one that the proxy itself wrote. Of an IPv6
/// address the first half counts, because a household has all of the second.
fn visitor_address(peer: Option<IpAddr>, headers: &HeaderMap, trusted_header: Option<&str>) -> IpAddr {
    let told = trusted_header
        .and_then(|name| headers.get_all(name).iter().next_back())
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next())
        .and_then(|address| address.trim().parse().ok());
    match told.or(peer).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)) {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(mapped) => IpAddr::V4(mapped),
            None => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_that_asks_too_fast_is_told_to_wait_and_others_are_not() {
        let gate = Gate::new(Limits { rate_per_second: 1, rate_burst: 2, ..Limits::default() });
        let hasty = address("192.0.2.1");
        assert_eq!([gate.check(hasty), gate.check(hasty)], [Ok(()), Ok(())]);
        assert_eq!(gate.check(hasty), Err(1));
        assert_eq!(gate.check(address("192.0.2.2")), Ok(()));
    }

    #[test]
    fn a_rate_of_zero_switches_the_limit_off() {
        let gate = Gate::new(Limits { rate_per_second: 0, ..Limits::default() });
        assert!((0..1_000).all(|_| gate.check(address("192.0.2.1")).is_ok()));
    }

    #[test]
    fn only_the_header_that_the_operator_trusts_tells_the_visitor() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "203.0.113.9, 198.51.100.7".parse().unwrap());
        let peer = Some(address("192.0.2.1"));
        assert_eq!(visitor_address(peer, &headers, None), address("192.0.2.1"));
        assert_eq!(visitor_address(peer, &headers, Some("x-forwarded-for")), address("198.51.100.7"));
        assert_eq!(visitor_address(peer, &headers, Some("x-real-ip")), address("192.0.2.1"));
        assert_eq!(visitor_address(None, &headers, None), address("0.0.0.0"));
    }

    #[test]
    fn the_addresses_of_one_household_count_together() {
        let of = |text| visitor_address(Some(address(text)), &HeaderMap::new(), None);
        assert_eq!(of("2001:db8:1:2:a::1"), of("2001:db8:1:2:b::2"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), address("192.0.2.1"));
    }
}
