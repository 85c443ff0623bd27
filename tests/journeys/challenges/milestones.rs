//! Milestones of a challenge that are disputed, or that both sides strike.

use axum::http::StatusCode;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::Answered;
use rongqiao_tests::visitor::Visitor;
use time::macros::datetime;

use super::cast::act;
use super::running::negotiating;
use super::story::is_told;
use super::*;
use crate::figures::Watched;

const DISPUTE: &str = "样机还没有通过低温测试。";
const REASON: &str = "改为分批验收，不再单独测试样机。";
/// How a milestone is known after four steps.
const AFTER_FOUR: &str = "5";

/// Does `step` to the first milestone as it stands at `revision`, whatever the page of `by` offers.
async fn step_as_seen(by: &Visitor<'_>, path: &str, (step, words): (&str, &str), revision: &str) -> Answered {
    let field = format!("{step}-1");
    by.submit(path, &[("do", step), ("revision", revision), ("number", "1"), (field.as_str(), words)]).await
}

#[tokio::test]
async fn a_milestone_that_the_publisher_disputes_counts_nowhere_and_is_reported_anew() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = negotiating(&site).await?;
        cast.agree().await;
        cast.report_milestone().await;
        let mut milestones = Watched::of(&site, "milestones").await;
        let unsaid = cast.answer_milestone(&cast.publisher, ("milestone-dispute", "")).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        let own = cast.answer_milestone(&cast.college, ("milestone-dispute", DISPUTE)).await;
        assert_eq!(own.status, StatusCode::CONFLICT, "nobody disputes their own word");
        let disputed = cast.answer_milestone(&cast.publisher, ("milestone-dispute", DISPUTE)).await;
        assert!(disputed.status.is_redirection(), "{}", disputed.text);
        assert_eq!(milestones.now().await, (0, false));
        assert!(is_told(&cast.college, "对方对一个里程碑提出异议").await);
        let page = cast.college.get(&cast.mine()).await.text;
        assert!(page.contains(DISPUTE) && page.contains("可重新报告"), "{page}");
        let own = cast.answer_milestone(&cast.college, ("milestone-confirm", "")).await;
        assert_eq!(own.status, StatusCode::CONFLICT, "nobody confirms their own word");

        let anew = cast.answer_milestone(&cast.college, ("milestone-report", "")).await;
        assert!(anew.status.is_redirection(), "{}", anew.text);
        assert!(!cast.college.get(&cast.mine()).await.text.contains(DISPUTE));
        cast.confirm_milestone().await;
        assert_eq!(milestones.now().await, (1, true));
        for (late, words) in [("milestone-dispute", DISPUTE), ("milestone-strike", REASON)] {
            let late = step_as_seen(&cast.publisher, &cast.mine(), (late, words), AFTER_FOUR).await;
            assert_eq!(late.status, StatusCode::CONFLICT, "what both confirmed stays");
        }
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn both_strike_a_milestone_which_is_not_waited_for_and_is_no_result_by_itself() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = negotiating(&site).await?;
        cast.agree().await;
        let unsaid = cast.answer_milestone(&cast.publisher, ("milestone-strike", "")).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        let proposed = cast.answer_milestone(&cast.publisher, ("milestone-strike", REASON)).await;
        assert!(proposed.status.is_redirection(), "{}", proposed.text);
        let stranger = step_as_seen(&cast.other_college, &cast.mine(), ("milestone-strike-agree", ""), "2").await;
        assert_eq!(stranger.status, StatusCode::CONFLICT, "it is not their work");
        let desk = cast.desk().await;
        let officer = step_as_seen(&cast.firms, &desk, ("milestone-strike-agree", ""), "2").await;
        assert_eq!(officer.status, StatusCode::NOT_FOUND);
        assert!(is_told(&cast.college, "对方提议取消一个里程碑").await);
        assert!(cast.college.get(&cast.mine()).await.text.contains(REASON));
        for own_word in ["milestone-strike-agree", "milestone-strike-decline"] {
            let refused = cast.answer_milestone(&cast.publisher, (own_word, "")).await;
            assert_eq!(refused.status, StatusCode::CONFLICT, "{own_word}");
        }
        for step in ["milestone-strike-decline", "milestone-strike"] {
            let answered = cast.answer_milestone(&cast.college, (step, REASON)).await;
            assert!(answered.status.is_redirection(), "{step}: {}", answered.text);
        }
        assert!(is_told(&cast.publisher, "对方不同意取消一个里程碑").await);
        let (one, two) = tokio::join!(
            cast.answer_milestone(&cast.publisher, ("milestone-strike-agree", "")),
            cast.answer_milestone(&cast.publisher, ("milestone-strike-agree", "")),
        );
        let done = [&one, &two].into_iter().filter(|it| it.status.is_redirection()).count();
        assert_eq!(done, 1, "{} {}", one.status, two.status);
        let page = cast.college.get(&cast.mine()).await.text;
        assert!(page.contains("双方同意取消") && page.contains(REASON), "{page}");
        let late = step_as_seen(&cast.college, &cast.mine(), ("milestone-report", ""), AFTER_FOUR).await;
        assert_eq!(late.status, StatusCode::CONFLICT);

        site.clock.set(datetime!(2027-06-23 09:00 +8));
        site.tend_postings().await?;
        let cast = cast.later().await?;
        assert!(!cast.college.get("/messages").await.text.contains("到期，请核对进度</p>"));
        cast.deliver().await;
        let nothing = act(&cast.publisher, &cast.mine(), "confirm", &[]).await;
        assert!(
            nothing.status == StatusCode::CONFLICT && nothing.text.contains("未取消的须全部确认"),
            "{}",
            nothing.text
        );
        Ok(())
    })
    .await
}
