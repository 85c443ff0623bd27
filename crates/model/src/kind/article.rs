//! News (新闻资讯): something that everybody may know.

use serde::{Deserialize, Serialize};

use super::field::FieldSpec;
use super::{Fact, Facts, KindDetails, ListingKind, Shown};
use crate::choice::Side;
use crate::form::{Mistake, Reader};
use crate::listing::DESCRIPTION_MAX_CHARS;

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

crate::choices! {
    /// Whose text an article is.
    pub enum Origin {
        /// 原创: its publisher's own.
        Own = "own",
        /// 转载: taken over from somebody else, who is named.
        TakenOver = "taken-over",
    }
}

/// What is particular to an article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArticleDetails {
    /// The column it stands in.
    pub column: Option<Column>,
    /// Its text in English, where one was given.
    pub description_en: String,
    /// Whose text it is.
    pub origin: Option<Origin>,
    /// Who wrote it.
    pub author: String,
    /// Where it was published first, when it was taken over.
    pub taken_from: String,
}

impl KindDetails for ArticleDetails {
    const SIDE: Side = Side::Information;
    const COUNTERPARTS: &'static [ListingKind] = &[];

    const FIELDS: &'static [FieldSpec] = &[
        FieldSpec::text("description_en", "description-en", DESCRIPTION_MAX_CHARS),
        FieldSpec::choice("column", "column", "column", Column::SLUGS).required(),
        FieldSpec::choice("origin", "origin", "origin", Origin::SLUGS).required(),
        FieldSpec::line("author", "author", 100),
        FieldSpec::line("taken_from", "taken-from", 200),
    ];

    fn read(reader: &mut Reader<'_>) -> Self {
        let (origin, taken_from) = (reader.choice("origin"), reader.text("taken_from", 200));
        if origin == Some(Origin::TakenOver) && taken_from.is_empty() {
            reader.fail("taken_from", Mistake::Missing);
        }
        Self {
            column: reader.choice("column"),
            description_en: reader.text("description_en", DESCRIPTION_MAX_CHARS),
            origin,
            author: reader.text("author", 100),
            taken_from,
        }
    }

    fn sample() -> Self {
        Self {
            column: Some(Column::Case),
            description_en: "Written for *tests*.".to_owned(),
            origin: Some(Origin::TakenOver),
            author: "临港产教融合促进中心（示例）".to_owned(),
            taken_from: "《滴水湖产教通讯》（示例）".to_owned(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .some("column", self.column.map(|it| Shown::Term("column", it.slug())))
            .some("origin", self.origin.map(|it| Shown::Term("origin", it.slug())))
            .text("author", &self.author)
            .text("taken-from", &self.taken_from)
            .finish()
    }

    fn further_text(&self) -> String {
        self.description_en.clone()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::kind::Details;

    #[test]
    fn what_is_taken_over_names_its_source() {
        let read = |origin: &str, from: &str| {
            let record = json!({"column": "trend", "origin": origin, "taken_from": from});
            Details::read(ListingKind::Article, record.as_object().expect("it is an object"))
        };
        assert!(read("own", "").is_ok() && read("taken-over", "《滴水湖产教通讯》").is_ok());
        let wrong = read("taken-over", "").expect_err("the source is missing");
        assert_eq!((wrong[0].field.as_str(), &wrong[0].mistake), ("taken_from", &Mistake::Missing));
    }
}
