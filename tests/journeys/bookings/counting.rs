//! The use of facilities as the public reads it.

use rongqiao_tests::database::on_every_database;

use super::*;
use crate::figures::Watched;

#[tokio::test]
async fn use_by_others_counts_for_the_public_once_both_said_so_and_silence_does_not() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &rules(4)).await?;
        let owner = keeper(&site, "owner", FIRM).await?;
        keeper(&site, "colleague", FIRM).await?;
        let mut own = vec![booked_by_form(&owner, SLOT, &[("book-for", "self")]).await?];
        for name in ["agrees", "silent", "contests"] {
            own.push(booked_by_form(&site.person(name).await?, SLOT, &[]).await?);
        }
        let kept = |at: usize| format!("/my/listings/{}/bookings/{}", the_facility().id(), own[at].1);
        let mut hours = Watched::of(&site, "facility-hours").await;
        site.clock.set(datetime!(2026-09-02 11:00 +8));
        let colleague = site.come_back("colleague").await?;
        for at in 0..own.len() {
            assert!(step(&colleague, &kept(at), "note-came", &[]).await.status.is_redirection(), "{at}");
        }
        assert_eq!(hours.now().await, (0, false), "the keeper alone does not count");
        let contests = site.come_back("contests").await?;
        assert!(step(&contests, &own[3].0, "say-absent", &[]).await.status.is_redirection());
        assert_eq!(hours.now().await, (0, false), "nor what is disputed");
        let owner = site.come_back("owner").await?;
        assert!(step(&owner, &own[0].0, "say-came", &[]).await.status.is_redirection());
        assert_eq!(hours.now().await, (0, false), "one's own people are no second side");
        let agrees = site.come_back("agrees").await?;
        assert!(step(&agrees, &own[1].0, "say-came", &[]).await.status.is_redirection());
        assert_eq!(hours.now().await, (2, true));
        site.clock.set(datetime!(2026-09-09 11:00 +8));
        site.tend_postings().await?;
        assert_eq!(hours.now().await, (2, false), "whoever is silent confirms nothing");
        let silent = site.come_back("silent").await?;
        assert_eq!(state(&silent, &own[2].0).await, "unopposed");
        assert_eq!(step(&silent, &own[2].0, "say-absent", &[]).await.status, axum::http::StatusCode::CONFLICT);
        assert!(step(&silent, &own[2].0, "say-came", &[]).await.status.is_redirection());
        assert_eq!(hours.now().await, (4, true), "one can agree late");
        let page = hours.page().await;
        assert!(page.contains(FIRM) && page.contains("<td class=\"number\">4</td>"), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn everybody_reads_how_much_others_used_a_facility_once_five_of_them_did() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &rules(5)).await?;
        keeper(&site, "owner", FIRM).await?;
        let names = ["first", "second", "third", "fourth", "fifth"];
        let mut own = Vec::new();
        for name in names {
            own.push(booked_by_form(&site.person(name).await?, SLOT, &[]).await?);
        }
        site.clock.set(datetime!(2026-09-02 11:00 +8));
        let owner = site.come_back("owner").await?;
        let page = format!("/listings/{}", the_facility().id());
        assert!(!site.get(&page).await.text.contains("最近 90 天"), "nobody has confirmed anything");
        for (at, (name, (path, id))) in names.into_iter().zip(&own).enumerate() {
            let kept = format!("/my/listings/{}/bookings/{id}", the_facility().id());
            assert!(step(&owner, &kept, "note-came", &[]).await.status.is_redirection(), "{name}");
            let guest = site.come_back(name).await?;
            assert!(step(&guest, path, "say-came", &[]).await.status.is_redirection(), "{name}");
            let shown = site.get(&page).await.text;
            let expected = if at < 4 { "不足 5 人" } else { "10 小时、5 次" };
            assert!(shown.contains(expected), "{name}: {shown}");
        }
        Ok(())
    })
    .await
}
