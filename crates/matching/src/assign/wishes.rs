//! What students wish for, best first.

use super::market::{Grade, Market, Pair, PostNumber, StudentNumber};

/// Fewest wishes that are put in order at once.
const FEWEST: usize = 32;

/// The lists of all students, each read from its best wish on.
///
/// Most students get one of their first wishes, so a list is put in order only as far as it is read: reading `k` of
/// `n` wishes costs some `n log k` steps at most.
pub(super) struct WishLists {
    /// A list after the other; a wish is one number that is the smaller, the better the wish is.
    wishes: Vec<u64>,
    lists: Vec<List>,
    posts_by_lot: Vec<PostNumber>,
}

/// Where in the wishes a list stands.
#[derive(Clone, Copy)]
struct List {
    next: usize,
    /// Up to here it is in order.
    ordered: usize,
    end: usize,
    begin: usize,
}

impl WishLists {
    /// The acceptable posts of all students.
    pub(super) fn of(market: &Market) -> Self {
        let (posts_by_lot, places) = posts_by_lot(market);
        let mut wishes = Vec::with_capacity(market.pairs().len());
        let mut lists = Vec::with_capacity(market.students());
        for student in 0..market.students() as StudentNumber {
            let begin = wishes.len();
            let of_pair = |pair: &Pair| {
                let grade = pair.for_student.filter(|_| pair.is_acceptable())?;
                Some(wish(grade, places[pair.post as usize]))
            };
            wishes.extend(market.pairs_of(student).iter().filter_map(of_pair));
            lists.push(List { next: begin, ordered: begin, end: wishes.len(), begin });
        }
        Self { wishes, lists, posts_by_lot }
    }

    /// The best wish of `student` that was not given out yet.
    pub(super) fn next(&mut self, student: StudentNumber) -> Option<PostNumber> {
        let list = &mut self.lists[student as usize];
        if list.next == list.end {
            return None;
        }
        if list.next == list.ordered {
            let more = FEWEST.max(3 * (list.ordered - list.begin)).min(list.end - list.ordered);
            put_in_order(&mut self.wishes[list.ordered..list.end], more);
            list.ordered += more;
        }
        let place = self.wishes[list.next] as u32;
        list.next += 1;
        Some(self.posts_by_lot[place as usize])
    }
}

/// A better grade makes a smaller number; of two equal ones the place of the lot decides.
fn wish(grade: Grade, place: u32) -> u64 {
    u64::from(!grade.bits()) << 32 | u64::from(place)
}

/// Moves the `first` smallest to the front, in order.
fn put_in_order(wishes: &mut [u64], first: usize) {
    if first < wishes.len() {
        wishes.select_nth_unstable(first);
    }
    wishes[..first].sort_unstable();
}

/// The posts in the order of their lots, and the place of each in it.
fn posts_by_lot(market: &Market) -> (Vec<PostNumber>, Vec<u32>) {
    let posts = market.posts();
    let mut by_lot: Vec<PostNumber> = (0..posts.len() as PostNumber).collect();
    by_lot.sort_unstable_by_key(|&post| (posts[post as usize].lot, post));
    let mut places = vec![0; posts.len()];
    for (place, &post) in (0..).zip(&by_lot) {
        places[post as usize] = place;
    }
    (by_lot, places)
}
