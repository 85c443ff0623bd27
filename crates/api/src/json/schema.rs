//! Schemas that follow the closed lists and the kinds of the model, so that a new value is described at once.

use std::borrow::Cow;

use rongqiao_matching::{Dimension, ExperienceBand, Reason, Sort, SuggestionKind};
use rongqiao_model::choice::{Choice, Education, EmploymentType, Side};
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::organisation::OrganisationKind;
use rongqiao_model::pay::PayPeriod;
use rongqiao_model::store::Noun;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{
    AdditionalProperties, AnyOfBuilder, ArrayBuilder, ObjectBuilder, Schema, SchemaType, Type,
};
use utoipa::{PartialSchema, ToSchema};

/// Writes one type for each closed list; it stands for the list's words in schemas.
macro_rules! words {
    ($( $(#[$doc:meta])* $name:ident, $many:ident = $list:ty ),+ $(,)?) => { $(
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
                Cow::Borrowed(stringify!($name))
            }
        }

        /// Several such words in a search, which leaves others out and reports them.
        #[must_use]
        pub fn $many() -> Schema {
            lenient_list(one_of::<$list>())
        }
    )+ };
}

words! {
    /// A kind of listing.
    KindWord, kinds = ListingKind,
    /// A side of the market.
    SideWord, sides = Side,
    /// A form of employment.
    EmploymentWord, employment_types = EmploymentType,
    /// A level of education.
    EducationWord, education_levels = Education,
    /// A band of experience.
    ExperienceWord, experience_bands = ExperienceBand,
    /// A kind of organisation.
    OrganisationKindWord, organisation_kinds = OrganisationKind,
    /// A time for which a sum is paid.
    PayPeriodWord, pay_periods = PayPeriod,
    /// What a part of a score is for.
    ReasonWord, reasons = Reason,
    /// An order of results.
    SortWord, sorts = Sort,
    /// What a suggestion is.
    SuggestionKindWord, suggestion_kinds = SuggestionKind,
    /// What a change is about.
    NounWord, nouns = Noun,
    /// What listings can be filtered and counted by.
    DimensionWord, dimensions = Dimension,
}

/// One word of a closed list.
fn one_of<C: Choice>() -> Schema {
    let words = C::ALL.iter().map(|it| it.slug());
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).build().into()
}

/// One order of results, or any other word, which a search leaves out and reports.
#[must_use]
pub fn lenient_sort() -> Schema {
    or_any_text(one_of::<Sort>())
}

/// Any number of values; those that are not `known` are left out and reported.
fn lenient_list(known: Schema) -> Schema {
    ArrayBuilder::new().items(RefOr::T(or_any_text(known))).build().into()
}

fn or_any_text(known: Schema) -> Schema {
    let text = ObjectBuilder::new().schema_type(Type::String);
    Schema::AnyOf(AnyOfBuilder::new().item(known).item(text).build())
}

/// A whole number that a search takes; anything else is left out and reported.
#[must_use]
pub fn lenient_number() -> Schema {
    or_any_text(ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).maximum(Some(u32::MAX)).build().into())
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
