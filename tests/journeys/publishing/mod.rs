//! A listing from its first draft to its end: its organisation writes it, a desk reviews it, the public finds it.

mod reviewing;
mod standing;
mod writing;

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_model::{ListingId, OrganisationId};
use rongqiao_tests::database::TestDatabase;
use rongqiao_tests::listings::{a_job, an_organisation};
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;
use time::{Date, Duration};

pub(super) const FIRM: &str = "晨芯半导体（上海）有限公司";

const OTHER_FIRM: &str = "滨海重工（上海）有限公司";

/// A site that knows two firms.
pub(crate) async fn site(database: TestDatabase) -> anyhow::Result<TestSite> {
    TestSite::with(database, [a_job("已有岗位").by(FIRM), a_job("别家岗位").by(OTHER_FIRM)]).await
}

pub(crate) fn firm(name: &str) -> OrganisationId {
    an_organisation(name).id
}

pub(crate) async fn recruiter<'a>(site: &'a TestSite, name: &str) -> anyhow::Result<Visitor<'a>> {
    site.person_with(name, Role::Recruiter, Some(firm(FIRM))).await
}

pub(crate) async fn desk<'a>(site: &'a TestSite, name: &str) -> anyhow::Result<Visitor<'a>> {
    site.person_with(name, Role::FirmsDesk, None).await
}

/// The day `days` from now, as it is typed.
fn day(site: &TestSite, days: i64) -> String {
    let today: Date = site.clock.now().date();
    (today + Duration::days(days)).to_string()
}

/// What somebody types for an internship, with `changes` in the place of what stands there.
pub(crate) fn internship(site: &TestSite, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let mut fields = vec![
        ("title", "光刻工艺实习生".to_owned()),
        ("duties", "跟随工程师调试光刻设备，整理良率数据。".to_owned()),
        ("requirements", "熟悉Python，了解光刻工艺。".to_owned()),
        ("employment_type", "internship".to_owned()),
        ("headcount", "2".to_owned()),
        ("pay_min", "200".to_owned()),
        ("pay_max", "260".to_owned()),
        ("pay_period", "day".to_owned()),
        ("place", "上海市浦东新区".to_owned()),
        ("zone", "lg-ic".to_owned()),
        ("skills", "Python".to_owned()),
        ("valid_through", day(site, 60)),
    ];
    for &(name, value) in changes {
        fields.retain(|(known, _)| *known != name);
        fields.push((name, value.to_owned()));
    }
    fields
}

/// Text between `before` and the next quote.
fn between<'a>(page: &'a str, before: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once('"')).map_or("", |(value, _)| value)
}

pub(crate) fn revision(page: &Answered) -> String {
    between(&page.text, "name=\"revision\" value=\"").to_owned()
}

/// Begins a job and returns its identity.
pub(crate) async fn begin(writer: &Visitor<'_>) -> anyhow::Result<ListingId> {
    let page = writer.get("/my/listings/new").await;
    begin_with(writer, between(&page.text, "name=\"nonce\" value=\""), "job").await
}

pub(crate) async fn begin_with(writer: &Visitor<'_>, nonce: &str, kind: &str) -> anyhow::Result<ListingId> {
    let organisation = firm(FIRM).to_string();
    let fields = [("nonce", nonce), ("kind", kind), ("organisation", &organisation)];
    let (landed, _) = writer.submit_and_follow("/my/listings/new", &fields).await;
    Ok(landed.trim_start_matches("/my/listings/").trim_end_matches("/edit").parse()?)
}

/// What stands for something that a page minted.
pub(crate) fn nonce(name: &str) -> String {
    ListingId::of_record("nonce", name).to_string()
}

/// Sends the form of a posting with one of its buttons, at the revision that its page shows.
async fn send(writer: &Visitor<'_>, id: ListingId, button: &str, fields: &[(&'static str, String)]) -> Answered {
    let edit = format!("/my/listings/{id}/edit");
    let revision = revision(&writer.get(&edit).await);
    send_at(writer, id, button, &revision, fields).await
}

pub(crate) async fn send_at(
    writer: &Visitor<'_>,
    id: ListingId,
    button: &str,
    revision: &str,
    fields: &[(&'static str, String)],
) -> Answered {
    let mut all: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    all.extend([("do", button), ("revision", revision)]);
    writer.submit(&format!("/my/listings/{id}/edit"), &all).await
}

/// A job that waits for its desk.
pub(crate) async fn submitted(
    site: &TestSite,
    writer: &Visitor<'_>,
    changes: &[(&'static str, &str)],
) -> anyhow::Result<ListingId> {
    let id = begin(writer).await?;
    let answered = send(writer, id, "submit", &internship(site, changes)).await;
    assert_eq!(answered.header("location"), format!("/my/listings/{id}"), "{}", answered.text);
    Ok(id)
}

/// Sends the desk's judgement on what its page shows.
pub(crate) async fn judge(officer: &Visitor<'_>, id: ListingId, button: &str, more: &[(&str, &str)]) -> Answered {
    let page = officer.get(&format!("/desk/listings/{id}")).await;
    judge_at(officer, id, button, &revision(&page), more).await
}

async fn judge_at(
    officer: &Visitor<'_>,
    id: ListingId,
    button: &str,
    revision: &str,
    more: &[(&str, &str)],
) -> Answered {
    let fields: Vec<(&str, &str)> =
        [("do", button), ("revision", revision)].into_iter().chain(more.iter().copied()).collect();
    officer.submit(&format!("/desk/listings/{id}"), &fields).await
}

/// What the page of a posting says of its state, by the name of its class.
pub(crate) async fn state(writer: &Visitor<'_>, id: ListingId) -> String {
    let page = writer.get(&format!("/my/listings/{id}")).await;
    assert_eq!(page.status, StatusCode::OK);
    between(&page.text, "class=\"state state-").to_owned()
}
