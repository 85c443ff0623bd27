//! Several who act at once: everything that is said counts once, and nobody confirms what they have not seen.

use rongqiao_tests::database::on_every_database;

use super::*;
use crate::privacy::count;

#[tokio::test]
async fn three_who_confirm_at_once_and_twice_confirm_once_each() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "student").await?;
        assert!(sides.plan(&[]).await.status.is_redirection());
        let agree = |by| sides.agree(by, "1");
        let (student, host, school) = (&sides.student, &sides.host, &sides.school);
        let answers: [Answered; 6] =
            tokio::join!(agree(student), agree(host), agree(school), agree(student), agree(host), agree(school)).into();
        assert!(answers.iter().all(|it| it.status.is_redirection()));
        assert_eq!(count(&site, "internship_signature").await?, 3);
        assert_eq!(sides.stage().await, "agreed");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_an_amendment_and_a_confirmation_at_once_the_new_version_is_confirmed_by_nobody() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        for round in 0..4 {
            let sides = approved(&site, &format!("student{round}")).await?;
            assert!(sides.plan(&[]).await.status.is_redirection());
            for by in [&sides.student, &sides.host] {
                assert!(sides.agree(by, "1").await.status.is_redirection());
            }
            let (amended, agreed) = tokio::join!(sides.plan(&[]), sides.agree(&sides.school, "1"));
            // Whoever came second saw something that was no longer so.
            assert!(amended.status.is_redirection() || agreed.status.is_redirection());
            if amended.status.is_redirection() {
                assert_eq!(sides.stage().await, "approved", "the new version waits for everybody");
                let page = sides.school.get(&sides.page()).await.text;
                assert!(page.contains("name=\"version\" value=\"2\""), "{page}");
                let latest = between(&page, "<ul class=\"plain signatures\">", "</ul>");
                assert_eq!(latest.matches("待确认").count(), 3, "{latest}");
            } else {
                assert_eq!(sides.stage().await, "agreed");
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_week_that_changes_while_it_is_confirmed_counts_as_it_was_seen_or_not_at_all() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        assert!(sides.write("2026-09-01", "7.5", "入厂培训。").await.status.is_redirection());
        let sides = later(&site, "student", sides, 7).await?;
        let seen = sides.seen(&sides.host, FIRST_WEEK).await;
        let week = [("monday", FIRST_WEEK), ("seen", &seen), ("do", "confirm")];
        let address = format!("{}/weeks", sides.page());
        let (confirmed, written) =
            tokio::join!(sides.host.submit(&address, &week), sides.write("2026-09-01", "12", "加长。"));
        // The school confirms what stands there now: it counts if the host has seen the same.
        sides.confirm_week(&sides.school, FIRST_WEEK).await;
        let page = sides.student.get(&sides.page()).await.text;
        if confirmed.status.is_redirection() && !written.status.is_redirection() {
            assert!(page.contains("企业和学校均已确认 7.5 小时（学生共写 7.5 小时）"), "{page}");
        } else {
            assert!(page.contains("企业和学校均已确认 0 小时（学生共写 12 小时）"), "{page}");
        }
        Ok(())
    })
    .await
}
