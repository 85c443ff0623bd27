//! Texts of the agreement, in which nothing is agreed on that the law forbids to take from whoever is hired.

use std::sync::LazyLock;

use regex::Regex;

use crate::screening::{Hit, Posting, Rule, screen};

/// Marks with which a sentence ends, or a part of it that stands alone.
const ENDS: [char; 8] = ['。', '；', ';', '！', '!', '？', '?', '\n'];
/// Words by which what an organisation bears first is taken from the student later.
const TAKEN_BACK: [&str; 2] = ["扣", "垫"];

/// What says behind a deposit that host or school bears all of it: “，由企业承担”.
static BORNE: LazyLock<Regex> = LazyLock::new(|| {
    let who = "(?:实习|用人|接收|本)?(?:公司|企业|单位|学校|甲方)";
    let how = "(?:全额|全部|统一|负责)?(?:承担|支付|负担)";
    // Nobody else is named before it, and behind it at most that the student need not pay.
    let spared = "(?:学生|实习生)?(?:无需|不需|不必|不用|不得|不再|不承担|不缴|不交)[^，,]{0,12}$";
    let before = "^[^，,由向给不非未无学本乙]{0,12}[，,]?(?:均|应|则|全部|一律)?由?";
    let pattern = format!("{before}{who}{how}(?:[）)]?$|[，,]{spared})");
    Regex::new(&pattern).expect("tests read clauses with it")
});

/// Whether `text` takes a deposit or keeps papers back (劳动合同法 article 9; 职业学校学生实习管理规定). A deposit that host or
/// school bears, as the same sentence says, is none of the student's.
pub(super) fn is_forbidden(text: &str) -> bool {
    let hits = screen(&Posting { description: text, ..Posting::default() }, None).hits;
    hits.iter().any(|hit| match hit.rule {
        Rule::Deposit => !is_borne(text, hit),
        rule => rule == Rule::Documents,
    })
}

/// Whether the sentence goes on to say that host or school bears what `hit` is about.
fn is_borne(text: &str, hit: &Hit) -> bool {
    let rest = text[hit.span.end..].split(ENDS).next().unwrap_or_default();
    BORNE.is_match(rest) && !TAKEN_BACK.iter().any(|it| rest.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deposit_is_agreed_on_only_where_host_or_school_bears_all_of_it() {
        for fine in [
            "如需缴纳宿舍押金，由企业承担。",
            "如需缴纳宿舍押金，由实习单位全额承担，学生无需缴纳。",
            "入住需交押金200元，由学校支付；水电费按实结算。",
            "如需缴纳宿舍押金，甲方负担",
            "公司提供宿舍，不收押金。",
        ] {
            assert!(!is_forbidden(fine), "{fine}");
        }
        for wrong in [
            "如需缴纳宿舍押金，由学生承担。",
            "入住需交押金200元，水电费由公司承担。",
            "入住需交押金200元。水电费，由公司承担。",
            "如需缴纳宿舍押金，由公司和学生各承担一半。",
            "如需缴纳宿舍押金，由公司承担一半。",
            "如需缴纳宿舍押金，公司不承担。",
            "如需缴纳宿舍押金，由企业承担，再从补贴中扣回。",
            "如需缴纳宿舍押金，由企业承担；上岗另交保证金500元。",
            "入住须缴纳押金由学生向公司支付。",
            "入住须交押金200元由学生向企业支付。",
            "如需缴纳宿舍押金不由企业承担，由学生自付。",
            "上岗须缴纳保证金，由企业承担，学生离岗后三日内归还企业。",
            "如需缴纳宿舍押金，由公司承担，其余由学生承担。",
            "如需缴纳宿舍押金，由公司承担、学生承担各半。",
        ] {
            assert!(is_forbidden(wrong), "{wrong}");
        }
    }

    #[test]
    fn papers_that_are_kept_back_are_forbidden_whoever_bears_what() {
        assert!(is_forbidden("实习期间身份证由公司统一保管，由公司承担。"));
        assert!(!is_forbidden("不得扣押学生的居民身份证。"));
    }
}
