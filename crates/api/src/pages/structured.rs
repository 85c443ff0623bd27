//! What pages hold, told to machines in the words of schema.org.

use rongqiao_model::choice::{EmploymentType, Side};
use rongqiao_model::kind::Details;
use rongqiao_model::kind::article::ArticleDetails;
use rongqiao_model::kind::challenge::ChallengeDetails;
use rongqiao_model::kind::course::{CourseDetails, TeachingMode};
use rongqiao_model::kind::event::EventDetails;
use rongqiao_model::kind::job::JobDetails;
use rongqiao_model::kind::policy::{PolicyDetails, Standing};
use rongqiao_model::kind::programme::ProgrammeDetails;
use rongqiao_model::listing::{ListingState, PublishedListing};
use rongqiao_model::organisation::{Organisation, OrganisationKind};
use rongqiao_model::pay::{Pay, PayPeriod};
use serde_json::{Map, Value, json};

use super::events::venue;
use super::visit::Visit;
use super::wording::{Wording, machine};
use crate::rich_text::plain_text_of;

/// The site and its search.
pub(crate) fn of_site(visit: &Visit) -> String {
    let t = visit.language;
    let target = format!("{}?q={{words}}", visit.absolute(t, "/search"));
    write(json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": t.say("site-name"),
        "url": visit.absolute(t, "/"),
        "inLanguage": t.slug(),
        "potentialAction": { "@type": "SearchAction", "target": target, "query-input": "required name=words" },
    }))
}

/// An organisation.
pub(crate) fn of_organisation(wording: &Wording<'_>, visit: &Visit, organisation: &Organisation) -> String {
    let mut thing = json!({
        "@context": "https://schema.org",
        "@type": organisation_type(organisation.kind),
        "name": organisation.name,
        "alternateName": organisation.name_en,
        "description": organisation.summary,
        "identifier": organisation.credit_code,
        "url": visit.absolute(wording.t, &format!("/organisations/{}", organisation.id)),
    });
    set(&mut thing, "address", wording.place(&organisation.place).map(Value::from));
    write(thing)
}

/// A listing.
pub(crate) fn of_listing(wording: &Wording<'_>, visit: &Visit, published: &PublishedListing) -> String {
    let mut thing = match &published.listing.details {
        Details::Job(job) => job_posting(wording, published, job),
        Details::Course(course) => taught(wording, published, course),
        Details::Programme(programme) => programme_of_study(wording, published, programme),
        Details::Challenge(challenge) => demand(published, Some(challenge)),
        Details::Achievement(_) => json!({ "@type": "CreativeWork", "creator": organisation(published) }),
        Details::Service(_) | Details::Facility(_) => {
            json!({ "@type": "Service", "provider": organisation(published) })
        }
        Details::Event(event) => event_ahead(wording, published, event),
        Details::Article(article) => news_article(wording, published, article),
        Details::Policy(policy) => legislation(wording, published, policy),
        other => match other.kind().side() {
            Side::Demand => demand(published, None),
            Side::Supply => json!({ "@type": "Offer", "offeredBy": organisation(published) }),
            Side::Information => json!({ "@type": "CreativeWork", "publisher": organisation(published) }),
        },
    };
    let listing = &published.listing;
    set(&mut thing, "@context", Some("https://schema.org".into()));
    set(&mut thing, "url", Some(visit.absolute(wording.t, &format!("/listings/{}", listing.id)).into()));
    set(&mut thing, "description", Some(plain_text_of(listing).into()));
    let named = if matches!(listing.details, Details::Job(_)) { "title" } else { "name" };
    set(&mut thing, named, Some(listing.title.clone().into()));
    write(thing)
}

fn job_posting(wording: &Wording<'_>, published: &PublishedListing, job: &JobDetails) -> Value {
    let listing = &published.listing;
    let mut posting = json!({
        "@type": "JobPosting",
        "datePosted": machine(listing.published_at),
        "hiringOrganization": organisation(published),
        "identifier": { "@type": "PropertyValue", "name": published.organisation_name, "value": listing.id.to_string() },
        "skills": listing.skills.join(", "),
        "directApply": false,
    });
    set(&mut posting, "validThrough", listing.valid_through.map(|end| machine(end).into()));
    set(&mut posting, "employmentType", job.employment_type.map(|it| employment(it).into()));
    set(&mut posting, "totalJobOpenings", job.headcount.map(Value::from));
    set(&mut posting, "occupationalCategory", some_text(&job.occupation));
    set(&mut posting, "industry", listing.industry.as_deref().map(|code| wording.industry(code).into()));
    set(&mut posting, "baseSalary", job.pay.as_ref().map(salary));
    let place = wording.place(&listing.place).map(|place| {
        let address = json!({ "@type": "PostalAddress", "addressLocality": place, "addressCountry": "CN" });
        json!({ "@type": "Place", "address": address })
    });
    set(&mut posting, "jobLocation", place);
    posting
}

