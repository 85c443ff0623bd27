//! Letters to people: which there are, their words, and who carries them.

mod postman;

use std::collections::BTreeMap;

use rongqiao_model::LetterId;
use rongqiao_model::contact::{Contact, ContactKind};
use rongqiao_model::naming::clean_text;
use rongqiao_model::store::{Letter, Notice, Telling};
use time::OffsetDateTime;

pub use self::postman::{Mail, Postman, PostmanError};
use crate::app::App;
use crate::language::Language;

rongqiao_model::choices! {
    /// What a letter is about. The catalogue holds its subject under `letter-<slug>-subject`, its text under
    /// `letter-<slug>`, and what a short message says under `letter-<slug>-short`.
    pub enum LetterKind {
        /// The code that makes an account.
        SignUp = "sign-up",
        /// Somebody wanted to make an account that exists.
        KnownAlready = "known-already",
        /// The code that signs in.
        SignIn = "sign-in",
        /// The code for a new password.
        Recovery = "recovery",
        /// Somebody wanted to sign in where there is no account.
        Unknown = "unknown",
        /// The code that proves another contact.
        NewContact = "new-contact",
        /// The password was changed.
        PasswordChanged = "password-changed",
        /// Listings came that answer a saved search.
        Alert = "alert",
        /// A desk decided on something of the reader's.
        Review = "review",
        /// Something happened in the reader's organisation.
        Organisation = "organisation",
        /// A desk dealt with the reader's question about a policy document.
        Inquiry = "inquiry",
        /// A desk has decided about an organisation that somebody entered.
        OrganisationDecided = "organisation-decided",
        /// The verification of an organisation ends soon.
        VerificationEnding = "verification-ending",
        /// The verification of an organisation has ended.
        VerificationLapsed = "verification-lapsed",
        /// An organisation was suspended, or may go on.
        StandingChanged = "standing-changed",
        /// A role in an organisation is offered.
        RoleOffered = "role-offered",
        /// Somebody asks for a role in an organisation.
        RoleAsked = "role-asked",
        /// The administrators have answered somebody who asked for a role.
        RoleAnswered = "role-answered",
        /// A listing is public.
        ListingPublished = "listing-published",
        /// A desk asks for changes of a listing.
        ListingReturned = "listing-returned",
        /// A desk refused a listing.
        ListingRejected = "listing-rejected",
        /// A desk took a listing from the public.
        ListingWithdrawn = "listing-withdrawn",
        /// A listing ends within days.
        ListingEndsSoon = "listing-ends-soon",
    }
}

/// A letter in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Which one it is.
    pub id: LetterId,
    /// Where it goes.
    pub to: Contact,
    /// What it is about; empty for a short message.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// The whole address at which letters of its sort are stopped, if they can be.
    pub leave: Option<String>,
    /// When it was written.
    pub at: OffsetDateTime,
}

/// A letter of `kind` to `to`, not yet in words; `words` stand in it by their names.
#[must_use]
pub fn letter(app: &App, kind: LetterKind, to: &Contact, language: Language, words: &[(&str, String)]) -> Letter {
    let now = app.clock.now();
    Letter {
        id: LetterId::from_uuid(app.chance.id(now)),
        to: to.clone(),
        language: language.of_letters(),
        kind: kind.slug().to_owned(),
        words: words.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        tries: 0,
        written_at: now,
    }
}

/// What letters of `kind` say to whoever the store finds concerned; `words` stand in it by their names.
#[must_use]
pub fn telling<'a>(app: &'a App, kind: LetterKind, words: &[(&str, String)]) -> Telling<'a> {
    let words = words.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    Telling { notice: Notice { kind: kind.slug().to_owned(), words }, chance: &app.chance }
}

/// Puts `letter` into words; `site` is the address under which people reach the site. `None` when it is of a kind that
/// this program does not know.
#[must_use]
pub fn written(letter: &Letter, site: &str) -> Option<Written> {
    let kind = LetterKind::from_slug(&letter.kind)?;
    let language = Language::from_letters(letter.language);
    let mut words: BTreeMap<&str, String> = letter.words.iter().map(|(name, it)| (name.as_str(), it.clone())).collect();
    // Without an address that leads here from anywhere there is none to tell.
    words.insert("site", if site.is_empty() { String::new() } else { address(site, language, "/") });
    let leave = words.get("leave").map(|token| address(site, language, &format!("/leave/{token}")));
    words.extend(leave.clone().map(|leave| ("leave", leave)));
    if let Some(link) = words.get_mut("link") {
        *link = address(site, language, link);
    }
    let say = |key: String| language.fill_all(&key, &words);
    let (subject, text) = match letter.to.kind() {
        ContactKind::Email => {
            let text =
                format!("{}\n\n{}\n", say(format!("letter-{}", kind.slug())), say("letter-foot".to_owned()).trim_end());
            (one_line(&say(format!("letter-{}-subject", kind.slug()))), text)
        }
        ContactKind::Mobile => (String::new(), say(format!("letter-{}-short", kind.slug()))),
    };
    Some(Written { id: letter.id, to: letter.to.clone(), subject, text, leave, at: letter.written_at })
}

/// The whole address of `path`; the path alone where nobody has said under which address people reach the site.
#[must_use]
pub fn address(site: &str, language: Language, path: &str) -> String {
    format!("{site}{}", language.path(path))
}

/// `text` without line breaks and other characters that are not seen, so that it can be no more than it seems.
#[must_use]
pub fn one_line(text: &str) -> String {
    let words: String = clean_text(text).chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use rongqiao_model::chance::Chance;
    use rongqiao_model::message::MessageKind;
    use rongqiao_model::person::LetterLanguage;
    use time::macros::datetime;

    use super::*;
    use crate::language::MISSING;

    #[test]
    fn every_letter_has_its_words_in_every_language_and_way() {
        let at = datetime!(2026-11-22 08:00 UTC);
        let mut words = BTreeMap::from(
            ["code", "name", "count", "listings", "link", "leave"].map(|it| (it.to_owned(), "012345".to_owned())),
        );
        words.insert("organisation".to_owned(), "晨芯半导体（上海）有限公司".to_owned());
        words.insert("day".to_owned(), "2026-12-22".to_owned());
        for &kind in LetterKind::ALL {
            for &language in LetterLanguage::ALL {
                for to in ["lin@example.com", "13900000000"] {
                    let letter = Letter {
                        id: LetterId::from_uuid(Chance::seeded(1).id(at)),
                        to: Contact::parse(to).expect("it is a contact"),
                        language,
                        kind: kind.slug().to_owned(),
                        words: words.clone(),
                        tries: 0,
                        written_at: at,
                    };
                    let written = written(&letter, "https://rongqiao.example").expect("the kind is known");
                    let said = format!("{}{}", written.subject, written.text);
                    assert!(!said.contains(MISSING) && !said.contains('{'), "{said}");
                    let short = written.to.kind() == ContactKind::Mobile;
                    assert!(!short || written.text.chars().count() <= 140, "{said}");
                }
            }
        }
    }

    #[test]
    fn every_kind_of_message_has_its_letter() {
        for kind in MessageKind::ALL {
            assert!(LetterKind::from_slug(kind.slug()).is_some(), "{kind:?}");
        }
    }

    #[test]
    fn what_people_call_things_stays_on_its_line() {
        for text in ["a\r\nBcc: all@example.com", "a\u{2028}Bcc: all@example.com", "a\u{0}\u{85}Bcc: all@example.com"] {
            let line = one_line(text);
            assert!(line.starts_with('a') && line.chars().all(|it| !it.is_control() && it != '\u{2028}'), "{line:?}");
        }
    }
}
