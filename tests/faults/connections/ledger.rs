//! All that the database says of what people do with each other, read row by row, by none of the code that wrote it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use rongqiao_model::connect::{ConnectionKind, Party, Stage, Step};
use rongqiao_model::store::Store;
use sea_orm_migration::sea_orm::{ConnectionTrait as _, QueryResult, Statement, TryGetable};
use serde_json::Value;
use uuid::Uuid;

/// A connection with its steps.
#[derive(Debug)]
pub(super) struct Connected {
    pub(super) id: Uuid,
    pub(super) kind: ConnectionKind,
    pub(super) listing: Uuid,
    pub(super) organisation: Uuid,
    pub(super) person: Option<Uuid>,
    pub(super) responder: Option<Uuid>,
    pub(super) school: Option<Uuid>,
    pub(super) stage: Stage,
    pub(super) revision: i64,
    pub(super) is_open: bool,
    pub(super) shared: String,
    /// Its steps, the first one first.
    pub(super) steps: Vec<Stepped>,
    /// The sides that said something, and who.
    pub(super) said: Vec<(Party, Option<Uuid>)>,
}

#[derive(Debug)]
pub(super) struct Stepped {
    pub(super) revision: i64,
    pub(super) step: Step,
    pub(super) party: Party,
    pub(super) person: Option<Uuid>,
    pub(super) stage: Stage,
    pub(super) words: String,
}

#[derive(Debug)]
pub(super) struct Booked {
    pub(super) id: Uuid,
    pub(super) person: Uuid,
    pub(super) organisation: Uuid,
    pub(super) state: String,
    pub(super) revision: i64,
    pub(super) quarters: usize,
}

/// What was written into the audit of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Audited {
    pub(super) person: Option<Uuid>,
    pub(super) event: String,
    pub(super) reason: String,
}

#[derive(Debug)]
pub(super) struct Ledger {
    pub(super) connections: Vec<Connected>,
    pub(super) bookings: Vec<Booked>,
    /// Quarters of an hour that are taken.
    pub(super) quarters: usize,
    audit: HashMap<Uuid, Vec<Audited>>,
    /// Who was told what, and to which page it leads.
    told: Vec<(Uuid, String, String)>,
    /// Identities of the letters to each address, those that wait and those that were carried away.
    pub(super) letters: BTreeMap<String, BTreeSet<String>>,
    /// The mail address of each person.
    pub(super) mails: HashMap<Uuid, String>,
    /// Who holds a role, in which organisation.
    roles: Vec<(Uuid, Option<Uuid>, String)>,
    /// Changes of figures, by their identities.
    pub(super) figures: Vec<Uuid>,
    /// What people agreed to: who, for what, and in whose favour.
    pub(super) consents: Vec<(Uuid, String, String)>,
    /// What tables of one kind hold of a connection or a booking.
    kept: HashMap<Uuid, Vec<String>>,
}

