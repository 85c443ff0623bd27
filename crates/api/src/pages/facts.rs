//! What is particular to a listing, in words.

use rongqiao_model::kind::challenge::Target;
use rongqiao_model::kind::{Fact, Shown};
use time::Date;

use super::wording::{Moment, Worded, Wording};

/// One labelled value.
#[derive(Clone, Debug)]
pub(crate) struct FactRow {
    /// What it is.
    pub label: String,
    /// What stands there.
    pub value: FactValue,
}

/// What stands at a label.
#[derive(Clone, Debug)]
pub(crate) enum FactValue {
    /// A text in the language of the page, or told otherwise.
    Text(Worded),
    /// A day or a moment.
    Moment(Moment),
    /// Several texts.
    List(Vec<Worded>),
    /// Several texts, each on a line of its own.
    Lines(Vec<Worded>),
    /// Measured targets.
    Targets(Vec<Target>),
}

/// Puts facts into words, in their order.
pub(crate) fn rows(wording: &Wording<'_>, facts: Vec<Fact>) -> Vec<FactRow> {
    facts.into_iter().map(|fact| row(wording, fact)).collect()
}

fn row(wording: &Wording<'_>, fact: Fact) -> FactRow {
    let t = wording.t;
    let said = |text: String| FactValue::Text(Worded { text, lang: "" });
    let value = match fact.value {
        Shown::Text(text) => FactValue::Text(wording.worded(&text)),
        Shown::List(list) => FactValue::List(list.iter().map(|text| wording.worded(text)).collect()),
        Shown::Lines(lines) => FactValue::Lines(lines.iter().map(|text| wording.worded(text)).collect()),
        Shown::Quantity(number, unit) => said(wording.quantity(number, unit)),
        Shown::Term(list, slug) => said(t.say(&format!("{list}-{slug}"))),
        Shown::Moment(moment) => FactValue::Moment(wording.minute_of(moment)),
        Shown::Day(day) => FactValue::Moment(Moment { machine: day.to_string(), words: wording.day(day) }),
        Shown::Pay(pay) => said(wording.pay(&pay)),
        Shown::Yuan(min, max) => said(wording.yuan(min, max)),
        Shown::Certificate(number, until) => said(certificate(wording, number, until)),
        Shown::Targets(targets) => FactValue::Targets(targets),
    };
    FactRow { label: t.say(&format!("fact-{}", fact.label)), value }
}

/// The number of a certificate, and until when it counts; from the day after that it is told as expired.
fn certificate(wording: &Wording<'_>, number: String, until: Option<Date>) -> String {
    let t = wording.t;
    let Some(until) = until else { return t.with("certificate-undated", "number", number) };
    let key = if wording.still_holds(Some(until)) { "certificate-until" } else { "certificate-expired" };
    t.fill(key, &[("number", number), ("day", wording.day(until))])
}
