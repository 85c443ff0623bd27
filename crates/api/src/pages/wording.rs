//! Numbers, sums, days and places in the words of a language.

use std::fmt::Display;

use rongqiao_matching::Dimension;
use rongqiao_model::clock::{SHANGHAI, day_of};
use rongqiao_model::code::{Code, Codes, DIVISIONS, INDUSTRIES, ZONES};
use rongqiao_model::pay::Pay;
use rongqiao_model::place::Place;
use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime};

use crate::app::App;
use crate::language::{Language, grouped};

/// Days for which "so many days ago" is said; longer ago the date stands.
const DAYS_TOLD_AS_AGO: i64 = 30;

/// Speaks one language about one moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wording<'a> {
    /// The language.
    pub t: Language,
    codes: &'a Codes,
    now: OffsetDateTime,
}

/// A text with the attribute that tells its language where it is not the page's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Worded {
    /// The text.
    pub text: String,
    /// Attribute for its element; empty when it stands in the page's language.
    pub lang: &'static str,
}

/// A moment for people and for machines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moment {
    /// RFC 3339.
    pub machine: String,
    /// In words.
    pub words: String,
}

impl<'a> Wording<'a> {
    /// Speaks `t` about now.
    pub(crate) fn new(app: &'a App, t: Language) -> Self {
        Self { t, codes: &app.codes, now: app.clock.now() }
    }

    /// `text` with its language told.
    pub(crate) fn worded(&self, text: &str) -> Worded {
        Worded { text: text.to_owned(), lang: self.t.lang_attribute(text) }
    }

    /// The English of two texts on English pages where there is one, else the other.
    pub(crate) fn either(&self, chinese: &str, english: Option<&str>) -> Worded {
        let english = english.filter(|text| self.t == Language::English && !text.is_empty());
        self.worded(english.unwrap_or(chinese))
    }

    /// A range of pay, such as `8,000–12,000 元/月`.
    pub(crate) fn pay(&self, pay: &Pay) -> String {
        let currency = match pay.currency.as_str() {
            "CNY" => self.t.say("currency-yuan"),
            other => other.to_owned(),
        };
        let range = range(fen(pay.min_fen), fen(pay.max_fen));
        self.t.fill(&format!("pay-{}", pay.period.slug()), &[("range", range), ("currency", currency)])
    }

    /// A range of whole yuan, such as `30–50 万元`; nothing to pay is `免费`.
    pub(crate) fn yuan(&self, min: i64, max: i64) -> String {
        let (min, max) = (min.max(0).unsigned_abs(), max.max(0).unsigned_abs());
        if max == 0 {
            return self.t.say("sum-free");
        }
        let in_ten_thousands =
            self.t == Language::Chinese && min >= 10_000 && min.is_multiple_of(1_000) && max.is_multiple_of(1_000);
        if in_ten_thousands {
            return self.t.with("sum-ten-thousand-yuan", "range", range(ten_thousands(min), ten_thousands(max)));
        }
        self.t.with("sum-yuan", "range", range(grouped(min), grouped(max)))
    }

    /// A number with its unit, such as `6 个月`.
    pub(crate) fn quantity(&self, number: f64, unit: &str) -> String {
        if number.fract() == 0.0 && number >= 0.0 {
            return self.t.count(&format!("unit-{unit}"), number as u64);
        }
        self.t.fill(&format!("unit-{unit}"), &[("number", number.to_string()), ("count", number.to_string())])
    }

    /// A day, such as `2026年11月21日`.
    pub(crate) fn day(&self, day: Date) -> String {
        let month = self.t.say(&format!("month-{}", u8::from(day.month())));
        self.t.fill("date", &[("year", day.year().to_string()), ("month", month), ("day", day.day().to_string())])
    }

    /// The day of a moment in Shanghai.
    pub(crate) fn date_of(&self, moment: OffsetDateTime) -> Moment {
        Moment { machine: machine(moment), words: self.day(day_of(moment)) }
    }

    /// The day in Shanghai.
    pub(crate) fn today(&self) -> Date {
        day_of(self.now)
    }

    /// Whether what holds through `until`, a day in Shanghai, still does.
    pub(crate) fn still_holds(&self, until: Option<Date>) -> bool {
        until.is_some_and(|until| day_of(self.now) <= until)
    }

    /// The present moment in Shanghai, to the minute.
    pub(crate) fn now(&self) -> Moment {
        self.minute_of(self.now)
    }

