//! Agreements and their milestones as the public counts them.

use super::*;
use crate::figures::Watched;

#[tokio::test]
async fn a_milestone_counts_once_both_confirmed_it_and_while_both_let_the_public_know() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (firm, school) = (writer(&site, "firm", FIRM).await?, writer(&site, "school", SCHOOL).await?);
        let mut cooperations = Watched::of(&site, "cooperations").await;
        let mut milestones = Watched::of(&site, "milestones").await;
        let id = running(&firm, &school, &[]).await?;
        assert_eq!(cooperations.now().await, (1, true));
        let unnamed = cooperations.page().await;
        assert!(unnamed.contains("协议未公开的单位") && !unnamed.contains(FIRM), "{unnamed}");
        let table = site.get("/figures/cooperations.csv").await.text;
        assert!(table.contains("协议未公开的单位") && !table.contains(FIRM), "{table}");

        for side in [&firm, &school] {
            done(side, &own(id), "show", &[]).await;
        }
        assert_eq!(cooperations.now().await, (1, false));
        let named = cooperations.page().await;
        assert!(named.contains(FIRM) && !named.contains("协议未公开的单位"), "{named}");
        milestones.now().await;
        let first = milestone(&firm, id, "产业学院揭牌").await;
        assert!(answer(&firm, id, ("milestone-report", &first, "已揭牌。")).await.status.is_redirection());
        assert_eq!(milestones.now().await, (0, false), "one side alone does not count");
        assert!(answer(&school, id, ("milestone-dispute", &first, "牌匾还没有挂。")).await.status.is_redirection());
        assert_eq!(milestones.now().await, (0, false), "nor what is disputed");
        assert!(answer(&school, id, ("milestone-confirm", &first, "")).await.status.is_redirection());
        assert_eq!(milestones.now().await, (1, true));
        assert!(milestones.page().await.contains(FIRM));

        done(&school, &own(id), "hide", &[]).await;
        assert_eq!(milestones.now().await, (0, true), "the public knows of the agreement no longer");
        assert!(!milestones.page().await.contains(FIRM));
        done(&school, &own(id), "show", &[]).await;
        assert_eq!(milestones.now().await, (1, true));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_a_secret_agreement_no_figure_names_a_side_and_no_milestone_counts() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (firm, school) = (writer(&site, "firm", FIRM).await?, writer(&site, "school", SCHOOL).await?);
        let mut milestones = Watched::of(&site, "milestones").await;
        let id = running(&firm, &school, &[("agreement-confidentiality", "secret")]).await?;
        let first = milestone(&firm, id, "产业学院揭牌").await;
        assert!(answer(&firm, id, ("milestone-report", &first, "已揭牌。")).await.status.is_redirection());
        assert!(answer(&school, id, ("milestone-confirm", &first, "")).await.status.is_redirection());
        assert_eq!(milestones.now().await, (0, false), "not even the feed tells that something was confirmed");
        for address in ["/figures/cooperations", "/figures/milestones", "/figures/cooperations.csv"] {
            let page = site.get(address).await.text;
            assert!(!page.contains(FIRM) && !page.contains(SCHOOL), "{address}: {page}");
        }
        Ok(())
    })
    .await
}
