//! The program is killed while people go on with each other; nothing is half done, and nothing is done twice.
//!
//! Of the kills that `RONGQIAO_FAULT_KILLS` names a tenth is for each database here, of `RONGQIAO_FAULT_SECONDS` a twentieth.

mod caller;
mod challenge;
mod ground;
mod ledger;
mod rules;
mod walks;

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::server::Server;
use rongqiao_tests::skipping::tell;
use sea_orm_migration::sea_orm::ConnectionTrait as _;
use uuid::Uuid;

use self::challenge::{CHALLENGE, OPEN_CALL, PROPOSE};
use self::ground::{Gone, Ground, Walker};
use self::ledger::Ledger;
use self::rules::check;
use self::walks::{BOOKING, COOPERATE, INTERN, JOB, SERVICE, Walk};
use crate::moments::{Moments, setting};

/// The longest time for which people go on before the server is killed.
const WALKING: Duration = Duration::from_millis(1_500);

/// The walks of those who go on at once.
static AT_ONCE: [&Walk; 8] = [&JOB, &JOB, &SERVICE, &SERVICE, &COOPERATE, &BOOKING, &BOOKING, &INTERN];

/// One walk of each kind.
static ONE_EACH: [&Walk; 6] = [&JOB, &SERVICE, &COOPERATE, &BOOKING, &INTERN, &CHALLENGE];

/// How long the program may take for what time alone does.
const PATIENCE: Duration = Duration::from_secs(60);

/// Lets everybody go on at once until the server is gone, or until each has come to the end of the walk.
fn go_on_together(walkers: &mut [Walker], address: &str, until_the_end: bool) -> anyhow::Result<()> {
    thread::scope(|scope| {
        let tries: Vec<_> = walkers
            .iter_mut()
            .map(|walker| {
                scope.spawn(move || {
                    loop {
                        if walker.is_at_end() {
                            if until_the_end {
                                return Ok(());
                            }
                            walker.begin_again();
                        }
                        if walker.go_on(address)? == Gone::Nowhere {
                            ensure!(!until_the_end, "the server went away by itself");
                            return Ok(());
                        }
                    }
                })
            })
            .collect();
        tries.into_iter().try_for_each(|one| one.join().map_err(|_| anyhow::anyhow!("a walker broke down"))?)
    })
}

/// Kills the server at `moment` while everybody goes on.
fn kill_amid(walkers: &mut [Walker], server: Server, moment: Duration) -> anyhow::Result<()> {
    let address = server.address();
    thread::scope(|scope| {
        let killing = scope.spawn(move || {
            thread::sleep(moment);
            server.kill()
        });
        go_on_together(walkers, &address, false)?;
        killing.join().map_err(|_| anyhow::anyhow!("nobody was killed"))?
    })
}

/// How many steps of a walk the database knows.
fn known(ledger: &Ledger, id: &str) -> anyhow::Result<usize> {
    let id = Uuid::parse_str(id)?;
    let said = ledger.connections.iter().find(|it| it.id == id).map_or(0, |it| it.said.len());
    // A signature is audited besides the step that it is.
    let signed = ledger.kept_of(id).iter().filter(|kept| kept.starts_with("signature")).count();
    Ok(ledger.audit_of(id).len() + said - signed)
}

/// What was answered is there, and of what was not at most that one step; says whether it was there.
fn check_walker(ledger: &Ledger, walker: &Walker) -> anyhow::Result<bool> {
    if walker.walk.name == PROPOSE.name {
        return check_proposer(ledger, walker).map(|()| false);
    }
    for ended in &walker.ended {
        ensure!(known(ledger, ended)? == walker.walk.deeds.len(), "{ended} of {walker:?} has come to its end");
    }
    let Some(id) = &walker.id else { return Ok(false) };
    let known = known(ledger, id)?;
    let most = walker.done + usize::from(walker.unanswered.is_some());
    ensure!((walker.done..=most).contains(&known), "{known} steps are known of {walker:?}");
    Ok(known > walker.done)
}

/// A proposal is handed in or taken back as often as that was answered; once more in its place is the same proposal.
fn check_proposer(ledger: &Ledger, walker: &Walker) -> anyhow::Result<()> {
    let call = Uuid::parse_str(walker.id.as_deref().context("there is a call")?)?;
    let known = ledger.audit_of(call).iter().filter(|entry| entry.event.starts_with("proposal-")).count();
    let done = walker.ended.len() * walker.walk.deeds.len() + walker.done;
    let most = done + walker.repeats + usize::from(walker.unanswered.is_some());
    ensure!((done..=most).contains(&known), "{known} times something became of {walker:?}");
    Ok(())
}

