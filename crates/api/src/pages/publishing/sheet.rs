//! `/my/listings/sheets/{id}`: what was read, row by row, with everything that is wrong; choosing rows; rows to be mended.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::SheetId;
use rongqiao_model::access::{Actor, Permit};
use rongqiao_model::attachment::AttachmentMedia;
use rongqiao_model::organisation::Organisation;
use rongqiao_model::posting::form_fields;
use rongqiao_model::sheet::{ROWS_MAX, RowAim, RowOutcome, Sheet, SheetCounts, SheetRow, Trouble};
use rongqiao_model::store::RowsShown;

use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use super::fields::{label, sentences, text_of};
use super::own_path;
use crate::actions::postings::wrong_for;
use crate::actions::sheets::choose;
use crate::app::App;
use crate::attachments::download;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;
use crate::sheets::{MendedRow, to_mend};

/// Rows on one page.
const ROWS_SHOWN: u64 = 100;

#[derive(Template)]
#[template(path = "sheet.html")]
struct SheetPage {
    t: Language,
    layout: Layout,
    about: String,
    told: String,
    /// How many rows wait, can be chosen, or are to be mended, in words; `None` for none.
    going_on: Option<String>,
    choosable: Option<String>,
    to_mend: Option<String>,
    unread: Option<String>,
    refusal: Option<String>,
    /// Ways to see some of the rows: their words, address, and whether they are shown.
    ways: Vec<(String, String, bool)>,
    rows: Vec<RowLine>,
    /// Addresses of the pages before and after.
    before: Option<String>,
    after: Option<String>,
    /// Address of this page with what it shows.
    action: String,
    path: String,
}

/// A row in the list.
#[derive(Debug)]
struct RowLine {
    number: u32,
    title: Worded,
    /// Whether it can be chosen.
    choosable: bool,
    state: String,
    slug: &'static str,
    mistakes: Vec<Mistaken>,
    href: Option<String>,
}

/// What is wrong in one field of a row, or with the row as a whole.
#[derive(Debug)]
struct Mistaken {
    words: String,
    /// A listing that says the same.
    href: Option<String>,
}

/// Which rows an address asks for.
struct Shown {
    which: RowsShown,
    page: u64,
}

impl Shown {
    fn read(sent: &Sent) -> Self {
        let which = match sent.raw("which") {
            "bad" => RowsShown::Bad,
            "good" => RowsShown::Good,
            _ => RowsShown::All,
        };
        Self { which, page: sent.raw("page").parse().unwrap_or(1).clamp(1, ROWS_MAX as u64) }
    }

    const fn slug(which: RowsShown) -> &'static str {
        match which {
            RowsShown::All => "all",
            RowsShown::Bad => "bad",
            RowsShown::Good => "good",
        }
    }
}

/// `GET /my/listings/sheets/{id}?which=…&page=…`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let found = find(&app, &actor, &id).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, &found).await?)
}

/// `POST /my/listings/sheets/{id}`: lets all good rows become listings, or those that are ticked. What was chosen before is
/// not chosen again.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let found = find(&app, &actor, &id).await?;
    let aim = RowAim::from_slug(sent.raw("do")).ok_or_else(Problem::not_found)?;
    let ticked: Vec<u32> = sent.all("row").filter_map(|number| number.parse().ok()).take(ROWS_MAX).collect();
    let all = sent.raw("rows") == "all";
    if !all && ticked.is_empty() {
        let mut page = page(&app, &visit, &found).await?;
        page.refusal = Some(visit.language.say("sheet-nothing-ticked"));
        return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    choose(&app, &found.2, &found.0, (!all).then_some(&ticked), aim).await?;
    Ok(Redirect::to(&path_of(visit.language, &found.0)).into_response())
}

