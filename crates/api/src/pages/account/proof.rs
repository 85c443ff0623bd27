//! Fields by which the owner of an account proves once more that it is them.

use rongqiao_model::person::Person;

use super::super::form::{Field, FormPage, Input};
use crate::actions::proving::Proving;
use crate::language::Language;
use crate::session::with_back;

/// Asks whoever owns `account` for all that they have; without any of it they sign in anew and come back to `page` at
/// `back`.
pub(in super::super) fn ask_for_proof(page: &mut FormPage, t: Language, account: &Person, back: &str) {
    let proving = Proving::of(account);
    if proving.by_password {
        page.fields.push(Field::new(t, "password", Input::Secret, "current-password"));
    }
    if proving.by_factor {
        page.fields.push(Field::new(t, "factor", Input::Code, "one-time-code"));
    }
    if !proving.by_password && !proving.by_factor {
        page.lead.push(t.say("privacy-proof-by-code"));
        page.others.push((t.say("privacy-sign-in-again"), t.path(&with_back("/sign-in/code", back))));
    }
}
