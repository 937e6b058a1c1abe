# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_trace_global_optspecs
    string join \n i/input= shard= o/output= json harm= compromised malicious registrar-told probe resolver= rdap-bootstrap= whois-server= asn-db= directory= save-case= timeout= concurrency= no-cache color= unordered resume= depth= probe-url follow replay= show-registrant strict v/verbose q/quiet h/help V/version
end

function __fish_trace_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_trace_global_optspecs) -- $cmd 2>/dev/null
    or argparse -s (__fish_trace_global_optspecs) -- $cmd[1..-2] 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_trace_using_subcommand
    set -l cmd (__fish_trace_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c trace -n "__fish_trace_needs_command" -s i -l input -d 'Read targets from a file, one a line' -r -F
complete -c trace -n "__fish_trace_needs_command" -l shard -d 'Trace only one share of the list, such as 1/4, with that share of each server\'s limit: for several machines without a common queue' -r
complete -c trace -n "__fish_trace_needs_command" -s o -l output -d 'Format: human, brief, json, ndjson, csv, markdown …' -r -f -a "human\t'For people at a terminal'
brief\t'One line a contact, tab-separated: target, layer, status, party, country, kind, contact'
json\t'One JSON object, or an array of several'
ndjson\t'One JSON object a line'
csv\t'One row a contact, with a row of column names, for spreadsheets'
markdown\t'Markdown, for tickets and reports'
svg\t'A picture of the chain, as SVG'
html\t'A page to look at, in one file without scripts: picture, contacts, powers, evidence'
mermaid\t'The same picture as a Mermaid flowchart, which GitHub and GitLab draw'
stix\t'A STIX 2.1 bundle'
misp\t'A MISP event'"
complete -c trace -n "__fish_trace_needs_command" -l harm -d 'Advise on a harm: whom to write to, in which order' -r -f -a "phishing\t''
malware\t''
botnet-c2\t''
malicious-spam\t''
spam\t''
pharming\t''
csam\t''
terrorist-content\t''
copyright\t''
trademark-in-name\t''
counterfeit\t''
defamation\t''
intimate-images\t''
fraud\t''
hacked-site\t''
attack-traffic\t''"
complete -c trace -n "__fish_trace_needs_command" -l resolver -d 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]' -r
complete -c trace -n "__fish_trace_needs_command" -l rdap-bootstrap -d 'RDAP server lists instead of IANA\'s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file' -r
complete -c trace -n "__fish_trace_needs_command" -l whois-server -d 'WHOIS server to ask instead of the registries\', for domains, addresses and AS numbers alike' -r
complete -c trace -n "__fish_trace_needs_command" -l asn-db -d 'Database of origin networks (MaxMind format) to use instead of Team Cymru\'s DNS zones' -r -F
complete -c trace -n "__fish_trace_needs_command" -l directory -d 'Provider entries of your own, in the directory\'s format; they come before the embedded ones' -r -F
complete -c trace -n "__fish_trace_needs_command" -l save-case -d 'Record every exchange in a case file' -r -F
complete -c trace -n "__fish_trace_needs_command" -l timeout -d 'Seconds that one target may take [default: 20]' -r
complete -c trace -n "__fish_trace_needs_command" -l concurrency -d 'Targets traced at the same time [default: 16]' -r
complete -c trace -n "__fish_trace_needs_command" -l color -d 'When to use colour [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'Always'
never\t'Never'"
complete -c trace -n "__fish_trace_needs_command" -l resume -d 'Go on with a list: read what FILE (NDJSON) holds already, and append what is missing' -r -F
complete -c trace -n "__fish_trace_needs_command" -l depth -d 'How much is asked; fast: DNS, origin networks and the embedded tables only [default: full]' -r -f -a "fast\t'DNS, origin networks, the directory and the embedded tables only'
full\t'The registries as well'"
complete -c trace -n "__fish_trace_needs_command" -l replay -d 'Trace from a case file instead of the network' -r -F
complete -c trace -n "__fish_trace_needs_command" -l json -d 'Short for --output json, and wins over it'
complete -c trace -n "__fish_trace_needs_command" -l compromised -d 'With --harm: it is somebody\'s site that was broken into'
complete -c trace -n "__fish_trace_needs_command" -l malicious -d 'With --harm: the name was registered for it'
complete -c trace -n "__fish_trace_needs_command" -l registrar-told -d 'With --harm: the registrar was told, and there is proof of it'
complete -c trace -n "__fish_trace_needs_command" -l probe -d 'Contact the target: one look at its web server'
complete -c trace -n "__fish_trace_needs_command" -l no-cache -d 'Neither read nor write answers kept on disk'
complete -c trace -n "__fish_trace_needs_command" -l unordered -d 'Print each result as soon as it is done, not in the order of the input'
complete -c trace -n "__fish_trace_needs_command" -l probe-url -d 'With --probe: look at the URL itself instead of the root of its site'
complete -c trace -n "__fish_trace_needs_command" -l follow -d 'With --probe: follow redirects, each hop to a chain of its own'
complete -c trace -n "__fish_trace_needs_command" -l show-registrant -d 'Name natural persons who hold a domain, where a record shows them'
complete -c trace -n "__fish_trace_needs_command" -l strict -d 'Exit with 3 when a layer stayed unknown'
complete -c trace -n "__fish_trace_needs_command" -s v -l verbose -d 'Show powers, evidence and each exchange'
complete -c trace -n "__fish_trace_needs_command" -s q -l quiet -d 'No warnings and no status line'
complete -c trace -n "__fish_trace_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_needs_command" -s V -l version -d 'Print version'
complete -c trace -n "__fish_trace_needs_command" -a "check" -d 'Compare domains with what they should be, as a policy file says it'
complete -c trace -n "__fish_trace_needs_command" -a "diff" -d 'Say what changed between two traces, and what that means'
complete -c trace -n "__fish_trace_needs_command" -a "report" -d 'Draft the notice to each right party; nothing is sent'
complete -c trace -n "__fish_trace_needs_command" -a "mcp" -d 'Serve assistants by the Model Context Protocol, on stdio'
complete -c trace -n "__fish_trace_needs_command" -a "plan" -d 'Say how long a list takes, and by which server; nobody is asked'
complete -c trace -n "__fish_trace_needs_command" -a "queue" -d 'Many machines, one queue: put targets in, take results out'
complete -c trace -n "__fish_trace_needs_command" -a "worker" -d 'Trace what is in a queue; a worker may end or die at any time'
complete -c trace -n "__fish_trace_needs_command" -a "case" -d 'Look into a case file, keep its log, hand it on'
complete -c trace -n "__fish_trace_needs_command" -a "directory" -d 'Look into the directory of providers'
complete -c trace -n "__fish_trace_needs_command" -a "explain" -d 'Explain a word of the screen or a top-level domain; nobody is asked'
complete -c trace -n "__fish_trace_needs_command" -a "stats" -d 'Say who carries how much of a list, from its NDJSON'
complete -c trace -n "__fish_trace_needs_command" -a "schema" -d 'Print the JSON Schema of the JSON output'
complete -c trace -n "__fish_trace_needs_command" -a "completions" -d 'Print the completions for a shell'
complete -c trace -n "__fish_trace_needs_command" -a "man" -d 'Print a manual page (roff)'
complete -c trace -n "__fish_trace_needs_command" -a "cache" -d 'Where answers are kept between runs'
complete -c trace -n "__fish_trace_needs_command" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c trace -n "__fish_trace_using_subcommand check" -s p -l policy -d 'The policy [default: trace.toml]' -r -F
complete -c trace -n "__fish_trace_using_subcommand check" -s o -l output -d 'The report, and the file that it goes to' -r -f -a "human\t'For people at a terminal'
json\t'One JSON object, schema trace-check/1'
markdown\t'Markdown, for job summaries'
html\t'A page to look at, in one file without scripts'
junit\t'Test reports in the XML of `JUnit`'
sarif\t'SARIF 2.1.0, for code scanning'
github\t'Annotations of GitHub Actions on the lines of the policy'"
complete -c trace -n "__fish_trace_using_subcommand check" -l resolver -d 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]' -r
complete -c trace -n "__fish_trace_using_subcommand check" -l rdap-bootstrap -d 'RDAP server lists instead of IANA\'s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file' -r
complete -c trace -n "__fish_trace_using_subcommand check" -l whois-server -d 'WHOIS server to ask instead of the registries\', for domains, addresses and AS numbers alike' -r
complete -c trace -n "__fish_trace_using_subcommand check" -l asn-db -d 'Database of origin networks (MaxMind format) to use instead of Team Cymru\'s DNS zones' -r -F
complete -c trace -n "__fish_trace_using_subcommand check" -l directory -d 'Provider entries of your own, in the directory\'s format; they come before the embedded ones' -r -F
complete -c trace -n "__fish_trace_using_subcommand check" -l save-case -d 'Record every exchange in a case file' -r -F
complete -c trace -n "__fish_trace_using_subcommand check" -l timeout -d 'Seconds that one target may take [default: 20]' -r
complete -c trace -n "__fish_trace_using_subcommand check" -l concurrency -d 'Targets traced at the same time [default: 16]' -r
complete -c trace -n "__fish_trace_using_subcommand check" -l color -d 'When to use colour [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'Always'
never\t'Never'"
complete -c trace -n "__fish_trace_using_subcommand check" -l replay -d 'Check recorded runs instead of the network' -r -F
complete -c trace -n "__fish_trace_using_subcommand check" -l init -d 'Write the policy that is true today'
complete -c trace -n "__fish_trace_using_subcommand check" -l force -d 'With --init, overwrite the file that is there'
complete -c trace -n "__fish_trace_using_subcommand check" -l update -d 'Accept what is true today, after showing it'
complete -c trace -n "__fish_trace_using_subcommand check" -s y -l yes -d 'With --update, write without asking'
complete -c trace -n "__fish_trace_using_subcommand check" -l probe -d 'Contact the target: one look at its web server'
complete -c trace -n "__fish_trace_using_subcommand check" -l no-cache -d 'Neither read nor write answers kept on disk'
complete -c trace -n "__fish_trace_using_subcommand check" -l strict -d 'Count what could not be told as failed'
complete -c trace -n "__fish_trace_using_subcommand check" -s v -l verbose -d 'Show each exchange, and what passed'
complete -c trace -n "__fish_trace_using_subcommand check" -s q -l quiet -d 'Print failures only'
complete -c trace -n "__fish_trace_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand diff" -s o -l output -d 'Output format' -r -f -a "human\t'For people at a terminal'
json\t'One JSON object, schema trace-diff/1'
markdown\t'Markdown, for tickets'
html\t'A page to look at, in one file without scripts'"
complete -c trace -n "__fish_trace_using_subcommand diff" -l exit-code -d 'Exit with 1 when something changed'
complete -c trace -n "__fish_trace_using_subcommand diff" -l any-name -d 'Compare two traces of different names'
complete -c trace -n "__fish_trace_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand report" -s i -l input -d 'Read targets from a file, one a line' -r -F
complete -c trace -n "__fish_trace_using_subcommand report" -l harm -d 'What is reported' -r -f -a "phishing\t''
malware\t''
botnet-c2\t''
malicious-spam\t''
spam\t''
pharming\t''
csam\t''
terrorist-content\t''
copyright\t''
trademark-in-name\t''
counterfeit\t''
defamation\t''
intimate-images\t''
fraud\t''
hacked-site\t''
attack-traffic\t''"
complete -c trace -n "__fish_trace_using_subcommand report" -l step -d 'Only this step of the advice; may be repeated' -r
complete -c trace -n "__fish_trace_using_subcommand report" -l to -d 'Only to this layer or kind of desk; may be repeated' -r
complete -c trace -n "__fish_trace_using_subcommand report" -l out -d 'Write the drafts to files in this folder' -r -F
complete -c trace -n "__fish_trace_using_subcommand report" -l format -d 'Formats [default: text]' -r -f -a "text\t'To read and paste'
eml\t'A mail that a mail program opens, unsent'
form\t'The fields of the recipient\'s form'
xarf\t'XARF 4.2, as JSON and as the mail around it'
arf\t'A feedback report (RFC 5965) about a message, with --message'"
complete -c trace -n "__fish_trace_using_subcommand report" -l set -d 'State a fact that only you know; may be repeated' -r
complete -c trace -n "__fish_trace_using_subcommand report" -l message -d 'The message that is reported, with all its headers' -r -F
complete -c trace -n "__fish_trace_using_subcommand report" -l resolver -d 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]' -r
complete -c trace -n "__fish_trace_using_subcommand report" -l rdap-bootstrap -d 'RDAP server lists instead of IANA\'s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file' -r
complete -c trace -n "__fish_trace_using_subcommand report" -l whois-server -d 'WHOIS server to ask instead of the registries\', for domains, addresses and AS numbers alike' -r
complete -c trace -n "__fish_trace_using_subcommand report" -l asn-db -d 'Database of origin networks (MaxMind format) to use instead of Team Cymru\'s DNS zones' -r -F
complete -c trace -n "__fish_trace_using_subcommand report" -l directory -d 'Provider entries of your own, in the directory\'s format; they come before the embedded ones' -r -F
complete -c trace -n "__fish_trace_using_subcommand report" -l save-case -d 'Record every exchange in a case file' -r -F
complete -c trace -n "__fish_trace_using_subcommand report" -l timeout -d 'Seconds that one target may take [default: 20]' -r
complete -c trace -n "__fish_trace_using_subcommand report" -l concurrency -d 'Targets traced at the same time [default: 16]' -r
complete -c trace -n "__fish_trace_using_subcommand report" -l color -d 'When to use colour [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'Always'
never\t'Never'"
complete -c trace -n "__fish_trace_using_subcommand report" -l compromised -d 'It is somebody\'s site that was broken into'
complete -c trace -n "__fish_trace_using_subcommand report" -l malicious -d 'The name was registered for it'
complete -c trace -n "__fish_trace_using_subcommand report" -l interactive -d 'Ask for what is blank, on a terminal'
complete -c trace -n "__fish_trace_using_subcommand report" -l disclosure -d 'Draft a request for the data of a hidden holder instead'
complete -c trace -n "__fish_trace_using_subcommand report" -l log -d 'With one case: log what was drafted in CASE.log'
complete -c trace -n "__fish_trace_using_subcommand report" -l strict -d 'Exit with 3 when something is left blank'
complete -c trace -n "__fish_trace_using_subcommand report" -l probe -d 'Contact the target: one look at its web server'
complete -c trace -n "__fish_trace_using_subcommand report" -l no-cache -d 'Neither read nor write answers kept on disk'
complete -c trace -n "__fish_trace_using_subcommand report" -s q -l quiet -d 'No warnings and no list of blanks'
complete -c trace -n "__fish_trace_using_subcommand report" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand mcp" -l replay -d 'Answer from a recorded case, without a network' -r
complete -c trace -n "__fish_trace_using_subcommand mcp" -l resolver -d 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]' -r
complete -c trace -n "__fish_trace_using_subcommand mcp" -l rdap-bootstrap -d 'RDAP server lists instead of IANA\'s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file' -r
complete -c trace -n "__fish_trace_using_subcommand mcp" -l whois-server -d 'WHOIS server to ask instead of the registries\', for domains, addresses and AS numbers alike' -r
complete -c trace -n "__fish_trace_using_subcommand mcp" -l asn-db -d 'Database of origin networks (MaxMind format) to use instead of Team Cymru\'s DNS zones' -r -F
complete -c trace -n "__fish_trace_using_subcommand mcp" -l directory -d 'Provider entries of your own, in the directory\'s format; they come before the embedded ones' -r -F
complete -c trace -n "__fish_trace_using_subcommand mcp" -l save-case -d 'Record every exchange in a case file' -r -F
complete -c trace -n "__fish_trace_using_subcommand mcp" -l timeout -d 'Seconds that one target may take [default: 20]' -r
complete -c trace -n "__fish_trace_using_subcommand mcp" -l concurrency -d 'Targets traced at the same time [default: 16]' -r
complete -c trace -n "__fish_trace_using_subcommand mcp" -l color -d 'When to use colour [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'Always'
never\t'Never'"
complete -c trace -n "__fish_trace_using_subcommand mcp" -l allow-probe -d 'Let a call that asks for it contact the target'
complete -c trace -n "__fish_trace_using_subcommand mcp" -l probe -d 'Contact the target: one look at its web server'
complete -c trace -n "__fish_trace_using_subcommand mcp" -l no-cache -d 'Neither read nor write answers kept on disk'
complete -c trace -n "__fish_trace_using_subcommand mcp" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand plan" -s i -l input -d 'Read targets from a file, one a line' -r -F
complete -c trace -n "__fish_trace_using_subcommand plan" -l shard -d 'Only one share of the list, such as 1/4' -r
complete -c trace -n "__fish_trace_using_subcommand plan" -s o -l output -d 'Output format' -r -f -a "human\t'For people at a terminal'
json\t'One JSON object, schema trace-plan/1'"
complete -c trace -n "__fish_trace_using_subcommand plan" -l resolver -d 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]' -r
complete -c trace -n "__fish_trace_using_subcommand plan" -l rdap-bootstrap -d 'RDAP server lists instead of IANA\'s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file' -r
complete -c trace -n "__fish_trace_using_subcommand plan" -l whois-server -d 'WHOIS server to ask instead of the registries\', for domains, addresses and AS numbers alike' -r
complete -c trace -n "__fish_trace_using_subcommand plan" -l asn-db -d 'Database of origin networks (MaxMind format) to use instead of Team Cymru\'s DNS zones' -r -F
complete -c trace -n "__fish_trace_using_subcommand plan" -l directory -d 'Provider entries of your own, in the directory\'s format; they come before the embedded ones' -r -F
complete -c trace -n "__fish_trace_using_subcommand plan" -l save-case -d 'Record every exchange in a case file' -r -F
complete -c trace -n "__fish_trace_using_subcommand plan" -l timeout -d 'Seconds that one target may take [default: 20]' -r
complete -c trace -n "__fish_trace_using_subcommand plan" -l concurrency -d 'Targets traced at the same time [default: 16]' -r
complete -c trace -n "__fish_trace_using_subcommand plan" -l color -d 'When to use colour [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'Always'
never\t'Never'"
complete -c trace -n "__fish_trace_using_subcommand plan" -l dns -d 'Ask the DNS where they lead, for a better estimate'
complete -c trace -n "__fish_trace_using_subcommand plan" -l probe -d 'Contact the target: one look at its web server'
complete -c trace -n "__fish_trace_using_subcommand plan" -l no-cache -d 'Neither read nor write answers kept on disk'
complete -c trace -n "__fish_trace_using_subcommand plan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand queue; and not __fish_seen_subcommand_from push status results retry help" -s h -l help -d 'Print help'
complete -c trace -n "__fish_trace_using_subcommand queue; and not __fish_seen_subcommand_from push status results retry help" -f -a "push" -d 'Put targets into the queue'
complete -c trace -n "__fish_trace_using_subcommand queue; and not __fish_seen_subcommand_from push status results retry help" -f -a "status" -d 'Say how far it is, and who has how many in hand'
complete -c trace -n "__fish_trace_using_subcommand queue; and not __fish_seen_subcommand_from push status results retry help" -f -a "results" -d 'Print what is finished, as NDJSON; nothing is taken away'
complete -c trace -n "__fish_trace_using_subcommand queue; and not __fish_seen_subcommand_from push status results retry help" -f -a "retry" -d 'Queue those again that got no answer'
complete -c trace -n "__fish_trace_using_subcommand queue; and not __fish_seen_subcommand_from push status results retry help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from push" -s i -l input -d 'Read targets from a file, one a line' -r -F
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from push" -l queue -d 'The Redis or Valkey server that holds the queue' -r
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from push" -l harm -d 'Advise on a harm: whom to write to, in which order' -r -f -a "phishing\t''
malware\t''
botnet-c2\t''
malicious-spam\t''
spam\t''
pharming\t''
csam\t''
terrorist-content\t''
copyright\t''
trademark-in-name\t''
counterfeit\t''
defamation\t''
intimate-images\t''
fraud\t''
hacked-site\t''
attack-traffic\t''"
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from push" -l depth -d 'How much is asked [default: full]' -r -f -a "fast\t'DNS, origin networks, the directory and the embedded tables only'
full\t'The registries as well'"
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from push" -l compromised -d 'With --harm: it is somebody\'s site that was broken into'
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from push" -l malicious -d 'With --harm: the name was registered for it'
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from push" -l registrar-told -d 'With --harm: the registrar was told, and there is proof of it'
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from push" -l probe -d 'Contact the targets; only workers with --allow-probe do'
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from push" -l probe-url -d 'With --probe: look at the URL itself instead of the root of its site'
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from push" -l follow -d 'With --probe: follow redirects, each hop to a chain of its own'
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from push" -l show-registrant -d 'Name natural persons who hold a domain, where a record shows them'
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from push" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from status" -l queue -d 'The Redis or Valkey server that holds the queue' -r
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from results" -l queue -d 'The Redis or Valkey server that holds the queue' -r
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from results" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from retry" -l queue -d 'The Redis or Valkey server that holds the queue' -r
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from retry" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from help" -f -a "push" -d 'Put targets into the queue'
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from help" -f -a "status" -d 'Say how far it is, and who has how many in hand'
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from help" -f -a "results" -d 'Print what is finished, as NDJSON; nothing is taken away'
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from help" -f -a "retry" -d 'Queue those again that got no answer'
complete -c trace -n "__fish_trace_using_subcommand queue; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c trace -n "__fish_trace_using_subcommand worker" -l queue -d 'The Redis or Valkey server that holds the queue' -r
complete -c trace -n "__fish_trace_using_subcommand worker" -l resolver -d 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]' -r
complete -c trace -n "__fish_trace_using_subcommand worker" -l rdap-bootstrap -d 'RDAP server lists instead of IANA\'s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file' -r
complete -c trace -n "__fish_trace_using_subcommand worker" -l whois-server -d 'WHOIS server to ask instead of the registries\', for domains, addresses and AS numbers alike' -r
complete -c trace -n "__fish_trace_using_subcommand worker" -l asn-db -d 'Database of origin networks (MaxMind format) to use instead of Team Cymru\'s DNS zones' -r -F
complete -c trace -n "__fish_trace_using_subcommand worker" -l directory -d 'Provider entries of your own, in the directory\'s format; they come before the embedded ones' -r -F
complete -c trace -n "__fish_trace_using_subcommand worker" -l save-case -d 'Record every exchange in a case file' -r -F
complete -c trace -n "__fish_trace_using_subcommand worker" -l timeout -d 'Seconds that one target may take [default: 20]' -r
complete -c trace -n "__fish_trace_using_subcommand worker" -l concurrency -d 'Targets traced at the same time [default: 16]' -r
complete -c trace -n "__fish_trace_using_subcommand worker" -l color -d 'When to use colour [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'Always'
never\t'Never'"
complete -c trace -n "__fish_trace_using_subcommand worker" -l drain -d 'End when every target has its result'
complete -c trace -n "__fish_trace_using_subcommand worker" -l allow-probe -d 'Contact targets that were pushed with --probe'
complete -c trace -n "__fish_trace_using_subcommand worker" -l probe -d 'Contact the target: one look at its web server'
complete -c trace -n "__fish_trace_using_subcommand worker" -l no-cache -d 'Neither read nor write answers kept on disk'
complete -c trace -n "__fish_trace_using_subcommand worker" -s q -l quiet -d 'No warnings'
complete -c trace -n "__fish_trace_using_subcommand worker" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand case; and not __fish_seen_subcommand_from show verify told answered closed due retrace export stamp prune redact help" -s h -l help -d 'Print help'
complete -c trace -n "__fish_trace_using_subcommand case; and not __fish_seen_subcommand_from show verify told answered closed due retrace export stamp prune redact help" -f -a "show" -d 'Print what was asked and what came of it, one exchange a line'
complete -c trace -n "__fish_trace_using_subcommand case; and not __fish_seen_subcommand_from show verify told answered closed due retrace export stamp prune redact help" -f -a "verify" -d 'Check that the file is whole'
complete -c trace -n "__fish_trace_using_subcommand case; and not __fish_seen_subcommand_from show verify told answered closed due retrace export stamp prune redact help" -f -a "told" -d 'Log that somebody was told, in CASE.log'
complete -c trace -n "__fish_trace_using_subcommand case; and not __fish_seen_subcommand_from show verify told answered closed due retrace export stamp prune redact help" -f -a "answered" -d 'Log that somebody answered'
complete -c trace -n "__fish_trace_using_subcommand case; and not __fish_seen_subcommand_from show verify told answered closed due retrace export stamp prune redact help" -f -a "closed" -d 'Log that nothing more is expected'
complete -c trace -n "__fish_trace_using_subcommand case; and not __fish_seen_subcommand_from show verify told answered closed due retrace export stamp prune redact help" -f -a "due" -d 'List who was told and has not answered'
complete -c trace -n "__fish_trace_using_subcommand case; and not __fish_seen_subcommand_from show verify told answered closed due retrace export stamp prune redact help" -f -a "retrace" -d 'Trace again, and say what moved and whose turn it is'
complete -c trace -n "__fish_trace_using_subcommand case; and not __fish_seen_subcommand_from show verify told answered closed due retrace export stamp prune redact help" -f -a "export" -d 'Write the case for other programs, or as a bundle'
complete -c trace -n "__fish_trace_using_subcommand case; and not __fish_seen_subcommand_from show verify told answered closed due retrace export stamp prune redact help" -f -a "stamp" -d 'Write a time-stamp query over the case, or get the stamp'
complete -c trace -n "__fish_trace_using_subcommand case; and not __fish_seen_subcommand_from show verify told answered closed due retrace export stamp prune redact help" -f -a "prune" -d 'Remove what is older than some days'
complete -c trace -n "__fish_trace_using_subcommand case; and not __fish_seen_subcommand_from show verify told answered closed due retrace export stamp prune redact help" -f -a "redact" -d 'Write a copy without personal data'
complete -c trace -n "__fish_trace_using_subcommand case; and not __fish_seen_subcommand_from show verify told answered closed due retrace export stamp prune redact help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from told" -l to -d 'Whom it is about: a layer, a kind of desk, a contact' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from told" -l harm -d 'What was reported [default: as drafted or told last]' -r -f -a "phishing\t''
malware\t''
botnet-c2\t''
malicious-spam\t''
spam\t''
pharming\t''
csam\t''
terrorist-content\t''
copyright\t''
trademark-in-name\t''
counterfeit\t''
defamation\t''
intimate-images\t''
fraud\t''
hacked-site\t''
attack-traffic\t''"
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from told" -l ref -d 'What the other side gave as a reference' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from told" -l at -d 'When [default: now]' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from told" -l note -d 'What else is to be known' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from told" -l undo -d 'Take the last event back'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from told" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from answered" -l to -d 'Whom it is about: a layer, a kind of desk, a contact' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from answered" -l harm -d 'What was reported [default: as drafted or told last]' -r -f -a "phishing\t''
malware\t''
botnet-c2\t''
malicious-spam\t''
spam\t''
pharming\t''
csam\t''
terrorist-content\t''
copyright\t''
trademark-in-name\t''
counterfeit\t''
defamation\t''
intimate-images\t''
fraud\t''
hacked-site\t''
attack-traffic\t''"
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from answered" -l ref -d 'What the other side gave as a reference' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from answered" -l at -d 'When [default: now]' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from answered" -l note -d 'What else is to be known' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from answered" -l undo -d 'Take the last event back'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from answered" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from closed" -l to -d 'Whom it is about: a layer, a kind of desk, a contact' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from closed" -l harm -d 'What was reported [default: as drafted or told last]' -r -f -a "phishing\t''
malware\t''
botnet-c2\t''
malicious-spam\t''
spam\t''
pharming\t''
csam\t''
terrorist-content\t''
copyright\t''
trademark-in-name\t''
counterfeit\t''
defamation\t''
intimate-images\t''
fraud\t''
hacked-site\t''
attack-traffic\t''"
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from closed" -l ref -d 'What the other side gave as a reference' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from closed" -l at -d 'When [default: now]' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from closed" -l note -d 'What else is to be known' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from closed" -l undo -d 'Take the last event back'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from closed" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from due" -s o -l output -d 'Output format' -r -f -a "human\t'For people at a terminal'
json\t'One JSON object'"
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from due" -l at -d 'As of this moment [default: now]' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from due" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from retrace" -l with -d 'Take this newer case of it, and ask nobody' -r -F
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from retrace" -s o -l output -d 'Output format' -r -f -a "human\t'For people at a terminal'
json\t'One JSON object'"
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from retrace" -l resolver -d 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from retrace" -l rdap-bootstrap -d 'RDAP server lists instead of IANA\'s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from retrace" -l whois-server -d 'WHOIS server to ask instead of the registries\', for domains, addresses and AS numbers alike' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from retrace" -l asn-db -d 'Database of origin networks (MaxMind format) to use instead of Team Cymru\'s DNS zones' -r -F
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from retrace" -l directory -d 'Provider entries of your own, in the directory\'s format; they come before the embedded ones' -r -F
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from retrace" -l save-case -d 'Record every exchange in a case file' -r -F
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from retrace" -l timeout -d 'Seconds that one target may take [default: 20]' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from retrace" -l concurrency -d 'Targets traced at the same time [default: 16]' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from retrace" -l color -d 'When to use colour [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set or TERM is dumb'
always\t'Always'
never\t'Never'"
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from retrace" -l probe -d 'Contact the target: one look at its web server'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from retrace" -l no-cache -d 'Neither read nor write answers kept on disk'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from retrace" -s q -l quiet -d 'No warnings and no status line'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from retrace" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from export" -l out -d 'The file to write [default: standard output]' -r -F
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from export" -l warc -d 'The recorded answers as WARC 1.1'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from export" -l stix -d 'The chain as a STIX 2.1 bundle'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from export" -l misp -d 'The chain as a MISP event'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from export" -l bundle -d 'A .zip with everything, to be checked by a stranger'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from stamp" -l tsa -d 'Get the stamp from this authority' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from stamp" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from prune" -l older-than -d 'What was not changed for so many days' -r
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from prune" -l dry-run -d 'Only say what would be removed'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from prune" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from redact" -l out -d 'The file to write [default: CASE.redacted.case]' -r -F
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from redact" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from help" -f -a "show" -d 'Print what was asked and what came of it, one exchange a line'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from help" -f -a "verify" -d 'Check that the file is whole'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from help" -f -a "told" -d 'Log that somebody was told, in CASE.log'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from help" -f -a "answered" -d 'Log that somebody answered'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from help" -f -a "closed" -d 'Log that nothing more is expected'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from help" -f -a "due" -d 'List who was told and has not answered'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from help" -f -a "retrace" -d 'Trace again, and say what moved and whose turn it is'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from help" -f -a "export" -d 'Write the case for other programs, or as a bundle'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from help" -f -a "stamp" -d 'Write a time-stamp query over the case, or get the stamp'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from help" -f -a "prune" -d 'Remove what is older than some days'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from help" -f -a "redact" -d 'Write a copy without personal data'
complete -c trace -n "__fish_trace_using_subcommand case; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c trace -n "__fish_trace_using_subcommand directory; and not __fish_seen_subcommand_from list show match lint update help" -s h -l help -d 'Print help'
complete -c trace -n "__fish_trace_using_subcommand directory; and not __fish_seen_subcommand_from list show match lint update help" -f -a "list" -d 'List the providers'
complete -c trace -n "__fish_trace_using_subcommand directory; and not __fish_seen_subcommand_from list show match lint update help" -f -a "show" -d 'Print what is known about a provider'
complete -c trace -n "__fish_trace_using_subcommand directory; and not __fish_seen_subcommand_from list show match lint update help" -f -a "match" -d 'Say who is behind a host name, address or URL, by which sign'
complete -c trace -n "__fish_trace_using_subcommand directory; and not __fish_seen_subcommand_from list show match lint update help" -f -a "lint" -d 'Check the entries and count what is missing in them'
complete -c trace -n "__fish_trace_using_subcommand directory; and not __fish_seen_subcommand_from list show match lint update help" -f -a "update" -d 'Fetch the address ranges that providers publish'
complete -c trace -n "__fish_trace_using_subcommand directory; and not __fish_seen_subcommand_from list show match lint update help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c trace -n "__fish_trace_using_subcommand directory; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c trace -n "__fish_trace_using_subcommand directory; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c trace -n "__fish_trace_using_subcommand directory; and __fish_seen_subcommand_from match" -l directory -d 'Provider entries of your own' -r -F
complete -c trace -n "__fish_trace_using_subcommand directory; and __fish_seen_subcommand_from match" -l json -d 'Print JSON'
complete -c trace -n "__fish_trace_using_subcommand directory; and __fish_seen_subcommand_from match" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand directory; and __fish_seen_subcommand_from lint" -l directory -d 'Check this file of your own instead' -r -F
complete -c trace -n "__fish_trace_using_subcommand directory; and __fish_seen_subcommand_from lint" -l reach -d 'Count the contacts role by role'
complete -c trace -n "__fish_trace_using_subcommand directory; and __fish_seen_subcommand_from lint" -s v -l verbose -d 'Name each gap, not only their number'
complete -c trace -n "__fish_trace_using_subcommand directory; and __fish_seen_subcommand_from lint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand directory; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand directory; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the providers'
complete -c trace -n "__fish_trace_using_subcommand directory; and __fish_seen_subcommand_from help" -f -a "show" -d 'Print what is known about a provider'
complete -c trace -n "__fish_trace_using_subcommand directory; and __fish_seen_subcommand_from help" -f -a "match" -d 'Say who is behind a host name, address or URL, by which sign'
complete -c trace -n "__fish_trace_using_subcommand directory; and __fish_seen_subcommand_from help" -f -a "lint" -d 'Check the entries and count what is missing in them'
complete -c trace -n "__fish_trace_using_subcommand directory; and __fish_seen_subcommand_from help" -f -a "update" -d 'Fetch the address ranges that providers publish'
complete -c trace -n "__fish_trace_using_subcommand directory; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c trace -n "__fish_trace_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand stats" -l by -d 'Only by this part of the chain; may be repeated' -r -f -a "registry\t''
registrar\t''
reseller\t''
dns\t''
cdn\t''
host\t''
network\t''
mail\t''
certificate\t''
country\t''
tld\t''"
complete -c trace -n "__fish_trace_using_subcommand stats" -l compare -d 'An earlier list, to say what has changed since' -r -F
complete -c trace -n "__fish_trace_using_subcommand stats" -l top -d 'Parties shown of each part' -r
complete -c trace -n "__fish_trace_using_subcommand stats" -s o -l output -d 'Output format' -r -f -a "human\t'For people at a terminal'
json\t'One JSON object, schema trace-stats/1'
csv\t'One row a party, with the parties that have no abuse contact marked'
svg\t'A bar chart'"
complete -c trace -n "__fish_trace_using_subcommand stats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand completions" -s h -l help -d 'Print help'
complete -c trace -n "__fish_trace_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c trace -n "__fish_trace_using_subcommand cache; and not __fish_seen_subcommand_from path clear help" -s h -l help -d 'Print help'
complete -c trace -n "__fish_trace_using_subcommand cache; and not __fish_seen_subcommand_from path clear help" -f -a "path" -d 'Print the folder'
complete -c trace -n "__fish_trace_using_subcommand cache; and not __fish_seen_subcommand_from path clear help" -f -a "clear" -d 'Remove everything in it'
complete -c trace -n "__fish_trace_using_subcommand cache; and not __fish_seen_subcommand_from path clear help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c trace -n "__fish_trace_using_subcommand cache; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help'
complete -c trace -n "__fish_trace_using_subcommand cache; and __fish_seen_subcommand_from clear" -s h -l help -d 'Print help'
complete -c trace -n "__fish_trace_using_subcommand cache; and __fish_seen_subcommand_from help" -f -a "path" -d 'Print the folder'
complete -c trace -n "__fish_trace_using_subcommand cache; and __fish_seen_subcommand_from help" -f -a "clear" -d 'Remove everything in it'
complete -c trace -n "__fish_trace_using_subcommand cache; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c trace -n "__fish_trace_using_subcommand help; and not __fish_seen_subcommand_from check diff report mcp plan queue worker case directory explain stats schema completions man cache help" -f -a "check" -d 'Compare domains with what they should be, as a policy file says it'
complete -c trace -n "__fish_trace_using_subcommand help; and not __fish_seen_subcommand_from check diff report mcp plan queue worker case directory explain stats schema completions man cache help" -f -a "diff" -d 'Say what changed between two traces, and what that means'
complete -c trace -n "__fish_trace_using_subcommand help; and not __fish_seen_subcommand_from check diff report mcp plan queue worker case directory explain stats schema completions man cache help" -f -a "report" -d 'Draft the notice to each right party; nothing is sent'
complete -c trace -n "__fish_trace_using_subcommand help; and not __fish_seen_subcommand_from check diff report mcp plan queue worker case directory explain stats schema completions man cache help" -f -a "mcp" -d 'Serve assistants by the Model Context Protocol, on stdio'
complete -c trace -n "__fish_trace_using_subcommand help; and not __fish_seen_subcommand_from check diff report mcp plan queue worker case directory explain stats schema completions man cache help" -f -a "plan" -d 'Say how long a list takes, and by which server; nobody is asked'
complete -c trace -n "__fish_trace_using_subcommand help; and not __fish_seen_subcommand_from check diff report mcp plan queue worker case directory explain stats schema completions man cache help" -f -a "queue" -d 'Many machines, one queue: put targets in, take results out'
complete -c trace -n "__fish_trace_using_subcommand help; and not __fish_seen_subcommand_from check diff report mcp plan queue worker case directory explain stats schema completions man cache help" -f -a "worker" -d 'Trace what is in a queue; a worker may end or die at any time'
complete -c trace -n "__fish_trace_using_subcommand help; and not __fish_seen_subcommand_from check diff report mcp plan queue worker case directory explain stats schema completions man cache help" -f -a "case" -d 'Look into a case file, keep its log, hand it on'
complete -c trace -n "__fish_trace_using_subcommand help; and not __fish_seen_subcommand_from check diff report mcp plan queue worker case directory explain stats schema completions man cache help" -f -a "directory" -d 'Look into the directory of providers'
complete -c trace -n "__fish_trace_using_subcommand help; and not __fish_seen_subcommand_from check diff report mcp plan queue worker case directory explain stats schema completions man cache help" -f -a "explain" -d 'Explain a word of the screen or a top-level domain; nobody is asked'
complete -c trace -n "__fish_trace_using_subcommand help; and not __fish_seen_subcommand_from check diff report mcp plan queue worker case directory explain stats schema completions man cache help" -f -a "stats" -d 'Say who carries how much of a list, from its NDJSON'
complete -c trace -n "__fish_trace_using_subcommand help; and not __fish_seen_subcommand_from check diff report mcp plan queue worker case directory explain stats schema completions man cache help" -f -a "schema" -d 'Print the JSON Schema of the JSON output'
complete -c trace -n "__fish_trace_using_subcommand help; and not __fish_seen_subcommand_from check diff report mcp plan queue worker case directory explain stats schema completions man cache help" -f -a "completions" -d 'Print the completions for a shell'
complete -c trace -n "__fish_trace_using_subcommand help; and not __fish_seen_subcommand_from check diff report mcp plan queue worker case directory explain stats schema completions man cache help" -f -a "man" -d 'Print a manual page (roff)'
complete -c trace -n "__fish_trace_using_subcommand help; and not __fish_seen_subcommand_from check diff report mcp plan queue worker case directory explain stats schema completions man cache help" -f -a "cache" -d 'Where answers are kept between runs'
complete -c trace -n "__fish_trace_using_subcommand help; and not __fish_seen_subcommand_from check diff report mcp plan queue worker case directory explain stats schema completions man cache help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from queue" -f -a "push" -d 'Put targets into the queue'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from queue" -f -a "status" -d 'Say how far it is, and who has how many in hand'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from queue" -f -a "results" -d 'Print what is finished, as NDJSON; nothing is taken away'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from queue" -f -a "retry" -d 'Queue those again that got no answer'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from case" -f -a "show" -d 'Print what was asked and what came of it, one exchange a line'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from case" -f -a "verify" -d 'Check that the file is whole'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from case" -f -a "told" -d 'Log that somebody was told, in CASE.log'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from case" -f -a "answered" -d 'Log that somebody answered'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from case" -f -a "closed" -d 'Log that nothing more is expected'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from case" -f -a "due" -d 'List who was told and has not answered'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from case" -f -a "retrace" -d 'Trace again, and say what moved and whose turn it is'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from case" -f -a "export" -d 'Write the case for other programs, or as a bundle'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from case" -f -a "stamp" -d 'Write a time-stamp query over the case, or get the stamp'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from case" -f -a "prune" -d 'Remove what is older than some days'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from case" -f -a "redact" -d 'Write a copy without personal data'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from directory" -f -a "list" -d 'List the providers'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from directory" -f -a "show" -d 'Print what is known about a provider'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from directory" -f -a "match" -d 'Say who is behind a host name, address or URL, by which sign'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from directory" -f -a "lint" -d 'Check the entries and count what is missing in them'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from directory" -f -a "update" -d 'Fetch the address ranges that providers publish'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from cache" -f -a "path" -d 'Print the folder'
complete -c trace -n "__fish_trace_using_subcommand help; and __fish_seen_subcommand_from cache" -f -a "clear" -d 'Remove everything in it'
complete -c trace -n "__fish_trace_using_subcommand schema" -f -a "trace check diff stats plan due log"
complete -c trace -n "__fish_trace_using_subcommand completions" -f -a "bash elvish fish powershell zsh"
