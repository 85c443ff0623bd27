//! People who let themselves be found: found by fit, by verified organisations alone, invited without being known, and gone
//! at once when they want to be.

mod finding;
mod inviting;

use axum::http::StatusCode;
use rongqiao_model::ListingId;
use rongqiao_model::access::Role;
use rongqiao_tests::database::TestDatabase;
use rongqiao_tests::listings::{ListingDraft, a_job, an_organisation};
use rongqiao_tests::people::Somebody;
use rongqiao_tests::site::TestSite;
use rongqiao_tests::visitor::Visitor;
use sea_orm_migration::sea_orm::ConnectionTrait as _;

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
pub(crate) async fn stand(site: &TestSite, name: &str, state: &str) -> anyhow::Result<()> {
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
pub(crate) async fn somebody<'a>(
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
