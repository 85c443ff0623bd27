//! Sheets of listings: reading what was brought, choosing rows, and turning the chosen ones into listings.
//!
//! Choosing is one transaction, and so is each row that becomes a listing under an identity that follows from the sheet
//! and its number. Whatever breaks off goes on where it was, and nothing is made twice.

use std::collections::HashMap;

use rongqiao_model::access::{Action, Actor, Permit, Thing};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::organisation::Organisation;
use rongqiao_model::posting::publishers::is_always_reviewed;
use rongqiao_model::screening::Verdict;
use rongqiao_model::sheet::{KEPT_FOR, NAME_MAX_CHARS, RowAim, Sheet, SheetRow, Trouble, likeness};
use rongqiao_model::store::{NewPosting, Opened, SettledRow, StoreError, Submission};
use rongqiao_model::throttle::FILES_READ;
use rongqiao_model::{ListingId, OrganisationId, SheetId};
use time::OffsetDateTime;
use uuid::Uuid;

use super::attachments::documents_demanded;
use super::postings::{screened, wrong_for};
use crate::app::App;
use crate::attachments::plain_name;
use crate::files::FILE_MAX_BYTES;
use crate::files::grid::{Grid, GridRefusal};
use crate::problem::Problem;
use crate::sheets::{Head, NoHead, RowReader};
use crate::tokens;

/// Rows that become listings before whoever chose them gets an answer; more of them go on behind it.
pub const ROWS_AT_ONCE: u64 = 250;

/// What identities of sheets are made from.
const BROUGHT_BY: &str = "brought by a person";

/// A file of rows as it came.
#[derive(Clone, Copy, Debug)]
pub struct BroughtSheet<'a> {
    /// What the page minted, so that sending twice keeps one.
    pub nonce: Uuid,
    /// For whom its rows are to become listings.
    pub organisation: OrganisationId,
    /// What kind of listings.
    pub kind: ListingKind,
    /// What the file was called.
    pub name: &'a str,
    /// Its content.
    pub content: &'a [u8],
}

/// Why a sheet is not kept.
#[derive(Debug)]
pub enum NotBrought {
    /// No rows come out of the file.
    Unreadable(GridRefusal),
    /// Its columns are not those of the kind.
    NoHead(NoHead),
    /// Below its head stands nothing but the example.
    NoRows,
    /// As many sheets as may be kept for the organisation are.
    TooMany,
    /// Too many files were read for this person; the next is taken from this moment on.
    Wait(OffsetDateTime),
    /// Something failed that the person cannot mend.
    Failed(Problem),
}

impl From<Problem> for NotBrought {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem)
    }
}

