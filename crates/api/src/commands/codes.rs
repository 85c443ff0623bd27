//! `rongqiao codes`: shows the code tables and replaces one.

use std::path::PathBuf;

use clap::Subcommand;
use rongqiao_model::code::{CodeTable, Codes};

use super::{open, say};
use crate::config::Settings;
use crate::fault::{Fault, file_trouble};
use crate::start::OPERATOR_SOURCE;

#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Example:\n  rongqiao codes list --data /srv/rongqiao")]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Clone, Debug, Subcommand)]
enum Action {
    /// List the tables with their versions and sources
    #[command(after_help = "Example:\n  rongqiao codes list")]
    List,
    /// Put a fuller table in the place of one
    #[command(after_help = "The file is CSV in UTF-8 with the header code,name,name_en,parent,aliases; aliases are \
                            separated by |.\n\n\
                            Example:\n  rongqiao codes import divisions divisions.csv --version 2025 --source \"民政部\"")]
    Import(Table),
}

#[derive(Clone, Debug, clap::Args)]
struct Table {
    /// Name of the table: divisions, zones or industries
    table: String,
    /// The file
    file: PathBuf,
    /// Edition of the standard
    #[arg(long)]
    version: String,
    /// Where the rows came from
    #[arg(long)]
    source: String,
}

pub(super) async fn run(settings: Settings, arguments: Arguments) -> Result<(), Fault> {
    match arguments.action {
        Action::List => {
            list(&open(settings).await?.codes);
            Ok(())
        }
        Action::Import(table) => import(settings, table).await,
    }
}

fn list(codes: &Codes) {
    for table in codes.tables() {
        say(&format!("{}: {} rows; {}; {}", table.name, table.codes.len(), table.version, table.source));
    }
}

async fn import(settings: Settings, wanted: Table) -> Result<(), Fault> {
    let shown = wanted.file.display();
    let known: Vec<String> = CodeTable::shipped().into_iter().map(|table| table.name).collect();
    if !known.contains(&wanted.table) {
        let known = known.join(", ");
        return Err(Fault::new(format!("There is no code table `{}`. These are known: {known}.", wanted.table)));
    }
    let text = std::fs::read(&wanted.file).map_err(|error| {
        Fault::because(format!("The file {shown} cannot be read: {}.", file_trouble(&error)), error)
    })?;
    let source = format!("{OPERATOR_SOURCE}{}", wanted.source);
    let table = CodeTable::from_csv(&wanted.table, &wanted.version, &source, &text).map_err(|bad| {
        let advice = "The header is code,name,name_en,parent,aliases; code and name must be filled.";
        Fault::because(format!("The file {shown} holds no row of a code table in line {}. {advice}", bad.line), bad)
    })?;
    if table.codes.is_empty() {
        return Err(Fault::new(format!("The file {shown} holds no rows; the table stays as it was.")));
    }
    let ground = open(settings).await?;
    ground.store.replace_code_table(&table).await?;
    say(&format!("The table {} now holds {} rows.", table.name, table.codes.len()));
    say("Run `rongqiao reindex` and restart the server, so that searching knows the new names.");
    Ok(ground.store.close().await?)
}
