//! Judged files of ranking tasks.

use std::io::{BufRead as _, BufReader};
use std::path::Path;

use rongqiao_matching::evaluate::Judgements;

use crate::fault::Fault;
use crate::pack::open_unpacked;

/// Ids and texts, one a line with a tab between them; a header whose first column ends in `_id` is left out.
///
/// # Errors
///
/// Returns a [`Fault`] that names the file and the line at fault.
pub(super) fn read_titles(path: &Path) -> Result<Vec<(String, String)>, Fault> {
    let mut rows = Vec::new();
    for (number, line) in lines(path)? {
        let Some((id, title)) = line.split_once('\t') else {
            return Err(at_line(path, number, "write the id, a tab and the title"));
        };
        if number > 1 || !id.ends_with("_id") {
            rows.push((id.trim().to_owned(), title.trim().to_owned()));
        }
    }
    Ok(rows)
}

/// Grades by query and document.
///
/// # Errors
///
/// Returns a [`Fault`] that names the file and the line at fault.
pub(super) fn read_judgements(path: &Path) -> Result<Judgements, Fault> {
    let mut judgements = Judgements::new();
    for (number, line) in lines(path)? {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let grade = parts.get(3).and_then(|grade| grade.parse::<f64>().ok());
        let (&[query, _, document, ..], Some(grade)) = (&parts[..], grade) else {
            return Err(at_line(path, number, "write the query, 0, the document and the grade"));
        };
        judgements.entry(query.to_owned()).or_default().insert(document.to_owned(), grade);
    }
    Ok(judgements)
}

/// The lines that are not empty, with their numbers from 1.
fn lines(path: &Path) -> Result<Vec<(usize, String)>, Fault> {
    let mut lines = Vec::new();
    for (at, line) in BufReader::new(open_unpacked(path)?).lines().enumerate() {
        let line = line.map_err(|error| {
            Fault::because(format!("{} line {} is no text in UTF-8.", path.display(), at + 1), error)
        })?;
        if !line.trim().is_empty() {
            lines.push((at + 1, line));
        }
    }
    Ok(lines)
}

fn at_line(path: &Path, number: usize, what: &str) -> Fault {
    Fault::new(format!("{} line {number}: {what}.", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(folder: &tempfile::TempDir, name: &str, text: &[u8]) -> std::io::Result<std::path::PathBuf> {
        let path = folder.path().join(name);
        std::fs::write(&path, text).map(|()| path)
    }

    #[test]
    fn judged_files_are_read_with_and_without_a_header() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let expected = [("1".to_owned(), "焊工".to_owned())];
        assert_eq!(read_titles(&file(&folder, "a", "q_id\tjobtitle\n1\t焊工\n\n".as_bytes())?)?, expected);
        assert_eq!(read_titles(&file(&folder, "b", "1\t焊工\n".as_bytes())?)?, expected);
        let judgements = read_judgements(&file(&folder, "c", b"1 0 b 1\n1\t0\tc\t0\n")?)?;
        assert_eq!(judgements["1"].len(), 2);
        Ok(())
    }

    #[test]
    fn what_cannot_be_read_is_named() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        for (text, told) in [(&b"1\tx\nno tab\n"[..], "line 2"), (b"1\t\xff\n", "line 1 is no text in UTF-8")] {
            let fault = read_titles(&file(&folder, "q", text)?).expect_err("it cannot be read");
            assert!(fault.to_string().contains(told), "{fault}");
        }
        let fault = read_judgements(&file(&folder, "r", b"1 0 b high\n")?).expect_err("it has no grade");
        assert!(fault.to_string().contains("line 1"), "{fault}");
        assert!(read_titles(&folder.path().join("none")).expect_err("it is not there").to_string().contains("none"));
        Ok(())
    }
}
