//! The fields of a calendar: what is typed in them as rules, and rules as what is typed.

use rongqiao_model::booking::{
    AHEAD_DAYS_MAX, Approval, CalendarRules, Holidays, Hours, PEOPLE_MAX, SlotLength, TERMS_MAX_CHARS, Taking,
    UNITS_MAX, UnreadDay, read_hours, read_special_days, written_hours, written_special_days,
};
use rongqiao_model::choice::Choice;
use rongqiao_model::naming::clean_text;

use super::super::form::{Field, Input, Sent};
use crate::language::Language;

/// Most hours that a term may name: 60 days.
const HOURS_MAX: u16 = 1_440;

/// What a new calendar begins with.
#[derive(Debug)]
pub(super) struct Suggested {
    pub(super) capacity: u32,
    pub(super) price: String,
}

impl Suggested {
    pub(super) fn rules(&self) -> CalendarRules {
        let day = read_hours("9:00-12:00, 13:00-17:00").unwrap_or_default();
        CalendarRules {
            week: [day.clone(), day.clone(), day.clone(), day.clone(), day, Vec::new(), Vec::new()],
            special_days: Vec::new(),
            holidays: Holidays::Closed,
            slot: SlotLength::Hour,
            units: 1,
            people_max: u16::try_from(self.capacity).unwrap_or(PEOPLE_MAX).clamp(1, PEOPLE_MAX),
            lead_hours: 24,
            ahead_days: 30,
            free_cancel_hours: 24,
            approval: Approval::AtOnce,
            taking: Taking::Open,
            briefing: String::new(),
            price_note: self.price.clone(),
        }
    }
}

/// Rules as the form holds them.
pub(super) fn written(t: Language, rules: &CalendarRules) -> Sent {
    let days = rules.week.iter().enumerate().map(|(day, hours)| (weekday(day), written_hours(hours)));
    let special = written_special_days(&rules.special_days, &t.say("calendar-closed"));
    let others = [
        ("calendar-special-days", special),
        ("calendar-holidays", rules.holidays.slug().to_owned()),
        ("calendar-slot", rules.slot.slug().to_owned()),
        ("calendar-units", rules.units.to_string()),
        ("calendar-people", rules.people_max.to_string()),
        ("calendar-lead", rules.lead_hours.to_string()),
        ("calendar-ahead", rules.ahead_days.to_string()),
        ("calendar-cancel", rules.free_cancel_hours.to_string()),
        ("calendar-approval", rules.approval.slug().to_owned()),
        ("calendar-price", rules.price_note.clone()),
        ("calendar-briefing", rules.briefing.clone()),
        ("calendar-taking", rules.taking.slug().to_owned()),
    ];
    Sent::of(days.chain(others.into_iter().map(|(name, value)| (name.to_owned(), value))))
}

fn weekday(day: usize) -> String {
    format!("calendar-day-{}", day + 1)
}

/// The fields of a calendar, holding what was `sent`.
pub(super) fn fields(t: Language, sent: &Sent) -> Vec<Field> {
    let holding = |name: &str, input| Field::new(t, name, input, "off").holding(sent.raw(name));
    let day = |day: usize| {
        let mut field = holding(&weekday(day), Input::Line).optional();
        field.label = t.say(&format!("weekday-{}", day + 1));
        if day == 0 {
            field.hint = Some(t.say("calendar-day-hint"));
        }
        field
    };
    let number = |name: &str| holding(name, Input::Number);
    let mut fields: Vec<Field> = (0..7).map(day).collect();
    fields.push(holding("calendar-special-days", Input::Text).optional());
    fields.push(choice(t, sent, "calendar-holidays", Holidays::ALL, Input::Radios));
    fields.push(choice(t, sent, "calendar-slot", SlotLength::ALL, Input::Choice));
    let numbers = ["calendar-units", "calendar-people", "calendar-lead", "calendar-ahead", "calendar-cancel"];
    fields.extend(numbers.map(number));
    fields.push(choice(t, sent, "calendar-approval", Approval::ALL, Input::Radios));
    fields.push(holding("calendar-price", Input::Text).optional());
    fields.push(holding("calendar-briefing", Input::Text).optional());
    fields.push(choice(t, sent, "calendar-taking", Taking::ALL, Input::Radios));
    fields
}

fn choice<C: Choice>(t: Language, sent: &Sent, name: &str, all: &[C], input: Input) -> Field {
    Field::new(t, name, input, "off").of_choices(t, name, all, &[sent.raw(name)]).holding(sent.raw(name))
}

