//! What things cost, as bars.

use super::chart::{Bar, Chart, Limit, Share};
use crate::money::{Range, Usd};
use crate::render::words::UNKNOWN;

/// Costs from low to high, beside a budget where there is one.
pub(super) struct CostChart {
    /// What it shows.
    pub title: String,
    /// The bars, from above to below.
    pub costs: Vec<Cost>,
    /// The budget, which is a limit; `None` when there is none.
    pub budget: Option<Usd>,
}

/// What one thing costs.
pub(super) struct Cost {
    /// What it is, in a few characters.
    pub label: String,
    /// A sign after the amount, such as the one of an estimate.
    pub sign: &'static str,
    /// From the least to the most; `None` when unknown.
    pub amount: Option<Range>,
    /// What it comes to together with all above it; `None` where the bars are alternatives.
    pub running_total: Option<Range>,
    /// Whether it is a part of the one above it.
    pub part: bool,
}

/// The most ticks on the axis.
const TICKS: u32 = 4;

impl CostChart {
    /// The drawing; `None` when nothing is known to cost anything.
    pub fn draw(self) -> Option<Chart> {
        let amounts = self.costs.iter().flat_map(|cost| [cost.amount, cost.running_total]).flatten();
        let most = amounts.map(|amount| amount.high).max().filter(|most| *most > Usd::FREE)?;
        // A budget far beyond the bars would squeeze them.
        let budget = self.budget.filter(|budget| *budget <= most.times(4));
        let whole = budget.map_or(most, |budget| budget.max(most));
        let at = |amount: Usd| Share::of(f64::from(amount.dollars()), f64::from(whole.dollars()));
        let bar = |cost: &Cost| {
            let paid = cost.amount.filter(|amount| amount.high > Usd::FREE);
            Bar {
                label: cost.label.clone(),
                figures: cost.amount.map_or_else(|| UNKNOWN.to_owned(), |amount| format!("{amount}{}", cost.sign)),
                more: cost.running_total.map(|total| format!("in all so far: {total}")),
                part: cost.part,
                sure: paid.map(|amount| (at(Usd::FREE), at(amount.low))),
                open: paid.filter(|amount| amount.low != amount.high).map(|amount| (at(amount.low), at(amount.high))),
                mark: cost.running_total.map(|total| at(total.high)),
            }
        };
        let limit = self.budget.map(|all| Limit { at: budget.map(at), label: format!("budget {all}") });
        let bars = self.costs.iter().map(bar).collect();
        let dot = if self.costs.iter().any(|cost| cost.running_total.is_some()) { " A dot: the most in all so far." } else { "" };
        let legend = format!("Solid: the least; dashed: up to the most.{dot}");
        Some(Chart::new("costs", self.title, legend, bars, limit.into_iter().collect(), ticks(whole, at)))
    }
}

/// Round amounts at even steps.
fn ticks(whole: Usd, at: impl Fn(Usd) -> Share) -> Vec<(Share, String)> {
    let round = (0..8).flat_map(|power| [1, 2, 5].map(|lead| lead * 10_u32.pow(power)));
    let step = round.into_iter().find(|step| whole.dollars() / step <= TICKS).unwrap_or(u32::MAX);
    let amounts = (0..=whole.dollars() / step).filter_map(|number| Usd::new(number * step));
    amounts.map(|amount| (at(amount), amount.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use askama::Template as _;

    use super::*;

    fn usd(dollars: u32) -> Usd {
        Usd::new(dollars).expect("an amount")
    }

    /// The low and the high amount, and the running total.
    type Given = (Option<(u32, u32)>, Option<u32>);

    fn chart(costs: &[Given], budget: Option<u32>) -> CostChart {
        let cost = |(amount, total): &Given| Cost {
            label: "X-1".to_owned(),
            sign: "~",
            amount: amount.map(|(low, high)| Range { low: usd(low), high: usd(high) }),
            running_total: total.map(|total| Range::exactly(usd(total))),
            part: false,
        };
        CostChart { title: "Costs".to_owned(), costs: costs.iter().map(cost).collect(), budget: budget.map(usd) }
    }

    #[test]
    fn bars_go_from_the_least_to_the_most_beside_the_budget() {
        let drawn = chart(&[(Some((100, 200)), None), (None, None)], Some(400)).draw().expect("it costs").render().expect("it is drawn");
        for wanted in [
            "X-1: $100-200~; X-1: unknown; budget $400<",
            "x=\"0.00%\" y=\"50\" width=\"25.00%\"",
            "x=\"25.00%\" y=\"50\" width=\"25.00%\"",
        ] {
            assert!(drawn.contains(wanted), "{wanted} is not in {drawn}");
        }
        assert_eq!(drawn.matches("<rect").count(), 2, "unknown is no bar: {drawn}");
    }

    #[test]
    fn a_running_total_is_said_and_marked() {
        let drawn = chart(&[(Some((100, 100)), Some(100)), (Some((300, 300)), Some(400))], None).draw().expect("it costs");
        let drawn = drawn.render().expect("it is drawn");
        assert!(drawn.contains("X-1: $300~, in all so far: $400"), "{drawn}");
        assert!(drawn.contains("cx=\"25.00%\"") && drawn.contains("cx=\"100.00%\""), "{drawn}");
    }

    #[test]
    fn what_costs_nothing_needs_no_picture() {
        assert!(chart(&[(Some((0, 0)), None), (None, None)], Some(400)).draw().is_none());
    }

    #[test]
    fn the_axis_has_few_round_amounts_however_long_it_is() {
        for most in [1, 2, 7, 99, 330, 27_600, 10_000_000] {
            let amounts = ticks(usd(most), |_| Share(0.0));
            assert!((2..=5).contains(&amounts.len()), "{most}: {}", amounts.len());
        }
    }
}
