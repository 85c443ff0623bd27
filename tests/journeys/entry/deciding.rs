//! What desks decide: once each, with reasons, and never about what is their own.

use axum::http::StatusCode;
use rongqiao_model::OrganisationId;
use rongqiao_model::access::Role;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::a_job;
use rongqiao_tests::site::TestSite;
use time::Duration;

use super::{
    CODE, FIRM, a_verified_firm, at_desk, begin, complete, enter, give, hand_in, officer, said, send, sign_up, verdict,
    verify,
};

const UNTIL: &str = "2027-03-01";

#[tokio::test]
async fn a_file_is_given_back_with_remarks_at_its_fields_and_handed_in_again() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let (clerk, _) = sign_up(&site, "clerk@example.com").await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let file = enter(&clerk, FIRM, CODE).await?;
        let mut answer = verdict(&desk, &file, UNTIL).await?;
        answer[1].1 = "return".to_owned();
        let unreasoned: Vec<(&str, &str)> = answer.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let refused = desk.submit(&at_desk(&file), &unreasoned).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
        assert!(refused.text.contains("reason-mistake") && refused.text.contains("value=\"return\" checked"));
        answer.push(("reason", "地址不完整".to_owned()));
        answer.push(("remark-address", "请写到门牌号".to_owned()));
        assert!(send(&desk, &file, &answer).await.is_redirection());

        let page = clerk.get(&file).await.text;
        assert!(page.contains("已退回") && page.contains("地址不完整") && page.contains("请写到门牌号"), "{page}");
        assert!(clerk.get(&format!("{file}/edit")).await.text.contains("工作人员意见：请写到门牌号"));
        let mut mended = said(FIRM, CODE);
        mended.push(("entry-address", "东方芯港云水路1000号2幢"));
        mended.swap_remove(6);
        assert!(clerk.submit(&format!("{file}/edit"), &mended).await.status.is_redirection());
        hand_in(&clerk, &file).await?;
        verify(&site, &desk, &file).await?;
        assert!(clerk.get(&file).await.text.contains("核验通过"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_refusal_says_why_and_closes_the_file() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let (clerk, _) = sign_up(&site, "clerk@example.com").await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let file = enter(&clerk, FIRM, CODE).await?;
        let mut answer = verdict(&desk, &file, UNTIL).await?;
        answer[1].1 = "refuse".to_owned();
        answer.push(("reason", "执照已注销".to_owned()));
        assert!(send(&desk, &file, &answer).await.is_redirection());
        let page = clerk.get(&file).await.text;
        assert!(page.contains("未通过") && page.contains("执照已注销") && !page.contains("撤回申请"), "{page}");
        assert_eq!(clerk.submit(&format!("{file}/edit"), &said(FIRM, CODE)).await.header("location"), file);
        assert!(clerk.get(&file).await.text.contains("未通过"), "what is closed stays as it is");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_verification_holds_for_six_months_at_most() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let (clerk, _) = sign_up(&site, "clerk@example.com").await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let file = enter(&clerk, FIRM, CODE).await?;
        for until in ["2027-03-02", "2026-09-01", "2026-08-31", "", "soon"] {
            let verdict = verdict(&desk, &file, until).await?;
            assert_eq!(send(&desk, &file, &verdict).await, StatusCode::UNPROCESSABLE_ENTITY, "{until}");
        }
        assert!(send(&desk, &file, &verdict(&desk, &file, UNTIL).await?).await.is_redirection());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_two_desks_that_decide_at_once_one_does() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let (clerk, _) = sign_up(&site, "clerk@example.com").await?;
        let one = officer(&site, "one@example.com", Role::FirmsDesk).await?;
        let other = officer(&site, "other@example.com", Role::Committee).await?;
        let file = enter(&clerk, FIRM, CODE).await?;
        let verify = verdict(&one, &file, UNTIL).await?;
        let mut refuse = verify.clone();
        refuse[1].1 = "refuse".to_owned();
        refuse.push(("reason", "查无此单位".to_owned()));
        let (verified, refused) = tokio::join!(send(&one, &file, &verify), send(&other, &file, &refuse));
        assert!(verified.is_redirection() != refused.is_redirection(), "{verified} {refused}");
        let page = clerk.get(&file).await.text;
        assert_eq!(page.contains("核验通过"), verified.is_redirection());
        let public = site.get(&format!("/organisations/{}", OrganisationId::of_name(FIRM))).await;
        assert_eq!(public.status == StatusCode::OK, verified.is_redirection());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_two_claims_of_one_organisation_that_are_verified_at_once_one_wins() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [a_job("芯片测试").by(FIRM)]).await?;
        let id = rongqiao_tests::listings::an_organisation(FIRM).id;
        // The platform knows it from an import under an identity of its own, without a code.
        let mut known = rongqiao_tests::listings::an_organisation(FIRM);
        known.id = OrganisationId::of_name(FIRM);
        site.store.import_organisations(&[known], site.clock.now()).await?;
        assert_ne!(id, OrganisationId::of_name(FIRM));
        let (first, _) = sign_up(&site, "first@example.com").await?;
        let (second, _) = sign_up(&site, "second@example.com").await?;
        let one = officer(&site, "one@example.com", Role::FirmsDesk).await?;
        let other = officer(&site, "other@example.com", Role::FirmsDesk).await?;
        let (a, b) = tokio::join!(begin(&first, FIRM, CODE, "firm"), begin(&second, FIRM, CODE, "firm"));
        assert_ne!(a, b);
        complete(&first, &a, &said(FIRM, CODE)).await?;
        complete(&second, &b, &said(FIRM, CODE)).await?;
        assert!(first.get(&a).await.text.contains("认领"));
        let verdicts = (verdict(&one, &a, UNTIL).await?, verdict(&other, &b, UNTIL).await?);
        let (won, lost) = tokio::join!(send(&one, &a, &verdicts.0), send(&other, &b, &verdicts.1));
        assert!(won.is_redirection() != lost.is_redirection(), "{won} {lost}");
        let mine = format!("/my/organisations/{}", OrganisationId::of_name(FIRM));
        let administers = [first.get(&mine).await.status, second.get(&mine).await.status];
        assert_eq!(administers.iter().filter(|it| **it == StatusCode::OK).count(), 1);
        let outcome = [first.get(&a).await.text, second.get(&b).await.text];
        assert_eq!(outcome.iter().filter(|it| it.contains("另一位经办人完成入驻")).count(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_decides_about_what_they_entered_or_about_another_desks_organisations() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let schools = officer(&site, "schools@example.com", Role::UniversitiesDesk).await?;
        let own = enter(&desk, FIRM, CODE).await?;
        assert_eq!(desk.get(&at_desk(&own)).await.status, StatusCode::NOT_FOUND);
        assert!(desk.get("/desk/organisations").await.text.contains("没有待办"));
        assert_eq!(schools.get(&at_desk(&own)).await.status, StatusCode::NOT_FOUND);
        let (clerk, person) = sign_up(&site, "clerk@example.com").await?;
        assert_eq!(clerk.get("/desk/organisations").await.status, StatusCode::NOT_FOUND);
        give(&site, person, Role::FirmsDesk, None).await?;
        let without_factor = clerk.get("/desk/organisations").await;
        assert!(without_factor.header("location").starts_with("/account/second-factor"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_import_does_not_overwrite_what_was_verified() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let (_, id) = a_verified_firm(&site, &desk).await?;
        site.clock.set(site.clock.now() + Duration::hours(1));
        let mut imported = rongqiao_tests::listings::an_organisation(FIRM);
        imported.id = id;
        imported.summary = "别处抄来的介绍".to_owned();
        site.store.import_organisations(&[imported], site.clock.now()).await?;
        let page = site.get(&format!("/organisations/{id}")).await.text;
        assert!(page.contains("设计汽车芯片") && !page.contains("别处抄来的介绍"));
        Ok(())
    })
    .await
}
