//! Duplicates: one organisation goes into another, for good.

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::{a_job, an_organisation};
use rongqiao_tests::site::TestSite;

use super::{a_verified_firm, officer, sign_up};

const DUPLICATE: &str = "晨芯半导体上海公司";

#[tokio::test]
async fn a_duplicate_goes_into_the_one_that_is_kept_and_stays_there() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [a_job("芯片测试工程师").by(DUPLICATE)]).await?;
        let gone = an_organisation(DUPLICATE).id;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let (clerk, kept) = a_verified_firm(&site, &desk).await?;
        let (member, person) = sign_up(&site, "member@example.com").await?;
        super::give(&site, person, Role::Mentor, Some(gone)).await?;
        let path = format!("/desk/organisations/{gone}/merge");
        let merge = [
            ("merge-kept", format!("https://rongqiao.example/organisations/{kept}")),
            ("merge-reason", "同一家".to_owned()),
        ];
        let merge: Vec<(&str, &str)> = merge.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(clerk.submit(&path, &merge).await.status, StatusCode::NOT_FOUND, "only a desk merges");
        let itself = [("merge-kept", gone.to_string()), ("merge-reason", "同一家".to_owned())];
        let itself: Vec<(&str, &str)> = itself.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(desk.submit(&path, &itself).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(desk.submit(&path, &merge).await.status.is_redirection());
        site.follow().await?;

        for prefix in ["", "/en", "/api/v1"] {
            let answered = site.get(&format!("{prefix}/organisations/{gone}")).await;
            assert_eq!(answered.status, StatusCode::PERMANENT_REDIRECT, "{prefix}");
            assert_eq!(answered.header("location"), format!("{prefix}/organisations/{kept}"));
        }
        assert!(site.get(&format!("/organisations/{kept}")).await.text.contains("芯片测试工程师"));
        assert!(member.get("/my/organisations").await.text.contains(super::FIRM), "roles move");
        // What an import still calls by the old name belongs to the kept one.
        site.publish([a_job("新来的岗位").by(DUPLICATE), a_job("芯片测试工程师").by(DUPLICATE)]).await?;
        site.store.import_organisations(&[an_organisation(DUPLICATE)], site.clock.now()).await?;
        site.follow().await?;
        assert_eq!(site.get(&format!("/organisations/{gone}")).await.status, StatusCode::PERMANENT_REDIRECT);
        assert!(site.get(&format!("/organisations/{kept}")).await.text.contains("新来的岗位"));
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}