/// Puts up a call that takes proposals; returns which one.
async fn open_call(ground: &Ground) -> anyhow::Result<String> {
    let server = ground.serve()?;
    let mut walker = Walker::new(&OPEN_CALL, 0);
    while !walker.is_at_end() {
        ensure!(walker.go_on(&server.address())? == Gone::On, "the server went away by itself");
        walker.note_call(&check(ground, &server).await?);
    }
    server.stop()?;
    walker.id.context("it has begun")
}

async fn kill_at_any_moment(database: TestDatabase) -> anyhow::Result<()> {
    let name = database.name;
    let wanted = (setting("RONGQIAO_FAULT_KILLS", 8) / 10).max(4);
    let enough = Duration::from_secs(setting("RONGQIAO_FAULT_SECONDS", 600) / 20);
    let mut moments = Moments::of_setting();
    let ground = Ground::new(database, AT_ONCE.len()).await?;
    let mut walkers: Vec<Walker> = AT_ONCE.iter().enumerate().map(|(number, walk)| Walker::new(walk, number)).collect();
    walkers.push(Walker::going_on(&PROPOSE, 0, open_call(&ground).await?));
    let (begun, mut kills, mut unanswered, mut done) = (Instant::now(), 0, 0, 0);
    let mut server = ground.serve()?;
    while kills < wanted && (kills == 0 || begun.elapsed() < enough) {
        kill_amid(&mut walkers, server, moments.before(WALKING))?;
        kills += 1;
        server = ground.serve()?;
        let ledger = check(&ground, &server).await.with_context(|| format!("after kill {kills}"))?;
        for walker in &walkers {
            unanswered += usize::from(walker.unanswered.is_some());
            done += usize::from(check_walker(&ledger, walker).with_context(|| format!("after kill {kills}"))?);
        }
    }
    go_on_together(&mut walkers, &server.address(), true)?;
    let ledger = check(&ground, &server).await?;
    walkers.iter_mut().for_each(Walker::begin_again);
    for walker in &walkers {
        check_walker(&ledger, walker)?;
    }
    let walks: usize = walkers.iter().map(|walker| walker.ended.len()).sum();
    let begun_once: usize = walkers[..AT_ONCE.len()].iter().map(|walker| walker.ended.len()).sum();
    ensure!(begun_once + 1 == ledger.connections.len() + ledger.bookings.len(), "nothing was begun twice");
    server.stop()?;
    let seconds = begun.elapsed().as_secs();
    tell(&format!(
        "killed {kills} times amid {walks} walks on {name}, {seconds} s; of {unanswered} requests without an answer \
         {done} were done, none half or twice"
    ));
    Ok(())
}

#[tokio::test]
async fn nothing_is_half_done_or_done_twice_when_the_program_is_killed_while_people_go_on() -> anyhow::Result<()> {
    on_every_database(kill_at_any_moment).await
}

/// All that is kept of one walk, without what no two walks have in common.
#[derive(Debug, Default, PartialEq, Eq)]
struct History {
    steps: Vec<String>,
    audit: Vec<String>,
    told: Vec<String>,
    kept: Vec<String>,
}

impl History {
    fn of(ledger: &Ledger, id: &str) -> anyhow::Result<Self> {
        let id = Uuid::parse_str(id)?;
        let who = |person: Option<Uuid>| person.map_or("the program", |person| ledger.name(person));
        let mut steps = Vec::new();
        for it in ledger.connections.iter().filter(|it| it.id == id) {
            steps.push(format!("{} at {}, {} said", it.stage.slug(), it.revision, it.said.len()));
            steps.extend(it.steps.iter().map(|stepped| {
                let (step, party, stage) = (stepped.step.slug(), stepped.party.slug(), stepped.stage.slug());
                format!("{} {step} {party} {} {stage} {}", stepped.revision, who(stepped.person), stepped.words)
            }));
        }
        let audit =
            ledger.audit_of(id).iter().map(|it| format!("{} {} {}", who(it.person), it.event, plain(&it.reason)));
        let told = ledger.told_of(id);
        let mut told: Vec<String> =
            told.into_iter().map(|(person, what)| format!("{} {what}", ledger.name(person))).collect();
        told.sort();
        Ok(Self {
            steps,
            audit: audit.collect(),
            told,
            kept: ledger.kept_of(id).iter().map(|kept| plain(kept)).collect(),
        })
    }
}

