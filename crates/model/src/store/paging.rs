//! Reads one page of a query, and looks for words in a column.

use sea_orm::sea_query::LikeExpr;
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect as _, Select};

use super::StoreError;
use crate::paging::{Page, PageAsked};

/// The page of `query` that is asked for; its order must tell any two rows apart.
pub(super) async fn page_of<E: EntityTrait>(
    query: Select<E>,
    asked: PageAsked,
    db: &impl ConnectionTrait,
) -> Result<Page<E::Model>, StoreError> {
    Ok(Page::of(query.offset(asked.passed()).limit(asked.read()).all(db).await?, asked))
}

/// The pattern of texts in which `words` stand, letter by letter.
pub(super) fn containing(words: &str) -> LikeExpr {
    let plain = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    LikeExpr::new(format!("%{plain}%")).escape('\\')
}
