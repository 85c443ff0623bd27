//! The fields of each part of a profile.

use rongqiao_model::choice::{Education, EmploymentType, Level};
use rongqiao_model::profile::Section;

use super::super::form::{Field, Input, Sent};
use crate::language::Language;

/// The fields of `section` with what was `sent` in them; their names begin with `prefix`.
pub(super) fn fields(t: Language, section: Section, sent: &Sent, prefix: &str) -> Vec<Field> {
    let form = Form { t, section, sent, prefix };
    match section {
        Section::Education => vec![
            form.line("school").optional(),
            form.line("major").optional(),
            form.select("level", "education", &Education::ALL[1..]),
            form.line("from").optional(),
            form.line("until").optional(),
        ],
        Section::Skills => vec![
            form.line("skill"),
            form.select("level", "level", Level::ALL),
            form.area("evidence"),
            form.line("link").optional(),
        ],
        Section::Certificates => vec![
            form.line("certificate"),
            form.line("issuer").optional(),
            form.line("number").optional(),
            form.line("month").optional(),
        ],
        Section::Experience => vec![
            form.line("organisation").optional(),
            form.line("role").optional(),
            form.line("from").optional(),
            form.line("until").optional(),
            form.area("done"),
        ],
        Section::Wishes => vec![
            form.line("titles").optional(),
            form.line("places").optional(),
            form.field("would-move", Input::Tick).optional(),
            form.picks("employment", "employment-type", EmploymentType::ALL),
            form.line("pay-min").optional(),
        ],
        Section::Availability => {
            vec![form.line("from").optional(), form.line("until").optional(), form.line("days").optional()]
        }
    }
}

/// A form that was filled in, or not yet.
struct Form<'a> {
    t: Language,
    section: Section,
    sent: &'a Sent,
    prefix: &'a str,
}

impl Form<'_> {
    /// A field whose words stand under `field-<section>-<name>`.
    fn field(&self, name: &str, input: Input) -> Field {
        let mut field = Field::new(self.t, &format!("{}-{name}", self.section.slug()), input, "off");
        field.name = format!("{}{name}", self.prefix);
        let value = self.sent.raw(&field.name).to_owned();
        field.holding(value)
    }

    fn line(&self, name: &str) -> Field {
        self.field(name, Input::Line)
    }

    fn area(&self, name: &str) -> Field {
        self.field(name, Input::Text).optional()
    }

    fn select<C: rongqiao_model::choice::Choice>(&self, name: &str, list: &str, all: &[C]) -> Field {
        let field = self.field(name, Input::Choice).optional();
        let chosen = field.value.clone();
        field.of_choices(self.t, list, all, &[&chosen])
    }

    fn picks<C: rongqiao_model::choice::Choice>(&self, name: &str, list: &str, all: &[C]) -> Field {
        let field = self.field(name, Input::Picks).optional();
        let chosen: Vec<&str> = self.sent.all(&field.name).collect();
        field.of_choices(self.t, list, all, &chosen)
    }
}
