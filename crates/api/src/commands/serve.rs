//! `rongqiao serve`: answers requests until it is told to stop.

use std::time::Duration;

use rongqiao_model::chance::Chance;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::{open, say};
use crate::app::{App, Outside};
use crate::config::{Overrides, Settings};
use crate::fault::Fault;
use crate::letters::Postman;
use crate::start::Ground;
use crate::{demo, router, serving, tasks};

/// How long requests may take to finish after the server was told to stop.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Example:\n  rongqiao serve --data /srv/rongqiao --listen 0.0.0.0:8080")]
pub(super) struct Arguments {
    /// Address to answer at [default: 127.0.0.1:8080]
    #[arg(long, value_name = "HOST:PORT", env = "RONGQIAO_LISTEN")]
    listen: Option<String>,
    /// Address at which people reach the site, such as <https://rongqiao.example>
    #[arg(long, value_name = "URL", env = "RONGQIAO_PUBLIC_URL")]
    public_url: Option<String>,
    /// Fill in the demonstration content first
    #[arg(long)]
    demo: bool,
}

/// When the demonstration content is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    Always,
    WhenEmpty,
    Never,
}

impl Arguments {
    /// What was written behind `serve`, else what was written before it.
    pub(super) fn or(self, before: Self) -> Self {
        Self {
            listen: self.listen.or(before.listen),
            public_url: self.public_url.or(before.public_url),
            demo: self.demo || before.demo,
        }
    }

    pub(super) fn over(&self, overrides: Overrides) -> Overrides {
        Overrides { listen: self.listen.clone(), public_url: self.public_url.clone(), ..overrides }
    }

    pub(super) const fn fill(&self, when_new: bool) -> Fill {
        match (self.demo, when_new) {
            (true, _) => Fill::Always,
            (false, true) => Fill::WhenEmpty,
            (false, false) => Fill::Never,
        }
    }
}

pub(super) async fn run(settings: Settings, fill: Fill) -> Result<(), Fault> {
    // Whoever cannot have the address should not touch the data.
    let listener = listen(&settings.listen).await?;
    let told_to_stop = signals()?;
    let ground = open(settings).await?;
    fill_in(&ground, fill).await?;
    let index = ground.open_index().await?;
    let Ground { store, codes, home, clock, settings } = ground;
    let postman = Postman::new(&settings.mail, &settings.data)?;
    let program = std::env::current_exe()
        .map_err(|error| Fault::because("This program does not find itself, so that it could read no files.", error))?;
    let outside = Outside { clock, chance: Chance::system(), postman, program };
    let app = App::new(store.clone(), index, codes.as_ref().clone(), outside, settings);
    // Search should be complete with the first answer; a long backlog goes on behind the server's back.
    let app_index = app.index();
    let begun = tokio::time::Instant::now();
    tasks::catch_up(&app.store, &app.codes, &app_index, || begun.elapsed() > PATIENCE).await?;
    drop(app_index);

    if let Err(error) = rlimit::increase_nofile_limit(OPEN_FILES) {
        tracing::debug!(%error, "no more files can be open than before");
    }
    let (stop, stopped) = watch::channel(false);
    let following = tokio::spawn(tasks::follow_outbox(app.clone(), home.clone(), stopped.clone()));
    let counting = tokio::spawn(tasks::keep_missed_searches(app.clone(), stopped.clone()));
    let sending = tokio::spawn(tasks::send_letters(app.clone(), stopped.clone()));
    let alerting = tokio::spawn(tasks::send_alerts(app.clone(), stopped.clone()));
    let settling = tokio::spawn(tasks::keep_standings(app.clone(), stopped.clone()));
    let tending = tokio::spawn(tasks::keep_postings(app.clone(), stopped.clone()));
    let retaining = tokio::spawn(tasks::keep_to_retention(app.clone(), stopped.clone()));
    let tending_sheets = tokio::spawn(tasks::keep_sheets(app.clone(), stopped.clone()));
    let checking = tokio::spawn(tasks::check_index(app.clone(), home));
    let address = listener.local_addr().map_err(|error| Fault::because("The address is gone again.", error))?;
    say(&format!("Rongqiao is ready at http://{address}/"));
    let served = answer(listener, app, told_to_stop, stop.clone(), stopped).await;
    let _ = stop.send(true);
    checking.abort();
    counting.await.map_err(|error| Fault::because("The last searches without result were not counted.", error))?;
    alerting.await.map_err(|error| Fault::because("Some alerts wait; the next start sends them.", error))?;
    tending
        .await
        .map_err(|error| Fault::because("Some listings wait to be moved on; the next start does it.", error))?;
    tending_sheets
        .await
        .map_err(|error| Fault::because("Some rows wait to become listings; the next start goes on.", error))?;
    sending.await.map_err(|error| Fault::because("Some letters wait; the next start sends them.", error))?;
    retaining.await.map_err(|error| Fault::because("Some data waits to be purged; the next start does it.", error))?;
    settling.await.map_err(|error| Fault::because("Some verifications may lapse with the next start.", error))?;
    following
        .await
        .map_err(|error| Fault::because("The search index may be behind; the next start repairs it.", error))?;
    store.close().await?;
    tracing::info!("stopped");
    served
}

