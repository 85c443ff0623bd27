//! Verifications that end, suspensions, and what pauses meanwhile.

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_model::listing::PUBLISHED_HERE;
use rongqiao_model::standing::StandingState;
use rongqiao_model::{ListingId, OrganisationId};
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::a_job;
use rongqiao_tests::site::TestSite;
use rongqiao_tests::visitor::Visitor;
use time::Duration;
use time::macros::datetime;

use super::{a_verified_firm, complete, officer, said, verify};

/// A verified firm with a listing of its own and one from elsewhere.
async fn publishing<'a>(
    site: &'a TestSite,
    desk: &Visitor<'_>,
) -> anyhow::Result<(Visitor<'a>, OrganisationId, [ListingId; 2])> {
    let (clerk, id) = a_verified_firm(site, desk).await?;
    let drafts = [a_job("自己发布的岗位").from(PUBLISHED_HERE, "own"), a_job("别处转来的岗位").from("elsewhere", "1")];
    let batch = drafts.map(|draft| {
        let mut incoming = draft.incoming();
        incoming.organisation.id = id;
        incoming.listing.organisation = id;
        incoming
    });
    let ids = [batch[0].listing.id, batch[1].listing.id];
    site.store.import_listings(&batch, site.clock.now()).await?;
    site.follow().await?;
    Ok((clerk, id, ids))
}

async fn is_found(site: &TestSite, id: ListingId) -> anyhow::Result<bool> {
    site.follow().await?;
    Ok(site.found("kind=job").await.contains(&id.to_string()))
}

#[tokio::test]
async fn a_verification_that_ends_pauses_what_was_published_here_until_it_is_renewed() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let (clerk, id, [own, imported]) = publishing(&site, &desk).await?;
        let home = format!("/my/organisations/{id}");
        // Its last day is the first of March in Shanghai.
        site.clock.set(datetime!(2027-03-01 15:00 UTC));
        site.settle_standings().await?;
        assert!(is_found(&site, own).await?, "it holds through its last day");
        assert!(site.get("/search?kind=job").await.text.contains("mark-verified\""));
        site.clock.set(datetime!(2027-03-01 16:30 UTC));
        let letters = site.letters().await?.len();
        // Two programs look at once.
        let (one, other) = tokio::join!(site.settle_standings(), site.settle_standings());
        one.and(other)?;
        assert_eq!(site.letters().await?.len() - letters, 1, "the administrator is told once");
        assert!(!is_found(&site, own).await? && is_found(&site, imported).await?);
        assert!(!site.get("/search?kind=job").await.text.contains("mark-verified\""));
        let page = site.get(&format!("/listings/{own}")).await;
        assert!(page.status == StatusCode::OK && page.text.contains("暂停展示") && page.text.contains("noindex"));
        assert!(!site.get(&format!("/organisations/{id}")).await.text.contains("已核验"));
        assert!(site.store.verify_audit().await?.is_ok());
        // It stays readable however long it takes.
        site.clock.set(datetime!(2027-05-01 02:00 UTC));
        assert_eq!(site.get(&format!("/listings/{own}")).await.status, StatusCode::OK);

        let clerk = sign_in_again(&site, clerk).await;
        assert!(clerk.get(&home).await.text.contains("核验已于 2027年3月1日 到期"));
        let (file, page) = clerk.submit_and_follow(&format!("{home}/renew"), &[]).await;
        assert!(page.text.contains("复核") && page.text.contains("东方芯港"), "what was said last stands there");
        assert_eq!(clerk.submit(&format!("{home}/renew"), &[]).await.header("location"), file, "once");
        complete(&clerk, &file, &said(super::FIRM, super::CODE)).await?;
        let desk = officer(&site, "desk2@example.com", Role::FirmsDesk).await?;
        verify(&site, &desk, &file).await?;
        assert!(is_found(&site, own).await?);
        assert!(site.get(&format!("/organisations/{id}")).await.text.contains("已核验，有效期至 2027年11月1日"));
        Ok(())
    })
    .await
}

async fn sign_in_again<'a>(site: &'a TestSite, before: Visitor<'a>) -> Visitor<'a> {
    drop(before);
    let visitor = Visitor::new(site);
    visitor.submit("/sign-in", &[("contact", "clerk@example.com"), ("password", super::PASSWORD)]).await;
    visitor
}

#[tokio::test]
async fn administrators_are_reminded_thirty_and_seven_days_before_and_no_more() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let (_, id) = a_verified_firm(&site, &desk).await?;
        let begun = site.letters().await?.len();
        let mut told = Vec::new();
        let end = datetime!(2027-03-01 02:00 UTC);
        for days in [40, 31, 30, 29, 8, 7, 6, 1, 0] {
            site.clock.set(end - Duration::days(days));
            let (one, other) = tokio::join!(site.settle_standings(), site.settle_standings());
            one.and(other)?;
            told.push((days, site.letters().await?.len() - begun));
        }
        assert_eq!(told, [(40, 0), (31, 0), (30, 1), (29, 1), (8, 1), (7, 2), (6, 2), (1, 2), (0, 2)]);
        let standing = site.store.find_standing(id).await?;
        assert_eq!(standing.map(|it| it.state), Some(StandingState::Verified));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_suspension_pauses_and_lifting_it_resumes() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let (clerk, id, [own, imported]) = publishing(&site, &desk).await?;
        let (public, link) = (format!("/organisations/{id}"), format!("href=\"/desk/organisations/{id}\""));
        assert!(desk.get(&public).await.text.contains(&link), "an officer finds the way from the public page");
        assert!(!clerk.get(&public).await.text.contains(&link) && !site.get(&public).await.text.contains(&link));
        let suspends = desk.get(&format!("/desk/organisations/{id}")).await.text;
        assert!(suspends.contains("恢复前不能发布"), "{suspends}");
        let path = format!("/desk/organisations/{id}/standing");
        let refused = clerk.submit(&path, &[("step", "lift"), ("standing-reason", "我说了算")]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let unreasoned = desk.submit(&path, &[("step", "suspend")]).await;
        assert_eq!(unreasoned.status, StatusCode::UNPROCESSABLE_ENTITY);
        let suspend = [("step", "suspend"), ("standing-reason", "被多次投诉收取押金")];
        assert!(desk.submit(&path, &suspend).await.status.is_redirection());
        assert!(!is_found(&site, own).await? && is_found(&site, imported).await?);
        let lifts = desk.get(&format!("/desk/organisations/{id}")).await.text;
        assert!(lifts.contains("暂停展示的信息自动重新公开"), "{lifts}");
        assert!(clerk.get(&format!("/my/organisations/{id}")).await.text.contains("被多次投诉收取押金"));
        let lift = [("step", "lift"), ("standing-reason", "已退还并整改")];
        assert!(desk.submit(&path, &lift).await.status.is_redirection());
        assert!(is_found(&site, own).await?);
        assert!(site.get(&format!("/organisations/{id}")).await.text.contains("已核验"));
        Ok(())
    })
    .await
}
