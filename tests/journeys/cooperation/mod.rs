//! Cooperation of a firm and a school, from the intent to what both confirm.

mod counting;
mod others;
mod striking;
mod term;

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::{ConnectionId, ListingId, PersonId};
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::{ListingDraft, a_listing, an_organisation};
use rongqiao_tests::people::Somebody;
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;
use time::Duration;
use time::macros::datetime;

const FIRM: &str = "晨芯半导体（上海）有限公司";
const OTHER_FIRM: &str = "滨海重工（上海）有限公司";
const SCHOOL: &str = "临智职业技术学院";

/// What stands in the form of an agreement.
const TERMS: &[(&str, &str)] = &[
    ("agreement-form", "industry-college"),
    ("agreement-number", "CX-2026-7"),
    ("agreement-signed", "2026-08-20"),
    ("agreement-from", "2026-09-01"),
    ("agreement-until", "2028-08-31"),
    ("agreement-amount", "300000"),
    ("agreement-confidentiality", "ordinary"),
    ("agreement-milestones", "2026-12-31 产业学院揭牌\n2027-06-30 首批课程开课"),
];

async fn site(database: TestDatabase) -> anyhow::Result<TestSite> {
    let offer = a_listing(ListingKind::CooperationOffer).by(SCHOOL).from("rongqiao", "offer").titled("学院合作意向");
    TestSite::with(database, [the_need(), offer, a_listing(ListingKind::Job).by(OTHER_FIRM)]).await
}

/// What the firm wants of a school.
pub(crate) fn the_need() -> ListingDraft {
    a_listing(ListingKind::CooperationNeed).by(FIRM).from("rongqiao", "need").titled("共建产业学院")
}

fn need() -> ListingId {
    the_need().id()
}

async fn writer<'a>(site: &'a TestSite, name: &str, organisation: &str) -> anyhow::Result<Visitor<'a>> {
    let role = if organisation == SCHOOL { Role::CollegeStaff } else { Role::Recruiter };
    site.person_with(name, role, Some(an_organisation(organisation).id)).await
}

async fn intend(browser: &Visitor<'_>, organisation: &str) -> Answered {
    let organisation = an_organisation(organisation).id.to_string();
    let fields = [("cooperate-for", organisation.as_str()), ("cooperate-words", "我院可提供两间教室和师资。")];
    browser.submit(&format!("/listings/{}/cooperate", need()), &fields).await
}

fn id_in(answered: &Answered) -> anyhow::Result<ConnectionId> {
    let path = answered.header("location");
    let id = path.rsplit('/').next().unwrap_or_default().parse();
    id.map_err(|_| anyhow::anyhow!("{} {path}: {}", answered.status, answered.text))
}

pub(crate) fn own(id: ConnectionId) -> String {
    format!("/my/cooperations/{id}")
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(value, _)| value)
}

/// Does a step as the page at `path` holds it.
pub(crate) async fn step(browser: &Visitor<'_>, path: &str, step: &str, more: &[(&str, &str)]) -> Answered {
    let page = browser.get(path).await.text;
    let before = page.split_once(&format!("value=\"{step}\"")).map_or(page.as_str(), |(before, _)| before);
    let revision = before.rsplit_once("name=\"revision\" value=\"").map_or("", |(_, rest)| rest);
    let revision = revision.split('"').next().unwrap_or_default().to_owned();
    let fields: Vec<(&str, &str)> =
        [("do", step), ("revision", revision.as_str())].into_iter().chain(more.iter().copied()).collect();
    browser.submit(path, &fields).await
}

/// Does a step that has to succeed.
pub(crate) async fn done(browser: &Visitor<'_>, path: &str, name: &str, more: &[(&str, &str)]) {
    let answered = step(browser, path, name, more).await;
    assert!(answered.status.is_redirection(), "{name}: {} {}", answered.status, answered.text);
}

