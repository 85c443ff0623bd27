//! Deferred acceptance: students propose, posts hold the best so far, and nothing is final until the end.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::market::{Grade, Market, Pair, PostNumber, StudentNumber};
use super::wishes::WishLists;

/// Who goes where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assignment {
    /// For each student the post, if there is one.
    pub post_of: Vec<Option<PostNumber>>,
}

/// Assigns students to posts; the [module](super) says what is guaranteed.
///
/// Each student proposes to each post at most once, whatever closes: a closing post turns its students away exactly as
/// if it had never had a seat, and the order of proposals changes nothing. The cost is linear in the pairs, but for
/// ordering the wishes that are reached.
#[must_use]
pub fn assign(market: &Market) -> Assignment {
    let mut season = Season::open(market);
    season.place((0..market.students() as StudentNumber).collect());
    while let Some(post) = season.furthest_below_minimum() {
        let turned_away = season.close(post);
        season.place(turned_away);
    }
    season.end()
}

/// A student in the hand of a post; the greatest is the one whom it gives up first.
type Held = (Reverse<Grade>, u64, StudentNumber);

struct Season<'a> {
    market: &'a Market,
    wishes: WishLists,
    /// For each post whom it holds; `None` once it is closed.
    hands: Vec<Option<BinaryHeap<Held>>>,
}

impl<'a> Season<'a> {
    fn open(market: &'a Market) -> Self {
        let hands = vec![Some(BinaryHeap::new()); market.posts().len()];
        Self { market, wishes: WishLists::of(market), hands }
    }

    /// Lets each of `free` propose until somebody holds them or their wishes are at an end.
    fn place(&mut self, mut free: Vec<StudentNumber>) {
        while let Some(student) = free.pop() {
            if let Some(post) = self.wishes.next(student) {
                free.extend(self.propose(student, post));
            }
        }
    }

    /// Whom `post` turns away when `student` proposes.
    fn propose(&mut self, student: StudentNumber, post: PostNumber) -> Option<StudentNumber> {
        let Some(hand) = &mut self.hands[post as usize] else { return Some(student) };
        let Some(&Pair { for_post: Some(grade), .. }) = self.market.pair(student, post) else { return Some(student) };
        let student_here = (Reverse(grade), self.market.lot(student), student);
        if hand.len() < self.market.posts()[post as usize].seats as usize {
            hand.push(student_here);
            return None;
        }
        match hand.peek_mut() {
            Some(mut last) if student_here < *last => Some(std::mem::replace(&mut *last, student_here).2),
            _ => Some(student),
        }
    }

    fn furthest_below_minimum(&self) -> Option<PostNumber> {
        let below = (0..).zip(&self.hands).filter_map(|(post, hand)| {
            let held = hand.as_ref()?.len() as u64;
            let facts = self.market.posts()[post as usize];
            let minimum = u64::from(facts.minimum);
            (held < minimum).then_some(Shortage { held, minimum, lot: Reverse(facts.lot), post })
        });
        below.min().map(|shortage| shortage.post)
    }

    fn close(&mut self, post: PostNumber) -> Vec<StudentNumber> {
        let hand = self.hands[post as usize].take().unwrap_or_default();
        hand.into_iter().map(|(_, _, student)| student).collect()
    }

    fn end(self) -> Assignment {
        let mut post_of = vec![None; self.market.students()];
        for (post, hand) in (0..).zip(self.hands) {
            for (_, _, student) in hand.into_iter().flatten() {
                post_of[student as usize] = Some(post);
            }
        }
        Assignment { post_of }
    }
}

/// How far a post is below its minimum; the least closes first.
#[derive(PartialEq, Eq)]
struct Shortage {
    held: u64,
    minimum: u64,
    lot: Reverse<u64>,
    post: PostNumber,
}

impl Ord for Shortage {
    fn cmp(&self, other: &Self) -> Ordering {
        // held / minimum < other.held / other.minimum, without rounding.
        let share = (self.held * other.minimum).cmp(&(other.held * self.minimum));
        share.then_with(|| (self.held, self.lot, self.post).cmp(&(other.held, other.lot, other.post)))
    }
}

impl PartialOrd for Shortage {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
