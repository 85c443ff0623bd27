//! What assigning students to posts costs, checked stable each time.
//!
//! `cargo bench -p rongqiao-matching --bench assignment` prints one line for each size: students, posts, pairs, then
//! milliseconds to read the pairs into a market, to assign, and to check, then how it went. Wishes agree in part: a
//! post is popular with all and suits some better than others, and so it is with students. The last size, full
//! rankings by both sides, takes some 2 GB of memory.

use std::io::Write as _;
use std::time::Instant;

use rongqiao_matching::assign::{Grade, Market, Pair, Post, Summary, assign, blocking_pairs, broken_rules};

/// Students, posts, and how many posts each student finds acceptable.
const SIZES: [(u32, u32, u32); 7] = [
    (1_250, 375, 50),
    (2_500, 750, 50),
    (5_000, 1_500, 50),
    (10_000, 3_000, 50),
    (10_000, 3_000, 500),
    (10_000, 3_000, 3_000),
    (100_000, 30_000, 50),
];

fn main() {
    print(
        "students   posts     pairs  market ms  assign ms  check ms  assigned  first wish  mean wish  closed  blocking",
    );
    for (students, posts, wishes) in SIZES {
        for minimums in [false, true] {
            print(&measure(students, posts, wishes, minimums));
        }
    }
}

fn measure(students: u32, posts: u32, wishes: u32, minimums: bool) -> String {
    let mut chance = Chance(7);
    let lots: Vec<u64> = (0..students).map(|_| chance.next()).collect();
    let offers: Vec<Post> = (0..posts).map(|_| offer(&mut chance, minimums)).collect();
    let pairs = pairs(&mut chance, students, posts, wishes);
    let count = pairs.len();
    let begun = Instant::now();
    let market = match Market::new(lots, offers, pairs) {
        Ok(market) => market,
        Err(error) => return error.to_string(),
    };
    let read = milliseconds(begun);
    let begun = Instant::now();
    let assignment = assign(&market);
    let assigned = milliseconds(begun);
    let begun = Instant::now();
    let flaws = blocking_pairs(&market, &assignment).len() + broken_rules(&market, &assignment).len();
    let checked = milliseconds(begun);
    let summary = Summary::of(&market, &assignment);
    format!(
        "{students:8} {posts:7} {count:9} {read:10.1} {assigned:10.1} {checked:9.1} {:9} {:11} {:10.2} {:7} {flaws:9}",
        summary.assigned, summary.first_wishes, summary.mean_wish, summary.closed_posts
    )
}

/// Some three to four seats on the average; with minimums, half of the posts want at least two.
fn offer(chance: &mut Chance, minimums: bool) -> Post {
    let seats = 2 + chance.below(4);
    let minimum = if minimums && chance.below(2) == 0 { 2 } else { 0 };
    Post { seats, minimum, lot: chance.next() }
}

/// Fits in steps of a hundredth, so that many are equal.
fn pairs(chance: &mut Chance, students: u32, posts: u32, wishes: u32) -> Vec<Pair> {
    let popularity: Vec<u32> = (0..posts).map(|_| chance.below(50)).collect();
    let merit: Vec<u32> = (0..students).map(|_| chance.below(50)).collect();
    let mut pairs = Vec::with_capacity(students as usize * wishes as usize);
    // Evenly spread posts from a random one on are different posts without asking.
    let step = posts / wishes;
    for student in 0..students {
        let first = chance.below(step);
        for at in 0..wishes {
            let post = first + at * step;
            let own = popularity[post as usize] + chance.below(50);
            let theirs = merit[student as usize] + chance.below(50);
            let grade = |fit: u32| Grade::of_fit(fit as f32);
            pairs.push(Pair { student, post, for_student: grade(own), for_post: grade(theirs) });
        }
    }
    pairs
}

/// Numbers that look random and are the same each time (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u32) -> u32 {
        (self.next() % u64::from(end)) as u32
    }
}

fn milliseconds(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1e3
}

fn print(line: &str) {
    // With standard output gone there is nobody left to tell.
    let _ = writeln!(std::io::stdout(), "{line}");
}
