//! Text in the one form in which names are compared, with the way back to where each letter stood.

use unicode_normalization::UnicodeNormalization as _;

use crate::analysis::is_han;

/// A folded text and where its letters come from.
pub(crate) struct Folded {
    /// Width, case and traditional forms folded; hyphens are spaces, and no space stands beside a Chinese character.
    pub(crate) text: String,
    /// For each byte of `text`, the byte of the original at which its letter begins.
    origins: Vec<u32>,
}

impl Folded {
    /// Folds `text`; linear in it.
    pub(crate) fn of(text: &str) -> Self {
        let mut letters: Vec<(char, u32)> = Vec::with_capacity(text.len());
        for (at, letter) in text.char_indices() {
            let at = at as u32;
            match letter {
                'A'..='Z' => letters.push((letter.to_ascii_lowercase(), at)),
                '-' | '_' | '\u{2010}'..='\u{2014}' => push_space(&mut letters, at),
                letter if letter.is_whitespace() && letter != '\n' => push_space(&mut letters, at),
                letter if letter.is_ascii() => letters.push((letter, at)),
                letter if is_han(letter) => {
                    // Spaces beside Chinese characters come and go as people like.
                    if letters.last().is_some_and(|&(before, _)| before == ' ') {
                        letters.pop();
                    }
                    letters.push((letter, at));
                }
                letter => {
                    let plain = std::iter::once(letter).nfkc().flat_map(char::to_lowercase);
                    letters.extend(plain.map(|letter| (letter, at)));
                }
            }
        }
        let joined: String = letters.iter().map(|&(letter, _)| letter).collect();
        // Replaces each letter by one other, so that the letters keep their places.
        let text = fast2s::convert(&joined);
        let mut origins = Vec::with_capacity(text.len());
        for (letter, &(_, at)) in text.chars().zip(&letters) {
            origins.extend(std::iter::repeat_n(at, letter.len_utf8()));
        }
        Self { text, origins }
    }

    /// Where in `original` the bytes from `start` to `end` of the folded text stand.
    pub(crate) fn span_in(&self, original: &str, start: usize, end: usize) -> (usize, usize) {
        let last = self.origins[end - 1] as usize;
        let width = original[last..].chars().next().map_or(0, char::len_utf8);
        (self.origins[start] as usize, last + width)
    }
}

fn push_space(letters: &mut Vec<(char, u32)>, at: u32) {
    if letters.last().is_some_and(|&(before, _)| before != ' ' && !is_han(before)) {
        letters.push((' ', at));
    }
}

/// Folds a name.
pub(crate) fn folded(name: &str) -> String {
    Folded::of(name.trim()).text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folded_letter_leads_back_to_where_it_stood() {
        let original = "熟悉 ＰＬＣ 編程，Six-Sigma";
        let folded = Folded::of(original);
        assert_eq!(folded.text, "熟悉plc编程,six sigma");
        let start = folded.text.find("plc").expect("it is there");
        let (from, to) = folded.span_in(original, start, start + "plc编程".len());
        assert_eq!(&original[from..to], "ＰＬＣ 編程");
    }
}
