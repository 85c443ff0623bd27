//! Where something is.

use serde::{Deserialize, Serialize};

/// A place: a division of GB/T 2260, a zone of the Lingang dictionary, or just the words that were given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Six-digit code of GB/T 2260, as exact as known.
    pub division: Option<String>,
    /// Slug of the zone dictionary; Lingang spans two districts and has no code of its own.
    pub zone: Option<String>,
    /// The words that were given, when no code covers them.
    pub text: String,
}

impl Place {
    /// The city's six-digit code: the municipality itself for 11, 12, 31 and 50, else the prefecture.
    #[must_use]
    pub fn city_code(&self) -> Option<String> {
        self.division.as_deref().and_then(city_of)
    }

    /// What the city filter compares: the code where there is one, else the words.
    #[must_use]
    pub fn city_key(&self) -> Option<String> {
        self.city_code().or_else(|| (!self.text.is_empty()).then(|| self.text.clone()))
    }
}

/// The city that a division code of GB/T 2260 belongs to; `None` unless it has six digits.
#[must_use]
pub fn city_of(division: &str) -> Option<String> {
    if division.len() != 6 || !division.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let municipality = matches!(&division[..2], "11" | "12" | "31" | "50" | "81" | "82" | "71");
    // Counties run directly by a province (xx90xx) have no city above them.
    let direct = &division[2..4] == "90";
    Some(match (municipality, direct) {
        (true, _) => format!("{}0000", &division[..2]),
        (false, true) => division.to_owned(),
        (false, false) => format!("{}00", &division[..4]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_district_belongs_to_its_city() {
        assert_eq!(city_of("310115").as_deref(), Some("310000"));
        assert_eq!(city_of("440305").as_deref(), Some("440300"));
        assert_eq!(city_of("429004").as_deref(), Some("429004"));
        assert_eq!(city_of("31"), None);
    }
}
