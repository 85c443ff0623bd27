//! What a form asks for: one description for each field, which pages turn into inputs.

/// One field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldSpec {
    /// Its name in the record that is read.
    pub name: &'static str,
    /// The catalogue holds its label under `fact-<label>`.
    pub label: &'static str,
    /// How it is filled in.
    pub input: FieldInput,
    /// Whether nothing is published without it.
    pub required: bool,
}

/// How a field is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldInput {
    /// A line of at most so many characters.
    Line(usize),
    /// Several lines of at most so many characters.
    Text(usize),
    /// A whole number.
    Number,
    /// A number that may have a fraction.
    Decimal,
    /// One of these slugs; the catalogue holds the word of each under `<list>-<slug>`.
    Choice {
        /// Name of the list of words.
        list: &'static str,
        /// What can be chosen.
        slugs: &'static [&'static str],
    },
    /// One code of the table of this name.
    Code(&'static str),
    /// Several words.
    Words,
    /// A day.
    Day,
    /// A day and a time of that day in Shanghai.
    Moment,
}

impl FieldSpec {
    /// A line of text.
    #[must_use]
    pub const fn line(name: &'static str, label: &'static str, max: usize) -> Self {
        Self::new(name, label, FieldInput::Line(max))
    }

    /// Several lines of text.
    #[must_use]
    pub const fn text(name: &'static str, label: &'static str, max: usize) -> Self {
        Self::new(name, label, FieldInput::Text(max))
    }

    /// A whole number.
    #[must_use]
    pub const fn number(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldInput::Number)
    }

    /// A number that may have a fraction.
    #[must_use]
    pub const fn decimal(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldInput::Decimal)
    }

    /// A choice among `slugs`, whose words stand under the name of the `list`.
    #[must_use]
    pub const fn choice(
        name: &'static str,
        label: &'static str,
        list: &'static str,
        slugs: &'static [&'static str],
    ) -> Self {
        Self::new(name, label, FieldInput::Choice { list, slugs })
    }

    /// A choice among the codes of `table`.
    #[must_use]
    pub const fn code(name: &'static str, label: &'static str, table: &'static str) -> Self {
        Self::new(name, label, FieldInput::Code(table))
    }

    /// Several words.
    #[must_use]
    pub const fn words(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldInput::Words)
    }

    /// A day.
    #[must_use]
    pub const fn day(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldInput::Day)
    }

    /// A day and a time of that day.
    #[must_use]
    pub const fn moment(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldInput::Moment)
    }

    /// The field as one without which nothing is published.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Whether people write freely in it, so that it has to be screened.
    #[must_use]
    pub const fn is_free_text(&self) -> bool {
        matches!(self.input, FieldInput::Line(_) | FieldInput::Text(_) | FieldInput::Words)
    }

    const fn new(name: &'static str, label: &'static str, input: FieldInput) -> Self {
        Self { name, label, input, required: false }
    }
}
