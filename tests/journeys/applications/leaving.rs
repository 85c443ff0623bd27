//! Taking consent back, closing the account, and the copy of one's data.

use axum::http::StatusCode;
use rongqiao_model::store::Closing;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::TestSite;

use super::*;
use crate::privacy::count;

#[tokio::test]
async fn whoever_takes_consent_back_takes_everything_back_from_that_organisation() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let elsewhere = a_job("焊接工程师").from("rongqiao", "elsewhere").by(OTHER_FIRM);
        let site = TestSite::with(database, [the_job(), elsewhere.clone()]).await?;
        let (writer, student) = (recruiter(&site, "recruiter", FIRM).await?, student(&site, "student").await?);
        let id = applied(&student.browser, the_job().id()).await?;
        let kept = applied(&student.browser, elsewhere.id()).await?;
        let theirs = received(the_job().id(), id);
        done(&writer, &theirs, "view", &[]).await;
        let consents = site.store.list_own_consents(student.id).await?;
        let firm = rongqiao_model::consent::Recipient::Organisation(an_organisation(FIRM).id);
        let consent = consents.iter().find(|it| it.recipient == firm).expect("they agreed").id.to_string();
        student.browser.submit_and_follow("/account/privacy/withdraw", &[("consent", &consent)]).await;
        assert_eq!(stage(&student.browser, &own(id)).await, "withdrawn");
        assert_eq!(stage(&student.browser, &own(kept)).await, "submitted");
        assert!(student.browser.get(&own(id)).await.text.contains("提供的内容已删除"));
        let page = writer.get(&theirs).await.text;
        assert!(page.contains("申请人已撤回") && !page.contains("Python") && !page.contains("林汐"), "{page}");
        assert!(writer.get("/messages").await.text.contains("一份申请已被撤回"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_leaves_leaves_nothing_behind_and_whoever_answered_stays_unnamed() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let (writer, leaves) = (recruiter(&site, "recruiter", FIRM).await?, student(&site, "leaves").await?);
        let stays = student(&site, "stays").await?;
        let gone = applied(&leaves.browser, listing).await?;
        let kept = applied(&stays.browser, listing).await?;
        for id in [gone, kept] {
            done(&writer, &received(listing, id), "view", &[]).await;
            writer.submit(&received(listing, id), &[("do", "say"), ("message", "您好")]).await;
        }
        let copy = site.store.copy_own_data(stays.id, site.clock.now()).await?.expect("they have an account");
        let copied = serde_json::to_string(&copy["connections"])?;
        for words in ["工艺工程师", "python", "您好", "view"] {
            assert!(copied.contains(words), "{words}: {copied}");
        }
        assert!(!copied.contains("recruiter"), "{copied}");
        assert_eq!(site.store.close_account(leaves.id, &[], site.clock.now()).await?, Closing::Done);
        assert_eq!(count(&site, "connection").await?, 1);
        assert_eq!((count(&site, "connection_event").await?, count(&site, "connection_message").await?), (1, 1));
        assert_eq!(writer.get(&received(listing, gone)).await.status, StatusCode::NOT_FOUND);
        let answered = rongqiao_model::PersonId::of_record("people", "recruiter@example.com");
        assert_eq!(site.store.close_account(answered, &[], site.clock.now()).await?, Closing::Done);
        let page = stays.browser.get(&own(kept)).await.text;
        assert!(page.contains("您好") && page.contains(&format!("{FIRM}：查看")), "{page}");
        Ok(())
    })
    .await
}
