//! Sending an application: what is shared, with whom, and when nothing is sent.

use axum::http::StatusCode;
use rongqiao_model::consent::{Purpose, Recipient};
use rongqiao_model::kind::ListingKind;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::{NOW, a_job, a_listing, an_organisation};
use rongqiao_tests::people::Somebody;
use rongqiao_tests::site::TestSite;
use time::Duration;

use super::*;
use crate::privacy::count;

#[tokio::test]
async fn whoever_does_not_agree_sends_nothing_and_loses_no_word() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let student = student(&site, "student").await?;
        let page = student.browser.get(&format!("/listings/{listing}/apply")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        for words in ["称呼：林汐", "Python", FIRM, "最早哪天可以到岗？", "承诺 7 天内答复", "student@example.com"]
        {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        let path = format!("/listings/{listing}/apply");
        let fields = [("section", "skills"), ("reach", "none"), ("letter", "我熟悉光刻。"), ("answer-1", "下周一")];
        let refused = student.browser.submit(&path, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["请先同意向这个单位提供以上内容", "我熟悉光刻。", "下周一"] {
            assert!(refused.text.contains(words), "{words}: {}", refused.text);
        }
        let nothing = [("reach", "none"), ("consent", "yes")];
        let nothing = student.browser.submit(&path, &nothing).await;
        assert!(nothing.text.contains("请至少勾选一部分简历内容"), "{}", nothing.text);
        let number = apply(&student.browser, listing, &[("letter", "请打 13812345678")]).await;
        assert!(number.status == StatusCode::UNPROCESSABLE_ENTITY && number.text.contains("请不要写电话"));
        assert_eq!(count(&site, "connection").await?, 0);
        let consents = site.store.list_own_consents(student.id).await?;
        assert!(consents.iter().all(|it| it.purpose != Purpose::Application));
        assert!(!writer.get("/messages").await.text.contains("收到新的申请"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_shared_is_what_was_ticked_with_one_named_recipient_and_later_changes_stay_away() -> anyhow::Result<()>
{
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let (writer, student) = (recruiter(&site, "recruiter", FIRM).await?, student(&site, "student").await?);
        let contact = site.store.find_own_account(student.id).await?.expect("they have one").contacts[0].0.to_string();
        let fields = [("section", "skills"), ("reach", &contact), ("consent", "yes"), ("answer-1", "下周一")];
        let sent = student.browser.submit(&format!("/listings/{listing}/apply"), &fields).await;
        let id: ConnectionId = sent.header("location").trim_start_matches("/my/applications/").parse()?;
        tell_skill(&student.browser, "光刻工艺").await;

        let consents = site.store.list_own_consents(student.id).await?;
        let recipients: Vec<Recipient> =
            consents.iter().filter(|it| it.purpose == Purpose::Application).map(|it| it.recipient).collect();
        assert_eq!(recipients, [Recipient::Organisation(an_organisation(FIRM).id)]);
        let path = received(listing, id);
        let unopened = writer.get(&path).await.text;
        assert!(!unopened.contains("Python") && unopened.contains("打开申请"), "{unopened}");
        assert_eq!(stage(&student.browser, &own(id)).await, "submitted", "looking opens nothing");
        done(&writer, &path, "view", &[]).await;
        let opened = writer.get(&path).await.text;
        for words in ["林汐", "Python", "student@example.com", "下周一"] {
            assert!(opened.contains(words), "{words}: {opened}");
        }
        assert!(!opened.contains("光刻工艺"), "{opened}");
        assert!(student.browser.get(&own(id)).await.text.contains("已查看"));
        assert!(student.browser.get("/my/applications").await.text.contains("工艺工程师"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_cannot_apply_is_told_why_and_what_to_do() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let elsewhere = a_job("转来的岗位").by(FIRM);
        let closed = a_job("旧岗位").from("rongqiao", "closed").by(FIRM).closing(NOW - Duration::days(1));
        let course = a_listing(ListingKind::Course).from("rongqiao", "course").by(FIRM);
        let all = [the_job(), elsewhere.clone(), closed.clone(), course.clone()];
        let site = TestSite::with(database, all).await?;
        let listing = the_job().id();
        let path = format!("/listings/{listing}/apply");
        let to_sign_in = site.get(&path).await;
        assert!(to_sign_in.header("location").starts_with("/sign-in?back="), "{}", to_sign_in.status);
        assert!(site.get(&format!("/listings/{listing}")).await.text.contains(&path));
        let blank = Somebody::new(&site, "程砚秋", "blank@example.com").await?;
        let empty = blank.browser.get(&path).await;
        assert!(empty.status == StatusCode::CONFLICT && empty.text.contains("还没有填写简历"), "{}", empty.text);
        let student = student(&site, "student").await?;
        let there = student.browser.get(&format!("/listings/{}/apply", elsewhere.id())).await;
        assert!(there.status == StatusCode::CONFLICT && there.text.contains("原发布平台"), "{}", there.text);
        student.browser.submit_and_follow("/account/privacy/restrict", &[]).await;
        assert!(apply(&student.browser, listing, &[]).await.text.contains("暂停使用个人信息"));
        student.browser.submit_and_follow("/account/privacy/lift", &[]).await;
        let id = applied(&student.browser, listing).await?;
        let again = student.browser.get(&path).await;
        assert_eq!(again.header("location"), own(id), "who has applied sees how it goes");
        assert!(student.browser.get(&format!("/listings/{listing}")).await.text.contains(&own(id)));
        let over = student.browser.get(&format!("/listings/{}/apply", closed.id())).await;
        assert!(over.status == StatusCode::CONFLICT && over.text.contains("已停止接收申请"), "{}", over.text);
        let course = student.browser.get(&format!("/listings/{}/apply", course.id())).await;
        assert_eq!(course.status, StatusCode::NOT_FOUND);
        assert!(apply(&blank.browser, listing, &[]).await.text.contains("还没有填写简历"));
        assert_eq!(count(&site, "connection").await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_fills_in_their_profile_to_apply_is_led_back_to_applying() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let path = format!("/listings/{}/apply", the_job().id());
        let from = format!("?back=%2Flistings%2F{}%2Fapply", the_job().id());
        let blank = Somebody::new(&site, "程砚秋", "blank@example.com").await?.browser;
        let there = format!("/profile{from}");
        assert!(blank.get(&path).await.text.contains(&format!("href=\"{there}\"")));
        let profile = blank.get(&there).await.text;
        let ways = [path.clone(), format!("/profile/reading{from}"), format!("/profile/skills{from}")];
        for way in ways {
            assert!(profile.contains(&format!("href=\"{way}\"")), "{way}: {profile}");
        }
        let skills = format!("/profile/skills{from}");
        let form = blank.get(&skills).await.text;
        assert!(form.contains(&format!("action=\"{skills}\"")), "{form}");
        let revision = between(&form, "name=\"revision\" value=\"", "\"");
        let kept = blank.submit(&skills, &[("skill", "Python"), ("level", "working"), ("revision", revision)]).await;
        assert_eq!(kept.header("location"), there);
        assert!(blank.get(&there).await.text.contains(&format!("href=\"{path}\"")));
        let form = blank.get(&path).await;
        assert!(form.status == StatusCode::OK && form.text.contains(&there), "{}", form.text);
        let read = blank.submit(&format!("/profile/reading/keep{from}"), &[("revision", "1")]).await;
        assert_eq!(read.header("location"), there);
        for elsewhere in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example", "javascript%3Aevil"]
        {
            let page = blank.get(&format!("/profile?back={elsewhere}")).await.text;
            assert!(!page.contains("返回，继续申请"), "{elsewhere}: {page}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_listing_pauses_when_twenty_wait_for_its_seat_and_reopens_when_fewer_do() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let mut first = None;
        for number in 0..20 {
            let id = applied(&student(&site, &format!("s{number}")).await?.browser, listing).await?;
            first = first.or(Some(id));
        }
        let late = student(&site, "late").await?;
        let full = apply(&late.browser, listing, &[]).await;
        assert!(full.status == StatusCode::CONFLICT && full.text.contains("暂不接收新的申请"), "{}", full.text);
        let page = site.get(&format!("/listings/{listing}")).await.text;
        assert!(page.contains("暂不接收新的申请") && !page.contains(&format!("/listings/{listing}/apply")), "{page}");
        let path = received(listing, first.expect("somebody was the first"));
        done(&writer, &path, "view", &[]).await;
        done(&writer, &path, "refuse", &[("refuse-words", "已有更合适的人选，谢谢您的申请。")]).await;
        applied(&late.browser, listing).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_applies_to_whom_they_write_for_nor_more_than_three_times_for_one_listing() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        tell_skill(&writer, "Python").await;
        let page = writer.get(&format!("/listings/{listing}")).await.text;
        let way = format!("/listings/{listing}/apply\"");
        assert!(page.contains("代表这家单位发布信息") && !page.contains(&way), "{page}");
        let before = writer.get(&format!("/listings/{listing}/apply")).await;
        assert!(before.status == StatusCode::CONFLICT && before.text.contains("代表这家单位"), "{}", before.text);
        let refused = apply(&writer, listing, &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text.contains("代表这家单位发布信息"), "{}", refused.text);
        let student = student(&site, "student").await?;
        for _ in 0..3 {
            assert!(student.browser.get(&format!("/listings/{listing}")).await.text.contains(&way));
            let id = applied(&student.browser, listing).await?;
            done(&student.browser, &own(id), "withdraw", &[]).await;
        }
        let page = student.browser.get(&format!("/listings/{listing}")).await.text;
        assert!(page.contains("已申请过这个岗位三次") && !page.contains(&way), "{page}");
        let before = student.browser.get(&format!("/listings/{listing}/apply")).await;
        assert_eq!(before.status, StatusCode::CONFLICT, "nobody types what cannot be sent");
        let refused = apply(&student.browser, listing, &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text.contains("已申请过这个岗位三次"), "{}", refused.text);
        site.clock.set(site.clock.now() + Duration::days(181));
        applied(&site.come_back("student").await?, listing).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_step_of_another_page_is_refused_and_words_without_end_are_not_sent() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let (writer, student) = (recruiter(&site, "recruiter", FIRM).await?, student(&site, "student").await?);
        let id = applied(&student.browser, listing).await?;
        done(&writer, &received(listing, id), "view", &[]).await;
        let elsewhere = step(&writer, &received(listing, id), "settle", &[]).await;
        assert_eq!(elsewhere.status, StatusCode::CONFLICT);
        assert!(elsewhere.text.contains("这一步不在这个页面上办理"), "{}", elsewhere.text);
        for number in 0..30 {
            let text = format!("第 {number} 句");
            let said = student.browser.submit(&own(id), &[("do", "say"), ("message", &text)]).await;
            assert!(said.status.is_redirection(), "{number}: {}", said.text);
        }
        let much = student.browser.submit(&own(id), &[("do", "say"), ("message", "还有一句")]).await;
        assert_eq!(much.status, StatusCode::CONFLICT);
        assert!(much.text.contains("一小时内最多发送 30 条") && much.text.contains("还有一句"), "{}", much.text);
        site.clock.set(site.clock.now() + Duration::minutes(61));
        let later = student.browser.submit(&own(id), &[("do", "say"), ("message", "还有一句")]).await;
        assert!(later.status.is_redirection(), "{}", later.text);
        Ok(())
    })
    .await
}
