//! Internships past their acceptance: who sees one, writing and confirming the agreement, what is written down while it
//! runs. The rules stand in [`rongqiao_model::internship`].

use rongqiao_model::access::{Actor, Permit};
use rongqiao_model::connect::{Connection, ConnectionFile, ConnectionKind, Party, Stage};
use rongqiao_model::internship::{
    Agreement, AgreementDocument, AgreementNames, InternshipFile, STAGES_PAST_ACCEPTANCE, Scan, Signatory,
};
use rongqiao_model::store::{AgreementWritten, Signed, StoreError};
use rongqiao_model::{ConnectionId, OrganisationId};

use crate::app::App;
use crate::attachments::{self, AttachmentError};
use crate::documents::{DocumentError, Paper, Typefaces, typeset};
use crate::problem::Problem;

/// The sides whose pages stand under `/my/internships`.
const PARTIES: [Party; 3] = [Party::Responder, Party::Publisher, Party::School];
/// The sides whose pages stand under `/desk/internships`.
const DESKS: [Party; 2] = [Party::UniversitiesDesk, Party::FirmsDesk];

/// An internship as one of its sides sees it.
#[derive(Debug)]
pub struct Internship {
    /// What brought the sides together, and what they did since.
    pub file: ConnectionFile,
    /// The leave to act on this side.
    pub permit: Permit,
    /// The side.
    pub party: Party,
    /// All that is known past the acceptance.
    pub records: InternshipFile,
}

impl Internship {
    /// The school of the student.
    #[must_use]
    pub fn school(&self) -> Option<OrganisationId> {
        self.file.connection.school
    }

    /// The names that stand in the agreement, with the agreement of host and school that it named before; `None` while the school is not named or what the student shared was taken
    /// back before anything was written.
    #[must_use]
    pub fn names(&self) -> Option<AgreementNames> {
        let latest = self.records.latest().map(|version| &version.agreement);
        let before = latest.map(|it| it.student.name.clone());
        let shared = self.file.connection.shared.as_ref().map(|shared| shared.name.clone());
        let school = self.file.school.as_ref()?;
        Some(AgreementNames {
            student: before.or(shared)?,
            host: self.file.organisation.name.clone(),
            host_is_agency: self.file.organisation.staffing_agency,
            school: school.name.clone(),
            school_kind: school.kind,
            frames: latest.and_then(|it| it.frame.clone()).into_iter().collect(),
        })
    }
}

/// The names that stand in the agreement, with all that host and school have agreed on, under which it can be done: what the
/// version before named, and what runs now.
///
/// # Errors
///
/// Returns a [`Problem`] if there are no names, or the database cannot be read.
pub async fn names_and_frames(app: &App, internship: &Internship) -> Result<AgreementNames, Problem> {
    let mut names = internship.names().ok_or_else(Problem::not_found)?;
    let running = app.store.list_frames(&internship.permit).await?;
    names.frames.retain(|before| running.iter().all(|it| it.connection != before.connection));
    names.frames.extend(running);
    Ok(names)
}

/// The internship `id` for `actor`, on whichever of its three sides they stand.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none for them.
pub async fn find_internship(app: &App, actor: &Actor, id: ConnectionId) -> Result<Internship, Problem> {
    find_as(app, actor, &PARTIES, id).await
}

/// The internship `id` for `actor`, who works at a desk.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none for them.
pub async fn find_at_desk(app: &App, actor: &Actor, id: ConnectionId) -> Result<Internship, Problem> {
    find_as(app, actor, &DESKS, id).await
}

async fn find_as(app: &App, actor: &Actor, parties: &[Party], id: ConnectionId) -> Result<Internship, Problem> {
    for &party in parties {
        let Some((mut file, permit)) = app.store.find_connection_as(actor, party, id).await? else { continue };
        if is_past_acceptance(&file.connection) {
            if party.desk().is_some() {
                file.messages = file.heard_by_desk();
            }
            let records = app.store.read_internship(&permit).await?;
            return Ok(Internship { file, permit, party, records });
        }
    }
    Err(Problem::not_found())
}

