//! An internship at two organisations: the second one confirms here once the student has, and sees the agreement alone.

use rongqiao_tests::database::on_every_database;

use super::*;

/// The other firm, with brackets of half width.
const SECOND: &str = "滨海重工(上海)有限公司";

/// What the school types for an internship a part of which is at the other firm.
pub(super) const SHARED: &[(&str, &str)] = &[
    ("plan-second-host", SECOND),
    ("plan-second-place", "飞渡路200号"),
    ("plan-second-tutor-name", "赵敏"),
    ("plan-second-tutor-role", "班组长"),
    ("plan-second-venue", "ordinary"),
];

/// A site on which the other firm is verified too, and somebody answers for it.
pub(super) async fn with_both(database: TestDatabase) -> anyhow::Result<TestSite> {
    let site = site(database).await?;
    stand(&site, OTHER_FIRM, "verified").await?;
    site.person_with("second", Role::Recruiter, Some(an_organisation(OTHER_FIRM).id)).await?;
    Ok(site)
}

fn at(sides: &Sides<'_>) -> String {
    format!("{}/second-host", sides.page())
}

#[tokio::test]
async fn a_second_host_that_is_verified_confirms_in_the_platform_once_the_student_has() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = with_both(database).await?;
        let sides = approved(&site, "student").await?;
        let second = site.come_back("second").await?;
        assert!(sides.plan(SHARED).await.status.is_redirection());
        assert!(sides.agree(&sides.host, "1").await.status.is_redirection());
        is_hidden(&second, &at(&sides)).await;
        assert!(!second.get("/my/internships").await.text.contains(&sides.page()), "the student has not confirmed");
        let told = sides.student.get(&sides.page()).await.text;
        assert!(told.contains(&format!("第二实习单位“{SECOND}”")), "the student is told who will see it: {told}");

        assert!(sides.agree(&sides.student, "1").await.status.is_redirection());
        assert!(second.get("/messages").await.text.contains("列为第二实习单位"));
        assert!(second.get("/my/internships").await.text.contains(&sides.page()));
        assert_eq!(second.get(&sides.page()).await.header("location"), at(&sides), "it has a page of its own");
        let page = second.get(&at(&sides)).await.text;
        for words in ["SX2026-0099", "赵敏", "确认第 1 版协议"] {
            assert!(page.contains(words), "{words}: {page}");
        }

        let (here, word) = (at(&sides), [("version", "1")]);
        let (school, once, again) =
            tokio::join!(sides.agree(&sides.school, "1"), second.submit(&here, &word), second.submit(&here, &word));
        for answered in [school, once, again] {
            assert!(answered.status.is_redirection(), "at once and twice: {}", answered.text);
        }
        assert!(!second.get(&at(&sides)).await.text.contains("确认第 1 版协议"), "it is confirmed");
        sides.done(&sides.school, "start", &[]).await;
        assert_eq!(sides.stage().await, "running");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_second_host_sees_neither_diary_nor_what_others_signed_and_does_nothing_else() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = with_both(database).await?;
        let sides = approved(&site, "student").await?;
        let second = site.come_back("second").await?;
        assert!(sides.plan(SHARED).await.status.is_redirection());
        assert!(sides.bring(&sides.host, "1", "host").await.status.is_redirection());
        assert!(sides.agree(&sides.student, "1").await.status.is_redirection());
        assert!(sides.agree(&sides.school, "1").await.status.is_redirection());
        let early = act(&sides.school, &sides.page(), "start", &[]).await;
        assert_eq!(early.status, StatusCode::CONFLICT, "the second host has not confirmed");
        assert!(!second.get(&at(&sides)).await.text.contains("/agreements/1/host"));
        for hidden in ["agreements/1/host", "plan", "scan", "diary", "visits", "assessment"] {
            is_hidden(&second, &format!("{}/{hidden}", sides.page())).await;
        }
        let others = [("do", "terminate"), ("revision", "9"), ("words", "不再需要")];
        assert_eq!(second.submit(&sides.page(), &others).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            second.submit(&format!("{}/agree", sides.page()), &[("version", "1")]).await.status,
            StatusCode::NOT_FOUND
        );
        for other in [&sides.student, &sides.host, &sides.school] {
            is_hidden(other, &at(&sides)).await;
            assert_eq!(other.submit(&at(&sides), &[("version", "1")]).await.status, StatusCode::NOT_FOUND);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_second_host_loses_sight_of_an_agreement_written_anew_until_the_student_confirms_it() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = with_both(database).await?;
        let sides = approved(&site, "student").await?;
        let second = site.come_back("second").await?;
        assert!(sides.plan(SHARED).await.status.is_redirection());
        assert!(sides.agree(&sides.student, "1").await.status.is_redirection());
        assert!(second.get(&at(&sides)).await.status.is_success());
        assert!(sides.plan(SHARED).await.status.is_redirection());
        is_hidden(&second, &at(&sides)).await;
        assert!(sides.agree(&sides.student, "2").await.status.is_redirection());
        let stale = second.submit(&at(&sides), &[("version", "1")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "what it saw was replaced");
        assert!(stale.text.contains("确认第 2 版协议"), "{}", stale.text);
        // Without a second host in the agreement nobody else sees it.
        assert!(sides.plan(&[]).await.status.is_redirection());
        assert!(sides.agree(&sides.student, "3").await.status.is_redirection());
        is_hidden(&second, &at(&sides)).await;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_second_host_that_is_not_verified_confirms_on_paper_and_host_or_school_are_none() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        site.person_with("second", Role::Recruiter, Some(an_organisation(OTHER_FIRM).id)).await?;
        let sides = approved(&site, "student").await?;
        let second = site.come_back("second").await?;
        for part in [FIRM, SCHOOL] {
            let named: Vec<(&str, &str)> =
                [("plan-second-host", part)].into_iter().chain(SHARED[1..].to_vec()).collect();
            let refused = sides.plan(&named).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text.contains("应当是实习单位和学校以外的单位"), "{}", refused.text);
        }
        assert!(sides.plan(SHARED).await.status.is_redirection());
        assert!(sides.agree(&sides.student, "1").await.status.is_redirection());
        is_hidden(&second, &at(&sides)).await;
        assert!(sides.bring(&sides.host, "1", "second-host").await.status.is_redirection());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_second_host_is_asked_what_the_first_one_is_and_stops_what_that_would_stop() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "student").await?;
        let silent = sides.plan(&SHARED[..4]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "what kind of place it is has to be said");
        let vocational = [("plan-level", "vocational-college"), ("plan-born-on", "2006-05-10")];
        let kind = [("plan-second-venue", "entertainment"), ("plan-second-is-agency", "yes")];
        let typed: Vec<(&str, &str)> = SHARED[..4].iter().copied().chain(vocational).chain(kind).collect();
        assert!(sides.plan(&typed).await.status.is_redirection());
        let page = sides.school.get(&sides.page()).await.text;
        for found in ["通过中介或派遣机构安排", "娱乐性场所不得安排实习"] {
            assert!(page.contains(found), "{found}: {page}");
        }
        let fine: Vec<(&str, &str)> = SHARED.iter().copied().chain(vocational).collect();
        assert!(sides.plan(&fine).await.status.is_redirection());
        let page = sides.school.get(&sides.page()).await.text;
        assert!(!page.contains("通过中介或派遣机构安排") && !page.contains("娱乐性场所不得安排实习"), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_confirms_while_the_second_host_is_suspended() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = with_both(database).await?;
        let sides = approved(&site, "student").await?;
        let second = site.come_back("second").await?;
        assert!(sides.plan(SHARED).await.status.is_redirection());
        assert!(sides.agree(&sides.student, "1").await.status.is_redirection());
        stand(&site, OTHER_FIRM, "suspended").await?;
        let theirs = second.submit(&at(&sides), &[("version", "1")]).await;
        for refused in [theirs, sides.agree(&sides.host, "1").await] {
            assert_eq!(refused.status, StatusCode::CONFLICT);
            assert!(refused.text.contains("其中一家单位已被暂停"), "{}", refused.text);
        }
        stand(&site, OTHER_FIRM, "verified").await?;
        assert!(second.submit(&at(&sides), &[("version", "1")]).await.status.is_redirection());
        Ok(())
    })
    .await
}
