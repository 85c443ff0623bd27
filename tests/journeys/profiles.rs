//! A person's profile: filled part by part, shown to whom its owner chooses, and reached by nobody else.

use anyhow::Context as _;
use axum::http::StatusCode;
use rongqiao_model::profile::Visibility;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::TestSite;
use rongqiao_tests::visitor::Visitor;

use crate::accounts::sign_up;

const MAIL: &str = "linxi@example.edu.cn";

/// Sends the form at `path` as its page was made, with these fields.
async fn fill(visitor: &Visitor<'_>, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<StatusCode> {
    let revision = revision(&visitor.get(path).await.text)?;
    let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("revision", revision.as_str())]).collect();
    Ok(visitor.submit(path, &fields).await.status)
}

/// The revision that the forms on a page were made from.
fn revision(page: &str) -> anyhow::Result<String> {
    Ok(between(page, "name=\"revision\" value=\"", "\"").context("the page has a form")?.to_owned())
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    text.split_once(before)?.1.split_once(after).map(|it| it.0)
}

/// The address of the first entry of a section, to be changed.
fn entry(page: &str, section: &str) -> anyhow::Result<String> {
    let id = between(page, &format!("/profile/{section}/"), "\"").context("the section has an entry")?;
    Ok(format!("/profile/{section}/{id}"))
}

