//! Closed lists of words: each has a slug that is the same in code, table, URL and catalogue.

/// Writes an enumeration whose variants are known by a slug.
///
/// The slug is its name in the database, in URLs, in JSON and in the catalogue of interface texts.
#[macro_export]
macro_rules! choices {
    ($( #[$meta:meta] )* $vis:vis enum $name:ident { $( $( #[$doc:meta] )* $variant:ident = $slug:literal ),+ $(,)? }) => {
        $( #[$meta] )*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        $vis enum $name { $( $( #[$doc] )* #[serde(rename = $slug)] $variant ),+ }

        impl $name {
            /// Every choice, in the order shown to people.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];

            /// The slugs of [`ALL`](Self::ALL), in its order.
            pub const SLUGS: &'static [&'static str] = &[ $( $slug ),+ ];

            /// The choice's name in URLs, in the database and in the catalogue.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $( Self::$variant => $slug ),+ }
            }

            /// Finds a choice by its [`slug`](Self::slug).
            #[must_use]
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.slug() == slug)
            }

            /// The choice's place in [`ALL`](Self::ALL), for compact storage in the index.
            #[must_use]
            pub const fn ordinal(self) -> u8 {
                self as u8
            }
        }

        impl $crate::choice::Choice for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn slug(self) -> &'static str {
                self.slug()
            }
        }
    };
}

/// What [`choices!`](crate::choices) gives to code that works for any closed list.
pub trait Choice: Copy + 'static {
    /// Every choice, in the order shown to people.
    const ALL: &'static [Self];

    /// The choice's name in URLs, in the database and in the catalogue.
    fn slug(self) -> &'static str;
}

crate::choices! {
    /// Which side of the market a listing stands on.
    pub enum Side {
        /// Somebody needs something.
        Demand = "demand",
        /// Somebody offers something.
        Supply = "supply",
        /// Everybody may know it, and nobody answers it.
        Information = "information",
    }
}

crate::choices! {
    /// How somebody is employed.
    pub enum EmploymentType {
        /// 实习
        Internship = "internship",
        /// 全职
        FullTime = "full-time",
        /// 兼职
        PartTime = "part-time",
        /// 学徒
        Apprenticeship = "apprenticeship",
    }
}

crate::choices! {
    /// The least education asked for, in rising order (levels after GB/T 4658).
    pub enum Education {
        /// 不限
        None = "none",
        /// 高中、中专、中技
        SecondaryVocational = "secondary-vocational",
        /// 大专
        Associate = "associate",
        /// 本科
        Bachelor = "bachelor",
        /// 硕士
        Master = "master",
        /// 博士
        Doctor = "doctor",
    }
}

crate::choices! {
    /// How well somebody knows a skill, lowest first.
    pub enum Level {
        /// 了解: knows what it is.
        Aware = "aware",
        /// 熟悉: has used it.
        Familiar = "familiar",
        /// 掌握: works with it alone.
        Working = "working",
        /// 精通: teaches others.
        Expert = "expert",
    }
}

impl Education {
    /// Reads the words in which postings name a level; `None` when the text says nothing known.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(level) = Self::from_slug(text) {
            return Some(level);
        }
        let lower = text.to_lowercase();
        let any = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        match () {
            () if text.is_empty() => None,
            () if any(&["不限", "无要求", "初中", "小学", "no requirement"]) => Some(Self::None),
            () if any(&["博士", "phd", "doctor"]) => Some(Self::Doctor),
            () if any(&["硕士", "研究生", "mba", "master"]) => Some(Self::Master),
            () if any(&["本科", "学士", "bachelor", "undergraduate"]) => Some(Self::Bachelor),
            () if any(&["大专", "专科", "高职", "associate", "college"]) => Some(Self::Associate),
            () if any(&["高中", "中专", "中技", "中职", "技校", "职高", "secondary"]) => {
                Some(Self::SecondaryVocational)
            }
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn education_is_read_from_the_words_of_postings() {
        for (text, level) in [
            ("本科及以上", Some(Education::Bachelor)),
            ("中专/中技", Some(Education::SecondaryVocational)),
            ("学历不限", Some(Education::None)),
            ("硕士", Some(Education::Master)),
            ("", None),
            ("见详情", None),
        ] {
            assert_eq!(Education::from_text(text), level, "{text}");
        }
    }
}
