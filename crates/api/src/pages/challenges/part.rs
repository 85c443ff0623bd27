//! What stands on a challenge's page about its call.

use rongqiao_model::kind::ListingKind;
use rongqiao_model::listing::PublishedListing;

use super::super::applications::ApplyPart;
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::app::App;
use crate::problem::Problem;

/// The way to the call on a challenge, with how far it has come; `None` where there is none that the public is told of.
pub(in super::super) async fn call_part(
    app: &App,
    visit: &Visit,
    published: &PublishedListing,
) -> Result<Option<ApplyPart>, Problem> {
    let (t, listing) = (visit.language, &published.listing);
    if listing.kind() != ListingKind::Challenge {
        return Ok(None);
    }
    let Some(call) = app.store.find_public_call(listing.id).await? else { return Ok(None) };
    let wording = Wording::new(app, t);
    let stage = t.say(&format!("connection-stage-{}", call.connection.stage.slug()));
    let deadline = t.with("call-until", "moment", wording.minute_of(call.deadline).words);
    let notes = if call.takes_proposals(app.clock.now()) { vec![stage, deadline] } else { vec![stage] };
    Ok(Some(ApplyPart { way: Some((t.say("call-title"), t.path(&format!("/listings/{}/call", listing.id)))), notes }))
}
