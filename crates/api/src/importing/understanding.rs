//! Turns rows into listings and organisations, whatever their columns are called.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rongqiao_model::code::{Codes, INDUSTRIES};
use rongqiao_model::form::{FieldError, Mistake};
use rongqiao_model::naming::name_key;
use rongqiao_model::organisation::{Organisation, OrganisationKind};
use rongqiao_model::posting::SOURCE;
use rongqiao_model::store::Incoming;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::aliases::{fields_by_name, known_field};
use super::mapping::{Mapping, RowNoun};
use super::places::Places;
use super::row::{Cells, RawRow, Reason, Refusal, text_of};

/// Unused columns that are remembered for the summary.
const UNUSED_REMEMBERED: usize = 40;

/// A row under our names.
pub(super) type Record = Map<String, Value>;

/// What a row turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Understood {
    /// A listing with its organisation.
    Listing(Box<Incoming>),
    /// An organisation.
    Organisation(Box<Organisation>),
}

/// Understands the rows of one file.
#[derive(Debug)]
pub struct Understanding {
    pub(super) codes: Arc<Codes>,
    pub(super) places: Places,
    pub(super) mapping: Mapping,
    /// Source of rows that name none.
    pub(super) source: String,
    pub(super) now: OffsetDateTime,
    /// Rows are written for demonstration.
    pub(super) demo: bool,
    /// Organisations by the key that rows of the same collection use for them.
    pub(super) organisations: HashMap<String, Organisation>,
    fields: HashMap<String, &'static str>,
    columns: HashMap<String, Option<&'static str>>,
    unused: BTreeSet<String>,
}

impl Understanding {
    /// Starts on a file whose rows come from `source` unless they say otherwise.
    #[must_use]
    pub fn new(codes: Arc<Codes>, mapping: Mapping, source: String, now: OffsetDateTime) -> Self {
        Self {
            places: Places::new(codes.clone()),
            codes,
            mapping,
            source,
            now,
            demo: false,
            organisations: HashMap::new(),
            fields: fields_by_name(),
            columns: HashMap::new(),
            unused: BTreeSet::new(),
        }
    }

    /// Marks every row as written for demonstration, by the organisations that `organisations` holds by their keys.
    #[must_use]
    pub fn for_demonstration(self, organisations: HashMap<String, Organisation>) -> Self {
        Self { demo: true, organisations, ..self }
    }

    /// Columns that filled no field, at most forty.
    #[must_use]
    pub fn unused_columns(&self) -> Vec<String> {
        self.unused.iter().cloned().collect()
    }

    /// Understands one row.
    ///
    /// # Errors
    ///
    /// Returns everything that is wrong with it, under the names that the file uses.
    pub fn read(&mut self, row: RawRow) -> Result<Understood, Vec<Refusal>> {
        let cells = row.cells.map_err(|reason| vec![Refusal { field: String::new(), reason }])?;
        let (mut record, names) = self.rename(cells);
        self.translate(&mut record);
        let understood = if self.is_organisation(&record) {
            self.read_organisation(&mut record).map(|it| Understood::Organisation(Box::new(it)))
        } else {
            if is_own(&self.source_of(&record)) {
                let named = names.iter().find(|(field, _)| *field == "source").map(|(_, theirs)| theirs.clone());
                let field = named.unwrap_or_else(|| "source".to_owned());
                return Err(vec![Refusal { field, reason: Reason::OwnSource }]);
            }
            self.read_listing(record, row.number).map(|it| Understood::Listing(Box::new(it)))
        };
        understood.map_err(|errors| errors.into_iter().map(|error| refusal(error, &names)).collect())
    }

    /// Brings cells under our names; of two that fill one field the first one counts, descriptions are joined.
    fn rename(&mut self, cells: Cells) -> (Record, Vec<(&'static str, String)>) {
        let mut record = Record::new();
        let mut names = Vec::with_capacity(cells.len());
        for (name, value) in cells {
            let Some(field) = self.field_of(&name) else { continue };
            let nothing = value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty());
            if nothing {
                continue;
            }
            match record.get_mut(field) {
                None => {
                    record.insert(field.to_owned(), value);
                }
                Some(Value::String(before)) if field == "description" => {
                    before.push('\n');
                    before.push_str(&text_of(&value).unwrap_or_default());
                }
                Some(_) => continue,
            }
            names.push((field, name));
        }
        (record, names)
    }

