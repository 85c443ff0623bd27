//! The binary as somebody meets it on the command line.

use std::process::{Command, Output};

fn rongqiao(arguments: &[&str]) -> std::io::Result<Output> {
    Command::new(env!("CARGO_BIN_EXE_rongqiao")).args(arguments).output()
}

#[test]
fn every_command_shows_an_example_in_its_help() -> std::io::Result<()> {
    for command in ["serve", "import", "demo", "reindex", "codes import", "codes list", "evaluate ranking"] {
        let arguments: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let shown = rongqiao(&arguments)?;
        let text = String::from_utf8_lossy(&shown.stdout);
        assert!(shown.status.success() && text.contains("Example"), "{command}: {text}");
    }
    Ok(())
}

#[test]
fn an_unknown_command_is_refused_with_advice() -> std::io::Result<()> {
    let shown = rongqiao(&["fly"])?;
    assert!(!shown.status.success());
    assert!(String::from_utf8_lossy(&shown.stderr).contains("--help"));
    Ok(())
}
