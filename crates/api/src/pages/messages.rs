//! `/messages`: what somebody is told in the platform. `/account/letters`: what they want by mail too.

use std::collections::BTreeMap;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use rongqiao_model::contact::ContactKind;
use rongqiao_model::message::{Message, MessageKind};

use super::form::{Field, FormPage, Input, Sent};
use super::layout::{Layout, answer_privately};
use super::saved::page_number;
use super::visit::Visit;
use super::wording::{Moment, Wording};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::SignedIn;

/// Messages on a page.
const LISTED: u64 = 20;

/// The pages of messages, in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/messages"), get(show))
        .route(&at("/messages/open"), post(open))
        .route(&at("/messages/read"), post(read))
        .route(&at("/account/letters"), get(show_letters).post(choose_letters))
}

#[derive(Template)]
#[template(path = "messages.html")]
struct MessagesPage {
    t: Language,
    layout: Layout,
    lines: Vec<MessageLine>,
    /// The query string of the page, to lead back to it.
    query: String,
    first_href: Option<String>,
    next_href: Option<String>,
}

#[derive(Debug)]
struct MessageLine {
    id: String,
    kind: String,
    words: String,
    written: Moment,
    read: bool,
}

/// `GET /messages`: newest first.
async fn show(State(app): State<App>, visit: Visit, SignedIn(session): SignedIn) -> Result<Response, Problem> {
    let t = visit.language;
    let number = page_number(&visit.query);
    let mut messages = app.store.list_own_messages(session.person, (number - 1) * LISTED, LISTED + 1).await?;
    let more = messages.len() > LISTED as usize;
    messages.truncate(LISTED as usize);
    let wording = Wording::new(&app, t);
    let mut layout = Layout::new(&app, &visit, t.say("messages-title"));
    layout.indexed = false;
    let page = MessagesPage {
        t,
        layout,
        lines: messages.iter().map(|it| line(&wording, it)).collect(),
        query: visit.query.clone(),
        first_href: (number > 1).then(|| t.path("/messages")),
        next_href: more.then(|| t.path(&format!("/messages?page={}", number + 1))),
    };
    answer_privately(StatusCode::OK, &page)
}

fn line(wording: &Wording<'_>, message: &Message) -> MessageLine {
    let words: BTreeMap<&str, String> =
        message.words.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    MessageLine {
        id: message.id.to_string(),
        kind: wording.t.say(&format!("message-kind-{}", message.topic.kind().slug())),
        words: wording.t.fill_all(&format!("message-{}", message.topic.slug()), &words),
        written: wording.minute_of(message.written_at),
        read: message.read,
    }
}

/// `POST /messages/open`: leads to what a message is about and notes that it was read.
async fn open(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let id = Sent::read(&form).raw("message").parse().map_err(|_| Problem::not_found())?;
    let link = app.store.read_message(session.person, id, app.clock.now()).await?.ok_or_else(Problem::not_found)?;
    Ok(Redirect::to(&visit.language.path(&link)).into_response())
}

/// `POST /messages/read`: notes that the named message was read, or all when none is.
async fn read(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let (sent, now) = (Sent::read(&form), app.clock.now());
    match sent.raw("message") {
        "" => app.store.read_all_messages(session.person, now).await?,
        named => {
            let id = named.parse().map_err(|_| Problem::not_found())?;
            app.store.read_message(session.person, id, now).await?.ok_or_else(Problem::not_found)?;
        }
    }
    let back = format!("/messages?page={}", page_number(sent.raw("back")));
    Ok(Redirect::to(&visit.language.path(&back)).into_response())
}

/// `GET /account/letters`
async fn show_letters(State(app): State<App>, visit: Visit, SignedIn(session): SignedIn) -> Result<Response, Problem> {
    let t = visit.language;
    let wanted = app.store.list_own_letter_preferences(session.person).await?;
    let account = app.store.find_own_account(session.person).await?.ok_or_else(Problem::not_found)?;
    let mail = account.contacts.iter().find(|(_, contact)| contact.kind() == ContactKind::Email);
    let mut page = FormPage::new(&app, &visit, "letters");
    page.lead.push(match mail {
        Some((_, contact)) => t.with("letters-to", "contact", contact.value()),
        None => t.say("letters-nowhere"),
    });
    page.fields = wanted.into_iter().map(|(kind, by_mail)| letter_field(t, kind, by_mail)).collect();
    page.others =
        vec![(t.say("account-contacts-add"), t.path("/account/contacts")), (t.say("account-back"), t.path("/account"))];
    page.show()
}

fn letter_field(t: Language, kind: MessageKind, by_mail: bool) -> Field {
    let ticked = if by_mail { "yes" } else { "" };
    let mut field = Field::new(t, kind.slug(), Input::Tick, "off").holding(ticked);
    field.label = t.say(&format!("message-kind-{}", kind.slug()));
    field.hint = None;
    field.required = false;
    field
}

/// `POST /account/letters`: keeps what is wanted by mail.
async fn choose_letters(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let chosen = |&kind: &MessageKind| (kind, !sent.raw(kind.slug()).is_empty(), app.chance.token());
    let wanted: Vec<_> = MessageKind::ALL.iter().map(chosen).collect();
    app.store.set_letter_preferences(session.person, &wanted).await?;
    Ok(Redirect::to(&visit.language.path("/account")).into_response())
}
