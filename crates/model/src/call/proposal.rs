//! A proposal: one page, the same for everybody.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::{Date, OffsetDateTime};

use super::Terms;
use crate::form::{FieldError, Mistake, Reader, parse_day};
use crate::naming::clean_text;
use crate::posting::Record;
use crate::{OrganisationId, ProposalId};

/// Longest description of the team, in characters.
pub const TEAM_MAX_CHARS: usize = 600;

/// Longest description of how one target is reached, in characters.
pub const APPROACH_MAX_CHARS: usize = 500;

/// Longest plan, in characters.
pub const PLAN_MAX_CHARS: usize = 1_000;

/// Most milestones.
pub const MILESTONES_MAX: usize = 8;

/// Longest name of a milestone, in characters.
const MILESTONE_MAX_CHARS: usize = 60;

/// What an organisation proposes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProposalText {
    /// Who would do it, and what they have done before.
    pub team: String,
    /// How each target is reached, in the order of the targets.
    pub approaches: Vec<Approach>,
    /// How the work goes.
    pub plan: String,
    /// What is reached by when.
    pub milestones: Vec<Planned>,
    /// What it costs.
    pub price_yuan: i64,
    /// Who is to own what comes out.
    pub intellectual_property: String,
    /// Chance, which keeps anybody from guessing the text out of its digest.
    pub seal: String,
}

/// How a target is reached.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Approach {
    /// By what means.
    pub how: String,
    /// The value that is promised, in the unit of the target.
    pub promised: f64,
}

/// A milestone as it is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// What is reached.
    pub title: String,
    /// By which day.
    pub due_on: Date,
}

/// A proposal as it lies in the platform.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Which one it is.
    pub id: ProposalId,
    /// Who proposes.
    pub organisation: OrganisationId,
    /// What the receipt says.
    pub receipt: Receipt,
    /// When it was taken back.
    pub withdrawn_at: Option<OffsetDateTime>,
    /// What it says; `None` while it is sealed.
    pub text: Option<ProposalText>,
}

/// What whoever hands in a proposal gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// SHA-256 of what was handed in, in hexadecimal digits.
    pub digest: String,
    /// When it arrived.
    pub at: OffsetDateTime,
    /// How often it was handed in, this time counted.
    pub revision: i32,
}

impl ProposalText {
    /// Reads the form: `team`, `approach-1`, `promised-1` and so on for each target of `terms`, `plan`, `milestones` (a
    /// line for each, with its day behind a bar), `price` and `intellectual-property`.
    ///
    /// # Errors
    ///
    /// Returns all that is wrong with it.
    pub fn read(record: &Record, terms: &Terms) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(record);
        let team = reader.required_text("team", TEAM_MAX_CHARS);
        let numbers = -1_000_000_000_000..=1_000_000_000_000;
        let approaches = (1..=terms.targets().len())
            .map(|number| Approach {
                how: reader.required_text(&format!("approach-{number}"), APPROACH_MAX_CHARS),
                promised: required(&mut reader, &format!("promised-{number}"), |reader, field| {
                    reader.decimal(field, numbers.clone())
                }),
            })
            .collect();
        let plan = reader.required_text("plan", PLAN_MAX_CHARS);
        let milestones = milestones(&mut reader, record);
        let price_yuan = required(&mut reader, "price", |reader, field| reader.whole(field, 0..=10_000_000_000));
        let intellectual_property = reader.required_text("intellectual-property", APPROACH_MAX_CHARS);
        let seal = String::new();
        let text = Self { team, approaches, plan, milestones, price_yuan, intellectual_property, seal };
        reader.finish(text)
    }

    /// Whether a milestone is planned for a day before `today`.
    #[must_use]
    pub fn has_past_milestone(&self, today: Date) -> bool {
        self.milestones.iter().any(|it| it.due_on < today)
    }

    /// What is sealed, and what its author is shown once: the same bytes every time.
    ///
    /// # Panics
    ///
    /// Never: everything in it can be written as JSON.
    #[must_use]
    pub fn written(&self) -> String {
        serde_json::to_string_pretty(self).expect("text and numbers can be written")
    }
}

