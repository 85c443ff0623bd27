# What somebody saved
saved-title = Saved
saved-way = Go to what I saved
account-kept = Saved and messages
saved-searches = Saved searches
saved-searches-note = At most { $max }
saved-searches-none = No search saved yet. Choose “Save this search” below the results of one, and you are told what is new.
saved-search-new = { $count ->
    [one] { $number } new listing
   *[other] { $number } new listings
}
saved-search-change = Change
saved-search-everything = Everything
saved-search-organisation = One organisation
saved-remove = Remove
saved-listings = Saved listings
saved-listings-note = { $number } saved, at most { $max }
saved-listings-none = No listing saved yet. Choose “Save this listing” on its page to find it here again.
saved-listing-closed = Closed
saved-listing-unknown = A listing that is no longer there
saved-listing = Saved
saved-listing-remove = Remove from saved
save-listing-button = Save this listing
save-listing-title = Save this listing
save-listing-submit = Save
save-search-button = Save this search
save-search-title = Save a search
save-search-submit = Save
change-search-title = Change a saved search
change-search-submit = Save
field-search-name = Name of the search
field-pace = Tell me what is new
pace-at-once = Soon, at most every 10 minutes
pace-daily = Every day at 8 in the morning
pace-weekly = Every Monday at 8 in the morning
pace-never = Not at all
mistake-search-name = Write a name
mistake-search-name-long = Keep the name within { $max } characters
refusal-searches-full = You can save { $max } searches. Remove one under “Saved” first.
refusal-search-long = This search has too many conditions to be saved. Take some of them away.
refusal-listings-full = You can save { $max } listings. Remove some under “Saved” first.

# Messages
nav-messages = Messages
messages-unread = unread
messages-unread-total = { $number } unread
messages-title = Messages
messages-none = No messages yet.
messages-read-all = Mark all as read
message-new = New
message-open = Open
message-read = Mark as read
message-kind-alert = New listings for a saved search
message-kind-review = Listings that I publish
message-kind-organisation = Matters of my organisation
message-alert = { $count ->
    [one] “{ $name }” has { $number } new listing
   *[other] “{ $name }” has { $number } new listings
}

# Letters
letters-title = News by mail
letters-lead = Messages always stand on the site. Choose which come by mail too; codes and letters about the safety of your account are always sent.
letters-to = Letters go to { $contact }.
letters-nowhere = Your account has no e-mail address yet; add one to get letters. Until then, news of your listings and matters of your organisation come as short messages.
letters-submit = Save
letters-way = Choose what comes by mail
leave-title = Stop letters
leave-submit = Stop
leave-search = You will no longer be told what is new for “{ $name }”. The search stays under “Saved”, where you can have its letters again.
leave-kind = No more letters of this kind will come: { $kind }. Messages on the site stay as they are, and you can have the letters again.
leave-done-title = Stopped
leave-done-lead = No more letters will come for this.
leave-gone-title = Nothing to stop
leave-gone-lead = What this link stopped is no longer there. No more letters will come for it.
alert-more = { $count ->
    [one] { "    " }and { $number } more
   *[other] { "    " }and { $number } more
}

letter-alert-subject = { $count ->
    [one] “{ $name }”: { $number } new listing
   *[other] “{ $name }”: { $number } new listings
}
letter-alert = Hello,

    your saved search “{ $name }” has something new:

    { $listings }
letter-alert-short = [Rongqiao] Your saved search has { $number } new. Sign in to see it.

# Privacy notice
privacy-saved-heading = What you save, and messages
privacy-saved-text = Searches and listings that you save and messages to you are seen by you alone and can be removed at any time; messages are kept for a year. A letter about a saved search holds the name you gave it and the titles of what is new, and one click stops it.
