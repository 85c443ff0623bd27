//! Many listings by one sheet: the template of each kind, what is read row by row, and what the chosen rows become.

mod choosing;
mod reading;

use std::io::Cursor;

use anyhow::Context as _;
use axum::http::StatusCode;
use calamine::{Data, Reader as _, Xlsx};
use rongqiao_model::access::Role;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::posting::PostingState;
use rongqiao_model::sheet::ROWS_MAX;
use rongqiao_model::{OrganisationId, PersonId};
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::{a_listing, an_organisation};
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;
use rust_xlsxwriter::Workbook;

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
    Ok(site.store.count_postings_of(&actor).await?.get(&state).map_or(0, |&count| count as usize))
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
