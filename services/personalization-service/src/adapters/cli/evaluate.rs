//! `evaluate`: verdicts without database, Kafka or anybody's consent, for audits and support.

use std::{
    fmt,
    io::{self, BufRead, BufWriter, Read, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::Args;
use serde::Deserialize;
use serde_json::Value;
use service_kit::stream::{self, Lines, TooLong};

use crate::domain::{
    engine::{self, EmptyProfile},
    knowledge::Knowledge,
    label::{Fact, Label, LabelledProduct},
    language::Language,
    policy::{Policies, PolicyFault, PolicyVersion, RulePolicy},
    profile::{HealthProfile, ProfileFault},
    verdict::Verdict,
};

/// Judges products for profiles.
///
/// Reads JSON Lines `{"profile":…,"label":…,"facts":[…]}` (`facts` may be left out), `.gz` and `.zst` too, and writes
/// one verdict a line. Example: `personalization-service evaluate --policy 2026-11 --lang it pairs.jsonl.gz`
#[derive(Debug, Clone, Default, Args)]
pub struct EvaluateArgs {
    /// Version of the rule policy; the current one when nothing is said.
    #[arg(long, value_name = "VERSION")]
    pub policy: Option<PolicyVersion>,
    /// Language of the reasons: en, it or de.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub lang: Language,
    /// What to read; `-` or nothing is standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: PathBuf,
}

/// Longer lines are refused; a label with all its facts is well below.
const LONGEST_LINE: usize = 8 * 1024 * 1024;

/// One line's question.
#[derive(Deserialize)]
struct Question {
    profile: Value,
    label: Label,
    #[serde(default)]
    facts: Vec<Fact>,
}

/// Why a line gets no verdict.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error(transparent)]
    TooLong(#[from] TooLong),
    #[error("not a question: {0}")]
    Question(#[from] serde_json::Error),
    #[error("{}", Faults(.0))]
    Profile(Vec<ProfileFault>),
    #[error(transparent)]
    Empty(#[from] EmptyProfile),
}

struct Faults<'f>(&'f [ProfileFault]);

impl fmt::Display for Faults<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.0.iter().enumerate() {
            let separator = if at == 0 { "" } else { "; " };
            write!(formatter, "{separator}/profile{} {}", fault.pointer, fault.detail)?;
        }
        Ok(())
    }
}

/// Runs the command. Exit 1 when a line was refused, 2 when nothing could be read or no such policy is published.
pub fn run(
    args: &EvaluateArgs,
    stdin: impl Read + Send + 'static,
    stdout: impl Write,
    mut stderr: impl Write,
) -> ExitCode {
    match policy(args.policy.as_ref()) {
        Err(fault) => {
            // Nothing is left to do when even stderr is closed.
            let _ = writeln!(stderr, "--policy: {fault}");
            ExitCode::from(2)
        }
        Ok(policy) => {
            let judge = Judge { policy, language: args.lang, knowledge: Knowledge::shipped() };
            let outcome = stream::open(&args.file, stdin)
                .and_then(|lines| judge.answer_all(Lines::new(lines, LONGEST_LINE), stdout, &mut stderr));
            stream::exit(outcome, &args.file, stderr)
        }
    }
}

/// Why there is no policy to apply.
#[derive(Debug, thiserror::Error)]
enum NoPolicy {
    #[error(transparent)]
    Unusable(#[from] PolicyFault),
    #[error("{0} is not published; there are {1}")]
    Unpublished(PolicyVersion, String),
}

fn policy(version: Option<&PolicyVersion>) -> Result<RulePolicy, NoPolicy> {
    let policies = Policies::published()?;
    let Some(version) = version else { return Ok(policies.current().clone()) };
    let published = || policies.iter().map(|policy| policy.version().as_str()).collect::<Vec<_>>().join(", ");
    policies.get(version).cloned().ok_or_else(|| NoPolicy::Unpublished(version.clone(), published()))
}

struct Judge {
    policy: RulePolicy,
    language: Language,
    knowledge: Knowledge,
}

impl Judge {
    /// Writes one line for each question; answers how many lines were refused.
    fn answer_all(
        &self,
        lines: Lines<impl BufRead>,
        stdout: impl Write,
        stderr: &mut impl Write,
    ) -> io::Result<u64> {
        let mut out = BufWriter::new(stdout);
        let progress = stream::progress("verdicts");
        let mut refused = 0;
        for line in lines {
            let (number, line) = line?;
            progress.inc(1);
            match line.map_err(Refusal::from).and_then(|line| self.answer(&line)) {
                Ok(verdict) => {
                    serde_json::to_writer(&mut out, &verdict)?;
                    out.write_all(b"\n")?;
                }
                Err(refusal) => {
                    refused += 1;
                    out.flush()?;
                    progress.suspend(|| writeln!(stderr, "line {number}: {refusal}"))?;
                }
            }
        }
        out.flush()?;
        progress.finish_and_clear();
        Ok(refused)
    }

    fn answer(&self, line: &[u8]) -> Result<Verdict, Refusal> {
        let Question { profile, label, facts } = serde_json::from_slice(line)?;
        let profile = HealthProfile::parse(&profile).map_err(Refusal::Profile)?;
        let product = LabelledProduct { label, facts };
        let evaluation = engine::evaluate(&profile, &product, &self.policy, &self.knowledge)?;
        Ok(Verdict::of(&evaluation, self.policy.version(), self.language))
    }
}

#[cfg(test)]
mod tests {
    use std::{io::Cursor, process::ExitCode};

    use serde_json::{Value, json};

    use super::{EvaluateArgs, run};
    use crate::domain::language::Language;

    fn evaluate(args: &EvaluateArgs, input: &str) -> (ExitCode, Vec<Value>, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let args = EvaluateArgs { file: "-".into(), ..args.clone() };
        let code = run(&args, Cursor::new(input.to_owned()), &mut out, &mut err);
        let lines = String::from_utf8(out).unwrap();
        let answers = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        (code, answers, String::from_utf8(err).unwrap())
    }

    const MILK: &str = r#"{"profile":{"allergies":[{"allergen":"milk"}]},"label":{"allergens":{"status":"known","contains":["milk"]}},"facts":[{"path":"/label/allergens","source":"open_food_facts","asOf":"2026-03-25","verification":"community"}]}"#;

    #[test]
    fn a_verdict_has_the_published_shape() {
        let (code, answers, errors) = evaluate(&EvaluateArgs::default(), MILK);
        assert_eq!((code, errors.as_str()), (ExitCode::SUCCESS, ""));
        let expected = json!({
            "verdict": "avoid", "policyVersion": "2026-11",
            "reasons": [{
                "rule": "allergy.milk", "level": "avoid",
                "fact": { "path": "/label/allergens/contains", "value": "milk",
                    "source": "open_food_facts", "asOf": "2026-03-25" },
                "text": "Contains milk, which you are allergic to."
            }],
            "unknowns": [], "checks": []
        });
        assert_eq!(answers, [expected]);
    }

    #[test]
    fn a_bad_line_is_told_with_its_number_and_the_rest_goes_on() {
        let input = format!(
            "{MILK}\nnonsense\n{{\"profile\":{{}},\"label\":{{}}}}\n{{\"profile\":{{\"diets\":[\"paleo\"]}},\"label\":{{}}}}\n\n{MILK}\n"
        );
        let (code, answers, errors) = evaluate(&EvaluateArgs::default(), &input);
        assert_eq!((code, answers.len()), (ExitCode::from(1), 2));
        let told: Vec<_> = errors.lines().map(|line| line.split(':').next().unwrap()).collect();
        assert_eq!(told, ["line 2", "line 3", "line 4"]);
        assert!(errors.contains("/profile/diets/0"), "{errors}");
    }

    #[test]
    fn without_facts_nobody_has_stated_it() {
        let input = MILK.split(",\"facts\"").next().unwrap().to_owned() + "}";
        let (_, answers, _) = evaluate(&EvaluateArgs::default(), &input);
        assert_eq!(answers[0]["reasons"][0]["fact"]["source"], "unstated");
    }

    #[test]
    fn an_older_policy_and_another_language_can_be_asked_for() {
        let input = r#"{"profile":{"allergies":[{"allergen":"nuts"}]},"label":{"allergens":{"status":"known","mayContain":["nuts"]}}}"#;
        let args =
            EvaluateArgs { policy: "2026-10".parse().ok(), lang: Language::It, ..EvaluateArgs::default() };
        let (_, answers, _) = evaluate(&args, input);
        assert_eq!(answers[0]["verdict"], "be_careful");
        assert_eq!(answers[0]["policyVersion"], "2026-10");
        assert_eq!(answers[0]["reasons"][0]["text"], "Può contenere frutta a guscio, un tuo allergene.");
    }

    #[test]
    fn a_policy_that_is_not_published_is_bad_usage() {
        let args = EvaluateArgs { policy: "1999-01".parse().ok(), ..EvaluateArgs::default() };
        let (code, answers, errors) = evaluate(&args, MILK);
        assert_eq!((code, answers.len()), (ExitCode::from(2), 0));
        assert_eq!(errors, "--policy: 1999-01 is not published; there are 2026-10, 2026-11\n");
    }

    #[test]
    fn a_file_that_is_not_there_is_said_so() {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let args = EvaluateArgs { file: "/nowhere".into(), ..EvaluateArgs::default() };
        assert_eq!(run(&args, Cursor::new(""), &mut out, &mut err), ExitCode::from(2));
        assert!(String::from_utf8(err).unwrap().starts_with("/nowhere: "));
    }
}
