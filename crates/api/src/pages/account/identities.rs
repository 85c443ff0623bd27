//! `/sign-in/with/{provider}` and `/account/identities`: signing in by an account elsewhere.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rongqiao_model::identity::{Identity, LINKING_TIME, Proven};

use super::super::form::{FormPage, Sent, Way};
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::{back_of, lead_in, path_or_none};
use crate::actions::Refusal;
use crate::actions::identities::{Came, come_in, find_proven, link};
use crate::actions::safety::remove_identity;
use crate::app::App;
use crate::cookies;
use crate::identity::{Flow, IdentityProvider};
use crate::language::Language;
use crate::problem::Problem;
use crate::protection::policy_allowing_forms_to;
use crate::session::{SignedIn, device, find_session, with_back};

#[derive(Template)]
#[template(path = "identities.html")]
struct IdentitiesPage {
    t: Language,
    layout: Layout,
    refusal: Option<String>,
    /// What was proven and waits to be linked, in words.
    waiting: Option<String>,
    lines: Vec<Line>,
    ways: Vec<Way>,
}

#[derive(Debug)]
struct Line {
    id: String,
    words: String,
    since: String,
}

/// The buttons that lead to the providers that the operator has set.
pub(super) fn ways(app: &App, t: Language, back: &str) -> Vec<Way> {
    let way = |provider: &IdentityProvider| Way {
        action: t.path(&format!("/sign-in/with/{}", provider.slug)),
        words: t.with("identity-way", "provider", name_of(t, provider)),
        back: back.to_owned(),
    };
    app.settings.identity_providers.iter().map(way).collect()
}

