//! The mirror of what is asked for and what is taught: read from an address, asked, written back.
//!
//! Page, table and JSON share it, so that an address means the same everywhere.

use std::collections::{HashMap, HashSet};

use rongqiao_matching::mirror::{Mirror, MirrorQuery, MirrorRow};
use rongqiao_matching::skills::{SkillNumber, Vocabulary};
use rongqiao_model::clock::SHANGHAI;
use rongqiao_model::code::{Codes, INDUSTRIES, ZONES};
use time::Duration;

use crate::address::AddressWriter;
use crate::app::App;
use crate::problem::{BadParameter, Problem};

/// Searches that found nothing count for so many days.
pub const MISSED_DAYS: i64 = 90;

/// Longest name of an occupation that is read, in characters.
const OCCUPATION_MAX_CHARS: usize = 100;

/// Names of majors that are proposed for one that is not known.
const PROPOSED: usize = 6;

/// A mirror with the searches that found nothing.
#[derive(Debug)]
pub struct Reflection {
    /// What the listings say.
    pub mirror: Mirror,
    /// How often each skill was searched for in vain lately, by anybody on the whole platform.
    pub missed: HashMap<SkillNumber, u64>,
}

/// Asks for a mirror.
///
/// # Errors
///
/// Returns a [`Problem`] if index or database cannot be read.
pub async fn reflect(app: &App, query: &MirrorQuery) -> Result<Reflection, Problem> {
    let (index, now, query) = (app.index(), app.clock.now(), query.clone());
    let mirror = tokio::task::spawn_blocking(move || index.mirror(&query, now)).await??;
    let since = (now.to_offset(SHANGHAI) - Duration::days(MISSED_DAYS)).date();
    let missed = app.store.count_missed_searches_since(since).await?;
    let vocabulary = Vocabulary::current();
    let known = missed.into_iter().filter_map(|(skill, count)| Some((vocabulary.by_id(&skill)?, count)));
    Ok(Reflection { mirror, missed: known.collect() })
}

/// Reads what to mirror from the pairs of a query string, with every mistake in it.
#[must_use]
pub fn read(pairs: &[(String, String)], codes: &Codes) -> (MirrorQuery, Vec<BadParameter>) {
    let mut query = MirrorQuery::default();
    let mut mistakes = Vec::new();
    for (parameter, value) in pairs {
        let value = value.trim();
        match parameter.as_str() {
            "occupation" => query.occupation = value.chars().take(OCCUPATION_MAX_CHARS).collect(),
            "major" if !value.is_empty() => match Vocabulary::current().major(value) {
                Some(major) => query.major = Some(major),
                None => mistakes.push(unknown_major(value)),
            },
            "zone" => each(value, |zone| match codes.read(ZONES, zone) {
                Some(row) => query.zones.push(row.code.clone()),
                None => mistakes.push(unknown_code("zone", "mistake-not-a-zone", zone, ZONES, codes)),
            }),
            "industry" => each(value, |industry| {
                let row = codes.read(INDUSTRIES, industry);
                match row.and_then(|row| codes.industry_section(&row.code)) {
                    Some(section) => query.industries.push(section.to_owned()),
                    None => {
                        mistakes.push(unknown_code("industry", "mistake-not-an-industry", industry, INDUSTRIES, codes));
                    }
                }
            }),
            _ => {}
        }
    }
    (query, mistakes)
}

/// Calls `take` with each of the alternatives that commas separate.
fn each(value: &str, take: impl FnMut(&str)) {
    value.split(',').map(str::trim).filter(|it| !it.is_empty()).for_each(take);
}

fn unknown_code(
    parameter: &'static str,
    sentence: &'static str,
    value: &str,
    table: &str,
    codes: &Codes,
) -> BadParameter {
    let rows = codes.table(table).map(|table| table.codes.as_slice()).unwrap_or_default();
    let top = rows.iter().filter(|row| table == ZONES || row.parent.is_none());
    let allowed: Vec<String> = top.map(|row| format!("{} {}", row.code, row.name)).collect();
    BadParameter::new(parameter, sentence, vec![("value", value.to_owned()), ("allowed", allowed.join(", "))])
}

fn unknown_major(value: &str) -> BadParameter {
    let near = near_majors(value).join(", ");
    BadParameter::new("major", "mistake-not-a-major", vec![("value", value.to_owned()), ("near", near)])
}

/// Known majors that have most characters in common with `name`; the first ones known where none has any.
pub(crate) fn near_majors(name: &str) -> Vec<&'static str> {
    let wanted: HashSet<char> = name.chars().filter(|&it| it != '专' && it != '业').collect();
    let mut near: Vec<&str> = Vocabulary::current().majors().collect();
    near.sort_by_cached_key(|major| {
        let common = major.chars().filter(|it| wanted.contains(it)).count();
        (std::cmp::Reverse(common), major.chars().count())
    });
    near.truncate(PROPOSED);
    near
}

/// Writes `query` as a query string without the leading `?`.
#[must_use]
pub fn write(query: &MirrorQuery) -> String {
    written(query).0
}

/// Address of the listings behind one number, without the language's prefix.
#[must_use]
pub fn listings_path(query: &MirrorQuery, row: &MirrorRow) -> String {
    let mut writer = AddressWriter::default();
    writer.pair("skill", Vocabulary::current().skill(row.skill).map_or("", |skill| skill.id.as_str()));
    match row.kind {
        Some(kind) => writer.pair("kind", kind.slug()),
        None => writer.pair("side", row.side.slug()),
    }
    writer.pair("month", &row.month.map(|month| month.to_string()).unwrap_or_default());
    let choice = write(query);
    let separator = if choice.is_empty() { "" } else { "&" };
    format!("/mirror/listings?{}{separator}{choice}", writer.0)
}

fn written(query: &MirrorQuery) -> AddressWriter {
    let mut writer = AddressWriter::default();
    query.zones.iter().for_each(|zone| writer.pair("zone", zone));
    query.industries.iter().for_each(|industry| writer.pair("industry", industry));
    writer.pair("major", query.major.and_then(|major| Vocabulary::current().major_name(major)).unwrap_or_default());
    writer.pair("occupation", &query.occupation);
    writer
}

#[cfg(test)]
mod tests {
    use rongqiao_model::code::CodeTable;

    use super::*;
    use crate::address::pairs_of;
    use crate::language::Language;

    fn read_text(text: &str) -> (MirrorQuery, Vec<BadParameter>) {
        read(&pairs_of(text), &Codes::new(CodeTable::shipped()))
    }

    #[test]
    fn a_choice_survives_being_written_into_an_address() {
        let (query, mistakes) =
            read_text("zone=东方芯港,lg-bio&industry=3973&major=软件工程专业&occupation=测试+工程师");
        assert_eq!(mistakes, []);
        assert_eq!((query.zones.len(), &query.industries[..]), (2, &["C".to_owned()][..]));
        assert_eq!(read_text(&write(&query)).0, query);
        assert_eq!(read_text("zone=&major=+&industry=&occupation="), (MirrorQuery::default(), Vec::new()));
    }

    #[test]
    fn what_is_unknown_is_refused_with_what_to_write() {
        let (_, mistakes) = read_text("zone=月球&industry=仙术&major=软件工业");
        let detail = Problem::bad_parameters(mistakes).detail(Language::English);
        for word in ["月球", "lg-ic 东方芯港", "仙术", "C 制造业", "软件工业", "软件工程"] {
            assert!(detail.contains(word), "{word} in {detail}");
        }
    }
}
