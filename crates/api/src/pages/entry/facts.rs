//! A file in words: what was entered, the evidence, what happened.

use rongqiao_model::code::{DIVISIONS, ZONES};
use rongqiao_model::credit_code::NotACode;
use rongqiao_model::organisation_file::{
    Entered, EntryMistake, Evidence, EvidenceSlot, FileEntry, FileField, OrganisationFile, Remark,
};

use super::super::wording::{Moment, Wording};
use crate::language::Language;

/// One field with what stands in it.
#[derive(Debug)]
pub(crate) struct FactLine {
    pub(crate) field: FileField,
    pub(crate) label: String,
    pub(crate) value: String,
}

/// What is asked for in one slot, and what lies in it.
#[derive(Debug)]
pub(crate) struct SlotLine {
    pub(crate) slot: EvidenceSlot,
    pub(crate) label: String,
    pub(crate) required: bool,
    pub(crate) pieces: Vec<PieceLine>,
}

/// One piece of evidence.
#[derive(Debug)]
pub(crate) struct PieceLine {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) about: String,
}

/// One thing that happened.
#[derive(Debug)]
pub(crate) struct HistoryLine {
    pub(crate) at: Moment,
    pub(crate) step: String,
    pub(crate) reason: String,
    pub(crate) remarks: Vec<(String, String)>,
}

/// The label of a field.
pub(crate) fn label(t: Language, field: FileField) -> String {
    t.say(&format!("field-entry-{}", field.slug()))
}

/// What was entered, field by field; those that are empty are left out.
pub(crate) fn lines(wording: &Wording<'_>, entered: &Entered) -> Vec<FactLine> {
    let t = wording.t;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let class = entered.recruiter_class.map(|class| t.say(&format!("recruiter-class-{}", class.slug())));
    let agency = if entered.staffing_agency { t.say("agency-mark") } else { String::new() };
    let code =
        |table: &str, code: &Option<String>| code.as_deref().map_or_else(String::new, |it| wording.code(table, it));
    [
        (FileField::Name, entered.name.clone()),
        (FileField::NameEn, text(&entered.name_en)),
        (FileField::CreditCode, entered.credit_code.to_string()),
        (FileField::Kind, t.say(&format!("organisation-kind-{}", entered.kind.slug()))),
        (FileField::RecruiterClass, class.unwrap_or_else(|| t.say("recruiter-class-none"))),
        (FileField::StaffingAgency, agency),
        (FileField::StaffingNumber, text(&entered.staffing_number)),
        (FileField::LegalRepresentative, text(&entered.legal_representative)),
        (FileField::Zone, code(ZONES, &entered.place.zone)),
        (FileField::Division, code(DIVISIONS, &entered.place.division)),
        (FileField::Address, entered.place.text.clone()),
        (FileField::Industry, entered.industry.as_deref().map_or_else(String::new, |it| wording.industry(it))),
        (FileField::Summary, entered.summary.clone()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(field, value)| FactLine { field, label: label(t, field), value })
    .collect()
}

/// Every slot with what lies in it.
pub(crate) fn slots(wording: &Wording<'_>, file: &OrganisationFile) -> Vec<SlotLine> {
    let required = file.entered.required_evidence();
    let line = |&slot: &EvidenceSlot| SlotLine {
        slot,
        label: wording.t.say(&format!("evidence-{}", slot.slug())),
        required: required.contains(&slot),
        pieces: file.evidence.iter().filter(|it| it.slot == slot).map(|it| piece(wording, it)).collect(),
    };
    EvidenceSlot::ALL.iter().map(line).collect()
}

fn piece(wording: &Wording<'_>, evidence: &Evidence) -> PieceLine {
    let kilobytes = u64::from(evidence.size).div_ceil(1024).to_string();
    let day = wording.date_of(evidence.added_at).words;
    PieceLine {
        id: evidence.id.to_string(),
        name: evidence.name.clone(),
        about: wording.t.fill("evidence-about", &[("size", kilobytes), ("day", day)]),
    }
}

/// What happened, newest first.
pub(crate) fn history(wording: &Wording<'_>, file: &OrganisationFile) -> Vec<HistoryLine> {
    let t = wording.t;
    let line = |entry: &FileEntry| HistoryLine {
        at: wording.minute_of(entry.at),
        step: t.say(&format!("file-step-{}", entry.step.slug())),
        reason: entry.reason.clone(),
        remarks: remarks(t, &entry.remarks),
    };
    file.history.iter().rev().map(line).collect()
}

/// Remarks with the labels of their fields.
pub(crate) fn remarks(t: Language, remarks: &[Remark]) -> Vec<(String, String)> {
    remarks.iter().map(|remark| (label(t, remark.field), remark.words.clone())).collect()
}

/// What is wrong with a field, and what to do.
pub(crate) fn mistake(t: Language, field: FileField, mistake: &EntryMistake) -> String {
    match mistake {
        EntryMistake::Missing => t.with("mistake-entry-missing", "field", label(t, field)),
        EntryMistake::TooLong(max) => {
            t.fill("mistake-entry-long", &[("field", label(t, field)), ("max", max.to_string())])
        }
        EntryMistake::NotAChoice => t.with("mistake-entry-choice", "field", label(t, field)),
        EntryMistake::NotACode(why) => not_a_code(t, *why),
        EntryMistake::Taken => t.say("mistake-code-taken"),
        EntryMistake::LicenceWanted => t.say("mistake-licence-wanted"),
        EntryMistake::AgencyUntold => t.say("mistake-agency-untold"),
    }
}

fn not_a_code(t: Language, why: NotACode) -> String {
    match why {
        NotACode::Missing => t.with("mistake-entry-missing", "field", label(t, FileField::CreditCode)),
        NotACode::Length(found) => t.with("mistake-code-length", "found", found),
        NotACode::Letter { letter, meant: Some(meant) } => {
            t.fill("mistake-code-look-alike", &[("letter", letter.to_string()), ("meant", meant.to_string())])
        }
        NotACode::Letter { letter, meant: None } => t.with("mistake-code-letter", "letter", letter),
        NotACode::Division => t.say("mistake-code-division"),
    }
}
