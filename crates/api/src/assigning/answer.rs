//! What came of a batch, in the ids and names of its tables.

use rongqiao_matching::assign::{
    Assignment, BlockingGroup, PostNumber, Reasons, Refusal, StudentNumber, Summary, assign, blocking_groups,
    blocking_pairs, broken_rules,
};
use serde::Serialize;

use super::batch::Batch;

/// An assignment with its reasons, its figures and its check.
#[derive(Debug, Serialize)]
pub struct Answer<'a> {
    /// The seed of the lots.
    pub seed: u64,
    /// All students, in the order of their table.
    pub students: Vec<StudentAnswer<'a>>,
    /// Posts that take nobody, since they did not reach their minimum.
    pub closed_posts: Vec<ClosedPost<'a>>,
    /// The figures.
    pub summary: Summary,
    /// Students and posts that would rather have each other; none means that the assignment is stable.
    pub blocking_pairs: usize,
    /// Posts above their seats or below their minimum, and students at posts that do not accept them.
    pub broken_rules: usize,
}

/// What became of a student.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct StudentAnswer<'a> {
    /// As the tables say it.
    pub student: &'a str,
    /// May be empty.
    pub name: &'a str,
    /// The post they got.
    pub post: Option<&'a str>,
    /// Which of their wishes came true, counted from 1.
    pub wish: Option<usize>,
    /// The posts they would rather have, best first.
    pub refused: Vec<Refused<'a>>,
    /// For those without a post: posts with seats left that accept them, best fit first.
    pub still_open: Vec<&'a str>,
}

/// A post that did not take a student.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Refused<'a> {
    /// The post.
    pub post: &'a str,
    /// Why, in words.
    pub reason: &'static str,
}

/// A post that takes nobody.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct ClosedPost<'a> {
    /// The post.
    pub post: &'a str,
    /// The students it would have needed.
    pub minimum: u32,
    /// How many want it more than what they got; `None` where these are too few to open it.
    pub wanted_by: Option<u32>,
}

impl<'a> Answer<'a> {
    /// Assigns and checks `batch`, whose lots were drawn from `seed`.
    #[must_use]
    pub fn to(batch: &'a Batch, seed: u64) -> Self {
        let market = &batch.market;
        let assignment = assign(market);
        let reasons = Reasons::of(market, &assignment);
        let students = (0..batch.students.len() as StudentNumber)
            .map(|student| student_answer(batch, &assignment, &reasons, student))
            .collect();
        Self {
            seed,
            students,
            closed_posts: closed_posts(batch, &reasons, &blocking_groups(market, &assignment)),
            summary: Summary::of(market, &assignment),
            blocking_pairs: blocking_pairs(market, &assignment).len(),
            broken_rules: broken_rules(market, &assignment).len(),
        }
    }

    /// Whether the assignment stands its check; it always should.
    #[must_use]
    pub const fn is_stable(&self) -> bool {
        self.blocking_pairs == 0 && self.broken_rules == 0
    }
}

fn student_answer<'a>(
    batch: &'a Batch,
    assignment: &Assignment,
    reasons: &Reasons<'_>,
    number: StudentNumber,
) -> StudentAnswer<'a> {
    let student = &batch.students[number as usize];
    let id = |post: PostNumber| batch.posts[post as usize].id.as_str();
    let post = assignment.post_of[number as usize];
    let refused = reasons.refusals(number).into_iter();
    StudentAnswer {
        student: &student.id,
        name: &student.name,
        post: post.map(id),
        wish: reasons.wish(number),
        refused: refused.map(|(post, refusal)| Refused { post: id(post), reason: in_words(refusal) }).collect(),
        still_open: match post {
            None => reasons.still_open_to(number).into_iter().map(id).collect(),
            Some(_) => Vec::new(),
        },
    }
}

fn closed_posts<'a>(batch: &'a Batch, reasons: &Reasons<'_>, groups: &[BlockingGroup]) -> Vec<ClosedPost<'a>> {
    let closed = (0..batch.posts.len() as PostNumber).filter(|&post| reasons.is_closed(post));
    let wanted_by = |post| groups.iter().find(|group| group.post == post).map(|group| group.students);
    closed
        .map(|post| ClosedPost {
            post: &batch.posts[post as usize].id,
            minimum: batch.market.posts()[post as usize].minimum,
            wanted_by: wanted_by(post),
        })
        .collect()
}

const fn in_words(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NotAcceptable => "not acceptable to the post",
        Refusal::Closed => "closed: minimum not reached",
        Refusal::FullWithBetter => "full with better ranked",
        Refusal::FullByLot => "full: lots decided between equals",
    }
}
