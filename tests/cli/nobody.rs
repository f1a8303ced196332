//! The answer to somebody who told nothing about who they are.

use snapbox::{assert_data_eq, str};

use crate::harness::dated;

#[test]
fn who_tells_only_a_limit_gets_the_quick_table_within_it() {
    assert_data_eq!(
        dated("recommend --budget 320").env("COLUMNS", "80").answer(),
        str![[r"
Which one depends on who you are; as of 2026-11-22, within --budget 320

────────────────────────────────────────────────────────────────────────────────
 Your situation           Credential                  Your cost   Ready
════════════════════════════════════════════════════════════════════════════════
 Complete beginner        IBM AI Engineering           $147-294   2027-02-21
                          Professional Certificate                to 2027-05-23
────────────────────────────────────────────────────────────────────────────────
 Need AI literacy fast    Google AI Essentials              $49   2026-11-26
                                                                  to 2026-11-29
────────────────────────────────────────────────────────────────────────────────
 AWS environment          AWS Certified Machine             $75   2026-12-27
                          Learning Engineer -                     to 2027-01-07
                          Associate (MLA-C02)
────────────────────────────────────────────────────────────────────────────────
 AWS environment, or      AWS Certified Generative         $300   2027-01-17
                          AI Developer -                          to 2027-02-14
                          Professional (AIP-C01)
────────────────────────────────────────────────────────────────────────────────
 Google Cloud             Professional Machine             $200   2027-01-17
 environment              Learning Engineer                       to 2027-03-07
────────────────────────────────────────────────────────────────────────────────
 Azure environment        Microsoft Certified:             $165   2026-12-20
                          Azure AI Apps and Agents                to 2027-01-17
                          Developer Associate
                          (AI-103)
────────────────────────────────────────────────────────────────────────────────
 Specializing in GenAI    AWS Certified Generative         $300   2027-01-17
                          AI Developer -                          to 2027-02-14
                          Professional (AIP-C01)
────────────────────────────────────────────────────────────────────────────────
 Targeting prestige       nothing within what you
 roles                    told
────────────────────────────────────────────────────────────────────────────────

Mind:
- ibm-ai-engineering: it takes scripts, SQL or notebooks; who has never
  programmed begins with IBM Generative AI Engineering Professional Certificate
- MLA-C02: while it is a beta there are fewer attempts and late results; the
  standard version opens on 2027-01-14
- AIP-C01, google-pmle: advanced: made for people who do such work already

Say more:
- say who you are (--role), how far you are (--level, --coding), what for
  (--goal) or on what you work (--platform)
- --platform matters most: 8 of 9 answers put another first
- `certwise ask` asks for it; --top N ranks everything all the same

"]]
    );
}

#[test]
fn what_leads_for_a_tight_budget_alone_is_no_answer_to_another_purpose() {
    let page = dated("recommend --budget 50").answer();
    let row = |situation: &str| page.lines().find(|line| line.contains(situation)).expect("a row").to_owned();
    assert!(row("Targeting prestige").contains("nothing within what you told"), "{page}");
    assert!(row("Need AI literacy fast").contains("Google AI Essentials"), "{page}");
    assert!(row("Google Cloud environment").contains("Google AI Essentials"), "{page}");
    assert_eq!(page.matches("Kaggle").count(), 0, "{page}");
}
