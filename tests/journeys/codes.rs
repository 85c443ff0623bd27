//! Code tables are replaced whole or not at all.

use rongqiao_model::code::{Code, CodeTable, ZONES};
use rongqiao_tests::database::on_every_database;

fn zones(version: &str, codes: &[&str]) -> CodeTable {
    let code = |code: &&str| Code {
        code: (*code).to_owned(),
        name: format!("{version} {code}"),
        name_en: String::new(),
        parent: None,
        aliases: Vec::new(),
    };
    CodeTable {
        name: ZONES.to_owned(),
        version: version.to_owned(),
        source: "test".to_owned(),
        codes: codes.iter().map(code).collect(),
    }
}

#[tokio::test]
async fn a_new_table_takes_the_place_of_the_whole_old_one() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let store = database.prepare().await?;
        store.replace_code_table(&zones("old", &["a", "b"])).await?;
        let new = zones("new", &["b", "c"]);
        store.replace_code_table(&new).await?;
        assert_eq!(store.load_codes().await?.table(ZONES), Some(&new));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_table_that_the_database_refuses_leaves_the_old_one_whole() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let store = database.prepare().await?;
        let old = zones("old", &["a", "b"]);
        store.replace_code_table(&old).await?;
        let refused = store.replace_code_table(&zones("new", &["c", "c"])).await;
        assert!(refused.is_err(), "one code twice is refused");
        assert_eq!(store.load_codes().await?.table(ZONES), Some(&old));
        Ok(())
    })
    .await
}
