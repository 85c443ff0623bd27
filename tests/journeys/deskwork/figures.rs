//! The figures of the desks: counted rightly, each side's for its desk, and nobody else's business.

use axum::http::StatusCode;
use rongqiao_api::language::Language;
use rongqiao_model::access::{Actor, Desk, Grant, Role};
use rongqiao_model::clock::day_of;
use rongqiao_model::desk_figures::{DeskScope, Queue, QueueFigures};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::{GrantId, PersonId};
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::{a_job, a_listing};
use rongqiao_tests::people::make_person;
use rongqiao_tests::site::TestSite;
use time::Duration;

use super::super::publishing::{desk, firm, judge, recruiter, submitted};
use super::recount::{FIRM, Piece, UNIVERSITY, asker, pieces, recount};

async fn site(database: TestDatabase) -> anyhow::Result<TestSite> {
    let course = a_listing(ListingKind::Course).from("test", "课程").by(UNIVERSITY);
    TestSite::with(database, [a_job("已有岗位").by(FIRM), course]).await
}

/// What somebody with `role` may see.
fn scope(site: &TestSite, role: Role) -> anyhow::Result<DeskScope> {
    let (person, now) = (PersonId::of_record("people", role.slug()), site.clock.now());
    let id = GrantId::of_record("people", role.slug());
    let grant = Grant { id, person, role, organisation: None, until: None, granted_at: now };
    Ok(DeskScope::of(&Actor::new(person, vec![grant], day_of(now)))?)
}

