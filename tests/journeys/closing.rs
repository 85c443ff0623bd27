//! How a listing ends: closed, withdrawn, gone.

use axum::http::StatusCode;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::{NOW, a_job};
use rongqiao_tests::site::TestSite;
use time::Duration;

#[tokio::test]
async fn a_withdrawn_listing_leaves_a_tombstone_and_a_closed_page() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let job = a_job("将被撤回的岗位");
        let id = job.id();
        let site = TestSite::with(database, [job, a_job("留下的岗位")]).await?;

        assert!(site.store.withdraw_listing(id, NOW).await?);
        site.follow().await?;

        assert!(!site.found("kind=job").await.contains(&id.to_string()));
        let changes = site.changes().await;
        let last = changes.last().expect("there are changes");
        assert_eq!((last["id"].as_str(), last["deleted"].as_bool()), (Some(id.to_string().as_str()), Some(true)));
        for (address, notice) in
            [(format!("/listings/{id}"), "这条信息已经截止"), (format!("/en/listings/{id}"), "noindex")]
        {
            let page = site.get(&address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            assert!(page.text.contains(notice) && page.text.contains("noindex"), "{address}");
        }
        assert!(!site.get("/sitemaps/start.xml").await.text.contains(&id.to_string()));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn withdrawing_twice_changes_nothing_the_second_time() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let job = a_job("将被撤回的岗位");
        let id = job.id();
        let site = TestSite::with(database, [job]).await?;
        assert!(site.store.withdraw_listing(id, NOW).await?);
        let latest = site.store.latest_change().await?;
        assert!(!site.store.withdraw_listing(id, NOW).await?);
        assert_eq!(site.store.latest_change().await?, latest);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_withdrawn_listing_is_gone_after_thirty_days() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let job = a_job("将被撤回的岗位");
        let id = job.id();
        let site = TestSite::with(database, [job]).await?;
        site.store.withdraw_listing(id, NOW).await?;
        for (days, status) in [(30, StatusCode::OK), (31, StatusCode::GONE)] {
            site.clock.set(NOW + Duration::days(days));
            for address in [format!("/listings/{id}"), format!("/en/listings/{id}"), format!("/api/v1/listings/{id}")] {
                assert_eq!(site.get(&address).await.status, status, "{address} after {days} days");
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_listing_past_its_end_is_no_longer_found_and_is_gone_after_thirty_days() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let job = a_job("明天截止的岗位").closing(NOW + Duration::DAY);
        let id = job.id();
        let site = TestSite::with(database, [job]).await?;
        assert_eq!(site.found("kind=job").await.len(), 1);

        site.clock.set(NOW + Duration::days(2));
        assert_eq!(site.json("/api/v1/search?kind=job").await["total"]["value"], 0);
        let page = site.get(&format!("/listings/{id}")).await;
        assert!(page.status == StatusCode::OK && page.text.contains("noindex"));
        assert!(!site.get("/sitemaps/start.xml").await.text.contains(&id.to_string()));

        site.clock.set(NOW + Duration::days(32));
        assert_eq!(site.get(&format!("/listings/{id}")).await.status, StatusCode::GONE);
        Ok(())
    })
    .await
}
