//! The routes as the sources name them.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

/// How a route is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Method {
    /// To read.
    Get,
    /// To change something.
    Post,
}

/// One address and how it is asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Route {
    /// The address with names in the place of identities, as in `/listings/{id}`.
    pub(super) path: String,
    /// How it is asked.
    pub(super) method: Method,
}

impl fmt::Display for Route {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let method = match self.method {
            Method::Get => "GET",
            Method::Post => "POST",
        };
        write!(formatter, "{method} {}", self.path)
    }
}

/// Every route of pages, those that change something behind those that read, and those that end something last.
pub(super) fn routes() -> anyhow::Result<Vec<Route>> {
    let mut found = BTreeSet::new();
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/api/src/pages"))? {
        found.extend(read(&std::fs::read_to_string(file)?));
    }
    let mut routes: Vec<Route> = found.into_iter().collect();
    routes.sort_by_key(|route| (route.method, ends_something(&route.path)));
    anyhow::ensure!(routes.len() > 100, "only {} routes were found", routes.len());
    Ok(routes)
}

fn ends_something(path: &str) -> bool {
    let endings = ["discard", "withdraw", "end", "remove", "close", "merge", "sign-out", "cancel", "renew"];
    endings.iter().any(|ending| path.ends_with(ending))
}

fn sources(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(sources(&path)?);
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
    Ok(files)
}

/// The routes that a source names: `.route(&at("…"), get(…).post(…))`, or the same without `at`.
fn read(source: &str) -> Vec<Route> {
    let mut routes = Vec::new();
    for call in source.split(".route(").skip(1) {
        let Some(call) = call.get(..closing(call)) else { continue };
        let Some(path) = call.split('"').nth(1).filter(|path| path.starts_with('/')) else { continue };
        for (name, method) in [("get(", Method::Get), ("post(", Method::Post)] {
            if call.contains(name) {
                routes.push(Route { path: path.to_owned(), method });
            }
        }
    }
    routes
}

/// Where the parenthesis closes that was opened before `text`.
fn closing(text: &str) -> usize {
    let mut depth = 1;
    for (at, it) in text.char_indices() {
        depth += match it {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

#[test]
fn routes_are_read_however_they_are_laid_out() {
    let source = ".route(&at(\"/a/{id}\"), get(a::show).post(a::submit))\n.route(\n \"/b\",\n post(b::submit),\n)";
    let routes: Vec<String> = read(source).iter().map(ToString::to_string).collect();
    assert_eq!(routes, ["GET /a/{id}", "POST /a/{id}", "POST /b"]);
}
