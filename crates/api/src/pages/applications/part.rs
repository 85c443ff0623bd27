//! What stands on a listing's page about applying, and how an organisation replies to those who do.

use rongqiao_model::connect::{ConnectionKind, Intake, ReplyLedger};
use rongqiao_model::listing::PublishedListing;

use super::super::cooperation::intent_part;
use super::super::visit::Visit;
use super::own_path;
use crate::actions::applications::{intake_of, told_ledger};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// What stands on a listing's page about applying.
#[derive(Debug)]
pub(crate) struct ApplyPart {
    /// Words and address of the way to apply, or to one's own application.
    pub(crate) way: Option<(String, String)>,
    /// Why one cannot, how soon a reply is promised, and how surely it came so far.
    pub(crate) notes: Vec<String>,
}

impl ApplyPart {
    /// The part of a listing that the public sees; `None` where nobody applies here.
    pub(crate) async fn of(app: &App, visit: &Visit, published: &PublishedListing) -> Result<Option<Self>, Problem> {
        let (t, listing) = (visit.language, &published.listing);
        let kind = match ConnectionKind::of_listing(listing) {
            None => return Ok(None),
            Some(ConnectionKind::Cooperation) => return intent_part(app, visit, published).await,
            Some(kind) => kind,
        };
        let own = match visit.present.person {
            Some(person) => app.store.find_own_open_connection(person, listing.id).await?,
            None => None,
        };
        let intake = match (intake_of(app, published).await?, visit.present.person) {
            (Intake::Open, Some(person)) if own.is_none() => {
                let about = (kind, listing.id, listing.organisation);
                app.store.find_bar_to_answer(person, about, app.clock.now()).await?.unwrap_or(Intake::Open)
            }
            (intake, _) => intake,
        };
        let mut notes = match intake {
            Intake::Open => Vec::new(),
            Intake::Full | Intake::Own | Intake::Often => vec![why_not(t, intake)],
            Intake::Closed | Intake::Elsewhere if own.is_none() => return Ok(None),
            Intake::Closed | Intake::Elsewhere => Vec::new(),
        };
        notes.push(t.count("reply-promised", app.store.find_reply_promise(listing.organisation).await?));
        notes.extend(told_ledger(app, listing.organisation).await?.map(|ledger| ledger_words(t, &ledger)));
        let way = match own {
            Some(own) => Some((t.say("apply-own"), own_path(t, own))),
            None if intake == Intake::Open => {
                Some((t.say("apply-title"), t.path(&format!("/listings/{}/apply", listing.id))))
            }
            None => None,
        };
        Ok(Some(Self { way, notes }))
    }
}

/// Why nobody, or not whoever asks, can apply, in a sentence.
pub(super) fn why_not(t: Language, intake: Intake) -> String {
    t.say(match intake {
        Intake::Full => "apply-full",
        Intake::Elsewhere => "apply-elsewhere",
        Intake::Own => "apply-insider",
        Intake::Often => "apply-often",
        Intake::Open | Intake::Closed => "apply-closed",
    })
}

/// How an organisation replies, in a sentence.
pub(crate) fn ledger_words(t: Language, ledger: &ReplyLedger) -> String {
    let percent = ("percent", ledger.percent_answered().to_string());
    let in_time = ("in-time", ledger.percent_in_time().to_string());
    match ledger.median_days() {
        Some(days) => t.fill("ledger-told", &[("days", days.to_string()), percent, in_time]),
        None => t.say("ledger-none-answered"),
    }
}
