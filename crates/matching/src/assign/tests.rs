//! Worked examples, and properties over random markets.

use proptest::prelude::*;

use super::*;

/// A market from two tables of fits, a row for each student and a column for each post; 0 is no grade. Lots go by row.
fn market(posts: &[(u32, u32)], for_students: &[&[u32]], for_posts: &[&[u32]]) -> Market {
    let grade = |fit: u32| Grade::of_fit(fit as f32).filter(|_| fit > 0);
    let posts: Vec<Post> = (0..).zip(posts).map(|(lot, &(seats, minimum))| Post { seats, minimum, lot }).collect();
    let mut pairs = Vec::new();
    for (student, (own, theirs)) in (0..).zip(for_students.iter().zip(for_posts)) {
        for (post, (&own, &theirs)) in (0..).zip(own.iter().zip(*theirs)) {
            pairs.push(Pair { student, post, for_student: grade(own), for_post: grade(theirs) });
        }
    }
    Market::new((0..for_students.len() as u64).collect(), posts, pairs).expect("the example makes sense")
}

fn post_of(market: &Market) -> Vec<Option<PostNumber>> {
    let assignment = assign(market);
    assert_eq!(blocking_pairs(market, &assignment), []);
    assert_eq!(broken_rules(market, &assignment), []);
    assignment.post_of
}

#[test]
fn students_get_the_better_of_two_stable_assignments() {
    // Each student wants the post that wants the other: students propose, so both get their first wish.
    let market = market(&[(1, 0), (1, 0)], &[&[2, 1], &[1, 2]], &[&[1, 2], &[2, 1]]);
    assert_eq!(post_of(&market), [Some(0), Some(1)]);
    let for_posts = Assignment { post_of: vec![Some(1), Some(0)] };
    assert_eq!(blocking_pairs(&market, &for_posts), []);
}

#[test]
fn a_student_who_loses_a_seat_goes_on_to_the_next_wish() {
    let market = market(&[(1, 0), (1, 0)], &[&[9, 5], &[9, 5], &[9, 5]], &[&[1, 3], &[2, 2], &[3, 1]]);
    assert_eq!(post_of(&market), [Some(1), None, Some(0)]);
    let assignment = assign(&market);
    let reasons = Reasons::of(&market, &assignment);
    assert_eq!(reasons.refusals(1), [(0, Refusal::FullWithBetter), (1, Refusal::FullWithBetter)]);
    assert_eq!((reasons.wish(0), reasons.wish(1), reasons.wish(2)), (Some(2), None, Some(1)));
}

#[test]
fn a_lot_decides_between_equals_and_the_loser_is_told_so() {
    let market = market(&[(1, 0)], &[&[1], &[1]], &[&[7], &[7]]);
    assert_eq!(post_of(&market), [Some(0), None]);
    let assignment = assign(&market);
    assert_eq!(Reasons::of(&market, &assignment).refusals(1), [(0, Refusal::FullByLot)]);
}

#[test]
fn a_post_below_its_minimum_closes_and_its_students_go_on() {
    // Post 0 is everybody's first wish but one; post 1 needs two and would get one.
    let market =
        market(&[(2, 0), (3, 2), (1, 0)], &[&[3, 2, 0], &[3, 2, 0], &[0, 2, 1]], &[&[1, 1, 1], &[1, 1, 1], &[1, 1, 1]]);
    assert_eq!(post_of(&market), [Some(0), Some(0), Some(2)]);
    let assignment = assign(&market);
    let reasons = Reasons::of(&market, &assignment);
    assert_eq!(reasons.refusals(2), [(1, Refusal::Closed)]);
    assert_eq!(Summary::of(&market, &assignment).closed_posts, 1);
}

#[test]
fn of_two_posts_below_their_minimum_the_emptier_closes_and_may_save_the_other() {
    // Post 0 has one of two, post 1 one of three. Once post 1 is closed, its student fills post 0.
    let market = market(&[(2, 2), (3, 3)], &[&[2, 1], &[1, 2]], &[&[1, 1], &[1, 1]]);
    assert_eq!(post_of(&market), [Some(0), Some(0)]);
}

#[test]
fn a_closed_post_that_enough_students_want_again_is_found() {
    let market = market(&[(1, 0), (2, 2)], &[&[1, 2], &[1, 2]], &[&[1, 1], &[1, 1]]);
    assert_eq!(post_of(&market), [Some(1), Some(1)]);
    let closed = Assignment { post_of: vec![Some(0), None] };
    assert_eq!(blocking_pairs(&market, &closed), []);
    assert_eq!(blocking_groups(&market, &closed), [BlockingGroup { post: 1, students: 2 }]);
}

#[test]
fn somebody_without_a_post_is_shown_seats_that_nobody_asked_for() {
    let market = market(&[(1, 0), (1, 0), (1, 0)], &[&[1, 0, 0], &[1, 0, 0]], &[&[5, 1, 1], &[4, 2, 3]]);
    let assignment = assign(&market);
    assert_eq!(assignment.post_of, [Some(0), None]);
    assert_eq!(Reasons::of(&market, &assignment).still_open_to(1), [2, 1]);
}

