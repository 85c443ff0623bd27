//! `/my/internships/{id}/archive` and the same under `/desk`: all that is known of an internship in one ZIP file, with
//! the papers as they were made and signed, for the school's files (实习档案).

use std::io::{Cursor, Write as _};
use std::path::PathBuf;

use axum::extract::{Path, State};
use axum::response::Response;
use rongqiao_model::clock::SHANGHAI;
use rongqiao_model::connect::{ConnectionEvent, Party, Stage};
use rongqiao_model::internship::{
    AgreementVersion, Assessment, DiaryEntry, DiaryWeek, Incident, IncidentWord, SchoolVisit, Signatory, WeekWord,
    confirmed_minutes,
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::internship_of;
use crate::actions::internships::{Internship, find_at_desk, find_internship};
use crate::app::App;
use crate::attachments::{download, fetch};
use crate::problem::Problem;
use crate::session::Acting;

/// Bytes of papers in an archive at most, so that it is made in memory; what goes beyond is named as left out.
const PAPERS_MAX_BYTES: usize = 64 * 1024 * 1024;

/// Stages past the beginning, or past what would have begun.
const BEGUN: [Stage; 6] =
    [Stage::Running, Stage::Interrupted, Stage::Delivered, Stage::Disputed, Stage::Confirmed, Stage::Terminated];

/// `GET /my/internships/{id}/archive`: for student, host and school.
pub(super) async fn show(
    State(app): State<App>,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let internship = find_internship(&app, &actor, internship_of(&id)?).await?;
    if is_there(&internship) { bundled(&app, &internship).await } else { Err(Problem::not_found()) }
}

/// `GET /desk/internships/{id}/archive`: for the universities' desk; who took it is written into the audit.
pub(super) async fn show_at_desk(
    State(app): State<App>,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let internship = find_at_desk(&app, &actor, internship_of(&id)?).await?;
    if !is_there(&internship) {
        return Err(Problem::not_found());
    }
    app.store.note_archive_taken(&internship.permit, app.clock.now()).await?;
    bundled(&app, &internship).await
}

/// Whether there is an archive for the side of `internship`: it has begun under an agreement. The firms' desk has no
/// part in incidents, which stand in it.
pub(super) fn is_there(internship: &Internship) -> bool {
    let has_begun = BEGUN.contains(&internship.file.connection.stage) && internship.records.in_force().is_some();
    has_begun && internship.party != Party::FirmsDesk
}

async fn bundled(app: &App, internship: &Internship) -> Result<Response, Problem> {
    let mut bundle = Bundle::new(app.settings.evidence_folder());
    let versions = versions(internship, &mut bundle).await;
    let told = told(internship, versions, app.clock.now());
    bundle.add("internship.json", serde_json::to_vec_pretty(&told).map_err(Problem::internal)?);
    let packed = tokio::task::spawn_blocking(move || bundle.pack()).await.map_err(Problem::internal)?;
    let name = format!("internship-{}.zip", internship.file.connection.id);
    Ok(download(&name, "application/zip", packed.map_err(Problem::internal)?))
}

/// The files of an archive while it is made.
struct Bundle {
    /// Where papers lie.
    folder: PathBuf,
    files: Vec<(String, Vec<u8>)>,
    /// Bytes of its papers.
    size: usize,
}

impl Bundle {
    const fn new(folder: PathBuf) -> Self {
        Self { folder, files: Vec::new(), size: 0 }
    }

    fn add(&mut self, name: &str, content: Vec<u8>) {
        self.files.push((name.to_owned(), content));
    }

    /// Adds a paper if it is what was kept and there is room for it; tells what became of it.
    async fn add_paper(&mut self, name: &str, stored_as: &str, sha256: &str) -> Value {
        let state = match fetch(&self.folder, stored_as, sha256).await {
            Err(error) => {
                tracing::error!(%error, stored_as, "a paper of an internship is not what was kept");
                "missing"
            }
            Ok(content) if self.size + content.len() > PAPERS_MAX_BYTES => "left-out",
            Ok(content) => {
                self.size += content.len();
                self.add(name, content);
                "here"
            }
        };
        json!({ "file": name, "sha256": sha256, "state": state })
    }

    /// The archive, with the sums of its files as `sha256sum -c` reads them. Papers are compressed already.
    fn pack(mut self) -> ZipResult<Vec<u8>> {
        let sums: String = self.files.iter().map(|(name, content)| format!("{}  {name}\n", sum(content))).collect();
        self.add("SHA256SUMS", sums.into_bytes());
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.files {
            archive.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored))?;
            archive.write_all(content)?;
        }
        Ok(archive.finish()?.into_inner())
    }
}

