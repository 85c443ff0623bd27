//! Closing an account: what is erased, what is put away, and who has to find somebody else first.

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_model::retention::KEPT_BY_LAW;
use rongqiao_model::store::Closing;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::people::Somebody;
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;
use sea_orm_migration::sea_orm::{ConnectionTrait as _, Statement};
use time::Duration;

use super::{PASSWORD, person_at};
use crate::accounts::sign_up;
use crate::entry::{FIRM, a_verified_firm, begin, enter, officer};

const MAIL: &str = "linxi@example.com";

async fn close(visitor: &Visitor<'_>) -> Answered {
    visitor.submit("/account/privacy/close", &[("understood", "yes"), ("password", PASSWORD)]).await
}

/// How many rows a table of the site's database holds.
pub(crate) async fn count(site: &TestSite, table: &str) -> anyhow::Result<i64> {
    let db = site.store.connection();
    let query = format!("SELECT COUNT(*) AS number FROM {table}");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), query)).await?;
    Ok(row.map_or(Ok(-1), |row| row.try_get::<i64>("", "number"))?)
}

#[tokio::test]
async fn a_student_who_leaves_is_erased_and_may_come_back_as_somebody_new() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let visitor = sign_up(&site, MAIL).await?;
        let person = person_at(&site, MAIL).await?;
        visitor.submit("/profile/visibility", &[("visibility", "findable"), ("revision", "0")]).await;
        let thief = Visitor::new(&site);
        thief.carry(&visitor.cookie());
        let page = visitor.get("/account/privacy/close").await.text;
        assert!(page.contains("没有为单位办理过事务") && page.contains("立即删除"), "{page}");
        for fields in [&[("password", PASSWORD)][..], &[("understood", "yes"), ("password", "wrong")]] {
            let refused = visitor.submit("/account/privacy/close", fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let closed = close(&visitor).await;
        assert_eq!(closed.header("location"), "/account-closed", "{}", closed.text);
        assert!(visitor.cookie().is_empty());
        assert!(thief.get("/account").await.status.is_redirection(), "every session ended");
        for table in ["person", "contact", "session", "profile", "restricted_person"] {
            assert_eq!(count(&site, table).await?, 0, "{table}");
        }
        let last = site.letters().await?.pop().expect("they are told");
        assert!(last.subject.contains("已注销") && last.to.value() == MAIL);
        assert_eq!(site.store.list_erasures().await?.iter().map(|it| it.0).collect::<Vec<_>>(), [person]);
        let consents = site.store.list_own_consents(person).await?;
        assert!(!consents.is_empty() && consents.iter().all(|it| it.withdrawn_at.is_some()));
        assert!(site.store.verify_audit().await?.is_ok());
        let wrong = Visitor::new(&site).submit("/sign-in", &[("contact", MAIL), ("password", PASSWORD)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        site.clock.set(site.clock.now() + Duration::hours(1));
        sign_up(&site, MAIL).await?;
        assert_ne!(person_at(&site, MAIL).await?, person);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_the_law_wants_kept_is_put_away_and_purged_after_three_years() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let (clerk, firm) = a_verified_firm(&site, &desk).await?;
        let draft = begin(&clerk, "别家企业有限公司", "91310115MA1684033Q", "firm").await;
        assert!(draft.contains("/files/"));
        let colleague = Somebody::new(&site, "程砚秋", "colleague@example.com").await?;
        let colleague = colleague.given(Role::OrganisationAdministrator, Some(firm)).await?;
        assert_eq!(site.evidence_files(), 4);
        assert!(clerk.get("/account/privacy/close").await.text.contains("依法保留"));
        let closed = clerk
            .submit("/account/privacy/close", &[("understood", "yes"), ("password", crate::entry::PASSWORD)])
            .await;
        assert_eq!(closed.header("location"), "/account-closed", "{}", closed.text);
        // The organisation keeps what tells of it; identity and mandate of who left are put away.
        assert_eq!((count(&site, "evidence").await?, count(&site, "restricted_evidence").await?), (2, 2));
        assert_eq!((count(&site, "organisation_file").await?, count(&site, "restricted_person").await?), (1, 1));
        let own = colleague.browser.get(&format!("/my/organisations/{firm}")).await;
        assert!(own.status == StatusCode::OK && !own.text.contains("林汐"), "{}", own.text);
        for page in ["/desk/organisations".to_owned(), format!("/desk/organisations/{firm}")] {
            assert!(!desk.get(&page).await.text.contains("clerk@example.com"), "{page}");
        }

        site.clock.set(site.clock.now() + KEPT_BY_LAW - Duration::days(1));
        rongqiao_api::tasks::settle_retention(site.app()).await?;
        assert_eq!((count(&site, "restricted_evidence").await?, site.evidence_files()), (2, 4));
        site.clock.set(site.clock.now() + Duration::days(1));
        rongqiao_api::tasks::settle_retention(site.app()).await?;
        for table in ["restricted_evidence", "restricted_person", "discarded_file"] {
            assert_eq!(count(&site, table).await?, 0, "{table}");
        }
        assert_eq!(site.evidence_files(), 2, "the contents are gone too");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_that_waits_for_a_desk_is_taken_back_by_leaving() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let clerk = sign_up(&site, "clerk@example.com").await?;
        enter(&clerk, FIRM, crate::entry::CODE).await?;
        assert!(desk.get("/desk/organisations").await.text.contains(FIRM));
        assert!(close(&clerk).await.status.is_redirection());
        assert!(!desk.get("/desk/organisations").await.text.contains(FIRM));
        assert_eq!((count(&site, "evidence").await?, count(&site, "restricted_evidence").await?), (0, 4));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_last_administrator_names_another_first() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let (clerk, firm) = a_verified_firm(&site, &desk).await?;
        let fields = [("understood", "yes"), ("password", crate::entry::PASSWORD)];
        for refused in
            [clerk.get("/account/privacy/close").await, clerk.submit("/account/privacy/close", &fields).await]
        {
            assert_eq!(refused.status, StatusCode::CONFLICT);
            for words in ["唯一的管理员", FIRM, "/account/privacy/requests/new", &format!("/my/organisations/{firm}")]
            {
                assert!(refused.text.contains(words), "{words}: {}", refused.text);
            }
        }
        let colleague = Somebody::new(&site, "程砚秋", "colleague@example.com").await?;
        colleague.given(Role::OrganisationAdministrator, Some(firm)).await?;
        assert_eq!(clerk.submit("/account/privacy/close", &fields).await.header("location"), "/account-closed");
        let left = person_at(&site, "colleague@example.com").await?;
        let closing = site.store.close_account(left, &[], site.clock.now()).await?;
        assert_eq!(closing, Closing::LastAdministrator(vec![firm]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_who_left_comes_back_with_an_old_backup() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let somebody = Somebody::new(&site, "林汐", MAIL).await?;
        let stays = Somebody::new(&site, "程砚秋", "stays@example.com").await?;
        let now = site.clock.now();
        assert_eq!(site.store.close_account(somebody.id, &[], now).await?, Closing::Done);
        rongqiao_api::tasks::settle_retention(site.app()).await?;
        // As a backup has it from before: the account is there and nothing tells that it was closed.
        let db = site.store.connection();
        db.execute_unprepared("DELETE FROM erasure").await?;
        let back = rongqiao_tests::people::make_person(&site.store, ("林汐", MAIL), None, now).await?;
        assert_eq!(back, somebody.id);
        let folder = &site.app().settings.data;
        assert_eq!(rongqiao_api::erasures::apply(&site.store, folder, now).await?, 1);
        assert_eq!(rongqiao_api::erasures::apply(&site.store, folder, now).await?, 0);
        assert!(site.store.find_own_account(somebody.id).await?.is_none());
        assert!(site.store.find_own_account(stays.id).await?.is_some());
        assert_eq!(site.store.list_erasures().await?, [(somebody.id, now)], "the moment stays as it was");
        assert!(site.store.verify_audit().await?.is_ok());
        // And a list that was lost is written anew from the database.
        std::fs::remove_file(folder.join(rongqiao_api::erasures::FILE))?;
        rongqiao_api::erasures::apply(&site.store, folder, now).await?;
        assert!(std::fs::read_to_string(folder.join(rongqiao_api::erasures::FILE))?.contains(&somebody.id.to_string()));
        Ok(())
    })
    .await
}