    fn field_of(&mut self, column: &str) -> Option<&'static str> {
        if let Some(known) = self.columns.get(column) {
            return *known;
        }
        let field = match self.mapping.columns.get(column) {
            Some(target) => known_field(target),
            None => self.fields.get(&name_key(column)).copied(),
        };
        if field.is_none() && !self.mapping.columns.contains_key(column) && self.unused.len() < UNUSED_REMEMBERED {
            self.unused.insert(column.to_owned());
        }
        self.columns.insert(column.to_owned(), field);
        field
    }

    fn translate(&self, record: &mut Record) {
        for (field, words) in &self.mapping.values {
            let Some(field) = known_field(field) else { continue };
            let ours = record.get(field).and_then(text_of).and_then(|theirs| words.get(&theirs));
            if let Some(ours) = ours {
                record.insert(field.to_owned(), Value::from(ours.as_str()));
            }
        }
        for (field, constant) in &self.mapping.constants {
            let Some(field) = known_field(field) else { continue };
            record.entry(field).or_insert_with(|| Value::from(constant.as_str()));
        }
    }

    fn is_organisation(&self, record: &Record) -> bool {
        let kind = record.get("kind").and_then(text_of);
        match self.mapping.noun {
            Some(noun) => noun == RowNoun::Organisation,
            None if kind.is_some_and(|kind| OrganisationKind::from_slug(&kind).is_some()) => true,
            None => record.contains_key("credit_code") && !record.contains_key("title"),
        }
    }

    /// The source of a row: what it names, with its platform where it names both.
    pub(super) fn source_of(&self, record: &Record) -> String {
        let said = |field| record.get(field).and_then(text_of);
        match (said("source"), said("platform")) {
            (Some(source), Some(platform)) => format!("{source}#{platform}"),
            (Some(source), None) => source,
            (None, _) => self.source.clone(),
        }
    }

    /// The code of an industry, from a code or a name; a code below the shipped table counts as the one above it.
    pub(super) fn industry_of(&self, text: &str) -> Option<String> {
        let text = text.trim();
        let code = |text: &str| self.codes.read(INDUSTRIES, text).map(|row| row.code.clone());
        let is_code = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        let shorter = || (2..text.len()).rev().find_map(|end| code(&text[..end]));
        code(text).or_else(|| if is_code { shorter() } else { None }).filter(|code| code.len() <= 4)
    }
}

