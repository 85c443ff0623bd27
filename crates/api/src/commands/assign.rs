//! `rongqiao assign`: gives students and posts to each other, stable and checked.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::say;
use crate::assigning::answer::StudentAnswer;
use crate::assigning::{Answer, Batch, BatchFiles};
use crate::fault::{Fault, file_trouble};

const EXPLAINED: &str = "\
The tables may be CSV, TSV, JSON Lines or xlsx, gzipped or not, with these columns:
  students  id, name
  posts     id, seats, minimum, name    (a post that cannot reach its minimum takes nobody)
  fits      student, post, fit_for_student or rank_by_student, fit_for_post or rank_by_post
Fits are the better the higher, ranks begin at 1; equal ones are ties. Blank says: not acceptable to that side. The
result is stable, and the best stable one for every student. Between equals the lower lot goes first: the first 16
digits of `printf 'SEED:ID' | sha256sum`. Publish how the seed will be drawn before the tables are known.

Example:
  printf 'id,name\\ns1,Li\\ns2,Wang\\n' > students.csv
  printf 'id,seats,minimum\\np1,1,0\\np2,2,1\\n' > posts.csv
  printf 'student,post,rank_by_student,fit_for_post\\ns1,p1,1,80\\ns1,p2,2,70\\ns2,p1,1,90\\n' > fits.csv
  rongqiao assign --students students.csv --posts posts.csv --fits fits.csv --seed 7";

/// Who is assigned where.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = EXPLAINED)]
pub(super) struct Arguments {
    /// Table of students
    #[arg(long, value_name = "FILE")]
    students: PathBuf,
    /// Table of posts
    #[arg(long, value_name = "FILE")]
    posts: PathBuf,
    /// Table of what they think of each other
    #[arg(long, value_name = "FILE")]
    fits: PathBuf,
    /// From which lots are drawn
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// Prints one JSON object instead of text
    #[arg(long)]
    json: bool,
    /// Writes the assignment as CSV here, one row for each student, and prints the figures only
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Assigns, checks, and prints or writes.
///
/// # Errors
///
/// Returns a [`Fault`] with all mistakes of the tables, or if the result cannot be written.
pub(super) fn run(arguments: Arguments) -> Result<(), Fault> {
    let Arguments { students, posts, fits, seed, json, out } = arguments;
    let batch = Batch::read(&BatchFiles { students, posts, fits }, seed)?;
    let answer = Answer::to(&batch, seed);
    if !answer.is_stable() {
        let (pairs, rules) = (answer.blocking_pairs, answer.broken_rules);
        return Err(Fault::new(format!(
            "The assignment did not stand its check: {pairs} blocking pairs, {rules} broken rules. Nothing was written; \
             please report it with the tables."
        )));
    }
    if let Some(path) = &out {
        write_table(path, &answer).map_err(|error| {
            Fault::because(format!("The file {} cannot be written: {}.", path.display(), file_trouble(&error)), error)
        })?;
    }
    if json {
        let json = serde_json::to_string(&answer);
        say(&json.map_err(|error| Fault::because("The assignment cannot be written as JSON.", error))?);
        return Ok(());
    }
    if out.is_none() {
        answer.students.iter().for_each(tell_student);
    }
    tell_figures(&answer);
    Ok(())
}

fn tell_student(student: &StudentAnswer<'_>) {
    let who = format!("{} {}", student.student, student.name);
    let got = match (student.post, student.wish) {
        (Some(post), Some(wish)) => format!("{post} (wish {wish})"),
        _ => "no post".to_owned(),
    };
    say(&format!("{}: {got}", who.trim_end()));
    if student.post.is_some() {
        return;
    }
    for refused in &student.refused {
        say(&format!("  {}: {}", refused.post, refused.reason));
    }
    match student.still_open.as_slice() {
        [] => say("  no post with seats left accepts them"),
        open => say(&format!("  seats are left and they are welcome at: {}", open.join(", "))),
    }
}

fn tell_figures(answer: &Answer<'_>) {
    let summary = &answer.summary;
    let percent = 100.0 * summary.first_wishes as f64 / summary.assigned.max(1) as f64;
    say(&format!("assigned: {} of {} students", summary.assigned, summary.students));
    say(&format!("first wish: {} ({percent:.1} % of the assigned)", summary.first_wishes));
    say(&format!("mean wish: {:.2}", summary.mean_wish));
    say(&format!("seats left: {} of {}", summary.seats_left, summary.seats));
    for closed in &answer.closed_posts {
        let wanted = closed.wanted_by.map_or(String::new(), |students| {
            format!("; now {students} want it more than what they got, so that it could open")
        });
        say(&format!("closed: {}, minimum of {} not reached{wanted}", closed.post, closed.minimum));
    }
    say(&format!("stable: checked, {} blocking pairs", answer.blocking_pairs));
}

fn write_table(path: &Path, answer: &Answer<'_>) -> io::Result<()> {
    let mut file = File::create(path)?;
    // Spreadsheets take a table for UTF-8 only with this mark.
    file.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::Writer::from_writer(file);
    table.write_record(["student", "name", "post", "wish", "refused", "still_open"])?;
    for student in &answer.students {
        let refused: Vec<String> = student.refused.iter().map(|it| format!("{} {}", it.post, it.reason)).collect();
        table.write_record([
            student.student,
            student.name,
            student.post.unwrap_or_default(),
            &student.wish.map_or(String::new(), |wish| wish.to_string()),
            &refused.join("; "),
            &student.still_open.join("; "),
        ])?;
    }
    table.flush()
}
