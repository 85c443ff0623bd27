//! Hearing of new listings that answer a saved search: once, in time, and no longer than wanted.

use axum::http::StatusCode;
use rongqiao_api::app::App;
use rongqiao_api::letters::Written;
use rongqiao_api::tasks;
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::{ListingDraft, NOW, a_job};
use rongqiao_tests::site::{ORIGIN, TestSite};
use rongqiao_tests::visitor::Visitor;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::saved::{MAIL, person, sign_up};

/// A site on which somebody has saved a search for 光刻 and hears of it at this pace.
async fn watching(database: TestDatabase, pace: &str) -> anyhow::Result<TestSite> {
    let site = TestSite::with(database, [a_job("光刻工程师")]).await?;
    sign_up(&site, MAIL).await?;
    save(&site, "光刻", pace).await?;
    Ok(site)
}

/// Saves a search for `text` as whoever has the account of [`MAIL`].
async fn save(site: &TestSite, text: &str, pace: &str) -> anyhow::Result<()> {
    let new = rongqiao_model::saved::NewSearch {
        person: person(site, MAIL).await?,
        name: format!("{text}岗位"),
        address: format!("q={}", rongqiao_tests::site::encoded(text)),
        pace: rongqiao_model::saved::Pace::from_slug(pace).expect("it is a pace"),
        leave_token: format!("token-{}", text.len()),
    };
    site.store.save_search(&new, site.clock.now()).await?;
    Ok(())
}

/// The letters of alerts that were sent so far.
async fn alerts(site: &TestSite) -> anyhow::Result<Vec<Written>> {
    Ok(site.letters().await?.into_iter().filter(|it| it.leave.is_some()).collect())
}

/// Lets `by` pass, and looks and tells as servers do; returns how many letters of alerts there are by then.
async fn pass(site: &TestSite, by: Duration) -> anyhow::Result<usize> {
    site.clock.set(site.clock.now() + by);
    site.alert().await?;
    Ok(alerts(site).await?.len())
}

fn a_new_job(title: &str) -> ListingDraft {
    a_job(title).saying(&format!("{title}：负责新产线。"))
}