fn sum(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The versions of the agreement with who confirmed each, the latest first; their papers go into the bundle.
async fn versions(internship: &Internship, bundle: &mut Bundle) -> Vec<Value> {
    let mut told = Vec::new();
    for version in &internship.records.versions {
        let (papers, signatures) = (papers(version, bundle).await, signatures(version, bundle).await);
        told.push(json!({
            "version": version.version,
            "written_at": moment(version.written_at),
            "agreed_at": version.agreed_at.map(moment),
            "contents": version.agreement,
            "papers": papers,
            "signatures": signatures,
        }));
    }
    told
}

async fn papers(version: &AgreementVersion, bundle: &mut Bundle) -> Vec<Value> {
    let mut told = Vec::new();
    for it in &version.documents {
        let name = format!("agreement-{}/{}.pdf", version.version, it.language);
        told.push(bundle.add_paper(&name, &it.stored_as, &it.sha256).await);
    }
    told
}

async fn signatures(version: &AgreementVersion, bundle: &mut Bundle) -> Vec<Value> {
    let mut told = Vec::new();
    for it in &version.signatures {
        let by = it.signatory.slug();
        let paper = match &it.scan {
            Some(scan) => {
                let name = format!("agreement-{}/signed-{by}.{}", version.version, scan.media.ending());
                bundle.add_paper(&name, &scan.stored_as, &scan.sha256).await
            }
            None => Value::Null,
        };
        told.push(json!({ "by": by, "at": moment(it.at), "paper": paper }));
    }
    told
}

/// All that is known of the internship, for programs and for people who read JSON.
fn told(internship: &Internship, versions: Vec<Value>, now: OffsetDateTime) -> Value {
    let (file, records) = (&internship.file, &internship.records);
    let connection = &file.connection;
    let shared = connection.shared.as_ref().map(|it| it.name.clone());
    json!({
        "internship": connection.id,
        "title": connection.title,
        "stage": connection.stage,
        "made_at": moment(now),
        "parties": {
            "student": internship.names().map(|it| it.student).or(shared),
            "host": file.organisation.name,
            "school": file.school.as_ref().map(|it| it.name.clone()),
        },
        "agreement": versions,
        "diary": records.weeks.iter().map(week).collect::<Vec<_>>(),
        "confirmed_minutes": confirmed_minutes(&records.weeks),
        "visits": records.visits.iter().map(visit).collect::<Vec<_>>(),
        "incidents": records.incidents.iter().map(incident).collect::<Vec<_>>(),
        "assessments": records.assessments.iter().map(assessment).collect::<Vec<_>>(),
        "history": file.events.iter().map(event).collect::<Vec<_>>(),
    })
}

fn week(week: &DiaryWeek) -> Value {
    let entry = |it: &DiaryEntry| {
        let written = moment(it.written_at);
        json!({ "day": it.day.to_string(), "minutes": it.minutes, "text": it.text, "written_at": written })
    };
    let word = |it: &WeekWord| json!({ "at": moment(it.at), "disputed": it.disputed });
    json!({
        "monday": week.monday.to_string(),
        "minutes": week.minutes(),
        "counts": week.words.counts(),
        "host": week.words.host.as_ref().map(word),
        "school": week.words.school.as_ref().map(word),
        "days": week.entries.iter().map(entry).collect::<Vec<_>>(),
    })
}

fn visit(it: &SchoolVisit) -> Value {
    json!({ "on": it.on.to_string(), "words": it.words, "written_at": moment(it.at) })
}

fn incident(it: &Incident) -> Value {
    let word = |it: &IncidentWord| json!({ "by": side(it.party), "words": it.words, "at": moment(it.at) });
    json!({
        "kind": it.kind,
        "reported_by": side(it.party),
        "happened_at": moment(it.happened_at),
        "reported_at": moment(it.reported_at),
        "needs_help": it.needs_help,
        "words": it.words,
        "taken_up": it.taken_up.as_ref().map(word),
        "outcome": it.outcome.as_ref().map(word),
    })
}

fn assessment(it: &Assessment) -> Value {
    let (by, at) = (side(it.party), moment(it.at));
    json!({ "by": by, "grade": it.grade, "words": it.words, "signed_by": it.signed_by, "at": at })
}

fn event(it: &ConnectionEvent) -> Value {
    json!({ "step": it.step, "by": side(it.party), "stage": it.stage, "words": it.words, "at": moment(it.at) })
}

/// What the agreement calls a side, and the rest their own word.
fn side(party: Party) -> &'static str {
    Signatory::of(party).map_or(party.slug(), Signatory::slug)
}

/// A moment in Shanghai.
fn moment(at: OffsetDateTime) -> String {
    at.to_offset(SHANGHAI).format(&Rfc3339).unwrap_or_default()
}
