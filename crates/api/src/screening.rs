//! What people read about the rules that a posting offends.

use rongqiao_model::screening::{Law, Rule};

use crate::language::Language;

/// A rule in the words of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleTold {
    /// What is wrong, in a few words.
    pub name: String,
    /// The articles that the rule rests on, the nearest first.
    pub basis: String,
    /// What to write instead.
    pub advice: String,
}

impl RuleTold {
    /// Tells `rule` in `language`.
    #[must_use]
    pub fn of(rule: Rule, language: Language) -> Self {
        let slug = rule.slug();
        let laws: Vec<String> = rule.laws().iter().map(|&law| law_name(law, language)).collect();
        let separator = match language {
            Language::Chinese => "；",
            Language::English => "; ",
        };
        Self {
            name: language.say(&format!("screening-{slug}")),
            basis: laws.join(separator),
            advice: language.say(&format!("screening-{slug}-advice")),
        }
    }
}

fn law_name(law: Law, language: Language) -> String {
    language.say(&format!("law-{}", law.slug()))
}

#[cfg(test)]
mod tests {
    use rongqiao_model::screening::Verdict;

    use super::*;
    use crate::language::MISSING;

    #[test]
    fn every_rule_law_and_verdict_is_told_in_both_languages() {
        for &language in Language::ALL {
            for &rule in Rule::ALL {
                let RuleTold { name, basis, advice } = RuleTold::of(rule, language);
                assert!(![&name, &basis, &advice].iter().any(|text| text.contains(MISSING)), "{name} {basis} {advice}");
            }
            assert!(Law::ALL.iter().all(|&law| !law_name(law, language).contains(MISSING)));
            assert!(Verdict::ALL.iter().all(|verdict| language.knows(&format!("verdict-{}", verdict.slug()))));
        }
    }
}
