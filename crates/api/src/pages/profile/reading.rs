//! `/profile/reading`: reads a text or a file into entries, shows them where they stood to be corrected, and keeps those
//! that are ticked.
//!
//! What was read is the answer to the form itself and stands nowhere else: neither text nor file is kept.

use askama::Template;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::PersonId;
use rongqiao_model::naming::clean_text;
use rongqiao_model::profile::Section;
use rongqiao_model::throttle::FILES_READ;

use super::super::form::{Field, Form, FormPage, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::fields::fields;
use super::{revision_of, tell_mistake, text_too_long, way};
use crate::actions::Refusal;
use crate::actions::profiles::{NotChanged, Told, tell};
use crate::actions::reading_oneself::{Found, Proposal, TextRead, read_text};
use crate::app::App;
use crate::files::{FILE_MAX_BYTES, Unreadable};
use crate::language::Language;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::tokens;

/// Most entries that one page proposes; more were not written by it.
const MOST_PROPOSED: usize = 100;

/// What was read, to be corrected.
#[derive(Template)]
#[template(path = "profile_reading.html")]
struct ReadPage {
    t: Language,
    layout: Layout,
    refusal: Option<String>,
    notices: Vec<String>,
    revision: i64,
    proposals: Vec<ProposalView>,
    /// Where it is kept, where something else is read, and the profile.
    keep: String,
    again: String,
    profile: String,
}

/// An entry that could be kept.
#[derive(Debug)]
struct ProposalView {
    number: usize,
    section: Section,
    keep: bool,
    title: String,
    found: Found,
    fields: Vec<Field>,
}

/// What somebody sent to be read.
#[derive(Debug, Default)]
struct Brought {
    text: String,
    /// Empty if none came.
    file: Vec<u8>,
}

/// `GET /profile/reading`
pub(super) async fn show(State(app): State<App>, visit: Visit, _who: SignedIn) -> Result<Response, Problem> {
    page(&app, &visit, "").show()
}

/// `POST /profile/reading`: shows what was read. It changes nothing, so that asking again does no harm.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: Multipart,
) -> Result<Response, Response> {
    let brought = Brought::take(form).await.map_err(axum::response::IntoResponse::into_response)?;
    read(&app, &visit, session.person, brought).await.map_err(Problem::into_response)
}

/// `POST /profile/reading/keep`: keeps what is ticked, as it was corrected.
pub(super) async fn keep(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let proposals: Vec<ProposalView> =
        (0..MOST_PROPOSED).map_while(|number| ProposalView::sent(t, number, &sent)).collect();
    let mut page = ReadPage::new(&app, &visit, revision_of(&sent), proposals);
    let kept: Vec<usize> = page.proposals.iter().filter(|it| it.keep).map(|it| it.number).collect();
    let told = |&number: &usize| Told {
        section: page.proposals[number].section,
        entry: None,
        record: sent.record(&prefix(number)),
    };
    let told: Vec<Told> = kept.iter().map(told).collect();
    if told.is_empty() {
        return Ok(Redirect::to(&page.profile).into_response());
    }
    match tell(&app, session.person, page.revision, &told).await {
        Ok(()) => Ok(Redirect::to(&page.profile).into_response()),
        Err(NotChanged::Failed(problem)) => Err(problem),
        Err(NotChanged::Mistakes(mistakes)) => {
            for (place, mistake) in &mistakes {
                let number = kept[*place];
                tell_mistake(t, &mut page.proposals[number].fields, &prefix(number), mistake);
            }
            answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(NotChanged::Outdated) => {
            page.revision = app.store.find_own_profile(session.person).await?.revision;
            page.refusal = Some(t.say("profile-outdated"));
            answer_privately(StatusCode::CONFLICT, &page)
        }
    }
}

async fn read(app: &App, visit: &Visit, person: PersonId, brought: Brought) -> Result<Response, Problem> {
    let t = visit.language;
    let mut page = page(app, visit, &brought.text);
    page.fields[0].mistake = text_too_long(t, &brought.text);
    let mut text = clean_text(&brought.text);
    if !brought.file.is_empty() {
        match text_of_file(app, person, &brought.file).await {
            Ok(in_file) => text = format!("{text}\n{in_file}"),
            Err(NoText::Unreadable(why)) => {
                page.fields[1].mistake = Some(t.say(&format!("unreadable-{}", why.slug())));
            }
            Err(NoText::Refused(refusal)) => return page.refuse(app, refusal),
        }
    } else if text.is_empty() {
        page.fields[0].mistake = Some(t.say("profile-reading-nothing-sent"));
    }
    if !page.is_right() {
        return page.show_mistakes();
    }
    let profile = app.store.find_own_profile(person).await?;
    let contents = profile.contents;
    // Reading is work for the processor alone.
    let read = tokio::task::spawn_blocking(move || read_text(t, &text, &contents)).await?;
    if read.proposals.is_empty() {
        page.refusal = Some(t.say("profile-reading-nothing-read"));
        return page.show_mistakes();
    }
    answer_privately(StatusCode::OK, &ReadPage::of_read(app, visit, profile.revision, read))
}

/// Why no text came out of a file.
enum NoText {
    Unreadable(Unreadable),
    Refused(Refusal),
}

async fn text_of_file(app: &App, person: PersonId, file: &[u8]) -> Result<String, NoText> {
    if file.len() > FILE_MAX_BYTES {
        return Err(NoText::Unreadable(Unreadable::TooLarge));
    }
    let key = tokens::hash("files-read", &person.to_string());
    let failed = |problem: Problem| NoText::Refused(Refusal::Failed(problem));
    let counted = app.store.count_attempt(&key, FILES_READ, app.clock.now()).await;
    counted.map_err(|error| failed(error.into()))?.map_err(|until| NoText::Refused(Refusal::Wait(until)))?;
    app.files.text_of(file).await.map_err(failed)?.map_err(NoText::Unreadable)
}

impl Brought {
    /// Takes in what was sent. Of a file that is too large no more than shows that is kept; the rest is let by, so that
    /// the browser waits for the answer.
    async fn take(mut form: Multipart) -> Result<Self, axum::extract::multipart::MultipartError> {
        let mut brought = Self::default();
        while let Some(mut field) = form.next_field().await? {
            let is_file = field.name() == Some("file");
            if !is_file && field.name() != Some("text") {
                continue;
            }
            let mut bytes = Vec::new();
            while let Some(chunk) = field.chunk().await? {
                let room = (FILE_MAX_BYTES + 1).saturating_sub(bytes.len());
                bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
            }
            match is_file {
                true => brought.file = bytes,
                false => brought.text = String::from_utf8_lossy(&bytes).into_owned(),
            }
        }
        Ok(brought)
    }
}

fn page(app: &App, visit: &Visit, text: &str) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "profile-reading");
    page.fields = vec![
        Field::new(t, "text", Input::Text, "off").optional().holding(text),
        Field::new(t, "file", Input::File, "off").accepting(".pdf,.docx").optional(),
    ];
    page.action = way(visit, "/profile/reading");
    page.others = vec![(t.say("profile-back"), way(visit, "/profile"))];
    page
}