/// Puts the name that the file uses in the place of ours.
fn refusal(error: FieldError, names: &[(&'static str, String)]) -> Refusal {
    // Pay in words becomes two sums.
    let fields: &[&str] = match error.field.as_str() {
        "pay_min" | "pay_max" => &["pay_min", "pay_max", "salary"],
        _ => &[],
    };
    let of = |field: &str| names.iter().find(|(ours, _)| *ours == field).map(|(_, theirs)| theirs.clone());
    let theirs = of(&error.field).or_else(|| fields.iter().find_map(|field| of(field)));
    Refusal { field: theirs.unwrap_or(error.field), reason: Reason::Field(error.mistake) }
}

/// A mistake in `field`.
/// Whether `source` is the name under which listings are published here, which nobody else may claim.
fn is_own(source: &str) -> bool {
    name_key(source.split('#').next().unwrap_or_default()) == SOURCE
}

pub(super) fn mistake(field: &str, mistake: Mistake) -> FieldError {
    FieldError { field: field.to_owned(), mistake }
}

#[cfg(test)]
pub(super) mod tests {
    use rongqiao_model::choice::{Education, EmploymentType};
    use rongqiao_model::code::CodeTable;
    use rongqiao_model::kind::{Details, ListingKind};
    use rongqiao_model::listing::Listing;
    use rongqiao_model::pay::PayPeriod;
    use serde_json::json;
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-09-01 02:00 UTC);

    fn understanding(mapping: &str) -> Understanding {
        let codes = Arc::new(Codes::new(CodeTable::shipped()));
        let mapping = toml::from_str(mapping).expect("the mapping is right");
        Understanding::new(codes, mapping, "file".to_owned(), NOW)
    }

    fn read_with(mapping: &str, row: Value) -> Result<Understood, Vec<Refusal>> {
        let Value::Object(cells) = row else { panic!("a row is an object") };
        understanding(mapping).read(RawRow { number: 7, cells: Ok(cells.into_iter().collect()) })
    }

    fn incoming(row: Value) -> Incoming {
        match read_with("", row).expect("the row is right") {
            Understood::Listing(incoming) => *incoming,
            Understood::Organisation(_) => panic!("the row describes a listing"),
        }
    }

    fn listing(row: Value) -> Listing {
        incoming(row).listing
    }

    #[test]
    fn a_row_that_claims_to_come_from_here_is_refused_under_the_name_of_its_column() {
        let row =
            |source: &str| json!({"id": "1", "title": "前端", "description": "x", "company": "甲", "来源": source});
        for claimed in ["rongqiao", " Rongqiao ", "rongqiao#B", "ＲＯＮＧＱＩＡＯ"] {
            let refused = read_with("", row(claimed)).expect_err(claimed);
            assert_eq!(refused, [Refusal { field: "来源".to_owned(), reason: Reason::OwnSource }], "{claimed}");
        }
        for other in ["rongqiao-demo", "board", ""] {
            assert!(read_with("", row(other)).is_ok(), "{other}");
        }
    }

    #[test]
    fn a_row_of_a_job_board_is_understood_without_a_mapping() {
        let job = incoming(json!({
            "id": "zh1", "title": "人形机器人测试工程师（实习）", "description": "测试", "company": "某机器人有限公司",
            "city": "上海", "district": "浦东新区", "salary_min": 180, "salary_max": 260.0, "salary_unit": "元/天",
            "education": "大专", "experience": "1年以上", "experience_min_years": null, "skills": ["Python", "Linux"],
            "industry": "软件和信息技术服务业", "posted": "2024-10-10", "platform": "B", "flags": [], "source": "s",
        }));
        let Details::Job(details) = &job.listing.details else { panic!("it is a job") };
        let pay = details.pay.clone().expect("it says what it pays");
        assert_eq!((pay.min_fen, pay.max_fen, pay.period), (18_000, 26_000, PayPeriod::Day));
        assert_eq!(details.education, Some(Education::Associate));
        assert_eq!(details.experience_min_years, Some(1));
        assert_eq!(details.employment_type, Some(EmploymentType::Internship));
        assert_eq!(job.listing.place.division.as_deref(), Some("310115"));
        assert_eq!(job.listing.industry.as_deref(), Some("65"));
        assert_eq!(job.listing.provenance.source, "s#B");
        assert_eq!(job.listing.published_at, datetime!(2024-10-09 16:00 UTC));
        assert!(job.dated && job.organisation.name == "某机器人有限公司");
    }

    #[test]
    fn a_row_of_the_benchmark_is_understood_without_a_mapping() {
        let job = incoming(json!({
            "n": 5, "title": "前端", "description": "x", "company": "甲", "city": "全国", "salary_min": 0, "salary_max": 0,
            "education": "不限", "experience": "不限", "skills": "Vue React C++", "industry": "互联网/软件",
        }));
        let Details::Job(details) = &job.listing.details else { panic!("it is a job") };
        assert_eq!(
            (&details.pay, details.education, details.experience_min_years),
            (&None, Some(Education::None), Some(0))
        );
        assert_eq!(job.listing.skills, ["Vue", "React", "C++"]);
        assert_eq!((job.listing.provenance.source.as_str(), job.listing.provenance.record.as_str()), ("file", "5"));
        assert!(!job.dated && job.listing.published_at == NOW);
        assert_eq!(job.listing.place, rongqiao_model::place::Place::default());
    }

    #[test]
    fn courses_and_projects_find_their_kinds() {
        let course = listing(json!({
            "id": "c", "title": "Web", "provider": "某大学", "kind": "course", "hours": "2.0 学分", "skills": ["无"],
            "prerequisites": "''Permission of instructor''", "category": "数学",
        }));
        let Details::Course(details) = &course.details else { panic!("it is a course") };
        assert_eq!((details.credits, details.hours), (Some(2.0), None));
        assert_eq!(details.prerequisites, "Permission of instructor");
        assert!(course.skills.is_empty());

        let project = listing(json!({
            "title": "Analytics", "org": "Foundation", "kind": "open_source_project", "year": 2016, "topics": ["a", "b"],
        }));
        let Details::Challenge(details) = &project.details else { panic!("it is a challenge") };
        assert_eq!(details.programme, "2016 · a、b");
        assert_eq!(project.published_at, datetime!(2015-12-31 16:00 UTC));
        assert_eq!(project.provenance.record, "row-7");
    }

    #[test]
    fn pay_in_another_currency_keeps_it() {
        let job = listing(json!({
            "title": "Nurse", "company": "Trust", "salary_min": 24907.0, "salary_max": 30615.4, "salary_unit": "GBP/year",
        }));
        let pay = job.details.filters().pay.expect("it says what it pays");
        assert_eq!((pay.currency.as_str(), pay.period, pay.max_fen), ("GBP", PayPeriod::Year, 3_061_500));
    }

    #[test]
    fn what_the_platform_writes_it_reads_again() {
        for &kind in ListingKind::ALL {
            let details = Details::sample(kind);
            let mut row = serde_json::to_value(&details).expect("details serialize");
            row["title"] = json!("标题");
            row["organisation"] = json!("甲");
            row["published_at"] = json!("2026-08-01");
            row["valid_through"] = json!("2026-09-30");
            let listing = listing(row);
            assert_eq!(listing.details, details, "{}", kind.slug());
            assert_eq!(listing.valid_through, Some(datetime!(2026-09-30 15:59:59 UTC)));
        }
    }

    #[test]
    fn everything_wrong_with_a_row_is_told_under_the_names_of_the_file() {
        let refusals = read_with("", json!({"职位名称": " ", "招聘人数": 0, "发布日期": "soon", "薪资下限": "abc"}))
            .expect_err("the row is wrong");
        let fields: Vec<&str> = refusals.iter().map(|refusal| refusal.field.as_str()).collect();
        assert_eq!(fields, ["organisation", "发布日期", "薪资下限", "招聘人数", "title"]);
    }

    #[test]
    fn an_unknown_kind_is_refused_with_the_known_ones() {
        let refusals = read_with("", json!({"title": "a", "company": "b", "kind": "poem"})).expect_err("no such kind");
        assert!(refusals[0].reason.in_english().contains("cooperation-need"), "{refusals:?}");
    }

    #[test]
    fn a_mapping_names_columns_constants_and_words() {
        let mapping = "[columns]\n'Stelle' = 'title'\n'title' = ''\n[constants]\norganisation = '晨芯'\nkind = 'job'\n\
                       source = 'board'\n[values.education]\n'统招' = 'bachelor'";
        let understood = read_with(mapping, json!({"Stelle": "工程师", "title": "x", "学历": "统招"}));
        let Ok(Understood::Listing(incoming)) = understood else { panic!("{understood:?}") };
        assert_eq!((incoming.listing.title.as_str(), incoming.organisation.name.as_str()), ("工程师", "晨芯"));
        assert_eq!(incoming.listing.details.filters().education, Some(Education::Bachelor));
        assert_eq!(incoming.listing.provenance.source, "board");
    }

    #[test]
    fn organisations_are_known_by_their_kind_or_by_the_mapping() {
        let understood = read_with("", json!({"kind": "university", "name": "临屿理工大学", "id": "u"}));
        let Ok(Understood::Organisation(school)) = understood else { panic!("{understood:?}") };
        let understood = read_with("noun = 'organisation'", json!({"企业名称": "训联劳务派遣有限公司", "id": "u"}));
        let Ok(Understood::Organisation(agency)) = understood else { panic!("{understood:?}") };
        assert_eq!((school.kind, school.staffing_agency), (OrganisationKind::University, false));
        assert_eq!((agency.kind, agency.staffing_agency), (OrganisationKind::Firm, true));
    }

    #[test]
    fn a_listing_and_an_organisation_row_mean_the_same_organisation() {
        let by_row = read_with("", json!({"kind": "firm", "name": "ＡＢＣ（上海）公司"}));
        let Ok(Understood::Organisation(organisation)) = by_row else { panic!("{by_row:?}") };
        assert_eq!(incoming(json!({"title": "a", "company": "abc(上海) 公司"})).organisation.id, organisation.id);
    }

    #[test]
    fn several_columns_of_text_become_one_description_in_their_order() {
        let cells = vec![
            ("职位名称".to_owned(), json!("甲")),
            ("公司".to_owned(), json!("乙")),
            ("岗位职责".to_owned(), json!("先")),
            ("任职要求".to_owned(), json!("后")),
            ("内部备注".to_owned(), json!("x")),
        ];
        let mut understanding = understanding("");
        let understood = understanding.read(RawRow { number: 2, cells: Ok(cells) });
        let Ok(Understood::Listing(incoming)) = understood else { panic!("{understood:?}") };
        assert_eq!(incoming.listing.description, "先\n后");
        assert_eq!(understanding.unused_columns(), ["内部备注"]);
    }
}
