//! Why a student did not get what they wished for, and where there is still room.

use std::cmp::Reverse;

use super::acceptance::Assignment;
use super::market::{Grade, Market, Pair, PostNumber, StudentNumber};

/// Why a post did not take a student who wished for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The post does not accept the student.
    NotAcceptable,
    /// The post closed, since it did not reach its minimum.
    Closed,
    /// All whom the post took rank higher there.
    FullWithBetter,
    /// The last seats went by lot among equals.
    FullByLot,
}

/// What it takes to explain an assignment.
#[derive(Clone, Debug)]
pub struct Reasons<'a> {
    market: &'a Market,
    assignment: &'a Assignment,
    taken: Vec<u32>,
    /// For each post the lowest grade among those it took.
    lowest: Vec<Option<Grade>>,
}

impl<'a> Reasons<'a> {
    /// Gets ready to explain an `assignment` that [`assign`](super::assign) made of `market`.
    #[must_use]
    pub fn of(market: &'a Market, assignment: &'a Assignment) -> Self {
        let mut taken = vec![0; market.posts().len()];
        let mut lowest = vec![None; market.posts().len()];
        for (student, post) in (0..).zip(&assignment.post_of) {
            let Some(pair) = post.and_then(|post| market.pair(student, post)) else { continue };
            let place = &mut lowest[pair.post as usize];
            *place = if taken[pair.post as usize] == 0 { pair.for_post } else { pair.for_post.min(*place) };
            taken[pair.post as usize] += 1;
        }
        Self { market, assignment, taken, lowest }
    }

    /// How many students a post took.
    #[must_use]
    pub fn taken(&self, post: PostNumber) -> u32 {
        self.taken[post as usize]
    }

    /// Whether a post takes nobody, since it did not reach its minimum.
    #[must_use]
    pub fn is_closed(&self, post: PostNumber) -> bool {
        self.market.posts()[post as usize].minimum > 0 && self.taken(post) == 0
    }

    /// The posts that `student` wants more than what they got, best first, each with why it did not take them.
    #[must_use]
    pub fn refusals(&self, student: StudentNumber) -> Vec<(PostNumber, Refusal)> {
        let got = self.assignment.post_of[student as usize];
        let got = got.and_then(|post| self.market.pair(student, post)?.for_student);
        let pairs = self.market.pairs_of(student).iter();
        let mut wanted: Vec<&Pair> = pairs.filter(|pair| pair.for_student > got).collect();
        wanted.sort_by_key(|pair| Reverse(pair.for_student));
        wanted.into_iter().map(|pair| (pair.post, self.refusal(pair))).collect()
    }

    fn refusal(&self, pair: &Pair) -> Refusal {
        if pair.for_post.is_none() {
            return Refusal::NotAcceptable;
        }
        if self.is_closed(pair.post) {
            return Refusal::Closed;
        }
        let is_equal = pair.for_post == self.lowest[pair.post as usize];
        if is_equal { Refusal::FullByLot } else { Refusal::FullWithBetter }
    }

    /// The posts with seats left that accept `student`, who did not ask for them; where they fit best comes first.
    ///
    /// In a stable assignment no post that a student asked for has both a seat left and a wish to take them.
    #[must_use]
    pub fn still_open_to(&self, student: StudentNumber) -> Vec<PostNumber> {
        let has_room = |post: PostNumber| self.taken(post) < self.market.posts()[post as usize].seats;
        let is_open = |pair: &&Pair| {
            let is_unasked = pair.for_student.is_none() && pair.for_post.is_some();
            is_unasked && has_room(pair.post) && !self.is_closed(pair.post)
        };
        let mut open: Vec<&Pair> = self.market.pairs_of(student).iter().filter(is_open).collect();
        open.sort_by_key(|pair| Reverse(pair.for_post));
        open.into_iter().map(|pair| pair.post).collect()
    }

    /// Which wish of `student` came true, counted from 1 over all that they asked for; equal wishes share a number.
    #[must_use]
    pub fn wish(&self, student: StudentNumber) -> Option<usize> {
        let got = self.assignment.post_of[student as usize]?;
        let got = self.market.pair(student, got)?.for_student;
        Some(1 + self.market.pairs_of(student).iter().filter(|pair| pair.for_student > got).count())
    }
}
