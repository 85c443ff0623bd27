//! A student who leaves takes everything along; a tutor who leaves leaves what they said without their name.

use rongqiao_model::PersonId;
use rongqiao_model::store::Closing;
use rongqiao_tests::database::on_every_database;

use super::*;
use crate::privacy::count;

#[tokio::test]
async fn what_is_known_of_an_internship_goes_with_its_student() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        assert!(sides.plan(&[]).await.status.is_redirection());
        assert!(sides.bring(&sides.host, "2", "host").await.status.is_redirection());
        assert!(sides.write("2026-09-01", "7.5", "入厂培训。").await.status.is_redirection());
        assert!(super::incidents::report(&sides.host, &sides, "手指划伤。").await.status.is_redirection());
        let kept = site.evidence_files();
        assert!(kept > 0);
        let now = site.clock.now();
        let host = PersonId::of_record("people", "host@example.com");
        let student = PersonId::of_record("people", "student@example.com");
        assert_eq!(site.store.close_account(host, &[], now).await?, Closing::Done);
        assert!(sides.student.get(&sides.page()).await.text.contains("已于"), "what was signed stays signed");
        assert_eq!(count(&site, "internship_incident WHERE person_id IS NULL").await?, 1, "told without a name");
        assert_eq!(site.store.close_account(student, &[], now).await?, Closing::Done);
        for table in [
            "internship_agreement",
            "internship_signature",
            "internship_entry",
            "internship_week",
            "internship_incident",
        ] {
            assert_eq!(count(&site, table).await?, 0, "{table}");
        }
        assert_eq!(site.store.list_discarded_files().await?.len(), kept, "every file waits to be removed");
        Ok(())
    })
    .await
}
