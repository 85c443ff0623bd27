//! The texts of news and policy documents: Markdown, of which only what is harmless becomes HTML.
//!
//! The writer escapes whatever is text. What could reach beyond the text never becomes more than text: HTML that somebody
//! types is shown as typed, pictures by their words, links only where they lead to a page.

use std::borrow::Cow;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::listing::Listing;

use crate::language::Language;

/// Where links may lead: pages elsewhere, mail, and pages of this site.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// What is said of links that lead elsewhere: they are nobody's recommendation and learn nothing of their reader.
const REL: &str = "nofollow noopener noreferrer";

/// Whether the texts of listings of `kind` are Markdown; those of all others are plain.
#[must_use]
pub const fn is_markdown(kind: ListingKind) -> bool {
    matches!(kind, ListingKind::Article | ListingKind::Policy)
}

/// `markdown` as HTML that stands below a heading of the second level.
#[must_use]
pub fn html_of(markdown: &str) -> String {
    let mut written = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut written, harmless(markdown).into_iter());
    written
}

/// `markdown` without its marks, a line for each block.
#[must_use]
pub fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => {
                text.push_str(&words);
            }
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead,
            )
            | Event::SoftBreak
            | Event::HardBreak
                if !text.ends_with('\n') =>
            {
                text.push('\n');
            }
            Event::End(TagEnd::TableCell) => text.push(' '),
            _ => {}
        }
    }
    text.trim_end().to_owned()
}

/// The text of `listing` as plain words.
#[must_use]
pub fn plain_text_of(listing: &Listing) -> Cow<'_, str> {
    plain_text_for(Language::Chinese, listing)
}

/// The text of `listing` as plain words, as readers of `language` get it.
#[must_use]
pub fn plain_text_for(language: Language, listing: &Listing) -> Cow<'_, str> {
    let text = text_for(language, listing);
    if is_markdown(listing.kind()) { plain(text).into() } else { text.into() }
}

/// The text of `listing` as readers of `language` get it: in English where one was written.
#[must_use]
pub fn text_for(language: Language, listing: &Listing) -> &str {
    let english = if let Details::Article(article) = &listing.details {
        &article.description_en
    } else if let Details::Policy(policy) = &listing.details {
        &policy.description_en
    } else {
        ""
    };
    match language {
        Language::English if !english.is_empty() => english,
        Language::English | Language::Chinese => &listing.description,
    }
}

/// What of `markdown` becomes HTML.
fn harmless(markdown: &str) -> Vec<Event<'_>> {
    // Whether each link that is open was kept.
    let mut kept: Vec<bool> = Vec::new();
    let mut last = HeadingLevel::H2;
    Parser::new_ext(markdown, Options::ENABLE_TABLES)
        .filter_map(|event| match event {
            Event::Html(words) | Event::InlineHtml(words) => Some(Event::Text(words)),
            Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
            Event::Start(Tag::Link { dest_url, .. }) => {
                let opening = opened(&dest_url);
                kept.push(opening.is_some());
                opening.map(|tag| Event::InlineHtml(CowStr::from(tag)))
            }
            Event::End(TagEnd::Link) => kept.pop().filter(|&kept| kept).map(|_| Event::InlineHtml("</a>".into())),
            Event::Start(Tag::Heading { level, .. }) => {
                last = below(level, last);
                Some(Event::Start(Tag::Heading { level: last, id: None, classes: vec![], attrs: vec![] }))
            }
            Event::End(TagEnd::Heading(_)) => Some(Event::End(TagEnd::Heading(last))),
            Event::Start(Tag::CodeBlock(_)) => {
                Some(Event::Start(Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Indented)))
            }
            // Alignment would be written as a style, which our pages refuse.
            Event::Start(Tag::Table(columns)) => Some(Event::Start(Tag::Table(vec![Alignment::None; columns.len()]))),
            // Whoever types Chinese means a line when they begin one.
            Event::SoftBreak => Some(Event::HardBreak),
            other => Some(other),
        })
        .collect()
}

/// The tag that opens a link to `address`; `None` where links may not lead.
fn opened(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    let is_ours = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
    let leads = is_ours || SCHEMES.iter().any(|scheme| lower.starts_with(scheme));
    if !leads || address.chars().any(char::is_control) {
        return None;
    }
    let address = address.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let rel = if is_ours { String::new() } else { format!(" rel=\"{REL}\"") };
    Some(format!("<a href=\"{address}\"{rel}>"))
}

