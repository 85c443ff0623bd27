//! Applications that stood there before the tables were made anew.

use rongqiao_migrations::Migrator;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::TestSite;
use sea_orm_migration::MigratorTrait as _;

use super::*;
use crate::privacy::count;

#[tokio::test]
async fn what_was_answered_said_and_done_is_carried_over_both_ways() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let (writer, student) = (recruiter(&site, "recruiter", FIRM).await?, student(&site, "student").await?);
        let id = applied(&student.browser, listing).await?;
        done(&writer, &received(listing, id), "view", &[]).await;
        let said = writer.submit(&received(listing, id), &[("do", "say"), ("message", "您好，方便周三聊聊吗？")]).await;
        assert!(said.status.is_redirection(), "{}", said.text);
        let before = site.store.find_own_connection(student.id, id).await?.expect("it is there");
        assert_eq!((before.events.len(), before.messages.len()), (1, 1));

        let is_later = |name: &str| !name.ends_with("let_organisations_respond");
        let later = Migrator::migrations().iter().rev().take_while(|it| is_later(it.name())).count();
        for _ in 0..2 {
            rongqiao_migrations::take_back(site.store.connection(), Some(u32::try_from(later + 1)?)).await?;
            rongqiao_migrations::run(site.store.connection()).await?;
        }
        let after = site.store.find_own_connection(student.id, id).await?.expect("it is still there");
        assert_eq!(after, before);
        done(&writer, &received(listing, id), "offer", &[]).await;
        assert_eq!(count(&site, "connection_event").await?, 2);
        Ok(())
    })
    .await
}