    /// A moment in Shanghai, to the minute.
    pub(crate) fn minute_of(&self, moment: OffsetDateTime) -> Moment {
        let here = moment.to_offset(SHANGHAI);
        let time = format!("{:02}:{:02}", here.hour(), here.minute());
        let words = self.t.fill("moment", &[("day", self.day(here.date())), ("time", time)]);
        Moment { machine: machine(moment), words }
    }

    /// Day and time in Shanghai to the thousandth of a second, where a deadline turns on it.
    pub(crate) fn instant(&self, moment: OffsetDateTime) -> String {
        let here = moment.to_offset(SHANGHAI);
        let time = format!("{:02}:{:02}:{:02}.{:03}", here.hour(), here.minute(), here.second(), here.millisecond());
        self.t.fill("moment", &[("day", self.day(here.date())), ("time", time)])
    }

    /// How long ago something was published, such as `3 天前发布`.
    pub(crate) fn published(&self, moment: OffsetDateTime) -> Moment {
        let words = match self.days_from(moment) {
            day if day >= 0 => self.t.say("published-today"),
            day if -day <= DAYS_TOLD_AS_AGO => self.t.count("published-days-ago", day.unsigned_abs()),
            _ => self.t.with("published-on", "day", self.date_of(moment).words),
        };
        Moment { machine: machine(moment), words }
    }

    /// When something closes, such as `还有 3 天截止`.
    pub(crate) fn closing(&self, moment: OffsetDateTime) -> Moment {
        let words = match self.days_from(moment) {
            _ if moment < self.now => self.t.with("closed-on", "day", self.date_of(moment).words),
            0 => self.t.say("closes-today"),
            day @ 1..=14 => self.t.count("closes-in-days", day.unsigned_abs()),
            _ => self.t.with("closes-on", "day", self.date_of(moment).words),
        };
        Moment { machine: machine(moment), words }
    }

    /// Whether `moment` is still to come.
    pub(crate) fn is_ahead(&self, moment: OffsetDateTime) -> bool {
        self.now <= moment
    }

    /// Whole days in Shanghai from today to `moment`.
    fn days_from(&self, moment: OffsetDateTime) -> i64 {
        (day_of(moment) - day_of(self.now)).whole_days()
    }

    /// Where something is, as exactly as known; `None` when nothing is.
    pub(crate) fn place(&self, place: &Place) -> Option<String> {
        let zone = place.zone.as_deref().and_then(|zone| self.codes.find(ZONES, zone));
        let divisions = place.division.as_deref().map(|code| self.codes.ancestry(DIVISIONS, code)).unwrap_or_default();
        let mut names: Vec<&str> = zone.into_iter().chain(divisions).map(|row| self.name_of(row)).collect();
        if names.is_empty() {
            return Some(place.text.clone()).filter(|text| !text.is_empty());
        }
        names.dedup();
        if self.t == Language::English {
            return Some(names.join(", "));
        }
        names.reverse();
        Some(names.join(" "))
    }

    /// Where something is, in one name where it lies in a zone.
    pub(crate) fn short_place(&self, place: &Place) -> Option<String> {
        match &place.zone {
            Some(zone) => Some(self.code(ZONES, zone)),
            None => self.place(place),
        }
    }

    /// The name of a code, or the code itself when its table does not know it.
    pub(crate) fn code(&self, table: &str, code: &str) -> String {
        self.codes.find(table, code).map_or_else(|| code.to_owned(), |row| self.name_of(row).to_owned())
    }

    /// The name of an industry's section and its own where it is more exact.
    pub(crate) fn industry(&self, code: &str) -> String {
        let name = self.codes.find(INDUSTRIES, code).map_or(code, |row| self.name_of(row));
        plain_name(name).to_owned()
    }

