//! Quality against judged files: what a [`Ranker`] puts where, beside the baselines on the same data.

mod baselines;
mod bootstrap;
mod figures;
mod measures;
mod tasks;

pub use self::baselines::Ranker;
pub use self::bootstrap::interval_of_mean;
pub use self::figures::{Comparison, Figure, Figures};
pub use self::measures::{Measure, OCCUPATION_MEASURES, RANKING_MEASURES, Ranked};
pub use self::tasks::{Judgements, OccupationTask, RankingTask};
