//! The skill vocabulary beside what the platform shows.

use std::collections::BTreeSet;

use rongqiao_matching::skills::Vocabulary;
use rongqiao_tests::database::TestDatabase;
use rongqiao_tests::site::TestSite;

/// Share of the demonstration's skills that the vocabulary has to know.
const KNOWN_SHARE: f64 = 0.95;

#[tokio::test]
async fn the_vocabulary_knows_the_skills_of_the_demonstration() -> anyhow::Result<()> {
    let site = TestSite::with_demonstration(TestDatabase::sqlite()?).await?;
    let listings = site.store.list_public_listings_after(None, 1_000).await?;
    let skills: BTreeSet<String> = listings.into_iter().flat_map(|it| it.listing.skills).collect();
    let is_known = |skill: &&String| Vocabulary::shipped().by_name(skill).is_some();
    let (known, unknown): (Vec<&String>, Vec<&String>) = skills.iter().partition(is_known);
    let share = known.len() as f64 / skills.len() as f64;
    assert!(share >= KNOWN_SHARE, "{share:.3} of {} are known; not {unknown:?}", skills.len());
    Ok(())
}
