//! Looks of staff at a person's data: for a reason, written down first, told to the person.

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_model::audit::Event;
use rongqiao_model::store::LOOK_LASTS;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::people::Somebody;
use rongqiao_tests::site::TestSite;
use time::Duration;

use crate::accounts::sign_up;
use crate::entry::{CODE, FIRM, PDF, at_desk, enter, officer};

const MAIL: &str = "linxi@example.com";
const REASON: &str = "核对本人提交的更正请求";

#[tokio::test]
async fn staff_see_an_account_only_for_a_reason_that_its_owner_is_told() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = Somebody::new(&site, "林汐", MAIL).await?;
        let security = Somebody::new(&site, "沈若溪", "security@example.com").await?;
        let security = security.given(Role::SecurityAdministrator, None).await?;
        let page = format!("/desk/people/{}", owner.id);
        assert_eq!(security.browser.get(&page).await.header("location"), "/desk/people", "a reason first");
        for (contact, reason, words) in [
            (MAIL, "", "请写明为什么需要查看"),
            ("nobody@example.com", REASON, "没有账号使用"),
            ("security@example.com", REASON, "自己的信息请在隐私中心查看"),
        ] {
            let refused =
                security.browser.submit("/desk/people", &[("contact", contact), ("look-reason", reason)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text.contains(words) && refused.text.contains(contact), "{words}: {}", refused.text);
        }
        let fields = [("contact", MAIL), ("look-reason", REASON)];
        let (landed, shown) = security.browser.submit_and_follow("/desk/people", &fields).await;
        assert_eq!(landed, page);
        assert!(shown.text.contains("林汐") && shown.text.contains(MAIL), "{}", shown.text);

        let told = owner.browser.get("/account/privacy").await.text;
        assert!(told.contains("安全管理员") && told.contains(REASON) && !told.contains("沈若溪"), "{told}");
        assert!(!told.contains(&security.id.to_string()));
        let entries = site.store.list_audit(0, 100).await?;
        assert_eq!(entries.iter().filter(|it| it.event == Event::PersonSeen).count(), 1);
        site.clock.set(site.clock.now() + LOOK_LASTS + Duration::seconds(1));
        assert_eq!(security.browser.get(&page).await.header("location"), "/desk/people", "another reason");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn looking_at_people_is_not_there_for_anybody_else() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = Somebody::new(&site, "林汐", MAIL).await?;
        let pages = ["/desk/people".to_owned(), format!("/desk/people/{}", owner.id), "/desk/requests".to_owned()];
        for role in [Role::FirmsDesk, Role::Committee, Role::SystemAdministrator, Role::AuditAdministrator] {
            let visitor = site.person_with(role.slug(), role, None).await?;
            for page in &pages {
                assert_eq!(visitor.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
            }
            let refused = visitor.submit("/desk/people", &[("contact", MAIL), ("look-reason", REASON)]).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND);
        }
        for page in &pages {
            assert_eq!(owner.browser.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
        }
        assert!(site.store.list_looks_at(owner.id).await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn evidence_that_tells_of_a_person_is_seen_for_a_reason() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let colleague = officer(&site, "colleague@example.com", Role::FirmsDesk).await?;
        let clerk = sign_up(&site, "clerk@example.com").await?;
        let file = at_desk(&enter(&clerk, FIRM, CODE).await?);
        let page = desk.get(&file).await.text;
        let pieces: Vec<&str> =
            page.split(&format!("{file}/evidence/")).skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let mut asked = Vec::new();
        for piece in &pieces {
            let piece = format!("{file}/evidence/{piece}");
            let answered = desk.get(&piece).await;
            if answered.status == StatusCode::OK {
                continue;
            }
            let form = answered.header("location").to_owned();
            assert_eq!(form, format!("{piece}/look"));
            assert_eq!(desk.submit(&form, &[("look-reason", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
            let (landed, file) = desk.submit_and_follow(&form, &[("look-reason", "比对经办人身份")]).await;
            assert_eq!((landed.as_str(), file.text.as_bytes()), (piece.as_str(), PDF));
            assert!(colleague.get(&piece).await.status.is_redirection(), "each says it themself");
            asked.push(piece);
        }
        assert_eq!((pieces.len(), asked.len()), (4, 2), "identity and mandate");
        let told = clerk.get("/account/privacy").await.text;
        assert_eq!(told.matches("比对经办人身份").count(), 2, "{told}");
        assert_eq!(told.matches("核验单位时查看").count(), 2, "licence and prospectus");
        Ok(())
    })
    .await
}
