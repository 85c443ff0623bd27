//! Signing in by an account elsewhere: at a university, or with the city (OpenID Connect Core 1.0, authorization code with
//! PKCE).
//!
//! A provider proves who somebody is; whose account that is here is never guessed from a name or an address, but shown
//! by signing in once the usual way.

mod flow;
mod provider;

pub use self::flow::Flow;
pub use self::provider::{IdentityProvider, Providers, Trouble};
