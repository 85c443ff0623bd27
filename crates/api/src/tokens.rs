//! What browsers carry and people type, and the hashes under which the database knows it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rongqiao_model::chance::Chance;
use sha2::{Digest as _, Sha256};

/// Characters of a recovery code; without those that look alike.
const RECOVERY_LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// A token that a browser carries: 256 bits of chance.
#[must_use]
pub fn session_token(chance: &Chance) -> String {
    URL_SAFE_NO_PAD.encode(chance.bytes::<32>())
}

/// A token that stands in letters and stops them: 256 bits of chance.
#[must_use]
pub fn leave_token(chance: &Chance) -> String {
    session_token(chance)
}

/// A token that leads somebody without an account to what they sent: 256 bits of chance.
#[must_use]
pub fn follow_token(chance: &Chance) -> String {
    session_token(chance)
}

/// Whether `token` can be one that stands in letters.
#[must_use]
pub fn is_leave_token(token: &str) -> bool {
    token.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_'))
}

/// A code of six digits that is sent to somebody.
#[must_use]
pub fn code(chance: &Chance) -> String {
    format!("{:06}", chance.below(1_000_000))
}

/// A code for when the second factor is lost: two groups of five, about 49 bits.
#[must_use]
pub fn recovery_code(chance: &Chance) -> String {
    let letter = |_| {
        let place = chance.below(u32::try_from(RECOVERY_LETTERS.len()).unwrap_or(1)) as usize;
        char::from(RECOVERY_LETTERS[place])
    };
    let (head, tail): (String, String) = ((0..5).map(letter).collect(), (0..5).map(letter).collect());
    format!("{head}-{tail}")
}

/// What somebody typed as a code, without the spaces and hyphens that help the eye, in half width and small letters.
#[must_use]
pub fn typed(code: &str) -> String {
    let half = |it: char| match it {
        '０'..='９' => char::from_u32(it as u32 - '０' as u32 + '0' as u32).unwrap_or(it),
        _ => it,
    };
    code.chars().map(half).filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect()
}

/// The hash under which `secret`, used for `what`, is known: 64 hexadecimal digits.
#[must_use]
pub fn hash(what: &str, secret: &str) -> String {
    let digest = Sha256::new().chain_update(what).chain_update([0]).chain_update(secret).finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_the_form_that_people_are_told() {
        let chance = Chance::seeded(1);
        for _ in 0..100 {
            assert!(code(&chance).len() == 6 && code(&chance).bytes().all(|it| it.is_ascii_digit()));
            assert_eq!(typed(&recovery_code(&chance)).len(), 10);
        }
        assert_eq!(session_token(&chance).len(), 43);
    }

    #[test]
    fn a_code_is_understood_however_it_is_typed() {
        assert_eq!(
            [typed(" 012 345 "), typed("０１２３４５"), typed("ABCDE-fgh23")],
            ["012345", "012345", "abcdefgh23"]
        );
    }

    #[test]
    fn the_same_secret_is_known_differently_for_different_uses() {
        assert_ne!(hash("session", "a"), hash("code", "a"));
        assert_ne!(hash("ab", "c"), hash("a", "bc"));
        assert_eq!(hash("session", "a").len(), 64);
    }
}
