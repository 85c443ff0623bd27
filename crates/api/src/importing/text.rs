//! Text in the encodings that files from Chinese offices come in: UTF-8 and GB 18030 (with GBK and GB 2312 in it).

use std::borrow::Cow;

use encoding_rs::GB18030;

/// The encoding of a file, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Nothing but ASCII so far; the first other letter decides.
    Undecided,
    /// UTF-8.
    Utf8,
    /// GB 18030.
    Gb18030,
}

impl Encoding {
    /// Finds the encoding from the first bytes of a file.
    pub(crate) fn sniff(head: &[u8]) -> Self {
        if head.is_ascii() {
            return Self::Undecided;
        }
        match std::str::from_utf8(head) {
            Ok(_) => Self::Utf8,
            // The head may end within a letter.
            Err(error) if error.error_len().is_none() => Self::Utf8,
            Err(_) => Self::Gb18030,
        }
    }

    /// Reads one line or cell; `None` when it is not in this encoding. An undecided encoding decides itself here.
    pub(crate) fn decode<'a>(&mut self, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
        if *self == Self::Undecided && !bytes.is_ascii() {
            *self = Self::sniff(bytes);
        }
        if *self == Self::Gb18030 {
            return GB18030.decode_without_bom_handling_and_without_replacement(bytes);
        }
        std::str::from_utf8(bytes).ok().map(Cow::Borrowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_starts_in_ascii_is_decided_by_its_first_chinese_line() {
        let (gbk, _, _) = GB18030.encode("测试工程师");
        let mut encoding = Encoding::sniff(b"title,company\n");
        assert_eq!(encoding.decode(b"plain").as_deref(), Some("plain"));
        assert_eq!(encoding.decode(&gbk).as_deref(), Some("测试工程师"));
        assert_eq!(encoding, Encoding::Gb18030);
    }

    #[test]
    fn a_broken_line_in_a_utf8_file_is_no_text() {
        let mut encoding = Encoding::sniff("岗位".as_bytes());
        assert_eq!(encoding.decode(b"\xff\xfe\xff"), None);
        assert_eq!(encoding.decode("岗位".as_bytes()).as_deref(), Some("岗位"));
    }

    #[test]
    fn a_head_that_ends_within_a_letter_is_still_utf8() {
        assert_eq!(Encoding::sniff(&"岗位".as_bytes()[..4]), Encoding::Utf8);
    }
}
