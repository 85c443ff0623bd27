//! Complaints: sent by anybody, examined and decided by desks, appealed against; whoever complained stays hidden.

mod appeals;
mod evidence;
mod hidden;
mod measures;
mod races;
mod reporting;

use anyhow::Context as _;
use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_model::standing::latest_end;
use rongqiao_model::{ListingId, OrganisationId};
use rongqiao_tests::people::Somebody;
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;
use sea_orm_migration::prelude::Query;
use sea_orm_migration::sea_orm::ConnectionTrait as _;

use super::publishing::{FIRM, desk, firm, judge, recruiter, site, submitted};

const TEXT: &str = "面试时被要求先交三百元服装押金。";

/// What somebody sends who complains of money.
const COMPLAINT: [(&str, &str); 2] = [("complaint-category", "money"), ("complaint-text", TEXT)];

/// A complaint about `subject`, such as `/listings/…`; returns the page on which it is followed.
async fn complain(visitor: &Visitor<'_>, subject: &str) -> String {
    let (page, shown) = visitor.submit_and_follow(&format!("{subject}/complain"), &COMPLAINT).await;
    assert_eq!(shown.status, StatusCode::OK, "{page}: {}", shown.text);
    page.split('?').next().unwrap_or_default().to_owned()
}

/// The page of the case that stands first in the queue of `officer`.
async fn first_case(officer: &Visitor<'_>) -> anyhow::Result<String> {
    let queue = officer.get("/desk/complaints").await.text;
    let id = queue.split("href=\"/desk/complaints/").nth(1).and_then(|rest| rest.split('"').next());
    Ok(format!("/desk/complaints/{}", id.context("a case waits")?))
}

fn revision(page: &Answered) -> String {
    let value = page.text.split("name=\"revision\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    value.unwrap_or_default().to_owned()
}

/// Takes a case up.
async fn examine(officer: &Visitor<'_>, case: &str) {
    let seen = revision(&officer.get(case).await);
    officer.submit(&format!("{case}/examine"), &[("revision", &seen)]).await;
}

/// What an officer sends who decides as `outcome` what they saw at `revision`.
fn decision<'a>(outcome: &'a str, revision: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("revision", revision),
        ("complaint-outcome", outcome),
        ("complaint-ground", "money"),
        ("complaint-reason", "向求职者收取押金。"),
        ("complaint-answer", "感谢您的反映，我们已作处理。"),
    ]
}

/// Decides a case, or an appeal in it, as its page shows it.
async fn decide(officer: &Visitor<'_>, case: &str, outcome: &str) -> Answered {
    let seen = revision(&officer.get(case).await);
    officer.submit(&format!("{case}/decide"), &decision(outcome, &seen)).await
}

/// Examines and decides the first case of `officer`; returns its page.
async fn settle(officer: &Visitor<'_>, outcome: &str) -> anyhow::Result<String> {
    let case = first_case(officer).await?;
    examine(officer, &case).await;
    let decided = decide(officer, &case, outcome).await;
    anyhow::ensure!(decided.header("location") == "/desk/complaints", "{} {}", decided.status, decided.text);
    Ok(case)
}

/// A listing that the firm published here, by `writer`.
async fn published(site: &TestSite, writer: &Visitor<'_>, officer: &Visitor<'_>) -> anyhow::Result<ListingId> {
    let id = submitted(site, writer, &[]).await?;
    judge(officer, id, "approve", &[]).await;
    site.follow().await?;
    Ok(id)
}

/// Notes that an organisation was verified, as a desk does.
async fn stand_verified(site: &TestSite, of: OrganisationId) -> anyhow::Result<()> {
    let columns = ["organisation_id", "state", "until", "reason", "reminded_days", "updated_at"];
    let values = [
        of.as_uuid().into(),
        "verified".into(),
        latest_end(site.clock.today()).into(),
        "".into(),
        1_000.into(),
        site.clock.now().into(),
    ];
    let insert = Query::insert().into_table("standing").columns(columns).values(values)?.to_owned();
    site.store.connection().execute(&insert).await?;
    Ok(())
}

/// The committee, which decides appeals.
async fn committee<'a>(site: &'a TestSite, name: &str) -> anyhow::Result<Visitor<'a>> {
    site.person_with(name, Role::Committee, None).await
}

/// Somebody who administers the firm.
async fn keeper<'a>(site: &'a TestSite, name: &str) -> anyhow::Result<Visitor<'a>> {
    site.person_with(name, Role::OrganisationAdministrator, Some(firm(FIRM))).await
}

/// Somebody with an account and no role.
async fn citizen<'a>(site: &'a TestSite, mail: &str) -> anyhow::Result<Somebody<'a>> {
    Somebody::new(site, "周明远", mail).await
}

/// The page of the measure that stands first among those against the firm.
async fn first_measure(keeper: &Visitor<'_>) -> anyhow::Result<String> {
    let list = format!("/my/organisations/{}/measures", firm(FIRM));
    let page = keeper.get(&list).await.text;
    let id = page.split(&format!("href=\"{list}/")).nth(1).and_then(|rest| rest.split('"').next());
    Ok(format!("{list}/{}", id.context("a measure was taken")?))
}

/// Whether a search finds the listing.
async fn is_found(site: &TestSite, id: ListingId) -> anyhow::Result<bool> {
    site.follow().await?;
    Ok(site.found("kind=job").await.contains(&id.to_string()))
}