/// The level of a heading below those of the page, and at most one below the heading before it.
fn below(level: HeadingLevel, last: HeadingLevel) -> HeadingLevel {
    let level = (level as usize + 2).min(last as usize + 1);
    HeadingLevel::try_from(level).unwrap_or(HeadingLevel::H6)
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;

    /// Whether `html` holds nothing but the tags that texts are made of, with no attribute but where links lead.
    fn is_harmless(html: &str) -> bool {
        let names = "p|br|h[3-6]|ul|ol|li|em|strong|code|pre|blockquote|hr|table|thead|tbody|tr|th|td";
        let link = r#"a href="(?:https?://|mailto:|/)[^"<>]*"(?: rel="nofollow noopener noreferrer")?"#;
        let tag = format!(r#"<(?:/?(?:{names}|a)|(?:br|hr) /|ol start="[0-9]+"|{link})>"#);
        let rest = Regex::new(&tag).expect("it is a pattern").replace_all(html, "");
        !rest.contains(['<', '>'])
    }

    #[test]
    fn nothing_that_somebody_types_becomes_more_than_text_and_links() {
        for payload in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<svg><script>alert(1)</script></svg>",
            "<iframe src=\"javascript:alert(1)\"></iframe>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<body onload=alert(1)>",
            "<style>@import 'https://evil.example/x.css';</style>",
            "<form action=https://evil.example><button>x</button></form>",
            "<meta http-equiv=refresh content='0;url=https://evil.example'>",
            "<math><mtext></table><mglyph><style><img src=x onerror=alert(1)>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<!--><img src=x onerror=alert(1)>-->",
            "<![CDATA[<script>alert(1)</script>]]>",
            "<?xml version=\"1.0\"?><x onclick=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](java\tscript:alert(1))",
            "[x](javascript&colon;alert(1))",
            "[x](&#106;avascript:alert(1))",
            "[x](\u{1}javascript:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
            "[x](vbscript:msgbox(1))",
            "[x](//evil.example)",
            "[x](/\\evil.example)",
            "[x](https://a.example/\"onmouseover=alert(1))",
            "[x](<https://a.example/\" onmouseover=\"alert(1)>)",
            "[x](https://a.example \"\\\" onmouseover=alert(1)\")",
            "[x]: javascript:alert(1)\n\n[x]",
            "<javascript:alert(1)>",
            "<https://a.example/\"onclick=alert(1)>",
            "![x](https://evil.example/pixel.png)",
            "![\"onerror=alert(1)](x)",
            "[![x](javascript:alert(1))](javascript:alert(2))",
            "```\"><script>alert(1)</script>\nx\n```",
            "# <img src=x onerror=alert(1)> {onclick=alert(1)}",
            "| <script> |\n|:---:|\n| <img src=x onerror=alert(1)> |",
            "`<script>alert(1)</script>`",
            "1000000000000. <b>x</b>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "\\<script>alert(1)\\</script>",
        ] {
            let html = html_of(payload);
            assert!(is_harmless(&html), "{payload}: {html}");
            let leads_astray = ["javascript:", "data:", "vbscript:", "//evil", "\\evil"];
            let bad = leads_astray.iter().any(|it| html.to_lowercase().contains(&format!("<a href=\"{it}")));
            assert!(!bad && !html.contains("<img"), "{payload}: {html}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_is_harmless(
            words in proptest::collection::vec(
                "[<>\"'`\\[\\]()!#*_|:/&;= \n-]{0,3}|script|javascript:|onerror|img|a href|https://x|文",
                0..16,
            ),
        ) {
            let html = html_of(&words.concat());
            proptest::prop_assert!(is_harmless(&html), "{}", html);
        }
    }

    #[test]
    fn headings_stand_below_the_page_and_lines_stay_lines() {
        assert_eq!(html_of("# 一\n\n## 二").replace('\n', ""), "<h3>一</h3><h4>二</h4>");
        assert_eq!(html_of("甲\n乙").replace('\n', ""), "<p>甲<br />乙</p>");
        assert_eq!(html_of("## 二\n\n#### 四\n\n# 一").replace('\n', ""), "<h3>二</h3><h4>四</h4><h3>一</h3>");
        assert_eq!(html_of("###### 六"), "<h3>六</h3>\n");
    }

    #[test]
    fn links_lead_to_pages_and_say_what_they_are() {
        let elsewhere = html_of("[沪府](https://www.shanghai.gov.cn/?a=1&b=2)");
        assert!(
            elsewhere
                .contains("href=\"https://www.shanghai.gov.cn/?a=1&amp;b=2\" rel=\"nofollow noopener noreferrer\"")
        );
        assert!(html_of("[本站](/news)").contains("<a href=\"/news\">本站</a>"));
        assert_eq!(html_of("[x](ftp://a.example)"), "<p>x</p>\n");
    }

    #[test]
    fn the_plain_text_has_no_marks() {
        assert_eq!(plain("# 一\n\n**二** [三](https://a.example)\n\n- 四\n- 五"), "一\n二 三\n四\n五");
        assert_eq!(plain("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |"), "甲 乙 \n1 2");
        assert_eq!(plain("![图](x.png)<b>粗</b>"), "图<b>粗</b>");
    }
}
