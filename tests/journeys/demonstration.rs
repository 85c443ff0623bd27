//! The demonstration content, as visitors find it.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use rongqiao_model::choice::Side;
use rongqiao_model::kind::ListingKind;
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::site::TestSite;

#[tokio::test]
async fn the_demonstration_covers_every_kind_and_both_sides_and_all_of_it_is_found() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with_demonstration(database).await?;
        let stored = site.store.count_public_listings().await?;
        assert!(stored >= 300 && site.store.count_public_organisations().await? >= 40);
        assert_eq!(site.json("/api/v1/search").await["total"]["value"], stored);
        for &kind in ListingKind::ALL {
            let found = site.json(&format!("/api/v1/search?kind={}", kind.slug())).await;
            assert!(found["total"]["value"].as_u64().is_some_and(|count| count >= 10), "{}", kind.slug());
        }
        for &side in Side::ALL {
            let found = site.json(&format!("/api/v1/search?side={}", side.slug())).await;
            let least = if side == Side::Information { 38 } else { 51 };
            assert!(found["total"]["value"].as_u64().is_some_and(|count| count >= least), "{}", side.slug());
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn every_page_of_the_demonstration_opens_and_is_marked() -> anyhow::Result<()> {
    let site = TestSite::with_demonstration(TestDatabase::sqlite()?).await?;
    for (language, mark) in [("", "演示内容"), ("/en", "Demo")] {
        for found in site.store.list_public_listings_after(None, 1_000).await? {
            let address = format!("{language}/listings/{}", found.listing.id);
            let page = site.get(&address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            assert!(page.text.contains(mark) && page.text.contains("mark-demo"), "{address}");
        }
        for organisation in site.store.list_public_organisations(None, None, 1_000).await? {
            let address = format!("{language}/organisations/{}", organisation.id);
            let page = site.get(&address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            assert!(page.text.contains(mark), "{address}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_demonstration_can_be_filled_in_twice() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with_demonstration(database).await?;
        let before = site.store.latest_change().await?;
        let again = rongqiao_api::demo::fill_in(&site.store, site.codes(), &site.clock).await?;
        assert_eq!((again.added, again.updated, again.refused), (0, 0, 0));
        assert_eq!(site.store.latest_change().await?, before);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_judged_queries_name_listings_that_are_there() -> anyhow::Result<()> {
    let site = TestSite::with_demonstration(TestDatabase::sqlite()?).await?;
    let listings = site.store.list_public_listings_after(None, 1_000).await?;
    let records: BTreeSet<&str> = listings.iter().map(|it| it.listing.provenance.record.as_str()).collect();
    for judged in crate::quality::judged_queries() {
        for record in judged.relevant.keys() {
            assert!(records.contains(record.as_str()), "{record} of `{}`", judged.text);
        }
    }
    Ok(())
}

#[tokio::test]
async fn most_listings_show_what_answers_them_and_all_of_that_stands_on_the_other_side() -> anyhow::Result<()> {
    let site = TestSite::with_demonstration(TestDatabase::sqlite()?).await?;
    let mut listings = site.store.list_public_listings_after(None, 1_000).await?;
    // Nobody answers what is only announced.
    listings.retain(|it| it.listing.side() != Side::Information);
    let mut answered = 0;
    for found in &listings {
        let page = site.get(&format!("/listings/{}", found.listing.id)).await.text;
        let Some((_, after)) = page.split_once("id=\"counterparts\"") else { continue };
        let section = after.split("id=\"similar\"").next().unwrap_or_default();
        let own_side = format!("card-{}", found.listing.side().slug());
        assert!(section.contains("class=\"card ") && !section.contains(&own_side), "{}", found.listing.title);
        assert!(section.contains("class=\"why\""), "{} says why", found.listing.title);
        answered += 1;
    }
    assert!(answered * 5 >= listings.len() * 4, "{answered} of {}", listings.len());
    Ok(())
}
