//! Reading a profile out of a pasted text or an uploaded file, and files that want to do harm.

use std::io::{Cursor, Write as _};

use anyhow::Context as _;
use axum::http::StatusCode;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;
use sea_orm_migration::sea_orm::{FromQueryResult as _, JsonValue, Statement};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::accounts::sign_up;

const MAIL: &str = "linxi@example.edu.cn";

/// Printed to PDF by Chromium: fonts are embedded, letters look like radicals.
const EMBEDDED: &[u8] = include_bytes!("../files/embedded.pdf");

/// Written by the library `reportlab`: the Chinese font is named and not embedded, as in many files of offices.
const NOT_EMBEDDED: &[u8] = include_bytes!("../files/not-embedded.pdf");

const RESUME: &str = "林汐 13912345678 身份证310115200305121234\n2022.09-2026.06 上海海洋大学 机械工程 本科\n\
                      熟悉 Python，会西门子PLC，英语六级\n2025.07-2025.09 临港重装有限公司 实习生\n画图";

async fn read(visitor: &Visitor<'_>, file: &[u8]) -> Answered {
    visitor.submit_file("/profile/reading", &[("text", "")], "../../etc/简历.exe", file).await
}

/// The fields of the form on a page, as a browser would send them.
fn form_on(page: &str) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        let value = tag.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0;
        Some(value.replace("&#34;", "\"").replace("&#38;", "&").replace("&#39;", "'").replace("&amp;", "&"))
    };
    let form = page.split("action=\"/profile/reading/keep\"").nth(1).unwrap_or_default();
    let form = form.split("</form>").next().unwrap_or_default();
    let mut fields = Vec::new();
    let mut select = String::new();
    for tag in form.split('<') {
        let name = attribute(tag, "name");
        match tag.split([' ', '>']).next().unwrap_or_default() {
            "input" if !tag.contains("type=\"checkbox\"") || tag.contains(" checked") => {
                fields.extend(name.zip(attribute(tag, "value")));
            }
            "textarea" => fields.extend(name.zip(tag.split_once('>').map(|it| it.1.to_owned()))),
            "select" => select = name.unwrap_or_default(),
            "option" if tag.contains(" selected") => {
                fields.extend(attribute(tag, "value").map(|it| (select.clone(), it)))
            }
            _ => {}
        }
    }
    fields
}

async fn keep(visitor: &Visitor<'_>, fields: &[(String, String)]) -> Answered {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    visitor.submit("/profile/reading/keep", &fields).await
}

#[tokio::test]
async fn a_pasted_resume_is_read_corrected_and_kept_without_what_is_private() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        let page = owner.submit_file("/profile/reading", &[("text", RESUME)], "", &[]).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert!(page.text.contains("原文里有身份证号、手机号，已经去掉"), "{}", page.text);
        assert!(page.text.contains("<mark>Python</mark>"), "what was read is shown where it stood");
        assert!(!page.text.contains("310115200305121234"));
        assert!(!owner.get("/profile").await.text.contains("上海海洋大学"), "nothing is kept before it was looked at");

        let mut fields = form_on(&page.text);
        // 西门子PLC is not wanted, and Python is known better.
        let number_of = |skill: &str| {
            let of_skill = |(name, value): &&(String, String)| name.ends_with("-skill") && value == skill;
            fields.iter().find(of_skill).and_then(|(name, _)| name.split_once('-')).map(|it| it.0.to_owned())
        };
        let plc = number_of("西门子PLC").context("it was read")?;
        let python = number_of("Python").context("it was read")?;
        fields.retain(|(name, _)| *name != format!("{plc}-keep"));
        for (_, level) in fields.iter_mut().filter(|(name, _)| *name == format!("{python}-level")) {
            "expert".clone_into(level);
        }
        assert_eq!(keep(&owner, &fields).await.header("location"), "/profile");
        let profile = owner.get("/profile").await.text;
        for words in
            ["上海海洋大学", "机械工程", "2022 – 2026", "Python", "精通", "大学英语六级", "临港重装有限公司", "画图"]
        {
            assert!(profile.contains(words), "{words}: {profile}");
        }
        assert!(!profile.contains("PLC"));
        let connection = site.store.connection();
        let query = Statement::from_string(connection.get_database_backend(), "SELECT contents FROM profile");
        let rows = JsonValue::find_by_statement(query).all(connection).await?;
        let stored = format!("{rows:?}");
        assert!(stored.contains("上海海洋大学") && !stored.contains("13912345678") && !stored.contains("3101152003"));

        let again = owner.submit_file("/en/profile/reading", &[("text", RESUME)], "", &[]).await;
        assert!(again.text.contains("2 more are in your profile already."), "{}", again.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_read_comes_back_whole_when_it_cannot_be_kept() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        let page = owner.submit_file("/profile/reading", &[("text", RESUME)], "", &[]).await;
        let mut fields = form_on(&page.text);
        for (name, value) in &mut fields {
            if name.ends_with("-from") {
                "去年".clone_into(value);
            }
        }
        let wrong = keep(&owner, &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("1950 到 2100") && wrong.text.contains("例如 2025-07"), "both are told");
        assert_eq!(form_on(&wrong.text), fields);

        let fields = form_on(&page.text);
        owner.submit("/profile/wishes", &[("titles", "设计"), ("revision", "0")]).await;
        let behind = keep(&owner, &fields).await;
        assert_eq!(behind.status, StatusCode::CONFLICT);
        assert_eq!(keep(&owner, &form_on(&behind.text)).await.header("location"), "/profile");
        let profile = owner.get("/profile").await.text;
        assert!(profile.contains("设计") && profile.contains("上海海洋大学"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn pdf_and_docx_are_read_whatever_they_are_called() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::that_reads_files(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        let xml = "<w:document xmlns:w=\"w\"><w:body><w:p><w:t>2022.09-2026.06 上海海洋大学 机械工程 本科</w:t></w:p>\
                   <w:p><w:r><w:t>熟悉 Python，会西门子</w:t></w:r><w:r><w:t>PLC，手机 13912345678</w:t></w:r></w:p></w:body></w:document>";
        for (file, what) in [(EMBEDDED, "embedded"), (NOT_EMBEDDED, "not embedded"), (&archive(xml.as_bytes()), "docx")] {
            let page = read(&owner, file).await;
            assert_eq!(page.status, StatusCode::OK, "{what}: {}", page.text);
            for words in ["上海海洋大学", "机械工程", "<mark>Python</mark>", "<mark>西门子PLC</mark>", "手机号，已经去掉"] {
                assert!(page.text.contains(words), "{what}, {words}: {}", page.text);
            }
        }
        Ok(())
    })
    .await
}

/// An archive with this as the text of a document.
fn archive(xml: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", SimpleFileOptions::default()).expect("it can be begun");
    archive.write_all(xml).expect("it can be written");
    archive.finish().expect("it can be ended").into_inner()
}

/// A PDF of one page on which this is drawn; the stream is packed where `packed`.
fn pdf(drawn: &[u8], packed: bool, resources: &str) -> Vec<u8> {
    let filter = if packed { "/Filter /FlateDecode " } else { "" };
    let head = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<{resources}>>/Contents 4 0 R>>endobj\n\
         4 0 obj<<{filter}/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<{resources}>>/Length {}>>stream\n",
        drawn.len()
    );
    let places = (1..=4).filter_map(|number| head.find(&format!("\n{number} 0 obj"))).map(|at| at + 1);
    let mut file = head.clone().into_bytes();
    file.extend_from_slice(drawn);
    file.extend_from_slice(b"\nendstream endobj\n");
    let table = file.len();
    file.extend_from_slice(b"xref\n0 5\n0000000000 65535 f \n");
    for place in places {
        file.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    file.extend_from_slice(format!("trailer<</Size 5/Root 1 0 R>>\nstartxref\n{table}\n%%EOF").as_bytes());
    file
}

/// So many bytes of `piece`, packed.
fn packed(piece: u8, count: usize) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    let block = vec![piece; 1 << 20];
    for _ in 0..count >> 20 {
        packer.write_all(&block).expect("it can be packed");
    }
    packer.finish().expect("it can be ended")
}

