use rongqiao_model::choice::{Education, EmploymentType};

use super::*;
use crate::skills::{Level, Relation, Role, SkillNumber, Vocabulary};

fn number(id: &str) -> SkillNumber {
    Vocabulary::shipped().by_id(id).expect("it is shipped")
}

fn asks(skills: &[(&str, Role, Option<Level>)]) -> Description {
    let mut need = Description::default();
    for &(id, role, level) in skills {
        need.claim(SkillClaim { skill: number(id), role, level, source: Source::Named });
    }
    need
}

fn has(skills: &[(&str, Option<Level>)]) -> Description {
    let skills = skills.iter().map(|&(id, level)| (number(id), level)).collect();
    Profile { skills, ..Profile::default() }.describe(Vocabulary::shipped())
}

fn market() -> Market {
    Market::even(Vocabulary::shipped())
}

#[test]
fn what_is_missing_comes_with_exactly_what_it_would_gain() {
    let need = asks(&[
        ("plc-programming", Role::Required, Some(Level::Working)),
        ("python", Role::Required, None),
        ("autocad", Role::Preferred, None),
    ]);
    let before = fit(&need, &has(&[("python", None)]), &market());
    let [first, ..] = before.missing[..] else { panic!("PLC programming is missing") };
    assert_eq!((first.skill, first.level, first.required), (number("plc-programming"), Level::Working, true));
    let after = fit(&need, &has(&[("python", None), ("plc-programming", Some(Level::Working))]), &market());
    assert_eq!(after.score, before.score + first.gain);
}

#[test]
fn a_required_skill_counts_more_than_a_welcome_one_and_a_related_one_in_part() {
    let need = asks(&[("abaqus", Role::Required, None), ("python", Role::Preferred, None)]);
    let score = |skills: &[(&str, Option<Level>)]| fit(&need, &has(skills), &market()).score;
    assert!(score(&[("abaqus", None)]) > score(&[("python", None)]));
    assert!(score(&[("abaqus", None)]) > score(&[("fatigue-analysis", None)]));
    assert!(score(&[("fatigue-analysis", None)]).is_positive());
    assert!(score(&[("abaqus", None)]) > score(&[("abaqus", Some(Level::Aware))]));
}

#[test]
fn a_narrower_skill_is_named_as_what_it_stands_for() {
    let need = asks(&[("finite-element-analysis", Role::Required, None)]);
    let fit = fit(&need, &has(&[("abaqus", None)]), &market());
    let [Part { ground: Ground::Skill { asked, held, relation, .. }, .. }] = fit.parts[..] else { panic!("{fit:?}") };
    assert_eq!((asked, held, relation), (number("finite-element-analysis"), number("abaqus"), Relation::Narrower));
}

#[test]
fn conditions_are_conditions_whatever_the_score() {
    let mut need = asks(&[("python", Role::Required, None)]);
    need.education = Some(Education::Master);
    need.employment = vec![EmploymentType::FullTime];
    need.cities = vec!["310000".to_owned()];
    need.days_per_week = Some(4);
    let mut offer = has(&[("python", Some(Level::Expert))]);
    offer.education = Some(Education::Bachelor);
    offer.employment = vec![EmploymentType::Internship];
    offer.cities = vec!["320500".to_owned()];
    offer.days_per_week = Some(3);
    let found = fit(&need, &offer, &market());
    assert_eq!(
        found.unmet,
        [
            Condition::Education(Education::Master),
            Condition::Employment(EmploymentType::FullTime),
            Condition::Place,
            Condition::DaysPerWeek(4)
        ]
    );
    assert!(found.score.is_positive() && !found.is_possible());
    offer.would_move = true;
    let found = fit(&need, &offer, &market());
    assert!(!found.unmet.contains(&Condition::Place));
    assert!(found.parts.iter().any(|part| part.ground == Ground::Elsewhere && part.points < Points::default()));
}

#[test]
fn a_certificate_that_is_asked_for_by_name_is_a_condition() {
    let need = asks(&[("python", Role::Required, None), ("cet-6", Role::Required, None)]);
    let found = fit(&need, &has(&[("python", None)]), &market());
    assert_eq!(found.unmet, [Condition::Certificate(number("cet-6"))]);
}

#[test]
fn a_major_that_is_asked_for_helps_a_near_one_less_and_another_one_not() {
    let vocabulary = Vocabulary::shipped();
    let need = Description { majors: vec![major("软件工程")], ..asks(&[("java", Role::Required, None)]) };
    let score = |name: &str| {
        fit(&need, &Profile { major: name.to_owned(), ..Profile::default() }.describe(vocabulary), &market()).score
    };
    assert!(score("软件工程") > score("计算机科学与技术"));
    assert!(score("计算机科学与技术") > score("水产养殖学"));
}

