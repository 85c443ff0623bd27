//! Hours of diaries as the public reads them.

use rongqiao_model::PersonId;
use rongqiao_model::store::Closing;
use rongqiao_tests::database::on_every_database;
use sea_orm_migration::sea_orm::ConnectionTrait as _;

use super::running::judge;
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
