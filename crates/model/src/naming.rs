//! Names brought to one form, so that two spellings of one name meet.

use unicode_normalization::UnicodeNormalization as _;

/// Folds width, case and spacing: `"ＡＢＣ（上海） 公司"` and `"abc(上海)公司"` become the same key.
#[must_use]
pub fn name_key(name: &str) -> String {
    // Most letters stand for themselves; normalising is for the others, since it costs much more.
    let mut key = String::with_capacity(name.len());
    for letter in name.chars() {
        match PlainKey::of(letter) {
            PlainKey::Letter(letter) => key.push(letter),
            PlainKey::Nothing => {}
            PlainKey::Unknown => return normalised_key(name),
        }
    }
    key
}

fn normalised_key(name: &str) -> String {
    name.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What a letter becomes in a key, as far as it can be told without normalising.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PlainKey {
    /// This letter, whatever stands around it.
    Letter(char),
    /// It falls out.
    Nothing,
    /// Only normalising can tell.
    Unknown,
}

impl PlainKey {
    fn of(letter: char) -> Self {
        match letter {
            '\u{4e00}'..='\u{9fff}' => Self::Letter(letter),
            c if c.is_ascii_alphanumeric() => Self::Letter(c.to_ascii_lowercase()),
            c if c.is_ascii() => Self::Nothing,
            // Full-width ASCII.
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).map_or(Self::Unknown, Self::of),
            // Middle dot, dashes, quotes, and the ideographic space, comma, full stop and brackets.
            '\u{b7}' | '\u{2013}'..='\u{2014}' | '\u{2018}'..='\u{201f}' => Self::Nothing,
            '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}' => Self::Nothing,
            _ => Self::Unknown,
        }
    }
}

/// Takes control characters and invisible marks out of a text and trims it; line breaks become `\n`.
#[must_use]
pub fn clean_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text.chars().filter(|&c| c == '\n' || c == '\t' || !is_invisible(c)).collect();
    kept.trim().to_owned()
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_share_a_key() {
        assert_eq!(name_key("ＡＢＣ（上海） 公司"), name_key("abc(上海)公司"));
    }

    #[test]
    fn the_short_way_to_a_key_gives_what_normalising_gives() {
        for letter in (0..=0x1_ffff).filter_map(char::from_u32) {
            let text = letter.to_string();
            assert_eq!(name_key(&text), normalised_key(&text), "{letter:?}");
        }
        assert_eq!(name_key("Cafe\u{301} ①"), name_key("café 1"));
    }

    #[test]
    fn invisible_marks_are_taken_out_of_texts() {
        assert_eq!(clean_text("\u{feff}限\u{200b}量\r\n二行\u{0}"), "限量\n二行");
    }
}
