//! A server that runs for a benchmark, and a browser that asks it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use anyhow::Context as _;

/// Clock ticks of `/proc/<pid>/stat` in a second; the same on every Linux that people run.
const TICKS_PER_SECOND: f64 = 100.0;

/// A server that ends with the benchmark.
pub(crate) struct Server {
    pub(crate) process: Child,
    /// Host and port.
    pub(crate) address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that has ended already needs no ending.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) fn rongqiao(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rongqiao"));
    command.current_dir(std::env::temp_dir()).arg("--data").arg(data);
    command
}

pub(crate) fn serve(data: &Path) -> anyhow::Result<Server> {
    let config = data.join("bench.toml");
    std::fs::write(&config, "[limits]\nrate_per_second = 0\n")?;
    let mut command = rongqiao(data);
    command.args(["serve", "--listen", "127.0.0.1:0", "--config"]).arg(&config);
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let output = process.stdout.take().context("the server's output is piped")?;
    let mut server = Server { process, address: String::new() };
    let ready = BufReader::new(output).lines().map_while(Result::ok).find(|line| line.contains("http://"));
    let ready = ready.context("the server did not start")?;
    let address = ready.split("http://").nth(1).unwrap_or_default();
    server.address = address.trim_end_matches(|c: char| !c.is_ascii_digit()).to_owned();
    Ok(server)
}

pub(crate) fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// A connection that stays open.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    /// Lines that go with every request, each ended.
    headers: String,
}

impl Connection {
    pub(crate) fn open(address: &str) -> anyhow::Result<Self> {
        Self::with(address, String::new())
    }

    /// A connection whose requests all carry `headers`.
    pub(crate) fn with(address: &str, headers: String) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), headers })
    }

    /// Asks for a page, or sends it a form; returns the status of the answer once its body is read.
    pub(crate) fn ask(&mut self, path: &str, form: Option<&str>) -> anyhow::Result<u16> {
        let (method, body) = form.map_or(("GET", ""), |form| ("POST", form));
        let (headers, length) = (&self.headers, body.len());
        let form = "Content-Type: application/x-www-form-urlencoded\r\nOrigin: http://bench\r\n";
        let request =
            format!("{method} {path} HTTP/1.1\r\nHost: bench\r\n{headers}{form}Content-Length: {length}\r\n\r\n{body}");
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (mut line, mut length) = (String::new(), 0);
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no status came")?;
        while line.trim() != "" {
            line.clear();
            self.stream.read_line(&mut line)?;
            let lower = line.to_ascii_lowercase();
            if let Some(value) = lower.strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(status)
    }
}

pub(crate) fn processor_seconds(process: u32) -> anyhow::Result<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    Ok(ticks.sum::<f64>() / TICKS_PER_SECOND)
}

pub(crate) fn anonymous_memory(process: u32) -> anyhow::Result<String> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    Ok(line.unwrap_or("unknown").trim().to_owned())
}

pub(crate) fn seconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64()
}

pub(crate) fn print(line: &str) {
    // With standard output gone there is nobody left to tell.
    let _ = writeln!(std::io::stdout(), "{line}");
}
