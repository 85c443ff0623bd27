//! Who acts for an organisation: asking, inviting, handing over.

use anyhow::Context as _;
use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::TestSite;

use super::{a_verified_firm, officer, sign_up, value_of};

#[tokio::test]
async fn somebody_asks_to_join_and_an_administrator_answers() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let (clerk, id) = a_verified_firm(&site, &desk).await?;
        let (mentor, person) = sign_up(&site, "mentor@example.com").await?;
        let join = format!("/organisations/{id}/join");
        let wrong = mentor.submit(&join, &[("member-role", "college-staff")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "a firm has no college staff");
        let asked = [("member-role", "mentor"), ("member-note", "设计部")];
        // Asking twice waits once.
        for _ in 0..2 {
            assert_eq!(mentor.submit(&join, &asked).await.header("location"), "/my/organisations");
        }
        let told = site.letters().await?.pop().context("a letter was sent")?;
        assert_eq!(told.to.value(), "clerk@example.com");
        let home = format!("/my/organisations/{id}");
        let page = clerk.get(&home).await.text;
        assert!(page.matches("设计部").count() == 1, "{page}");
        let request = value_of(&page, "request").context("it can be answered")?.to_owned();
        let answer = [("request", request.as_str()), ("answer", "accept")];
        let by_stranger = mentor.submit(&format!("{home}/requests"), &answer).await;
        assert_eq!(by_stranger.status, StatusCode::NOT_FOUND, "nobody answers themself");
        let requests = format!("{home}/requests");
        let (one, other) = tokio::join!(clerk.submit(&requests, &answer), clerk.submit(&requests, &answer));
        assert!(one.status.is_redirection() && other.status.is_redirection());
        let actor = site.store.find_actor(person, site.clock.now()).await?;
        assert!(actor.grants().len() == 1 && actor.holds(Role::Mentor));
        assert!(mentor.get("/my/organisations").await.text.contains("企业导师"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_invitation_does_not_tell_whether_there_is_an_account() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let (clerk, id) = a_verified_firm(&site, &desk).await?;
        sign_up(&site, "known@example.com").await?;
        let home = format!("/my/organisations/{id}");
        let mut answers = Vec::new();
        for contact in ["known@example.com", "nobody@example.com"] {
            let offer = [("member-contact", contact), ("member-role", "recruiter"), ("member-until", "2026-12-31")];
            let answered = clerk.submit(&format!("{home}/members/new"), &offer).await;
            let letter = site.letters().await?.pop().context("a letter was sent")?;
            assert!(letter.to.value() == contact && letter.text.contains("邀请您"), "{letter:?}");
            answers.push((answered.status, answered.header("location").to_owned(), answered.text));
        }
        assert_eq!(answers[0], answers[1]);
        // Whoever makes an account with the contact finds it; whoever has another does not.
        let (invited, person) = sign_up(&site, "nobody@example.com").await?;
        let page = invited.get("/my/organisations").await.text;
        let request = value_of(&page, "request").context("it is offered")?.to_owned();
        let (stranger, _) = sign_up(&site, "stranger@example.com").await?;
        let accept = [("request", request.as_str()), ("answer", "accept")];
        stranger.submit("/my/offers", &accept).await;
        assert!(!stranger.get("/my/organisations").await.text.contains("招聘专员"));
        invited.submit("/my/offers", &accept).await;
        assert!(invited.get("/my/organisations").await.text.contains("招聘专员"));
        // The hat counts through its last day.
        site.clock.set(time::macros::datetime!(2026-12-31 15:00 UTC));
        assert!(site.store.find_actor(person, site.clock.now()).await?.holds(Role::Recruiter));
        site.clock.set(time::macros::datetime!(2026-12-31 17:00 UTC));
        assert!(!site.store.find_actor(person, site.clock.now()).await?.holds(Role::Recruiter));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_organisation_is_handed_over_and_never_left_without_an_administrator() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let (clerk, id) = a_verified_firm(&site, &desk).await?;
        let home = format!("/my/organisations/{id}");
        let page = clerk.get(&home).await.text;
        let own = value_of(&page, "role").context("they are listed")?.to_owned();
        let kept = clerk.submit(&format!("{home}/members/end"), &[("role", &own)]).await;
        assert!(kept.header("location").contains("last-administrator"));
        clerk.submit("/my/roles/end", &[("role", &own)]).await;
        assert_eq!(clerk.get(&home).await.status, StatusCode::OK, "the last one stays");

        let (successor, _) = sign_up(&site, "successor@example.com").await?;
        let offer = [("member-contact", "successor@example.com"), ("member-role", "organisation-administrator")];
        let with_end = [offer[0], offer[1], ("member-until", "2026-12-31")];
        let refused = clerk.submit(&format!("{home}/members/new"), &with_end).await;
        assert!(refused.text.contains("单位管理员不设期限"), "{}", refused.text);
        clerk.submit(&format!("{home}/members/new"), &offer).await;
        let page = successor.get("/my/organisations").await.text;
        let request = value_of(&page, "request").context("it is offered")?.to_owned();
        successor.submit("/my/offers", &[("request", &request), ("answer", "accept")]).await;
        // Both give up at once: one of them stays.
        let page = successor.get("/my/organisations").await.text;
        let theirs = value_of(&page, "role").context("they hold it")?.to_owned();
        let (mine, other) = ([("role", own.as_str())], [("role", theirs.as_str())]);
        tokio::join!(clerk.submit("/my/roles/end", &mine), successor.submit("/my/roles/end", &other));
        let open = [clerk.get(&home).await.status, successor.get(&home).await.status];
        assert_eq!(open.iter().filter(|status| **status == StatusCode::OK).count(), 1, "{open:?}");
        // A desk may decide otherwise.
        let page = desk.get(&format!("/desk/organisations/{id}")).await.text;
        let last = value_of(&page, "role").context("the desk sees who acts")?.to_owned();
        desk.submit(&format!("/desk/organisations/{id}/members/end"), &[("role", &last)]).await;
        let open = [clerk.get(&home).await.status, successor.get(&home).await.status];
        assert_eq!(open, [StatusCode::NOT_FOUND; 2]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_can_be_flooded_with_invitations() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let (clerk, id) = a_verified_firm(&site, &desk).await?;
        let before = site.letters().await?.len();
        let path = format!("/my/organisations/{id}/members/new");
        let mut refused = 0;
        for role in ["recruiter", "recruiter", "mentor", "organisation-administrator", "mentor"] {
            let offer = [("member-contact", "target@example.com"), ("member-role", role)];
            refused += u32::from(clerk.submit(&path, &offer).await.status == StatusCode::TOO_MANY_REQUESTS);
        }
        assert_eq!((refused, site.letters().await?.len() - before), (2, 2));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_organisation_offers_thirty_roles_to_strangers_and_then_waits() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let (clerk, id) = a_verified_firm(&site, &desk).await?;
        let before = site.letters().await?.len();
        let path = format!("/my/organisations/{id}/members/new");
        let mut refused = Vec::new();
        for number in 0..33 {
            let contact = format!("stranger{number}@example.com");
            let offered = clerk.submit(&path, &[("member-contact", &contact), ("member-role", "recruiter")]).await;
            if offered.status == StatusCode::TOO_MANY_REQUESTS {
                refused.push(number);
            }
        }
        assert_eq!(refused, [30, 31, 32]);
        assert_eq!(site.letters().await?.len() - before, 30);
        Ok(())
    })
    .await
}
