//! Being told in the platform, and by mail for those who want it.

use axum::http::StatusCode;
use rongqiao_api::messages::{tell, telling};
use rongqiao_model::message::Topic;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::NOW;
use rongqiao_tests::site::{ORIGIN, TestSite};
use rongqiao_tests::visitor::Visitor;
use time::Duration;

use super::saved::{MAIL, person, sign_up};

/// Tells whoever has the account of `contact` that something was reviewed.
async fn review(site: &TestSite, contact: &str, what: &str) -> anyhow::Result<()> {
    let to = person(site, contact).await?;
    let told = telling(site.app(), Topic::ListingReturned, &[("title", what.to_owned())], &[], "/saved");
    Ok(tell(site.app(), &told.to(to, site.app().clock.now())).await?)
}

/// The identity of the first message on a page.
fn first_message(page: &str) -> &str {
    page.split("name=\"message\" value=\"").nth(1).and_then(|it| it.split('"').next()).unwrap_or_default()
}

#[tokio::test]
async fn messages_stand_newest_first_twenty_on_a_page_until_they_are_read() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let visitor = sign_up(&site, MAIL).await?;
        assert!(visitor.get("/messages").await.text.contains("还没有消息"));
        for number in 1..=21 {
            site.clock.set(NOW + Duration::minutes(number));
            review(&site, MAIL, &format!("第{number}项")).await?;
        }
        let page = visitor.get("/messages").await;
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(page.text.find("第21项").zip(page.text.find("第2项")).is_some_and(|(new, old)| new < old));
        assert!(!page.text.contains("第1项") && visitor.get("/messages?page=2").await.text.contains("第1项"));
        assert!(page.text.contains("<span class=\"unread\">21<"), "{}", page.text);

        let id = first_message(&page.text).to_owned();
        let (landed, _) = visitor.submit_and_follow("/messages/open", &[("message", &id)]).await;
        assert_eq!(landed, "/saved");
        let (landed, page) =
            visitor.submit_and_follow("/en/messages/read", &[("message", &id), ("back", "page=2")]).await;
        assert!(landed == "/en/messages?page=2" && page.text.contains("<span class=\"unread\">20<"), "{landed}");
        let (_, page) = visitor.submit_and_follow("/messages/read", &[]).await;
        assert!(!page.text.contains("class=\"unread\"") && page.text.contains("第21项"));
        site.clock.set(NOW + Duration::days(366));
        site.store.remove_run_out(site.clock.now()).await?;
        assert_eq!(site.store.list_own_messages(person(&site, MAIL).await?, 0, 100).await?, [], "kept for a year");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn messages_are_their_owners_alone_and_pages_of_others_say_nothing_of_them() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        site.clock.set(NOW + Duration::hours(2));
        let other = sign_up(&site, "13900000001").await?;
        let public = Visitor::new(&site).get("/help").await;
        review(&site, MAIL, "秘密").await?;
        let id = first_message(&owner.get("/messages").await.text).to_owned();
        for path in ["/messages/open", "/messages/read"] {
            assert_eq!(other.submit(path, &[("message", &id)]).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        other.submit("/messages/read", &[]).await;
        assert!(!other.get("/messages").await.text.contains("秘密"));
        assert!(owner.get("/help").await.text.contains("<span class=\"unread\">1<"), "still unread");
        assert_eq!(Visitor::new(&site).get("/help").await.text, public.text, "everybody gets the same page");
        assert!(public.header("vary").contains("Cookie") && public.header("cache-control").contains("private"));
        assert_eq!(Visitor::new(&site).get("/messages").await.header("location"), "/sign-in?back=%2Fmessages");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_letter_says_no_more_than_others_may_read_and_its_kind_can_be_stopped() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        sign_up(&site, MAIL).await?;
        review(&site, MAIL, "秘密").await?;
        let letter = site.letters().await?.pop().expect("a letter was sent");
        assert!(
            letter.subject == "您提交的信息需要修改" && letter.text.contains("https://rongqiao.example/saved"),
            "{letter:?}"
        );
        assert!(!letter.text.contains("秘密"));
        let leave = letter.leave.expect("it can be stopped");
        let path = leave.strip_prefix(ORIGIN).expect("it leads to the site");
        let anybody = Visitor::new(&site);
        assert!(anybody.get(path).await.text.contains("不再发送“我发布的信息”的邮件"));
        let sent = site.letters().await?.len();
        review(&site, MAIL, "再来").await?;
        assert_eq!(site.letters().await?.len(), sent + 1, "looking stops nothing");
        for _ in 0..2 {
            assert_eq!(anybody.submit_from("", path, "List-Unsubscribe=One-Click").await.status, StatusCode::OK);
        }
        review(&site, MAIL, "还有").await?;
        assert_eq!(site.letters().await?.len(), sent + 1);
        assert_eq!(site.store.count_unread_messages(person(&site, MAIL).await?).await?, 3);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_has_no_mail_address_is_told_in_the_platform_and_by_short_message() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let visitor = sign_up(&site, "13900000001").await?;
        let sent = site.letters().await?.len();
        review(&site, "13900000001", "一项").await?;
        let letters = site.letters().await?;
        let short = letters.last().expect("a short message was sent");
        assert!(letters.len() == sent + 1 && short.to.value().ends_with("13900000001"), "{short:?}");
        assert!(short.text.starts_with("【融桥】") && !short.text.contains("一项"), "{short:?}");
        assert!(visitor.get("/messages").await.text.contains("“一项”需要修改"));
        assert!(visitor.get("/account/letters").await.text.contains("还没有邮箱"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_letter_that_is_told_twice_at_once_has_one_way_to_be_stopped() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        sign_up(&site, MAIL).await?;
        let told = async || review(&site, MAIL, "一项").await;
        let (one, other) = tokio::join!(told(), told());
        one.and(other)?;
        let leaves: Vec<String> = site.letters().await?.into_iter().filter_map(|it| it.leave).collect();
        assert!(leaves.len() == 2 && leaves[0] == leaves[1], "{leaves:?}");
        Ok(())
    })
    .await
}
