//! What an operator adds to the shipped vocabulary: imported skills, accepted names and relations.

use std::sync::OnceLock;

use thiserror::Error;
use xxhash_rust::xxh3::Xxh3;

use super::folding::folded;
use super::spotting::{Pattern, Spotter};
use super::vocabulary::{Skill, SkillKind, SkillNumber, Vocabulary};

/// The vocabulary with what the operator added; unset while it is the shipped one.
static EXTENDED: OnceLock<Vocabulary> = OnceLock::new();

rongqiao_model::choices! {
    /// What is added to a skill.
    pub enum AdditionKind {
        /// A further name.
        Alias = "alias",
        /// A skill that goes together with it; its value is the id of that skill.
        Related = "related",
        /// An occupation that uses it.
        Occupation = "occupation",
        /// A major that teaches it.
        Programme = "programme",
    }
}

/// Something added to a skill that is there already.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Addition {
    /// What it is.
    pub kind: AdditionKind,
    /// Id of the skill.
    pub skill: String,
    /// The name, or the id of the other skill.
    pub value: String,
}

/// A skill from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSkill {
    /// Name for programs.
    pub id: String,
    /// Chinese name; the English one stands in where there is none.
    pub zh: String,
    /// English name.
    pub en: String,
    /// What sort of thing it is.
    pub kind: SkillKind,
    /// Where it comes from.
    pub area: String,
    /// Further names.
    pub aliases: Vec<String>,
}

/// All that an operator adds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extension {
    /// Skills that the shipped vocabulary may lack.
    pub skills: Vec<NewSkill>,
    /// Names and relations of skills, shipped or new.
    pub additions: Vec<Addition>,
}

/// Why something that an operator adds is left out.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LeftOut {
    /// No skill has this id.
    #[error("there is no skill {0}")]
    UnknownSkill(String),
    /// The name belongs to another skill.
    #[error("the name {name} belongs to the skill {owner}")]
    TakenName {
        /// The name.
        name: String,
        /// Id of the skill that has it.
        owner: String,
    },
    /// The skill has it already.
    #[error("the skill {0} has it already")]
    Known(String),
    /// A name of one letter would be found everywhere.
    #[error("the name {0} is too short")]
    TooShort(String),
}

