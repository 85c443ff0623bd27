//! How alike two texts are, for finding one posting that arrives twice.

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// Bits in which the fingerprints of two near-identical texts may differ.
const FINGERPRINT_TOLERANCE_BITS: u32 = 6;

/// Share of common letter pairs from which two titles count as near-identical.
const TITLE_LIKENESS: f64 = 0.8;

/// A fingerprint of `text` (SimHash over letter triples): near-identical texts differ in few bits.
///
/// Spacing, punctuation and case do not matter. Linear in the text.
#[must_use]
pub fn fingerprint(text: &str) -> u64 {
    let letters: Vec<char> = crate::naming::name_key(text).chars().collect();
    let mut balance = [0i32; 64];
    let mut buffer = [0u8; 12];
    for triple in letters.windows(3) {
        let mut len = 0;
        for letter in triple {
            len += letter.encode_utf8(&mut buffer[len..]).len();
        }
        let hash = xxh3_64(&buffer[..len]);
        for (bit, sum) in balance.iter_mut().enumerate() {
            *sum += if hash >> bit & 1 == 1 { 1 } else { -1 };
        }
    }
    balance.iter().enumerate().fold(0, |print, (bit, &sum)| if sum > 0 { print | 1 << bit } else { print })
}

/// Whether two fingerprints stand for near-identical texts.
#[must_use]
pub fn is_near(left: u64, right: u64) -> bool {
    (left ^ right).count_ones() <= FINGERPRINT_TOLERANCE_BITS
}

/// Whether two titles are near-identical: Dice's coefficient over letter pairs of at least 0.8.
#[must_use]
pub fn titles_are_alike(left: &str, right: &str) -> bool {
    let (left, right) = (crate::naming::name_key(left), crate::naming::name_key(right));
    left == right || dice(&pairs(&left), &pairs(&right)) >= TITLE_LIKENESS
}

/// A hash of everything that makes a row what it is; equal content always gives an equal hash.
#[must_use]
pub fn content_hash(canonical: &str) -> i64 {
    xxh3_64_with_seed(canonical.as_bytes(), 1).cast_signed()
}

fn pairs(key: &str) -> Vec<(char, char)> {
    let letters: Vec<char> = key.chars().collect();
    let mut pairs: Vec<(char, char)> = letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.sort_unstable();
    pairs
}

fn dice(left: &[(char, char)], right: &[(char, char)]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while i < left.len() && j < right.len() {
        match left[i].cmp(&right[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    if left.is_empty() && right.is_empty() { 0.0 } else { 2.0 * f64::from(common) / (left.len() + right.len()) as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "负责晶圆测试程序的开发与维护，分析良率数据，编写测试报告，与设计部门讨论改进办法，每周汇报一次。\
                        要求熟悉Python与统计方法，了解半导体器件，能阅读英文资料，做事细致，愿意到生产现场。";

    #[test]
    fn a_text_with_other_spacing_and_one_changed_word_is_near() {
        let other = TEXT.replace('，', ", ").replace("每周汇报一次", "每周汇报");
        assert!(is_near(fingerprint(TEXT), fingerprint(&other)));
    }

    #[test]
    fn another_text_is_not_near() {
        let other = "在港口做集装箱调度的实习生，学习码头操作系统，协助编制船期计划，参与夜间值班的交接记录整理。";
        assert!(!is_near(fingerprint(TEXT), fingerprint(other)));
    }

    #[test]
    fn titles_that_differ_in_a_mark_are_alike_and_two_grades_are_not() {
        assert!(titles_are_alike("测试工程师（半导体）", "测试工程师(半导体)急"));
        assert!(!titles_are_alike("初级会计", "数据分析实习生"));
    }
}
