//! The binary as somebody meets it on the command line.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use anyhow::Context as _;

fn rongqiao(arguments: &[&str]) -> std::io::Result<Output> {
    Command::new(env!("CARGO_BIN_EXE_rongqiao")).args(arguments).output()
}

#[test]
fn every_command_shows_an_example_in_its_help() -> std::io::Result<()> {
    for command in [
        "serve",
        "import",
        "demo",
        "reindex",
        "codes import",
        "codes list",
        "evaluate ranking",
        "evaluate reading",
        "read",
    ] {
        let arguments: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let shown = rongqiao(&arguments)?;
        let text = String::from_utf8_lossy(&shown.stdout);
        assert!(shown.status.success() && text.contains("Example"), "{command}: {text}");
    }
    Ok(())
}

/// What `rongqiao read` says of `text`.
fn read_all(text: &str) -> anyhow::Result<serde_json::Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rongqiao"));
    let mut process =
        command.args(["read", "--json", "--lang", "en"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    process.stdin.take().context("it was piped")?.write_all(text.as_bytes())?;
    Ok(serde_json::from_slice(&process.wait_with_output()?.stdout)?)
}

/// What it says of the skills in `text`, one value for each.
fn read(text: &str) -> anyhow::Result<Vec<serde_json::Value>> {
    Ok(read_all(text)?["mentions"].as_array().context("mentions are a list")?.clone())
}

#[test]
fn what_a_posting_asks_for_besides_skills_is_read_as_well() -> anyhow::Result<()> {
    let said =
        read_all("工作地点：上海市，本科及以上学历，电子、通信等相关专业，3-5年经验，英语六级，日语流利，8k-12k")?;
    let told = |list: &str, key: &str| {
        let facts = said[list].as_array().map(Vec::as_slice).unwrap_or_default();
        facts.iter().map(|it| it[key].clone()).collect::<serde_json::Value>()
    };
    assert_eq!(told("places", "name"), serde_json::json!(["Shanghai"]));
    assert_eq!(told("education", "level"), serde_json::json!(["bachelor"]));
    assert_eq!(told("majors", "name"), serde_json::json!(["电子", "通信"]));
    assert_eq!(said["experience"][0]["max_years"], 5);
    assert_eq!(said["pay"][0]["min_yuan"], 8_000);
    assert_eq!(told("certificates", "skill"), serde_json::json!(["cet-6"]));
    assert_eq!(told("languages", "level"), serde_json::json!(["working"]));
    assert_eq!((&said["majors"][1]["start"], &said["majors"][1]["end"]), (&20.into(), &22.into()));
    Ok(())
}

#[test]
fn skills_are_read_from_standard_input_with_their_places_in_characters() -> anyhow::Result<()> {
    let mentions = read("精通ＰＹＴＨＯＮ；有PLC經驗者優先")?;
    let told: Vec<_> = mentions.iter().map(|it| (&it["skill"], &it["start"], &it["end"], &it["role"])).collect();
    assert_eq!(
        serde_json::to_value(told)?,
        serde_json::json!([["python", 2, 8, "required"], ["plc-programming", 10, 13, "preferred"]])
    );
    assert_eq!((&mentions[0]["level"], &mentions[1]["level"]), (&"expert".into(), &serde_json::Value::Null));
    assert_eq!(mentions[1]["name"], "PLC programming");
    assert!(read("")?.is_empty());
    Ok(())
}

#[test]
fn an_unknown_command_is_refused_with_advice() -> std::io::Result<()> {
    let shown = rongqiao(&["fly"])?;
    assert!(!shown.status.success());
    assert!(String::from_utf8_lossy(&shown.stderr).contains("--help"));
    Ok(())
}
