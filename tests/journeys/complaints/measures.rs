//! Measures: what each takes from the public, whom it tells, and what outlasts what is brought in anew.

use axum::http::StatusCode;
use rongqiao_model::standing::StandingState;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::a_job;
use rongqiao_tests::visitor::Visitor;

use super::{
    FIRM, citizen, complain, desk, firm, first_case, first_measure, is_found, keeper, published, recruiter, settle,
    site, stand_verified,
};

#[tokio::test]
async fn a_listing_that_is_taken_down_is_no_longer_found_and_both_sides_are_told_why() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let (owner, lin) = (keeper(&site, "keeper").await?, citizen(&site, "lin@example.com").await?);
        let job = published(&site, &writer, &officer).await?;
        assert!(is_found(&site, job).await?);
        let own = complain(&lin.browser, &format!("/listings/{job}")).await;
        let case = first_case(&officer).await?;
        super::examine(&officer, &case).await;
        // Nothing is done without a reason, an answer and a finding.
        let seen = super::revision(&officer.get(&case).await);
        let bare = [("revision", seen.as_str()), ("complaint-outcome", "hide"), ("complaint-answer", "谢谢。")];
        let refused = officer.submit(&format!("{case}/decide"), &bare).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("请填写内容") && refused.text.contains("谢谢。"), "{}", refused.text);
        assert!(is_found(&site, job).await?);
        super::decide(&officer, &case, "hide").await;
        assert!(!is_found(&site, job).await?);
        assert_eq!(site.get(&format!("/listings/{job}")).await.status, StatusCode::GONE);
        let mine = writer.get(&format!("/my/listings/{job}")).await.text;
        assert!(mine.contains("state-withdrawn") && mine.contains("向求职者收取押金"), "{mine}");
        let page = owner.get(&first_measure(&owner).await?).await.text;
        for words in ["下架信息", "向求职者收取押金。", "《劳动合同法》第九条", "2026年9月16日 前申诉一次", "有效"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        let told = lin.browser.get(&own).await.text;
        assert!(told.contains("举报成立") && told.contains("下架信息") && told.contains("感谢您的反映"), "{told}");
        assert!(lin.browser.get("/messages").await.text.contains("经查属实"));
        assert!(officer.get(&case).await.text.contains("首次举报时的内容"), "what stood there is kept");
        assert!(officer.get(&case).await.text.contains("跟随工程师调试光刻设备"));
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_listing_that_its_author_closed_first_is_taken_down_all_the_same() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let job = published(&site, &writer, &officer).await?;
        complain(&Visitor::new(&site), &format!("/listings/{job}")).await;
        writer.submit(&format!("/my/listings/{job}/close"), &[("reason", "已经招满")]).await;
        let closed = site.get(&format!("/listings/{job}")).await;
        assert_eq!(closed.status, StatusCode::OK, "it can be read for a while");
        complain(&Visitor::new(&site), &format!("/listings/{job}")).await;
        settle(&officer, "hide").await?;
        for address in [format!("/listings/{job}"), format!("/api/v1/listings/{job}")] {
            assert_eq!(site.get(&address).await.status, StatusCode::GONE, "{address}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_taken_down_stays_so_when_it_is_brought_in_again() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let officer = desk(&site, "desk").await?;
        let job = a_job("已有岗位").id();
        complain(&Visitor::new(&site), &format!("/listings/{job}")).await;
        settle(&officer, "hide").await?;
        assert!(!is_found(&site, job).await?);
        site.publish([a_job("已有岗位").by(FIRM).saying("换了一种说法的岗位介绍。")]).await?;
        assert!(!is_found(&site, job).await?);
        assert_eq!(site.get(&format!("/listings/{job}")).await.status, StatusCode::GONE);
        let none = Visitor::new(&site).get(&format!("/listings/{job}/complain")).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "there is nothing left to complain about");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_organisation_that_was_never_verified_is_neither_suspended_nor_banned() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let officer = desk(&site, "desk").await?;
        complain(&Visitor::new(&site), &format!("/organisations/{}", firm(FIRM))).await;
        let case = first_case(&officer).await?;
        super::examine(&officer, &case).await;
        let page = officer.get(&case).await.text;
        assert!(
            page.contains("value=\"warn\"") && !page.contains("value=\"suspend\"") && !page.contains("value=\"hide\"")
        );
        let forced = super::decide(&officer, &case, "ban").await;
        assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
        super::decide(&officer, &case, "warn").await;
        let owner = keeper(&site, "keeper").await?;
        assert!(owner.get(&first_measure(&owner).await?).await.text.contains("警告"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_suspension_pauses_what_was_published_here_until_a_desk_lifts_it() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let owner = keeper(&site, "keeper").await?;
        stand_verified(&site, firm(FIRM)).await?;
        let (job, other) = (published(&site, &writer, &officer).await?, published(&site, &writer, &officer).await?);
        complain(&Visitor::new(&site), &format!("/listings/{job}")).await;
        settle(&officer, "suspend").await?;
        assert!(!is_found(&site, job).await? && !is_found(&site, other).await?);
        assert!(is_found(&site, a_job("已有岗位").id()).await?, "what came from elsewhere stays");
        let lift = [("step", "lift"), ("standing-reason", "已退还押金并整改")];
        officer.submit(&format!("/desk/organisations/{}/standing", firm(FIRM)), &lift).await;
        assert!(is_found(&site, other).await? && !is_found(&site, job).await?, "the listing itself stays taken down");
        let page = owner.get(&first_measure(&owner).await?).await.text;
        assert!(page.contains("解除") && !page.contains("/appeal\""), "nothing is left to appeal against: {page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_ban_takes_everything_from_the_public_and_the_roles_of_those_who_write() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let owner = keeper(&site, "keeper").await?;
        stand_verified(&site, firm(FIRM)).await?;
        let job = published(&site, &writer, &officer).await?;
        complain(&Visitor::new(&site), &format!("/organisations/{}", firm(FIRM))).await;
        settle(&officer, "ban").await?;
        let standing = site.store.find_standing(firm(FIRM)).await?;
        assert_eq!(standing.map(|it| it.state), Some(StandingState::Banned));
        let imported = a_job("已有岗位").id();
        assert!(!is_found(&site, job).await? && !is_found(&site, imported).await?);
        for id in [job, imported] {
            assert_eq!(site.get(&format!("/listings/{id}")).await.status, StatusCode::GONE);
        }
        site.publish([a_job("新岗位").by(FIRM)]).await?;
        assert!(!is_found(&site, a_job("新岗位").id()).await?, "what is brought in meanwhile waits");
        assert_eq!(writer.get(&format!("/my/listings/{job}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(owner.get(&first_measure(&owner).await?).await.status, StatusCode::OK);
        let lift = [("step", "lift"), ("standing-reason", "整改完成")];
        officer.submit(&format!("/desk/organisations/{}/standing", firm(FIRM)), &lift).await;
        for id in [job, imported, a_job("新岗位").id()] {
            assert!(is_found(&site, id).await?);
        }
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}