/// What tables of one kind hold: of which thing, and what.
const KEPT: [&str; 16] = [
    "SELECT connection_id AS id, 'price ' || CAST(price_fen AS TEXT) || ' ' || price_for || ' ' || \
     COALESCE(CAST(stars AS TEXT), '-') || rating_words AS kept FROM service_order",
    "SELECT connection_id AS id, 'agreement ' || number || ' ' || entered_by || ' ' || CAST(revision AS TEXT) || \
     CASE WHEN agreed_at IS NULL THEN ' open' ELSE ' agreed' END || \
     CASE WHEN publisher_shows THEN ' shown' ELSE ' hidden' END AS kept FROM agreement",
    "SELECT connection_id AS id, 'milestone ' || title || ' ' || COALESCE(reported_by, '-') || \
     CASE WHEN confirmed_at IS NULL THEN ' open ' ELSE ' confirmed ' END || CAST(revision AS TEXT) AS kept \
     FROM agreement_milestone",
    "SELECT connection_id AS id, 'version ' || CAST(version AS TEXT) || \
     CASE WHEN agreed_at IS NULL THEN ' open' ELSE ' agreed' END AS kept FROM internship_agreement",
    "SELECT connection_id AS id, 'signature ' || CAST(version AS TEXT) || ' ' || signatory AS kept \
     FROM internship_signature",
    "SELECT connection_id AS id, 'diary ' || text AS kept FROM internship_entry",
    "SELECT connection_id AS id, 'assessment ' || party || ' ' || grade AS kept FROM internship_assessment",
    "SELECT connection_id AS id, 'call' || CASE WHEN public_key IS NULL THEN ' keyless' ELSE ' keyed' END || \
     CASE WHEN opened_at IS NULL THEN ' sealed' ELSE ' opened' END || \
     CASE WHEN nominee_id IS NULL THEN '' ELSE ' nominated' END || contract AS kept FROM challenge_call",
    "SELECT connection_id AS id, 'half ' || half || ' ' || held_by AS kept FROM call_half",
    "SELECT connection_id AS id, 'proposal ' || CAST(revision AS TEXT) || \
     CASE WHEN withdrawn_at IS NULL THEN ' ' || digest ELSE ' withdrawn' END || \
     CASE WHEN length(sealed) > 0 THEN ' sealed' ELSE ' empty' END || \
     CASE WHEN text = '' THEN ' unread' ELSE ' read' END AS kept FROM proposal",
    "SELECT p.connection_id AS id, 'score ' || sheet AS kept FROM proposal_score s \
     JOIN proposal p ON p.id = s.proposal_id",
    "SELECT connection_id AS id, 'question ' || CAST(number AS TEXT) || question || answer AS kept FROM call_question",
    "SELECT connection_id AS id, 'objection ' || CAST(number AS TEXT) || words || decision AS kept FROM call_objection",
    "SELECT connection_id AS id, 'reviewer ' || task || COALESCE(declared, ' ') || opinion || \
     CASE WHEN done_at IS NULL THEN ' asked' ELSE ' done' END AS kept FROM call_reviewer",
    "SELECT connection_id AS id, 'work ' || title || CASE WHEN reported_at IS NULL THEN ' open' ELSE ' reported' END || \
     CASE WHEN confirmed_at IS NULL THEN ' open' ELSE ' confirmed' END AS kept FROM call_milestone",
    "SELECT id, 'booking ' || state || ' ' || CAST(revision AS TEXT) AS kept FROM booking",
];

/// Reads a column by its name.
fn at<T: TryGetable>(row: &QueryResult, column: &str) -> anyhow::Result<T> {
    Ok(row.try_get("", column)?)
}

/// Reads a column that holds one of our words.
fn word<T>(row: &QueryResult, column: &str, read: fn(&str) -> Option<T>) -> anyhow::Result<T> {
    let slug: String = at(row, column)?;
    read(&slug).ok_or_else(|| anyhow::anyhow!("{column}: {slug}"))
}

/// A database that is read.
struct Rows<'a>(&'a Store);