async fn stage(browser: &Visitor<'_>, path: &str) -> String {
    let page = browser.get(path).await.text;
    between(&page, "<p class=\"next\"><span class=\"state state-", "\"").to_owned()
}

async fn enter(browser: &Visitor<'_>, id: ConnectionId, changed: &[(&str, &str)]) -> Answered {
    let path = format!("{}/agreement", own(id));
    let page = browser.get(&path).await.text;
    let revision = between(&page, "name=\"revision\" value=\"", "\"").to_owned();
    let mut fields: Vec<(&str, &str)> = TERMS.to_vec();
    for (name, value) in changed {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields.push(("revision", &revision));
    browser.submit(&path, &fields).await
}

/// The two sides as far as the talks.
async fn negotiating(firm: &Visitor<'_>, school: &Visitor<'_>) -> anyhow::Result<ConnectionId> {
    talking(firm, (school, SCHOOL)).await
}

/// The firm and a school of this name as far as the talks.
async fn talking(firm: &Visitor<'_>, (school, name): (&Visitor<'_>, &str)) -> anyhow::Result<ConnectionId> {
    let id = id_in(&intend(school, name).await)?;
    done(firm, &own(id), "negotiate", &[]).await;
    Ok(id)
}

/// The firm and a school of this name with an agreement that runs.
pub(crate) async fn agreed(firm: &Visitor<'_>, school: (&Visitor<'_>, &str)) -> anyhow::Result<ConnectionId> {
    let id = talking(firm, school).await?;
    agree(firm, school.0, (id, &[])).await;
    Ok(id)
}

/// The two sides with an agreement that runs.
async fn running(firm: &Visitor<'_>, school: &Visitor<'_>, changed: &[(&str, &str)]) -> anyhow::Result<ConnectionId> {
    let id = negotiating(firm, school).await?;
    agree(firm, school, (id, changed)).await;
    Ok(id)
}

/// One enters the agreement, and both confirm it.
async fn agree(firm: &Visitor<'_>, school: &Visitor<'_>, (id, changed): (ConnectionId, &[(&str, &str)])) {
    assert_eq!(enter(school, id, changed).await.header("location"), own(id));
    done(school, &own(id), "agree", &[]).await;
    done(firm, &own(id), "agree", &[]).await;
    assert_eq!(stage(firm, &own(id)).await, "running");
}

/// The identity of the milestone called `title`.
async fn milestone(browser: &Visitor<'_>, id: ConnectionId, title: &str) -> String {
    let page = browser.get(&own(id)).await.text;
    let rest = page.split_once(&format!("<h3>{title}</h3>")).map_or("", |(_, rest)| rest);
    between(rest, "name=\"milestone\" value=\"", "\"").to_owned()
}

async fn answer(browser: &Visitor<'_>, id: ConnectionId, (name, milestone, words): (&str, &str, &str)) -> Answered {
    let seen = seen(browser, id, milestone).await;
    answer_as_seen(browser, id, (name, milestone, words), &seen).await
}

/// How far `milestone` has come as the page shows it.
async fn seen(browser: &Visitor<'_>, id: ConnectionId, milestone: &str) -> String {
    let page = browser.get(&own(id)).await.text;
    let named = format!("name=\"milestone\" value=\"{milestone}\"");
    let before = page.split_once(&named).map_or("", |(before, _)| before);
    let revision = before.rsplit_once("name=\"revision\" value=\"").map_or("", |(_, rest)| rest);
    revision.split('"').next().unwrap_or_default().to_owned()
}

/// Answers as whoever looked before somebody else did.
async fn answer_as_seen(
    browser: &Visitor<'_>,
    id: ConnectionId,
    (name, milestone, words): (&str, &str, &str),
    seen: &str,
) -> Answered {
    let field = format!("{name}-{milestone}");
    let fields = [("do", name), ("revision", seen), ("milestone", milestone), (field.as_str(), words)];
    browser.submit(&own(id), &fields).await
}

