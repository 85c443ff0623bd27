//! The desks' workbench: from a visit to an introduction, and what is counted of it.

mod achieving;

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::{DeskCaseId, DeskVisitId, ListingId};
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::{ListingDraft, a_listing, an_organisation};
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;
use time::macros::datetime;

const FIRM: &str = "晨芯半导体（上海）有限公司";
const OTHER_FIRM: &str = "滨海重工（上海）有限公司";
const SCHOOL: &str = "临智职业技术学院";
const WANTED: &str = "想与学院共建光刻工艺课程。需要教师到厂。";

fn need() -> ListingDraft {
    a_listing(ListingKind::CooperationNeed).by(FIRM).from("test", "need")
}

fn need_id() -> ListingId {
    ListingId::of_record("test", "need")
}

fn offer_of(name: &str) -> ListingDraft {
    a_listing(ListingKind::CooperationOffer).by(name).titled(&format!("{name}的合作意向")).from("test", name)
}

async fn site(database: TestDatabase) -> anyhow::Result<TestSite> {
    TestSite::with(database, [need(), offer_of(SCHOOL), offer_of(OTHER_FIRM)]).await
}

fn nonce(name: &str) -> String {
    ListingId::of_record("nonce", name).to_string()
}

fn id_in(answered: &Answered) -> anyhow::Result<DeskCaseId> {
    Ok(answered.header("location").rsplit('/').next().unwrap_or_default().parse()?)
}

async fn note_lead(officer: &Visitor<'_>, name: &str, due: &str) -> anyhow::Result<DeskCaseId> {
    let fields = [
        ("nonce", nonce(name)),
        ("case-name", name.to_owned()),
        ("case-source", "inbound".to_owned()),
        ("case-kind", "cooperation-need".to_owned()),
        ("case-wants", WANTED.to_owned()),
        ("case-due", due.to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    id_in(&officer.submit("/desk/workbench/cases/new", &fields).await)
}

/// What is typed of a visit to the organisation called `name`.
fn visit_to<'a>(name: &'a str, nonce: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("nonce", nonce),
        ("visit-name", name),
        ("visit-day", "2026-08-31"),
        ("visit-purpose", "survey"),
        ("visit-met", "人力资源负责人"),
        ("visit-notes", "看了光刻车间。"),
        ("visit-wants", WANTED),
        ("visit-kind", "cooperation-need"),
    ]
}

async fn note_visit(officer: &Visitor<'_>, name: &str) -> anyhow::Result<DeskVisitId> {
    let noted = officer.submit("/desk/workbench/visits/new", &visit_to(name, &nonce(name))).await;
    Ok(noted.header("location").rsplit('/').next().unwrap_or_default().parse()?)
}

fn address(id: DeskCaseId) -> String {
    format!("/desk/workbench/cases/{id}")
}

