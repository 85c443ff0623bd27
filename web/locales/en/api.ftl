# Errors
problem-kind-bad-request = Request not understood
problem-kind-bad-request-detail = The request cannot be understood. Check it against the description of the API and try again.
problem-kind-not-found = Not found
problem-kind-not-found-detail = There is nothing at this address. Check the address, or start again from the search.
problem-kind-method-not-allowed = Method not supported
problem-kind-method-not-allowed-detail = This address does not support the method. The Allow header names those it supports.
problem-kind-gone = No longer available
problem-kind-gone-detail = This listing closed more than thirty days ago and is no longer kept here. Search for similar ones.
problem-kind-body-too-large = Body too large
problem-kind-body-too-large-detail = The body of the request is larger than allowed. Shorten it and try again.
problem-kind-address-too-long = Address too long
problem-kind-address-too-long-detail = The address is longer than allowed. Shorten the words or choose fewer filters.
problem-kind-too-many-requests = Too many requests
problem-kind-too-many-requests-detail = Too many requests came from your network. Wait as many seconds as the Retry-After header says, then try again.
problem-kind-internal = Something went wrong
problem-kind-internal-detail = Something went wrong on our side, and we have a record of it. Try again in a few minutes.
problem-kind-unavailable = Not available at the moment
problem-kind-unavailable-detail = The service is busy or being maintained. Try again shortly.

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
api-intro = Read everything public on the platform as JSON, without signing up.
api-document = Description for programs (OpenAPI 3.1):
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
api-operation-listFigures = List the public figures
api-operation-showCodeTable = Show one code table
api-operation-listChanges = List what changed
api-operation-describe = Describe the API for programs
nav-api = API

# Fits
api-operation-listFits = Find what fits a person
api-operation-showFit = Weigh a person against a listing
api-operation-listCounterparts = Matches on the other side
api-operation-listSimilar = Similar listings
