//! The words of titles and wishes, which are compared as whole words.

use std::hash::{Hash as _, Hasher as _};

use rongqiao_model::listing::Listing;
use rustc_hash::FxHasher;

use crate::analysis;
use crate::skills::Vocabulary;

/// Words of a title or wish that are compared.
const MAX_WORDS: usize = 24;

/// Words that say what rank or form of work it is, not what is done.
const BARE_WORDS: [&str; 38] = [
    "工程",
    "工程师",
    "开发",
    "研发",
    "实习",
    "实习生",
    "技术",
    "技术员",
    "技师",
    "助理",
    "专员",
    "岗位",
    "经理",
    "主管",
    "代招",
    "方向",
    "学徒",
    "操作员",
    "人员",
    "负责人",
    "高级",
    "初级",
    "中级",
    "资深",
    "工作",
    "相关",
    "行业",
    "企业",
    "项目",
    "engineer",
    "intern",
    "internship",
    "development",
    "developer",
    "technician",
    "assistant",
    "senior",
    "junior",
];

/// Words are known by so many bits of their hash; two of some ten words meet by chance once in ten thousand times.
pub(crate) const WORD_BITS: u32 = 20;

/// The words that count in `wish` as well as in the title or the occupation of `listing`, for people to read.
#[must_use]
pub fn shared_words(wish: &str, listing: &Listing, vocabulary: &Vocabulary) -> Vec<String> {
    let mut offered: Vec<String> = Vec::new();
    titles_of(listing, vocabulary).for_each(|title| telling_words(title, |word| offered.push(word.to_owned())));
    let mut shared: Vec<String> = Vec::new();
    telling_words(wish, |word| {
        if offered.iter().any(|it| it == word) && shared.iter().all(|it| it != word) {
            shared.push(word.to_owned());
        }
    });
    // A word that is a part of another one goes without saying.
    let is_whole = |word: &&String| !shared.iter().any(|other| other != *word && other.contains(word.as_str()));
    shared.iter().filter(is_whole).cloned().collect()
}

/// The title and the occupation of a listing; majors count for themselves.
pub(super) fn titles_of<'a>(listing: &'a Listing, vocabulary: &Vocabulary) -> impl Iterator<Item = &'a str> {
    let occupations = listing.details.occupations().into_iter();
    let occupations = occupations.filter(|name| vocabulary.kinship().major(name).is_none());
    std::iter::once(listing.title.as_str()).chain(occupations)
}

/// The keys of the words of some texts, each once.
pub(super) fn word_keys<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<u32> {
    let mut keys = Vec::new();
    for text in texts {
        telling_words(text, |word| {
            let mut hasher = FxHasher::default();
            word.hash(&mut hasher);
            let key = (hasher.finish() >> 32) as u32 & ((1 << WORD_BITS) - 1);
            if keys.len() < MAX_WORDS && !keys.contains(&key) {
                keys.push(key);
            }
        });
    }
    keys
}

/// Calls `take` with the whole words of `text` that say what it is about.
fn telling_words(text: &str, mut take: impl FnMut(&str)) {
    analysis::body_terms(&analysis::fold(text), |word| {
        if word.chars().nth(1).is_some() && !BARE_WORDS.contains(&word) {
            take(word);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_meet_and_characters_do_not() {
        let share = |one: &str, other: &str| {
            let (one, other) = (word_keys([one]), word_keys([other]));
            one.iter().filter(|key| other.contains(key)).count()
        };
        assert!(share("自动驾驶感知", "自动驾驶感知算法实习生") > 0);
        assert_eq!(share("质量检验 QC", "痕量金属杂质检测实习生"), 0);
        assert_eq!(share("自动驾驶", "移动操作机器人"), 0);
        assert_eq!(share("后端开发工程师", "C++开发工程师"), 0);
    }
}
