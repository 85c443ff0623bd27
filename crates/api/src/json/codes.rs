//! The code tables: divisions, zones, industries.

use axum::extract::{Path, State};
use rongqiao_model::code::{Code, CodeTable};
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::{Answer, Keep};
use super::refusals::{NotFound, Refusals, Unchanged};
use crate::app::App;
use crate::problem::Problem;

/// Every code table.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CodeTables)]
pub struct CodeTablesOut<'a> {
    tables: Vec<CodeTableHeadOut<'a>>,
}

/// What a code table is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CodeTableHead)]
pub struct CodeTableHeadOut<'a> {
    /// Name of the table.
    #[schema(example = "divisions")]
    name: &'a str,
    /// Edition of the standard.
    version: &'a str,
    /// Where the rows came from.
    source: &'a str,
    /// Rows in it.
    count: usize,
}

/// A code table with its rows.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CodeTable)]
pub struct CodeTableOut<'a> {
    /// Name of the table.
    #[schema(example = "divisions")]
    name: &'a str,
    /// Edition of the standard.
    version: &'a str,
    /// Where the rows came from.
    source: &'a str,
    /// The rows.
    codes: Vec<CodeOut<'a>>,
}

/// One row of a code table.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Code)]
pub struct CodeOut<'a> {
    /// The code.
    #[schema(example = "310115")]
    code: &'a str,
    /// Official name.
    #[schema(example = "浦东新区")]
    name: &'a str,
    /// Name in English; empty when none is known.
    #[schema(example = "Pudong New Area")]
    name_en: &'a str,
    /// Code of the row above it.
    #[schema(required = true, example = "310000")]
    parent: Option<&'a str>,
    /// Other names that people use.
    aliases: &'a [String],
}

impl<'a> CodeTableHeadOut<'a> {
    fn of(table: &'a CodeTable) -> Self {
        Self { name: &table.name, version: &table.version, source: &table.source, count: table.codes.len() }
    }
}

impl<'a> CodeOut<'a> {
    fn of(row: &'a Code) -> Self {
        Self {
            code: &row.code,
            name: &row.name,
            name_en: &row.name_en,
            parent: row.parent.as_deref(),
            aliases: &row.aliases,
        }
    }
}

/// Lists the code tables.
#[utoipa::path(
    get,
    path = "/api/v1/codes",
    operation_id = "listCodeTables",
    tag = "reading",
    responses(
        (status = 200, description = "Every code table, without its rows.", body = CodeTablesOut),
        Unchanged,
        Refusals,
    )
)]
pub async fn list(State(app): State<App>) -> Result<Answer, Problem> {
    let tables = app.codes.tables().into_iter().map(CodeTableHeadOut::of).collect();
    Answer::of(&CodeTablesOut { tables }, Keep::Hour)
}

/// Shows one code table.
#[utoipa::path(
    get,
    path = "/api/v1/codes/{table}",
    operation_id = "showCodeTable",
    tag = "reading",
    params(("table" = String, Path, description = "Name of the table.", example = "zones")),
    responses(
        (status = 200, description = "The table with all its rows.", body = CodeTableOut),
        Unchanged,
        NotFound,
        Refusals,
    )
)]
pub async fn show(State(app): State<App>, Path(table): Path<String>) -> Result<Answer, Problem> {
    let table = app.codes.table(&table).ok_or_else(Problem::not_found)?;
    let out = CodeTableOut {
        name: &table.name,
        version: &table.version,
        source: &table.source,
        codes: table.codes.iter().map(CodeOut::of).collect(),
    };
    Answer::of(&out, Keep::Hour)
}
