//! Telling people news: a message in the platform, and a letter for those who want one.
//!
//! Whoever causes news makes [`News`] with [`news`] and hands it to the verb of the store that stores the cause; that verb
//! writes both in its own transaction, so that nobody is told of what did not happen and nothing happens untold. News
//! that go with nothing else are told by [`tell`]. Either way [`App::letters_wait`] is to be notified afterwards.
//!
//! A kind of news is one line of [`MessageKind`], one of [`LetterKind`](crate::letters::LetterKind) and its texts in both
//! catalogues. Letters pass through other hands: what needs protection stands in the message alone.

use std::collections::BTreeMap;

use rongqiao_model::message::{LeaveBy, MessageKind, News};
use rongqiao_model::store::StoreError;
use rongqiao_model::{LetterId, MessageId, PersonId};

use crate::app::App;
use crate::tokens;

/// News of `kind` for `person`: `words` stand in the message, `letter_words` in the letter, and both lead to the page at
/// `link`, which stands without the language's prefix.
#[must_use]
pub fn news(
    app: &App,
    (kind, person): (MessageKind, PersonId),
    words: &[(&str, String)],
    letter_words: &[(&str, String)],
    link: &str,
) -> News {
    let now = app.clock.now();
    let named = |words: &[(&str, String)]| -> BTreeMap<String, String> {
        words.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    };
    News {
        message: MessageId::from_uuid(app.chance.id(now)),
        letter: LetterId::from_uuid(app.chance.id(now)),
        person,
        kind,
        words: named(words),
        letter_words: named(letter_words),
        link: link.to_owned(),
        leave: LeaveBy::Kind(tokens::leave_token(&app.chance)),
    }
}

/// Tells news that go with nothing else.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses; nothing is told then.
pub async fn tell(app: &App, news: &News) -> Result<(), StoreError> {
    app.store.tell(news, app.clock.now()).await?;
    app.letters_wait.notify_one();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, MISSING};

    #[test]
    fn every_kind_of_message_has_its_words_in_both_languages() {
        let words = ["name", "what"].map(|name| (name, "x".to_owned()));
        let words: BTreeMap<&str, String> = words.into_iter().chain([("count", "3".to_owned())]).collect();
        for &language in Language::ALL {
            for kind in MessageKind::ALL {
                for key in ["message", "message-kind"] {
                    let said = language.fill_all(&format!("{key}-{}", kind.slug()), &words);
                    assert!(!said.contains(MISSING) && !said.contains('{'), "{said}");
                }
            }
        }
    }
}
