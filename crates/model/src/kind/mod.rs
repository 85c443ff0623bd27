//! The kinds of thing that can be listed.
//!
//! To add one: write its file, then add its line to the list at the end of this file, and its words to the
//! two catalogues. Every test that walks over all kinds then covers it; the README names what else it needs.

pub mod achievement;
pub mod article;
pub mod challenge;
pub mod cooperation;
pub mod course;
pub mod event;
pub mod facility;
pub mod field;
pub mod job;
pub mod policy;
pub mod programme;
pub mod service;
pub mod service_need;
#[cfg(test)]
mod tests;
pub mod training_need;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use time::{Date, OffsetDateTime};

use self::field::FieldSpec;
use crate::choice::{Education, EmploymentType, Side};
use crate::form::{FieldError, Reader};
use crate::listing::DESCRIPTION_MAX_CHARS;
use crate::pay::Pay;

/// What the rest of the platform needs to know about one kind.
pub trait KindDetails {
    /// Which side of the market it stands on.
    const SIDE: Side;

    /// The kinds on the other side that can answer one of this kind; none for what nobody answers.
    const COUNTERPARTS: &'static [ListingKind];

    /// What a form asks for besides title, texts, place and time, in its order.
    const FIELDS: &'static [FieldSpec];

    /// The long texts that make up the description, in their order.
    const TEXTS: &'static [FieldSpec] =
        &[FieldSpec::text("description", "description", DESCRIPTION_MAX_CHARS).required()];

    /// Days for which one may be open at most when it is published here.
    const OPEN_DAYS_MAX: i64 = 365;

    /// Reads the details from a record; mistakes are recorded on `reader`. Every field may be missing.
    fn read(reader: &mut Reader<'_>) -> Self
    where
        Self: Sized;

    /// A believable example, used by tests and documentation.
    fn sample() -> Self
    where
        Self: Sized;

    /// What the page shows, in order; facts that are not known are left out.
    fn facts(&self) -> Vec<Fact>;

    /// Names of occupations and majors: they admit a listing to the results as its title does.
    fn occupations(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Further words that raise a listing in the results without admitting it.
    fn further_text(&self) -> String {
        String::new()
    }

    /// What people filter by.
    fn filters(&self) -> Filters {
        Filters::default()
    }

    /// When it is over by itself, in UTC; `None` where its publisher says until when it is open.
    fn over_at(&self) -> Option<OffsetDateTime> {
        None
    }

    /// How many people it concerns: posts, seats, trainees or graduates a year.
    fn capacity(&self) -> Option<u32> {
        None
    }
}

/// What people filter by, as far as a kind knows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// How somebody is employed.
    pub employment: Option<EmploymentType>,
    /// The least education asked for.
    pub education: Option<Education>,
    /// Years of experience asked for.
    pub experience_min_years: Option<u8>,
    /// What it pays.
    pub pay: Option<Pay>,
}

/// One labelled value on a listing's page. The catalogue holds the label under `fact-<label>`.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Name of the field.
    pub label: &'static str,
    /// What stands there.
    pub value: Shown,
}

/// A value as the page needs it.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// Words as they were written.
    Text(String),
    /// Several words or sentences.
    List(Vec<String>),
    /// Several sentences, each on a line of its own.
    Lines(Vec<String>),
    /// A number with its unit; the catalogue holds the phrase under `unit-<unit>`.
    Quantity(f64, &'static str),
    /// A choice; the catalogue holds the word under `<list>-<slug>`.
    Term(&'static str, &'static str),
    /// A day.
    Day(Date),
    /// A time of a day.
    Moment(OffsetDateTime),
    /// A range of pay.
    Pay(Pay),
    /// Whole yuan, from and to.
    Yuan(i64, i64),
    /// The number of a certificate, and the last day on which it counts, where that is known.
    Certificate(String, Option<Date>),
    /// Measured targets of a challenge.
    Targets(Vec<challenge::Target>),
}

