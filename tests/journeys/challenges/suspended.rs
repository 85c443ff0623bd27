//! A college or a firm that a desk has suspended: nothing is handed in, nominated or agreed, and what runs is confirmed.

use axum::http::StatusCode;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::NOW;
use rongqiao_tests::people::give_role;

use super::cast::{act, between, done, stage};
use super::story::{COLLEGE, cast, score};
use super::*;
use crate::talents::stand;

const SUSPENDED: &str = "其中一家单位已被暂停";

#[tokio::test]
async fn a_suspended_college_proposes_nothing_is_not_nominated_and_delivers_what_runs() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = cast(&site).await?;
        cast.open().await?;
        stand(&site, COLLEGE, "suspended").await?;
        let refused = cast.propose(&cast.college, "微电子学院").await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
        assert!(refused.text.contains("您的单位已被暂停，恢复前不能提交方案"), "{}", refused.text);
        stand(&site, COLLEGE, "verified").await?;
        assert_eq!(cast.propose(&cast.college, "微电子学院").await.status, StatusCode::OK);
        cast.unseal().await?;
        for name in ["one", "two", "three"] {
            score(&cast, name).await?;
        }

        stand(&site, COLLEGE, "suspended").await?;
        let desk = cast.desk().await;
        let page = cast.firms.get(&desk).await.text;
        let nominee = between(&page, &format!("<h3><span>{COLLEGE}"), "nominate");
        let number = [("number", between(nominee, "name=\"number\" value=\"", "\""))];
        let refused = act(&cast.firms, &desk, "nominate", &number).await;
        assert!(refused.status == StatusCode::CONFLICT && refused.text.contains(SUSPENDED), "{}", refused.text);
        assert_eq!(stage(&cast.firms, &desk).await, "reviewing");
        stand(&site, COLLEGE, "verified").await?;
        cast.nominate(COLLEGE).await;
        site.clock.set(NOW + Duration::days(20));
        site.tend_postings().await?;
        let cast = cast.later().await?;

        let (digest, mine) = ("a".repeat(64), cast.mine());
        let contract = [
            ("contract-number", "LG-2026-018"),
            ("contract-amount", "450000"),
            ("contract-day", "2026-09-18"),
            ("contract-digest", digest.as_str()),
        ];
        done(&cast.publisher, &mine, "contract", &contract).await;
        stand(&site, FIRM, "suspended").await?;
        for by in [&cast.college, &cast.publisher] {
            let refused = act(by, &mine, "agree", &[]).await;
            assert!(refused.status == StatusCode::CONFLICT && refused.text.contains(SUSPENDED), "{}", refused.text);
        }
        stand(&site, FIRM, "verified").await?;
        for by in [&cast.college, &cast.publisher] {
            done(by, &mine, "agree", &[]).await;
        }
        assert_eq!(stage(&cast.college, &mine).await, "running");

        stand(&site, FIRM, "suspended").await?;
        stand(&site, COLLEGE, "suspended").await?;
        cast.report_milestone().await;
        cast.confirm_milestone().await;
        cast.deliver().await;
        cast.confirm().await;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_works_at_both_desks_does_what_waits_for_one_of_them() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = cast(&site).await?;
        site.person_with("both", Role::UniversitiesDesk, None).await?;
        let person = PersonId::of_record("people", "both@example.com");
        give_role(&site.store, person, (Role::FirmsDesk, None), "GEZDGNBV", site.clock.now()).await?;
        let both = site.come_back("both").await?;
        cast.open().await?;
        assert_eq!(cast.propose(&cast.college, "微电子学院").await.status, StatusCode::OK);
        cast.unseal().await?;
        for name in ["one", "two", "three"] {
            score(&cast, name).await?;
        }
        let page = both.get(&cast.desk().await).await.text;
        assert!(page.contains("value=\"nominate\""), "the firms' desk nominates: {page}");
        Ok(())
    })
    .await
}
