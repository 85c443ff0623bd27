//! The refusals that any address may answer with, for the OpenAPI document.

use std::collections::BTreeMap;

use utoipa::IntoResponses;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};

use crate::problem::{Fault, PROBLEM_JSON};

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
            Fault::MethodNotAllowed,
            Fault::BodyTooLarge,
            Fault::AddressTooLong,
            Fault::TooManyRequests,
            Fault::Internal,
            Fault::Unavailable,
        ];
        always.map(refusal).into()
    }
}

impl IntoResponses for BadParameters {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        [refusal(Fault::BadRequest)].into()
    }
}

impl IntoResponses for NotFound {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        [refusal(Fault::NotFound)].into()
    }
}

impl IntoResponses for Gone {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        [refusal(Fault::Gone)].into()
    }
}

impl IntoResponses for Unchanged {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let response = ResponseBuilder::new().description("Unchanged since the answer with this `ETag`; no body.");
        [("304".to_owned(), response.build().into())].into()
    }
}

fn refusal(fault: Fault) -> (String, RefOr<Response>) {
    let description = match fault {
        Fault::BadRequest => "A parameter cannot be understood; `parameters` names each.",
        Fault::NotFound => "Nothing is at this address.",
        Fault::MethodNotAllowed => "The method is not supported; `Allow` names those that are.",
        Fault::Gone => "The listing closed more than thirty days ago.",
        Fault::BodyTooLarge => "The body is larger than allowed.",
        Fault::AddressTooLong => "Path and query are longer than allowed.",
        Fault::TooManyRequests => "Too many requests came from one address.",
        Fault::Internal => "A fault of the service.",
        Fault::Unavailable => "The service is busy or being maintained.",
    };
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let mut response = ResponseBuilder::new().description(description).content(PROBLEM_JSON, content);
    if matches!(fault, Fault::TooManyRequests | Fault::Unavailable) {
        let seconds = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1));
        let header =
            HeaderBuilder::new().schema(Some(seconds)).description(Some("Seconds to wait before the next request."));
        response = response.header("Retry-After", header.build());
    }
    (fault.status().as_u16().to_string(), response.build().into())
}
