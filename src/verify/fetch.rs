//! Fetching a page politely: one request a second and host, none that its `robots.txt` forbids, and an end to each. The only place
//! that opens a connection.

use std::collections::HashMap;
use std::thread;
use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::http::header::{ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, LOCATION};

use super::page::Page;
use super::robots::Robots;

/// Between two requests to one host.
const PAUSE: Duration = Duration::from_secs(1);

/// So many redirects are followed.
const MOST_REDIRECTS: usize = 5;

/// By this name `robots.txt` may speak of us.
const NAME: &str = "certwise";

/// So much is read of a `robots.txt`, as RFC 9309 asks.
const ROBOTS_BYTES: u64 = 500 << 10;

/// What came of a look at an address.
#[derive(Clone, Debug)]
pub enum Seen {
    /// A page, the address that gave it, and the one to which it has moved for good.
    Page(Box<Page>, String, Option<String>),
    /// There is none any more, with that status.
    Gone(u16),
    /// Nobody knows, and why; and whether anything answered at all.
    Unseen(String, bool),
}

/// A host.
#[derive(Debug, Default)]
struct Host {
    next: Option<Instant>,
    /// What may be fetched; `None` before anybody asked.
    rules: Option<Result<Robots, Failure>>,
}

/// Whoever fetches.
#[derive(Debug)]
pub struct Fetcher {
    agent: Agent,
    timeout: Duration,
    limit: u64,
    hosts: HashMap<String, Host>,
}

/// Why nobody can look, and whether anything answered.
type Failure = (String, bool);

/// What a request gave.
struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Fetcher {
    /// One that waits so long for each answer and reads so much of it.
    #[must_use]
    pub fn new(timeout: Duration, limit: u64) -> Self {
        // Redirects are followed here: which of them are for good, and whether the next host may be asked, is no matter of the agent's.
        let agent =
            Agent::config_builder().timeout_global(Some(timeout)).max_redirects(0).http_status_as_error(false).user_agent(user_agent());
        Self { agent: agent.build().into(), timeout, limit, hosts: HashMap::new() }
    }

    /// Which of the addresses may be asked first: that of the host that has rested longest.
    #[must_use]
    pub fn soonest<'u>(&self, addresses: impl Iterator<Item = &'u str>) -> Option<usize> {
        let rested = |address: &str| parts(address).and_then(|(host, _)| self.hosts.get(host)).and_then(|host| host.next);
        addresses.enumerate().min_by_key(|(_, address)| rested(address)).map(|(at, _)| at)
    }

    /// Asks the host of that address what it lets us fetch, where that is not known yet.
    pub fn introduce(&mut self, address: &str) {
        if let Some((host, _)) = reachable(address, address) {
            // What it answers is kept, a failure too.
            let _ = self.rules(host, address);
        }
    }

    /// Looks at that address.
    pub fn look(&mut self, address: &str) -> Seen {
        self.follow(address).unwrap_or_else(|(why, answered)| Seen::Unseen(why, answered))
    }

    fn follow(&mut self, address: &str) -> Result<Seen, Failure> {
        let (mut now, mut moved, mut for_good) = (address.to_owned(), None, true);
        for _ in 0..=MOST_REDIRECTS {
            let (host, path) = reachable(&now, address).ok_or_else(|| (format!("{now} is no https link"), true))?;
            if !self.rules(host, &now)?.allows(path) {
                return Err((format!("the robots.txt of {host} forbids it"), true));
            }
            let answer = self.ask(host, &now, self.limit)?;
            match (answer.status, answer.header(LOCATION)) {
                (200..=299, _) if !matches!(&*answer.header(CONTENT_ENCODING), "" | "identity") => {
                    return Err(("it came compressed".to_owned(), true));
                }
                (200..=299, _) => {
                    let kind = answer.header(CONTENT_TYPE);
                    let page = Page::read(&answer.body, &kind).ok_or_else(|| (format!("it is no text ({kind})"), true))?;
                    return Ok(Seen::Page(Box::new(page), now, moved));
                }
                (404 | 410, _) => return Ok(Seen::Gone(answer.status)),
                (status @ (301 | 302 | 303 | 307 | 308), to) if !to.is_empty() => {
                    now = joined(&now, &to);
                    for_good &= matches!(status, 301 | 308);
                    if for_good {
                        moved = (now != address).then(|| now.clone());
                    }
                }
                (status, _) => return Err((format!("it answers {status}"), true)),
            }
        }
        Err((format!("more than {MOST_REDIRECTS} redirects"), true))
    }

    /// What the host of that address lets us fetch; asked once.
    fn rules(&mut self, host: &str, address: &str) -> Result<Robots, Failure> {
        if let Some(known) = self.hosts.get(host).and_then(|host| host.rules.clone()) {
            return known;
        }
        let rules = self.read_rules(host, address);
        self.hosts.entry(host.to_owned()).or_default().rules = Some(rules.clone());
        rules
    }

    fn read_rules(&mut self, host: &str, address: &str) -> Result<Robots, Failure> {
        let failed = |what: &str| (format!("the robots.txt of {host} {what}"), true);
        let mut now = joined(address, "/robots.txt");
        for _ in 0..=MOST_REDIRECTS {
            let (asked, _) = reachable(&now, address).ok_or_else(|| failed("leads nowhere"))?;
            let answer = self.ask(asked, &now, ROBOTS_BYTES)?;
            match (answer.status, answer.header(LOCATION)) {
                (200..=299, _) => return Ok(Robots::read(&String::from_utf8_lossy(&answer.body), NAME)),
                (300..=399, to) if !to.is_empty() => now = joined(&now, &to),
                // Who has none has nothing against it; who cannot tell may have.
                (400..=499, _) if answer.status != 429 => return Ok(Robots::default()),
                (status, _) => return Err(failed(&format!("answers {status}"))),
            }
        }
        Err(failed("leads nowhere"))
    }

    /// One request, after the host's rest.
    fn ask(&mut self, host: &str, address: &str, limit: u64) -> Result<Answer, Failure> {
        let rests = self.hosts.entry(host.to_owned()).or_default();
        if let Some(next) = rests.next {
            thread::sleep(next.saturating_duration_since(Instant::now()));
        }
        rests.next = Some(Instant::now() + PAUSE);
        let failed = |error: ureq::Error| match error {
            ureq::Error::Timeout(_) => (format!("no whole answer within {} s", self.timeout.as_secs()), false),
            ureq::Error::HostNotFound => ("there is no such host".to_owned(), false),
            ureq::Error::BodyExceedsLimit(limit) => (format!("it is larger than {} kB", limit / 1000), true),
            // The number that the system has for it tells nobody more than its words.
            ureq::Error::Io(error) => (error.to_string().split(" (os error ").next().unwrap_or_default().to_owned(), false),
            ureq::Error::Protocol(_) | ureq::Error::Http(_) | ureq::Error::BadUri(_) | ureq::Error::LargeResponseHeader(..) => {
                (error.to_string(), true)
            }
            error => (error.to_string(), false),
        };
        let mut answer = self.agent.get(address).header(ACCEPT_LANGUAGE, "en").call().map_err(failed)?;
        let body = answer.body_mut().with_config().limit(limit).read_to_vec().map_err(failed)?;
        Ok(Answer { status: answer.status().as_u16(), headers: answer.headers().clone(), body })
    }
}

