//! Hours and days as keepers type them: `9:00-12:00, 13:30-17:00`, and `2026-10-01 closed` line by line.

use super::calendar::{Hours, SPECIAL_DAYS_MAX, SpecialDay};
use crate::form::parse_day;

/// Words after a day on which it is closed.
const CLOSED: [&str; 5] = ["closed", "休", "休息", "关闭", "不开放"];

/// Why a line about special days cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnreadDay {
    /// This line says no day with hours or that it is closed.
    Line(String),
    /// This day stands there twice.
    Twice(String),
    /// There are more than may be kept.
    TooMany,
}

/// Reads stretches of hours, separated by commas or spaces; an empty text holds none.
///
/// # Errors
///
/// Returns the part that cannot be read.
pub fn read_hours(text: &str) -> Result<Vec<Hours>, String> {
    let plain = text.replace(['–', '—', '～', '~', '至', '－'], "-").replace('：', ":").replace(" -", "-");
    let plain = plain.replace("- ", "-");
    let parts = plain.split([',', '，', '、', ';', '；', ' ']).map(str::trim).filter(|part| !part.is_empty());
    let mut hours =
        parts.map(|part| read_stretch(part).ok_or_else(|| part.to_owned())).collect::<Result<Vec<_>, _>>()?;
    hours.sort_unstable();
    Ok(hours)
}

fn read_stretch(text: &str) -> Option<Hours> {
    let (from, until) = text.split_once('-')?;
    Hours::new(read_minutes(from)?, read_minutes(until)?)
}

/// Minutes after midnight; 24:00 is the midnight with which a day ends.
fn read_minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':').unwrap_or((text, "0"));
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && (hour < 24 || (hour == 24 && minute == 0))).then_some(hour * 60 + minute)
}

/// Hours as they are typed.
#[must_use]
pub fn written_hours(hours: &[Hours]) -> String {
    let stretch = |it: &Hours| {
        let [(from, from_minute), (until, until_minute)] = it.clock();
        format!("{from:02}:{from_minute:02}-{until:02}:{until_minute:02}")
    };
    hours.iter().map(stretch).collect::<Vec<_>>().join(", ")
}

/// Reads days that are different, one a line.
///
/// # Errors
///
/// Returns the first line that cannot be taken.
pub fn read_special_days(text: &str) -> Result<Vec<SpecialDay>, UnreadDay> {
    let mut days: Vec<SpecialDay> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let special = read_special_day(line).ok_or_else(|| UnreadDay::Line(line.to_owned()))?;
        if days.iter().any(|known| known.day == special.day) {
            return Err(UnreadDay::Twice(line.to_owned()));
        }
        days.push(special);
    }
    if days.len() > SPECIAL_DAYS_MAX {
        return Err(UnreadDay::TooMany);
    }
    days.sort_by_key(|special| special.day);
    Ok(days)
}

fn read_special_day(line: &str) -> Option<SpecialDay> {
    let (day, rest) = line.split_once(char::is_whitespace)?;
    let day = parse_day(day)?;
    if CLOSED.contains(&rest.trim().to_lowercase().as_str()) {
        return Some(SpecialDay { day, hours: Vec::new() });
    }
    let hours = read_hours(rest).ok().filter(|hours| !hours.is_empty())?;
    Some(SpecialDay { day, hours })
}

/// Special days as they are typed; `closed` is the word for those on which it is not open.
#[must_use]
pub fn written_special_days(days: &[SpecialDay], closed: &str) -> String {
    let line = |it: &SpecialDay| match it.hours.as_slice() {
        [] => format!("{} {closed}", it.day),
        hours => format!("{} {}", it.day, written_hours(hours)),
    };
    days.iter().map(line).collect::<Vec<_>>().join("\n")
}