/// Gathers the facts that are known.
#[derive(Debug, Default)]
pub struct Facts(Vec<Fact>);

impl Facts {
    /// Adds a text unless it is empty.
    #[must_use]
    pub fn text(self, label: &'static str, text: &str) -> Self {
        self.some(label, (!text.is_empty()).then(|| Shown::Text(text.to_owned())))
    }

    /// Adds a list unless it is empty.
    #[must_use]
    pub fn list(self, label: &'static str, list: &[String]) -> Self {
        self.some(label, (!list.is_empty()).then(|| Shown::List(list.to_vec())))
    }

    /// Adds lines unless there are none.
    #[must_use]
    pub fn lines(self, label: &'static str, lines: &[String]) -> Self {
        self.some(label, (!lines.is_empty()).then(|| Shown::Lines(lines.to_vec())))
    }

    /// Adds a number with its unit if it is known.
    #[must_use]
    pub fn quantity(self, label: &'static str, number: Option<impl Into<f64>>, unit: &'static str) -> Self {
        self.some(label, number.map(|number| Shown::Quantity(number.into(), unit)))
    }

    /// Adds a value if it is known.
    #[must_use]
    pub fn some(mut self, label: &'static str, value: Option<Shown>) -> Self {
        self.0.extend(value.map(|value| Fact { label, value }));
        self
    }

    /// The facts gathered.
    #[must_use]
    pub fn finish(self) -> Vec<Fact> {
        self.0
    }
}

