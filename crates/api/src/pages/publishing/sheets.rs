//! `/my/listings/sheets`: templates to download, sheets to bring, and those that are kept.

use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::Actor;
use rongqiao_model::attachment::AttachmentMedia;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::sheet::{KEPT_FOR, ROWS_MAX, SHEETS_MAX, Sheet, SheetCounts};
use time::OffsetDateTime;

use super::super::brought::Brought;
use super::super::form::{Choosable, Field, Form, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Moment, Wording};
use super::nonce_of;
use super::sheet::told_counts;
use crate::actions::sheets::{BroughtSheet, NotBrought, bring, brought_by_sheets};
use crate::app::App;
use crate::attachments::download;
use crate::files::FILE_MAX_BYTES;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;
use crate::sheets::{self, NoHead};

/// Endings of the files that are taken.
const ENDINGS: &str = ".xlsx,.csv";

/// Number of the field that takes the file.
const FILE: usize = 2;

#[derive(Template)]
#[template(path = "sheets.html")]
struct SheetsPage {
    t: Language,
    layout: Layout,
    writes: bool,
    templates: Vec<(String, String)>,
    fields: Vec<Field>,
    refusal: Option<String>,
    nonce: String,
    action: String,
    lines: Vec<Line>,
}

/// A sheet that is kept.
#[derive(Debug)]
struct Line {
    href: String,
    name: String,
    about: String,
    counts: String,
    made: Moment,
}

impl Form for SheetsPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }

    fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }
}

/// `GET /my/listings/sheets`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    answer_privately(StatusCode::OK, &page(&app, &visit, &actor, &Sent::read(&visit.query)).await?)
}

/// `GET /my/listings/sheets/templates/{kind}`: the empty template; there is nothing in it that is not public.
pub(super) async fn template(
    State(app): State<App>,
    visit: Visit,
    Acting(_): Acting,
    Path(kind): Path<String>,
) -> Result<Response, Problem> {
    let t = visit.language;
    let kind = brought_by_sheets().find(|it| it.slug() == kind).ok_or_else(Problem::not_found)?;
    let written = tokio::task::spawn_blocking(move || sheets::template(&app, t, kind)).await?;
    let name = t.with("sheet-template-name", "kind", t.say(&format!("kind-{}", kind.slug())));
    Ok(download(&name, AttachmentMedia::Xlsx.slug(), written.map_err(Problem::internal)?))
}

