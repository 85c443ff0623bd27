//! What is said between the two sides of a connection: on the platform, without addresses.
//!
//! Whoever gives an address shares it on purpose when they apply; in a conversation addresses lead people away to where
//! nobody can help them, and are refused.

use std::sync::LazyLock;

use regex::Regex;

use super::connection::MESSAGE_MAX_CHARS;
use crate::naming::clean_text;
use crate::private_facts::find_private_facts;

/// Names of services with the mark by which somebody is found there: 微信 abc123, QQ：12345678, telegram @name.
static ELSEWHERE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let service = "微信|薇信|威信|vx|wx|v信|wechat|weixin|扣扣|qq|whatsapp|telegram|钉钉|line";
    Regex::new(&format!(
        r"(?i)(?:^|[^a-z])(?:{service})\s*(?:号码?|同号|id|群)?\s*(?:是|为|[:：=@])?\s*[a-z0-9][a-z0-9_.-]{{4,}}"
    ))
    .ok()
});

/// A number of a fixed telephone, with its area before it.
static FIXED_LINE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|[^0-9])0[0-9]{2,3}[ -]?[0-9]{7,8}(?:[^0-9]|$)").ok());

/// Why something cannot be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// It says nothing.
    Empty,
    /// It has this many characters, which is too many.
    TooLong(usize),
    /// It holds an address or a number.
    Address,
}

/// What somebody wants to say, cleaned; lines are kept.
///
/// # Errors
///
/// Says why it cannot be said.
pub fn said(text: &str) -> Result<String, Unsaid> {
    said_within(text, MESSAGE_MAX_CHARS)
}

/// What somebody wants to say in at most `max` characters, cleaned; lines are kept.
///
/// # Errors
///
/// Says why it cannot be said.
pub fn said_within(text: &str, max: usize) -> Result<String, Unsaid> {
    let lines: Vec<String> = text.lines().map(clean_text).collect();
    let cleaned = lines.join("\n").trim().to_owned();
    match cleaned.chars().count() {
        0 => Err(Unsaid::Empty),
        found if found > max => Err(Unsaid::TooLong(found)),
        _ if holds_address(&cleaned) => Err(Unsaid::Address),
        _ => Ok(cleaned),
    }
}

/// Whether `text` tells where somebody is reached outside the platform, or another number that is not to be told.
#[must_use]
pub fn holds_address(text: &str) -> bool {
    let found = |pattern: &LazyLock<Option<Regex>>| pattern.as_ref().is_some_and(|pattern| pattern.is_match(text));
    !find_private_facts(text).is_empty() || found(&ELSEWHERE) || found(&FIXED_LINE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_however_they_are_written() {
        for text in [
            "我的电话是13812345678",
            "请打 138 1234 5678",
            "写信到 hr@firm.example 也行",
            "加我微信：linxi_2026",
            "vx linxi2026",
            "微信号是abc12345",
            "QQ 12345678",
            "QQ群：987654321",
            "My WeChat id: linxi2026",
            "座机 021-68282828",
        ] {
            assert_eq!(said(text), Err(Unsaid::Address), "{text}");
        }
    }

    #[test]
    fn what_tells_no_address_is_said() {
        for text in [
            "周三下午两点方便吗？",
            "月薪 12000 元，2026-09-15 到岗",
            "熟悉微信小程序开发",
            "用过 QQ 浏览器内核",
            "学号 2022010123 不必提供",
            "I worked on the production line in 2025.",
            "Please bring your notebook; online is fine.",
        ] {
            assert_eq!(said(text).as_deref(), Ok(text), "{text}");
        }
        assert_eq!(said(" \n "), Err(Unsaid::Empty));
        assert_eq!(said(&"长".repeat(1_001)), Err(Unsaid::TooLong(1_001)));
        assert_eq!(said("第一行 \n第二行").as_deref(), Ok("第一行\n第二行"));
    }
}
