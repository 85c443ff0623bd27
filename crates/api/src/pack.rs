//! The data pack: a folder of tables that the platform can learn from and be measured by, where there is one.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use rongqiao_matching::titles::{LabelledTitle, Occupation, Sources};
use serde::Deserialize;

use crate::fault::Fault;

/// Names the folder of the pack.
const FOLDER_VARIABLE: &str = "RONGQIAO_SHARED_DATA";

/// Where the pack lies beside a checkout of the project.
const FOLDER_BESIDE: &str = "../shared/data";

/// How much the skills of an occupation count beside its definition.
const SKILLS_WEIGHT: f32 = 0.5;

/// How much the name of an occupation counts beside the title of a posting: people seldom write what it says.
const NAME_WEIGHT: f64 = 0.3;

/// A folder with a data pack.
#[derive(Clone, Debug)]
pub struct Pack {
    folder: PathBuf,
}

impl Pack {
    /// The pack in `told`, else in the folder that the environment names, else beside the project, if there is one.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if `told` is no folder.
    pub fn find(told: Option<&Path>) -> Result<Option<Self>, Fault> {
        if let Some(folder) = told {
            return Self::open(folder).map(Some);
        }
        let named = std::env::var_os(FOLDER_VARIABLE).map(PathBuf::from);
        let folder = named.unwrap_or_else(|| PathBuf::from(FOLDER_BESIDE));
        Ok(folder.is_dir().then_some(Self { folder }))
    }