/// `text` without digests: what is sealed is never the same twice.
fn plain(text: &str) -> String {
    let is_digest = |word: &&str| word.len() == 64 && word.bytes().all(|it| it.is_ascii_hexdigit());
    let words = text.split(' ').map(|word| if is_digest(&word) { "digest" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// Lets the time come for which a walk waits, and starts the program anew, which does what is due; says whether it was so.
async fn let_time_come(ground: &Ground, mut server: Server, walker: &mut Walker) -> anyhow::Result<(Server, bool)> {
    let Some(statement) = walker.time() else { return Ok((server, false)) };
    let due = walker.walk.deeds[walker.done].mark;
    ground.store.connection().execute_unprepared(&statement).await?;
    walker.done += 1;
    if due.is_empty() {
        return Ok((server, true));
    }
    server.kill()?;
    server = ground.serve()?;
    let (id, begun) = (Uuid::parse_str(walker.id.as_deref().unwrap_or_default())?, Instant::now());
    loop {
        let ledger = ground.read().await?;
        let steps = ledger.connections.iter().filter(|it| it.id == id).flat_map(|it| &it.steps);
        if steps.last().is_some_and(|stepped| stepped.step.slug() == due) {
            return Ok((server, true));
        }
        ensure!(begun.elapsed() < PATIENCE, "the program does not {due}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Goes a whole way without being disturbed; returns what is kept of it after each step.
async fn go_undisturbed(
    ground: &Ground,
    mut server: Server,
    walk: &'static Walk,
) -> anyhow::Result<(Server, Vec<History>)> {
    let mut walker = Walker::new(walk, 0);
    let mut histories = Vec::new();
    while !walker.is_at_end() {
        let has_come;
        (server, has_come) = let_time_come(ground, server, &mut walker).await?;
        if !has_come {
            ensure!(walker.go_on(&server.address())? == Gone::On, "the server went away by itself");
        }
        let ledger = ground.read().await?;
        walker.note_call(&ledger);
        histories.push(History::of(&ledger, walker.id.as_deref().context("it has begun")?)?);
    }
    check(ground, &server).await?;
    Ok((server, histories))
}

/// Asserts that each walk is kept as one that nothing disturbed.
fn compare(ledger: &Ledger, walkers: &[Walker], undisturbed: &[Vec<History>]) -> anyhow::Result<()> {
    for (walker, undisturbed) in walkers.iter().zip(undisturbed) {
        let history = History::of(ledger, walker.id.as_deref().context("it has begun")?)?;
        assert_eq!(history, undisturbed[walker.done - 1], "{} after {}", walker.walk.name, walker.done);
    }
    Ok(())
}

async fn kill_after_every_step(database: TestDatabase) -> anyhow::Result<()> {
    let name = database.name;
    let ground = Ground::new(database, 2).await?;
    let mut server = ground.serve()?;
    let mut undisturbed = Vec::new();
    for walk in ONE_EACH {
        let histories;
        (server, histories) = go_undisturbed(&ground, server, walk).await.context(walk.name)?;
        undisturbed.push(histories);
    }
    let mut walkers = ONE_EACH.map(|walk| Walker::new(walk, 1));
    let mut kills = 0;
    while !walkers.iter().all(Walker::is_at_end) {
        for walker in walkers.iter_mut().filter(|walker| !walker.is_at_end()) {
            let has_come;
            (server, has_come) = let_time_come(&ground, server, walker).await?;
            if !has_come {
                ensure!(walker.go_on(&server.address())? == Gone::On, "the server went away by itself");
            }
        }
        server.kill()?;
        kills += 1;
        server = ground.serve()?;
        let ledger = check(&ground, &server).await?;
        walkers.iter_mut().for_each(|walker| walker.note_call(&ledger));
        compare(&ledger, &walkers, &undisturbed)?;
        // A proposal that is handed in once more takes the place of the first, as its receipt says.
        for walker in walkers.iter_mut().filter(|walker| !walker.hands_in()) {
            walker.send_again(&server.address())?;
        }
        compare(&ground.read().await?, &walkers, &undisturbed)?;
    }
    server.stop()?;
    tell(&format!("killed after each of {kills} steps on {name}; {} walks end as they do undisturbed", ONE_EACH.len()));
    Ok(())
}

#[tokio::test]
async fn whoever_goes_a_whole_way_comes_to_its_end_though_the_program_is_killed_after_every_step() -> anyhow::Result<()>
{
    on_every_database(kill_after_every_step).await
}