async fn listen(address: &str) -> Result<TcpListener, Fault> {
    TcpListener::bind(address).await.map_err(|error| {
        let what = match error.kind() {
            std::io::ErrorKind::AddrInUse => "is used by another program",
            std::io::ErrorKind::PermissionDenied => "may not be used; ports below 1024 need special rights",
            std::io::ErrorKind::AddrNotAvailable => "does not belong to this machine",
            _ => "cannot be used",
        };
        let sentence = format!("The address {address} {what}. Choose another with --listen or RONGQIAO_LISTEN.");
        Fault::because(sentence, error)
    })
}

async fn fill_in(ground: &Ground, fill: Fill) -> Result<(), Fault> {
    let wanted = match fill {
        Fill::Always => true,
        Fill::WhenEmpty => ground.store.count_public_listings().await? == 0,
        Fill::Never => false,
    };
    if wanted {
        let summary = demo::fill_in(&ground.store, &ground.codes, &ground.clock).await?;
        tracing::info!(rows = summary.rows, added = summary.added, "demonstration content is filled in");
    }
    Ok(())
}

/// As many connections and files may be open at the same time, if the system allows it.
const OPEN_FILES: u64 = 65_536;

/// Answers until told to stop; then lets requests finish, but not for ever.
async fn answer(
    listener: TcpListener,
    app: App,
    told_to_stop: impl Future<Output = ()>,
    stop: watch::Sender<bool>,
    mut stopped: watch::Receiver<bool>,
) -> Result<(), Fault> {
    let finish = async move {
        let _ = stopped.wait_for(|stopped| *stopped).await;
    };
    let serving = serving::serve(listener, router::site(app), serving::HEAD_TIME, finish);
    tokio::pin!(serving);
    tokio::select! {
        done = &mut serving => return done.map_err(|error| Fault::because("The server broke off.", error)),
        () = told_to_stop => {}
    }
    tracing::info!("stopping; requests that run may finish");
    let _ = stop.send(true);
    match tokio::time::timeout(PATIENCE, serving).await {
        Ok(done) => done.map_err(|error| Fault::because("The server broke off while it stopped.", error)),
        Err(_) => {
            tracing::warn!("some requests took too long and were cut off");
            Ok(())
        }
    }
}

/// Resolves when the operator or the system asks the server to stop.
#[cfg(unix)]
fn signals() -> Result<impl Future<Output = ()>, Fault> {
    use tokio::signal::unix::{SignalKind, signal};
    let unheard = |error| Fault::because("Signals to stop cannot be received on this system.", error);
    let mut terminate = signal(SignalKind::terminate()).map_err(unheard)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(unheard)?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Resolves when the operator asks the server to stop.
#[cfg(not(unix))]
fn signals() -> Result<impl Future<Output = ()>, Fault> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
