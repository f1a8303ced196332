//! Builds the page, and serves it on this machine: `cargo run -p certwise-web -- build` and `… -- serve`.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use askama::Template as _;
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use certwise::calendar::Day;
use certwise_web::index::{Index, SCRIPTS_STAND, STYLE_STANDS};
use sha2::{Digest as _, Sha256};

/// What certwise's own pages look like, and what this one adds.
const STYLE: &str = concat!(include_str!("../../../templates/page.css"), include_str!("../../page/page.css"));
const CORE: &str = include_str!("../../page/core.js");
const PAGE: &str = include_str!("../../page/page.js");
const WORKER: &str = include_str!("../../page/worker.js");
const OFFLINE: &str = include_str!("../../page/offline.js");

const TARGET: &str = "wasm32-unknown-unknown";

/// The most that the page may have over the wire, in bytes.
const MOST: usize = 700_000;

const USAGE: &str = "certwise as a page in a browser

Usage: cargo run -p certwise-web -- build [FOLDER] [--as-of DAY]
       cargo run -p certwise-web -- serve [FOLDER] [--port PORT]

FOLDER is target/web where none is named. In it lie `index.html` with its files, for a server, and `certwise.html`, which is all of it in
one file, to be opened by a double click or sent by mail.";

fn main() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let (mut command, mut folder, mut day, mut port) = (None, None, Day::today().0, 8000_u16);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--as-of" => day = words.next().context("--as-of wants a day")?.parse()?,
            "--port" => port = words.next().context("--port wants a number")?.parse()?,
            "-h" | "--help" => return say(USAGE),
            _ if command.is_none() => command = Some(word),
            _ if folder.is_none() => folder = Some(PathBuf::from(word)),
            _ => bail!("`{word}` is one word too many\n\n{USAGE}"),
        }
    }
    let folder = folder.unwrap_or_else(|| root().join("target/web"));
    match command.as_deref() {
        Some("build") => build(&folder, day),
        Some("serve") => serve(&folder, port),
        _ => bail!("say `build` or `serve`\n\n{USAGE}"),
    }
}

fn say(words: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{words}")?)
}

/// The project's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}

/// The page's code, made small.
fn wasm() -> Result<Vec<u8>> {
    let cargo = |arguments: &[&str]| -> Result<bool> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Ok(Command::new(cargo).current_dir(root()).args(arguments).status().context("cargo does not start")?.success())
    };
    let arguments = ["build", "--locked", "--lib", "--package", "certwise-web", "--profile", "web", "--target", TARGET];
    if !cargo(&arguments)? {
        // A fresh machine has no target for a browser yet.
        let added = Command::new("rustup").args(["target", "add", TARGET]).status().is_ok_and(|status| status.success());
        ensure!(added && cargo(&arguments)?, "the code of the page does not build; `rustup target add {TARGET}` adds what it is built for");
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let file = target.join(TARGET).join("web/certwise_web.wasm");
    fs::read(&file).with_context(|| file.display().to_string())
}

