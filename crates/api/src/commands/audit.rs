//! `rongqiao audit`: confirms that nobody changed the audit.

use clap::Subcommand;

use super::{open, say};
use crate::config::Settings;
use crate::fault::Fault;

#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Example:\n  rongqiao audit verify --data /srv/rongqiao")]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Clone, Debug, Subcommand)]
enum Action {
    /// Confirm that no entry was changed, left out or added in between
    #[command(after_help = "Keep the last line somewhere else and hand it in next time: what was cut off at the end \
                            shows only then.\n\n\
                            Example:\n  rongqiao audit verify --seen 1204:9c1f…")]
    Verify(Verify),
}

#[derive(Clone, Debug, clap::Args)]
struct Verify {
    /// The end that was printed an earlier time: place and hash, separated by a colon
    #[arg(long, value_parser = seen)]
    seen: Option<(i64, String)>,
}

pub(super) async fn run(settings: Settings, arguments: Arguments) -> Result<(), Fault> {
    let ground = open(settings).await?;
    match arguments.action {
        Action::Verify(Verify { seen }) => {
            let end = ground.store.verify_audit().await?.map_err(|(broken, end)| {
                Fault::new(format!(
                    "The audit does not hold: {broken}. It holds up to entry {}. Restore it from a backup and find out who \
                     can write to the database.",
                    end.seq
                ))
            })?;
            if let Some((seq, hash)) = seen {
                let entry = ground.store.list_audit(seq - 1, 1).await?.pop();
                if entry.is_none_or(|entry| entry.seq != seq || entry.hash != hash) {
                    return Err(Fault::new(format!(
                        "The audit does not hold: entry {seq} is not the one that was seen before. Entries were cut off \
                         or written anew. Restore the audit from a backup and find out who can write to the database."
                    )));
                }
            }
            say(&format!("The audit holds: {} entries.", end.seq));
            say(&format!("End: {}:{}", end.seq, end.hash));
        }
    }
    Ok(ground.store.close().await?)
}

/// Reads the end of an audit.
fn seen(text: &str) -> Result<(i64, String), String> {
    let read = text.split_once(':').and_then(|(seq, hash)| Some((seq.parse().ok()?, hash.to_owned())));
    read.filter(|(seq, hash)| *seq > 0 && hash.len() == 64)
        .ok_or_else(|| "write PLACE:HASH as it was printed".to_owned())
}
