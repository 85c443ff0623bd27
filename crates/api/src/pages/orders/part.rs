//! What stands on a service's page about ordering it: the way to ask for a price, how soon a reply is promised, and how
//! customers rate it.

use rongqiao_model::connect::Intake;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::listing::PublishedListing;

use super::super::applications::{ApplyPart, ledger_words};
use super::super::visit::Visit;
use crate::actions::applications::{intake_of, told_ledger};
use crate::app::App;
use crate::problem::Problem;

/// The part of a service that the public sees; `None` for what is none, or is ordered elsewhere.
pub(crate) async fn order_part(
    app: &App,
    visit: &Visit,
    published: &PublishedListing,
) -> Result<Option<ApplyPart>, Problem> {
    let (t, listing) = (visit.language, &published.listing);
    if listing.kind() != ListingKind::Service {
        return Ok(None);
    }
    let mut notes = match intake_of(app, published).await? {
        Intake::Open => Vec::new(),
        Intake::Full => vec![t.say("quote-full")],
        Intake::Closed | Intake::Elsewhere | Intake::Own | Intake::Often => return Ok(None),
    };
    let way = notes.is_empty().then(|| (t.say("quote-title"), t.path(&format!("/listings/{}/quote", listing.id))));
    notes.push(t.count("reply-promised", app.store.find_reply_promise(listing.organisation).await?));
    notes.extend(told_ledger(app, listing.organisation).await?.map(|ledger| ledger_words(t, &ledger)));
    let rated = app.store.sum_ratings(listing.id).await?.told();
    notes.extend(rated.map(|it| {
        let average = format!("{}.{}", it.tenths() / 10, it.tenths() % 10);
        t.fill("rating-average", &[("average", average), ("count", it.count.to_string())])
    }));
    Ok(Some(ApplyPart { way, notes }))
}