#[test]
fn a_hard_condition_keeps_a_student_out_of_an_empty_post() {
    let market = market(&[(1, 0)], &[&[1]], &[&[0]]);
    assert_eq!(post_of(&market), [None]);
    let assignment = assign(&market);
    assert_eq!(Reasons::of(&market, &assignment).refusals(0), [(0, Refusal::NotAcceptable)]);
}

#[test]
fn the_check_finds_every_sort_of_flaw() {
    let market = market(&[(1, 0), (2, 2)], &[&[2, 1], &[2, 1], &[0, 1]], &[&[1, 1], &[2, 1], &[1, 1]]);
    let check = |post_of: &[Option<PostNumber>]| {
        let assignment = Assignment { post_of: post_of.to_vec() };
        (blocking_pairs(&market, &assignment), broken_rules(&market, &assignment))
    };
    let blocks = |student, post| BlockingPair { student, post };
    assert_eq!(check(&[None, None, None]).0, [blocks(0, 0), blocks(1, 0)]);
    assert_eq!(check(&[Some(0), Some(1), Some(1)]), (vec![blocks(1, 0)], vec![]));
    assert_eq!(check(&[Some(0), Some(0), None]).1, [BrokenRule::AboveSeats { post: 0, students: 2 }]);
    assert_eq!(check(&[Some(1), Some(0), None]).1, [BrokenRule::BelowMinimum { post: 1, students: 1 }]);
    assert_eq!(check(&[None, Some(0), Some(0)]).1[0], BrokenRule::NotAcceptable { student: 2, post: 0 });
}

#[test]
fn a_market_that_makes_no_sense_is_refused() {
    let post = Post { seats: 1, minimum: 0, lot: 0 };
    let pair = Pair { student: 0, post: 0, for_student: None, for_post: None };
    let of = |post, pairs: &[Pair]| Market::new(vec![0], vec![post], pairs.to_vec()).map(drop);
    assert_eq!(of(post, &[pair, pair]), Err(MarketError::Twice { student: 0, post: 0 }));
    assert_eq!(of(post, &[Pair { post: 1, ..pair }]), Err(MarketError::Unknown { student: 0, post: 1 }));
    let greedy = Post { minimum: 2, ..post };
    assert_eq!(of(greedy, &[]), Err(MarketError::MinimumAboveSeats { post: 0, minimum: 2, seats: 1 }));
}

#[test]
fn grades_keep_the_order_of_fits_and_of_ranks() {
    let fits = [-2.5, -1.0, -0.0, 0.25, 1.0, 80.5].map(|fit| Grade::of_fit(fit).expect("it is a number"));
    assert!(fits.is_sorted_by(|low, high| low < high));
    assert_eq!(Grade::of_fit(-0.0), Grade::of_fit(0.0));
    assert!(Grade::of_rank(1) > Grade::of_rank(2));
    assert_eq!(Grade::of_fit(f32::NAN), None);
}

/// How grades come about in a random market.
#[derive(Clone, Copy, Debug)]
enum Grades {
    Strict,
    WithTies,
}

fn any_market(students: usize, posts: usize, grades: Grades, minimums: bool) -> impl Strategy<Value = Market> {
    let cell = prop_oneof![1 => Just(None), 4 => (0_u16..50).prop_map(Some)];
    let post = (0_u32..3, 0_u32..3).prop_map(move |(more, minimum)| {
        let minimum = if minimums { minimum } else { 0 };
        Post { seats: minimum + more, minimum, lot: 0 }
    });
    let sizes = (1..=students, 1..=posts);
    sizes.prop_flat_map(move |(students, posts)| {
        let cells = proptest::collection::vec((cell.clone(), cell.clone()), students * posts);
        (proptest::collection::vec(post.clone(), posts), cells, any::<u64>()).prop_map(move |(offers, cells, seed)| {
            let grade = |fit: Option<u16>, number: u32| match grades {
                Grades::Strict => Grade::of_fit(f32::from(fit?) + number as f32 / 64.0),
                Grades::WithTies => Grade::of_fit(f32::from(fit? % 3)),
            };
            let pair = |(at, &(own, theirs)): (usize, &(Option<u16>, Option<u16>))| {
                let (student, post) = ((at / posts) as StudentNumber, (at % posts) as PostNumber);
                Pair { student, post, for_student: grade(own, post), for_post: grade(theirs, student) }
            };
            let lots = (0..students as u64).map(|number| (number ^ seed) % 7).collect();
            Market::new(lots, offers, cells.iter().enumerate().map(pair).collect()).expect("it makes sense")
        })
    })
}

