//! Technical services: asking for a price, and orders as their two sides see them.

mod ask;
mod list;
mod order;
mod part;
mod quote;
mod rating;

use axum::Router;
use axum::routing::get;

pub(super) use self::order::told_of_order;
pub(super) use self::part::order_part;
use crate::app::App;
use crate::language::Language;

/// The pages of orders in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/listings/{id}/quote"), get(ask::show).post(ask::submit))
        .route(&at("/my/orders"), get(list::show))
        .route(&at("/my/orders/{id}"), get(order::show).post(order::submit))
}
