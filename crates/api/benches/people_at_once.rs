//! What a site with many people on it costs, and whether those who sign in hold up the others.
//!
//! `cargo bench -p rongqiao-api --bench people_at_once -- PEOPLE SECONDS [LISTINGS]` serves the demonstration, or the
//! listings of a file, to so many people who are signed in. Each looks at a page, thinks for one to eleven seconds, and
//! goes on: searching, reading, asking what fits, saving, filling in a profile, reading messages. In the second half of
//! the time somebody else signs in by password every second. A line a minute says how it goes. Compare the halves of one
//! run: machines are noisy, and those who ask share its processors.

mod served;

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use rongqiao_api::{passwords, tokens};
use rongqiao_model::clock::Clock;
use rongqiao_model::contact::Contact;
use rongqiao_model::person::{AgeGroup, LetterLanguage};
use rongqiao_model::session::Session;
use rongqiao_model::store::{NewPerson, Store};
use rongqiao_model::{ContactId, PersonId, SessionId};

use self::served::{Connection, Server, anonymous_memory, encoded, print, processor_seconds, rongqiao, seconds, serve};

/// What those who sign in type.
const PASSWORD: &str = "滴水湖边三棵樟树一只白鹭";

/// What people search for.
const SEARCHES: &[&str] = &["python", "光刻", "实习", "嵌入式", "数据分析", "智能船舶", "无损检测", "微专业", "机器人"];

/// What people do, each as often as its share says.
const DEEDS: &[(Deed, u64)] = &[
    (Deed::Search, 34),
    (Deed::Read, 22),
    (Deed::Suggest, 14),
    (Deed::Fit, 10),
    (Deed::Look("/"), 5),
    (Deed::Look("/profile"), 4),
    (Deed::Look("/messages"), 4),
    (Deed::Look("/saved"), 3),
    (Deed::SaveListing, 2),
    (Deed::SaveSearch, 1),
    (Deed::Look("/mirror"), 1),
];

/// Something that somebody does.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Search,
    Read,
    Suggest,
    Fit,
    Look(&'static str),
    SaveListing,
    SaveSearch,
}

/// One request: in which half, whether it was a sign-in, how long it took, and whether it failed.
#[derive(Clone, Copy, Debug)]
struct Asked {
    second_half: bool,
    sign_in: bool,
    took: Duration,
    failed: bool,
}

/// Chance that is the same in every run (a linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len() as u64) as usize]
    }

    fn deed(&mut self) -> Deed {
        let mut left = self.below(DEEDS.iter().map(|(_, share)| share).sum());
        let chosen = DEEDS.iter().find(|(_, share)| match left.checked_sub(*share) {
            Some(rest) => {
                left = rest;
                false
            }
            None => true,
        });
        chosen.map_or(Deed::Search, |(deed, _)| *deed)
    }
}

fn main() -> anyhow::Result<()> {
    let told: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let (Some(people), Some(length)) = (number(told.first()), number(told.get(1))) else {
        print("skipped: name how many people and for how many seconds");
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let content = told.get(2).map_or(vec!["demo"], |listings| vec!["import", listings]);
    if !rongqiao(folder.path()).args(content).output()?.status.success() {
        bail!("the content could not be filled in");
    }
    let server = serve(folder.path())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let listings = runtime.block_on(make_people(folder.path(), people))?;
    let run = Run {
        server: &server,
        length: Duration::from_secs(length),
        begun: Instant::now(),
        listings,
        over: AtomicBool::new(false),
        asked: Mutex::default(),
    };
    print("      time   requests   p50 ms   p95 ms   p99 ms   failed   processors   memory");
    run.all(people)
}

fn number(told: Option<&String>) -> Option<u64> {
    told.and_then(|told| told.parse().ok())
}

/// Makes so many accounts with a session each, and one that signs in by password; returns listings to read.
async fn make_people(data: &Path, people: u64) -> anyhow::Result<Vec<String>> {
    let store = Store::connect(&format!("sqlite://{}?mode=rwc", data.join("rongqiao.db").display())).await?;
    let now = Clock::system().now();
    for number in 0..=people {
        let mail = format!("person{number}@example.com");
        let id = PersonId::of_record("bench", &mail);
        let password = if number == people {
            Some(passwords::hash(PASSWORD.to_owned()).await.map_err(|problem| anyhow::anyhow!("{problem:?}"))?)
        } else {
            None
        };
        let new = NewPerson {
            id,
            name: "林汐".to_owned(),
            language: LetterLanguage::Chinese,
            password_hash: password,
            age_group: AgeGroup::Adult,
            agreed: None,
            contact: (ContactId::of_record("bench", &mail), Contact::parse(&mail).context("it is an address")?),
        };
        store.sign_up(&new, now).await?;
        let session = Session::begin(SessionId::of_record("bench", &mail), id, String::new(), true, now);
        store.start_session(&session, &tokens::hash("session", &token(number))).await?;
    }
    let listings = store.list_public_listings_after(None, 1_000).await?;
    Ok(listings.iter().map(|it| it.listing.id.to_string()).collect())
}

fn token(number: u64) -> String {
    format!("person-{number}")
}

/// One run of the benchmark.
struct Run<'a> {
    server: &'a Server,
    length: Duration,
    begun: Instant,
    listings: Vec<String>,
    over: AtomicBool,
    asked: Mutex<Vec<Asked>>,
}

