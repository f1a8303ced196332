//! From a framework as it is written to one whose names are all there.

use super::{BestFor, Caution, Condition, CredentialFilter, Criterion, Fallback, Framework, GradeRow, Naming, Quick, Slot, Stack, Tier};
use crate::catalog::{Catalog, CredentialId, ProviderId, Written};
use crate::diagnostic::{Diagnostic, KeyPart, SourceMap};
use crate::situation::SituationInput;
use crate::vocabulary::{Suggestions, UpkeepRule, suggestion};

/// Finds what a framework names, and remembers what is not there.
pub(super) struct Resolver<'r, 'f> {
    file: &'r SourceMap<'f>,
    catalog: &'r Catalog,
    /// The way to what is being read.
    path: Vec<KeyPart<'static>>,
    suggestions: Suggestions,
    /// Everything that is not there.
    pub faults: Vec<Diagnostic>,
}

impl<'r, 'f> Resolver<'r, 'f> {
    pub fn new(file: &'r SourceMap<'f>, catalog: &'r Catalog) -> Self {
        Self { file, catalog, path: Vec::new(), suggestions: Suggestions::default(), faults: Vec::new() }
    }

    /// A fault at what is being read, else at the nearest thing around it that stands in the file.
    fn fault(&mut self, message: String) {
        let span = (1..=self.path.len()).rev().find_map(|length| self.file.place(&self.path[..length]));
        self.faults.push(self.file.fault(span.unwrap_or_default(), message));
    }

    fn at<T>(&mut self, part: KeyPart<'static>, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(part);
        let value = read(self);
        self.path.pop();
        value
    }

    fn each<A, B>(&mut self, key: &'static str, list: Vec<A>, read: impl Fn(&mut Self, A) -> Option<B>) -> Vec<B> {
        let all = |it: &mut Self| {
            let entries = list.into_iter().enumerate();
            entries.filter_map(|(number, entry)| it.at(KeyPart::At(number), |it| read(it, entry))).collect()
        };
        self.at(KeyPart::Key(key), all)
    }

    fn credential(&mut self, id: &str) -> Option<CredentialId> {
        let found = self.catalog.position(id);
        if found.is_none() {
            let near = self.suggestions.allow(self.catalog.credentials.len()).then(|| self.catalog.find(id, None));
            self.fault(match near {
                Some(Ok(found)) => format!("`{id}` is a code or a name; write the id `{}`", self.catalog.id_of(found.what)),
                Some(Err(unknown)) => unknown.said(self.catalog),
                None => format!("no credential has the id `{}`", crate::sanitize::quote_input(id)),
            });
        }
        found
    }

    fn credentials(&mut self, key: &'static str, ids: Vec<String>) -> Vec<CredentialId> {
        self.each(key, ids, |it, id| it.credential(&id))
    }

    fn provider(&mut self, id: &str) -> Option<ProviderId> {
        let found = self.catalog.provider(id);
        if found.is_none() {
            let near = self.suggestions.nearest(id, self.catalog.providers.iter().map(|provider| provider.id.as_str()));
            let message =
                format!("no file declares the provider `{}`{}", crate::sanitize::quote_input(id), suggestion(near.first(), &[""; 0]));
            self.fault(message);
        }
        found
    }

    fn filter(&mut self, filter: CredentialFilter<Written>) -> CredentialFilter {
        let CredentialFilter {
            id,
            provider,
            kind,
            level,
            coding,
            platforms,
            any_platform,
            roles,
            any_role,
            roles_at_most,
            goals,
            hands_on,
            tier,
            any_tier,
            free,
            cost_at_most,
        } = filter;
        let (id, provider) = (self.credentials("id", id), self.each("provider", provider, |it, id| it.provider(&id)));
        CredentialFilter {
            id,
            provider,
            kind,
            level,
            coding,
            platforms,
            any_platform,
            roles,
            any_role,
            roles_at_most,
            goals,
            hands_on,
            tier,
            any_tier,
            free,
            cost_at_most,
        }
    }

    fn condition(&mut self, condition: Condition<Written>) -> Condition {
        let Condition { you, unless, credential, shares, step, is, not, named } = condition;
        let credential = self.at(KeyPart::Key("credential"), |it| it.filter(credential));
        Condition { you, unless, credential, shares, step, is, not, named }
    }

    fn tier(&mut self, tier: Tier<Written>) -> Tier {
        let Tier { tier, name, rule, source, named, which } = tier;
        let named = self.credentials("named", named);
        let which = self.each("which", which, |it, which| {
            let keys =
                [("tier", !which.tier.is_empty()), ("any_tier", which.any_tier.is_some()), ("cost_at_most", which.cost_at_most.is_some())];
            for (key, _) in keys.into_iter().filter(|(_, is_asked)| *is_asked) {
                it.at(KeyPart::Key(key), |it| {
                    it.fault(format!("a tier cannot ask for `{key}`: it hangs on no tier, and is the same whatever somebody pays"));
                });
            }
            Some(it.filter(which))
        });
        Tier { tier, name, rule, source, named, which }
    }