macro_rules! listing_kinds {
    ($( $(#[$doc:meta])* $variant:ident = $slug:literal => $details:ty ),+ $(,)?) => {
        $crate::choices! {
            /// Says which kind of thing a listing is.
            pub enum ListingKind { $( $(#[$doc])* $variant = $slug ),+ }
        }

        impl ListingKind {
            /// Which side of the market the kind stands on.
            #[must_use]
            pub const fn side(self) -> Side {
                match self { $( Self::$variant => <$details>::SIDE ),+ }
            }

            /// The kinds on the other side that can answer one of this kind.
            #[must_use]
            pub const fn counterparts(self) -> &'static [Self] {
                match self { $( Self::$variant => <$details>::COUNTERPARTS ),+ }
            }

            /// See [`KindDetails::FIELDS`].
            #[must_use]
            pub const fn fields(self) -> &'static [FieldSpec] {
                match self { $( Self::$variant => <$details>::FIELDS ),+ }
            }

            /// See [`KindDetails::TEXTS`].
            #[must_use]
            pub const fn texts(self) -> &'static [FieldSpec] {
                match self { $( Self::$variant => <$details>::TEXTS ),+ }
            }

            /// See [`KindDetails::OPEN_DAYS_MAX`].
            #[must_use]
            pub const fn open_days_max(self) -> i64 {
                match self { $( Self::$variant => <$details>::OPEN_DAYS_MAX ),+ }
            }
        }

        /// The part of a listing that differs between kinds.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "kind")]
        pub enum Details { $( $(#[$doc])* #[serde(rename = $slug)] $variant($details) ),+ }

        impl Details {
            /// Which kind these details belong to.
            #[must_use]
            pub const fn kind(&self) -> ListingKind {
                match self { $( Self::$variant(_) => ListingKind::$variant ),+ }
            }

            /// Reads the details of one kind out of a record.
            ///
            /// # Errors
            ///
            /// Returns one [`FieldError`] per field at fault.
            pub fn read(kind: ListingKind, record: &Map<String, Value>) -> Result<Self, Vec<FieldError>> {
                let mut reader = Reader::new(record);
                let details = match kind {
                    $( ListingKind::$variant => Self::$variant(<$details>::read(&mut reader)) ),+
                };
                reader.finish(details)
            }

            /// A believable example of one kind.
            #[must_use]
            pub fn sample(kind: ListingKind) -> Self {
                match kind { $( ListingKind::$variant => Self::$variant(<$details>::sample()) ),+ }
            }

            fn inner(&self) -> &dyn ErasedDetails {
                match self { $( Self::$variant(details) => details ),+ }
            }
        }
    };
}

/// The readable half of [`KindDetails`], usable for any kind.
trait ErasedDetails {
    fn facts(&self) -> Vec<Fact>;
    fn occupations(&self) -> Vec<&str>;
    fn further_text(&self) -> String;
    fn filters(&self) -> Filters;
    fn over_at(&self) -> Option<OffsetDateTime>;
    fn capacity(&self) -> Option<u32>;
}

impl<T: KindDetails> ErasedDetails for T {
    fn facts(&self) -> Vec<Fact> {
        KindDetails::facts(self)
    }

    fn occupations(&self) -> Vec<&str> {
        KindDetails::occupations(self)
    }

    fn further_text(&self) -> String {
        KindDetails::further_text(self)
    }

    fn filters(&self) -> Filters {
        KindDetails::filters(self)
    }

    fn over_at(&self) -> Option<OffsetDateTime> {
        KindDetails::over_at(self)
    }

    fn capacity(&self) -> Option<u32> {
        KindDetails::capacity(self)
    }
}

impl Details {
    /// See [`KindDetails::facts`].
    #[must_use]
    pub fn facts(&self) -> Vec<Fact> {
        self.inner().facts()
    }

    /// See [`KindDetails::occupations`].
    #[must_use]
    pub fn occupations(&self) -> Vec<&str> {
        self.inner().occupations()
    }

    /// See [`KindDetails::further_text`].
    #[must_use]
    pub fn further_text(&self) -> String {
        self.inner().further_text()
    }

    /// See [`KindDetails::filters`].
    #[must_use]
    pub fn filters(&self) -> Filters {
        self.inner().filters()
    }

    /// See [`KindDetails::over_at`].
    #[must_use]
    pub fn over_at(&self) -> Option<OffsetDateTime> {
        self.inner().over_at()
    }

    /// See [`KindDetails::capacity`].
    #[must_use]
    pub fn capacity(&self) -> Option<u32> {
        self.inner().capacity()
    }
}

listing_kinds! {
    /// 岗位: work for an employer, internships included.
    Job = "job" => job::JobDetails,
    /// 课程: a course, micro-programme or camp.
    Course = "course" => course::CourseDetails,
    /// 培训需求: an employer looks for training for its staff.
    TrainingNeed = "training-need" => training_need::TrainingNeedDetails,
    /// 专业: a college's programme with its graduates.
    Programme = "programme" => programme::ProgrammeDetails,
    /// 技术需求: a technical challenge that a firm puts up.
    Challenge = "challenge" => challenge::ChallengeDetails,
    /// 成果: a result of research that can be taken into use.
    Achievement = "achievement" => achievement::AchievementDetails,
    /// 技术服务: testing, analysis, consulting.
    Service = "service" => service::ServiceDetails,
    /// 服务需求: something is to be tested, analysed, calibrated or made.
    ServiceNeed = "service-need" => service_need::ServiceNeedDetails,
    /// 设施: equipment, a laboratory or a training base that others may use.
    Facility = "facility" => facility::FacilityDetails,
    /// 合作需求: a firm seeks a school to work with.
    CooperationNeed = "cooperation-need" => cooperation::CooperationNeedDetails,
    /// 合作意向: a school offers to work with firms.
    CooperationOffer = "cooperation-offer" => cooperation::CooperationOfferDetails,
    /// 资讯: news that everybody may know.
    Article = "article" => article::ArticleDetails,
    /// 政策: a document as the authority issued it.
    Policy = "policy" => policy::PolicyDetails,
    /// 活动: people come together at a place and time.
    Event = "event" => event::EventDetails,
}
