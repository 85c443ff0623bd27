//! News and policy documents: their shelves, and how documents stand to each other.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, Order, QueryFilter};
use time::OffsetDateTime;

use super::entity::listing;
use super::listings::{only_searchable, select_listings};
use super::outbox::{self, Noun};
use super::paging::containing;
use super::postings::organisation_of;
use super::{Store, StoreError, audit};
use crate::ListingId;
use crate::access::Thing;
use crate::audit::Event;
use crate::clock::day_of;
use crate::kind::Details;
use crate::kind::article::Column;
use crate::kind::policy::{PolicyDetails, PolicyRelation, PolicyState};
use crate::listing::{Listing, ListingState, PublishedListing};

/// Documents of each side that stand beside one.
const RELATED_MAX: u64 = 100;

/// What stands in the details of a document that ends or changes others, as JSON.
const OUTDATING: [&str; 2] = ["%\"amends\":[\"%", "%\"repeals\":[\"%"];

/// What is listed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Articles of one column, or of all.
    News(Option<Column>),
    /// Policy documents.
    Policies,
}

/// A document that is named by another one, or names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// How.
    pub relation: PolicyRelation,
    /// The number of the named one.
    pub number: String,
    /// The other one; `None` when it is not here.
    pub listing: Option<Box<PublishedListing>>,
}

impl Store {
    /// Lists what is open on `shelf`, the latest first, leaving out the first `skipped`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_shelf(
        &self,
        shelf: Shelf,
        now: OffsetDateTime,
        skipped: u64,
        limit: u64,
    ) -> Result<Vec<PublishedListing>, StoreError> {
        let column = |column: listing::Column| Expr::col((listing::Entity, column));
        let on_shelf = match shelf {
            Shelf::News(None) => column(listing::Column::NewsColumn).is_not_null(),
            Shelf::News(Some(news)) => column(listing::Column::NewsColumn).eq(news.slug()),
            Shelf::Policies => column(listing::Column::DocumentNumber).is_not_null(),
        };
        let mut query = select_listings();
        only_searchable(&mut query);
        let end = listing::Column::ValidThrough;
        query.and_where(on_shelf).and_where(column(end).is_null().or(column(end).gte(now)));
        query.order_by((listing::Entity, listing::Column::PublishedAt), Order::Desc);
        query.order_by((listing::Entity, listing::Column::Id), Order::Asc).offset(skipped).limit(limit);
        self.read(&query).await
    }

    /// Lists the documents that `listing` names, in the order of its form, and those that name it.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_related_policies(&self, listing: &Listing) -> Result<(Vec<Named>, Vec<Named>), StoreError> {
        let Details::Policy(policy) = &listing.details else { return Ok((Vec::new(), Vec::new())) };
        let all = || PolicyRelation::ALL.iter();
        let numbers: Vec<&String> = all().flat_map(|&relation| policy.named(relation)).collect();
        let number = Expr::col((listing::Entity, listing::Column::DocumentNumber));
        let here = self.list_policies(number.is_in(numbers.into_iter().map(String::as_str))).await?;
        let by_number: HashMap<&str, &PublishedListing> =
            here.iter().filter_map(|it| Some((policy_of(it)?.document_number.as_str(), it))).collect();
        let named = |relation: PolicyRelation, number: &String| Named {
            relation,
            number: number.clone(),
            listing: by_number.get(number.as_str()).map(|&it| Box::new(it.clone())),
        };
        let names = all().flat_map(|&relation| policy.named(relation).iter().map(move |it| (relation, it)));
        let names = names.map(|(relation, number)| named(relation, number)).collect();
        Ok((names, self.list_naming_policies(listing.id, &policy.document_number).await?))
    }

    async fn list_naming_policies(&self, id: ListingId, number: &str) -> Result<Vec<Named>, StoreError> {
        if number.is_empty() {
            return Ok(Vec::new());
        }
        let written = serde_json::to_string(number).unwrap_or_default();
        let names_it = Expr::col((listing::Entity, listing::Column::Details)).like(containing(&written));
        let mut found = Vec::new();
        for other in self.list_policies(names_it).await?.into_iter().filter(|it| it.listing.id != id) {
            let relations = PolicyRelation::ALL.iter().filter(|&&relation| {
                policy_of(&other).is_some_and(|policy| policy.named(relation).iter().any(|it| it == number))
            });
            let named =
                |&relation| Named { relation, number: number.to_owned(), listing: Some(Box::new(other.clone())) };
            found.extend(relations.map(named));
        }
        Ok(found)
    }

    async fn list_policies(&self, which: Expr) -> Result<Vec<PublishedListing>, StoreError> {
        let mut query = select_listings();
        only_searchable(&mut query);
        query.and_where(Expr::col((listing::Entity, listing::Column::DocumentNumber)).is_not_null());
        query.and_where(which);
        query.order_by((listing::Entity, listing::Column::PublishedAt), Order::Desc).limit(RELATED_MAX);
        self.read(&query).await
    }

    /// Whether another public document than `id` has this number.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn is_document_number_taken(&self, id: ListingId, number: &str) -> Result<bool, StoreError> {
        is_number_taken(&self.db, id, number).await
    }

    /// Marks as repealed or amended what documents that are in effect by now repeal or amend; says how many it marked.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is marked then.
    pub async fn settle_policies(&self, now: OffsetDateTime) -> Result<usize, StoreError> {
        if list_outdated(&self.db, now).await?.is_empty() {
            return Ok(0);
        }
        let transaction = self.begin_writing().await?;
        let marked = settle(&transaction, now).await?;
        transaction.commit().await?;
        Ok(marked)
    }
}

