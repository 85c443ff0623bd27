//! The part of a page that every connection has, and what its forms send.

use axum::http::StatusCode;
use rongqiao_model::access::Permit;
use rongqiao_model::connect::{Connection, ConnectionEvent, ConnectionFile, Party, Refused, Step, is_heard_by_desk};
use rongqiao_model::standing::Standing;
use rongqiao_model::store::{ConnectionMoved, Said};
use rongqiao_model::{ConnectionMessageId, OrganisationId};

use super::super::form::{Field, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::papers;
use super::steps::{self, StepForm};
use super::views::{HistoryLine, SaidLine, conversation, history};
use crate::actions::applications::{say, step};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// What every page of a connection holds, as one side sees it.
#[derive(Debug)]
pub(in super::super) struct ConnectionPart {
    /// The stage, for the style.
    pub(in super::super) slug: &'static str,
    /// The stage, in words.
    pub(in super::super) stage: String,
    /// What else there is to know: who has confirmed, what is due.
    pub(in super::super) notes: Vec<String>,
    pub(in super::super) forms: Vec<StepForm>,
    /// The steps that the page has forms for, at one time or another.
    offered: Vec<Step>,
    pub(in super::super) revision: i64,
    /// Where the forms are sent: the address of the page.
    pub(in super::super) action: String,
    /// Why what was sent was not done.
    pub(in super::super) refusal: Option<String>,
    /// What can be said, as long as anything can.
    pub(in super::super) message: Option<Field>,
    /// The identity of what is said next, so that the same form sent twice says it once.
    pub(in super::super) nonce: ConnectionMessageId,
    pub(in super::super) said: Vec<SaidLine>,
    /// Where a paper is handed over, as long as it can be.
    pub(in super::super) paper_href: Option<String>,
    /// What whoever looks should know of what a desk hears, once one was called.
    pub(in super::super) heard: Option<String>,
    pub(in super::super) history: Vec<HistoryLine>,
}

/// What became of what a page sent.
#[derive(Debug)]
pub(in super::super) enum Handled {
    /// It is done; this is where to go.
    Done(String),
    /// It is to be mended: the page stands as it was sent.
    Mend(StatusCode),
    /// It could not be done for this reason; the connection is to be read anew.
    Refused(String),
}

impl ConnectionPart {
    /// The part as `party` sees it at `action`, holding what was `sent` before. `offered` are the steps that the page has
    /// buttons or forms for, the most likely first; those that cannot be done now are left out.
    pub(in super::super) fn new(
        (app, wording): (&App, &Wording<'_>),
        file: &ConnectionFile,
        (party, offered): (Party, &[Step]),
        (action, sent): (String, &Sent),
    ) -> Self {
        let (t, connection) = (wording.t, &file.connection);
        let slug = connection.stage.slug();
        let talks = connection.takes_words() && connection.conversing().any(|it| it == party);
        let mine = steps::is_done(file, Step::Confirm, party).then(|| t.say("connection-own-confirmed"));
        let theirs = steps::waits_for(file, party).then(|| t.say("connection-other-confirmed"));
        Self {
            slug,
            stage: t.say(&format!("connection-stage-{slug}")),
            notes: mine.into_iter().chain(theirs).collect(),
            forms: steps::forms(app, wording, file, (party, offered), sent),
            offered: offered.to_vec(),
            revision: connection.revision,
            action,
            refusal: None,
            message: talks.then(|| steps::message_field(t, sent)),
            nonce: sent.raw("nonce").parse().unwrap_or_else(|_| fresh(app)),
            said: conversation(wording, file, party),
            paper_href: papers::way(t, connection, party),
            heard: heard(t, &file.events, party),
            history: history(wording, file, party),
        }
    }

    /// Notes that one of the organisations of `connection` is suspended, as long as something can still be agreed.
    pub(in super::super) async fn note_suspension(
        &mut self,
        app: &App,
        t: Language,
        connection: &Connection,
    ) -> Result<(), Problem> {
        if connection.stage.is_end() {
            return Ok(());
        }
        let organisations: Vec<OrganisationId> = connection.organisations().collect();
        let standings = app.store.map_standings(&organisations).await?;
        if standings.values().any(Standing::is_suspended) {
            self.notes.push(t.say("connection-refused-suspended"));
        }
        Ok(())
    }

    /// The fields of all its forms.
    pub(in super::super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.forms.iter().flat_map(|form| &form.fields).chain(&self.message)
    }
}

/// What `party` should know of what a desk hears, where `events` are what was done.
pub(in super::super) fn heard(t: Language, events: &[ConnectionEvent], party: Party) -> Option<String> {
    let note = if party.desk().is_some() { "desk-connections-heard" } else { "connection-desk-hears" };
    is_heard_by_desk(events).then(|| t.say(note))
}

/// Does what was `sent` from the page that holds `part`: says something, or does a step as whoever sent it saw the
/// connection. Of two that exclude each other one is done; whoever is late is told, and what they wrote stays.
pub(in super::super) async fn handle(
    app: &App,
    visit: &Visit,
    permit: &Permit,
    sent: &Sent,
    part: &mut ConnectionPart,
) -> Result<Handled, Problem> {
    let t = visit.language;
    if sent.raw("do") == "say" {
        let (field, text) = steps::read_message(t, sent);
        part.message = Some(field);
        let Some(text) = text else { return Ok(Handled::Mend(StatusCode::UNPROCESSABLE_ENTITY)) };
        return Ok(match say(app, permit, part.nonce, &text).await? {
            Said::Done | Said::Known => Handled::Done(format!("{}#said", part.action)),
            Said::TooMuch => Handled::Refused(t.say("connection-said-much")),
            Said::NotNow | Said::TooManyPapers => Handled::Refused(t.say("connection-over")),
        });
    }
    let done = Step::from_slug(sent.raw("do")).ok_or_else(Problem::not_found)?;
    if !part.offered.contains(&done) {
        return Ok(Handled::Refused(t.say("connection-not-here")));
    }
    let wording = Wording::new(app, t);
    let Some(read) = steps::read(&wording, (done, app.clock.now()), sent, &mut part.forms) else {
        return Ok(Handled::Mend(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let revision = sent.raw("revision").parse().unwrap_or_default();
    Ok(match step(app, permit, revision, &read).await? {
        ConnectionMoved::Done(_) => Handled::Done(part.action.clone()),
        ConnectionMoved::Changed => Handled::Refused(t.say("connection-too-late")),
        ConnectionMoved::Refused(refused) => Handled::Refused(refusal(t, &refused)),
    })
}

/// An identity for what is said next.
pub(in super::super) fn fresh(app: &App) -> ConnectionMessageId {
    ConnectionMessageId::from_uuid(app.chance.id(app.clock.now()))
}

/// Why a step was refused: who can do it, or what is missing.
pub(in super::super) fn refusal(t: Language, refused: &Refused) -> String {
    match refused {
        Refused::NotNow => t.say("connection-too-late"),
        Refused::Done => t.say("connection-refused-done"),
        Refused::Suspended => t.say("connection-refused-suspended"),
        Refused::NotYou { may } => {
            let who = may.iter().map(|party| t.say(&format!("connection-party-{}", party.slug())));
            t.with("connection-refused-who", "who", who.collect::<Vec<_>>().join(&t.say("list-separator")))
        }
        Refused::Missing { needs, reason } => {
            let needs = needs.iter().map(|need| t.say(&format!("connection-need-{}", need.slug())));
            let missing: Vec<String> = needs.chain(reason.then(|| t.say("connection-refused-reason"))).collect();
            t.with("connection-refused-missing", "what", missing.join(&t.say("list-separator")))
        }
    }
}
