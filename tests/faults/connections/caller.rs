//! Somebody with a browser who reaches the server over the network, and may be left without an answer.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use rongqiao_tests::visitor::form;

/// How long an answer may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the server answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Where it leads; empty for nowhere.
    pub(super) location: String,
    pub(super) text: String,
}

impl Answer {
    /// What the page is about, without head and foot.
    pub(super) fn main(&self) -> &str {
        let main = self.text.split_once("<main").map_or(self.text.as_str(), |(_, main)| main);
        main.split("</main>").next().unwrap_or(main)
    }
}

/// A form as a browser sends it: the same once more is the same request.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// Where it is sent.
    pub(super) action: String,
    pub(super) fields: Vec<(String, String)>,
}

/// A browser in which somebody is signed in, by the cookie that it carries.
#[derive(Clone, Debug)]
pub(super) struct Caller(pub(super) String);

impl Caller {
    /// Asks the server at `address` for `path`; `None` if it is gone before all of the answer has come.
    pub(super) fn get(&self, address: &str, path: &str) -> Option<Answer> {
        self.ask(address, "GET", path, "")
    }

    /// Sends `sheet` to the server at `address`; `None` if it is gone before all of the answer has come.
    pub(super) fn send(&self, address: &str, sheet: &Sheet) -> Option<Answer> {
        let fields: Vec<(&str, &str)> =
            sheet.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.ask(address, "POST", &sheet.action, &form(&fields))
    }

    fn ask(&self, address: &str, method: &str, path: &str, body: &str) -> Option<Answer> {
        let host = address.trim_start_matches("http://");
        let mut connection = TcpStream::connect(host).ok()?;
        connection.set_read_timeout(Some(PATIENCE)).ok()?;
        let request = format!(
            "{method} {path} HTTP/1.0\r\nHost: {host}\r\nOrigin: {address}\r\nCookie: session={}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.0,
            body.len()
        );
        connection.write_all(request.as_bytes()).ok()?;
        let mut came = Vec::new();
        // What broke off is told by its length.
        let _ = connection.read_to_end(&mut came);
        read(&String::from_utf8_lossy(&came))
    }
}

/// Reads an answer; `None` if some of it is missing.
fn read(came: &str) -> Option<Answer> {
    let (head, text) = came.split_once("\r\n\r\n")?;
    let header = |wanted: &str| {
        let line = head.lines().skip(1).find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case(wanted).then_some(value)
        });
        line.unwrap_or_default().to_owned()
    };
    let length = header("content-length").parse().ok().unwrap_or(0);
    let status = head.split(' ').nth(1)?.parse().ok()?;
    (text.len() >= length).then(|| Answer { status, location: header("location"), text: text.to_owned() })
}

impl Sheet {
    /// The form of `page`, which stands at `path`, that holds `mark`, with `typed` in its fields. A value `{name}` is what
    /// the form itself holds under that name.
    pub(super) fn of(page: &str, (path, mark): (&str, &str), typed: &[(String, String)]) -> Option<Self> {
        let forms = page.split("<form").skip(1).filter_map(|rest| rest.split_once("</form>"));
        let (own, _) = forms.into_iter().find(|(own, _)| own.contains(mark))?;
        let (head, _) = own.split_once('>')?;
        let action = attribute(head, "action").unwrap_or(path.split('?').next().unwrap_or(path));
        let inputs: Vec<&str> = own.split("<input").skip(1).filter_map(|rest| rest.split('>').next()).collect();
        let held = |name: &str| {
            let input = inputs.iter().find(|input| attribute(input, "name") == Some(name));
            input.and_then(|input| attribute(input, "value")).unwrap_or_default()
        };
        let filled = |text: &str| match (text.split_once("{held:"), text.ends_with('}')) {
            (Some((before, name)), true) => format!("{before}{}", held(name.trim_end_matches('}'))),
            _ => text.to_owned(),
        };
        let hidden = inputs.iter().filter(|input| attribute(input, "type") == Some("hidden"));
        let hidden = hidden.filter_map(|input| Some((attribute(input, "name")?, attribute(input, "value")?)));
        let hidden = hidden.filter(|(name, _)| typed.iter().all(|(typed, _)| typed != name));
        let mut fields: Vec<(String, String)> = hidden.map(|(name, value)| (name.into(), value.into())).collect();
        fields.extend(typed.iter().map(|(name, value)| (filled(name), filled(value))));
        if let Some(step) = mark.strip_prefix("name=\"do\" value=\"") {
            fields.push(("do".to_owned(), step.trim_end_matches('"').to_owned()));
        }
        Some(Self { action: action.to_owned(), fields })
    }
}

/// What a tag says under `name`.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}