fn taught(wording: &Wording<'_>, published: &PublishedListing, course: &CourseDetails) -> Value {
    let mode = course.mode.map(|mode| match mode {
        TeachingMode::OnSite => "Onsite",
        TeachingMode::Online => "Online",
        TeachingMode::Blended => "Blended",
    });
    let mut instance = json!({ "@type": "CourseInstance" });
    set(&mut instance, "courseMode", mode.map(Value::from));
    set(&mut instance, "startDate", course.starts_on.map(|day| day.to_string().into()));
    set(&mut instance, "courseWorkload", course.hours.map(|hours| format!("PT{hours}H").into()));
    set(&mut instance, "location", wording.place(&published.listing.place).map(Value::from));
    let mut thing = json!({ "@type": "Course", "provider": organisation(published), "hasCourseInstance": instance });
    let offer = |fee: u32| json!({ "@type": "Offer", "price": fee, "priceCurrency": "CNY", "category": if fee == 0 { "Free" } else { "Paid" } });
    set(&mut thing, "offers", course.fee_yuan.map(offer));
    set(&mut thing, "educationalCredentialAwarded", some_text(&course.certificate));
    set(&mut thing, "coursePrerequisites", some_text(&course.prerequisites));
    set(&mut thing, "teaches", Some(published.listing.skills.clone().into()));
    thing
}

fn programme_of_study(wording: &Wording<'_>, published: &PublishedListing, programme: &ProgrammeDetails) -> Value {
    let mut thing = json!({ "@type": "EducationalOccupationalProgram", "provider": organisation(published) });
    set(&mut thing, "timeToComplete", programme.duration_years.map(|years| format!("P{years}Y").into()));
    let level = programme.level.map(|level| wording.t.say(&format!("programme-level-{}", level.slug())));
    set(&mut thing, "educationalProgramMode", Some("full-time".into()));
    set(&mut thing, "programType", level.map(Value::from));
    set(&mut thing, "maximumEnrollment", programme.enrolled.map(Value::from));
    set(&mut thing, "occupationalCategory", Some(programme.occupations.clone().into()));
    thing
}

fn event_ahead(wording: &Wording<'_>, published: &PublishedListing, event: &EventDetails) -> Value {
    let listing = &published.listing;
    let status = if listing.state == ListingState::Withdrawn { "EventCancelled" } else { "EventScheduled" };
    let mut thing = json!({
        "@type": "Event",
        "organizer": organisation(published),
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
    });
    set(&mut thing, "startDate", event.starts_at.map(|moment| machine(moment).into()));
    set(&mut thing, "endDate", event.ends_at.map(|moment| machine(moment).into()));
    set(&mut thing, "maximumAttendeeCapacity", event.seats.map(Value::from));
    set(
        &mut thing,
        "audience",
        some_text(&event.audience).map(|text| json!({ "@type": "Audience", "audienceType": text })),
    );
    let place = venue(wording, &listing.place).map(|place| {
        let address = json!({ "@type": "PostalAddress", "streetAddress": place, "addressCountry": "CN" });
        let name = if listing.place.text.is_empty() { &place } else { &listing.place.text };
        json!({ "@type": "Place", "name": name, "address": address })
    });
    set(&mut thing, "location", place);
    thing
}

fn demand(published: &PublishedListing, challenge: Option<&ChallengeDetails>) -> Value {
    let listing = &published.listing;
    let mut thing = json!({
        "@type": "Demand",
        "seller": organisation(published),
        "validFrom": machine(listing.published_at),
    });
    set(&mut thing, "validThrough", listing.valid_through.map(|end| machine(end).into()));
    let budget = challenge.and_then(|it| Some((it.budget_min_yuan?, it.budget_max_yuan?)));
    let price = budget.map(
        |(min, max)| json!({ "@type": "PriceSpecification", "minPrice": min, "maxPrice": max, "priceCurrency": "CNY" }),
    );
    set(&mut thing, "priceSpecification", price);
    thing
}

