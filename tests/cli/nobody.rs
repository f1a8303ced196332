//! The answer to somebody who told nothing about who they are.

use snapbox::{assert_data_eq, str};

use crate::harness::dated;

#[test]
fn who_tells_only_a_limit_gets_the_quick_table_within_it() {
    assert_data_eq!(
        dated("recommend --budget 320").env("COLUMNS", "80").answer(),
        str![[r"
Up to $320 · as of 22 Nov 2026

Your situation                 Cost     Ready by  Take
Complete beginner         ~$147-294  23 May 2027  ibm-ai-engineering
  IBM AI Engineering Professional Certificate
Need AI literacy fast          ~$49  29 Nov 2026  google-ai-essentials
  Google AI Essentials
AWS environment                 $75   7 Jan 2027  aws-mla-c02
  AWS Certified Machine Learning Engineer - Associate · beta
  or                           $300  14 Feb 2027  aws-aip-c01
  AWS Certified Generative AI Developer - Professional
Google Cloud environment       $200   7 Mar 2027  google-pmle
  Professional Machine Learning Engineer
Azure environment              $165  17 Jan 2027  ms-ai-103
  Microsoft Certified: Azure AI Apps and Agents Developer Associate
Specializing in GenAI          $300  14 Feb 2027  aws-aip-c01
  AWS Certified Generative AI Developer - Professional
Targeting prestige roles                          nothing within your limits

Before you commit:
- ibm-ai-engineering: it takes scripts, SQL or notebooks; if you have never
  programmed, begin with IBM Generative AI Engineering Professional Certificate
- MLA-C02: while it is a beta there are fewer attempts and late results; the
  standard version opens on 14 Jan 2027
- AIP-C01, google-pmle: advanced: made for people who do such work already

~: estimate or low confidence

Facts of 8 Oct 2026.

Which one depends on who you are.
  Say   who you are (--role, --level, --coding), what for (--goal) or on what
        you work (--platform)
  Most  --platform (another pick in 8 of 9 cases)
  Next  certwise ask
        certwise recommend --role developer --platform aws --budget 300

"]]
    );
}

#[test]
fn what_leads_for_a_tight_budget_alone_is_no_answer_to_another_purpose() {
    let page = dated("recommend --budget 50").answer();
    let row = |situation: &str| page.lines().find(|line| line.contains(situation)).expect("a row").to_owned();
    assert!(row("Targeting prestige").contains("nothing within your limits"), "{page}");
    assert!(row("Need AI literacy fast").contains("google-ai-essentials"), "{page}");
    assert!(row("Google Cloud environment").contains("google-ai-essentials"), "{page}");
    assert_eq!(page.matches("Kaggle").count(), 0, "{page}");
}
