//! Every link leads somewhere, and reading changes nothing.

use std::collections::{BTreeSet, VecDeque};

use axum::http::{Method, StatusCode, header};
use rongqiao_api::json::document;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::store::Store;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::{a_listing, an_organisation};
use rongqiao_tests::site::TestSite;
use sea_orm_migration::sea_orm::{FromQueryResult as _, JsonValue, Statement};

const TABLES: [&str; 9] =
    ["code_table", "code", "organisation", "listing", "outbox", "saved_search", "saved_listing", "message", "progress"];

/// Addresses that no page links to.
const OPERATIONS: [&str; 8] =
    ["/healthz", "/readyz", "/metrics", "/robots.txt", "/sitemap.xml", "/sitemaps/pages.xml", "/favicon.svg", "/api"];

/// Everything that the database holds.
async fn contents(store: &Store) -> anyhow::Result<Vec<String>> {
    let connection = store.connection();
    let mut contents = Vec::new();
    for table in TABLES {
        let query = Statement::from_string(connection.get_database_backend(), format!("SELECT * FROM {table}"));
        let rows = JsonValue::find_by_statement(query).all(connection).await?;
        contents.extend(rows.iter().map(|row| format!("{table} {row}")));
    }
    contents.sort();
    Ok(contents)
}

/// The addresses that a page links to, as a visitor's browser reads them; those of forms that change something answer to
/// POST only.
fn links(page: &str) -> Vec<String> {
    let page = page.replace("method=\"post\" action=\"", "method=\"post\" to=\"");
    let starts = ["href=\"", "action=\"", "src=\""];
    let attribute = |start: &&str| {
        let parts = page.split(*start).skip(1).filter_map(|rest| rest.split_once('"')).map(|(address, _)| address);
        parts.map(|address| address.replace("&amp;", "&").replace("&#38;", "&")).collect::<Vec<_>>()
    };
    let local = starts.iter().flat_map(attribute).map(|address| address.replace("https://rongqiao.example", ""));
    local
        .filter(|address| address.starts_with('/') && !address.starts_with("//"))
        .map(|address| address.split('#').next().unwrap_or_default().to_owned())
        .collect()
}

/// What an address asks for: its path without identities, and the names of its parameters.
fn shape(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let parts =
        path.split('/').map(|part| if part.len() == 36 && part.matches('-').count() == 4 { "id" } else { part });
    let names: BTreeSet<&str> = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default()).collect();
    format!("{}?{}", parts.collect::<Vec<_>>().join("/"), names.into_iter().collect::<Vec<_>>().join("&"))
}

fn api_addresses() -> Vec<String> {
    let listing = a_listing(ListingKind::Job).id();
    let organisation = an_organisation("晨芯半导体（上海）有限公司").id;
    let paths = document::whole().paths.paths.keys();
    paths
        .map(|path| {
            let path = path.replace("/listings/{id}", &format!("/listings/{listing}"));
            path.replace("{id}", &organisation.to_string()).replace("{table}", "zones")
        })
        .collect()
}

#[tokio::test]
async fn every_link_leads_somewhere_and_no_reading_changes_anything() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, ListingKind::ALL.iter().map(|&kind| a_listing(kind))).await?;
        let before = contents(&site.store).await?;
        let mut waiting: VecDeque<String> = ["/", "/en/"].map(str::to_owned).into();
        waiting.extend(OPERATIONS.map(str::to_owned));
        waiting.extend(api_addresses());
        let mut seen = BTreeSet::new();
        while let Some(address) = waiting.pop_front() {
            if !seen.insert(shape(&address)) {
                continue;
            }
            let answered = site.get(&address).await;
            assert!(answered.status.is_success() || answered.status.is_redirection(), "{address}: {}", answered.status);
            assert!(!answered.headers.contains_key(header::SET_COOKIE), "{address} sets a cookie");
            waiting.extend(links(&answered.text));
        }
        assert!(seen.len() > 60, "{seen:#?}");
        assert_eq!(contents(&site.store).await?, before);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn neither_public_pages_nor_the_interface_for_programs_take_any_writing() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [a_listing(ListingKind::Job)]).await?;
        let id = a_listing(ListingKind::Job).id();
        let pages = ["/".to_owned(), "/search".to_owned(), format!("/listings/{id}"), "/help".to_owned()];
        for address in pages.into_iter().chain(api_addresses()) {
            for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
                let answered = site.ask(method.clone(), &address).await;
                assert_eq!(answered.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {address}");
            }
        }
        assert_eq!(site.ask(Method::GET, "/preferences").await.status, StatusCode::METHOD_NOT_ALLOWED);
        Ok(())
    })
    .await
}