impl Vocabulary {
    /// The vocabulary that everything uses: the one that was installed at the start, else the shipped one.
    #[must_use]
    pub fn current() -> &'static Self {
        EXTENDED.get().unwrap_or_else(|| Self::shipped())
    }

    /// Makes this the current vocabulary for as long as the process lives; whether it could, which is once.
    pub fn install(self) -> bool {
        EXTENDED.set(self).is_ok()
    }

    /// The vocabulary with an extension, and which of its additions were left out, by their place among them.
    ///
    /// Numbers of skills stay; new skills come behind them. A new skill whose id or name is known becomes no skill:
    /// the names of it that nobody has yet go to the known one.
    #[must_use]
    pub fn extended(mut self, extension: &Extension) -> (Self, Vec<(usize, LeftOut)>) {
        let mut patterns = std::mem::take(&mut self.spotter).into_patterns();
        for skill in &extension.skills {
            self.add_skill(skill, &mut patterns);
        }
        let mut left_out = Vec::new();
        for (at, addition) in extension.additions.iter().enumerate() {
            if let Err(why) = self.add_to_skill(addition, &mut patterns) {
                left_out.push((at, why));
            }
        }
        self.spotter = Spotter::new(patterns);
        (self, left_out)
    }

    fn add_skill(&mut self, new: &NewSkill, patterns: &mut Vec<Pattern>) {
        let zh = if new.zh.is_empty() { &new.en } else { &new.zh };
        let names = || [zh, &new.en].into_iter().chain(&new.aliases);
        let known = self.by_id(&new.id).or_else(|| self.by_name(&new.en)).or_else(|| self.by_name(zh));
        if let Some(number) = known {
            for name in names() {
                // What it has already, it has.
                let _ = self.add_name(number, name, patterns);
            }
            return;
        }
        let number = self.skills.len() as SkillNumber;
        self.by_id.insert(new.id.clone(), number);
        self.skills.push(Skill {
            id: new.id.clone(),
            zh: zh.clone(),
            en: new.en.clone(),
            kind: new.kind,
            area: new.area.clone(),
            aliases: Vec::new(),
            broader: Vec::new(),
            related: Vec::new(),
            occupations: Vec::new(),
            programmes: Vec::new(),
        });
        for name in names() {
            let _ = self.add_name(number, name, patterns);
        }
    }

    fn add_to_skill(&mut self, addition: &Addition, patterns: &mut Vec<Pattern>) -> Result<(), LeftOut> {
        let Addition { kind, skill, value } = addition;
        let known = |id: &String| self.by_id(id).ok_or_else(|| LeftOut::UnknownSkill(id.clone()));
        let number = known(skill)?;
        match kind {
            AdditionKind::Alias => self.add_name(number, value, patterns),
            AdditionKind::Related => {
                let other = known(value)?;
                let known = self.skills[number as usize].related.contains(&other);
                if known || number == other {
                    return Err(LeftOut::Known(skill.clone()));
                }
                self.skills[number as usize].related.push(other);
                let back = &mut self.skills[other as usize].related;
                if !back.contains(&number) {
                    back.push(number);
                }
                Ok(())
            }
            AdditionKind::Occupation => push_new(&mut self.skills[number as usize].occupations, skill, value),
            AdditionKind::Programme => push_new(&mut self.skills[number as usize].programmes, skill, value),
        }
    }

    fn add_name(&mut self, number: SkillNumber, name: &str, patterns: &mut Vec<Pattern>) -> Result<(), LeftOut> {
        let key = folded(name);
        if key.chars().nth(1).is_none() {
            return Err(LeftOut::TooShort(name.to_owned()));
        }
        if let Some(&owner) = self.by_name.get(&key) {
            let owner = &self.skills[owner as usize].id;
            return Err(if owner == &self.skills[number as usize].id {
                LeftOut::Known(owner.clone())
            } else {
                LeftOut::TakenName { name: name.to_owned(), owner: owner.clone() }
            });
        }
        self.by_name.insert(key.clone(), number);
        patterns.push(Pattern { text: key, skill: number, context: None });
        let skill = &mut self.skills[number as usize];
        if name != skill.zh && name != skill.en {
            skill.aliases.push(name.to_owned());
        }
        Ok(())
    }

    /// A number that is the same for the same skills in the same order under the same names, whatever the machine or
    /// the version of the program; what was indexed under another one has to be indexed anew.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let mut hash = Xxh3::new();
        let mut take = |text: &str| {
            hash.update(&(text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        };
        for skill in &self.skills {
            [&skill.id, &skill.zh, &skill.en].into_iter().chain(&skill.programmes).for_each(|text| take(text));
        }
        for pattern in self.spotter.patterns() {
            take(&pattern.text);
            take(&pattern.skill.to_string());
            pattern.context.iter().flatten().for_each(|word| take(word));
        }
        hash.digest()
    }
}

