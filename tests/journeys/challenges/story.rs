//! The whole way, as those who go it see it.

use axum::http::StatusCode;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::NOW;
use rongqiao_tests::visitor::Visitor;

use super::cast::{Cast, act, between, done, points, stage};
use super::*;
use crate::figures::Watched;

pub(super) const COLLEGE: &str = "临港大学";
pub(super) const LATE_COLLEGE: &str = "海洋学院";

/// What both desks are told once.
const SCORED: &str = "专家评分已全部提交";

/// Whether the latest messages to whoever browses say so.
pub(super) async fn is_told(browser: &Visitor<'_>, words: &str) -> bool {
    browser.get("/messages").await.text.contains(words)
}

/// Somebody called `name` is asked to score the one proposal, and does.
pub(super) async fn score(cast: &Cast<'_>, name: &str) -> anyhow::Result<()> {
    let (reviewer, path) = cast.reviewer(name, "score").await?;
    let fields = points(&["80"]);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    done(&reviewer, &path, "score", &fields).await;
    Ok(())
}

/// The people of a story about a challenge that was published.
pub(super) async fn cast(site: &TestSite) -> anyhow::Result<Cast<'_>> {
    site.publish([the_challenge()]).await?;
    // Organisations are known by what they publish.
    for name in [COLLEGE, LATE_COLLEGE] {
        site.publish([a_listing(ListingKind::Facility).titled(name).from("test", name).by(name)]).await?;
    }
    let of = |name: &str| Some(an_organisation(name).id);
    site.person_with("publisher", Role::Recruiter, of(FIRM)).await?;
    site.person_with("firms", Role::FirmsDesk, None).await?;
    site.person_with("schools", Role::UniversitiesDesk, None).await?;
    site.person_with("college", Role::CollegeStaff, of(COLLEGE)).await?;
    site.person_with("other-college", Role::CollegeStaff, of(LATE_COLLEGE)).await?;
    let names = ["publisher", "firms", "schools", "college", "other-college"];
    Cast::enter(site, the_challenge().id(), names).await
}

