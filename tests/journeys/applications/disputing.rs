//! Two sides that do not agree on what happened, and the desk that decides.

use rongqiao_model::PersonId;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::people::give_role;
use rongqiao_tests::site::TestSite;
use time::Duration;

use super::*;

/// The page of a connection as a desk has it.
fn at_desk(id: ConnectionId) -> String {
    format!("/desk/connections/{id}")
}

/// A firm and a student who got as far as an accepted offer, having talked.
async fn accepted<'a>(site: &'a TestSite) -> anyhow::Result<(Visitor<'a>, Somebody<'a>, ConnectionId)> {
    let listing = the_job().id();
    let (writer, student) = (recruiter(site, "recruiter", FIRM).await?, student(site, "student").await?);
    let id = applied(&student.browser, listing).await?;
    done(&writer, &received(listing, id), "view", &[]).await;
    say(&writer, &received(listing, id), "夜班每周最多一次。").await;
    done(&writer, &received(listing, id), "offer", &[]).await;
    done(&student.browser, &own(id), "accept", &[]).await;
    Ok((writer, student, id))
}

async fn say(browser: &Visitor<'_>, path: &str, words: &str) {
    let said = browser.submit(path, &[("do", "say"), ("message", words)]).await;
    assert!(said.status.is_redirection(), "{}", said.text);
}

#[tokio::test]
async fn a_desk_hears_both_sides_decides_and_what_was_confirmed_before_counts_no_more() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let (writer, student, id) = accepted(&site).await?;
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        assert_eq!(officer.get(&at_desk(id)).await.status.as_u16(), 404, "desks have no part in it yet");
        done(&writer, &received(the_job().id(), id), "confirm", &[]).await;

        let silent = step(&student.browser, &own(id), "dispute", &[("dispute-words", "")]).await;
        assert_eq!(silent.status.as_u16(), 422, "a dispute says what it is about");
        let words = [("dispute-words", "到岗后被安排每周三次夜班，与约定不符。")];
        done(&student.browser, &own(id), "dispute", &words).await;
        assert!(writer.get("/messages").await.text.contains("有了新进展"));
        assert!(officer.get("/messages").await.text.contains("有一方提出争议"));
        assert!(officer.get("/desk/connections").await.text.contains("工艺工程师"));

        site.clock.set(site.clock.now() + Duration::minutes(1));
        say(&writer, &received(the_job().id(), id), "排班表可以提供。").await;
        let page = officer.get(&at_desk(id)).await.text;
        assert!(page.contains("与约定不符") && page.contains("排班表可以提供"), "{page}");
        assert!(!page.contains("夜班每周最多一次"), "what was said before stays between the sides");
        say(&officer, &at_desk(id), "请双方在周五前各自说明。").await;
        assert!(student.browser.get(&own(id)).await.text.contains("请双方在周五前各自说明"));

        done(&officer, &at_desk(id), "settle", &[("settle-words", "按约定每周至多一次夜班，继续履行。")]).await;
        assert_eq!(stage(&student.browser, &own(id)).await, "accepted");
        let late = step(&officer, &at_desk(id), "settle", &[("settle-words", "再次裁定。")]).await;
        assert_eq!(late.status.as_u16(), 409);
        done(&student.browser, &own(id), "confirm", &[]).await;
        assert_eq!(stage(&student.browser, &own(id)).await, "accepted", "the firm confirms anew");
        done(&writer, &received(the_job().id(), id), "confirm", &[]).await;
        assert_eq!(stage(&student.browser, &own(id)).await, "confirmed");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_settles_what_their_own_organisation_takes_part_in() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let (writer, _, id) = accepted(&site).await?;
        let words = [("dispute-words", "对方没有按时到岗。")];
        done(&writer, &received(the_job().id(), id), "dispute", &words).await;
        let partial = site.person_with("partial", Role::UniversitiesDesk, None).await?;
        assert_eq!(partial.get(&at_desk(id)).await.status.as_u16(), 200);
        let person = PersonId::of_record("people", "partial@example.com");
        let role = (Role::Recruiter, Some(an_organisation(FIRM).id));
        give_role(&site.store, person, role, "", site.clock.now()).await?;
        assert_eq!(partial.get(&at_desk(id)).await.status.as_u16(), 404);
        assert!(!partial.get("/desk/connections").await.text.contains("工艺工程师"));
        Ok(())
    })
    .await
}
