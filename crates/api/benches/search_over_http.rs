//! What a search costs over HTTP, rows checked against the database as always.
//!
//! `cargo bench -p rongqiao-api --bench search_over_http -- LISTINGS QUERIES` imports the listings (any file that
//! `rongqiao import` reads) into a fresh folder, serves them, asks the queries and prints one line for each class:
//! a short, b with filters, c with three facets, d suggestion, n misspelt and long. QUERIES is a JSON list of
//! `{"kind","q","city","education","sal_lo","sal_hi","prefix"}`. Compare only figures of one run: machines are noisy;
//! processor time per request is the steadiest of them.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde::Deserialize;

/// How long each class is measured.
const WINDOW: Duration = Duration::from_secs(3);

/// Clock ticks of `/proc/<pid>/stat` in a second; the same on every Linux that people run.
const TICKS_PER_SECOND: f64 = 100.0;

#[derive(Debug, Deserialize)]
struct Query {
    kind: String,
    q: String,
    city: String,
    education: String,
    sal_lo: u32,
    sal_hi: u32,
    prefix: String,
}

/// A server that ends with the benchmark.
struct Server {
    process: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that has ended already needs no ending.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn main() -> anyhow::Result<()> {
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let [listings, queries] = &files[..] else {
        print(&format!("skipped: name a file of listings and a file of queries, found {} arguments", files.len()));
        return Ok(());
    };
    let queries: Vec<Query> = serde_json::from_slice(&std::fs::read(queries)?).context("queries cannot be read")?;
    let folder = tempfile::tempdir()?;
    let begun = Instant::now();
    let imported = rongqiao(folder.path()).arg("import").arg(listings).output()?;
    if !imported.status.success() {
        bail!("import failed: {}", String::from_utf8_lossy(&imported.stderr));
    }
    print(&format!("{}imported and indexed in {:.1} s", String::from_utf8_lossy(&imported.stdout), seconds(begun)));
    let begun = Instant::now();
    let server = serve(folder.path())?;
    print(&format!("ready after {:.2} s", seconds(begun)));
    print("class clients    n     p50 ms   p95 ms   p99 ms    req/s   processor ms/request");
    for (class, paths) in classes(&queries) {
        for clients in [1, 16] {
            print(&format!("{class:5} {clients:7} {}", measure(&server, &paths, clients)?));
        }
    }
    print(&format!("anonymous memory {}", anonymous_memory(server.process.id())?));
    Ok(())
}

fn rongqiao(data: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rongqiao"));
    command.current_dir(std::env::temp_dir()).arg("--data").arg(data);
    command
}

fn serve(data: &std::path::Path) -> anyhow::Result<Server> {
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

fn classes(queries: &[Query]) -> [(&'static str, Vec<String>); 5] {
    let search = |query: &Query| format!("/api/v1/search?limit=10&q={}", encoded(&query.q));
    let short: Vec<&Query> = queries.iter().filter(|query| !matches!(query.kind.as_str(), "typo" | "nl")).collect();
    let odd = queries.iter().filter(|query| matches!(query.kind.as_str(), "typo" | "nl"));
    let filtered = |query: &Query| {
        let (city, education) = (encoded(&query.city), encoded(&query.education));
        let (low, high) = (query.sal_lo, query.sal_hi);
        format!("{}&city={city}&education={education}&salary_min={low}&salary_max={high}", search(query))
    };
    [
        ("a", short.iter().map(|query| search(query)).collect()),
        ("b", short.iter().map(|query| filtered(query)).collect()),
        ("c", short.iter().map(|query| format!("{}&facets=city,industry,education", search(query))).collect()),
        ("d", queries.iter().map(|query| format!("/api/v1/suggest?q={}", encoded(&query.prefix))).collect()),
        ("n", odd.map(search).collect()),
    ]
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Asks `paths` in turn from so many connections, first once each to warm up.
fn measure(server: &Server, paths: &[String], clients: usize) -> anyhow::Result<String> {
    let mut warm = Connection::open(&server.address)?;
    paths.iter().try_for_each(|path| warm.get(path))?;
    let next = AtomicUsize::new(0);
    let processor = processor_seconds(server.process.id())?;
    let begun = Instant::now();
    let mut times: Vec<Duration> = std::thread::scope(|scope| {
        let ask = || -> anyhow::Result<Vec<Duration>> {
            let mut connection = Connection::open(&server.address)?;
            let mut times = Vec::new();
            while begun.elapsed() < WINDOW {
                let path = &paths[next.fetch_add(1, Ordering::Relaxed) % paths.len()];
                let asked = Instant::now();
                connection.get(path)?;
                times.push(asked.elapsed());
            }
            Ok(times)
        };
        let clients: Vec<_> = (0..clients).map(|_| scope.spawn(ask)).collect();
        let answers = clients.into_iter().map(|client| client.join().unwrap_or_else(|_| bail!("a client failed")));
        answers.collect::<anyhow::Result<Vec<_>>>().map(|all| all.concat())
    })?;
    let elapsed = seconds(begun);
    let spent = processor_seconds(server.process.id())? - processor;
    times.sort_unstable();
    let count = times.len();
    let at = |share: f64| times[((count as f64 * share) as usize).min(count - 1)].as_secs_f64() * 1e3;
    let (rate, each) = (count as f64 / elapsed, spent * 1e3 / count as f64);
    Ok(format!("{count:6} {:9.2} {:8.2} {:8.2} {rate:9.0} {each:10.3}", at(0.5), at(0.95), at(0.99)))
}

struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    fn open(address: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream) })
    }

    fn get(&mut self, path: &str) -> anyhow::Result<()> {
        self.stream.get_mut().write_all(format!("GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n").as_bytes())?;
        let (mut line, mut length) = (String::new(), 0);
        self.stream.read_line(&mut line)?;
        if !line.contains(" 200 ") {
            bail!("{path} answered {line}");
        }
        while line.trim() != "" {
            line.clear();
            self.stream.read_line(&mut line)?;
            let lower = line.to_ascii_lowercase();
            if let Some(value) = lower.strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
        }
        let mut body = vec![0; length];
        Ok(self.stream.read_exact(&mut body)?)
    }
}

fn processor_seconds(process: u32) -> anyhow::Result<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    Ok(ticks.sum::<f64>() / TICKS_PER_SECOND)
}

fn anonymous_memory(process: u32) -> anyhow::Result<String> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    Ok(line.unwrap_or("unknown").trim().to_owned())
}

fn seconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64()
}

fn print(line: &str) {
    // With standard output gone there is nobody left to tell.
    let _ = writeln!(std::io::stdout(), "{line}");
}
