//! A platform on which people can go on with each other: its database and data folder, its listings, and its people with
//! their browsers.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use anyhow::Context as _;
use rongqiao_api::tokens;
use rongqiao_model::access::{Action, Role, Thing};
use rongqiao_model::booking::{Approval, CalendarRules, Holidays};
use rongqiao_model::choice::EmploymentType;
use rongqiao_model::clock::{Clock, SHANGHAI};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::kind::job::JobDetails;
use rongqiao_model::sealing::LockedKey;
use rongqiao_model::session::Session;
use rongqiao_model::store::Store;
use rongqiao_model::{ListingId, OrganisationId, PersonId, SealingKeyId, SessionId};
use rongqiao_tests::database::TestDatabase;
use rongqiao_tests::listings::{ListingDraft, a_calendar, a_job, a_listing, an_organisation};
use rongqiao_tests::people::{give_role, make_person};
use rongqiao_tests::program::rongqiao;
use rongqiao_tests::server::Server;
use sea_orm_migration::sea_orm::ConnectionTrait as _;
use time::{Duration, OffsetDateTime};

use super::caller::{Caller, Sheet};
use super::challenge::PASSPHRASE;
use super::ledger::{Connected, Ledger};
use super::walks::{CLOCK, Walk};

const FIRM: &str = "晨芯半导体（上海）有限公司";
const LAB: &str = "临屿测试有限公司";
const SCHOOL: &str = "上海海洋大学";

/// Whom organisations and desks consist of.
const STAFF: [(&str, Role, Option<&str>); 9] = [
    ("recruiter", Role::Recruiter, Some(FIRM)),
    ("colleague", Role::Recruiter, Some(FIRM)),
    ("lab", Role::Recruiter, Some(LAB)),
    ("assistant", Role::Recruiter, Some(LAB)),
    ("teacher", Role::CollegeStaff, Some(SCHOOL)),
    ("firms", Role::FirmsDesk, None),
    ("firms-too", Role::FirmsDesk, None),
    ("schools", Role::UniversitiesDesk, None),
    ("schools-too", Role::UniversitiesDesk, None),
];

/// What whoever sends something once more is answered if it was done: that it stands there, what is wrong with it now, or
/// that the form is there no more.
const TOLD: [u16; 3] = [409, 422, 404];

const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// A platform, whether or not a server runs over it.
pub(super) struct Ground {
    pub(super) store: Store,
    data: PathBuf,
    database: TestDatabase,
    folder: tempfile::TempDir,
}

/// The mail address of somebody called `name`.
pub(super) fn mail_of(name: &str) -> String {
    format!("{name}@example.com")
}

pub(super) fn listing_of(record: &str) -> ListingId {
    ListingId::of_record("rongqiao", record)
}

/// The browser of somebody called `name`.
pub(super) fn caller(name: &str) -> Caller {
    Caller(format!("{name}-browser"))
}

/// Jobs, and internships, of which each round of a walk takes the next.
const ROUNDS: usize = 40;

fn listings() -> Vec<ListingDraft> {
    let job = JobDetails { headcount: Some(9), ..JobDetails::default() };
    let internship = JobDetails { employment_type: Some(EmploymentType::Internship), ..job.clone() };
    let of = |kind, record: &str, by: &str| a_listing(kind).titled(record).from("rongqiao", record).by(by);
    // Somebody applies for one of them three times at most.
    let applied_for = (0..ROUNDS).flat_map(|round| {
        let one = |name: &str, details: &JobDetails| {
            let record = format!("{name}{round}");
            a_job(&record).from("rongqiao", &record).by(FIRM).with_job(details.clone())
        };
        [one("job", &job), one("internship", &internship)]
    });
    let others = [
        of(ListingKind::Service, "service", LAB),
        of(ListingKind::CooperationNeed, "need", FIRM),
        of(ListingKind::Facility, "facility", FIRM),
        of(ListingKind::Challenge, "challenge0", FIRM),
        of(ListingKind::Challenge, "challenge1", FIRM),
        of(ListingKind::Course, "course", SCHOOL),
    ];
    applied_for.chain(others).collect()
}

