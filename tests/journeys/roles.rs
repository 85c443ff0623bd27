//! Roles and the audit: who may give what, what is written down, and that nobody changes it.

use anyhow::Context as _;
use axum::http::StatusCode;
use rongqiao_model::GrantId;
use rongqiao_model::access::{Grant, Role};
use rongqiao_model::audit::Event;
use rongqiao_model::store::Granted;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::people::Somebody;
use rongqiao_tests::site::TestSite;
use sea_orm_migration::sea_orm::ConnectionTrait as _;

const OFFICER: &str = "officer@example.org";
const SECURITY: &str = "security@example.org";

async fn security_administrator(site: &TestSite) -> anyhow::Result<Somebody<'_>> {
    Somebody::new(site, "沈若溪", SECURITY).await?.given(Role::SecurityAdministrator, None).await
}

async fn auditor(site: &TestSite) -> anyhow::Result<Somebody<'_>> {
    Somebody::new(site, "陆闻笙", "audit@example.org").await?.given(Role::AuditAdministrator, None).await
}

const fn appointment<'a>(contact: &'a str, role: &'a str) -> [(&'a str, &'a str); 4] {
    [("contact", contact), ("role", role), ("until", ""), ("reason", "新学期接手企业端服务")]
}

#[tokio::test]
async fn the_security_administrator_gives_and_takes_a_role_and_both_are_written_down() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let security = security_administrator(&site).await?;
        let officer = Somebody::new(&site, "程砚秋", OFFICER).await?;
        assert_eq!(officer.browser.get("/desk").await.status, StatusCode::NOT_FOUND);
        let (_, page) = security.browser.submit_and_follow("/desk/roles", &appointment(OFFICER, "firms-desk")).await;
        assert!(page.text.contains("促进中心工作人员"), "{}", page.text);
        // The role demands a second factor before it opens anything.
        assert!(officer.browser.get("/desk").await.header("location").starts_with("/account/second-factor"));
        officer.set_second_factor().await?;
        assert_eq!(officer.browser.get("/desk").await.status, StatusCode::OK);
        let id =
            page.text.split("/desk/roles/").filter_map(|it| it.split_once("/end")).next().context("it can be ended")?.0;
        security.browser.submit_and_follow(&format!("/desk/roles/{id}/end"), &[]).await;
        assert_eq!(officer.browser.get("/desk").await.status, StatusCode::NOT_FOUND);
        let events: Vec<Event> = site.store.list_audit(0, 100).await?.iter().map(|it| it.event).collect();
        let of_roles: Vec<Event> = events.into_iter().filter(|it| it.slug().starts_with("role-")).collect();
        assert_eq!(of_roles, [Event::RoleGranted, Event::RoleGranted, Event::RoleEnded]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_role_is_refused_with_the_reason_and_what_was_typed_stays() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let security = security_administrator(&site).await?;
        let cases = [
            (appointment("nobody@example.org", "firms-desk"), "没有账号使用"),
            (appointment(SECURITY, "firms-desk"), "不能给自己任命"),
            (appointment(OFFICER, "audit-administrator"), "请选择一个岗位"),
            ([("contact", "x"), ("role", ""), ("until", "明年"), ("reason", "")], "2027-06-30"),
        ];
        let officer = Somebody::new(&site, "程砚秋", OFFICER).await?;
        for (form, sentence) in cases {
            let answered = security.browser.submit("/desk/roles", &form).await;
            assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answered.text.contains(sentence), "{sentence}: {}", answered.text);
            assert!(answered.text.contains(&format!("value=\"{}\"", form[0].1)), "{}", answered.text);
        }
        officer.given(Role::AuditAdministrator, None).await?;
        let answered = security.browser.submit("/desk/roles", &appointment(OFFICER, "firms-desk")).await;
        assert!(answered.text.contains("必须由不同的人担任"), "{}", answered.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_the_desks_work_with_is_not_there_for_anybody_else() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let student = Somebody::new(&site, "林汐", "student@example.org").await?;
        let auditor = auditor(&site).await?;
        let security = security_administrator(&site).await?;
        for (address, student_sees, auditor_sees, security_sees) in
            [("/desk", false, true, true), ("/desk/roles", false, true, true), ("/desk/audit", false, true, false)]
        {
            for (visitor, sees) in [(&student, student_sees), (&auditor, auditor_sees), (&security, security_sees)] {
                let expected = if sees { StatusCode::OK } else { StatusCode::NOT_FOUND };
                assert_eq!(visitor.browser.get(address).await.status, expected, "{address}");
            }
            assert!(site.get(address).await.header("location").starts_with("/sign-in"));
        }
        for visitor in [&student, &auditor] {
            let answered =
                visitor.browser.submit("/desk/roles", &appointment("student@example.org", "committee")).await;
            assert_eq!(answered.status, StatusCode::NOT_FOUND);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_same_role_given_by_four_at_once_is_given_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let person = Somebody::new(&site, "程砚秋", OFFICER).await?.id;
        let now = site.clock.now();
        let give = |number: u128| {
            let id = GrantId::from_uuid(uuid::Uuid::from_u128(number));
            let grant = Grant { id, person, role: Role::Reviewer, organisation: None, until: None, granted_at: now };
            let store = site.store.clone();
            async move { store.grant_role_by_operator(&grant, now).await }
        };
        let (a, b, c, d) = tokio::join!(give(1), give(2), give(3), give(4));
        let granted = [a?, b?, c?, d?].into_iter().filter(|it| *it == Granted::Done).count();
        assert_eq!(granted, 1);
        assert_eq!(site.store.find_actor(person, now).await?.grants().len(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_audit_holds_and_shows_when_somebody_changed_it_past_the_program() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        auditor(&site).await?;
        let end = site.store.verify_audit().await?.map_err(|(broken, _)| broken)?;
        assert!(end.seq >= 4, "{end:?}");
        let db = site.store.connection();
        for statement in ["UPDATE audit_entry SET reason = 'x' WHERE seq = 2", "DELETE FROM audit_entry WHERE seq = 2"]
        {
            let refused = db.execute_unprepared(statement).await;
            assert!(refused.is_err_and(|error| error.to_string().contains("never changed")), "{statement}");
        }
        for guard in site.database.without_audit_guards() {
            db.execute_unprepared(guard).await?;
        }
        db.execute_unprepared("UPDATE audit_entry SET reason = 'x' WHERE seq = 2").await?;
        let (broken, held) = site.store.verify_audit().await?.err().context("it was changed")?;
        assert_eq!((broken.to_string().as_str(), held.seq), ("entry 2 was changed", 1));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_audit_is_read_page_by_page_with_names_and_without_contacts() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let auditor = auditor(&site).await?;
        let page = auditor.browser.get("/desk/audit").await;
        assert!(page.text.contains("审计管理员") && page.text.contains("陆闻笙") && page.text.contains("开启两步验证"));
        assert!(!page.text.contains("audit@example.org"));
        let later = auditor.browser.get("/en/desk/audit?before=2").await;
        assert!(later.text.contains("Account made") && !later.text.contains("Role given"), "{}", later.text);
        Ok(())
    })
    .await
}
