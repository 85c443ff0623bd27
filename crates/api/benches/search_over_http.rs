//! What a search costs over HTTP, rows checked against the database as always.
//!
//! `cargo bench -p rongqiao-api --bench search_over_http -- LISTINGS QUERIES` imports the listings (any file that
//! `rongqiao import` reads) into a fresh folder, serves them, asks the queries and prints one line for each class:
//! a short, b with filters, c with three facets, d suggestion, n misspelt and long. QUERIES is a JSON list of
//! `{"kind","q","city","education","sal_lo","sal_hi","prefix"}`. Compare only figures of one run: machines are noisy;
//! processor time per request is the steadiest of them.

mod served;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde::Deserialize;

use self::served::{Connection, Server, anonymous_memory, encoded, print, processor_seconds, rongqiao, seconds, serve};

/// How long each class is measured.
const WINDOW: Duration = Duration::from_secs(3);

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

/// Asks `paths` in turn from so many connections, first once each to warm up.
fn measure(server: &Server, paths: &[String], clients: usize) -> anyhow::Result<String> {
    let mut warm = Connection::open(&server.address)?;
    paths.iter().try_for_each(|path| get(&mut warm, path))?;
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
                get(&mut connection, path)?;
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

/// Asks for a page that must be there.
fn get(connection: &mut Connection, path: &str) -> anyhow::Result<()> {
    match connection.ask(path, None)? {
        200 => Ok(()),
        status => bail!("{path} answered {status}"),
    }
}
