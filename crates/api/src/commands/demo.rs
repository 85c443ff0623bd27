//! `rongqiao demo`: fills in the demonstration content.

use super::{bring_index_up_to_date, open, say};
use crate::config::Settings;
use crate::demo;
use crate::fault::Fault;

#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Example:\n  rongqiao demo --data /srv/rongqiao")]
pub(super) struct Arguments {}

pub(super) async fn run(settings: Settings) -> Result<(), Fault> {
    let ground = open(settings).await?;
    let done = demo::fill_in(&ground.store, &ground.codes, &ground.clock).await?;
    say(&format!(
        "Demonstration content: {} rows, {} added, {} updated, {} unchanged.",
        done.rows, done.added, done.updated, done.unchanged
    ));
    bring_index_up_to_date(&ground).await?;
    Ok(ground.store.close().await?)
}
