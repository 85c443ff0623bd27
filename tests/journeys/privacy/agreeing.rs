//! Consents: kept with their text, asked for again when it changes, withdrawn as easily as given; and restricting.

use axum::http::StatusCode;
use rongqiao_api::{language::Language, notice};
use rongqiao_model::consent::{Consent, ConsentText, Purpose, Recipient};
use rongqiao_model::profile::Visibility;
use rongqiao_model::saved::{NewSearch, Pace};
use rongqiao_model::{ConsentId, OrganisationId};
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::a_job;
use rongqiao_tests::site::TestSite;
use time::Duration;

use super::{hidden, person_at};
use crate::accounts::sign_up;

const MAIL: &str = "linxi@example.com";

#[tokio::test]
async fn signing_up_keeps_which_text_was_read() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        sign_up(&site, MAIL).await?;
        let consents = site.store.list_own_consents(person_at(&site, MAIL).await?).await?;
        assert_eq!(consents.len(), 1);
        assert_eq!((consents[0].purpose, consents[0].recipient), (Purpose::Account, Recipient::Platform));
        assert_eq!(consents[0].text, notice::text(Language::Chinese));
        let shown = site.get("/privacy").await.text;
        assert!(shown.contains(&consents[0].text.hash) && shown.contains(notice::VERSION));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_text_that_changed_is_confirmed_again_and_the_account_works_meanwhile() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let visitor = sign_up(&site, MAIL).await?;
        let person = person_at(&site, MAIL).await?;
        assert!(!visitor.get("/account").await.text.contains("隐私说明有更新"));
        let older = Consent {
            id: ConsentId::of_record("test", "older"),
            person,
            purpose: Purpose::Account,
            recipient: Recipient::Platform,
            text: ConsentText { version: "2020-01-01".to_owned(), hash: "0".repeat(64) },
            given_at: site.clock.now(),
            withdrawn_at: None,
        };
        site.store.give_consent(&older).await?;
        assert!(visitor.get("/account").await.text.contains("隐私说明有更新"));
        assert_eq!(visitor.get("/profile").await.status, StatusCode::OK);
        visitor.submit_and_follow("/account/privacy/agree", &[]).await;
        visitor.submit_and_follow("/account/privacy/agree", &[]).await;
        assert!(!visitor.get("/account").await.text.contains("隐私说明有更新"));
        let consents = site.store.list_own_consents(person).await?;
        let open = consents.iter().filter(|it| it.withdrawn_at.is_none()).count();
        assert_eq!((consents.len(), open), (3, 1), "each is kept, one counts");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn being_found_is_agreed_to_and_withdrawn_with_the_profile_hidden() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let (visitor, stranger) = (sign_up(&site, MAIL).await?, sign_up(&site, "stranger@example.com").await?);
        let person = person_at(&site, MAIL).await?;
        let shown = visitor.submit("/profile/visibility", &[("visibility", "findable"), ("revision", "0")]).await;
        assert!(shown.status.is_redirection(), "{}", shown.text);
        assert_eq!(site.store.find_own_profile(person).await?.visibility, Visibility::Findable);
        let page = visitor.get("/account/privacy").await.text;
        assert!(page.contains("已通过核验的单位"), "{page}");
        let id = hidden(&page, "consent").to_owned();
        let others = stranger.submit("/account/privacy/withdraw", &[("consent", &id)]).await;
        assert_eq!(others.status, StatusCode::NOT_FOUND, "somebody else's");
        visitor.submit_and_follow("/account/privacy/withdraw", &[("consent", &id)]).await;
        assert_eq!(site.store.find_own_profile(person).await?.visibility, Visibility::Private);
        let again = visitor.submit("/account/privacy/withdraw", &[("consent", &id)]).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND, "it is withdrawn");
        // What the account needs ends with the account.
        let of_account = site.store.list_own_consents(person).await?;
        let of_account = of_account.iter().find(|it| it.purpose == Purpose::Account).expect("they signed up");
        assert!(!site.store.withdraw_consent(person, of_account.id, (&site.app().chance, site.clock.now())).await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn each_recipient_is_agreed_to_and_withdrawn_apart() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [a_job("岗位")]).await?;
        sign_up(&site, MAIL).await?;
        let person = person_at(&site, MAIL).await?;
        let given = |name: &str| Consent {
            id: ConsentId::of_record("test", name),
            person,
            purpose: Purpose::Application,
            recipient: Recipient::Organisation(OrganisationId::of_name(name)),
            text: notice::text(Language::Chinese),
            given_at: site.clock.now(),
            withdrawn_at: None,
        };
        let (first, second) = (given("甲公司"), given("乙公司"));
        site.store.give_consent(&first).await?;
        site.store.give_consent(&second).await?;
        assert!(site.store.withdraw_consent(person, first.id, (&site.app().chance, site.clock.now())).await?);
        let open: Vec<Recipient> = site
            .store
            .list_own_consents(person)
            .await?
            .into_iter()
            .filter(|it| it.purpose == Purpose::Application && it.counts(notice::VERSION))
            .map(|it| it.recipient)
            .collect();
        assert_eq!(open, [second.recipient]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn restricted_data_is_stored_and_not_used_until_that_is_lifted() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [a_job("光刻工程师")]).await?;
        let visitor = sign_up(&site, MAIL).await?;
        let person = person_at(&site, MAIL).await?;
        let new = NewSearch {
            person,
            name: "光刻岗位".to_owned(),
            address: format!("q={}", rongqiao_tests::site::encoded("光刻")),
            pace: Pace::AtOnce,
            leave_token: "token".to_owned(),
        };
        site.store.save_search(&new, site.clock.now()).await?;
        visitor.submit("/profile/visibility", &[("visibility", "findable"), ("revision", "0")]).await;
        site.alert().await?;
        let told = async || -> anyhow::Result<usize> {
            site.clock.set(site.clock.now() + Duration::hours(1));
            site.alert().await?;
            site.clock.set(site.clock.now() + Duration::hours(1));
            site.alert().await?;
            Ok(site.letters().await?.iter().filter(|it| it.leave.is_some()).count())
        };
        visitor.submit_and_follow("/account/privacy/restrict", &[]).await;
        visitor.submit_and_follow("/account/privacy/restrict", &[]).await;
        site.publish([a_job("光刻工艺员").saying("光刻产线")]).await?;
        assert_eq!(told().await?, 0, "nothing is looked for");
        assert_eq!(site.store.find_own_profile(person).await?.visibility, Visibility::Private);
        let revision = site.store.find_own_profile(person).await?.revision.to_string();
        let refused =
            visitor.submit("/profile/visibility", &[("visibility", "findable"), ("revision", &revision)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visitor.get("/account/privacy").await.text.contains("起暂停使用"));
        assert_eq!(site.store.list_own_searches(person).await?.len(), 1, "it is stored");

        visitor.submit_and_follow("/account/privacy/lift", &[]).await;
        assert_eq!(told().await?, 0, "what came meanwhile is not told");
        site.publish([a_job("光刻研发工程师").saying("光刻研发")]).await?;
        assert_eq!(told().await?, 1, "it goes on");
        Ok(())
    })
    .await
}
