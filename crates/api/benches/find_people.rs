//! What it costs to find the people who fit a listing among many who let themselves be found.
//!
//! `cargo bench -p rongqiao-api --bench find_people -- PEOPLE [ROUNDS]` fills a database in a temporary folder with the
//! demonstration and so many invented people, each with five to twelve skills, a major and wishes, and finds people for
//! the demonstration's jobs: first with nothing remembered, then with all of it. Times are of the whole use case, from
//! asking the database who may be found to what a page shows.

use std::io::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use rongqiao_api::actions::profiles::show_to;
use rongqiao_api::app::{App, Outside};
use rongqiao_api::config::Settings;
use rongqiao_api::demo;
use rongqiao_api::language::Language;
use rongqiao_api::talents::{FoundPeople, find_people};
use rongqiao_matching::MatchIndex;
use rongqiao_matching::skills::{Level, Vocabulary};
use rongqiao_model::access::{Action, Actor, Grant, Permit, Role, Thing};
use rongqiao_model::choice::Education;
use rongqiao_model::clock::Clock;
use rongqiao_model::code::CodeTable;
use rongqiao_model::contact::Contact;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::person::{AgeGroup, LetterLanguage};
use rongqiao_model::profile::{Contents, KnownSkill, Profile, Schooling, SkillName, Visibility};
use rongqiao_model::store::{NewPerson, Store};
use rongqiao_model::{ContactId, EntryId, GrantId, PersonId};
use uuid::Uuid;

/// Jobs for which people are found.
const JOBS: usize = 10;

/// Chance that is the same in every run (a linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let numbers: Vec<usize> = std::env::args().filter_map(|it| it.parse().ok()).collect();
    let (people, rounds) = (numbers.first().copied().unwrap_or(50_000), numbers.get(1).copied().unwrap_or(3));
    let folder = tempfile::tempdir()?;
    let app = app(&format!("sqlite://{}?mode=rwc", folder.path().join("bench.db").display())).await?;
    let jobs = jobs(&app).await?;
    fill(&app, people).await?;
    let before = anonymous_memory()?;
    let (first, _) = time(&app, &jobs[0]).await?;
    tell(&format!("{people} people; nothing remembered: {:.2} s", first.as_secs_f64()))?;
    let mut times = Vec::new();
    for round in 0..rounds * jobs.len() {
        let (took, fitting) = time(&app, &jobs[round % jobs.len()]).await?;
        if round < jobs.len() {
            tell(&format!("  {fitting} fit: {:.0} ms", took.as_secs_f64() * 1e3))?;
        }
        times.push(took);
    }
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
    tell(&format!("remembered: median {:.0} ms, slowest {:.0} ms of {}", at(50), at(100), times.len()))?;
    tell(&format!("memory: {} MB more than before", anonymous_memory()?.saturating_sub(before) / 1024))
}

async fn app(url: &str) -> anyhow::Result<App> {
    let store = Store::connect(url).await?;
    rongqiao_migrations::run(store.connection()).await?;
    for table in CodeTable::shipped() {
        store.replace_code_table(&table).await?;
    }
    let codes = store.load_codes().await?;
    let clock = Clock::system();
    demo::fill_in(&store, &Arc::new(codes.clone()), &clock).await?;
    Ok(App::new(store, MatchIndex::in_memory()?, codes, Outside::still(clock), Settings::default()))
}

/// Jobs of the demonstration, each with the leave of somebody of its organisation.
async fn jobs(app: &App) -> anyhow::Result<Vec<(PublishedListing, Permit)>> {
    let person = add_person(&app.store, "recruiter", app.clock.now()).await?;
    let all = app.store.list_public_listings_after(None, 10_000).await?;
    let jobs = all.into_iter().filter(|it| it.listing.kind() == ListingKind::Job).take(JOBS);
    let with_leave = |published: PublishedListing| {
        let organisation = (published.listing.organisation, published.organisation_kind);
        let (id, role) = (GrantId::from_uuid(Uuid::nil()), Role::Recruiter);
        let granted_at = app.clock.now();
        let grant = Grant { id, person, role, organisation: Some(organisation.0), until: None, granted_at };
        let actor = Actor::new(person, vec![grant], app.clock.today());
        let permit = actor.permit(Action::FindPeople, Thing::listing(published.listing.id, organisation, None))?;
        Ok((published, permit))
    };
    let jobs = jobs.map(with_leave).collect::<anyhow::Result<Vec<_>>>()?;
    anyhow::ensure!(!jobs.is_empty(), "the demonstration has no jobs");
    Ok(jobs)
}

async fn add_person(store: &Store, name: &str, now: time::OffsetDateTime) -> anyhow::Result<PersonId> {
    let id = PersonId::of_record("bench", name);
    let contact = Contact::parse(&format!("{name}@example.com")).context("it is an address")?;
    let new = NewPerson {
        id,
        name: name.to_owned(),
        language: LetterLanguage::Chinese,
        password_hash: None,
        contact: (ContactId::of_record("bench", name), contact),
        age_group: AgeGroup::Adult,
        agreed: None,
    };
    store.sign_up(&new, now).await?;
    Ok(id)
}

async fn fill(app: &App, people: usize) -> anyhow::Result<()> {
    let (mut dice, now) = (Dice(7), app.clock.now());
    let majors: Vec<&str> = Vocabulary::current().majors().collect();
    for number in 0..people {
        let person = add_person(&app.store, &format!("person{number}"), now).await?;
        let contents = contents(&mut dice, &majors);
        let profile = Profile { contents, ..Profile::unbegun(person) };
        app.store.change_own_profile(&profile, now).await?;
        show_to(app, person, (1, Visibility::Findable), Language::Chinese)
            .await
            .map_err(|_| anyhow::anyhow!("refused"))?;
    }
    Ok(())
}

fn contents(dice: &mut Dice, majors: &[&str]) -> Contents {
    let skills = Vocabulary::current().skills();
    let mut contents = Contents::default();
    for number in 0..5 + dice.below(8) {
        let name = SkillName::Known(skills[dice.below(skills.len())].id.clone());
        let level = Some(Level::ALL[dice.below(Level::ALL.len())]);
        let said = KnownSkill { name, level, evidence: "课程设计里做过".to_owned(), link: None };
        contents.skills.put(EntryId::from_uuid(Uuid::from_u128(number as u128)), said);
    }
    let (major, level) = (majors[dice.below(majors.len())].to_owned(), Some(Education::Bachelor));
    let schooling = Schooling { major, level, until: Some(2027), ..Schooling::default() };
    contents.education.put(EntryId::from_uuid(Uuid::nil()), schooling);
    contents.wishes.titles = vec!["工程师".to_owned()];
    contents
}

/// How long it takes to find people for a job, and how many fit.
async fn time(app: &App, (published, permit): &(PublishedListing, Permit)) -> anyhow::Result<(Duration, usize)> {
    let begun = Instant::now();
    let found = find_people(app, permit, published, 0).await.map_err(|_| anyhow::anyhow!("nobody was found"))?;
    let fitting = match found {
        FoundPeople::NothingAsked => 0,
        FoundPeople::Ranked { fitting, .. } => fitting,
    };
    Ok((begun.elapsed(), fitting))
}

/// Memory of this process that is no file's, in kilobytes.
fn anonymous_memory() -> anyhow::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("RssAnon:")).context("the system tells it")?;
    Ok(line.split_whitespace().nth(1).context("it has a number")?.parse()?)
}

fn tell(line: &str) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
