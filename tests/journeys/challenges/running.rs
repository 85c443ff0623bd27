//! A challenge while the work runs: papers that its two sides hand each other, and milestones that come due.

use axum::http::StatusCode;
use rongqiao_model::ConnectionMessageId;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::NOW;
use rongqiao_tests::site::Answered;
use rongqiao_tests::visitor::Visitor;
use time::macros::datetime;

use super::cast::{Cast, act, done, points, stage};
use super::story::{COLLEGE, LATE_COLLEGE, cast};
use super::*;

const REPORT: &[u8] = b"%PDF-1.7 report J-77";

/// The cast with two proposals, as far as the talks with the college that was chosen.
async fn negotiating(site: &TestSite) -> anyhow::Result<Cast<'_>> {
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

#[tokio::test]
async fn papers_are_handed_over_once_both_have_agreed_and_read_by_the_two_sides() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = negotiating(&site).await?;
        let (mine, desk) = (cast.mine(), cast.desk().await);
        let papers = desk.replace("/desk/challenges/", "/my/connections/");
        assert_eq!(cast.college.get(&format!("{papers}/paper")).await.status, StatusCode::NOT_FOUND);
        let (early, _) = bring(&cast.college, &papers, ("早.pdf", REPORT)).await;
        assert_eq!(early.status, StatusCode::NOT_FOUND, "a desk may still pass on to somebody else");

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
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_is_chosen_instead_reads_nothing_of_whoever_was_before() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = negotiating(&site).await?;
        let (mine, desk) = (cast.mine(), cast.desk().await);
        let papers = desk.replace("/desk/challenges/", "/my/connections/");
        bring(&cast.college, &papers, ("机密.pdf", REPORT)).await;
        done(&cast.firms, &desk, "pass-on", &[("pass-on-words", "价格没有谈拢。")]).await;
        cast.nominate(LATE_COLLEGE).await;
        site.clock.set(NOW + Duration::days(40));
        site.tend_postings().await?;
        let cast = cast.later().await?;
        assert_eq!(stage(&cast.other_college, &mine).await, "negotiating");
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
        let page = cast.other_college.get(&mine).await.text;
        assert!(page.contains("还没有文件") && !page.contains("机密"), "{page}");
        let (sent, file) = bring(&cast.other_college, &papers, ("新的.pdf", REPORT)).await;
        assert!(sent.status.is_redirection(), "{}", sent.text);
        assert_eq!(cast.college.get(&file).await.status, StatusCode::NOT_FOUND, "nor the other way round");
        // From here no desk can pass on.
        assert!(!act(&cast.firms, &desk, "pass-on", &[("pass-on-words", "再换。")]).await.status.is_redirection());
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
