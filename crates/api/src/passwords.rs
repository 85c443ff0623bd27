//! Passwords: which are taken, and how they are kept and compared.

use std::sync::{Arc, LazyLock};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use tokio::sync::Semaphore;
use zxcvbn::Score;

use crate::problem::Problem;

/// Fewest characters of a password (ASVS 4, 2.1.1).
pub const PASSWORD_MIN_CHARS: usize = 12;

/// Most characters of a password (ASVS 4, 2.1.2).
pub const PASSWORD_MAX_CHARS: usize = 128;

/// How much of a password is guessed, in characters: what is long and begins well is guessed no sooner.
const GUESSED_CHARS: usize = 32;

/// Hashes that are reckoned at the same time; each needs 19 MB and a processor for some tens of milliseconds, and pages
/// must go on meanwhile.
const AT_ONCE: usize = 2;

static HASHING: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(AT_ONCE)));

/// Passwords are guessed one after the other: those who sign in do not wait for those who choose a password.
static ASSESSING: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(1)));

/// What is wrong with a password that somebody chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer characters than [`PASSWORD_MIN_CHARS`].
    TooShort,
    /// More characters than [`PASSWORD_MAX_CHARS`].
    TooLong,
    /// Among the first that anybody would guess.
    Guessable,
}

/// What is wrong with `password`; `about` is what others know of its owner, such as name and address.
///
/// # Errors
///
/// Returns a [`Problem`] if the work broke off.
pub async fn weakness(password: &str, about: &[&str]) -> Result<Option<Weakness>, Problem> {
    let length = password.chars().count();
    if length < PASSWORD_MIN_CHARS {
        return Ok(Some(Weakness::TooShort));
    }
    if length > PASSWORD_MAX_CHARS {
        return Ok(Some(Weakness::TooLong));
    }
    let (password, about): (String, _) =
        (password.chars().take(GUESSED_CHARS).collect(), about.iter().map(|&it| it.to_owned()).collect::<Vec<_>>());
    // Signs that stand for several letters each can make guessing take half a second.
    let guessable = in_turn(&ASSESSING, move || {
        let about: Vec<&str> = about.iter().map(String::as_str).collect();
        zxcvbn::zxcvbn(&password, &about).score() < Score::Two
    });
    Ok(guessable.await?.then_some(Weakness::Guessable))
}

/// Hashes `password` with a salt of its own, by Argon2id with 19 MiB and two passes, as a PHC string.
///
/// # Errors
///
/// Returns a [`Problem`] if the work broke off.
pub async fn hash(password: String) -> Result<String, Problem> {
    let hashed =
        in_turn(&HASHING, move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()));
    hashed.await?.map_err(|error| Problem::internal(anyhow::anyhow!("a password could not be hashed: {error}")))
}

/// Whether `password` is the one that `hash` was made of. Without a hash it takes as long and is not.
///
/// # Errors
///
/// Returns a [`Problem`] if the work broke off.
pub async fn matches(password: String, hash: Option<String>) -> Result<bool, Problem> {
    in_turn(&HASHING, move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODYS.clone());
        let parsed = PasswordHash::new(&hash);
        parsed.is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok()) && known
    })
    .await
}

/// The hash of a password that nobody has.
static NOBODYS: LazyLock<String> =
    LazyLock::new(|| Argon2::default().hash_password(b"nobody").map(|hash| hash.to_string()).unwrap_or_default());

/// Runs `work` that costs as much as hashing a password, in turn with it.
///
/// # Errors
///
/// Returns a [`Problem`] if the work broke off.
pub(crate) async fn in_turn_with_hashing<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    in_turn(&HASHING, work).await
}

/// Runs `work` where it may block, when one of `places` is free.
async fn in_turn<T: Send + 'static>(
    places: &Arc<Semaphore>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    let place = Arc::clone(places).acquire_owned().await.map_err(Problem::internal)?;
    let done = tokio::task::spawn_blocking(move || {
        let _place = place;
        work()
    });
    Ok(done.await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_matches_and_never_without_a_hash() {
        let hash = hash("three words 三个词".to_owned()).await.expect("it can be hashed");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let tried = |password: &str, hash: Option<&str>| matches(password.to_owned(), hash.map(str::to_owned));
        assert!(tried("three words 三个词", Some(&hash)).await.expect("it can be compared"));
        assert!(!tried("three words 三个字", Some(&hash)).await.expect("it can be compared"));
        assert!(!tried("nobody", None).await.expect("it can be compared"));
    }

    #[tokio::test]
    async fn a_password_is_refused_for_what_is_wrong_with_it() {
        let about = ["林汐", "linxi@example.com"];
        for (password, expected) in [
            ("short", Some(Weakness::TooShort)),
            ("passwordpassword", Some(Weakness::Guessable)),
            ("123456789012", Some(Weakness::Guessable)),
            ("linxi@example.com", Some(Weakness::Guessable)),
            ("滴水湖边的三棵樟树和一只白鹭", None),
            ("quay lantern orbit", None),
        ] {
            assert_eq!(weakness(password, &about).await.expect("it can be guessed"), expected, "{password}");
        }
        let long = weakness(&"a b".repeat(50), &about).await.expect("it is not guessed");
        assert_eq!(long, Some(Weakness::TooLong));
    }
}
