//! What a call asks for, what was asked about it, and what became of it, as everybody reads it.

use rongqiao_model::call::{Call, CallQuestion, Criterion, Milestone, Objection, Proposal, TargetEvidence};
use rongqiao_model::kind::challenge::Target;
use rongqiao_model::milestone::MilestoneState;

use super::super::wording::{Worded, Wording};
use super::sheet::{Entry, Part};

/// What a call asks for.
pub(super) fn terms_part(wording: &Wording<'_>, call: &Call) -> Part {
    let (t, terms) = (wording.t, &call.terms);
    let details = &terms.details;
    let mut facts = vec![
        (t.say("call-publisher"), wording.either(&call.organisation.name, call.organisation.name_en.as_deref())),
        (t.say("call-deadline"), wording.worded(&wording.minute_of(call.deadline).words)),
        (t.say("call-background"), wording.worded(&terms.background)),
    ];
    facts.extend((1..).zip(terms.targets()).map(|(number, target)| {
        (t.with("call-target-number", "number", number), wording.worded(&target_words(wording, target)))
    }));
    if let Some(max) = details.budget_max_yuan.or(details.budget_min_yuan) {
        let min = details.budget_min_yuan.unwrap_or(max);
        facts.push((t.say("fact-budget"), wording.worded(&wording.yuan(min, max))));
    }
    if let (Some(from), Some(to)) = (details.trl_from, details.trl_to) {
        facts.push((t.say("call-trl"), wording.worded(&format!("{from} → {to}"))));
    }
    let texts = [
        ("fact-intellectual-property", &details.intellectual_property),
        ("fact-confidentiality", &details.confidentiality),
        ("fact-conditions", &details.conditions),
    ];
    let written = texts.into_iter().filter(|(_, text)| !text.is_empty());
    facts.extend(written.map(|(label, text)| (t.say(label), wording.worded(text))));
    facts.push((t.say("call-criteria"), wording.worded(&criteria_words(wording, terms.weights))));
    Part { id: "terms", title: t.say("call-terms"), facts, ..Part::default() }
}

/// A target in a line: what is measured, the value with its unit, how it is tested.
pub(super) fn target_words(wording: &Wording<'_>, target: &Target) -> String {
    let Target { name, unit, target: value, method } = target;
    // A value that is written in per cent says its unit itself.
    let unit = if value.contains(['%', '％']) { "" } else { unit.as_str() };
    wording.t.fill(
        "call-target",
        &[("name", name.clone()), ("value", value.clone()), ("unit", unit.to_owned()), ("method", method.clone())],
    )
}

fn criteria_words(wording: &Wording<'_>, weights: [u32; 4]) -> String {
    let criterion = |(criterion, weight): (&Criterion, u32)| {
        format!("{} {weight}%", wording.t.say(&format!("criterion-{}", criterion.slug())))
    };
    let all: Vec<String> = Criterion::ALL.iter().zip(weights).map(criterion).collect();
    all.join(&wording.t.say("call-missing-and"))
}

/// What was asked about a call and answered for all.
pub(super) fn questions_part(wording: &Wording<'_>, questions: &[CallQuestion]) -> Part {
    let t = wording.t;
    let entry = |it: &CallQuestion| {
        let answer = if it.answer.is_empty() { t.say("call-unanswered") } else { it.answer.clone() };
        Entry { heading: wording.worded(&it.question), lines: vec![wording.worded(&answer)], ..Entry::default() }
    };
    let about = questions.is_empty().then(|| t.say("call-questions-none"));
    let entries = questions.iter().map(entry).collect();
    Part { id: "questions", title: t.say("call-questions"), about, entries, ..Part::default() }
}

/// An objection of whoever is called `name`, with its words as far as the reader knows them, and what was decided.
pub(super) fn objection_entry(wording: &Wording<'_>, objection: &Objection, name: &str) -> Entry {
    let t = wording.t;
    let decision = match objection.decision.as_str() {
        "" => t.say("objection-open"),
        decision => t.with("objection-decided", "decision", decision),
    };
    let at = t.with("objection-at", "moment", wording.minute_of(objection.at).words);
    let lines = [at, objection.words.clone(), decision];
    let lines = lines.iter().filter(|line| !line.is_empty()).map(|line| wording.worded(line)).collect();
    Entry { heading: wording.worded(name), lines, ..Entry::default() }
}

