//! Saving a listing, and removing it again.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::ListingId;
use rongqiao_model::saved::{LISTINGS_MAX, Saving};

use super::super::form::{FormPage, Sent};
use super::super::preferences::path_on_this_site;
use super::super::visit::Visit;
use crate::actions::saving::save_listing;
use crate::app::App;
use crate::problem::Problem;
use crate::session::{SignedIn, signed_in_or_led};

/// `POST /saved/listings`: saves a listing. Whoever is not signed in is led there first and back to where it is saved.
pub(in super::super) async fn save(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    form: String,
) -> Result<Response, Problem> {
    let t = visit.language;
    let listing = named(&Sent::read(&form))?;
    let back = format!("/saved/listings/new?listing={listing}");
    let session = match signed_in_or_led(&app, &headers, t, &back).await {
        Ok(session) => session,
        Err(led) => return Ok(led),
    };
    match save_listing(&app, session.person, listing).await? {
        (kept, Saving::New | Saving::Known) => Ok(Redirect::to(&t.path(&format!("/listings/{kept}"))).into_response()),
        (kept, Saving::Full) => {
            let mut page = saving_page(&app, &visit, kept).await?;
            page.refusal = Some(t.with("refusal-listings-full", "max", LISTINGS_MAX));
            page.show_mistakes()
        }
    }
}

/// `GET /saved/listings/new?listing=…`: asks whether to save a listing.
pub(in super::super) async fn show_new(
    State(app): State<App>,
    visit: Visit,
    _who: SignedIn,
) -> Result<Response, Problem> {
    saving_page(&app, &visit, named(&Sent::read(&visit.query))?).await?.show()
}

/// `POST /saved/listings/remove`
pub(in super::super) async fn remove(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    app.store.forget_listing(session.person, named(&sent)?).await?;
    let saved = visit.language.path("/saved");
    let back = match path_on_this_site(sent.raw("back")) {
        "/" => saved.as_str(),
        back => back,
    };
    Ok(Redirect::to(back).into_response())
}

fn named(sent: &Sent) -> Result<ListingId, Problem> {
    sent.raw("listing").parse().map_err(|_| Problem::not_found())
}

async fn saving_page(app: &App, visit: &Visit, listing: ListingId) -> Result<FormPage, Problem> {
    let t = visit.language;
    let published = app.store.find_public_listing(listing).await?.ok_or_else(Problem::not_found)?;
    let mut page = FormPage::new(app, visit, "save-listing");
    page.lead = vec![published.listing.title];
    page.action = t.path("/saved/listings");
    page.hidden = vec![("listing", listing.to_string())];
    page.others = vec![(t.say("saved-way"), t.path("/saved"))];
    Ok(page)
}