/// Every way of giving each student an acceptable post or none, within the seats.
fn all_assignments(market: &Market) -> Vec<Assignment> {
    let mut all = vec![Vec::new()];
    for student in 0..market.students() as StudentNumber {
        let posts = market.pairs_of(student).iter().filter(|pair| pair.is_acceptable()).map(|pair| Some(pair.post));
        let choices: Vec<Option<PostNumber>> = posts.chain([None]).collect();
        let more = |before: Vec<Option<PostNumber>>| {
            choices.iter().map(move |choice| before.iter().copied().chain([*choice]).collect()).collect::<Vec<_>>()
        };
        all = all.into_iter().flat_map(more).collect();
    }
    let fits = |post_of: &Vec<Option<PostNumber>>| {
        let taken = |post| post_of.iter().filter(|it| **it == Some(post)).count();
        (0..).zip(market.posts()).all(|(post, facts)| taken(post) <= facts.seats as usize)
    };
    all.into_iter().filter(fits).map(|post_of| Assignment { post_of }).collect()
}

/// Stability word for word: nobody and no post could both gain.
fn is_stable(market: &Market, assignment: &Assignment) -> bool {
    let grades = |student, post| market.pair(student, post).map(|pair| (pair.for_student, pair.for_post));
    let gains = |student: StudentNumber, post: PostNumber| {
        let Some((Some(own), Some(theirs))) = grades(student, post) else { return false };
        let got = assignment.post_of[student as usize];
        let student_gains = got.is_none_or(|got| grades(student, got).unwrap().0.unwrap() < own);
        let here: Vec<StudentNumber> = (0..market.students() as StudentNumber)
            .filter(|&other| assignment.post_of[other as usize] == Some(post))
            .collect();
        let has_room = here.len() < market.posts()[post as usize].seats as usize;
        student_gains && (has_room || here.iter().any(|&other| grades(other, post).unwrap().1.unwrap() < theirs))
    };
    let mut everybody = 0..market.students() as StudentNumber;
    !everybody.any(|student| (0..market.posts().len() as PostNumber).any(|post| gains(student, post)))
}

/// How much each student wants what they got.
fn gains(market: &Market, assignment: &Assignment) -> Vec<Option<Grade>> {
    let got = |(student, post): (StudentNumber, &Option<PostNumber>)| market.pair(student, (*post)?)?.for_student;
    (0..).zip(&assignment.post_of).map(got).collect()
}

proptest! {
    #[test]
    fn an_assignment_is_stable_and_keeps_seats_and_minimums(market in any_market(12, 6, Grades::WithTies, true)) {
        let assignment = assign(&market);
        prop_assert_eq!(blocking_pairs(&market, &assignment), []);
        prop_assert_eq!(broken_rules(&market, &assignment), []);
    }

    #[test]
    fn the_check_agrees_with_the_definition_on_every_assignment(market in any_market(4, 3, Grades::WithTies, false)) {
        for assignment in all_assignments(&market) {
            prop_assert_eq!(blocking_pairs(&market, &assignment).is_empty(), is_stable(&market, &assignment));
        }
        prop_assert!(is_stable(&market, &assign(&market)));
    }

    #[test]
    fn no_stable_assignment_gives_any_student_more(market in any_market(4, 3, Grades::Strict, false)) {
        let best = gains(&market, &assign(&market));
        for other in all_assignments(&market).iter().filter(|it| is_stable(&market, it)) {
            let other = gains(&market, other);
            prop_assert!(best.iter().zip(&other).all(|(best, other)| best >= other));
        }
    }

    #[test]
    fn one_more_seat_hurts_no_student(market in any_market(10, 5, Grades::Strict, false), which in 0_usize..5) {
        let mut posts = market.posts().to_vec();
        let which = which % posts.len();
        posts[which].seats += 1;
        let lots = (0..market.students() as StudentNumber).map(|student| market.lot(student)).collect();
        let larger = Market::new(lots, posts, market.pairs().to_vec()).expect("it makes sense");
        let (before, after) = (gains(&market, &assign(&market)), gains(&larger, &assign(&larger)));
        prop_assert!(before.iter().zip(&after).all(|(before, after)| before <= after));
    }

    #[test]
    fn closed_posts_could_as_well_never_have_been_there(market in any_market(10, 5, Grades::Strict, true)) {
        let assignment = assign(&market);
        let is_open = |post: PostNumber| {
            market.posts()[post as usize].minimum == 0 || assignment.post_of.contains(&Some(post))
        };
        let seats = |(number, post): (PostNumber, &Post)| {
            Post { seats: if is_open(number) { post.seats } else { 0 }, minimum: 0, lot: post.lot }
        };
        let posts = (0..).zip(market.posts()).map(seats).collect();
        let lots = (0..market.students() as StudentNumber).map(|student| market.lot(student)).collect();
        let open = Market::new(lots, posts, market.pairs().to_vec()).expect("it makes sense");
        prop_assert_eq!(assign(&open), assignment);
    }

    #[test]
    fn nobody_without_a_post_was_passed_over_by_a_free_seat(market in any_market(10, 5, Grades::WithTies, true)) {
        let assignment = assign(&market);
        let reasons = Reasons::of(&market, &assignment);
        for student in 0..market.students() as StudentNumber {
            for (post, refusal) in reasons.refusals(student) {
                let is_full = reasons.taken(post) == market.posts()[post as usize].seats;
                prop_assert!(is_full || matches!(refusal, Refusal::NotAcceptable | Refusal::Closed));
            }
        }
    }
}
