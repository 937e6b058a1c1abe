
use builtin;
use str;

set edit:completion:arg-completer[trace] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'trace'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'trace'= {
            cand -i 'Read targets from a file, one a line'
            cand --input 'Read targets from a file, one a line'
            cand --shard 'Trace only one share of the list, such as 1/4, with that share of each server''s limit: for several machines without a common queue'
            cand -o 'Format: human, brief, json, ndjson, csv, markdown …'
            cand --output 'Format: human, brief, json, ndjson, csv, markdown …'
            cand --harm 'Advise on a harm: whom to write to, in which order'
            cand --resolver 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]'
            cand --rdap-bootstrap 'RDAP server lists instead of IANA''s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file'
            cand --whois-server 'WHOIS server to ask instead of the registries'', for domains, addresses and AS numbers alike'
            cand --asn-db 'Database of origin networks (MaxMind format) to use instead of Team Cymru''s DNS zones'
            cand --directory 'Provider entries of your own, in the directory''s format; they come before the embedded ones'
            cand --save-case 'Record every exchange in a case file'
            cand --timeout 'Seconds that one target may take [default: 20]'
            cand --concurrency 'Targets traced at the same time [default: 16]'
            cand --color 'When to use colour [default: auto]'
            cand --resume 'Go on with a list: read what FILE (NDJSON) holds already, and append what is missing'
            cand --depth 'How much is asked; fast: DNS, origin networks and the embedded tables only [default: full]'
            cand --replay 'Trace from a case file instead of the network'
            cand --json 'Short for --output json, and wins over it'
            cand --compromised 'With --harm: it is somebody''s site that was broken into'
            cand --malicious 'With --harm: the name was registered for it'
            cand --registrar-told 'With --harm: the registrar was told, and there is proof of it'
            cand --probe 'Contact the target: one look at its web server'
            cand --no-cache 'Neither read nor write answers kept on disk'
            cand --unordered 'Print each result as soon as it is done, not in the order of the input'
            cand --probe-url 'With --probe: look at the URL itself instead of the root of its site'
            cand --follow 'With --probe: follow redirects, each hop to a chain of its own'
            cand --show-registrant 'Name natural persons who hold a domain, where a record shows them'
            cand --strict 'Exit with 3 when a layer stayed unknown'
            cand -v 'Show powers, evidence and each exchange'
            cand --verbose 'Show powers, evidence and each exchange'
            cand -q 'No warnings and no status line'
            cand --quiet 'No warnings and no status line'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand check 'Compare domains with what they should be, as a policy file says it'
            cand diff 'Say what changed between two traces, and what that means'
            cand report 'Draft the notice to each right party; nothing is sent'
            cand mcp 'Serve assistants by the Model Context Protocol, on stdio'
            cand plan 'Say how long a list takes, and by which server; nobody is asked'
            cand queue 'Many machines, one queue: put targets in, take results out'
            cand worker 'Trace what is in a queue; a worker may end or die at any time'
            cand case 'Look into a case file, keep its log, hand it on'
            cand directory 'Look into the directory of providers'
            cand explain 'Explain a word of the screen or a top-level domain; nobody is asked'
            cand stats 'Say who carries how much of a list, from its NDJSON'
            cand schema 'Print the JSON Schema of the JSON output'
            cand completions 'Print the completions for a shell'
            cand man 'Print a manual page (roff)'
            cand cache 'Where answers are kept between runs'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'trace;check'= {
            cand -p 'The policy [default: trace.toml]'
            cand --policy 'The policy [default: trace.toml]'
            cand -o 'The report, and the file that it goes to'
            cand --output 'The report, and the file that it goes to'
            cand --resolver 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]'
            cand --rdap-bootstrap 'RDAP server lists instead of IANA''s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file'
            cand --whois-server 'WHOIS server to ask instead of the registries'', for domains, addresses and AS numbers alike'
            cand --asn-db 'Database of origin networks (MaxMind format) to use instead of Team Cymru''s DNS zones'
            cand --directory 'Provider entries of your own, in the directory''s format; they come before the embedded ones'
            cand --save-case 'Record every exchange in a case file'
            cand --timeout 'Seconds that one target may take [default: 20]'
            cand --concurrency 'Targets traced at the same time [default: 16]'
            cand --color 'When to use colour [default: auto]'
            cand --replay 'Check recorded runs instead of the network'
            cand --init 'Write the policy that is true today'
            cand --force 'With --init, overwrite the file that is there'
            cand --update 'Accept what is true today, after showing it'
            cand -y 'With --update, write without asking'
            cand --yes 'With --update, write without asking'
            cand --probe 'Contact the target: one look at its web server'
            cand --no-cache 'Neither read nor write answers kept on disk'
            cand --strict 'Count what could not be told as failed'
            cand -v 'Show each exchange, and what passed'
            cand --verbose 'Show each exchange, and what passed'
            cand -q 'Print failures only'
            cand --quiet 'Print failures only'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;diff'= {
            cand -o 'Output format'
            cand --output 'Output format'
            cand --exit-code 'Exit with 1 when something changed'
            cand --any-name 'Compare two traces of different names'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;report'= {
            cand -i 'Read targets from a file, one a line'
            cand --input 'Read targets from a file, one a line'
            cand --harm 'What is reported'
            cand --step 'Only this step of the advice; may be repeated'
            cand --to 'Only to this layer or kind of desk; may be repeated'
            cand --out 'Write the drafts to files in this folder'
            cand --format 'Formats [default: text]'
            cand --set 'State a fact that only you know; may be repeated'
            cand --message 'The message that is reported, with all its headers'
            cand --resolver 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]'
            cand --rdap-bootstrap 'RDAP server lists instead of IANA''s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file'
            cand --whois-server 'WHOIS server to ask instead of the registries'', for domains, addresses and AS numbers alike'
            cand --asn-db 'Database of origin networks (MaxMind format) to use instead of Team Cymru''s DNS zones'
            cand --directory 'Provider entries of your own, in the directory''s format; they come before the embedded ones'
            cand --save-case 'Record every exchange in a case file'
            cand --timeout 'Seconds that one target may take [default: 20]'
            cand --concurrency 'Targets traced at the same time [default: 16]'
            cand --color 'When to use colour [default: auto]'
            cand --compromised 'It is somebody''s site that was broken into'
            cand --malicious 'The name was registered for it'
            cand --interactive 'Ask for what is blank, on a terminal'
            cand --disclosure 'Draft a request for the data of a hidden holder instead'
            cand --log 'With one case: log what was drafted in CASE.log'
            cand --strict 'Exit with 3 when something is left blank'
            cand --probe 'Contact the target: one look at its web server'
            cand --no-cache 'Neither read nor write answers kept on disk'
            cand -q 'No warnings and no list of blanks'
            cand --quiet 'No warnings and no list of blanks'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;mcp'= {
            cand --replay 'Answer from a recorded case, without a network'
            cand --resolver 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]'
            cand --rdap-bootstrap 'RDAP server lists instead of IANA''s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file'
            cand --whois-server 'WHOIS server to ask instead of the registries'', for domains, addresses and AS numbers alike'
            cand --asn-db 'Database of origin networks (MaxMind format) to use instead of Team Cymru''s DNS zones'
            cand --directory 'Provider entries of your own, in the directory''s format; they come before the embedded ones'
            cand --save-case 'Record every exchange in a case file'
            cand --timeout 'Seconds that one target may take [default: 20]'
            cand --concurrency 'Targets traced at the same time [default: 16]'
            cand --color 'When to use colour [default: auto]'
            cand --allow-probe 'Let a call that asks for it contact the target'
            cand --probe 'Contact the target: one look at its web server'
            cand --no-cache 'Neither read nor write answers kept on disk'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;plan'= {
            cand -i 'Read targets from a file, one a line'
            cand --input 'Read targets from a file, one a line'
            cand --shard 'Only one share of the list, such as 1/4'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --resolver 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]'
            cand --rdap-bootstrap 'RDAP server lists instead of IANA''s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file'
            cand --whois-server 'WHOIS server to ask instead of the registries'', for domains, addresses and AS numbers alike'
            cand --asn-db 'Database of origin networks (MaxMind format) to use instead of Team Cymru''s DNS zones'
            cand --directory 'Provider entries of your own, in the directory''s format; they come before the embedded ones'
            cand --save-case 'Record every exchange in a case file'
            cand --timeout 'Seconds that one target may take [default: 20]'
            cand --concurrency 'Targets traced at the same time [default: 16]'
            cand --color 'When to use colour [default: auto]'
            cand --dns 'Ask the DNS where they lead, for a better estimate'
            cand --probe 'Contact the target: one look at its web server'
            cand --no-cache 'Neither read nor write answers kept on disk'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;queue'= {
            cand -h 'Print help'
            cand --help 'Print help'
            cand push 'Put targets into the queue'
            cand status 'Say how far it is, and who has how many in hand'
            cand results 'Print what is finished, as NDJSON; nothing is taken away'
            cand retry 'Queue those again that got no answer'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'trace;queue;push'= {
            cand -i 'Read targets from a file, one a line'
            cand --input 'Read targets from a file, one a line'
            cand --queue 'The Redis or Valkey server that holds the queue'
            cand --harm 'Advise on a harm: whom to write to, in which order'
            cand --depth 'How much is asked [default: full]'
            cand --compromised 'With --harm: it is somebody''s site that was broken into'
            cand --malicious 'With --harm: the name was registered for it'
            cand --registrar-told 'With --harm: the registrar was told, and there is proof of it'
            cand --probe 'Contact the targets; only workers with --allow-probe do'
            cand --probe-url 'With --probe: look at the URL itself instead of the root of its site'
            cand --follow 'With --probe: follow redirects, each hop to a chain of its own'
            cand --show-registrant 'Name natural persons who hold a domain, where a record shows them'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;queue;status'= {
            cand --queue 'The Redis or Valkey server that holds the queue'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;queue;results'= {
            cand --queue 'The Redis or Valkey server that holds the queue'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;queue;retry'= {
            cand --queue 'The Redis or Valkey server that holds the queue'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;queue;help'= {
            cand push 'Put targets into the queue'
            cand status 'Say how far it is, and who has how many in hand'
            cand results 'Print what is finished, as NDJSON; nothing is taken away'
            cand retry 'Queue those again that got no answer'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'trace;queue;help;push'= {
        }
        &'trace;queue;help;status'= {
        }
        &'trace;queue;help;results'= {
        }
        &'trace;queue;help;retry'= {
        }
        &'trace;queue;help;help'= {
        }
        &'trace;worker'= {
            cand --queue 'The Redis or Valkey server that holds the queue'
            cand --resolver 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]'
            cand --rdap-bootstrap 'RDAP server lists instead of IANA''s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file'
            cand --whois-server 'WHOIS server to ask instead of the registries'', for domains, addresses and AS numbers alike'
            cand --asn-db 'Database of origin networks (MaxMind format) to use instead of Team Cymru''s DNS zones'
            cand --directory 'Provider entries of your own, in the directory''s format; they come before the embedded ones'
            cand --save-case 'Record every exchange in a case file'
            cand --timeout 'Seconds that one target may take [default: 20]'
            cand --concurrency 'Targets traced at the same time [default: 16]'
            cand --color 'When to use colour [default: auto]'
            cand --drain 'End when every target has its result'
            cand --allow-probe 'Contact targets that were pushed with --probe'
            cand --probe 'Contact the target: one look at its web server'
            cand --no-cache 'Neither read nor write answers kept on disk'
            cand -q 'No warnings'
            cand --quiet 'No warnings'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;case'= {
            cand -h 'Print help'
            cand --help 'Print help'
            cand show 'Print what was asked and what came of it, one exchange a line'
            cand verify 'Check that the file is whole'
            cand told 'Log that somebody was told, in CASE.log'
            cand answered 'Log that somebody answered'
            cand closed 'Log that nothing more is expected'
            cand due 'List who was told and has not answered'
            cand retrace 'Trace again, and say what moved and whose turn it is'
            cand export 'Write the case for other programs, or as a bundle'
            cand stamp 'Write a time-stamp query over the case, or get the stamp'
            cand prune 'Remove what is older than some days'
            cand redact 'Write a copy without personal data'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'trace;case;show'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'trace;case;verify'= {
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;case;told'= {
            cand --to 'Whom it is about: a layer, a kind of desk, a contact'
            cand --harm 'What was reported [default: as drafted or told last]'
            cand --ref 'What the other side gave as a reference'
            cand --at 'When [default: now]'
            cand --note 'What else is to be known'
            cand --undo 'Take the last event back'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;case;answered'= {
            cand --to 'Whom it is about: a layer, a kind of desk, a contact'
            cand --harm 'What was reported [default: as drafted or told last]'
            cand --ref 'What the other side gave as a reference'
            cand --at 'When [default: now]'
            cand --note 'What else is to be known'
            cand --undo 'Take the last event back'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;case;closed'= {
            cand --to 'Whom it is about: a layer, a kind of desk, a contact'
            cand --harm 'What was reported [default: as drafted or told last]'
            cand --ref 'What the other side gave as a reference'
            cand --at 'When [default: now]'
            cand --note 'What else is to be known'
            cand --undo 'Take the last event back'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;case;due'= {
            cand -o 'Output format'
            cand --output 'Output format'
            cand --at 'As of this moment [default: now]'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;case;retrace'= {
            cand --with 'Take this newer case of it, and ask nobody'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --resolver 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]'
            cand --rdap-bootstrap 'RDAP server lists instead of IANA''s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file'
            cand --whois-server 'WHOIS server to ask instead of the registries'', for domains, addresses and AS numbers alike'
            cand --asn-db 'Database of origin networks (MaxMind format) to use instead of Team Cymru''s DNS zones'
            cand --directory 'Provider entries of your own, in the directory''s format; they come before the embedded ones'
            cand --save-case 'Record every exchange in a case file'
            cand --timeout 'Seconds that one target may take [default: 20]'
            cand --concurrency 'Targets traced at the same time [default: 16]'
            cand --color 'When to use colour [default: auto]'
            cand --probe 'Contact the target: one look at its web server'
            cand --no-cache 'Neither read nor write answers kept on disk'
            cand -q 'No warnings and no status line'
            cand --quiet 'No warnings and no status line'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;case;export'= {
            cand --out 'The file to write [default: standard output]'
            cand --warc 'The recorded answers as WARC 1.1'
            cand --stix 'The chain as a STIX 2.1 bundle'
            cand --misp 'The chain as a MISP event'
            cand --bundle 'A .zip with everything, to be checked by a stranger'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;case;stamp'= {
            cand --tsa 'Get the stamp from this authority'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;case;prune'= {
            cand --older-than 'What was not changed for so many days'
            cand --dry-run 'Only say what would be removed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;case;redact'= {
            cand --out 'The file to write [default: CASE.redacted.case]'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;case;help'= {
            cand show 'Print what was asked and what came of it, one exchange a line'
            cand verify 'Check that the file is whole'
            cand told 'Log that somebody was told, in CASE.log'
            cand answered 'Log that somebody answered'
            cand closed 'Log that nothing more is expected'
            cand due 'List who was told and has not answered'
            cand retrace 'Trace again, and say what moved and whose turn it is'
            cand export 'Write the case for other programs, or as a bundle'
            cand stamp 'Write a time-stamp query over the case, or get the stamp'
            cand prune 'Remove what is older than some days'
            cand redact 'Write a copy without personal data'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'trace;case;help;show'= {
        }
        &'trace;case;help;verify'= {
        }
        &'trace;case;help;told'= {
        }
        &'trace;case;help;answered'= {
        }
        &'trace;case;help;closed'= {
        }
        &'trace;case;help;due'= {
        }
        &'trace;case;help;retrace'= {
        }
        &'trace;case;help;export'= {
        }
        &'trace;case;help;stamp'= {
        }
        &'trace;case;help;prune'= {
        }
        &'trace;case;help;redact'= {
        }
        &'trace;case;help;help'= {
        }
        &'trace;directory'= {
            cand -h 'Print help'
            cand --help 'Print help'
            cand list 'List the providers'
            cand show 'Print what is known about a provider'
            cand match 'Say who is behind a host name, address or URL, by which sign'
            cand lint 'Check the entries and count what is missing in them'
            cand update 'Fetch the address ranges that providers publish'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'trace;directory;list'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'trace;directory;show'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'trace;directory;match'= {
            cand --directory 'Provider entries of your own'
            cand --json 'Print JSON'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;directory;lint'= {
            cand --directory 'Check this file of your own instead'
            cand --reach 'Count the contacts role by role'
            cand -v 'Name each gap, not only their number'
            cand --verbose 'Name each gap, not only their number'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;directory;update'= {
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;directory;help'= {
            cand list 'List the providers'
            cand show 'Print what is known about a provider'
            cand match 'Say who is behind a host name, address or URL, by which sign'
            cand lint 'Check the entries and count what is missing in them'
            cand update 'Fetch the address ranges that providers publish'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'trace;directory;help;list'= {
        }
        &'trace;directory;help;show'= {
        }
        &'trace;directory;help;match'= {
        }
        &'trace;directory;help;lint'= {
        }
        &'trace;directory;help;update'= {
        }
        &'trace;directory;help;help'= {
        }
        &'trace;explain'= {
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;stats'= {
            cand --by 'Only by this part of the chain; may be repeated'
            cand --compare 'An earlier list, to say what has changed since'
            cand --top 'Parties shown of each part'
            cand -o 'Output format'
            cand --output 'Output format'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;schema'= {
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;completions'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'trace;man'= {
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'trace;cache'= {
            cand -h 'Print help'
            cand --help 'Print help'
            cand path 'Print the folder'
            cand clear 'Remove everything in it'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'trace;cache;path'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'trace;cache;clear'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'trace;cache;help'= {
            cand path 'Print the folder'
            cand clear 'Remove everything in it'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'trace;cache;help;path'= {
        }
        &'trace;cache;help;clear'= {
        }
        &'trace;cache;help;help'= {
        }
        &'trace;help'= {
            cand check 'Compare domains with what they should be, as a policy file says it'
            cand diff 'Say what changed between two traces, and what that means'
            cand report 'Draft the notice to each right party; nothing is sent'
            cand mcp 'Serve assistants by the Model Context Protocol, on stdio'
            cand plan 'Say how long a list takes, and by which server; nobody is asked'
            cand queue 'Many machines, one queue: put targets in, take results out'
            cand worker 'Trace what is in a queue; a worker may end or die at any time'
            cand case 'Look into a case file, keep its log, hand it on'
            cand directory 'Look into the directory of providers'
            cand explain 'Explain a word of the screen or a top-level domain; nobody is asked'
            cand stats 'Say who carries how much of a list, from its NDJSON'
            cand schema 'Print the JSON Schema of the JSON output'
            cand completions 'Print the completions for a shell'
            cand man 'Print a manual page (roff)'
            cand cache 'Where answers are kept between runs'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'trace;help;check'= {
        }
        &'trace;help;diff'= {
        }
        &'trace;help;report'= {
        }
        &'trace;help;mcp'= {
        }
        &'trace;help;plan'= {
        }
        &'trace;help;queue'= {
            cand push 'Put targets into the queue'
            cand status 'Say how far it is, and who has how many in hand'
            cand results 'Print what is finished, as NDJSON; nothing is taken away'
            cand retry 'Queue those again that got no answer'
        }
        &'trace;help;queue;push'= {
        }
        &'trace;help;queue;status'= {
        }
        &'trace;help;queue;results'= {
        }
        &'trace;help;queue;retry'= {
        }
        &'trace;help;worker'= {
        }
        &'trace;help;case'= {
            cand show 'Print what was asked and what came of it, one exchange a line'
            cand verify 'Check that the file is whole'
            cand told 'Log that somebody was told, in CASE.log'
            cand answered 'Log that somebody answered'
            cand closed 'Log that nothing more is expected'
            cand due 'List who was told and has not answered'
            cand retrace 'Trace again, and say what moved and whose turn it is'
            cand export 'Write the case for other programs, or as a bundle'
            cand stamp 'Write a time-stamp query over the case, or get the stamp'
            cand prune 'Remove what is older than some days'
            cand redact 'Write a copy without personal data'
        }
        &'trace;help;case;show'= {
        }
        &'trace;help;case;verify'= {
        }
        &'trace;help;case;told'= {
        }
        &'trace;help;case;answered'= {
        }
        &'trace;help;case;closed'= {
        }
        &'trace;help;case;due'= {
        }
        &'trace;help;case;retrace'= {
        }
        &'trace;help;case;export'= {
        }
        &'trace;help;case;stamp'= {
        }
        &'trace;help;case;prune'= {
        }
        &'trace;help;case;redact'= {
        }
        &'trace;help;directory'= {
            cand list 'List the providers'
            cand show 'Print what is known about a provider'
            cand match 'Say who is behind a host name, address or URL, by which sign'
            cand lint 'Check the entries and count what is missing in them'
            cand update 'Fetch the address ranges that providers publish'
        }
        &'trace;help;directory;list'= {
        }
        &'trace;help;directory;show'= {
        }
        &'trace;help;directory;match'= {
        }
        &'trace;help;directory;lint'= {
        }
        &'trace;help;directory;update'= {
        }
        &'trace;help;explain'= {
        }
        &'trace;help;stats'= {
        }
        &'trace;help;schema'= {
        }
        &'trace;help;completions'= {
        }
        &'trace;help;man'= {
        }
        &'trace;help;cache'= {
            cand path 'Print the folder'
            cand clear 'Remove everything in it'
        }
        &'trace;help;cache;path'= {
        }
        &'trace;help;cache;clear'= {
        }
        &'trace;help;help'= {
        }
    ]
    $completions[$command]
}
