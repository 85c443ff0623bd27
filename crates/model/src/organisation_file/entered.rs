//! What somebody enters about an organisation, read from a form with every mistake at once.

use serde::{Deserialize, Serialize};

use super::{EvidenceSlot, RecruiterClass};
use crate::choice::Choice;
use crate::credit_code::{Assessment, CreditCode, NotACode};
use crate::naming::clean_text;
use crate::organisation::OrganisationKind;
use crate::place::Place;

/// Longest name of an organisation, in characters.
const NAME_MAX_CHARS: usize = 200;

/// Longest of the other lines, in characters.
const LINE_MAX_CHARS: usize = 120;

/// Longest text about an organisation, in characters.
pub const SUMMARY_MAX_CHARS: usize = 2_000;

crate::choices! {
    /// A field that is filled in, or for which evidence is given. Its label stands under `field-entry-<slug>`.
    pub enum FileField {
        /// 单位全称
        Name = "name",
        /// 英文名称
        NameEn = "name-en",
        /// 统一社会信用代码
        CreditCode = "credit-code",
        /// 单位类型
        Kind = "kind",
        /// 招聘主体类别
        RecruiterClass = "recruiter-class",
        /// 法定代表人
        LegalRepresentative = "legal-representative",
        /// 所在片区
        Zone = "zone",
        /// 所在区
        Division = "division",
        /// 地址
        Address = "address",
        /// 行业
        Industry = "industry",
        /// 单位简介
        Summary = "summary",
        /// 劳务派遣/人力资源机构
        StaffingAgency = "staffing-agency",
        /// 许可证编号
        StaffingNumber = "staffing-number",
        /// Evidence: the licence.
        Licence = "licence",
        /// Evidence: the mandate.
        Mandate = "mandate",
        /// Evidence: who acts.
        Identity = "identity",
        /// Evidence: the prospectus.
        Prospectus = "prospectus",
        /// Evidence: the licence of an agency.
        StaffingLicence = "staffing-licence",
    }
}

/// What was typed, field by field, as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(Vec<(FileField, String)>);

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryMistake {
    /// Nothing was given where something must be.
    Missing,
    /// It has more characters than these.
    TooLong(usize),
    /// It is not one of those that can be chosen.
    NotAChoice,
    /// It is no code.
    NotACode(NotACode),
    /// The code belongs to another organisation for which somebody acts.
    Taken,
    /// An agency has to name its licence.
    LicenceWanted,
    /// Whoever recruits as a business is an agency.
    AgencyUntold,
}

/// What is said of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// Full name, as the licence writes it.
    pub name: String,
    /// Full name in English.
    pub name_en: Option<String>,
    /// 统一社会信用代码
    pub credit_code: CreditCode,
    /// What it is.
    pub kind: OrganisationKind,
    /// How it recruits; `None` when it does not.
    pub recruiter_class: Option<RecruiterClass>,
    /// 法定代表人或负责人
    pub legal_representative: Option<String>,
    /// Where it is.
    pub place: Place,
    /// Code of GB/T 4754.
    pub industry: Option<String>,
    /// What it does.
    pub summary: String,
    /// Whether it is a labour agency.
    pub staffing_agency: bool,
    /// Number of its licence as an agency.
    pub staffing_number: Option<String>,
}

impl Typed {
    /// Puts `value` into `field`.
    pub fn put(&mut self, field: FileField, value: impl Into<String>) {
        self.0.retain(|(name, _)| *name != field);
        self.0.push((field, value.into()));
    }

    /// What was typed in `field`; empty when nothing was.
    #[must_use]
    pub fn raw(&self, field: FileField) -> &str {
        self.0.iter().find(|(name, _)| *name == field).map_or("", |(_, value)| value)
    }

