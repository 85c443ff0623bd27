//! Many listings by one sheet: the template of each kind, what is read row by row, and what the chosen rows become.

use std::io::Cursor;

use anyhow::Context as _;
use axum::http::StatusCode;
use calamine::{Data, Reader as _, Xlsx};
use rongqiao_api::actions::sheets::brought_by_sheets;
use rongqiao_api::tasks;
use rongqiao_model::access::{Action, Role, Thing};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::posting::{PostingState, form_fields};
use rongqiao_model::sheet::{ROWS_MAX, RowAim};
use rongqiao_model::store::RowsShown;
use rongqiao_model::{GrantId, ListingId, OrganisationId, PersonId, SheetId};
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::{a_listing, an_organisation};
use rongqiao_tests::site::{Answered, TestSite, encoded};
use rongqiao_tests::visitor::Visitor;
use rust_xlsxwriter::Workbook;
use time::Duration;

const COLLEGE: &str = "上海海洋大学";
const OTHER_COLLEGE: &str = "上海电机学院";
const SHEETS: &str = "/my/listings/sheets";

/// A site that reads files and knows two colleges.
async fn site(database: TestDatabase) -> anyhow::Result<TestSite> {
    let site = TestSite::that_reads_files(database).await?;
    let course = |title: &str, by: &str| a_listing(ListingKind::Course).titled(title).from("tests", title).by(by);
    site.publish([course("已有课程", COLLEGE), course("别家课程", OTHER_COLLEGE)]).await?;
    Ok(site)
}

fn college(name: &str) -> OrganisationId {
    an_organisation(name).id
}

async fn teacher<'a>(site: &'a TestSite, name: &str) -> anyhow::Result<Visitor<'a>> {
    site.person_with(name, Role::CollegeStaff, Some(college(COLLEGE))).await
}

/// The cells of the first sheet of a workbook, row by row.
fn rows_of(file: &[u8]) -> anyhow::Result<Vec<Vec<String>>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(file))?;
    let name = workbook.sheet_names().first().cloned().context("it has a sheet")?;
    let range = workbook.worksheet_range(&name)?;
    let text = |cell: &Data| if *cell == Data::Empty { String::new() } else { cell.to_string() };
    Ok(range.rows().map(|row| row.iter().map(text).collect()).collect())
}

