//! Who sees what of a profile.

use super::Contents;

crate::choices! {
    /// Who sees a profile besides its owner.
    #[derive(Default)]
    pub enum Visibility {
        /// Nobody.
        #[default]
        Private = "private",
        /// Organisations to which the owner applies.
        Recipients = "recipients",
        /// Those, and organisations that were verified, without what tells whose it is.
        Findable = "findable",
    }
}

crate::choices! {
    /// Somebody who looks at a profile, by what they are to its owner.
    pub enum Viewer {
        /// Its owner.
        Owner = "owner",
        /// An organisation to which the owner has applied.
        Recipient = "recipient",
        /// Another organisation that was verified.
        Organisation = "organisation",
        /// Anybody else.
        Anybody = "anybody",
    }
}

/// What somebody sees of a profile.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Whether the owner's name and contacts stand beside it.
    pub with_name: bool,
    /// What they see of what it says.
    pub contents: Contents,
}

/// What `viewer` sees of a profile that says `contents`; `None` for those who do not even learn that there is one.
///
/// The least pay is for matching alone. Who only finds a profile sees nothing that tells whose it is: no names of
/// schools and employers, no numbers, no links.
#[must_use]
pub fn shown_to(viewer: Viewer, visibility: Visibility, contents: &Contents) -> Option<Shown> {
    match (viewer, visibility) {
        (Viewer::Owner, _) => Some(Shown { with_name: true, contents: contents.clone() }),
        (Viewer::Recipient, Visibility::Recipients | Visibility::Findable) => {
            Some(Shown { with_name: true, contents: without_least_pay(contents.clone()) })
        }
        (Viewer::Organisation, Visibility::Findable) => {
            Some(Shown { with_name: false, contents: without_traces(without_least_pay(contents.clone())) })
        }
        (Viewer::Recipient, Visibility::Private)
        | (Viewer::Organisation, Visibility::Private | Visibility::Recipients)
        | (Viewer::Anybody, _) => None,
    }
}

fn without_least_pay(mut contents: Contents) -> Contents {
    contents.wishes.pay_min_yuan = None;
    contents
}

fn without_traces(mut contents: Contents) -> Contents {
    contents.education.iter_mut().for_each(|it| it.school.clear());
    contents.skills.iter_mut().for_each(|it| it.link = None);
    contents.certificates.iter_mut().for_each(|it| it.number.clear());
    contents.experience.iter_mut().for_each(|it| it.organisation.clear());
    contents
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::{Certificate, Experience, KnownSkill, Schooling, SkillName, Wishes};
    use super::*;
    use crate::EntryId;

    fn contents() -> Contents {
        let id = EntryId::from_uuid(Uuid::nil());
        let words = |text: &str| text.to_owned();
        let mut contents = Contents::default();
        let school = Schooling { school: words("海大"), major: words("机械"), ..Schooling::default() };
        contents.education.put(id, school);
        let link = Some(words("https://code.example/linxi"));
        let name = SkillName::Known(words("python"));
        contents.skills.put(id, KnownSkill { name, evidence: words("画图"), link, level: None });
        let number = words("ZS-77");
        contents.certificates.put(id, Certificate { name: words("车工"), number, ..Certificate::default() });
        let stay = Experience { organisation: words("重装"), role: words("实习生"), ..Experience::default() };
        contents.experience.put(id, stay);
        contents.wishes = Wishes { titles: vec![words("设计")], pay_min_yuan: Some(4_321), ..Wishes::default() };
        contents
    }

    /// What somebody sees, as marks: name, words, traces, least pay.
    fn seen(viewer: Viewer, visibility: Visibility) -> &'static str {
        let Some(shown) = shown_to(viewer, visibility, &contents()) else { return "nothing" };
        let written = serde_json::to_string(&shown.contents).expect("it can be written");
        let all = |words: &[&str]| words.iter().all(|word| written.contains(word));
        let any = |words: &[&str]| words.iter().any(|word| written.contains(word));
        let traces = ["海大", "code.example", "ZS-77", "重装"];
        assert!(all(&["机械", "python", "画图", "车工", "实习生", "设计"]), "{written}");
        match (shown.with_name, all(&traces), any(&traces), written.contains("4321")) {
            (true, true, true, true) => "all",
            (true, true, true, false) => "all but pay",
            (false, false, false, false) => "nothing that tells who",
            other => panic!("{other:?}: {written}"),
        }
    }

    #[test]
    fn everybody_sees_what_the_table_says_and_no_more() {
        for (visibility, owner, recipient, organisation, anybody) in [
            (Visibility::Private, "all", "nothing", "nothing", "nothing"),
            (Visibility::Recipients, "all", "all but pay", "nothing", "nothing"),
            (Visibility::Findable, "all", "all but pay", "nothing that tells who", "nothing"),
        ] {
            let told = [owner, recipient, organisation, anybody];
            for (&viewer, told) in Viewer::ALL.iter().zip(told) {
                assert_eq!(seen(viewer, visibility), told, "{viewer:?} of a profile that is {visibility:?}");
            }
        }
    }

    #[test]
    fn a_profile_is_private_unless_its_owner_says_otherwise() {
        assert_eq!(Visibility::default(), Visibility::Private);
    }
}
