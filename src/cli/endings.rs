//! What stands at the end of a command's long help and of its page in the manual: examples that can
//! be typed, exit codes, and what else is to be known.

/// What stands at the end.
#[derive(Debug)]
pub struct Ending {
    /// The words of the command after `trace`.
    pub of: &'static str,
    /// Lines to type, each with what it is for.
    pub examples: &'static [(&'static str, &'static str)],
    /// Exit codes.
    pub exits: &'static [(&'static str, &'static str)],
    /// What else is to be known, a paragraph each.
    pub notes: &'static [&'static str],
}

impl Ending {
    /// The ending as text; lines are wrapped by whoever prints it.
    pub(super) fn text(&self) -> String {
        let mut blocks = vec![self.examples.iter().fold("Examples:".to_owned(), |text, one| {
            format!("{text}\n  {}\n{}", one.0, wrapped(one.1, "      ", "      "))
        })];
        if !self.exits.is_empty() {
            blocks.push(self.exits.iter().fold("Exit codes:".to_owned(), |text, (code, words)| {
                format!("{text}\n{}", wrapped(words, &format!("  {code:<5}"), "       "))
            }));
        }
        blocks.extend(self.notes.iter().map(|note| wrapped(note, "", "")));
        blocks.join("\n\n")
    }
}

/// Words wrapped for 80 columns.
fn wrapped(words: &str, first: &str, then: &str) -> String {
    let options = textwrap::Options::new(79)
        .initial_indent(first)
        .subsequent_indent(then)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(words, options)
}

/// The ending of a command, by its words after `trace`.
pub fn ending(of: &str) -> Option<&'static Ending> {
    ENDINGS.iter().find(|ending| ending.of == of)
}

/// An ending that is examples only.
const fn examples(of: &'static str, examples: &'static [(&'static str, &'static str)]) -> Ending {
    Ending { of, examples, exits: &[], notes: &[] }
}

