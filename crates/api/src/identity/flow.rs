//! What a browser carries while its owner is away at a provider.

use rongqiao_model::chance::Chance;

/// What has to be the same when somebody comes back. The browser carries it, so that nobody can be led to come back with
/// somebody else's proof.
#[derive(Clone, PartialEq, Eq)]
pub struct Flow {
    /// Name of the provider in the settings.
    pub provider: String,
    /// Comes back beside the code (OpenID Connect Core 1.0, 3.1.2.1).
    pub state: String,
    /// Comes back within what the provider signs.
    pub nonce: String,
    /// Shows that whoever exchanges the code is whoever asked for it (RFC 7636).
    pub verifier: String,
}

impl Flow {
    /// How long somebody may stay away, in seconds.
    pub const SECONDS: i64 = 15 * 60;

    /// What nobody can guess, for a stay at `provider`.
    #[must_use]
    pub fn begin(provider: &str, chance: &Chance) -> Self {
        let [state, nonce, verifier] = [(); 3].map(|()| chance.token());
        Self { provider: provider.to_owned(), state, nonce, verifier }
    }

    /// The flow as a cookie holds it.
    #[must_use]
    pub fn written(&self) -> String {
        [self.provider.as_str(), &self.state, &self.nonce, &self.verifier].join(".")
    }

    /// Reads a cookie; `None` when it holds no flow of `provider` that went with `state`.
    #[must_use]
    pub fn read(cookie: &str, provider: &str, state: &str) -> Option<Self> {
        let parts: Vec<String> = cookie.split('.').map(str::to_owned).collect();
        let [of, went_with, nonce, verifier] = parts.try_into().ok()?;
        // Compared by their hashes, so that the time it takes tells nothing of where they differ.
        let same = |a: &str, b: &str| crate::tokens::hash("state", a) == crate::tokens::hash("state", b);
        let read = Self { provider: of, state: went_with, nonce, verifier };
        (read.provider == provider && same(&read.state, state)).then_some(read)
    }
}

impl std::fmt::Debug for Flow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Flow").field("provider", &self.provider).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_comes_back_with_another_state_or_to_another_provider_is_turned_away() {
        let chance = Chance::seeded(1);
        let flow = Flow::begin("shmtu", &chance);
        let cookie = flow.written();
        assert_eq!(Flow::read(&cookie, "shmtu", &flow.state).as_ref(), Some(&flow));
        assert_eq!(Flow::read(&cookie, "shmtu", &Flow::begin("shmtu", &chance).state), None);
        assert_eq!(Flow::read(&cookie, "shou", &flow.state), None);
        for broken in ["", "shmtu", "shmtu...", &cookie[1..], &format!("{cookie}.x")] {
            assert_eq!(Flow::read(broken, "shmtu", &flow.state), None, "{broken}");
        }
        // RFC 7636, 4.1: 43 to 128 characters.
        assert!((43..=128).contains(&flow.verifier.len()));
    }
}
