//! A text in the one form in which forbidden words are sought, with the way back to where each letter stood.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A folded text and where its letters come from.
pub(super) struct Folded {
    /// Width, case, circled and traditional forms are plain, invisible letters and quotes are gone, and so is whatever
    /// stands between Chinese characters except marks that end a clause. Between other letters white space is one space.
    pub(super) text: String,
    /// For each byte of `text`, the byte of the original at which its letter begins.
    origins: Vec<u32>,
}

impl Folded {
    /// Folds `text`; linear in it.
    pub(super) fn of(text: &str) -> Self {
        let mut letters = Letters { kept: Vec::with_capacity(text.len() / 2), gap: Vec::new() };
        let mut before = '\0';
        for (at, letter) in text.char_indices() {
            match letter {
                // The sex of a person drawn by joined signs says nothing.
                '♂' | '♀' if before == '\u{200d}' => {}
                '侽' => letters.keep('男', at as u32),
                '囡' => letters.keep('女', at as u32),
                // Most letters are plain already.
                '\u{4e00}'..='\u{9fff}' => letters.keep(letter, at as u32),
                letter if letter.is_ascii() => letters.take(letter.to_ascii_lowercase(), at as u32),
                letter => {
                    let plain = std::iter::once(letter).nfkd().flat_map(char::to_lowercase);
                    plain.for_each(|plain| letters.take(look_alike(plain), at as u32));
                }
            }
            before = letter;
        }
        letters.finish()
    }

    /// Where in `original` the bytes of the folded text stand.
    pub(super) fn span_in(&self, original: &str, span: Range<usize>) -> Range<usize> {
        let last = self.origins[span.end - 1] as usize;
        let width = original[last..].chars().next().map_or(0, char::len_utf8);
        self.origins[span.start] as usize..last + width
    }
}

/// Letters that are kept, and those between the last of them and the next, which decides about them.
struct Letters {
    kept: Vec<(char, u32)>,
    gap: Vec<(char, u32)>,
}

impl Letters {
    fn take(&mut self, letter: char, at: u32) {
        match letter {
            letter if is_invisible(letter) => {}
            '\n' | '。' | '、' | ',' | ';' | ':' | '!' | '?' => self.keep(letter, at),
            '(' | '[' | '{' | '【' | '〔' | '〖' | '「' | '『' => self.keep('(', at),
            ')' | ']' | '}' | '】' | '〕' | '〗' | '」' | '』' => self.keep(')', at),
            letter if is_chinese(letter) => self.keep(letter, at),
            letter if letter.is_alphanumeric() => {
                self.kept.append(&mut self.gap);
                self.kept.push((letter, at));
            }
            _ if self.kept.last().is_none_or(|&(before, _)| !before.is_alphanumeric() || is_chinese(before)) => {}
            letter if !letter.is_whitespace() => self.gap.push((letter, at)),
            _ if self.gap.last().is_none_or(|&(before, _)| before != ' ') => self.gap.push((' ', at)),
            _ => {}
        }
    }

    /// Keeps a letter beside which nothing but letters counts.
    fn keep(&mut self, letter: char, at: u32) {
        self.gap.clear();
        self.kept.push((letter, at));
    }

    fn finish(self) -> Folded {
        let joined: String = self.kept.iter().map(|&(letter, _)| letter).collect();
        // Replaces each letter by one other, so that the letters keep their places.
        let text = fast2s::convert(&joined);
        let mut origins = Vec::with_capacity(text.len());
        for (letter, &(_, at)) in text.chars().zip(&self.kept) {
            origins.extend(std::iter::repeat_n(at, letter.len_utf8()));
        }
        Folded { text, origins }
    }
}

/// Letters that show nothing, and marks that are put onto others.
fn is_invisible(letter: char) -> bool {
    is_combining_mark(letter)
        || (letter.is_control() && letter != '\n' && letter != '\t')
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{e0000}'..='\u{e0fff}')
}

fn is_chinese(letter: char) -> bool {
    matches!(letter, '〇' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The letter that is meant by one that is written in its place and stands for nothing else in postings.
fn look_alike(letter: char) -> char {
    match letter {
        '♂' | '\u{1f6b9}' => '男',
        '♀' | '\u{1f6ba}' => '女',
        'а' => 'a',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'у' => 'y',
        'х' => 'x',
        'ѵ' => 'v',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_folded_to_what_a_reader_sees_in_it() {
        for (written, plain) in [
            ("限 男", "限男"),
            ("押*金", "押金"),
            ("男±优先", "男优先"),
            ("限\u{200b}男\u{fe0f}", "限男"),
            ("９８５／２１１", "985/211"),
            ("㊚士優先", "男士优先"),
            ("⑨⑧⑤", "985"),
            ("⼥士", "女士"),
            ("“男士”优先。", "男士优先。"),
            ("Male \t -  Only", "male - only"),
            ("学历：本科 【限♂】", "学历:本科(限男)"),
            ("👩\u{200d}♀️", ""),
            ("m\u{336}ale", "male"),
        ] {
            assert_eq!(Folded::of(written).text, plain, "{written}");
        }
    }

    #[test]
    fn a_folded_letter_leads_back_to_where_it_stood() {
        let original = "本岗位，限\u{200b} ㊚ 性！";
        let folded = Folded::of(original);
        let start = folded.text.find("限男性").expect("it is there");
        let span = folded.span_in(original, start..start + "限男性".len());
        assert_eq!(&original[span], "限\u{200b} ㊚ 性");
    }
}
