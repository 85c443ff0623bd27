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
        "evaluate",
        "evaluate ranking",
        "evaluate occupation",
        "read",
        "titles learn",
    ] {
        let arguments: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let shown = rongqiao(&arguments)?;
        let text = String::from_utf8_lossy(&shown.stdout);
        assert!(shown.status.success() && text.contains("Example"), "{command}: {text}");
    }
    Ok(())
}

/// What `rongqiao read` says of `text`, one value for each skill.
fn read(text: &str) -> anyhow::Result<Vec<serde_json::Value>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rongqiao"));
    let mut process =
        command.args(["read", "--json", "--lang", "en"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    process.stdin.take().context("it was piped")?.write_all(text.as_bytes())?;
    let said: serde_json::Value = serde_json::from_slice(&process.wait_with_output()?.stdout)?;
    Ok(said["mentions"].as_array().context("mentions are a list")?.clone())
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
