//! People who let themselves be found: found by fit, by verified organisations alone, invited without being known, and gone
//! at once when they want to be.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use rongqiao_matching::fit::{Description, Points, Profile, fit};
use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::ListingId;
use rongqiao_model::access::Role;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::kind::job::JobDetails;
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::{ListingDraft, NOW, a_job, a_listing, an_organisation};
use rongqiao_tests::people::Somebody;
use rongqiao_tests::site::TestSite;
use rongqiao_tests::visitor::Visitor;
use sea_orm_migration::sea_orm::ConnectionTrait as _;
use time::Duration;
use time::macros::datetime;

const FIRM: &str = "晨芯半导体（上海）有限公司";
const OTHER_FIRM: &str = "滨海重工（上海）有限公司";
const SCHOOL: &str = "上海海洋大学";

/// What jobs here ask for.
const SKILLS: [&str; 4] = ["Python", "PLC编程", "SolidWorks", "C++"];

fn the_job() -> ListingDraft {
    a_job("自动化工程师").by(FIRM).with_skills(SKILLS)
}

/// A site with a job of each firm, of which only the first is verified.
async fn site(database: TestDatabase) -> anyhow::Result<TestSite> {
    let other = a_job("别家岗位").by(OTHER_FIRM).with_skills(SKILLS);
    let site = TestSite::with(database, [the_job(), other]).await?;
    stand(&site, FIRM, "verified").await?;
    Ok(site)
}

/// Gives an organisation a standing.
async fn stand(site: &TestSite, name: &str, state: &str) -> anyhow::Result<()> {
    let id = format!("SELECT id FROM organisation WHERE name = '{name}'");
    let db = site.store.connection();
    db.execute_unprepared(&format!("DELETE FROM standing WHERE organisation_id IN ({id})")).await?;
    db.execute_unprepared(&format!(
        "INSERT INTO standing (organisation_id, state, until, recruiter_class, reason, reminded_days, updated_at) \
         SELECT id, '{state}', '2099-12-31', NULL, '', 0, created_at FROM organisation WHERE name = '{name}'"
    ))
    .await?;
    Ok(())
}

async fn recruiter<'a>(site: &'a TestSite, name: &str, firm: &str) -> anyhow::Result<Visitor<'a>> {
    site.person_with(name, Role::Recruiter, Some(an_organisation(firm).id)).await
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(value, _)| value)
}

/// Sends a form of a profile with these fields and the revision that its page holds.
async fn fill(who: &Visitor<'_>, path: &str, fields: &[(&str, &str)]) {
    let page = who.get(path).await.text;
    let revision = between(&page, "name=\"revision\" value=\"", "\"").to_owned();
    let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("revision", revision.as_str())]).collect();
    let done = who.submit(path, &fields).await;
    assert!(done.header("location").contains("/profile#"), "{path}: {}", done.text);
}

async fn show_to(who: &Visitor<'_>, visibility: &str) {
    fill(who, "/profile/visibility", &[("visibility", visibility)]).await;
}

/// Where somebody called `name` is reached.
fn mail_of(name: &str) -> String {
    let letters: String = name.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("{letters}@example.com")
}

/// Somebody who has these skills, studied at a school, and shows the profile so.
async fn somebody<'a>(
    site: &'a TestSite,
    name: &str,
    skills: &[&str],
    visibility: &str,
) -> anyhow::Result<Somebody<'a>> {
    let it = Somebody::new(site, name, &mail_of(name)).await?;
    for skill in skills {
        fill(&it.browser, "/profile/skills", &[("skill", skill)]).await;
    }
    fill(&it.browser, "/profile/education", &[("school", SCHOOL), ("level", "bachelor"), ("until", "2027")]).await;
    fill(&it.browser, "/profile/wishes", &[("titles", name), ("pay-min", "7654")]).await;
    show_to(&it.browser, visibility).await;
    Ok(it)
}

fn people_of(id: ListingId) -> String {
    format!("/my/listings/{id}/people")
}

/// What a page of people shows of each: what they are called, and the address of their profile.
async fn people(who: &Visitor<'_>, address: &str) -> Vec<(String, String)> {
    let page = who.get(address).await.text;
    let people = page.split("<h3><a href=\"").skip(1).map(|it| {
        let (path, rest) = it.split_once('"').unwrap_or_default();
        (between(rest, ">", "</a>").to_owned(), path.to_owned())
    });
    people.collect()
}

/// Who is found for the job.
async fn names(who: &Visitor<'_>) -> Vec<String> {
    people(who, &people_of(the_job().id())).await.into_iter().map(|it| it.0).collect()
}

/// The address at which a person is seen who is the only one found.
async fn the_only_one(who: &Visitor<'_>) -> String {
    people(who, &people_of(the_job().id())).await.pop().map(|it| it.1).unwrap_or_default()
}

async fn invite(who: &Visitor<'_>, path: &str) -> StatusCode {
    who.submit(path, &[("invitation-words", "您的技能与我们的岗位很合适，欢迎看看。")]).await.status
}

