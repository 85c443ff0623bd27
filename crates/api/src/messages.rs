//! Telling people news: a message in the platform, and a letter for those who want one.
//!
//! Whoever causes news says what is told with [`telling`] and hands it to the verb of the store that stores the cause;
//! that verb finds out who is told and writes both in its own transaction, so that nobody is told of what did not happen
//! and nothing happens untold. News that go with nothing else are told by [`tell`]. Either way [`App::letters_wait`] is to
//! be notified afterwards.
//!
//! What can be told is one line of [`Topic`] and its texts in both catalogues. Letters pass through other hands: what needs
//! protection stands in the message alone.

use std::collections::BTreeMap;

use rongqiao_model::message::{News, Telling, Topic};
use rongqiao_model::store::StoreError;

use crate::app::App;

/// What is told of `topic`: `words` stand in the message, `letter_words` in the letter, and both lead to the page at
/// `link`, which stands without the language's prefix.
#[must_use]
pub fn telling<'a>(
    app: &'a App,
    topic: Topic,
    words: &[(&str, String)],
    letter_words: &[(&str, String)],
    link: &str,
) -> Telling<'a> {
    let named = |words: &[(&str, String)]| -> BTreeMap<String, String> {
        words.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    };
    let (words, letter_words) = (named(words), named(letter_words));
    Telling { topic, words, letter_words, link: link.to_owned(), chance: &app.chance }
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
    use rongqiao_model::message::MessageKind;

    use super::*;
    use crate::language::{Language, MISSING};

    #[test]
    fn every_message_has_its_words_in_both_languages() {
        let words = ["name", "title", "organisation", "day", "what", "kind"].map(|name| (name, "x".to_owned()));
        let words: BTreeMap<&str, String> = words.into_iter().chain([("count", "3".to_owned())]).collect();
        let topics = Topic::SLUGS.iter().map(|slug| format!("message-{slug}"));
        let keys: Vec<String> =
            topics.chain(MessageKind::SLUGS.iter().map(|it| format!("message-kind-{it}"))).collect();
        for &language in Language::ALL {
            for key in &keys {
                let said = language.fill_all(key, &words);
                assert!(!said.contains(MISSING) && !said.contains('{'), "{said}");
            }
        }
    }
}
