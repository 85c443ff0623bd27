//! An internship from the taken offer to the result that host and school confirm.

mod archive;
mod beside;
mod counting;
mod framed;
mod incidents;
mod leaving;
mod papers;
mod racing;
mod refusing;
mod reminding;
mod running;
mod second_host;
mod suspecting;
mod suspended;
mod waiting;
mod whole;

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_model::choice::EmploymentType;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::kind::job::JobDetails;
use rongqiao_model::{ConnectionId, ListingId};
use rongqiao_tests::database::TestDatabase;
use rongqiao_tests::listings::{ListingDraft, a_job, a_listing, an_organisation};
use rongqiao_tests::people::Somebody;
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;
use time::Duration;

use crate::applications::tell_skill;
use crate::talents::stand;

pub(crate) const FIRM: &str = "晨芯半导体（上海）有限公司";
const OTHER_FIRM: &str = "滨海重工（上海）有限公司";
pub(crate) const SCHOOL: &str = "上海海洋大学";
pub(crate) const OTHER_SCHOOL: &str = "上海电机学院";
const PDF: &[u8] = b"%PDF-1.7 signed";
/// The Monday of the week in which the internship begins.
const FIRST_WEEK: &str = "2026-08-31";

pub(crate) fn the_internship() -> ListingDraft {
    an_internship("装配实习生", "internship")
}

/// An internship at the firm.
fn an_internship(title: &str, record: &str) -> ListingDraft {
    let details =
        JobDetails { headcount: Some(5), employment_type: Some(EmploymentType::Internship), ..JobDetails::default() };
    a_job(title).from("rongqiao", record).by(FIRM).with_job(details)
}

/// A site with an internship, and two schools that are verified.
pub(crate) async fn site(database: TestDatabase) -> anyhow::Result<TestSite> {
    let course = |name, school| a_listing(ListingKind::Course).from("test", name).by(school);
    let other = a_job("别家岗位").by(OTHER_FIRM);
    let listings = [the_internship(), other, course("课程甲", SCHOOL), course("课程乙", OTHER_SCHOOL)];
    let site = TestSite::with(database, listings).await?;
    for school in [SCHOOL, OTHER_SCHOOL] {
        stand(&site, school, "verified").await?;
    }
    site.person_with("host", Role::Recruiter, Some(an_organisation(FIRM).id)).await?;
    site.person_with("school", Role::CollegeStaff, Some(an_organisation(SCHOOL).id)).await?;
    Ok(site)
}

/// Those who take part, as long as the clock stands still.
pub(crate) struct Sides<'a> {
    pub(crate) student: Visitor<'a>,
    pub(crate) host: Visitor<'a>,
    pub(crate) school: Visitor<'a>,
    pub(crate) id: ConnectionId,
}