async fn revision(officer: &Visitor<'_>, id: DeskCaseId) -> String {
    let page = officer.get(&address(id)).await.text;
    let found = page.split_once("name=\"revision\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
    found.map_or_else(String::new, |(revision, _)| revision.to_owned())
}

async fn act_at(officer: &Visitor<'_>, id: DeskCaseId, seen: &str, step: &str, more: &[(&str, &str)]) -> Answered {
    let fields: Vec<(&str, &str)> =
        [("do", step), ("revision", seen)].into_iter().chain(more.iter().copied()).collect();
    officer.submit(&address(id), &fields).await
}

async fn act(officer: &Visitor<'_>, id: DeskCaseId, step: &str, more: &[(&str, &str)]) -> Answered {
    act_at(officer, id, &revision(officer, id).await, step, more).await
}

#[tokio::test]
async fn a_visit_becomes_a_need_in_one_step_and_the_organisation_completes_it() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        let writer = site.person_with("writer", Role::Recruiter, Some(an_organisation(FIRM).id)).await?;
        let visit = note_visit(&officer, FIRM).await?;
        let page = officer.get(&format!("/desk/workbench/visits/{visit}")).await.text;
        assert!(page.contains("人力资源负责人") && page.contains("转为需求"), "{page}");

        let address_of_visit = format!("/desk/workbench/visits/{visit}");
        let (one, two) = tokio::join!(officer.submit(&address_of_visit, &[]), officer.submit(&address_of_visit, &[]));
        let id = id_in(&one)?;
        assert_eq!(id, id_in(&two)?, "pressed twice it is one need");
        let page = officer.get(&address(id)).await.text;
        assert!(page.contains("需求草稿已交给单位") && page.contains("已认领"), "{page}");

        let messages = writer.get("/messages").await.text;
        assert!(messages.contains("起草了需求“想与学院共建光刻工艺课程”"), "{messages}");
        let drafts = writer.get("/my/listings").await.text;
        assert_eq!(drafts.matches("想与学院共建光刻工艺课程").count(), 1, "{drafts}");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn where_nobody_writes_for_an_organisation_its_need_stays_with_the_desk() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        for (name, words) in [(FIRM, "还没有人在平台上发布信息"), ("芯港新材料有限公司", "平台上还没有这家单位")]
        {
            let visit = note_visit(&officer, name).await?;
            let id = id_in(&officer.submit(&format!("/desk/workbench/visits/{visit}"), &[]).await)?;
            let page = officer.get(&address(id)).await.text;
            assert!(page.contains(words) && page.contains("教师到厂"), "{name}: {page}");
            let refused = act(&officer, id, "draft", &[]).await;
            assert_eq!(refused.status, StatusCode::CONFLICT, "{name}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_visit_under_a_name_like_a_known_one_is_asked_about_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        let form = "/desk/workbench/visits/new";
        let asked = officer.submit(form, &visit_to("晨芯半导体", &nonce("like"))).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", asked.text);
        assert!(asked.text.contains("平台上有名称相近的单位") && asked.text.contains(FIRM), "{}", asked.text);
        assert!(asked.text.contains("看了光刻车间。"), "what was typed stays: {}", asked.text);
        let meant = asked.text.contains("name=\"meant\" value=\"晨芯半导体\"");
        assert!(meant, "{}", asked.text);
        assert!(officer.get("/desk/workbench/visits").await.text.contains("还没有走访记录"));
        let key = nonce("like");
        let mut again = visit_to("晨芯半导体", &key);
        again.push(("meant", "晨芯半导体"));
        let noted = officer.submit(form, &again).await;
        assert!(noted.status.is_redirection(), "{} {}", noted.status, noted.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_is_not_suggested_is_introduced_by_the_address_of_their_listing() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        let id = note_lead(&officer, FIRM, "").await?;
        let offers = async || officer.get(&address(id)).await.text.contains("id=\"case-counterpart\"");
        act(&officer, id, "contact", &[("case-words", "谈了课程")]).await;
        assert!(!offers().await, "nobody is introduced to a lead");
        act(&officer, id, "tie-need", &[("case-need", &need_id().to_string())]).await;
        assert!(offers().await);
        let wrong = act(&officer, id, "introduce", &[("case-counterpart", "临智的合作意向")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
        assert!(wrong.text.contains("请填写平台上一条信息的网址") && wrong.text.contains("value=\"临智的合作意向\""));
        let page = format!("https://rongqiao.example/listings/{}", ListingId::of_record("test", SCHOOL));
        let done = act(&officer, id, "introduce", &[("case-counterpart", &page)]).await;
        assert_eq!(done.header("location"), address(id), "{}", done.text);
        assert!(officer.get(&address(id)).await.text.contains("state state-introduced"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_visit_note_says_nothing_that_is_not_to_be_kept_of_a_person() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        let typed =
            [("nonce", nonce("x")), ("visit-name", FIRM.to_owned()), ("visit-met", "王工 13912345678".to_owned())];
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let wrong = officer.submit("/desk/workbench/visits/new", &typed).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["请删去手机号", "请填写“走访日期”", "请填写“走访情况”", "王工 13912345678"]
        {
            assert!(wrong.text.contains(words), "{words} in {}", wrong.text);
        }
        assert!(officer.get("/desk/workbench/visits").await.text.contains("还没有走访记录"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn counterparts_of_the_other_side_are_suggested_and_introduced_to_both() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        let firm = site.person_with("firm", Role::Recruiter, Some(an_organisation(FIRM).id)).await?;
        let school = site.person_with("school", Role::CollegeStaff, Some(an_organisation(SCHOOL).id)).await?;
        let id = note_lead(&officer, FIRM, "").await?;
        assert!(!officer.get(&address(id)).await.text.contains("推荐对接"), "nothing is suggested for a lead");
        act(&officer, id, "tie-need", &[("case-need", &need_id().to_string())]).await;
        let page = officer.get(&address(id)).await.text;
        assert!(page.contains(&format!("引荐 {SCHOOL}")) && !page.contains(&format!("引荐 {OTHER_FIRM}")), "{page}");

        let counterpart = |name: &str| ListingId::of_record("test", name).to_string();
        let same_side = act(&officer, id, "introduce", &[("case-counterpart", &counterpart(OTHER_FIRM))]).await;
        assert!(same_side.status == StatusCode::CONFLICT && same_side.text.contains("企业一侧与院校一侧"));
        let done = act(&officer, id, "introduce", &[("case-counterpart", &counterpart(SCHOOL))]).await;
        assert_eq!(done.header("location"), address(id));
        assert!(firm.get("/messages").await.text.contains(&format!("向您引荐{SCHOOL}")));
        assert!(school.get("/messages").await.text.contains(&format!("向您引荐{FIRM}")));
        let again = act(&officer, id, "introduce", &[("case-counterpart", &counterpart(SCHOOL))]).await;
        assert!(again.status == StatusCode::CONFLICT && again.text.contains("已经引荐过"));
        let page = officer.get(&address(id)).await.text;
        assert!(page.contains("已引荐") && !page.contains(&format!("引荐 {SCHOOL}</button>")), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_case_is_not_achieved_without_an_agreement_and_fails_with_a_reason_alone() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        let id = note_lead(&officer, FIRM, "").await?;
        let agreement = [("case-agreement", nonce("agreement"))];
        let agreement = [(agreement[0].0, agreement[0].1.as_str())];
        assert_eq!(act(&officer, id, "achieve", &agreement).await.status, StatusCode::CONFLICT, "nobody is introduced");
        act(&officer, id, "tie-need", &[("case-need", &need_id().to_string())]).await;
        let school = ListingId::of_record("test", SCHOOL).to_string();
        act(&officer, id, "introduce", &[("case-counterpart", &school)]).await;
        let page = officer.get(&format!("/desk/workbench/cases/{id}")).await.text;
        let history = page.rsplit("<h2").next().unwrap_or_default();
        assert!(page.contains("对应已发布的需求") && history.contains(SCHOOL), "the history names whom: {page}");
        let refused = act(&officer, id, "achieve", &agreement).await;
        assert!(
            refused.status == StatusCode::CONFLICT && refused.text.contains("平台上没有这家单位与所引荐单位之间"),
            "{}",
            refused.text
        );
        let unsaid = act(&officer, id, "fail", &[]).await;
        assert!(unsaid.status == StatusCode::UNPROCESSABLE_ENTITY && unsaid.text.contains("请填写“原因”"));
        act(&officer, id, "fail", &[("case-reason", "企业暂缓扩产。")]).await;
        let page = officer.get(&address(id)).await.text;
        assert!(
            page.contains("state state-failed") && page.contains("企业暂缓扩产") && !page.contains("id=\"steps\""),
            "{page}"
        );
        assert_eq!(act_at(&officer, id, "5", "contact", &[("case-words", "再谈")]).await.status, StatusCode::CONFLICT);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_two_officers_at_once_one_is_done_and_the_other_is_told_and_loses_nothing() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let one = site.person_with("one", Role::FirmsDesk, None).await?;
        let two = site.person_with("two", Role::FirmsDesk, None).await?;
        for round in 0..4 {
            let id = note_lead(&one, &format!("第{round}家公司"), "").await?;
            let (first, second) = tokio::join!(
                act_at(&one, id, "1", "contact", &[("case-words", "甲谈了课程")]),
                act_at(&two, id, "1", "contact", &[("case-words", "乙谈了设备")]),
            );
            let done = [&first, &second].map(|it| it.status.is_redirection());
            assert_eq!(done.iter().filter(|&&it| it).count(), 1, "{} {}", first.status, second.status);
            let (late, words) = if done[0] { (&second, "乙谈了设备") } else { (&first, "甲谈了课程") };
            assert_eq!(late.status, StatusCode::CONFLICT);
            assert!(late.text.contains("刚才有同事办理了这件事") && late.text.contains(words), "{}", late.text);
        }
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_case_is_its_desks_alone_until_it_is_handed_over() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        let other = site.person_with("other", Role::UniversitiesDesk, None).await?;
        let overseer = site.person_with("overseer", Role::Committee, None).await?;
        let writer = site.person_with("writer", Role::Recruiter, Some(an_organisation(FIRM).id)).await?;
        let id = note_lead(&officer, FIRM, "").await?;
        let visit = note_visit(&officer, FIRM).await?;
        for stranger in [&other, &writer] {
            for path in [address(id), format!("/desk/workbench/visits/{visit}")] {
                assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
                assert_eq!(
                    stranger.submit(&path, &[("do", "negotiate")]).await.status,
                    StatusCode::NOT_FOUND,
                    "{path}"
                );
            }
        }
        assert_eq!(writer.get("/desk/workbench").await.status, StatusCode::NOT_FOUND);
        assert!(!other.get("/desk/workbench").await.text.contains(FIRM));
        assert_eq!(overseer.get(&address(id)).await.status, StatusCode::OK);

        let handed = act(&officer, id, "hand-over", &[("case-desk", "universities")]).await;
        assert_eq!(handed.header("location"), "/desk/workbench");
        assert_eq!(officer.get(&address(id)).await.status, StatusCode::NOT_FOUND);
        assert!(other.get("/desk/workbench").await.text.contains("无人承办"));
        let stranger = act(&other, id, "assign", &[("case-officer", &nonce("nobody"))]).await;
        assert!(stranger.status == StatusCode::CONFLICT && stranger.text.contains("已不在这个服务台"));
        let own = rongqiao_model::PersonId::of_record("people", "other@example.com").to_string();
        act(&other, id, "assign", &[("case-officer", &own)]).await;
        assert!(other.get(&address(id)).await.text.contains("已认领"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_works_for_a_desk_on_what_concerns_their_own_organisation() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        let partial = rongqiao_tests::people::Somebody::new(&site, "林汐", "partial@example.com").await?;
        let partial =
            partial.given(Role::FirmsDesk, None).await?.given(Role::Mentor, Some(an_organisation(FIRM).id)).await?;
        let id = note_lead(&officer, FIRM, "").await?;
        assert_eq!(partial.browser.get(&address(id)).await.status, StatusCode::NOT_FOUND);
        assert!(!partial.browser.get("/desk/workbench").await.text.contains(FIRM));
        assert!(note_lead(&partial.browser, FIRM, "").await.is_err());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_overdue_stands_first_and_the_week_counts_what_was_done() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        for (name, due) in [("丙公司", ""), ("乙公司", "2026-09-10"), ("甲公司", "2026-09-02")] {
            note_lead(&officer, name, due).await?;
        }
        let id = note_lead(&officer, FIRM, "2026-09-20").await?;
        note_visit(&officer, FIRM).await?;
        act(&officer, id, "tie-need", &[("case-need", &need_id().to_string())]).await;
        act(&officer, id, "contact", &[("case-words", "谈了课程")]).await;
        let school = ListingId::of_record("test", SCHOOL).to_string();
        act(&officer, id, "introduce", &[("case-counterpart", &school)]).await;
        let figure = |page: &str, name: &str| {
            let row = page.lines().find(|line| line.contains(&format!("scope=\"row\">{name}<"))).unwrap_or_default();
            let numbers: Vec<&str> = row.split("<td data-label=\"促进中心\">").skip(1).collect();
            numbers.first().and_then(|it| it.split_once('<')).map_or_else(String::new, |(number, _)| number.to_owned())
        };
        let week = officer.get("/desk/workbench/weekly").await.text;
        assert!(week.contains("2026年第36周工作周报"), "{week}");
        let expected = [
            ("走访次数", "1"),
            ("新登记", "4"),
            ("落实需求", "1"),
            ("联系次数", "1"),
            ("引荐次数", "1"),
            ("达成", "0"),
        ];
        for (name, number) in expected {
            assert_eq!(figure(&week, name), number, "{name} in {week}");
        }

        site.clock.set(datetime!(2026-09-07 00:00 +8));
        act(&officer, id, "fail", &[("case-reason", "暂缓")]).await;
        let list = officer.get("/desk/workbench").await.text;
        let places: Vec<usize> = ["甲公司", "乙公司", "丙公司"].iter().filter_map(|name| list.find(*name)).collect();
        assert!(places.len() == 3 && places.is_sorted(), "{places:?} in {list}");
        assert_eq!(list.matches("state state-overdue").count(), 1);
        let before = officer.get("/desk/workbench/weekly?week=2026-W36").await.text;
        assert_eq!((figure(&before, "周末在办"), figure(&before, "未达成")), ("4".to_owned(), "0".to_owned()));
        let now = officer.get("/desk/workbench/weekly").await.text;
        assert_eq!((figure(&now, "周末在办"), figure(&now, "未达成")), ("3".to_owned(), "1".to_owned()));
        let csv = officer.get("/desk/workbench/weekly.csv?week=2026-W36").await;
        assert!(csv.header("content-type").starts_with("text/csv"));
        assert!(csv.text.contains("2026-W36,新登记,促进中心,4,"), "{}", csv.text);
        assert_eq!(officer.get("/desk/workbench/weekly?week=2026-W99").await.status, StatusCode::NOT_FOUND);
        Ok(())
    })
    .await
}
