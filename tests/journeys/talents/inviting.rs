//! Invitations: sent, answered, limited, and what becomes of them.

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::{a_job, an_organisation};
use time::macros::datetime;

use super::{
    FIRM, OTHER_FIRM, SKILLS, between, invite, mail_of, names, own_invitation, people, people_of, recruiter, site,
    somebody, stand, the_job, the_only_one,
};

#[tokio::test]
async fn somebody_is_invited_once_answers_and_is_never_named() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let found = somebody(&site, "甲", &["Python", "PLC编程"], "findable").await?;
        let (one, other) = (recruiter(&site, "one", FIRM).await?, recruiter(&site, "two", FIRM).await?);
        let handle = the_only_one(&one).await;
        assert_eq!(handle, the_only_one(&other).await, "one organisation knows one handle");
        let address = people_of(the_job().id());

        for (words, told) in [
            ("", "请写一两句话"),
            ("请打13912345678联系我", "这里含有手机号"),
            ("加我微信 linxi_hr2026 详聊", "linxi_hr2026"),
            (&"好".repeat(301), "最多 300 个字符，现在是 301 个"),
        ] {
            let refused = one.submit(&handle, &[("invitation-words", words)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
            assert!(refused.text.contains(told) && refused.text.contains(words), "{words}: {}", refused.text);
        }
        let (first, second) = tokio::join!(invite(&one, &handle), invite(&other, &handle));
        assert_eq!([first, second], [StatusCode::SEE_OTHER; 2]);
        let listed = one.get(&address).await.text;
        assert_eq!(listed.matches("<p class=\"as-written\"").count(), 1, "two at once are one: {listed}");
        assert!(!one.get(&handle).await.text.contains("<textarea"), "nobody is invited twice");

        let messages = found.browser.get("/messages").await.text;
        assert_eq!(
            messages.matches("邀请您看看“自动化工程师”").count(),
            1 + 2,
            "once, and in the names of its two buttons"
        );
        let letters = site.letters().await?;
        let letter = letters.iter().find(|it| it.to.value() == mail_of("甲")).expect("a letter went there");
        assert!(letter.text.contains("/my/invitations/"), "{letter:?}");
        assert!(!letter.text.contains(FIRM) && !letter.text.contains("自动化"), "{letter:?}");

        let own = own_invitation(&found.browser).await;
        let page = found.browser.get(&own).await.text;
        for words in [FIRM, "自动化工程师", "您的技能与我们的岗位很合适", "PLC编程", "有兴趣，查看信息"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(found.browser.get(&format!("/en{own}")).await.text.contains("Interested, show me the listing"));
        let stranger = somebody(&site, "乙", &["Python"], "private").await?;
        assert_eq!(stranger.browser.get(&own).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.browser.submit(&own, &[("answer", "interested")]).await.status, StatusCode::NOT_FOUND);

        let job = format!("/listings/{}", the_job().id());
        let answered = found.browser.submit(&own, &[("answer", "interested")]).await;
        assert_eq!(answered.header("location"), job);
        let told = one.get(&address).await.text;
        assert!(told.contains("<span class=\"state state-interested\">有兴趣</span>"), "{told}");
        found.browser.submit(&own, &[("answer", "not-interested")]).await;
        let told = one.get(&address).await.text;
        assert!(
            told.contains("不感兴趣") && !told.contains(&found.id.to_string()) && !told.contains(&mail_of("甲")),
            "{told}"
        );
        let audit = site.store.list_audit(0, 1_000).await?;
        let invited: Vec<_> = audit.iter().filter(|entry| entry.event.slug() == "person-invited").collect();
        assert_eq!(invited.len(), 1);
        assert!(invited[0].thing != found.id.as_uuid() && !invited[0].reason.contains(&found.id.to_string()));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_organisation_invites_twenty_a_day() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        for number in 0..22 {
            somebody(&site, &format!("求职者{number}"), &SKILLS[..2], "findable").await?;
        }
        let address = people_of(the_job().id());
        // Noon in Shanghai; its next day begins at 16:00 UTC.
        site.clock.set(datetime!(2026-09-01 12:00 +8));
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let everybody =
            people(&writer, &address).await.into_iter().chain(people(&writer, &format!("{address}?page=2")).await);
        let everybody: Vec<String> = everybody.map(|it| it.1).collect();
        assert_eq!(everybody.len(), 22);
        for handle in &everybody[..20] {
            assert_eq!(invite(&writer, handle).await, StatusCode::SEE_OTHER);
        }
        let refused = writer.submit(&everybody[20], &[("invitation-words", "欢迎看看。")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(
            refused.text.contains("今天已发出 20 份邀请") && refused.text.contains("欢迎看看。"),
            "{}",
            refused.text
        );
        site.clock.set(datetime!(2026-09-01 23:59 +8));
        assert_eq!(invite(&writer, &everybody[20]).await, StatusCode::CONFLICT);
        site.clock.set(datetime!(2026-09-02 00:00 +8));
        assert_eq!(invite(&writer, &everybody[20]).await, StatusCode::SEE_OTHER);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_is_shut_out_neither_finds_nor_invites_until_it_is_lifted() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        stand(&site, OTHER_FIRM, "verified").await?;
        let found = somebody(&site, "甲", &["Python", "PLC编程"], "findable").await?;
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let handle = the_only_one(&writer).await;
        assert_eq!(invite(&writer, &handle).await, StatusCode::SEE_OTHER);
        let own = own_invitation(&found.browser).await;
        let answered = found.browser.submit(&own, &[("answer", "no-more")]).await;
        assert_eq!(answered.header("location"), "/my/invitations#blocks");
        assert_eq!(names(&writer).await, Vec::<String>::new());
        assert_eq!(writer.get(&handle).await.status, StatusCode::NOT_FOUND);
        assert_eq!(invite(&writer, &handle).await, StatusCode::NOT_FOUND);
        let told = writer.get(&people_of(the_job().id())).await.text;
        assert!(told.contains("不感兴趣") && !told.contains("查看资料"), "{told}");
        let stranger = recruiter(&site, "stranger", OTHER_FIRM).await?;
        assert_eq!(people(&stranger, &people_of(a_job("别家岗位").id())).await.len(), 1, "others still may");

        let page = found.browser.get("/my/invitations").await.text;
        let firm = between(&page, "name=\"organisation\" value=\"", "\"");
        assert!(!firm.is_empty() && page.contains(FIRM), "{page}");
        found.browser.submit("/my/invitations/lift", &[("organisation", firm)]).await;
        assert_eq!(names(&writer).await.len(), 1);
        assert_eq!(the_only_one(&writer).await, handle);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_an_organisation_was_told_goes_with_it_into_another() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        stand(&site, OTHER_FIRM, "verified").await?;
        let found = somebody(&site, "甲", &["Python", "PLC编程"], "findable").await?;
        let (kept, gone) = (recruiter(&site, "kept", FIRM).await?, recruiter(&site, "gone", OTHER_FIRM).await?);
        let theirs = people_of(a_job("别家岗位").id());
        // Both on one day, on another only the one that goes.
        assert_eq!((names(&kept).await.len(), people(&gone, &theirs).await.len()), (1, 1));
        site.clock.set(datetime!(2026-09-03 10:00 +8));
        let handle = people(&gone, &theirs).await.pop().map(|it| it.1).unwrap_or_default();
        assert_eq!(invite(&gone, &handle).await, StatusCode::SEE_OTHER);
        let own = own_invitation(&found.browser).await;
        found.browser.submit(&own, &[("answer", "no-more")]).await;

        let desk = site.person_with("desk", Role::FirmsDesk, None).await?;
        let into = format!("https://rongqiao.example/organisations/{}", an_organisation(FIRM).id);
        let path = format!("/desk/organisations/{}/merge", an_organisation(OTHER_FIRM).id);
        let merged = desk.submit(&path, &[("merge-kept", &into), ("merge-reason", "同一家")]).await;
        assert!(merged.status.is_redirection(), "{}", merged.text);
        let told = found.browser.get("/account/privacy").await.text;
        assert!(told.contains(&format!("{FIRM}在检索中看到过您的资料：共 2 天")), "{told}");
        assert!(!told.contains(OTHER_FIRM), "{told}");
        assert!(found.browser.get(&own).await.text.contains(FIRM));
        assert_eq!(names(&kept).await, Vec::<String>::new(), "who was shut out stays so");
        Ok(())
    })
    .await
}
