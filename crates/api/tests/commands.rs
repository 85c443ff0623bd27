//! The binary as somebody meets it on the command line.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use anyhow::Context as _;

fn rongqiao(arguments: &[&str]) -> std::io::Result<Output> {
    Command::new(env!("CARGO_BIN_EXE_rongqiao")).args(arguments).output()
}

#[test]
fn every_command_shows_an_example_in_its_help() -> std::io::Result<()> {
    let commands = [
        "serve",
        "import",
        "demo",
        "reindex",
        "codes import",
        "codes list",
        "evaluate ranking",
        "evaluate reading",
        "evaluate fits",
        "read",
        "screen",
        "assign",
        "skills learn",
        "skills accept",
        "skills list",
        "skills forget",
        "skills import",
        "evaluate",
        "evaluate occupation",
        "titles learn",
    ];
    for command in commands {
        let arguments: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let shown = rongqiao(&arguments)?;
        let text = String::from_utf8_lossy(&shown.stdout);
        assert!(shown.status.success() && text.contains("Example"), "{command}: {text}");
    }
    Ok(())
}

/// What `rongqiao screen` says of `text`.
fn screen(text: &str) -> anyhow::Result<serde_json::Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rongqiao"));
    command.args(["screen", "--json", "--lang", "en"]);
    let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    process.stdin.take().context("it was piped")?.write_all(text.as_bytes())?;
    Ok(serde_json::from_slice(&process.wait_with_output()?.stdout)?)
}

#[test]
fn a_posting_is_screened_with_the_words_the_law_and_the_advice() -> anyhow::Result<()> {
    let said = screen("仓库管理员\n能上夜班，限\u{200b} 男性。")?;
    let hit = &said["hits"][0];
    assert_eq!((said["verdict"].as_str(), hit["rule"].as_str()), (Some("block"), Some("gender")));
    assert_eq!((&hit["start"], &hit["end"], &hit["text"]), (&11.into(), &16.into(), &"限\u{200b} 男性".into()));
    assert!(hit["basis"].as_str().is_some_and(|basis| basis.contains("article 24")), "{hit}");
    assert!(hit["advice"].as_str().is_some_and(|advice| advice.contains("sex")), "{hit}");
    assert_eq!(
        screen("仓库管理员\n男女不限，公司不收取任何押金。")?,
        serde_json::json!({ "verdict": "pass", "hits": [] })
    );
    Ok(())
}

/// What `rongqiao read` says of `text` with the skills of the data folder `data`.
fn read_with(data: &str, text: &str) -> anyhow::Result<serde_json::Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rongqiao"));
    command.args(["--data", data, "read", "--json", "--lang", "en"]);
    let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    process.stdin.take().context("it was piped")?.write_all(text.as_bytes())?;
    Ok(serde_json::from_slice(&process.wait_with_output()?.stdout)?)
}

/// What it says of the skills in `text`, one value for each.
fn read(text: &str) -> anyhow::Result<Vec<serde_json::Value>> {
    Ok(read_with("no-such-folder", text)?["mentions"].as_array().context("mentions are a list")?.clone())
}

#[test]
fn what_a_posting_asks_for_besides_skills_is_read_as_well() -> anyhow::Result<()> {
    let said = read_with(
        "no-such-folder",
        "工作地点：上海市，本科及以上学历，电子、通信等相关专业，3-5年经验，英语六级，日语流利，8k-12k",
    )?;
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
fn what_a_person_accepts_is_read_from_then_on() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data").to_string_lossy().into_owned();
    let proposals = folder.path().join("proposals.tsv");
    let line = |accept: &str| format!("accept\tkind\tskill\tproposed\n{accept}\talias\tpython\t蟒语编程术\n");
    let proposals = proposals.to_string_lossy();
    for (accept, expected) in [("", 0), ("yes", 1)] {
        std::fs::write(&*proposals, line(accept))?;
        let shown = rongqiao(&["--data", &data, "skills", "accept", &proposals])?;
        assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
        let mentions = read_with(&data, "精通蟒语编程术")?["mentions"].as_array().map_or(0, Vec::len);
        assert_eq!(mentions, expected, "{accept}");
    }
    let listed = rongqiao(&["--data", &data, "skills", "list", "--accepted"])?;
    assert_eq!(String::from_utf8(listed.stdout)?, "alias\tpython\t蟒语编程术\n");
    Ok(())
}

