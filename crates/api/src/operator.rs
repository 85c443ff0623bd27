//! Who runs the site, as the law wants it shown.

use serde::{Deserialize, Serialize};

/// Who runs the site; every part may be missing, and the imprint then says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Operator {
    /// Full name.
    pub name: String,
    /// Full name in English.
    pub name_en: String,
    /// Postal address.
    pub address: String,
    /// How to reach it: telephone, e-mail.
    pub contact: String,
    /// Filings and licences.
    pub licences: Vec<Licence>,
}

/// One filing or licence of the operator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Licence {
    /// What it is, such as ICP备案.
    pub label: String,
    /// Its number.
    pub number: String,
}

impl Operator {
    /// The licence whose label contains `word`.
    #[must_use]
    pub fn licence(&self, word: &str) -> Option<&Licence> {
        self.licences.iter().find(|licence| licence.label.contains(word) && !licence.number.is_empty())
    }
}

impl Licence {
    /// Where the public can check the number; the filing offices ask for this link.
    #[must_use]
    pub fn register_url(&self) -> Option<&'static str> {
        if self.label.contains("ICP") {
            return Some("https://beian.miit.gov.cn/");
        }
        self.label.contains("公安").then_some("https://beian.mps.gov.cn/")
    }
}