    /// The pack in `folder`.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if it is no folder.
    pub fn open(folder: &Path) -> Result<Self, Fault> {
        if folder.is_dir() {
            return Ok(Self { folder: folder.to_owned() });
        }
        Err(Fault::new(format!("{} is no folder. Name the folder of a data pack.", folder.display())))
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of this name, gzipped or not, if it is there.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<PathBuf> {
        [name.to_owned(), format!("{name}.gz")].iter().map(|name| self.folder.join(name)).find(|path| path.is_file())
    }

    /// What titles can be learnt from: ESCO, ISCO and O*NET, 职业分类大典, names of job categories and Chinese postings.
    /// A table that is not there is left out.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] that names the file that cannot be read.
    pub fn title_sources(&self) -> Result<Sources, Fault> {
        let categories = self.rows("codes/job_categories_zh_en.csv", ["zh", "en"])?;
        let mut chinese = self.chinese_occupations()?;
        chinese.extend(categories.iter().map(|names| occupation(names.iter(), String::new(), 1.0)));
        let mut english = self.esco()?;
        for [label, description] in self.rows("codes/esco_isco_groups.csv", ["label", "description"])? {
            english.push(occupation([label].iter(), description, 1.0));
        }
        english.extend(self.onet()?);
        let pairs = categories.into_iter().map(|[zh, en]| (zh, en)).collect();
        Ok(Sources { chinese, english, pairs, postings: self.postings()? })
    }

    fn chinese_occupations(&self) -> Result<Vec<Occupation>, Fault> {
        let rows = self.rows("codes/occupations_cn_2022.csv", ["name", "aliases", "definition", "tasks"])?;
        let of_row = |[name, aliases, definition, tasks]: [String; 4]| {
            occupation(std::iter::once(name.as_str()).chain(aliases.split(',')), format!("{definition} {tasks}"), 1.0)
        };
        Ok(rows.into_iter().map(of_row).collect())
    }

    /// Titles and texts of the Chinese postings.
    fn postings(&self) -> Result<Vec<(String, String)>, Fault> {
        let Some(path) = self.file("listings/jobs_zh.jsonl") else { return Ok(Vec::new()) };
        let mut postings = Vec::new();
        for (at, line) in BufReader::new(open_unpacked(&path)?).lines().enumerate() {
            let unreadable = || format!("{} line {} holds no posting.", path.display(), at + 1);
            let line = line.map_err(|error| Fault::because(unreadable(), error))?;
            let posting: Posting = serde_json::from_str(&line).map_err(|error| Fault::because(unreadable(), error))?;
            postings.push((posting.title, posting.description));
        }
        Ok(postings)
    }

    /// Occupations by their definitions, and once more by their skills.
    fn esco(&self) -> Result<Vec<Occupation>, Fault> {
        let skills = Gathered::of(self.rows("codes/esco_skills.csv", ["id", "label"])?);
        let relations = self.rows("judged/esco_occupation_skill.tsv", ["occupation_id", "relation", "skill_id"])?;
        let essential = relations.into_iter().filter(|[_, relation, _]| relation == "essential");
        let needed = Gathered::of(essential.map(|[occupation, _, skill]| [occupation, skills.joined(&skill)]));
        let rows = self.rows("codes/esco_occupations.csv", ["id", "label", "alt_labels", "description"])?;
        let mut occupations = Vec::new();
        for [id, label, others, description] in rows {
            let names = || std::iter::once(label.as_str()).chain(others.split('|'));
            occupations.push(occupation(names(), description, 1.0));
            let skills = needed.joined(&id);
            if !skills.is_empty() {
                occupations.push(occupation(names(), skills, SKILLS_WEIGHT));
            }
        }
        Ok(occupations)
    }

    fn onet(&self) -> Result<Vec<Occupation>, Fault> {
        let titles = Gathered::of(self.rows("codes/onet_alternate_titles.csv", ["code", "alternate_title"])?);
        let tasks = Gathered::of(self.rows("codes/onet_tasks.csv", ["code", "task"])?);
        let rows = self.rows("codes/onet_occupations.csv", ["code", "title", "description"])?;
        let of_row = |[code, title, description]: [String; 3]| {
            let names = std::iter::once(title.as_str()).chain(titles.of_key(&code));
            occupation(names, format!("{description} {}", tasks.joined(&code)), 1.0)
        };
        Ok(rows.into_iter().map(of_row).collect())
    }

    /// Names and aliases of the occupations of 职业分类大典 2022, with their codes.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if the table is there and cannot be read.
    pub fn occupation_names(&self) -> Result<Vec<LabelledTitle>, Fault> {
        let mut names = Vec::new();
        for [code, name, aliases] in self.rows("codes/occupations_cn_2022.csv", ["code", "name", "aliases"])? {
            // The letters mark occupations as green or digital.
            let plain = name.trim_end_matches(['S', 'L', 's', 'l', '/']);
            let aliases = aliases.split(',').map(str::trim).filter(|alias| !alias.is_empty() && *alias != name);
            let named = |title| LabelledTitle { weight: NAME_WEIGHT, ..labelled(title, &code) };
            names.extend(std::iter::once(plain).chain(aliases).map(named));
        }
        Ok(names)
    }

    /// Titles of postings with the codes of their occupations.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if the table is there and cannot be read.
    pub fn labelled_titles(&self) -> Result<Vec<LabelledTitle>, Fault> {
        let rows = self.rows("judged/title_to_occupation_zh.tsv", ["job_title", "csco_code"])?;
        let rows = rows.iter().filter(|[_, code]| !code.is_empty());
        Ok(rows.map(|[title, code]| labelled(title, code)).collect())
    }

    /// The `columns` of a table of the pack; no rows if the table is not there.
    fn rows<const N: usize>(&self, name: &str, columns: [&str; N]) -> Result<Vec<[String; N]>, Fault> {
        self.file(name).map_or_else(|| Ok(Vec::new()), |path| read_columns(&path, columns))
    }
}

/// A line of the postings.
#[derive(Deserialize)]
struct Posting {
    title: String,
    description: String,
}

fn occupation(names: impl Iterator<Item = impl AsRef<str>>, text: String, weight: f32) -> Occupation {
    let names = names.map(|name| name.as_ref().trim().to_owned()).filter(|name| !name.is_empty()).collect();
    Occupation { names, text, weight }
}

/// A title with the code of its occupation and a full vote.
pub(crate) fn labelled(title: &str, code: &str) -> LabelledTitle {
    LabelledTitle { title: title.to_owned(), code: code.to_owned(), weight: 1.0 }
}

/// Texts under their keys.
struct Gathered(HashMap<String, Vec<String>>);

impl Gathered {
    fn of(rows: impl IntoIterator<Item = [String; 2]>) -> Self {
        let mut texts: HashMap<String, Vec<String>> = HashMap::new();
        for [key, text] in rows {
            texts.entry(key).or_default().push(text);
        }
        Self(texts)
    }

