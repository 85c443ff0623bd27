//! A challenge from the talks on: what its two sides say and hand to each other, and milestones that come due.

use axum::http::StatusCode;
use rongqiao_model::ConnectionMessageId;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::NOW;
use rongqiao_tests::site::Answered;
use rongqiao_tests::visitor::Visitor;
use time::macros::datetime;

use super::cast::{Cast, act, done, points, stage};
use super::story::{COLLEGE, LATE_COLLEGE, cast, is_told};
use super::*;

const REPORT: &[u8] = b"%PDF-1.7 report J-77";

/// The cast with two proposals, as far as the talks with the college that was chosen.
pub(super) async fn negotiating(site: &TestSite) -> anyhow::Result<Cast<'_>> {
    let cast = cast(site).await?;
    cast.open().await?;
    cast.propose(&cast.college, "微电子学院").await;
    site.clock.set(NOW + Duration::minutes(1));
    cast.propose(&cast.other_college, "海洋材料实验室").await;
    cast.unseal().await?;
    for name in ["one", "two", "three"] {
        let (reviewer, path) = cast.reviewer(name, "score").await?;
        let fields = points(&["80", "60"]);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        done(&reviewer, &path, "score", &fields).await;
    }
    cast.nominate(COLLEGE).await;
    site.clock.set(NOW + Duration::days(20));
    site.tend_postings().await?;
    cast.later().await
}

/// Brings a paper to the challenge whose papers lie at `papers`, under an identity that `name` makes.
async fn bring(by: &Visitor<'_>, papers: &str, (name, content): (&str, &[u8])) -> (Answered, String) {
    let nonce = ConnectionMessageId::of_record("nonce", name).to_string();
    let fields = [("nonce", nonce.as_str()), ("paper-words", "请核对。")];
    let sent = by.upload(&format!("{papers}/paper"), &fields, ("paper", name, content)).await;
    (sent, format!("{papers}/papers/{nonce}"))
}

/// Says `words` on the page at `path`.
async fn say(by: &Visitor<'_>, path: &str, words: &str) -> Answered {
    let nonce = ConnectionMessageId::of_record("nonce", words).to_string();
    by.submit(path, &[("do", "say"), ("nonce", nonce.as_str()), ("message", words)]).await
}