impl Rows<'_> {
    async fn of(&self, sql: &str) -> anyhow::Result<Vec<QueryResult>> {
        let db = self.0.connection();
        Ok(db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?)
    }

    async fn connections(&self) -> anyhow::Result<Vec<Connected>> {
        let rows = self.of("SELECT * FROM connection ORDER BY id").await?;
        let mut connections = rows.iter().map(connected).collect::<anyhow::Result<Vec<_>>>()?;
        let place: HashMap<Uuid, usize> = connections.iter().enumerate().map(|(place, it)| (it.id, place)).collect();
        for row in self.of("SELECT * FROM connection_event ORDER BY connection_id, revision").await? {
            connections[place[&at::<Uuid>(&row, "connection_id")?]].steps.push(stepped(&row)?);
        }
        for row in self.of("SELECT * FROM connection_message ORDER BY at, id").await? {
            let said = (word(&row, "party", Party::from_slug)?, at(&row, "person_id")?);
            connections[place[&at::<Uuid>(&row, "connection_id")?]].said.push(said);
        }
        Ok(connections)
    }

    /// How many quarters of an hour each booking takes.
    async fn quarters(&self) -> anyhow::Result<HashMap<Uuid, usize>> {
        let mut taken = HashMap::new();
        for row in self.of("SELECT booking_id FROM booking_quarter").await? {
            *taken.entry(at(&row, "booking_id")?).or_default() += 1;
        }
        Ok(taken)
    }

    async fn bookings(&self, taken: &HashMap<Uuid, usize>) -> anyhow::Result<Vec<Booked>> {
        let sql = "SELECT b.*, l.organisation_id AS keeper FROM booking b JOIN listing l ON l.id = b.listing_id";
        let booked = |row: &QueryResult| {
            let id = at(row, "id")?;
            Ok(Booked {
                id,
                person: at(row, "person_id")?,
                organisation: at(row, "keeper")?,
                state: at(row, "state")?,
                revision: at(row, "revision")?,
                quarters: taken.get(&id).copied().unwrap_or(0),
            })
        };
        self.of(sql).await?.iter().map(booked).collect()
    }

    async fn audit(&self) -> anyhow::Result<HashMap<Uuid, Vec<Audited>>> {
        let mut audit: HashMap<Uuid, Vec<Audited>> = HashMap::new();
        for row in self.of("SELECT person_id, event, thing, reason FROM audit_entry ORDER BY seq").await? {
            let entry =
                Audited { person: at(&row, "person_id")?, event: at(&row, "event")?, reason: at(&row, "reason")? };
            audit.entry(at(&row, "thing")?).or_default().push(entry);
        }
        Ok(audit)
    }

    async fn told(&self) -> anyhow::Result<Vec<(Uuid, String, String)>> {
        let told = |row: &QueryResult| {
            let words: Value = serde_json::from_str(&at::<String>(row, "words")?)?;
            let what = words["what"].as_str().unwrap_or_default().to_owned();
            Ok((at(row, "person_id")?, what, at(row, "link")?))
        };
        self.of("SELECT person_id, words, link FROM message ORDER BY id").await?.iter().map(told).collect()
    }

    /// Whatever is carried away lies in the folder before it leaves the table: the table is read first.
    async fn letters(&self, outbox: &Path) -> anyhow::Result<BTreeMap<String, BTreeSet<String>>> {
        let mut letters: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in self.of("SELECT id, contact_value FROM letter").await? {
            letters.entry(at(&row, "contact_value")?).or_default().insert(at::<Uuid>(&row, "id")?.to_string());
        }
        for (to, id) in carried(outbox)? {
            letters.entry(to).or_default().insert(id);
        }
        Ok(letters)
    }

    async fn kept(&self) -> anyhow::Result<HashMap<Uuid, Vec<String>>> {
        let mut kept: HashMap<Uuid, Vec<String>> = HashMap::new();
        for sql in KEPT {
            for row in self.of(sql).await? {
                kept.entry(at(&row, "id")?).or_default().push(at(&row, "kept")?);
            }
        }
        kept.values_mut().for_each(|kept| kept.sort());
        Ok(kept)
    }

    /// Reads three columns.
    async fn triples<A: TryGetable, B: TryGetable, C: TryGetable>(
        &self,
        [one, two, three]: [&str; 3],
        from: &str,
    ) -> anyhow::Result<Vec<(A, B, C)>> {
        let rows = self.of(&format!("SELECT {one}, {two}, {three} FROM {from}")).await?;
        rows.iter().map(|row| Ok((at(row, one)?, at(row, two)?, at(row, three)?))).collect()
    }
}

impl Ledger {
    /// Reads all of it; letters that were carried away lie in the folder `outbox`.
    pub(super) async fn read(store: &Store, outbox: &Path) -> anyhow::Result<Self> {
        let rows = Rows(store);
        let taken = rows.quarters().await?;
        let mut mails = HashMap::new();
        for row in rows.of("SELECT person_id, value FROM contact").await? {
            mails.insert(at(&row, "person_id")?, at(&row, "value")?);
        }
        let figures = rows.of("SELECT subject FROM outbox WHERE noun = 'figure'").await?;
        let held = "role_grant WHERE ended_at IS NULL";
        let agreed = "consent WHERE withdrawn_at IS NULL";
        Ok(Self {
            connections: rows.connections().await?,
            bookings: rows.bookings(&taken).await?,
            quarters: taken.values().sum(),
            audit: rows.audit().await?,
            told: rows.told().await?,
            letters: rows.letters(outbox).await?,
            mails,
            roles: rows.triples(["person_id", "organisation_id", "role"], held).await?,
            figures: figures.iter().map(|row| at(row, "subject")).collect::<anyhow::Result<_>>()?,
            consents: rows.triples(["person_id", "purpose", "recipient"], agreed).await?,
            kept: rows.kept().await?,
        })
    }

