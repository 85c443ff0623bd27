//! Calendars of some facilities of the demonstration, so that a newcomer sees free slots at once.

use rongqiao_model::ListingId;
use rongqiao_model::booking::{
    AHEAD_DAYS_MAX, Approval, CalendarRules, Holidays, PEOPLE_MAX, SlotLength, Taking, UNITS_MAX, read_hours,
};
use rongqiao_model::clock::Clock;
use rongqiao_model::store::Store;
use serde::Deserialize;

use crate::demo::SOURCE;
use crate::fault::Fault;

const CALENDARS: &str = include_str!("../demo/calendars.jsonl");

/// A calendar as the file holds it: hours as keepers type them.
#[derive(Debug, Deserialize)]
struct Row {
    facility: String,
    week: [String; 7],
    holidays: Holidays,
    slot: SlotLength,
    units: u16,
    people_max: u16,
    lead_hours: u16,
    ahead_days: u16,
    free_cancel_hours: u16,
    approval: Approval,
    briefing: String,
    price_note: String,
}

impl Row {
    /// The facility with its rules; `None` if they would not be taken from a keeper either.
    fn rules(self) -> Option<(String, CalendarRules)> {
        let week = self.week.iter().map(|hours| read_hours(hours).ok()).collect::<Option<Vec<_>>>()?;
        let rules = CalendarRules {
            week: week.try_into().ok()?,
            special_days: Vec::new(),
            holidays: self.holidays,
            slot: self.slot,
            units: self.units,
            people_max: self.people_max,
            lead_hours: self.lead_hours,
            ahead_days: self.ahead_days,
            free_cancel_hours: self.free_cancel_hours,
            approval: self.approval,
            taking: Taking::Open,
            briefing: self.briefing,
            price_note: self.price_note,
        };
        let is_taken = (1..=UNITS_MAX).contains(&rules.units)
            && (1..=PEOPLE_MAX).contains(&rules.people_max)
            && (1..=AHEAD_DAYS_MAX).contains(&rules.ahead_days)
            && rules.overlap_in_week().is_none();
        is_taken.then_some((self.facility, rules))
    }
}

/// Gives facilities of the demonstration their calendars; those that have one keep it.
///
/// # Errors
///
/// Returns a [`Fault`] if the database cannot be written; what came in by then stays.
pub(crate) async fn fill_in(store: &Store, clock: &Clock) -> Result<(), Fault> {
    for line in CALENDARS.lines() {
        let Some((facility, rules)) = serde_json::from_str::<Row>(line).ok().and_then(Row::rules) else { continue };
        store.keep_calendar_of_demonstration(ListingId::of_record(SOURCE, &facility), &rules, clock.now()).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_calendar_can_be_read_and_has_slots() {
        for line in CALENDARS.lines() {
            let row: Row = serde_json::from_str(line).expect(line);
            let (facility, rules) = row.rules().expect(line);
            let monday = time::macros::date!(2026 - 11 - 24);
            assert!(!rules.slots_on(monday).is_empty(), "{facility}");
        }
    }
}
