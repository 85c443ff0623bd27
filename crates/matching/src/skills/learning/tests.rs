//! What is learnt from a handful of postings.

use super::super::extension::AdditionKind;
use super::*;

const SKILLS: &str = "id\tzh\ten\tkind\taliases\tcontext\tbroader\trelated\toccupations\tprogrammes\n\
                      fea\t有限元分析\tFinite element analysis\tability\t\t\t\t\t\t\n\
                      dfmea\t设计失效分析\tDFMEA\tability\t\t\t\t\t\t\n\
                      nodejs\tNode.js\tNode.js\ttool\t\t\t\t\t\t\n\
                      cad\tCAD绘图\tCAD drawing\ttool\t\t\t\tdfmea\t\t\n\
                      sales\t销售\tSales\tability\t\t\t\t\t\t\n";

fn vocabulary() -> Vocabulary {
    Vocabulary::parse(&[("test", SKILLS)]).expect("the lines are whole")
}

/// What is proposed from postings given as title, text and tags.
fn learn(postings: &[(&str, &str, &[&str])]) -> Vec<Proposal> {
    let vocabulary = vocabulary();
    let mut learner = Learner::new(&vocabulary);
    for (title, text, tags) in postings {
        let tags: Vec<String> = tags.iter().map(|&tag| tag.to_owned()).collect();
        learner.listen(&Posting { title, text, tags: &tags });
    }
    learner.proposals(2)
}

/// Kind, skill, value and count of each.
fn short(proposals: &[Proposal]) -> Vec<(&'static str, &str, &str, u32)> {
    proposals.iter().map(|it| (it.addition.kind.slug(), &*it.addition.skill, &*it.addition.value, it.count)).collect()
}

#[test]
fn a_bracket_beside_a_known_name_proposes_the_other_with_its_evidence() {
    let proposals = learn(&[
        ("仿真工程师", "熟悉有限元分析（FEA）；会销售（Sales）", &[]),
        ("结构工程师", "做有限元分析(fea)和报告", &[]),
        ("质量工程师", "掌握失效模式推演（DFMEA）", &[]),
        ("质量经理", "负责失效模式推演（DFMEA）的人", &[]),
        ("设计师", "有限元分析（Abaqus、Ansys等）", &[]),
    ]);
    assert_eq!(short(&proposals), [("alias", "dfmea", "失效模式推演", 2), ("alias", "fea", "FEA", 2)]);
    assert_eq!(proposals[1].evidence, ["熟悉有限元分析（FEA）", "做有限元分析(fea)"]);
    assert!(proposals.iter().all(|it| it.score > 0.0));
}

#[test]
fn a_tag_in_another_spelling_is_proposed() {
    let proposals = learn(&[("前端", "一", &["node_js2", "nodejs"]), ("后端", "二", &["NodeJS"])]);
    assert_eq!(short(&proposals), [("alias", "nodejs", "nodejs", 2)]);
    assert_eq!(proposals[0].evidence, ["前端", "后端"]);
}

#[test]
fn a_tag_that_keeps_to_a_skill_and_sounds_like_it_is_proposed() {
    let proposals = learn(&[
        ("制图员", "一，CAD绘图", &["CAD制图绘图"]),
        ("绘图员", "二，CAD绘图", &["CAD制图绘图", "吃苦耐劳"]),
        ("设计师", "三，CAD绘图", &["吃苦耐劳"]),
        ("业务员", "四，销售", &["底薪", "销售经验"]),
        ("销售员", "五，销售", &["销售相关工作经验"]),
    ]);
    assert_eq!(short(&proposals), [("alias", "cad", "CAD制图绘图", 2)]);
}

#[test]
fn skills_that_keep_together_are_proposed_unless_they_are_related() {
    let mut postings: Vec<(&str, String)> = Vec::new();
    for number in 0..10 {
        postings.push(("仿真", format!("{number} 有限元分析，Node.js")));
        postings.push(("设计", format!("{number} CAD绘图，DFMEA")));
        postings.push(("业务", format!("{number} 销售")));
    }
    let postings: Vec<(&str, &str, &[&str])> =
        postings.iter().map(|(title, text)| (*title, text.as_str(), &[] as &[&str])).collect();
    let proposals = learn(&postings);
    assert_eq!(short(&proposals), [("related", "fea", "nodejs", 10)]);
    assert_eq!(proposals[0].evidence, ["仿真"; 3]);
    assert_eq!(proposals[0].addition.kind, AdditionKind::Related);
}

#[test]
fn the_same_text_again_says_nothing_new() {
    let posting: (&str, &str, &[&str]) = ("仿真工程师", "有限元分析（FEA）", &[]);
    assert_eq!(learn(&[posting; 5]), []);
}
