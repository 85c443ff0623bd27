//! Students, posts, and what each side thinks of the other.

use std::num::NonZeroU32;

use thiserror::Error;

/// Place of a student in the market.
pub type StudentNumber = u32;

/// Place of a post in the market.
pub type PostNumber = u32;

/// How much one side wants the other: the higher, the more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grade(NonZeroU32);

impl Grade {
    /// The grade of a fit, higher being better; `None` if `fit` is infinite or no number.
    #[must_use]
    pub fn of_fit(fit: f32) -> Option<Self> {
        // Adding zero makes one of the two zeros.
        let bits = (fit + 0.0).to_bits();
        let ordered = if fit < 0.0 { !bits } else { bits | 1 << 31 };
        NonZeroU32::new(ordered).filter(|_| fit.is_finite()).map(Self)
    }

    /// The grade of a rank, 1 being the best. Compare it with grades of ranks only.
    #[must_use]
    pub fn of_rank(rank: u32) -> Option<Self> {
        NonZeroU32::new(u32::MAX - rank).map(Self)
    }

    pub(super) const fn bits(self) -> u32 {
        self.0.get()
    }
}

/// What a student and a post think of each other; who finds the other unacceptable gives no grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The student.
    pub student: StudentNumber,
    /// The post.
    pub post: PostNumber,
    /// How much the student wants the post.
    pub for_student: Option<Grade>,
    /// How much the post wants the student.
    pub for_post: Option<Grade>,
}

impl Pair {
    /// Whether each accepts the other.
    #[must_use]
    pub const fn is_acceptable(&self) -> bool {
        self.for_student.is_some() && self.for_post.is_some()
    }
}

/// How many students a post takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Post {
    /// Students that it takes at most.
    pub seats: u32,
    /// Students without which it takes nobody; 0 when any number will do.
    pub minimum: u32,
    /// Its lot: where a student wants two posts equally, the lower one goes first.
    pub lot: u64,
}

/// Why a market makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MarketError {
    /// A pair names a student or a post that is not there.
    #[error("student {student} or post {post} of a pair is not in the market")]
    Unknown {
        /// The student.
        student: StudentNumber,
        /// The post.
        post: PostNumber,
    },
    /// Two pairs name the same student and post.
    #[error("student {student} and post {post} are paired twice")]
    Twice {
        /// The student.
        student: StudentNumber,
        /// The post.
        post: PostNumber,
    },
    /// A post needs more students than it has seats.
    #[error("post {post} needs {minimum} students and has {seats} seats")]
    MinimumAboveSeats {
        /// The post.
        post: PostNumber,
        /// What it needs.
        minimum: u32,
        /// What it has.
        seats: u32,
    },
}

/// Everybody who takes part, and what they think of each other.
#[derive(Clone, Debug)]
pub struct Market {
    lots: Vec<u64>,
    posts: Vec<Post>,
    /// By student, then by post.
    pairs: Vec<Pair>,
    /// Where the pairs of each student begin, and where the last ones end.
    begins: Vec<usize>,
}

impl Market {
    /// A market of one student for each of `lots` (where a post wants two students equally, the lower lot goes first),
    /// of `posts`, and of `pairs` in any order; who is in no pair with somebody is not acceptable.
    ///
    /// Linear in pairs that come sorted by student and post.
    ///
    /// # Errors
    ///
    /// Returns a [`MarketError`] for a pair that is unknown or comes twice, and for a minimum above the seats.
    pub fn new(lots: Vec<u64>, posts: Vec<Post>, mut pairs: Vec<Pair>) -> Result<Self, MarketError> {
        let too_many = |post: &&Post| post.minimum > post.seats;
        if let Some((number, post)) = (0..).zip(&posts).find(|(_, post)| too_many(post)) {
            let Post { seats, minimum, .. } = *post;
            return Err(MarketError::MinimumAboveSeats { post: number, minimum, seats });
        }
        let is_known = |pair: &Pair| (pair.student as usize) < lots.len() && (pair.post as usize) < posts.len();
        if let Some(&Pair { student, post, .. }) = pairs.iter().find(|pair| !is_known(pair)) {
            return Err(MarketError::Unknown { student, post });
        }
        let key = |pair: &Pair| (pair.student, pair.post);
        pairs.sort_unstable_by_key(key);
        if let Some(twice) = pairs.windows(2).find(|two| key(&two[0]) == key(&two[1])) {
            return Err(MarketError::Twice { student: twice[0].student, post: twice[0].post });
        }
        let begins = begins(&pairs, lots.len());
        Ok(Self { lots, posts, pairs, begins })
    }

    /// How many students there are.
    #[must_use]
    pub const fn students(&self) -> usize {
        self.lots.len()
    }

    /// All posts; the place of one is its number.
    #[must_use]
    pub fn posts(&self) -> &[Post] {
        &self.posts
    }

    /// All pairs, by student and then by post.
    #[must_use]
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The pairs of one student, by post.
    #[must_use]
    pub fn pairs_of(&self, student: StudentNumber) -> &[Pair] {
        &self.pairs[self.begins[student as usize]..self.begins[student as usize + 1]]
    }

    /// The pair of a student and a post, if either thinks anything of the other.
    #[must_use]
    pub fn pair(&self, student: StudentNumber, post: PostNumber) -> Option<&Pair> {
        let pairs = self.pairs_of(student);
        // Where everybody ranks everything, each post is in its own place.
        if let Some(pair) = pairs.get(post as usize).filter(|pair| pair.post == post) {
            return Some(pair);
        }
        pairs.binary_search_by_key(&post, |pair| pair.post).ok().map(|at| &pairs[at])
    }

    pub(super) fn lot(&self, student: StudentNumber) -> u64 {
        self.lots[student as usize]
    }
}

fn begins(pairs: &[Pair], students: usize) -> Vec<usize> {
    let mut begins = vec![0; students + 1];
    for pair in pairs {
        begins[pair.student as usize + 1] += 1;
    }
    for student in 0..students {
        begins[student + 1] += begins[student];
    }
    begins
}
