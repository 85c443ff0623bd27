//! What the public learns of running agreements, on the pages of the two organisations.

use rongqiao_model::OrganisationId;
use rongqiao_model::cooperation::PublicCooperation;

use super::super::wording::{Worded, Wording};
use crate::app::App;
use crate::problem::Problem;

/// A running agreement in a line.
#[derive(Debug)]
pub(in super::super) struct CooperationLine {
    pub(in super::super) other: Worded,
    pub(in super::super) other_href: String,
    pub(in super::super) form: String,
    pub(in super::super) period: String,
    pub(in super::super) confirmed: String,
    pub(in super::super) is_dormant: bool,
}

/// The running agreements of an organisation of which both sides let the public know.
pub(in super::super) async fn public_lines(
    app: &App,
    wording: &Wording<'_>,
    organisation: OrganisationId,
) -> Result<Vec<CooperationLine>, Problem> {
    let listed = app.store.list_public_cooperations(organisation).await?;
    Ok(listed.iter().map(|it| line(wording, it)).collect())
}

fn line(wording: &Wording<'_>, it: &PublicCooperation) -> CooperationLine {
    let t = wording.t;
    let period = [("from", wording.day(it.from_on)), ("until", wording.day(it.until_on))];
    CooperationLine {
        other: wording.either(&it.other.name, it.other.name_en.as_deref()),
        other_href: t.path(&format!("/organisations/{}", it.other.id)),
        form: t.say(&format!("cooperation-form-{}", it.form.slug())),
        period: t.fill("agreement-period", &period),
        confirmed: t.count("cooperation-confirmed", it.confirmed),
        is_dormant: it.is_dormant,
    }
}