/// The number by which a document is looked up.
pub(super) fn document_number(details: &Details) -> Option<String> {
    let Details::Policy(policy) = details else { return None };
    Some(policy.document_number.clone()).filter(|number| !number.is_empty())
}

/// The column in which an article is looked up.
pub(super) fn news_column(details: &Details) -> Option<String> {
    let Details::Article(article) = details else { return None };
    // One without a column stands among all of them.
    Some(article.column.map_or("", Column::slug).to_owned())
}

/// Whether another public document than `id` has this number.
pub(super) async fn is_number_taken(
    db: &impl ConnectionTrait,
    id: ListingId,
    number: &str,
) -> Result<bool, StoreError> {
    let other =
        public_documents().filter(listing::Column::DocumentNumber.eq(number)).filter(listing::Column::Id.ne(id));
    Ok(other.one(db).await?.is_some())
}

/// See [`Store::settle_policies`], within a transaction.
pub(super) async fn settle(transaction: &DatabaseTransaction, now: OffsetDateTime) -> Result<usize, StoreError> {
    let outdated = list_outdated(transaction, now).await?;
    for (row, state) in &outdated {
        mark(transaction, row, *state, now).await?;
    }
    Ok(outdated.len())
}

/// The public documents that are worth less than their rows say, with what they are worth.
async fn list_outdated(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
) -> Result<Vec<(listing::Model, PolicyState)>, StoreError> {
    let today = day_of(now);
    let [amends, repeals] = OUTDATING.map(|pattern| listing::Column::Details.like(pattern));
    let mut states: HashMap<String, PolicyState> = HashMap::new();
    for row in public_documents().filter(amends.or(repeals)).all(db).await? {
        let policy = decode(&row)?;
        let effects = PolicyRelation::ALL.iter().filter_map(|&relation| Some((relation, relation.makes()?)));
        for (relation, state) in effects.filter(|_| policy.has_begun(today)) {
            for number in policy.named(relation) {
                let known = states.entry(number.clone()).or_insert(state);
                *known = state.max(*known);
            }
        }
    }
    let numbers = states.keys().map(String::as_str);
    let named = public_documents().filter(listing::Column::DocumentNumber.is_in(numbers)).all(db).await?;
    let mut outdated = Vec::new();
    for row in named {
        let state = row.document_number.as_ref().and_then(|number| states.get(number)).copied();
        let before = decode(&row)?.policy_state;
        outdated.extend(state.filter(|_| before < state).map(|state| (row, state)));
    }
    Ok(outdated)
}

async fn mark(
    transaction: &DatabaseTransaction,
    row: &listing::Model,
    state: PolicyState,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let details = Details::Policy(PolicyDetails { policy_state: Some(state), ..decode(row)? });
    listing::Entity::update_many()
        .col_expr(listing::Column::Details, Expr::value(serde_json::to_string(&details).unwrap_or_default()))
        .col_expr(listing::Column::Revision, Expr::col(listing::Column::Revision).add(1))
        .col_expr(listing::Column::UpdatedAt, Expr::value(now))
        .filter(listing::Column::Id.eq(row.id))
        .exec(transaction)
        .await?;
    outbox::record(transaction, Noun::Listing, &[row.id.as_uuid()], now).await?;
    let event = if state == PolicyState::Repealed { Event::PolicyRepealed } else { Event::PolicyAmended };
    let organisation = organisation_of(transaction, row.organisation_id).await?;
    let thing = Thing::listing(row.id, (organisation.id, organisation.kind), None);
    audit::append_by_operator(transaction, event, &thing, "", now).await
}

fn public_documents() -> sea_orm::Select<listing::Entity> {
    listing::Entity::find()
        .filter(listing::Column::DocumentNumber.is_not_null())
        .filter(listing::Column::State.eq(ListingState::Published.slug()))
        .filter(listing::Column::DuplicateOf.is_null())
}

fn policy_of(published: &PublishedListing) -> Option<&PolicyDetails> {
    if let Details::Policy(policy) = &published.listing.details { Some(policy) } else { None }
}

fn decode(row: &listing::Model) -> Result<PolicyDetails, StoreError> {
    let lost = || StoreError::Corrupt { noun: "listing", id: row.id.as_uuid(), field: "details" };
    match serde_json::from_str(&row.details).map_err(|_| lost())? {
        Details::Policy(policy) => Ok(policy),
        other => Err(StoreError::Corrupt { noun: other.kind().slug(), id: row.id.as_uuid(), field: "details" }),
    }
}