/// Lets the forms of a page lead to the providers.
pub(super) fn leading_out(app: &App, mut response: Response) -> Response {
    let origins = app.settings.identity_providers.iter().map(IdentityProvider::origin);
    let policy = policy_allowing_forms_to(&origins.collect::<Vec<_>>());
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

/// `POST /sign-in/with/{provider}`: leads to the provider.
pub(super) async fn begin(
    State(app): State<App>,
    visit: Visit,
    Path(slug): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let t = visit.language;
    let provider = provider(&app, &slug)?;
    let flow = Flow::begin(&slug, &app.chance);
    let redirect = come_back_to(&visit, provider);
    let address = match app.providers.address(provider, &flow, redirect, app.clock.now()).await {
        Ok(address) => address,
        Err(trouble) => {
            tracing::warn!(provider = slug, %trouble, "an identity provider cannot be used");
            return refused(&app, &visit, provider, "identity-unreachable");
        }
    };
    let back = back_of(&Sent::read(&form));
    let cookies = [
        carry(&app, Carried::Flow, &flow.written(), Flow::SECONDS)?,
        carry(&app, Carried::Back, &URL_SAFE_NO_PAD.encode(back), Flow::SECONDS)?,
    ];
    let response = if address.starts_with(&format!("{}/", provider.origin())) {
        Redirect::to(&address).into_response()
    } else {
        // The browser lets no form lead to a host that was not known beforehand; a link may.
        let mut page = FormPage::new(&app, &visit, "identity-onward");
        page.submit = String::new();
        page.others = vec![(t.with("identity-onward", "provider", name_of(t, provider)), address)];
        page.show()?
    };
    Ok(with_cookies(response, cookies))
}

/// `GET /sign-in/with/{provider}`: comes back from the provider. Changes nothing yet: the page's form does.
pub(super) async fn come_back(
    State(app): State<App>,
    visit: Visit,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    let provider = provider(&app, &slug)?;
    let sent = Sent::read(&visit.query);
    if sent.raw("code").is_empty() {
        return refused(&app, &visit, provider, "identity-not-proven");
    }
    let t = visit.language;
    let mut page = FormPage::new(&app, &visit, "identity-back");
    page.lead = vec![t.with("identity-back-lead", "provider", name_of(t, provider))];
    page.action = t.path(&format!("/sign-in/with/{slug}/proof"));
    page.hidden = ["code", "state"].map(|name| (name, sent.raw(name).to_owned())).to_vec();
    page.goes_on_by_itself = true;
    page.show()
}

/// `POST /sign-in/with/{provider}/proof`: signs in, or asks whose account it is to open.
pub(super) async fn prove(
    State(app): State<App>,
    visit: Visit,
    Path(slug): Path<String>,
    headers: HeaderMap,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let provider = provider(&app, &slug)?;
    let cookie = carried(&app, Carried::Flow, &headers);
    let Some(flow) = Flow::read(cookie, &slug, sent.raw("state")) else {
        return refused(&app, &visit, provider, "identity-not-proven");
    };
    let (redirect, code) = (come_back_to(&visit, provider), sent.raw("code").to_owned());
    let proven = match app.providers.prove(provider, flow, code, redirect, app.clock.now()).await {
        Ok(proven) => proven,
        Err(trouble) => {
            tracing::warn!(provider = slug, %trouble, "somebody came back unproven");
            return refused(&app, &visit, provider, "identity-not-proven");
        }
    };
    let back = URL_SAFE_NO_PAD.decode(carried(&app, Carried::Back, &headers)).unwrap_or_default();
    let back = path_or_none(&String::from_utf8_lossy(&back));
    let response = match come_in(&app, &proven, device(&headers)).await {
        Ok(Came::In(entered)) => with_cookies(lead_in(&app, t, &entered, &back), []),
        Ok(Came::New(token)) => {
            let signed_in = find_session(&app, &headers).await?.is_some_and(|it| it.complete);
            let next = if signed_in { "/account/identities" } else { "/sign-in/new" };
            let kept = carry(&app, Carried::Proven, &token, LINKING_TIME.whole_seconds())?;
            with_cookies(Redirect::to(&t.path(next)).into_response(), [kept])
        }
        Err(refusal) => return Err(failed(refusal)),
    };
    Ok(with_cookies(response, [carry(&app, Carried::Flow, "", 0)?, carry(&app, Carried::Back, "", 0)?]))
}

/// `GET /sign-in/new`: for whoever was proven elsewhere and has not said whose account that opens.
pub(super) async fn show_new(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Result<Response, Problem> {
    let t = visit.language;
    let Some(proven) = waiting(&app, &headers).await? else {
        return Ok(Redirect::to(&t.path("/sign-in")).into_response());
    };
    let mut page = FormPage::new(&app, &visit, "identity-new");
    page.lead = vec![t.with("identity-new-lead", "account", words_of(&app, t, &proven))];
    page.submit = String::new();
    let back = t.path("/account/identities");
    page.others = ["/sign-in", "/sign-up"]
        .map(|path| (t.say(&format!("identity-new{}", path.replace('/', "-"))), t.path(&with_back(path, &back))))
        .to_vec();
    page.show()
}

/// `GET /account/identities`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    signed_in: SignedIn,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let page = page(&app, &visit, &signed_in, &headers, None).await?;
    Ok(leading_out(&app, answer_privately(StatusCode::OK, &page)?))
}

/// `POST /account/identities`: links what was proven.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    signed_in: SignedIn,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let t = visit.language;
    let token = carried(&app, Carried::Proven, &headers);
    let refusal = match link(&app, &signed_in.0, token).await {
        Ok(()) => None,
        Err(Refusal::Taken) => Some(t.say("identity-taken")),
        Err(Refusal::Gone) => Some(t.say("identity-gone")),
        Err(other) => return Err(failed(other)),
    };
    let response = match refusal {
        None => Redirect::to(&t.path("/account/identities")).into_response(),
        refusal => {
            let page = page(&app, &visit, &signed_in, &HeaderMap::new(), refusal).await?;
            leading_out(&app, answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page)?)
        }
    };
    Ok(with_cookies(response, [carry(&app, Carried::Proven, "", 0)?]))
}

/// `POST /account/identities/remove`
pub(super) async fn remove(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let id = Sent::read(&form).raw("identity").parse().map_err(|_| Problem::not_found())?;
    remove_identity(&app, &session, id).await?;
    Ok(Redirect::to(&visit.language.path("/account/identities")).into_response())
}

