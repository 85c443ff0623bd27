//! What people ask for about their data, and what is answered.

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_model::data_request::{OPEN_MAX, RequestState};
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::people::Somebody;
use rongqiao_tests::site::TestSite;

const ASKED: [(&str, &str); 2] = [("request-kind", "explain"), ("request-words", "为什么没有推荐这个岗位给我？")];

#[tokio::test]
async fn a_request_goes_from_received_to_done_and_its_sender_is_told() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = Somebody::new(&site, "林汐", "linxi@example.com").await?;
        let security = Somebody::new(&site, "沈若溪", "security@example.com").await?;
        let security = security.given(Role::SecurityAdministrator, None).await?;
        let wrong = owner.browser.submit("/account/privacy/requests/new", &[("request-words", "")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("请选择您需要什么") && wrong.text.contains("请说明您需要什么"));
        let (_, page) = owner.browser.submit_and_follow("/account/privacy/requests/new", &ASKED).await;
        assert!(page.text.contains("已收到") && page.text.contains(ASKED[1].1), "{}", page.text);

        let id = site.store.list_own_data_requests(owner.id).await?[0].id;
        let desk = format!("/desk/requests/{id}");
        assert!(security.browser.get("/desk/requests").await.text.contains(&desk));
        assert_eq!(owner.browser.get(&desk).await.status, StatusCode::NOT_FOUND);
        let shown = security.browser.get(&desk).await.text;
        assert!(shown.contains(ASKED[1].1) && !shown.contains("linxi@example.com"), "{shown}");
        for (next, answer, status) in [
            ("done", "", StatusCode::UNPROCESSABLE_ENTITY),
            ("verified", "", StatusCode::SEE_OTHER),
            ("received", "", StatusCode::UNPROCESSABLE_ENTITY),
            ("processing", "", StatusCode::SEE_OTHER),
            ("refused", "", StatusCode::UNPROCESSABLE_ENTITY),
            ("done", "岗位要求研究生学历，与您的学历不符。", StatusCode::SEE_OTHER),
            ("done", "再答一次", StatusCode::CONFLICT),
        ] {
            let answered = security.browser.submit(&desk, &[("request-next", next), ("request-answer", answer)]).await;
            assert_eq!(answered.status, status, "{next}: {}", answered.text);
        }
        let page = owner.browser.get("/account/privacy").await.text;
        assert!(page.contains("已办结") && page.contains("岗位要求研究生学历"), "{page}");
        assert_eq!(site.store.count_unread_messages(owner.id).await?, 3);
        assert!(!security.browser.get("/desk/requests").await.text.contains(&desk));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn too_many_open_requests_wait_and_leaving_ends_them_without_their_words() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = Somebody::new(&site, "林汐", "linxi@example.com").await?;
        for _ in 0..OPEN_MAX {
            assert!(owner.browser.submit("/account/privacy/requests/new", &ASKED).await.status.is_redirection());
        }
        let refused = owner.browser.submit("/account/privacy/requests/new", &ASKED).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text.contains(ASKED[1].1), "what was typed stays");
        site.store.close_account(owner.id, &[], site.clock.now()).await?;
        let left = site.store.list_own_data_requests(owner.id).await?;
        assert!(left.iter().all(|it| it.state == RequestState::Done && it.words.is_empty()));
        Ok(())
    })
    .await
}
