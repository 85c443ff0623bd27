//! Firms, schools and everybody else who publishes.

use serde::{Deserialize, Serialize};

use crate::OrganisationId;
use crate::access::Desk;
use crate::listing::Provenance;
use crate::naming::name_key;
use crate::place::Place;

crate::choices! {
    /// What an organisation is.
    pub enum OrganisationKind {
        /// 企业
        Firm = "firm",
        /// 高等学校
        University = "university",
        /// 职业院校
        VocationalCollege = "vocational-college",
        /// 培训机构
        TrainingInstitution = "training-institution",
        /// 科研院所
        ResearchInstitute = "research-institute",
        /// 行业组织、联盟
        Association = "association",
        /// 园区
        Park = "park",
        /// 政府部门
        Government = "government",
        /// 运营工作台
        OperatorDesk = "operator-desk",
    }
}

impl OrganisationKind {
    /// The desk that is responsible for such organisations.
    #[must_use]
    pub const fn desk(self) -> Desk {
        match self {
            Self::Firm | Self::Association | Self::Park => Desk::Firms,
            Self::University | Self::VocationalCollege | Self::TrainingInstitution | Self::ResearchInstitute => {
                Desk::Universities
            }
            Self::Government | Self::OperatorDesk => Desk::Committee,
        }
    }

    /// Guesses what an organisation is from its name alone, for imports that do not say.
    #[must_use]
    pub fn guess(name: &str) -> Self {
        let lower = name.to_lowercase();
        let any = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        match () {
            () if any(&["公司", "集团", "企业", "工厂", " ltd", " inc", "gmbh"]) => Self::Firm,
            () if any(&[
                "职业技术学院",
                "职业学院",
                "职业技术大学",
                "技师学院",
                "技工学校",
                "职业学校",
                "中专",
                "vocational",
            ]) =>
            {
                Self::VocationalCollege
            }
            () if any(&["研究院", "研究所", "研究中心", "实验室", "institute for", "laboratory"]) => {
                Self::ResearchInstitute
            }
            () if any(&["大学", "学院", "university", "college", "stanford", "berkeley", "mit "]) || lower == "mit" => {
                Self::University
            }
            () if any(&["协会", "联盟", "学会", "商会", "association", "foundation"]) => Self::Association,
            () if any(&["培训", "学校", "教育中心", "training"]) => Self::TrainingInstitution,
            () if any(&["产业园", "科技园", "园区", "开发区"]) => Self::Park,
            () if any(&["管委会", "委员会", "人民政府", "教育局", "人社局"]) => Self::Government,
            () => Self::Firm,
        }
    }
}

/// What two spellings of an organisation's name have in common.
#[must_use]
pub fn organisation_key(name: &str) -> String {
    let key = name_key(name);
    // A name made of marks alone has no key of its own.
    if key.is_empty() { name.to_owned() } else { key }
}

impl OrganisationId {
    /// The identity of an organisation of which nothing but the name is known.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        Self::of_record("name", &organisation_key(name))
    }
}

/// One organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Organisation {
    /// Identity.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Full name.
    pub name: String,
    /// Full name in English, where one was given.
    pub name_en: Option<String>,
    /// The name people use.
    pub short_name: Option<String>,
    /// 统一社会信用代码 (GB 32100), where known.
    pub credit_code: Option<String>,
    /// Where it is.
    pub place: Place,
    /// Code of GB/T 4754, one letter or two to four digits.
    pub industry: Option<String>,
    /// What it does, plain text.
    pub summary: String,
    /// What it does, in English.
    pub summary_en: Option<String>,
    /// A labour agency (劳务派遣 or 人力资源服务), which must be marked everywhere it appears.
    pub staffing_agency: bool,
    /// Where the row came from.
    pub provenance: Provenance,
    /// Written for demonstration only.
    pub demo: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_an_organisation_is_guessed_from_its_name() {
        for (name, kind) in [
            ("晨芯半导体（上海）有限公司", OrganisationKind::Firm),
            ("临智职业技术学院", OrganisationKind::VocationalCollege),
            ("上海交通大学", OrganisationKind::University),
            ("深海装备研究所", OrganisationKind::ResearchInstitute),
            ("某大学科技园有限公司", OrganisationKind::Firm),
        ] {
            assert_eq!(OrganisationKind::guess(name), kind, "{name}");
        }
    }
}
