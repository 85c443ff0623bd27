//! What stands around every page: head, navigation, foot.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::preferences::{Preferences, Theme, TypeSize};
use super::visit::Visit;
use crate::app::App;
use crate::language::Language;
use crate::operator::Operator;
use crate::problem::Problem;

/// Characters of a description that search engines and share cards show.
const DESCRIPTION_CHARS: usize = 120;

/// What stands around a page.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// Heading of the window, without the name of the site.
    pub title: String,
    /// What search engines and share cards show of the page.
    pub description: String,
    /// Path and query without the language's prefix.
    pub address: String,
    /// Path without the language's prefix under which the page is known; empty where it is known under none.
    pub canonical: String,
    /// Whether search engines may list the page.
    pub indexed: bool,
    /// Address of the page's feed.
    pub feed: Option<String>,
    /// What the page holds, for machines; safe inside a script element.
    pub json_ld: Option<String>,
    /// Whether the page shows content that was written for demonstration.
    pub demo: bool,
    /// What is being searched for.
    pub searched: String,
    pub(super) signed_in: bool,
    /// Messages that wait for whoever looks at the page.
    pub(super) unread: u64,
    preferences: Preferences,
    base: String,
    pub(super) operator: Operator,
}

impl Layout {
    /// The layout of the page at `visit`, known under its own path.
    pub(crate) fn new(app: &App, visit: &Visit, title: String) -> Self {
        Self {
            title,
            description: visit.language.say("site-description"),
            address: visit.address(),
            canonical: visit.path.clone(),
            indexed: true,
            signed_in: visit.signed_in,
            unread: visit.present.unread,
            preferences: visit.preferences,
            base: visit.base.clone(),
            operator: app.settings.operator.clone(),
            ..Self::default()
        }
    }

    /// The layout of a page that is known under no address, such as that of an error.
    pub(crate) fn unlisted(visit: &Visit, title: String) -> Self {
        Self {
            title,
            address: visit.address(),
            signed_in: visit.signed_in,
            unread: visit.present.unread,
            preferences: visit.preferences,
            base: visit.base.clone(),
            ..Self::default()
        }
    }

    /// Describes the page by the beginning of `text`.
    pub(crate) fn describe(&mut self, text: &str) {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.description = shortened(&words, DESCRIPTION_CHARS);
    }

    /// The whole address of the page in `language`.
    pub(super) fn known_at(&self, language: &Language) -> String {
        format!("{}{}", self.base, language.path(&self.canonical))
    }

    /// The whole address of the picture that stands beside the page when somebody passes it on.
    pub(super) fn share_picture(&self) -> String {
        format!("{}/share.png", self.base)
    }

    /// Whether the page stands under the part of the site at `path`; policies and events are news.
    pub(super) fn is_under(&self, path: &str) -> bool {
        let stands = |at: &str| {
            self.address.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with(['?', '/']))
        };
        stands(path) || (path == "/news" && ["/policies", "/events"].into_iter().any(stands))
    }

    /// Name of the operator.
    pub(super) fn operator_name(&self, language: &Language) -> &str {
        let english = *language == Language::English && !self.operator.name_en.is_empty();
        if english { &self.operator.name_en } else { &self.operator.name }
    }

    pub(super) fn theme(&self) -> &'static str {
        self.preferences.theme.slug()
    }

    pub(super) fn size(&self) -> &'static str {
        self.preferences.size.slug()
    }

    pub(super) fn themes() -> &'static [Theme] {
        Theme::ALL
    }

    pub(super) fn sizes() -> &'static [TypeSize] {
        TypeSize::ALL
    }
}

/// Cuts `text` after `max` characters, with an ellipsis where it was cut.
pub(crate) fn shortened(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

/// Answers with `page`, which is for one person and is kept nowhere.
pub(super) fn answer_privately(status: StatusCode, page: &impl Template) -> Result<Response, Problem> {
    let html = page.render()?;
    Ok((status, [(header::CACHE_CONTROL, "no-store")], Html(html)).into_response())
}

/// Answers with `page`, which browsers ask for anew each time.
pub(crate) fn answer(status: StatusCode, page: &impl Template) -> Result<Response, Problem> {
    let html = page.render()?;
    let headers = [(header::CACHE_CONTROL, "private, no-cache"), (header::VARY, "Cookie")];
    Ok((status, headers, Html(html)).into_response())
}