impl Ground {
    /// A platform over `database`, or over the file in its own data folder, with so many who each walk alone.
    pub(super) async fn new(database: TestDatabase, walkers: usize) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("rongqiao.toml"), "[limits]\nrate_per_second = 0\n")?;
        let data = folder.path().join("data");
        let store = database.prepare().await?;
        let ground = Self { store, data, database, folder };
        let server = ground.serve()?;
        ground.fill(walkers).await?;
        for name in (0..walkers).map(|walker| format!("student{walker}")) {
            tell_skill(&server.address(), &caller(&name))?;
        }
        server.stop()?;
        Ok(ground)
    }

    async fn fill(&self, walkers: usize) -> anyhow::Result<()> {
        let now = Clock::system().now();
        let batch: Vec<_> = listings().into_iter().map(ListingDraft::incoming).collect();
        self.store.import_listings(&batch, now).await?;
        let rules = CalendarRules { approval: Approval::ByKeeper, holidays: Holidays::AsUsual, ..a_calendar(9) };
        self.store.keep_calendar_of_demonstration(listing_of("facility"), &rules, now).await?;
        let verified = "INSERT INTO standing \
                        (organisation_id, state, until, recruiter_class, reason, reminded_days, updated_at) \
                        SELECT id, 'verified', '2099-12-31', NULL, '', 0, created_at FROM organisation WHERE name = ";
        self.store.connection().execute_unprepared(&format!("{verified}'{SCHOOL}'")).await?;
        for (name, role, organisation) in STAFF {
            let person = make_person(&self.store, ("林汐", &mail_of(name)), None, now).await?;
            let organisation = organisation.map(|name| an_organisation(name).id);
            give_role(&self.store, person, (role, organisation), SECRET, now).await?;
            if organisation.is_none() {
                give_key(&self.store, person, now).await?;
            }
            self.sign_in(name, person, now).await?;
        }
        for walker in 0..walkers {
            for name in ["student", "customer", "booker", "expert", "judge-a", "judge-b", "judge-c"] {
                let name = format!("{name}{walker}");
                let person = make_person(&self.store, ("林汐", &mail_of(&name)), None, now).await?;
                self.sign_in(&name, person, now).await?;
            }
        }
        Ok(())
    }

    /// Signs `person` in, in the browser of whoever is called `name`.
    async fn sign_in(&self, name: &str, person: PersonId, now: OffsetDateTime) -> anyhow::Result<()> {
        let id = SessionId::of_record("browser", name);
        let session = Session::begin(id, person, String::new(), true, now);
        Ok(self.store.start_session(&session, &tokens::hash("session", &caller(name).0)).await?)
    }

    /// Reads all that is kept.
    pub(super) async fn read(&self) -> anyhow::Result<Ledger> {
        Ledger::read(&self.store, &self.data.join("outbox")).await
    }

    /// Starts a server over the platform.
    pub(super) fn serve(&self) -> anyhow::Result<Server> {
        let mut command = rongqiao(&self.data);
        command.env("DATABASE_URL", &self.database.url);
        Server::run(command.args(["serve", "--config"]).arg(self.folder.path().join("rongqiao.toml")))
    }
}

/// The key of every officer; making one takes long.
static KEY: LazyLock<LockedKey> = LazyLock::new(|| LockedKey::new(PASSPHRASE).expect("it is made"));

/// Gives an officer the key, without which no call can be opened.
async fn give_key(store: &Store, officer: PersonId, now: OffsetDateTime) -> anyhow::Result<()> {
    let permit = store.find_actor(officer, now).await?.permit(Action::HoldSealingKey, Thing::platform())?;
    let id = SealingKeyId::of_record("faults", &officer.to_string());
    Ok(store.make_sealing_key(&permit, (id, &KEY), now).await?)
}

fn tell_skill(address: &str, browser: &Caller) -> anyhow::Result<()> {
    let path = "/profile/skills";
    let page = browser.get(address, path).context("it answers")?;
    let typed = [("skill", "Python"), ("level", "working")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let sheet = Sheet::of(&page.text, (path, "name=\"skill\""), &typed);
    let sheet = sheet.with_context(|| format!("a form to tell skills: {}", page.main()))?;
    let told = browser.send(address, &sheet).context("it answers")?;
    anyhow::ensure!(told.status == 303, "{} {}", told.status, told.main());
    Ok(())
}

/// Somebody on a walk: how far they have come, and what they sent without getting an answer.
#[derive(Clone, Debug)]
pub(super) struct Walker {
    pub(super) walk: &'static Walk,
    /// Tells their own people apart.
    number: usize,
    /// How many times they have begun.
    rounds: usize,
    /// What came of the first step.
    pub(super) id: Option<String>,
    /// What had begun before the walk.
    given: Option<String>,
    /// Steps that are done.
    pub(super) done: usize,
    /// What was sent last, and by whom.
    last: Option<(Caller, Sheet)>,
    /// What was sent last and not answered.
    pub(super) unanswered: Option<Sheet>,
    /// What came of each walk that has come to its end.
    pub(super) ended: Vec<String>,
    /// How often something had to be sent once more.
    pub(super) repeats: usize,
}

/// What became of a try to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gone {
    /// One step further.
    On,
    /// The server is gone.
    Nowhere,
}

impl Walker {
    pub(super) fn new(walk: &'static Walk, number: usize) -> Self {
        let (id, ended) = (None, Vec::new());
        Self { walk, number, rounds: 0, id, given: None, done: 0, last: None, unanswered: None, ended, repeats: 0 }
    }

    /// Somebody who goes on with what has begun.
    pub(super) fn going_on(walk: &'static Walk, number: usize, id: String) -> Self {
        Self { id: Some(id.clone()), given: Some(id), ..Self::new(walk, number) }
    }

