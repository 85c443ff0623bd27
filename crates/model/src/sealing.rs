//! Sealing proposals: who can read them before they are opened. The answer is nobody, alone.
//!
//! Each call for proposals has a key pair of its own. Its private key is made, split and forgotten in one breath: one half
//! is encrypted for the officers of the firms' desk and one for those of the universities' desk, and either half by
//! itself is noise. An officer's own key lies in the database encrypted under a passphrase that only they know. Everything
//! here is age (X25519, ChaCha20-Poly1305, scrypt); the split is an exclusive or with bytes of the operating system.
//!
//! What this protects from, and what not, is told in `docs/sealing.md`.

use std::str::FromStr as _;

use age::secrecy::{ExposeSecret as _, SecretString};
use age::{scrypt, x25519};
use rand::TryRng as _;
use rand::rngs::SysRng;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// How much a passphrase costs to try: the logarithm of scrypt's N. With 17 each try takes 128 MiB (OWASP's least).
const WORK: u8 = 17;

/// Why something cannot be sealed or opened.
#[derive(Debug, Error)]
pub enum SealingError {
    /// The passphrase is not the one.
    #[error("the passphrase does not open the key")]
    WrongPassphrase,
    /// It was sealed for other keys, or somebody changed it.
    #[error("what is sealed cannot be opened with this key")]
    NotForThisKey,
    /// Something that is stored as a key is none.
    #[error("a stored key cannot be read")]
    NoKey,
    /// There is nobody for whom it could be sealed.
    #[error("nobody holds a key to seal for")]
    NobodyHoldsAKey,
    /// The operating system gave no random bytes, or memory ran out.
    #[error("nothing could be sealed: {0}")]
    Failed(String),
}

/// The key of an officer as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockedKey {
    /// For which things are sealed; everybody may know it.
    pub public: String,
    /// What opens them, encrypted under its owner's passphrase.
    pub locked: Vec<u8>,
}

/// A key that was opened. It lives as long as the request in which its owner typed the passphrase.
#[derive(Clone)]
pub struct OpenKey(x25519::Identity);

/// The key pair of a call: the public key, and the private key in two halves, each for one desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitKey {
    /// For which proposals are sealed.
    pub public: String,
    /// Half a private key, sealed for the officers of each desk.
    pub halves: [Vec<u8>; 2],
}

impl std::fmt::Debug for OpenKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenKey").field("public", &self.public()).finish_non_exhaustive()
    }
}

impl LockedKey {
    /// A new key that `passphrase` opens. Takes about half a second and 128 MiB.
    ///
    /// # Errors
    ///
    /// Returns [`SealingError`] if the system refuses.
    pub fn new(passphrase: &str) -> Result<Self, SealingError> {
        let key = x25519::Identity::generate();
        let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase));
        recipient.set_work_factor(WORK);
        let locked = age::encrypt(&recipient, key.to_string().expose_secret().as_bytes()).map_err(failed)?;
        Ok(Self { public: key.to_public().to_string(), locked })
    }

    /// The key, opened by `passphrase`. Takes as long as making it.
    ///
    /// # Errors
    ///
    /// Returns [`SealingError::WrongPassphrase`] if it is another passphrase, [`SealingError::NoKey`] if what is stored is
    /// no key.
    pub fn open(&self, passphrase: &str) -> Result<OpenKey, SealingError> {
        let mut identity = scrypt::Identity::new(SecretString::from(passphrase));
        identity.set_max_work_factor(WORK);
        let text = age::decrypt(&identity, &self.locked).map_err(|error| match error {
            age::DecryptError::DecryptionFailed => SealingError::WrongPassphrase,
            _ => SealingError::NoKey,
        })?;
        OpenKey::read(&text)
    }
}

impl OpenKey {
    /// For which things are sealed that this key opens.
    #[must_use]
    pub fn public(&self) -> String {
        self.0.to_public().to_string()
    }

    /// What `sealed` holds.
    ///
    /// # Errors
    ///
    /// Returns [`SealingError::NotForThisKey`] if it was sealed for others or changed since.
    pub fn read_sealed(&self, sealed: &[u8]) -> Result<Vec<u8>, SealingError> {
        age::decrypt(&self.0, sealed).map_err(|_| SealingError::NotForThisKey)
    }

    /// The key of a call out of its two halves.
    ///
    /// # Errors
    ///
    /// Returns [`SealingError::NoKey`] if the halves do not belong together.
    pub fn of_halves(one: &[u8], other: &[u8]) -> Result<Self, SealingError> {
        if one.len() != other.len() {
            return Err(SealingError::NoKey);
        }
        let text: Vec<u8> = one.iter().zip(other).map(|(one, other)| one ^ other).collect();
        Self::read(&text)
    }

    fn read(text: &[u8]) -> Result<Self, SealingError> {
        let text = std::str::from_utf8(text).map_err(|_| SealingError::NoKey)?;
        x25519::Identity::from_str(text).map(Self).map_err(|_| SealingError::NoKey)
    }
}

