//! What an operator does to the vocabulary, and what stays of it.

use rongqiao_matching::skills::Learner;

use super::*;

const HEADER: &str = "accept\tkind\tskill\tproposed\tscore\tcount\texample 1\texample 2\texample 3\n";

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder can be made")
}

fn file(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("the folder can be written");
    path
}

#[test]
fn what_is_learnt_is_accepted_by_a_person_line_by_line() {
    let folder = folder();
    let data = folder.path().join("data");
    let posting = |number: u32, text: &str| format!(r#"{{"title":"岗位{number}","description":"{number}、{text}"}}"#);
    let texts = ["熟悉有限元分析（甲乙仿真术）", "会Python（蟒语蟒语）"];
    let postings: Vec<String> = (0..4).map(|number| posting(number, texts[number as usize % 2])).collect();
    let postings = file(&folder, "jobs.jsonl", &postings.join("\n"));
    let mut learner = Learner::new(Vocabulary::shipped());
    listen_to_file(&mut learner, &postings).expect("the file can be read");
    let proposals = learner.proposals(2);
    let text = write_proposals(&proposals, None).expect("nothing is written");
    assert_eq!((proposals.len(), learner.postings()), (2, 4), "{text}");
    assert!(proposals.iter().all(|it| it.evidence.len() == 2 && it.score > 0.0), "{text}");

    let untouched = file(&folder, "untouched.tsv", &text);
    let result = accept(&data, &untouched).expect("the lines are whole");
    assert_eq!(result, Acceptance { added: 0, known: 0, passed_over: 2 });
    assert_eq!(vocabulary_in(&data).expect("nothing was added").by_name("甲乙仿真术"), None);

    let said_yes = text.replace("\talias\tfinite-element-analysis", "yes\talias\tfinite-element-analysis");
    let said_yes = file(&folder, "yes.tsv", &said_yes);
    assert_eq!(accept(&data, &said_yes).expect("the lines are whole").added, 1);
    assert_eq!(accept(&data, &said_yes).expect("the lines are whole").known, 1);
    let vocabulary = vocabulary_in(&data).expect("the lines are whole");
    assert_eq!(vocabulary.by_name("甲乙仿真术"), vocabulary.by_id("finite-element-analysis"));
    assert_eq!(vocabulary.by_name("蟒语蟒语"), None);

    assert_eq!(forget(&data, "finite-element-analysis", "甲乙仿真术").expect("the folder can be written"), 1);
    assert_eq!(accepted_lines(&data).expect("the file can be read"), Vec::<String>::new());
}

#[test]
fn faulty_lines_are_named_and_nothing_is_accepted() {
    let folder = folder();
    let lines = "yes\talias\tpython\t派森语言\n\
                 yes\tname\tpython\t派森\n\
                 yes\talias\tno-such-skill\t派森\n\
                 yes\talias\tpython\tJava\n\
                 yes\trelated\tpython\tno-such-skill\n\
                 yes\talias\tpython\n\
                 yes\talias\tpython\t\n";
    let path = file(&folder, "proposals.tsv", &format!("{HEADER}{lines}"));
    let told = accept(folder.path(), &path).expect_err("most lines are faulty").to_string();
    for what in [
        "line 3: there is no kind `name`",
        "line 4: there is no skill no-such-skill",
        "line 5: the name Java belongs to the skill java",
        "line 6: there is no skill no-such-skill",
        "line 7: needs 4 columns",
        "line 8: the skill or what is proposed for it is empty",
    ] {
        assert!(told.contains(what), "{what}\n{told}");
    }
    assert_eq!(accepted_lines(folder.path()).expect("there is none"), Vec::<String>::new());
    let other = file(&folder, "other.tsv", "a\tb\tc\td\n");
    assert!(accept(folder.path(), &other).expect_err("it is another file").to_string().contains("accept, kind"));
}

#[test]
fn accepted_lines_survive_a_version_that_knows_them_and_one_that_lacks_their_skill() {
    let folder = folder();
    file(
        &folder,
        "skills-accepted.tsv",
        "kind\tskill\tproposed\tscore\tcount\texamples\n\
         alias\tpython\tPython\t9\t9\nalias\tgone-with-an-update\t某技能\t9\t9\nalias\tpython\t派森语言\t9\t9\t例\n",
    );
    let vocabulary = vocabulary_in(folder.path()).expect("the lines are whole");
    assert_eq!(vocabulary.by_name("派森语言"), Vocabulary::shipped().by_id("python"));
    assert_eq!(accepted_lines(folder.path()).expect("the file can be read").len(), 3);
}

#[test]
fn a_damaged_file_in_the_data_folder_is_named_with_its_line() {
    let folder = folder();
    file(&folder, "skills-accepted.tsv", "kind\tskill\tproposed\nalias\tpython\n");
    file(&folder, "skills-imported-x.tsv", "# source: x\nid\tzh\ten\tkind\taliases\nx-1\t\tFoobar\tthing\t\n");
    let told = extension_in(folder.path()).expect_err("both are damaged").to_string();
    assert!(told.contains("skills-accepted.tsv, line 2: needs 3 columns"), "{told}");
    assert!(told.contains("skills-imported-x.tsv, line 3: there is no kind `thing`"), "{told}");
}

#[test]
fn an_import_brings_new_skills_and_new_names_of_known_ones_and_keeps_its_source() {
    let folder = folder();
    let data = folder.path().join("data");
    let esco = file(
        &folder,
        "esco.csv",
        "id,type,reuse,label,alt_labels,description\n\
         1,knowledge,,quantum falconry,falconry of quanta|quantum hawking,\n\
         2,skill/competence,,Python,python snake writing,\n3,,,,,\n",
    );
    let import = import(&data, Source::Esco, &esco).expect("the file is whole");
    assert_eq!(import, Import { rows: 3, skills: 1, additions: 3 });
    let vocabulary = vocabulary_in(&data).expect("it was just written");
    let shipped = Vocabulary::shipped();
    assert_eq!(vocabulary.by_id("esco-1"), Some(shipped.skills().len() as u32));
    assert_eq!(vocabulary.by_name("Python snake-writing"), shipped.by_id("python"));
    let text = std::fs::read_to_string(data.join("skills-imported-esco.tsv")).expect("it was written");
    assert!(text.starts_with("# source: ESCO") && text.contains("# licence: "), "{text}");
    let foreign = file(&folder, "foreign.csv", "a,b\n1,2\n");
    let told = super::import(&data, Source::Esco, &foreign).expect_err("it is another table").to_string();
    assert!(told.contains("no column `id`"), "{told}");
}

#[test]
fn products_that_end_in_a_known_tool_are_that_tool() {
    let folder = folder();
    let onet = file(&folder, "onet.csv", "code,example\n1,Oracle Java\n1,R\n2,Zebrafish Modeler 9\n3,Oracle Java\n");
    let result = import(folder.path(), Source::OnetTechnology, &onet).expect("the file is whole");
    assert_eq!((result.rows, result.skills), (4, 1));
    let vocabulary = vocabulary_in(folder.path()).expect("it was just written");
    assert_eq!(vocabulary.by_name("oracle java"), vocabulary.by_id("java"));
    assert!(vocabulary.by_id("onet-zebrafish-modeler-9").is_some());
}

#[test]
fn occupations_and_majors_go_to_the_skills_that_they_name() {
    let folder = folder();
    let occupations = file(
        &folder,
        "occupations.csv",
        "code,level,name,definition\n1,3,编程人员,Python\n2,4,蟒蛇程序员S,用Python写程序的人员\n",
    );
    let majors = file(&folder, "majors.csv", "code,name\n1,Python应用技术学\n");
    import(folder.path(), Source::Occupations, &occupations).expect("the file is whole");
    import(folder.path(), Source::Majors, &majors).expect("the file is whole");
    let vocabulary = vocabulary_in(folder.path()).expect("they were just written");
    let python = vocabulary.by_id("python").and_then(|number| vocabulary.skill(number)).expect("it is shipped");
    assert!(python.occupations.iter().any(|name| name == "蟒蛇程序员"));
    assert!(!python.occupations.iter().any(|name| name == "编程人员"));
    assert!(python.programmes.iter().any(|name| name == "Python应用技术学"));
}
