//! Somebody with a browser: keeps the session that the site gives, and sends it with every request.

use std::sync::{Mutex, PoisonError};

use axum::body::Body;
use axum::http::{Method, Request, header};

use crate::site::{Answered, HOST, ORIGIN, TestSite};

/// What stands between the parts of a form with a file.
const BORDER: &str = "----a-border-that-no-file-holds";

/// A visitor of a site whose browser keeps cookies.
#[derive(Debug)]
pub struct Visitor<'a> {
    site: &'a TestSite,
    cookie: Mutex<String>,
}

impl<'a> Visitor<'a> {
    /// A visitor whom the site has never seen.
    #[must_use]
    pub const fn new(site: &'a TestSite) -> Self {
        Self { site, cookie: Mutex::new(String::new()) }
    }

    /// Asks for `address`.
    ///
    /// # Panics
    ///
    /// If `address` is none.
    pub async fn get(&self, address: &str) -> Answered {
        self.send(Method::GET, address, String::new()).await
    }

    /// Sends a form with these fields to `address`.
    ///
    /// # Panics
    ///
    /// If `address` is none.
    pub async fn submit(&self, address: &str, fields: &[(&str, &str)]) -> Answered {
        self.send(Method::POST, address, form(fields)).await
    }

    /// Sends a form with these fields and a file to `address`.
    ///
    /// # Panics
    ///
    /// If `address` is none.
    pub async fn submit_file(&self, address: &str, fields: &[(&str, &str)], name: &str, file: &[u8]) -> Answered {
        let mut body = Vec::new();
        for (field, value) in fields {
            let head = format!("--{BORDER}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        let head = format!("--{BORDER}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(format!("\r\n--{BORDER}--\r\n").as_bytes());
        let request = Request::post(address).header(header::HOST, HOST).header(header::ORIGIN, ORIGIN);
        let request = request.header(header::COOKIE, self.cookie()).header(header::CONTENT_LENGTH, body.len());
        let request = request.header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BORDER}"));
        self.site.send(request.body(Body::from(body)).expect("the address is one")).await
    }

    /// Sends a form and asks for the page that it leads to.
    ///
    /// # Panics
    ///
    /// If it leads nowhere.
    pub async fn submit_and_follow(&self, address: &str, fields: &[(&str, &str)]) -> (String, Answered) {
        let answered = self.submit(address, fields).await;
        let to = answered.header("location").to_owned();
        assert!(answered.status.is_redirection() && !to.is_empty(), "{address}: {} {}", answered.status, answered.text);
        let page = self.get(&to).await;
        (to, page)
    }

    /// Sends a form with these fields and a file to `address`.
    ///
    /// # Panics
    ///
    /// If `address` is none.
    pub async fn upload(
        &self,
        address: &str,
        fields: &[(&str, &str)],
        (field, name, content): (&str, &str, &[u8]),
    ) -> Answered {
        const BOUNDARY: &str = "----a-line-that-no-file-holds";
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.bytes());
        }
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/pdf\r\n\r\n"
        );
        body.extend(head.bytes());
        body.extend(content);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
        let request = Request::post(address).header(header::HOST, HOST).header(header::ORIGIN, ORIGIN);
        let request = request.header(header::COOKIE, self.cookie()).header(header::CONTENT_LENGTH, body.len());
        let request = request.header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
        self.site.send(request.body(Body::from(body)).expect("the address is one")).await
    }

    /// The cookie that the browser holds, as it sends it.
    #[must_use]
    pub fn cookie(&self) -> String {
        self.cookie.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes the browser hold `cookie`, as a thief would.
    pub fn carry(&self, cookie: &str) {
        cookie.clone_into(&mut self.cookie.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Sends a form that stands on a page of `origin`; an empty one is not told.
    ///
    /// # Panics
    ///
    /// If `address` is none.
    pub async fn submit_from(&self, origin: &str, address: &str, form: &str) -> Answered {
        let request = Request::post(address).header(header::HOST, HOST).header(header::COOKIE, self.cookie());
        let request = if origin.is_empty() { request } else { request.header(header::ORIGIN, origin) };
        self.site.send(request.body(Body::from(form.to_owned())).expect("the address is one")).await
    }

    async fn send(&self, method: Method, address: &str, body: String) -> Answered {
        let request = Request::builder().method(method).uri(address).header(header::HOST, HOST);
        let request = request.header(header::ORIGIN, ORIGIN).header(header::COOKIE, self.cookie());
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answered = self.site.send(request.body(Body::from(body)).expect("the address is one")).await;
        let given = answered.header("set-cookie");
        if let Some((cookie, _)) = given.split_once(';') {
            let emptied = cookie.ends_with('=');
            *self.cookie.lock().unwrap_or_else(PoisonError::into_inner) =
                if emptied { String::new() } else { cookie.to_owned() };
        }
        answered
    }
}

/// Writes fields as a browser sends them.
#[must_use]
pub fn form(fields: &[(&str, &str)]) -> String {
    let mut written = String::new();
    for (name, value) in fields {
        if !written.is_empty() {
            written.push('&');
        }
        written.push_str(name);
        written.push('=');
        for byte in value.bytes() {
            written.push_str(&format!("%{byte:02X}"));
        }
    }
    written
}
