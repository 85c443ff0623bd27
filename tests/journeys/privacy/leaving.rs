//! What happens at the same moment as an account is closed: one outcome each.

use rongqiao_model::access::Role;
use rongqiao_model::audit::Event;
use rongqiao_model::store::Closing;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::people::Somebody;
use rongqiao_tests::site::TestSite;

use super::closing::count;
use crate::publishing;

#[tokio::test]
async fn of_four_closings_at_once_one_is_done() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let id = Somebody::new(&site, "林汐", "linxi@example.com").await?.id;
        let close = || site.store.close_account(id, &[], site.clock.now());
        let (a, b, c, d) = tokio::join!(close(), close(), close(), close());
        let outcomes = [a?, b?, c?, d?];
        assert_eq!(outcomes.iter().filter(|it| **it == Closing::Done).count(), 1);
        assert_eq!(outcomes.iter().filter(|it| **it == Closing::Gone).count(), 3);
        let entries = site.store.list_audit(0, 100).await?;
        assert_eq!(entries.iter().filter(|it| it.event == Event::AccountClosed).count(), 1);
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_listing_is_submitted_before_its_author_leaves_or_not_at_all() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = publishing::site(database).await?;
        for round in 0..4 {
            let name = format!("writer-{round}");
            let writer = publishing::recruiter(&site, &name).await?;
            let person = super::person_at(&site, &format!("{name}@example.com")).await?;
            let id = publishing::begin(&writer).await?;
            let revision = publishing::revision(&writer.get(&format!("/my/listings/{id}/edit")).await);
            let fields = publishing::internship(&site, &[]);
            let before = count(&site, "posting_version").await?;
            let (submitted, closed) = tokio::join!(
                publishing::send_at(&writer, id, "submit", &revision, &fields),
                site.store.close_account(person, &[], site.clock.now()),
            );
            assert_eq!(closed?, Closing::Done);
            let of_listing = format!("/my/listings/{id}");
            let is_submitted = submitted.header("location") == of_listing;
            let versions = count(&site, "posting_version").await? - before;
            assert_eq!(versions, i64::from(is_submitted), "{}: {}", submitted.status, submitted.text);
            // Whoever acted for an organisation is put away either way.
            assert_eq!(count(&site, "restricted_person").await?, round + 1);
        }
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_somebody_was_let_do_before_they_left_is_not_done_after() -> anyhow::Result<()> {
    use rongqiao_model::access::{Action, Thing};
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let leaver = Somebody::new(&site, "沈若溪", "security@example.com").await?;
        let leaver = leaver.given(Role::SecurityAdministrator, None).await?;
        let other = Somebody::new(&site, "林汐", "linxi@example.com").await?;
        let actor = site.store.find_actor(leaver.id, site.clock.now()).await?;
        let permit = actor.permit(Action::LookAtPerson, Thing::person(other.id))?;
        assert_eq!(site.store.close_account(leaver.id, &[], site.clock.now()).await?, Closing::Done);
        let looked = site.store.note_look(&permit, "核对投诉", site.clock.now()).await;
        assert!(looked.is_err(), "they are nobody any more");
        assert!(site.store.list_looks_at(other.id).await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_copy_taken_while_the_account_is_closed_is_whole_or_none() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        for round in 0..4 {
            let id = Somebody::new(&site, "林汐", &format!("linxi-{round}@example.com")).await?.id;
            let now = site.clock.now();
            let (copied, closed) =
                tokio::join!(site.store.copy_own_data(id, now), site.store.close_account(id, &[], now));
            assert_eq!(closed?, Closing::Done);
            if let Some(copy) = copied? {
                for part in ["account", "contacts", "security"] {
                    assert_eq!(copy[part].as_array().map(Vec::len), Some(1), "{part}");
                }
            }
            assert!(site.store.copy_own_data(id, now).await?.is_none());
        }
        Ok(())
    })
    .await
}