#[tokio::test]
async fn a_new_listing_is_told_once_and_an_old_one_never() -> anyhow::Result<()> {
    on_every_database(async |database| {
        // The listing that is there was not looked at yet when the search is saved.
        let site = watching(database, "at-once").await?;
        assert_eq!(pass(&site, Duration::hours(1)).await?, 0, "nothing old");
        site.publish([a_new_job("光刻工艺员"), a_new_job("会计")]).await?;
        assert_eq!(pass(&site, Duration::ZERO).await?, 0, "others may come in the next moment");
        assert_eq!(pass(&site, Duration::seconds(10)).await?, 1);
        let letter = alerts(&site).await?.remove(0);
        assert_eq!((letter.to.value(), letter.subject.as_str()), (MAIL, "“光刻岗位”有 1 条新信息"));
        for part in ["光刻工艺员 · 晨芯半导体", "https://rongqiao.example/listings/", "&sort=newest"] {
            assert!(letter.text.contains(part), "{part}: {}", letter.text);
        }
        assert!(!letter.text.contains("会计") && !letter.text.contains("光刻工程师"), "{}", letter.text);

        // Neither a correction nor a second look nor a withdrawal is news.
        site.clock.set(site.clock.now() + Duration::hours(1));
        site.publish([a_new_job("光刻工艺员").saying("说明改过了。"), a_job("光刻工程师").saying("旧的也改过了。")])
            .await?;
        site.store.withdraw_listing(a_job("光刻工程师").id(), site.clock.now()).await?;
        assert_eq!(pass(&site, Duration::hours(1)).await?, 1);
        assert_eq!(site.store.count_unread_messages(person(&site, MAIL).await?).await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn many_listings_in_a_row_are_one_letter_that_counts_those_it_does_not_name() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = watching(database, "at-once").await?;
        site.publish((0..120).map(|number| a_new_job(&format!("光刻技术员{number}号")))).await?;
        pass(&site, Duration::ZERO).await?;
        assert_eq!(pass(&site, Duration::seconds(10)).await?, 1);
        let letter = alerts(&site).await?.remove(0);
        assert!(letter.subject.contains("120 条") && letter.text.contains("还有 110 条"), "{}", letter.text);
        assert_eq!(letter.text.matches("技术员").count(), 10);

        site.publish([a_new_job("光刻主管")]).await?;
        pass(&site, Duration::ZERO).await?;
        assert_eq!(pass(&site, Duration::minutes(9)).await?, 1, "not so soon after the last");
        site.publish([a_new_job("光刻经理")]).await?;
        assert_eq!(pass(&site, Duration::minutes(1)).await?, 2);
        let letter = alerts(&site).await?.remove(1);
        assert!(letter.text.contains("光刻主管") && letter.text.contains("光刻经理"), "{}", letter.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn gathered_listings_come_at_eight_in_shanghai_and_only_those_still_open() -> anyhow::Result<()> {
    // Listings come on Tuesday, 1 September 2026, at ten in Shanghai.
    const DAILY: OffsetDateTime = datetime!(2026-09-02 00:00 UTC);
    const WEEKLY: OffsetDateTime = datetime!(2026-09-07 00:00 UTC);
    for (pace, due) in [("daily", DAILY), ("weekly", WEEKLY)] {
        on_every_database(async |database| {
            let site = watching(database, pace).await?;
            let closing = a_new_job("光刻短工").closing(NOW + Duration::hours(3));
            site.publish([a_new_job("光刻工艺员"), closing, a_new_job("光刻厂长")]).await?;
            site.alert().await?;
            site.store.withdraw_listing(a_job("光刻厂长").id(), NOW).await?;
            site.clock.set(due - Duration::SECOND);
            assert_eq!(pass(&site, Duration::ZERO).await?, 0, "{pace}");
            assert_eq!(pass(&site, Duration::SECOND).await?, 1, "{pace}");
            let letter = alerts(&site).await?.remove(0);
            assert!(letter.text.contains("光刻工艺员") && letter.subject.contains("1 条"), "{}", letter.text);
            assert!(!letter.text.contains("短工") && !letter.text.contains("厂长"), "{}", letter.text);
            assert_eq!(pass(&site, Duration::days(8)).await?, 1, "told is told");

            site.publish([a_new_job("光刻夜班").closing(site.clock.now() + Duration::MINUTE)]).await?;
            site.alert().await?;
            assert_eq!(pass(&site, Duration::days(8)).await?, 1, "what is closed needs no letter");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_server_that_stops_at_any_moment_loses_nothing_and_tells_nothing_twice() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = watching(database, "at-once").await?;
        for number in 0..6 {
            site.publish([a_new_job(&format!("光刻技术员{number}号"))]).await?;
            // A server that starts, looks once, and stops.
            tasks::Watch::default().look(site.app()).await?;
        }
        site.clock.set(NOW + Duration::minutes(1));
        tasks::send_due_alerts(&site.another_server().await?).await?;
        tasks::send_due_alerts(site.app()).await?;
        assert_eq!(pass(&site, Duration::hours(1)).await?, 1);
        let letter = alerts(&site).await?.remove(0);
        assert!((0..6).all(|number| letter.text.contains(&format!("技术员{number}号"))), "{}", letter.text);
        Ok(())
    })
    .await
}

/// Looks until `done` and everything is looked at.
async fn follow(app: App, done: tokio::sync::watch::Receiver<bool>) -> anyhow::Result<()> {
    let mut watch = tasks::Watch::default();
    loop {
        let finished = *done.borrow();
        if !watch.look(&app).await? && finished {
            return Ok(());
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_servers_that_watch_at_once_one_tells_each_listing() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = watching(database, "at-once").await?;
        let (finish, finished) = tokio::sync::watch::channel(false);
        let one = tokio::spawn(follow(site.app().clone(), finished.clone()));
        let other = tokio::spawn(follow(site.another_server().await?, finished));
        for number in 0..12 {
            site.publish([a_new_job(&format!("光刻技术员{number}号"))]).await?;
            if number == 5 {
                // A search that is saved while others watch hears of what comes after it.
                save(&site, "技术员", "at-once").await?;
            }
        }
        finish.send(true)?;
        one.await??;
        other.await??;
        site.clock.set(NOW + Duration::minutes(1));
        let another = site.another_server().await?;
        tokio::try_join!(
            tasks::send_due_alerts(site.app()),
            tasks::send_due_alerts(&another),
            tasks::send_due_alerts(site.app()),
        )?;
        let mut subjects: Vec<String> = alerts(&site).await?.into_iter().map(|it| it.subject).collect();
        subjects.sort();
        assert_eq!(subjects, ["“光刻岗位”有 12 条新信息", "“技术员岗位”有 6 条新信息"]);
        let unseen: Vec<u64> = {
            let searches = site.store.list_own_searches(person(&site, MAIL).await?).await?;
            searches.iter().map(|it| it.unseen).collect()
        };
        assert_eq!(unseen, [6, 12]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn one_click_stops_the_letters_of_a_search_and_nothing_but_a_click() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = watching(database, "at-once").await?;
        site.publish([a_new_job("光刻工艺员")]).await?;
        pass(&site, Duration::ZERO).await?;
        pass(&site, Duration::seconds(10)).await?;
        let letter = alerts(&site).await?.remove(0);
        let leave = letter.leave.expect("the letter can be stopped");
        let path = leave.strip_prefix(ORIGIN).expect("it leads to the site").to_owned();
        assert!(letter.text.contains(&leave), "{}", letter.text);

        let anybody = Visitor::new(&site);
        let page = anybody.get(&path).await;
        assert!(page.status == StatusCode::OK && page.text.contains("不再通知“光刻岗位”"), "{}", page.text);
        site.publish([a_new_job("光刻主管")]).await?;
        pass(&site, Duration::ZERO).await?;
        assert_eq!(pass(&site, Duration::minutes(11)).await?, 2, "looking stops nothing");

        site.publish([a_new_job("光刻经理")]).await?;
        pass(&site, Duration::ZERO).await?;
        for _ in 0..2 {
            // As a mail service asks, which is no browser and follows nothing (RFC 8058).
            let stopped = anybody.submit_from("", &path, "List-Unsubscribe=One-Click").await;
            assert!(stopped.status == StatusCode::OK && stopped.text.contains("已停止"), "{}", stopped.text);
        }
        site.publish([a_new_job("光刻总监")]).await?;
        assert_eq!(pass(&site, Duration::days(8)).await?, 2, "not even of what waited");
        let searches = site.store.list_own_searches(person(&site, MAIL).await?).await?;
        assert_eq!((searches[0].pace.slug(), searches[0].unseen), ("never", 4), "the search stays");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_link_of_a_search_that_is_gone_stops_nothing_and_tells_nothing() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = watching(database, "at-once").await?;
        let owner = person(&site, MAIL).await?;
        let searches = site.store.list_own_searches(owner).await?;
        site.publish([a_new_job("光刻工艺员")]).await?;
        site.alert().await?;
        site.store.remove_search(owner, searches[0].id).await?;
        let anybody = Visitor::new(&site);
        let mut pages = Vec::new();
        for token in ["token-6", "token-0", "\0"] {
            let path = format!("/leave/{}", rongqiao_tests::site::encoded(token));
            let (page, stopped) = (anybody.get(&path).await, anybody.submit_from("", &path, "").await);
            assert_eq!((page.status, stopped.status), (StatusCode::GONE, StatusCode::OK), "{token}");
            pages.push(page.text.replace(&path, ""));
        }
        assert_eq!(pages[0], pages[1], "whether there was such a link cannot be told");
        site.publish([a_new_job("光刻主管")]).await?;
        assert_eq!(pass(&site, Duration::hours(1)).await?, 0);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn no_form_but_that_of_a_letter_is_taken_from_nowhere() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = watching(database, "daily").await?;
        let anybody = Visitor::new(&site);
        for path in ["/saved/searches", "/saved/listings", "/messages/read", "/account/letters", "/en/saved/searches"] {
            for origin in ["", "https://evil.example"] {
                assert_eq!(anybody.submit_from(origin, path, "").await.status, StatusCode::FORBIDDEN, "{path}");
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_wants_no_mail_is_told_in_the_platform_alone() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = watching(database, "at-once").await?;
        let owner = person(&site, MAIL).await?;
        let visitor = super::saved::sign_in(&site).await;
        let form = visitor.get("/account/letters").await.text;
        assert!(form.contains("name=\"alert\" value=\"yes\" checked") && form.contains(MAIL), "{form}");
        let saved = visitor.submit("/account/letters", &[("review", "yes"), ("organisation", "yes")]).await;
        assert!(saved.status.is_redirection());
        let form = visitor.get("/account/letters").await.text;
        assert!(!form.contains("name=\"alert\" value=\"yes\" checked") && form.contains("value=\"yes\" checked"));
        site.publish([a_new_job("光刻工艺员")]).await?;
        pass(&site, Duration::ZERO).await?;
        assert_eq!(pass(&site, Duration::seconds(10)).await?, 0);
        assert_eq!(site.store.count_unread_messages(owner).await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_name_or_title_cannot_smuggle_anything_into_a_letter() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let visitor = sign_up(&site, MAIL).await?;
        let forged = "x\r\nBcc: all@example.com\u{2028}\u{85}Subject: y";
        let fields = [("search", "q=%E5%85%89%E5%88%BB"), ("search-name", forged), ("pace", "at-once")];
        assert!(visitor.submit("/saved/searches", &fields).await.status.is_redirection());
        site.publish([a_new_job("光刻\r\nBcc: all@example.com\r\n\r\n点击 https://evil.example")]).await?;
        pass(&site, Duration::ZERO).await?;
        assert_eq!(pass(&site, Duration::seconds(10)).await?, 1);
        let letter = alerts(&site).await?.remove(0);
        assert!(letter.subject.chars().all(|it| !it.is_control() && it != '\u{2028}'), "{:?}", letter.subject);
        assert!(
            letter.text.lines().all(|line| !line.starts_with("Bcc") && !line.starts_with("点击")),
            "{}",
            letter.text
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn while_nobody_has_saved_a_search_changes_are_passed_over() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, (0..30).map(|it| a_job(&format!("光刻技术员{it}号")))).await?;
        let mut watch = tasks::Watch::default();
        watch.look(site.app()).await?;
        let progress = site.store.find_alert_progress().await?;
        assert_eq!(progress.reached, site.store.latest_change().await?);
        assert!(!watch.look(site.app()).await?);
        Ok(())
    })
    .await
}
