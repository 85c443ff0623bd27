//! Hours of diaries as the public reads them.

use rongqiao_model::PersonId;
use rongqiao_model::store::Closing;
use rongqiao_tests::database::on_every_database;
use sea_orm_migration::sea_orm::ConnectionTrait as _;

use super::running::{judge, judge_as_seen};
use super::*;
use crate::figures::Watched;

#[tokio::test]
async fn hours_count_while_both_tutors_confirm_them_and_neither_disputes_them() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        let mut hours = Watched::of(&site, "internship-hours").await;
        assert!(sides.write("2026-09-01", "7.5", "入厂培训。").await.status.is_redirection());
        let sides = later(&site, "student", sides, 7).await?;
        let confirm = [("do", "confirm")];
        assert!(judge(&sides.host, &sides, &confirm).await.is_redirection());
        assert_eq!(hours.now().await, (0, false), "the school has not confirmed them");
        assert!(judge(&sides.school, &sides, &confirm).await.is_redirection());
        assert_eq!(hours.now().await, (7, true), "whole hours");
        let page = hours.page().await;
        assert!(
            page.contains("<strong>7 小时</strong>") && page.contains(FIRM) && page.contains("少于 5 人"),
            "{page}"
        );
        let why = [("do", "dispute"), ("week-words", "周二在校上课。")];
        assert!(judge(&sides.school, &sides, &why).await.is_redirection());
        assert_eq!(hours.now().await, (0, true), "what is disputed is taken back");
        assert!(judge(&sides.school, &sides, &confirm).await.is_redirection());
        assert_eq!(hours.now().await, (7, true));
        assert!(judge(&sides.school, &sides, &confirm).await.is_redirection());
        assert_eq!(hours.now().await, (7, false), "twice is once");
        let host_alone = "UPDATE internship_week SET school_at = NULL";
        site.store.connection().execute_unprepared(host_alone).await?;
        assert_eq!(hours.now().await, (0, false), "what was kept while the word of the host was enough");
        assert!(judge(&sides.school, &sides, &confirm).await.is_redirection());
        assert_eq!(hours.now().await, (7, true));
        let student = PersonId::of_record("people", "student@example.com");
        assert_eq!(site.store.close_account(student, &[], site.clock.now()).await?, Closing::Done);
        assert_eq!(hours.now().await, (0, true), "what goes with its owner is told as well");
        Ok(())
    })
    .await
}

/// What a tutor sees of the week that waits for them, as the page holds it.
async fn seen_on_page(by: &Visitor<'_>, sides: &Sides<'_>) -> String {
    let page = by.get(&sides.page()).await.text;
    between(&page, "name=\"seen\" value=\"", "\"").to_owned()
}

#[tokio::test]
async fn weeks_that_wait_are_told_before_the_end_is_confirmed_and_count_once_confirmed_after_it() -> anyhow::Result<()>
{
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        let mut hours = Watched::of(&site, "internship-hours").await;
        assert!(sides.write("2026-09-01", "7.5", "入厂培训。").await.status.is_redirection());
        let sides = later(&site, "student", sides, 7).await?;
        sides.confirm_week(&sides.host, FIRST_WEEK).await;
        sides.done(&sides.student, "deliver", &[]).await;
        let waiting = "还有 1 周日志等待您确认";
        for (by, waits) in [(&sides.host, false), (&sides.school, true), (&sides.student, false)] {
            assert_eq!(by.get(&sides.page()).await.text.contains(waiting), waits);
        }
        for by in [&sides.host, &sides.school] {
            let assessed = by.submit(&format!("{}/assessment", sides.page()), ASSESSMENT).await;
            assert!(assessed.status.is_redirection(), "{}", assessed.text);
        }
        for by in [&sides.host, &sides.school] {
            sides.done(by, "confirm", &[]).await;
        }
        assert_eq!(sides.stage().await, "confirmed");
        assert_eq!(hours.now().await, (0, false), "the school has not confirmed the week");

        let dispute = format!("{}/weeks?monday={FIRST_WEEK}", sides.page());
        let page = sides.school.get(&sides.page()).await.text;
        assert!(page.contains(waiting) && !page.contains("/weeks?monday="), "{page}");
        is_hidden(&sides.school, &dispute).await;
        is_hidden(&sides.student, &format!("{}/diary", sides.page())).await;
        let seen = seen_on_page(&sides.school, &sides).await;
        let why = [("do", "dispute"), ("week-words", "周二在校上课。")];
        assert_eq!(judge_as_seen(&sides.school, &sides, &seen, &why).await, StatusCode::CONFLICT, "nobody can mend it");
        assert!(judge_as_seen(&sides.school, &sides, &seen, &[("do", "confirm")]).await.is_redirection());
        assert_eq!(hours.now().await, (7, true));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn both_tutors_confirm_the_last_week_of_an_internship_that_ended_early() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        assert!(sides.write("2026-09-01", "7.5", "入厂培训。").await.status.is_redirection());
        sides.done(&sides.host, "terminate", &[("terminate-words", "产线停产。")]).await;
        for by in [&sides.host, &sides.school] {
            let seen = seen_on_page(by, &sides).await;
            assert!(judge_as_seen(by, &sides, &seen, &[("do", "confirm")]).await.is_redirection(), "no week goes on");
        }
        let page = sides.student.get(&sides.page()).await.text;
        assert!(page.contains("企业和学校均已确认 7.5 小时"), "{page}");
        Ok(())
    })
    .await
}
