//! Moments in a database that is a file: SQLite compares them as they are written, so each is written in UTC.

use anyhow::ensure;
use rongqiao_model::store::Store;
use sea_orm_migration::sea_orm::{ConnectionTrait as _, Statement};

/// Which columns hold moments.
const COLUMNS: &str = "SELECT m.name AS holder, c.name AS moment FROM sqlite_master m, pragma_table_info(m.name) c \
                       WHERE m.type = 'table' AND c.type LIKE 'timestamp%'";

/// Looks at every moment that `store`, which is a file, holds.
///
/// # Errors
///
/// Returns an error that names the columns in which a moment is not written in UTC.
pub async fn are_in_utc(store: &Store) -> anyhow::Result<()> {
    let db = store.connection();
    let read = async |query: String| db.query_all_raw(Statement::from_string(db.get_database_backend(), query)).await;
    let mut looks = Vec::new();
    for row in read(COLUMNS.to_owned()).await? {
        let (holder, moment): (String, String) = (row.try_get("", "holder")?, row.try_get("", "moment")?);
        let other = format!("SELECT 1 FROM \"{holder}\" WHERE \"{moment}\" NOT LIKE '%Z'");
        looks.push(format!("SELECT '{holder}.{moment}' AS place WHERE EXISTS ({other})"));
    }
    if looks.is_empty() {
        return Ok(());
    }
    let mut places: Vec<String> = Vec::new();
    for row in read(looks.join(" UNION ALL ")).await? {
        places.push(row.try_get("", "place")?);
    }
    ensure!(places.is_empty(), "moments that are not in UTC: {}", places.join(", "));
    Ok(())
}