#[tokio::test]
async fn the_two_sides_talk_before_there_is_a_contract() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = negotiating(&site).await?;
        let (mine, desk) = (cast.mine(), cast.desk().await);
        for _ in 0..2 {
            let said = say(&cast.publisher, &mine, "首付款比例可以商量。").await;
            assert_eq!(said.header("location"), format!("{mine}#said"), "{}", said.text);
        }
        assert!(is_told(&cast.college, "对方发来消息").await && !is_told(&cast.publisher, "对方发来消息").await);
        let read = cast.college.get(&mine).await.text;
        assert_eq!(read.matches("首付款比例可以商量。").count(), 1, "sent twice, it is said once: {read}");
        assert!(read.contains("value=\"say\"") && read.contains("请不要写电话"), "{read}");
        let address = say(&cast.college, &mine, "我的电话是13812345678").await;
        assert_eq!(address.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(say(&cast.college, &mine, "可以，请发草案。").await.status.is_redirection());
        assert!(cast.publisher.get(&mine).await.text.contains("可以，请发草案。"));
        for (other, path) in [(&cast.other_college, &mine), (&cast.firms, &desk), (&cast.schools, &desk)] {
            let page = other.get(path).await.text;
            assert!(!page.contains("首付款") && !page.contains("value=\"say\""), "{page}");
            assert_eq!(say(other, path, "插一句。").await.status, StatusCode::CONFLICT);
        }
        // Whoever speaks is still reminded of the contract.
        site.clock.set(NOW + Duration::days(34));
        site.tend_postings().await?;
        for name in ["publisher", "college"] {
            assert!(is_told(&site.come_back(name).await?, "等待您这一方处理，请尽快查看").await, "{name}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn papers_are_handed_over_and_read_by_the_two_sides_and_in_a_dispute_by_the_desk() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = negotiating(&site).await?;
        let (mine, desk) = (cast.mine(), cast.desk().await);
        let papers = desk.replace("/desk/challenges/", "/my/connections/");
        let (early, draft) = bring(&cast.publisher, &papers, ("草案.pdf", REPORT)).await;
        assert_eq!(early.header("location"), format!("{mine}#said"), "{}", early.text);
        assert_eq!(cast.college.get(&draft).await.status, StatusCode::OK, "before there is a contract");

        cast.agree().await;
        let page = cast.college.get(&mine).await.text;
        assert!(page.contains(&format!("{papers}/paper")) && page.contains("先交付报告文件"), "{page}");
        let (sent, file) = bring(&cast.college, &papers, ("报告J-77.pdf", REPORT)).await;
        assert_eq!(sent.header("location"), format!("{mine}#said"), "{}", sent.text);
        for side in [&cast.college, &cast.publisher] {
            let page = side.get(&mine).await.text;
            for words in ["报告J-77.pdf", "请核对。", "SHA-256", COLLEGE, file.as_str()] {
                assert!(page.contains(words), "{words} in {page}");
            }
            assert_eq!(side.get(&file).await.text.as_bytes(), REPORT);
        }
        let stranger = site.person("stranger").await?;
        for other in [&cast.other_college, &cast.firms, &cast.schools, &stranger] {
            assert_eq!(other.get(&file).await.status, StatusCode::NOT_FOUND);
            assert_eq!(other.get(&format!("{papers}/paper")).await.status, StatusCode::NOT_FOUND);
        }
        assert!(!cast.other_college.get(&mine).await.text.contains("报告J-77"));
        assert!(!cast.firms.get(&desk).await.text.contains("报告J-77"), "it was not called");

        // The desk that settles reads what comes since it was called; the other one nothing.
        done(&cast.college, &mine, "dispute", &[("dispute-words", "对方迟迟不提供样品。")]).await;
        site.clock.set(site.clock.now() + Duration::minutes(1));
        let (_, second) = bring(&cast.publisher, &papers, ("样品单.pdf", REPORT)).await;
        assert_eq!(cast.firms.get(&file).await.status, StatusCode::NOT_FOUND);
        assert_eq!(cast.firms.get(&second).await.status, StatusCode::OK);
        let heard = cast.firms.get(&desk).await.text;
        assert!(heard.contains("样品单.pdf") && !heard.contains("报告J-77"), "{heard}");
        assert_eq!(cast.schools.get(&second).await.status, StatusCode::NOT_FOUND);
        assert!(!cast.schools.get(&desk).await.text.contains("样品单.pdf"));
        let asked = say(&cast.firms, &desk, "请双方补充材料。").await;
        assert_eq!(asked.header("location"), format!("{desk}#said"), "{}", asked.text);
        for side in [&cast.college, &cast.publisher] {
            assert!(side.get(&mine).await.text.contains("请双方补充材料。"));
        }
        Ok(())
    })
    .await
}

