//! The providers that the operator has set, and what is asked of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreUserInfoClaims};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndUserName, IssuerUrl, LocalizedClaim, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse as _, ureq,
};
use rongqiao_model::identity::Proven;
use serde::Deserialize;
use thiserror::Error;
use time::OffsetDateTime;

use super::Flow;
use crate::fault::Fault;

/// How long a provider may take for one answer.
const ANSWER_TIME: Duration = Duration::from_secs(8);

/// How long what a provider says of itself, its keys among it, is taken as still so.
const DISCOVERED_FOR: time::Duration = time::Duration::hours(1);

/// Longest name that is kept, in characters.
const NAME_CHARS: usize = 60;

/// Longest name by which a provider may call somebody (OpenID Connect Core 1.0, 2: `sub`).
const SUBJECT_BYTES: usize = 255;

/// An account elsewhere by which people may sign in.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityProvider {
    /// Its name in addresses: small letters, digits and hyphens.
    pub slug: String,
    /// What people call it.
    pub name: String,
    /// What people call it in English; empty for the same.
    #[serde(default)]
    pub name_en: String,
    /// Its own address, as it signs it.
    pub issuer: String,
    /// What it calls this platform.
    pub client_id: String,
    /// The secret that it gave this platform; empty where there is none.
    #[serde(default)]
    pub client_secret: String,
}

impl std::fmt::Debug for IdentityProvider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IdentityProvider")
            .field("slug", &self.slug)
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}

/// Why a provider did not prove anything.
#[derive(Debug, Error)]
pub enum Trouble {
    /// It cannot be reached, or says what no provider should.
    #[error("the provider cannot be used: {0}")]
    Unreachable(String),
    /// What came back proves nothing.
    #[error("nothing is proven: {0}")]
    NotProven(String),
}

/// Talks to providers; cloning it is cheap.
#[derive(Clone, Debug, Default)]
pub struct Providers {
    discovered: Arc<Mutex<HashMap<String, (OffsetDateTime, CoreProviderMetadata)>>>,
}

impl IdentityProvider {
    /// Confirms that the setting makes sense.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] that says what to write.
    pub fn check(&self) -> Result<(), Fault> {
        let plain = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
        if self.slug.is_empty() || self.slug.len() > 32 || !self.slug.chars().all(plain) {
            return Err(Fault::new(format!(
                "`{}` is no name for an identity provider. Write small letters, digits and hyphens, as in shmtu.",
                self.slug
            )));
        }
        let on_this_machine = ["http://127.0.0.1", "http://localhost"].iter().any(|it| self.issuer.starts_with(it));
        if !self.issuer.starts_with("https://") && !on_this_machine {
            return Err(Fault::new(format!("The issuer of {} must begin with https://.", self.slug)));
        }
        Ok(())
    }

    /// Scheme, host and port of the issuer.
    #[must_use]
    pub fn origin(&self) -> String {
        origin_of(&self.issuer)
    }
}

/// Scheme, host and port of `address`.
pub(super) fn origin_of(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return String::new() };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    format!("{scheme}://{host}")
}

