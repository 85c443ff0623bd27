//! One posting that comes from two sources is shown once.

use axum::http::{StatusCode, header};
use rongqiao_model::store::Outcome;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::{ListingDraft, a_job};
use rongqiao_tests::site::TestSite;

const TEXT: &str = "负责车规级芯片的嵌入式软件开发，编写驱动与测试程序，与硬件同事一起调试样机，整理实验记录，\
                    熟悉实时操作系统与常用总线协议者优先，每周在临港办公区到岗四天，提供班车与宿舍。";

fn poor_copy() -> ListingDraft {
    a_job("嵌入式软件工程师").saying(TEXT).from("board-a", "1").without_skills()
}

fn rich_copy() -> ListingDraft {
    a_job("嵌入式软件工程师").saying(TEXT).from("board-b", "77")
}

#[tokio::test]
async fn the_better_copy_is_shown_whichever_comes_first() -> anyhow::Result<()> {
    for poor_first in [true, false] {
        on_every_database(async |database| {
            let site = TestSite::empty(database).await?;
            let order = if poor_first { [poor_copy(), rich_copy()] } else { [rich_copy(), poor_copy()] };
            for copy in order {
                site.publish([copy]).await?;
            }
            assert_eq!(site.found("kind=job").await, [rich_copy().id().to_string()]);
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_third_run_changes_nothing() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        for _ in 0..2 {
            site.publish([poor_copy()]).await?;
            site.publish([rich_copy()]).await?;
        }
        let before = site.store.latest_change().await?;
        let kept = rich_copy().id();
        assert_eq!(site.publish([poor_copy()]).await?, [Outcome::Duplicate { kept }]);
        assert_eq!(site.publish([rich_copy()]).await?, [Outcome::Unchanged]);
        assert_eq!(site.publish([poor_copy(), rich_copy()]).await?, [Outcome::Duplicate { kept }, Outcome::Unchanged]);
        assert_eq!(site.store.latest_change().await?, before);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_address_of_the_other_copy_leads_to_the_one_that_is_shown() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        site.publish([poor_copy()]).await?;
        site.publish([rich_copy()]).await?;
        for language in ["", "/en"] {
            let answered = site.get(&format!("{language}/listings/{}", poor_copy().id())).await;
            assert_eq!(answered.status, StatusCode::SEE_OTHER);
            assert_eq!(answered.headers[header::LOCATION], format!("{language}/listings/{}", rich_copy().id()));
        }
        let changes = site.changes().await;
        let gone = changes.iter().find(|it| it["id"] == poor_copy().id().to_string().as_str()).expect("it changed");
        assert_eq!(gone["deleted"], true);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_differs_in_employer_or_source_record_stays_apart() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let other_firm = rich_copy().by("海屿机器人（上海）有限公司");
        let same_source = rich_copy().from("board-a", "2");
        let site = TestSite::with(database, [poor_copy(), same_source, other_firm]).await?;
        assert_eq!(site.found("kind=job").await.len(), 3);
        Ok(())
    })
    .await
}
