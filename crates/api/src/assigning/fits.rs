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
    fn read(&mut self, record: &mut Record<'_>) -> Option<Grade> {
        let (fit, rank) = (record.number(self.fit), record.whole(self.rank, 1, LAST_RANK));
        let (column, grade) = match (fit, rank) {
            (None, None) => return None,
            (Some(_), Some(_)) => {
                record.is_wrong(format!("give `{}` or `{}`, not both", self.fit, self.rank));
                return None;
            }
            (Some(fit), None) => (self.fit, Grade::of_fit(fit)),
            (None, Some(rank)) => (self.rank, Grade::of_rank(rank)),
        };
        let used = *self.used.get_or_insert(column);
        if used != column {
            record.is_wrong(format!("rows above give `{used}`, this one `{column}`; keep to one of them"));
        }
        grade
    }
}

/// The pairs of the table at `path`.
pub(super) fn read(path: &Path, students: &Side, posts: &Side, mistakes: &mut Mistakes) -> Result<Vec<Pair>, Fault> {
    let (mut of_student, mut of_post) = (Opinion::of_students(), Opinion::of_posts());
    let mut rows: Vec<(Pair, u32)> = Vec::new();
    each_row(path, &["student", "post"], mistakes, |record, line| {
        let (student, post) = (known(students, record, "student"), known(posts, record, "post"));
        let (for_student, for_post) = (of_student.read(record), of_post.read(record));
        if let (Some(student), Some(post)) = (student, post) {
            rows.push((Pair { student, post, for_student, for_post }, line as u32));
        }
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

fn known(side: &Side, record: &mut Record<'_>, field: &str) -> Option<u32> {
    let id = record.needed(field)?;
    let number = side.number(&id);
    if number.is_none() {
        record.is_wrong(format!("the {field} `{id}` is not in the table of {field}s"));
    }
    number
}