#[tokio::test]
async fn the_figures_are_what_a_plain_recount_of_all_work_gives() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let now = site.clock.now();
        let pieces = pieces(now);
        assert_eq!(make_person(&site.store, ("林汐", "asker@example.com"), None, now).await?, asker());
        for (number, piece) in pieces.iter().enumerate() {
            piece.store(&site, number).await?;
        }
        for (role, desks) in [
            (Role::FirmsDesk, &[Desk::Firms][..]),
            (Role::UniversitiesDesk, &[Desk::Universities]),
            (Role::Committee, Desk::ALL),
        ] {
            let scope = scope(&site, role)?;
            let theirs: Vec<Piece> = pieces.iter().filter(|it| desks.contains(&it.desk)).copied().collect();
            let expected: Vec<QueueFigures> =
                scope.queues().into_iter().map(|queue| recount(queue, &theirs, now)).collect();
            assert_eq!(site.store.desk_figures(&scope, now).await?, expected, "{}", role.slug());
            // What was made up is worth counting: each queue waits, is late, and was decided in time and not.
            for it in expected.iter().filter(|_| role == Role::Committee) {
                let waits = it.waiting.overdue > 0 && it.waiting.due_soon > 0;
                let [month, quarter] = &it.decided;
                let decides = month.in_time > 0 && month.in_time < month.decided && month.decided < quarter.decided;
                assert!(waits && decides && month.median_days < month.ninetieth_days, "{it:?}");
            }
        }
        let committee = scope(&site, Role::Committee)?;
        let of_one = committee.only(Desk::Firms).map(|scope| scope.queues());
        assert_eq!(
            of_one,
            Some(scope(&site, Role::FirmsDesk)?.queues()),
            "of one desk the committee sees what it does"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_desk_reads_its_own_sides_figures_the_committee_all_and_nobody_else_any() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "writer").await?;
        desk(&site, "firms").await?;
        site.person_with("universities", Role::UniversitiesDesk, None).await?;
        site.person_with("committee", Role::Committee, None).await?;
        let first = submitted(&site, &writer, &[]).await?;
        submitted(&site, &writer, &[("title", "薄膜工艺实习生")]).await?;
        site.clock.set(site.clock.now() + Duration::days(1));
        judge(&site.come_back("firms").await?, first, "approve", &[]).await;
        site.clock.set(site.clock.now() + Duration::days(4));
        let firms = site.come_back("firms").await?;
        let universities = site.come_back("universities").await?;
        let committee = site.come_back("committee").await?;

        let csv = firms.get("/desk/figures.csv").await;
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
        for line in [
            "待办,信息发布审核,待办,1\n",
            "待办,信息发布审核,超期,1\n",
            "待办,信息发布审核,最早一件的提交日,2026年9月1日\n",
            "最近 30 天的办理,信息发布审核,办理,1\n",
            "最近 30 天的办理,信息发布审核,结果,通过 1，退回修改 0，未通过 0\n",
            "最近 90 天的办理,信息发布审核,办理时长中位数,1 个工作日\n",
            "最近 90 天的办理,信息发布审核,按期办结,1 件（100%）\n",
            "最近 30 天的办理,投诉举报,九成办结用时,无\n",
            "本侧单位发布的信息,岗位,公开中,2\n",
        ] {
            assert!(csv.text.contains(line), "{line} in {}", csv.text);
        }
        assert!(!csv.text.contains("课程") && !csv.text.contains("申诉,") && !csv.text.contains("个人信息请求"));
        let page = firms.get("/desk/figures").await;
        assert!(page.text.contains("怎样统计") && page.text.contains("href=\"/desk/listings\""), "{}", page.text);
        let overview = firms.get("/desk").await.text;
        assert!(overview.contains("待办 1 件") && overview.contains("超期 1 件"), "{overview}");

        let other = universities.get("/desk/figures.csv").await.text;
        assert!(other.contains("待办,信息发布审核,待办,0\n") && other.contains("课程,公开中,1\n"), "{other}");
        assert!(!other.contains("岗位,公开中"), "{other}");
        let all = committee.get("/desk/figures.csv").await.text;
        assert!(all.contains("岗位,公开中,2\n") && all.contains("课程,公开中,1\n") && all.contains("申诉,办理,0\n"));
        assert_eq!(committee.get("/desk/figures.csv?desk=firms").await.text, csv.text);
        let english = committee.get("/en/desk/figures?desk=universities").await.text;
        assert!(english.contains("aria-current=\"page\">Universities") && english.contains("Nine of ten within"));

        for address in ["/desk/figures?desk=universities", "/desk/figures.csv?desk=committee", "/desk/figures?desk=x"] {
            assert_eq!(firms.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
        }
        let others = [Role::Recruiter, Role::OrganisationAdministrator, Role::CollegeStaff];
        for role in others {
            let organisation = Some(firm(FIRM));
            let somebody = site.person_with(role.slug(), role, organisation).await?;
            assert_eq!(somebody.get("/desk/figures").await.status, StatusCode::NOT_FOUND, "{}", role.slug());
        }
        for role in [Role::SecurityAdministrator, Role::AuditAdministrator, Role::SystemAdministrator, Role::Reviewer] {
            let somebody = site.person_with(role.slug(), role, None).await?;
            for address in ["/desk/figures", "/desk/figures.csv"] {
                assert_eq!(somebody.get(address).await.status, StatusCode::NOT_FOUND, "{}", role.slug());
            }
        }
        assert!(site.get("/desk/figures").await.header("location").starts_with("/sign-in"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_ended_is_counted_by_how_it_ended() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "writer").await?;
        let officer = desk(&site, "officer").await?;
        let mut published = Vec::new();
        for title in ["光刻工艺实习生", "薄膜工艺实习生", "刻蚀工艺实习生"] {
            let id = submitted(&site, &writer, &[("title", title)]).await?;
            judge(&officer, id, "approve", &[]).await;
            published.push(id);
        }
        writer.submit(&format!("/my/listings/{}/close", published[0]), &[("reason", "已招满")]).await;
        officer.submit(&format!("/desk/listings/{}/withdraw", published[1]), &[("reason", "内容不实")]).await;
        let csv = officer.get("/desk/figures.csv").await.text;
        for line in ["岗位,公开中,2\n", "岗位,近 30 天单位关闭,1\n", "岗位,近 30 天到期,0\n", "岗位,近 30 天下架,1\n"]
        {
            assert!(csv.contains(line), "{line} in {csv}");
        }
        // A month later the internship that nobody ended is still open, and what ended is not told of any more.
        site.clock.set(site.clock.now() + Duration::days(31));
        let officer = site.come_back("officer").await?;
        let csv = officer.get("/desk/figures.csv").await.text;
        assert!(csv.contains("岗位,公开中,2\n") && csv.contains("岗位,近 30 天单位关闭,0\n"), "{csv}");
        assert!(csv.contains("岗位,近 30 天新发布,0\n"), "{csv}");
        Ok(())
    })
    .await
}

#[test]
fn every_queue_and_outcome_has_a_name_in_both_languages() {
    for &queue in Queue::ALL {
        for language in [Language::Chinese, Language::English] {
            assert!(language.knows(&format!("desk-figures-{}", queue.slug())));
            for outcome in queue.outcomes() {
                assert!(language.knows(&format!("desk-figures-{}-{outcome}", queue.slug())), "{outcome}");
            }
        }
    }
}
