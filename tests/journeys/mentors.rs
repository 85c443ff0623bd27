//! Mentors of firms at schools: who agrees to what, and which hours count.

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::{ListingId, PersonId};
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::{a_listing, an_organisation};
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;
use time::macros::datetime;

use crate::figures::Watched;
use crate::talents::stand;

pub(crate) const FIRM: &str = "晨芯半导体（上海）有限公司";
pub(crate) const SCHOOL: &str = "临智职业技术学院";

pub(crate) struct People<'a> {
    pub(crate) school: Visitor<'a>,
    pub(crate) firm: Visitor<'a>,
    mentor: Visitor<'a>,
}

pub(crate) async fn site(database: TestDatabase) -> anyhow::Result<TestSite> {
    let published = [FIRM, SCHOOL].map(|name| a_listing(ListingKind::Job).by(name).from("test", name));
    TestSite::with(database, published).await
}

pub(crate) async fn people(site: &TestSite) -> anyhow::Result<People<'_>> {
    let (firm, school) = (Some(an_organisation(FIRM).id), Some(an_organisation(SCHOOL).id));
    Ok(People {
        school: site.person_with("school", Role::CollegeStaff, school).await?,
        firm: site.person_with("firm", Role::Recruiter, firm).await?,
        mentor: site.person_with("mentor", Role::Mentor, firm).await?,
    })
}

fn mentor() -> String {
    PersonId::of_record("people", "mentor@example.com").to_string()
}

async fn propose(school: &Visitor<'_>, changed: &[(&str, &str)]) -> Answered {
    let (of, to) = (an_organisation(SCHOOL).id.to_string(), an_organisation(FIRM).id.to_string());
    let nonce = ListingId::of_record("nonce", "appointment").to_string();
    let mut fields = vec![
        ("nonce", nonce.as_str()),
        ("mentor-school", of.as_str()),
        ("mentor-firm", to.as_str()),
        ("mentor-subject", "光刻工艺"),
        ("mentor-from", "2026-09-01"),
        ("mentor-until", "2027-01-31"),
        ("mentor-hours", "32"),
        ("mentor-certificate", "PS-2026-3"),
    ];
    for change in changed {
        fields.retain(|(name, _)| name != &change.0);
        fields.push(*change);
    }
    school.submit("/my/mentoring/new", &fields).await
}

fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let found = page.split_once(&format!("name=\"{name}\" value=\"")).and_then(|(_, rest)| rest.split_once('"'));
    found.map_or("", |(value, _)| value)
}

/// Sends the form for `step` that the page at `path` holds, with `more`.
pub(crate) async fn step(browser: &Visitor<'_>, path: &str, step: &str, more: &[(&str, &str)]) -> Answered {
    let page = browser.get(path).await.text;
    let before = page.split_once(&format!("value=\"{step}\"")).map_or("", |(before, _)| before);
    let form = before.rsplit_once("<form").map_or("", |(_, form)| form).to_owned();
    let kept: Vec<(&str, &str)> = ["revision", "nonce", "hours"].map(|name| (name, hidden(&form, name))).to_vec();
    let fields: Vec<(&str, &str)> = [("do", step)].into_iter().chain(kept).chain(more.iter().copied()).collect();
    browser.submit(path, &fields).await
}

pub(crate) async fn done(browser: &Visitor<'_>, path: &str, name: &str, more: &[(&str, &str)]) {
    let answered = step(browser, path, name, more).await;
    assert!(answered.status.is_redirection(), "{name}: {} {}", answered.status, answered.text);
}

/// An appointment to which all three agreed; its address.
pub(crate) async fn active(people: &People<'_>) -> String {
    let path = propose(&people.school, &[]).await.header("location").to_owned();
    done(&people.firm, &path, "name", &[("mentor-person", &mentor())]).await;
    done(&people.mentor, &path, "accept", &[]).await;
    path
}

pub(crate) const HOURS: &[(&str, &str)] =
    &[("hours-day", "2026-09-01"), ("hours-number", "4"), ("hours-words", "光刻实操")];

