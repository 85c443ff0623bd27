//! Names brought to one form, so that two spellings of one name meet.

use unicode_normalization::UnicodeNormalization as _;

/// Folds width, case and spacing: `"ＡＢＣ（上海） 公司"` and `"abc(上海)公司"` become the same key.
#[must_use]
pub fn name_key(name: &str) -> String {
    name.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
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
    fn invisible_marks_are_taken_out_of_texts() {
        assert_eq!(clean_text("\u{feff}限\u{200b}量\r\n二行\u{0}"), "限量\n二行");
    }
}
