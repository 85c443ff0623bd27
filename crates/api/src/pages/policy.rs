//! What a policy document's page shows besides what every listing's does: how it stands, to what other documents, and
//! what was asked about it.

use rongqiao_model::access::Desk;
use rongqiao_model::kind::Details;
use rongqiao_model::kind::policy::{PolicyRelation, Standing};
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::store::Named;

use super::card::Mark;
use super::visit::Visit;
use super::wording::{Moment, Worded, Wording};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Answers shown below a document, the latest first.
const ANSWERS: u64 = 20;

/// What stands below a policy document.
#[derive(Debug)]
pub(super) struct PolicyPart {
    pub(super) related: Vec<RelatedRow>,
    pub(super) answers: Vec<AnswerRow>,
    pub(super) ask_href: String,
    /// How soon an answer is to be expected, and where other matters belong.
    pub(super) notes: Vec<String>,
    /// Whether whoever looks is signed in; others are led to where they can.
    pub(super) signed_in: bool,
    pub(super) my_href: String,
}

/// Documents that stand to this one in the same way.
#[derive(Debug)]
pub(super) struct RelatedRow {
    pub(super) label: String,
    pub(super) documents: Vec<RelatedDocument>,
}

/// A document that is named, here or not.
#[derive(Debug)]
pub(super) struct RelatedDocument {
    pub(super) number: String,
    pub(super) title: Option<Worded>,
    pub(super) href: String,
    pub(super) standing: Option<Mark>,
}

/// A question that was answered in public.
#[derive(Debug)]
pub(super) struct AnswerRow {
    pub(super) question: String,
    pub(super) answer: String,
    pub(super) desk: String,
    pub(super) answered: Option<Moment>,
}

/// What `published` is worth today, if it is a policy document.
pub(super) fn standing_of(wording: &Wording<'_>, published: &PublishedListing) -> Option<Mark> {
    let Details::Policy(policy) = &published.listing.details else { return None };
    Some(mark(wording.t, policy.standing(wording.today())))
}

fn mark(t: Language, standing: Standing) -> Mark {
    Mark { slug: standing.slug(), words: t.say(&format!("standing-{}", standing.slug())) }
}

/// What stands below `published`; `None` below everything that is no policy document.
pub(super) async fn part_of(
    app: &App,
    visit: &Visit,
    published: &PublishedListing,
) -> Result<Option<PolicyPart>, Problem> {
    let Details::Policy(policy) = &published.listing.details else { return Ok(None) };
    let t = visit.language;
    let wording = Wording::new(app, t);
    let (names, named_by) = app.store.list_related_policies(&published.listing).await?;
    let inquiries = app.store.list_public_inquiries(published.listing.id, ANSWERS).await?;
    let mut related = rows(&wording, &names, "fact");
    related.extend(rows(&wording, &named_by, "named-by"));
    let answer = |it: &rongqiao_model::inquiry::Inquiry| AnswerRow {
        question: it.question.clone(),
        answer: it.answer.clone(),
        desk: desk_name(t, it.desk),
        answered: it.decided_at.map(|at| wording.date_of(at)),
    };
    let mut notes = vec![t.count("inquiry-ask-days", app.settings.inquiry_working_days)];
    if policy.standing(wording.today()) == Standing::Repealed {
        notes.insert(0, t.say("policy-repealed-note"));
    }
    Ok(Some(PolicyPart {
        related,
        answers: inquiries.iter().map(answer).collect(),
        ask_href: t.path(&format!("/listings/{}/ask", published.listing.id)),
        notes,
        signed_in: visit.present.person.is_some(),
        my_href: t.path("/my/inquiries"),
    }))
}

fn desk_name(t: Language, desk: Desk) -> String {
    t.say(&format!("desk-name-{}", desk.slug()))
}

/// One row for each relation, labelled `<list>-<relation>`.
fn rows(wording: &Wording<'_>, named: &[Named], list: &str) -> Vec<RelatedRow> {
    let row = |&relation: &PolicyRelation| RelatedRow {
        label: wording.t.say(&format!("{list}-{}", relation.slug())),
        documents: named.iter().filter(|it| it.relation == relation).map(|it| document(wording, it)).collect(),
    };
    PolicyRelation::ALL.iter().map(row).filter(|row| !row.documents.is_empty()).collect()
}

fn document(wording: &Wording<'_>, named: &Named) -> RelatedDocument {
    let Some(published) = &named.listing else {
        return RelatedDocument { number: named.number.clone(), title: None, href: String::new(), standing: None };
    };
    let listing = &published.listing;
    let number = match &listing.details {
        Details::Policy(policy) => policy.document_number.clone(),
        _ => named.number.clone(),
    };
    RelatedDocument {
        number,
        title: Some(wording.either(&listing.title, listing.title_en.as_deref())),
        href: wording.t.path(&format!("/listings/{}", listing.id)),
        standing: standing_of(wording, published),
    }
}
