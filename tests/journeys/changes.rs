//! A program that follows the changes holds what the site holds.

use std::collections::BTreeSet;

use rongqiao_model::ListingId;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::{NOW, a_job};
use rongqiao_tests::site::TestSite;

#[tokio::test]
async fn following_the_changes_gives_exactly_what_is_public() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, (0..130).map(|number| a_job(&format!("岗位 {number}")))).await?;
        for number in (0..130).step_by(7) {
            site.store.withdraw_listing(ListingId::of_record("test", &format!("岗位 {number}")), NOW).await?;
        }
        site.publish([a_job("岗位 3").saying("改过的说明")]).await?;

        let mut held = BTreeSet::new();
        for change in site.changes().await {
            let id = change["id"].as_str().unwrap_or_default().to_owned();
            match (change["noun"].as_str(), change["deleted"].as_bool()) {
                (Some("listing"), Some(false)) => held.insert(id),
                (Some("listing"), Some(true)) => held.remove(&id),
                _ => true,
            };
        }
        let public = site.store.list_public_listings_after(None, 1_000).await?;
        assert_eq!(held, public.iter().map(|it| it.listing.id.to_string()).collect());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_changed_row_is_found_by_its_new_words_and_no_longer_by_its_old_ones() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [a_job("氢能储运工程师").from("test", "1")]).await?;
        site.publish([a_job("光刻工艺工程师").from("test", "1")]).await?;
        assert_eq!(site.found("q=%E5%85%89%E5%88%BB").await.len(), 1);
        let old = site.json("/api/v1/search?q=%22%E6%B0%A2%E8%83%BD%E5%82%A8%E8%BF%90%22").await;
        assert_eq!(old["total"]["value"], 0);
        assert_eq!(site.index().len(), 1);
        Ok(())
    })
    .await
}
