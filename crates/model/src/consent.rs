//! What persons agree to: one consent for each purpose and each recipient, with the text that they read (个人信息保护法,
//! articles 13–17 and 23).
//!
//! A consent is never changed: it is given, and it is withdrawn. It holds for the text that was read; when that changes,
//! it counts no more until it is given again.

use time::OffsetDateTime;

use crate::{ConsentId, OrganisationId, PersonId};

crate::choices! {
    /// What personal data is used for, where somebody is asked.
    pub enum Purpose {
        /// To have an account at all; nothing else is made to depend on this one.
        Account = "account",
        /// To show the profile, without what tells whose it is, to organisations that were verified.
        BeingFound = "being-found",
        /// To send the profile with name and contacts to one organisation.
        Application = "application",
        /// To ask one organisation for a price, with one's name.
        Order = "order",
    }
}

crate::choices! {
    /// A kind of personal data, as people are told of it.
    pub enum Category {
        /// What somebody is called, and where they are reached.
        Identity = "identity",
        /// What proves that it is them: hashes of passwords, second factors, devices.
        Security = "security",
        /// What they tell of their education, skills, experience and wishes.
        Profile = "profile",
    }
}

/// Who gets the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// Those who operate the platform, and nobody else.
    Platform,
    /// Every organisation whose verification holds.
    VerifiedOrganisations,
    /// One organisation.
    Organisation(OrganisationId),
}

impl Recipient {
    /// The recipient as it is stored.
    #[must_use]
    pub fn written(self) -> String {
        match self {
            Self::Platform => "platform".to_owned(),
            Self::VerifiedOrganisations => "verified-organisations".to_owned(),
            Self::Organisation(id) => id.to_string(),
        }
    }

    /// Reads what [`written`](Self::written) wrote.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "platform" => Some(Self::Platform),
            "verified-organisations" => Some(Self::VerifiedOrganisations),
            id => id.parse().ok().map(Self::Organisation),
        }
    }
}

impl Purpose {
    /// Whether somebody may refuse it and keep everything else.
    #[must_use]
    pub const fn is_optional(self) -> bool {
        !matches!(self, Self::Account)
    }

    /// The kinds of data that it takes.
    #[must_use]
    pub const fn categories(self) -> &'static [Category] {
        match self {
            Self::Account => &[Category::Identity, Category::Security],
            Self::BeingFound => &[Category::Profile],
            Self::Application => &[Category::Identity, Category::Profile],
            Self::Order => &[Category::Identity],
        }
    }

    /// Whether `recipient` can be one for this purpose. One consent never covers several organisations by name
    /// (article 23: each recipient is told apart).
    #[must_use]
    pub const fn is_for(self, recipient: Recipient) -> bool {
        matches!(
            (self, recipient),
            (Self::Account, Recipient::Platform)
                | (Self::BeingFound, Recipient::VerifiedOrganisations)
                | (Self::Application | Self::Order, Recipient::Organisation(_))
        )
    }
}

/// The text that somebody reads before they agree.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ConsentText {
    /// Its version: the day from which on it holds.
    pub version: String,
    /// SHA-256 over all of it in the language in which it was read, 64 hexadecimal digits.
    pub hash: String,
}

/// A consent that somebody gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Which one it is.
    pub id: ConsentId,
    /// Who gave it.
    pub person: PersonId,
    /// For what.
    pub purpose: Purpose,
    /// To whom the data goes.
    pub recipient: Recipient,
    /// The text that they read.
    pub text: ConsentText,
    /// When they gave it.
    pub given_at: OffsetDateTime,
    /// When they withdrew it.
    pub withdrawn_at: Option<OffsetDateTime>,
}

impl Consent {
    /// Whether it counts while the text of `version` holds.
    #[must_use]
    pub fn counts(&self, version: &str) -> bool {
        self.withdrawn_at.is_none() && self.text.version == version
    }

    /// Whether it has to be asked for again, since the text changed after it was given.
    #[must_use]
    pub fn is_outdated(&self, version: &str) -> bool {
        self.withdrawn_at.is_none() && self.text.version != version
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;

    fn consent() -> Consent {
        Consent {
            id: ConsentId::from_uuid(Uuid::nil()),
            person: PersonId::from_uuid(Uuid::nil()),
            purpose: Purpose::BeingFound,
            recipient: Recipient::VerifiedOrganisations,
            text: ConsentText { version: "2026-11-22".to_owned(), hash: "0".repeat(64) },
            given_at: datetime!(2026-11-22 08:00 UTC),
            withdrawn_at: None,
        }
    }

    #[test]
    fn a_consent_counts_for_the_text_that_was_read_until_it_is_withdrawn() {
        assert!(consent().counts("2026-11-22") && !consent().is_outdated("2026-11-22"));
        assert!(!consent().counts("2027-01-01") && consent().is_outdated("2027-01-01"));
        let withdrawn = Consent { withdrawn_at: Some(datetime!(2026-11-23 08:00 UTC)), ..consent() };
        assert!(!withdrawn.counts("2026-11-22") && !withdrawn.is_outdated("2027-01-01"));
    }

    #[test]
    fn only_the_account_itself_cannot_be_refused() {
        let needed: Vec<Purpose> = Purpose::ALL.iter().copied().filter(|it| !it.is_optional()).collect();
        assert_eq!(needed, [Purpose::Account]);
    }

    #[test]
    fn each_purpose_names_its_own_recipients() {
        let firm = Recipient::Organisation(OrganisationId::of_name("晨芯半导体"));
        for recipient in [Recipient::Platform, Recipient::VerifiedOrganisations, firm] {
            assert_eq!(Recipient::read(&recipient.written()), Some(recipient));
            let purposes: Vec<Purpose> = Purpose::ALL.iter().copied().filter(|it| it.is_for(recipient)).collect();
            match recipient {
                Recipient::Platform => assert_eq!(purposes, [Purpose::Account]),
                Recipient::VerifiedOrganisations => assert_eq!(purposes, [Purpose::BeingFound]),
                Recipient::Organisation(_) => assert_eq!(purposes, [Purpose::Application, Purpose::Order]),
            }
        }
        assert_eq!(Recipient::read("all partners"), None);
    }
}
