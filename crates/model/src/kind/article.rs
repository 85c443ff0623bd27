//! News (新闻资讯): something that everybody may know.

use serde::{Deserialize, Serialize};

use super::field::FieldSpec;
use super::{Fact, Facts, KindDetails, ListingKind, Shown};
use crate::choice::Side;
use crate::form::Reader;

crate::choices! {
    /// The column that an article stands in.
    pub enum Column {
        /// 通知公告
        Notice = "notice",
        /// 行业动态
        Trend = "trend",
        /// 人才需求
        TalentDemand = "talent-demand",
        /// 学校资源
        SchoolResource = "school-resource",
        /// 典型案例
        Case = "case",
        /// 活动
        Activity = "activity",
    }
}

/// What is particular to an article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArticleDetails {
    /// The column it stands in.
    pub column: Option<Column>,
    /// Who wrote it.
    pub author: String,
    /// Where it was published first, when it was taken over.
    pub taken_from: String,
}

impl KindDetails for ArticleDetails {
    const SIDE: Side = Side::Information;
    const COUNTERPARTS: &'static [ListingKind] = &[];

    const FIELDS: &'static [FieldSpec] = &[
        FieldSpec::choice("column", "column", "column", Column::SLUGS).required(),
        FieldSpec::line("author", "author", 100),
        FieldSpec::line("taken_from", "taken-from", 200),
    ];

    fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            column: reader.choice("column"),
            author: reader.text("author", 100),
            taken_from: reader.text("taken_from", 200),
        }
    }

    fn sample() -> Self {
        Self {
            column: Some(Column::Case),
            author: "临港产教融合促进中心（示例）".to_owned(),
            taken_from: "《滴水湖产教通讯》（示例）".to_owned(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .some("column", self.column.map(|it| Shown::Term("column", it.slug())))
            .text("author", &self.author)
            .text("taken-from", &self.taken_from)
            .finish()
    }
}
