//! A listing as it stands in results.

use rongqiao_matching::{Highlighter, Hit, Piece};
use rongqiao_model::choice::{Education, EmploymentType};
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::{ListingId, OrganisationId};
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

use super::names;
use super::pay::PayOut;
use super::results::ContributionOut;
use super::schema::{self, EducationWord, EmploymentWord, KindWord, OrganisationKindWord, SideWord};
use crate::app::App;
use crate::language::Language;

/// Longest excerpt, in characters.
const EXCERPT_CHARS: usize = 120;

/// A listing that fits.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Hit)]
pub struct HitOut<'a> {
    /// Identity of the listing.
    #[schema(value_type = uuid::Uuid)]
    id: ListingId,
    /// Kind of the listing.
    #[schema(value_type = KindWord)]
    kind: &'static str,
    /// Its side of the market.
    #[schema(value_type = SideWord)]
    side: &'static str,
    /// Short name, in the language it was written in.
    #[schema(example = "嵌入式软件实习生")]
    title: &'a str,
    /// Short name in English, where one was given.
    #[schema(required = true)]
    title_en: Option<&'a str>,
    /// Name of its organisation.
    #[schema(example = "晨芯半导体（上海）有限公司")]
    organisation: &'a str,
    /// Identity of its organisation.
    #[schema(value_type = uuid::Uuid)]
    organisation_id: OrganisationId,
    /// What its organisation is.
    #[schema(value_type = OrganisationKindWord)]
    organisation_kind: &'static str,
    /// Whether its organisation is a labour agency.
    staffing_agency: bool,
    /// Where it takes place, in the language of `Accept-Language`.
    #[schema(required = true, example = "东方芯港")]
    place: Option<&'a str>,
    /// Code of the city (GB/T 2260).
    #[schema(required = true, example = "310000")]
    city: Option<String>,
    /// Code of the zone of Lingang.
    #[schema(required = true, example = "lg-ic")]
    zone: Option<&'a str>,
    /// Code of the industry (GB/T 4754).
    #[schema(required = true, example = "3973")]
    industry: Option<&'a str>,
    /// How somebody is employed.
    #[schema(required = true, value_type = Option<EmploymentWord>)]
    employment_type: Option<&'static str>,
    /// The least education asked for.
    #[schema(required = true, value_type = Option<EducationWord>)]
    education: Option<&'static str>,
    /// What it pays.
    #[schema(required = true)]
    pay: Option<PayOut>,
    /// Skills as people name them.
    skills: &'a [String],
    /// Since when it is public.
    #[serde(with = "time::serde::rfc3339")]
    published_at: OffsetDateTime,
    /// Until when it is open.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(required = true)]
    valid_through: Option<OffsetDateTime>,
    /// Written for demonstration only.
    demo: bool,
    /// Address of its page.
    #[schema(format = "uri-reference")]
    url: String,
    /// Sum of the points in `why`; comparable within one search only.
    #[schema(example = 12.5)]
    score: f32,
    /// What the score is made of, largest first.
    why: Vec<ContributionOut<'a>>,
    #[schema(schema_with = schema::marked_text)]
    excerpt: String,
}

impl<'a> HitOut<'a> {
    /// `hit` with what the database says about it.
    pub(super) fn of(
        hit: &'a Hit,
        found: &'a PublishedListing,
        highlighter: &Highlighter,
        app: &'a App,
        language: Language,
    ) -> Self {
        let listing = &found.listing;
        let filters = listing.details.filters();
        Self {
            id: listing.id,
            kind: listing.kind().slug(),
            side: listing.side().slug(),
            title: &listing.title,
            title_en: listing.title_en.as_deref(),
            organisation: &found.organisation_name,
            organisation_id: listing.organisation,
            organisation_kind: found.organisation_kind.slug(),
            staffing_agency: found.by_staffing_agency,
            place: names::place_name(&listing.place, &app.codes, language),
            city: listing.place.city_code(),
            zone: listing.place.zone.as_deref(),
            industry: listing.industry.as_deref(),
            employment_type: filters.employment.map(EmploymentType::slug),
            education: filters.education.map(Education::slug),
            pay: filters.pay.map(PayOut::of),
            skills: &listing.skills,
            published_at: listing.published_at,
            valid_through: listing.valid_through,
            demo: listing.demo,
            url: page_address(&app.settings.public_url, listing.id),
            score: hit.score,
            why: hit.why.iter().map(ContributionOut::of).collect(),
            excerpt: marked(&highlighter.excerpt(&listing.description, EXCERPT_CHARS)),
        }
    }
}

/// Address of a listing's page.
pub(super) fn page_address(public_url: &str, id: ListingId) -> String {
    format!("{public_url}/listings/{id}")
}

/// Joins pieces into escaped HTML, `<mark>` around those that answer the query.
fn marked(pieces: &[Piece]) -> String {
    let mut html = String::with_capacity(pieces.iter().map(|piece| piece.text.len() + 16).sum());
    for piece in pieces {
        if piece.marked {
            html.push_str("<mark>");
        }
        for letter in piece.text.chars() {
            match letter {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '"' => html.push_str("&quot;"),
                '\'' => html.push_str("&#39;"),
                letter => html.push(letter),
            }
        }
        if piece.marked {
            html.push_str("</mark>");
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_marks_words_and_escapes_everything_else() {
        let piece = |text: &str, marked| Piece { text: text.to_owned(), marked };
        let html = marked(&[piece("用<b>C&C++</b>开发", false), piece("\"嵌入式\"", true)]);
        assert_eq!(html, "用&lt;b&gt;C&amp;C++&lt;/b&gt;开发<mark>&quot;嵌入式&quot;</mark>");
    }
}