/// Runs the program over the data folder `data` and returns what it says.
fn said_with(data: &str, arguments: &[&str]) -> anyhow::Result<String> {
    let shown = rongqiao(&[&["--data", data], arguments].concat())?;
    anyhow::ensure!(shown.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&shown.stderr));
    Ok(String::from_utf8(shown.stdout)?)
}

#[test]
fn listings_propose_names_with_their_evidence_and_accepted_ones_are_not_proposed_again() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (data, postings, proposals) = (path("data"), path("jobs.jsonl"), path("proposals.tsv"));
    let texts = ["熟悉有限元分析（甲乙仿真术）", "会Python（蟒语编程术）"];
    let rows = (0..4).map(|number| {
        let (organisation, text) = (format!("第{number}制造有限公司"), texts[number % 2]);
        let description = format!("{number}、{text}");
        let row = serde_json::json!({
            "id": number.to_string(), "kind": "job", "title": format!("岗位{number}"),
            "organisation": organisation, "description": description, "city": "上海",
        });
        row.to_string()
    });
    std::fs::write(&postings, rows.collect::<Vec<_>>().join("\n"))?;
    said_with(&data, &["import", &postings])?;

    let learn = ["skills", "learn", "--listings", "--least", "2"];
    let proposed = said_with(&data, &learn)?;
    let line = proposed.lines().find(|line| line.contains("甲乙仿真术")).context("it stands in two listings")?;
    let cells: Vec<&str> = line.split('\t').collect();
    assert_eq!((&cells[..4], cells[5]), (&["", "alias", "finite-element-analysis", "甲乙仿真术"][..], "2"));
    assert!(cells[6..8].iter().all(|example| example.contains(texts[0])), "{line}");

    std::fs::write(&proposals, proposed.replace(line, &format!("yes{line}")))?;
    said_with(&data, &["skills", "accept", &proposals])?;
    let proposed = said_with(&data, &learn)?;
    assert!(!proposed.contains("甲乙仿真术") && proposed.contains("蟒语编程术"), "{proposed}");
    assert_eq!(said_with(&data, &["skills", "list", "--accepted"])?.lines().count(), 1);
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

#[test]
fn students_and_posts_are_assigned_from_tables() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).map(|()| path.to_string_lossy().into_owned())
    };
    let students = file("students.csv", "id,name\ns1,李明\ns2,王芳\n")?;
    let posts = file("posts.csv", "id,seats,minimum\np1,1,0\np2,2,1\n")?;
    let fits = file("fits.csv", "student,post,rank_by_student,fit_for_post\ns1,p1,1,80\ns1,p2,2,70\ns2,p1,1,90\n")?;
    let table = folder.path().join("out.csv").to_string_lossy().into_owned();
    let common = ["assign", "--students", &students, "--posts", &posts, "--fits", &fits];

    let shown = rongqiao(&[&common[..], &["--out", &table]].concat())?;
    let text = String::from_utf8(shown.stdout)?;
    assert!(text.contains("assigned: 2 of 2") && text.contains("stable: checked, 0 blocking pairs"), "{text}");
    let written = std::fs::read_to_string(&table)?;
    assert!(written.contains("s1,李明,p2,2,p1 full with better ranked,\n"), "{written}");

    let shown = rongqiao(&[&common[..], &["--json"]].concat())?;
    let answer: serde_json::Value = serde_json::from_slice(&shown.stdout)?;
    assert_eq!((&answer["students"][1]["post"], &answer["blocking_pairs"]), (&"p1".into(), &0.into()));
    Ok(())
}
