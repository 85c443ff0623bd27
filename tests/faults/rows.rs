//! Files of rows to import.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Output;

use anyhow::ensure;
use rongqiao_tests::program::{finish, rongqiao};
use serde_json::json;

/// Writes `count` jobs, each unlike the others, into `folder` as `name`.jsonl.
pub(crate) fn write(folder: &Path, name: &str, count: usize) -> anyhow::Result<PathBuf> {
    let path = folder.join(format!("{name}.jsonl"));
    let mut file = BufWriter::new(File::create(&path)?);
    for number in 0..count {
        let row = json!({
            "id": number.to_string(),
            "kind": "job",
            "title": format!("{name} 岗位 {number}"),
            // Of a firm of its own, so that no other file has a copy of it.
            "organisation": format!("{name}第{}有限公司", number % 17),
            "description": format!("第{number}条。").repeat(10),
            "city": "上海",
        });
        writeln!(file, "{row}")?;
    }
    file.flush()?;
    Ok(path)
}

/// Imports `file` to its end and returns what the program said.
pub(crate) fn import(data: &Path, file: &Path) -> anyhow::Result<String> {
    let done: Output = finish(rongqiao(data).arg("import").arg(file))?;
    ensure!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Ok(String::from_utf8(done.stdout)?)
}

/// The number in the line of an import's summary that starts with `word`.
pub(crate) fn told(summary: &str, word: &str) -> u64 {
    let line = summary.lines().find_map(|line| line.trim().strip_prefix(word)).unwrap_or_default();
    line.trim().parse().unwrap_or_else(|_| panic!("{word} in {summary}"))
}
