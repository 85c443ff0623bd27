//! What the desk decides, and what it sees.

use axum::http::StatusCode;
use rongqiao_model::ListingId;
use rongqiao_model::access::Role;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::{Answered, encoded};
use time::Duration;

use super::{
    FIRM, OTHER_FIRM, begin, desk, firm, internship, judge, judge_at, nonce, recruiter, revision, send, site, state,
    submitted,
};

#[tokio::test]
async fn a_posting_is_blocked_mended_returned_mended_published_and_found() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let id = begin(&writer).await?;
        let blocked = internship(&site, &[("requirements", "熟悉Python，限男性。")]);
        let page = send(&writer, id, "submit", &blocked).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["“限男性”：限定性别", "人力资源市场暂行条例", "请删去性别条件", "熟悉Python，限男性。"]
        {
            assert!(page.text.contains(words), "{words}");
        }
        assert_eq!(state(&writer, id).await, "draft");
        let sent = send(&writer, id, "submit", &internship(&site, &[])).await;
        assert_eq!(sent.header("location"), format!("/my/listings/{id}"));
        assert_eq!(state(&writer, id).await, "submitted", "a first-time publisher is always reviewed");
        assert_eq!(site.get(&format!("/listings/{id}")).await.status, StatusCode::NOT_FOUND);

        let queue = officer.get("/desk/listings").await;
        assert!(queue.text.contains("光刻工艺实习生") && queue.text.contains("2026年9月3日"), "{}", queue.text);
        let untold = judge(&officer, id, "return", &[]).await;
        assert_eq!(untold.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody returns without a reason");
        let remarks = [("reason", "还差一点。"), ("remark-duties", "请写明谁带教。")];
        assert_eq!(judge(&officer, id, "return", &remarks).await.header("location"), "/desk/listings");
        let edit = writer.get(&format!("/my/listings/{id}/edit")).await;
        assert!(edit.text.contains("还差一点。") && edit.text.contains("审核意见：请写明谁带教。"), "{}", edit.text);
        let told = site.letters().await?.pop().expect("its author is told");
        assert!(told.subject.contains("需要修改") && !told.text.contains("光刻"), "{told:?}");

        let mended = internship(&site, &[("duties", "由两位工程师带教，调试光刻设备。")]);
        send(&writer, id, "submit", &mended).await;
        assert_eq!(judge(&officer, id, "approve", &[]).await.header("location"), "/desk/listings");
        assert_eq!(state(&writer, id).await, "published");
        site.follow().await?;
        assert_eq!(site.found(&format!("q={}", encoded("光刻工艺实习生"))).await.first(), Some(&id.to_string()));
        let public = site.get(&format!("/listings/{id}")).await;
        for words in ["岗位职责：", "由两位工程师带教", "任职要求：", FIRM, "200–260 元/天", "东方芯港"]
        {
            assert!(public.text.contains(words), "{words}");
        }
        let compared = writer.get(&format!("/my/listings/{id}/versions")).await;
        assert!(
            compared.text.contains("由两位工程师带教") && compared.text.contains("跟随工程师"),
            "{}",
            compared.text
        );
        assert!(!compared.text.contains("熟悉Python"), "what is the same is left out");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_a_review_and_taking_back_exactly_one_is_done() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        // However often they are approved before: what screening finds something in waits for a desk.
        let reviewed = [("requirements", "熟悉Python，35岁以下。")];
        for round in 0..8 {
            let id = submitted(&site, &writer, &reviewed).await?;
            let seen = revision(&officer.get(&format!("/desk/listings/{id}")).await);
            let recall = format!("/my/listings/{id}/recall");
            let (judged, _) = tokio::join!(judge_at(&officer, id, "approve", &seen, &[]), writer.submit(&recall, &[]));
            let done = judged.header("location") == "/desk/listings";
            let now = state(&writer, id).await;
            assert_eq!(now, if done { "published" } else { "draft" }, "round {round}: {}", judged.status);
            let is_public = site.get(&format!("/listings/{id}")).await.status == StatusCode::OK;
            assert_eq!(is_public, done, "round {round}");
            assert!(done || judged.status == StatusCode::CONFLICT, "round {round}: {}", judged.status);
        }
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn two_officers_decide_once_and_the_second_is_told() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "recruiter").await?;
        let (one, other) = (desk(&site, "desk-one").await?, desk(&site, "desk-two").await?);
        let id = submitted(&site, &writer, &[]).await?;
        let seen = revision(&one.get(&format!("/desk/listings/{id}")).await);
        let reason = [("reason", "内容不真实。")];
        let (approved, rejected) =
            tokio::join!(judge_at(&one, id, "approve", &seen, &[]), judge_at(&other, id, "reject", &seen, &reason));
        let done = [&approved, &rejected].map(|it| it.header("location") == "/desk/listings");
        assert_eq!(done.iter().filter(|&&it| it).count(), 1, "{} {}", approved.status, rejected.status);
        assert_eq!(state(&writer, id).await, if done[0] { "published" } else { "rejected" });
        let decided = |subject: &str| subject.contains("已公开") || subject.contains("未通过");
        assert_eq!(site.letters().await?.iter().filter(|letter| decided(&letter.subject)).count(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_of_others_can_be_seen_or_done() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "recruiter").await?;
        let id = submitted(&site, &writer, &[]).await?;
        let elsewhere = site.person_with("elsewhere", Role::Recruiter, Some(firm(OTHER_FIRM))).await?;
        let other_desk = site.person_with("universities", Role::UniversitiesDesk, None).await?;
        let student = site.person_with("student", Role::Student, Some(firm(FIRM))).await?;
        for below in ["", "/edit", "/preview", "/versions", "/close", "/extend"] {
            for stranger in [&elsewhere, &other_desk, &student] {
                let answered = stranger.get(&format!("/my/listings/{id}{below}")).await;
                assert_eq!(answered.status, StatusCode::NOT_FOUND, "{below}");
            }
            let unknown = site.get(&format!("/my/listings/{id}{below}")).await;
            assert!(unknown.status.is_redirection() && unknown.header("location").starts_with("/sign-in"), "{below}");
        }
        for address in ["recall", "discard", "copy", "close", "extend", "edit"] {
            let answered = elsewhere.submit(&format!("/my/listings/{id}/{address}"), &[("reason", "无")]).await;
            assert_eq!(answered.status, StatusCode::NOT_FOUND, "{address}");
        }
        for stranger in [&writer, &elsewhere, &other_desk, &student] {
            assert_eq!(judge_at(stranger, id, "approve", "2", &[]).await.status, StatusCode::NOT_FOUND);
            let withdrawn = stranger.submit(&format!("/desk/listings/{id}/withdraw"), &[("reason", "无")]).await;
            assert_eq!(withdrawn.status, StatusCode::NOT_FOUND);
            let ticked = format!("{id}.2");
            let many = stranger.submit("/desk/listings/approve", &[("posting", &ticked)]).await;
            assert_eq!(many.status, StatusCode::NOT_FOUND);
        }
        let organisation = firm(FIRM).to_string();
        let another = nonce("another");
        let fields = [("nonce", another.as_str()), ("kind", "job"), ("organisation", &organisation)];
        assert_eq!(elsewhere.submit("/my/listings/new", &fields).await.status, StatusCode::NOT_FOUND);
        assert_eq!(state(&writer, id).await, "submitted");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_writes_for_an_organisation_never_reviews_for_it() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "recruiter").await?;
        let id = submitted(&site, &writer, &[]).await?;
        let both = desk(&site, "both").await?;
        let person = rongqiao_model::PersonId::of_record("people", "both@example.com");
        let hat = (Role::Mentor, Some(firm(FIRM)));
        rongqiao_tests::people::give_role(&site.store, person, hat, "", site.clock.now()).await?;
        assert_eq!(both.get(&format!("/desk/listings/{id}")).await.status, StatusCode::NOT_FOUND);
        assert!(!both.get("/desk/listings").await.text.contains("光刻工艺实习生"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_publisher_is_trusted_after_five_approvals_until_one_refusal() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let mut waiting = Vec::new();
        for _ in 0..6 {
            waiting.push(submitted(&site, &writer, &[]).await?);
        }
        let tick = async |id: ListingId| -> Answered {
            let seen = revision(&officer.get(&format!("/desk/listings/{id}")).await);
            officer.submit("/desk/listings/approve", &[("posting", &format!("{id}.{seen}"))]).await
        };
        assert!(tick(waiting[0]).await.header("location").ends_with("approved=0"), "it is not trusted yet");
        for &id in &waiting[..5] {
            assert_eq!(state(&writer, id).await, "submitted");
            judge(&officer, id, "approve", &[]).await;
        }
        assert!(tick(waiting[5]).await.header("location").ends_with("approved=1"));
        let trusted = submitted(&site, &writer, &[]).await?;
        assert_eq!(state(&writer, trusted).await, "published", "nobody has to look");
        let doubtful = submitted(&site, &writer, &[("requirements", "熟悉Python，35岁以下。")]).await?;
        assert_eq!(state(&writer, doubtful).await, "submitted", "what screening marks is reviewed");
        assert!(officer.get(&format!("/desk/listings/{doubtful}")).await.text.contains("<mark>35岁以下</mark>"));
        judge(&officer, doubtful, "reject", &[("reason", "年龄歧视。")]).await;
        let again = submitted(&site, &writer, &[]).await?;
        assert_eq!(state(&writer, again).await, "submitted");
        site.clock.set(site.clock.now() + Duration::days(91));
        let writer = site.come_back("recruiter").await?;
        let much_later = submitted(&site, &writer, &[]).await?;
        assert_eq!(state(&writer, much_later).await, "published");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_desk_sees_what_was_submitted_and_never_the_pen_at_work() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, desk) = (recruiter(&site, "writer").await?, desk(&site, "desk").await?);
        let id = begin(&writer).await?;
        send(&writer, id, "save", &internship(&site, &[])).await;
        let at_desk = format!("/desk/listings/{id}");
        let preview = format!("/my/listings/{id}/preview");
        for path in [&at_desk, &preview] {
            assert_eq!(desk.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        send(&writer, id, "submit", &internship(&site, &[])).await;
        assert!(desk.get(&at_desk).await.text.contains("光刻工艺实习生"));
        let revision = revision(&desk.get(&at_desk).await);
        let returned = [("do", "return"), ("revision", revision.as_str()), ("reason", "请补充工作内容")];
        desk.submit(&at_desk, &returned).await;
        send(&writer, id, "save", &internship(&site, &[("title", "写到一半的标题")])).await;
        for path in [&at_desk, &preview] {
            let seen = desk.get(path).await.text;
            assert!(seen.contains("光刻工艺实习生") && !seen.contains("写到一半的标题"), "{path}: {seen}");
        }
        Ok(())
    })
    .await
}
