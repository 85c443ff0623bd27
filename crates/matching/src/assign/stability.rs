//! Proves an assignment from the market alone: nobody who looks can find a pair that would rather have each other.

use super::acceptance::Assignment;
use super::market::{Grade, Market, Pair, PostNumber, StudentNumber};

/// A student and an open post that both strictly gain by leaving the assignment together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockingPair {
    /// Would rather have the post than what the assignment gives.
    pub student: StudentNumber,
    /// Has a seat free, or would rather have the student than one of those it got.
    pub post: PostNumber,
}

/// A closed post that so many students want more than what they got that it could open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockingGroup {
    /// The closed post.
    pub post: PostNumber,
    /// How many want it more, at least its minimum.
    pub students: u32,
}

/// A rule that an assignment breaks whatever anybody wishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenRule {
    /// A student got a post, and one of the two does not accept the other, or they are not in the market.
    NotAcceptable {
        /// The student.
        student: StudentNumber,
        /// The post.
        post: PostNumber,
    },
    /// A post got more students than it has seats.
    AboveSeats {
        /// The post.
        post: PostNumber,
        /// How many it got.
        students: u32,
    },
    /// A post got students, but fewer than its minimum.
    BelowMinimum {
        /// The post.
        post: PostNumber,
        /// How many it got.
        students: u32,
    },
}

/// The pairs that would leave `assignment` together; none means that it is stable. Linear in the pairs.
///
/// A post with a minimum that got nobody is closed and blocks with no single student.
#[must_use]
pub fn blocking_pairs(market: &Market, assignment: &Assignment) -> Vec<BlockingPair> {
    let results = results(market, assignment);
    let blocks = |pair: &&Pair| {
        let result = &results[pair.post as usize];
        let post = &market.posts()[pair.post as usize];
        let is_closed = post.minimum > 0 && result.students == 0;
        let has_room = result.students < post.seats;
        let would_take = pair.for_post.is_some_and(|grade| has_room || result.lowest.is_some_and(|low| low < grade));
        !is_closed && would_take && wants_more(market, assignment, pair)
    };
    market.pairs().iter().filter(blocks).map(|pair| BlockingPair { student: pair.student, post: pair.post }).collect()
}

/// The closed posts that at least as many acceptable students as their minimum want more than what they got.
#[must_use]
pub fn blocking_groups(market: &Market, assignment: &Assignment) -> Vec<BlockingGroup> {
    let results = results(market, assignment);
    let mut wanted = vec![0; market.posts().len()];
    for pair in market.pairs() {
        if pair.for_post.is_some() && wants_more(market, assignment, pair) {
            wanted[pair.post as usize] += 1;
        }
    }
    let group = |post: PostNumber| {
        let minimum = market.posts()[post as usize].minimum;
        let (got, students) = (results[post as usize].students, wanted[post as usize]);
        (minimum > 0 && got == 0 && students >= minimum).then_some(BlockingGroup { post, students })
    };
    (0..market.posts().len() as PostNumber).filter_map(group).collect()
}

/// The rules of the market that `assignment` breaks; those that [`assign`](super::assign) makes break none.
#[must_use]
pub fn broken_rules(market: &Market, assignment: &Assignment) -> Vec<BrokenRule> {
    let given = (0..).zip(&assignment.post_of).filter_map(|(student, post)| post.map(|post| (student, post)));
    let is_acceptable = |student: StudentNumber, post| {
        (student as usize) < market.students() && market.pair(student, post).is_some_and(Pair::is_acceptable)
    };
    let mut broken: Vec<BrokenRule> = given
        .filter(|&(student, post)| !is_acceptable(student, post))
        .map(|(student, post)| BrokenRule::NotAcceptable { student, post })
        .collect();
    for (post, (result, facts)) in (0..).zip(results(market, assignment).iter().zip(market.posts())) {
        let students = result.students;
        if students > facts.seats {
            broken.push(BrokenRule::AboveSeats { post, students });
        }
        if students > 0 && students < facts.minimum {
            broken.push(BrokenRule::BelowMinimum { post, students });
        }
    }
    broken
}

/// What a post got.
#[derive(Clone, Copy, Default)]
struct PostResult {
    students: u32,
    /// The grade of the one whom it wants least.
    lowest: Option<Grade>,
}

fn results(market: &Market, assignment: &Assignment) -> Vec<PostResult> {
    let mut results = vec![PostResult::default(); market.posts().len()];
    for pair in market.pairs() {
        if given(assignment, pair.student) == Some(pair.post) {
            let result = &mut results[pair.post as usize];
            result.lowest = if result.students == 0 { pair.for_post } else { result.lowest.min(pair.for_post) };
            result.students += 1;
        }
    }
    results
}

fn given(assignment: &Assignment, student: StudentNumber) -> Option<PostNumber> {
    assignment.post_of.get(student as usize).copied().flatten()
}

/// Whether the student of `pair` wants its post more than what the assignment gives.
fn wants_more(market: &Market, assignment: &Assignment, pair: &Pair) -> bool {
    let got = given(assignment, pair.student).and_then(|post| market.pair(pair.student, post)?.for_student);
    // No grade is less than any.
    pair.for_student > got
}
