//! Who takes what under one budget.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::money::Usd;

/// What a person's choices cost, the high end of each; `None` where there is no such choice, or nobody knows what it costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prices {
    /// The first choice.
    pub first: Option<Usd>,
    /// The second choice.
    pub second: Option<Usd>,
}

/// Which of their choices a person takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wish {
    /// The first choice.
    First,
    /// The second choice.
    Second,
}

/// For each person the choice that they take; `None` where they take none. `None` as the budget is no limit.
///
/// As many as possible take their first choice, then as many as possible their second, then all of it costs the least, and never
/// more than the budget. Of two people for whom it is all the same, the one who stands first in the list is served first.
///
/// Why this is exact. Call `C(a, b)` the least that `a` first choices and `b` second choices of different people can cost. No price
/// is below nothing, so leaving one choice out never costs more: `C` grows with `a` and with `b`. The most first choices there can be
/// are therefore the cheapest ones, as many as fit together; that is `a`, and what they cost is `C(a, 0)`.
///
/// What is left is to find the largest `b` whose `C(a, b)` fits. That is a flow of least cost: a unit goes from the source through a
/// person, who lets one pass, to one of two ends, first and second, that take exactly `a` and `b`. Such a flow stays one of least
/// cost when it grows by one unit along the cheapest way that is left, so `C(a, b + 1)` is `C(a, b)` and that way; where no way is
/// left, nobody more can have their second choice. The cheapest way never passes a place twice, as a flow of least cost leaves no
/// round trip that saves money. There are only two ends, so it is one of these two:
///
/// - somebody without anything takes their second choice;
/// - somebody moves from their first choice to their second, and somebody without anything takes a first choice.
///
/// A longer exchange would have to come through the second end before it ends there. So nobody is ever sent away again, who has the
/// second choice keeps it, and three lists in order of what a step costs give the cheapest step: `n log n` in all.
#[must_use]
pub fn assign(people: &[Prices], budget: Option<Usd>) -> Vec<Option<Wish>> {
    let limit = budget.map_or(i128::MAX, dollars);
    let in_order = |price: fn(&Prices) -> Option<Usd>| {
        let mut priced: Vec<(i128, usize)> =
            people.iter().enumerate().filter_map(|(who, prices)| Some((dollars(price(prices)?), who))).collect();
        priced.sort_unstable();
        priced.into_iter().peekable()
    };
    let (mut firsts, mut seconds) = (in_order(|prices| prices.first), in_order(|prices| prices.second));
    let mut taken = vec![None; people.len()];
    // Who has the first choice and has a second one too, by what the move would cost; of equal ones the last in the list moves first.
    let mut movable = BinaryHeap::new();
    let may_move = |who: usize| {
        let (first, second) = people[who].first.zip(people[who].second)?;
        Some(Reverse((dollars(second) - dollars(first), Reverse(who))))
    };
    let mut spent = 0;
    while let Some((price, who)) = firsts.next_if(|(price, _)| spent + price <= limit) {
        spent += price;
        taken[who] = Some(Wish::First);
        movable.extend(may_move(who));
    }
    loop {
        while firsts.next_if(|(_, who)| taken[*who].is_some()).is_some() {}
        while seconds.next_if(|(_, who)| taken[*who].is_some()).is_some() {}
        // What the step costs, who comes in, and who moves for that.
        let alone = seconds.peek().map(|(price, comes)| (*price, *comes, None));
        let exchange = firsts.peek().zip(movable.peek());
        let exchange = exchange.map(|((price, comes), Reverse((more, Reverse(moves))))| (price + more, *comes, Some(*moves)));
        let step = alone.into_iter().chain(exchange).min_by_key(|(price, ..)| *price);
        let Some((price, comes, moves)) = step.filter(|(price, ..)| spent + price <= limit) else { return taken };
        spent += price;
        taken[comes] = Some(if moves.is_some() { Wish::First } else { Wish::Second });
        if let Some(moves) = moves {
            movable.pop();
            taken[moves] = Some(Wish::Second);
            movable.extend(may_move(comes));
        }
    }
}

fn dollars(amount: Usd) -> i128 {
    amount.dollars().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(prices: &[(Option<u32>, Option<u32>)]) -> Vec<Prices> {
        let each =
            |(first, second): &(Option<u32>, Option<u32>)| Prices { first: first.and_then(Usd::new), second: second.and_then(Usd::new) };
        prices.iter().map(each).collect()
    }

    fn taken(prices: &[(Option<u32>, Option<u32>)], budget: u32) -> String {
        let letter = |wish: &Option<Wish>| match wish {
            Some(Wish::First) => '1',
            Some(Wish::Second) => '2',
            None => '-',
        };
        assign(&people(prices), Usd::new(budget)).iter().map(letter).collect()
    }

    #[test]
    fn first_choices_come_before_everything_then_second_ones_then_the_money() {
        // Two firsts for 200 leave nothing; one first and two seconds would be more people, but fewer firsts.
        assert_eq!(taken(&[(Some(100), Some(50)), (Some(100), Some(50)), (Some(300), Some(50))], 200), "11-");
        assert_eq!(taken(&[(Some(100), Some(50)), (Some(100), Some(50)), (Some(300), Some(50))], 250), "112");
        assert_eq!(taken(&[(Some(100), Some(50)), (Some(100), Some(50)), (Some(300), Some(50))], 500), "111");
        assert_eq!(taken(&[(Some(0), None), (None, Some(0)), (None, None)], 0), "12-");
    }

    #[test]
    fn somebody_moves_to_the_second_choice_where_that_lets_one_more_in() {
        // The cheapest first is that of the first person. The second has no second choice, so one comes in only where the first moves.
        assert_eq!(taken(&[(Some(10), Some(5)), (Some(12), None)], 10), "1-");
        assert_eq!(taken(&[(Some(10), Some(5)), (Some(12), None)], 17), "21");
        assert_eq!(taken(&[(Some(10), Some(5)), (Some(12), None)], 22), "11");
    }

    #[test]
    fn who_stands_first_is_served_first() {
        assert_eq!(taken(&[(Some(10), Some(5)); 3], 10), "1--");
        assert_eq!(taken(&[(Some(10), Some(5)); 3], 15), "12-");
        assert_eq!(taken(&[(Some(10), Some(5)); 3], 20), "11-");
    }
}
