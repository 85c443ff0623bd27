//! Small batches as somebody writes them.

use std::path::PathBuf;

use super::*;
use crate::fault::Fault;

/// Reads a batch from tables with these texts.
fn read(students: &str, posts: &str, fits: &str) -> Result<Batch, Fault> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = |name: &str, text: &str| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("the folder can be written");
        path
    };
    let files = BatchFiles {
        students: file("students.csv", students),
        posts: file("posts.csv", posts),
        fits: file("fits.jsonl", fits).with_extension(if fits.starts_with('{') { "jsonl" } else { "csv" }),
    };
    std::fs::write(&files.fits, fits).expect("the folder can be written");
    Batch::read(&files, 7)
}

const STUDENTS: &str = "id,name\ns1,李明\ns2,王芳\ns3,\n";
const POSTS: &str = "id,seats,minimum\np1,1,\np2,2,1\np3,3,2\n";

#[test]
fn a_batch_is_assigned_and_the_others_learn_why_not() {
    let fits = "student,post,rank_by_student,fit_for_post\n\
                s1,p1,1,90\ns2,p1,1,80.5\ns2,p2,2,50\ns3,p3,1,70\ns3,p1,2,60\ns3,p2,,40\n";
    let batch = read(STUDENTS, POSTS, fits).expect("the tables are right");
    let answer = Answer::to(&batch, 7);
    let posts: Vec<Option<&str>> = answer.students.iter().map(|it| it.post).collect();
    assert_eq!(posts, [Some("p1"), Some("p2"), None]);
    assert!(answer.is_stable());
    let last = &answer.students[2];
    let refused: Vec<(&str, &str)> = last.refused.iter().map(|it| (it.post, it.reason)).collect();
    assert_eq!(refused, [("p3", "closed: minimum not reached"), ("p1", "full with better ranked")]);
    assert_eq!(last.still_open, ["p2"]);
    assert_eq!(answer.closed_posts[0].post, "p3");
    assert_eq!((answer.summary.assigned, answer.summary.first_wishes, answer.summary.seats_left), (2, 1, 1));
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let posts = |students: &str, fits: &str| {
        let batch = read(students, "id,seats\np1,1\np2,1\n", fits).expect("the tables are right");
        let answer = Answer::to(&batch, 7);
        let mut posts: Vec<_> =
            answer.students.iter().map(|it| (it.student.to_owned(), it.post.map(str::to_owned))).collect();
        posts.sort();
        posts
    };
    let header = "student,post,fit_for_student,fit_for_post\n";
    let rows = ["a,p1,1,1\n", "a,p2,1,1\n", "b,p1,1,1\n", "b,p2,1,1\n", "c,p2,1,1\n"];
    let backwards: String = rows.iter().rev().copied().collect();
    assert_eq!(
        posts("id\na\nb\nc\n", &format!("{header}{}", rows.concat())),
        posts("id\nc\nb\na\n", &format!("{header}{backwards}"))
    );
}

#[test]
fn all_mistakes_are_told_at_once_with_file_and_line() {
    let fault = read(
        "id,name\ns1,A\ns1,B\n,C\n",
        "id,seats,minimum\np1,many,\np2,2,3\np2,,x\n",
        "student,post,fit_for_student,rank_by_student,fit_for_post\n\
         s1,p1,1,,1\ns1,p1,2,,1\ns9,p1,1,,1\ns1,p2,,1,1\ns1,p2,1,1,1\ns1,p2,good,,1\n",
    );
    let told = fault.expect_err("nearly everything is wrong").to_string();
    for what in [
        "students.csv, line 3: `s1` stands in line 2 already",
        "students.csv, line 4: `id` is empty",
        "posts.csv, line 2: `seats` is many; write a whole number from 0 to 1000000",
        "posts.csv, line 3: the minimum of 3 is above the 2 seats",
        "posts.csv, line 4: `p2` stands in line 3 already",
        "posts.csv, line 4: `seats` is empty",
        "posts.csv, line 4: `minimum` is x; write a whole number from 0 to 1000000",
        "fits.csv, line 3: the same student and post stand in line 2 already",
        "fits.csv, line 4: the student `s9` is not in the table of students",
        "fits.csv, line 5: rows above give `fit_for_student`, this one `rank_by_student`; keep to one of them",
        "fits.csv, line 6: give `fit_for_student` or `rank_by_student`, not both",
        "fits.csv, line 7: `fit_for_student` is good; write a number such as 7.5",
    ] {
        assert!(told.contains(what), "{what}\n{told}");
    }
    assert!(told.contains("mend these first (14)"), "{told}");
}

#[test]
fn a_table_without_a_column_is_told_once() {
    let told = read("name\nA\nB\n", POSTS, "student,post\n").expect_err("a column is missing").to_string();
    assert!(told.contains("(1)") && told.contains("there is no column `id`"), "{told}");
}

#[test]
fn json_lines_are_understood_and_nobody_at_all_is_a_batch_too() {
    let fits = r#"{"student":"s1","post":"p2","fit_for_student":0.5,"fit_for_post":3}"#;
    let batch = read(STUDENTS, POSTS, fits).expect("the tables are right");
    assert_eq!(Answer::to(&batch, 7).students[0].post, Some("p2"));
    let nobody = read("id\n", "id,seats\n", "student,post\n").expect("the tables are right");
    assert!(Answer::to(&nobody, 7).is_stable());
}
