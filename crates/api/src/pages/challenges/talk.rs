//! What the two sides of a challenge say and hand to each other, from the talks about the contract on.

use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::ConnectionMessageId;
use rongqiao_model::access::Permit;
use rongqiao_model::call::Call;
use rongqiao_model::connect::{ConnectionMessage, Paper, Party};
use rongqiao_model::store::Said;

use super::super::connections::steps::{message_field, read_message};
use super::super::connections::views::SaidLine;
use super::super::connections::{PaperView, fresh, heard, paper_way};
use super::super::form::{Field, Sent};
use super::super::wording::Wording;
use super::sheet::CallPage;
use crate::actions::applications;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// A conversation as one of those who take part reads it.
#[derive(Debug)]
pub(super) struct Talk {
    /// Where what is said next is sent.
    pub(super) action: String,
    /// What can be said, as long as anything can.
    pub(super) message: Option<Field>,
    /// The identity of what is said next, so that the same form sent twice says it once.
    pub(super) nonce: ConnectionMessageId,
    pub(super) said: Vec<SaidLine>,
    /// Where a paper is handed over, as long as it can be.
    pub(super) paper_href: Option<String>,
    /// What whoever looks should know of what the desk hears, once it was called.
    pub(super) heard: Option<String>,
}

/// Adds to `page` what was said and the form to say more; nothing where there is neither.
pub(super) async fn add_talk(
    app: &App,
    page: &mut CallPage,
    (call, permit): (&Call, &Permit),
    sent: &Sent,
) -> Result<(), Problem> {
    let (t, connection) = (page.t, &call.connection);
    let Some(party) = connection.party_of(permit) else { return Ok(()) };
    let messages = app.store.list_call_messages(permit).await?;
    let talks = connection.takes_words() && connection.conversing().any(|it| it == party);
    if messages.is_empty() && !talks {
        return Ok(());
    }
    let chosen = match connection.responder_organisation {
        Some(chosen) => app.store.find_public_organisation(chosen).await?.map(|it| it.name),
        None => None,
    };
    let who = |other: Party| match other {
        Party::Publisher | Party::Responder if other == party => t.say("connection-self-organisation"),
        Party::Publisher => call.organisation.name.clone(),
        Party::Responder => chosen.clone().unwrap_or_default(),
        Party::School | Party::FirmsDesk | Party::UniversitiesDesk | Party::Expert | Party::Public | Party::Program => {
            t.say(&format!("connection-party-{}", other.slug()))
        }
    };
    let wording = Wording::new(app, t);
    let line = |message: &ConnectionMessage| SaidLine {
        is_own: message.party == party,
        who: who(message.party),
        text: message.text.clone(),
        paper: message.paper.as_ref().map(|paper| paper_view(t, call, (message.id, paper))),
        at: wording.minute_of(message.at),
    };
    page.talk = Some(Talk {
        action: page.action.clone(),
        message: talks.then(|| message_field(t, sent)),
        nonce: sent.raw("nonce").parse().unwrap_or_else(|_| fresh(app)),
        said: messages.iter().map(line).collect(),
        paper_href: paper_way(t, connection, party),
        heard: heard(t, &call.events, party),
    });
    Ok(())
}

/// A paper with its SHA-256; where that is what the register holds of the contract, it says so, too.
fn paper_view(t: Language, call: &Call, (id, paper): (ConnectionMessageId, &Paper)) -> PaperView {
    let mut view = PaperView::new(t, &call.connection, (id, paper));
    if call.contract.as_ref().is_some_and(|it| it.digest == paper.sha256) {
        let is_contract = t.say("call-paper-is-contract");
        view.about = [view.about, is_contract].join(&t.say("list-separator"));
    }
    view
}

/// Says what was sent from `page` to the other side.
pub(super) async fn say(app: &App, permit: &Permit, sent: &Sent, mut page: CallPage) -> Result<Response, Problem> {
    let t = page.t;
    let (field, text) = read_message(t, sent);
    let Some(Talk { message: Some(message), nonce, .. }) = &mut page.talk else { return page.answer(false) };
    *message = field;
    let nonce = *nonce;
    let Some(text) = text else { return page.show_mistakes() };
    match applications::say(app, permit, nonce, &text).await? {
        Said::Done | Said::Known => Ok(Redirect::to(&format!("{}#said", page.action)).into_response()),
        Said::TooMuch => page.show_conflict(t.say("connection-said-much")),
        Said::NotNow | Said::TooManyPapers => page.answer(false),
    }
}
