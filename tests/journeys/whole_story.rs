//! The whole story as one: a firm's need becomes a call, proposals of universities are sealed, opened together and judged, the
//! best one becomes an agreement, students intern under it, both sides confirm, and what the public is told changes.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use rongqiao_model::ListingId;
use rongqiao_model::access::Role;
use rongqiao_model::kind::ListingKind;
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::{NOW, a_listing, an_organisation};
use rongqiao_tests::site::{Answered, TestSite};
use time::Duration;
use time::macros::datetime;

use crate::challenges::PASSPHRASE;
use crate::challenges::cast::{Cast, act, between, done, points, stage};
use crate::internships::{self, FIRM, OTHER_SCHOOL, SCHOOL, Sides};
use crate::publishing::{begin_with, judge, nonce, revision, send_at};

const TITLE: &str = "低温键合工艺攻关";
const LABORATORY: &str = "键合与封装实验室";
const COURSE: &str = "低温键合与封装工艺";
const TEAM: &str = "微电子学院键合课题组";
const OTHER_TEAM: &str = "机电学院封装组";

/// What the firm types.
const NEED: &[(&str, &str)] = &[
    ("title", TITLE),
    ("description", "现有键合工艺温度过高，需要在150度以下完成，需要熟悉Python的课题组。"),
    ("targets", "键合强度 | 不低于8 | g | 拉力测试"),
    ("intellectual_property", "共同申请，企业优先实施。"),
    ("place", "上海市浦东新区"),
    ("skills", "Python"),
    ("valid_through", "2026-11-20"),
];

/// A firm, two universities with what they offer, the desks; each of them has an account.
async fn region(database: TestDatabase) -> anyhow::Result<TestSite> {
    let site = internships::site(database).await?;
    let laboratory = a_listing(ListingKind::Facility).titled(LABORATORY).from("rongqiao", "laboratory").by(SCHOOL);
    let course = a_listing(ListingKind::Course).titled(COURSE).from("rongqiao", "course").by(SCHOOL);
    site.publish([laboratory, course]).await?;
    site.person_with("other-school", Role::CollegeStaff, Some(an_organisation(OTHER_SCHOOL).id)).await?;
    site.person_with("firms", Role::FirmsDesk, None).await?;
    site.person_with("schools", Role::UniversitiesDesk, None).await?;
    Ok(site)
}

/// What stands at `/api/v1/figures`, by name.
async fn figures(site: &TestSite) -> BTreeMap<String, u64> {
    let told = site.json("/api/v1/figures").await;
    let figures = told["figures"].as_array().expect("there are figures");
    let figure = |it: &serde_json::Value| {
        let name = it["figure"].as_str().expect("it has a name").to_owned();
        (name, it["count"].as_u64().expect("it is a number"))
    };
    figures.iter().map(figure).collect()
}

