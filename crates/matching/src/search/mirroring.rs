//! Holds the asking side of the market against the teaching one.
//!
//! Each document is looked at once to see where it counts, then each list of a skill is gone through once: the cost is
//! linear in the documents and in the skills that they name.

use std::ops::Range;

use rongqiao_model::ListingId;
use rongqiao_model::choice::Side;
use rongqiao_model::kind::ListingKind;
use time::OffsetDateTime;
use uuid::Uuid;

use super::filter::SegmentFilter;
use super::meeting::every_unit;
use super::plan::{Plan, Planner};
use super::postings::Walk;
use super::view::{Segment, View};
use crate::mirror::{
    ASKING, Mirror, MirrorListings, MirrorQuery, MirrorRow, Month, SkillGap, TEACHING, TREND_MONTHS, Trend,
};
use crate::parse::parse;
use crate::query::Filters;
use crate::schema::section;
use crate::skills::{MajorNumber, SkillNumber, Vocabulary};
use crate::{MatchError, MatchIndex};

/// Where a document counts.
#[derive(Clone, Copy, Debug)]
struct Place {
    kind: ListingKind,
    /// Place of its month in the trend; `None` for what is older.
    month: Option<u8>,
    is_open: bool,
    /// People it concerns; 0 if it does not say.
    people: u32,
}

struct Mirroring {
    filters: Filters,
    major: Option<MajorNumber>,
    /// Words of the occupation; `None` where none was asked for.
    occupation: Option<Plan>,
    now: u32,
    months: Vec<Month>,
}

impl MatchIndex {
    /// Holds what the market asks for against what is taught. Linear in the listings and in the skills they name.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the index cannot be read.
    pub fn mirror(&self, query: &MirrorQuery, now: OffsetDateTime) -> Result<Mirror, MatchError> {
        Ok(mirror(&self.view(), query, now)?)
    }

    /// Finds the listings behind one number of a mirror, newest first: those that `page` counts off.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the index cannot be read.
    pub fn mirror_listings(
        &self,
        query: &MirrorQuery,
        row: &MirrorRow,
        page: Range<usize>,
        now: OffsetDateTime,
    ) -> Result<MirrorListings, MatchError> {
        Ok(mirror_listings(&self.view(), query, row, page, now)?)
    }
}

fn mirror(view: &View, query: &MirrorQuery, now: OffsetDateTime) -> Result<Mirror, std::io::Error> {
    let mirroring = Mirroring::new(view, query, now);
    let vocabulary = Vocabulary::current();
    let mut gaps: Vec<SkillGap> = (0..vocabulary.skills().len() as SkillNumber).map(SkillGap::new).collect();
    let mut mirror = Mirror { months: mirroring.months.clone(), ..Mirror::default() };
    for (number, segment) in view.segments.iter().enumerate() {
        let places = mirroring.places(number, segment)?;
        let mut asks = vec![false; places.len()];
        for (skill, gap) in (0..).zip(&mut gaps) {
            for (doc, _) in segment.loaded.skills.of(skill).iter() {
                let Some(place) = places[doc as usize] else { continue };
                count_month(&mut gap.trend, place);
                if place.is_open {
                    gap.count(place.kind, place.people);
                    asks[doc as usize] |= place.kind.side() == Side::Demand;
                }
            }
        }
        mirror.asking += asks.iter().filter(|&&asks| asks).count() as u32;
        places.iter().flatten().for_each(|&place| count_month(&mut mirror.trend, place));
    }
    finish(&mut mirror, gaps, query.major, vocabulary);
    Ok(mirror)
}

fn mirror_listings(
    view: &View,
    query: &MirrorQuery,
    row: &MirrorRow,
    page: Range<usize>,
    now: OffsetDateTime,
) -> Result<MirrorListings, std::io::Error> {
    let mirroring = Mirroring::new(view, query, now);
    let mut found: Vec<(u32, Uuid)> = Vec::new();
    for (number, segment) in view.segments.iter().enumerate() {
        let places = mirroring.places(number, segment)?;
        let published = &segment.loaded.columns.published;
        let of_skill = segment.loaded.skills.of(row.skill).iter().map(|(doc, _)| doc);
        let wanted = of_skill
            .filter(|&doc| places[doc as usize].is_some_and(|place| row.counts(place, published[doc as usize])));
        found.extend(wanted.map(|doc| (published[doc as usize], segment.id_of(doc))));
    }
    found.sort_unstable_by(|left, right| right.cmp(left));
    let shown = found.iter().skip(page.start).take(page.len());
    let ids = shown.map(|&(_, id)| ListingId::from_uuid(id)).collect();
    Ok(MirrorListings { total: found.len(), ids })
}

