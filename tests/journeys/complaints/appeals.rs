//! Appeals: by either side once, in time, decided by the committee and never by whoever decided before.

use axum::http::StatusCode;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::a_job;
use rongqiao_tests::visitor::Visitor;
use time::Duration;

use super::{
    citizen, committee, complain, decide, desk, first_case, first_measure, is_found, keeper, published, recruiter,
    settle, site,
};

const APPEAL: [(&str, &str); 1] = [("complaint-appeal", "请再看一次证据。")];

#[tokio::test]
async fn a_listing_that_was_taken_down_wrongly_is_public_again_after_the_appeal() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let (owner, above) = (keeper(&site, "keeper").await?, committee(&site, "committee").await?);
        let lin = citizen(&site, "lin@example.com").await?;
        let job = published(&site, &writer, &officer).await?;
        let own = complain(&lin.browser, &format!("/listings/{job}")).await;
        let case = settle(&officer, "hide").await?;
        let measure = first_measure(&owner).await?;
        for refused in [writer.get(&measure).await, writer.submit(&format!("{measure}/appeal"), &APPEAL).await] {
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "whoever writes does not speak for the organisation");
        }
        let empty = owner.submit(&format!("{measure}/appeal"), &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let (_, shown) = owner.submit_and_follow(&format!("{measure}/appeal"), &APPEAL).await;
        assert!(shown.text.contains("已收到申诉") && shown.text.contains("申诉处理中"), "{}", shown.text);
        let twice = owner.submit(&format!("{measure}/appeal"), &APPEAL).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        assert!(lin.browser.get(&own).await.text.contains("单位申诉中"));

        let queue = officer.get("/desk/complaints").await.text;
        assert!(queue.contains("待办 0 件") && queue.contains(&case), "the desk decided and sees what becomes of it");
        assert_eq!(decide(&officer, &case, "measure-lifted").await.status, StatusCode::CONFLICT);
        assert_eq!(first_case(&above).await?, case);
        let decided = decide(&above, &case, "measure-lifted").await;
        assert_eq!(decided.header("location"), "/desk/complaints", "{}", decided.text);
        assert!(is_found(&site, job).await?);
        assert_eq!(site.get(&format!("/listings/{job}")).await.status, StatusCode::OK);
        assert!(writer.get(&format!("/my/listings/{job}")).await.text.contains("state-published"));
        let told = owner.get(&measure).await.text;
        assert!(told.contains("解除") && told.contains("向求职者收取押金"), "{told}");
        assert!(owner.get("/messages").await.text.contains("申诉成立，措施已撤销"));
        let told = lin.browser.get(&own).await.text;
        assert!(told.contains("举报不成立") && !told.contains(&format!("{own}/appeal")), "it is the last word: {told}");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_complained_appeals_and_then_the_organisation_each_before_somebody_else() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let officer = desk(&site, "desk").await?;
        let (one, other) = (committee(&site, "one").await?, committee(&site, "other").await?);
        let owner = keeper(&site, "keeper").await?;
        let anybody = Visitor::new(&site);
        let job = a_job("已有岗位").id();
        let secret = complain(&anybody, &format!("/listings/{job}")).await;
        let case = settle(&officer, "not-upheld").await?;
        let (_, shown) = anybody.submit_and_follow(&format!("{secret}/appeal"), &APPEAL).await;
        assert!(shown.text.contains("举报人申诉中"), "{}", shown.text);
        assert_eq!(anybody.submit(&format!("{secret}/appeal"), &APPEAL).await.status, StatusCode::CONFLICT);
        decide(&one, &case, "hide").await;
        assert!(!is_found(&site, job).await?);
        let measure = first_measure(&owner).await?;
        owner.submit(&format!("{measure}/appeal"), &APPEAL).await;
        assert_eq!(decide(&one, &case, "measure-stands").await.status, StatusCode::CONFLICT, "they decided before");
        let decided = decide(&other, &case, "measure-stands").await;
        assert_eq!(decided.header("location"), "/desk/complaints", "{}", decided.text);
        assert!(!is_found(&site, job).await?);
        assert!(owner.get(&measure).await.text.contains("申诉答复"));
        assert!(anybody.get(&secret).await.text.contains("举报成立"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_decision_stands_when_nobody_appeals_within_fifteen_days() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (officer, owner) = (desk(&site, "desk").await?, keeper(&site, "keeper").await?);
        let anybody = Visitor::new(&site);
        let secret = complain(&anybody, &format!("/listings/{}", a_job("已有岗位").id())).await;
        settle(&officer, "not-upheld").await?;
        complain(&anybody, &format!("/listings/{}", a_job("已有岗位").id())).await;
        settle(&officer, "warn").await?;
        let measure = first_measure(&owner).await?;
        site.clock.set(site.clock.now() + Duration::days(15));
        site.tend_postings().await?;
        assert!(anybody.get(&format!("{secret}/appeal")).await.status == StatusCode::OK, "through the last day");
        site.clock.set(site.clock.now() + Duration::days(1));
        let late = anybody.submit(&format!("{secret}/appeal"), &APPEAL).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "also before the program has noticed");
        let (first, second) = tokio::join!(site.tend_postings(), site.tend_postings());
        first.and(second)?;
        assert_eq!(anybody.get(&format!("{secret}/appeal")).await.status, StatusCode::NOT_FOUND);
        let owner_again = site.come_back("keeper").await?;
        assert_eq!(owner_again.submit(&format!("{measure}/appeal"), &APPEAL).await.status, StatusCode::CONFLICT);
        let audit = site.store.list_audit(0, 1_000).await?;
        let closed = audit.iter().filter(|entry| entry.event.slug() == "complaint-closed").count();
        assert_eq!(closed, 2);
        Ok(())
    })
    .await
}