impl SplitKey {
    /// A new key pair whose halves are sealed for the `officers` of the two desks, by their public keys. The private key
    /// itself is nowhere afterwards.
    ///
    /// # Errors
    ///
    /// Returns [`SealingError::NobodyHoldsAKey`] if one of the desks has no keys.
    pub fn new(officers: [&[String]; 2]) -> Result<Self, SealingError> {
        let key = x25519::Identity::generate();
        let secret = key.to_string();
        let secret = secret.expose_secret().as_bytes();
        let mut one = vec![0; secret.len()];
        SysRng.try_fill_bytes(&mut one).map_err(failed)?;
        let other: Vec<u8> = one.iter().zip(secret).map(|(one, secret)| one ^ secret).collect();
        let halves = [seal_for(officers[0], &one)?, seal_for(officers[1], &other)?];
        Ok(Self { public: key.to_public().to_string(), halves })
    }
}

/// `text`, sealed so that any of the keys `publics` opens it.
///
/// # Errors
///
/// Returns [`SealingError::NobodyHoldsAKey`] if there are none, [`SealingError::NoKey`] if one of them is no key.
pub fn seal_for(publics: &[String], text: &[u8]) -> Result<Vec<u8>, SealingError> {
    let keys: Vec<x25519::Recipient> = publics
        .iter()
        .map(|it| x25519::Recipient::from_str(it).map_err(|_| SealingError::NoKey))
        .collect::<Result<_, _>>()?;
    let recipients = keys.iter().map(|key| key as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).map_err(|error| match error {
        age::EncryptError::MissingRecipients => SealingError::NobodyHoldsAKey,
        other => failed(other),
    })?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed).map_err(failed)?;
    std::io::Write::write_all(&mut writer, text).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(sealed)
}

/// SHA-256 of `text` in hexadecimal digits: what a receipt names.
#[must_use]
pub fn digest(text: &[u8]) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn failed(error: impl std::fmt::Display) -> SealingError {
    SealingError::Failed(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> OpenKey {
        OpenKey(x25519::Identity::generate())
    }

    #[test]
    fn a_key_opens_by_its_passphrase_alone() {
        let locked = LockedKey::new("校企双方 一起 打开 2026").expect("it is made");
        let open = locked.open("校企双方 一起 打开 2026").expect("it opens");
        assert_eq!(open.public(), locked.public);
        assert!(matches!(locked.open("校企双方 一起 打开 2027"), Err(SealingError::WrongPassphrase)));
        let damaged = LockedKey { locked: b"nothing".to_vec(), ..locked };
        assert!(matches!(damaged.open("anything"), Err(SealingError::NoKey)));
    }

    #[test]
    fn any_officer_of_a_desk_opens_its_half_and_both_halves_open_what_was_sealed() {
        let (firms, schools) = ([key(), key()], [key(), key()]);
        let publics = |desk: &[OpenKey]| desk.iter().map(OpenKey::public).collect::<Vec<_>>();
        let split = SplitKey::new([&publics(&firms), &publics(&schools)]).expect("it is made");
        let sealed = seal_for(std::slice::from_ref(&split.public), "方案：低温键合".as_bytes()).expect("it is sealed");
        for (one, other) in firms.iter().zip(&schools) {
            let half = one.read_sealed(&split.halves[0]).expect("it is theirs");
            assert!(one.read_sealed(&split.halves[1]).is_err() && one.read_sealed(&sealed).is_err());
            let other = other.read_sealed(&split.halves[1]).expect("it is theirs");
            let whole = OpenKey::of_halves(&half, &other).expect("they belong together");
            assert_eq!(whole.public(), split.public);
            assert_eq!(whole.read_sealed(&sealed).expect("it opens"), "方案：低温键合".as_bytes());
        }
    }

    #[test]
    fn one_half_is_no_key_and_halves_of_two_calls_are_none() {
        let officer = key();
        let publics = [officer.public()];
        let make = || SplitKey::new([&publics, &publics]).expect("it is made");
        let (one, two) = (make(), make());
        let half = |sealed: &[u8]| officer.read_sealed(sealed).expect("it is theirs");
        assert!(OpenKey::read(&half(&one.halves[0])).is_err() && OpenKey::read(&half(&one.halves[1])).is_err());
        assert!(OpenKey::of_halves(&half(&one.halves[0]), &half(&two.halves[1])).is_err());
        assert!(OpenKey::of_halves(&half(&one.halves[0]), b"").is_err());
    }

    #[test]
    fn what_was_changed_does_not_open_and_nothing_is_sealed_for_nobody() {
        let key = key();
        let mut sealed = seal_for(&[key.public()], b"text").expect("it is sealed");
        if let Some(last) = sealed.last_mut() {
            *last ^= 1;
        }
        assert!(matches!(key.read_sealed(&sealed), Err(SealingError::NotForThisKey)));
        assert!(matches!(seal_for(&[], b"text"), Err(SealingError::NobodyHoldsAKey)));
        assert!(matches!(seal_for(&["age1".to_owned()], b"text"), Err(SealingError::NoKey)));
    }
}