fn news_article(wording: &Wording<'_>, published: &PublishedListing, article: &ArticleDetails) -> Value {
    let listing = &published.listing;
    let mut thing = json!({
        "@type": "NewsArticle",
        "headline": listing.title,
        "datePublished": machine(listing.published_at),
        "dateModified": machine(published.updated_at),
        "publisher": organisation(published),
    });
    let column = article.column.map(|it| wording.t.say(&format!("column-{}", it.slug())));
    set(&mut thing, "articleSection", column.map(Value::from));
    set(&mut thing, "author", some_text(&article.author).map(|name| json!({ "@type": "Person", "name": name })));
    set(&mut thing, "isBasedOn", some_text(&article.taken_from));
    thing
}

fn legislation(wording: &Wording<'_>, published: &PublishedListing, policy: &PolicyDetails) -> Value {
    let force = match policy.standing(wording.today()) {
        Standing::InForce => "InForce",
        Standing::Amended => "PartiallyInForce",
        Standing::NotYet | Standing::Repealed | Standing::Expired => "NotInForce",
    };
    let mut thing = json!({
        "@type": "Legislation",
        "legislationIdentifier": policy.document_number,
        "legislationLegalForce": format!("https://schema.org/{force}"),
        "publisher": organisation(published),
    });
    let day = |day: Option<time::Date>| day.map(|day| Value::from(day.to_string()));
    set(&mut thing, "legislationDate", day(policy.written_on));
    set(&mut thing, "datePublished", day(policy.issued_on));
    set(&mut thing, "legislationDateVersion", day(policy.effective_on));
    set(&mut thing, "expires", day(policy.effective_until));
    let names = |numbers: &[String]| (!numbers.is_empty()).then(|| Value::from(numbers.to_vec()));
    set(&mut thing, "legislationPassedBy", names(&policy.issuers));
    set(&mut thing, "legislationChanges", names(&policy.amends));
    set(&mut thing, "legislationRepeals", names(&policy.repeals));
    thing
}

fn organisation(published: &PublishedListing) -> Value {
    json!({ "@type": organisation_type(published.organisation_kind), "name": published.organisation_name })
}

fn organisation_type(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::Firm => "Corporation",
        OrganisationKind::University | OrganisationKind::VocationalCollege => "CollegeOrUniversity",
        OrganisationKind::TrainingInstitution => "EducationalOrganization",
        OrganisationKind::ResearchInstitute => "ResearchOrganization",
        OrganisationKind::Government => "GovernmentOrganization",
        OrganisationKind::Association | OrganisationKind::Park | OrganisationKind::OperatorDesk => "Organization",
    }
}

fn employment(employment: EmploymentType) -> &'static str {
    match employment {
        EmploymentType::Internship => "INTERN",
        EmploymentType::FullTime => "FULL_TIME",
        EmploymentType::PartTime => "PART_TIME",
        EmploymentType::Apprenticeship => "OTHER",
    }
}

fn salary(pay: &Pay) -> Value {
    let unit = match pay.period {
        PayPeriod::Hour => "HOUR",
        PayPeriod::Day => "DAY",
        PayPeriod::Month => "MONTH",
        PayPeriod::Year => "YEAR",
    };
    let whole = |fen: i64| fen as f64 / 100.0;
    let value = json!({
        "@type": "QuantitativeValue", "minValue": whole(pay.min_fen), "maxValue": whole(pay.max_fen), "unitText": unit,
    });
    json!({ "@type": "MonetaryAmount", "currency": pay.currency, "value": value })
}

fn some_text(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| text.into())
}

fn set(thing: &mut Value, name: &str, value: Option<Value>) {
    if let (Some(fields), Some(value)) = (thing.as_object_mut(), value) {
        fields.insert(name.to_owned(), value);
    }
}

/// Writes JSON that cannot end the script element it stands in.
fn write(mut thing: Value) -> String {
    let known = |fields: &mut Map<String, Value>| fields.retain(|_, value| !value.is_null() && *value != json!(""));
    if let Some(fields) = thing.as_object_mut() {
        known(fields);
    }
    thing.to_string().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_end_the_script_element() {
        let written = write(json!({ "name": "</script><script>alert(1)</script>" }));
        assert!(!written.contains('<'));
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap()["name"], "</script><script>alert(1)</script>");
    }
}
