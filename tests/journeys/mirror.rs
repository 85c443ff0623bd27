//! The mirror of demand and teaching follows what is published and what is searched for in vain.

use axum::http::StatusCode;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::kind::job::JobDetails;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::{NOW, a_job, a_listing};
use rongqiao_tests::site::{TestSite, encoded};
use serde_json::Value;
use time::Duration;

/// What the mirror at `address` tells of Python.
async fn python(site: &TestSite, address: &str) -> Value {
    let mirror = site.json(address).await;
    let skills = mirror["skills"].as_array().expect("skills are a list");
    skills.iter().find(|skill| skill["id"] == "python").cloned().unwrap_or_default()
}

#[tokio::test]
async fn a_new_job_changes_the_mirror_and_a_closed_one_leaves_it() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [a_listing(ListingKind::Course)]).await?;
        assert_eq!(python(&site, "/api/v1/mirror").await, Value::Null);
        let seeking = |people: u32| JobDetails { headcount: Some(people), ..JobDetails::default() };
        let soon_closed = a_job("短期岗位").with_job(seeking(2)).closing(NOW + Duration::DAY);
        site.publish([a_job("长期岗位").with_job(seeking(40)), soon_closed]).await?;

        let before = python(&site, "/api/v1/mirror").await;
        assert_eq!((&before["sought"], &before["few"]), (&42.into(), &true.into()));
        site.clock.set(NOW + Duration::days(2));
        let after = python(&site, "/api/v1/mirror").await;
        assert_eq!(after["sought"], 40);
        assert_eq!(after["trend"], before["trend"], "what was published stays published");
        assert_eq!(python(&site, "/api/v1/mirror?zone=lg-bio").await, Value::Null);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn each_number_leads_to_exactly_its_listings() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let jobs = (0..23).map(|at| a_job(&format!("岗位{at}")));
        let site = TestSite::with(database, jobs.chain([a_listing(ListingKind::Course)])).await?;
        let told = python(&site, "/api/v1/mirror?zone=lg-ic").await;
        for tally in told["listings"].as_array().expect("listings are a list") {
            let url = tally["url"].as_str().expect("a number has an address").replace("https://rongqiao.example", "");
            let page = site.get(&url).await.text;
            let shown = page.matches("<article").count() as u64;
            let listings = tally["listings"].as_u64().expect("listings are counted");
            assert!(page.contains(&format!("共 {listings} 条")), "{url}");
            assert_eq!(shown, listings.min(20), "{url}");
            let second = site.get(&format!("{url}&page=2")).await.text;
            assert_eq!(second.matches("<article").count() as u64, listings.saturating_sub(20), "{url}");
        }
        let table = site.get("/mirror.csv").await.text;
        assert!(table.contains("Python,") && table.contains(",python"), "{table}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_searched_for_in_vain_is_counted_by_skill_and_nothing_else() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [a_job("装配工")]).await?;
        let address = format!("/search?q={}", encoded("量子密钥分发"));
        let names_a_skill = rongqiao_matching::skills::Vocabulary::shipped().read("Kubernetes");
        assert!(!names_a_skill.is_empty());
        for address in ["/search?q=Kubernetes", "/en/search?q=Kubernetes", "/api/v1/search?q=kubernetes", &address] {
            assert_eq!(site.get(address).await.status, StatusCode::OK);
        }
        site.store_missed_searches().await?;
        site.get("/search?q=Kubernetes").await;
        site.store_missed_searches().await?;

        let page = site.get("/mirror").await.text;
        assert!(page.contains("Kubernetes 4 次"), "{page}");
        site.clock.set(NOW + Duration::days(91));
        assert!(!site.get("/mirror").await.text.contains("Kubernetes 4 次"), "it was long ago");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_unknown_choice_is_refused_with_what_to_write_instead() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [a_job("装配工")]).await?;
        for prefix in ["", "/en"] {
            let page = site.get(&format!("{prefix}/mirror?zone=moon&major={}", encoded("软件工业"))).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST);
            assert!(page.text.contains("moon") && page.text.contains("lg-ic 东方芯港"), "{}", page.text);
            assert!(page.text.contains("value=\"软件工业\""), "what was typed stays in the form");
            assert!(page.text.contains("软件工程"), "a near major is named");
        }
        let told = site.json("/api/v1/mirror?zone=moon").await;
        assert_eq!(told["mistakes"][0]["parameter"], "zone", "programs are told, and get the whole market");
        for address in ["/mirror/listings?skill=python&month=yesterday", "/mirror/listings?skill=python&kind=thing"] {
            assert_eq!(site.get(address).await.status, StatusCode::BAD_REQUEST, "{address}");
        }
        assert_eq!(site.get("/mirror/listings?skill=nothing").await.status, StatusCode::NOT_FOUND);
        Ok(())
    })
    .await
}