/// What `fields` say as rules; whatever is wrong is told at its field.
pub(super) fn read(t: Language, fields: &mut [Field]) -> Option<CalendarRules> {
    let mut form = Typed { t, fields };
    let week: [Option<Vec<Hours>>; 7] = std::array::from_fn(|day| form.hours(&weekday(day)));
    let special_days = form.special_days();
    let holidays = form.chosen("calendar-holidays", Holidays::ALL);
    let slot = form.chosen("calendar-slot", SlotLength::ALL);
    let units = form.whole("calendar-units", 1, UNITS_MAX);
    let people_max = form.whole("calendar-people", 1, PEOPLE_MAX);
    let lead_hours = form.whole("calendar-lead", 0, HOURS_MAX);
    let ahead_days = form.whole("calendar-ahead", 1, AHEAD_DAYS_MAX);
    let free_cancel_hours = form.whole("calendar-cancel", 0, HOURS_MAX);
    let approval = form.chosen("calendar-approval", Approval::ALL);
    let price_note = form.text("calendar-price");
    let briefing = form.text("calendar-briefing");
    let taking = form.chosen("calendar-taking", Taking::ALL);
    let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = week;
    let rules = CalendarRules {
        week: [monday?, tuesday?, wednesday?, thursday?, friday?, saturday?, sunday?],
        special_days: special_days?,
        holidays: holidays?,
        slot: slot?,
        units: units?,
        people_max: people_max?,
        lead_hours: lead_hours?,
        ahead_days: ahead_days?,
        free_cancel_hours: free_cancel_hours?,
        approval: approval?,
        taking: taking?,
        briefing: briefing?,
        price_note: price_note?,
    };
    if let Some([first, second]) = rules.overlap_in_week() {
        let days =
            [("first", first), ("second", second)].map(|(name, day)| (name, t.say(&format!("weekday-{}", day + 1))));
        form.tell(&weekday(second), t.fill("mistake-calendar-overlap", &days));
    }
    Some(rules)
}

/// Fields while they are read.
struct Typed<'a> {
    t: Language,
    fields: &'a mut [Field],
}

impl Typed<'_> {
    fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|field| field.name == name).map_or("", |field| &field.value)
    }

    fn tell(&mut self, name: &str, mistake: String) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.name == name) {
            field.mistake = Some(mistake);
        }
    }

    fn hours(&mut self, name: &str) -> Option<Vec<Hours>> {
        match read_hours(&clean_text(self.value(name))) {
            Ok(hours) => Some(hours),
            Err(part) => {
                self.tell(name, self.t.with("mistake-calendar-hours", "part", part));
                None
            }
        }
    }

    fn special_days(&mut self) -> Option<Vec<rongqiao_model::booking::SpecialDay>> {
        let t = self.t;
        let mistake = match read_special_days(self.value("calendar-special-days")) {
            Ok(days) => return Some(days),
            Err(UnreadDay::Line(line)) => t.with("mistake-calendar-day", "line", line),
            Err(UnreadDay::Twice(line)) => t.with("mistake-calendar-twice", "line", line),
            Err(UnreadDay::TooMany) => t.say("mistake-calendar-many"),
        };
        self.tell("calendar-special-days", mistake);
        None
    }

    fn whole(&mut self, name: &str, min: u16, max: u16) -> Option<u16> {
        let number = self.value(name).trim().parse().ok().filter(|number| (min..=max).contains(number));
        if number.is_none() {
            let bounds = [("min", min.to_string()), ("max", max.to_string())];
            self.tell(name, self.t.fill("mistake-calendar-number", &bounds));
        }
        number
    }

    fn chosen<C: Choice>(&mut self, name: &str, all: &[C]) -> Option<C> {
        let chosen = all.iter().copied().find(|it| it.slug() == self.value(name));
        if chosen.is_none() {
            self.tell(name, self.t.say("mistake-calendar-choice"));
        }
        chosen
    }

    fn text(&mut self, name: &str) -> Option<String> {
        let lines: Vec<String> = self.value(name).lines().map(clean_text).collect();
        let text = lines.join("\n").trim().to_owned();
        let found = text.chars().count();
        if found > TERMS_MAX_CHARS {
            let told = [("max", TERMS_MAX_CHARS.to_string()), ("found", found.to_string())];
            self.tell(name, self.t.fill("mistake-booking-long", &told));
            return None;
        }
        Some(text)
    }
}
