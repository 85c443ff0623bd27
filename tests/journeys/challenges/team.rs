//! What a team for a challenge could be made of, as its publisher and the desks see it.

use rongqiao_model::kind::Details;
use rongqiao_model::kind::cooperation::{Cooperation, CooperationForm, CooperationOfferDetails};
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::NOW;
use rongqiao_tests::visitor::Visitor;

use super::*;
use crate::talents::{somebody, stand};

const SCHOOL: &str = "临港大学";
const OTHER_FIRM: &str = "滨海重工（上海）有限公司";

/// What the challenge asks for; nobody here has the last one.
const ASKED: [&str; 4] = ["Python", "PLC编程", "SolidWorks", "C++"];

fn challenge() -> ListingDraft {
    the_challenge().with_skills(ASKED)
}

fn offer(kind: ListingKind, title: &str, by: &str) -> ListingDraft {
    a_listing(kind).titled(title).from("rongqiao", title).by(by)
}

fn cooperation(title: &str, form: CooperationForm) -> ListingDraft {
    let details = Cooperation { form: Some(form), ..Cooperation::default() };
    let details = Details::CooperationOffer(CooperationOfferDetails(details));
    offer(ListingKind::CooperationOffer, title, OTHER_FIRM).with_details(details).with_skills(["SolidWorks"])
}

/// A site on which the publisher's call waits for the desk.
async fn site(database: TestDatabase) -> anyhow::Result<TestSite> {
    let listings = [
        challenge(),
        offer(ListingKind::Facility, "机电实验室", SCHOOL).with_skills(["PLC编程", "Python"]),
        offer(ListingKind::Facility, "自有产线", FIRM).with_skills(["PLC编程", "Python", "SolidWorks"]),
        offer(ListingKind::Course, "控制程序设计", SCHOOL).with_skills(["PLC编程"]),
        offer(ListingKind::Course, "陶艺入门", SCHOOL).without_skills(),
        cooperation("工程师进校授课", CooperationForm::MentorExchange),
        cooperation("联合开订单班", CooperationForm::OrderClass),
    ];
    let site = TestSite::with(database, listings).await?;
    let publisher = site.person_with("publisher", Role::Recruiter, Some(an_organisation(FIRM).id)).await?;
    let deadline = (NOW + Duration::days(10)).to_offset(rongqiao_model::clock::SHANGHAI);
    let format = time::macros::format_description!("[year]-[month]-[day]T[hour]:[minute]");
    let deadline = deadline.format(&format)?;
    let weights = [("weight-targets", "40"), ("weight-plan", "25"), ("weight-team", "20"), ("weight-price", "15")];
    let fields: Vec<(&str, &str)> =
        [("do", "put-up"), ("deadline", deadline.as_str())].into_iter().chain(weights).collect();
    let begun = publisher.submit(&mine(), &fields).await;
    anyhow::ensure!(begun.status.is_redirection(), "{} {}", begun.status, begun.text);
    Ok(site)
}

fn mine() -> String {
    format!("/my/challenges/{}", the_challenge().id())
}

/// The team that a page suggests.
fn team(page: &str) -> &str {
    page.split_once("id=\"team\"").and_then(|(_, rest)| rest.split_once("</section>")).map_or("", |(team, _)| team)
}

/// One part of it, by its name.
fn part<'a>(team: &'a str, slug: &str) -> &'a str {
    let rest = team.split_once(&format!("id=\"team-{slug}\"")).map_or("", |(_, rest)| rest);
    rest.split("<h3").next().unwrap_or_default()
}

async fn at_the_desk(officer: &Visitor<'_>) -> String {
    let list = officer.get("/desk/challenges").await.text;
    let id = list.split_once("href=\"/desk/challenges/").and_then(|(_, rest)| rest.split_once('"'));
    officer.get(&format!("/desk/challenges/{}", id.map_or("", |(id, _)| id))).await.text
}

#[tokio::test]
async fn publisher_and_desk_see_whose_laboratory_course_and_experts_fit_and_what_nobody_has() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let publisher = site.come_back("publisher").await?;
        let officer = site.person_with("firms", Role::FirmsDesk, None).await?;
        for page in [publisher.get(&mine()).await.text, at_the_desk(&officer).await] {
            let team = team(&page);
            let laboratory = part(team, "laboratories");
            let link = format!("<a href=\"/listings/{}\"", ListingId::of_record("rongqiao", "机电实验室"));
            for words in [link.as_str(), "机电实验室", SCHOOL, "技能：PLC编程"] {
                assert!(laboratory.contains(words), "{words} in {laboratory}");
            }
            let course = part(team, "courses");
            assert!(course.contains("控制程序设计") && course.contains("课程项目"), "{team}");
            let experts = part(team, "experts");
            assert!(experts.contains("工程师进校授课") && experts.contains(OTHER_FIRM), "{team}");
            for not in ["自有产线", "陶艺入门", "联合开订单班"] {
                assert!(!team.contains(not), "{not} in {team}");
            }
            let notice = team.split_once("class=\"notice\">").and_then(|(_, rest)| rest.split_once("</p>"));
            let notice = notice.map_or("", |(notice, _)| notice);
            assert!(notice.contains("C++") && !notice.contains("Python") && !notice.contains("SolidWorks"), "{notice}");
        }
        assert!(team(&publisher.get(&format!("/en{}", mine())).await.text).contains("Skills asked for that nothing"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn people_are_counted_from_five_on_for_a_verified_publisher_and_never_named() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let publisher = site.come_back("publisher").await?;
        assert!(part(team(&publisher.get(&mine()).await.text), "people").is_empty(), "it may find nobody");
        stand(&site, FIRM, "verified").await?;
        for name in ["甲某", "乙某", "丙某", "丁某"] {
            somebody(&site, name, &["Python", "PLC编程"], "findable").await?;
        }
        somebody(&site, "戊某", &["Python", "PLC编程"], "private").await?;
        somebody(&site, "己某", &["打铁花"], "findable").await?;
        let few = publisher.get(&mine()).await.text;
        let told = part(team(&few), "people");
        assert!(told.contains("不足 5 人") && !told.contains("4 位"), "{told}");
        let fifth = somebody(&site, "庚某", &["PLC编程", "SolidWorks"], "findable").await?;
        let officer = site.person_with("firms", Role::FirmsDesk, None).await?;
        let find = format!("href=\"/my/listings/{}/people\"", the_challenge().id());
        for (page, may_find) in [(publisher.get(&mine()).await.text, true), (at_the_desk(&officer).await, false)] {
            let told = part(team(&page), "people");
            assert!(told.contains("5 位愿意被搜索到的人"), "{told}");
            assert_eq!(told.contains(&find), may_find, "{told}");
            assert!(!page.contains("庚某") && !page.contains(&fifth.id.to_string()), "{page}");
        }
        let looks = crate::privacy::count(&site, "talent_look").await?;
        assert_eq!(looks, 0, "whoever is only counted is seen by nobody");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_public_page_of_an_open_call_suggests_nothing() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let laboratory = offer(ListingKind::Facility, "键合实验室", SCHOOL).titled("低温键合工艺");
        site.publish([laboratory]).await?;
        let world = World::with_an_open_call(site).await?;
        let page = world.site.get(&format!("/listings/{}/call", the_challenge().id())).await;
        assert!(page.status.is_success() && team(&page.text).is_empty(), "{}", page.text);
        Ok(())
    })
    .await
}
