//! Code tables: divisions, zones, industries; each with its version and its source.
//!
//! The project ships the part it needs; `rongqiao codes import` replaces a table by a fuller one.

use std::collections::HashMap;

use crate::naming::name_key;

/// Name of the table of divisions (GB/T 2260).
pub const DIVISIONS: &str = "divisions";

/// Name of the table of zones inside Lingang, which GB/T 2260 does not know.
pub const ZONES: &str = "zones";

/// Name of the table of industries (GB/T 4754).
pub const INDUSTRIES: &str = "industries";

/// One row of a code table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code {
    /// The code itself.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Name in English; empty when none is known.
    pub name_en: String,
    /// Code of the row above it.
    pub parent: Option<String>,
    /// Other names that people use.
    pub aliases: Vec<String>,
}

/// A code table with its version and source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeTable {
    /// Name of the table.
    pub name: String,
    /// Edition of the standard.
    pub version: String,
    /// Where the rows came from.
    pub source: String,
    /// The rows.
    pub codes: Vec<Code>,
}

impl CodeTable {
    /// Reads rows of `code,name,name_en,parent,aliases` (aliases separated by `|`) under a header line.
    ///
    /// # Errors
    ///
    /// Returns the number of the first line that is not such a row.
    pub fn from_csv(name: &str, version: &str, source: &str, text: &[u8]) -> Result<Self, BadLine> {
        let mut codes = Vec::new();
        for (at, row) in csv::Reader::from_reader(text).records().enumerate() {
            let bad = BadLine { line: at + 2 };
            let row = row.map_err(|_| bad)?;
            let cell = |column: usize| row.get(column).map(str::trim).unwrap_or_default().to_owned();
            let row = Code {
                code: cell(0),
                name: cell(1),
                name_en: cell(2),
                parent: Some(cell(3)).filter(|parent| !parent.is_empty()),
                aliases: cell(4).split('|').filter(|alias| !alias.is_empty()).map(str::to_owned).collect(),
            };
            if row.code.is_empty() || row.name.is_empty() {
                return Err(bad);
            }
            codes.push(row);
        }
        Ok(Self { name: name.to_owned(), version: version.to_owned(), source: source.to_owned(), codes })
    }

    /// The tables that come with the program; each may be replaced by a fuller one.
    ///
    /// # Panics
    ///
    /// Never: a test reads every shipped table.
    #[must_use]
    pub fn shipped() -> Vec<Self> {
        let files: [(&str, &[u8]); 3] = [
            (DIVISIONS, include_bytes!("../codes/divisions.csv")),
            (ZONES, include_bytes!("../codes/zones.csv")),
            (INDUSTRIES, include_bytes!("../codes/industries.csv")),
        ];
        let mut heads = csv::Reader::from_reader(&include_bytes!("../codes/tables.csv")[..]);
        let heads: Vec<csv::StringRecord> = heads.records().filter_map(Result::ok).collect();
        let head = |name: &str, column: usize| {
            let head = heads.iter().find(|head| head.get(0) == Some(name));
            head.and_then(|head| head.get(column)).unwrap_or_default().to_owned()
        };
        files
            .map(|(name, text)| {
                Self::from_csv(name, &head(name, 1), &head(name, 2), text).expect("a test reads every shipped table")
            })
            .to_vec()
    }
}

/// A line of a code table is not `code,name,name_en,parent,aliases` with code and name filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is no row of a code table")]
pub struct BadLine {
    /// Number of the line in the file, the header being 1.
    pub line: usize,
}

/// All code tables, held in memory for looking up names and codes.
#[derive(Clone, Debug, Default)]
pub struct Codes {
    tables: HashMap<String, Lookup>,
}

#[derive(Clone, Debug, Default)]
struct Lookup {
    table: CodeTable,
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
}

impl Codes {
    /// Makes the tables ready for looking up. Of two rows with one name the earlier wins.
    #[must_use]
    pub fn new(tables: Vec<CodeTable>) -> Self {
        Self { tables: tables.into_iter().map(|table| (table.name.clone(), Lookup::new(table))).collect() }
    }

