//! A running server, asked over the network.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use serde_json::Value;

use crate::program::{TimeLimit, rongqiao};

/// How long an answer may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that ends with this value.
#[derive(Debug)]
pub struct Server {
    process: Child,
    address: String,
}

impl Server {
    /// Starts a server over `data` at a free port and waits until it is ready.
    ///
    /// # Errors
    ///
    /// Returns what it said if it ends before it is ready.
    pub fn start(data: &Path) -> anyhow::Result<Self> {
        Self::run(rongqiao(data).arg("serve"))
    }

    /// Runs `command`, which serves, and waits until it is ready.
    ///
    /// # Errors
    ///
    /// Returns what it said if it ends before it is ready.
    pub fn run(command: &mut Command) -> anyhow::Result<Self> {
        let log = tempfile::NamedTempFile::new()?;
        command.stdout(Stdio::piped()).stderr(log.reopen()?);
        let mut process = command.spawn()?;
        let _limit = TimeLimit::of(&process);
        let told = BufReader::new(process.stdout.take().context("it was piped")?);
        for line in told.lines() {
            if let Some((_, address)) = line?.split_once("ready at http://") {
                return Ok(Self { process, address: address.trim_end_matches('/').to_owned() });
            }
        }
        process.wait()?;
        bail!("the server did not start: {}", std::fs::read_to_string(log.path())?)
    }

    /// The address of the site, without a slash at the end.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Asks for `path` and returns the body that comes with 200.
    ///
    /// # Errors
    ///
    /// Returns an error if nothing or anything else comes.
    pub fn get(&self, path: &str) -> anyhow::Result<String> {
        let mut connection = TcpStream::connect(&self.address)?;
        connection.set_read_timeout(Some(PATIENCE))?;
        // HTTP/1.0 ends the body with the connection.
        write!(connection, "GET {path} HTTP/1.0\r\nHost: {}\r\n\r\n", self.address)?;
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").context("an answer has a head")?;
        ensure!(head.lines().next().is_some_and(|line| line.contains(" 200 ")), "{path}: {head}");
        Ok(body.to_owned())
    }

    /// Asks for `path` and reads the JSON that comes.
    ///
    /// # Errors
    ///
    /// Returns an error if anything else comes.
    pub fn json(&self, path: &str) -> anyhow::Result<Value> {
        Ok(serde_json::from_str(&self.get(path)?)?)
    }

    /// How many listings a search for everything finds.
    ///
    /// # Errors
    ///
    /// Returns an error if the search fails.
    pub fn found(&self) -> anyhow::Result<u64> {
        let page = self.json("/api/v1/search?limit=1")?;
        ensure!(page["total"]["exact"] == true, "everything is counted: {page}");
        page["total"]["value"].as_u64().context("a total is a number")
    }

    /// Kills the server, which learns nothing of it, and waits until it is gone.
    ///
    /// # Errors
    ///
    /// Returns an error if it had ended before.
    pub fn kill(mut self) -> anyhow::Result<()> {
        ensure!(self.process.try_wait()?.is_none(), "the server was there to be killed");
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }

    /// Asks the server to stop and waits until it has.
    ///
    /// # Errors
    ///
    /// Returns an error if it does not stop in order.
    pub fn stop(mut self) -> anyhow::Result<()> {
        let told = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status()?;
        ensure!(told.success(), "the server was there to be told");
        let _limit = TimeLimit::of(&self.process);
        let ended = self.process.wait()?;
        ensure!(ended.success(), "the server stops in order: {ended}");
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have been stopped or killed already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
