//! What a sheet says, read back in words.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Reader as _, Xlsx};
use rongqiao_api::actions::sheets::brought_by_sheets;
use rongqiao_model::SheetId;
use rongqiao_model::posting::{PostingState, form_fields};
use rongqiao_tests::database::on_every_database;

use super::{SHEETS, bring, bring_with, brought, course, filled, postings, rows_of, site, take_all, teacher, template};

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