/// The firm writes a draft and hands it in; the desk reads and publishes it.
async fn the_firm_posts_a_need_that_the_desk_accepts(site: &TestSite) -> anyhow::Result<ListingId> {
    let (firm, desk) = (site.come_back("host").await?, site.come_back("firms").await?);
    let id = begin_with(&firm, &nonce("need"), "challenge").await?;
    let seen = revision(&firm.get(&format!("/my/listings/{id}/edit")).await);
    let fields: Vec<(&'static str, String)> = NEED.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    let handed_in = send_at(&firm, id, "submit", &seen, &fields).await;
    assert_eq!(handed_in.header("location"), format!("/my/listings/{id}"), "{}", handed_in.text);
    assert_eq!(site.get(&format!("/listings/{id}")).await.status, StatusCode::NOT_FOUND, "nobody has read it");
    assert!(desk.get("/desk/listings").await.text.contains(TITLE));
    let accepted = judge(&desk, id, "approve", &[]).await;
    assert!(accepted.status.is_redirection(), "{}", accepted.text);
    site.follow().await?;
    assert!(site.get(&format!("/listings/{id}")).await.text.contains(TITLE));
    Ok(id)
}

/// Put up with its measured target, looked at by an expert, shown with a team, opened.
async fn the_call_is_checked_and_opened(cast: &Cast<'_>) -> anyhow::Result<()> {
    cast.put_up().await;
    assert_eq!(stage(&cast.publisher, &cast.mine()).await, "checking");
    cast.keys().await?;
    let desk = cast.desk().await;
    assert!(cast.firms.get(&desk).await.text.contains("键合强度"), "the target is measured");
    assert_eq!(act(&cast.firms, &desk, "publish", &[]).await.status, StatusCode::CONFLICT, "no expert has looked");
    cast.opinion().await?;
    the_desk_is_shown_a_team(cast).await;
    done(&cast.firms, &desk, "publish", &[]).await;
    assert_eq!(stage(&cast.publisher, &cast.mine()).await, "open");
    Ok(())
}

/// What the universities offer for it stands on the desk's page.
async fn the_desk_is_shown_a_team(cast: &Cast<'_>) {
    let page = cast.firms.get(&cast.desk().await).await.text;
    let team = between(&page, "aria-labelledby=\"team\"", "</section>");
    for offer in [LABORATORY, COURSE] {
        assert!(team.contains(offer), "{offer} in {team}");
    }
}

async fn a_question_is_answered_for_everybody(cast: &Cast<'_>) {
    done(&cast.other_college, &cast.public(), "ask", &[("question", "样品尺寸是多少？")]).await;
    done(&cast.publisher, &cast.mine(), "answer", &[("number", "1"), ("answer-1", "八英寸晶圆。")]).await;
    assert!(cast.site.get(&cast.public()).await.text.contains("八英寸晶圆。"));
}

/// Each proposal comes back once, to its author, and stands nowhere else.
async fn two_universities_propose_under_seal(cast: &Cast<'_>) -> anyhow::Result<()> {
    for (minute, (browser, team)) in [(&cast.college, TEAM), (&cast.other_college, OTHER_TEAM)].into_iter().enumerate()
    {
        cast.site.clock.set(NOW + Duration::minutes(i64::try_from(minute)?));
        let sealed = cast.propose(browser, team).await;
        assert!(sealed.status == StatusCode::OK && sealed.text.contains(team), "{}", sealed.text);
    }
    let desk = cast.desk().await;
    let early = act(&cast.firms, &desk, "unseal", &[("unseal-passphrase", PASSPHRASE)]).await;
    assert!(!early.status.is_redirection(), "nobody begins before the deadline");
    for (browser, path) in [(&cast.firms, &desk), (&cast.publisher, &cast.mine()), (&cast.other_college, &cast.mine())]
    {
        assert!(!browser.get(path).await.text.contains(TEAM), "{path}");
    }
    Ok(())
}

async fn officers_of_two_desks_open_them_together(cast: &Cast<'_>) -> anyhow::Result<()> {
    cast.unseal().await?;
    let opened = cast.firms.get(&cast.desk().await).await.text;
    assert!(opened.contains(TEAM) && opened.contains(OTHER_TEAM), "{opened}");
    Ok(())
}

/// Each declares that there is no interest before reading, and sees the mean after scoring alone.
async fn three_experts_score_without_seeing_each_other(cast: &Cast<'_>) -> anyhow::Result<()> {
    for (name, own) in [("one", ["90", "60"]), ("two", ["88", "70"]), ("three", ["86", "65"])] {
        let (reviewer, path) = cast.reviewer(name, "score").await?;
        let before = reviewer.get(&path).await.text;
        assert!(before.contains(TEAM) && !before.contains("位评审，匿名"), "{before}");
        let fields = points(&own);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        done(&reviewer, &path, "score", &fields).await;
        assert!(reviewer.get(&path).await.text.contains("位评审，匿名"));
    }
    let means = cast.firms.get(&cast.desk().await).await.text;
    assert!(means.contains("平均 88.00 分") && means.contains("平均 65.00 分"), "{means}");
    Ok(())
}

/// The notice stands for its working days; then the two can agree.
async fn the_best_is_nominated_and_the_public_is_told<'a>(cast: &Cast<'a>) -> anyhow::Result<Cast<'a>> {
    cast.nominate(SCHOOL).await;
    let told = cast.site.get(&cast.public()).await.text;
    assert!(told.contains("拟中榜单位") && told.contains(SCHOOL), "{told}");
    cast.site.clock.set(NOW + Duration::days(13));
    cast.site.tend_postings().await?;
    assert_eq!(stage(&cast.firms, &cast.desk().await).await, "noticed", "somebody can still object");
    cast.site.clock.set(NOW + Duration::days(20));
    cast.site.tend_postings().await?;
    let cast = cast.later().await?;
    assert_eq!(stage(&cast.publisher, &cast.mine()).await, "negotiating");
    Ok(cast)
}

async fn both_agree_on_contract_and_milestones(cast: &Cast<'_>) {
    let early = act(&cast.college, &cast.mine(), "agree", &[]).await;
    assert!(!early.status.is_redirection(), "there is no contract");
    cast.agree().await;
    for side in [&cast.publisher, &cast.college] {
        let page = side.get(&cast.mine()).await.text;
        assert!(page.contains("LG-2026-018") && page.contains("样机通过测试"), "{page}");
    }
}

/// A student of the university applies, is accepted, and the school plans the internship under the agreement.
async fn a_student_interns_under_the_agreement<'a>(cast: &Cast<'a>) -> anyhow::Result<Cast<'a>> {
    let site = cast.site;
    let call = cast.desk().await;
    let frame = call.rsplit('/').next().unwrap_or_default();
    let typed = [("plan-frame", frame), ("plan-first-day", "2026-09-21"), ("plan-insured-from", "2026-09-21")];
    let sides = internships::running(site, "student", &typed).await?;
    assert_eq!(sides.stage().await, "running");
    let named = format!("揭榜项目《{TITLE}》");
    for by in [&sides.student, &sides.host, &sides.school] {
        assert!(by.get(&sides.page()).await.text.contains(&named), "each side knows under what it is done");
    }
    let told = interns(cast).await;
    assert!(says(&told, "正在进行", "1 人"), "{told}");
    let sides = a_week_is_written_visited_and_confirmed(site, sides).await?;
    sides.end().await;
    assert_eq!(sides.stage().await, "confirmed");
    let cast = cast.later().await?;
    let told = interns(&cast).await;
    assert!(says(&told, "企业和学校已确认", "1 人") && says(&told, "时长", "15 小时"), "{told}");
    Ok(cast)
}