fn build(folder: &Path, day: Day) -> Result<()> {
    let wasm = wasm()?;
    fs::create_dir_all(folder)?;
    let (page, worker) = (format!("{CORE}{PAGE}"), format!("{CORE}{WORKER}"));
    let served = index(
        day,
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; \
         img-src data:; base-uri 'none'; form-action 'none'",
        "<link rel=\"stylesheet\" href=\"page.css\">",
        "<script src=\"page.js\" data-wasm=\"certwise.wasm\" data-worker=\"worker.js\" data-offline=\"offline.js\"></script>",
    )?;
    let mut files: Vec<(&str, Vec<u8>)> = vec![
        ("index.html", served.into_bytes()),
        ("page.css", STYLE.into()),
        ("page.js", page.clone().into_bytes()),
        ("worker.js", worker.clone().into_bytes()),
        ("certwise.wasm", wasm.clone()),
    ];
    // A page that changed has another name for what is kept of it.
    let mut all = Sha256::new();
    for (_, bytes) in &files {
        all.update(bytes);
    }
    let version = BASE64_URL_SAFE_NO_PAD.encode(&all.finalize()[..9]);
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    files.push(("offline.js", OFFLINE.replace("VERSION", &version).replace("FILES", &format!("{names:?}")).into_bytes()));
    let mut wire = 0;
    for (name, bytes) in &files {
        fs::write(folder.join(name), bytes)?;
        let small = squeezed(bytes)?;
        wire += small;
        say(&format!("{name:14} {:>9} bytes, {small:>7} over the wire", bytes.len()))?;
    }
    let single = single(day, &page, &worker, &wasm)?;
    fs::write(folder.join("certwise.html"), &single)?;
    say(&format!("{:14} {:>9} bytes, all in one file", "certwise.html", single.len()))?;
    say(&format!("{wire} bytes over the wire (brotli), of {MOST} at most; in {}", folder.display()))?;
    ensure!(wire <= MOST, "the page has grown too large");
    Ok(())
}

/// The page in one file: its scripts are named by their hash, so that no other runs.
fn single(day: Day, page: &str, worker: &str, wasm: &[u8]) -> Result<String> {
    let hash = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    let policy = format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; worker-src blob:; img-src data:; base-uri 'none'; \
         form-action 'none'",
        hash(page),
        hash(STYLE)
    );
    // What is no script of the page's is never run: it is read as text.
    let scripts = format!(
        "<script type=\"text/plain\" id=\"wasm\">{}</script>\n<script type=\"text/plain\" id=\"worker\">{worker}</script>\n<script>{page}</script>",
        BASE64_STANDARD.encode(wasm)
    );
    ensure!(![page, worker].iter().any(|script| script.contains("</script")), "a script would end the element that it stands in");
    index(day, &policy, &format!("<style>{STYLE}</style>"), &scripts)
}

/// The page, without the empty lines of its template; what stands in it as style and scripts stays as it is, for its hash.
fn index(day: Day, policy: &str, style: &str, scripts: &str) -> Result<String> {
    let page = Index::new(day, policy).map_err(anyhow::Error::msg)?.render()?;
    let page = page.lines().filter(|line| !line.trim().is_empty()).fold(String::new(), |all, line| all + line + "\n");
    Ok(page.replacen(STYLE_STANDS, style, 1).replacen(SCRIPTS_STAND, scripts, 1))
}

/// How many bytes go over the wire.
fn squeezed(bytes: &[u8]) -> Result<usize> {
    let mut squeezed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut squeezed, &parameters)?;
    Ok(squeezed.len())
}

/// Serves the folder on this machine alone, until it is stopped.
fn serve(folder: &Path, port: u16) -> Result<()> {
    ensure!(folder.join("index.html").is_file(), "nothing is built in {}; `build` does it", folder.display());
    let server = tiny_http::Server::http(("127.0.0.1", port)).map_err(|why| anyhow::anyhow!("port {port}: {why}"))?;
    say(&format!("http://{}/", server.server_addr()))?;
    for request in server.incoming_requests() {
        let path = request.url().split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
        let name = if path.is_empty() { "index.html" } else { path };
        // The folder is flat, so no other name leads out of it.
        let file = (!name.contains(['/', '\\']) && !name.contains("..")).then(|| File::open(folder.join(name)).ok()).flatten();
        let kind = match name.rsplit('.').next() {
            Some("html") => "text/html; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("wasm") => "application/wasm",
            _ => "application/octet-stream",
        };
        let kind = tiny_http::Header::from_bytes("Content-Type", kind).map_err(|()| anyhow::anyhow!("{kind}"))?;
        // Who closed the page wants no answer any more.
        drop(match file {
            Some(file) => request.respond(tiny_http::Response::from_file(file).with_header(kind)),
            None => request.respond(tiny_http::Response::from_string("not here").with_status_code(404)),
        });
    }
    Ok(())
}
