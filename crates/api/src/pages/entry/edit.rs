//! `/my/organisations/files/{id}/edit`: what is said of an organisation.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::code::{DIVISIONS, INDUSTRIES, ZONES};
use rongqiao_model::organisation_file::{FileField, OrganisationFile, RecruiterClass, Typed};

use super::super::form::{Choosable, Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::start::{kinds, with_mistakes};
use super::{find_file, path_of};
use crate::actions::organisations::entering::{may_change, save};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// The city whose districts can be chosen; elsewhere the address tells.
const CITY: &str = "310000";

/// The fields of the form in their order: name in the form, what it is, how it is filled in, and whether it must be.
const FIELDS: [(&str, FileField, Input, bool); 13] = [
    ("entry-name", FileField::Name, Input::Line, true),
    ("entry-name-en", FileField::NameEn, Input::Line, false),
    ("entry-credit-code", FileField::CreditCode, Input::Line, true),
    ("entry-kind", FileField::Kind, Input::Choice, true),
    ("entry-recruiter-class", FileField::RecruiterClass, Input::Choice, false),
    ("entry-staffing-agency", FileField::StaffingAgency, Input::Tick, false),
    ("entry-staffing-number", FileField::StaffingNumber, Input::Line, false),
    ("entry-legal-representative", FileField::LegalRepresentative, Input::Line, false),
    ("entry-zone", FileField::Zone, Input::Choice, false),
    ("entry-division", FileField::Division, Input::Choice, false),
    ("entry-address", FileField::Address, Input::Line, true),
    ("entry-industry", FileField::Industry, Input::Choice, false),
    ("entry-summary", FileField::Summary, Input::Text, true),
];

/// `GET /my/organisations/files/{id}/edit`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let file = find_file(&app, &actor, &id).await?;
    may_change(&actor, &file)?;
    if !file.state.can_be_changed() {
        return Ok(Redirect::to(&visit.language.path(&path_of(&file))).into_response());
    }
    page(&app, &visit, &file, &Typed::of(&file.entered)).show()
}

/// `POST /my/organisations/files/{id}/edit`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let file = find_file(&app, &actor, &id).await?;
    let permit = may_change(&actor, &file)?;
    let (t, sent) = (visit.language, Sent::read(&form));
    let mut typed = Typed::default();
    for (name, field, _, _) in FIELDS {
        typed.put(field, sent.raw(name));
    }
    match save(&app, &permit, &file, &typed).await? {
        // Whether it was kept or is with the desk by now, the file says how it stands.
        Ok(_) => Ok(Redirect::to(&t.path(&path_of(&file))).into_response()),
        Err(mistakes) => with_mistakes(page(&app, &visit, &file, &typed), t, &mistakes).show_mistakes(),
    }
}

fn page(app: &App, visit: &Visit, file: &OrganisationFile, typed: &Typed) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "entry-edit");
    let remarked = |field| file.open_remarks().iter().find(|remark| remark.field == field);
    let field = |(name, field, input, required): (&'static str, FileField, Input, bool)| {
        let shown = Field::new(t, name, input, "off").holding(typed.raw(field)).among(choices(app, visit, field));
        let mut shown = if required { shown } else { shown.optional() };
        if let Some(remark) = remarked(field) {
            shown.hint = Some(t.with("entry-remarked", "words", &remark.words));
        }
        shown
    };
    page.fields = FIELDS.into_iter().map(field).collect();
    page.others = vec![(t.say("entry-back"), t.path(&path_of(file)))];
    page
}

fn choices(app: &App, visit: &Visit, field: FileField) -> Vec<Choosable> {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let of_table = |table: &str, code: &str| Choosable { value: code.to_owned(), words: wording.code(table, code) };
    match field {
        FileField::Kind => kinds(t),
        FileField::RecruiterClass => RecruiterClass::ALL
            .iter()
            .map(|class| Choosable {
                value: class.slug().to_owned(),
                words: t.say(&format!("recruiter-class-{}", class.slug())),
            })
            .collect(),
        FileField::Zone => wording.top_codes(ZONES).into_iter().map(|row| of_table(ZONES, &row.code)).collect(),
        FileField::Division => {
            let table = app.codes.table(DIVISIONS);
            let districts = table.into_iter().flat_map(|table| &table.codes);
            let of_city = districts.filter(|row| row.parent.as_deref() == Some(CITY));
            of_city.map(|row| of_table(DIVISIONS, &row.code)).collect()
        }
        FileField::Industry => {
            let table = app.codes.table(INDUSTRIES);
            let rows = table.into_iter().flat_map(|table| &table.codes);
            rows.map(|row| Choosable {
                value: row.code.clone(),
                words: format!("{} {}", row.code, wording.industry(&row.code)),
            })
            .collect()
        }
        FileField::Name
        | FileField::NameEn
        | FileField::CreditCode
        | FileField::LegalRepresentative
        | FileField::Address
        | FileField::Summary
        | FileField::StaffingAgency
        | FileField::StaffingNumber
        | FileField::Licence
        | FileField::Mandate
        | FileField::Identity
        | FileField::Prospectus
        | FileField::StaffingLicence => Vec::new(),
    }
}