    fn of_key(&self, key: &str) -> impl Iterator<Item = &str> {
        self.0.get(key).into_iter().flatten().map(String::as_str)
    }

    fn joined(&self, key: &str) -> String {
        self.0.get(key).map(|texts| texts.join(" . ")).unwrap_or_default()
    }
}

/// Opens a file for reading; one that ends in `.gz` is unpacked on the way.
///
/// # Errors
///
/// Returns a [`Fault`] that names the file.
pub(crate) fn open_unpacked(path: &Path) -> Result<Box<dyn Read>, Fault> {
    let cannot_be_opened = |error| Fault::because(format!("{} cannot be opened.", path.display()), error);
    let file = BufReader::new(File::open(path).map_err(cannot_be_opened)?);
    let zipped = path.extension().is_some_and(|extension| extension == "gz");
    Ok(if zipped { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) })
}

/// Reads some columns of a table with a header: separated by tabs in a `.tsv`, by commas elsewhere.
///
/// # Errors
///
/// Returns a [`Fault`] that names the file, and the column or the line at fault.
pub(crate) fn read_columns<const N: usize>(path: &Path, columns: [&str; N]) -> Result<Vec<[String; N]>, Fault> {
    let tabs = path.to_string_lossy().trim_end_matches(".gz").ends_with(".tsv");
    let mut reader = csv::ReaderBuilder::new();
    reader.flexible(true).quoting(!tabs).delimiter(if tabs { b'\t' } else { b',' });
    let mut reader = reader.from_reader(open_unpacked(path)?);
    let unreadable = |error| Fault::because(format!("{} cannot be read as a table.", path.display()), error);
    let header = reader.headers().map_err(unreadable)?.clone();
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        *place = header.iter().position(|name| name.trim_start_matches('\u{feff}') == column).ok_or_else(|| {
            Fault::new(format!("{} has no column {column}; its columns are {}.", path.display(), columns.join(", ")))
        })?;
    }
    let row = |record: csv::StringRecord| places.map(|place| record.get(place).unwrap_or_default().trim().to_owned());
    reader.records().map(|record| record.map(row).map_err(unreadable)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_become_sources_and_missing_ones_are_left_out() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        std::fs::create_dir(folder.path().join("codes"))?;
        std::fs::write(folder.path().join("codes/job_categories_zh_en.csv"), "code,zh,en\n1,焊工,Welder\n")?;
        let occupations = "code,name,definition,tasks,aliases\n6-18-02-04,焊工,焊接的人员,焊接,\"电焊工,气焊工\"\n";
        std::fs::write(folder.path().join("codes/occupations_cn_2022.csv"), occupations)?;
        std::fs::create_dir(folder.path().join("listings"))?;
        let posting = r#"{"id": "1", "title": "电焊工", "description": "焊接"}"#;
        std::fs::write(folder.path().join("listings/jobs_zh.jsonl"), format!("{posting}\n"))?;
        let pack = Pack::open(folder.path())?;
        let sources = pack.title_sources()?;
        assert_eq!(sources.pairs, [("焊工".to_owned(), "Welder".to_owned())]);
        assert_eq!(sources.chinese[0].names, ["焊工", "电焊工", "气焊工"]);
        assert_eq!(sources.postings, [("电焊工".to_owned(), "焊接".to_owned())]);
        assert!(sources.english.is_empty());
        assert_eq!(pack.occupation_names()?.len(), 3);
        assert!(pack.labelled_titles()?.is_empty());
        Ok(())
    }

    #[test]
    fn a_missing_column_is_named() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("pairs.tsv");
        std::fs::write(&path, "job_title\tcode\n焊工\t1\n")?;
        let fault = read_columns(&path, ["job_title", "csco_code"]).expect_err("a column is missing");
        assert!(fault.to_string().contains("no column csco_code"), "{fault}");
        Ok(())
    }

    #[test]
    fn a_folder_that_is_told_must_be_there() {
        assert!(Pack::find(Some(Path::new("/nowhere/at/all"))).is_err());
    }
}
