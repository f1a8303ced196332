//! Long answers page by page, as `git` shows them: through a program that the person names, else `less`.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::adapter::strip_bytes;
use signal_hook::consts::SIGINT;
use terminal_size::{Height, Width};
use textwrap::core::display_width;

use crate::cli::Cli;

/// The program, and the terminal on which it shows.
#[derive(Debug)]
pub struct Pager {
    program: String,
    rows: usize,
    columns: usize,
}

impl Pager {
    /// The pager for the answer of that call; `None` where it is not read page by page: standard output is no terminal, the command
    /// is none that is paged, or nobody wants it.
    #[must_use]
    pub fn for_answer(cli: &Cli) -> Option<Self> {
        if !cli.is_paged() || env::var_os("TERM").is_some_and(|term| term == "dumb") {
            return None;
        }
        let (Width(columns), Height(rows)) = terminal_size::terminal_size_of(io::stdout())?;
        let program = program(cli.everywhere.config.pager())?;
        Some(Self { program, rows: rows.into(), columns: usize::from(columns).max(1) })
    }

    /// Shows the text: through the program where it is longer than the screen, else plainly. It is also written plainly where the
    /// program is missing or fails; who leaves it early has read enough.
    ///
    /// # Errors
    /// When the text cannot be written.
    pub fn show(&self, text: &[u8], plainly: &mut dyn Write) -> io::Result<()> {
        if self.fits(text) || !self.run(text) {
            plainly.write_all(text)?;
            plainly.flush()?;
        }
        Ok(())
    }

    /// Whether it stands on one screen, with a line left for the prompt.
    fn fits(&self, text: &[u8]) -> bool {
        let text = strip_bytes(text).into_vec();
        let rows = |line: &str| display_width(line).div_ceil(self.columns).max(1);
        String::from_utf8_lossy(&text).lines().map(rows).sum::<usize>() < self.rows
    }

    /// Runs the program on the text; says whether it has shown it.
    fn run(&self, text: &[u8]) -> bool {
        let mut command = Command::new("sh");
        command.args(["-c", &self.program]).stdin(Stdio::piped());
        if env::var_os("LESS").is_none() {
            command.env("LESS", "FRX");
        }
        // Ctrl-C is a key of the program: until it has ended, so that the terminal is its own, it does not end this one.
        let interrupted = Arc::new(AtomicBool::new(false));
        let registered = signal_hook::flag::register(SIGINT, Arc::clone(&interrupted));
        let Ok(mut child) = command.spawn() else { return false };
        if let Some(mut stdin) = child.stdin.take() {
            // Where it no longer reads, how it ended says why.
            let _ = stdin.write_all(text);
        }
        let ended = child.wait();
        if let Ok(registered) = registered {
            signal_hook::low_level::unregister(registered);
        }
        ended.is_ok_and(|status| status.success()) || interrupted.load(Ordering::Relaxed)
    }
}

/// The command line of the pager: of `CERTWISE_PAGER`, else of the settings, else of `PAGER`, else `less`; `None` where that is empty
/// or `cat`.
fn program(settings: Option<&str>) -> Option<String> {
    let named = |name: &str| env::var(name).ok();
    let program =
        named("CERTWISE_PAGER").or_else(|| settings.map(str::to_owned)).or_else(|| named("PAGER")).unwrap_or_else(|| "less".to_owned());
    (!matches!(program.trim(), "" | "cat")).then_some(program)
}
