# Everywhere
site-name = Rongqiao
site-title = Rongqiao · schools and firms in Lingang
site-description = Joins schools and firms in Shanghai's Lingang area: jobs and internships, courses, technical challenges, research results, equipment and cooperation in one search.
title-separator = {" - "}
og-locale = en_GB
skip = Skip to content
demo-mark = Demo content
demo-banner = The organisations and listings on this page are invented for demonstration. You can try things out, applying too, but nobody real will answer.
agency-mark = Staffing agency
other-language = 中文
nav-main = Main
nav-more = More pages
nav-search = All listings
nav-kinds = Kinds
nav-zones = Zones
nav-industries = Industries
nav-organisations = Organisations
nav-help = Search help
nav-about = About
nav-imprint = Imprint
theme-label = Colours
theme-system = As the system
theme-light = Light
theme-dark = Dark
size-label = Type size
size-normal = Normal
size-large = Large
preferences-apply = Apply
count-listings = { $count ->
    [one] { $number } listing
   *[other] { $number } listings
}
nothing-yet = There are no listings yet.

# Search field
search-label = What are you looking for?
search-placeholder = A job, skill, course, organisation …
search-button = Search
suggestions-label = Suggestions
suggestions-some = # suggestions; choose with the arrow keys

# Home
home-heading = Where Lingang’s learning meets its industry
home-lead = What firms need and what schools can do, in one search.
home-kinds-legend = Only these kinds (choose any number)
home-newest = Newest
home-newest-all = All the newest listings
home-closing = Closing soon
home-closing-all = See all by closing date
nothing-closing = Nothing closes in the next days.
home-zones = By Lingang zone
home-zones-all = All zones
home-industries = By industry
home-industries-all = All industries
figures-listings = { $count ->
    [one] { $number } open listing
   *[other] { $number } open listings
}
figures-listings-at-least = More than { $number } open listings
figures-organisations = { $count ->
    [one] { $number } organisation
   *[other] { $number } organisations
}
figures-as-of = as of { $moment }

# Results
results-heading = Results for “{ $text }”
results-heading-all = All listings
results-heading-organisation = Listings of { $name }
results-total = { $count ->
    [one] { $number } listing
   *[other] { $number } listings
}
results-total-at-least = More than { $number } listings
results-list = List of results
results-ignored = “{ $parameter }={ $value }” was not understood and is left out.
results-none = There is nothing to show. Try other words or fewer filters, or go on from here:
results-all-link = See all listings
results-instead = The newest listings
chips-label = Filters applied
chip-remove = Remove { $dimension }:
chips-clear = Remove all filters
chip-pay-from = From CNY { $sum } a month
chip-pay-to = Up to CNY { $sum } a month
chip-pay-between = CNY { $min }–{ $max } a month
rescue-did-you-mean = Did you mean:
rescue-nearest = Nothing fits completely. These come nearest.
rescue-dropped = These results do without { $words }.
rescue-widest = Without the filter “{ $filter }”: { $count }
filters-summary = Filters
filters-more = More: { $dimension }
filters-pay = Pay (CNY a month)
filters-pay-min = At least
filters-pay-max = At most
filters-apply = Show results
sorts-label = Order
why-summary = Why it matched
chip = { $name } { $number }
chip-all = All
paging-label = Pages
paging-first = First page
paging-next = Next page
feed-link = Subscribe to this search (Atom)
copy-link = Copy link
copied = Link copied

# Listing
listing-facts = At a glance
listing-text = Description
listing-no-text = The publisher has given no description.
listing-skills = Skills
listing-closed = This listing has closed.
listing-closed-similar = See similar listings that are open
listing-counterparts = Matches on the other side
listing-counterparts-note = What others offer or need, ordered by how well it answers the skills named here.
listing-counterparts-all = Search for more matches
listing-similar = Similar listings
listing-similar-all = Search for more like this

# Organisation
organisations-title = Organisations
organisations-intro = The firms, schools, institutes and service providers that publish here.
organisations-none = There is no organisation of this type yet.
organisation-kinds = By kind
organisation-listings = Listings
organisation-no-listings = This organisation has no open listings at the moment.
organisation-all = See all
every-kind = All

