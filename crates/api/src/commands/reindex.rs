//! `rongqiao reindex`: builds the search index anew while a server goes on with the old one.

use super::{open, say};
use crate::config::Settings;
use crate::fault::Fault;
use crate::tasks;

#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "A running server moves over to the new index within a second.\n\n\
                        Example:\n  rongqiao reindex --data /srv/rongqiao")]
pub(super) struct Arguments {}

pub(super) async fn run(settings: Settings) -> Result<(), Fault> {
    let ground = open(settings).await?;
    let begun = std::time::Instant::now();
    let index = tasks::build_index(&ground.store, &ground.codes, &ground.home).await?;
    let seconds = begun.elapsed().as_secs_f64();
    say(&format!("The search index holds {} listings, built in {seconds:.1} seconds.", index.len()));
    Ok(ground.store.close().await?)
}
