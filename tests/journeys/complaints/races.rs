//! What two do at once has one outcome, on every database.

use axum::http::StatusCode;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::a_job;
use rongqiao_tests::visitor::Visitor;

use super::{
    FIRM, TEXT, complain, decision, desk, examine, firm, first_case, first_measure, is_found, keeper, published,
    recruiter, revision, settle, site, stand_verified,
};

#[tokio::test]
async fn of_two_officers_who_decide_at_once_one_does() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (one, other) = (desk(&site, "one").await?, desk(&site, "other").await?);
        let owner = keeper(&site, "keeper").await?;
        let job = a_job("已有岗位").id();
        complain(&Visitor::new(&site), &format!("/listings/{job}")).await;
        let case = first_case(&one).await?;
        examine(&one, &case).await;
        let seen = revision(&one.get(&case).await);
        let path = format!("{case}/decide");
        let (hide, dismiss) = (decision("hide", &seen), decision("not-upheld", &seen));
        let (hidden, dismissed) = tokio::join!(one.submit(&path, &hide), other.submit(&path, &dismiss));
        let done = [&hidden, &dismissed].map(|it| it.header("location") == "/desk/complaints");
        assert_eq!(done.iter().filter(|&&it| it).count(), 1, "{} {}", hidden.status, dismissed.status);
        assert!([&hidden, &dismissed].iter().any(|it| it.status == StatusCode::CONFLICT));
        assert_eq!(is_found(&site, job).await?, !done[0]);
        assert_eq!(first_measure(&owner).await.is_ok(), done[0]);
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whether_its_author_closes_it_at_the_same_time_what_a_desk_takes_down_is_read_by_nobody() -> anyhow::Result<()>
{
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        for round in 0..4 {
            let job = published(&site, &writer, &officer).await?;
            complain(&Visitor::new(&site), &format!("/listings/{job}")).await;
            let case = first_case(&officer).await?;
            examine(&officer, &case).await;
            let seen = revision(&officer.get(&case).await);
            let (path, hide) = (format!("{case}/decide"), decision("hide", &seen));
            let close = format!("/my/listings/{job}/close");
            let reason = [("reason", "已招满")];
            let (decided, _) = tokio::join!(officer.submit(&path, &hide), writer.submit(&close, &reason));
            assert_eq!(decided.header("location"), "/desk/complaints", "round {round}: {}", decided.text);
            let now = super::super::publishing::state(&writer, job).await;
            let events = site.store.list_audit(0, 10_000).await?;
            let of_it = |event: &str| {
                events.iter().filter(|entry| entry.thing == job.as_uuid() && entry.event.slug() == event).count()
            };
            // One that was closed first is taken down as well.
            assert_eq!(of_it("listing-withdrawn"), 1, "round {round}");
            assert_eq!(of_it("listing-closed"), usize::from(now == "closed"), "round {round}: {now}");
            assert!(["closed", "withdrawn"].contains(&now.as_str()), "round {round}: {now}");
            assert!(!is_found(&site, job).await?);
            assert_eq!(site.get(&format!("/listings/{job}")).await.status, StatusCode::GONE);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_an_appeal_and_lifting_by_the_desk_both_leave_the_organisation_free() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (officer, owner) = (desk(&site, "desk").await?, keeper(&site, "keeper").await?);
        stand_verified(&site, firm(FIRM)).await?;
        complain(&Visitor::new(&site), &format!("/organisations/{}", firm(FIRM))).await;
        settle(&officer, "suspend").await?;
        let appeal = format!("{}/appeal", first_measure(&owner).await?);
        let text = [("complaint-appeal", "我们没有收取押金。")];
        let standing = format!("/desk/organisations/{}/standing", firm(FIRM));
        let lift = [("step", "lift"), ("standing-reason", "已整改")];
        let (appealed, lifted) = tokio::join!(owner.submit(&appeal, &text), officer.submit(&standing, &lift));
        assert!(lifted.status.is_redirection());
        assert!(appealed.status.is_redirection() || appealed.status == StatusCode::CONFLICT, "{}", appealed.status);
        let standing = site.store.find_standing(firm(FIRM)).await?;
        assert!(standing.is_some_and(|it| it.holds(site.clock.today())));
        // Once it is lifted there is nothing to appeal against.
        let again = owner.submit(&appeal, &text).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_same_complaint_sent_twice_at_once_is_taken_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let lin = super::citizen(&site, "lin@example.com").await?;
        let path = format!("/listings/{}/complain", a_job("已有岗位").id());
        let form = [("complaint-category", "money"), ("complaint-text", TEXT)];
        let (first, second) = tokio::join!(lin.browser.submit(&path, &form), lin.browser.submit(&path, &form));
        assert!(first.status.is_redirection() && second.status.is_redirection());
        assert_eq!(lin.browser.get("/my/complaints").await.text.matches("<li>\n<h2>").count(), 1);
        let queue = desk(&site, "desk").await?.get("/desk/complaints").await.text;
        assert!(queue.contains("举报 1 份"), "{queue}");
        Ok(())
    })
    .await
}