    /// The rows of a code table that stand under no other; of the zones, all.
    pub(crate) fn top_codes(&self, table: &str) -> Vec<&'a Code> {
        let rows = self.codes.table(table).map(|table| table.codes.as_slice()).unwrap_or_default();
        rows.iter().filter(|row| table == ZONES || row.parent.is_none()).collect()
    }

    fn name_of<'b>(&self, row: &'b Code) -> &'b str {
        let english = self.t == Language::English && !row.name_en.is_empty();
        if english { plain_name(&row.name_en) } else { &row.name }
    }

    /// What a value of a dimension is called; `organisation` stands for the one organisation that can be chosen.
    pub(crate) fn value(&self, dimension: Dimension, value: &str, organisation: &str) -> String {
        match dimension {
            Dimension::Kind | Dimension::Side | Dimension::Education | Dimension::Experience => {
                self.t.say(&format!("{}-{value}", dimension.slug()))
            }
            Dimension::OrganisationKind => self.t.say(&format!("organisation-kind-{value}")),
            Dimension::Employment => self.t.say(&format!("employment-type-{value}")),
            Dimension::City => self.code(DIVISIONS, value),
            Dimension::Zone => self.code(ZONES, value),
            Dimension::Industry => self.industry(value),
            Dimension::Published => self.t.count("within-published", value.parse::<u64>().unwrap_or_default()),
            Dimension::Closing => self.t.count("within-closing", value.parse::<u64>().unwrap_or_default()),
            Dimension::Pay => self.t.with("chip-pay-from", "sum", value),
            Dimension::Organisation => organisation.to_owned(),
        }
    }
}

/// The code table's marks that tell a section from a division of the same name are not for people.
fn plain_name(name: &str) -> &str {
    name.strip_suffix(" (section)").unwrap_or(name)
}

fn range(min: impl Display, max: impl Display) -> String {
    let (min, max) = (min.to_string(), max.to_string());
    if min == max { min } else { format!("{min}–{max}") }
}

fn fen(fen: i64) -> String {
    let fen = fen.max(0).unsigned_abs();
    let whole = grouped(fen / 100);
    if fen.is_multiple_of(100) { whole } else { format!("{whole}.{:02}", fen % 100) }
}

fn ten_thousands(yuan: u64) -> String {
    let whole = grouped(yuan / 10_000);
    if yuan.is_multiple_of(10_000) { whole } else { format!("{whole}.{}", yuan % 10_000 / 1_000) }
}

/// RFC 3339 in the time of Shanghai; empty for a year that it cannot write.
pub(crate) fn machine(moment: OffsetDateTime) -> String {
    moment.to_offset(SHANGHAI).format(&Rfc3339).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use rongqiao_model::code::CodeTable;
    use rongqiao_model::pay::PayPeriod;
    use time::macros::datetime;

    use super::*;

    fn wording(codes: &Codes, t: Language) -> Wording<'_> {
        Wording { t, codes, now: datetime!(2026-11-21 20:00 UTC) }
    }

    #[test]
    fn pay_is_told_with_its_unit() {
        let codes = Codes::default();
        let (chinese, english) = (wording(&codes, Language::Chinese), wording(&codes, Language::English));
        let month = Pay::in_yuan(8_000, 12_000, PayPeriod::Month).unwrap();
        assert_eq!(chinese.pay(&month), "8,000–12,000 元/月");
        assert_eq!(english.pay(&month), "CNY 8,000–12,000 a month");
        let day = Pay::in_yuan(200, 200, PayPeriod::Day).unwrap();
        assert_eq!(chinese.pay(&day), "200 元/天");
        assert_eq!(english.pay(&day), "CNY 200 a day");
    }

    #[test]
    fn sums_are_told_as_people_say_them() {
        let codes = Codes::default();
        let (chinese, english) = (wording(&codes, Language::Chinese), wording(&codes, Language::English));
        assert_eq!(chinese.yuan(300_000, 455_000), "30–45.5 万元");
        assert_eq!(english.yuan(300_000, 455_000), "CNY 300,000–455,000");
        assert_eq!(chinese.yuan(0, 0), "免费");
        assert_eq!(chinese.yuan(480, 480), "480 元");
    }

    #[test]
    fn days_are_those_of_shanghai() {
        let codes = Codes::default();
        let wording = wording(&codes, Language::Chinese);
        // 20:00 UTC is already the next morning there.
        assert_eq!(wording.now().words, "2026年11月22日 04:00");
        assert_eq!(wording.published(datetime!(2026-11-21 10:00 UTC)).words, "1 天前发布");
        assert_eq!(wording.closing(datetime!(2026-11-22 15:00 UTC)).words, "今天截止");
    }

    #[test]
    fn a_place_is_named_from_the_large_to_the_small_in_chinese() {
        let codes = Codes::new(CodeTable::shipped());
        let place = Place { division: Some("310115".to_owned()), zone: Some("lg-ic".to_owned()), text: String::new() };
        assert_eq!(wording(&codes, Language::Chinese).place(&place).as_deref(), Some("上海市 浦东新区 东方芯港"));
        let english = wording(&codes, Language::English).place(&place).unwrap();
        assert!(english.starts_with("Oriental IC Port, Pudong"), "{english}");
    }
}
