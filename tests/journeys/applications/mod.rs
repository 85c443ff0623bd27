//! An application from the first look at a listing to the result that both sides confirm.

mod answering;
mod carrying;
mod counting;
mod disputing;
mod leaving;
mod ledger;
mod racing;
mod sending;
mod suspended;
mod waiting;

use rongqiao_model::access::Role;
use rongqiao_model::kind::job::JobDetails;
use rongqiao_model::{ConnectionId, ListingId};
use rongqiao_tests::listings::{ListingDraft, a_job, an_organisation};
use rongqiao_tests::people::Somebody;
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;

const FIRM: &str = "晨芯半导体（上海）有限公司";
const OTHER_FIRM: &str = "滨海重工（上海）有限公司";

/// A job published here, with one seat and one question.
fn the_job() -> ListingDraft {
    let details =
        JobDetails {
            headcount: Some(1), questions: vec!["最早哪天可以到岗？".to_owned()], ..JobDetails::default()
        };
    a_job("工艺工程师").from("rongqiao", "job").by(FIRM).with_job(details)
}

async fn recruiter<'a>(site: &'a TestSite, name: &str, firm: &str) -> anyhow::Result<Visitor<'a>> {
    site.person_with(name, Role::Recruiter, Some(an_organisation(firm).id)).await
}

/// Somebody with an account and a profile that says one skill.
async fn student<'a>(site: &'a TestSite, name: &str) -> anyhow::Result<Somebody<'a>> {
    let somebody = Somebody::new(site, "林汐", &format!("{name}@example.com")).await?;
    tell_skill(&somebody.browser, "Python").await;
    Ok(somebody)
}

/// Adds a skill to one's profile.
pub(crate) async fn tell_skill(browser: &Visitor<'_>, skill: &str) {
    let form = browser.get("/profile/skills").await.text;
    let revision = between(&form, "name=\"revision\" value=\"", "\"").to_owned();
    let told =
        browser.submit("/profile/skills", &[("skill", skill), ("level", "working"), ("revision", &revision)]).await;
    assert!(told.status.is_redirection(), "{}", told.text);
}

/// Text between `before` and `after`.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(value, _)| value)
}

/// Applies with everything, agreeing; `more` stands beside.
async fn apply(browser: &Visitor<'_>, listing: ListingId, more: &[(&str, &str)]) -> Answered {
    let given = [("section", "skills"), ("reach", "none"), ("consent", "yes")];
    let fields: Vec<(&str, &str)> = given.into_iter().chain(more.iter().copied()).collect();
    browser.submit(&format!("/listings/{listing}/apply"), &fields).await
}

/// Applies and returns which application it is.
async fn applied(browser: &Visitor<'_>, listing: ListingId) -> anyhow::Result<ConnectionId> {
    let answered = apply(browser, listing, &[]).await;
    let path = answered.header("location").to_owned();
    let id = path.strip_prefix("/my/applications/").unwrap_or_default();
    id.parse().map_err(|_| anyhow::anyhow!("{} {path}: {}", answered.status, answered.text))
}

/// The page of an application as the organisation has it.
fn received(listing: ListingId, id: ConnectionId) -> String {
    format!("/my/listings/{listing}/applications/{id}")
}

/// The page of one's own application.
fn own(id: ConnectionId) -> String {
    format!("/my/applications/{id}")
}

/// Does a step as the page at `path` holds it.
async fn step(browser: &Visitor<'_>, path: &str, step: &str, more: &[(&str, &str)]) -> Answered {
    let page = browser.get(path).await.text;
    let revision = between(&page, "name=\"revision\" value=\"", "\"").to_owned();
    let fields: Vec<(&str, &str)> =
        [("do", step), ("revision", revision.as_str())].into_iter().chain(more.iter().copied()).collect();
    browser.submit(path, &fields).await
}

/// Does a step that has to succeed.
async fn done(browser: &Visitor<'_>, path: &str, step: &str, more: &[(&str, &str)]) {
    let answered = self::step(browser, path, step, more).await;
    assert!(answered.status.is_redirection(), "{step}: {} {}", answered.status, answered.text);
}

/// The stage that a page shows, by the name of its class.
async fn stage(browser: &Visitor<'_>, path: &str) -> String {
    let page = browser.get(path).await.text;
    between(&page, "<p class=\"next\"><span class=\"state state-", "\"").to_owned()
}

/// How many messages somebody has not read.
async fn unread(site: &TestSite, browser_of: rongqiao_model::PersonId) -> anyhow::Result<u64> {
    Ok(site.store.count_unread_messages(browser_of).await?)
}
