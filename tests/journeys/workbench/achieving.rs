//! What a case is achieved with besides an agreement: an order that stands, somebody who was taken on.

use rongqiao_model::ConnectionId;
use rongqiao_tests::listings::a_job;
use rongqiao_tests::people::Somebody;
use time::Duration;

use super::*;
use crate::applications::tell_skill;

const PRICE: [(&str, &str); 3] =
    [("quote-price", "3200"), ("quote-work", "一炉，77颗，含报告。"), ("quote-until", "2026-09-10")];

/// Does a step as the page at `path` holds it.
async fn move_on(browser: &Visitor<'_>, path: &str, step: &str, more: &[(&str, &str)]) {
    let page = browser.get(path).await.text;
    let revision = page.split_once("name=\"revision\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
    let revision = revision.map_or("", |(revision, _)| revision);
    let fields: Vec<(&str, &str)> =
        [("do", step), ("revision", revision)].into_iter().chain(more.iter().copied()).collect();
    let answered = browser.submit(path, &fields).await;
    assert!(answered.status.is_redirection(), "{step}: {} {}", answered.status, answered.text);
}

/// The firm asks what `service` costs, and the school names its price; returns the order's page.
async fn priced(firm: &Visitor<'_>, school: &Visitor<'_>, service: ListingId) -> String {
    let by = an_organisation(FIRM).id.to_string();
    let fields = [("order-for", by.as_str()), ("order-needs", "77颗样品，温度循环。"), ("order-consent", "yes")];
    let asked = firm.submit(&format!("/listings/{service}/quote"), &fields).await;
    let path = asked.header("location").to_owned();
    assert!(path.starts_with("/my/orders/"), "{} {}", asked.status, asked.text);
    move_on(school, &path, "quote", &PRICE).await;
    path
}

/// Somebody called `name` is taken on for `job` by the firm; returns which application it is.
async fn taken_on(site: &TestSite, firm: &Visitor<'_>, (job, name): (ListingId, &str)) -> anyhow::Result<ConnectionId> {
    let student = Somebody::new(site, "林汐", &format!("{name}@example.com")).await?.browser;
    tell_skill(&student, "Python").await;
    let given = [("section", "skills"), ("reach", "none"), ("consent", "yes")];
    let applied = student.submit(&format!("/listings/{job}/apply"), &given).await;
    let id = in_path(applied.header("location"));
    let received = format!("/my/listings/{job}/applications/{id}");
    move_on(firm, &received, "view", &[]).await;
    move_on(firm, &received, "offer", &[]).await;
    move_on(&student, &format!("/my/applications/{id}"), "accept", &[]).await;
    Ok(id.parse()?)
}

/// The identity at the end of an address.
fn in_path(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

async fn achieve(officer: &Visitor<'_>, case: DeskCaseId, with: &str) -> Answered {
    act(officer, case, "achieve", &[("case-agreement", with)]).await
}

#[tokio::test]
async fn a_case_is_achieved_with_an_order_placed_after_the_introduction_and_not_with_a_price() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let wanted = a_listing(ListingKind::ServiceNeed).by(FIRM).from("rongqiao", "wanted");
        let service = a_listing(ListingKind::Service).by(SCHOOL).from("rongqiao", "service").titled("芯片可靠性试验");
        let (need, offered) = (wanted.id(), service.id());
        let site = TestSite::with(database, [wanted, service]).await?;
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        let firm = site.person_with("firm", Role::Recruiter, Some(an_organisation(FIRM).id)).await?;
        let school = site.person_with("school", Role::CollegeStaff, Some(an_organisation(SCHOOL).id)).await?;
        let earlier = priced(&firm, &school, offered).await;
        move_on(&firm, &earlier, "order", &[]).await;
        site.clock.set(site.clock.now() + Duration::minutes(5));
        let case = note_lead(&officer, FIRM, "").await?;
        act(&officer, case, "tie-need", &[("case-need", &need.to_string())]).await;
        act(&officer, case, "introduce", &[("case-counterpart", &offered.to_string())]).await;
        let refused = achieve(&officer, case, &in_path(&earlier)).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "it was ordered before");

        move_on(&firm, &earlier, "terminate", &[("terminate-words", "改订新的批次。")]).await;
        let order = priced(&firm, &school, offered).await;
        let refused = achieve(&officer, case, &in_path(&order)).await;
        assert!(refused.status == StatusCode::CONFLICT && refused.text.contains("揭榜合同或订单"), "{}", refused.text);
        move_on(&firm, &order, "order", &[]).await;
        let page = officer.get(&address(case)).await.text;
        let listed = format!("技术服务订单“芯片可靠性试验”（{SCHOOL}）");
        assert_eq!(page.matches(&listed).count(), 1, "{page}");
        act(&officer, case, "plan", &[("case-next", "约学院看车间"), ("case-due", "2026-09-20")]).await;
        assert!(officer.get(&address(case)).await.text.contains("约学院看车间"));
        assert!(achieve(&officer, case, &in_path(&order)).await.status.is_redirection());
        let page = officer.get(&address(case)).await.text;
        assert!(page.contains("state state-achieved"), "{page}");
        let (head, history) = page.rsplit_once("<h2").unwrap_or_default();
        assert!(history.contains(&format!("{SCHOOL} · 芯片可靠性试验")), "the history names what came of it: {page}");
        assert!(!head.contains("约学院看车间") && !head.contains("前办理"), "nothing is to be done any more: {page}");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_order_that_was_terminated_closes_no_case() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let wanted = a_listing(ListingKind::ServiceNeed).by(FIRM).from("rongqiao", "wanted");
        let service = a_listing(ListingKind::Service).by(SCHOOL).from("rongqiao", "service");
        let (need, offered) = (wanted.id(), service.id());
        let site = TestSite::with(database, [wanted, service]).await?;
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        let firm = site.person_with("firm", Role::Recruiter, Some(an_organisation(FIRM).id)).await?;
        let school = site.person_with("school", Role::CollegeStaff, Some(an_organisation(SCHOOL).id)).await?;
        let case = note_lead(&officer, FIRM, "").await?;
        act(&officer, case, "tie-need", &[("case-need", &need.to_string())]).await;
        act(&officer, case, "introduce", &[("case-counterpart", &offered.to_string())]).await;
        let order = priced(&firm, &school, offered).await;
        move_on(&firm, &order, "order", &[]).await;
        assert!(officer.get(&address(case)).await.text.contains("技术服务订单"));
        move_on(&firm, &order, "terminate", &[("terminate-words", "项目取消。")]).await;
        assert!(!officer.get(&address(case)).await.text.contains("技术服务订单"));
        assert_eq!(achieve(&officer, case, &in_path(&order)).await.status, StatusCode::CONFLICT);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_case_about_a_job_is_achieved_with_whoever_was_taken_on_since_it_began() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let wanted = a_job("工艺工程师").by(FIRM).from("rongqiao", "job");
        let course = a_listing(ListingKind::Course).by(SCHOOL).from("rongqiao", "course");
        let (job, offered) = (wanted.id(), course.id());
        let site = TestSite::with(database, [wanted, course]).await?;
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        let firm = site.person_with("firm", Role::Recruiter, Some(an_organisation(FIRM).id)).await?;
        let earlier = taken_on(&site, &firm, (job, "one")).await?;
        site.clock.set(site.clock.now() + Duration::minutes(5));
        let case = note_lead(&officer, FIRM, "").await?;
        act(&officer, case, "tie-need", &[("case-need", &job.to_string())]).await;
        act(&officer, case, "introduce", &[("case-counterpart", &offered.to_string())]).await;
        let refused = achieve(&officer, case, &earlier.to_string()).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "they were taken on before");
        let since = taken_on(&site, &firm, (job, "two")).await?;
        let page = officer.get(&address(case)).await.text;
        assert_eq!(page.matches("实习录用“工艺工程师”（2026-09-01）").count(), 1, "{page}");
        assert!(achieve(&officer, case, &since.to_string()).await.status.is_redirection());
        let page = officer.get(&address(case)).await.text;
        let history = page.rsplit("<h2").next().unwrap_or_default();
        assert!(page.contains("state state-achieved") && history.contains("工艺工程师"), "{page}");
        Ok(())
    })
    .await
}
