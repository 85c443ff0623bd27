//! Who is found by whom, in which order, and who looked.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use rongqiao_matching::fit::{Description, Points, Profile, fit};
use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::kind::job::JobDetails;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::{NOW, a_job, a_listing};
use rongqiao_tests::site::TestSite;
use sea_orm_migration::sea_orm::ConnectionTrait as _;
use time::Duration;
use time::macros::datetime;

use super::{
    FIRM, OTHER_FIRM, SCHOOL, SKILLS, between, invite, mail_of, names, own_invitation, people, people_of, recruiter,
    show_to, site, somebody, stand, the_job, the_only_one,
};

#[tokio::test]
async fn only_those_who_chose_it_are_found_and_only_by_verified_organisations() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let open = somebody(&site, "甲", &["Python", "PLC编程"], "findable").await?;
        somebody(&site, "乙", &["Python", "PLC编程"], "recipients").await?;
        somebody(&site, "丙", &["Python", "PLC编程"], "private").await?;
        somebody(&site, "丁", &["打铁花"], "findable").await?;
        somebody(&site, "戊", &["Python", "PLC编程"], "findable").await?;
        let restricted = somebody(&site, "己", &["Python", "PLC编程"], "findable").await?;
        restricted.browser.submit("/account/privacy/restrict", &[]).await;
        site.store.connection().execute_unprepared("UPDATE person SET age_group = 'minor' WHERE name = '戊'").await?;

        let address = people_of(the_job().id());
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let page = writer.get(&address).await;
        assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
        assert_eq!(names(&writer).await, ["本科 · 甲"]);
        let profile = writer.get(&the_only_one(&writer).await).await.text;
        assert!(profile.contains("PLC编程") && profile.contains("本科") && profile.contains("还差"), "{profile}");
        for words in [SCHOOL, "7,654", "7654", &mail_of("甲"), &open.id.to_string()] {
            assert!(!page.text.contains(words) && !profile.contains(words), "{words}");
        }

        let stranger = recruiter(&site, "stranger", OTHER_FIRM).await?;
        for (who, path) in [(&stranger, &address), (&open.browser, &address)] {
            assert_eq!(who.get(path).await.status, StatusCode::NOT_FOUND);
        }
        let theirs = people_of(a_job("别家岗位").id());
        let refused = stranger.get(&theirs).await;
        assert!(
            refused.status == StatusCode::CONFLICT && refused.text.contains("只有通过核验的单位"),
            "{}",
            refused.text
        );
        assert_eq!(writer.get(&theirs).await.status, StatusCode::NOT_FOUND);
        let of_other =
            the_only_one(&writer).await.replace(&the_job().id().to_string(), &a_job("别家岗位").id().to_string());
        stand(&site, OTHER_FIRM, "verified").await?;
        assert_eq!(stranger.get(&of_other).await.status, StatusCode::NOT_FOUND, "handles are of one organisation");
        assert_ne!(people(&stranger, &theirs).await.pop(), people(&writer, &address).await.pop());

        for state in ["suspended", "lapsed", "banned"] {
            let handle = the_only_one(&writer).await;
            stand(&site, FIRM, state).await?;
            assert_eq!(writer.get(&address).await.status, StatusCode::CONFLICT, "{state}");
            assert_eq!(writer.get(&handle).await.header("location"), address, "{state}");
            assert_eq!(invite(&writer, &handle).await, StatusCode::SEE_OTHER, "{state}");
            assert!(own_invitation(&open.browser).await.ends_with('/'), "{state}");
            stand(&site, FIRM, "verified").await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_order_is_that_of_the_fits_over_all_pages() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        // Every set of the skills, twice, of which the empty one is nobody whom one finds.
        let mut expected: BTreeMap<String, Points> = BTreeMap::new();
        let published = site.store.find_public_listing(the_job().id()).await?.expect("it is public");
        let vocabulary = Vocabulary::current();
        let (need, market) = (Description::of(&published.listing, vocabulary), site.index().market());
        for number in 0..32_usize {
            let skills: Vec<&str> =
                SKILLS.iter().enumerate().filter(|(at, _)| number >> at & 1 == 1).map(|it| *it.1).collect();
            let name = format!("求职者{number}");
            somebody(&site, &name, &skills, "findable").await?;
            let known = skills.iter().filter_map(|skill| vocabulary.by_name(skill)).map(|skill| (skill, None));
            let education = Some(rongqiao_model::choice::Education::Bachelor);
            let profile = Profile { skills: known.collect(), education, wish: name.clone(), ..Profile::default() };
            let fit = fit(&need, &profile.describe(vocabulary), &market);
            if fit.is_possible() && fit.in_common() >= Points::of(8.0) {
                expected.insert(format!("本科 · {name}"), fit.score);
            }
        }
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let address = people_of(the_job().id());
        let first = people(&writer, &address).await;
        let second = people(&writer, &format!("{address}?page=2")).await;
        assert_eq!((first.len(), first.len() + second.len()), (20, expected.len()));
        let found: Vec<&String> = first.iter().chain(&second).map(|it| &it.0).collect();
        let scores: Vec<Points> = found.iter().map(|name| expected[*name]).collect();
        assert!(scores.is_sorted_by(|one, other| one >= other), "{scores:?}");
        let mut all = found.clone();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), expected.len(), "each stands once");
        let page = writer.get(&address).await.text;
        assert!(page.contains(&format!("<strong>{}</strong>", scores[0])), "the score stands there: {}", scores[0]);
        assert!(page.contains(&format!("共 {} 人匹配", expected.len())), "{page}");
        assert_eq!(people(&writer, &address).await, first, "the same again");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_listing_that_asks_for_nothing_says_so() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let asks_nothing = JobDetails::default();
        let nothing = a_job("店员").by(FIRM).saying("欢迎加入。").with_skills([]).with_job(asks_nothing);
        let site = TestSite::with(database, [nothing.clone()]).await?;
        stand(&site, FIRM, "verified").await?;
        somebody(&site, "甲", &["Python"], "findable").await?;
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let page = writer.get(&people_of(nothing.id())).await;
        assert!(page.status == StatusCode::OK && page.text.contains("没有写明技能或专业"), "{}", page.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn people_are_found_for_open_needs_that_people_can_answer_alone() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let over = a_job("旧岗位").by(FIRM).closing(NOW - Duration::days(1));
        let course = a_listing(ListingKind::Course).by(FIRM);
        let challenge = a_listing(ListingKind::Challenge).by(FIRM);
        let site = TestSite::with(database, [over.clone(), course.clone(), challenge.clone()]).await?;
        stand(&site, FIRM, "verified").await?;
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let closed = writer.get(&people_of(over.id())).await;
        assert!(closed.status == StatusCode::CONFLICT && closed.text.contains("已经截止"), "{}", closed.text);
        assert_eq!(writer.get(&people_of(course.id())).await.status, StatusCode::NOT_FOUND);
        assert_eq!(writer.get(&people_of(challenge.id())).await.status, StatusCode::OK);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_wants_to_be_found_no_longer_vanishes_at_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let found = somebody(&site, "甲", &["Python", "PLC编程"], "findable").await?;
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let handle = the_only_one(&writer).await;
        assert_eq!(invite(&writer, &handle).await, StatusCode::SEE_OTHER);
        assert!(writer.get(&people_of(the_job().id())).await.text.contains("查看资料"));
        let ways: [(&str, &[(&str, &str)]); 2] =
            [("/account/privacy/restrict", &[]), ("/account/privacy/delete", &[("part", "profile")])];
        let gone = async |how: &str| {
            assert_eq!(names(&writer).await, Vec::<String>::new(), "{how}");
            assert_eq!(writer.get(&handle).await.status, StatusCode::NOT_FOUND, "{how}");
            let sent = writer.get(&people_of(the_job().id())).await.text;
            assert!(sent.contains("您的技能与我们的岗位很合适") && !sent.contains("查看资料"), "{how}: {sent}");
        };
        for visibility in ["private", "recipients"] {
            show_to(&found.browser, visibility).await;
            gone(visibility).await;
            show_to(&found.browser, "findable").await;
            assert_eq!(the_only_one(&writer).await, handle);
        }
        let consents = found.browser.get("/account/privacy").await.text;
        let consent = between(&consents, "name=\"consent\" value=\"", "\"").to_owned();
        found.browser.submit("/account/privacy/withdraw", &[("consent", &consent)]).await;
        gone("consent withdrawn").await;
        show_to(&found.browser, "findable").await;
        // A consent to another text counts no more.
        site.store.connection().execute_unprepared("UPDATE consent SET text_version = '2020-01-01'").await?;
        gone("another text").await;
        site.store.connection().execute_unprepared("UPDATE consent SET text_version = '2026-11-22'").await?;
        assert_eq!(the_only_one(&writer).await, handle);
        for (path, fields) in ways {
            found.browser.submit(path, fields).await;
            gone(path).await;
            found.browser.submit("/account/privacy/lift", &[]).await;
            show_to(&found.browser, "findable").await;
        }
        site.store.close_account(found.id, &[], site.clock.now()).await?;
        assert_eq!(writer.get(&handle).await.status, StatusCode::NOT_FOUND);
        assert!(
            writer.get(&people_of(the_job().id())).await.text.contains("还没有邀请任何人"),
            "what they got goes too"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn who_looked_and_when_is_told_to_whoever_was_found_and_stands_in_their_copy() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let found = somebody(&site, "甲", &["Python", "PLC编程"], "findable").await?;
        let before = found.browser.get("/account/privacy").await.text;
        assert!(before.contains("还没有单位看到过"), "{before}");
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        // Several looks on one day, also at once, are one.
        tokio::join!(names(&writer), names(&writer), names(&writer));
        let line =
            |days: u32, day: u32| format!("{FIRM}在检索中看到过您的资料：共 {days} 天，最近一次是2026年9月{day}日");
        assert!(found.browser.get("/account/privacy").await.text.contains(&line(1, 1)));
        site.clock.set(datetime!(2026-09-03 10:00 +8));
        let handle = the_only_one(&writer).await;
        writer.get(&handle).await;
        let told = found.browser.get("/account/privacy").await.text;
        assert!(told.contains(&line(2, 3)), "{told}");
        invite(&writer, &handle).await;
        let copy = site.store.copy_own_data(found.id, site.clock.now()).await?.expect("there is an account");
        let copied = copy["invitations"].to_string();
        for words in [FIRM, "2026-09-01", "2026-09-03", "您的技能与我们的岗位很合适", "invited"] {
            assert!(copied.contains(words), "{words}: {copied}");
        }
        Ok(())
    })
    .await
}
