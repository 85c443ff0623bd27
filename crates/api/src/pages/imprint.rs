//! `GET /imprint`: who runs the site, with the filings and licences that the law wants shown.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::finding::shows_demo_content;
use super::layout::{Layout, answer};
use super::visit::Visit;
use crate::app::App;
use crate::language::Language;
use crate::operator::Operator;
use crate::problem::Problem;

/// Filings and licences that the page names even where they are not set: the key of the name, and what labels contain.
const EXPECTED: [(&str, &str); 3] =
    [("licence-icp", "ICP"), ("licence-police", "公安"), ("licence-human-resources", "人力资源")];

#[derive(Debug)]
struct Row {
    label: String,
    value: Option<String>,
    href: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "imprint.html")]
struct ImprintPage {
    t: Language,
    layout: Layout,
    rows: Vec<Row>,
    complete: bool,
}

/// `GET /imprint`
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let t = visit.language;
    let mut layout = Layout::new(&app, &visit, t.say("imprint-title"));
    layout.demo = shows_demo_content(&app).await?;
    let rows = rows(t, &app.settings.operator);
    let complete = rows.iter().all(|row| row.value.is_some());
    answer(StatusCode::OK, &ImprintPage { t, layout, rows, complete })
}

fn rows(t: Language, operator: &Operator) -> Vec<Row> {
    let said = |key: &str, value: &str| Row {
        label: t.say(key),
        value: Some(value.to_owned()).filter(|value| !value.is_empty()),
        href: None,
    };
    let english = t == Language::English && !operator.name_en.is_empty();
    let name = if english { &operator.name_en } else { &operator.name };
    let mut rows = vec![
        said("operator-name", name),
        said("operator-address", &operator.address),
        said("operator-contact", &operator.contact),
    ];
    let missing = EXPECTED.iter().filter(|(_, word)| operator.licence(word).is_none());
    let set = operator.licences.iter().filter(|licence| !licence.number.is_empty()).map(|licence| Row {
        label: licence.label.clone(),
        value: Some(licence.number.clone()),
        href: licence.register_url(),
    });
    rows.extend(set);
    rows.extend(missing.map(|(key, _)| said(key, "")));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operator::Licence;

    #[test]
    fn what_is_not_set_is_named_all_the_same() {
        let licence = Licence { label: "沪ICP备案".to_owned(), number: "沪ICP备00000000号".to_owned() };
        let operator =
            Operator { name: "临港促进中心".to_owned(), licences: vec![licence], ..Operator::default() };
        let rows = rows(Language::Chinese, &operator);
        let missing: Vec<&str> = rows.iter().filter(|row| row.value.is_none()).map(|row| row.label.as_str()).collect();
        assert_eq!(missing, ["地址", "联系方式", "公安联网备案", "人力资源服务许可证"]);
        assert!(rows.iter().any(|row| row.href == Some("https://beian.miit.gov.cn/")));
    }
}
