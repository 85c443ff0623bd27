//! 统一社会信用代码: the number by which China knows an organisation (GB 32100-2015).
//!
//! Codes exist in the world whose check characters are wrong (trials before 2015), so that a wrong one is no reason to
//! turn somebody away: a person looks at the licence instead.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;

use crate::naming::clean_text;

/// Characters of a code.
pub const CODE_CHARS: usize = 18;

/// The characters that a code is made of, in the order of their values; I, O, S, V and Z are left out since they look
/// like others.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Weights of the first seventeen characters: powers of 3 modulo 31 (GB 32100-2015, 4.6).
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// Weights of the eight characters of the 组织机构代码 inside (GB 11714-1997).
const INNER_WEIGHTS: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Letters that codes never hold, and what was probably meant.
const LOOK_ALIKES: [(char, char); 5] = [('I', '1'), ('O', '0'), ('Z', '2'), ('S', '5'), ('V', 'U')];

/// A code of the right form, written in the one way in which it is stored and compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CreditCode(String);

/// What can be said of a code without asking a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assessment {
    /// Form and check characters are right.
    Right(CreditCode),
    /// The form is right; somebody has to compare it with the licence.
    ForAPerson(CreditCode, Doubt),
    /// It is no code.
    NotACode(NotACode),
}

crate::choices! {
    /// Why somebody has to look at a code.
    pub enum Doubt {
        /// The last character does not fit the others (GB 32100).
        Check = "check",
        /// The check character of the 组织机构代码 inside does not fit (GB 11714).
        InnerCheck = "inner-check",
        /// Neither fits.
        BothChecks = "both-checks",
    }
}

/// Why something is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotACode {
    /// Nothing was written.
    #[error("no code is written")]
    Missing,
    /// It has too few or too many characters.
    #[error("a code has 18 characters, not {0}")]
    Length(usize),
    /// It holds a character that codes never hold.
    #[error("codes hold no {letter}")]
    Letter {
        /// The character.
        letter: char,
        /// What was probably meant, where one looks like another.
        meant: Option<char>,
    },
    /// The third to eighth characters, which tell the division, are not digits.
    #[error("the third to eighth characters are digits")]
    Division,
}

impl CreditCode {
    /// Reads what somebody typed and says what can be told of it.
    ///
    /// Width, case, spaces and hyphens do not matter. Divisions are not looked up: abolished ones stand in codes too.
    #[must_use]
    pub fn assess(typed: &str) -> Assessment {
        let text: String = clean_text(typed).nfkc().flat_map(char::to_uppercase).collect();
        let text: String = text.chars().filter(|it| !it.is_whitespace() && *it != '-').collect();
        match mistake_in(&text) {
            Some(mistake) => Assessment::NotACode(mistake),
            None => doubted(text),
        }
    }

    /// The eighteen characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Why somebody has to look at it; `None` when its check characters are right.
    #[must_use]
    pub fn doubt(&self) -> Option<Doubt> {
        match (has_right_check(&self.0), has_right_inner_check(&self.0)) {
            (true, true) => None,
            (false, true) => Some(Doubt::Check),
            (true, false) => Some(Doubt::InnerCheck),
            (false, false) => Some(Doubt::BothChecks),
        }
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn mistake_in(text: &str) -> Option<NotACode> {
    let count = text.chars().count();
    if count == 0 {
        return Some(NotACode::Missing);
    }
    if let Some(letter) = text.chars().find(|&it| !ALPHABET.contains(it)) {
        let meant = LOOK_ALIKES.iter().find(|(wrong, _)| *wrong == letter).map(|(_, meant)| *meant);
        return Some(NotACode::Letter { letter, meant });
    }
    if count != CODE_CHARS {
        return Some(NotACode::Length(count));
    }
    (!text.bytes().skip(2).take(6).all(|it| it.is_ascii_digit())).then_some(NotACode::Division)
}

/// A code of the right form with what is to be doubted about it.
fn doubted(text: String) -> Assessment {
    let code = CreditCode(text);
    match code.doubt() {
        None => Assessment::Right(code),
        Some(doubt) => Assessment::ForAPerson(code, doubt),
    }
}

fn has_right_check(code: &str) -> bool {
    let values = code.chars().filter_map(|it| ALPHABET.find(it));
    let sum: usize = values.zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    ALPHABET.chars().nth((31 - sum % 31) % 31) == code.chars().last()
}

/// The alphabet of GB 11714 holds every letter: A is 10 and Z is 35.
fn has_right_inner_check(code: &str) -> bool {
    let values = code.chars().skip(8).filter_map(|it| it.to_digit(36));
    let sum: usize = values.zip(INNER_WEIGHTS).map(|(value, weight)| value as usize * weight).sum();
    let check = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(u32::try_from(digit).unwrap_or(0), 10).unwrap_or('0'),
    };
    code.chars().nth(16) == Some(check)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_codes_are_right() {
        for code in [
            "914403001922038216",
            "9144030071526726XG",
            "91110000802100433B",
            "91110108551385082Q",
            "91310000132260250X",
            "123502001549897397",
        ] {
            assert!(matches!(CreditCode::assess(code), Assessment::Right(read) if read.as_str() == code), "{code}");
        }
    }

    #[test]
    fn real_codes_of_the_first_trials_go_to_a_person() {
        for code in ["91350203M0001QAY9B", "91350100M0001TGQXM", "91350211M0000XUF46", "91350203M0001FUE2P"] {
            assert!(matches!(CreditCode::assess(code), Assessment::ForAPerson(_, Doubt::Check)), "{code}");
        }
    }

    #[test]
    fn invented_codes_go_to_a_person_with_both_doubts() {
        for code in ["91310115MA1K3A8Q2N", "91310115MA1H88888Y"] {
            assert!(matches!(CreditCode::assess(code), Assessment::ForAPerson(_, Doubt::BothChecks)), "{code}");
        }
    }

    #[test]
    fn every_single_slip_of_a_digit_is_noticed() {
        let code = "91310000132260250X";
        for at in 0..CODE_CHARS {
            for other in ALPHABET.chars() {
                let slip: String = code.chars().enumerate().map(|(i, it)| if i == at { other } else { it }).collect();
                assert_eq!(matches!(CreditCode::assess(&slip), Assessment::Right(_)), slip == code, "{slip}");
            }
        }
    }

    #[test]
    fn a_code_has_one_form_however_it_is_typed() {
        for typed in [
            "9144030071526726xg",
            " 91440300 7152 6726XG\n",
            "９１４４０３００７１５２６７２６ＸＧ",
            "91440300-71526726X-G",
        ] {
            assert!(
                matches!(CreditCode::assess(typed), Assessment::Right(code) if code.as_str() == "9144030071526726XG")
            );
        }
    }

    #[test]
    fn what_is_no_code_is_told_with_what_was_probably_meant() {
        let letter = |letter, meant| NotACode::Letter { letter, meant };
        for (typed, why) in [
            ("", NotACode::Missing),
            ("914403001922038", NotACode::Length(15)),
            ("9144030019220382161", NotACode::Length(19)),
            ("9I4403001922038216", letter('I', Some('1'))),
            ("9144o3001922038216", letter('O', Some('0'))),
            ("91Z403001922038216", letter('Z', Some('2'))),
            ("91440300192203821s", letter('S', Some('5'))),
            ("V14403001922038216", letter('V', Some('U'))),
            ("9144030019220382１号", letter('号', None)),
            ("91A403001922038216", NotACode::Division),
        ] {
            assert_eq!(CreditCode::assess(typed), Assessment::NotACode(why), "{typed}");
        }
    }
}