/// Nobody reads what was said to the college that was chosen first, or its paper at `secret`.
async fn reads_nothing(cast: &Cast<'_>, secret: &str) {
    let (mine, desk) = (cast.mine(), cast.desk().await);
    for (browser, path) in
        [(&cast.other_college, &mine), (&cast.publisher, &mine), (&cast.college, &mine), (&cast.firms, &desk)]
    {
        let page = browser.get(path).await.text;
        assert!(!page.contains("机密") && !page.contains("底价"), "{path}: {page}");
        assert_eq!(browser.get(secret).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn whoever_is_chosen_instead_reads_nothing_of_whoever_was_before() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = negotiating(&site).await?;
        let (mine, desk) = (cast.mine(), cast.desk().await);
        let papers = desk.replace("/desk/challenges/", "/my/connections/");
        let (brought, secret) = bring(&cast.college, &papers, ("机密.pdf", REPORT)).await;
        assert!(brought.status.is_redirection(), "{}", brought.text);
        assert!(say(&cast.college, &mine, "底价三十万。").await.status.is_redirection());
        let read = cast.publisher.get(&mine).await.text;
        assert!(read.contains("机密.pdf") && read.contains("底价三十万。"), "{read}");
        done(&cast.firms, &desk, "pass-on", &[("pass-on-words", "价格没有谈拢。")]).await;
        let told = cast.college.get("/messages").await.text;
        assert_eq!(told.matches("改选其他方案</p>").count(), 1, "whoever is passed over is told once: {told}");
        reads_nothing(&cast, &secret).await;
        cast.nominate(LATE_COLLEGE).await;
        // They stand on the side that answers, and the last award was to the other college.
        assert_eq!(stage(&cast.other_college, &mine).await, "noticed");
        reads_nothing(&cast, &secret).await;
        assert_eq!(say(&cast.other_college, &mine, "您好。").await.status, StatusCode::CONFLICT);
        assert_eq!(bring(&cast.other_college, &papers, ("早.pdf", REPORT)).await.0.status, StatusCode::NOT_FOUND);
        site.clock.set(NOW + Duration::days(40));
        site.tend_postings().await?;
        let cast = cast.later().await?;
        assert_eq!(stage(&cast.other_college, &mine).await, "negotiating");
        reads_nothing(&cast, &secret).await;
        let digest = "b".repeat(64);
        let contract = [
            ("contract-number", "LG-2026-019"),
            ("contract-amount", "450000"),
            ("contract-day", "2026-10-10"),
            ("contract-digest", digest.as_str()),
        ];
        done(&cast.publisher, &mine, "contract", &contract).await;
        done(&cast.other_college, &mine, "agree", &[]).await;
        done(&cast.publisher, &mine, "agree", &[]).await;
        reads_nothing(&cast, &secret).await;
        assert!(cast.other_college.get(&mine).await.text.contains("还没有消息"));
        let (sent, file) = bring(&cast.other_college, &papers, ("新的.pdf", REPORT)).await;
        assert!(sent.status.is_redirection(), "{}", sent.text);
        assert_eq!(cast.college.get(&file).await.status, StatusCode::NOT_FOUND, "nor the other way round");
        assert!(say(&cast.publisher, &mine, "欢迎合作。").await.status.is_redirection());
        assert!(cast.other_college.get(&mine).await.text.contains("欢迎合作。"));
        let left = cast.college.get(&mine).await.text;
        assert!(!left.contains("欢迎合作。") && !left.contains("新的.pdf"), "{left}");
        // From here no desk can pass on.
        assert!(!act(&cast.firms, &desk, "pass-on", &[("pass-on-words", "再换。")]).await.status.is_redirection());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn everybody_reads_that_a_confirmed_result_missed_its_target() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = negotiating(&site).await?;
        cast.agree().await;
        cast.report_milestone().await;
        cast.confirm_milestone().await;
        let evidence = [("number", "1"), ("measured-1", "7.5"), ("evidence-1", "第三方检测，报告编号 J-78。")];
        done(&cast.college, &cast.mine(), "evidence", &evidence).await;
        done(&cast.college, &cast.mine(), "deliver", &[]).await;
        cast.confirm().await;
        let page = site.get(&cast.public()).await.text;
        assert!(page.contains("共 1 项，达成 0 项") && !page.contains("J-78"), "{page}");
        let page = site.get(&format!("/en{}", cast.public())).await.text;
        assert!(page.contains("0 of 1 reached"), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn both_sides_are_told_of_a_milestone_before_its_day_and_after_it_each_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = negotiating(&site).await?;
        cast.agree().await;
        for (day, soon, passed) in [
            (datetime!(2027-06-22 09:00 +8), 0, 0),
            (datetime!(2027-06-23 09:00 +8), 1, 0),
            (datetime!(2027-06-30 23:00 +8), 1, 0),
            (datetime!(2027-07-01 00:00 +8), 1, 1),
            (datetime!(2027-07-05 09:00 +8), 1, 1),
        ] {
            site.clock.set(day);
            site.tend_postings().await?;
            for name in ["publisher", "college"] {
                let told = site.come_back(name).await?.get("/messages").await.text;
                let count = |words: &str| told.matches(words).count();
                // Labels beside a message say the same; the message itself ends here.
                let counted = (count("到期，请核对进度</p>"), count("还没有都确认，请尽快处理</p>"));
                assert_eq!(counted, (soon, passed), "{name} {day}");
            }
        }
        Ok(())
    })
    .await
}