impl From<StoreError> for NotBrought {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// The kinds that sheets bring: not those of which somebody looks at every single one.
pub fn brought_by_sheets() -> impl Iterator<Item = ListingKind> {
    ListingKind::ALL.iter().copied().filter(|&kind| !is_always_reviewed(kind))
}

/// Reads a file of rows, checks each of them as its form would, and keeps them to be chosen from. Nothing becomes a
/// listing yet.
///
/// # Errors
///
/// Returns why it is not kept; somebody who does not write for the organisation meets nothing there.
pub async fn bring(app: &App, actor: &Actor, brought: BroughtSheet<'_>) -> Result<SheetId, NotBrought> {
    if is_always_reviewed(brought.kind) {
        return Err(Problem::not_found().into());
    }
    let owner = app.store.find_public_organisation(brought.organisation).await?.ok_or_else(Problem::not_found)?;
    let thing = Thing::organisation(owner.id, owner.kind);
    let permit = actor.permit(Action::WriteListing, thing).map_err(Problem::from)?;
    let id = SheetId::of_record(BROUGHT_BY, &format!("{} {}", actor.person(), brought.nonce));
    let grid = grid_of(app, actor, brought.content).await?;
    let head = Head::find(&grid, brought.kind).map_err(NotBrought::NoHead)?;
    let known = known_listings(app, &permit, brought.kind).await?;
    let now = app.clock.now();
    let new = Sheet {
        id,
        organisation: owner.id,
        kind: brought.kind,
        person: actor.person(),
        name: plain_name(brought.name).chars().take(NAME_MAX_CHARS).collect(),
        unread: head.unread.clone(),
        made_at: now,
        expires_at: now + KEPT_FOR,
    };
    let (reading, kind) = (app.clone(), brought.kind);
    // Reading and screening are work for the processor alone.
    let rows = tokio::task::spawn_blocking(move || {
        let rows = RowReader::new(reading.clone(), &head).read(&grid, &head);
        checked(&reading, kind, &owner, rows, &known)
    });
    let rows = rows.await.map_err(Problem::from)?;
    if rows.is_empty() {
        return Err(NotBrought::NoRows);
    }
    match app.store.open_sheet(&permit, &new, &rows).await? {
        Opened::Done | Opened::Known => Ok(id),
        Opened::TooMany => Err(NotBrought::TooMany),
    }
}

async fn grid_of(app: &App, actor: &Actor, content: &[u8]) -> Result<Grid, NotBrought> {
    if content.is_empty() {
        return Err(NotBrought::Unreadable(GridRefusal::Empty));
    }
    if content.len() > FILE_MAX_BYTES {
        return Err(NotBrought::Unreadable(GridRefusal::TooLarge));
    }
    let key = tokens::hash("files-read", &actor.person().to_string());
    let counted = app.store.count_attempt(&key, FILES_READ, app.clock.now()).await?;
    counted.map_err(NotBrought::Wait)?;
    app.files.rows_of(content).await?.map_err(NotBrought::Unreadable)
}

/// The listings that an organisation has of a kind, by what they say.
async fn known_listings(
    app: &App,
    permit: &Permit,
    kind: ListingKind,
) -> Result<HashMap<String, ListingId>, StoreError> {
    let records = app.store.list_records_of(permit, kind).await?;
    Ok(records.into_iter().map(|(id, record)| (likeness(kind, &record), id)).collect())
}

/// The rows with what is wrong with them and whether they could become listings.
fn checked(
    app: &App,
    kind: ListingKind,
    organisation: &Organisation,
    mut rows: Vec<SheetRow>,
    known: &HashMap<String, ListingId>,
) -> Vec<SheetRow> {
    let mut before: HashMap<String, u32> = HashMap::new();
    for row in &mut rows {
        let likeness = likeness(kind, &row.record);
        if let Some(&listing) = known.get(&likeness) {
            row.troubles.push(Trouble::SameAsListing { listing });
        } else if let Some(&earlier) = before.get(&likeness) {
            row.troubles.push(Trouble::SameAsRow { row: earlier });
        }
        before.entry(likeness).or_insert(row.number);
        row.good = row.troubles.is_empty() && wrong_for(app, kind, organisation, &row.record).is_nothing();
    }
    rows
}

/// Chooses good rows, those with these numbers or all, and lets the first of them become listings; the others follow.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses; what was chosen stays so.
pub async fn choose(
    app: &App,
    permit: &Permit,
    sheet: &Sheet,
    numbers: Option<&[u32]>,
    aim: RowAim,
) -> Result<(), Problem> {
    app.store.choose_sheet_rows(permit, sheet, numbers, aim).await?;
    let sheet = Sheet { person: permit.person(), ..sheet.clone() };
    work(app, &sheet, ROWS_AT_ONCE).await?;
    app.sheets_wait.notify_one();
    Ok(())
}

/// Lets rows that were chosen become listings, at most `limit`, in the name of whoever chose them, if they may write still;
/// says how many were worked on.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses; calling again goes on.
pub async fn work(app: &App, sheet: &Sheet, limit: u64) -> Result<usize, Problem> {
    let rows = app.store.list_rows_waiting(sheet.id, limit).await?;
    if rows.is_empty() {
        return Ok(0);
    }
    let now = app.clock.now();
    let actor = app.store.find_actor(sheet.person, now).await?;
    let Some((sheet, organisation, permit)) = app.store.find_sheet_for(&actor, sheet.id).await? else {
        for row in &rows {
            app.store.refuse_sheet_row(sheet.id, row.number).await?;
        }
        return Ok(rows.len());
    };
    let trusted = app.store.track_record(organisation.id, now).await?.is_trusted();
    let known = known_listings(app, &permit, sheet.kind).await?;
    for row in &rows {
        let id = sheet.listing_of(row.number);
        if known.contains_key(&likeness(sheet.kind, &row.record)) {
            app.store.refuse_sheet_row(sheet.id, row.number).await?;
            continue;
        }
        let thing = Thing::listing(id, (organisation.id, organisation.kind), Some(actor.person()));
        let permit = actor.permit(Action::WriteListing, thing)?;
        let settled = SettledRow {
            sheet: sheet.id,
            number: row.number,
            organisation: organisation.id,
            posting: NewPosting { id, kind: sheet.kind, record: row.record.clone() },
            submission: submission(app, &sheet, &organisation, row, trusted),
        };
        app.store.settle_sheet_row(&permit, &settled, now).await?;
    }
    Ok(rows.len())
}

/// What is handed to the desk; a row that has to be changed since it was read, because a day is over, stays a draft.
fn submission(
    app: &App,
    sheet: &Sheet,
    organisation: &Organisation,
    row: &SheetRow,
    trusted: bool,
) -> Option<Submission> {
    let wanted = row.aim == Some(RowAim::Submit);
    // A row brings no files along: what has to have some stays a draft, too.
    let demands_files = !documents_demanded(sheet.kind, &row.record).is_empty();
    if !wanted || demands_files || !wrong_for(app, sheet.kind, organisation, &row.record).is_nothing() {
        return None;
    }
    let verdict = screened(app, sheet.kind, &row.record).verdict();
    Some(Submission { record: row.record.clone(), verdict, passes: trusted && verdict == Verdict::Pass })
}