impl Providers {
    /// The address at `provider` where somebody shows who they are, who comes back to `redirect` on this site.
    ///
    /// # Errors
    ///
    /// Returns [`Trouble::Unreachable`].
    pub async fn address(
        &self,
        provider: &IdentityProvider,
        flow: &Flow,
        redirect: String,
        now: OffsetDateTime,
    ) -> Result<String, Trouble> {
        let metadata = self.discover(provider, now).await?;
        let client = CoreClient::from_provider_metadata(metadata, ClientId::new(provider.client_id.clone()), None)
            .set_redirect_uri(redirect_url(redirect)?);
        let (state, nonce) = (flow.state.clone(), flow.nonce.clone());
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(flow.verifier.clone()));
        let code = CoreAuthenticationFlow::AuthorizationCode;
        let asked = client.authorize_url(code, move || CsrfToken::new(state), move || Nonce::new(nonce));
        let (address, _, _) = asked.add_scope(Scope::new("profile".to_owned())).set_pkce_challenge(challenge).url();
        Ok(address.into())
    }

    /// Who came back from `provider` with `code`.
    ///
    /// What the provider signed is checked: signature, issuer, audience, nonce, time (OpenID Connect Core 1.0, 3.1.3.7).
    ///
    /// # Errors
    ///
    /// Returns [`Trouble`].
    pub async fn prove(
        &self,
        provider: &IdentityProvider,
        flow: Flow,
        code: String,
        redirect: String,
        now: OffsetDateTime,
    ) -> Result<Proven, Trouble> {
        let metadata = self.discover(provider, now).await?;
        let asking = provider.clone();
        let exchanged = blocking(move || exchange(metadata, &asking, flow, code, redirect)).await;
        if exchanged.is_err() {
            // Its keys may have changed; the next one asks anew.
            self.forget(&provider.slug);
        }
        exchanged
    }

    async fn discover(
        &self,
        provider: &IdentityProvider,
        now: OffsetDateTime,
    ) -> Result<CoreProviderMetadata, Trouble> {
        let known = self.lock().get(&provider.slug).filter(|(at, _)| now - *at < DISCOVERED_FOR).cloned();
        if let Some((_, metadata)) = known {
            return Ok(metadata);
        }
        let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(unreachable)?;
        let metadata =
            blocking(move || CoreProviderMetadata::discover(&issuer, &client()).map_err(unreachable)).await?;
        self.lock().insert(provider.slug.clone(), (now, metadata.clone()));
        Ok(metadata)
    }

    fn forget(&self, slug: &str) {
        self.lock().remove(slug);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, (OffsetDateTime, CoreProviderMetadata)>> {
        self.discovered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Exchanges the code for what the provider signs, and checks it.
fn exchange(
    metadata: CoreProviderMetadata,
    provider: &IdentityProvider,
    flow: Flow,
    code: String,
    redirect: String,
) -> Result<Proven, Trouble> {
    let secret = Some(provider.client_secret.clone()).filter(|it| !it.is_empty()).map(ClientSecret::new);
    let client = CoreClient::from_provider_metadata(metadata, ClientId::new(provider.client_id.clone()), secret)
        .set_redirect_uri(redirect_url(redirect)?);
    let asked = client.exchange_code(AuthorizationCode::new(code)).map_err(not_proven)?;
    let tokens = asked.set_pkce_verifier(PkceCodeVerifier::new(flow.verifier)).request(&self::client());
    let tokens = tokens.map_err(not_proven)?;
    let signed = tokens.id_token().ok_or_else(|| Trouble::NotProven("no identity came".to_owned()))?;
    let claims = signed.claims(&client.id_token_verifier(), &Nonce::new(flow.nonce)).map_err(not_proven)?;
    let subject = claims.subject().as_str().to_owned();
    if subject.is_empty() || subject.len() > SUBJECT_BYTES {
        return Err(Trouble::NotProven("the subject is too long".to_owned()));
    }
    let named = |names: &LocalizedClaim<EndUserName>| names.get(None).map(|name| name.as_str().to_owned());
    // Many providers tell the name only to who asks for it; without one it is merely not shown.
    let asked = || -> Option<String> {
        let subject = Some(claims.subject().clone());
        let info = client.user_info(tokens.access_token().clone(), subject).ok()?;
        let info: CoreUserInfoClaims = info.request(&self::client()).ok()?;
        info.name().and_then(named)
    };
    let name = claims.name().and_then(named).or_else(asked).unwrap_or_default();
    Ok(Proven {
        provider: provider.slug.clone(),
        issuer: claims.issuer().as_str().to_owned(),
        subject,
        name: rongqiao_model::naming::clean_text(&name).chars().take(NAME_CHARS).collect(),
    })
}

/// Follows no redirects, so that a provider cannot send the platform anywhere else.
fn client() -> ureq::Agent {
    ureq::AgentBuilder::new().redirects(0).timeout(ANSWER_TIME).build()
}

fn redirect_url(address: String) -> Result<RedirectUrl, Trouble> {
    RedirectUrl::new(address).map_err(unreachable)
}

/// Runs `work`, which waits for a network, where it may block.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Trouble> + Send + 'static) -> Result<T, Trouble> {
    tokio::task::spawn_blocking(work).await.map_err(unreachable)?
}

fn unreachable(error: impl std::fmt::Display) -> Trouble {
    Trouble::Unreachable(error.to_string())
}

fn not_proven(error: impl std::fmt::Display) -> Trouble {
    Trouble::NotProven(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provider(slug: &str, issuer: &str) -> IdentityProvider {
        IdentityProvider {
            slug: slug.to_owned(),
            name: "演示大学".to_owned(),
            name_en: String::new(),
            issuer: issuer.to_owned(),
            client_id: "rongqiao".to_owned(),
            client_secret: "secret".to_owned(),
        }
    }

    #[test]
    fn a_provider_is_named_plainly_and_reached_safely() {
        for (slug, issuer, right) in [
            ("shmtu", "https://sso.example.edu.cn/oidc", true),
            ("local", "http://127.0.0.1:4000", true),
            ("shmtu", "http://sso.example.edu.cn", false),
            ("Shmtu", "https://sso.example.edu.cn", false),
            ("a/b", "https://sso.example.edu.cn", false),
            ("", "https://sso.example.edu.cn", false),
        ] {
            assert_eq!(provider(slug, issuer).check().is_ok(), right, "{slug} {issuer}");
        }
        assert_eq!(provider("a", "https://sso.example.edu.cn:8443/oidc").origin(), "https://sso.example.edu.cn:8443");
    }

    #[test]
    fn its_secret_is_not_told_to_the_log() {
        assert!(!format!("{:?}", provider("shmtu", "https://sso.example.edu.cn")).contains("secret"));
    }
}