impl Sides<'_> {
    /// The page that all of them share.
    pub(crate) fn page(&self) -> String {
        page(self.id)
    }

    /// Does a step that has to succeed.
    pub(crate) async fn done(&self, by: &Visitor<'_>, step: &str, more: &[(&str, &str)]) {
        let answered = act(by, &self.page(), step, more).await;
        assert!(answered.status.is_redirection(), "{step}: {} {}", answered.status, answered.text);
    }

    /// Writes the agreement as `typed` changes the usual one.
    async fn plan(&self, typed: &[(&str, &str)]) -> Answered {
        let address = format!("{}/plan", self.page());
        let form = self.school.get(&address).await.text;
        let revision = between(&form, "name=\"revision\" value=\"", "\"").to_owned();
        let usual = USUAL.iter().copied().filter(|(name, _)| typed.iter().all(|(typed, _)| typed != name));
        let fields: Vec<(&str, &str)> =
            usual.chain(typed.iter().copied()).chain([("revision", revision.as_str())]).collect();
        self.school.submit(&address, &fields).await
    }

    /// Confirms a version in the platform.
    async fn agree(&self, by: &Visitor<'_>, version: &str) -> Answered {
        by.submit(&format!("{}/agree", self.page()), &[("version", version)]).await
    }

    /// Brings a signed paper.
    async fn bring(&self, by: &Visitor<'_>, version: &str, signatory: &str) -> Answered {
        let fields = [("version", version), ("signatory", signatory)];
        by.upload(&format!("{}/scan", self.page()), &fields, ("signed-paper", "协议.pdf", PDF)).await
    }

    pub(crate) async fn stage(&self) -> String {
        let page = self.student.get(&self.page()).await.text;
        between(&page, "<p class=\"next\"><span class=\"state state-", "\"").to_owned()
    }

    pub(crate) async fn write(&self, day: &str, hours: &str, text: &str) -> Answered {
        let fields = [("opened", day), ("diary-day", day), ("diary-hours", hours), ("diary-text", text)];
        self.student.submit(&format!("{}/diary", self.page()), &fields).await
    }

    /// Confirms a week as the side of `by` sees it.
    pub(crate) async fn confirm_week(&self, by: &Visitor<'_>, monday: &str) {
        let seen = self.seen(by, monday).await;
        let week = [("monday", monday), ("seen", &seen), ("do", "confirm")];
        let confirmed = by.submit(&format!("{}/weeks", self.page()), &week).await;
        assert!(confirmed.status.is_redirection(), "{}", confirmed.text);
    }

    /// What a tutor sees of the week from `monday` on, as its forms hold it.
    pub(crate) async fn seen(&self, by: &Visitor<'_>, monday: &str) -> String {
        let form = by.get(&format!("{}/weeks?monday={monday}", self.page())).await.text;
        between(&form, "name=\"seen\" value=\"", "\"").to_owned()
    }

    /// The student says that it is over; host and school assess and confirm it.
    pub(crate) async fn end(&self) {
        self.done(&self.student, "deliver", &[]).await;
        for by in [&self.host, &self.school] {
            let assessed = by.submit(&format!("{}/assessment", self.page()), ASSESSMENT).await;
            assert!(assessed.status.is_redirection(), "{}", assessed.text);
        }
        for by in [&self.host, &self.school] {
            self.done(by, "confirm", &[]).await;
        }
    }
}

/// What a school types for an undergraduate against whose internship nothing can be said.
const USUAL: &[(&str, &str)] = &[
    ("plan-born-on", "2004-05-10"),
    ("plan-level", "undergraduate"),
    ("plan-major", "机械设计制造及其自动化"),
    ("plan-year-of-study", "3"),
    ("plan-kind", "post"),
    ("plan-first-day", "2026-09-01"),
    ("plan-last-day", "2026-12-31"),
    ("plan-weekdays", "monday"),
    ("plan-weekdays", "tuesday"),
    ("plan-weekdays", "wednesday"),
    ("plan-begins", "9:00"),
    ("plan-ends", "17:30"),
    ("plan-hours-per-day", "7.5"),
    ("plan-tasks", "在装配车间学习减速器装配与检验。"),
    ("plan-relates-to-major", "yes"),
    ("plan-host-place", "云汉路979号"),
    ("plan-host-tutor-name", "王磊"),
    ("plan-host-tutor-role", "车间主任"),
    ("plan-venue", "ordinary"),
    ("plan-employees", "300"),
    ("plan-interns", "5"),
    ("plan-employees-at-post", "40"),
    ("plan-interns-at-post", "2"),
    ("plan-school-tutor-name", "陈静"),
    ("plan-school-tutor-role", "专业教师"),
    ("plan-site-visit-on", "2026-06-15"),
    ("plan-insurer", "太平洋财产保险"),
    ("plan-policy-number", "SX2026-0099"),
    ("plan-insured-from", "2026-09-01"),
    ("plan-insured-until", "2026-12-31"),
    ("plan-trained-on", "2026-08-28"),
    ("plan-training-hours", "8"),
    ("plan-housing", "公司提供宿舍和工作餐。"),
    ("plan-breach", "违约方承担相应责任。"),
    ("plan-disputes", "协商解决。"),
];

/// What a tutor thinks of it in the end.
const ASSESSMENT: &[(&str, &str)] =
    &[("grade", "good"), ("assessment-words", "踏实肯学，能独立完成装配。"), ("signed-by", "王磊")];