/// What the names of a proposal's fields begin with.
fn prefix(number: usize) -> String {
    format!("{number}-")
}

impl ReadPage {
    fn new(app: &App, visit: &Visit, revision: i64, proposals: Vec<ProposalView>) -> Self {
        let t = visit.language;
        let mut layout = Layout::new(app, visit, t.say("profile-read-title"));
        layout.indexed = false;
        let [keep, again, profile] =
            ["/profile/reading/keep", "/profile/reading", "/profile"].map(|path| way(visit, path));
        Self { t, layout, refusal: None, notices: Vec::new(), revision, proposals, keep, again, profile }
    }

    fn of_read(app: &App, visit: &Visit, revision: i64, read: TextRead) -> Self {
        let t = visit.language;
        let proposals = read.proposals.into_iter().take(MOST_PROPOSED).enumerate();
        let proposals = proposals.map(|(number, it)| ProposalView::read(t, number, it)).collect();
        let mut page = Self::new(app, visit, revision, proposals);
        if !read.left_out.is_empty() {
            let facts = read.left_out.iter().map(|fact| t.say(&format!("private-fact-{}", fact.slug())));
            let facts = facts.collect::<Vec<_>>().join(&t.say("list-separator"));
            page.notices.push(t.with("profile-read-left-out", "facts", facts));
        }
        if read.known_already > 0 {
            page.notices.push(t.count("profile-read-known", read.known_already as u64));
        }
        page
    }

    /// Proposals with the heading of their section where it is another one than before.
    fn with_headings(&self) -> impl Iterator<Item = (Option<String>, &ProposalView)> {
        let before = std::iter::once(None).chain(self.proposals.iter().map(|it| Some(it.section)));
        self.proposals.iter().zip(before).map(|(it, before)| {
            let heading = self.t.say(&format!("profile-{}", it.section.slug()));
            (Some(heading).filter(|_| before != Some(it.section)), it)
        })
    }
}

impl Form for ReadPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.proposals.iter().flat_map(|it| &it.fields)
    }

    fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }

    fn way_on(&self) -> Option<(String, String)> {
        Some((self.profile.clone(), self.t.say("profile-back")))
    }
}

impl ProposalView {
    /// What was read, ticked to be kept.
    fn read(t: Language, number: usize, proposal: Proposal) -> Self {
        let prefix = prefix(number);
        let pairs = proposal.pairs.iter().map(|(name, value)| (format!("{prefix}{name}"), value.clone()));
        let sent = Sent::of(pairs);
        Self::new(t, number, (proposal.section, true, proposal.found), &sent)
    }

    /// The same as it came back with corrections; `None` if there is none with this number.
    fn sent(t: Language, number: usize, sent: &Sent) -> Option<Self> {
        let prefix = prefix(number);
        let part = |name: &str| sent.raw(&format!("{prefix}{name}")).to_owned();
        let section = Section::from_slug(&part("section"))?;
        let found = Found { before: part("before"), piece: part("piece"), after: part("after") };
        Some(Self::new(t, number, (section, !part("keep").is_empty(), found), sent))
    }

    fn new(t: Language, number: usize, (section, keep, found): (Section, bool, Found), sent: &Sent) -> Self {
        let mut fields = fields(t, section, sent, &prefix(number));
        // Only what could be read is asked for here; the rest can be added later.
        fields.retain(|field| sent.all(&field.name).next().is_some());
        // Forty skills need not be explained forty times.
        fields.iter_mut().filter(|_| section == Section::Skills).for_each(|field| field.hint = None);
        let title = fields.iter().map(|field| field.value.clone()).find(|value| !value.is_empty());
        Self { number, section, keep, title: title.unwrap_or_default(), found, fields }
    }
}
