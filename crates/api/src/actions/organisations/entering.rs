//! Entering an organisation: opening its file, filling it in, handing it in.

use rongqiao_model::access::{Action, Actor, Denied, Noun, Permit, Thing};
use rongqiao_model::code::{Codes, DIVISIONS, INDUSTRIES, ZONES};
use rongqiao_model::credit_code::CreditCode;
use rongqiao_model::organisation::{Organisation, OrganisationKind};
use rongqiao_model::organisation_file::{
    DAYS_TO_DECIDE, Entered, EntryMistake, Evidence, EvidenceSlot, FileField, FilePurpose, OrganisationFile, Typed,
};
use rongqiao_model::place::Place;
use rongqiao_model::store::{FileOutcome, NewFile};
use rongqiao_model::working_days::due_on;
use rongqiao_model::{EvidenceId, OrganisationFileId, OrganisationId};

use crate::app::App;
use crate::attachments::{self, AttachmentError};
use crate::problem::Problem;

/// Files that somebody can have open at a time.
const OPEN_FILES_MAX: usize = 10;

/// What somebody who wants to enter an organisation says of it first.
#[derive(Clone, Debug)]
pub struct FirstWords {
    /// Its code.
    pub code: CreditCode,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
}

/// Where it leads to enter an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// To its file, which is filled in next.
    File(OrganisationFileId),
    /// To those who act for it already, who can be asked.
    Known(OrganisationId),
    /// Nowhere, until some of the files that they have open are done.
    TooMany,
}

/// Why evidence was not added.
#[derive(Debug)]
pub enum EvidenceRefusal {
    /// The file is none that is taken.
    Attachment(AttachmentError),
    /// The file of the organisation can no longer be changed.
    Moot,
    /// Something failed that the person cannot mend.
    Failed(Problem),
}

/// Begins to enter an organisation: opens a file for one that nobody acts for, be it unknown or known from elsewhere.
///
/// # Errors
///
/// Returns a [`Problem`] if the actor may not, or the database refuses.
pub async fn begin(app: &App, actor: &Actor, said: FirstWords) -> Result<Begun, Problem> {
    let (organisation, known) = match meant(app, &said).await? {
        Meant::ActedFor(id) => return Ok(Begun::Known(id)),
        Meant::Unclaimed(known) => (known.id, Some(*known)),
        Meant::Unknown(id) => (id, None),
    };
    let own = app.store.list_own_files(actor.person()).await?;
    let open = own.iter().filter(|line| line.file.state.is_open() && line.file.organisation != organisation);
    if open.count() >= OPEN_FILES_MAX {
        return Ok(Begun::TooMany);
    }
    let id = OrganisationFileId::from_uuid(app.chance.id(app.clock.now()));
    let thing = Thing { noun: Noun::OrganisationFile, id: id.as_uuid(), organisation: None, owner: None };
    let permit = actor.permit(Action::EnterOrganisation, thing)?;
    let purpose = if known.is_some() { FilePurpose::Claim } else { FilePurpose::Entry };
    let new = NewFile { id, purpose, organisation, entered: first_entry(said, known) };
    Ok(Begun::File(app.store.open_file(&permit, &new, app.clock.now()).await?))
}

/// Opens the file by which a verified organisation is asked again, filled in with what it said last.
///
/// # Errors
///
/// Returns a [`Problem`] if the actor may not, or the database refuses.
pub async fn begin_renewal(app: &App, permit: &Permit, last: &OrganisationFile) -> Result<OrganisationFileId, Problem> {
    let id = OrganisationFileId::from_uuid(app.chance.id(app.clock.now()));
    let new =
        NewFile { id, purpose: FilePurpose::Renewal, organisation: last.organisation, entered: last.entered.clone() };
    Ok(app.store.open_file(permit, &new, app.clock.now()).await?)
}

/// What is meant by a code and a name.
enum Meant {
    ActedFor(OrganisationId),
    Unclaimed(Box<Organisation>),
    Unknown(OrganisationId),
}

async fn meant(app: &App, said: &FirstWords) -> Result<Meant, Problem> {
    let code = said.code.as_str();
    if let Some(known) = app.store.find_organisation_by_code(code).await? {
        return told(app, known).await;
    }
    let by_name = OrganisationId::of_name(&said.name);
    let by_name = app.store.find_kept_organisation(by_name).await?.unwrap_or(by_name);
    match app.store.find_public_organisation(by_name).await? {
        // Another organisation of the same name has a code of its own.
        Some(other) if other.credit_code.is_some() => {
            Ok(Meant::Unknown(OrganisationId::of_record("credit-code", code)))
        }
        Some(known) => told(app, known).await,
        None => Ok(Meant::Unknown(by_name)),
    }
}

async fn told(app: &App, known: Organisation) -> Result<Meant, Problem> {
    let acted_for = app.store.is_administered(known.id).await? || app.store.find_standing(known.id).await?.is_some();
    Ok(if acted_for { Meant::ActedFor(known.id) } else { Meant::Unclaimed(Box::new(known)) })
}

