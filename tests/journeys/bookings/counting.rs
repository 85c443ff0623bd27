//! The use of facilities as the public reads it.

use rongqiao_tests::database::on_every_database;

use super::*;
use crate::figures::Watched;

#[tokio::test]
async fn use_by_others_counts_for_the_public_once_both_said_so_or_nobody_objected() -> anyhow::Result<()> {
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
        assert_eq!(hours.now().await, (4, true), "nobody objected for a week");
        site.tend_postings().await?;
        assert_eq!(hours.now().await, (4, false));
        let page = hours.page().await;
        assert!(page.contains(FIRM) && page.contains("<td class=\"number\">4</td>"), "{page}");
        Ok(())
    })
    .await
}
