//! What happens when nobody does anything.

use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::TestSite;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::*;

/// Lets the program look at `moment`, twice, as it does while it runs.
async fn look_at(site: &TestSite, moment: OffsetDateTime) -> anyhow::Result<()> {
    site.clock.set(moment);
    site.tend_postings().await?;
    site.tend_postings().await
}

#[tokio::test]
async fn an_organisation_is_reminded_twice_and_then_the_application_is_free() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let fitting = a_job("光刻工程师").from("rongqiao", "other").by(OTHER_FIRM);
        let site = TestSite::with(database, [the_job(), fitting]).await?;
        let listing = the_job().id();
        let (writer, student) = (recruiter(&site, "recruiter", FIRM).await?, student(&site, "student").await?);
        let id = applied(&student.browser, listing).await?;
        let sent = site.clock.now();
        let told = async |words: &str| writer.get("/messages").await.text.matches(words).count();
        let before = stage(&student.browser, &own(id)).await;

        look_at(&site, sent + Duration::hours(83)).await?;
        assert_eq!(told("承诺的时间已过一半</p>").await, 0);
        look_at(&site, sent + Duration::hours(84)).await?;
        assert_eq!((told("承诺的时间已过一半</p>").await, told("超过承诺时间仍未答复</p>").await), (1, 0));
        let writer = site.come_back("recruiter").await?;
        look_at(&site, sent + Duration::days(7)).await?;
        let messages = writer.get("/messages").await.text;
        assert_eq!(
            (messages.matches("已过一半</p>").count(), messages.matches("超过承诺时间仍未答复</p>").count()),
            (1, 1)
        );
        let list = writer.get(&format!("/my/listings/{listing}/applications")).await.text;
        assert!(list.contains("承诺 2026年9月8日前答复"), "{list}");
        look_at(&site, sent + Duration::days(14) - Duration::seconds(1)).await?;
        assert_eq!(
            site.store.find_own_connection(student.id, id).await?.expect("it is there").connection.stage.slug(),
            before
        );
        look_at(&site, sent + Duration::days(14)).await?;
        let student_again = site.come_back("student").await?;
        let page = student_again.get(&own(id)).await.text;
        for words in ["超期未答复", "到期自动：超期终结", "也许适合您", "光刻工程师", "看看适合我的岗位"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert_eq!(unread(&site, student.id).await?, 1, "told once");
        let file = site.store.find_own_connection(student.id, id).await?.expect("it is there");
        assert_eq!(file.events.len(), 1);
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn other_listings_are_offered_while_an_application_waits_past_the_promised_day() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let fitting = a_job("光刻工程师").from("rongqiao", "other").by(OTHER_FIRM);
        let site = TestSite::with(database, [the_job(), fitting]).await?;
        let listing = the_job().id();
        let (writer, student) = (recruiter(&site, "recruiter", FIRM).await?, student(&site, "student").await?);
        let id = applied(&student.browser, listing).await?;
        let sent = site.clock.now();
        done(&writer, &received(listing, id), "view", &[]).await;
        let offered = async || {
            let page = site.come_back("student").await?.get(&own(id)).await.text;
            assert!(page.contains("state-viewed"), "{page}");
            anyhow::Ok((page.contains("承诺的答复时间已过"), page.contains("光刻工程师")))
        };
        look_at(&site, sent + Duration::days(7)).await?;
        assert_eq!(offered().await?, (false, false));
        look_at(&site, sent + Duration::days(7) + Duration::seconds(1)).await?;
        assert_eq!(offered().await?, (true, true), "opening is no reply");
        let writer = site.come_back("recruiter").await?;
        writer.submit(&received(listing, id), &[("do", "say"), ("message", "本周答复您。")]).await;
        assert_eq!(offered().await?, (false, false));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_reply_ends_the_reminders_and_an_offer_that_nobody_takes_lapses_after_two_weeks() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let (writer, student) = (recruiter(&site, "recruiter", FIRM).await?, student(&site, "student").await?);
        let id = applied(&student.browser, listing).await?;
        let theirs = received(listing, id);
        done(&writer, &theirs, "view", &[]).await;
        writer.submit(&theirs, &[("do", "say"), ("message", "本周答复您。")]).await;
        let sent = site.clock.now();
        look_at(&site, sent + Duration::days(8)).await?;
        let writer = site.come_back("recruiter").await?;
        assert!(!writer.get("/messages").await.text.contains("承诺"));
        done(&writer, &theirs, "offer", &[]).await;
        look_at(&site, sent + Duration::days(8 + 14)).await?;
        assert_eq!(stage(&site.come_back("student").await?, &own(id)).await, "lapsed");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_application_outlives_the_time_to_talk_that_both_chose() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let (writer, student) = (recruiter(&site, "recruiter", FIRM).await?, student(&site, "student").await?);
        let id = applied(&student.browser, listing).await?;
        let theirs = received(listing, id);
        done(&writer, &theirs, "view", &[]).await;
        let far = step(&writer, &theirs, "invite", &[("time-1", "2027-09-03T14:00")]).await;
        assert!(far.text.contains("请选择 90 天以内的时间"), "{}", far.text);
        // The promise is seven days, and talks lapse after four times that: 29 September.
        done(&writer, &theirs, "invite", &[("time-1", "2026-10-20T14:00")]).await;
        let page = student.browser.get(&own(id)).await.text;
        let chosen = between(&page, "type=\"radio\" name=\"time\" value=\"", "\"").to_owned();
        done(&student.browser, &own(id), "choose-time", &[("time", &chosen)]).await;
        assert!(writer.get(&theirs).await.text.contains("对方已选定面谈时间"));
        look_at(&site, datetime!(2026-10-20 15:00 +8)).await?;
        let writer = site.come_back("recruiter").await?;
        assert_eq!(stage(&writer, &theirs).await, "interviewing");
        look_at(&site, datetime!(2026-10-27 14:00 +8)).await?;
        assert_eq!(stage(&writer, &theirs).await, "lapsed", "a promise after the talk");
        Ok(())
    })
    .await
}