/// One row of a sheet: what stands under the names of fields.
type Filled = Vec<(&'static str, String)>;

/// The template filled with `rows`, each cell as text, as office programs write them.
fn filled(template: &[u8], rows: &[Filled]) -> anyhow::Result<Vec<u8>> {
    let head = rows_of(template)?;
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (line, cells) in (0..).zip(head.iter().take(3)) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(line, column, text)?;
        }
    }
    for (line, row) in (3..).zip(rows) {
        for (field, text) in row {
            let column = head[1].iter().position(|name| name.ends_with(&format!(".{field}")));
            sheet.write_string(line, u16::try_from(column.context("it has the column")?)?, text)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// A course as somebody fills it in, with `changes` in the place of what stands there.
fn course(number: usize, changes: &[(&'static str, &str)]) -> Filled {
    let mut row = vec![
        ("title", format!("工业机器人应用第{number}期")),
        ("description", "面向装备制造企业的实训课程。".to_owned()),
        ("format", "课程".to_owned()),
        ("mode", "线下".to_owned()),
        ("hours", "４８".to_owned()),
        ("seats", "30".to_owned()),
        ("starts_on", "2026年9月14日".to_owned()),
        ("place", "上海市浦东新区".to_owned()),
        ("zone", "东方芯港".to_owned()),
        ("skills", "西门子PLC、Python".to_owned()),
    ];
    for &(name, value) in changes {
        row.retain(|(known, _)| *known != name);
        row.push((name, value.to_owned()));
    }
    row
}

/// Text between `before` and the next quote.
fn between<'a>(page: &'a str, before: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once('"')).map_or("", |(value, _)| value)
}

async fn template(visitor: &Visitor<'_>, kind: &str) -> Vec<u8> {
    let answered = visitor.get(&format!("{SHEETS}/templates/{kind}")).await;
    assert_eq!(answered.status, StatusCode::OK, "{kind}");
    answered.bytes
}

/// Sends a sheet with the nonce of a fresh page.
async fn bring(visitor: &Visitor<'_>, kind: &str, name: &str, file: &[u8]) -> Answered {
    let page = visitor.get(SHEETS).await;
    let nonce = between(&page.text, "name=\"nonce\" value=\"").to_owned();
    bring_with(visitor, &nonce, kind, name, file).await
}

async fn bring_with(visitor: &Visitor<'_>, nonce: &str, kind: &str, name: &str, file: &[u8]) -> Answered {
    let organisation = college(COLLEGE).to_string();
    let fields = [("nonce", nonce), ("kind", kind), ("organisation", &organisation)];
    visitor.upload(SHEETS, &fields, ("sheet-file", name, file)).await
}

/// Brings courses and returns the address of what was read.
async fn brought(visitor: &Visitor<'_>, rows: &[Filled]) -> anyhow::Result<String> {
    let file = filled(&template(visitor, "course").await, rows)?;
    let answered = bring(visitor, "course", "课程.xlsx", &file).await;
    assert!(answered.status.is_redirection(), "{}", answered.text);
    Ok(answered.header("location").to_owned())
}

async fn take_all(visitor: &Visitor<'_>, sheet: &str, aim: &str) -> Answered {
    visitor.submit(sheet, &[("rows", "all"), ("do", aim)]).await
}

/// How many postings the college has, by their state.
async fn postings(site: &TestSite, state: PostingState) -> anyhow::Result<usize> {
    let person = PersonId::of_record("people", "teacher@example.com");
    let actor = site.store.find_actor(person, site.clock.now()).await?;
    let all = site.store.list_postings_of(&actor, 5_000).await?;
    Ok(all.iter().filter(|filed| filed.posting.state == state).count())
}

#[tokio::test]
async fn every_kind_has_a_template_in_both_languages_whose_example_is_not_read() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let visitor = teacher(&site, "teacher").await?;
        for kind in brought_by_sheets() {
            for language in ["", "/en"] {
                let answered = visitor.get(&format!("{language}{SHEETS}/templates/{}", kind.slug())).await;
                assert!(answered.header("content-disposition").starts_with("attachment; filename*=UTF-8''"));
                assert_eq!(answered.header("x-content-type-options"), "nosniff");
                let rows = rows_of(&answered.bytes)?;
                let fields = form_fields(kind);
                let names: Vec<String> = fields.iter().map(|it| format!("{}.{}", kind.slug(), it.name)).collect();
                assert_eq!(rows[1], names, "a column for each field of the form, known by its name");
                for (heading, field) in rows[0].iter().zip(&fields) {
                    assert_eq!(heading.ends_with('*'), field.required, "{heading}");
                }
                // Files read are counted for each person; one language in turn is enough.
                if (kind.ordinal() % 2 == 0) != language.is_empty() {
                    continue;
                }
                let untouched = bring(&visitor, kind.slug(), "a.xlsx", &answered.bytes).await;
                assert_eq!(untouched.status, StatusCode::UNPROCESSABLE_ENTITY);
                assert!(untouched.text.contains("表头下面没有填写内容"), "{}", untouched.text);
            }
        }
        Ok(())
    })
    .await
}

/// Two hundred courses of which seven cannot be published.
fn two_hundred() -> Vec<Filled> {
    let bad: [&[(&str, &str)]; 7] = [
        &[("title", ""), ("hours", "很多"), ("format", "讲座"), ("publish_at", "2020-01-01")],
        &[("mode", "")],
        &[("description", "限男性，学费另付。")],
        &[("starts_on", "开学后")],
        &[("valid_through", "2020-01-01")],
        &[("zone", "月球基地")],
        &[],
    ];
    let mut rows: Vec<Filled> = (1..=193).map(|number| course(number, &[])).collect();
    for (at, changes) in bad.iter().enumerate() {
        // The last one says the same as the first row.
        let number = if changes.is_empty() { 1 } else { 300 + at };
        rows.insert((at + 1) * 20, course(number, changes));
    }
    rows
}