fn page(id: ConnectionId) -> String {
    format!("/my/internships/{id}")
}

/// Text between `before` and `after`.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(value, _)| value)
}

/// Does a step as the page at `path` holds it.
async fn act(by: &Visitor<'_>, path: &str, step: &str, more: &[(&str, &str)]) -> Answered {
    let page = by.get(path).await.text;
    let revision = between(&page, "name=\"revision\" value=\"", "\"").to_owned();
    let fields: Vec<(&str, &str)> =
        [("do", step), ("revision", revision.as_str())].into_iter().chain(more.iter().copied()).collect();
    by.submit(path, &fields).await
}

/// Somebody called `name` applies, is offered a place and takes it.
async fn accepted<'a>(site: &'a TestSite, name: &str) -> anyhow::Result<Sides<'a>> {
    let student = Somebody::new(site, "林𠮷·古丽", &format!("{name}@example.com")).await?.browser;
    tell_skill(&student, "SolidWorks").await;
    taken(site, student, the_internship().id()).await
}

/// The student applies for `listing`, is offered a place and takes it.
async fn taken<'a>(site: &'a TestSite, student: Visitor<'a>, listing: ListingId) -> anyhow::Result<Sides<'a>> {
    let host = site.come_back("host").await?;
    let school = site.come_back("school").await?;
    let given = [("section", "skills"), ("reach", "none"), ("consent", "yes")];
    let answered = student.submit(&format!("/listings/{listing}/apply"), &given).await;
    let id = answered.header("location").strip_prefix("/my/applications/").unwrap_or_default().parse();
    let id: ConnectionId = id.map_err(|_| anyhow::anyhow!("{}", answered.text))?;
    let received = format!("/my/listings/{listing}/applications/{id}");
    for step in ["view", "offer"] {
        let answered = act(&host, &received, step, &[]).await;
        anyhow::ensure!(answered.status.is_redirection(), "{step}: {}", answered.text);
    }
    let taken = act(&student, &format!("/my/applications/{id}"), "accept", &[]).await;
    anyhow::ensure!(taken.status.is_redirection(), "{}", taken.text);
    Ok(Sides { student, host, school, id })
}

/// The same, and the school agrees.
pub(crate) async fn approved<'a>(site: &'a TestSite, name: &str) -> anyhow::Result<Sides<'a>> {
    let sides = accepted(site, name).await?;
    approve(&sides).await?;
    Ok(sides)
}

/// The student names the school, which agrees.
async fn approve(sides: &Sides<'_>) -> anyhow::Result<()> {
    let school = an_organisation(SCHOOL).id.to_string();
    let named = sides.student.submit(&format!("{}/school", sides.page()), &[("internship-school", &school)]).await;
    anyhow::ensure!(named.status.is_redirection(), "{}", named.text);
    sides.done(&sides.school, "approve", &[]).await;
    Ok(())
}

/// The same, and it runs under the usual agreement, changed by `typed`.
pub(crate) async fn running<'a>(site: &'a TestSite, name: &str, typed: &[(&str, &str)]) -> anyhow::Result<Sides<'a>> {
    let sides = approved(site, name).await?;
    let written = sides.plan(typed).await;
    anyhow::ensure!(written.status.is_redirection(), "{}", written.text);
    for by in [&sides.student, &sides.host, &sides.school] {
        let agreed = sides.agree(by, "1").await;
        anyhow::ensure!(agreed.status.is_redirection(), "{}", agreed.text);
    }
    sides.done(&sides.school, "start", &[]).await;
    Ok(sides)
}

/// The same people, so many days later.
pub(crate) async fn later<'a>(
    site: &'a TestSite,
    name: &str,
    sides: Sides<'_>,
    days: i64,
) -> anyhow::Result<Sides<'a>> {
    site.clock.set(site.clock.now() + Duration::days(days));
    let student = site.come_back(name).await?;
    Ok(Sides { student, host: site.come_back("host").await?, school: site.come_back("school").await?, id: sides.id })
}

/// Asserts that the page is not there for `by`.
async fn is_hidden(by: &Visitor<'_>, address: &str) {
    assert_eq!(by.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
}
