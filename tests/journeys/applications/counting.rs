//! What the public reads of what both sides confirmed.

use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::TestSite;

use super::*;

/// What the public figure of jobs stands at, by the interface for programs.
async fn jobs(site: &TestSite) -> u64 {
    let told = site.json("/api/v1/figures").await;
    let figures = told["figures"].as_array().cloned().unwrap_or_default();
    figures.iter().find(|it| it["figure"] == "jobs").and_then(|it| it["count"].as_u64()).expect("it is told")
}

/// The changes after `cursor` that are about figures.
async fn figures_changed(site: &TestSite, cursor: &str) -> Vec<serde_json::Value> {
    let told = site.json(&format!("/api/v1/changes?since={cursor}")).await;
    let changes = told["changes"].as_array().cloned().unwrap_or_default();
    changes.into_iter().filter(|it| it["noun"] == "figure").collect()
}

#[tokio::test]
async fn a_figure_rises_when_both_have_confirmed_and_the_changes_tell_it() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let (writer, student) = (recruiter(&site, "recruiter", FIRM).await?, student(&site, "student").await?);
        let id = applied(&student.browser, listing).await?;
        let firm = received(listing, id);
        done(&writer, &firm, "view", &[]).await;
        done(&writer, &firm, "offer", &[]).await;
        done(&student.browser, &own(id), "accept", &[]).await;
        let cursor = site.json("/api/v1/changes").await["next"].as_str().unwrap_or("0").to_owned();

        done(&writer, &firm, "confirm", &[]).await;
        assert_eq!(jobs(&site).await, 0, "one side alone does not count");
        done(&student.browser, &own(id), "dispute", &[("dispute-words", "到岗日期不对。")]).await;
        assert_eq!((jobs(&site).await, figures_changed(&site, &cursor).await.len()), (0, 0), "nor what is disputed");
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        let desk = format!("/desk/connections/{id}");
        done(&officer, &desk, "settle", &[("settle-words", "以考勤记录为准。")]).await;
        done(&writer, &firm, "confirm", &[]).await;
        done(&student.browser, &own(id), "confirm", &[]).await;
        assert_eq!(jobs(&site).await, 1);
        let changed = figures_changed(&site, &cursor).await;
        assert_eq!(changed.len(), 1);
        assert_eq!(
            (&changed[0]["figure"]["figure"], changed[0]["figure"]["count"].as_u64()),
            (&"jobs".into(), Some(1))
        );

        let visitor = Visitor::new(&site);
        let page = visitor.get("/figures/jobs").await.text;
        assert!(page.contains(FIRM) && page.contains("少于 5") && page.contains("<strong>1</strong>"), "{page}");
        let table = visitor.get("/figures/jobs.csv").await;
        assert!(
            table.header("content-type").starts_with("text/csv") && table.text.contains("少于 5"),
            "{}",
            table.text
        );
        assert_eq!(visitor.get("/figures/nothing").await.status.as_u16(), 404);
        Ok(())
    })
    .await
}
