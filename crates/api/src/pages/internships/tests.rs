//! The article that people read at each gate, and what follows from it, under both sets of rules.

use rongqiao_model::internship::Weight::{self, Block, Warn};
use rongqiao_model::internship::{Gate, RuleSet};

use super::records::article;
use crate::language::Language;

/// Where something stands, in Chinese and in English.
type Source = (&'static str, &'static str);

/// What follows when a gate is not passed, and where that stands; `None` where the rules do not ask.
type Told = Option<(Weight, &'static [Source])>;

/// The rules for vocational students where no article is known for certain.
const RULES: Source = ("《职业学校学生实习管理规定》", "Rules for vocational students (教职成〔2021〕4号)");
const RULES_6: Source =
    ("《职业学校学生实习管理规定》第六条", "Rules for vocational students (教职成〔2021〕4号), article 6");
const RULES_16: Source =
    ("《职业学校学生实习管理规定》第十六条", "Rules for vocational students (教职成〔2021〕4号), article 16");
const RULES_17: Source =
    ("《职业学校学生实习管理规定》第十七条", "Rules for vocational students (教职成〔2021〕4号), article 17");
const RULES_18: Source =
    ("《职业学校学生实习管理规定》第十八条", "Rules for vocational students (教职成〔2021〕4号), article 18");
const GUIDANCE: Source = ("教高函〔2019〕12号", "Guidance for universities (教高函〔2019〕12号)");
const SHANGHAI_50: Source =
    ("《上海市职业教育条例》第五十条", "Shanghai regulation on vocational education, article 50");
const SHANGHAI_51: Source =
    ("《上海市职业教育条例》第五十一条", "Shanghai regulation on vocational education, article 51");
const EDUCATION_42: Source = ("《职业教育法》第四十二条", "Vocational Education Law, article 42");
const EDUCATION_50: Source = ("《职业教育法》第五十条", "Vocational Education Law, article 50");
const EDUCATION_50_66: Source = ("《职业教育法》第五十条、第六十六条", "Vocational Education Law, articles 50 and 66");
const LABOUR_15: Source = ("《劳动法》第十五条", "Labour Law, article 15");
const LABOUR_36: Source = ("《劳动法》第三十六条", "Labour Law, article 36");
const LABOUR_64: Source = ("《劳动法》第六十四条", "Labour Law, article 64");
const MINORS: Source = ("《未成年工特殊保护规定》", "Special Protection of Working Minors");
const WOMEN: Source = ("《女职工劳动保护特别规定》附录", "Special Provisions on Labour Protection of Women, appendix");
const PLATFORM: Source = ("平台规则", "Rule of the platform");

/// Each gate, under the rules for vocational students and under the guidance for universities.
const GATES: &[(Gate, Told, Told)] = &[
    (Gate::Age, Some((Block, &[LABOUR_15, RULES_16])), Some((Block, &[LABOUR_15]))),
    (Gate::FirstYear, Some((Block, &[RULES_16])), None),
    (Gate::Agreement, Some((Block, &[RULES, SHANGHAI_50])), Some((Block, &[GUIDANCE]))),
    (Gate::Antedating, Some((Block, &[RULES, SHANGHAI_50])), Some((Warn, &[GUIDANCE]))),
    (Gate::Overlap, Some((Block, &[PLATFORM])), Some((Block, &[PLATFORM]))),
    (Gate::StudentConsent, Some((Block, &[RULES])), None),
    (Gate::GuardianConsent, Some((Block, &[RULES])), None),
    (Gate::Insurance, Some((Block, &[RULES, SHANGHAI_51])), Some((Block, &[GUIDANCE]))),
    (Gate::InsurancePaidByOthers, Some((Block, &[RULES, SHANGHAI_51])), Some((Warn, &[GUIDANCE]))),
    (Gate::SafetyTraining, Some((Block, &[RULES, EDUCATION_50])), Some((Block, &[GUIDANCE]))),
    (Gate::SiteVisit, Some((Block, &[RULES_6])), Some((Warn, &[GUIDANCE]))),
    (Gate::Agency, Some((Block, &[RULES_16, EDUCATION_50_66])), Some((Warn, &[GUIDANCE]))),
    (Gate::Venue, Some((Block, &[RULES_16])), Some((Warn, &[GUIDANCE]))),
    (Gate::HeavyLabour, Some((Block, &[RULES_16])), Some((Warn, &[GUIDANCE]))),
    (Gate::Hazard, Some((Block, &[RULES_17, SHANGHAI_50])), Some((Warn, &[GUIDANCE]))),
    (Gate::ForbiddenToMinors, Some((Block, &[LABOUR_64, MINORS, RULES_16])), Some((Block, &[LABOUR_64, MINORS]))),
    (Gate::ForbiddenToWomen, Some((Warn, &[WOMEN, RULES_16])), Some((Warn, &[WOMEN]))),
    (Gate::RestDays, Some((Block, &[RULES_17])), Some((Warn, &[GUIDANCE]))),
    (Gate::Holidays, Some((Block, &[RULES_17, SHANGHAI_50])), Some((Warn, &[GUIDANCE]))),
    (Gate::Hours, Some((Block, &[RULES_17, SHANGHAI_50, LABOUR_36])), Some((Warn, &[GUIDANCE, LABOUR_36]))),
    (Gate::Night, Some((Block, &[RULES_17, SHANGHAI_50])), Some((Warn, &[GUIDANCE]))),
    (Gate::Charges, Some((Block, &[RULES, EDUCATION_42])), Some((Block, &[GUIDANCE]))),
    (Gate::PayInMoney, Some((Block, &[RULES_18])), None),
    (Gate::PayCycle, Some((Block, &[RULES_18])), None),
    (Gate::PayAmount, Some((Warn, &[RULES_18])), None),
    (Gate::ShareOfStaff, Some((Warn, &[RULES])), None),
    (Gate::ShareAtPost, Some((Warn, &[RULES])), None),
    (Gate::Length, Some((Warn, &[RULES])), None),
    (Gate::Major, Some((Warn, &[EDUCATION_50])), Some((Warn, &[GUIDANCE]))),
];

/// How many articles of laws a Chinese text names.
fn articles(words: &str) -> usize {
    words.matches('第').count()
}

/// Whether people read `sources` at `gate` in both languages, and no other article.
fn assert_told(gate: Gate, rules: RuleSet, sources: &[Source]) {
    let (chinese, english) = (article(Language::Chinese, gate, rules), article(Language::English, gate, rules));
    for (in_chinese, in_english) in sources {
        assert!(chinese.contains(in_chinese), "{in_chinese} in {chinese}");
        assert!(english.contains(in_english), "{in_english} in {english}");
    }
    let listed: usize = sources.iter().map(|it| articles(it.0)).sum();
    assert_eq!(articles(&chinese), listed, "{chinese}");
}

#[test]
fn each_gate_weighs_what_its_article_says_under_both_sets_of_rules() {
    assert_eq!(GATES.iter().map(|it| it.0).collect::<Vec<Gate>>(), Gate::ALL);
    for &(gate, vocational, undergraduate) in GATES {
        for (rules, told) in [(RuleSet::Vocational2021, vocational), (RuleSet::Undergraduate2019, undergraduate)] {
            let weight = told.map(|(weight, _)| weight);
            assert_eq!(gate.weight(rules), weight, "{} under {}", gate.slug(), rules.slug());
            if let Some((_, sources)) = told {
                assert_told(gate, rules, sources);
            }
        }
    }
}
