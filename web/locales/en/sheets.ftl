# Publishing many listings by a sheet, and files of listings
sheets-title = Publish many listings with Excel
sheets-lead = Download the template, fill in one listing per row, and upload it. You then check every row and choose which become drafts or go to review. Nothing is published before you have checked it.
sheets-templates = 1. Download the template
sheets-templates-note = Columns marked * are required. You may move, rename or delete columns; keep the hidden second row. The example row is not read.
sheets-bring = 2. Upload the filled sheet
sheets-read = Upload and check
sheets-kept = Sheets you have uploaded
sheet-template-name = rongqiao-{ $kind }-template.xlsx
sheet-mend-name = to-mend-{ $name }.xlsx
field-sheet-file = Sheet
sheet-file-bounds = xlsx or CSV (UTF-8 or GBK), at most { $rows } rows and { $megabytes } MB
sheet-about = { $kind } · kept for { $days } days, until { $day }
sheet-title = Check the sheet: { $name }
sheet-ways = Which rows to show
sheet-show-all = All { $number } rows
sheet-show-bad = { $number } to mend
sheet-show-good = { $number } ready
sheet-count-good = { $number } ready
sheet-count-bad = { $number } to mend
sheet-count-waiting = { $number } being worked on
sheet-count-drafted = { $number } saved as drafts
sheet-count-submitted = { $number } sent to review
sheet-count-published = { $number } approved without review
sheet-count-refused = { $number } left out
sheet-going-on = { $count ->
    [one] One row is being worked on. You may leave this page.
   *[other] { $number } rows are being worked on. You may leave this page.
}
sheet-look-again = Look again
sheet-unread = Columns that were not read: { $columns }
sheet-mend-note = You can download the rows to mend; the first column says what is wrong. Mend them and upload that file. Rows that are published already are not published twice.
sheet-mend = { $count ->
    [one] Download the row to mend
   *[other] Download the { $number } rows to mend
}
sheet-rows = Rows of the sheet
sheet-row-number = Row
sheet-row-state = Result
sheet-row-good = Ready
sheet-row-bad = To mend
sheet-row-waiting = Being worked on
sheet-row-drafted = Draft
sheet-row-submitted = In review
sheet-row-published = Approved without review
sheet-row-refused = Left out: the same listing exists, or your role has changed
sheet-row-bring-again = Nothing is wrong with this row any more. Upload it again.
sheet-tick = Choose row { $row }
sheet-pages = Pages
sheet-page-before = Previous page
sheet-page-after = Next page
sheet-choose = 3. Choose what to do
sheet-choose-note = Rows to mend are left as they are.
sheet-choose-all = { $count ->
    [one] The row that is ready
   *[other] All { $number } rows that are ready
}
sheet-choose-ticked = Only the rows ticked on this page
sheet-submit = Send to review
sheet-draft = Save as drafts
sheet-nothing-ticked = Tick the rows to use, or choose all rows that are ready.
sheet-discard-note = Deleting the sheet does not change the drafts and listings made from it.
sheet-discard = Delete this sheet
sheet-same-as-row = This row says the same as row { $row }. Keep one of them.
sheet-same-as-listing = Your organisation has a listing that says the same.
sheet-same-open = Open it
sheet-cell-error = “{ $field }” shows a formula error. Enter the value itself.
sheet-cell-merged = “{ $field }” is a merged cell. Unmerge it and fill in each row.
sheet-cell-long-number = Excel turned the digits in “{ $field }” into a rounded number and lost the last ones. Format the cell as text and enter them again.
sheet-cell-unknown-code = “{ $field }” is not one of the choices. Choose from the list in the cell.
sheet-unreadable-unknown = This file is neither xlsx nor CSV (UTF-8 or GBK). Save it as xlsx in Excel or WPS and upload it again.
sheet-unreadable-old = This is an old xls file, or it needs a password. Save it as xlsx without a password and upload it again.
sheet-unreadable-too-large = The file is too large. Up to { $megabytes } MB are taken: remove pictures or split it.
sheet-unreadable-too-many-rows = There are too many rows. Up to { $rows } are taken at a time: split the sheet.
sheet-unreadable-broken = This file cannot be read; it may be damaged or too complex. Copy the rows into a fresh template and upload that.
sheet-unreadable-empty = Choose a file that is not empty.
sheet-unreadable-busy = Too many files are being read. Try again in a moment.
sheet-of-another-kind = This is the template for “{ $kind }”. Choose that kind, or another file.
sheet-no-head = No headings were found. Use the template and keep its headings and the hidden second row.
sheet-no-rows = Nothing is filled in below the headings (the example does not count).
sheet-too-many = An organisation keeps at most { $max } sheets at a time. Delete one that is done.
sheet-column-mistakes = What to mend (this column may stay)
sheet-explanation = How to fill it in
sheet-choices = Choices
sheet-column = Column
sheet-needed = Required
sheet-needed-yes = yes
sheet-how = How to fill it in
sheet-how-separator = {". "}
sheet-how-text = At most { $max } characters
sheet-how-number = A whole number
sheet-how-decimal = A number; it may have decimals
sheet-how-words = Separate several words with commas
sheet-how-moment = A day and time such as 2026-09-01 13:30
sheet-choose-from-list = Choose from the list
sheet-write-a-day = A day such as 2026-09-01
sheet-write-a-number = A number from 0 up
sheet-example-title = This row is an example and is not read
my-listings-sheets = Publish many listings with Excel

attachments-title = Files
attachments-note = PDF, Word (docx), Excel (xlsx), PNG or JPEG, at most 10 MB each and 8 in all. Once the listing is public anybody can download them, so put nothing personal in them.
attachments-none = There are no files.
attachments-change = Add or remove files
attachments-fixed = Files cannot be changed now. Take the listing back from review first.
attachments-full = There is no room for more files. Remove one first.
attachment-add = Add the file
attachment-remove = Remove
attachment-remove-this = Remove { $name }
attachment-about = { $media } · { $size } · SHA-256 { $digits }…
field-attachment-file = Choose a file
mistake-attachment-kind = Only PDF, docx, xlsx, PNG and JPEG are taken, without macros or embedded objects. Convert the file and upload it again
mistake-attachment-many = There may be { $max } files at most