    /// The tables, in the order of their names.
    #[must_use]
    pub fn tables(&self) -> Vec<&CodeTable> {
        let mut tables: Vec<&CodeTable> = self.tables.values().map(|lookup| &lookup.table).collect();
        tables.sort_by(|left, right| left.name.cmp(&right.name));
        tables
    }

    /// The table called `name`.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&CodeTable> {
        self.tables.get(name).map(|lookup| &lookup.table)
    }

    /// The row of `table` with this code.
    #[must_use]
    pub fn find(&self, table: &str, code: &str) -> Option<&Code> {
        let lookup = self.tables.get(table)?;
        lookup.by_code.get(code).map(|&at| &lookup.table.codes[at])
    }

    /// The row of `table` that people mean by `text`: its code, its name, its English name or one of its aliases.
    #[must_use]
    pub fn read(&self, table: &str, text: &str) -> Option<&Code> {
        let lookup = self.tables.get(table)?;
        let at = lookup.by_code.get(text.trim()).or_else(|| lookup.by_name.get(&name_key(text)))?;
        Some(&lookup.table.codes[*at])
    }

    /// The row with this code and every row above it, nearest first.
    #[must_use]
    pub fn ancestry(&self, table: &str, code: &str) -> Vec<&Code> {
        let mut line = Vec::new();
        let mut next = Some(code.to_owned());
        while let Some(row) = next.and_then(|code| self.find(table, &code)) {
            if line.len() > 8 {
                break;
            }
            line.push(row);
            next = row.parent.clone();
        }
        line
    }

    /// The section letter of GB/T 4754 that an industry code belongs to.
    #[must_use]
    pub fn industry_section(&self, code: &str) -> Option<&str> {
        self.ancestry(INDUSTRIES, code).last().map(|row| row.code.as_str()).filter(|code| code.len() == 1)
    }
}

impl Lookup {
    fn new(table: CodeTable) -> Self {
        let mut lookup = Self::default();
        for (at, row) in table.codes.iter().enumerate() {
            lookup.by_code.entry(row.code.clone()).or_insert(at);
            let names = [&row.name, &row.name_en].into_iter().chain(&row.aliases);
            for key in names.map(|name| name_key(name)).filter(|key| !key.is_empty()) {
                lookup.by_name.entry(key).or_insert(at);
            }
        }
        lookup.table = table;
        lookup
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divisions() -> Codes {
        let row = |code: &str, name: &str, parent: Option<&str>, alias: &str| Code {
            code: code.to_owned(),
            name: name.to_owned(),
            name_en: String::new(),
            parent: parent.map(str::to_owned),
            aliases: vec![alias.to_owned()],
        };
        let codes = vec![row("310000", "上海市", None, "上海"), row("310115", "浦东新区", Some("310000"), "浦东")];
        Codes::new(vec![CodeTable { name: DIVISIONS.to_owned(), codes, ..CodeTable::default() }])
    }

    #[test]
    fn a_place_is_read_by_code_name_and_alias() {
        let codes = divisions();
        for text in ["310000", "上海市", "上海", " 上海 "] {
            assert_eq!(codes.read(DIVISIONS, text).map(|row| row.code.as_str()), Some("310000"), "{text}");
        }
        assert_eq!(codes.read(DIVISIONS, "海外"), None);
    }

    #[test]
    fn every_shipped_table_is_read_and_names_its_version_and_source() {
        for table in CodeTable::shipped() {
            assert!(table.codes.len() > 5 && !table.version.is_empty() && !table.source.is_empty(), "{}", table.name);
        }
    }

    #[test]
    fn job_boards_words_for_industries_are_known() {
        let codes = Codes::new(CodeTable::shipped());
        let section = |text| codes.read(INDUSTRIES, text).and_then(|row| codes.industry_section(&row.code));
        assert_eq!(section("互联网/软件"), Some("I"));
        assert_eq!(section("机械/制造"), Some("C"));
        assert_eq!(section("3973"), Some("C"));
    }

    #[test]
    fn ancestry_runs_from_the_row_upwards() {
        let codes = divisions();
        let line: Vec<&str> = codes.ancestry(DIVISIONS, "310115").iter().map(|row| row.code.as_str()).collect();
        assert_eq!(line, ["310115", "310000"]);
    }
}
