//! Saving searches and listings, and finding them again.

use anyhow::Context as _;
use axum::http::StatusCode;
use rongqiao_model::contact::Contact;
use rongqiao_model::saved::{LISTINGS_MAX, SEARCHES_MAX};
use rongqiao_model::{ListingId, PersonId};
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::{NOW, a_job};
use rongqiao_tests::site::{TestSite, encoded};
use rongqiao_tests::visitor::Visitor;
use time::Duration;

pub(crate) const MAIL: &str = "linxi@example.edu.cn";
const PASSWORD: &str = "滴水湖边三棵樟树一只白鹭";

/// Makes the account of `contact` and returns the browser that is signed in with it.
pub(crate) async fn sign_up<'a>(site: &'a TestSite, contact: &str) -> anyhow::Result<Visitor<'a>> {
    let visitor = Visitor::new(site);
    let fields = [("name", "林汐"), ("contact", contact), ("new-password", PASSWORD), ("agreed", "yes")];
    let (code_page, _) = visitor.submit_and_follow("/sign-up", &fields).await;
    let stored = Contact::parse(contact).context("it is a contact")?;
    let code = site.last_code(stored.value()).await?;
    let (landed, _) = visitor.submit_and_follow(&code_page, &[("code", &code)]).await;
    anyhow::ensure!(landed == "/account", "{landed}");
    Ok(visitor)
}

/// Signs in with the account of [`MAIL`].
pub(crate) async fn sign_in(site: &TestSite) -> Visitor<'_> {
    let visitor = Visitor::new(site);
    visitor.submit("/sign-in", &[("contact", MAIL), ("password", PASSWORD)]).await;
    visitor
}

/// Who has the account of `contact`.
pub(crate) async fn person(site: &TestSite, contact: &str) -> anyhow::Result<PersonId> {
    let contact = Contact::parse(contact).context("it is a contact")?;
    Ok(site.store.find_credentials(&contact).await?.context("there is an account")?.person)
}

/// The identities of the searches that `contact` saved, the latest first.
async fn searches(site: &TestSite, contact: &str) -> anyhow::Result<Vec<String>> {
    let searches = site.store.list_own_searches(person(site, contact).await?).await?;
    Ok(searches.into_iter().map(|it| it.id.to_string()).collect())
}

