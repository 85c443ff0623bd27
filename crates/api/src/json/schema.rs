//! Schemas that follow the closed lists and the kinds of the model, so that a new value is described at once.

use std::borrow::Cow;

use rongqiao_matching::fit::{ConditionKind, Source};
use rongqiao_matching::skills::{Level, Relation};
use rongqiao_matching::{Dimension, ExperienceBand, Reason, Sort, SuggestionKind};
use rongqiao_model::choice::{Choice, Education, EmploymentType, Side};
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::organisation::OrganisationKind;
use rongqiao_model::pay::PayPeriod;
use rongqiao_model::public_figures::{FigureUnit, PublicFigure};
use rongqiao_model::store::Noun;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, Schema, SchemaType, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::fits::Verdict;

/// Writes one type for each closed list; it stands for the list's words in schemas.
macro_rules! words {
    ($( $(#[$doc:meta])* $name:ident $(, $many:ident)? = $list:ty ),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                one_of::<$list>().into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($list))
            }
        }

        $(
            /// One or several such words with commas between them, as a search takes them.
            #[derive(Debug)]
            pub struct $many;

            impl PartialSchema for $many {
                fn schema() -> RefOr<Schema> {
                    some_of::<$list>().into()
                }
            }

            impl ToSchema for $many {
                fn name() -> Cow<'static, str> {
                    Cow::Borrowed(stringify!($many))
                }
            }
        )?
    )+ };
}

words! {
    /// A kind of listing.
    KindWord, Kinds = ListingKind,
    /// A side of the market.
    SideWord, Sides = Side,
    /// A form of employment.
    EmploymentWord, EmploymentTypes = EmploymentType,
    /// A level of education.
    EducationWord, EducationLevels = Education,
    /// A band of experience.
    ExperienceWord, ExperienceBands = ExperienceBand,
    /// A kind of organisation.
    OrganisationKindWord, OrganisationKinds = OrganisationKind,
    /// A time for which a sum is paid.
    PayPeriodWord = PayPeriod,
    /// What a part of a score is for.
    ReasonWord = Reason,
    /// What a fit amounts to.
    VerdictWord = Verdict,
    /// What a condition is about.
    ConditionWord = ConditionKind,
    /// How well somebody knows a skill.
    LevelWord = Level,
    /// How one skill stands to another.
    RelationWord = Relation,
    /// How a skill is known to be there.
    SourceWord = Source,
    /// What a suggestion is.
    SuggestionKindWord = SuggestionKind,
    /// What a change is about.
    NounWord = Noun,
    /// What a public figure counts.
    PublicFigureWord = PublicFigure,
    /// What a public figure is measured in.
    FigureUnitWord = FigureUnit,
    /// What listings can be filtered and counted by.
    DimensionWord, Dimensions = Dimension,
}

/// One word of a closed list.
fn one_of<C: Choice>() -> Schema {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(slugs::<C>())).build().into()
}

/// One order of results.
#[derive(Debug)]
pub struct SortWord;

impl PartialSchema for SortWord {
    fn schema() -> RefOr<Schema> {
        let description = format!("One of: {}.", slugs::<Sort>().join(", "));
        any_text(description).default(Some(Sort::default().slug().into())).build().into()
    }
}

impl ToSchema for SortWord {}

/// A whole number.
#[derive(Debug)]
pub struct WholeNumber;

impl PartialSchema for WholeNumber {
    fn schema() -> RefOr<Schema> {
        any_text(format!("A whole number from 0 to {}.", u32::MAX)).build().into()
    }
}

impl ToSchema for WholeNumber {}

/// One or several words of a closed list.
fn some_of<C: Choice>() -> Schema {
    let words = slugs::<C>();
    any_text(format!("One or several of: {}.", words.join(", "))).examples(words).build().into()
}

/// Any text: a search leaves out what it does not understand and reports it, so no text violates its schema.
fn any_text(description: String) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).description(Some(description))
}

fn slugs<C: Choice>() -> Vec<&'static str> {
    C::ALL.iter().map(|it| it.slug()).collect()
}

/// The details of every kind: an object whose `kind` says which fields it has, with an example of each.
#[must_use]
pub fn details() -> Schema {
    let examples = ListingKind::ALL.iter().filter_map(|&kind| serde_json::to_value(Details::sample(kind)).ok());
    ObjectBuilder::new()
        .description(Some("What differs between kinds; sums in hundredths of the currency (`…_fen`)."))
        .property("kind", one_of::<ListingKind>())
        .required("kind")
        .additional_properties(Some(AdditionalProperties::FreeForm(true)))
        .examples(examples)
        .build()
        .into()
}

/// Text that may hold `<mark>` around words of the query; everything else is escaped.
#[must_use]
pub fn marked_text() -> Schema {
    ObjectBuilder::new()
        .schema_type(SchemaType::new(Type::String))
        .content_media_type("text/html")
        .description(Some("Passage that answers the query best: escaped HTML with `<mark>` around its words."))
        .examples(["熟悉<mark>嵌入式</mark> Linux 驱动开发…"])
        .build()
        .into()
}
