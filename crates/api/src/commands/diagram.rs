//! `rongqiao diagram`: draws how the two sides of a kind of connection come together.

use clap::builder::PossibleValuesParser;
use rongqiao_model::connect::{ConnectionKind, Flow, Move, Term};

use crate::fault::Fault;
use crate::language::Language;

/// What to draw and in which language.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Example:\n  rongqiao diagram internship --lang en")]
pub(super) struct Arguments {
    /// Which kind of connection
    #[arg(value_parser = PossibleValuesParser::new(ConnectionKind::SLUGS))]
    kind: String,
    /// Language of the words
    #[arg(long, value_name = "zh|en", default_value = "zh", value_parser = super::language)]
    lang: Language,
}

/// Prints the diagram in the language of Mermaid.
///
/// # Errors
///
/// Returns a [`Fault`] if nobody knows the kind, which the command line has seen to.
pub(super) fn run(arguments: &Arguments) -> Result<(), Fault> {
    if let Some(kind) = ConnectionKind::from_slug(&arguments.kind) {
        super::say(diagram(arguments.lang, kind.flow()).trim_end());
    }
    Ok(())
}

fn diagram(t: Language, flow: &Flow) -> String {
    flow.diagram(|stage| t.say(&format!("connection-stage-{}", stage.slug())), |it, term| way(t, it, term))
}

/// What is done, by whom, and when the clock does it.
fn way(t: Language, it: &Move, term: Option<Term>) -> String {
    let by = match term {
        Some(Term::Days(days)) => vec![t.with("diagram-after-days", "days", days)],
        Some(Term::Promises(times)) => vec![t.with("diagram-after-promises", "times", times)],
        Some(Term::Named) => vec![t.say("diagram-after-named")],
        None => it.by.iter().map(|party| t.say(&format!("connection-party-{}", party.slug()))).collect(),
    };
    let step = t.say(&format!("connection-step-{}", it.step.slug()));
    let key = if it.by_each { "diagram-way-each" } else { "diagram-way" };
    t.fill(key, &[("step", step), ("by", by.join(t.say("list-separator").as_str()))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_diagrams_in_the_documents_are_those_of_the_tables() {
        let document = include_str!("../../../../docs/connections.md");
        for &kind in ConnectionKind::ALL {
            let drawn = diagram(Language::English, kind.flow());
            assert!(document.contains(&format!("```mermaid\n{drawn}```\n")), "{}:\n{drawn}", kind.slug());
        }
    }

    #[test]
    fn no_word_of_a_flow_is_missing_in_either_language() {
        for t in [Language::Chinese, Language::English] {
            for &kind in ConnectionKind::ALL {
                assert!(!diagram(t, kind.flow()).contains('⟦'), "{}", kind.slug());
            }
        }
    }
}
