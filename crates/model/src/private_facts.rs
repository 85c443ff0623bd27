//! Facts about a person that stand in résumés and are not to be kept: numbers of identity cards, bank cards and
//! passports, the day of birth, telephone numbers and e-mail addresses.
//!
//! Contacts belong to the account, where they are proven; the rest the platform has no use for.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

crate::choices! {
    /// What is not to be kept.
    pub enum PrivateFact {
        /// 身份证号
        IdCard = "id-card",
        /// 银行卡号
        BankCard = "bank-card",
        /// 护照号
        Passport = "passport",
        /// 出生日期
        BirthDate = "birth-date",
        /// 手机号
        Mobile = "mobile",
        /// 邮箱
        Email = "email",
    }
}

/// A private fact and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFact {
    /// What it is.
    pub fact: PrivateFact,
    /// Its bytes in the text, on the borders of characters.
    pub span: Range<usize>,
}

/// What stands in the place of a fact that was taken out.
const TAKEN_OUT: &str = "▇▇";

/// Digits of either width, also with single spaces or hyphens between them; an identity card may end in X.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| pattern("[0-9０-９](?:[ -]?[0-9０-９]){9,18}[XxＸｘ]?"));

static PASSPORT: LazyLock<Option<Regex>> = LazyLock::new(|| pattern("[EeGg](?:[0-9]{8}|[A-Za-z][0-9]{7})"));

static EMAIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"[A-Za-z0-9._%+-]+[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"));

/// A date behind a word for birth, or before one.
static BIRTH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let date = r"(?:19|20)[0-9]{2}\s*[年./-]?(?:\s*[0-9]{1,2}\s*[月./-]?(?:\s*[0-9]{1,2}\s*日?)?)?";
    let word = "出生(?:年月日?|日期|时间)?|生日|date of birth|birth ?date|dob|born(?: on| in)?";
    pattern(&format!(r"(?i)(?:{word})\s*[:：]?\s*{date}|{date}\s*(?:出生|生(?:[，,。；;\s]|$))"))
});

/// A pattern of this module; one that cannot be read is a mistake that the tests find.
fn pattern(text: &str) -> Option<Regex> {
    Regex::new(text).ok()
}

/// Finds the private facts in `text`, in order, none within another; linear in the text.
#[must_use]
pub fn find_private_facts(text: &str) -> Vec<FoundFact> {
    let mut found: Vec<FoundFact> = [(&BIRTH, PrivateFact::BirthDate), (&EMAIL, PrivateFact::Email)]
        .into_iter()
        .flat_map(|(pattern, fact)| spans(pattern.as_ref(), text).map(move |span| FoundFact { fact, span }))
        .collect();
    let stands_alone = |span: &Range<usize>| {
        let is_letter = |it: char| it.is_ascii_alphanumeric();
        !text[..span.start].ends_with(is_letter) && !text[span.end..].starts_with(is_letter)
    };
    let passports = spans(PASSPORT.as_ref(), text).filter(stands_alone);
    found.extend(passports.map(|span| FoundFact { fact: PrivateFact::Passport, span }));
    let numbers = spans(NUMBER.as_ref(), text).filter(stands_alone);
    found.extend(numbers.filter_map(|span| Some(FoundFact { fact: fact_of_number(&text[span.clone()])?, span })));
    found.sort_by_key(|it| (it.span.start, it.span.end));
    let mut end = 0;
    found.retain(|it| {
        it.span.start >= end && {
            end = it.span.end;
            true
        }
    });
    found
}

/// `text` with a mark in the place of each private fact, and what they were, each once.
#[must_use]
pub fn without_private_facts(text: &str) -> (String, Vec<PrivateFact>) {
    let (mut kept, mut facts, mut from) = (String::with_capacity(text.len()), Vec::new(), 0);
    for found in find_private_facts(text) {
        kept.push_str(&text[from..found.span.start]);
        kept.push_str(TAKEN_OUT);
        from = found.span.end;
        facts.push(found.fact);
    }
    kept.push_str(&text[from..]);
    facts.sort_unstable();
    facts.dedup();
    (kept, facts)
}

fn spans(pattern: Option<&Regex>, text: &str) -> impl Iterator<Item = Range<usize>> {
    pattern.into_iter().flat_map(move |pattern| pattern.find_iter(text)).map(|it| it.range())
}