#[tokio::test]
async fn two_sides_agree_and_what_both_confirm_is_public_once_both_let_it() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let firm = writer(&site, "firm", FIRM).await?;
        let school = writer(&site, "school", SCHOOL).await?;
        let id = negotiating(&firm, &school).await?;
        assert!(firm.get("/messages").await.text.contains("收到新的意向"));
        assert!(firm.get("/my/cooperations").await.text.contains(SCHOOL));
        assert!(school.get("/my/cooperations").await.text.contains(FIRM));
        let unwritten = step(&school, &own(id), "agree", &[]).await;
        assert_eq!(unwritten.status, StatusCode::CONFLICT, "nobody agrees to nothing");

        let wrong = enter(&school, id, &[("agreement-signed", "2026-09-02"), ("agreement-until", "2026-09-01")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.text.contains("签署日期”应在") && wrong.text.contains("结束时间应晚于开始时间"),
            "{}",
            wrong.text
        );
        enter(&school, id, &[]).await;
        let page = firm.get(&own(id)).await.text;
        assert!(page.contains("CX-2026-7") && page.contains("第九条第4项") && page.contains("30 万元"), "{page}");
        done(&school, &own(id), "agree", &[]).await;
        assert_eq!(step(&school, &own(id), "agree", &[]).await.status, StatusCode::CONFLICT, "each confirms once");
        done(&firm, &own(id), "agree", &[]).await;
        let late = enter(&firm, id, &[("agreement-amount", "1")]).await;
        assert!(
            late.status == StatusCode::CONFLICT && late.text.contains("双方还没有都确认"),
            "what both confirmed stays"
        );

        let first = milestone(&firm, id, "产业学院揭牌").await;
        assert!(answer(&firm, id, ("milestone-report", &first, "已于 12 月揭牌。")).await.status.is_redirection());
        let alone = answer(&firm, id, ("milestone-confirm", &first, "")).await;
        assert_eq!(alone.status, StatusCode::CONFLICT, "nobody confirms their own word");
        assert!(school.get(&own(id)).await.text.contains("state state-reported"));
        assert!(answer(&school, id, ("milestone-confirm", &first, "")).await.status.is_redirection());

        let public = format!("/organisations/{}", an_organisation(FIRM).id);
        done(&firm, &own(id), "show", &[]).await;
        assert!(!site.get(&public).await.text.contains("产业学院 ·"), "one side alone shows nothing");
        done(&school, &own(id), "show", &[]).await;
        for (organisation, other) in [(FIRM, SCHOOL), (SCHOOL, FIRM)] {
            let page = site.get(&format!("/organisations/{}", an_organisation(organisation).id)).await.text;
            let told = between(&page, "id=\"cooperations\"", "</section>");
            for words in [other, "产业学院", "2028年8月31日", "双方确认里程碑 1 个"] {
                assert!(told.contains(words), "{words} in {told}");
            }
            assert!(!told.contains("CX-2026-7") && !told.contains("30 万") && !told.contains("揭牌"), "{told}");
        }
        done(&school, &own(id), "hide", &[]).await;
        assert!(!site.get(&public).await.text.contains("id=\"cooperations\""));
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn only_the_other_side_offers_to_cooperate_and_twice_is_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let firm = writer(&site, "firm", FIRM).await?;
        let other = writer(&site, "other", OTHER_FIRM).await?;
        let school = writer(&site, "school", SCHOOL).await?;
        let form = format!("/listings/{}/cooperate", need());
        for same_side in [&firm, &other] {
            let refused = same_side.get(&form).await;
            assert!(
                refused.status == StatusCode::CONFLICT && refused.text.contains("还不是对口单位"),
                "{}",
                refused.text
            );
        }
        assert_eq!(intend(&other, OTHER_FIRM).await.status, StatusCode::CONFLICT);
        assert_eq!(intend(&school, FIRM).await.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody speaks for others");
        let (one, two) = tokio::join!(intend(&school, SCHOOL), intend(&school, SCHOOL));
        let id = id_in(&one)?;
        assert_eq!(id, id_in(&two)?);
        let page = site.get(&format!("/listings/{}", need())).await.text;
        assert!(page.contains("提出合作意向"), "{page}");
        assert_eq!(other.get(&own(id)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(step(&other, &own(id), "withdraw", &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.get(&format!("{}/agreement", own(id))).await.status, StatusCode::NOT_FOUND);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_desk_brings_the_two_together_and_sees_nothing_of_what_is_secret() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let firm = writer(&site, "firm", FIRM).await?;
        let school = writer(&site, "school", SCHOOL).await?;
        let desk = site.person_with("desk", Role::UniversitiesDesk, None).await?;
        let partial = Somebody::new(&site, "林汐", "partial@example.com").await?;
        let partial = partial.given(Role::FirmsDesk, None).await?;
        let partial = partial.given(Role::Mentor, Some(an_organisation(FIRM).id)).await?.browser;
        let id = id_in(&intend(&school, SCHOOL).await)?;
        let at_desk = format!("/desk/cooperations/{id}");
        assert!(desk.get("/desk/cooperations").await.text.contains(SCHOOL));
        assert_eq!(partial.get(&at_desk).await.status, StatusCode::NOT_FOUND, "nobody judges their own organisation");
        done(&desk, &at_desk, "mediate", &[]).await;
        assert!(firm.get("/messages").await.text.contains("工作人员开始撮合"));
        done(&desk, &at_desk, "negotiate", &[]).await;
        enter(&firm, id, &[("agreement-confidentiality", "secret")]).await;
        let seen = desk.get(&at_desk).await.text;
        assert!(seen.contains("CX-2026-7") && !seen.contains("30 万元") && !seen.contains("揭牌"), "{seen}");
        done(&firm, &own(id), "agree", &[]).await;
        let seen = desk.get(&at_desk).await.text;
        assert!(seen.contains(&format!("{FIRM}已确认协议，等待另一方确认。")), "{seen}");
        assert!(!seen.contains("对方已确认协议"), "a desk is no side: {seen}");
        done(&desk, &at_desk, "mediate", &[]).await;
        done(&desk, &at_desk, "negotiate", &[]).await;
        assert_eq!(enter(&school, id, &[]).await.header("location"), own(id), "after the desk it can be changed again");
        assert_eq!(desk.get(&own(id)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(firm.get(&at_desk).await.status, StatusCode::NOT_FOUND);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_desk_that_mediates_talks_with_both_and_reads_nothing_of_what_was_said_before() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let firm = writer(&site, "firm", FIRM).await?;
        let school = writer(&site, "school", SCHOOL).await?;
        let desk = site.person_with("desk", Role::UniversitiesDesk, None).await?;
        let id = id_in(&intend(&school, SCHOOL).await)?;
        let at_desk = format!("/desk/cooperations/{id}");
        let say = async |by: &Visitor<'_>, path: &str, words: &str| {
            by.submit(path, &[("do", "say"), ("message", words)]).await.status.is_redirection()
        };
        assert!(say(&firm, &own(id), "底线是三门课程。").await);
        let page = desk.get(&at_desk).await.text;
        assert!(!page.contains("底线是三门课程。") && !page.contains("name=\"message\""), "{page}");
        assert!(!say(&desk, &at_desk, "请双方说明。").await, "nobody has called the desk");
        done(&desk, &at_desk, "mediate", &[]).await;
        site.clock.set(site.clock.now() + Duration::minutes(1));
        assert!(say(&school, &own(id), "希望先开一门课程。").await);
        assert!(say(&desk, &at_desk, "建议先开一门，明年再加。").await);
        let page = desk.get(&at_desk).await.text;
        assert!(page.contains("希望先开一门课程。") && !page.contains("底线是三门课程。"), "{page}");
        let page = firm.get(&own(id)).await.text;
        assert!(page.contains("建议先开一门，明年再加。") && page.contains("工作人员也能看到"), "{page}");
        done(&desk, &at_desk, "negotiate", &[]).await;
        assert!(!say(&desk, &at_desk, "还有一点。").await, "the two go on by themselves");
        assert!(say(&firm, &own(id), "可以。").await);
        assert!(desk.get(&at_desk).await.text.contains("可以。"), "as the sides read on their pages");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_milestone_that_one_disputes_is_shown_so_and_does_not_count() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let firm = writer(&site, "firm", FIRM).await?;
        let school = writer(&site, "school", SCHOOL).await?;
        let id = running(&firm, &school, &[]).await?;
        let first = milestone(&firm, id, "产业学院揭牌").await;
        answer(&firm, id, ("milestone-report", &first, "已揭牌。")).await;
        let unsaid = answer(&school, id, ("milestone-dispute", &first, "")).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer(&school, id, ("milestone-dispute", &first, "揭牌仪式改期了。")).await;
        let page = firm.get(&own(id)).await.text;
        assert!(page.contains("state state-disputed") && page.contains("揭牌仪式改期了。"), "{page}");
        assert!(!page.contains("value=\"confirm\""), "what is disputed cannot be confirmed at the end");
        assert_eq!(step(&firm, &own(id), "confirm", &[]).await.status, StatusCode::CONFLICT);

        answer(&firm, id, ("milestone-report", &first, "已补办。")).await;
        let seen = seen(&school, id, &first).await;
        let (one, two) = tokio::join!(
            answer_as_seen(&school, id, ("milestone-confirm", &first, ""), &seen),
            answer_as_seen(&school, id, ("milestone-dispute", &first, "仍未办"), &seen),
        );
        let done_once = [&one, &two].iter().filter(|it| it.status.is_redirection()).count();
        assert_eq!(done_once, 1, "{} {}", one.status, two.status);
        let page = firm.get(&own(id)).await.text;
        assert_eq!(page.contains("state state-confirmed"), one.status.is_redirection(), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_case_of_a_desk_is_achieved_with_the_agreement_that_came_of_it_and_with_no_other() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let firm = writer(&site, "firm", FIRM).await?;
        let school = writer(&site, "school", SCHOOL).await?;
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        let nonce = ListingId::of_record("nonce", "case").to_string();
        let lead = [
            ("nonce", nonce.as_str()),
            ("case-name", FIRM),
            ("case-source", "visit"),
            ("case-kind", "cooperation-need"),
            ("case-wants", "想共建产业学院。"),
        ];
        let case = officer.submit("/desk/workbench/cases/new", &lead).await.header("location").to_owned();
        done(&officer, &case, "tie-need", &[("case-need", &need().to_string())]).await;
        let earlier = running(&firm, &school, &[]).await?;
        let achieve = async |agreement: ConnectionId| {
            step(&officer, &case, "achieve", &[("case-agreement", &agreement.to_string())]).await.status
        };
        assert_eq!(achieve(earlier).await, StatusCode::CONFLICT, "nobody was introduced");
        site.clock.set(site.clock.now() + Duration::minutes(5));
        let offer = ListingId::of_record("rongqiao", "offer").to_string();
        done(&officer, &case, "introduce", &[("case-counterpart", &offer)]).await;
        assert_eq!(achieve(earlier).await, StatusCode::CONFLICT, "they had agreed before");
        done(&firm, &own(earlier), "terminate", &[("terminate-words", "改签新协议。")]).await;
        let id = running(&firm, &school, &[]).await?;
        assert!(officer.get(&case).await.text.contains(&format!("CX-2026-7（{SCHOOL}）")));
        assert!(achieve(id).await.is_redirection());
        assert!(officer.get(&case).await.text.contains("state state-achieved"));
        Ok(())
    })
    .await
}