/// What an opened proposal says.
pub(super) fn proposal_lines(wording: &Wording<'_>, call: &Call, proposal: &Proposal) -> Vec<Worded> {
    let t = wording.t;
    let Some(text) = &proposal.text else { return vec![wording.worded(&t.say("call-unreadable"))] };
    let mut lines = vec![t.with("call-said-team", "text", &text.team)];
    for (target, approach) in call.terms.targets().iter().zip(&text.approaches) {
        let promised = approach.promised.to_string();
        let values = [
            ("name", target.name.clone()),
            ("promised", promised),
            ("unit", target.unit.clone()),
            ("text", approach.how.clone()),
        ];
        lines.push(t.fill("call-said-approach", &values));
    }
    lines.push(t.with("call-said-plan", "text", &text.plan));
    for planned in &text.milestones {
        let values = [("title", planned.title.clone()), ("day", wording.day(planned.due_on))];
        lines.push(t.fill("call-said-milestone", &values));
    }
    lines.push(t.with("call-said-price", "sum", wording.yuan(text.price_yuan, text.price_yuan)));
    lines.push(t.with("call-said-property", "text", &text.intellectual_property));
    lines.push(t.with("call-said-digest", "digest", &proposal.receipt.digest));
    lines.iter().map(|line| wording.worded(line)).collect()
}

/// What the two sides signed, as the register holds it.
pub(super) fn contract_part(wording: &Wording<'_>, call: &Call) -> Option<Part> {
    let (t, contract) = (wording.t, call.contract.as_ref()?);
    let facts = [
        ("field-contract-number", contract.number.clone()),
        ("field-contract-amount", wording.yuan(contract.amount_yuan, contract.amount_yuan)),
        ("field-contract-day", wording.day(contract.signed_on)),
        ("field-contract-digest", contract.digest.clone()),
    ];
    let facts = facts.map(|(label, value)| (t.say(label), wording.worded(&value))).into();
    Some(Part { id: "contract", title: t.say("call-contract"), facts, ..Part::default() })
}

/// Milestones with how far each has come.
pub(super) fn milestones_part(wording: &Wording<'_>, milestones: &[Milestone]) -> Option<Part> {
    let t = wording.t;
    let entry = |it: &Milestone| {
        let (key, at) = match it.state() {
            MilestoneState::Ahead => ("milestone-open", None),
            MilestoneState::Reported => ("call-milestone-reported", it.reported_at),
            MilestoneState::Confirmed => ("call-milestone-confirmed", it.confirmed_at),
            MilestoneState::Disputed => ("call-milestone-disputed", it.disputed_at),
            MilestoneState::Struck => ("call-milestone-struck", it.striking.as_ref().and_then(|it| it.struck_at)),
        };
        let on = |key: &str, at| t.with(key, "day", wording.date_of(at).words);
        let mut lines = vec![t.with("call-milestone-due", "day", wording.day(it.due_on))];
        lines.push(at.map_or_else(|| t.say(key), |at| on(key, at)));
        if it.state() == MilestoneState::Disputed {
            lines.push(it.dispute.clone());
        }
        if let Some(striking) = &it.striking {
            lines.push(on(&format!("call-milestone-strike-{}", striking.by.slug()), striking.at));
            lines.push(striking.reason.clone());
        }
        let lines = lines.iter().map(|line| wording.worded(line)).collect();
        Entry { heading: wording.worded(&it.title), lines, ..Entry::default() }
    };
    let entries: Vec<Entry> = milestones.iter().map(entry).collect();
    let part = Part { id: "milestones", title: t.say("call-milestones"), entries, ..Part::default() };
    (!milestones.is_empty()).then_some(part)
}

/// The targets with what was measured for each.
pub(super) fn evidence_part(wording: &Wording<'_>, call: &Call, evidence: &[TargetEvidence]) -> Part {
    let t = wording.t;
    let entry = |(number, target): (i32, &Target)| {
        let found = evidence.iter().find(|it| it.number == number);
        let lines = match found {
            None => vec![t.say("evidence-none")],
            Some(it) => {
                let reached = if it.reaches(&call.terms) { "evidence-reached" } else { "evidence-missed" };
                let values = [("measured", it.measured.to_string()), ("unit", target.unit.clone())];
                vec![t.fill(reached, &values), it.evidence.clone()]
            }
        };
        Entry {
            heading: wording.worded(&target_words(wording, target)),
            lines: lines.iter().map(|line| wording.worded(line)).collect(),
            ..Entry::default()
        }
    };
    let entries = (1..).zip(call.terms.targets()).map(entry).collect();
    Part { id: "evidence", title: t.say("call-evidence"), entries, ..Part::default() }
}
