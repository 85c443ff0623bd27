//! The desks' workbench: visits, cases, introductions. The rules stand in [`rongqiao_model::workbench`].

use rongqiao_model::access::{Action, Actor, Desk, Permit, Thing};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::organisation::Organisation;
use rongqiao_model::posting::Record;
use rongqiao_model::store::{DeskCaseMoved, NewPosting};
use rongqiao_model::workbench::case::{CaseFile, CaseMove, NewCase, is_other_side};
use rongqiao_model::workbench::visit::{FiledVisit, VisitNote};
use rongqiao_model::{DeskCaseId, DeskVisitId, ListingId, PersonId};
use serde_json::Value;
use uuid::Uuid;

use crate::app::App;
use crate::fits::{FoundFit, counterparts_of};
use crate::problem::Problem;

/// What sets identities of the desks' work apart from any other.
const BEGUN_AT_A_DESK: &str = "begun at a desk";

/// Counterparts that are looked at, and those that are suggested.
const LOOKED_AT: usize = 24;
const SUGGESTED: usize = 5;

/// Characters of what is wanted that make the title of a draft.
const TITLE_CHARS: usize = 40;

/// The desk at which `actor` works.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if they work at none.
pub fn desk_of(actor: &Actor) -> Result<Desk, Problem> {
    actor.desks().next().ok_or_else(Problem::not_found)
}

/// A case on which `actor` may work, with their leave to.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none for them.
pub async fn find_case(app: &App, actor: &Actor, id: DeskCaseId) -> Result<(CaseFile, Permit), Problem> {
    app.store.find_desk_case_for(actor, id).await?.ok_or_else(Problem::not_found)
}

/// A visit on which `actor` may work, with their leave to.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none for them.
pub async fn find_visit(app: &App, actor: &Actor, id: DeskVisitId) -> Result<(FiledVisit, Permit), Problem> {
    app.store.find_desk_visit_for(actor, id).await?.ok_or_else(Problem::not_found)
}

/// Begins a case at the desk of `actor` and returns its identity, which comes from the person and `nonce`: asking twice
/// begins one.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if `actor` works at no desk, or for the organisation itself.
pub async fn open_case(app: &App, actor: &Actor, nonce: Uuid, new: &NewCase) -> Result<DeskCaseId, Problem> {
    let id = DeskCaseId::of_record(BEGUN_AT_A_DESK, &format!("{} {nonce}", actor.person()));
    let permit = permit_about(app, actor, (id.as_uuid(), &new.name)).await?;
    app.store.open_desk_case(&permit, desk_of(actor)?, new, app.clock.now()).await?;
    Ok(id)
}

/// Notes a visit of `actor` and of those of `others` who work at the same desk; asking twice notes one.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if `actor` works at no desk, or for the organisation itself.
pub async fn note_visit(
    app: &App,
    actor: &Actor,
    nonce: Uuid,
    (note, others): (&VisitNote, &[PersonId]),
) -> Result<DeskVisitId, Problem> {
    let id = DeskVisitId::of_record(BEGUN_AT_A_DESK, &format!("{} {nonce}", actor.person()));
    let permit = permit_about(app, actor, (id.as_uuid(), &note.name)).await?;
    app.store.note_desk_visit(&permit, (desk_of(actor)?, others), note, app.clock.now()).await?;
    Ok(id)
}

/// Makes what a visit heard a case of `actor`, in one step, with a draft for the organisation where somebody writes for it.
///
/// # Errors
///
/// Returns a [`Problem`] if `actor` may not, or nothing is wanted.
pub async fn make_need(app: &App, actor: &Actor, filed: &FiledVisit) -> Result<DeskCaseId, Problem> {
    let visit = &filed.visit;
    let id = DeskCaseId::of_record("heard on a visit", &visit.id.to_string());
    let permit = actor.permit(Action::UseWorkbench, Thing::desk_work(id.as_uuid(), of(filed.organisation.as_ref())))?;
    let draft = draft_of(id, visit.kind, &visit.wants);
    let made = app.store.make_need_of_visit(&permit, visit.id, &draft, (&app.chance, app.clock.now())).await?;
    app.letters_wait.notify_one();
    made.ok_or_else(Problem::not_found)
}

/// Does `step` to a case as somebody saw it at `revision`, and tells whom it concerns.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn move_case(app: &App, permit: &Permit, revision: i64, step: &CaseMove) -> Result<DeskCaseMoved, Problem> {
    let moved = app.store.move_desk_case(permit, revision, step, (&app.chance, app.clock.now())).await?;
    app.letters_wait.notify_one();
    Ok(moved)
}

/// Hands what is wanted in a case to those who write for its organisation, as a draft.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn draft_need(
    app: &App,
    (file, permit): (&CaseFile, &Permit),
    revision: i64,
) -> Result<DeskCaseMoved, Problem> {
    let case = &file.filed.case;
    let draft = draft_of(case.id, case.kind, &case.wants);
    let moved = app.store.draft_desk_need(permit, revision, &draft, (&app.chance, app.clock.now())).await?;
    app.letters_wait.notify_one();
    Ok(moved)
}

/// The listings of the other side that fit the need of a case best and were not introduced yet; none before the need is
/// public.
///
/// # Errors
///
/// Returns a [`Problem`] if index or database cannot be read.
pub async fn suggestions(app: &App, file: &CaseFile) -> Result<Vec<FoundFit>, Problem> {
    let Some(need) = file.filed.case.need else { return Ok(Vec::new()) };
    let Some(published) = app.store.find_public_listing(need).await? else { return Ok(Vec::new()) };
    let mut found = counterparts_of(app, &published, LOOKED_AT).await?;
    let is_introduced = |id: ListingId| file.introductions.iter().any(|it| it.listing == id);
    found.retain(|it| {
        let is_across = is_other_side(published.organisation_kind, it.published.organisation_kind);
        is_across && !is_introduced(it.published.listing.id)
    });
    found.truncate(SUGGESTED);
    Ok(found)
}

/// The leave of `actor` to work on something about the organisation called `name`.
async fn permit_about(app: &App, actor: &Actor, (id, name): (Uuid, &str)) -> Result<Permit, Problem> {
    let organisation = app.store.find_organisation_named(name).await?;
    Ok(actor.permit(Action::UseWorkbench, Thing::desk_work(id, of(organisation.as_ref())))?)
}

fn of(
    organisation: Option<&Organisation>,
) -> Option<(rongqiao_model::OrganisationId, rongqiao_model::organisation::OrganisationKind)> {
    organisation.map(|it| (it.id, it.kind))
}

/// What a desk writes down for an organisation: the rest is for its writers to say.
fn draft_of(case: DeskCaseId, kind: ListingKind, wants: &str) -> NewPosting {
    let mut record = Record::new();
    let title: String = wants.split(['\n', '。']).next().unwrap_or_default().chars().take(TITLE_CHARS).collect();
    record.insert("title".to_owned(), Value::String(title));
    if let Some(text) = kind.texts().first() {
        record.insert(text.name.to_owned(), Value::String(wants.to_owned()));
    }
    NewPosting { id: ListingId::of_record("wanted in a case", &case.to_string()), kind, record }
}
