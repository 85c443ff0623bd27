//! A result of research (成果) that can be taken into use.

use serde::{Deserialize, Serialize};

use super::field::FieldSpec;
use super::{Fact, Facts, KindDetails, ListingKind, Shown};
use crate::choice::Side;
use crate::form::Reader;

crate::choices! {
    /// What a result consists of.
    pub enum AchievementForm {
        /// 专利
        Patent = "patent",
        /// 样机
        Prototype = "prototype",
        /// 软件
        Software = "software",
        /// 工艺
        Process = "process",
        /// 标准
        Standard = "standard",
        /// 数据集
        Dataset = "dataset",
    }
}

crate::choices! {
    /// How a result may be taken over (促进科技成果转化法 article 16).
    pub enum TransferForm {
        /// 许可
        Licence = "licence",
        /// 转让
        Assignment = "assignment",
        /// 合作转化
        JointDevelopment = "joint-development",
        /// 作价投资
        SpinOff = "spin-off",
    }
}

/// What is particular to an achievement.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AchievementDetails {
    /// What it consists of.
    pub form: Option<AchievementForm>,
    /// Technology readiness, 1 to 9 (GB/T 22900).
    pub trl: Option<u8>,
    /// How it may be taken over.
    pub transfer: Option<TransferForm>,
    /// Patents granted or filed.
    pub patents: Option<u32>,
}

impl KindDetails for AchievementDetails {
    const SIDE: Side = Side::Supply;
    const COUNTERPARTS: &'static [ListingKind] = &[ListingKind::Challenge];

    const FIELDS: &'static [FieldSpec] = &[
        FieldSpec::choice("form", "achievement-form", "achievement-form", AchievementForm::SLUGS).required(),
        FieldSpec::number("trl", "trl"),
        FieldSpec::choice("transfer", "transfer", "transfer", TransferForm::SLUGS),
        FieldSpec::number("patents", "patents"),
    ];

    fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            form: reader.choice("form"),
            trl: reader.whole("trl", 1..=9).and_then(|it| it.try_into().ok()),
            transfer: reader.choice("transfer"),
            patents: reader.whole("patents", 0..=10_000).and_then(|it| it.try_into().ok()),
        }
    }

    fn sample() -> Self {
        Self {
            form: Some(AchievementForm::Prototype),
            trl: Some(6),
            transfer: Some(TransferForm::Licence),
            patents: Some(2),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .some("achievement-form", self.form.map(|it| Shown::Term("achievement-form", it.slug())))
            .quantity("trl", self.trl, "level")
            .some("transfer", self.transfer.map(|it| Shown::Term("transfer", it.slug())))
            .quantity("patents", self.patents, "pieces")
            .finish()
    }
}