impl Run<'_> {
    fn all(&self, people: u64) -> anyhow::Result<()> {
        std::thread::scope(|scope| {
            let person = |number: u64| move || self.be_somebody(number);
            let mut threads: Vec<_> = (0..people).map(|number| scope.spawn(person(number))).collect();
            threads.push(scope.spawn(move || self.sign_in(people)));
            let watched = self.watch();
            self.over.store(true, Ordering::Relaxed);
            threads.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(|_| bail!("somebody failed")))?;
            watched
        })?;
        let asked = self.asked.lock().map_err(|_| anyhow::anyhow!("somebody failed"))?;
        for (name, second_half, sign_in) in
            [("without sign-ins", false, false), ("with sign-ins", true, false), ("sign-ins", true, true)]
        {
            let some = asked.iter().filter(|it| it.second_half == second_half && it.sign_in == sign_in);
            print(&format!("{name:16} {}", summed(some.copied().collect())));
        }
        Ok(())
    }

    /// Says every minute how it goes.
    fn watch(&self) -> anyhow::Result<()> {
        let mut before = (0, processor_seconds(self.server.process.id())?, Instant::now());
        while self.begun.elapsed() < self.length {
            std::thread::sleep(Duration::from_secs(60).min(self.length.saturating_sub(self.begun.elapsed())));
            let asked = self.asked.lock().map_err(|_| anyhow::anyhow!("somebody failed"))?;
            let spent = processor_seconds(self.server.process.id())?;
            let busy = (spent - before.1) / seconds(before.2);
            let memory = anonymous_memory(self.server.process.id())?;
            print(&format!(
                "{:8.0} s {} {busy:12.2}   {memory}",
                seconds(self.begun),
                summed(asked[before.0..].to_vec())
            ));
            before = (asked.len(), spent, Instant::now());
        }
        Ok(())
    }

    /// Looks, thinks and goes on until the time is over.
    fn be_somebody(&self, number: u64) -> anyhow::Result<()> {
        let mut dice = Dice(number);
        let cookie = format!("Cookie: session={}\r\n", token(number));
        let mut browser = Connection::with(&self.server.address, cookie)?;
        loop {
            self.think(Duration::from_millis(1_000 + dice.below(10_000)));
            if self.over.load(Ordering::Relaxed) {
                return Ok(());
            }
            let deed = dice.deed();
            self.ask(&mut browser, deed, &mut dice)?;
        }
    }

    fn ask(&self, browser: &mut Connection, deed: Deed, dice: &mut Dice) -> anyhow::Result<()> {
        let words = encoded(dice.of::<&str>(SEARCHES));
        let listing = dice.of(&self.listings);
        let (path, form) = match deed {
            Deed::Search => (format!("/search?q={words}"), None),
            Deed::Read => (format!("/listings/{listing}"), None),
            Deed::Suggest => (format!("/api/v1/suggest?q={words}"), None),
            Deed::Fit => ("/fits?skill=python&skill=sql&major=080901".to_owned(), None),
            Deed::Look(path) => (path.to_owned(), None),
            Deed::SaveListing => ("/saved/listings".to_owned(), Some(format!("listing={listing}"))),
            Deed::SaveSearch => {
                ("/saved/searches".to_owned(), Some(format!("search={}", encoded(&format!("q={words}")))))
            }
        };
        self.time(browser, &path, form.as_deref(), false)
    }

    /// Signs somebody in every second of the second half.
    fn sign_in(&self, number: u64) -> anyhow::Result<()> {
        let form = format!("contact=person{number}%40example.com&password={}", encoded(PASSWORD));
        self.think((self.length / 2).saturating_sub(self.begun.elapsed()));
        // One that was opened before would have been closed by the server meanwhile.
        let mut browser = Connection::open(&self.server.address)?;
        while !self.over.load(Ordering::Relaxed) {
            self.time(&mut browser, "/sign-in", Some(&form), true)?;
            self.think(Duration::from_secs(1));
        }
        Ok(())
    }

    fn time(&self, browser: &mut Connection, path: &str, form: Option<&str>, sign_in: bool) -> anyhow::Result<()> {
        // Everybody's last wait ends with the run: what they would all ask at once then is no part of it.
        if self.begun.elapsed() >= self.length {
            return Ok(());
        }
        let second_half = self.is_second_half();
        let asked = Instant::now();
        let status = browser.ask(path, form)?;
        let took = asked.elapsed();
        let failed = !matches!(status, 200 | 303);
        if failed {
            print(&format!("{path} answered {status}"));
        }
        let mut all = self.asked.lock().map_err(|_| anyhow::anyhow!("somebody failed"))?;
        all.push(Asked { second_half, sign_in, took, failed });
        Ok(())
    }

    fn is_second_half(&self) -> bool {
        self.begun.elapsed() >= self.length / 2
    }

    /// Waits, though no longer than the run lasts.
    fn think(&self, time: Duration) {
        std::thread::sleep(time.min(self.length.saturating_sub(self.begun.elapsed())));
    }
}

fn summed(mut asked: Vec<Asked>) -> String {
    asked.sort_unstable_by_key(|it| it.took);
    let at = |share: f64| {
        let place = ((asked.len() as f64 * share) as usize).min(asked.len().saturating_sub(1));
        asked.get(place).map_or(0.0, |it| it.took.as_secs_f64() * 1e3)
    };
    let failed = asked.iter().filter(|it| it.failed).count();
    format!("{:10} {:8.2} {:8.2} {:8.2} {failed:8}", asked.len(), at(0.5), at(0.95), at(0.99))
}
