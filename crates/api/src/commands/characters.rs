//! Where in a text something stands, in characters: what other programs count in.

use std::ops::Range;

/// Bytes between two places whose characters are counted beforehand.
const STEP_BYTES: usize = 256;

/// Turns places in bytes into places in characters.
pub(super) struct Characters<'a> {
    text: &'a str,
    /// Characters that begin before every `STEP_BYTES`th byte.
    counted: Vec<usize>,
}

impl<'a> Characters<'a> {
    /// Counts the characters of `text`.
    pub(super) fn of(text: &'a str) -> Self {
        let steps = text.as_bytes().chunks(STEP_BYTES).scan(0, |sum, chunk| {
            let before = *sum;
            *sum += beginnings(chunk);
            Some(before)
        });
        let mut counted: Vec<usize> = steps.collect();
        counted.push(text.chars().count());
        Self { text, counted }
    }

    /// How many characters stand before the byte `byte`.
    pub(super) fn before(&self, byte: usize) -> usize {
        let step = byte / STEP_BYTES;
        self.counted[step] + beginnings(&self.text.as_bytes()[step * STEP_BYTES..byte])
    }

    /// The text between two places in bytes.
    pub(super) fn between(&self, span: Range<usize>) -> &'a str {
        &self.text[span]
    }
}

/// How many characters begin in these bytes.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_characters_in_any_order() {
        let text = "临港é".repeat(200);
        let characters = Characters::of(&text);
        for (at, (byte, _)) in text.char_indices().enumerate().collect::<Vec<_>>().into_iter().rev() {
            assert_eq!(characters.before(byte), at);
        }
        assert_eq!(characters.before(text.len()), 600);
    }
}
