//! The picture of a flow, drawn from its table.

use std::fmt::Write as _;

use super::{Flow, Move, Stage, Term};

impl Flow {
    /// The flow as a state diagram in the language of Mermaid. `stage` and `way` give the words for a stage and for what
    /// leads from one to the next; a line break in them is a space.
    pub fn diagram(&self, stage: impl Fn(Stage) -> String, way: impl Fn(&Move, Option<Term>) -> String) -> String {
        let mut text = String::from("stateDiagram-v2\n");
        let mut write = |line: &str| {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "  {line}");
        };
        let id = |stage: Stage| stage.slug().replace('-', "_");
        for it in self.stages() {
            write(&format!("{}: {}", id(it), one_line(&stage(it))));
        }
        write(&format!("[*] --> {}", id(self.begins)));
        for it in self.moves {
            for &from in it.from {
                let term = self.limit(from).filter(|limit| limit.then == it.step).map(|limit| limit.term);
                write(&format!("{} --> {}: {}", id(from), id(it.to), one_line(&way(it, term))));
            }
        }
        for end in self.stages().filter(|it| it.is_end()) {
            write(&format!("{} --> [*]", id(end)));
        }
        text
    }
}

/// The words without what Mermaid reads as its own.
fn one_line(words: &str) -> String {
    words.replace(['\n', ':', ';', '#'], " ")
}