/// `GET /my/listings/sheets/{id}/mend`: the rows that have to be mended, in the template, with what is wrong before each.
pub(super) async fn mend(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let t = visit.language;
    let (sheet, organisation, permit) = find(&app, &actor, &id).await?;
    let rows = app.store.list_sheet_rows(&permit, &sheet, RowsShown::Bad, (0, ROWS_MAX as u64)).await?;
    if rows.is_empty() {
        return Err(Problem::not_found());
    }
    let (kind, name) = (sheet.kind, t.with("sheet-mend-name", "name", &sheet.name));
    let written = tokio::task::spawn_blocking(move || {
        let row = |row: &SheetRow| MendedRow {
            mistakes: mistakes(&app, t, &sheet, &organisation, row)
                .into_iter()
                .map(|it| it.words)
                .collect::<Vec<_>>()
                .join("\n"),
            record: row.record.clone(),
        };
        let rows: Vec<MendedRow> = rows.iter().map(row).collect();
        to_mend(&app, t, kind, &rows)
    });
    Ok(download(&name, AttachmentMedia::Xlsx.slug(), written.await?.map_err(Problem::internal)?))
}

/// `POST /my/listings/sheets/{id}/discard`: forgets the sheet; what became of its rows stays.
pub(super) async fn discard(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (sheet, _, permit) = find(&app, &actor, &id).await?;
    let to = match app.store.discard_sheet(&permit, &sheet).await? {
        true => visit.language.path("/my/listings/sheets"),
        false => path_of(visit.language, &sheet),
    };
    Ok(Redirect::to(&to).into_response())
}

/// What the rows of a sheet come to, in words.
pub(super) fn told_counts(t: Language, counts: &SheetCounts) -> String {
    let parts = [
        ("sheet-count-good", counts.good),
        ("sheet-count-bad", counts.bad),
        ("sheet-count-waiting", counts.waiting),
        ("sheet-count-drafted", counts.drafted),
        ("sheet-count-submitted", counts.submitted),
        ("sheet-count-published", counts.published),
        ("sheet-count-refused", counts.refused),
    ];
    let told = parts.iter().filter(|(_, number)| *number > 0).map(|(key, number)| t.count(key, *number));
    told.collect::<Vec<_>>().join(&t.say("list-separator"))
}

/// A sheet, for somebody who writes for its organisation; there is none for anybody else.
async fn find(app: &App, actor: &Actor, id: &str) -> Result<(Sheet, Organisation, Permit), Problem> {
    let id: SheetId = id.parse().map_err(|_| Problem::not_found())?;
    app.store.find_sheet_for(actor, id).await?.ok_or_else(Problem::not_found)
}

fn path_of(t: Language, sheet: &Sheet) -> String {
    t.path(&format!("/my/listings/sheets/{}", sheet.id))
}

async fn page(
    app: &App,
    visit: &Visit,
    (sheet, organisation, permit): &(Sheet, Organisation, Permit),
) -> Result<SheetPage, Problem> {
    let (t, path) = (visit.language, path_of(visit.language, sheet));
    let shown = Shown::read(&Sent::read(&visit.query));
    let counts = app.store.count_sheet_rows(permit, sheet).await?;
    let passed = (shown.page - 1) * ROWS_SHOWN;
    let mut rows = app.store.list_sheet_rows(permit, sheet, shown.which, (passed, ROWS_SHOWN + 1)).await?;
    let goes_on = rows.len() as u64 > ROWS_SHOWN;
    rows.truncate(usize::try_from(ROWS_SHOWN).unwrap_or(usize::MAX));
    let address = |which: RowsShown, page: u64| format!("{path}?which={}&page={page}", Shown::slug(which));
    let way = |(which, key, number): (RowsShown, &str, u64)| {
        (number > 0 || which == RowsShown::All).then(|| (t.count(key, number), address(which, 1), which == shown.which))
    };
    let ways = [
        (RowsShown::All, "sheet-show-all", counts.rows),
        (RowsShown::Bad, "sheet-show-bad", counts.bad),
        (RowsShown::Good, "sheet-show-good", counts.good),
    ];
    let mut layout = Layout::new(app, visit, t.with("sheet-title", "name", &sheet.name));
    layout.indexed = false;
    Ok(SheetPage {
        t,
        layout,
        about: format!("{} · {}", t.say(&format!("kind-{}", sheet.kind.slug())), organisation.name),
        told: told_counts(t, &counts),
        going_on: (counts.waiting > 0).then(|| t.count("sheet-going-on", counts.waiting)),
        choosable: (counts.good > 0).then(|| t.count("sheet-choose-all", counts.good)),
        to_mend: (counts.bad > 0).then(|| t.count("sheet-mend", counts.bad)),
        unread: (!sheet.unread.is_empty())
            .then(|| t.with("sheet-unread", "columns", sheet.unread.join(&t.say("list-separator")))),
        refusal: None,
        ways: ways.into_iter().filter_map(way).collect(),
        rows: rows.iter().map(|row| line(app, t, sheet, organisation, row)).collect(),
        before: (shown.page > 1).then(|| address(shown.which, shown.page - 1)),
        after: goes_on.then(|| address(shown.which, shown.page + 1)),
        action: address(shown.which, shown.page),
        path,
    })
}

