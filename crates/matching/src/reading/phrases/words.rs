//! The words of a line with what their marks say.

/// Marks around a word that are not a part of it.
const MARKS: [char; 14] = ['.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '"', '“', '”', '*'];

/// A word of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    /// Without marks, in small letters; empty for a mark alone.
    pub(super) text: &'a str,
    /// As it is written, marks and all.
    raw: &'a str,
    start: usize,
    end: usize,
}

impl Word<'_> {
    /// Whether it is nothing but marks: a bullet, a dash, a bracket.
    pub(super) const fn is_mark(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn is_capital(&self) -> bool {
        self.raw.starts_with(|c: char| c.is_uppercase())
    }

    pub(super) fn opens_bracket(&self) -> bool {
        self.raw.starts_with(['(', '['])
    }

    /// Whether a sentence or a part of one ends with it.
    pub(super) fn ends_sentence(&self) -> bool {
        self.raw.ends_with(['.', ';', ':', '!', '?', '*'])
    }

    /// Whether it stands between the words of a list.
    pub(super) fn divides(&self) -> bool {
        matches!(self.text, "and" | "or" | "and/or") || matches!(self.raw, "/" | "|" | "&")
    }

    /// Whether a comma or a closing bracket follows it.
    pub(super) fn ends_item(&self) -> bool {
        self.raw.ends_with([',', ')', ']'])
    }
}

/// A line of a text, in words.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) words: Vec<Word<'a>>,
}

impl<'a> Line<'a> {
    /// Cuts the bytes from `start` to `end` of `text` into words; `lower` is the text in small letters.
    pub(super) fn new(text: &'a str, lower: &'a str, start: usize, end: usize) -> Self {
        let mut words = Vec::new();
        let mut at = start;
        for piece in text[start..end].split_inclusive(char::is_whitespace) {
            let raw = piece.trim_end();
            if !raw.is_empty() {
                words.push(word(raw, lower, at));
            }
            at += piece.len();
        }
        Self { words }
    }

    /// The word at `at` in small letters; empty outside the line.
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| word.text)
    }

    /// The text of the word before `at`; empty at the beginning of the line.
    pub(super) fn text_before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |before| self.text(before))
    }

    /// Whether a sentence or an item of a list begins with the word at `at`.
    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| {
            let before = &self.words[before];
            before.ends_sentence() || before.is_mark() && !before.opens_bracket()
        })
    }

    /// Where the words from `first` up to `end` stand in the text.
    pub(super) fn span(&self, first: usize, end: usize) -> (usize, usize) {
        (self.words[first].start, self.words[end - 1].end)
    }
}

fn word<'a>(raw: &'a str, lower: &'a str, at: usize) -> Word<'a> {
    let is_outside = |c: char| MARKS.contains(&c) || !c.is_alphanumeric() && raw.chars().all(|c| !c.is_alphanumeric());
    let front = raw.len() - raw.trim_start_matches(is_outside).len();
    let inner = raw[front..].trim_end_matches(is_outside);
    let (start, end) = (at + front, at + front + inner.len());
    Word { text: &lower[start..end], raw, start, end }
}
