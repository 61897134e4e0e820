//! A browser without a window: follows no links by itself, keeps cookies, fills in forms.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// A browser that is pointed at one router.
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Page {
    /// The status.
    pub status: StatusCode,
    /// Where it leads, if it is a redirect.
    pub location: String,
    /// All headers, by name.
    pub headers: BTreeMap<String, String>,
    /// The body, if it is text.
    pub html: String,
    /// The body's bytes.
    pub bytes: Vec<u8>,
}

impl Browser {
    pub fn new(router: Router) -> Browser {
        Browser {
            router,
            cookies: BTreeMap::new(),
        }
    }

    /// A page. A redirect is given as it is.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).expect("a request"))
            .await
    }

    /// A page that is there.
    pub async fn page(&mut self, path: &str) -> Page {
        let page = self.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
        page
    }

    /// Sends a form from a page of the same node.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post_from(path, fields, &[("sec-fetch-site", "same-origin")])
            .await
    }

    /// Sends a form with these headers.
    pub async fn post_from(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> Page {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        let mut request = Request::builder().method(Method::POST).uri(path);
        request = request
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::HOST, "here.example:8440");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body.join("&"))).expect("a request"))
            .await
    }

    /// Presses the button of the form with this address on `page`, with these fields typed in.
    pub async fn press(&mut self, page: &Page, action: &str, typed: &[(&str, &str)]) -> Page {
        let hidden = page.form(action);
        let mut fields: Vec<(&str, &str)> = hidden
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        fields.retain(|(name, _)| typed.iter().all(|(other, _)| other != name));
        fields.extend(typed);
        self.post(action, &fields).await
    }

    /// Chooses a language.
    pub async fn speak(&mut self, tag: &str) {
        let page = self.get(&format!("/?lang={tag}")).await;
        assert_eq!(
            (page.status, page.location.as_str()),
            (StatusCode::SEE_OTHER, "/")
        );
    }

    /// The first line that an event stream sends; none if it stays silent for so long.
    pub async fn first_event(&self, path: &str, patience: Duration) -> Option<String> {
        let request = Request::builder()
            .uri(path)
            .header(header::HOST, "here.example:8440")
            .body(Body::empty())
            .expect("a request");
        let mut answer = self.answer(request).await.into_body();
        let frame = tokio::time::timeout(patience, answer.frame()).await;
        let data = frame.ok()??.ok()?.into_data().ok()?;
        Some(String::from_utf8(data.to_vec()).expect("events are UTF-8"))
    }

    async fn answer(&self, mut request: Request<Body>) -> Response<Body> {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request.headers_mut().insert(
                header::COOKIE,
                cookies.join("; ").parse().expect("cookies are plain"),
            );
        }
        self.router
            .clone()
            .oneshot(request)
            .await
            .expect("the router always answers")
    }

    async fn send(&mut self, request: Request<Body>) -> Page {
        let answer = self.answer(request).await;
        for line in answer.headers().get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("cookies are plain");
            let (pair, rest) = line.split_once(';').expect("cookies have attributes");
            assert!(
                rest.contains("HttpOnly") && rest.contains("SameSite=Lax"),
                "{line}"
            );
            let (name, value) = pair.split_once('=').expect("a cookie has a name");
            match rest.contains("Max-Age=0") {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        let headers = answer.headers().iter().map(|(name, value)| {
            (
                name.to_string(),
                value.to_str().unwrap_or_default().to_owned(),
            )
        });
        let headers: BTreeMap<String, String> = headers.collect();
        let status = answer.status();
        let location = headers.get("location").cloned().unwrap_or_default();
        let body = answer
            .into_body()
            .collect()
            .await
            .expect("a body")
            .to_bytes();
        // What is handed out as a file need not be text.
        let is_file = headers.contains_key("content-disposition");
        let html = match String::from_utf8(body.to_vec()) {
            Err(_) if is_file => String::new(),
            read => read.expect("pages are UTF-8"),
        };
        Page {
            status,
            location,
            headers,
            html,
            bytes: body.to_vec(),
        }
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

impl Page {
    /// The words of the page, without tags, with single spaces.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut rest = self
            .html
            .split_once("<body")
            .map_or(self.html.as_str(), |(_, body)| {
                body.split_once('>').map_or("", |(_, rest)| rest)
            });
        while let Some((words, tagged)) = rest.split_once('<') {
            text.push_str(words);
            text.push(' ');
            rest = tagged.split_once('>').map_or("", |(_, rest)| rest);
        }
        text.push_str(rest);
        unescaped(&text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The text of every element with this tag, in order.
    pub fn all(&self, tag: &str) -> Vec<String> {
        let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
        let pieces = self
            .html
            .split(&open)
            .skip(1)
            .filter(|piece| piece.starts_with(['>', ' ']));
        let inner = pieces
            .filter_map(|piece| Some(piece.split_once('>')?.1.split_once(&close)?.0.to_owned()));
        inner
            .map(|html| {
                Page {
                    html: format!("<body>{html}"),
                    ..self.clone()
                }
                .text()
            })
            .collect()
    }

    /// The digests on the page, without their spaces.
    pub fn digests(&self) -> Vec<String> {
        self.all("code")
            .into_iter()
            .map(|code| code.replace(' ', ""))
            .filter(|code| code.len() == 64)
            .collect()
    }

    /// The hidden fields of the form that is sent to `action`.
    pub fn form(&self, action: &str) -> Vec<(String, String)> {
        let start = format!("action=\"{action}\"");
        let at = self
            .html
            .find(&start)
            .unwrap_or_else(|| panic!("no form for {action} in: {}", self.text()));
        let form = self.html[at..].split_once("</form>").expect("forms end").0;
        let hidden = form.split("<input type=\"hidden\" name=\"").skip(1);
        let pair = |piece: &str| {
            let (name, rest) = piece.split_once('"')?;
            let value = rest.split_once("value=\"")?.1.split_once('"')?.0;
            Some((unescaped(name), unescaped(value)))
        };
        hidden.filter_map(pair).collect()
    }
}

fn unescaped(text: &str) -> String {
    let pairs = [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    pairs
        .into_iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