    /// What was written down about a thing, in its order.
    pub(super) fn audit_of(&self, thing: Uuid) -> &[Audited] {
        self.audit.get(&thing).map_or(&[], Vec::as_slice)
    }

    /// What tables of one kind hold of a thing.
    pub(super) fn kept_of(&self, thing: Uuid) -> &[String] {
        self.kept.get(&thing).map_or(&[], Vec::as_slice)
    }

    /// Who was told what of a thing: in any order, which is always the same.
    pub(super) fn told_of(&self, thing: Uuid) -> Vec<(Uuid, String)> {
        let thing = thing.to_string();
        let of_it = self.told.iter().filter(|(_, _, link)| link.contains(&thing));
        let mut told: Vec<_> = of_it.map(|(person, what, _)| (*person, what.clone())).collect();
        told.sort();
        told
    }

    /// How many messages each person has.
    pub(super) fn messages(&self) -> BTreeMap<Uuid, usize> {
        let mut counts = BTreeMap::new();
        for (person, ..) in &self.told {
            *counts.entry(*person).or_default() += 1;
        }
        counts
    }

    /// Those who hold a role in an organisation.
    pub(super) fn members(&self, organisation: Uuid) -> Vec<Uuid> {
        self.roles.iter().filter(|(_, of, _)| *of == Some(organisation)).map(|(person, ..)| *person).collect()
    }

    /// Those who work at a desk.
    pub(super) fn officers(&self, role: &str) -> Vec<Uuid> {
        self.roles.iter().filter(|(_, _, held)| held == role).map(|(person, ..)| *person).collect()
    }

    /// The name in somebody's address, without the number that tells walkers apart.
    pub(super) fn name(&self, person: Uuid) -> &str {
        let mail = self.mails.get(&person).map_or("", String::as_str);
        mail.split('@').next().unwrap_or_default().trim_end_matches(|it: char| it.is_ascii_digit())
    }
}

fn connected(row: &QueryResult) -> anyhow::Result<Connected> {
    Ok(Connected {
        id: at(row, "id")?,
        kind: word(row, "kind", ConnectionKind::from_slug)?,
        listing: at(row, "listing_id")?,
        organisation: at(row, "organisation_id")?,
        person: at(row, "person_id")?,
        responder: at(row, "responder_organisation_id")?,
        school: at(row, "school_id")?,
        stage: word(row, "stage", Stage::from_slug)?,
        revision: at(row, "revision")?,
        is_open: at::<Option<String>>(row, "open_key")?.is_some(),
        shared: at(row, "shared")?,
        steps: Vec::new(),
        said: Vec::new(),
    })
}

fn stepped(row: &QueryResult) -> anyhow::Result<Stepped> {
    Ok(Stepped {
        revision: at(row, "revision")?,
        step: word(row, "step", Step::from_slug)?,
        party: word(row, "party", Party::from_slug)?,
        person: at(row, "person_id")?,
        stage: word(row, "stage", Stage::from_slug)?,
        words: at(row, "words")?,
    })
}

/// The letters in the folder: to whom, and which.
fn carried(outbox: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let mut carried = Vec::new();
    for entry in std::fs::read_dir(outbox).into_iter().flatten() {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        // What begins with a dot is being written, and stands in the table still.
        let Some(id) = name.strip_suffix(".eml").filter(|id| !id.starts_with('.')) else { continue };
        let text = std::fs::read_to_string(&path)?;
        let to = text.lines().find_map(|line| line.strip_prefix("To: ")).unwrap_or_default();
        carried.push((to.trim_matches(['<', '>']).to_owned(), id.to_owned()));
    }
    Ok(carried)
}