    /// Notes which call has begun: its publisher is led to the listing.
    pub(super) fn note_call(&mut self, ledger: &Ledger) {
        let listing = listing_of(&self.own(self.walk.listing));
        if self.id.as_ref().is_some_and(|id| *id == listing.to_string()) {
            let call = |it: &&Connected| it.listing == listing.as_uuid();
            self.id = ledger.connections.iter().find(call).map(|it| it.id.to_string());
        }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.done == self.walk.deeds.len()
    }

    /// Whether a proposal was handed in last.
    pub(super) fn hands_in(&self) -> bool {
        self.last.as_ref().is_some_and(|(_, sheet)| sheet.action.ends_with("/proposal"))
    }

    /// Begins the walk anew.
    pub(super) fn begin_again(&mut self) {
        self.ended.extend(self.id.take());
        self.id.clone_from(&self.given);
        self.rounds += 1;
        self.done = 0;
    }

    /// The statement that lets the time come, if it is time that goes on next.
    pub(super) fn time(&self) -> Option<String> {
        let deed = self.walk.deeds.get(self.done)?;
        (deed.by == CLOCK).then(|| self.filled(deed.page))
    }

    /// Does the next step, or sends once more what got no answer: that either does it or says that it was done.
    pub(super) fn go_on(&mut self, address: &str) -> anyhow::Result<Gone> {
        let deed = &self.walk.deeds[self.done];
        let browser = caller(&self.own(deed.by));
        let is_repeated = self.unanswered.is_some();
        let sheet = match self.unanswered.take() {
            Some(sheet) => {
                self.repeats += 1;
                sheet
            }
            None => {
                let path = self.filled(deed.page);
                let Some(page) = browser.get(address, &path) else { return Ok(Gone::Nowhere) };
                let typed: Vec<_> =
                    deed.typed.iter().map(|(name, value)| ((*name).to_owned(), self.filled(value))).collect();
                let sheet = Sheet::of(&page.text, (&path, deed.mark), &typed);
                sheet
                    .with_context(|| format!("{} of {}: {} {}", deed.mark, self.walk.name, page.status, page.main()))?
            }
        };
        self.last = Some((browser.clone(), sheet.clone()));
        let Some(answer) = browser.send(address, &sheet) else {
            self.unanswered = Some(sheet);
            return Ok(Gone::Nowhere);
        };
        // Whoever hands in a proposal reads it once more instead of being led on.
        let is_done = matches!(answer.status, 200 | 303) || is_repeated && TOLD.contains(&answer.status);
        anyhow::ensure!(is_done, "{sheet:?} of {}: {} {}", self.walk.name, answer.status, answer.main());
        if self.id.is_none() {
            anyhow::ensure!(answer.status == 303, "whoever begins twice is led to what they began: {}", answer.main());
            self.id = answer.location.rsplit('/').next().map(str::to_owned);
        }
        self.done += 1;
        Ok(Gone::On)
    }

    /// Sends once more what was sent last, as whoever thinks that it was lost: that leads on or says that it was done.
    pub(super) fn send_again(&mut self, address: &str) -> anyhow::Result<()> {
        let Some((browser, sheet)) = self.last.take() else { return Ok(()) };
        let answer = browser.send(address, &sheet).context("it answers")?;
        let is_told = answer.status == 303 || TOLD.contains(&answer.status);
        anyhow::ensure!(is_told, "{sheet:?} of {}: {} {}", self.walk.name, answer.status, answer.main());
        Ok(())
    }

    /// A name; of what ends with `*` that of this walk alone.
    fn own(&self, name: &str) -> String {
        if let Some(name) = name.strip_suffix('+') {
            return format!("{name}{}", self.rounds % ROUNDS);
        }
        name.strip_suffix('*').map_or(name.to_owned(), |name| format!("{name}{}", self.number))
    }

    /// `text` with the names of this walk.
    fn filled(&self, text: &str) -> String {
        let today = Clock::system().now().to_offset(SHANGHAI);
        // Nobody else of those who walk books at this time, but whoever walked here long ago.
        let day = today.date() + Duration::days(2 + i64::try_from(self.rounds / 4 % 50).unwrap_or(0));
        let hour = 9 + 2 * u8::try_from(self.rounds % 4).unwrap_or(0);
        let slot = day.with_hms(hour, 0, 0).map_or(today, |at| at.assume_offset(SHANGHAI));
        let school: OrganisationId = an_organisation(SCHOOL).id;
        let names: HashMap<&str, String> = HashMap::from([
            ("{listing}", listing_of(&self.own(self.walk.listing)).to_string()),
            ("{id}", self.id.clone().unwrap_or_default()),
            ("{slot}", slot.unix_timestamp().to_string()),
            ("{number}", self.number.to_string()),
            ("{school}", school.to_string()),
        ]);
        let mut text = names.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value));
        while let Some((before, (days, after))) =
            text.split_once("{day:").and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            let day = today.date() + Duration::days(days.parse().unwrap_or(0));
            text = format!("{before}{day}{after}");
        }
        text
    }
}
