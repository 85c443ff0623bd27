//! A listing of every kind, from the import to the reader.

use axum::http::StatusCode;
use rongqiao_model::kind::ListingKind;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::{ListingDraft, a_listing};
use rongqiao_tests::site::{TestSite, encoded};

fn one_of_every_kind() -> Vec<ListingDraft> {
    let titled = |(at, &kind): (usize, &ListingKind)| a_listing(kind).titled(&format!("例{} 独一份", NUMERALS[at]));
    ListingKind::ALL.iter().enumerate().map(titled).collect()
}

/// One for each kind, so that titles differ in a character.
const NUMERALS: [char; 20] = [
    '甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸', '子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申',
    '酉',
];

#[tokio::test]
async fn a_listing_of_every_kind_is_read_back_as_it_was_stored() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, one_of_every_kind()).await?;
        for draft in one_of_every_kind() {
            let stored = site.store.find_public_listing(draft.id()).await?.expect("it was published");
            assert_eq!(stored.listing, draft.incoming().listing);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_listing_of_every_kind_is_found_first_by_its_title() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, one_of_every_kind()).await?;
        for draft in one_of_every_kind() {
            let id = draft.id().to_string();
            let title = draft.incoming().listing.title;
            let found = site.found(&format!("q={}", encoded(&title))).await;
            assert_eq!(found.first(), Some(&id), "{title}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_pages_and_the_json_of_every_kind_open() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, one_of_every_kind()).await?;
        for draft in one_of_every_kind() {
            let listing = draft.incoming().listing;
            for language in ["", "/en"] {
                let page = site.get(&format!("{language}/listings/{}", listing.id)).await;
                assert_eq!(page.status, StatusCode::OK, "{}", listing.title);
                assert!(page.text.contains(&listing.title), "{language} {}", listing.title);
            }
            let json = site.json(&format!("/api/v1/listings/{}", listing.id)).await;
            assert_eq!(json["title"], listing.title);
            assert_eq!(json["kind"], listing.kind().slug());
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_listing_of_every_kind_is_in_the_sitemap_and_in_the_changes() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, one_of_every_kind()).await?;
        let index = site.get("/sitemap.xml").await.text;
        assert!(index.contains("/sitemaps/start.xml"), "{index}");
        let sitemap = site.get("/sitemaps/start.xml").await.text;
        let changes = site.changes().await;
        for draft in one_of_every_kind() {
            let id = draft.id().to_string();
            for address in [format!("/listings/{id}<"), format!("/en/listings/{id}<")] {
                assert!(sitemap.contains(&address), "{address} in {sitemap}");
            }
            let change = changes.iter().find(|change| change["id"] == id.as_str()).expect("it is a change");
            assert_eq!(change["deleted"], false);
            assert_eq!(change["listing"]["title"], draft.incoming().listing.title);
        }
        Ok(())
    })
    .await
}