/// What a number stands for, by its length and inner order.
fn fact_of_number(written: &str) -> Option<PrivateFact> {
    let digits: Vec<u8> = written.chars().filter_map(digit).collect();
    let number = |range: Range<usize>| digits[range].iter().fold(0_u32, |sum, &it| sum * 10 + u32::from(it));
    let is_day =
        |month: Range<usize>, day: Range<usize>| (1..=12).contains(&number(month)) && (1..=31).contains(&number(day));
    match digits.len() {
        // GB 11643: six digits of a place, eight of a day of birth, three, and a check digit.
        18 if (1900..2100).contains(&number(6..10)) && is_day(10..12, 12..14) => Some(PrivateFact::IdCard),
        // Its elder form, with two digits of the year and none to check.
        15 if digits[0] > 0 && is_day(8..10, 10..12) => Some(PrivateFact::IdCard),
        11 if digits[0] == 1 && digits[1] >= 3 => Some(PrivateFact::Mobile),
        13 if digits.starts_with(&[8, 6, 1]) => Some(PrivateFact::Mobile),
        // Payment cards (ISO/IEC 7812): years in a row begin with another digit.
        13..=19 if (3..=6).contains(&digits[0]) && passes_luhn(&digits) => Some(PrivateFact::BankCard),
        _ => None,
    }
}

/// The value of a digit of either width; the X at the end of an identity card counts as ten.
fn digit(letter: char) -> Option<u8> {
    match letter {
        'X' | 'x' | 'Ｘ' | 'ｘ' => Some(10),
        '０'..='９' => u8::try_from(u32::from(letter) - u32::from('０')).ok(),
        _ => letter.to_digit(10).and_then(|it| u8::try_from(it).ok()),
    }
}

fn passes_luhn(digits: &[u8]) -> bool {
    let doubled = |(place, &digit): (usize, &u8)| match place % 2 {
        0 => u32::from(digit),
        _ if digit < 5 => u32::from(digit) * 2,
        _ => u32::from(digit) * 2 - 9,
    };
    digits.iter().rev().enumerate().map(doubled).sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_to_be_kept_is_found_however_it_is_written() {
        for (text, fact, found) in [
            ("身份证号：310115200305121234。", PrivateFact::IdCard, "310115200305121234"),
            ("身份证31011520030512123X", PrivateFact::IdCard, "31011520030512123X"),
            ("３１０１１５２００３０５１２１２３４", PrivateFact::IdCard, "３１０１１５２００３０５１２１２３４"),
            ("310115 20030512 1234", PrivateFact::IdCard, "310115 20030512 1234"),
            ("一代证 310115030512123", PrivateFact::IdCard, "310115030512123"),
            ("工资卡6222021234567890128", PrivateFact::BankCard, "6222021234567890128"),
            ("Visa 4111 1111 1111 1111", PrivateFact::BankCard, "4111 1111 1111 1111"),
            ("护照E12345678", PrivateFact::Passport, "E12345678"),
            ("passport EA1234567,", PrivateFact::Passport, "EA1234567"),
            ("电话 139-1234-5678", PrivateFact::Mobile, "139-1234-5678"),
            ("+86 13912345678", PrivateFact::Mobile, "86 13912345678"),
            ("邮箱linxi@example.edu.cn", PrivateFact::Email, "linxi@example.edu.cn"),
            ("出生年月：2003年5月", PrivateFact::BirthDate, "出生年月：2003年5月"),
            ("女，2003年5月生，汉族", PrivateFact::BirthDate, "2003年5月生，"),
            ("Date of birth: 2003-05-12", PrivateFact::BirthDate, "Date of birth: 2003-05-12"),
        ] {
            let facts = find_private_facts(text);
            assert_eq!(facts.len(), 1, "{text}: {facts:?}");
            assert_eq!((facts[0].fact, &text[facts[0].span.clone()]), (fact, found), "{text}");
        }
    }

    #[test]
    fn years_standards_and_amounts_are_nothing_private() {
        for text in [
            "2022.09-2026.06 上海海洋大学",
            "2018-2022 2022-2025",
            "20220901-20260630",
            "GB/T 19001-2016，S7-1200，ISO 9001:2015",
            "销售额 12,000,000 元，提升 35%",
            "2026年毕业生，2025年9月实习",
            "证书编号 2025310000123",
            "E1234 EA12",
        ] {
            assert_eq!(find_private_facts(text), [], "{text}");
        }
    }

    #[test]
    fn what_is_taken_out_leaves_a_mark_and_is_told_once() {
        let (kept, facts) =
            without_private_facts("林汐 13912345678，备用 13812345678，身份证310115200305121234，会Python");
        assert_eq!(kept, "林汐 ▇▇，备用 ▇▇，身份证▇▇，会Python");
        assert_eq!(facts, [PrivateFact::IdCard, PrivateFact::Mobile]);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_written_nothing_private_is_left(
            words in proptest::collection::vec(
                proptest::prop_oneof![
                    "\\PC{0,4}",
                    "310115200305121234|13912345678|6222021234567890128|E12345678|a@b.cn|生日|2003|年| |-|，|X",
                ],
                0..12,
            ),
        ) {
            let text = words.concat();
            let (kept, facts) = without_private_facts(&text);
            proptest::prop_assert_eq!(facts.is_empty(), kept == text);
        }
    }
}
