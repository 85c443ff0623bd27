//! Complaining: with an account and without, what is refused, and who follows what.

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::a_job;
use rongqiao_tests::visitor::Visitor;
use time::Duration;

use super::{COMPLAINT, TEXT, citizen, complain, desk, firm, first_case, settle, site};

#[tokio::test]
async fn complaints_with_and_without_an_account_are_gathered_into_one_case_and_followed() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let officer = desk(&site, "desk").await?;
        let job = a_job("已有岗位").id();
        let page = site.get(&format!("/listings/{job}")).await;
        assert!(page.text.contains(&format!("href=\"/listings/{job}/complain\"")));
        let (anybody, lin) = (Visitor::new(&site), citizen(&site, "lin@example.com").await?);
        let secret = complain(&anybody, &format!("/listings/{job}")).await;
        let own = complain(&lin.browser, &format!("/listings/{job}")).await;
        assert!(secret.starts_with("/complaints/") && own.starts_with("/my/complaints/"), "{secret} {own}");
        let shown = anybody.get(&secret).await;
        assert!(shown.text.contains("待受理") && shown.text.contains(TEXT) && shown.text.contains("请保存本页的网址"));
        assert!(lin.browser.get("/my/complaints").await.text.contains("已有岗位"));
        assert!(lin.browser.get("/messages").await.text.contains("已收到您对“已有岗位”的举报"));

        let queue = officer.get("/desk/complaints").await.text;
        for words in ["待办 1 件", "举报 2 份", "2026年9月8日前处理", "待受理"] {
            assert!(queue.contains(words), "{words}: {queue}");
        }
        let case = settle(&officer, "not-upheld").await?;
        for page in [&secret, &own] {
            let shown = lin.browser.get(page).await.text;
            assert!(shown.contains("举报不成立") && shown.contains("感谢您的反映"), "{shown}");
        }
        assert!(officer.get("/desk/complaints").await.text.contains("最近 30 天办结 1 件，其中成立 0 件"));
        // What comes later about the same thing is a case of its own, which shows the one before.
        let again = complain(&lin.browser, &format!("/listings/{job}")).await;
        assert_ne!(again, own);
        let later = first_case(&officer).await?;
        assert!(later != case && officer.get(&later).await.text.contains(&case));
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_wrong_with_a_complaint_is_told_at_once_and_nothing_is_lost() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let path = format!("/organisations/{}/complain", firm(super::FIRM));
        let long = "长".repeat(1_001);
        let wrong = [("complaint-text", long.as_str()), ("complaint-link", "javascript:alert(1)")];
        let anybody = Visitor::new(&site);
        let page = anybody.submit(&path, &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["请选择问题类型", "现在有 1001 个", "网址应以 https://", &long, "javascript:alert(1)"]
        {
            assert!(page.text.contains(words), "{words}");
        }
        assert_eq!(anybody.submit(&path, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        for path in ["/listings/x/complain", &format!("/organisations/{}/complain", a_job("没有").id())] {
            assert_eq!(anybody.get(path).await.status, StatusCode::NOT_FOUND);
            assert_eq!(anybody.submit(path, &COMPLAINT).await.status, StatusCode::NOT_FOUND);
        }
        assert!(desk(&site, "desk").await?.get("/desk/complaints").await.text.contains("待办 0 件"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_floods_the_desk_and_nothing_is_hidden_by_numbers() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let job = a_job("已有岗位").id();
        let subject = format!("/listings/{job}");
        let lin = citizen(&site, "lin@example.com").await?;
        let own = complain(&lin.browser, &subject).await;
        let again = lin.browser.submit(&format!("{subject}/complain"), &COMPLAINT).await;
        assert_eq!(again.header("location"), format!("{own}?told=known"), "one complaint of one person");
        let anybody = Visitor::new(&site);
        for _ in 0..3 {
            complain(&anybody, &subject).await;
        }
        let refused = anybody.submit(&format!("{subject}/complain"), &COMPLAINT).await;
        assert!(refused.status == StatusCode::CONFLICT && refused.text.contains(TEXT), "{}", refused.text);
        for number in 0..20 {
            complain(&citizen(&site, &format!("many{number}@example.com")).await?.browser, &subject).await;
        }
        assert_eq!(site.get(&subject).await.status, StatusCode::OK);
        assert!(super::is_found(&site, job).await?, "numbers alone hide nothing");
        let queue = desk(&site, "desk").await?.get("/desk/complaints").await.text;
        assert!(queue.contains("待办 1 件") && queue.contains("举报 24 份"), "{queue}");
        site.clock.set(site.clock.now() + Duration::hours(25));
        complain(&anybody, &subject).await;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_complaint_is_there_for_whoever_sent_it_and_a_case_for_the_desk_in_charge() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let subject = format!("/listings/{}", a_job("已有岗位").id());
        let (lin, other) = (citizen(&site, "lin@example.com").await?, citizen(&site, "other@example.com").await?);
        let own = complain(&lin.browser, &subject).await;
        for path in [own.clone(), format!("{own}/appeal"), "/complaints/guessed".to_owned()] {
            assert_eq!(other.browser.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert!(!other.browser.get("/my/complaints").await.text.contains("已有岗位"));
        assert!(site.get(&own).await.header("location").starts_with("/sign-in"));
        let officer = desk(&site, "desk").await?;
        let case = first_case(&officer).await?;
        let universities = site.person_with("universities", Role::UniversitiesDesk, None).await?;
        let recruiter = super::recruiter(&site, "recruiter").await?;
        for visitor in [&universities, &recruiter, &lin.browser] {
            assert_eq!(visitor.get(&case).await.status, StatusCode::NOT_FOUND);
            for step in ["examine", "decide"] {
                let answered = visitor.submit(&format!("{case}/{step}"), &super::decision("warn", "1")).await;
                assert_eq!(answered.status, StatusCode::NOT_FOUND);
            }
        }
        assert_eq!(recruiter.get("/desk/complaints").await.status, StatusCode::NOT_FOUND);
        assert!(!universities.get("/desk/complaints").await.text.contains("已有岗位"));
        // An officer who complained, and one who belongs to the organisation, decide nothing.
        let biased = desk(&site, "biased").await?;
        complain(&biased, &subject).await;
        assert_eq!(biased.get(&case).await.status, StatusCode::NOT_FOUND);
        assert!(biased.get("/desk/complaints").await.text.contains("待办 0 件"));
        let member = citizen(&site, "member@example.com").await?.given(Role::FirmsDesk, None).await?;
        let member = member.given(Role::Mentor, Some(firm(super::FIRM))).await?;
        assert_eq!(member.browser.get(&case).await.status, StatusCode::NOT_FOUND);
        Ok(())
    })
    .await
}
