//! A site on this machine, whose pages answer as a test says.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How a page answers, and other pages of its site.
#[derive(Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<String>,
    body: Vec<u8>,
    after: Duration,
    drips: bool,
    robots: (u16, String),
    others: Vec<(&'static str, Answer)>,
}

/// A page of HTML.
pub fn page(body: &str) -> Answer {
    Answer::status(200).kind("text/html; charset=utf-8").bytes(body.as_bytes())
}

impl Answer {
    pub fn status(status: u16) -> Self {
        let (headers, body, robots) = (Vec::new(), Vec::new(), (404, String::new()));
        Self { status, headers, body, after: Duration::ZERO, drips: false, robots, others: Vec::new() }
    }

    pub fn redirect(status: u16, to: &str) -> Self {
        Self { headers: vec![format!("Location: {to}")], ..Self::status(status) }
    }

    pub fn kind(self, kind: &str) -> Self {
        Self { headers: vec![format!("Content-Type: {kind}")], ..self }
    }

    pub fn bytes(self, body: &[u8]) -> Self {
        Self { body: body.to_vec(), ..self }
    }

    pub fn after(self, after: Duration) -> Self {
        Self { after, ..self }
    }

    pub fn in_drips(self) -> Self {
        Self { drips: true, ..self }
    }

    pub fn robots(self, text: &str) -> Self {
        Self { robots: (200, text.to_owned()), ..self }
    }

    pub fn without_robots(self, status: u16) -> Self {
        Self { robots: (status, String::new()), ..self }
    }

    /// The same, and another page of its site.
    pub fn then(mut self, path: &'static str, answer: Self) -> Self {
        self.others.push((path, answer));
        self
    }

    fn give(&self, stream: &mut TcpStream) -> std::io::Result<()> {
        thread::sleep(self.after);
        let headers: String = self.headers.iter().flat_map(|header| [header.as_str(), "\r\n"]).collect();
        let head = format!("HTTP/1.1 {} Said\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", self.status, self.body.len());
        stream.write_all(head.as_bytes())?;
        if self.drips {
            for byte in &self.body {
                stream.write_all(&[*byte])?;
                thread::sleep(Duration::from_millis(200));
            }
        }
        if self.drips { Ok(()) } else { stream.write_all(&self.body) }
    }
}

/// One request.
#[derive(Clone)]
pub struct Asked {
    pub at: Instant,
    pub path: String,
    pub head: String,
}

/// A server that answers until the tests end.
pub struct Site {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Site {
    /// With that page, on every path that no other has.
    pub fn new(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let (address, asked) = (listener.local_addr().expect("it has one"), Arc::new(Mutex::new(Vec::new())));
        let log = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log) = (answer.clone(), Arc::clone(&log));
                // Whoever goes away before all is said is no fault of the server's.
                thread::spawn(move || drop(serve(stream, &answer, &log)));
            }
        });
        Self { address, asked }
    }

    pub fn host(&self) -> String {
        self.address.to_string()
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("nobody panics").clone()
    }
}

fn serve(mut stream: TcpStream, answer: &Answer, log: &Mutex<Vec<Asked>>) -> std::io::Result<()> {
    let at = Instant::now();
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone()?);
    while reader.read_line(&mut head)? > 2 {}
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    log.lock().expect("nobody panics").push(Asked { at, path: path.clone(), head });
    match answer.others.iter().find(|(other, _)| *other == path) {
        _ if path == "/robots.txt" => {
            Answer::status(answer.robots.0).kind("text/plain").bytes(answer.robots.1.as_bytes()).give(&mut stream)
        }
        Some((_, other)) => other.give(&mut stream),
        None => answer.give(&mut stream),
    }
}
