//! The completions in real shells: each is asked what may follow, as if somebody pressed Tab.

use std::fs;
use std::process::Command;

use super::{Program, left_out};

/// What is typed, some of what must be offered, and what must not be.
const TYPED: [(&str, &[&str], &[&str]); 22] = [
    ("trace dire", &["directory"], &["case"]),
    ("trace directory ", &["list", "show", "match", "lint"], &["check", "cache"]),
    ("trace directory match --", &["--json", "--directory"], &["--harm"]),
    ("trace case ", &["told", "due", "retrace"], &["check", "list"]),
    ("trace case told --h", &["--harm"], &["--json"]),
    ("trace case told --harm ph", &["phishing"], &["spam"]),
    ("trace --harm ", &["phishing", "malware", "botnet-c2"], &["json"]),
    ("trace --harm phishing --com", &["--compromised"], &["--json"]),
    ("trace -o ", &["human", "json", "ndjson", "csv"], &["junit"]),
    ("trace --output nd", &["ndjson"], &["json"]),
    ("trace --color ", &["auto", "always", "never"], &["json"]),
    ("trace --depth ", &["fast", "full"], &["json"]),
    ("trace check --in", &["--init"], &["--harm"]),
    ("trace check -o ", &["human", "junit", "sarif", "github"], &["csv"]),
    ("trace report --harm ", &["phishing", "copyright"], &["json"]),
    ("trace report --format ", &["text", "eml", "xarf"], &["json"]),
    ("trace diff -o ", &["human", "json", "markdown"], &["csv"]),
    ("trace stats --by ", &["registrar", "host", "country"], &["json"]),
    ("trace completions ", &["bash", "fish", "zsh"], &["check"]),
    ("trace schema ", &["trace", "check", "diff"], &["report"]),
    ("trace queue ", &["push", "status", "results"], &["check"]),
    ("trace cache ", &["path", "clear"], &["check"]),
];

/// Asks bash: the function is called with what readline would say.
const BASH: &str = r#"
source "$1"
line=$2
read -ra COMP_WORDS <<< "$line"
[[ $line == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
COMP_LINE=$line COMP_POINT=${#line}
spec=$(complete -p trace)
function=${spec#*-F } function=${function%% *}
"$function" trace "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\n' "${COMPREPLY[@]}"
"#;

/// Asks fish.
const FISH: &str = "source $argv[1]; complete -C $argv[2]";

/// Asks zsh on a pseudo-terminal: Tab is pressed, and what would be offered is printed instead.
const ZSH: &str = r#"
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "source $3/inner.zsh $3"
repeat 20; do
    zpty -r z line || break
    [[ $line == *ready* ]] && break
done
zpty -w -n z "$2"$'\t'
while zpty -r z line; do
    print -r -- "$line"
    [[ $line == *finished* ]] && break
done
zpty -d z
"#;

/// What the shell on the pseudo-terminal does with a Tab.
const INNER: &str = r#"
PROMPT=
fpath=($1 $fpath)
autoload -Uz compinit
compinit -u -D
stty -echo
offered() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
        builtin compadd "$@"
        return
    fi
    local -a hits
    builtin compadd -A hits "$@"
    local hit
    for hit in $hits; do print -r -- "offered ${hit}"; done
}
compadd() { offered "$@" }
finish() { print finished; exit }
comppostfuncs=(finish)
bindkey '^I' complete-word
print ready
"#;

/// What a shell offers.
fn offered(shell: &str, folder: &str, typed: &str) -> Vec<String> {
    let (file, script) = match shell {
        "bash" => ("trace.bash", BASH),
        "fish" => ("trace.fish", FISH),
        _ => ("_trace", ZSH),
    };
    let file = format!("{folder}/{file}");
    let mut command = Command::new(shell);
    match shell {
        "bash" => command.args(["--norc", "-c", script, "bash", &file, typed]),
        "fish" => command.args(["--no-config", "-c", script, &file, typed]),
        _ => command.args(["-f", "-c", script, "zsh", &file, typed, folder]),
    };
    let out = command.env("HOME", folder).env("TERM", "dumb").output().expect("starts");
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let lines = text.lines().map(|line| line.trim_end_matches('\r'));
    let words = lines.filter_map(|line| match shell {
        "zsh" => line.split_once("offered ").map(|(_, word)| word),
        _ => line.split('\t').next(),
    });
    words.map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

/// Complains about each completion of a shell that is not as it must be.
fn complaints(shell: &str) -> Vec<String> {
    let program = Program::new();
    let folder = program.home().display().to_string();
    for (shell, file) in [("bash", "trace.bash"), ("fish", "trace.fish"), ("zsh", "_trace")] {
        let script = program.run(&["completions", shell]).out;
        fs::write(program.home().join(file), script).expect("is written");
    }
    fs::write(program.home().join("inner.zsh"), INNER).expect("is written");
    let judged = TYPED.iter().filter_map(|(typed, wanted, unwanted)| {
        let offered = offered(shell, &folder, typed);
        let has = |word: &&&str| offered.iter().any(|one| one == **word);
        let lacks: Vec<_> = wanted.iter().filter(|word| !has(word)).collect();
        let wrong: Vec<_> = unwanted.iter().filter(has).collect();
        let right = lacks.is_empty() && wrong.is_empty();
        (!right)
            .then(|| format!("{shell}: {typed:?} lacks {lacks:?}, offers {wrong:?}: {offered:?}"))
    });
    judged.collect()
}

/// Tries the completions of a shell, where it is installed.
fn completes(shell: &str) {
    if Command::new(shell).args(["-c", "true"]).output().is_err() {
        return left_out(&format!("there is no {shell}"));
    }
    let complaints = complaints(shell);
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
#[cfg_attr(not(all(feature = "mcp", feature = "queue")), ignore = "about all commands")]
fn bash_completes_commands_options_and_values() {
    completes("bash");
}

#[test]
#[cfg_attr(not(all(feature = "mcp", feature = "queue")), ignore = "about all commands")]
fn zsh_completes_commands_options_and_values() {
    completes("zsh");
}

#[test]
#[cfg_attr(not(all(feature = "mcp", feature = "queue")), ignore = "about all commands")]
fn fish_completes_commands_options_and_values() {
    completes("fish");
}