/// What stands in a new file: what was said first, and what the platform knows.
fn first_entry(said: FirstWords, known: Option<Organisation>) -> Entered {
    let mut entered = Entered {
        name: said.name,
        name_en: None,
        credit_code: said.code,
        kind: said.kind,
        recruiter_class: None,
        legal_representative: None,
        place: Place::default(),
        industry: None,
        summary: String::new(),
        staffing_agency: false,
        staffing_number: None,
    };
    if let Some(known) = known {
        entered.name_en = known.name_en;
        entered.place = known.place;
        entered.industry = known.industry;
        entered.summary = known.summary;
        entered.staffing_agency = known.staffing_agency;
    }
    entered
}

/// Keeps what was typed into the file of `permit`.
///
/// # Errors
///
/// Returns every mistake with its field.
pub async fn save(
    app: &App,
    permit: &Permit,
    file: &OrganisationFile,
    typed: &Typed,
) -> Result<Result<FileOutcome, Vec<(FileField, EntryMistake)>>, Problem> {
    let read = typed.read();
    let mut mistakes = unknown_codes(&app.codes, typed);
    let entered = match read {
        Err(found) => {
            mistakes.extend(found);
            return Ok(Err(in_order(mistakes)));
        }
        Ok(entered) => entered,
    };
    if is_of_another(app, file, &entered).await? {
        mistakes.push((FileField::CreditCode, EntryMistake::Taken));
    }
    if !mistakes.is_empty() {
        return Ok(Err(in_order(mistakes)));
    }
    Ok(Ok(app.store.change_file(permit, &entered, app.clock.now()).await?))
}

/// Fields whose codes the tables do not hold.
fn unknown_codes(codes: &Codes, typed: &Typed) -> Vec<(FileField, EntryMistake)> {
    let tables = [(FileField::Zone, ZONES), (FileField::Division, DIVISIONS), (FileField::Industry, INDUSTRIES)];
    let unknown = |(field, table): (FileField, &str)| {
        let code = typed.raw(field);
        (!code.is_empty() && codes.find(table, code).is_none()).then_some((field, EntryMistake::NotAChoice))
    };
    tables.into_iter().filter_map(unknown).collect()
}

fn in_order(mut mistakes: Vec<(FileField, EntryMistake)>) -> Vec<(FileField, EntryMistake)> {
    mistakes.sort_by_key(|(field, _)| *field);
    mistakes.dedup_by_key(|(field, _)| *field);
    mistakes
}

async fn is_of_another(app: &App, file: &OrganisationFile, entered: &Entered) -> Result<bool, Problem> {
    let code = entered.credit_code.as_str();
    let Some(other) = app.store.find_organisation_by_code(code).await? else { return Ok(false) };
    Ok(other.id != file.organisation && app.store.find_standing(other.id).await?.is_some())
}

/// Keeps `content` as evidence for `slot` of the file of `permit`.
///
/// # Errors
///
/// Returns why it was not kept.
pub async fn add_evidence(
    app: &App,
    permit: &Permit,
    slot: EvidenceSlot,
    (name, content): (&str, &[u8]),
) -> Result<(), EvidenceRefusal> {
    let kept = attachments::keep(app, content).await.map_err(EvidenceRefusal::Attachment)?;
    let now = app.clock.now();
    let stored_as = kept.stored_as.clone();
    let new = Evidence {
        id: EvidenceId::from_uuid(app.chance.id(now)),
        slot,
        name: attachments::plain_name(name),
        media: kept.media,
        size: kept.size,
        sha256: kept.sha256,
        stored_as: kept.stored_as,
        added_at: now,
    };
    let added = app.store.add_evidence(permit, &new, now).await;
    if !matches!(added, Ok(FileOutcome::Done)) {
        attachments::discard(&app.settings.evidence_folder(), &stored_as).await;
    }
    match added {
        Ok(FileOutcome::Done) => Ok(()),
        Ok(FileOutcome::Moot | FileOutcome::Taken) => Err(EvidenceRefusal::Moot),
        Err(error) => Err(EvidenceRefusal::Failed(error.into())),
    }
}

/// Hands the file of `permit` in, as it was seen at `revision`.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn hand_in(app: &App, permit: &Permit, revision: i64) -> Result<FileOutcome, Problem> {
    let due = due_on(app.clock.now(), DAYS_TO_DECIDE);
    Ok(app.store.hand_file_in(permit, revision, due, app.clock.now()).await?)
}

/// The leave to change a file as one of those who act for the organisation.
///
/// # Errors
///
/// Returns [`Denied`] if the actor may not.
pub fn may_change(actor: &Actor, file: &OrganisationFile) -> Result<Permit, Denied> {
    actor.permit(Action::EditOrganisation, file.for_members())
}
