//! A host or a school that a desk has suspended: nothing new is agreed to or begun, and what runs comes to its end.

use rongqiao_tests::database::on_every_database;

use super::*;

const SUSPENDED: &str = "其中一家单位已被暂停";

#[tokio::test]
async fn nothing_is_approved_agreed_to_or_begun_while_host_or_school_is_suspended() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = accepted(&site, "student").await?;
        let school = an_organisation(SCHOOL).id.to_string();
        let named = sides.student.submit(&format!("{}/school", sides.page()), &[("internship-school", &school)]).await;
        assert!(named.status.is_redirection(), "{}", named.text);
        stand(&site, FIRM, "suspended").await?;
        let refused = act(&sides.school, &sides.page(), "approve", &[]).await;
        assert!(refused.status == StatusCode::CONFLICT && refused.text.contains(SUSPENDED), "{}", refused.text);
        stand(&site, FIRM, "verified").await?;
        sides.done(&sides.school, "approve", &[]).await;
        assert!(sides.plan(&[]).await.status.is_redirection());
        for organisation in [FIRM, SCHOOL] {
            stand(&site, organisation, "suspended").await?;
            for by in [&sides.student, &sides.host, &sides.school] {
                let refused = sides.agree(by, "1").await;
                assert!(refused.status == StatusCode::CONFLICT && refused.text.contains(SUSPENDED), "{}", refused.text);
            }
            let paper = sides.bring(&sides.school, "1", "school").await;
            assert!(paper.status == StatusCode::CONFLICT && paper.text.contains(SUSPENDED), "{}", paper.text);
            stand(&site, organisation, "verified").await?;
        }
        for by in [&sides.student, &sides.host, &sides.school] {
            assert!(sides.agree(by, "1").await.status.is_redirection());
        }
        stand(&site, FIRM, "banned").await?;
        let refused = act(&sides.school, &sides.page(), "start", &[]).await;
        assert!(refused.status == StatusCode::CONFLICT && refused.text.contains(SUSPENDED), "{}", refused.text);
        assert_eq!(sides.stage().await, "agreed");
        sides.done(&sides.student, "terminate", &[("terminate-words", "单位被暂停，另找实习。")]).await;
        assert_eq!(sides.stage().await, "terminated");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_runs_at_a_suspended_host_rests_goes_on_and_is_confirmed_as_it_was_agreed() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        stand(&site, FIRM, "suspended").await?;
        sides.done(&sides.student, "interrupt", &[("interrupt-words", "学校期末考试两周。")]).await;
        sides.done(&sides.school, "resume", &[]).await;
        assert!(sides.plan(&[("plan-host-tutor-name", "李明")]).await.status.is_redirection());
        let refused = sides.agree(&sides.host, "2").await;
        assert!(refused.status == StatusCode::CONFLICT && refused.text.contains(SUSPENDED), "{}", refused.text);
        assert_eq!(sides.stage().await, "running");
        sides.end().await;
        assert_eq!(sides.stage().await, "confirmed");
        Ok(())
    })
    .await
}