# Browsing
browse-kind-title = Browse by kind
browse-kind-intro = Every listing is of one kind and stands on one side: something needed, or something offered.
browse-zone-title = Browse by Lingang zone
browse-zone-intro = Lingang has no division code of its own; the zones are those of the platform’s own dictionary.
browse-industry-title = Browse by industry
browse-industry-intro = The sections of GB/T 4754, the national classification of industries.

# Help
help-title = Search help
help-intro = Type as you would say it. These are ways to be more exact when you want to be.
help-writing = How to type
help-writing-text = Put spaces between words; their order does not decide what is found. Chinese and English mix freely. Full and half width, upper and lower case, simplified and traditional forms are all the same.
help-typed = Typed
help-meaning = Meaning (follow the link to try it)
help-example-words = Listings that have to do with all these words
help-example-quotes = Words in quotes must stand together
help-example-minus = The word after the minus must not occur
help-example-title = Looks in titles only
help-example-skill = Looks in skills only
help-example-org = Looks in names of organisations, places and industries only; here an organisation
help-example-place = The same, here with a place
help-never-wrong = Nothing you type is an error: signs that mean nothing count as plain text, and when nothing fits you get the nearest results and are told what was relaxed.
help-filters = Filters and counts
help-filters-text = Within one group choose as many as you like: any of them will do. Different groups must all hold. The number beside a value tells how many listings you would see if it were the only one chosen in its group. Listings that do not state education or experience stay among the results of those filters.
help-ranking = How results are ordered
help-ranking-text = Each result’s score is the sum of the parts below; open “Why it matched” under a result to see what each part adds:
help-reason-title = The words stand in the title
help-reason-occupation = The words name its occupation or major
help-reason-skill = The words name its skills
help-reason-context = The words name its organisation, place or industry
help-reason-text = The words stand in its text (this raises a result but never admits one)
help-reason-exact = The title says little else than the words
help-reason-fresh = It was published recently
help-ranking-fair = Nobody is ranked on gender, age, ethnicity, household registration or the fame of a school, and nobody can pay for a place.
help-suggestions = Suggestions while typing
help-suggestions-text = Suggestions come for Chinese characters, for full pinyin and for initials (such as qrs). Choose with the arrow keys, confirm with Enter, close with Esc.
help-following = Following a search
help-following-text = The address of a results page is the search itself: keep it, share it. “Subscribe to this search” is an Atom feed that tells your reader about new listings.
help-access = Colours and type size
help-access-text = At the foot of each page you can choose light or dark colours and larger type. Everything works without scripts as well.

# About
about-title = About Rongqiao
about-lead = Rongqiao is the information platform for schools and firms in Shanghai’s Lingang area: firms say what they need, schools show what they can do, and both meet in one place.
about-purpose-heading = What it does
about-purpose-text = It brings together news, talent, cooperation, research and technical services, so that students, teachers and firms find the right job, course, challenge or partner within seconds.
about-kinds-heading = What there is
about-kinds-text = Jobs and internships, courses and micro-programmes, training sought, degree programmes, technical challenges, research results, technical services offered and sought, facilities, and cooperation sought and offered.
about-desks-heading = Who serves
about-desks-text = The promotion centre looks after the firms’ side and the office for joint education after the schools’ side; the two desks keep the listings true and bring both sides together.
about-fairness-heading = Fairness
about-fairness-text = Every point of a result’s score has a reason, and you can see it. Listings by staffing agencies are always marked.
about-openness-heading = Openness
about-openness-text = Everything public can be read through the open API; code tables and the API’s description are published with the platform.

# Imprint
imprint-title = Imprint
imprint-intro = Who runs this site, how to reach them, and their filings and licences.
imprint-incomplete = The operator has not configured everything yet; what is missing is named below.
not-set = Not configured
operator-name = Operator
operator-address = Address
operator-contact = Contact
licence-icp = ICP filing
licence-police = Public security filing
licence-human-resources = Human resources service licence

# Feed
feed-title = Rongqiao search: { $text }
feed-title-all = Rongqiao: newest listings
marked-title = [{ $mark }] { $title }

# When something went wrong
gone-page-title = This listing is no longer available
gone-page-text = It closed more than thirty days ago and is not shown any more. Here are similar listings that are open.
lead-home = Back to the home page