/// The address of the one invitation that somebody got.
async fn own_invitation(who: &Visitor<'_>) -> String {
    let id = between(&who.get("/my/invitations").await.text, "/my/invitations/", "\"").to_owned();
    format!("/my/invitations/{id}")
}

#[tokio::test]
async fn only_those_who_chose_it_are_found_and_only_by_verified_organisations() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let open = somebody(&site, "甲", &["Python", "PLC编程"], "findable").await?;
        somebody(&site, "乙", &["Python", "PLC编程"], "recipients").await?;
        somebody(&site, "丙", &["Python", "PLC编程"], "private").await?;
        somebody(&site, "丁", &["打铁花"], "findable").await?;
        somebody(&site, "戊", &["Python", "PLC编程"], "findable").await?;
        let restricted = somebody(&site, "己", &["Python", "PLC编程"], "findable").await?;
        restricted.browser.submit("/account/privacy/restrict", &[]).await;
        site.store.connection().execute_unprepared("UPDATE person SET age_group = 'minor' WHERE name = '戊'").await?;

        let address = people_of(the_job().id());
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let page = writer.get(&address).await;
        assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
        assert_eq!(names(&writer).await, ["本科 · 甲"]);
        let profile = writer.get(&the_only_one(&writer).await).await.text;
        assert!(profile.contains("PLC编程") && profile.contains("本科") && profile.contains("还差"), "{profile}");
        for words in [SCHOOL, "7,654", "7654", &mail_of("甲"), &open.id.to_string()] {
            assert!(!page.text.contains(words) && !profile.contains(words), "{words}");
        }

        let stranger = recruiter(&site, "stranger", OTHER_FIRM).await?;
        for (who, path) in [(&stranger, &address), (&open.browser, &address)] {
            assert_eq!(who.get(path).await.status, StatusCode::NOT_FOUND);
        }
        let theirs = people_of(a_job("别家岗位").id());
        let refused = stranger.get(&theirs).await;
        assert!(
            refused.status == StatusCode::CONFLICT && refused.text.contains("只有通过核验的单位"),
            "{}",
            refused.text
        );
        assert_eq!(writer.get(&theirs).await.status, StatusCode::NOT_FOUND);
        let of_other =
            the_only_one(&writer).await.replace(&the_job().id().to_string(), &a_job("别家岗位").id().to_string());
        stand(&site, OTHER_FIRM, "verified").await?;
        assert_eq!(stranger.get(&of_other).await.status, StatusCode::NOT_FOUND, "handles are of one organisation");
        assert_ne!(people(&stranger, &theirs).await.pop(), people(&writer, &address).await.pop());

        for state in ["suspended", "lapsed", "banned"] {
            let handle = the_only_one(&writer).await;
            stand(&site, FIRM, state).await?;
            assert_eq!(writer.get(&address).await.status, StatusCode::CONFLICT, "{state}");
            assert_eq!(writer.get(&handle).await.header("location"), address, "{state}");
            assert_eq!(invite(&writer, &handle).await, StatusCode::SEE_OTHER, "{state}");
            assert!(own_invitation(&open.browser).await.ends_with('/'), "{state}");
            stand(&site, FIRM, "verified").await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_order_is_that_of_the_fits_over_all_pages() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        // Every set of the skills, twice, of which the empty one is nobody whom one finds.
        let mut expected: BTreeMap<String, Points> = BTreeMap::new();
        let published = site.store.find_public_listing(the_job().id()).await?.expect("it is public");
        let vocabulary = Vocabulary::current();
        let (need, market) = (Description::of(&published.listing, vocabulary), site.index().market());
        for number in 0..32_usize {
            let skills: Vec<&str> =
                SKILLS.iter().enumerate().filter(|(at, _)| number >> at & 1 == 1).map(|it| *it.1).collect();
            let name = format!("求职者{number}");
            somebody(&site, &name, &skills, "findable").await?;
            let known = skills.iter().filter_map(|skill| vocabulary.by_name(skill)).map(|skill| (skill, None));
            let education = Some(rongqiao_model::choice::Education::Bachelor);
            let profile = Profile { skills: known.collect(), education, wish: name.clone(), ..Profile::default() };
            let fit = fit(&need, &profile.describe(vocabulary), &market);
            if fit.is_possible() && fit.in_common() >= Points::of(8.0) {
                expected.insert(format!("本科 · {name}"), fit.score);
            }
        }
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let address = people_of(the_job().id());
        let first = people(&writer, &address).await;
        let second = people(&writer, &format!("{address}?page=2")).await;
        assert_eq!((first.len(), first.len() + second.len()), (20, expected.len()));
        let found: Vec<&String> = first.iter().chain(&second).map(|it| &it.0).collect();
        let scores: Vec<Points> = found.iter().map(|name| expected[*name]).collect();
        assert!(scores.is_sorted_by(|one, other| one >= other), "{scores:?}");
        let mut all = found.clone();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), expected.len(), "each stands once");
        let page = writer.get(&address).await.text;
        assert!(page.contains(&format!("<strong>{}</strong>", scores[0])), "the score stands there: {}", scores[0]);
        assert!(page.contains(&format!("共 {} 人匹配", expected.len())), "{page}");
        assert_eq!(people(&writer, &address).await, first, "the same again");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_listing_that_asks_for_nothing_says_so() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let asks_nothing = JobDetails::default();
        let nothing = a_job("店员").by(FIRM).saying("欢迎加入。").with_skills([]).with_job(asks_nothing);
        let site = TestSite::with(database, [nothing.clone()]).await?;
        stand(&site, FIRM, "verified").await?;
        somebody(&site, "甲", &["Python"], "findable").await?;
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let page = writer.get(&people_of(nothing.id())).await;
        assert!(page.status == StatusCode::OK && page.text.contains("没有写明技能或专业"), "{}", page.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn people_are_found_for_open_needs_that_people_can_answer_alone() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let over = a_job("旧岗位").by(FIRM).closing(NOW - Duration::days(1));
        let course = a_listing(ListingKind::Course).by(FIRM);
        let challenge = a_listing(ListingKind::Challenge).by(FIRM);
        let site = TestSite::with(database, [over.clone(), course.clone(), challenge.clone()]).await?;
        stand(&site, FIRM, "verified").await?;
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let closed = writer.get(&people_of(over.id())).await;
        assert!(closed.status == StatusCode::CONFLICT && closed.text.contains("已经截止"), "{}", closed.text);
        assert_eq!(writer.get(&people_of(course.id())).await.status, StatusCode::NOT_FOUND);
        assert_eq!(writer.get(&people_of(challenge.id())).await.status, StatusCode::OK);
        Ok(())
    })
    .await
}

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
async fn whoever_wants_to_be_found_no_longer_vanishes_at_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let found = somebody(&site, "甲", &["Python", "PLC编程"], "findable").await?;
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let handle = the_only_one(&writer).await;
        assert_eq!(invite(&writer, &handle).await, StatusCode::SEE_OTHER);
        assert!(writer.get(&people_of(the_job().id())).await.text.contains("查看资料"));
        let ways: [(&str, &[(&str, &str)]); 2] =
            [("/account/privacy/restrict", &[]), ("/account/privacy/delete", &[("part", "profile")])];
        let gone = async |how: &str| {
            assert_eq!(names(&writer).await, Vec::<String>::new(), "{how}");
            assert_eq!(writer.get(&handle).await.status, StatusCode::NOT_FOUND, "{how}");
            let sent = writer.get(&people_of(the_job().id())).await.text;
            assert!(sent.contains("您的技能与我们的岗位很合适") && !sent.contains("查看资料"), "{how}: {sent}");
        };
        for visibility in ["private", "recipients"] {
            show_to(&found.browser, visibility).await;
            gone(visibility).await;
            show_to(&found.browser, "findable").await;
            assert_eq!(the_only_one(&writer).await, handle);
        }
        let consents = found.browser.get("/account/privacy").await.text;
        let consent = between(&consents, "name=\"consent\" value=\"", "\"").to_owned();
        found.browser.submit("/account/privacy/withdraw", &[("consent", &consent)]).await;
        gone("consent withdrawn").await;
        show_to(&found.browser, "findable").await;
        // A consent to another text counts no more.
        site.store.connection().execute_unprepared("UPDATE consent SET text_version = '2020-01-01'").await?;
        gone("another text").await;
        site.store.connection().execute_unprepared("UPDATE consent SET text_version = '2026-11-22'").await?;
        assert_eq!(the_only_one(&writer).await, handle);
        for (path, fields) in ways {
            found.browser.submit(path, fields).await;
            gone(path).await;
            found.browser.submit("/account/privacy/lift", &[]).await;
            show_to(&found.browser, "findable").await;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn who_looked_and_when_is_told_to_whoever_was_found_and_stands_in_their_copy() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let found = somebody(&site, "甲", &["Python", "PLC编程"], "findable").await?;
        let before = found.browser.get("/account/privacy").await.text;
        assert!(before.contains("还没有单位看到过"), "{before}");
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        // Several looks on one day, also at once, are one.
        tokio::join!(names(&writer), names(&writer), names(&writer));
        let line =
            |days: u32, day: u32| format!("{FIRM}在检索中看到过您的资料：共 {days} 天，最近一次是2026年9月{day}日");
        assert!(found.browser.get("/account/privacy").await.text.contains(&line(1, 1)));
        site.clock.set(datetime!(2026-09-03 10:00 +8));
        let handle = the_only_one(&writer).await;
        writer.get(&handle).await;
        let told = found.browser.get("/account/privacy").await.text;
        assert!(told.contains(&line(2, 3)), "{told}");
        invite(&writer, &handle).await;
        let copy = site.store.copy_own_data(found.id, site.clock.now()).await?.expect("there is an account");
        let copied = copy["invitations"].to_string();
        for words in [FIRM, "2026-09-01", "2026-09-03", "您的技能与我们的岗位很合适", "invited"] {
            assert!(copied.contains(words), "{words}: {copied}");
        }
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
