//! The reply ledger against a plain recomputation, and where it is told.

use rongqiao_model::connect::ReplyLedger;
use rongqiao_model::{ConnectionId, OrganisationId, PersonId};
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::people::make_person;
use rongqiao_tests::site::TestSite;
use sea_orm_migration::sea_orm::{ConnectionTrait as _, DatabaseBackend, Statement};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use super::*;

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn seconds(&mut self, days: u64) -> Duration {
        Duration::seconds(i64::try_from(self.below(days * 24 * 3_600)).unwrap_or(0))
    }
}

/// One application as it is thrown: whose, when it came, with which promise, when it was answered or taken back.
struct Thrown {
    organisation: usize,
    begun: OffsetDateTime,
    promise: i64,
    replied: Option<OffsetDateTime>,
    withdrawn: Option<OffsetDateTime>,
}

fn throw(dice: &mut Dice, now: OffsetDateTime) -> Thrown {
    let begun = now - dice.seconds(220);
    let before_now = |at: OffsetDateTime| Some(at).filter(|&at| at <= now);
    let (replies, withdraws) = (dice.below(10) < 7, dice.below(10) < 2);
    let (replied, withdrawn) = (begun + dice.seconds(20), begun + dice.seconds(20));
    Thrown {
        organisation: usize::try_from(dice.below(4)).unwrap_or(0),
        begun,
        promise: [1, 3, 7, 14][usize::try_from(dice.below(4)).unwrap_or(0)],
        replied: before_now(replied).filter(|_| replies),
        withdrawn: before_now(withdrawn).filter(|_| withdraws),
    }
}

/// Writes what was thrown into the table, many rows at a time.
async fn write(site: &TestSite, person: PersonId, firms: &[OrganisationId], thrown: &[Thrown]) -> anyhow::Result<()> {
    let db = site.store.connection();
    let backend = db.get_database_backend();
    let id = |id: uuid::Uuid| match backend {
        DatabaseBackend::Postgres => format!("'{id}'"),
        _ => format!("x'{}'", id.simple()),
    };
    let at = |at: Option<OffsetDateTime>| match at.and_then(|at| at.format(&Rfc3339).ok()) {
        Some(at) => format!("'{at}'"),
        None => "NULL".to_owned(),
    };
    for (chunk, rows) in thrown.chunks(500).enumerate() {
        let values: Vec<String> = rows
            .iter()
            .enumerate()
            .map(|(place, it)| {
                let own = ConnectionId::of_record("ledger", &format!("{chunk}-{place}")).as_uuid();
                let stage = if it.withdrawn.is_some() { "withdrawn" } else { "viewed" };
                let moved = it.withdrawn.or(Some(it.begun));
                format!(
                    "({}, 'job', {}, '岗位', {}, {}, '{stage}', 1, '', '[]', {}, {}, {}, {})",
                    id(own),
                    id(own),
                    id(firms[it.organisation].as_uuid()),
                    id(person.as_uuid()),
                    it.promise,
                    at(Some(it.begun)),
                    at(moved),
                    at(it.replied),
                )
            })
            .collect();
        let insert = format!(
            "INSERT INTO connection (id, kind, listing_id, title, organisation_id, person_id, stage, revision, shared, \
             times, promise_days, created_at, moved_at, replied_at) VALUES {}",
            values.join(", ")
        );
        db.execute_raw(Statement::from_string(backend, insert)).await?;
    }
    Ok(())
}

/// The same reckoned plainly, over everything, without the rules of the program.
fn plainly(thrown: &[Thrown], organisation: usize, now: OffsetDateTime) -> ReplyLedger {
    let mut plain = ReplyLedger::default();
    let mut waits: Vec<Duration> = Vec::new();
    for it in thrown {
        if it.organisation != organisation || now - it.begun >= Duration::days(180) {
            continue;
        }
        let promised = it.begun + Duration::days(it.promise);
        match (it.replied, it.withdrawn) {
            (Some(replied), _) => {
                plain.counted += 1;
                plain.answered += 1;
                if replied <= promised {
                    plain.in_time += 1;
                }
                waits.push(replied - it.begun);
            }
            (None, Some(withdrawn)) if withdrawn > promised => plain.counted += 1,
            (None, None) if now > promised => plain.counted += 1,
            (None, _) => {}
        }
    }
    waits.sort();
    plain.median = if waits.is_empty() { None } else { Some(waits[waits.len() / 2]) };
    plain
}

