//! Pages and answers for what is not there, is gone, or fails.

use axum::http::{StatusCode, header};
use rongqiao_model::ListingId;
use rongqiao_model::kind::ListingKind;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::{NOW, a_job, a_listing};
use rongqiao_tests::site::{Answered, TestSite};
use sea_orm_migration::sea_orm::ConnectionTrait as _;
use time::Duration;

/// A page that tells what happened in its language, leads on and stays out of search engines.
fn assert_leads_on(page: &Answered, status: StatusCode, address: &str) {
    assert_eq!(page.status, status, "{address}");
    let language = if address.starts_with("/en") { "en" } else { "zh-CN" };
    assert!(page.text.contains(&format!("<html lang=\"{language}\"")), "{address}: {}", page.text);
    assert!(page.text.contains("name=\"q\"") && page.text.contains("noindex"), "{address}");
    assert_eq!(page.text.matches("<h1").count(), 1, "{address}");
    for secret in ["DbErr", "SELECT", "rongqiao_", "sqlite", "Error:", ".rs"] {
        assert!(!page.text.contains(secret), "{address} shows {secret}");
    }
}

fn assert_problem(answered: &Answered, status: StatusCode, address: &str) {
    assert_eq!(answered.status, status, "{address}");
    assert_eq!(answered.headers[header::CONTENT_TYPE], "application/problem+json", "{address}");
}

#[tokio::test]
async fn what_never_was_answers_404_and_leads_on() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [a_listing(ListingKind::Job)]).await?;
        let unknown = ListingId::of_record("test", "none");
        for language in ["", "/en"] {
            for path in ["/nothing", "/listings/x", "/organisations/x", &format!("/listings/{unknown}")] {
                let address = format!("{language}{path}");
                assert_leads_on(&site.get(&address).await, StatusCode::NOT_FOUND, &address);
            }
        }
        let doubled = site.get("/en//evil.example/x").await;
        assert_leads_on(&doubled, StatusCode::NOT_FOUND, "/en//evil.example/x");
        assert!(!doubled.text.contains("href=\"//"), "no link leads to another host");
        for address in ["/api/v1/nothing", "/api/v1/listings/x", "/api/v1/codes/x"] {
            assert_problem(&site.get(address).await, StatusCode::NOT_FOUND, address);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_closed_long_ago_answers_410_and_leads_on() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let closed = a_job("去年的岗位").closing(NOW - Duration::days(40));
        let id = closed.id();
        let site = TestSite::with(database, [closed]).await?;
        for address in [format!("/listings/{id}"), format!("/en/listings/{id}")] {
            assert_leads_on(&site.get(&address).await, StatusCode::GONE, &address);
        }
        assert_problem(&site.get(&format!("/api/v1/listings/{id}")).await, StatusCode::GONE, "410");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_failing_database_answers_503_in_words_and_leads_on() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let job = a_listing(ListingKind::Job);
        let id = job.id();
        let site = TestSite::with(database, [job]).await?;
        site.store.connection().execute_unprepared("DROP TABLE listing").await?;
        for address in [format!("/listings/{id}"), format!("/en/listings/{id}"), "/en/search?q=x".to_owned()] {
            assert_leads_on(&site.get(&address).await, StatusCode::SERVICE_UNAVAILABLE, &address);
        }
        let address = format!("/api/v1/listings/{id}");
        let answered = site.get(&address).await;
        assert!(answered.status.is_server_error(), "{}", answered.text);
        assert_problem(&answered, answered.status, &address);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_row_that_makes_no_sense_answers_500_in_words_and_leads_on() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let job = a_listing(ListingKind::Job);
        let id = job.id();
        let site = TestSite::with(database, [job]).await?;
        site.store.connection().execute_unprepared("UPDATE listing SET state = 'odd'").await?;
        for address in [format!("/listings/{id}"), format!("/en/listings/{id}")] {
            assert_leads_on(&site.get(&address).await, StatusCode::INTERNAL_SERVER_ERROR, &address);
        }
        let address = format!("/api/v1/listings/{id}");
        assert_problem(&site.get(&address).await, StatusCode::INTERNAL_SERVER_ERROR, &address);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn every_answer_tells_browsers_to_be_careful() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        for address in ["/", "/sign-in", "/nothing", "/api/v1/search", "/api/v1/nothing", "/favicon.svg", "/healthz"] {
            let answered = site.get(address).await;
            let policy = answered.header("content-security-policy");
            assert!(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"), "{address}");
            assert!(!policy.contains("unsafe"), "{address}: {policy}");
            assert_eq!(answered.header("x-content-type-options"), "nosniff", "{address}");
            assert_eq!(answered.header("strict-transport-security"), "max-age=31536000", "{address}");
            assert!(!answered.header("referrer-policy").is_empty(), "{address}");
            let kind = answered.header("content-type");
            assert!(!kind.starts_with("text/") || kind.contains("charset=utf-8"), "{address}: {kind}");
        }
        Ok(())
    })
    .await
}