fn major(name: &str) -> crate::skills::MajorNumber {
    Vocabulary::shipped().kinship().major(name).expect("it is known")
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    fn skills() -> impl Strategy<Value = SkillNumber> {
        // Few areas, so that skills meet and are related.
        0..400_u32
    }

    fn level() -> impl Strategy<Value = Option<Level>> {
        proptest::option::of(proptest::sample::select(Level::ALL))
    }

    prop_compose! {
        fn need()(
            claims in proptest::collection::vec((skills(), any::<bool>(), level(), any::<bool>()), 0..12),
            education in proptest::option::of(proptest::sample::select(Education::ALL)),
            experience_years in proptest::option::of(0..12_u8),
            pay in proptest::option::of((0..20_000_u32, 20_000..40_000_u32)),
            majors in proptest::collection::vec(0..50_u16, 0..3),
            words in proptest::collection::vec(0..40_u32, 0..8),
        ) -> Description {
            let mut need = Description { education, experience_years, pay_yuan: pay, majors, words, ..Description::default() };
            for (skill, preferred, level, read) in claims {
                let role = if preferred { Role::Preferred } else { Role::Required };
                let source = if read { Source::Read } else { Source::Named };
                need.claim(SkillClaim { skill, role, level, source });
            }
            need
        }
    }

    prop_compose! {
        fn person()(
            skills in proptest::collection::vec((skills(), level()), 0..12),
            education in proptest::option::of(proptest::sample::select(Education::ALL)),
            experience_years in proptest::option::of(0..12_u8),
            pay_min_yuan in proptest::option::of(1..40_000_u32),
            majors in proptest::collection::vec(0..50_u16, 0..2),
        ) -> Description {
            let profile = Profile { skills, education, experience_years, pay_min_yuan, ..Profile::default() };
            let mut described = profile.describe(Vocabulary::shipped());
            described.claim_taught(&majors, Vocabulary::shipped());
            described.majors = majors;
            described
        }
    }

    proptest! {
        #[test]
        fn the_parts_sum_to_the_score(need in need(), offer in person()) {
            let fit = fit(&need, &offer, &market());
            prop_assert_eq!(fit.parts.iter().map(|part| part.points).sum::<Points>(), fit.score);
            prop_assert!(fit.parts.iter().all(|part| !part.points.is_zero()));
            prop_assert!(fit.score <= Points::of(100.0));
        }

        #[test]
        fn getting_a_skill_that_is_asked_for_never_lowers_a_fit(need in need(), offer in person(), level in level(), at in 0..12_usize) {
            prop_assume!(!need.skills.is_empty());
            let before = fit(&need, &offer, &market());
            let mut learned = offer;
            let skill = need.skills[at % need.skills.len()].skill;
            learned.claim(SkillClaim { skill, role: Role::Required, level, source: Source::Named });
            let after = fit(&need, &learned, &market());
            prop_assert!(after.score >= before.score, "{} after {}", after.score, before.score);
            prop_assert!(after.unmet.len() <= before.unmet.len());
        }

        #[test]
        fn learning_all_that_is_missing_gains_exactly_what_was_promised(need in need(), offer in person()) {
            let before = fit(&need, &offer, &market());
            let mut learned = offer;
            for missing in &before.missing {
                let (skill, level) = (missing.skill, Some(missing.level));
                learned.skills.retain(|claim| claim.skill != skill);
                learned.claim(SkillClaim { skill, role: Role::Required, level, source: Source::Named });
            }
            prop_assume!(before.missing.iter().all(|missing| learned.skills.iter().any(|claim| claim.skill == missing.skill)));
            let after = fit(&need, &learned, &market());
            prop_assert_eq!(after.score, before.score + before.missing.iter().map(|it| it.gain).sum());
        }

        #[test]
        fn gender_age_origin_and_school_change_nothing(
            about in proptest::sample::select(&[
                "熟练掌握C++和Python，做过嵌入式Linux驱动开发",
                "会用SolidWorks，了解有限元分析；英语六级",
                "Proficient in SQL and Tableau, familiar with supply chain planning",
            ][..]),
            traits in proptest::sample::select(&[
                "女，22岁。", "男，1998年生，汉族。", "蒙古族，已婚已育。", "农村户籍，中共党员。", "毕业于清华大学（985、双一流）。",
                "某职业技术学院学生。", "A 45-year-old woman from a top university. ", "身高180cm，身体健康。", "Christian, married. ",
            ][..]),
            need in need(),
        ) {
            let described = |text: &str| {
                let mut described = Description { is_person: true, ..Description::default() };
                described.claim_read(&Vocabulary::shipped().read(text));
                described
            };
            let plain = fit(&need, &described(about), &market());
            let with_traits = fit(&need, &described(&format!("{traits}{about}")), &market());
            prop_assert_eq!(plain, with_traits);
        }
    }
}
