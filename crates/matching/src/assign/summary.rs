//! An assignment in a few figures.

use serde::Serialize;

use super::acceptance::Assignment;
use super::market::{Market, PostNumber, StudentNumber};
use super::reasons::Reasons;

/// How an assignment went.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Students in the market.
    pub students: usize,
    /// Students who got a post.
    pub assigned: usize,
    /// Students who got a post that they want as much as any.
    pub first_wishes: usize,
    /// Mean number of the wish that came true, over those who got a post; 0 if nobody did.
    pub mean_wish: f64,
    /// Posts in the market.
    pub posts: usize,
    /// Posts that take nobody, since they did not reach their minimum.
    pub closed_posts: usize,
    /// Seats of all posts.
    pub seats: u64,
    /// Seats left at the posts that are not closed.
    pub seats_left: u64,
}

impl Summary {
    /// Counts `assignment`. Linear in the pairs.
    #[must_use]
    pub fn of(market: &Market, assignment: &Assignment) -> Self {
        let reasons = Reasons::of(market, assignment);
        let wishes: Vec<usize> =
            (0..market.students() as StudentNumber).filter_map(|student| reasons.wish(student)).collect();
        let numbered = || (0..).zip(market.posts());
        let is_closed = |post: PostNumber| reasons.is_closed(post);
        let left =
            |(number, post): (PostNumber, &super::Post)| u64::from(post.seats.saturating_sub(reasons.taken(number)));
        Self {
            students: market.students(),
            assigned: wishes.len(),
            first_wishes: wishes.iter().filter(|&&wish| wish == 1).count(),
            mean_wish: wishes.iter().sum::<usize>() as f64 / wishes.len().max(1) as f64,
            posts: market.posts().len(),
            closed_posts: numbered().filter(|&(post, _)| is_closed(post)).count(),
            seats: market.posts().iter().map(|post| u64::from(post.seats)).sum(),
            seats_left: numbered().filter(|&(post, _)| !is_closed(post)).map(left).sum(),
        }
    }
}