async fn a_week_is_written_visited_and_confirmed<'a>(
    site: &'a TestSite,
    sides: Sides<'_>,
) -> anyhow::Result<Sides<'a>> {
    site.clock.set(datetime!(2026-09-22 10:00 UTC));
    for (day, text) in [("2026-09-21", "认识键合机台。"), ("2026-09-22", "随师傅调试压力曲线。")] {
        let written: Answered = sides.write(day, "7.5", text).await;
        assert!(written.status.is_redirection(), "{}", written.text);
    }
    let sides = internships::later(site, "student", sides, 6).await?;
    let visited = [("school-visit-day", "2026-09-24"), ("visit-words", "到实验线看望，岗位与协议一致。")];
    let visit = sides.school.submit(&format!("{}/visits", sides.page()), &visited).await;
    assert!(visit.status.is_redirection(), "{}", visit.text);
    for by in [&sides.host, &sides.school] {
        sides.confirm_week(by, "2026-09-21").await;
    }
    assert!(sides.student.get(&sides.page()).await.text.contains("企业和学校均已确认 15 小时"));
    Ok(sides)
}

/// What both sides of the challenge are told of internships under it.
async fn interns(cast: &Cast<'_>) -> String {
    let mut told = Vec::new();
    for side in [&cast.publisher, &cast.college] {
        let page = side.get(&cast.mine()).await.text;
        told.push(between(&page, "aria-labelledby=\"interns\"", "</section>").to_owned());
    }
    assert_eq!(told[0], told[1], "both sides are told the same");
    told.swap_remove(0)
}

/// Whether a part of a page gives `value` for what ends in `name`.
fn says(part: &str, name: &str, value: &str) -> bool {
    between(part, &format!("{name}</dt>"), "</dd>").ends_with(&format!(">{value}"))
}

async fn both_confirm_milestone_targets_and_result(cast: &Cast<'_>) {
    cast.report_milestone().await;
    cast.confirm_milestone().await;
    cast.deliver().await;
    cast.confirm().await;
}

/// The challenge and its milestone count; so do the internship and its hours, of whose rows fewer than five are not told.
async fn the_figures_change(site: &TestSite, before: &BTreeMap<String, u64>) {
    let mut expected = before.clone();
    for (figure, more) in [("challenges", 1), ("milestones", 1), ("internships", 1), ("internship-hours", 15)] {
        *expected.entry(figure.to_owned()).or_default() += more;
    }
    assert_eq!(figures(site).await, expected);
    let page = site.get("/figures").await.text;
    assert!(page.contains("揭榜攻关</a> 1</h2>") && page.contains("完成实习</a> 1</h2>"), "{page}");
    let rows = site.get("/figures/challenges").await.text;
    assert!(rows.contains(FIRM) && rows.contains("2026"), "{rows}");
    let few = site.get("/figures/internships").await.text;
    assert!(few.contains("少于 5"), "{few}");
}

/// Whoever follows the changes learns of the need, and of each figure as it stands now.
async fn the_changes_tell_it(site: &TestSite, listing: ListingId) {
    let changes = site.changes().await;
    let of_listing = changes.iter().rfind(|it| it["id"] == listing.to_string()).expect("the need is told");
    assert_eq!(of_listing["listing"]["title"], TITLE);
    for (figure, count) in [("challenges", 1), ("milestones", 1), ("internships", 1), ("internship-hours", 15)] {
        let told = changes.iter().rfind(|it| it["figure"]["figure"] == figure);
        assert_eq!(told.expect("the figure is told")["figure"]["count"], count, "{figure}");
    }
}

#[tokio::test]
async fn a_need_of_a_firm_becomes_a_result_that_both_sides_confirm_and_the_public_is_told_of() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = region(database).await?;
        let before = figures(&site).await;
        let listing = the_firm_posts_a_need_that_the_desk_accepts(&site).await?;
        let cast = Cast::enter(&site, listing, ["host", "firms", "schools", "school", "other-school"]).await?;
        the_call_is_checked_and_opened(&cast).await?;
        a_question_is_answered_for_everybody(&cast).await;
        two_universities_propose_under_seal(&cast).await?;
        officers_of_two_desks_open_them_together(&cast).await?;
        three_experts_score_without_seeing_each_other(&cast).await?;
        let cast = the_best_is_nominated_and_the_public_is_told(&cast).await?;
        both_agree_on_contract_and_milestones(&cast).await;
        let cast = a_student_interns_under_the_agreement(&cast).await?;
        both_confirm_milestone_targets_and_result(&cast).await;
        the_figures_change(&site, &before).await;
        the_changes_tell_it(&site, listing).await;
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}
