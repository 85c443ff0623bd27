//! Reads what students and posts think of each other.

use std::path::Path;

use rongqiao_matching::assign::{Grade, Pair};

use super::batch::{Side, each_row};
use super::record::Record;
use crate::fault::Fault;
use crate::mistakes::Mistakes;

/// Ranks go no further than that.
const LAST_RANK: u32 = 16_000_000;

/// How one side says what it thinks of the other: fits, the higher the better, or ranks from 1.
struct Opinion {
    fit: &'static str,
    rank: &'static str,
    /// Which of the two columns filled the first grade; one side keeps to one of them.
    used: Option<&'static str>,
}

impl Opinion {
    const fn of_students() -> Self {
        Self { fit: "fit_for_student", rank: "rank_by_student", used: None }
    }

    const fn of_posts() -> Self {
        Self { fit: "fit_for_post", rank: "rank_by_post", used: None }
    }

    /// The grade in `record`; `None` where both columns are blank, which says: not acceptable.
    fn read(&mut self, record: &Record<'_>) -> Result<Option<Grade>, String> {
        let (fit, rank) = (record.number(self.fit)?, record.whole(self.rank, 1, LAST_RANK)?);
        let (column, grade) = match (fit, rank) {
            (None, None) => return Ok(None),
            (Some(_), Some(_)) => return Err(format!("give `{}` or `{}`, not both", self.fit, self.rank)),
            (Some(fit), None) => (self.fit, Grade::of_fit(fit)),
            (None, Some(rank)) => (self.rank, Grade::of_rank(rank)),
        };
        let used = *self.used.get_or_insert(column);
        if used != column {
            return Err(format!("rows above give `{used}`, this one `{column}`; keep to one of them"));
        }
        Ok(grade)
    }
}

/// The pairs of the table at `path`.
pub(super) fn read(path: &Path, students: &Side, posts: &Side, mistakes: &mut Mistakes) -> Result<Vec<Pair>, Fault> {
    let (mut of_student, mut of_post) = (Opinion::of_students(), Opinion::of_posts());
    let mut rows: Vec<(Pair, u32)> = Vec::new();
    each_row(path, &["student", "post"], mistakes, |record, line| {
        let student = known(students, record, "student")?;
        let post = known(posts, record, "post")?;
        let pair = Pair { student, post, for_student: of_student.read(record)?, for_post: of_post.read(record)? };
        let line = u32::try_from(line).map_err(|_| "there are too many rows".to_owned())?;
        rows.push((pair, line));
        Ok(())
    })?;
    rows.sort_unstable_by_key(|(pair, line)| (pair.student, pair.post, *line));
    for two in rows.windows(2) {
        let [(before, first), (after, line)] = [two[0], two[1]];
        if (before.student, before.post) == (after.student, after.post) {
            mistakes.note(path, line.into(), &format!("the same student and post stand in line {first} already"));
        }
    }
    Ok(rows.into_iter().map(|(pair, _)| pair).collect())
}

fn known(side: &Side, record: &Record<'_>, field: &str) -> Result<u32, String> {
    let id = record.needed(field)?;
    side.number(&id).ok_or_else(|| format!("the {field} `{id}` is not in the table of {field}s"))
}