#[tokio::test]
async fn a_profile_is_filled_part_by_part_changed_and_emptied_again() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        let school = [("school", "上海海洋大学"), ("major", "机械工程"), ("level", "bachelor"), ("from", "2022")];
        let forms: [(&str, &[(&str, &str)]); 6] = [
            ("/profile/education", &school),
            ("/en/profile/skills", &[("skill", "Python"), ("level", "working"), ("evidence", "画了全年的潮位图")]),
            ("/profile/certificates", &[("certificate", "车工证"), ("number", "ZS-77"), ("month", "2025年6月")]),
            (
                "/profile/experience",
                &[("organisation", "临港重装"), ("role", "实习生"), ("from", "2025-07"), ("until", "")],
            ),
            (
                "/profile/wishes",
                &[
                    ("titles", "机械设计，绘图"),
                    ("employment", "internship"),
                    ("employment", "full-time"),
                    ("pay-min", "4321"),
                ],
            ),
            ("/profile/availability", &[("from", "2026-12-01"), ("days", "4")]),
        ];
        for (path, fields) in forms {
            assert_eq!(fill(&owner, path, fields).await?, StatusCode::SEE_OTHER, "{path}");
        }
        let page = owner.get("/profile").await;
        assert_eq!(page.header("cache-control"), "no-store");
        for words in [
            "上海海洋大学",
            "机械工程",
            "本科",
            "Python",
            "掌握",
            "潮位图",
            "车工证",
            "编号 ZS-77",
            "2025-06",
            "2025-07 – 至今",
            "机械设计、绘图",
            "实习、全职",
            "4,321",
            "每周 4 天",
            "/fits?skill=python%3Aworking",
        ] {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        assert!(owner.get("/en/profile").await.text.contains("at least 4,321 yuan"));

        let skill = entry(&page.text, "skills")?;
        assert!(owner.get(&skill).await.text.contains("画了全年的潮位图"), "what was said stands in the form");
        assert_eq!(fill(&owner, &skill, &[("skill", "Python"), ("level", "expert")]).await?, StatusCode::SEE_OTHER);
        let page = owner.get("/profile").await.text;
        assert!(page.contains("精通") && !page.contains("潮位图"));
        let gone = owner.submit(&format!("{skill}/remove"), &[("revision", &revision(&page)?)]).await;
        assert_eq!(gone.header("location"), "/profile#skills");
        assert!(!owner.get("/profile").await.text.contains("精通"));
        assert_eq!(owner.get(&skill).await.status, StatusCode::NOT_FOUND);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn all_mistakes_come_back_at_once_with_what_was_typed() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        let fields =
            [("skill", ""), ("evidence", "打我电话13912345678"), ("link", "javascript:alert(1)"), ("revision", "0")];
        let answered = owner.submit("/profile/skills", &fields).await;
        assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in
            ["请填写技能", "这里含有手机号", "以 https:// 开头的网址", "打我电话13912345678", "javascript:alert(1)"]
        {
            assert!(answered.text.contains(words), "{words}");
        }
        assert_eq!(
            answered.text.matches("href=\"#").count(),
            3 + 1,
            "each mistake is linked, beside the way to the content"
        );
        assert!(!answered.text.contains("href=\"javascript"));
        assert_eq!(revision(&owner.get("/profile/skills").await.text)?, "0", "nothing was kept");
        let english = owner.submit("/en/profile/education", &[("from", "22"), ("revision", "0")]).await;
        assert!(english.text.contains("Write a whole number from 1950 to 2100"), "{}", english.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_window_that_is_behind_overwrites_nothing_and_loses_nothing() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        let first = revision(&owner.get("/profile/skills").await.text)?;
        assert_eq!(fill(&owner, "/profile/education", &[("school", "上海海洋大学")]).await?, StatusCode::SEE_OTHER);

        let behind = owner.submit("/profile/skills", &[("skill", "打铁花"), ("revision", &first)]).await;
        assert_eq!(behind.status, StatusCode::CONFLICT);
        assert!(
            behind.text.contains("在别的窗口里改过了") && behind.text.contains("value=\"打铁花\""),
            "{}",
            behind.text
        );
        let now = revision(&behind.text)?;
        assert_eq!(
            owner.submit("/profile/skills", &[("skill", "打铁花"), ("revision", &now)]).await.status,
            StatusCode::SEE_OTHER
        );

        let page = owner.get("/profile").await.text;
        assert!(page.contains("上海海洋大学") && page.contains("打铁花"));
        let school = entry(&page, "education")?;
        let removal = owner.submit(&format!("{school}/remove"), &[("revision", &first)]).await;
        assert_eq!(removal.status, StatusCode::CONFLICT);
        let shown = owner.submit("/profile/visibility", &[("visibility", "findable"), ("revision", &first)]).await;
        assert_eq!(shown.status, StatusCode::CONFLICT);
        let page = owner.get("/profile").await.text;
        assert!(page.contains("上海海洋大学") && page.contains("只有我自己"), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_many_windows_that_save_at_once_one_wins() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        for (round, revision) in ["0", "1"].into_iter().enumerate() {
            let save = async |number: usize| {
                let skill = format!("手艺{round}{number}");
                owner.submit("/profile/skills", &[("skill", &skill), ("revision", revision)]).await.status
            };
            let (a, b, c, d) = tokio::join!(save(1), save(2), save(3), save(4));
            let won = [a, b, c, d].into_iter().filter(|status| status.is_redirection()).count();
            let lost = [a, b, c, d].into_iter().filter(|&status| status == StatusCode::CONFLICT).count();
            assert_eq!((won, lost), (1, 3), "{:?}", [a, b, c, d]);
        }
        assert_eq!(owner.get("/profile").await.text.matches("<strong>手艺").count(), 2);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_reaches_the_profile_of_another() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        fill(&owner, "/profile/skills", &[("skill", "打铁花")]).await?;
        let skill = entry(&owner.get("/profile").await.text, "skills")?;

        let stranger = sign_up(&site, "13900000002").await?;
        let nothing = owner.get("/profile/skills/01890000-0000-7000-8000-000000000000").await;
        let foreign = stranger.get(&skill).await;
        assert_eq!((nothing.status, foreign.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
        stranger.submit(&format!("{skill}/remove"), &[("revision", "0")]).await;
        stranger.submit(&skill, &[("skill", "别的"), ("revision", "0")]).await;
        let own = owner.get("/profile").await.text;
        assert!(own.contains("打铁花") && !own.contains("别的"));
        assert!(!stranger.get("/profile").await.text.contains("打铁花"));

        let nobody = Visitor::new(&site);
        for path in ["/profile", "/profile/skills", "/profile/visibility", "/profile/reading", &skill] {
            let answered = nobody.get(path).await;
            assert!(answered.header("location").starts_with("/sign-in?back="), "{path}: {}", answered.status);
        }
        assert!(nobody.submit(&skill, &[("skill", "别的")]).await.header("location").starts_with("/sign-in"));
        let from_elsewhere =
            owner.submit_from("https://evil.example", "/profile/visibility", "visibility=findable").await;
        assert_eq!(from_elsewhere.status, StatusCode::FORBIDDEN);
        for path in ["/profile/nothing", "/profile/wishes/01890000-0000-7000-8000-000000000000", "/profile/skills/x"] {
            assert_eq!(owner.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn its_owner_sees_exactly_what_others_would() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        fill(&owner, "/profile/education", &[("school", "上海海洋大学"), ("major", "机械工程")]).await?;
        fill(&owner, "/profile/wishes", &[("titles", "设计"), ("pay-min", "4321")]).await?;
        for (visibility, recipient, organisation) in [
            ("", [false, false], [false, false]),
            ("recipients", [true, true], [false, false]),
            ("findable", [true, true], [false, true]),
            ("private", [false, false], [false, false]),
        ] {
            if !visibility.is_empty() {
                assert_eq!(
                    fill(&owner, "/profile/visibility", &[("visibility", visibility)]).await?,
                    StatusCode::SEE_OTHER
                );
            }
            let page = owner.get("/profile").await.text;
            let views: Vec<&str> = page.split("<details class=\"seen-by\">").skip(1).collect();
            let seen = |view: &str| ["上海海洋大学", "机械工程"].map(|words| view.contains(words));
            assert_eq!([seen(views[0]), seen(views[1])], [recipient, organisation], "{visibility}");
            assert!(!views[0].contains("4,321"), "the least pay is shown to nobody");
        }
        let answered = owner.submit("/profile/visibility", &[("visibility", "everybody"), ("revision", "6")]).await;
        assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_profile_nobody_has_begun_is_private_and_takes_no_row() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        let page = owner.get("/profile").await.text;
        assert!(page.contains("只有我自己") && !page.contains("看看什么适合我"));
        let id = rongqiao_model::PersonId::from_uuid(uuid::Uuid::nil());
        let unbegun = site.store.find_own_profile(id).await?;
        assert_eq!((unbegun.visibility, unbegun.revision), (Visibility::Private, 0));
        Ok(())
    })
    .await
}