/// `POST /my/listings/sheets`: reads a sheet and leads to what was read. The page mints a nonce, so that sending twice
/// keeps one.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    form: Multipart,
) -> Result<Response, Problem> {
    let t = visit.language;
    let too_large = crate::files::grid::GridRefusal::TooLarge;
    let Some(brought) = Brought::take(form, "sheet-file", FILE_MAX_BYTES).await? else {
        let page = page(&app, &visit, &actor, &Sent::default()).await?;
        return refused(page, t, &NotBrought::Unreadable(too_large));
    };
    let sent = &brought.sent;
    let (kind, organisation) = (ListingKind::from_slug(sent.raw("kind")), sent.raw("organisation").parse());
    let (Some(kind), Ok(organisation)) = (kind, organisation) else {
        let mut page = page(&app, &visit, &actor, sent).await?;
        for field in page.fields.iter_mut().filter(|field| field.input == Input::Choice && field.value.is_empty()) {
            field.mistake = Some(t.with("posting-mistake-missing", "field", &field.label));
        }
        return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let nonce = nonce_of(sent)?;
    let sheet = BroughtSheet { nonce, organisation, kind, name: &brought.name, content: &brought.content };
    match bring(&app, &actor, sheet).await {
        Ok(id) => Ok(Redirect::to(&t.path(&format!("/my/listings/sheets/{id}"))).into_response()),
        Err(NotBrought::Failed(problem)) => Err(problem),
        Err(NotBrought::Wait(until)) => wait(page(&app, &visit, &actor, sent).await?, &app, until),
        Err(error) => refused(page(&app, &visit, &actor, sent).await?, t, &error),
    }
}

/// The page with why a file is not taken.
fn refused(mut page: SheetsPage, t: Language, error: &NotBrought) -> Result<Response, Problem> {
    let megabytes = FILE_MAX_BYTES / (1024 * 1024);
    let sentence = match error {
        NotBrought::Unreadable(why) => t.fill(
            &format!("sheet-unreadable-{}", why.slug()),
            &[("megabytes", megabytes.to_string()), ("rows", ROWS_MAX.to_string())],
        ),
        NotBrought::NoHead(NoHead::OfAnotherKind(kind)) => {
            t.with("sheet-of-another-kind", "kind", t.say(&format!("kind-{}", kind.slug())))
        }
        NotBrought::NoHead(NoHead::Missing) => t.say("sheet-no-head"),
        NotBrought::NoRows => t.say("sheet-no-rows"),
        NotBrought::TooMany => t.with("sheet-too-many", "max", SHEETS_MAX),
        // These two are told elsewhere.
        NotBrought::Wait(_) | NotBrought::Failed(_) => String::new(),
    };
    if let Some(field) = page.fields.get_mut(FILE) {
        field.mistake = Some(sentence);
    }
    answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn wait(mut page: SheetsPage, app: &App, until: OffsetDateTime) -> Result<Response, Problem> {
    let seconds = u64::try_from((until - app.clock.now()).whole_seconds().max(1)).unwrap_or(1);
    page.refusal = Some(page.t.count("refusal-wait", seconds.div_ceil(60)));
    let mut response = answer_privately(StatusCode::TOO_MANY_REQUESTS, &page)?;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    Ok(response)
}

async fn page(app: &App, visit: &Visit, actor: &Actor, sent: &Sent) -> Result<SheetsPage, Problem> {
    let t = visit.language;
    let organisations = app.store.list_organisations_written_for(actor).await?;
    let kinds: Vec<Choosable> = brought_by_sheets().map(|kind| choosable_kind(t, kind)).collect();
    let template = |kind: &Choosable| {
        let href = t.path(&format!("/my/listings/sheets/templates/{}", kind.value));
        (kind.words.clone(), href)
    };
    let templates = kinds.iter().map(template).collect();
    let for_whom: Vec<Choosable> =
        organisations.iter().map(|it| Choosable { value: it.id.to_string(), words: it.name.clone() }).collect();
    let known = |name: &str, among: &[Choosable]| {
        let asked = among.iter().find(|choice| choice.value == sent.raw(name));
        let only = among.first().filter(|_| among.len() == 1);
        asked.or(only).map_or_else(String::new, |choice| choice.value.clone())
    };
    let mut file = Field::new(t, "sheet-file", Input::File, "off").accepting(ENDINGS);
    let bounds = [("megabytes", (FILE_MAX_BYTES / (1024 * 1024)).to_string()), ("rows", ROWS_MAX.to_string())];
    file.hint = Some(t.fill("sheet-file-bounds", &bounds));
    let fields = vec![
        Field::new(t, "kind", Input::Choice, "off").holding(known("kind", &kinds)).among(kinds),
        Field::new(t, "organisation", Input::Choice, "off").holding(known("organisation", &for_whom)).among(for_whom),
        file,
    ];
    let wording = Wording::new(app, t);
    let kept = app.store.list_sheets_of(actor).await?;
    let mut layout = Layout::new(app, visit, t.say("sheets-title"));
    layout.indexed = false;
    Ok(SheetsPage {
        t,
        layout,
        writes: !organisations.is_empty(),
        templates,
        fields,
        refusal: None,
        nonce: app.chance.id(app.clock.now()).to_string(),
        action: t.path("/my/listings/sheets"),
        lines: kept.iter().map(|(sheet, counts)| line(&wording, sheet, counts)).collect(),
    })
}

fn choosable_kind(t: Language, kind: ListingKind) -> Choosable {
    Choosable { value: kind.slug().to_owned(), words: t.say(&format!("kind-{}", kind.slug())) }
}

fn line(wording: &Wording<'_>, sheet: &Sheet, counts: &SheetCounts) -> Line {
    let t = wording.t;
    Line {
        href: t.path(&format!("/my/listings/sheets/{}", sheet.id)),
        name: sheet.name.clone(),
        about: t.fill(
            "sheet-about",
            &[
                ("kind", t.say(&format!("kind-{}", sheet.kind.slug()))),
                ("days", KEPT_FOR.whole_days().to_string()),
                ("day", wording.date_of(sheet.expires_at).words),
            ],
        ),
        counts: told_counts(t, counts),
        made: wording.minute_of(sheet.made_at),
    }
}
