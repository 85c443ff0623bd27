//! 发文字号: the number by which a document of an authority is known, in the one spelling that the platform keeps.

/// Marks that people put around the year.
const OPENING: [char; 8] = ['〔', '[', '(', '【', '［', '（', '﹝', '〖'];
const CLOSING: [char; 8] = ['〕', ']', ')', '】', '］', '）', '﹞', '〗'];

/// `written` with the year in 〔〕, figures of single width, and neither spaces nor 第 before the serial number
/// (GB/T 9704-2012, 7.2.5); whatever is no such number stays as it is but for width and spaces.
#[must_use]
pub fn normalised(written: &str) -> String {
    let letters: Vec<char> = written.chars().filter(|it| !it.is_whitespace()).map(narrow).collect();
    let mut number = String::with_capacity(written.len());
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        if let Some(year) = year_at(&letters[at..]) {
            number.extend(['〔'].into_iter().chain(year.iter().copied()).chain(['〕']));
            at += 6;
            let is_serial = letters.get(at) == Some(&'第') && letters.get(at + 1).is_some_and(char::is_ascii_digit);
            at += usize::from(is_serial);
            continue;
        }
        number.push(letter);
        at += 1;
    }
    number
}

/// The four figures of a year between marks, if `letters` begin with one.
fn year_at(letters: &[char]) -> Option<&[char]> {
    let [opening, year @ .., closing] = letters.get(..6)? else { return None };
    let is_year = OPENING.contains(opening) && CLOSING.contains(closing) && year.iter().all(char::is_ascii_digit);
    is_year.then_some(year)
}

/// A figure or letter of double width in its single width.
fn narrow(letter: char) -> char {
    match letter {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_in_whatever_marks_it_is_typed() {
        for typed in [
            "沪发改社〔2023〕18号",
            "沪发改社[2023]18号",
            "沪发改社（2023）18号",
            "沪发改社(2023) 18 号",
            "沪发改社【2023】第18号",
            "沪发改社［２０２３］１８号",
        ] {
            assert_eq!(normalised(typed), "沪发改社〔2023〕18号", "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_of_this_form_stays() {
        assert_eq!(normalised("主席令（第六十九号）"), "主席令（第六十九号）");
        assert_eq!(normalised(" 国务院令 第 700 号 "), "国务院令第700号");
        assert_eq!(normalised("〔23〕1号"), "〔23〕1号");
        assert_eq!(normalised(""), "");
    }

    proptest::proptest! {
        #[test]
        fn what_is_normalised_stays_so(text in "[a〔〕\\[\\]（）0-9２第号 ]{0,16}") {
            let once = normalised(&text);
            proptest::prop_assert_eq!(normalised(&once), once);
        }
    }
}