    /// What stands in the form when `entered` is changed.
    #[must_use]
    pub fn of(entered: &Entered) -> Self {
        let it = entered.clone();
        let mut typed = Self::default();
        for (field, value) in [
            (FileField::Name, it.name),
            (FileField::NameEn, it.name_en.unwrap_or_default()),
            (FileField::CreditCode, it.credit_code.to_string()),
            (FileField::Kind, it.kind.slug().to_owned()),
            (FileField::RecruiterClass, it.recruiter_class.map_or("", RecruiterClass::slug).to_owned()),
            (FileField::LegalRepresentative, it.legal_representative.unwrap_or_default()),
            (FileField::Zone, it.place.zone.unwrap_or_default()),
            (FileField::Division, it.place.division.unwrap_or_default()),
            (FileField::Address, it.place.text),
            (FileField::Industry, it.industry.unwrap_or_default()),
            (FileField::Summary, it.summary),
            (FileField::StaffingAgency, if it.staffing_agency { "yes" } else { "" }.to_owned()),
            (FileField::StaffingNumber, it.staffing_number.unwrap_or_default()),
        ] {
            typed.put(field, value);
        }
        typed
    }

    /// Reads what was typed; whether zone, division and industry exist is for the caller to see.
    ///
    /// # Errors
    ///
    /// Returns every mistake with its field, in the order of the form.
    pub fn read(&self) -> Result<Entered, Vec<(FileField, EntryMistake)>> {
        let mut reading = Reading { typed: self, mistakes: Vec::new() };
        let name = reading.required(FileField::Name, NAME_MAX_CHARS);
        let name_en = reading.line(FileField::NameEn, NAME_MAX_CHARS);
        let code = reading.code();
        let kind = reading.choice(FileField::Kind);
        if kind.is_none() && !reading.fails(FileField::Kind) {
            reading.fail(FileField::Kind, EntryMistake::Missing);
        }
        let recruiter_class = reading.choice(FileField::RecruiterClass);
        let legal_representative = reading.line(FileField::LegalRepresentative, LINE_MAX_CHARS);
        let place = Place {
            zone: reading.line(FileField::Zone, LINE_MAX_CHARS),
            division: reading.line(FileField::Division, LINE_MAX_CHARS),
            text: reading.required(FileField::Address, NAME_MAX_CHARS),
        };
        let industry = reading.line(FileField::Industry, LINE_MAX_CHARS);
        let summary = reading.required(FileField::Summary, SUMMARY_MAX_CHARS);
        let staffing_agency = !self.raw(FileField::StaffingAgency).is_empty();
        let staffing_number = reading.line(FileField::StaffingNumber, LINE_MAX_CHARS);
        if recruiter_class == Some(RecruiterClass::Commercial) && !staffing_agency {
            reading.fail(FileField::StaffingAgency, EntryMistake::AgencyUntold);
        }
        if staffing_agency && staffing_number.is_none() && !reading.fails(FileField::StaffingNumber) {
            reading.fail(FileField::StaffingNumber, EntryMistake::LicenceWanted);
        }
        match (code, kind) {
            (Some(credit_code), Some(kind)) if reading.mistakes.is_empty() => Ok(Entered {
                name,
                name_en,
                credit_code,
                kind,
                recruiter_class,
                legal_representative,
                place,
                industry,
                summary,
                staffing_agency,
                staffing_number: staffing_number.filter(|_| staffing_agency),
            }),
            _ => Err(reading.mistakes),
        }
    }
}

impl Entered {
    /// Whether nothing that has to be said is missing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        Typed::of(self).read().is_ok()
    }

    /// The slots for which evidence has to be given.
    #[must_use]
    pub fn required_evidence(&self) -> Vec<EvidenceSlot> {
        let mut slots = vec![EvidenceSlot::Licence, EvidenceSlot::Mandate, EvidenceSlot::Identity];
        if self.recruiter_class.is_some() {
            slots.push(EvidenceSlot::Prospectus);
        }
        if self.staffing_agency {
            slots.push(EvidenceSlot::StaffingLicence);
        }
        slots
    }
}

/// Takes values out of what was typed and gathers what is wrong.
struct Reading<'a> {
    typed: &'a Typed,
    mistakes: Vec<(FileField, EntryMistake)>,
}