fn push_new(list: &mut Vec<String>, skill: &str, value: &str) -> Result<(), LeftOut> {
    if list.iter().any(|item| item == value) {
        return Err(LeftOut::Known(skill.to_owned()));
    }
    list.push(value.to_owned());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "id\tzh\ten\tkind\taliases\tcontext\tbroader\trelated\toccupations\tprogrammes\n\
                         fea\t有限元分析\tFinite element analysis\tability\t\t\t\t\t\t\n\
                         cad\t计算机辅助设计\tCAD\ttool\t\t\t\t\t\t\n";

    fn small() -> Vocabulary {
        Vocabulary::parse(&[("test", SMALL)]).expect("the lines are whole")
    }

    fn addition(kind: AdditionKind, skill: &str, value: &str) -> Addition {
        Addition { kind, skill: skill.to_owned(), value: value.to_owned() }
    }

    fn new_skill(id: &str, en: &str, aliases: &[&str]) -> NewSkill {
        NewSkill {
            id: id.to_owned(),
            zh: String::new(),
            en: en.to_owned(),
            kind: SkillKind::Tool,
            area: "test".to_owned(),
            aliases: aliases.iter().map(|&name| name.to_owned()).collect(),
        }
    }

    #[test]
    fn numbers_stay_and_new_skills_come_behind_them() {
        let skills =
            vec![new_skill("x-1", "OpenFOAM", &["Open FOAM"]), new_skill("x-2", "cad", &["Computer drafting"])];
        let (vocabulary, left_out) = small().extended(&Extension { skills, additions: Vec::new() });
        let ids: Vec<&str> = vocabulary.skills().iter().map(|skill| skill.id.as_str()).collect();
        assert_eq!((ids, left_out), (vec!["fea", "cad", "x-1"], vec![]));
        // The second is known; what it is called besides is not.
        assert_eq!(vocabulary.by_name("computer drafting"), Some(1));
        assert_eq!(vocabulary.read("熟悉open foam").len(), 1);
    }

    #[test]
    fn an_accepted_name_is_found_and_a_taken_one_left_out() {
        let additions = vec![
            addition(AdditionKind::Alias, "fea", "FEA"),
            addition(AdditionKind::Alias, "fea", "cad"),
            addition(AdditionKind::Alias, "gone", "CFD"),
            addition(AdditionKind::Alias, "cad", "C"),
        ];
        let (vocabulary, left_out) = small().extended(&Extension { skills: Vec::new(), additions });
        assert_eq!(vocabulary.read("会做FEA。").iter().map(|it| it.skill).collect::<Vec<_>>(), [0]);
        let taken = LeftOut::TakenName { name: "cad".to_owned(), owner: "cad".to_owned() };
        assert_eq!(
            left_out,
            [(1, taken), (2, LeftOut::UnknownSkill("gone".to_owned())), (3, LeftOut::TooShort("C".to_owned()))]
        );
    }

    #[test]
    fn a_relation_goes_both_ways_and_occupations_are_added_once() {
        let additions = vec![
            addition(AdditionKind::Related, "fea", "cad"),
            addition(AdditionKind::Related, "cad", "fea"),
            addition(AdditionKind::Occupation, "cad", "制图员"),
            addition(AdditionKind::Occupation, "cad", "制图员"),
            addition(AdditionKind::Programme, "cad", "机械工程"),
        ];
        let (vocabulary, left_out) = small().extended(&Extension { skills: Vec::new(), additions });
        let related: Vec<&[SkillNumber]> = vocabulary.skills().iter().map(|skill| skill.related.as_slice()).collect();
        assert_eq!(related, [[1], [0]]);
        assert_eq!(vocabulary.skills()[1].occupations, ["制图员"]);
        assert_eq!(vocabulary.skills()[1].programmes, ["机械工程"]);
        assert_eq!(left_out, [(1, LeftOut::Known("cad".to_owned())), (3, LeftOut::Known("cad".to_owned()))]);
    }

    #[test]
    fn the_fingerprint_changes_with_names_and_order_and_with_nothing_else() {
        assert_eq!(small().fingerprint(), small().extended(&Extension::default()).0.fingerprint());
        let additions = vec![addition(AdditionKind::Alias, "fea", "FEA")];
        let named = small().extended(&Extension { skills: Vec::new(), additions }).0;
        let mut lines: Vec<&str> = SMALL.lines().collect();
        lines.swap(1, 2);
        let swapped = Vocabulary::parse(&[("test", &lines.join("\n"))]).expect("the lines are whole");
        assert_ne!(small().fingerprint(), named.fingerprint());
        assert_ne!(small().fingerprint(), swapped.fingerprint());
    }
}