impl MirrorRow {
    fn counts(&self, place: Place, published: u32) -> bool {
        self.kind.map_or_else(|| place.kind.side() == self.side, |kind| place.kind == kind)
            && self.month.map_or(place.is_open, |month| month.seconds().contains(&published))
    }
}

impl Mirroring {
    fn new(view: &View, query: &MirrorQuery, now: OffsetDateTime) -> Self {
        let filters =
            Filters { zones: query.zones.clone(), industries: query.industries.clone(), ..Filters::default() };
        Self {
            filters,
            major: query.major,
            occupation: plan_of_occupation(view, &query.occupation),
            now: u32::try_from(now.unix_timestamp().max(0)).unwrap_or(u32::MAX),
            months: Month::until(now),
        }
    }

    /// Where each document of a segment counts; `None` for what plays no part.
    fn places(&self, number: usize, segment: &Segment) -> Result<Vec<Option<Place>>, std::io::Error> {
        let columns = &segment.loaded.columns;
        let filter = SegmentFilter::new(&self.filters, segment, self.now, u32::MAX);
        let chosen = self.chosen(number, segment)?;
        let starts: Vec<u32> = self.months.iter().map(|month| month.seconds().start).collect();
        let place = |doc: u32| {
            let at = doc as usize;
            let kind = *ListingKind::ALL.get(usize::from(columns.kind[at]))?;
            let counts = match kind.side() {
                Side::Demand => {
                    ASKING.contains(&kind) && filter.passes(doc) && chosen.as_ref().is_none_or(|chosen| chosen[at])
                }
                Side::Supply | Side::Information => TEACHING.contains(&kind),
            };
            let month = starts.partition_point(|&start| start <= columns.published[at]).checked_sub(1);
            (counts && segment.is_alive(doc)).then(|| Place {
                kind,
                month: month.map(|month| month as u8),
                is_open: columns.valid_through[at] >= self.now,
                people: segment.loaded.skills.people[at],
            })
        };
        Ok((0..segment.reader.max_doc()).map(place).collect())
    }

    /// Whether each document names the chosen major and occupation; `None` where neither is chosen.
    fn chosen(&self, number: usize, segment: &Segment) -> Result<Option<Vec<bool>>, std::io::Error> {
        let none = || vec![false; segment.reader.max_doc() as usize];
        let mut by_major = None;
        if let Some(major) = self.major {
            let marked = by_major.insert(none());
            segment.loaded.skills.of_major(major).iter().for_each(|(doc, ())| marked[doc as usize] = true);
        }
        let Some(plan) = &self.occupation else { return Ok(by_major) };
        let mut marked = none();
        if plan.unknown.is_empty() {
            let walks = plan.strict.iter().map(|unit| Walk::start(unit, number, &segment.head));
            let admits = |doc: u32| by_major.as_ref().is_none_or(|it| it[doc as usize]);
            every_unit(walks.collect::<Result<_, _>>()?, admits, |doc, _| marked[doc as usize] = true);
        }
        Ok(Some(marked))
    }
}

/// The words of an occupation as this index knows them, looked for in titles and occupations only.
fn plan_of_occupation(view: &View, occupation: &str) -> Option<Plan> {
    let mut parsed = parse(occupation);
    if parsed.words.is_empty() {
        return None;
    }
    parsed.words.iter_mut().for_each(|word| word.sections = section::TITLE | section::OCCUPATION);
    Some(Planner::of_head(view).plan(&parsed))
}

fn count_month(trend: &mut Trend, place: Place) {
    let counts = match place.kind.side() {
        Side::Demand => &mut trend.asking,
        Side::Supply | Side::Information => &mut trend.teaching,
    };
    if let Some(count) = place.month.and_then(|month| counts.get_mut(usize::from(month).min(TREND_MONTHS - 1))) {
        *count += 1;
    }
}

/// Puts the skills that are asked for in order and adds up what no course teaches.
fn finish(mirror: &mut Mirror, gaps: Vec<SkillGap>, major: Option<MajorNumber>, vocabulary: &Vocabulary) {
    let taught = major.map(|major| vocabulary.kinship().taught_by(major)).unwrap_or_default();
    mirror.unasked = taught.iter().copied().filter(|&skill| gaps[skill as usize].asking() == 0).collect();
    mirror.skills = gaps.into_iter().filter(|gap| gap.asking() > 0).collect();
    for gap in &mut mirror.skills {
        gap.in_major = taught.contains(&gap.skill);
        mirror.claims += u64::from(gap.asking());
        if gap.of(ListingKind::Course).listings == 0 {
            mirror.claims_without_course += u64::from(gap.asking());
        }
    }
    mirror.skills.sort_by_key(|gap| std::cmp::Reverse((gap.gap(), gap.asking(), std::cmp::Reverse(gap.skill))));
}
