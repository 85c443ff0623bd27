//! `/my/connections/{id}/paper` and `…/papers/{message}`: a side hands the others a paper, and each downloads it.

use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::ConnectionMessageId;
use rongqiao_model::connect::conversation::{Unsaid, said};
use rongqiao_model::connect::{Connection, ConnectionFile, MESSAGE_MAX_CHARS, PAPERS_MAX, Paper, Party};
use rongqiao_model::organisation_file::EVIDENCE_MAX_BYTES;
use rongqiao_model::store::Said;

use super::super::attachments::size_words;
use super::super::brought::Brought;
use super::super::entry::evidence_mistake;
use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::part::fresh;
use super::steps::unsaid_sentence;
use crate::actions::papers::{NotHandedOver, find_connection, hand_over};
use crate::app::App;
use crate::attachments::{AttachmentError, download as as_download, fetch};
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// A paper beside what was said with it.
#[derive(Debug)]
pub(in super::super) struct PaperView {
    pub(in super::super) href: String,
    pub(in super::super) name: String,
    /// What it is, how large, and its SHA-256.
    pub(in super::super) about: String,
}

impl PaperView {
    /// How the paper of the message `id` is shown in `connection`.
    pub(in super::super) fn new(
        t: Language,
        connection: &Connection,
        (id, paper): (ConnectionMessageId, &Paper),
    ) -> Self {
        let about = [
            ("media", paper.media.short_name().to_owned()),
            ("size", size_words(paper.size)),
            ("digits", paper.sha256.clone()),
        ];
        Self {
            href: t.path(&format!("/my/connections/{}/papers/{id}", connection.id)),
            name: paper.name.clone(),
            about: t.fill("connection-paper-about", &about),
        }
    }
}

/// Where `party` hands over a paper, as long as it can.
pub(in super::super) fn way(t: Language, connection: &Connection, party: Party) -> Option<String> {
    let talks = connection.conversing().any(|it| it == party);
    let path = format!("/my/connections/{}/paper", connection.id);
    (talks && connection.takes_papers()).then(|| t.path(&path))
}

/// `GET /my/connections/{id}/paper`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let (file, _, party) = find_connection(&app, &actor, id).await?;
    page(&app, &visit, (&file, party), &Sent::default())?.show()
}

/// `POST /my/connections/{id}/paper`: the same form sent again hands it over once.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: Multipart,
) -> Result<Response, Problem> {
    let t = visit.language;
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let (file, permit, party) = find_connection(&app, &actor, id).await?;
    let Some(brought) = Brought::take(form, "paper", EVIDENCE_MAX_BYTES).await? else {
        let mut page = page(&app, &visit, (&file, party), &Sent::default())?;
        page.fields[0].mistake = Some(evidence_mistake(t, &AttachmentError::TooLarge));
        return page.show_mistakes();
    };
    let sent = &brought.sent;
    let mut page = page(&app, &visit, (&file, party), sent)?;
    let text = match said(sent.raw("paper-words")) {
        Ok(text) => text,
        Err(Unsaid::Empty) => String::new(),
        Err(unsaid) => {
            page.fields[1].mistake = Some(unsaid_sentence(t, unsaid, MESSAGE_MAX_CHARS));
            return page.show_mistakes();
        }
    };
    let nonce: ConnectionMessageId = sent.raw("nonce").parse().map_err(|_| Problem::not_found())?;
    match hand_over(&app, &permit, nonce, &text, (&brought.name, &brought.content)).await {
        Ok(()) => Ok(Redirect::to(&back(t, &file, party)).into_response()),
        Err(NotHandedOver::Failed(error)) => Err(error.into()),
        Err(NotHandedOver::Attachment(error)) => {
            page.fields[0].mistake = Some(evidence_mistake(t, &error));
            page.show_mistakes()
        }
        Err(NotHandedOver::Unsaid(unsaid)) => page.show_conflict(match unsaid {
            Said::TooManyPapers => t.with("connection-papers-many", "max", PAPERS_MAX),
            Said::TooMuch => t.say("connection-said-much"),
            Said::Done | Said::Known | Said::NotNow => t.say("connection-over"),
        }),
    }
}

/// `GET /my/connections/{id}/papers/{message}`: for everybody who hears what was said with it.
pub(super) async fn download(
    State(app): State<App>,
    Acting(actor): Acting,
    Path((id, message)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let message: ConnectionMessageId = message.parse().map_err(|_| Problem::not_found())?;
    let (file, ..) = find_connection(&app, &actor, id).await?;
    let said = file.messages.into_iter().find(|it| it.id == message);
    let paper = said.and_then(|it| it.paper).ok_or_else(Problem::not_found)?;
    let content = fetch(&app.settings.evidence_folder(), &paper.stored_as, &paper.sha256).await;
    Ok(as_download(&paper.name, paper.media.slug(), content.map_err(Problem::internal)?))
}

fn back(t: Language, file: &ConnectionFile, party: Party) -> String {
    format!("{}#said", t.path(&file.connection.path(party)))
}

/// The form, for those who can hand over something.
fn page(app: &App, visit: &Visit, (file, party): (&ConnectionFile, Party), sent: &Sent) -> Result<FormPage, Problem> {
    let t = visit.language;
    let action = way(t, &file.connection, party).ok_or_else(Problem::not_found)?;
    let mut page = FormPage::new(app, visit, "connection-paper");
    page.lead.insert(0, Wording::new(app, t).worded(&file.connection.title).text);
    page.action = action;
    let nonce = sent.raw("nonce").parse().unwrap_or_else(|_| fresh(app));
    page.hidden = vec![("nonce", nonce.to_string())];
    page.fields = vec![
        Field::new(t, "paper", Input::File, "off").accepting(".pdf,.jpg,.jpeg,.png"),
        Field::new(t, "paper-words", Input::Text, "off").holding(sent.raw("paper-words")).optional(),
    ];
    page.others = vec![(t.say("connection-paper-back"), back(t, file, party))];
    Ok(page)
}
