//! One row of a file before anybody has understood it, and why a row may be refused.

use rongqiao_model::form::Mistake;
use serde_json::Value;

/// Named cells in the order of the file.
pub type Cells = Vec<(String, Value)>;

/// One row as a reader found it.
#[derive(Clone, Debug, PartialEq)]
pub struct RawRow {
    /// Its number as an editor or a spreadsheet shows it; the first line is 1.
    pub number: u64,
    /// Its cells, or why it is none.
    pub cells: Result<Cells, Reason>,
}

/// A field of a row that cannot be taken, under the name that the file gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Name of the field; empty when the row as a whole is at fault.
    pub field: String,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong with a row or a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A field does not hold what it should.
    Field(Mistake),
    /// The line is no JSON object.
    NotAnObject,
    /// The line is not written in the encoding of the file.
    NotText,
    /// The row has more cells than the header.
    TooManyCells {
        /// Cells in the header.
        header: usize,
        /// Cells in the row.
        found: usize,
    },
    /// One row is longer than any row should be.
    TooLong,
    /// It claims to come from here.
    OwnSource,
}

impl Reason {
    /// A sentence in Chinese.
    #[must_use]
    pub fn in_chinese(&self) -> String {
        match self {
            Self::Field(Mistake::Missing) => "必填内容为空。".to_owned(),
            Self::Field(Mistake::TooLong { max, found }) => format!("最多{max}个字符，现有{found}个。"),
            Self::Field(Mistake::NotANumber { min, max }) => format!("应为{min}到{max}之间的数字。"),
            Self::Field(Mistake::NotAChoice { allowed }) => format!("应为以下之一：{allowed}。"),
            Self::Field(Mistake::NotADay) => "应为日期，例如2026-09-01。".to_owned(),
            Self::Field(Mistake::NotAMoment) => "应为日期和时间，例如2026-09-01 13:30。".to_owned(),
            Self::Field(Mistake::NotATime) => "应为一天中的时间，例如09:00。".to_owned(),
            Self::Field(Mistake::NotAMilestone { line }) => format!("第{line}行应为日期、空格和要完成的事。"),
            Self::Field(Mistake::NotAMonth) => "应为年月，例如2026-09。".to_owned(),
            Self::Field(Mistake::NotALink) => "应为以https://开头的网址。".to_owned(),
            Self::Field(Mistake::EndsFirst) => "结束早于开始。".to_owned(),
            Self::Field(Mistake::TooMany { max }) => format!("最多{max}项。"),
            Self::Field(Mistake::Twice) => "与已有内容重复。".to_owned(),
            Self::Field(Mistake::NotYours) => "这类机构不能选用。".to_owned(),
            Self::Field(Mistake::NotAttached { .. }) => "须先上传规定的附件。".to_owned(),
            Self::Field(Mistake::Private { .. }) => "含有不应保存的个人信息。".to_owned(),
            Self::Field(Mistake::EndsLast) => "晚于活动结束。".to_owned(),
            Self::Field(Mistake::SeatsTaken { registered }) => format!("名额少于已报名的{registered}人。"),
            Self::Field(Mistake::DayOutside { first, last }) => format!("应在{first}到{last}之间。"),
            Self::NotAnObject => "这一行不是完整的JSON对象。".to_owned(),
            Self::NotText => "这一行的文字编码与文件其余部分不同，无法读取。".to_owned(),
            Self::TooManyCells { header, found } => format!("表头有{header}列，这一行却有{found}列。"),
            Self::OwnSource => "“rongqiao”是本平台发布的信息专用的来源名称，导入的数据请改用其他名称。".to_owned(),
            Self::TooLong => "这一行过长，可能缺少右引号或换行。".to_owned(),
        }
    }

    /// A sentence in English.
    #[must_use]
    pub fn in_english(&self) -> String {
        match self {
            Self::Field(Mistake::Missing) => "Nothing is given where something must be.".to_owned(),
            Self::Field(Mistake::TooLong { max, found }) => {
                format!("At most {max} characters are allowed; there are {found}.")
            }
            Self::Field(Mistake::NotANumber { min, max }) => format!("This must be a number from {min} to {max}."),
            Self::Field(Mistake::NotAChoice { allowed }) => format!("This must be one of: {allowed}."),
            Self::Field(Mistake::NotADay) => "This must be a day such as 2026-09-01.".to_owned(),
            Self::Field(Mistake::NotAMoment) => "This must be a day and time such as 2026-09-01 13:30.".to_owned(),
            Self::Field(Mistake::NotATime) => "This must be a time of the day such as 09:00.".to_owned(),
            Self::Field(Mistake::NotAMilestone { line }) => {
                format!("Line {line} must be a day, a space and what is to be reached.")
            }
            Self::Field(Mistake::NotAMonth) => "This must be a month such as 2026-09.".to_owned(),
            Self::Field(Mistake::NotALink) => "This must be an address that starts with https://.".to_owned(),
            Self::Field(Mistake::EndsFirst) => "This ends before it begins.".to_owned(),
            Self::Field(Mistake::TooMany { max }) => format!("There may be {max} of these at most."),
            Self::Field(Mistake::Twice) => "The same stands there already.".to_owned(),
            Self::Field(Mistake::NotYours) => "Organisations of this kind may not choose this.".to_owned(),
            Self::Field(Mistake::NotAttached { .. }) => "Files have to be attached first.".to_owned(),
            Self::Field(Mistake::Private { .. }) => "This holds something personal that is not to be kept.".to_owned(),
            Self::Field(Mistake::EndsLast) => "This is after the end.".to_owned(),
            Self::Field(Mistake::SeatsTaken { registered }) => {
                format!("These are fewer seats than the {registered} that are taken.")
            }
            Self::Field(Mistake::DayOutside { first, last }) => format!("This must be from {first} to {last}."),
            Self::NotAnObject => "The line is not a complete JSON object.".to_owned(),
            Self::NotText => "The line is in another encoding than the rest of the file.".to_owned(),
            Self::TooManyCells { header, found } => {
                format!("The header has {header} columns; this row has {found}.")
            }
            Self::OwnSource => {
                "The source `rongqiao` is kept for what is published here; name the data's own source.".to_owned()
            }
            Self::TooLong => "The row is too long; a closing quote or a line break may be missing.".to_owned(),
        }
    }
}

/// The text of a value: trimmed, numbers and truth values written out; `None` when nothing was given.
#[must_use]
pub fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
