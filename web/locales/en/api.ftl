# Errors
fault-bad-request = Request not understood
fault-bad-request-detail = The request cannot be understood. Check it against the description of the API and try again.
fault-not-found = Not found
fault-not-found-detail = There is nothing at this address. Check the address, or start again from the search.
fault-method-not-allowed = Method not supported
fault-method-not-allowed-detail = This address does not support the method. The Allow header names those it supports.
fault-gone = No longer available
fault-gone-detail = This listing closed more than thirty days ago and is no longer kept here. Search for similar ones.
fault-body-too-large = Body too large
fault-body-too-large-detail = The body of the request is larger than allowed. Shorten it and try again.
fault-address-too-long = Address too long
fault-address-too-long-detail = The address is longer than allowed. Shorten the words or choose fewer filters.
fault-too-many-requests = Too many requests
fault-too-many-requests-detail = Too many requests came from your network. Wait as many seconds as the Retry-After header says, then try again.
fault-internal = Something went wrong
fault-internal-detail = Something went wrong on our side, and we have a record of it. Try again in a few minutes.
fault-unavailable = Not available at the moment
fault-unavailable-detail = The service is busy or being maintained. Try again shortly.

# Mistakes in parameters
mistake-not-a-limit = The parameter limit takes a whole number from { $min } to { $max }.
mistake-not-a-change-cursor = The parameter since takes the value of next or cursor of an earlier answer; leave it out to read from the beginning.
mistake-not-an-id-cursor = The parameter cursor takes the value of next of an earlier answer; leave it out to read from the beginning.
mistake-not-a-choice = The parameter { $parameter } takes one of: { $allowed }.

# Readiness
ready-database = The database does not answer.
ready-index-lag = The search index is { $lag } changes behind; { $max } are allowed.

# Page that describes the API
api-title = Open API
api-intro = Read everything public on the platform as JSON, without signing up. Description for programs (OpenAPI 3.1):
api-operations = Operations
api-parameters = Parameters
api-parameter = Name
api-meaning = Meaning
api-values = Values
api-responses = Answers
api-status = Status
api-example = Example
api-required = required
api-problems = Types of error
api-problems-intro = Errors come as application/problem+json (RFC 9457); Accept-Language decides the language of title and detail.
api-schemas = Data
api-property = Field
api-type = Type
api-contents = Contents
api-operation-search = Search all listings
api-operation-listFacets = Count what a search would find
api-operation-suggest = Complete what somebody is typing
api-operation-listListings = List all public listings
api-operation-showListing = Show one listing
api-operation-listOrganisations = List organisations
api-operation-showOrganisation = Show one organisation
api-operation-listCodeTables = List the code tables
api-operation-showCodeTable = Show one code table
api-operation-listChanges = List what changed
api-operation-describe = Describe the API for programs