#[tokio::test]
async fn the_ledger_over_ten_thousand_applications_is_what_a_plain_count_gives() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let now = site.clock.now();
        let person = make_person(&site.store, ("林汐", "ledger@example.com"), None, now).await?;
        let firms: Vec<OrganisationId> =
            [FIRM, OTHER_FIRM, "甲公司", "乙公司"].iter().map(|name| an_organisation(name).id).collect();
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        let thrown: Vec<Thrown> = (0..10_000).map(|_| throw(&mut dice, now)).collect();
        write(&site, person, &firms, &thrown).await?;
        for (place, &firm) in firms.iter().enumerate() {
            let found = site.store.find_reply_ledger(firm, now).await?;
            let plain = plainly(&thrown, place, now);
            assert_eq!(found, plain, "{place}");
            assert!(plain.counted > 1_500 && plain.in_time < plain.answered && plain.answered < plain.counted);
        }
        let nobody = site.store.find_reply_ledger(OrganisationId::of_name("丙公司"), now).await?;
        assert_eq!(nobody, ReplyLedger::default());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn five_applications_tell_how_an_organisation_replies_and_four_do_not() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let (listing, firm) = (the_job().id(), an_organisation(FIRM).id);
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let told = async || {
            let page = site.get(&format!("/listings/{listing}")).await.text;
            let organisation = site.get(&format!("/organisations/{firm}")).await.text;
            let words = "通常 1 天内答复，100% 得到答复";
            (page.contains(words), organisation.contains(words))
        };
        for number in 0..5 {
            assert_eq!(told().await, (false, false), "{number}");
            let id = applied(&student(&site, &format!("s{number}")).await?.browser, listing).await?;
            done(&writer, &received(listing, id), "view", &[]).await;
            assert!(site.store.find_reply_ledger(firm, site.clock.now()).await?.answered == number);
            done(&writer, &received(listing, id), "refuse", &[("refuse-words", "岗位已满")]).await;
        }
        assert_eq!(told().await, (false, false), "it is told as it stood up to ten minutes ago");
        site.clock.set(site.clock.now() + Duration::minutes(10));
        assert_eq!(told().await, (true, true));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_administrator_promises_and_what_waits_keeps_its_own_promise() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let (listing, firm) = (the_job().id(), an_organisation(FIRM).id);
        let keeper = site.person_with("keeper", Role::OrganisationAdministrator, Some(firm)).await?;
        let path = format!("/my/organisations/{firm}/reply-promise");
        assert_eq!(recruiter(&site, "recruiter", FIRM).await?.get(&path).await.status.as_u16(), 404);
        let (one, two) = (student(&site, "one").await?, student(&site, "two").await?);
        let before = applied(&one.browser, listing).await?;
        assert!(keeper.submit(&path, &[("reply-days", "4")]).await.text.contains("请选择天数"));
        keeper.submit_and_follow(&path, &[("reply-days", "3")]).await;
        assert!(site.get(&format!("/listings/{listing}")).await.text.contains("承诺 3 天内答复"));
        let after = applied(&two.browser, listing).await?;
        for (person, id, days) in [(one.id, before, 7), (two.id, after, 3)] {
            let file = site.store.find_own_connection(person, id).await?.expect("it is there");
            assert_eq!(file.connection.promise_days, days);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn among_equal_fits_those_who_answer_stand_before_those_who_do_not() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let alike = |title: &str, firm: &str| a_job(title).from("rongqiao", title).by(firm);
        let site = TestSite::with(database, [alike("数据分析师", FIRM), alike("测试工程师", OTHER_FIRM)]).await?;
        let firms = [FIRM, OTHER_FIRM].map(|name| an_organisation(name).id);
        let order = async || -> anyhow::Result<bool> {
            let page = Visitor::new(&site).get("/fits?skill=python").await.text;
            let places = [FIRM, OTHER_FIRM].map(|name| page.find(name));
            let [Some(silent), Some(answering)] = places else { anyhow::bail!("both fit: {page}") };
            Ok(silent < answering)
        };
        let applicant = make_person(&site.store, ("林汐", "asks@example.com"), None, site.clock.now()).await?;
        let begun = site.clock.now() - Duration::days(30);
        let thrown = |organisation, replied| Thrown { organisation, begun, promise: 7, replied, withdrawn: None };
        let before = order().await?;
        // Whoever stands first without any ledger is the one who is silent.
        let silent = usize::from(!before);
        let lines: Vec<Thrown> =
            (0..6).flat_map(|_| [thrown(silent, None), thrown(1 - silent, Some(begun + Duration::days(1)))]).collect();
        write(&site, applicant, &firms, &lines).await?;
        assert_eq!(order().await?, before, "nobody has looked yet");
        site.clock.set(site.clock.now() + Duration::minutes(11));
        site.tend_postings().await?;
        assert_eq!(order().await?, !before);
        Ok(())
    })
    .await
}
