//! The two languages of the interface, and the catalogue that holds every text of it in both.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::fmt::Display;

use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::Uri;
use axum::http::request::Parts;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, langid};
use rongqiao_matching::skills::{SkillNumber, Vocabulary};
use rongqiao_model::person::LetterLanguage;

fluent_templates::static_loader! {
    static CATALOGUE = {
        locales: "../../web/locales",
        fallback_language: "zh-CN",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static CHINESE: LanguageIdentifier = langid!("zh-CN");
static ENGLISH: LanguageIdentifier = langid!("en");

/// What stands around a key that the catalogue lacks; tests look for it.
pub const MISSING: char = '⟦';

rongqiao_model::choices! {
    /// A language of the interface; its slug is its tag in HTML.
    #[derive(Default)]
    pub enum Language {
        /// 中文, at addresses without a prefix.
        #[default]
        Chinese = "zh-CN",
        /// English, at addresses under `/en`.
        English = "en",
    }
}

impl Language {
    /// The language that an address stands in.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        let english = path == "/en" || path.starts_with("/en/");
        if english { Self::English } else { Self::Chinese }
    }

    /// The language that a text is written in, by whether it holds any Chinese character.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let chinese = text.chars().any(|it| matches!(it, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'));
        if chinese { Self::Chinese } else { Self::English }
    }

    /// What an address in this language starts with.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Chinese => "",
            Self::English => "/en",
        }
    }

    /// The address of `path`, which starts with a slash, in this language.
    #[must_use]
    pub fn path(self, path: &str) -> String {
        format!("{}{path}", self.prefix())
    }

    /// The language to switch to.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Chinese => Self::English,
            Self::English => Self::Chinese,
        }
    }

    /// The attribute that marks `text` as standing in the other language; empty when it does not.
    #[must_use]
    pub fn lang_attribute(self, text: &str) -> &'static str {
        match (self, Self::of_text(text)) {
            (Self::Chinese, Self::English) => " lang=\"en\"",
            (Self::English, Self::Chinese) => " lang=\"zh-CN\"",
            (Self::Chinese, Self::Chinese) | (Self::English, Self::English) => "",
        }
    }

    /// The text under `key`.
    #[must_use]
    pub fn say(self, key: &str) -> String {
        self.look_up(key, None)
    }

    /// The text under `key` with `value` in the place of `name`.
    #[must_use]
    pub fn with(self, key: &str, name: &'static str, value: impl Display) -> String {
        self.fill(key, &[(name, value.to_string())])
    }

    /// The text under `key` with each value in the place of its name.
    #[must_use]
    pub fn fill(self, key: &str, values: &[(&'static str, String)]) -> String {
        let values =
            values.iter().map(|(name, value)| (Cow::Borrowed(*name), FluentValue::from(value.as_str()))).collect();
        self.look_up(key, Some(&values))
    }

    /// The text under `key` with each value in the place of its name, whatever the names are. A number called `count`
    /// chooses the form, and is shown as `$number`.
    #[must_use]
    pub fn fill_all(self, key: &str, values: &BTreeMap<&str, String>) -> String {
        let mut filled: HashMap<Cow<'static, str>, FluentValue<'_>> = values
            .iter()
            .map(|(name, value)| (Cow::Owned((*name).to_owned()), FluentValue::from(value.as_str())))
            .collect();
        if let Some(count) = values.get("count").and_then(|count| count.parse::<u64>().ok()) {
            filled.insert(Cow::Borrowed("count"), FluentValue::from(count));
            filled.insert(Cow::Borrowed("number"), FluentValue::from(grouped(count)));
        }
        self.look_up(key, Some(&filled))
    }

    /// The text under `key` for so many things: `$count` chooses the form, `$number` is what is shown.
    #[must_use]
    pub fn count(self, key: &str, count: impl Into<u64>) -> String {
        let count = count.into();
        let values = HashMap::from([
            (Cow::Borrowed("count"), FluentValue::from(count)),
            (Cow::Borrowed("number"), FluentValue::from(grouped(count))),
        ]);
        self.look_up(key, Some(&values))
    }

    /// The same language as the model knows it.
    #[must_use]
    pub const fn of_letters(self) -> LetterLanguage {
        match self {
            Self::Chinese => LetterLanguage::Chinese,
            Self::English => LetterLanguage::English,
        }
    }

    /// The language that somebody is written to in.
    #[must_use]
    pub const fn from_letters(language: LetterLanguage) -> Self {
        match language {
            LetterLanguage::Chinese => Self::Chinese,
            LetterLanguage::English => Self::English,
        }
    }

    /// Whether the catalogue holds `key`, which takes no values, in this very language.
    #[must_use]
    pub fn knows(self, key: &str) -> bool {
        CATALOGUE.lookup_single_language::<Cow<'static, str>>(self.identifier(), key, None).is_ok()
    }

    /// The text of `key` filled with `values`; `None` where the catalogue does not hold it.
    #[must_use]
    pub fn fill_if_known(self, key: &str, values: &[(&'static str, String)]) -> Option<String> {
        Some(self.fill(key, values)).filter(|text| !text.starts_with(MISSING))
    }

    /// The name of a skill in this language.
    #[must_use]
    pub fn skill_name(self, skill: SkillNumber) -> &'static str {
        Vocabulary::current().skill(skill).map_or("", |skill| match self {
            Self::Chinese => &skill.zh,
            Self::English => &skill.en,
        })
    }

    fn look_up(self, key: &str, values: Option<&HashMap<Cow<'static, str>, FluentValue<'_>>>) -> String {
        CATALOGUE.lookup_single_language(self.identifier(), key, values).unwrap_or_else(|_| format!("{MISSING}{key}⟧"))
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        match self {
            Self::Chinese => &CHINESE,
            Self::English => &ENGLISH,
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of_path(whole_uri(parts).path()))
    }
}

/// The address as it was asked for, whatever router the request has come through.
pub(crate) fn whole_uri(parts: &Parts) -> &Uri {
    parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |uri| &uri.0)
}

/// Writes a number with commas between thousands.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(language: &str) -> BTreeSet<String> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/locales/");
        let mut keys = BTreeSet::new();
        for file in std::fs::read_dir(format!("{folder}{language}")).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for line in text.lines().filter(|line| line.starts_with(|it: char| it.is_ascii_alphabetic())) {
                let (key, _) = line.split_once(" =").expect("a message starts with its key");
                assert!(keys.insert(key.to_owned()), "{key} stands twice in {language}");
            }
        }
        keys
    }

    #[test]
    fn both_catalogues_have_the_same_keys() {
        let (chinese, english) = (keys("zh-CN"), keys("en"));
        assert_eq!(chinese.symmetric_difference(&english).collect::<Vec<_>>(), Vec::<&String>::new());
    }

    #[test]
    fn a_path_tells_its_language() {
        for (path, language) in [
            ("/", Language::Chinese),
            ("/en", Language::English),
            ("/en/search", Language::English),
            ("/english", Language::Chinese),
        ] {
            assert_eq!(Language::of_path(path), language, "{path}");
        }
    }

    #[test]
    fn a_text_in_the_other_language_is_marked() {
        assert_eq!(Language::English.lang_attribute("嵌入式 C++"), " lang=\"zh-CN\"");
        assert_eq!(Language::Chinese.lang_attribute("Process Engineer"), " lang=\"en\"");
        assert_eq!(Language::Chinese.lang_attribute("嵌入式"), "");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