/// Whether the student has taken the offer of an internship; a refusal came from the school once that was named.
#[must_use]
pub fn is_past_acceptance(connection: &Connection) -> bool {
    let refused_by_school = connection.stage == Stage::Refused && connection.school.is_some();
    let is_there = STAGES_PAST_ACCEPTANCE.contains(&connection.stage) || refused_by_school;
    connection.kind == ConnectionKind::Internship && is_there
}

/// Writes a version of the agreement as somebody saw the internship at `revision`, with its `papers` where they can be set.
///
/// # Errors
///
/// Returns a [`Problem`] if the store or the folder fails; nothing is written then.
pub async fn write_agreement(
    app: &App,
    internship: &Internship,
    revision: i64,
    (agreement, papers): (&Agreement, Vec<Paper>),
) -> Result<AgreementWritten, Problem> {
    if revision != internship.file.connection.revision {
        return Ok(AgreementWritten::TooLate);
    }
    let documents = make_documents(app, papers).await?;
    let told = (&app.chance, app.clock.now());
    let written = app.store.write_agreement(&internship.permit, revision, (agreement, &documents), told).await;
    if !matches!(written, Ok(AgreementWritten::Done)) {
        for document in &documents {
            attachments::discard(&app.settings.evidence_folder(), &document.stored_as).await;
        }
    }
    app.letters_wait.notify_one();
    Ok(written?)
}

/// Sets `papers` and keeps them; without a typeface for what stands in them there are none, which the operator is told.
async fn make_documents(app: &App, papers: Vec<Paper>) -> Result<Vec<AgreementDocument>, Problem> {
    let settings = app.settings.documents.clone();
    let set = tokio::task::spawn_blocking(move || {
        let mut faces = Typefaces::find(&settings)?;
        let set = papers.iter().map(|paper| Ok((paper.language, typeset(paper, &mut faces)?)));
        set.collect::<Result<Vec<_>, DocumentError>>()
    });
    let set = match set.await.map_err(Problem::internal)? {
        Ok(set) => set,
        Err(error) => {
            tracing::error!(%error, "an agreement was written without its documents");
            return Ok(Vec::new());
        }
    };
    let mut documents = Vec::new();
    for (language, content) in set {
        let kept = attachments::keep(app, &content).await.map_err(Problem::internal)?;
        let language = language.to_owned();
        documents.push(AgreementDocument { language, sha256: kept.sha256, stored_as: kept.stored_as });
    }
    Ok(documents)
}

/// Why a signed paper was not kept.
#[derive(Debug)]
pub enum NotSigned {
    /// It is none that is taken.
    Attachment(AttachmentError),
    /// Something failed that whoever brought it cannot mend.
    Failed(StoreError),
}

/// Confirms `version` of the agreement in the platform, for the side of whoever does it.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses; nothing is confirmed then.
pub async fn sign(app: &App, internship: &Internship, version: i32) -> Result<Signed, StoreError> {
    let Some(own) = Signatory::of(internship.party) else { return Ok(Signed::Refused) };
    let told = (&app.chance, app.clock.now());
    let signed = app.store.sign_agreement(&internship.permit, (version, own), None, told).await;
    app.letters_wait.notify_one();
    signed
}

/// Confirms `version` of the agreement for `signatory` with a signed paper.
///
/// # Errors
///
/// Returns why the paper was not kept.
pub async fn sign_on_paper(
    app: &App,
    internship: &Internship,
    (version, signatory): (i32, Signatory),
    content: &[u8],
) -> Result<Signed, NotSigned> {
    let kept = attachments::keep(app, content).await.map_err(NotSigned::Attachment)?;
    let scan = Scan { media: kept.media, size: kept.size, sha256: kept.sha256, stored_as: kept.stored_as };
    let told = (&app.chance, app.clock.now());
    let signed = app.store.sign_agreement(&internship.permit, (version, signatory), Some(&scan), told).await;
    if !matches!(signed, Ok(Signed::Done)) {
        attachments::discard(&app.settings.evidence_folder(), &scan.stored_as).await;
    }
    app.letters_wait.notify_one();
    signed.map_err(NotSigned::Failed)
}
