//! Where a person is reached and by what they sign in: an e-mail address or a mobile number.

use unicode_normalization::UnicodeNormalization as _;

use crate::naming::clean_text;

crate::choices! {
    /// What a contact is.
    pub enum ContactKind {
        /// An e-mail address.
        Email = "email",
        /// A mobile number of mainland China.
        Mobile = "mobile",
    }
}

/// Longest e-mail address in bytes (RFC 5321, 4.5.3.1.3, without the angle brackets).
const EMAIL_MAX_BYTES: usize = 254;

/// Longest part before the @ in bytes (RFC 5321, 4.5.3.1.1).
const LOCAL_MAX_BYTES: usize = 64;

/// An e-mail address or a mobile number, written in the one way in which it is stored and compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Contact {
    kind: ContactKind,
    value: String,
}

impl Contact {
    /// Reads what somebody typed; `None` when it is neither an e-mail address nor a mobile number of mainland China.
    ///
    /// E-mail addresses are lower-cased as a whole. Mobile numbers may come with +86, spaces and hyphens, also in
    /// full width, and are kept as `+86` with eleven digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = clean_text(text).nfkc().collect();
        let text = text.trim();
        if text.contains('@') {
            let value = text.to_lowercase();
            return is_email(&value).then_some(Self { kind: ContactKind::Email, value });
        }
        let digits: String = text.chars().filter(|it| !matches!(it, ' ' | '-' | '(' | ')')).collect();
        let digits = digits.strip_prefix("+86").or_else(|| digits.strip_prefix("0086")).unwrap_or(&digits);
        is_mobile(digits).then(|| Self { kind: ContactKind::Mobile, value: format!("+86{digits}") })
    }

    /// A contact as it was stored.
    #[must_use]
    pub const fn stored(kind: ContactKind, value: String) -> Self {
        Self { kind, value }
    }

    /// What it is.
    #[must_use]
    pub const fn kind(&self) -> ContactKind {
        self.kind
    }

    /// The address, or the number with +86.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Enough of it to be recognised by its owner, for pages that may be seen by others.
    #[must_use]
    pub fn masked(&self) -> String {
        match self.kind {
            ContactKind::Email => {
                let (local, domain) = self.value.split_once('@').unwrap_or((&self.value, ""));
                let first = local.chars().next().unwrap_or('*');
                format!("{first}***@{domain}")
            }
            ContactKind::Mobile => {
                let digits = self.value.strip_prefix("+86").unwrap_or(&self.value);
                let (head, tail) = (digits.get(..3).unwrap_or_default(), digits.get(7..).unwrap_or_default());
                format!("{head}****{tail}")
            }
        }
    }
}

/// Whether mail servers would take `address`; quoted local parts and addresses without a domain are not wanted here.
fn is_email(address: &str) -> bool {
    let Some((local, domain)) = address.split_once('@') else { return false };
    let plain = |it: char| it.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(it);
    let dots_apart = |text: &str| !text.starts_with('.') && !text.ends_with('.') && !text.contains("..");
    let label = |part: &str| {
        !part.is_empty() && part.chars().all(|it| it.is_alphanumeric() || it == '-') && !part.starts_with('-')
    };
    address.len() <= EMAIL_MAX_BYTES
        && (1..=LOCAL_MAX_BYTES).contains(&local.len())
        && local.chars().all(plain)
        && dots_apart(local)
        && domain.contains('.')
        && domain.split('.').all(label)
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11
        && digits.bytes().all(|digit| digit.is_ascii_digit())
        && digits.starts_with('1')
        && !matches!(digits.as_bytes()[1], b'0'..=b'2')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_contact_has_one_form_however_it_is_typed() {
        for (typed, stored) in [
            (" Lin.Xi@Example.EDU.cn ", "lin.xi@example.edu.cn"),
            ("ｌｉｎ＠example.com", "lin@example.com"),
            ("13912345678", "+8613912345678"),
            ("+86 139-1234-5678", "+8613912345678"),
            ("0086 13912345678", "+8613912345678"),
            ("１３９１２３４５６７８", "+8613912345678"),
        ] {
            assert_eq!(Contact::parse(typed).map(|it| it.value().to_owned()).as_deref(), Some(stored), "{typed}");
        }
    }

    #[test]
    fn what_no_letter_can_reach_is_no_contact() {
        for typed in [
            "",
            "lin",
            "@example.com",
            "lin@",
            "lin@example",
            "lin@@example.com",
            "a b@example.com",
            ".a@example.com",
            "a@example.com\r\nBcc: all@example.com",
            "a@-example.com",
            "12012345678",
            "1391234567",
            "139123456789",
            "a@b.c,d@e.f",
            "<a@example.com>",
        ] {
            assert_eq!(Contact::parse(typed), None, "{typed:?}");
        }
        assert_eq!(Contact::parse(&format!("{}@example.com", "a".repeat(65))), None);
    }

    #[test]
    fn a_masked_contact_keeps_only_what_its_owner_needs() {
        let masked = |typed: &str| Contact::parse(typed).map(|it| it.masked());
        assert_eq!(masked("linxi@example.com").as_deref(), Some("l***@example.com"));
        assert_eq!(masked("13912345678").as_deref(), Some("139****5678"));
    }
}