#[tokio::test]
async fn a_challenge_goes_from_the_call_to_the_result_that_both_sides_confirm() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = cast(&site).await?;
        let (public, mine) = (cast.public(), cast.mine());
        cast.open().await?;
        assert_eq!(stage(&cast.publisher, &mine).await, "open");
        assert!(site.get(&format!("/listings/{}", cast.listing)).await.text.contains(&public));

        // A question, answered for everybody.
        for _ in 0..2 {
            done(&cast.college, &public, "ask", &[("question", "样品尺寸是多少？")]).await;
        }
        assert_eq!(site.get(&public).await.text.matches("样品尺寸是多少？").count(), 1, "asked twice, it is one");
        assert!(is_told(&cast.publisher, "有单位提问，请答复").await);
        done(&cast.publisher, &mine, "answer", &[("number", "1"), ("answer-1", "八英寸晶圆。")]).await;
        assert!(site.get(&public).await.text.contains("八英寸晶圆。"));
        assert!(!is_told(&cast.other_college, "贵单位的提问已得到答复").await, "they asked nothing");
        let told = cast.college.get("/messages").await.text;
        assert!(told.contains("贵单位的提问已得到答复") && !told.contains("八英寸晶圆。"), "{told}");
        let message = [("message", between(&told, "name=\"message\" value=\"", "\""))];
        let (landed, page) = cast.college.submit_and_follow("/messages/open", &message).await;
        assert!(landed == public && page.text.contains("八英寸晶圆。"), "everybody reads it there: {landed}");

        // Two colleges propose; what they sent comes back once and is nowhere else.
        let sent = cast.propose(&cast.college, "微电子学院键合课题组").await;
        assert_eq!(sent.status, StatusCode::OK, "{}", sent.text);
        assert!(sent.text.contains("微电子学院键合课题组") && sent.text.contains("SHA-256"));
        site.clock.set(NOW + Duration::minutes(1));
        assert_eq!(cast.propose(&cast.other_college, "海洋材料实验室").await.status, StatusCode::OK);
        let desk = cast.desk().await;
        for (browser, path) in [(&cast.college, &mine), (&cast.firms, &desk), (&cast.publisher, &mine)] {
            assert!(!browser.get(path).await.text.contains("微电子学院键合课题组"), "{path}");
        }
        cast.unseal().await?;
        let opened = cast.firms.get(&desk).await.text;
        assert!(opened.contains("微电子学院键合课题组") && opened.contains("海洋材料实验室"));

        // The steps of a call have their own page: nothing is opened by a plain one, with no key.
        let plain = desk.replace("/desk/challenges/", "/desk/connections/");
        assert_eq!(cast.firms.get(&plain).await.status, StatusCode::NOT_FOUND);
        for what in ["unseal", "nominate", "lapse"] {
            let sent = cast.firms.submit(&plain, &[("do", what), ("revision", "9")]).await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "{what}");
        }

        // Somebody who is asked and never answers, and three reviewers; none sees a mean before having handed in all scores.
        cast.reviewer("silent", "score").await?;
        for (number, name) in ["one", "two", "three"].into_iter().enumerate() {
            let refused = act(&cast.firms, &desk, "nominate", &[]).await;
            assert!(!refused.status.is_redirection(), "nobody is nominated before the scores are in");
            let (reviewer, path) = cast.reviewer(name, "score").await?;
            assert!(!reviewer.get(&path).await.text.contains("位评审，匿名"));
            let fields = points(&[&(80 + number).to_string(), "60"]);
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            done(&reviewer, &path, "score", &fields).await;
            assert!(reviewer.get(&path).await.text.contains("位评审，匿名"));
            assert!(!act(&reviewer, &path, "score", &fields).await.status.is_redirection(), "once and for all");
        }
        let page = cast.firms.get(&desk).await.text;
        assert!(page.contains("平均 81.00 分") && page.contains("平均 60.00 分"), "{page}");

        // The desk waits no longer for who hands in nothing; who has handed in stays.
        assert!(!act(&cast.firms, &desk, "nominate", &[]).await.status.is_redirection(), "one is silent");
        assert_eq!(page.matches("score:").count(), 1, "{page}");
        let silent = format!("score:{}", between(&page, "name=\"number\" value=\"score:", "\""));
        assert!(!is_told(&cast.schools, SCORED).await);
        done(&cast.firms, &desk, "excuse", &[("number", &silent)]).await;
        assert!(is_told(&cast.schools, SCORED).await && !is_told(&cast.firms, SCORED).await, "who did it knows");
        assert!(!act(&cast.firms, &desk, "excuse", &[("number", &silent)]).await.status.is_redirection(), "once");

        // The notice, an objection, the decision, and the clock.
        cast.nominate(COLLEGE).await;
        assert!(site.get(&public).await.text.contains("拟中榜单位"));
        done(&cast.other_college, &mine, "object", &[("object-words", "评审中有一项指标没有比较。")]).await;
        assert_eq!(stage(&cast.firms, &desk).await, "objected");
        assert!(cast.other_college.get(&mine).await.text.contains("异议已记录在案"));
        let told = site.get(&public).await.text;
        assert!(told.contains("裁定后公示继续") && !told.contains("都可以提出异议"), "nobody can just now: {told}");
        assert!(!is_told(&cast.other_college, "公示继续").await);
        assert!(!act(&cast.firms, &desk, "settle", &[]).await.status.is_redirection(), "the other desk decides");
        done(&cast.schools, &desk, "settle", &[("settle-words", "经核对，各项指标均已比较。")]).await;
        assert!(site.get(&public).await.text.contains("都可以提出异议"));
        assert!(is_told(&cast.other_college, "异议已裁定，公示继续").await);
        assert!(is_told(&cast.college, "异议或争议已裁定").await && !is_told(&cast.college, "公示继续").await, "once");
        let once_more = act(&cast.other_college, &mine, "object", &[("object-words", "仍有异议。")]).await;
        assert!(!once_more.status.is_redirection(), "one objection to one nomination");
        for (browser, has_objected) in [(&cast.other_college, true), (&cast.college, false), (&cast.publisher, false)] {
            let page = browser.get(&mine).await.text;
            assert_eq!(page.contains("value=\"object\""), !has_objected, "{page}");
            assert_eq!(page.contains("异议已记录在案"), has_objected, "{page}");
        }
        site.clock.set(NOW + Duration::days(12));
        site.tend_postings().await?;
        assert_eq!(stage(&cast.firms, &desk).await, "noticed", "the notice is not over");
        site.clock.set(NOW + Duration::days(20));
        site.tend_postings().await?;
        let cast = cast.later().await?;
        assert_eq!(stage(&cast.firms, &desk).await, "negotiating");

        // Contract, milestones, evidence, result: each side says so.
        assert!(!act(&cast.college, &mine, "agree", &[]).await.status.is_redirection(), "there is no contract");
        cast.agree().await;
        assert!(is_told(&cast.college, "对方登记或修改了合同，请核对后确认").await);
        assert!(!is_told(&cast.publisher, "对方登记或修改了合同").await, "who entered it knows");
        cast.report_milestone().await;
        assert!(is_told(&cast.publisher, "对方报告已达到一个里程碑").await);
        let mut milestones = Watched::of(&site, "milestones").await;
        assert_eq!(milestones.now().await, (0, false), "the publisher has not confirmed it");
        cast.confirm_milestone().await;
        assert_eq!(milestones.now().await, (1, true));
        assert!(is_told(&cast.college, "对方确认了一个里程碑").await);
        assert!(milestones.page().await.contains(FIRM));
        cast.deliver().await;
        assert!(is_told(&cast.publisher, "对方提交了指标的达成证明").await);
        assert!(!site.get(&public).await.text.contains("达成 1 项"), "nobody is told before both have confirmed");
        cast.confirm().await;
        assert_eq!(stage(&cast.publisher, &format!("/en{mine}")).await, "confirmed");
        let page = site.get(&public).await.text;
        assert!(page.contains(COLLEGE) && page.contains("共 1 项，达成 1 项"), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_wrong_passphrase_opens_nothing_and_cannot_be_tried_for_long() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = cast(&site).await?;
        cast.open().await?;
        cast.propose(&cast.college, "微电子学院").await;
        site.clock.set(NOW + Duration::days(11));
        site.tend_postings().await?;
        let desk = cast.desk().await;
        for _ in 0..5 {
            let wrong = act(&cast.firms, &desk, "unseal", &[("unseal-passphrase", "别的 口令 一二三四")]).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.text.contains("口令不对") && !wrong.text.contains("别的 口令"));
        }
        let right = act(&cast.firms, &desk, "unseal", &[("unseal-passphrase", PASSPHRASE)]).await;
        assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(stage(&cast.firms, &desk).await, "sealed");
        site.clock.set(NOW + Duration::days(11) + Duration::minutes(2));
        done(&cast.firms, &desk, "unseal", &[("unseal-passphrase", PASSPHRASE)]).await;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_call_is_opened_with_a_measured_target_an_opinion_and_two_keys_at_each_desk() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = cast(&site).await?;
        let (public, mine) = (cast.public(), cast.mine());
        cast.put_up().await;
        assert_eq!(site.get(&public).await.status, StatusCode::NOT_FOUND, "nobody is told before it is open");
        let missing = act(&cast.firms, &cast.desk().await, "publish", &[]).await;
        assert_eq!(missing.status, StatusCode::CONFLICT);
        assert!(missing.text.contains("专家论证意见、两个工作部门各至少两人的封存密钥"), "{}", missing.text);
        // Others see nothing of it at all.
        for (browser, path) in [(&cast.college, mine), (&cast.publisher, cast.desk().await)] {
            assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        // Whoever belongs to the publisher is not asked.
        let field = [("invite-opinion-contact", "publisher@example.com")];
        let refused = act(&cast.firms, &cast.desk().await, "invite-opinion", &field).await;
        assert!(refused.text.contains("有关联"), "{}", refused.text);
        // Nor is whoever works at a desk, themself included.
        for officer in ["firms@example.com", "schools@example.com"] {
            let refused =
                act(&cast.firms, &cast.desk().await, "invite-opinion", &[("invite-opinion-contact", officer)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{officer}");
            assert!(refused.text.contains("此人是受理部门工作人员"), "{}", refused.text);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_reviewer_with_an_interest_reads_nothing_and_a_proposer_is_refused() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = cast(&site).await?;
        cast.open().await?;
        cast.propose(&cast.college, "微电子学院").await;
        cast.unseal().await?;
        let desk = cast.desk().await;
        let field = [("invite-score-contact", "college@example.com")];
        assert!(act(&cast.firms, &desk, "invite-score", &field).await.text.contains("有关联"));
        let reviewer = site.person("friend").await?;
        done(&cast.firms, &desk, "invite-score", &[("invite-score-contact", "friend@example.com")]).await;
        let path = format!("{}/score", desk.replace("/desk/challenges/", "/my/reviews/"));
        let page = reviewer.get(&path).await.text;
        assert!(!page.contains("微电子学院"), "the interest is declared first");
        assert!(page.contains(&format!("方案单位：{COLLEGE}")), "in whom, they read before: {page}");
        let page = cast.firms.get(&desk).await.text;
        let asked = format!("score:{}", between(&page, "name=\"number\" value=\"score:", "\""));
        done(&reviewer, &path, "declare", &[("declared", "conflict")]).await;
        assert!(!reviewer.get(&path).await.text.contains("微电子学院"));
        assert!(!cast.firms.get(&desk).await.text.contains("value=\"excuse\""), "nobody waits for them");
        assert!(!act(&cast.firms, &desk, "excuse", &[("number", &asked)]).await.status.is_redirection());
        assert!(!act(&reviewer, &path, "score", &[]).await.status.is_redirection());
        let stranger = site.person("stranger").await?;
        assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn both_desks_are_told_when_the_last_scores_that_were_waited_for_are_in() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = cast(&site).await?;
        cast.open().await?;
        cast.propose(&cast.college, "微电子学院").await;
        cast.unseal().await?;
        let desk = cast.desk().await;
        let friend = site.person("friend").await?;
        done(&cast.firms, &desk, "invite-score", &[("invite-score-contact", "friend@example.com")]).await;
        for name in ["one", "two", "three"] {
            score(&cast, name).await?;
            assert!(!is_told(&cast.firms, SCORED).await, "{name}: one has not said whether they have an interest");
        }
        let path = format!("{}/score", desk.replace("/desk/challenges/", "/my/reviews/"));
        done(&friend, &path, "declare", &[("declared", "conflict")]).await;
        assert!(is_told(&cast.firms, SCORED).await, "nobody is waited for any more");
        let told = async || cast.schools.get("/messages").await.text.matches(SCORED).count();
        let before = told().await;
        score(&cast, "four").await?;
        assert!(before > 0 && told().await > before, "another one was asked, and handed in");
        Ok(())
    })
    .await
}
