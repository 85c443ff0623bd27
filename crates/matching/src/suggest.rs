//! Suggestions while typing: by characters, by pinyin in full, by initials, and within one edit for Latin words.

rongqiao_model::choices! {
    /// What a suggestion is.
    pub enum SuggestionKind {
        /// Words of a title.
        Title = "title",
        /// A skill.
        Skill = "skill",
        /// An organisation.
        Organisation = "organisation",
        /// A place.
        Place = "place",
    }
}

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What to search for.
    pub text: String,
    /// What it is.
    pub kind: SuggestionKind,
    /// Listings that carry it.
    pub count: u32,
}
