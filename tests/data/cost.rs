//! What must hold of prices and hours.

use certwise::money::{Range, Usd};
use certwise::vocabulary::Kind;

use crate::assert_none;
use crate::catalogue::offenders;

#[test]
fn what_is_free_once_costs_nothing_else() {
    assert_none(&offenders(|credential| {
        let cost = &credential.facts.cost;
        let free = cost.once.is_some_and(|once| once.high == Usd::FREE);
        let others: [(&str, Option<Range>); 5] = [
            ("exam", cost.exam),
            ("exam_beta", cost.exam_beta),
            ("monthly", cost.monthly),
            ("application", cost.application),
            ("retake", cost.retake),
        ];
        let given = others.into_iter().filter_map(|(key, price)| Some((key, price?)));
        given.filter(|_| free).map(|(key, price)| format!("cost.once = 0 stands beside cost.{key} = {price}")).collect()
    }));
}

#[test]
fn only_what_is_examined_has_an_exam_fee() {
    assert_none(&offenders(|credential| {
        let fee = credential.facts.cost.exam.or(credential.facts.cost.exam_beta);
        let examined = matches!(credential.kind, Kind::ProctoredExam | Kind::AssessedCertificate);
        fee.filter(|_| !examined).map(|fee| format!("cost.exam = {fee} of the kind {}", credential.kind)).into_iter().collect()
    }));
}

#[test]
fn a_retake_and_a_beta_fee_stand_beside_the_exam_and_the_beta_that_they_belong_to() {
    assert_none(&offenders(|credential| {
        let (cost, life) = (&credential.facts.cost, &credential.facts.lifecycle);
        let retake = cost.retake.filter(|_| !cost.has_exam()).map(|fee| format!("cost.retake = {fee} without cost.exam"));
        let beta = cost.exam_beta.filter(|_| life.beta_from.is_none());
        let beta = beta.map(|fee| format!("cost.exam_beta = {fee} without lifecycle.beta_from"));
        let dearer = cost.exam_beta.filter(|beta| cost.exam.is_some_and(|exam| beta.high > exam.high));
        let dearer = dearer.map(|fee| format!("cost.exam_beta = {fee} is above cost.exam"));
        retake.into_iter().chain(beta).chain(dearer).collect()
    }));
}

#[test]
fn nobody_studies_no_hours() {
    assert_none(&offenders(|credential| {
        let hours = credential.facts.prep.as_ref().map(|prep| prep.hours).filter(|hours| hours.low == 0);
        hours.map(|hours| format!("prep.hours = [{}, {}]; unknown is absent, never 0", hours.low, hours.high)).into_iter().collect()
    }));
}