#[tokio::test]
async fn files_that_want_to_do_harm_are_refused_and_the_site_stays_well() -> anyhow::Result<()> {
    let spaces = vec![b' '; 20 << 20];
    let laughs = "<!DOCTYPE x [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
                  <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><w:p><w:t>&c;</w:t></w:p>";
    let recursion = pdf(b"/Again Do", false, "/XObject<</Again 4 0 R>>");
    let bomb = pdf(&packed(b' ', 1 << 30), true, "");
    let mut broken = EMBEDDED.to_vec();
    broken.truncate(broken.len() / 3);
    let files: [(&str, Vec<u8>, &str); 10] = [
        ("a bomb in an archive", archive(&spaces), "太大"),
        ("a billion laughs", archive(laughs.as_bytes()), "没有文字"),
        ("a PDF that unfolds to 1 GB", bomb, "读不出来"),
        ("a PDF that draws itself", recursion, "读不出来"),
        ("a third of a PDF", broken, "读不出来"),
        ("half an archive", archive(b"<a/>")[..20].to_vec(), "读不出来"),
        ("a picture", b"\x89PNG\r\n\x1a\n....".to_vec(), "不是 PDF 或 DOCX"),
        ("an elder document", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "不是 PDF 或 DOCX"),
        ("a page without text", pdf(b"", false, ""), "没有文字"),
        ("more than is taken", vec![b'%'; (4 << 20) + 1], "太大"),
    ];
    on_every_database(async |database| {
        let site = TestSite::that_reads_files(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        for (what, file, told) in &files {
            let answered = read(&owner, file).await;
            assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}: {}", answered.text);
            let mistake = answered.text.split("id=\"file-mistake\">").nth(1).and_then(|it| it.split('<').next());
            assert!(mistake.is_some_and(|it| it.contains(told)), "{what}: {mistake:?}");
        }
        assert_eq!(read(&owner, NOT_EMBEDDED).await.status, StatusCode::OK, "the next one is read as ever");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_too_much_and_nothing_known_is_told_as_such() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        for (text, told) in [
            ("".to_owned(), "请粘贴文字，或选择一个文件"),
            ("天气很好".to_owned(), "没有读到技能、学校或经历"),
            ("长".repeat(20_001), "现在有 20001 个"),
        ] {
            let answered = owner.submit_file("/profile/reading", &[("text", &text)], "", &[]).await;
            assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answered.text.contains(told) && answered.text.contains(&text), "{told}");
        }
        let huge = owner.submit_file("/profile/reading", &[], "a.pdf", &vec![0; 17 << 20]).await;
        assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_has_many_files_read_is_asked_to_wait() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::that_reads_files(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        let mut statuses = Vec::new();
        for _ in 0..22 {
            statuses.push(read(&owner, b"no file that anybody knows").await.status);
        }
        let refused = statuses.iter().filter(|&&status| status == StatusCode::TOO_MANY_REQUESTS).count();
        assert_eq!((refused, statuses.last()), (2, Some(&StatusCode::TOO_MANY_REQUESTS)));
        Ok(())
    })
    .await
}
