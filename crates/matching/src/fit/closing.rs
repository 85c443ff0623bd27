//! Which courses close a gap.

use crate::skills::SkillNumber;

/// Skills that a plan of courses covers at most; the ones with the largest gain come first.
const MAX_SKILLS: usize = 12;

/// The fewest courses that together teach as many of `missing` as all of them can, as places in `courses`, in order.
///
/// Exact for the first twelve of `missing`. Of equal sets the one whose courses come first is taken, so courses should
/// come in the order in which they are to be preferred.
#[must_use]
pub fn fewest_that_teach(missing: &[SkillNumber], courses: &[Vec<SkillNumber>]) -> Vec<usize> {
    let missing = &missing[..missing.len().min(MAX_SKILLS)];
    let teaches = |course: &Vec<SkillNumber>| {
        let taught = missing.iter().enumerate().filter(|(_, skill)| course.contains(skill));
        taught.fold(0_usize, |mask, (at, _)| mask | 1 << at)
    };
    // For each set of skills, the fewest courses that teach exactly it.
    let mut fewest: Vec<Option<Vec<usize>>> = vec![None; 1 << missing.len()];
    fewest[0] = Some(Vec::new());
    for (course, mask) in courses.iter().map(teaches).enumerate() {
        for covered in 0..fewest.len() {
            let Some(before) = &fewest[covered] else { continue };
            let (with, so_many) = (covered | mask, before.len() + 1);
            if with != covered && fewest[with].as_ref().is_none_or(|known| known.len() > so_many) {
                let mut courses = before.clone();
                courses.push(course);
                fewest[with] = Some(courses);
            }
        }
    }
    let reachable =
        fewest.into_iter().enumerate().filter_map(|(covered, courses)| Some((covered.count_ones(), courses?)));
    let best = reachable.max_by_key(|(skills, courses)| (*skills, std::cmp::Reverse(courses.len())));
    best.map(|(_, courses)| courses).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn two_courses_are_better_than_three() {
        let courses = [vec![1], vec![2, 3], vec![3], vec![1, 2], vec![4]];
        assert_eq!(fewest_that_teach(&[1, 2, 3], &courses), [0, 1]);
        assert_eq!(fewest_that_teach(&[1, 2, 3, 9], &courses), [0, 1], "what nobody teaches is left out");
        assert_eq!(fewest_that_teach(&[], &courses), [0_usize; 0]);
        assert_eq!(fewest_that_teach(&[9], &courses), [0_usize; 0]);
    }

    proptest! {
        #[test]
        fn no_smaller_set_teaches_as_much(courses in proptest::collection::vec(proptest::collection::vec(0..6_u32, 0..4), 0..8)) {
            let missing: Vec<SkillNumber> = (0..6).collect();
            let taught = |set: &[usize]| missing.iter().filter(|&skill| set.iter().any(|&at| courses[at].contains(skill))).count();
            let chosen = fewest_that_teach(&missing, &courses);
            let all: Vec<usize> = (0..courses.len()).collect();
            prop_assert_eq!(taught(&chosen), taught(&all));
            for set in 0..1_usize << courses.len() {
                let set: Vec<usize> = all.iter().copied().filter(|at| set >> at & 1 == 1).collect();
                prop_assert!(set.len() >= chosen.len() || taught(&set) < taught(&all));
            }
        }
    }
}