impl Answer {
    fn header(&self, name: HeaderName) -> String {
        self.headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).unwrap_or_default()
    }
}

/// How a site sees who asks.
fn user_agent() -> String {
    let homes = [env!("CARGO_PKG_REPOSITORY"), env!("CARGO_PKG_HOMEPAGE")];
    let home = homes.iter().find(|home| !home.is_empty()).map_or_else(String::new, |home| format!("+{home}; "));
    format!("{NAME}/{} ({home}checks its facts)", env!("CARGO_PKG_VERSION"))
}

/// The host, and the path with its query, of an address that may be asked when `first` is: https, or this machine when it is that one's.
fn reachable<'u>(address: &'u str, first: &str) -> Option<(&'u str, &'u str)> {
    let is_local = |address| parts(address).is_some_and(|(host, _)| matches!(host.split(':').next(), Some("127.0.0.1" | "localhost")));
    parts(address).filter(|_| address.starts_with("https://") || (is_local(address) && is_local(first)))
}

/// The host with its port, and the path with its query.
fn parts(address: &str) -> Option<(&str, &str)> {
    let (_, rest) = address.split_once("://")?;
    let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    (!host.is_empty() && !host.contains('@')).then_some((host, if path.starts_with('/') { path } else { "/" }))
}

/// The address to which a page leads with that one: whole, or from a part of its own.
fn joined(address: &str, to: &str) -> String {
    let to = to.trim().split('#').next().unwrap_or_default();
    let (scheme, rest) = address.split_once("://").unwrap_or(("https", address));
    let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let path = path.split('?').next().unwrap_or_default();
    let whole = if to.split(['/', '?']).next().is_some_and(|part| part.contains(':')) {
        to.to_owned()
    } else if to.starts_with("//") {
        format!("{scheme}:{to}")
    } else if to.starts_with('/') {
        format!("{scheme}://{host}{to}")
    } else if to.starts_with('?') || to.is_empty() {
        format!("{scheme}://{host}{path}{to}")
    } else {
        let mut folders: Vec<&str> = path.split('/').skip(1).collect();
        folders.pop();
        let mut rest = to;
        while let Some((up, more)) = rest.split_once('/').filter(|(up, _)| matches!(*up, "." | "..")) {
            if up == ".." {
                folders.pop();
            }
            rest = more;
        }
        let folders: String = folders.iter().flat_map(|folder| [*folder, "/"]).collect();
        format!("{scheme}://{host}/{folders}{rest}")
    };
    // An address is plain signs; a server may write others.
    let plain = |byte: u8| if byte.is_ascii_graphic() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    whole.bytes().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_redirect_leads_is_told_from_where_it_stands() {
        let from = "https://a.example/x/y?z";
        for (to, whole) in [
            ("https://b.example/é#part", "https://b.example/%C3%A9"),
            ("//b.example", "https://b.example"),
            ("/c d", "https://a.example/c%20d"),
            ("c?u=http://d", "https://a.example/x/c?u=http://d"),
            ("../../c", "https://a.example/c"),
            ("?q", "https://a.example/x/y?q"),
            ("mailto:x", "mailto:x"),
        ] {
            assert_eq!(joined(from, to), whole, "{to}");
        }
        assert_eq!(joined("https://a.example", "b"), "https://a.example/b");
    }

    #[test]
    fn nothing_but_https_is_asked_and_this_machine_only_when_the_source_says_so() {
        let (page, local) = ("https://a.example/", "http://127.0.0.1:8/");
        assert_eq!(reachable("https://a.example?q", page), Some(("a.example", "/")));
        assert_eq!(reachable("http://127.0.0.1:9/x?y", local), Some(("127.0.0.1:9", "/x?y")));
        for (address, first) in
            [(local, page), ("http://a.example/", local), ("http://127.0.0.1@a.example/", local), ("ftp://x/", page), ("x", page)]
        {
            assert_eq!(reachable(address, first), None, "{address}");
        }
    }
}
