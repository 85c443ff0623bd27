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
            /// Several such words in a search, which leaves others out and reports them.
            #[derive(Debug)]
            pub struct $many;

            impl PartialSchema for $many {
                fn schema() -> RefOr<Schema> {
                    lenient_list(one_of::<$list>()).into()
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
    /// What a suggestion is.
    SuggestionKindWord = SuggestionKind,
    /// What a change is about.
    NounWord = Noun,
    /// What listings can be filtered and counted by.
    DimensionWord, Dimensions = Dimension,
}

/// One word of a closed list.
fn one_of<C: Choice>() -> Schema {
    let words = C::ALL.iter().map(|it| it.slug());
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).build().into()
}

/// One order of results, or any other word, which a search leaves out and reports.
#[derive(Debug)]
pub struct LenientSort;

impl PartialSchema for LenientSort {
    fn schema() -> RefOr<Schema> {
        or_any_text(one_of::<Sort>()).into()
    }
}

impl ToSchema for LenientSort {}

/// A whole number that a search takes; anything else is left out and reported.
#[derive(Debug)]
pub struct LenientNumber;

impl PartialSchema for LenientNumber {
    fn schema() -> RefOr<Schema> {
        let number = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).maximum(Some(u32::MAX));
        or_any_text(number.build().into()).into()
    }
}

impl ToSchema for LenientNumber {}

/// Any number of values; those that are not `known` are left out and reported.
fn lenient_list(known: Schema) -> Schema {
    ArrayBuilder::new().items(RefOr::T(or_any_text(known))).build().into()
}

fn or_any_text(known: Schema) -> Schema {
    let text = ObjectBuilder::new().schema_type(Type::String);
    Schema::AnyOf(AnyOfBuilder::new().item(known).item(text).build())
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