#[tokio::test]
async fn an_appointment_holds_once_firm_and_mentor_agree_and_hours_count_once_both_said_so() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let people = people(&site).await?;
        let proposed = propose(&people.school, &[]).await;
        let path = proposed.header("location").to_owned();
        assert_eq!(propose(&people.school, &[]).await.header("location"), path, "sent twice it is one");
        assert_eq!(people.mentor.get(&path).await.status, StatusCode::NOT_FOUND, "nobody has named them");
        assert!(people.firm.get("/messages").await.text.contains("学校发起了聘任"));
        let stranger = PersonId::of_record("people", "school@example.com").to_string();
        let wrong = step(&people.firm, &path, "name", &[("mentor-person", &stranger)]).await;
        assert!(wrong.status == StatusCode::CONFLICT && wrong.text.contains("不是这家企业的导师"), "{}", wrong.text);
        done(&people.firm, &path, "name", &[("mentor-person", &mentor())]).await;
        let early = step(&people.mentor, &path, "log-hours", HOURS).await;
        assert_eq!(early.status, StatusCode::NOT_FOUND, "there is no form for hours yet");
        assert_eq!(step(&people.firm, &path, "accept", &[]).await.status, StatusCode::CONFLICT);
        done(&people.mentor, &path, "accept", &[]).await;
        assert!(people.school.get(&path).await.text.contains("聘期内"));

        done(&people.mentor, &path, "log-hours", HOURS).await;
        assert!(people.school.get(&path).await.text.contains("双方确认 0，待确认 4"));
        assert_eq!(step(&people.mentor, &path, "confirm-hours", &[]).await.status, StatusCode::NOT_FOUND);
        done(&people.school, &path, "confirm-hours", &[]).await;
        assert!(people.mentor.get(&path).await.text.contains("双方确认 4，待确认 0"));
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn hours_are_counted_for_the_public_once_both_said_so_and_few_mentors_are_not_told() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let people = people(&site).await?;
        let path = active(&people).await;
        let mut figure = Watched::of(&site, "mentor-hours").await;
        done(&people.mentor, &path, "log-hours", HOURS).await;
        assert_eq!(figure.now().await, (0, false), "one side alone does not count");
        let hours = hidden(&people.school.get(&path).await.text, "hours").to_owned();
        let reason = format!("dispute-{hours}");
        done(&people.school, &path, "dispute-hours", &[(&reason, "当天停课")]).await;
        assert_eq!(figure.now().await, (0, false), "nor what is disputed");
        done(&people.school, &path, "confirm-hours", &[]).await;
        assert_eq!(figure.now().await, (4, true));
        let page = figure.page().await;
        assert!(
            page.contains("<strong>4 课时</strong>") && page.contains(SCHOOL) && page.contains("少于 5 人"),
            "{page}"
        );
        let table = site.get("/en/figures/mentor-hours.csv").await.text;
        assert!(table.contains("Class hours") && table.contains("fewer than 5 people"), "{table}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn disputed_hours_are_shown_so_and_of_two_answers_at_once_one_is_done() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let people = people(&site).await?;
        let path = active(&people).await;
        let wrong =
            step(&people.mentor, &path, "log-hours", &[("hours-day", "2026-09-02"), ("hours-number", "13")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["授课日期”应在", "课时”应是 1 到 12", "请填写“授课内容”"] {
            assert!(wrong.text.contains(words), "{words} in {}", wrong.text);
        }
        done(&people.mentor, &path, "log-hours", HOURS).await;
        let page = people.school.get(&path).await.text;
        let hours = hidden(page.split_once("name=\"hours\"").map_or("", |_| page.as_str()), "hours").to_owned();
        let reason = format!("dispute-{hours}");
        let unsaid = step(&people.school, &path, "dispute-hours", &[]).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = |name| [("do", name), ("revision", "1"), ("hours", hours.as_str()), (reason.as_str(), "当天停课")];
        let (confirm, dispute) = (fields("confirm-hours"), fields("dispute-hours"));
        let (one, two) = tokio::join!(people.school.submit(&path, &confirm), people.school.submit(&path, &dispute));
        let once = [&one, &two].iter().filter(|it| it.status.is_redirection()).count();
        assert_eq!(once, 1, "{} {}", one.status, two.status);
        let page = people.mentor.get(&path).await.text;
        let told = if two.status.is_redirection() { "有异议 4" } else { "双方确认 4" };
        assert!(page.contains(told), "{told} in {page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn one_day_has_twelve_hours_at_most_besides_those_that_are_disputed() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let people = people(&site).await?;
        let path = active(&people).await;
        let told = |hours| [("hours-day", "2026-09-01"), ("hours-number", hours), ("hours-words", "光刻实操")];
        done(&people.mentor, &path, "log-hours", &told("8")).await;
        let much = step(&people.mentor, &path, "log-hours", &told("5")).await;
        assert_eq!(much.status, StatusCode::CONFLICT, "{}", much.text);
        assert!(much.text.contains("同一天合计最多登记 12 课时"), "{}", much.text);
        let hours = hidden(&people.school.get(&path).await.text, "hours").to_owned();
        let reason = format!("dispute-{hours}");
        done(&people.school, &path, "dispute-hours", &[(&reason, "只有 5 课时")]).await;
        done(&people.mentor, &path, "log-hours", &told("5")).await;
        let fields = [("do", "confirm-hours"), ("revision", "2"), ("hours", hours.as_str())];
        let both = people.school.submit(&path, &fields).await;
        assert_eq!(both.status, StatusCode::CONFLICT, "with the others the day would have thirteen: {}", both.text);
        assert!(people.mentor.get(&path).await.text.contains("待确认 5，有异议 8"));
        done(&people.mentor, &path, "log-hours", &told("7")).await;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_has_run_out_is_shown_as_ended_and_others_learn_nothing() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let people = people(&site).await?;
        let path = active(&people).await;
        let stranger = site.person("stranger").await?;
        for address in [path.as_str(), "/my/mentoring/new"] {
            assert_eq!(stranger.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
        }
        assert_eq!(people.firm.get("/my/mentoring/new").await.status, StatusCode::NOT_FOUND, "schools appoint");
        assert!(!stranger.get("/my/mentoring").await.text.contains("光刻工艺"));
        site.clock.set(datetime!(2027-01-31 23:59 +8));
        let school = site.come_back("school").await?;
        assert!(school.get(&path).await.text.contains("state state-active"), "the last day counts");
        site.clock.set(datetime!(2027-02-01 00:00 +8));
        let page = school.get(&path).await.text;
        assert!(page.contains("state state-ended") && !page.contains("value=\"end\""), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_refusal_says_why_and_ends_it() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let people = people(&site).await?;
        let wrong = propose(&people.school, &[("mentor-until", "2026-08-01"), ("mentor-hours", "")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let path = propose(&people.school, &[]).await.header("location").to_owned();
        let unsaid = step(&people.firm, &path, "refuse", &[]).await;
        assert!(unsaid.status == StatusCode::UNPROCESSABLE_ENTITY && unsaid.text.contains("请写明原因"));
        done(&people.firm, &path, "refuse", &[("refuse-reason", "本学期排不开。")]).await;
        let page = people.school.get(&path).await.text;
        assert!(page.contains("state state-refused") && page.contains("本学期排不开。"), "{page}");
        assert_eq!(
            step(&people.firm, &path, "name", &[("mentor-person", &mentor())]).await.status,
            StatusCode::CONFLICT
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_is_proposed_or_agreed_to_while_school_or_firm_is_suspended_and_hours_go_on() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let people = people(&site).await?;
        let path = active(&people).await;
        let [second, third] = ["second", "third"].map(|nonce| ListingId::of_record("nonce", nonce).to_string());
        let named = propose(&people.school, &[("nonce", &second)]).await.header("location").to_owned();
        for organisation in [FIRM, SCHOOL] {
            stand(&site, organisation, "suspended").await?;
            let proposed = propose(&people.school, &[("nonce", &third)]).await;
            let name = step(&people.firm, &named, "name", &[("mentor-person", &mentor())]).await;
            for refused in [proposed, name] {
                assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
                assert!(refused.text.contains("学校或企业已被暂停"), "{}", refused.text);
            }
            stand(&site, organisation, "verified").await?;
        }
        done(&people.firm, &named, "name", &[("mentor-person", &mentor())]).await;
        stand(&site, FIRM, "suspended").await?;
        let refused = step(&people.mentor, &named, "accept", &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
        assert!(refused.text.contains("学校或企业已被暂停"), "{}", refused.text);
        done(&people.mentor, &path, "log-hours", HOURS).await;
        done(&people.school, &path, "confirm-hours", &[]).await;
        assert!(people.mentor.get(&path).await.text.contains("双方确认 4，待确认 0"));
        done(&people.school, &path, "end", &[("end-reason", "课程提前结束。")]).await;
        done(&people.mentor, &named, "refuse", &[("refuse-reason", "等恢复后再说。")]).await;
        Ok(())
    })
    .await
}