/// The ending of every command.
const ENDINGS: &[Ending] = &[
    Ending {
        of: "",
        examples: &[
            ("trace example.com", "Who is responsible for it, and how to reach them."),
            (
                "trace --harm phishing hxxps://login.example[.]com/bank",
                "Whom to write to about it, in which order, and who cannot help.",
            ),
            ("trace --json 192.0.2.7", "One JSON object."),
            ("trace -o ndjson --input list.txt > list.ndjson", "A list, an object a line."),
            ("trace --save-case a.case example.com", "Keep what was answered, to be shown again."),
            ("trace --harm malware --replay demo", "A recorded answer, without a network."),
        ],
        exits: &[
            ("0", "traced"),
            ("2", "could not be run: usage, refused target, unreadable file"),
            (
                "3",
                "nothing could be learnt about a target, or with --strict a layer stayed unknown",
            ),
            ("130", "interrupted"),
        ],
        notes: &[
            "Of several targets the first of 130, 2, 3, 0 that applies. 1 is for the commands that \
             find something: check, diff --exit-code, case due, directory lint.",
            "Settings are also read from $XDG_CONFIG_HOME/trace/config.toml (the long option names \
             with underscores; so are policy, queue and tsa of the other commands) and from the TRACE_* \
             variables named above, where an empty one is not set; the command line wins.",
            "Limits: one exchange takes at most 5 s, and opening its connection 2.5 s; answers are read \
             up to 1 MiB (WHOIS and --probe 256 KiB).",
        ],
    },
    Ending {
        of: "check",
        examples: &[
            (
                "trace check --init example.com example.net > trace.toml",
                "Write the policy that is true today.",
            ),
            ("trace check", "Check all domains of trace.toml."),
            (
                "trace check -q -o github -o sarif=trace.sarif",
                "For CI: annotations, and a file for code scanning.",
            ),
            ("trace check --update", "Show what has changed, ask, and accept it."),
            ("trace explain check registrar", "What a rule of the policy compares."),
        ],
        exits: &[
            ("0", "every rule holds (what could not be told counts only with --strict)"),
            ("1", "a rule does not hold"),
            ("2", "could not be run: usage, bad policy"),
            ("130", "interrupted"),
        ],
        notes: &[],
    },
    Ending {
        of: "diff",
        examples: &[
            ("trace diff old.case new.case", "What changed between two recorded runs."),
            (
                "trace --json example.com | trace diff --exit-code old.json -",
                "What changed since; fails where something did.",
            ),
        ],
        exits: &[
            ("0", "compared"),
            ("1", "with --exit-code: something changed"),
            ("2", "could not be compared"),
        ],
        notes: &[],
    },
    Ending {
        of: "report",
        examples: &[
            (
                "trace report --harm phishing --set brand=Example hxxps://login.example[.]com/",
                "Draft the notice to each right party.",
            ),
            (
                "trace report --harm phishing --to host --log a.case",
                "From a case, only to the host, and log it.",
            ),
            (
                "trace report --harm spam --input urls.txt --out drafts",
                "One draft a recipient, as files.",
            ),
        ],
        exits: &[
            ("0", "drafted"),
            ("2", "could not be run, or nothing may be written about this"),
            ("3", "nothing could be drafted, or with --strict something is left blank"),
        ],
        notes: &[
            "Nothing is sent. What only you know is a marked blank: [[brand: who is imitated]]. \
             Fill it with --set brand=\"Example Bank\". About yourself: name, mailbox, organisation, \
             country, on_behalf_of; also from [report] in the configuration file and from \
             TRACE_REPORT_NAME and its kin. A signature and an oath are never filled in.",
            "Facts: url, seen_at, seen_how, screenshot, brand, real_site, lure, why_domain, \
             file_hash, malware_family, protocol, first_seen, last_seen, compromise_evidence, \
             fraud_type, claimed_entity, payment_methods, compromise_type, path, trademark, \
             work_title, rights_holder, original_url, address, good_faith, law, why_illegal, \
             depicted, source_ip, source_port, attack_type, destination_ip, destination_port, log, \
             right_records, wrong_records, told_before, forward (yes, anonymous, no), and those \
             that XARF recommends, which are named when they are missing.",
        ],
    },
    examples(
        "mcp",
        &[
            ("trace mcp", "Serve an assistant that starts this line."),
            ("trace mcp --replay demo", "Without a network, to try it."),
        ],
    ),
    examples(
        "plan",
        &[
            ("trace plan --input list.txt", "How long the list takes; nobody is asked."),
            ("trace plan --dns --input list.txt", "A better estimate; only the DNS is asked."),
        ],
    ),
    examples(
        "queue",
        &[
            (
                "trace queue push --queue redis://queue.example.com --input list.txt",
                "Put a list in.",
            ),
            ("trace worker --queue redis://queue.example.com --drain", "On each machine."),
            ("trace queue results --queue redis://queue.example.com", "Take the results."),
        ],
    ),
    examples(
        "queue push",
        &[(
            "trace queue push --queue redis://queue.example.com --input list.txt",
            "Put a list in; what is in it already is left alone.",
        )],
    ),
    examples(
        "queue status",
        &[("trace queue status --queue redis://queue.example.com", "How far it is.")],
    ),
    examples(
        "queue results",
        &[(
            "trace queue results --queue redis://queue.example.com > list.ndjson",
            "What is finished, in the order of the pushing.",
        )],
    ),
    examples(
        "queue retry",
        &[("trace queue retry --queue redis://queue.example.com", "Try the failed again.")],
    ),
    examples(
        "worker",
        &[
            ("trace worker --queue redis://queue.example.com", "Work until it is told to stop."),
            ("trace worker --queue redis://queue.example.com --drain", "End when nothing is left."),
        ],
    ),
    examples(
        "case",
        &[
            ("trace --save-case a.case example.com", "Begin a case."),
            ("trace case told --to host --harm phishing a.case", "Log who was told."),
            ("trace case due", "Who has not answered, and whose turn it is."),
            ("trace case retrace a.case", "What has moved since."),
        ],
    ),
    examples("case show", &[("trace case show a.case", "What was asked, and what came of it.")]),
    Ending {
        of: "case verify",
        examples: &[("trace case verify a.case", "Whether it is as it was recorded.")],
        exits: &[("0", "whole"), ("2", "not as recorded, or no case")],
        notes: &[],
    },
    examples(
        "case told",
        &[
            (
                "trace case told --to host --harm phishing --ref T-1 a.case",
                "The host was told, and gave a reference.",
            ),
            ("trace case told --undo a.case", "Take the last event back."),
        ],
    ),
    examples(
        "case answered",
        &[("trace case answered --to host --note removed a.case", "The host answered.")],
    ),
    examples(
        "case closed",
        &[
            ("trace case closed --to registrar a.case", "Expect nothing more of the registrar."),
            ("trace case closed a.case", "Expect nothing more of anybody."),
        ],
    ),
    Ending {
        of: "case due",
        examples: &[
            ("trace case due", "The cases in this folder."),
            ("trace case due -o json cases", "For a script."),
        ],
        exits: &[("0", "nothing is late"), ("1", "something is late"), ("2", "could not be read")],
        notes: &[],
    },
    examples(
        "case retrace",
        &[
            ("trace case retrace a.case", "Trace again, and compare."),
            ("trace case retrace --probe a.case", "And look whether the page still answers."),
        ],
    ),
    examples(
        "case export",
        &[
            (
                "trace case export --bundle --out a.zip a.case",
                "Evidence that a stranger can check.",
            ),
            ("trace case export --stix a.case", "For a threat-intelligence platform."),
        ],
    ),
    examples(
        "case stamp",
        &[
            ("trace case stamp a.case", "Write the query, to be sent by yourself."),
            (
                "trace case stamp --tsa https://tsa.example.com/ a.case",
                "Get the stamp from an authority.",
            ),
        ],
    ),
    examples(
        "case prune",
        &[("trace case prune --older-than 365 --dry-run cases", "Say what would be removed.")],
    ),
    examples(
        "case redact",
        &[("trace case redact a.case", "Write a.redacted.case, to be shown to others.")],
    ),
    examples(
        "directory",
        &[
            ("trace directory match ns1.gandi.net", "Who is behind a name, and by which sign."),
            ("trace directory show gandi", "What is known about a provider."),
        ],
    ),
    examples("directory list", &[("trace directory list", "Every provider, with its identifier.")]),
    examples(
        "directory show",
        &[("trace directory show cloudflare", "Its contacts and signs, with sources.")],
    ),
    examples(
        "directory match",
        &[
            ("trace directory match 104.16.1.1", "Whose address it is."),
            ("trace directory match iana:292", "The registrar with a number."),
            ("trace directory match --json ns1.gandi.net", "For a script."),
        ],
    ),
    Ending {
        of: "directory lint",
        examples: &[
            ("trace directory lint --directory own.toml", "Check your own entries."),
            ("trace directory lint --reach", "How many providers can be reached."),
        ],
        exits: &[("0", "the entries can be used"), ("1", "they cannot")],
        notes: &[],
    },
    examples(
        "directory update",
        &[("trace directory update", "Fetch the ranges; each provider is asked once.")],
    ),
    examples(
        "explain",
        &[
            ("trace explain", "All that can be explained."),
            ("trace explain registrar", "A layer."),
            ("trace explain phishing", "A harm, with the order of those to tell."),
            ("trace explain .de", "A top-level domain."),
            ("trace explain check name_servers", "A rule of a policy."),
        ],
    ),
    examples(
        "stats",
        &[
            ("trace stats list.ndjson", "Who carries how much of the list."),
            ("trace stats --by host --compare old.ndjson list.ndjson", "What has moved."),
        ],
    ),
    examples(
        "schema",
        &[
            ("trace schema", "Of the JSON of a trace."),
            ("trace schema check", "Of the JSON of trace check."),
        ],
    ),
    examples(
        "completions",
        &[
            (
                "trace completions bash > ~/.local/share/bash-completion/completions/trace",
                "For bash.",
            ),
            ("trace completions fish > ~/.config/fish/completions/trace.fish", "For fish."),
            ("trace completions zsh > ~/.zfunc/_trace", "For zsh, in a folder of its fpath."),
        ],
    ),
    examples(
        "man",
        &[
            ("trace man | man -l -", "Read the page of trace."),
            ("trace man case told > trace-case-told.1", "Write the page of a command."),
        ],
    ),
    examples("cache", &[("trace cache path", "Where answers are kept between runs.")]),
    examples("cache path", &[("trace cache path", "The folder.")]),
    examples("cache clear", &[("trace cache clear", "Forget every answer.")]),
];
