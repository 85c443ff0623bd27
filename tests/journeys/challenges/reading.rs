//! What those who take part read of how a challenge goes: who is chosen, why something was done, who is waited for.

use axum::http::StatusCode;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::visitor::Visitor;

use super::cast::{Cast, act, done, stage};
use super::running::negotiating;
use super::story::{COLLEGE, cast, is_told, score};
use super::*;

#[tokio::test]
async fn whoever_was_not_chosen_is_told_so_and_the_publisher_reads_the_proposal_that_was() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = negotiating(&site).await?;
        let mine = cast.mine();
        let other = cast.other_college.get(&mine).await.text;
        assert!(other.contains("公示期满，发榜单位正与其他单位洽谈") && !other.contains("请与发榜单位洽谈"), "{other}");
        assert!(is_told(&cast.other_college, "公示期满，贵单位的方案未入选").await);
        assert!(!is_told(&cast.college, "未入选").await && !is_told(&cast.publisher, "未入选").await);
        let read = cast.publisher.get(&mine).await.text;
        for words in ["中榜单位", COLLEGE, "中榜方案", "团队：微电子学院", "共同申请，企业优先实施。"]
        {
            assert!(read.contains(words), "{words} in {read}");
        }
        assert!(!read.contains("海洋材料实验室"), "{read}");
        cast.agree().await;
        let other = cast.other_college.get(&mine).await.text;
        assert!(other.contains("贵单位的方案未入选") && !other.contains("请报告里程碑"), "{other}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_took_a_proposal_back_reads_so_and_does_not_object() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = cast(&site).await?;
        cast.open().await?;
        let mine = cast.mine();
        cast.propose(&cast.college, "微电子学院").await;
        cast.propose(&cast.other_college, "海洋材料实验室").await;
        done(&cast.other_college, &mine, "take-back", &[]).await;
        let page = cast.other_college.get(&mine).await.text;
        assert!(page.contains("贵单位已撤回方案。截止前可以重新提交。") && page.contains("密文已删除"), "{page}");
        assert!(!page.contains("方案已密封") && !page.contains("方案已加密"), "{page}");
        cast.unseal().await?;
        for name in ["one", "two", "three"] {
            score(&cast, name).await?;
        }
        cast.nominate(COLLEGE).await;
        let page = cast.other_college.get(&mine).await.text;
        assert!(page.contains("贵单位已撤回方案。") && !page.contains("value=\"object\""), "{page}");
        assert!(cast.college.get(&mine).await.text.contains("value=\"object\""));
        Ok(())
    })
    .await
}

/// Whether the page at `path` holds `words` for whoever browses.
async fn reads(browser: &Visitor<'_>, path: &str, words: &str) -> bool {
    browser.get(path).await.text.contains(words)
}

#[tokio::test]
async fn the_reason_of_a_step_is_read_by_those_whom_it_concerns() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = negotiating(&site).await?;
        let (mine, desk) = (cast.mine(), cast.desk().await);
        cast.agree().await;
        done(&cast.college, &mine, "dispute", &[("dispute-words", "对方迟迟不提供样品。")]).await;
        assert!(reads(&cast.firms, &desk, &format!("{COLLEGE}：提出争议")).await);
        assert!(reads(&cast.college, &mine, "本单位：提出争议").await);
        done(&cast.firms, &desk, "settle", &[("settle-words", "样品须在十日内送达。")]).await;
        for words in ["对方迟迟不提供样品。", "样品须在十日内送达。"] {
            for (browser, path) in [(&cast.firms, &desk), (&cast.publisher, &mine), (&cast.college, &mine)] {
                assert!(reads(browser, path, words).await, "{path}: {words}");
            }
            assert!(!reads(&cast.other_college, &mine, words).await, "{words} is between the two sides");
        }
        done(&cast.publisher, &mine, "terminate", &[("terminate-words", "项目预算已取消。")]).await;
        let page = cast.college.get(&mine).await.text;
        assert!(page.contains("项目预算已取消。") && page.contains("合作已终止。"), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn all_who_proposed_read_why_nothing_came_of_a_call() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = cast(&site).await?;
        cast.open().await?;
        cast.propose(&cast.college, "微电子学院").await;
        cast.unseal().await?;
        done(&cast.firms, &cast.desk().await, "lapse", &[("lapse-words", "方案均未达到指标。")]).await;
        for side in [&cast.publisher, &cast.college] {
            let page = side.get(&cast.mine()).await.text;
            assert!(page.contains("方案均未达到指标。") && page.contains("本榜已流标"), "{page}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_publisher_reads_why_a_call_is_not_put_up() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = cast(&site).await?;
        cast.put_up().await;
        done(&cast.firms, &cast.desk().await, "refuse", &[("refuse-words", "指标无法由第三方测试。")]).await;
        let page = cast.publisher.get(&cast.mine()).await.text;
        assert!(page.contains("指标无法由第三方测试。") && page.contains("促进中心：不予张榜"), "{page}");
        Ok(())
    })
    .await
}

/// Whoever has done `what` reads that they have and cannot again; the other side reads that it is waited for.
async fn waits_for(cast: &Cast<'_>, what: &str, (has, other): (&Visitor<'_>, &Visitor<'_>)) {
    let mine = cast.mine();
    done(has, &mine, what, &[]).await;
    let (own, theirs) = (has.get(&mine).await.text, other.get(&mine).await.text);
    let button = format!("value=\"{what}\"");
    assert!(own.contains("您已确认，等待对方确认。") && !own.contains(&button), "{own}");
    assert!(theirs.contains("对方已确认，等待您确认。") && theirs.contains(&button), "{theirs}");
    let again = act(has, &mine, what, &[]).await;
    assert!(again.status == StatusCode::CONFLICT && again.text.contains("您已经做过这一步"), "{}", again.text);
    done(other, &mine, what, &[]).await;
    for side in [has, other] {
        let page = side.get(&mine).await.text;
        assert!(!page.contains("等待对方确认。") && !page.contains("等待您确认。"), "{page}");
    }
}

#[tokio::test]
async fn whoever_has_confirmed_sees_it_and_the_other_side_is_waited_for() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = negotiating(&site).await?;
        let digest = "a".repeat(64);
        let contract = [
            ("contract-number", "LG-2026-020"),
            ("contract-amount", "450000"),
            ("contract-day", "2026-09-18"),
            ("contract-digest", digest.as_str()),
        ];
        done(&cast.publisher, &cast.mine(), "contract", &contract).await;
        waits_for(&cast, "agree", (&cast.college, &cast.publisher)).await;
        cast.report_milestone().await;
        cast.confirm_milestone().await;
        cast.deliver().await;
        waits_for(&cast, "confirm", (&cast.publisher, &cast.college)).await;
        assert_eq!(stage(&cast.publisher, &cast.mine()).await, "confirmed");
        Ok(())
    })
    .await
}
