//! A PostgreSQL of our own: one cluster for each test process, gone with it.

use std::fs::{self, File};
use std::io;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, ensure};

use crate::skipping::skip;

/// The account that runs the server when the tests run as root, whom PostgreSQL refuses.
const ACCOUNT: &str = "postgres";

/// Looks at a starting server before it is given up, a tenth of a second apart.
const LOOKS: u32 = 600;

/// Stops the server and clears its folder when the tests are over, however they end: its input closes then.
const WATCHDOG: &str = r#"
folder=$1; shift
"$@" &
cat >/dev/null
kill -INT "$(head -n 1 "$folder/cluster/postmaster.pid")"
wait
rm -rf "$folder"
"#;

static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();

/// A running server.
#[derive(Debug)]
pub struct Cluster {
    programs: PathBuf,
    port: u16,
    databases: AtomicU32,
    /// Holds the watchdog's input open as long as the process lives.
    _watchdog: Child,
}

/// The server of this process; `None`, and a printed line, when PostgreSQL is not installed.
///
/// # Panics
///
/// If it is installed and cannot be started.
pub fn cluster() -> Option<&'static Cluster> {
    let cluster = CLUSTER.get_or_init(|| {
        let Some(programs) = find_programs() else {
            skip("PostgreSQL is not installed; its tests run on SQLite only");
            return None;
        };
        Some(Cluster::start(programs).expect("PostgreSQL starts where it is installed"))
    });
    cluster.as_ref()
}

fn find_programs() -> Option<PathBuf> {
    let told = Command::new("pg_config").arg("--bindir").output().ok()?;
    let folder = PathBuf::from(String::from_utf8(told.stdout).ok()?.trim());
    ["initdb", "postgres", "createdb", "pg_isready"].iter().all(|it| folder.join(it).is_file()).then_some(folder)
}

/// Whether the tests run as root.
#[must_use]
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|myself| myself.uid() == 0)
}

impl Cluster {
    fn start(programs: PathBuf) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("rongqiao-postgres-").tempdir()?.keep();
        let log = File::create(folder.join("log"))?;
        if is_root() {
            run(Command::new("chown").args(["-R", ACCOUNT]).arg(&folder))?;
        }
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
        let cluster = folder.join("cluster");
        let mut create = as_account(&programs.join("initdb"));
        create.args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync"]);
        run(create.arg("--pgdata").arg(&cluster))?;
        let port = free_port()?;
        let watchdog = watchdog(&folder, &programs, port, log)?;
        let started = Self { programs, port, databases: AtomicU32::new(0), _watchdog: watchdog };
        started.wait().with_context(|| fs::read_to_string(folder.join("log")).unwrap_or_default())?;
        Ok(started)
    }

    /// Makes a new, empty database and returns its address.
    ///
    /// # Errors
    ///
    /// Returns what the server said if it refuses.
    pub fn create_database(&self) -> anyhow::Result<String> {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        run(self.client("createdb").arg(&name))?;
        Ok(format!("postgres://postgres@127.0.0.1:{}/{name}", self.port))
    }

    fn wait(&self) -> anyhow::Result<()> {
        for _ in 0..LOOKS {
            if run(&mut self.client("pg_isready")).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(100));
        }
        anyhow::bail!("PostgreSQL does not answer")
    }

    fn client(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.args(["--host=127.0.0.1", "--username=postgres", &format!("--port={}", self.port)]);
        command
    }
}

/// Starts the server under its watchdog.
fn watchdog(folder: &Path, programs: &Path, port: u16, log: File) -> io::Result<Child> {
    let server = as_account(&programs.join("postgres"));
    let mut command = Command::new("sh");
    command.args(["-c", WATCHDOG, "sh"]).arg(folder);
    command.arg(server.get_program()).args(server.get_args());
    command.arg("-D").arg(folder.join("cluster")).arg("-p").arg(port.to_string());
    for setting in [
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "fsync=off",
        "full_page_writes=off",
        "max_connections=400",
    ] {
        command.args(["-c", setting]);
    }
    command.current_dir("/").stdin(Stdio::piped()).stdout(log.try_clone()?).stderr(log);
    // An interrupted test run should not take the watchdog with it.
    command.process_group(0).spawn()
}

/// A command that runs `program` under an account that PostgreSQL accepts.
fn as_account(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.current_dir("/").args(["-u", ACCOUNT, "--"]).arg(program);
    command
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let done = command.output()?;
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    ensure!(done.status.success(), "{} failed: {said}", command.get_program().display());
    Ok(())
}