fn line(app: &App, t: Language, sheet: &Sheet, organisation: &Organisation, row: &SheetRow) -> RowLine {
    let wording = Wording::new(app, t);
    let title = text_of(&row.record, "title");
    let title = if title.is_empty() { t.say("posting-untitled") } else { title };
    let became = matches!(row.outcome, Some(RowOutcome::Drafted | RowOutcome::Submitted | RowOutcome::Published));
    let slug = match (row.outcome, row.aim) {
        (Some(outcome), _) => outcome.slug(),
        (None, Some(_)) => "waiting",
        (None, None) if row.good => "good",
        (None, None) => "bad",
    };
    RowLine {
        number: row.number,
        title: wording.worded(&title),
        choosable: row.good && row.aim.is_none(),
        state: t.say(&format!("sheet-row-{slug}")),
        slug,
        mistakes: if row.good { Vec::new() } else { mistakes(app, t, sheet, organisation, row) },
        href: became.then(|| own_path(t, sheet.listing_of(row.number), "")),
    }
}

/// Everything that is wrong with a row, in the order of its form: what its form would say, and what only a sheet can have.
fn mistakes(app: &App, t: Language, sheet: &Sheet, organisation: &Organisation, row: &SheetRow) -> Vec<Mistaken> {
    let wrong = wrong_for(app, sheet.kind, organisation, &row.record);
    let mut told = Vec::new();
    for field in form_fields(sheet.kind) {
        let label = label(t, &field);
        let cells = row.troubles.iter().filter_map(|trouble| match trouble {
            Trouble::Cell { field: name, trouble } if *name == field.name => Some(trouble),
            Trouble::Cell { .. } | Trouble::SameAsRow { .. } | Trouble::SameAsListing { .. } => None,
        });
        let cells = cells.map(|it| t.with(&format!("sheet-cell-{}", it.slug()), "field", &label));
        let words: Vec<String> = cells.chain(sentences(t, &row.record, &wrong, (field.name, &label))).collect();
        told.extend(words.into_iter().map(|words| Mistaken { words, href: None }));
    }
    told.extend(row.troubles.iter().filter_map(|trouble| match trouble {
        Trouble::SameAsRow { row } => Some(Mistaken { words: t.with("sheet-same-as-row", "row", row), href: None }),
        Trouble::SameAsListing { listing } => {
            Some(Mistaken { words: t.say("sheet-same-as-listing"), href: Some(own_path(t, *listing, "")) })
        }
        Trouble::Cell { .. } => None,
    }));
    if told.is_empty() {
        // It was wrong when it was read, and what made it so has passed.
        told.push(Mistaken { words: t.say("sheet-row-bring-again"), href: None });
    }
    told
}
