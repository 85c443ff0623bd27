//! Places as files write them, brought to codes where codes cover them.

use std::collections::HashMap;
use std::sync::Arc;

use rongqiao_model::code::{Codes, DIVISIONS, ZONES};
use rongqiao_model::naming::{clean_text, name_key};
use rongqiao_model::place::{Place, city_of};

/// Words that say that something is not tied to a place.
const EVERYWHERE: [&str; 6] = ["全国", "不限", "全国各地", "中国", "不限地点", "地点不限"];

/// Longest place in words, in characters.
const TEXT_MAX_CHARS: usize = 100;

/// Places remembered, so that the same words are looked up once.
const REMEMBERED: usize = 20_000;

/// Looks places up.
#[derive(Debug)]
pub(crate) struct Places {
    codes: Arc<Codes>,
    /// Code by the code above it and the key of a name.
    within: HashMap<(String, String), String>,
    remembered: HashMap<[String; 3], Place>,
}

impl Places {
    /// Looks places up in `codes`.
    pub(crate) fn new(codes: Arc<Codes>) -> Self {
        let mut within = HashMap::new();
        for row in codes.table(DIVISIONS).map_or(&[][..], |table| &table.codes) {
            let Some(above) = row.parent.clone().or_else(|| city_of(&row.code)) else { continue };
            for name in row.aliases.iter().chain([&row.name]) {
                within.entry((above.clone(), name_key(name))).or_insert_with(|| row.code.clone());
            }
        }
        Self { codes, within, remembered: HashMap::new() }
    }

    /// The place that province, city and district name, each of them empty where it is not known.
    ///
    /// A district is looked for within its city. Words that no code covers are kept as they are.
    pub(crate) fn read(&mut self, province: &str, city: &str, district: &str) -> Place {
        let words = [province, city, district].map(|word| {
            let word = clean_text(word);
            if EVERYWHERE.contains(&word.as_str()) { String::new() } else { word }
        });
        if let Some(place) = self.remembered.get(&words) {
            return place.clone();
        }
        let place = self.look_up(&words);
        if self.remembered.len() < REMEMBERED {
            self.remembered.insert(words, place.clone());
        }
        place
    }

    /// The code of a zone, from its slug or name.
    pub(super) fn zone(&self, text: &str) -> Option<String> {
        self.codes.read(ZONES, text).map(|row| row.code.clone())
    }

    /// A code of GB/T 2260 from a code or a name.
    pub(super) fn division(&self, text: &str) -> Option<String> {
        let is_code = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_code { Some(text.to_owned()) } else { self.codes.read(DIVISIONS, text).map(|row| row.code.clone()) }
    }

    fn look_up(&self, [province, city, district]: &[String; 3]) -> Place {
        let (upper, rest) = match (city.as_str(), province.as_str()) {
            ("", "") => (None, String::new()),
            ("", province) => self.split(province),
            (city, _) => self.split(city),
        };
        let upper = upper.or_else(|| self.split(province).0);
        let lower = if district.is_empty() { rest.as_str() } else { district.as_str() };
        let Some(upper) = upper else {
            return self.without_city(city, lower);
        };
        if lower.is_empty() || lower == city {
            return Place { division: Some(upper), ..Place::default() };
        }
        match self.below(&upper, lower) {
            Some(code) => Place { division: Some(code), ..Place::default() },
            None => Place { division: Some(upper), zone: self.zone(lower), text: shortened(lower) },
        }
    }

    fn without_city(&self, city: &str, district: &str) -> Place {
        if let Some(row) = self.codes.read(DIVISIONS, district) {
            return Place { division: Some(row.code.clone()), ..Place::default() };
        }
        let text = if city.contains(district) { city.to_owned() } else { format!("{city} {district}") };
        let zone = [district, city].into_iter().find_map(|word| self.zone(word));
        let division = zone.as_deref().and_then(|zone| self.codes.find(ZONES, zone)?.parent.clone());
        Place { division, zone, text: shortened(text.trim()) }
    }

