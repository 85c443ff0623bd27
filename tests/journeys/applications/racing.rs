//! Two who act at once: one of them does, and nothing is half done.

use rongqiao_model::PersonId;
use rongqiao_model::chance::Chance;
use rongqiao_model::connect::{ConnectionStep, Party, Refused, Stage, Step};
use rongqiao_model::store::{ConnectionMoved, Store};
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::TestSite;
use time::OffsetDateTime;
use tokio::task::JoinSet;

use super::*;
use crate::privacy::count;

/// Does `step` for `person`, on the side of the organisation or on their own.
async fn act(
    store: Store,
    (person, side): (PersonId, Party),
    (id, revision): (ConnectionId, i64),
    step: ConnectionStep,
    now: OffsetDateTime,
) -> anyhow::Result<ConnectionMoved> {
    let actor = store.find_actor(person, now).await?;
    let found = store.find_connection_as(&actor, side, id).await?;
    let (_, permit) = found.ok_or_else(|| anyhow::anyhow!("they may not"))?;
    Ok(store.move_connection(&permit, revision, &step, (&Chance::system(), now)).await?)
}

#[tokio::test]
async fn whoever_sends_four_times_at_once_sends_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let student = student(&site, "student").await?;
        let send = || apply(&student.browser, listing, &[]);
        let answers: [Answered; 4] = tokio::join!(send(), send(), send(), send()).into();
        assert!(answers.iter().all(|it| it.header("location").starts_with("/my/applications/")));
        assert!(answers.windows(2).all(|pair| pair[0].header("location") == pair[1].header("location")));
        assert_eq!(count(&site, "connection").await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_two_who_answer_at_once_one_does_and_the_applicant_is_told_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let (student, now) = (student(&site, "student").await?, site.clock.now());
        let id = applied(&student.browser, the_job().id()).await?;
        recruiter(&site, "one", FIRM).await?;
        recruiter(&site, "two", FIRM).await?;
        let mut all = JoinSet::new();
        for (name, step) in [("one", Step::Offer), ("two", Step::Refuse)] {
            let person = PersonId::of_record("people", &format!("{name}@example.com"));
            let step = ConnectionStep { words: "一句说明".to_owned(), ..ConnectionStep::plain(step) };
            all.spawn(act(site.store.clone(), (person, Party::Publisher), (id, 1), step, now));
        }
        let moved = all.join_all().await.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
        let is_done = |it: &&ConnectionMoved| matches!(it, ConnectionMoved::Done(_));
        assert_eq!(moved.iter().filter(is_done).count(), 1, "{moved:?}");
        assert!(moved.contains(&ConnectionMoved::Changed));
        assert_eq!(unread(&site, student.id).await?, 1);
        assert_eq!(count(&site, "connection_event").await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_a_withdrawal_and_an_offer_at_once_one_holds() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let now = site.clock.now();
        recruiter(&site, "recruiter", FIRM).await?;
        let writer = PersonId::of_record("people", "recruiter@example.com");
        for round in 0..6 {
            let student = student(&site, &format!("s{round}")).await?;
            let id = applied(&student.browser, the_job().id()).await?;
            let mut all = JoinSet::new();
            let offer = ConnectionStep::plain(Step::Offer);
            all.spawn(act(site.store.clone(), (writer, Party::Publisher), (id, 1), offer, now));
            let withdraw = ConnectionStep::plain(Step::Withdraw);
            all.spawn(act(site.store.clone(), (student.id, Party::Responder), (id, 1), withdraw, now));
            let moved = all.join_all().await.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
            let stages: Vec<Stage> = moved
                .iter()
                .filter_map(|it| match it {
                    ConnectionMoved::Done(connection) => Some(connection.stage),
                    ConnectionMoved::Changed | ConnectionMoved::Refused(_) => None,
                })
                .collect();
            let file = site.store.find_own_connection(student.id, id).await?.expect("it is there");
            assert_eq!(stages, [file.connection.stage], "one outcome");
            assert_eq!(file.events.len(), 1);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_does_what_only_the_other_side_may() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let (student, now) = (student(&site, "student").await?, site.clock.now());
        let id = applied(&student.browser, the_job().id()).await?;
        for step in [Step::Offer, Step::View, Step::Refuse, Step::Lapse] {
            let step = ConnectionStep { words: "原因".to_owned(), ..ConnectionStep::plain(step) };
            let moved = act(site.store.clone(), (student.id, Party::Responder), (id, 1), step, now).await?;
            assert!(matches!(moved, ConnectionMoved::Refused(Refused::NotYou { .. })), "{moved:?}");
        }
        let accept = ConnectionStep::plain(Step::Accept);
        let moved = act(site.store.clone(), (student.id, Party::Responder), (id, 1), accept, now).await?;
        assert_eq!(moved, ConnectionMoved::Refused(Refused::NotNow));
        // Nobody answers their own application, whatever role they hold.
        let insider = super::student(&site, "insider").await?;
        let own = applied(&insider.browser, the_job().id()).await?;
        let insider = insider.given(Role::Recruiter, Some(an_organisation(FIRM).id)).await?;
        let moved =
            act(site.store.clone(), (insider.id, Party::Publisher), (own, 1), ConnectionStep::plain(Step::View), now);
        assert!(moved.await.is_err());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn both_sides_who_confirm_at_once_and_twice_confirm_once_each_and_the_result_counts_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let student = student(&site, "student").await?;
        let (one, two) = (recruiter(&site, "one", FIRM).await?, recruiter(&site, "two", FIRM).await?);
        let id = applied(&student.browser, listing).await?;
        let (own, theirs) = (own(id), received(listing, id));
        done(&one, &theirs, "view", &[]).await;
        done(&one, &theirs, "offer", &[]).await;
        done(&student.browser, &own, "accept", &[]).await;
        let confirm = || async {
            let confirm = |browser, path| step(browser, path, "confirm", &[]);
            let (student, page) = (&student.browser, theirs.as_str());
            let all = tokio::join!(
                confirm(student, own.as_str()),
                confirm(&one, page),
                confirm(student, own.as_str()),
                confirm(&two, page)
            );
            let answers: [Answered; 4] = all.into();
            let done = answers.iter().filter(|it| it.status.is_redirection()).count();
            let late = answers.iter().filter(|it| it.status == axum::http::StatusCode::CONFLICT).count();
            assert_eq!(done + late, 4, "each is answered: {:?}", answers.map(|it| it.status));
            done
        };
        let mut confirmed = 0;
        while stage(&one, &theirs).await != "confirmed" {
            confirmed += confirm().await;
            assert!((1..=2).contains(&confirmed), "{confirmed} confirmations for two sides");
        }
        assert_eq!((confirmed, confirm().await), (2, 0));
        let file = site.store.find_own_connection(student.id, id).await?.expect("it is there");
        let mut parties: Vec<Party> =
            file.events.iter().filter(|event| event.step == Step::Confirm).map(|event| event.party).collect();
        parties.sort();
        assert_eq!(parties, [Party::Responder, Party::Publisher]);
        let figures = site.store.list_changes_since(0, 1_000).await?.into_iter();
        assert_eq!(figures.filter(|it| it.noun == rongqiao_model::store::Noun::Figure).count(), 1, "it counts once");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_clock_set_back_revives_nothing_and_ends_nothing_early() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let (listing, begun) = (the_job().id(), site.clock.now());
        let early = student(&site, "early").await?;
        recruiter(&site, "recruiter", FIRM).await?;
        let lapsed = applied(&early.browser, listing).await?;
        site.clock.set(begun + time::Duration::days(100));
        site.tend_postings().await?;
        let late = student(&site, "late").await?;
        let waits = applied(&late.browser, listing).await?;

        site.clock.set(begun);
        site.tend_postings().await?;
        let (early_again, writer) = (site.come_back("early").await?, site.come_back("recruiter").await?);
        assert_eq!(stage(&early_again, &own(lapsed)).await, "lapsed", "what has lapsed stays so");
        let revived = step(&writer, &received(listing, lapsed), "offer", &[]).await;
        assert_eq!(revived.status, axum::http::StatusCode::CONFLICT);
        assert_eq!(stage(&writer, &received(listing, waits)).await, "submitted");
        done(&writer, &received(listing, waits), "view", &[]).await;
        done(&writer, &received(listing, waits), "offer", &[]).await;
        let again = applied(&early_again, listing).await?;
        assert_ne!(again, lapsed, "one may apply once more");
        site.tend_postings().await?;
        assert_eq!(stage(&writer, &received(listing, waits)).await, "offered");
        assert_eq!(stage(&writer, &received(listing, again)).await, "submitted");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}
