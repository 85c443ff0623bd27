//! Seeing and copying one's own data, and deleting parts of it.

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_model::retention::RecordKind;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;
use serde_json::Value;
use time::Duration;

use super::{PASSWORD, person_at};
use crate::accounts::sign_up;
use crate::entry::{a_verified_firm, officer};

const MAIL: &str = "linxi@example.com";

async fn copied(visitor: &Visitor<'_>) -> Answered {
    visitor.submit("/account/privacy/copy", &[("password", PASSWORD)]).await
}

#[tokio::test]
async fn a_copy_holds_every_kind_of_record_and_describes_itself() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let visitor = sign_up(&site, MAIL).await?;
        let file = copied(&visitor).await;
        assert_eq!(file.status, StatusCode::OK, "{}", file.text);
        assert_eq!(file.header("cache-control"), "no-store");
        assert!(file.header("content-disposition").starts_with("attachment; filename=\"rongqiao-personal-data-"));
        let copy: Value = serde_json::from_str(&file.text)?;
        assert_eq!(
            (copy["format"].as_str(), copy["format_version"].as_i64()),
            (Some("rongqiao-personal-data"), Some(1))
        );
        for kind in RecordKind::ALL {
            assert!(copy["data"][kind.slug()].is_array(), "{}", kind.slug());
            assert!(copy["about"][kind.slug()]["what"].is_string(), "{}", kind.slug());
        }
        assert_eq!(copy["data"]["account"][0]["name"], "林汐");
        assert_eq!(copy["data"]["contacts"][0]["value"], MAIL);
        assert_eq!(copy["data"]["consents"][0]["purpose"], "account");
        assert_eq!(copy["data"]["audit"][0]["event"], "account-made");
        for secret in ["$argon2", "token", "code_hash", "totp"] {
            assert!(!file.text.contains(secret), "{secret}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_copy_is_given_only_to_whoever_proves_once_more_that_it_is_them() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let visitor = sign_up(&site, MAIL).await?;
        for password in ["", "wrong"] {
            let refused = visitor.submit("/account/privacy/copy", &[("password", password)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(!refused.text.contains("rongqiao-personal-data"), "{}", refused.text);
        }
        assert!(site.get("/account/privacy/copy").await.header("location").starts_with("/sign-in"));
        // Whoever signs in by codes alone must have done so just now.
        let mentor = site.person_with("mentor", Role::Mentor, None).await?;
        assert_eq!(copied(&mentor).await.status, StatusCode::OK);
        site.clock.set(site.clock.now() + Duration::minutes(11));
        let refused = copied(&mentor).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.text.contains("重新登录"));
        let back = site.come_back("mentor").await?;
        assert_eq!(copied(&back).await.status, StatusCode::OK);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_copy_names_nobody_else() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let (clerk, _) = a_verified_firm(&site, &desk).await?;
        let file = clerk.submit("/account/privacy/copy", &[("password", crate::entry::PASSWORD)]).await;
        assert_eq!(file.status, StatusCode::OK);
        let copy: Value = serde_json::from_str(&file.text)?;
        assert_eq!(copy["data"]["organisation-files"][0]["evidence"].as_array().map(Vec::len), Some(4));
        assert_eq!(copy["data"]["roles"][0]["organisation"], crate::entry::FIRM);
        let officer = person_at(&site, "desk@example.com").await?.to_string();
        assert!(!file.text.contains(&officer) && !file.text.contains("desk@example.com"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_part_is_deleted_after_it_was_said_what_will_be_gone() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let visitor = sign_up(&site, MAIL).await?;
        let person = person_at(&site, MAIL).await?;
        visitor.submit("/profile/visibility", &[("visibility", "findable"), ("revision", "0")]).await;
        assert!(visitor.get("/account/privacy/delete?part=profile").await.text.contains("将删除整份简历"));
        assert!(site.store.find_own_profile(person).await?.revision > 0, "asking deletes nothing");
        for part in ["profile", "searches", "listings", "messages", "profile"] {
            let (landed, _) = visitor.submit_and_follow("/account/privacy/delete", &[("part", part)]).await;
            assert_eq!(landed, "/account/privacy?told=deleted");
        }
        assert_eq!(site.store.find_own_profile(person).await?.revision, 0);
        for address in ["/account/privacy/delete", "/account/privacy/delete?part=account"] {
            assert_eq!(visitor.get(address).await.status, StatusCode::NOT_FOUND);
        }
        Ok(())
    })
    .await
}