    fn naming(&mut self, naming: Naming<Written>) -> Naming {
        let Naming { id, names, held, opened, grade, you, unless, because, source, from, until } = naming;
        Naming { id, names: self.credentials("names", names), held, opened, grade, you, unless, because, source, from, until }
    }

    fn criterion(&mut self, criterion: Criterion<Written>) -> Criterion {
        let Criterion { id, question, source, minor, grade } = criterion;
        let grade = self.each("grade", grade, |it, GradeRow { grade, when, silent, because }| {
            let when = it.at(KeyPart::Key("when"), |it| it.condition(when));
            Some(GradeRow { grade, when, silent, because })
        });
        Criterion { id, question, source, minor, grade }
    }

    fn caution(&mut self, caution: Caution<Written>) -> Caution {
        let Caution { id, when, because, source, urgent } = caution;
        Caution { id, when: self.at(KeyPart::Key("when"), |it| it.condition(when)), because, source, urgent }
    }

    fn best_for(&mut self, best: BestFor<Written>) -> Option<BestFor> {
        let BestFor { id, text, source } = best;
        let id = self.at(KeyPart::Key("id"), |it| it.credential(&id))?;
        Some(BestFor { id, text, source })
    }

    fn slot(&mut self, slot: Slot<Written>) -> Slot {
        let Slot { id, name, named, when, recommended, unless, optional, held_only, gives } = slot;
        let named = self.credentials("named", named);
        let when = self.each("when", when, |it, when| Some(it.condition(when)));
        let recommended = self.each("recommended", recommended, |it, which| Some(it.filter(which)));
        Slot { id, name, named, when, recommended, unless, optional, held_only, gives }
    }

    fn stack(&mut self, stack: Stack<Written>) -> Stack {
        let Stack { id, name, source, you, unless, advice, slot } = stack;
        let slot = self.each("slot", slot, |it, slot| Some(it.slot(slot)));
        Stack { id, name, source, you, unless, advice, slot }
    }

    fn quick(&mut self, quick: Quick<Written>) -> Option<Quick> {
        let Quick { situation, you } = quick;
        let you = self.at(KeyPart::Key("you"), |it| it.situation(you))?;
        Some(Quick { situation, you })
    }

    fn situation(&mut self, told: SituationInput) -> Option<crate::situation::Situation> {
        match told.settle_for_rules(self.catalog) {
            Ok(situation) => Some(situation),
            Err(errors) => {
                for error in errors.0 {
                    let key_path = error.key_path();
                    self.path.extend(&key_path);
                    self.fault(error.to_string());
                    self.path.truncate(self.path.len() - key_path.len());
                }
                None
            }
        }
    }

    pub fn framework(&mut self, framework: Framework<Written>) -> Framework {
        let Framework {
            name,
            source,
            published,
            replaced,
            tier,
            gate,
            naming,
            criterion,
            caution,
            advice,
            best_for,
            stack,
            quick,
            upkeep,
            excused,
            fallback,
        } = framework;
        // Who is excused from another rule may be no credential; an excuse that nothing needs is for `check` to find.
        for (number, excused) in excused.iter().enumerate().filter(|(_, excused)| excused.from == UpkeepRule::FirstPlace) {
            let id = excused.id.clone();
            self.at(KeyPart::Key("excused"), |it| it.at(KeyPart::At(number), |it| it.at(KeyPart::Key("id"), |it| it.credential(&id))));
        }
        let Fallback { steps, enough, any_role, start_with, show, source: fallback_source } = fallback;
        let start_with = self.at(KeyPart::Key("fallback"), |it| it.at(KeyPart::Key("start_with"), |it| it.filter(start_with)));
        Framework {
            name,
            source,
            published,
            replaced,
            tier: self.each("tier", tier, |it, tier| Some(it.tier(tier))),
            gate,
            naming: self.each("naming", naming, |it, naming| Some(it.naming(naming))),
            criterion: self.each("criterion", criterion, |it, criterion| Some(it.criterion(criterion))),
            caution: self.each("caution", caution, |it, caution| Some(it.caution(caution))),
            advice,
            best_for: self.each("best_for", best_for, Self::best_for).into(),
            stack: self.each("stack", stack, |it, stack| Some(it.stack(stack))).into(),
            quick: self.each("quick", quick, Self::quick),
            upkeep: upkeep.into(),
            excused: excused.into(),
            fallback: Fallback { steps, enough, any_role, start_with, show, source: fallback_source },
        }
    }
}