#[tokio::test]
async fn a_search_is_saved_where_it_is_found_and_found_again_under_saved() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [a_job("光刻工程师")]).await?;
        let visitor = sign_up(&site, MAIL).await?;
        let results = visitor.get("/search?q=%E5%85%89%E5%88%BB&kind=job&sort=newest&page=3").await;
        assert!(results.text.contains("name=\"search\" value=\"q=%E5%85%89%E5%88%BB&#38;kind=job&#38;sort=newest\""));
        let sent = "q=%E5%85%89%E5%88%BB&kind=job&sort=newest";
        let (landed, page) = visitor.submit_and_follow("/saved/searches", &[("search", sent)]).await;
        assert_eq!(landed, "/saved");
        assert!(page.text.contains("光刻 · 岗位") && page.text.contains("每天早上 8 点"), "{}", page.text);
        assert!(page.text.contains("href=\"/search?q=%E5%85%89%E5%88%BB&#38;kind=job\""), "its order plays no part");
        assert_eq!(page.header("cache-control"), "no-store");

        let [id] = &searches(&site, MAIL).await?[..] else { anyhow::bail!("one search is saved") };
        let at = format!("/saved/searches/{id}");
        let wrong = visitor.submit(&at, &[("search-name", " \u{2028} "), ("pace", "weekly")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.text.contains("请填写名称") && wrong.text.contains("value=\"weekly\" selected"),
            "{}",
            wrong.text
        );
        let long = "长".repeat(61);
        assert!(visitor.submit(&at, &[("search-name", &long)]).await.text.contains("60 个字符以内"));
        let renamed = [("search-name", "光刻\r\nBcc: x"), ("pace", "weekly")];
        let (_, page) = visitor.submit_and_follow(&at, &renamed).await;
        assert!(page.text.contains("光刻 Bcc: x") && page.text.contains("每周一早上 8 点"), "{}", page.text);
        let (_, page) = visitor.submit_and_follow("/saved/searches/remove", &[("search", id)]).await;
        assert!(page.text.contains("还没有保存搜索"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_led_there_and_back_with_nothing_lost() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let job = a_job("光刻工程师");
        let listing = job.id().to_string();
        let site = TestSite::with(database, [job]).await?;
        sign_up(&site, MAIL).await?;
        for (path, field, value, end) in [
            ("/saved/searches", "search", "q=C%2B%2B%20%26%20a&kind=job", "C++ &#38; a · Job"),
            ("/saved/listings", "listing", listing.as_str(), "光刻工程师"),
        ] {
            let visitor = Visitor::new(&site);
            let (to, page) = visitor.submit_and_follow(&format!("/en{path}"), &[(field, value)]).await;
            let back = page.text.split("name=\"back\" value=\"").nth(1).and_then(|it| it.split('"').next());
            let back = back.context("the form leads back")?.replace("&#38;", "&");
            assert!(to.starts_with("/en/sign-in?back=") && back.starts_with(&format!("/en{path}/new?")), "{to} {back}");
            let entering = [("contact", MAIL), ("password", PASSWORD), ("back", &back)];
            let (landed, page) = visitor.submit_and_follow("/en/sign-in", &entering).await;
            assert!(landed == back && page.text.contains(end), "{landed} {}", page.text);
            let kept =
                page.text.split(&format!("name=\"{field}\" value=\"")).nth(1).and_then(|it| it.split('"').next());
            let kept = kept.context("the form holds it")?.replace("&#38;", "&");
            assert_eq!(kept, value);
            visitor.submit_and_follow(&format!("/en{path}"), &[(field, &kept)]).await;
            assert!(visitor.get("/en/saved").await.text.contains(end));
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_saved_twice_even_at_once_is_saved_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let job = a_job("光刻工程师");
        let listing = job.id().to_string();
        let site = TestSite::with(database, [job]).await?;
        let visitor = sign_up(&site, MAIL).await?;
        let search = async |text: &str| visitor.submit("/saved/searches", &[("search", text)]).await.status;
        let listing = async || visitor.submit("/saved/listings", &[("listing", &listing)]).await.status;
        let (a, b, c, d, e, f) = tokio::join!(
            search("q=a&kind=job"),
            search("kind=job&q=a&sort=pay"),
            search("q=a&kind=job&cursor=1"),
            listing(),
            listing(),
            listing(),
        );
        assert!([a, b, c, d, e, f].iter().all(StatusCode::is_redirection), "{a} {b} {c} {d} {e} {f}");
        assert!(search("kind=job&q=a").await.is_redirection());
        assert_eq!(searches(&site, MAIL).await?.len(), 1);
        assert_eq!(site.store.count_saved_listings(person(&site, MAIL).await?).await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_saves_more_than_there_is_room_for() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let job = a_job("光刻工程师");
        let listing = job.id().to_string();
        let site = TestSite::with(database, [job]).await?;
        let visitor = sign_up(&site, MAIL).await?;
        let save = async |text: &str| visitor.submit("/saved/searches", &[("search", text)]).await;
        for number in 1..=SEARCHES_MAX {
            assert!(save(&format!("q=a{number}")).await.status.is_redirection());
        }
        let refused = save("q=one-more").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("最多保存 50 个搜索") && refused.text.contains("one-more"), "{}", refused.text);
        assert!(save("q=a1").await.status.is_redirection(), "what is saved already needs no room");
        let cities = (10..30).map(|number| format!("city={number}{}", encoded(&"临".repeat(38))));
        let long = cities.collect::<Vec<_>>().join("&");
        site.store.remove_search(person(&site, MAIL).await?, searches(&site, MAIL).await?[0].parse()?).await?;
        assert!(save(&long).await.text.contains("条件太多"));

        let owner = person(&site, MAIL).await?;
        for number in 0..LISTINGS_MAX {
            site.store.save_listing(owner, ListingId::of_record("none", &number.to_string()), NOW).await?;
        }
        let refused = visitor.submit("/saved/listings", &[("listing", &listing)]).await;
        assert!(refused.status.is_client_error() && refused.text.contains("最多收藏 500 条"), "{}", refused.text);
        let last = visitor.get("/saved?page=25").await;
        assert!(last.text.contains("已不存在的信息") && !last.text.contains("rel=\"next\""));
        assert_eq!(visitor.get("/saved?page=18446744073709551615").await.status, StatusCode::OK);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_somebody_saved_is_theirs_alone() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let job = a_job("光刻工程师");
        let listing = job.id();
        let site = TestSite::with(database, [job]).await?;
        let owner = sign_up(&site, MAIL).await?;
        owner.submit("/saved/searches", &[("search", "q=secret")]).await;
        owner.submit("/saved/listings", &[("listing", &listing.to_string())]).await;
        let id = searches(&site, MAIL).await?.pop().context("it is saved")?;
        site.clock.set(NOW + Duration::hours(2));
        let other = sign_up(&site, "13900000001").await?;
        let none = person(&site, MAIL).await?.to_string();
        for id in [&id, &none] {
            let at = format!("/saved/searches/{id}");
            assert_eq!(other.get(&at).await.status, StatusCode::NOT_FOUND);
            let changed = other.submit(&at, &[("search-name", "mine"), ("pace", "never")]).await;
            assert_eq!(changed.status, StatusCode::NOT_FOUND);
            let opened = other.submit("/saved/searches/open", &[("search", id)]).await;
            assert_eq!(opened.status, StatusCode::NOT_FOUND);
            other.submit("/saved/searches/remove", &[("search", id)]).await;
        }
        other.submit("/saved/listings/remove", &[("listing", &listing.to_string())]).await;
        assert!(!other.get("/saved").await.text.contains("secret"));
        let page = owner.get("/saved").await;
        assert!(page.text.contains("secret") && page.text.contains("光刻工程师"));
        assert_eq!(Visitor::new(&site).get("/saved").await.header("location"), "/sign-in?back=%2Fsaved");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_listing_says_that_it_is_saved_to_whoever_saved_it_alone() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let job = a_job("光刻工程师").closing(NOW + Duration::days(3));
        let at = format!("/listings/{}", job.id());
        let id = job.id().to_string();
        let site = TestSite::with(database, [job]).await?;
        let visitor = sign_up(&site, MAIL).await?;
        let before = Visitor::new(&site).get(&at).await.text;
        assert!(before.contains("收藏这条信息") && !before.contains("取消收藏"));
        let (landed, page) = visitor.submit_and_follow("/saved/listings", &[("listing", &id)]).await;
        assert!(landed == at && page.text.contains("已收藏") && page.text.contains("取消收藏"), "{landed}");
        assert_eq!(Visitor::new(&site).get(&at).await.text, before, "others see the page as it was");

        let saved = visitor.get("/saved").await.text;
        assert!(saved.contains("光刻工程师") && !saved.contains("<p class=\"notice\">已截止"));
        site.clock.set(NOW + Duration::days(4));
        assert!(visitor.get("/saved").await.text.contains("<p class=\"notice\">已截止"));
        site.clock.set(NOW + Duration::days(5));
        let (_, page) = visitor.submit_and_follow("/saved/listings/remove", &[("listing", &id), ("back", &at)]).await;
        assert!(page.text.contains("收藏这条信息"));
        assert_eq!(visitor.submit("/saved/listings", &[("listing", "none")]).await.status, StatusCode::NOT_FOUND);
        let evil = visitor.submit("/saved/listings/remove", &[("listing", &id), ("back", "//evil.example")]).await;
        assert_eq!(evil.header("location"), "/saved");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn looking_at_pages_changes_nothing() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [a_job("光刻工程师")]).await?;
        let visitor = sign_up(&site, MAIL).await?;
        visitor.submit("/saved/searches", &[("search", "q=%E5%85%89%E5%88%BB")]).await;
        site.clock.set(NOW + Duration::minutes(1));
        site.publish([a_job("光刻工艺员")]).await?;
        site.alert().await?;
        let id = searches(&site, MAIL).await?.pop().context("it is saved")?;
        for path in ["/saved", "/messages", &format!("/saved/searches/{id}"), "/search?q=%E5%85%89%E5%88%BB"] {
            visitor.get(path).await;
        }
        for path in ["open", "remove"] {
            let answered = visitor.get(&format!("/saved/searches/{path}?search={}", encoded(&id))).await;
            assert!(answered.status.is_client_error(), "{path} {}", answered.status);
        }
        assert!(visitor.get("/saved").await.text.contains("1 条新信息"));
        let (landed, page) = visitor.submit_and_follow("/saved/searches/open", &[("search", &id)]).await;
        assert!(landed.ends_with("&sort=newest") && page.text.contains("工艺员"), "{landed}");
        assert!(!visitor.get("/saved").await.text.contains("1 条新信息"));
        Ok(())
    })
    .await
}
