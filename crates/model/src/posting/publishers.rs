//! Whose word counts: which organisations may publish what.
//!
//! Offers and needs are everybody's. A policy document is published by the authorities that issue it and by the desks
//! that keep the collection; what is announced (通知公告), by these and by associations. Everybody else hands in articles
//! of the other columns, which a desk reviews as it reviews everything (稿件).

use crate::kind::article::Column;
use crate::kind::{Details, ListingKind};
use crate::organisation::OrganisationKind;

/// Whether an organisation of kind `by` may publish listings of `kind`.
#[must_use]
pub const fn may_publish(kind: ListingKind, by: OrganisationKind) -> bool {
    match kind {
        ListingKind::Policy => matches!(by, OrganisationKind::Government | OrganisationKind::OperatorDesk),
        ListingKind::Job
        | ListingKind::Course
        | ListingKind::TrainingNeed
        | ListingKind::Programme
        | ListingKind::Challenge
        | ListingKind::Achievement
        | ListingKind::Service
        | ListingKind::ServiceNeed
        | ListingKind::Facility
        | ListingKind::CooperationNeed
        | ListingKind::CooperationOffer
        | ListingKind::Article
        | ListingKind::Event => true,
    }
}

/// Whether an organisation of kind `by` may place an article in `column`.
#[must_use]
pub const fn may_write_in(column: Column, by: OrganisationKind) -> bool {
    match column {
        Column::Notice => {
            matches!(by, OrganisationKind::Government | OrganisationKind::OperatorDesk | OrganisationKind::Association)
        }
        Column::Trend | Column::TalentDemand | Column::SchoolResource | Column::Case | Column::Activity => true,
    }
}

/// Whether `details` stand in a place that organisations of kind `by` may not write in.
#[must_use]
pub const fn is_misplaced(details: &Details, by: OrganisationKind) -> bool {
    if let Details::Article(article) = details
        && let Some(column) = article.column
    {
        return !may_write_in(column, by);
    }
    false
}

/// Whether somebody looks at every listing of `kind` before it is public, however trusted its publisher is (三审).
#[must_use]
pub const fn is_always_reviewed(kind: ListingKind) -> bool {
    matches!(kind, ListingKind::Article | ListingKind::Policy)
}

/// Whether the rules for offers bind a listing of `kind`. News and documents tell of what others offer or forbid: what
/// screening finds in them is shown to the desk and blocks nothing.
#[must_use]
pub const fn is_an_offer(kind: ListingKind) -> bool {
    !matches!(kind, ListingKind::Article | ListingKind::Policy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_are_published_by_authorities_and_desks_alone() {
        let may: Vec<&str> = OrganisationKind::ALL
            .iter()
            .filter(|&&kind| may_publish(ListingKind::Policy, kind))
            .map(|kind| kind.slug())
            .collect();
        assert_eq!(may, ["government", "operator-desk"]);
    }

    #[test]
    fn everybody_writes_articles_and_few_announce() {
        for &kind in OrganisationKind::ALL {
            assert!(may_publish(ListingKind::Article, kind), "{}", kind.slug());
            assert!(may_write_in(Column::Case, kind), "{}", kind.slug());
        }
        assert!(may_write_in(Column::Notice, OrganisationKind::Association));
        assert!(!may_write_in(Column::Notice, OrganisationKind::Firm));
    }
}
