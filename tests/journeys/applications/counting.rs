//! What the public reads of what both sides confirmed.

use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::TestSite;

use super::*;
use crate::figures::Watched;

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
        let mut jobs = Watched::of(&site, "jobs").await;

        done(&writer, &firm, "confirm", &[]).await;
        assert_eq!(jobs.now().await, (0, false), "one side alone does not count");
        done(&student.browser, &own(id), "dispute", &[("dispute-words", "到岗日期不对。")]).await;
        assert_eq!(jobs.now().await, (0, false), "nor what is disputed");
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        let desk = format!("/desk/connections/{id}");
        done(&officer, &desk, "settle", &[("settle-words", "以考勤记录为准。")]).await;
        done(&writer, &firm, "confirm", &[]).await;
        done(&student.browser, &own(id), "confirm", &[]).await;
        assert_eq!(jobs.now().await, (1, true));

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

        let person = rongqiao_model::PersonId::of_record("people", "student@example.com");
        site.store.close_account(person, &[], site.clock.now()).await?;
        assert_eq!(jobs.now().await, (0, true), "what goes with its owner is told as well");
        Ok(())
    })
    .await
}
