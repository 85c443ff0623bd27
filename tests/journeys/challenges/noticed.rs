//! What anybody can object to while the public is told who is to be chosen, and until when reviewers are waited for.

use axum::http::StatusCode;
use rongqiao_model::store::Closing;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::NOW;
use rongqiao_tests::people::Somebody;

use super::cast::{Cast, act, done, stage};
use super::story::{COLLEGE, cast, is_told, score};
use super::*;
use crate::privacy::count;

const OBJECTION: (&str, &str) = ("object-words", "中榜团队去年用过同一份报告。");

/// The cast, once the college is nominated.
async fn nominated(site: &TestSite) -> anyhow::Result<Cast<'_>> {
    let cast = cast(site).await?;
    cast.open().await?;
    cast.propose(&cast.college, "微电子学院").await;
    cast.unseal().await?;
    for name in ["one", "two", "three"] {
        score(&cast, name).await?;
    }
    cast.nominate(COLLEGE).await;
    Ok(cast)
}

#[tokio::test]
async fn the_sides_and_the_desk_read_who_is_nominated_and_the_publisher_not_yet_the_proposal() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = nominated(&site).await?;
        let (mine, desk) = (cast.mine(), cast.desk().await);
        for (browser, path) in [(&cast.publisher, &mine), (&cast.college, &mine), (&cast.schools, &desk)] {
            let page = browser.get(path).await.text;
            assert!(page.contains("拟中榜单位") && page.contains(COLLEGE) && page.contains("公示至"), "{path}: {page}");
        }
        assert!(!cast.publisher.get(&mine).await.text.contains("微电子学院"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn anybody_objects_once_in_their_name_and_is_told_what_was_decided() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = nominated(&site).await?;
        let (public, mine, desk) = (cast.public(), cast.mine(), cast.desk().await);
        let student = Somebody::new(&site, "周知行", "student@example.com").await?.browser;
        assert!(student.get(&public).await.text.contains("value=\"object-in-public\""));
        assert!(!site.get(&public).await.text.contains("object-in-public"), "whoever objects signs in");
        let empty = act(&student, &public, "object-in-public", &[("object-words", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        done(&student, &public, "object-in-public", &[OBJECTION]).await;
        assert_eq!(stage(&cast.firms, &desk).await, "objected");
        assert!(is_told(&cast.schools, "有单位或个人提出异议").await && !is_told(&student, "提出异议").await);

        // The desks know who it is and why; the sides know only that somebody did.
        for officer in [&cast.firms, &cast.schools] {
            let page = officer.get(&desk).await.text;
            assert!(page.contains("社会公众：周知行") && page.contains(OBJECTION.1), "{page}");
        }
        for side in [&cast.publisher, &cast.college] {
            let page = side.get(&mine).await.text;
            assert!(page.contains("社会公众") && page.contains("尚未裁定"), "{page}");
            assert!(!page.contains("周知行") && !page.contains(OBJECTION.1), "{page}");
        }
        assert!(!site.get(&public).await.text.contains(OBJECTION.1));

        done(&cast.schools, &desk, "settle", &[("settle-words", "经核对，两份报告数据不同。")]).await;
        assert_eq!(stage(&cast.firms, &desk).await, "noticed");
        assert!(is_told(&student, "您提出的异议已有裁定").await);
        let own = student.get(&public).await.text;
        assert!(own.contains("经核对，两份报告数据不同。") && !own.contains("value=\"object-in-public\""), "{own}");
        for side in [&cast.publisher, &cast.college] {
            let page = side.get(&mine).await.text;
            assert!(page.contains(OBJECTION.1) && page.contains("经核对"), "{page}");
            assert!(!page.contains("周知行"), "{page}");
        }
        let again = act(&student, &public, "object-in-public", &[OBJECTION]).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "once to each choice");
        assert_eq!(stage(&cast.firms, &desk).await, "noticed");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_publisher_does_not_read_an_objection_as_if_the_call_were_an_application() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = nominated(&site).await?;
        let (mine, desk) = (cast.mine(), cast.desk().await);
        done(&cast.college, &mine, "object", &[OBJECTION]).await;
        assert!(cast.schools.get(&desk).await.text.contains(OBJECTION.1));
        let received = desk.replace("/desk/challenges/", &format!("/my/listings/{}/applications/", cast.listing));
        assert_eq!(cast.publisher.get(&received).await.status, StatusCode::NOT_FOUND);
        let said = cast.publisher.submit(&received, &[("do", "say"), ("message", "您好。")]).await;
        assert_eq!(said.status, StatusCode::NOT_FOUND);
        assert!(!cast.publisher.get(&mine).await.text.contains(OBJECTION.1));
        let kept = format!("WHERE words = '{}'", OBJECTION.1);
        let (objections, steps) = (format!("call_objection {kept}"), format!("connection_event {kept}"));
        assert_eq!((count(&site, &objections).await?, count(&site, &steps).await?), (1, 0), "in one place alone");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_leaves_takes_the_words_of_their_objection_along_and_what_was_decided_stays() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = nominated(&site).await?;
        let (public, mine, desk) = (cast.public(), cast.mine(), cast.desk().await);
        let student = Somebody::new(&site, "周知行", "student@example.com").await?;
        done(&student.browser, &public, "object-in-public", &[OBJECTION]).await;
        done(&cast.schools, &desk, "settle", &[("settle-words", "经核对，两份报告数据不同。")]).await;
        done(&cast.college, &mine, "object", &[("object-words", "我方样品没有送检。")]).await;
        let page = cast.schools.get(&desk).await.text;
        assert!(page.contains(OBJECTION.1) && page.contains("我方样品没有送检。"), "{page}");
        for id in [student.id, PersonId::of_record("people", "college@example.com")] {
            assert_eq!(site.store.close_account(id, &[], site.clock.now()).await?, Closing::Done);
        }
        let page = cast.schools.get(&desk).await.text;
        assert!(!page.contains(OBJECTION.1) && !page.contains("周知行"), "{page}");
        assert!(page.contains("社会公众") && page.contains("裁定：经核对，两份报告数据不同。"), "{page}");
        assert!(page.contains("我方样品没有送检。"), "what they did for a college is the college's: {page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_objects_to_what_they_decide_or_once_the_notice_is_over() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = nominated(&site).await?;
        let (public, desk) = (cast.public(), cast.desk().await);
        let reviewer = site.come_back("one").await?;
        for partial in [&reviewer, &cast.firms, &cast.schools] {
            assert!(!partial.get(&public).await.text.contains("object-in-public"));
            let refused = act(partial, &public, "object-in-public", &[OBJECTION]).await;
            assert_eq!(refused.status, StatusCode::CONFLICT);
        }
        assert_eq!(stage(&cast.firms, &desk).await, "noticed");
        // The day is over, and the program has not yet looked.
        site.clock.set(NOW + Duration::days(20));
        let cast = cast.later().await?;
        let student = site.person("student").await?;
        assert!(!student.get(&public).await.text.contains("object-in-public"));
        let late = act(&student, &public, "object-in-public", &[OBJECTION]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        site.tend_postings().await?;
        assert_eq!(stage(&cast.firms, &desk).await, "negotiating");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_reviewer_knows_their_day_is_reminded_once_and_the_desk_sees_who_is_late() -> anyhow::Result<()> {
    on_every_database(async |database| {
        // Labels beside a message say the same; the message itself ends here.
        const REMINDED: &str = "专家任务的截止日期将至，请尽快提交</p>";
        let site = TestSite::empty(database).await?;
        let cast = cast(&site).await?;
        cast.open().await?;
        cast.propose(&cast.college, "微电子学院").await;
        cast.unseal().await?;
        let desk = cast.desk().await;
        let (reviewer, path) = cast.reviewer("slow", "score").await?;
        score(&cast, "quick").await?;
        assert!(reviewer.get(&path).await.text.contains("（含当日）提交"));
        let page = cast.firms.get(&desk).await.text;
        assert!(page.contains("（含当日）提交") && !page.contains("已超过期限"), "{page}");
        site.tend_postings().await?;
        assert!(!is_told(&reviewer, REMINDED).await, "there is time");
        let asked = site.clock.now();
        let last = rongqiao_model::working_days::due_on(asked, 10);
        let soon = rongqiao_model::working_days::due_on(asked, 7).midnight().assume_utc();
        for _ in 0..2 {
            site.clock.set(soon);
            site.tend_postings().await?;
        }
        let reviewer = site.come_back("slow").await?;
        assert_eq!(reviewer.get("/messages").await.text.matches(REMINDED).count(), 1, "once");
        assert!(!is_told(&site.come_back("quick").await?, REMINDED).await, "they have handed in");
        site.clock.set(last.midnight().assume_utc() + Duration::days(1));
        let late = cast.later().await?.firms.get(&desk).await.text;
        assert_eq!(late.matches("已超过期限").count(), 1, "{late}");
        Ok(())
    })
    .await
}
