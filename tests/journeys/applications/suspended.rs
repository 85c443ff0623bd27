//! A firm that a desk has suspended: it hires nobody new, and nobody is left hanging.

use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::TestSite;

use super::*;
use crate::talents::stand;

/// Somebody who applied and was looked at.
async fn looked_at(writer: &Visitor<'_>, student: &Somebody<'_>) -> anyhow::Result<ConnectionId> {
    let id = applied(&student.browser, the_job().id()).await?;
    done(writer, &received(the_job().id(), id), "view", &[]).await;
    Ok(id)
}

#[tokio::test]
async fn a_suspended_firm_makes_no_offer_and_what_was_agreed_before_is_confirmed() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let (hired, offered, waiting) =
            (student(&site, "hired").await?, student(&site, "offered").await?, student(&site, "waiting").await?);
        let hired_by = looked_at(&writer, &hired).await?;
        let offered_by = looked_at(&writer, &offered).await?;
        let waits_for = looked_at(&writer, &waiting).await?;
        for id in [hired_by, offered_by] {
            done(&writer, &received(listing, id), "offer", &[]).await;
        }
        done(&hired.browser, &own(hired_by), "accept", &[]).await;

        stand(&site, FIRM, "verified").await?;
        let desk = site.person_with("desk", Role::FirmsDesk, None).await?;
        let standing = format!("/desk/organisations/{}/standing", an_organisation(FIRM).id);
        let suspend = [("step", "suspend"), ("standing-reason", "被多次投诉收取押金")];
        assert!(desk.submit(&standing, &suspend).await.status.is_redirection());

        let (as_writer, as_offered) = (received(listing, waits_for), own(offered_by));
        for (by, path, name) in [(&writer, &as_writer, "offer"), (&offered.browser, &as_offered, "accept")] {
            let refused = step(by, path, name, &[]).await;
            assert_eq!(refused.status.as_u16(), 409, "{name}: {}", refused.text);
            assert!(refused.text.contains("其中一家单位已被暂停"), "{name}: {}", refused.text);
        }
        let told = step(&offered.browser, &format!("/en{as_offered}"), "accept", &[]).await.text;
        assert!(told.contains("One of the organisations is suspended"), "{told}");
        done(&offered.browser, &as_offered, "decline", &[]).await;
        for (by, path) in [(&writer, received(listing, hired_by)), (&hired.browser, own(hired_by))] {
            done(by, &path, "confirm", &[]).await;
        }
        assert_eq!(stage(&hired.browser, &own(hired_by)).await, "confirmed");

        let lift = [("step", "lift"), ("standing-reason", "已退还并整改")];
        assert!(desk.submit(&standing, &lift).await.status.is_redirection());
        done(&writer, &as_writer, "offer", &[]).await;
        assert_eq!(stage(&waiting.browser, &own(waits_for)).await, "offered");
        Ok(())
    })
    .await
}
