//! The refusals that any address may answer with, for the OpenAPI document.

use std::collections::BTreeMap;

use utoipa::IntoResponses;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};

use crate::problem::{PROBLEM_JSON, ProblemKind};

/// What any address may answer instead of what was asked for.
#[derive(Debug)]
pub struct Refusals;

/// What an address answers besides when a parameter cannot be understood.
#[derive(Debug)]
pub struct BadParameters;

/// What an address answers besides when nothing is there.
#[derive(Debug)]
pub struct NotFound;

/// What an address answers besides when what was there is gone for good.
#[derive(Debug)]
pub struct Gone;

/// The short answer to a request with `If-None-Match`.
#[derive(Debug)]
pub struct Unchanged;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let always = [
            ProblemKind::MethodNotAllowed,
            ProblemKind::BodyTooLarge,
            ProblemKind::AddressTooLong,
            ProblemKind::TooManyRequests,
            ProblemKind::Internal,
            ProblemKind::Unavailable,
        ];
        always.map(refusal).into()
    }
}

impl IntoResponses for BadParameters {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        [refusal(ProblemKind::BadRequest)].into()
    }
}

impl IntoResponses for NotFound {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        [refusal(ProblemKind::NotFound)].into()
    }
}

impl IntoResponses for Gone {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        [refusal(ProblemKind::Gone)].into()
    }
}

impl IntoResponses for Unchanged {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let response = ResponseBuilder::new().description("Unchanged since the answer with this `ETag`; no body.");
        [("304".to_owned(), response.build().into())].into()
    }
}

fn refusal(kind: ProblemKind) -> (String, RefOr<Response>) {
    let description = match kind {
        ProblemKind::BadRequest => "A parameter cannot be understood; `parameters` names each.",
        ProblemKind::OtherSite => "A page of another site asked for it.",
        ProblemKind::NotFound => "Nothing is at this address.",
        ProblemKind::MethodNotAllowed => "The method is not supported; `Allow` names those that are.",
        ProblemKind::Gone => "The listing closed more than thirty days ago.",
        ProblemKind::BodyTooLarge => "The body is larger than allowed.",
        ProblemKind::AddressTooLong => "Path and query are longer than allowed.",
        ProblemKind::TooManyRequests => "Too many requests came from one address.",
        ProblemKind::Internal => "A fault of the service.",
        ProblemKind::Unavailable => "The service is busy or being maintained.",
    };
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let mut response = ResponseBuilder::new().description(description).content(PROBLEM_JSON, content);
    if matches!(kind, ProblemKind::TooManyRequests | ProblemKind::Unavailable) {
        let seconds = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1));
        let header =
            HeaderBuilder::new().schema(Some(seconds)).description(Some("Seconds to wait before the next request."));
        response = response.header("Retry-After", header.build());
    }
    (kind.status().as_u16().to_string(), response.build().into())
}