async fn page(
    app: &App,
    visit: &Visit,
    SignedIn(session): &SignedIn,
    headers: &HeaderMap,
    refusal: Option<String>,
) -> Result<IdentitiesPage, Problem> {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let line = |it: &Identity| Line {
        id: it.id.to_string(),
        words: words_of(app, t, &it.proven),
        since: t.with("identity-since", "day", wording.date_of(it.linked_at).words),
    };
    let mut layout = Layout::new(app, visit, t.say("identities-title"));
    layout.indexed = false;
    Ok(IdentitiesPage {
        t,
        layout,
        refusal,
        waiting: waiting(app, headers).await?.map(|proven| words_of(app, t, &proven)),
        lines: app.store.list_own_identities(session.person).await?.iter().map(line).collect(),
        ways: ways(app, t, "/account/identities"),
    })
}

/// What a browser carries for somebody who signs in by an account elsewhere.
#[derive(Clone, Copy, Debug)]
enum Carried {
    /// What has to be the same when they come back.
    Flow,
    /// Where they want to be led afterwards.
    Back,
    /// The token of what was proven and waits to be linked.
    Proven,
}

impl Carried {
    /// Where HTTPS is known to be used, the name forbids other hosts of the domain to set the cookie.
    fn cookie(self, app: &App) -> &'static str {
        match (self, app.settings.is_reached_safely()) {
            (Self::Flow, true) => "__Host-identity-flow",
            (Self::Flow, false) => "identity-flow",
            (Self::Back, true) => "__Host-identity-back",
            (Self::Back, false) => "identity-back",
            (Self::Proven, true) => "__Host-identity",
            (Self::Proven, false) => "identity",
        }
    }
}

fn carried<'a>(app: &App, which: Carried, headers: &'a HeaderMap) -> &'a str {
    cookies::value(headers, which.cookie(app))
}

fn carry(app: &App, which: Carried, value: &str, seconds: i64) -> Result<HeaderValue, Problem> {
    let written = cookies::written(which.cookie(app), value, seconds, app.settings.is_reached_safely());
    HeaderValue::try_from(written).map_err(Problem::internal)
}

fn with_cookies(mut response: Response, cookies: impl IntoIterator<Item = HeaderValue>) -> Response {
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

async fn waiting(app: &App, headers: &HeaderMap) -> Result<Option<Proven>, Problem> {
    find_proven(app, carried(app, Carried::Proven, headers)).await
}

fn provider<'a>(app: &'a App, slug: &str) -> Result<&'a IdentityProvider, Problem> {
    app.settings.identity_providers.iter().find(|it| it.slug == slug).ok_or_else(Problem::not_found)
}

/// Where the provider leads back to; it knows this address beforehand.
fn come_back_to(visit: &Visit, provider: &IdentityProvider) -> String {
    format!("{}{}", visit.base, visit.language.path(&format!("/sign-in/with/{}", provider.slug)))
}

/// The account elsewhere in words, such as `上海海洋大学（林汐）`.
fn words_of(app: &App, t: Language, proven: &Proven) -> String {
    let known = app.settings.identity_providers.iter().find(|it| it.slug == proven.provider);
    let provider = known.map_or_else(|| proven.provider.clone(), |it| name_of(t, it));
    if proven.name.is_empty() {
        return provider;
    }
    t.fill("identity-words", &[("provider", provider), ("name", proven.name.clone())])
}

fn name_of(t: Language, provider: &IdentityProvider) -> String {
    let english = t == Language::English && !provider.name_en.is_empty();
    if english { provider.name_en.clone() } else { provider.name.clone() }
}

/// A page that says why nothing came of it, and which other ways there are.
fn refused(app: &App, visit: &Visit, provider: &IdentityProvider, key: &str) -> Result<Response, Problem> {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "identity-refused");
    page.refusal = Some(t.with(key, "provider", name_of(t, provider)));
    page.submit = String::new();
    page.others =
        vec![(t.say("way-sign-in"), t.path("/sign-in")), (t.say("way-sign-in-code"), t.path("/sign-in/code"))];
    page.show_mistakes()
}

fn failed(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Failed(problem) => problem,
        other => Problem::internal(anyhow::anyhow!("an identity was refused: {other:?}")),
    }
}
