//! `POST /preferences`: how a visitor wants pages to look, kept in a cookie and nowhere else.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};

use crate::address::pairs_of;
use crate::app::App;
use crate::cookies;

const COOKIE: &str = "preferences";

/// How long a browser keeps the preferences, in seconds.
const COOKIE_SECONDS: i64 = 365 * 24 * 60 * 60;

rongqiao_model::choices! {
    /// Light or dark.
    #[derive(Default)]
    pub(crate) enum Theme {
        /// As the visitor's system is set.
        #[default]
        System = "system",
        /// Always light.
        Light = "light",
        /// Always dark.
        Dark = "dark",
    }
}

rongqiao_model::choices! {
    /// How large letters are.
    #[derive(Default)]
    pub(crate) enum TypeSize {
        /// As the browser is set.
        #[default]
        Normal = "normal",
        /// A quarter larger.
        Large = "large",
    }
}

/// How a visitor wants pages to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Preferences {
    /// Light or dark.
    pub theme: Theme,
    /// How large letters are.
    pub size: TypeSize,
}

impl Preferences {
    /// Reads the cookie; what it does not say or says wrongly stays at its default.
    pub(crate) fn of_cookies(headers: &HeaderMap) -> Self {
        let value = cookies::value(headers, COOKIE);
        let (theme, size) = value.split_once('.').unwrap_or_default();
        Self { theme: Theme::from_slug(theme).unwrap_or_default(), size: TypeSize::from_slug(size).unwrap_or_default() }
    }

    fn cookie(self, secure: bool) -> String {
        let value = format!("{}.{}", self.theme.slug(), self.size.slug());
        cookies::written(COOKIE, &value, COOKIE_SECONDS, secure)
    }
}

/// `POST /preferences`: keeps the choice and leads back to the page it was made on.
pub(super) async fn submit(State(app): State<App>, form: String) -> Response {
    let fields = pairs_of(&form);
    let field = |name: &str| fields.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str());
    let preferences = Preferences {
        theme: field("theme").and_then(Theme::from_slug).unwrap_or_default(),
        size: field("size").and_then(TypeSize::from_slug).unwrap_or_default(),
    };
    let secure = app.settings.is_reached_safely();
    let back = Redirect::to(path_on_this_site(field("back").unwrap_or("/")));
    ([(header::SET_COOKIE, preferences.cookie(secure))], back).into_response()
}

/// The path to lead back to, or the home page when it could lead elsewhere.
pub(crate) fn path_on_this_site(path: &str) -> &str {
    let local = path.starts_with('/') && !path.starts_with("//");
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if local && plain { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_to_another_site() {
        for path in ["https://evil.example", "//evil.example", "/\\evil.example", "/a\nb", ""] {
            assert_eq!(path_on_this_site(path), "/", "{path}");
        }
        assert_eq!(path_on_this_site("/search?q=%E5%B5%8C"), "/search?q=%E5%B5%8C");
    }

    #[test]
    fn preferences_survive_their_cookie() {
        let preferences = Preferences { theme: Theme::Dark, size: TypeSize::Large };
        let cookie = preferences.cookie(false);
        let sent = format!("other=1; {}", cookie.split(';').next().unwrap());
        let headers = HeaderMap::from_iter([(header::COOKIE, sent.parse().unwrap())]);
        assert_eq!(Preferences::of_cookies(&headers), preferences);
    }
}
