//! Places that the code tables know, by their names in running text.

use aho_corasick::{AhoCorasick, MatchKind};
use rongqiao_model::code::{Code, Codes, DIVISIONS, ZONES};
use rongqiao_model::place::Place;

use super::Spotted;
use crate::analysis::is_han;
use crate::skills::{Part, folded, stands_alone};

/// Words of which one stands beside a short name of a place, or in its part of the sentence where it stands alone.
const BEFORE: [&str; 17] =
    ["在", "于", "驻", "往", "至", "到", "来", "是", ":", "坐标", "base", "地点", "地址", "城市", "位于", "中国", "有"];

/// Words behind a short name that show that the place is meant.
const AFTER: [&str; 22] = [
    "办公",
    "上班",
    "工作",
    "地区",
    "本地",
    "当地",
    "总部",
    "基地",
    "等地",
    "分公司",
    "出差",
    "实习",
    "户口",
    "落户",
    "站",
    "市区",
    "周边",
    "及周边",
    "全职",
    "岗",
    "线下",
    "office",
];

/// Words behind the name of a place with which it is the name of something else.
const NAMES_SOMETHING: [&str; 22] = [
    "大学",
    "学院",
    "银行",
    "证券",
    "交通大学",
    "科技",
    "云",
    "巴巴",
    "石油",
    "话",
    "菜",
    "路",
    "财经大学",
    "理工",
    "师范",
    "有限",
    "股份",
    "电力",
    "医院",
    "中学",
    "日报",
    "航空",
];

/// Words that show that a part of a sentence tells where something is.
const TELLS_WHERE: [&str; 10] =
    ["地点", "地址", "城市", "base", "工作地", "办公地", "位于", "location", "based in", "坐标"];

/// The names of places that are looked for.
#[derive(Debug, Default)]
pub struct PlaceNames {
    names: Vec<Name>,
    automaton: Option<AhoCorasick>,
}

#[derive(Debug)]
struct Name {
    text: String,
    place: Place,
    /// Names nothing but the place: 浦东新区, 东方芯港, Shanghai.
    is_plain: bool,
    /// A municipality, a province or its capital.
    is_well_known: bool,
}

impl PlaceNames {
    /// Takes the names from the tables of divisions and of zones.
    #[must_use]
    pub fn new(codes: &Codes) -> Self {
        let rows = |table| codes.table(table).map(|table| table.codes.as_slice()).unwrap_or_default();
        let mut names: Vec<Name> = rows(ZONES).iter().flat_map(|row| names_of(row, true)).collect();
        names.extend(rows(DIVISIONS).iter().flat_map(|row| names_of(row, false)));
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(names.iter().map(|name| name.text.as_str()))
            .inspect_err(|error| tracing::error!(%error, "places cannot be looked for"));
        Self { names, automaton: automaton.ok() }
    }

    /// The places that folded `text` names, in order.
    pub(super) fn find(&self, text: &str) -> Vec<Spotted<Place>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut found = Vec::new();
        for spot in automaton.find_iter(text) {
            let name = &self.names[spot.pattern().as_usize()];
            if is_meant(name, text, spot.start(), spot.end()) {
                found.push(Spotted { value: name.place.clone(), start: spot.start(), end: spot.end() });
            }
        }
        found
    }
}

/// The names of one row, ready to be looked for.
fn names_of(row: &Code, is_zone: bool) -> Vec<Name> {
    let place = if is_zone {
        Place { division: row.parent.clone(), zone: Some(row.code.clone()), ..Place::default() }
    } else {
        Place { division: Some(row.code.clone()), ..Place::default() }
    };
    let is_well_known = row.code.ends_with("0000") || row.code.ends_with("0100");
    let names = [&row.name, &row.name_en].into_iter().chain(&row.aliases);
    let name = |name: &String| {
        let text = folded(name);
        let length = text.chars().count();
        let is_plain =
            is_zone || !text.starts_with(is_han) || length > 2 && text.ends_with(['市', '省', '区', '县', '州']);
        Name { text, place: place.clone(), is_plain, is_well_known }
    };
    names.map(name).filter(|name| name.text.chars().count() > 1).collect()
}

fn is_meant(name: &Name, text: &str, start: usize, end: usize) -> bool {
    let (before, after) = (&text[..start], &text[end..]);
    if !stands_alone(text, start, end) || NAMES_SOMETHING.iter().any(|word| after.starts_with(word)) {
        return false;
    }
    if name.is_plain
        || AFTER.iter().any(|word| after.starts_with(word))
        || BEFORE.iter().any(|word| before.ends_with(word))
    {
        return true;
    }
    let is_free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let stands_free = is_free(before.chars().next_back()) && is_free(after.chars().next());
    stands_free && (name.is_well_known || Part::around(text, start).has(&TELLS_WHERE))
}

#[cfg(test)]
mod tests {
    use crate::reading::testing::read;

    fn places(text: &str) -> Vec<(&str, Option<String>, Option<String>)> {
        let reading = read(text);
        reading.places.into_iter().map(|it| (&text[it.start..it.end], it.value.division, it.value.zone)).collect()
    }

    #[test]
    fn a_place_is_read_with_its_code() {
        for (text, name, division, zone) in [
            ("工作地点：上海市", "上海市", "310000", None),
            ("在浦东新区上班", "浦东新区", "310115", None),
            ("公司位于临港东方芯港", "东方芯港", "310115", Some("lg-ic")),
            ("Base: 深圳", "深圳", "440300", None),
            ("常驻苏州办公", "苏州", "320500", None),
            ("We are based in Shanghai", "Shanghai", "310000", None),
        ] {
            assert_eq!(places(text), [(name, Some(division.to_owned()), zone.map(str::to_owned))], "{text}");
        }
    }

    #[test]
    fn a_name_of_something_else_is_no_place() {
        for text in
            ["上海交通大学毕业", "阿里云、腾讯云", "东方财富", "熟悉大理石加工", "中山大学", "一流的长沙发", "日照强度"]
        {
            assert_eq!(places(text), [], "{text}");
        }
    }
}
