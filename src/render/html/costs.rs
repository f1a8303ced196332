//! What things cost, as bars.

use super::chart::{Bar, Chart, Limit, Share};
use super::components::Table;
use crate::decide::Candidate;
use crate::money::{Range, Usd};
use crate::render::phrases::{self, UNKNOWN};
use crate::render::report::{Cell, Column};

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

impl Cost {
    /// What a credential costs one person and, where that is more than one thing, what it is made of.
    pub fn of(candidate: &Candidate<'_>, label: String, running_total: Option<Range>) -> Vec<Self> {
        let bill = candidate.figures.bill.as_ref();
        let sign = phrases::price_mark(candidate);
        let mut costs = vec![Self { label, sign, amount: bill.map(|bill| bill.total), running_total, part: false }];
        for line in bill.iter().filter(|bill| bill.lines.len() > 1).flat_map(|bill| &bill.lines) {
            let label = format!("{}{}", phrases::charge(line.what), phrases::over_months(line));
            costs.push(Self { label, sign, amount: Some(line.amount), running_total: None, part: true });
        }
        costs
    }
}

/// What each cost is made of; `None` when no price is known.
pub(super) fn bills<'a>(candidates: impl Iterator<Item = Candidate<'a>>) -> Option<Table> {
    let columns = vec![Column::words("Credential", None), Column::words("For", None), Column::figures("Amount", 15)];
    let mut rows = Vec::new();
    for candidate in candidates {
        for line in candidate.figures.bill.iter().flat_map(|bill| &bill.lines) {
            rows.push(vec![
                Cell::strong(candidate.credential().short()),
                Cell::plain(format!("{}{}", phrases::charge(line.what), phrases::over_months(line))),
                Cell::plain(format!("{}{}", line.amount, phrases::price_mark(&candidate))),
            ]);
        }
    }
    (!rows.is_empty()).then(|| Table::new("What the costs are made of", columns, rows))
}

/// The most ticks on the axis.
const TICKS: u64 = 4;

impl CostChart {
    /// The drawing; `None` when nothing is known to cost anything.
    pub fn draw(self) -> Option<Chart> {
        let amounts = self.costs.iter().flat_map(|cost| [cost.amount, cost.running_total]).flatten();
        let most = amounts.map(|amount| amount.high).max().filter(|most| *most > Usd::FREE)?;
        // A budget far beyond the bars would squeeze them.
        let budget = self.budget.filter(|budget| *budget <= most.times(4));
        let whole = budget.map_or(most, |budget| budget.max(most));
        let at = |amount: Usd| Share::of(dollars(amount), dollars(whole));
        let bar = |(cost, begins): (&Cost, Usd)| {
            let paid = cost.amount.filter(|amount| amount.high > Usd::FREE);
            let at = |amount: Usd| at(begins + amount);
            Bar {
                label: cost.label.clone(),
                figures: cost.amount.map_or_else(|| UNKNOWN.to_owned(), |amount| format!("{amount}{}", cost.sign)),
                more: cost.running_total.map(|total| format!("total so far: {total}")).into_iter().collect(),
                part: cost.part,
                sure: paid.map(|amount| (at(Usd::FREE), at(amount.low))),
                open: paid.filter(|amount| amount.low != amount.high).map(|amount| (at(amount.low), at(amount.high))),
                marks: Vec::new(),
                pale: Vec::new(),
            }
        };
        let limit = self.budget.map(|all| Limit { at: budget.map(at), label: format!("budget {all}") });
        let begins = begins(&self.costs);
        let words = if begins.is_some() { " Bars are cumulative." } else { "" };
        let legend = format!("Solid: the least; dashed: up to the most.{words}");
        let begins = begins.unwrap_or_else(|| vec![Usd::FREE; self.costs.len()]);
        let bars = self.costs.iter().zip(begins).map(bar).collect();
        Some(Chart::new("costs", self.title, legend, bars, limit.into_iter().collect(), ticks(whole, at)))
    }
}

/// Where each bar begins that is paid after those above it: where they may end; parts one after the other from where their whole
/// does. `None` for alternatives, and where a total is unknown.
fn begins(costs: &[Cost]) -> Option<Vec<Usd>> {
    let mut next = Usd::FREE;
    let begin = |cost: &Cost| {
        if cost.part {
            let begins = next;
            next = begins + cost.amount?.high;
            return Some(begins);
        }
        next = cost.running_total?.high.less(cost.amount?.high);
        Some(next)
    };
    costs.iter().map(begin).collect()
}

/// For drawing, where a dollar more or less in a trillion is not seen.
#[expect(clippy::cast_precision_loss, reason = "a length on the page")]
fn dollars(amount: Usd) -> f64 {
    amount.dollars() as f64
}

/// Round amounts at even steps.
fn ticks(whole: Usd, at: impl Fn(Usd) -> Share) -> Vec<(Share, String)> {
    let round = (0..18).flat_map(|power| [1, 2, 5].map(|lead| lead * 10_u64.pow(power)));
    let step = round.into_iter().find(|step| whole.dollars() / step <= TICKS).unwrap_or(u64::MAX);
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
    fn what_is_paid_later_begins_where_all_before_it_may_end() {
        let drawn = chart(&[(Some((100, 100)), Some(100)), (Some((300, 300)), Some(400))], None).draw().expect("it costs");
        let drawn = drawn.render().expect("it is drawn");
        assert!(drawn.contains("X-1: $300~, total so far: $400"), "{drawn}");
        let bars = ["x=\"0.00%\" y=\"50\" width=\"25.00%\"", "x=\"25.00%\" y=\"116\" width=\"75.00%\""];
        assert!(bars.iter().all(|bar| drawn.contains(bar)), "{drawn}");
        let unknown = chart(&[(None, None), (Some((300, 300)), None)], None).draw().expect("it costs").render().expect("it is drawn");
        assert!(
            unknown.contains("x=\"0.00%\"") && !unknown.contains("begins where"),
            "after an unknown price no total is known: {unknown}"
        );
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
