//! Who is asking: the session that a browser carries, and what a handler asks for to be reached by its owner alone.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::PersonId;
use rongqiao_model::access::Actor;
use rongqiao_model::session::{SESSION_LIFETIME, Session};
use time::Duration;

use crate::address::AddressWriter;
use crate::app::App;
use crate::language::Language;
use crate::pages::Visit;
use crate::problem::Problem;
use crate::{cookies, tokens};

/// Use of a session is noted no more often than this.
const NOTED_EVERY: Duration = Duration::minutes(5);

/// Somebody who has proven all that is asked of them. Whoever has not is led to where they can.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Session);

/// Somebody who has proven all that is asked of them, with the hats that they wear. Whoever wears one that demands a
/// second factor and has none is led to where they set one up.
#[derive(Clone, Debug)]
pub struct Acting(pub Actor);

/// Somebody who has proven the first factor and owes the second.
#[derive(Clone, Debug)]
pub struct HalfSignedIn(pub Session);

/// Who looks at a page, as far as its head tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Present {
    /// Who is signed in.
    pub person: Option<PersonId>,
    /// Messages that wait to be read.
    pub unread: u64,
}

/// Tells pages who looks at them. Whoever carries no session costs nothing and gets the page that everybody gets.
pub async fn recognise(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if request.method() == Method::GET && carries_session(&app, request.headers()) {
        match find_present(&app, request.headers()).await {
            Ok(present) => request.extensions_mut().insert(present),
            Err(problem) => return problem.into_response(),
        };
    }
    next.run(request).await
}

async fn find_present(app: &App, headers: &HeaderMap) -> Result<Present, Problem> {
    let person = find_session(app, headers).await?.filter(|session| session.complete).map(|session| session.person);
    let unread = match person {
        Some(person) => app.store.count_unread_messages(person).await?,
        None => 0,
    };
    Ok(Present { person, unread })
}

/// The session of whoever is signed in; whoever is not is led to where they can, and from there to the page at `back`.
///
/// # Errors
///
/// Returns the response that leads there, or tells a problem.
pub async fn signed_in_or_led(app: &App, headers: &HeaderMap, t: Language, back: &str) -> Result<Session, Response> {
    let path = match find_session(app, headers).await.map_err(Problem::into_response)? {
        Some(session) if session.complete => return Ok(session),
        Some(_) => "/second-factor",
        None => "/sign-in",
    };
    Err(led(t, path, back))
}

/// The session that the browser carries, if it has not ended, complete or not.
///
/// # Errors
///
/// Returns a [`Problem`] if the database cannot be asked.
pub async fn find_session(app: &App, headers: &HeaderMap) -> Result<Option<Session>, Problem> {
    let token = cookies::value(headers, cookie_name(app));
    if token.is_empty() {
        return Ok(None);
    }
    let now = app.clock.now();
    let found = app.store.find_session(&tokens::hash("session", token), now).await?;
    if let Some(session) = found.as_ref().filter(|it| it.complete && now - it.seen_at >= NOTED_EVERY) {
        app.store.prolong_session(session, now).await?;
    }
    Ok(found)
}

/// Whether the browser carries a session, ended or not; asks nobody.
#[must_use]
pub fn carries_session(app: &App, headers: &HeaderMap) -> bool {
    !cookies::value(headers, cookie_name(app)).is_empty()
}

/// The cookie that makes a browser carry the session known by `token`.
#[must_use]
pub fn session_cookie(app: &App, token: &str) -> String {
    let secure = app.settings.is_reached_safely();
    cookies::written(cookie_name(app), token, SESSION_LIFETIME.whole_seconds(), secure)
}

/// The cookie that makes a browser forget its session.
#[must_use]
pub fn no_session_cookie(app: &App) -> String {
    cookies::written(cookie_name(app), "", 0, app.settings.is_reached_safely())
}

/// Where HTTPS is known to be used, the name forbids other hosts of the domain to set the cookie (RFC 6265bis, 4.1.3.2).
fn cookie_name(app: &App) -> &'static str {
    if app.settings.is_reached_safely() { "__Host-session" } else { "session" }
}

/// What browser and system somebody uses, in words that they know; nothing more is kept of it.
#[must_use]
pub fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|it| it.to_str().ok()).unwrap_or_default();
    // The more particular name comes first: most browsers also claim to be those further down.
    let first = |names: &[(&'static str, &'static str)]| {
        names.iter().find(|(sign, _)| agent.contains(sign)).map_or("", |(_, name)| name)
    };
    let browser = first(&[
        ("MicroMessenger", "微信"),
        ("HarmonyOS", "Harmony"),
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let visit = Visit::of(parts, app);
        signed_in_or_led(app, &parts.headers, visit.language, &way_back(parts, &visit)).await.map(Self)
    }
}

impl FromRequestParts<App> for Acting {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let SignedIn(session) = SignedIn::from_request_parts(parts, app).await?;
        let actor = find_actor(app, &session).await.map_err(Problem::into_response)?;
        match actor {
            Some(actor) => Ok(Self(actor)),
            None => {
                let visit = Visit::of(parts, app);
                Err(led(visit.language, "/account/second-factor", &way_back(parts, &visit)))
            }
        }
    }
}

/// The owner of `session` with their hats; `None` when one of these demands a second factor that they do not have.
async fn find_actor(app: &App, session: &Session) -> Result<Option<Actor>, Problem> {
    let actor = app.store.find_actor(session.person, app.clock.now()).await?;
    if actor.needs_second_factor() {
        let credentials = app.store.find_credentials_of(session.person).await?;
        if credentials.is_none_or(|it| it.totp_secret.is_none()) {
            return Ok(None);
        }
    }
    Ok(Some(actor))
}

impl FromRequestParts<App> for HalfSignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        match find_session(app, &parts.headers).await.map_err(Problem::into_response)? {
            Some(session) if !session.complete => Ok(Self(session)),
            Some(_) => Err(Redirect::to(&Visit::of(parts, app).language.path("/account")).into_response()),
            None => {
                let visit = Visit::of(parts, app);
                Err(led(visit.language, "/sign-in", &way_back(parts, &visit)))
            }
        }
    }
}

/// Leads to the page at `path`, and from there back to `back`.
fn led(t: Language, path: &str, back: &str) -> Response {
    Redirect::to(&t.path(&with_back(path, &t.path(back)))).into_response()
}

/// Where somebody is led back to: what they asked for, if that was a page.
fn way_back(parts: &Parts, visit: &Visit) -> String {
    match parts.method {
        Method::GET => visit.address(),
        _ => "/account".to_owned(),
    }
}

/// `path` with the address to lead back to.
#[must_use]
pub fn with_back(path: &str, back: &str) -> String {
    if back.is_empty() {
        return path.to_owned();
    }
    let mut query = AddressWriter::default();
    query.pair("back", back);
    format!("{path}?{}", query.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_named_as_its_owner_would() {
        let named = |agent: &str| {
            let headers = HeaderMap::from_iter([(header::USER_AGENT, agent.parse().expect("it fits a header"))]);
            device(&headers)
        };
        let edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0";
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1";
        assert_eq!([named(edge), named(phone), named("curl/8")], ["Edge · Windows", "Safari · iPhone", ""]);
    }
}