#[tokio::test]
async fn a_college_brings_200_courses_of_which_7_have_to_be_mended() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let visitor = teacher(&site, "teacher").await?;
        let sheet = brought(&visitor, &two_hundred()).await?;
        let page = visitor.get(&format!("{sheet}?which=bad")).await.text;
        for words in [
            "可发布 193 行",
            "需修改 7 行",
            "请填写“标题”。",
            "“学时”应是 0 到 10000 之间的数字。",
            "请在列表中选择“形式”。",
            "限定性别",
            "“开课日期”应是日期",
            "“有效期至”应在",
            "“临港片区”不在可选内容里",
            "与第 4 行内容相同",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert_eq!(page.matches("class=\"state state-bad\"").count(), 7);
        assert_eq!(postings(&site, PostingState::Draft).await?, 0, "nothing becomes a listing before it is chosen");
        let second = visitor.get(&format!("{sheet}?page=2")).await.text;
        assert_eq!(second.matches("<th scope=\"row\">").count(), 100, "a hundred rows on a page");

        assert_eq!(take_all(&visitor, &sheet, "submit").await.header("location"), sheet);
        assert_eq!(postings(&site, PostingState::Submitted).await?, 193);
        assert!(visitor.get(&sheet).await.text.contains("已提交审核 193 条"));
        take_all(&visitor, &sheet, "submit").await;
        site.tend_sheets().await?;
        assert_eq!(postings(&site, PostingState::Submitted).await?, 193, "choosing twice makes nothing twice");

        let mend = visitor.get(&format!("{sheet}/mend")).await;
        let rows = rows_of(&mend.bytes)?;
        assert_eq!((rows.len(), rows[1][0].as_str()), (9, "rongqiao.mistakes"));
        for all_at_once in ["请填写“标题”。\n", "“形式”", "“学时”", "“发布日期（定时）”应在"]
        {
            assert!(rows[2][0].contains(all_at_once), "{all_at_once}: {:?}", rows[2]);
        }
        assert!(rows[4][0].contains("限男性"), "{:?}", rows[4]);
        let again = bring(&visitor, "course", "待修改.xlsx", &mend.bytes).await;
        let page = visitor.get(again.header("location")).await.text;
        assert!(page.contains("需修改 7 行"), "what is not mended is told again: {page}");
        assert!(page.contains("本机构已有内容相同的信息"), "{page}");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_full_sheet_is_read_at_once_and_what_was_chosen_goes_on_behind_the_answer() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let visitor = teacher(&site, "teacher").await?;
        let rows: Vec<Filled> = (1..=ROWS_MAX).map(|number| course(number, &[])).collect();
        let sheet = brought(&visitor, &rows).await?;
        let page = visitor.get(&sheet).await.text;
        assert!(page.contains("可发布 2,000 行"), "{page}");
        assert_eq!(page.matches("<th scope=\"row\">").count(), 100);
        assert_eq!(visitor.get(&format!("{sheet}?page=20")).await.text.matches("<th scope=\"row\">").count(), 100);
        take_all(&visitor, &sheet, "draft").await;
        let page = visitor.get(&sheet).await.text;
        assert!(page.contains("还有 1,750 行正在处理") && page.contains("已存为草稿 250 条"), "{page}");
        site.tend_sheets().await?;
        assert_eq!(postings(&site, PostingState::Draft).await?, ROWS_MAX);
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
async fn files_that_are_no_sheets_of_the_kind_are_refused_in_words() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let visitor = teacher(&site, "teacher").await?;
        let job = filled(&template(&visitor, "job").await, &[vec![("title", "岗位".to_owned())]])?;
        let mut large = b"a,b\n".to_vec();
        large.resize(4 * 1024 * 1024 + 1, b'x');
        let many = format!("标题,学时\n{}", "甲,1\n".repeat(2_010));
        for (file, words) in [
            (job.as_slice(), "这是“岗位”的模板"),
            (b"%PDF-1.7\0", "不是 xlsx 或 CSV"),
            (&[0xd0, 0xcf, 0x11, 0xe0, 1], "旧版 xls"),
            (b"PK\x03\x04 broken", "读不出来"),
            (b"a,b\n1,2\n", "没有找到表头"),
            (many.as_bytes(), "一次最多 2000 行"),
            (b"", "请选择一个有内容的文件"),
            (&large, "最多 4 MB"),
        ] {
            let refused = bring(&visitor, "course", "a.xlsx", file).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}: {}", refused.text);
            assert!(refused.text.contains(words), "{words}: {}", refused.text);
            assert!(refused.text.contains("<option value=\"course\" selected>"), "what was chosen is kept");
        }
        let unsaid = bring(&visitor, "", "a.xlsx", &job).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visitor.get(SHEETS).await.text.matches("<h3>").count() == 0, "nothing was kept");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn tables_of_text_in_gbk_are_read_by_their_headings() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let visitor = teacher(&site, "teacher").await?;
        let heads = rows_of(&template(&visitor, "course").await)?;
        let of = |field: &str| {
            let at = heads[1].iter().position(|name| name.ends_with(&format!(".{field}"))).unwrap_or_default();
            heads[0][at].clone()
        };
        let table = format!(
            "{},{},{},{},内部编号\n焊接技术,实训,课程,线上,7\n",
            of("title"),
            of("description"),
            of("format"),
            of("mode")
        );
        let (gbk, _, unmapped) = encoding_rs::GBK.encode(&table);
        assert!(!unmapped);
        let answered = bring(&visitor, "course", "课程.csv", &gbk).await;
        let page = visitor.get(answered.header("location")).await.text;
        assert!(page.contains("焊接技术") && page.contains("可发布 1 行"), "{page}");
        assert!(page.contains("这些列没有读取：内部编号"), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_typed_never_becomes_a_formula_or_a_page() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let visitor = teacher(&site, "teacher").await?;
        let evil = "=cmd|'/C calc'!A0";
        let script = "<script>alert(1)</script>";
        let sheet =
            brought(&visitor, &[course(1, &[("title", evil), ("mode", "")]), course(2, &[("title", script)])]).await?;
        let page = visitor.get(&sheet).await.text;
        assert!(!page.contains(script) && page.contains("alert(1)"));
        let mend = visitor.get(&format!("{sheet}/mend")).await;
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(mend.bytes))?;
        for name in workbook.sheet_names() {
            assert!(workbook.worksheet_formula(&name)?.is_empty(), "{name} holds a formula");
        }
        let rows = rows_of(&visitor.get(&format!("{sheet}/mend")).await.bytes)?;
        assert!(rows[2].iter().any(|cell| cell == evil), "{rows:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_same_sheet_twice_makes_nothing_twice() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let visitor = teacher(&site, "teacher").await?;
        let file = filled(&template(&visitor, "course").await, &[course(1, &[]), course(2, &[])])?;
        let nonce = SheetId::of_record("nonce", "one").to_string();
        let first = bring_with(&visitor, &nonce, "course", "a.xlsx", &file).await;
        let second = bring_with(&visitor, &nonce, "course", "a.xlsx", &file).await;
        assert_eq!(first.header("location"), second.header("location"), "a form that was sent twice keeps one sheet");
        let other = bring(&visitor, "course", "b.xlsx", &file).await;
        take_all(&visitor, first.header("location"), "draft").await;
        take_all(&visitor, other.header("location"), "draft").await;
        assert_eq!(postings(&site, PostingState::Draft).await?, 2, "two sheets that say the same make it once");
        let page = visitor.get(other.header("location")).await.text;
        assert!(page.contains("未处理：已有相同信息"), "{page}");
        let third = bring(&visitor, "course", "c.xlsx", &file).await;
        let page = visitor.get(third.header("location")).await.text;
        assert!(page.contains("需修改 2 行") && page.contains("本机构已有内容相同的信息"), "{page}");
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
