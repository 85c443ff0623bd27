//! The agreement as a paper: set with every character of the names, and its text comes back out of it.

use pdf_extract::extract_text_from_mem;
use rongqiao_api::documents::{DocumentError, DocumentSettings, Typefaces};
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::skipping::skip;

use super::*;

/// Whether this machine can set Chinese.
fn has_typeface() -> bool {
    match Typefaces::find(&DocumentSettings::default()) {
        Ok(_) => true,
        Err(error) => {
            skip(&format!("papers of agreements: {error}"));
            false
        }
    }
}

#[tokio::test]
async fn names_with_rare_characters_stand_in_both_papers_as_text() -> anyhow::Result<()> {
    if !has_typeface() {
        return Ok(());
    }
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "student").await?;
        let typed = [
            ("plan-host-tutor-name", "㛃𠮷"),
            ("plan-weekdays", "saturday"),
            ("plan-reason-rest-days", "展会只在周末举行。"),
        ];
        assert!(sides.plan(&typed).await.status.is_redirection());
        for (language, heading) in [("zh-CN", "学生实习三方协议"), ("en", "Three-party internship agreement")] {
            let paper = sides.student.get(&format!("{}/agreements/1/{language}.pdf", sides.page())).await;
            let text = extract_text_from_mem(&paper.bytes)?;
            let plain: String = text.chars().filter(|it| !it.is_whitespace()).collect();
            let heading: String = heading.chars().filter(|it| !it.is_whitespace()).collect();
            for words in [heading.as_str(), "林𠮷·古丽", "㛃𠮷", "SX2026-0099", FIRM, SCHOOL, "展会只在周末举行。"]
            {
                assert!(plain.contains(words), "{language}: {words} is not in {text}");
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_came_while_the_program_was_stopped_is_removed_and_what_somebody_brought_stays() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "student").await?;
        assert!(sides.plan(&[]).await.status.is_redirection());
        assert!(sides.bring(&sides.host, "1", "host").await.status.is_redirection());
        let folder = site.app().settings.evidence_folder();
        let brought = site.evidence_files();
        assert!(brought > 0);
        // The program ended between the folder and the database, one of them lately.
        for (name, days) in [("0123456789abcdef0123456789abcdef", 2), ("fedcba9876543210fedcba9876543210", 0)] {
            std::fs::write(folder.join(name), PDF)?;
            age(&folder.join(name), days)?;
        }
        for file in std::fs::read_dir(&folder)? {
            let path = file?.path();
            if !path.ends_with("fedcba9876543210fedcba9876543210") {
                age(&path, 2)?;
            }
        }
        let settled = rongqiao_api::tasks::settle_retention(site.app()).await;
        settled.map_err(|fault| anyhow::anyhow!("{fault:?}"))?;
        assert!(!folder.join("0123456789abcdef0123456789abcdef").exists());
        assert!(folder.join("fedcba9876543210fedcba9876543210").exists(), "somebody may be bringing it");
        assert_eq!(site.evidence_files(), brought + 1);
        let scan = sides.school.get(&format!("{}/agreements/1/host", sides.page())).await;
        assert_eq!(scan.bytes, PDF);
        Ok(())
    })
    .await
}

/// Makes a file as old as so many days.
fn age(path: &std::path::Path, days: u64) -> anyhow::Result<()> {
    let since = std::time::SystemTime::now() - std::time::Duration::from_secs(days * 24 * 60 * 60 + 60);
    Ok(std::fs::File::options().write(true).open(path)?.set_modified(since)?)
}

#[test]
fn a_file_that_is_no_typeface_is_told_by_its_name() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.otf");
    std::fs::write(&path, b"not a typeface")?;
    let found = Typefaces::find(&DocumentSettings { typeface: path.clone() });
    assert!(matches!(found, Err(DocumentError::NotATypeface(named)) if named == path));
    Ok(())
}
