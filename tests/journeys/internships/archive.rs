//! The archive of an internship: one ZIP with papers, JSON and sums, for those who take part.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use rongqiao_tests::database::on_every_database;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use zip::ZipArchive;

use super::incidents::report;
use super::*;
use crate::privacy::count;

/// What `by` is given, by the names of its files; every sum is right and names every other file.
async fn unpacked(by: &Visitor<'_>, address: &str) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let answered = by.get(address).await;
    anyhow::ensure!(answered.status == StatusCode::OK, "{}", answered.text);
    assert_eq!(answered.header("content-type"), "application/zip");
    let mut archive = ZipArchive::new(Cursor::new(answered.bytes))?;
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at)?;
        let mut content = Vec::new();
        file.read_to_end(&mut content)?;
        let name = file.name()?.to_string();
        files.insert(name, content);
    }
    let sums = String::from_utf8(files["SHA256SUMS"].clone())?;
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").unwrap_or_default();
        let found: String = Sha256::digest(&files[name]).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, sum, "{name}");
    }
    assert_eq!(sums.lines().count() + 1, files.len());
    Ok(files)
}

fn told(files: &BTreeMap<String, Vec<u8>>) -> anyhow::Result<Value> {
    Ok(serde_json::from_slice(&files["internship.json"])?)
}

/// What became of the paper that the host brought for the second version.
fn scan(told: &Value) -> &Value {
    static NOTHING: Value = Value::Null;
    let signatures = told["agreement"][0]["signatures"].as_array();
    let of_host = signatures.and_then(|all| all.iter().find(|it| it["by"] == "host"));
    of_host.map_or(&NOTHING, |it| &it["paper"])
}

#[tokio::test]
async fn the_archive_holds_all_that_is_known_of_an_internship_with_sums_that_are_right() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        assert!(sides.write("2026-09-01", "7.5", "入厂培训。").await.status.is_redirection());
        let visited = [("school-visit-day", "2026-09-01"), ("visit-words", "到车间看望，一切正常。")];
        assert!(sides.school.submit(&format!("{}/visits", sides.page()), &visited).await.status.is_redirection());
        assert!(report(&sides.student, &sides, "手指划伤。").await.status.is_redirection());
        assert!(sides.plan(&[]).await.status.is_redirection());
        assert!(sides.bring(&sides.host, "2", "host").await.status.is_redirection());
        let address = format!("{}/archive", sides.page());
        for by in [&sides.student, &sides.host, &sides.school] {
            assert!(by.get(&sides.page()).await.text.contains(&address));
            let files = unpacked(by, &address).await?;
            let told = told(&files)?;
            assert_eq!(told["parties"]["host"], FIRM);
            assert_eq!(told["parties"]["school"], SCHOOL);
            assert_eq!(told["parties"]["student"], "林𠮷·古丽");
            assert_eq!(told["agreement"].as_array().map(Vec::len), Some(2));
            assert_eq!(told["agreement"][1]["signatures"].as_array().map(Vec::len), Some(3));
            assert_eq!(told["diary"][0]["days"][0]["text"], "入厂培训。");
            assert_eq!(told["visits"][0]["words"], "到车间看望，一切正常。");
            assert_eq!(told["incidents"][0]["words"], "手指划伤。");
            let scan = scan(&told);
            assert_eq!(scan["state"], "here", "{scan}");
            assert_eq!(files[scan["file"].as_str().unwrap_or_default()], PDF);
        }

        for file in std::fs::read_dir(site.app().settings.evidence_folder())? {
            std::fs::write(file?.path(), b"something else")?;
        }
        let files = unpacked(&sides.school, &address).await?;
        assert_eq!(files.keys().collect::<Vec<_>>(), ["SHA256SUMS", "internship.json"], "nothing false is handed on");
        assert_eq!(scan(&told(&files)?)["state"], "missing");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_archive_is_for_those_who_take_part_and_the_desk_whose_look_is_written_down() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let early = approved(&site, "early").await?;
        is_hidden(&early.school, &format!("{}/archive", early.page())).await;
        let sides = running(&site, "student", &[]).await?;
        let (own, at_desk) = (format!("{}/archive", sides.page()), format!("/desk/internships/{}/archive", sides.id));
        let stranger = site.person("stranger").await?;
        let other = site.person_with("other-host", Role::Recruiter, Some(an_organisation(OTHER_FIRM).id)).await?;
        let firms = site.person_with("firms-desk", Role::FirmsDesk, None).await?;
        for by in [&stranger, &other, &firms] {
            is_hidden(by, &own).await;
            is_hidden(by, &at_desk).await;
        }
        is_hidden(&sides.school, &at_desk).await;
        let looks = "audit_entry WHERE reason = 'archive'";
        assert_eq!(count(&site, looks).await?, 0);
        let desk = site.person_with("desk", Role::UniversitiesDesk, None).await?;
        assert!(desk.get(&format!("/desk/internships/{}", sides.id)).await.text.contains(&at_desk));
        unpacked(&desk, &at_desk).await?;
        assert_eq!(count(&site, looks).await?, 1);
        unpacked(&sides.student, &own).await?;
        assert_eq!(count(&site, looks).await?, 1, "one's own is nobody's business");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}