impl Reading<'_> {
    fn fail(&mut self, field: FileField, mistake: EntryMistake) {
        self.mistakes.push((field, mistake));
    }

    fn fails(&self, field: FileField) -> bool {
        self.mistakes.iter().any(|(name, _)| *name == field)
    }

    fn line(&mut self, field: FileField, max: usize) -> Option<String> {
        let text = clean_text(self.typed.raw(field));
        if text.chars().count() > max {
            self.fail(field, EntryMistake::TooLong(max));
            return None;
        }
        Some(text).filter(|text| !text.is_empty())
    }

    fn required(&mut self, field: FileField, max: usize) -> String {
        let line = self.line(field, max);
        if line.is_none() && !self.fails(field) {
            self.fail(field, EntryMistake::Missing);
        }
        line.unwrap_or_default()
    }

    fn choice<C: Choice>(&mut self, field: FileField) -> Option<C> {
        let slug = self.line(field, LINE_MAX_CHARS)?;
        let found = C::ALL.iter().copied().find(|it| it.slug() == slug);
        if found.is_none() {
            self.fail(field, EntryMistake::NotAChoice);
        }
        found
    }

    fn code(&mut self) -> Option<CreditCode> {
        match CreditCode::assess(self.typed.raw(FileField::CreditCode)) {
            Assessment::Right(code) | Assessment::ForAPerson(code, _) => Some(code),
            Assessment::NotACode(why) => {
                self.fail(FileField::CreditCode, EntryMistake::NotACode(why));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(FileField, &str)]) -> Typed {
        let mut typed = Typed::default();
        let whole = [
            (FileField::Name, "晨芯半导体（上海）有限公司"),
            (FileField::CreditCode, "91310000132260250x"),
            (FileField::Kind, "firm"),
            (FileField::RecruiterClass, "employer"),
            (FileField::Address, "东方芯港云水路1000号"),
            (FileField::Summary, "设计汽车芯片。"),
        ];
        for &(field, value) in whole.iter().chain(pairs) {
            typed.put(field, value);
        }
        typed
    }

    #[test]
    fn what_is_entered_survives_being_changed() {
        let entered = typed(&[(FileField::Zone, "lg-ic"), (FileField::LegalRepresentative, "林汐")]).read();
        let entered = entered.expect("nothing is wrong");
        assert_eq!(Typed::of(&entered).read(), Ok(entered));
    }

    #[test]
    fn every_mistake_is_told_at_once() {
        let wrong = Typed::default().read().expect_err("nothing was typed");
        let fields: Vec<&str> = wrong.iter().map(|(field, _)| field.slug()).collect();
        assert_eq!(fields, ["name", "credit-code", "kind", "address", "summary"]);
        let long = "长".repeat(SUMMARY_MAX_CHARS + 1);
        let wrong = typed(&[(FileField::Summary, &long), (FileField::Kind, "shop")]).read();
        let expected = [
            (FileField::Kind, EntryMistake::NotAChoice),
            (FileField::Summary, EntryMistake::TooLong(SUMMARY_MAX_CHARS)),
        ];
        assert_eq!(wrong, Err(expected.to_vec()));
    }

    #[test]
    fn an_agency_says_so_and_names_its_licence() {
        let agency = [(FileField::RecruiterClass, "commercial")];
        assert_eq!(typed(&agency).read(), Err(vec![(FileField::StaffingAgency, EntryMistake::AgencyUntold)]));
        let told = [agency[0], (FileField::StaffingAgency, "yes")];
        assert_eq!(typed(&told).read(), Err(vec![(FileField::StaffingNumber, EntryMistake::LicenceWanted)]));
        let whole = [told[0], told[1], (FileField::StaffingNumber, "沪人社第001号")];
        let entered = typed(&whole).read().expect("nothing is wrong");
        assert!(entered.required_evidence().contains(&EvidenceSlot::StaffingLicence));
    }

    #[test]
    fn whoever_does_not_recruit_shows_no_prospectus() {
        let entered = typed(&[(FileField::RecruiterClass, "")]).read().expect("nothing is wrong");
        let required = entered.required_evidence();
        assert_eq!(required, [EvidenceSlot::Licence, EvidenceSlot::Mandate, EvidenceSlot::Identity]);
    }
}
