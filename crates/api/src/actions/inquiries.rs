//! Questions about policy documents: asking, withdrawing, deciding, answering. The rules stand in
//! [`rongqiao_model::inquiry`].

use rongqiao_model::access::{Action, Actor, Permit, Thing};
use rongqiao_model::inquiry::{FiledInquiry, InquiryMove, InquiryStep, Question};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::listing::{Openness, PublishedListing};
use rongqiao_model::message::{News, Topic};
use rongqiao_model::store::{Asked, InquiryMoved, NewInquiry};
use rongqiao_model::{InquiryId, ListingId, PersonId, working_days};
use uuid::Uuid;

use crate::app::App;
use crate::messages::telling;
use crate::problem::Problem;

/// What sets identities of questions apart from any other.
const ASKED_BY: &str = "asked by a person";

/// The public document `id`, about which anybody may ask.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none, or it is no policy document.
pub async fn find_policy(app: &App, id: ListingId) -> Result<PublishedListing, Problem> {
    let found = app.store.find_public_listing(id).await?;
    let is_open = |it: &PublishedListing| it.openness(app.clock.now()) == Openness::Open;
    let is_policy = |it: &PublishedListing| it.listing.kind() == ListingKind::Policy;
    found.filter(|it| is_policy(it) && is_open(it)).ok_or_else(Problem::not_found)
}

/// Asks `question` about `policy`, going on from the answered question `follows` if there is one.
///
/// The identity comes from the person and `nonce`, which the page minted: sending twice asks once.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn ask(
    app: &App,
    actor: &Actor,
    policy: &PublishedListing,
    question: Question,
    (nonce, follows): (Uuid, Option<InquiryId>),
) -> Result<(InquiryId, Asked), Problem> {
    let id = InquiryId::of_record(ASKED_BY, &format!("{} {nonce}", actor.person()));
    let organisation = (policy.listing.organisation, policy.organisation_kind);
    let permit = actor.permit(Action::AskInquiry, Thing::inquiry(id, organisation, actor.person()))?;
    let now = app.clock.now();
    let due_on = working_days::due_on(now, app.settings.inquiry_working_days);
    let desk = policy.organisation_kind.desk();
    let new = NewInquiry { policy: policy.listing.id, desk, question, follows, due_on };
    Ok((id, app.store.ask(&permit, &new, now).await?))
}

/// A question that `person` asked.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if they asked none of this identity.
pub async fn find_own(app: &App, person: PersonId, id: InquiryId) -> Result<FiledInquiry, Problem> {
    app.store.find_own_inquiry(person, id).await?.ok_or_else(Problem::not_found)
}

/// A question at the desks of `actor`.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none for them.
pub async fn find_at_desk(app: &App, actor: &Actor, id: InquiryId) -> Result<FiledInquiry, Problem> {
    app.store.find_inquiry_for(actor, id).await?.ok_or_else(Problem::not_found)
}

/// Does `step` to a question as somebody saw it at `revision`, and tells its asker what a desk did.
///
/// # Errors
///
/// Returns a [`Problem`] if `actor` may not, or the database refuses.
pub async fn move_on(
    app: &App,
    actor: &Actor,
    filed: &FiledInquiry,
    revision: i64,
    step: &InquiryMove,
) -> Result<InquiryMoved, Problem> {
    let permit: Permit = actor.permit(step.step().action(), filed.thing())?;
    let told = is_told(step.step()).then(|| news_of(app, filed));
    let moved = app.store.move_inquiry(&permit, revision, step, told.as_ref(), app.clock.now()).await?;
    app.letters_wait.notify_one();
    Ok(moved)
}

/// Whether the asker is told of a step. Which desk has it in hand is the desks' affair.
const fn is_told(step: InquiryStep) -> bool {
    match step {
        InquiryStep::Accept | InquiryStep::Refuse | InquiryStep::Answer => true,
        InquiryStep::Assign | InquiryStep::Withdraw | InquiryStep::Close => false,
    }
}

/// The title of the document stands in the message alone: what somebody asks about is their affair.
fn news_of(app: &App, filed: &FiledInquiry) -> News {
    let words = [("name", filed.policy.listing.title.clone())];
    let link = format!("/my/inquiries/{}", filed.inquiry.id);
    telling(app, Topic::Inquiry, &words, &[], &link).to(filed.inquiry.asker, app.clock.now())
}
