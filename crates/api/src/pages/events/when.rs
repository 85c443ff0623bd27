//! When something takes place, in the time of Shanghai.

use rongqiao_model::clock::{SHANGHAI, day_of};
use rongqiao_model::place::Place;
use time::OffsetDateTime;

use super::super::wording::{Moment, Wording, machine};

/// From when until when, such as `2026年10月16日 周五 13:30–16:30`; the day is told once where it is one day.
pub(in super::super) fn when(wording: &Wording<'_>, starts: OffsetDateTime, ends: OffsetDateTime) -> String {
    let t = wording.t;
    if ends <= starts {
        return minute(wording, starts);
    }
    if day_of(starts) != day_of(ends) {
        return t.fill("event-several-days", &[("from", minute(wording, starts)), ("until", minute(wording, ends))]);
    }
    t.fill("event-one-day", &[("day", day(wording, starts)), ("from", time_of(starts)), ("until", time_of(ends))])
}

/// When something begins, for lists.
pub(in super::super) fn begins(wording: &Wording<'_>, starts: OffsetDateTime) -> Moment {
    Moment { machine: machine(starts), words: wording.t.with("event-begins", "moment", minute(wording, starts)) }
}

/// A moment with its day of the week.
pub(in super::super) fn minute(wording: &Wording<'_>, moment: OffsetDateTime) -> String {
    wording.t.fill("event-moment", &[("day", day(wording, moment)), ("time", time_of(moment))])
}

/// Where something takes place: in words as exactly as they were given, and the area.
pub(in super::super) fn venue(wording: &Wording<'_>, place: &Place) -> Option<String> {
    let area = wording.place(&Place { text: String::new(), ..place.clone() });
    match (place.text.as_str(), area) {
        ("", area) => area,
        (text, None) => Some(text.to_owned()),
        (text, Some(area)) => Some(wording.t.fill("event-venue", &[("area", area), ("text", text.to_owned())])),
    }
}

fn day(wording: &Wording<'_>, moment: OffsetDateTime) -> String {
    let date = day_of(moment);
    let weekday = wording.t.say(&format!("weekday-{}", date.weekday().number_from_monday()));
    wording.t.fill("event-day", &[("day", wording.day(date)), ("weekday", weekday)])
}

fn time_of(moment: OffsetDateTime) -> String {
    let here = moment.to_offset(SHANGHAI);
    format!("{:02}:{:02}", here.hour(), here.minute())
}
