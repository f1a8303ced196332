//! The one table of a run.

use std::fmt;

/// What a figure should be.
#[derive(Clone, Copy)]
pub enum Goal {
    /// The ratio at most this.
    AtMost(f64),
    /// The figure itself at least this.
    AtLeast(f64),
}

/// One figure, what it is held against, and what should come of it.
pub struct Row {
    what: String,
    measured: Option<Figure>,
    against: Option<Figure>,
    /// Measured by against, unless it is an exponent.
    ratio: Option<f64>,
    goal: Option<Goal>,
}

/// A figure with its unit.
#[derive(Clone, Copy)]
pub enum Figure {
    Seconds(f64),
    Instructions(f64),
    Bytes(f64),
    PerSecond(f64),
}

impl Figure {
    const fn number(self) -> f64 {
        match self {
            Self::Seconds(number) | Self::Instructions(number) | Self::Bytes(number) | Self::PerSecond(number) => number,
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Seconds(number) if number < 1e-4 => write!(f, "{:.2} µs", number * 1e6),
            Self::Seconds(number) => write!(f, "{:.2} ms", number * 1e3),
            Self::Instructions(number) => write!(f, "{:.2} M", number / 1e6),
            Self::Bytes(number) => write!(f, "{:.1} MB", number / 1e6),
            Self::PerSecond(number) => write!(f, "{number:.0} /s"),
        }
    }
}

impl Row {
    /// A figure, and by how much it is more than another.
    pub fn new(what: impl Into<String>, measured: Option<Figure>, against: Option<Figure>, goal: Option<Goal>) -> Self {
        let ratio = measured.zip(against).map(|(measured, against)| measured.number() / against.number());
        Self { what: what.into(), measured, against, ratio, goal }
    }

    /// The power of the size with which a figure grows from `small` to a catalogue that is `times` as large.
    pub fn growth(what: impl Into<String>, small: Option<Figure>, large: Option<Figure>, times: f64, goal: Goal) -> Self {
        let ratio = small.zip(large).map(|(small, large)| (large.number() / small.number()).ln() / times.ln());
        Self { what: what.into(), measured: large, against: small, ratio, goal: Some(goal) }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_dash = |figure: Option<String>| figure.unwrap_or_else(|| "-".to_owned());
        let (what, measured, against) =
            (&self.what, or_dash(self.measured.map(|it| it.to_string())), or_dash(self.against.map(|it| it.to_string())));
        let ratio = or_dash(self.ratio.map(|ratio| if ratio < 0.1 { format!("{ratio:.4}") } else { format!("{ratio:.2}") }));
        let goal = match self.goal {
            None => String::new(),
            Some(Goal::AtMost(most)) => format!("≤ {most}{}", met(self.ratio.map(|ratio| ratio <= most))),
            Some(Goal::AtLeast(least)) => format!("≥ {least} /s{}", met(self.measured.map(|it| it.number() >= least))),
        };
        write!(f, "| {what:<50} | {measured:>11} | {against:>11} | {ratio:>7} | {goal:<20} |")
    }
}

const fn met(met: Option<bool>) -> &'static str {
    match met {
        Some(true) => "",
        Some(false) => ", missed",
        None => ", unknown",
    }
}

/// The lines above the rows.
pub const HEAD: &str = "\
| what                                               |    measured |     against |   ratio | goal                 |
|:---------------------------------------------------|------------:|------------:|--------:|:---------------------|";