fn required<T: Default>(
    reader: &mut Reader<'_>,
    field: &str,
    read: impl FnOnce(&mut Reader<'_>, &str) -> Option<T>,
) -> T {
    let is_empty = reader.raw(field).is_none_or(|raw| matches!(raw, Value::String(text) if text.trim().is_empty()));
    if is_empty {
        reader.fail(field, Mistake::Missing);
        return T::default();
    }
    read(reader, field).unwrap_or_default()
}

fn milestones(reader: &mut Reader<'_>, record: &Record) -> Vec<Planned> {
    let text = record.get("milestones").and_then(Value::as_str).unwrap_or_default();
    let lines: Vec<String> = text.lines().map(clean_text).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        reader.fail("milestones", Mistake::Missing);
    } else if lines.len() > MILESTONES_MAX {
        reader.fail("milestones", Mistake::TooMany { max: MILESTONES_MAX });
    }
    let read: Vec<Option<Planned>> = lines.iter().map(|line| planned(line)).collect();
    if read.iter().any(Option::is_none) {
        reader.fail("milestones", Mistake::NotADay);
    }
    let too_long = read.iter().flatten().map(|it| it.title.chars().count()).find(|&it| it > MILESTONE_MAX_CHARS);
    if let Some(found) = too_long {
        reader.fail("milestones", Mistake::TooLong { max: MILESTONE_MAX_CHARS, found });
    }
    read.into_iter().flatten().collect()
}

/// Reads a line such as `样机通过测试 | 2027-06-30`.
fn planned(line: &str) -> Option<Planned> {
    let (title, day) = line.rsplit_once(['|', '｜'])?;
    let title = clean_text(title);
    let due_on = parse_day(day.trim())?;
    (!title.is_empty()).then_some(Planned { title, due_on })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::date;

    use super::*;
    use crate::kind::KindDetails as _;
    use crate::kind::challenge::ChallengeDetails;

    fn terms() -> Terms {
        Terms { details: ChallengeDetails::sample(), ..Terms::default() }
    }

    fn record(change: impl FnOnce(&mut Record)) -> Record {
        let Value::Object(mut record) = json!({
            "team": "微电子学院键合课题组，五人。",
            "approach-1": "等离子活化后低温键合。",
            "promised-1": "9.5",
            "plan": "先做工艺窗口，再做样机。",
            "milestones": "工艺窗口 | 2027-03-31\n样机通过测试 ｜ 2027-09-30",
            "price": "450000",
            "intellectual-property": "共同申请，企业优先实施。",
        }) else {
            unreachable!("it is an object")
        };
        change(&mut record);
        record
    }

    #[test]
    fn a_page_is_read_with_a_value_for_each_target() {
        let text = ProposalText::read(&record(|_| {}), &terms()).expect("it is right");
        assert_eq!(text.approaches[0].promised, 9.5);
        assert_eq!(text.milestones[1], Planned { title: "样机通过测试".to_owned(), due_on: date!(2027 - 09 - 30) });
        assert_eq!(serde_json::from_str::<ProposalText>(&text.written()).expect("it is read back"), text);
    }

    #[test]
    fn no_milestone_is_planned_for_a_day_that_has_passed() {
        let text = ProposalText::read(&record(|_| {}), &terms()).expect("it is right");
        assert!(!text.has_past_milestone(date!(2027 - 03 - 31)) && text.has_past_milestone(date!(2027 - 04 - 01)));
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let wrong = |change: fn(&mut Record)| -> Vec<String> {
            let wrong = ProposalText::read(&record(change), &terms()).expect_err("it is wrong");
            wrong.into_iter().map(|it| it.field).collect()
        };
        assert_eq!(
            wrong(Record::clear),
            ["team", "approach-1", "promised-1", "plan", "milestones", "price", "intellectual-property"]
        );
        assert_eq!(wrong(|it| drop(it.insert("promised-1".to_owned(), json!("很高")))), ["promised-1"]);
        assert_eq!(wrong(|it| drop(it.insert("milestones".to_owned(), json!("样机 2027")))), ["milestones"]);
        assert_eq!(wrong(|it| drop(it.insert("team".to_owned(), json!("长".repeat(601))))), ["team"]);
    }
}
