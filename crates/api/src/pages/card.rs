//! A listing in a list: on the home page, among results, at its organisation.

use rongqiao_matching::{Contribution, Highlighter, Hit, Piece};
use rongqiao_model::kind::Details;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::registration::Terms;

use super::events::begins;
use super::layout::shortened;
use super::policy::standing_of;
use super::wording::{Moment, Worded, Wording};
use crate::rich_text::{plain_text_for, plain_text_of};

/// Longest excerpt of a result, in characters.
const EXCERPT_CHARS: usize = 90;

/// Longest beginning of a text that a list shows, in characters.
const BEGINNING_CHARS: usize = 60;

/// What a list shows of a listing.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    /// Address of the listing.
    pub href: String,
    /// What it is, such as 岗位 · 实习.
    pub kind: String,
    /// The side of the market, as a word for colouring.
    pub side: &'static str,
    /// Its title, marked.
    pub title: Vec<Piece>,
    /// Attribute for the language of the title.
    pub title_lang: &'static str,
    /// What a policy document is worth today.
    pub standing: Option<Mark>,
    /// Who published it.
    pub organisation: Worded,
    /// Address of the organisation.
    pub organisation_href: String,
    /// Whether a labour agency published it.
    pub agency: bool,
    /// Whether its organisation is verified.
    pub verified: bool,
    /// Whether it was written for demonstration.
    pub demo: bool,
    /// What it pays.
    pub pay: Option<String>,
    /// Where it is.
    pub place: Option<String>,
    /// The least education asked for.
    pub education: Option<String>,
    /// When it was published.
    pub published: Moment,
    /// When it closes.
    pub closes: Option<Moment>,
    /// A passage of its text, marked.
    pub excerpt: Vec<Piece>,
    /// Attribute for the language of the passage.
    pub excerpt_lang: &'static str,
    /// Why it was found.
    pub why: Vec<Why>,
}

/// A word that stands out, and its name for colouring.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// Its name.
    pub slug: &'static str,
    /// What it says.
    pub words: String,
}

/// One reason for finding a listing.
#[derive(Clone, Debug)]
pub(crate) struct Why {
    /// The reason, in words.
    pub words: String,
    /// What it adds to the score.
    pub points: String,
}

impl Card {
    /// A listing by itself.
    pub(crate) fn plain(wording: &Wording<'_>, published: &PublishedListing) -> Self {
        let listing = &published.listing;
        let t = wording.t;
        let filters = listing.details.filters();
        let title = wording.either(&listing.title, listing.title_en.as_deref());
        let text = plain_text_for(t, listing);
        let beginning = shortened(&text, BEGINNING_CHARS);
        Self {
            href: t.path(&format!("/listings/{}", listing.id)),
            kind: kind_words(wording, &listing.details),
            side: listing.side().slug(),
            title_lang: title.lang,
            title: unmarked(title.text),
            standing: standing_of(wording, published),
            organisation: wording.either(&published.organisation_name, published.organisation_name_en.as_deref()),
            organisation_href: t.path(&format!("/organisations/{}", listing.organisation)),
            agency: published.by_staffing_agency,
            verified: wording.still_holds(published.organisation_verified_until),
            demo: listing.demo,
            pay: filters.pay.as_ref().map(|pay| wording.pay(pay)),
            place: wording.short_place(&listing.place),
            education: filters.education.map(|level| t.say(&format!("education-{}", level.slug()))),
            published: wording.published(listing.published_at),
            closes: closes(wording, published),
            excerpt_lang: t.lang_attribute(&beginning),
            excerpt: unmarked(beginning),
            why: Vec::new(),
        }
    }

    /// A listing as the answer to a search.
    pub(crate) fn found(wording: &Wording<'_>, published: &PublishedListing, hit: &Hit, words: &Highlighter) -> Self {
        let plain = Self::plain(wording, published);
        let title: String = plain.title.iter().map(|piece| piece.text.as_str()).collect();
        let text = plain_text_of(&published.listing);
        Self {
            title: words.mark(&title),
            excerpt: words.excerpt(&text, EXCERPT_CHARS),
            excerpt_lang: wording.t.lang_attribute(&text),
            why: hit.why.iter().map(|part| why(wording, part)).collect(),
            ..plain
        }
    }
}

/// What a listing is: its kind, and what kind of that kind.
pub(crate) fn kind_words(wording: &Wording<'_>, details: &Details) -> String {
    let kind = wording.t.say(&format!("kind-{}", details.kind().slug()));
    let event_type = match details {
        Details::Event(event) => event.event_type.map(|it| format!("event-type-{}", it.slug())),
        _ => None,
    };
    let employment = details.filters().employment.map(|it| format!("employment-type-{}", it.slug()));
    match employment.or(event_type).or_else(|| column_key(details)) {
        Some(key) => format!("{kind} · {}", wording.t.say(&key)),
        None => kind,
    }
}

/// When it closes; of an event ahead, when it begins.
fn closes(wording: &Wording<'_>, published: &PublishedListing) -> Option<Moment> {
    let listing = &published.listing;
    let ahead = Terms::of(listing).filter(|terms| wording.is_ahead(terms.ends_at));
    ahead
        .map(|terms| begins(wording, terms.starts_at))
        .or_else(|| listing.valid_through.map(|end| wording.closing(end)))
}

fn column_key(details: &Details) -> Option<String> {
    let Details::Article(article) = details else { return None };
    article.column.map(|column| format!("column-{}", column.slug()))
}

fn unmarked(text: String) -> Vec<Piece> {
    vec![Piece { text, marked: false }]
}

fn why(wording: &Wording<'_>, part: &Contribution) -> Why {
    let separator = wording.t.say("list-separator");
    let words = wording.t.with(&format!("reason-{}", part.reason.slug()), "words", part.words.join(&separator));
    Why { words, points: format!("{:+.1}", part.points) }
}
