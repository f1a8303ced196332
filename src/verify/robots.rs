//! What a site asks of programs: its `robots.txt` (RFC 9309), as far as it is about what may be fetched.

/// The rules that are for us.
#[derive(Clone, Debug, Default)]
pub struct Robots(Vec<(bool, String)>);

impl Robots {
    /// The rules for that agent; where none are for it, those for everybody.
    #[must_use]
    pub fn read(text: &str, agent: &str) -> Self {
        let (mut own, mut everybody) = (None, None);
        let (mut agents, mut in_rules): (Vec<String>, bool) = (Vec::new(), false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':').map(|(key, value)| (key.trim().to_ascii_lowercase(), value.trim())) else {
                continue;
            };
            match key.as_str() {
                "user-agent" => {
                    if std::mem::take(&mut in_rules) {
                        agents.clear();
                    }
                    agents.push(value.to_ascii_lowercase());
                }
                "allow" | "disallow" => {
                    in_rules = true;
                    for group in [(agent, &mut own), ("*", &mut everybody)] {
                        if agents.iter().any(|named| named == group.0) {
                            let rules: &mut Vec<_> = group.1.get_or_insert_default();
                            rules.push((key == "allow", value.to_owned()));
                        }
                    }
                }
                _ => {}
            }
        }
        Self(own.or(everybody).unwrap_or_default())
    }

    /// Whether that path may be fetched: the longest rule that fits it decides, of equally long ones the kinder.
    #[must_use]
    pub fn allows(&self, path: &str) -> bool {
        let fitting = self.0.iter().filter(|(_, rule)| !rule.is_empty() && fits(rule, path));
        fitting.max_by_key(|(allow, rule)| (rule.len(), *allow)).is_none_or(|(allow, _)| *allow)
    }
}

/// Whether the path begins as the rule says: `*` is anything, `$` at its end the end of the path.
fn fits(rule: &str, path: &str) -> bool {
    let (rule, to_the_end) = rule.strip_suffix('$').map_or((rule, false), |rule| (rule, true));
    let mut parts = rule.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut last = None;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
        last = Some(part);
    }
    // The last part may stand once more at the very end.
    !to_the_end || rest.is_empty() || last.is_some_and(|last| rest.ends_with(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_of_our_own_group_decides() {
        let text = "User-agent: other\nDisallow: /\n\nuser-agent: *\nUser-Agent: more # and\nDisallow: /a\nAllow: /a/b$\nDisallow: /*.pdf$\nDisallow:\n";
        let robots = Robots::read(text, "certwise");
        let answers = ["/", "/a", "/a/b", "/a/bc", "/x/y.pdf", "/x.pdf?z", "/b/a"].map(|path| robots.allows(path));
        assert_eq!(answers, [true, false, true, false, false, true, true]);
        let own = Robots::read("User-agent: *\nDisallow: /\nUser-agent: Certwise\nDisallow: /private\n", "certwise");
        assert_eq!((own.allows("/x"), own.allows("/private/x")), (true, false));
        assert!(Robots::read("nonsense\n: :\nDisallow: /", "certwise").allows("/x"), "a rule for nobody");
    }
}
