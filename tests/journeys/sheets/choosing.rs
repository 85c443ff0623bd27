//! Rows that are chosen become listings, once, whatever happens meanwhile.

use std::collections::HashSet;

use anyhow::Context as _;
use axum::http::StatusCode;
use rongqiao_api::tasks;
use rongqiao_model::access::{Action, Role, Thing};
use rongqiao_model::posting::PostingState;
use rongqiao_model::sheet::RowAim;
use rongqiao_model::store::RowsShown;
use rongqiao_model::{GrantId, ListingId, PersonId};
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::an_organisation;
use rongqiao_tests::site::encoded;
use time::Duration;

use super::{
    COLLEGE, Filled, OTHER_COLLEGE, between, bring, brought, college, course, filled, postings, site, take_all,
    teacher, template,
};

#[tokio::test]
async fn everything_that_a_college_has_is_reached_page_by_page_and_found_by_its_words() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let visitor = teacher(&site, "teacher").await?;
        let rows: Vec<Filled> = (1..=120).map(|number| course(number, &[])).collect();
        let sheet = brought(&visitor, &rows).await?;
        take_all(&visitor, &sheet, "draft").await;
        site.tend_sheets().await?;
        let mut seen = HashSet::new();
        let mut address = Some("/my/listings?state=draft".to_owned());
        let mut pages = 0;
        while let Some(next) = address {
            let page = visitor.get(&next).await.text;
            let titles = page.split("<h2><a href=\"").skip(1).filter_map(|it| it.split('"').next());
            seen.extend(titles.map(str::to_owned));
            address = page
                .split("rel=\"next\" href=\"")
                .nth(1)
                .and_then(|it| it.split('"').next())
                .map(|it| it.replace("&#38;", "&"));
            pages += 1;
        }
        assert_eq!((seen.len(), pages), (120, 3));
        let found = visitor.get("/my/listings?q=%E7%AC%AC7%E6%9C%9F").await.text;
        assert_eq!(found.matches("<h2><a href=").count(), 1, "第7期");
        assert!(visitor.get("/my/listings?q=100%25").await.text.contains("没有符合条件的信息"), "no pattern is read");
        assert!(visitor.get("/my/listings?state=published").await.text.contains("没有符合条件的信息"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn chosen_rows_become_drafts_that_say_what_the_sheet_said() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let visitor = teacher(&site, "teacher").await?;
        let sheet = brought(&visitor, &[course(1, &[]), course(2, &[]), course(3, &[("seats", "0")])]).await?;
        let nothing = visitor.submit(&sheet, &[("rows", "ticked"), ("do", "draft")]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.text.contains("请勾选要处理的行"));
        // Row 6 has to be mended and is not taken, ticked or not.
        visitor.submit(&sheet, &[("rows", "ticked"), ("row", "5"), ("row", "6"), ("do", "draft")]).await;
        assert_eq!(postings(&site, PostingState::Draft).await?, 1);
        let page = visitor.get(&sheet).await.text;
        let draft = between(&page, "<td><a href=\"").to_owned();
        let edit = visitor.get(&format!("{draft}/edit")).await.text;
        for held in [
            "value=\"工业机器人应用第2期\"",
            "<option value=\"course\" selected>",
            "<option value=\"on-site\" selected>",
            "value=\"48\"",
            "value=\"2026-09-14\"",
            "<option value=\"lg-ic\" selected>",
        ] {
            assert!(edit.contains(held), "{held}: {edit}");
        }
        visitor.submit(&sheet, &[("rows", "ticked"), ("row", "4"), ("do", "submit")]).await;
        assert_eq!(postings(&site, PostingState::Submitted).await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_job_fair_of_a_sheet_stays_a_draft_since_its_documents_are_still_to_come() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let visitor = teacher(&site, "teacher").await?;
        let event = |title: &str, sort: &str| -> Filled {
            let row = [
                ("title", title),
                ("description", "面向应届毕业生。"),
                ("event_type", sort),
                ("starts_at", "2026-10-16 13:30"),
                ("ends_at", "2026-10-16 16:30"),
                ("place", "上海市浦东新区"),
            ];
            row.map(|(name, value)| (name, value.to_owned())).into()
        };
        let rows = [event("秋季招聘会", "招聘会"), event("行业讲座", "讲座")];
        let file = filled(&template(&visitor, "event").await, &rows)?;
        let sheet = bring(&visitor, "event", "活动.xlsx", &file).await.header("location").to_owned();
        take_all(&visitor, &sheet, "submit").await;
        assert_eq!(postings(&site, PostingState::Submitted).await?, 1);
        assert_eq!(postings(&site, PostingState::Draft).await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn two_who_choose_at_once_and_two_servers_make_every_row_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (visitor, colleague) = (teacher(&site, "teacher").await?, teacher(&site, "colleague").await?);
        let rows: Vec<Filled> = (1..=30).map(|number| course(number, &[])).collect();
        let sheet = brought(&visitor, &rows).await?;
        let other = site.another_server().await?;
        let (one, two, tended) = tokio::join!(
            take_all(&visitor, &sheet, "submit"),
            take_all(&colleague, &sheet, "draft"),
            tasks::tend_sheets(&other)
        );
        assert!(one.status.is_redirection() && two.status.is_redirection() && tended.is_ok());
        site.tend_sheets().await?;
        let (drafts, submitted) =
            (postings(&site, PostingState::Draft).await?, postings(&site, PostingState::Submitted).await?);
        assert_eq!(drafts + submitted, 30);
        assert!(drafts == 30 || submitted == 30, "one of them chose all: {drafts} {submitted}");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn rows_that_were_chosen_before_a_server_stopped_are_taken_up_again() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let visitor = teacher(&site, "teacher").await?;
        let address = brought(&visitor, &[course(1, &[]), course(2, &[])]).await?;
        let person = PersonId::of_record("people", "teacher@example.com");
        let actor = site.store.find_actor(person, site.clock.now()).await?;
        let id = address.rsplit('/').next().unwrap_or_default().parse()?;
        let (sheet, _, permit) = site.store.find_sheet_for(&actor, id).await?.context("it is kept")?;
        assert_eq!(site.store.choose_sheet_rows(&permit, &sheet, None, RowAim::Submit).await?, 2);
        assert!(visitor.get(&address).await.text.contains("还有 2 行正在处理"));
        visitor.submit(&format!("{address}/discard"), &[]).await;
        assert_eq!(visitor.get(&address).await.status, StatusCode::OK, "what is being worked on is not forgotten");
        site.tend_sheets().await?;
        assert_eq!(postings(&site, PostingState::Submitted).await?, 2);
        let rows = site.store.list_sheet_rows(&permit, &sheet, RowsShown::All, (0, 10)).await?;
        assert!(rows.iter().all(|row| row.outcome.is_some()));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn who_lost_their_role_publishes_nothing_that_they_chose_before() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let visitor = teacher(&site, "teacher").await?;
        let address = brought(&visitor, &[course(1, &[])]).await?;
        let person = PersonId::of_record("people", "teacher@example.com");
        let now = site.clock.now();
        let actor = site.store.find_actor(person, now).await?;
        let id = address.rsplit('/').next().unwrap_or_default().parse()?;
        let (sheet, _, permit) = site.store.find_sheet_for(&actor, id).await?.context("it is kept")?;
        site.store.choose_sheet_rows(&permit, &sheet, None, RowAim::Submit).await?;
        let grant: GrantId = actor.grants().first().context("they have a role")?.id;
        site.person_with("keeper", Role::OrganisationAdministrator, Some(college(COLLEGE))).await?;
        let keeper = site.store.find_actor(PersonId::of_record("people", "keeper@example.com"), now).await?;
        let members = Thing::organisation(college(COLLEGE), an_organisation(COLLEGE).kind);
        let may = keeper.permit(Action::ManageMembers, members)?;
        assert!(site.store.end_role(&may, grant, "离职", now).await?);
        site.tend_sheets().await?;
        let colleague = teacher(&site, "colleague").await?;
        let page = colleague.get(&address).await.text;
        assert!(page.contains("未处理 1 行"), "{page}");
        assert_eq!(visitor.get(&address).await.status, StatusCode::NOT_FOUND);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_else_reaches_a_sheet_and_after_a_week_nobody_does() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let visitor = teacher(&site, "teacher").await?;
        let stranger = site.person_with("stranger", Role::CollegeStaff, Some(college(OTHER_COLLEGE))).await?;
        let desk = site.person_with("desk", Role::UniversitiesDesk, None).await?;
        let file = filled(&template(&visitor, "course").await, &[course(1, &[("mode", "")])])?;
        let sheet = bring(&visitor, "course", "a.xlsx", &file).await.header("location").to_owned();
        for other in [&stranger, &desk] {
            assert_eq!(other.get(&sheet).await.status, StatusCode::NOT_FOUND);
            assert_eq!(other.get(&format!("{sheet}/mend")).await.status, StatusCode::NOT_FOUND);
            assert_eq!(take_all(other, &sheet, "draft").await.status, StatusCode::NOT_FOUND);
            assert_eq!(other.submit(&format!("{sheet}/discard"), &[]).await.status, StatusCode::NOT_FOUND);
            assert_eq!(bring(other, "course", "a.xlsx", &file).await.status, StatusCode::NOT_FOUND);
        }
        assert!(site.get(&sheet).await.header("location").starts_with("/sign-in"));
        assert_eq!(visitor.get(&sheet).await.status, StatusCode::OK);
        site.clock.set(site.clock.now() + Duration::days(7));
        site.tend_sheets().await?;
        let visitor = site.come_back("teacher").await?;
        assert_eq!(visitor.get(&sheet).await.status, StatusCode::NOT_FOUND);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_row_whose_day_has_passed_since_it_was_read_stays_a_draft() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let visitor = teacher(&site, "teacher").await?;
        let tomorrow = (site.clock.now().date() + Duration::days(2)).to_string();
        let sheet = brought(&visitor, &[course(1, &[("valid_through", &tomorrow)])]).await?;
        site.clock.set(site.clock.now() + Duration::days(4));
        let visitor = site.come_back("teacher").await?;
        take_all(&visitor, &sheet, "submit").await;
        assert_eq!(postings(&site, PostingState::Draft).await?, 1);
        assert!(visitor.get(&sheet).await.text.contains("已存为草稿 1 条"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_course_from_a_sheet_is_found_once_the_desk_has_approved_it() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let visitor = teacher(&site, "teacher").await?;
        let desk = site.person_with("desk", Role::UniversitiesDesk, None).await?;
        let sheet = brought(&visitor, &[course(1, &[("title", "极地船舶焊接工艺")])]).await?;
        take_all(&visitor, &sheet, "submit").await;
        let page = visitor.get(&sheet).await.text;
        let id: ListingId = between(&page, "<td><a href=\"/my/listings/").parse()?;
        let review = desk.get(&format!("/desk/listings/{id}")).await;
        let revision = between(&review.text, "name=\"revision\" value=\"").to_owned();
        desk.submit(&format!("/desk/listings/{id}"), &[("do", "approve"), ("revision", &revision)]).await;
        site.follow().await?;
        let found = site.found(&format!("q={}", encoded("极地船舶焊接工艺"))).await;
        assert_eq!(found.first(), Some(&id.to_string()));
        Ok(())
    })
    .await
}
