//! Filters and their counts.

use rongqiao_model::choice::{Education, EmploymentType};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::kind::job::JobDetails;
use rongqiao_model::pay::{Pay, PayPeriod};
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::{ListingDraft, a_job, a_listing};
use rongqiao_tests::site::TestSite;
use serde_json::Value;

fn a_paid_job(title: &str, employment: EmploymentType, education: Education, yuan: i64) -> ListingDraft {
    a_job(title).with_job(JobDetails {
        employment_type: Some(employment),
        education: Some(education),
        pay: Pay::in_yuan(yuan, yuan, PayPeriod::Month),
        ..JobDetails::default()
    })
}

async fn a_small_market(database: TestDatabase) -> anyhow::Result<TestSite> {
    let full_time = EmploymentType::FullTime;
    TestSite::with(
        database,
        [
            a_paid_job("实习一", EmploymentType::Internship, Education::Bachelor, 4_000),
            a_paid_job("全职一", full_time, Education::Master, 20_000),
            a_paid_job("全职二", full_time, Education::Associate, 9_000).in_division("440305"),
            a_job("不写条件的岗位").with_job(JobDetails::default()).by("临智职业技术学院"),
            a_listing(ListingKind::Course),
            a_listing(ListingKind::Challenge),
        ],
    )
    .await
}

async fn titles(site: &TestSite, query: &str) -> Vec<String> {
    let page = site.json(&format!("/api/v1/search?{query}")).await;
    let hits = page["hits"].as_array().expect("a search has hits");
    let mut titles: Vec<String> = hits.iter().map(|hit| hit["title"].as_str().unwrap_or_default().to_owned()).collect();
    assert_eq!(page["total"]["value"], titles.len(), "{query}");
    titles.sort();
    titles
}

fn counts(page: &Value, dimension: &str) -> Vec<(String, u64)> {
    let values = page["facets"][dimension].as_array().expect("the facet was asked for");
    let pair = |it: &Value| (it["value"].as_str().unwrap_or_default().to_owned(), it["count"].as_u64().unwrap_or(0));
    let mut pairs: Vec<(String, u64)> = values.iter().map(pair).filter(|(_, count)| *count > 0).collect();
    pairs.sort();
    pairs
}

#[tokio::test]
async fn each_filter_leaves_what_fits_it() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = a_small_market(database).await?;
        for (query, expected) in [
            ("kind=course", vec!["样例信息 course"]),
            ("kind=course,challenge", vec!["样例信息 challenge", "样例信息 course"]),
            ("side=supply", vec!["样例信息 course"]),
            ("employment=internship&kind=job", vec!["实习一"]),
            ("city=440300", vec!["全职二"]),
            ("salary_min=10000", vec!["全职一"]),
            ("kind=job&salary_max=5000", vec!["实习一"]),
            ("organisation_kind=vocational-college", vec!["不写条件的岗位"]),
            ("kind=job&employment=full-time&city=310000", vec!["全职一"]),
        ] {
            assert_eq!(titles(&site, query).await, expected, "{query}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_not_known_fits_every_level_of_education() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = a_small_market(database).await?;
        assert!(titles(&site, "kind=job&education=bachelor").await.contains(&"不写条件的岗位".to_owned()));
        assert!(!titles(&site, "kind=job&education=bachelor").await.contains(&"全职一".to_owned()));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_choice_does_not_shrink_the_counts_of_its_own_facet() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = a_small_market(database).await?;
        let open = site.json("/api/v1/search?facets=kind,side").await;
        let chosen = site.json("/api/v1/search?kind=job&facets=kind,side").await;
        let kinds = [("challenge", 1), ("course", 1), ("job", 4)].map(|(kind, count)| (kind.to_owned(), count));
        assert_eq!(counts(&open, "kind"), kinds);
        assert_eq!(counts(&chosen, "kind"), kinds);
        assert_eq!(counts(&chosen, "side"), [("demand".to_owned(), 4)]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_count_is_what_choosing_its_value_leaves() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = a_small_market(database).await?;
        let page = site.json("/api/v1/facets").await;
        for dimension in ["kind", "side", "city", "industry", "organisation_kind", "employment", "zone"] {
            for (value, count) in counts(&page, dimension) {
                let left = site.json(&format!("/api/v1/search?{dimension}={value}")).await;
                assert_eq!(left["total"]["value"], count, "{dimension}={value}");
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn pages_hold_each_listing_once_while_new_ones_arrive() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let many = (0..30).map(|number| a_job(&format!("测试岗位 {number}")));
        let site = TestSite::with(database, many).await?;
        let mut seen = Vec::new();
        let mut cursor = String::new();
        for round in 0.. {
            let page = site.json(&format!("/api/v1/search?q=%E6%B5%8B%E8%AF%95&limit=7{cursor}")).await;
            let hits = page["hits"].as_array().expect("a search has hits");
            seen.extend(hits.iter().map(|hit| hit["id"].as_str().unwrap_or_default().to_owned()));
            site.publish([a_job(&format!("测试岗位 新 {round}"))]).await?;
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        let found = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!((found, seen.len()), (30, 30));
        Ok(())
    })
    .await
}
