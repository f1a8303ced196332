//! Chromium by its driver: the few commands of `WebDriver` that the tests here and in `web/` need.
#![allow(dead_code, reason = "neither needs all of them")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

/// Seconds for one command: it takes less than one, but the machine may be busy.
const PATIENCE: u64 = 120;

/// Starts of the browser before the test gives up.
const TRIES: usize = 3;

/// Chromium without calls of its own, in a fresh profile that the driver makes and removes.
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A browser that ends with the test.
pub struct Browser {
    driver: Child,
    session: String,
}

/// The address of a file.
pub fn address(page: &Path) -> String {
    format!("file://{}", page.display())
}

impl Browser {
    /// Starts the driver on a free port, and the browser.
    pub fn start() -> Self {
        let driver = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).spawn();
        let mut driver = driver.expect("chromedriver starts; .ci/browser installs it");
        let says = BufReader::new(driver.stdout.take().expect("piped")).lines().map_while(Result::ok);
        let mut ports = says.filter_map(|line| Some(line.split_once("successfully on port ")?.1.trim_end_matches('.').to_owned()));
        let port = ports.next().expect("the driver says its port");
        // What it says later is read too, so that it never waits for a reader.
        std::thread::spawn(move || ports.for_each(drop));
        let mut browser = Self { driver, session: format!("http://127.0.0.1:{port}/session") };
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": FLAGS },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        } } });
        let started = (0..TRIES).find_map(|_| browser.try_post("", &wanted).ok());
        let id = started.expect("Chromium starts")["sessionId"].as_str().expect("an id").to_owned();
        browser.session = format!("{}/{id}", browser.session);
        browser
    }

    fn try_post(&self, command: &str, body: &Value) -> Result<Value, String> {
        let request = minreq::post(format!("{}{command}", self.session)).with_timeout(PATIENCE).with_json(body);
        let answer = request.and_then(minreq::Request::send).map_err(|why| format!("{command}: {why}"))?;
        let said: Value = answer.json().map_err(|why| format!("{command}: {why}"))?;
        if answer.status_code == 200 { Ok(said["value"].clone()) } else { Err(format!("{command}: {}", said["value"]["message"])) }
    }

    #[track_caller]
    fn post(&self, command: &str, body: &Value) -> Value {
        self.try_post(command, body).expect("the driver does it")
    }

    #[track_caller]
    fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// Opens the page on a screen of that width, light or dark.
    pub fn show(&self, page: &Path, width: u32, scheme: &str) {
        self.open(&address(page), width, scheme);
    }

    /// Opens the address on a screen of that width, light or dark.
    pub fn open(&self, url: &str, width: u32, scheme: &str) {
        let screen = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.devtools("Emulation.setDeviceMetricsOverride", &screen);
        self.media("screen", scheme);
        self.post("/url", &json!({ "url": url }));
    }

    /// Opens the page anew.
    pub fn reload(&self) {
        self.post("/refresh", &json!({}));
    }

    /// Goes back, as by the browser's button.
    pub fn back(&self) {
        self.post("/back", &json!({}));
    }

    /// Presses these keys one after the other; `\u{E004}` is Tab, `\u{E007}` Enter, `\u{E015}` the arrow down.
    pub fn press(&self, keys: &str) {
        let press = |key: char| [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })];
        let actions: Vec<Value> = keys.chars().flat_map(press).collect();
        self.post("/actions", &json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] }));
    }

    /// Waits until a script returns true.
    #[track_caller]
    pub fn wait(&self, script: &str) {
        let until = std::time::Instant::now() + std::time::Duration::from_secs(PATIENCE / 4);
        while self.run(script, &json!([])) != json!(true) {
            assert!(std::time::Instant::now() < until, "it never came to be: {script}");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }

    /// What a script gives to the function that is its last argument.
    pub fn run_later(&self, script: &str, arguments: &Value) -> Value {
        self.post("/execute/async", &json!({ "script": script, "args": arguments }))
    }

    /// Runs the script in every page before its own.
    pub fn before_each_page(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
    }

    /// Switches the scripts of pages off or on.
    pub fn switch_scripts(&self, on: bool) {
        self.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": !on }));
    }

    /// All that a screen reader is told of the page.
    pub fn read_aloud(&self) -> String {
        let tree = self.devtools("Accessibility.getFullAXTree", &json!({}));
        let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
        nodes.iter().filter_map(|node| node["name"]["value"].as_str()).collect::<Vec<_>>().join("\n")
    }

    /// Shows the page as on that medium, by somebody who likes it light or dark.
    pub fn media(&self, medium: &str, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.devtools("Emulation.setEmulatedMedia", &json!({ "media": medium, "features": features }));
    }

    /// What a script returns that runs in the page.
    pub fn run(&self, script: &str, arguments: &Value) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Takes a picture of the whole page.
    pub fn picture(&self, file: &Path) {
        let taken = self.devtools("Page.captureScreenshot", &json!({ "captureBeyondViewport": true }));
        fs::write(file, decoded(&taken)).expect("a file can be written");
    }

    /// The page as it prints, on the paper that it asks for itself.
    pub fn print(&self) -> Vec<u8> {
        decoded(&self.devtools("Page.printToPDF", &json!({ "preferCSSPageSize": true })))
    }

    /// Every address that was asked for since the last time.
    pub fn asked_for(&self) -> Vec<String> {
        let events = self.log("performance").into_iter().map(|entry| {
            let message = entry["message"].as_str().expect("text");
            serde_json::from_str::<Value>(message).expect("JSON")["message"].clone()
        });
        let requests = events.filter(|event| event["method"] == "Network.requestWillBeSent");
        requests.map(|event| event["params"]["request"]["url"].as_str().expect("an address").to_owned()).collect()
    }

    /// What the console says since the last time.
    pub fn console(&self) -> Vec<String> {
        self.log("browser").iter().map(|entry| entry["message"].to_string()).collect()
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        self.post("/se/log", &json!({ "type": kind })).as_array().expect("a list").clone()
    }
}

fn decoded(answer: &Value) -> Vec<u8> {
    BASE64_STANDARD.decode(answer["data"].as_str().expect("data")).expect("Base64")
}

impl Drop for Browser {
    fn drop(&mut self) {
        drop(minreq::delete(&self.session).with_timeout(PATIENCE).send());
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}