    /// The code of the city at the beginning of `text`, and what follows it.
    fn split(&self, text: &str) -> (Option<String>, String) {
        let code = |text: &str| self.codes.read(DIVISIONS, text).map(|row| row.code.clone());
        if text.is_empty() || code(text).is_some() {
            return (code(text), String::new());
        }
        if let Some((first, rest)) = text.split_once(['-', '·', '—', '/', ' ', '>', '|'])
            && let Some(upper) = code(first)
        {
            return (Some(upper), rest.trim_matches(['-', '·', '—', '/', ' ', '>', '|']).to_owned());
        }
        // 上海市浦东新区: the longest beginning that is a name. Latin names are not run together.
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(2).collect();
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        if !text.chars().take(2).all(is_han) {
            return (None, text.to_owned());
        }
        let cut = ends.into_iter().rev().take_while(|&at| at >= 6).find_map(|at| Some((code(&text[..at])?, at)));
        cut.map_or_else(|| (None, text.to_owned()), |(upper, at)| (Some(upper), text[at..].to_owned()))
    }

    fn below(&self, upper: &str, text: &str) -> Option<String> {
        let direct = |upper: &str| self.within.get(&(upper.to_owned(), name_key(text))).cloned();
        let own = self.codes.read(DIVISIONS, text).map(|row| row.code.clone());
        let province = &upper[..2.min(upper.len())];
        let is_province = upper.ends_with("0000");
        direct(upper)
            .or_else(|| {
                own.filter(|code| city_of(code) == city_of(upper) || (is_province && code.starts_with(province)))
            })
            .or_else(|| {
                let (nearer, rest) = self.split(text);
                let nearer = nearer.filter(|code| code.starts_with(province))?;
                direct(&nearer)
                    .or_else(|| self.within.get(&(nearer.clone(), name_key(&rest))).cloned())
                    .or(Some(nearer))
            })
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(TEXT_MAX_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use rongqiao_model::code::CodeTable;

    use super::*;

    fn read(province: &str, city: &str, district: &str) -> Place {
        Places::new(Arc::new(Codes::new(CodeTable::shipped()))).read(province, city, district)
    }

    #[test]
    fn a_city_and_its_district_are_found_however_they_are_written() {
        for (city, district) in [
            ("上海", "浦东新区"),
            ("上海市", "浦东"),
            ("上海-浦东新区", ""),
            ("上海市浦东新区", ""),
            ("上海·浦东新区", ""),
            ("", "浦东新区"),
        ] {
            assert_eq!(read("", city, district).division.as_deref(), Some("310115"), "{city} {district}");
        }
    }

    #[test]
    fn a_district_without_code_is_kept_beside_its_city() {
        let place = read("", "深圳", "高新区");
        assert_eq!((place.division.as_deref(), place.text.as_str()), (Some("440300"), "高新区"));
        let place = read("广东省", "深圳市", "");
        assert_eq!((place.division.as_deref(), place.text.as_str()), (Some("440300"), ""));
    }

    #[test]
    fn a_district_of_another_city_does_not_move_the_place() {
        let place = read("", "北京", "浦东新区");
        assert_eq!((place.division.as_deref(), place.text.as_str()), (Some("110000"), "浦东新区"));
    }

    #[test]
    fn unknown_words_are_kept_and_everywhere_is_no_place() {
        let words = "New York, New York, United States";
        assert_eq!(read("", words, ""), Place { text: words.to_owned(), ..Place::default() });
        assert_eq!(read("", "Leicester/Leicestershire/Rutland", "").text, "Leicester/Leicestershire/Rutland");
        assert_eq!(read("", "全国", ""), Place::default());
    }

    #[test]
    fn a_zone_is_found_by_its_name() {
        let place = read("", "上海", "东方芯港");
        assert_eq!(place.zone.as_deref(), Some("lg-ic"));
    }
}
