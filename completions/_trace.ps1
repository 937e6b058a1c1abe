
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'trace' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'trace'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'trace' {
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Read targets from a file, one a line')
            [CompletionResult]::new('--input', '--input', [CompletionResultType]::ParameterName, 'Read targets from a file, one a line')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Trace only one share of the list, such as 1/4, with that share of each server''s limit: for several machines without a common queue')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format: human, brief, json, ndjson, csv, markdown …')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format: human, brief, json, ndjson, csv, markdown …')
            [CompletionResult]::new('--harm', '--harm', [CompletionResultType]::ParameterName, 'Advise on a harm: whom to write to, in which order')
            [CompletionResult]::new('--resolver', '--resolver', [CompletionResultType]::ParameterName, 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]')
            [CompletionResult]::new('--rdap-bootstrap', '--rdap-bootstrap', [CompletionResultType]::ParameterName, 'RDAP server lists instead of IANA''s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file')
            [CompletionResult]::new('--whois-server', '--whois-server', [CompletionResultType]::ParameterName, 'WHOIS server to ask instead of the registries'', for domains, addresses and AS numbers alike')
            [CompletionResult]::new('--asn-db', '--asn-db', [CompletionResultType]::ParameterName, 'Database of origin networks (MaxMind format) to use instead of Team Cymru''s DNS zones')
            [CompletionResult]::new('--directory', '--directory', [CompletionResultType]::ParameterName, 'Provider entries of your own, in the directory''s format; they come before the embedded ones')
            [CompletionResult]::new('--save-case', '--save-case', [CompletionResultType]::ParameterName, 'Record every exchange in a case file')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one target may take [default: 20]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Targets traced at the same time [default: 16]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour [default: auto]')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a list: read what FILE (NDJSON) holds already, and append what is missing')
            [CompletionResult]::new('--depth', '--depth', [CompletionResultType]::ParameterName, 'How much is asked; fast: DNS, origin networks and the embedded tables only [default: full]')
            [CompletionResult]::new('--replay', '--replay', [CompletionResultType]::ParameterName, 'Trace from a case file instead of the network')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --output json, and wins over it')
            [CompletionResult]::new('--compromised', '--compromised', [CompletionResultType]::ParameterName, 'With --harm: it is somebody''s site that was broken into')
            [CompletionResult]::new('--malicious', '--malicious', [CompletionResultType]::ParameterName, 'With --harm: the name was registered for it')
            [CompletionResult]::new('--registrar-told', '--registrar-told', [CompletionResultType]::ParameterName, 'With --harm: the registrar was told, and there is proof of it')
            [CompletionResult]::new('--probe', '--probe', [CompletionResultType]::ParameterName, 'Contact the target: one look at its web server')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write answers kept on disk')
            [CompletionResult]::new('--unordered', '--unordered', [CompletionResultType]::ParameterName, 'Print each result as soon as it is done, not in the order of the input')
            [CompletionResult]::new('--probe-url', '--probe-url', [CompletionResultType]::ParameterName, 'With --probe: look at the URL itself instead of the root of its site')
            [CompletionResult]::new('--follow', '--follow', [CompletionResultType]::ParameterName, 'With --probe: follow redirects, each hop to a chain of its own')
            [CompletionResult]::new('--show-registrant', '--show-registrant', [CompletionResultType]::ParameterName, 'Name natural persons who hold a domain, where a record shows them')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 3 when a layer stayed unknown')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show powers, evidence and each exchange')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show powers, evidence and each exchange')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No warnings and no status line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No warnings and no status line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Compare domains with what they should be, as a policy file says it')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Say what changed between two traces, and what that means')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Draft the notice to each right party; nothing is sent')
            [CompletionResult]::new('mcp', 'mcp', [CompletionResultType]::ParameterValue, 'Serve assistants by the Model Context Protocol, on stdio')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Say how long a list takes, and by which server; nobody is asked')
            [CompletionResult]::new('queue', 'queue', [CompletionResultType]::ParameterValue, 'Many machines, one queue: put targets in, take results out')
            [CompletionResult]::new('worker', 'worker', [CompletionResultType]::ParameterValue, 'Trace what is in a queue; a worker may end or die at any time')
            [CompletionResult]::new('case', 'case', [CompletionResultType]::ParameterValue, 'Look into a case file, keep its log, hand it on')
            [CompletionResult]::new('directory', 'directory', [CompletionResultType]::ParameterValue, 'Look into the directory of providers')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain a word of the screen or a top-level domain; nobody is asked')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Say who carries how much of a list, from its NDJSON')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of the JSON output')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print a manual page (roff)')
            [CompletionResult]::new('cache', 'cache', [CompletionResultType]::ParameterValue, 'Where answers are kept between runs')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'trace;check' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The policy [default: trace.toml]')
            [CompletionResult]::new('--policy', '--policy', [CompletionResultType]::ParameterName, 'The policy [default: trace.toml]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The report, and the file that it goes to')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The report, and the file that it goes to')
            [CompletionResult]::new('--resolver', '--resolver', [CompletionResultType]::ParameterName, 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]')
            [CompletionResult]::new('--rdap-bootstrap', '--rdap-bootstrap', [CompletionResultType]::ParameterName, 'RDAP server lists instead of IANA''s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file')
            [CompletionResult]::new('--whois-server', '--whois-server', [CompletionResultType]::ParameterName, 'WHOIS server to ask instead of the registries'', for domains, addresses and AS numbers alike')
            [CompletionResult]::new('--asn-db', '--asn-db', [CompletionResultType]::ParameterName, 'Database of origin networks (MaxMind format) to use instead of Team Cymru''s DNS zones')
            [CompletionResult]::new('--directory', '--directory', [CompletionResultType]::ParameterName, 'Provider entries of your own, in the directory''s format; they come before the embedded ones')
            [CompletionResult]::new('--save-case', '--save-case', [CompletionResultType]::ParameterName, 'Record every exchange in a case file')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one target may take [default: 20]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Targets traced at the same time [default: 16]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour [default: auto]')
            [CompletionResult]::new('--replay', '--replay', [CompletionResultType]::ParameterName, 'Check recorded runs instead of the network')
            [CompletionResult]::new('--init', '--init', [CompletionResultType]::ParameterName, 'Write the policy that is true today')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'With --init, overwrite the file that is there')
            [CompletionResult]::new('--update', '--update', [CompletionResultType]::ParameterName, 'Accept what is true today, after showing it')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'With --update, write without asking')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'With --update, write without asking')
            [CompletionResult]::new('--probe', '--probe', [CompletionResultType]::ParameterName, 'Contact the target: one look at its web server')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write answers kept on disk')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count what could not be told as failed')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each exchange, and what passed')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each exchange, and what passed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print failures only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print failures only')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;diff' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--exit-code', '--exit-code', [CompletionResultType]::ParameterName, 'Exit with 1 when something changed')
            [CompletionResult]::new('--any-name', '--any-name', [CompletionResultType]::ParameterName, 'Compare two traces of different names')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;report' {
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Read targets from a file, one a line')
            [CompletionResult]::new('--input', '--input', [CompletionResultType]::ParameterName, 'Read targets from a file, one a line')
            [CompletionResult]::new('--harm', '--harm', [CompletionResultType]::ParameterName, 'What is reported')
            [CompletionResult]::new('--step', '--step', [CompletionResultType]::ParameterName, 'Only this step of the advice; may be repeated')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Only to this layer or kind of desk; may be repeated')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write the drafts to files in this folder')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Formats [default: text]')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'State a fact that only you know; may be repeated')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The message that is reported, with all its headers')
            [CompletionResult]::new('--resolver', '--resolver', [CompletionResultType]::ParameterName, 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]')
            [CompletionResult]::new('--rdap-bootstrap', '--rdap-bootstrap', [CompletionResultType]::ParameterName, 'RDAP server lists instead of IANA''s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file')
            [CompletionResult]::new('--whois-server', '--whois-server', [CompletionResultType]::ParameterName, 'WHOIS server to ask instead of the registries'', for domains, addresses and AS numbers alike')
            [CompletionResult]::new('--asn-db', '--asn-db', [CompletionResultType]::ParameterName, 'Database of origin networks (MaxMind format) to use instead of Team Cymru''s DNS zones')
            [CompletionResult]::new('--directory', '--directory', [CompletionResultType]::ParameterName, 'Provider entries of your own, in the directory''s format; they come before the embedded ones')
            [CompletionResult]::new('--save-case', '--save-case', [CompletionResultType]::ParameterName, 'Record every exchange in a case file')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one target may take [default: 20]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Targets traced at the same time [default: 16]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour [default: auto]')
            [CompletionResult]::new('--compromised', '--compromised', [CompletionResultType]::ParameterName, 'It is somebody''s site that was broken into')
            [CompletionResult]::new('--malicious', '--malicious', [CompletionResultType]::ParameterName, 'The name was registered for it')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Ask for what is blank, on a terminal')
            [CompletionResult]::new('--disclosure', '--disclosure', [CompletionResultType]::ParameterName, 'Draft a request for the data of a hidden holder instead')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'With one case: log what was drafted in CASE.log')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 3 when something is left blank')
            [CompletionResult]::new('--probe', '--probe', [CompletionResultType]::ParameterName, 'Contact the target: one look at its web server')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write answers kept on disk')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No warnings and no list of blanks')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No warnings and no list of blanks')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;mcp' {
            [CompletionResult]::new('--replay', '--replay', [CompletionResultType]::ParameterName, 'Answer from a recorded case, without a network')
            [CompletionResult]::new('--resolver', '--resolver', [CompletionResultType]::ParameterName, 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]')
            [CompletionResult]::new('--rdap-bootstrap', '--rdap-bootstrap', [CompletionResultType]::ParameterName, 'RDAP server lists instead of IANA''s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file')
            [CompletionResult]::new('--whois-server', '--whois-server', [CompletionResultType]::ParameterName, 'WHOIS server to ask instead of the registries'', for domains, addresses and AS numbers alike')
            [CompletionResult]::new('--asn-db', '--asn-db', [CompletionResultType]::ParameterName, 'Database of origin networks (MaxMind format) to use instead of Team Cymru''s DNS zones')
            [CompletionResult]::new('--directory', '--directory', [CompletionResultType]::ParameterName, 'Provider entries of your own, in the directory''s format; they come before the embedded ones')
            [CompletionResult]::new('--save-case', '--save-case', [CompletionResultType]::ParameterName, 'Record every exchange in a case file')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one target may take [default: 20]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Targets traced at the same time [default: 16]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour [default: auto]')
            [CompletionResult]::new('--allow-probe', '--allow-probe', [CompletionResultType]::ParameterName, 'Let a call that asks for it contact the target')
            [CompletionResult]::new('--probe', '--probe', [CompletionResultType]::ParameterName, 'Contact the target: one look at its web server')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write answers kept on disk')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;plan' {
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Read targets from a file, one a line')
            [CompletionResult]::new('--input', '--input', [CompletionResultType]::ParameterName, 'Read targets from a file, one a line')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Only one share of the list, such as 1/4')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--resolver', '--resolver', [CompletionResultType]::ParameterName, 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]')
            [CompletionResult]::new('--rdap-bootstrap', '--rdap-bootstrap', [CompletionResultType]::ParameterName, 'RDAP server lists instead of IANA''s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file')
            [CompletionResult]::new('--whois-server', '--whois-server', [CompletionResultType]::ParameterName, 'WHOIS server to ask instead of the registries'', for domains, addresses and AS numbers alike')
            [CompletionResult]::new('--asn-db', '--asn-db', [CompletionResultType]::ParameterName, 'Database of origin networks (MaxMind format) to use instead of Team Cymru''s DNS zones')
            [CompletionResult]::new('--directory', '--directory', [CompletionResultType]::ParameterName, 'Provider entries of your own, in the directory''s format; they come before the embedded ones')
            [CompletionResult]::new('--save-case', '--save-case', [CompletionResultType]::ParameterName, 'Record every exchange in a case file')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one target may take [default: 20]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Targets traced at the same time [default: 16]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour [default: auto]')
            [CompletionResult]::new('--dns', '--dns', [CompletionResultType]::ParameterName, 'Ask the DNS where they lead, for a better estimate')
            [CompletionResult]::new('--probe', '--probe', [CompletionResultType]::ParameterName, 'Contact the target: one look at its web server')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write answers kept on disk')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;queue' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('push', 'push', [CompletionResultType]::ParameterValue, 'Put targets into the queue')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Say how far it is, and who has how many in hand')
            [CompletionResult]::new('results', 'results', [CompletionResultType]::ParameterValue, 'Print what is finished, as NDJSON; nothing is taken away')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Queue those again that got no answer')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'trace;queue;push' {
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Read targets from a file, one a line')
            [CompletionResult]::new('--input', '--input', [CompletionResultType]::ParameterName, 'Read targets from a file, one a line')
            [CompletionResult]::new('--queue', '--queue', [CompletionResultType]::ParameterName, 'The Redis or Valkey server that holds the queue')
            [CompletionResult]::new('--harm', '--harm', [CompletionResultType]::ParameterName, 'Advise on a harm: whom to write to, in which order')
            [CompletionResult]::new('--depth', '--depth', [CompletionResultType]::ParameterName, 'How much is asked [default: full]')
            [CompletionResult]::new('--compromised', '--compromised', [CompletionResultType]::ParameterName, 'With --harm: it is somebody''s site that was broken into')
            [CompletionResult]::new('--malicious', '--malicious', [CompletionResultType]::ParameterName, 'With --harm: the name was registered for it')
            [CompletionResult]::new('--registrar-told', '--registrar-told', [CompletionResultType]::ParameterName, 'With --harm: the registrar was told, and there is proof of it')
            [CompletionResult]::new('--probe', '--probe', [CompletionResultType]::ParameterName, 'Contact the targets; only workers with --allow-probe do')
            [CompletionResult]::new('--probe-url', '--probe-url', [CompletionResultType]::ParameterName, 'With --probe: look at the URL itself instead of the root of its site')
            [CompletionResult]::new('--follow', '--follow', [CompletionResultType]::ParameterName, 'With --probe: follow redirects, each hop to a chain of its own')
            [CompletionResult]::new('--show-registrant', '--show-registrant', [CompletionResultType]::ParameterName, 'Name natural persons who hold a domain, where a record shows them')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;queue;status' {
            [CompletionResult]::new('--queue', '--queue', [CompletionResultType]::ParameterName, 'The Redis or Valkey server that holds the queue')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;queue;results' {
            [CompletionResult]::new('--queue', '--queue', [CompletionResultType]::ParameterName, 'The Redis or Valkey server that holds the queue')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;queue;retry' {
            [CompletionResult]::new('--queue', '--queue', [CompletionResultType]::ParameterName, 'The Redis or Valkey server that holds the queue')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;queue;help' {
            [CompletionResult]::new('push', 'push', [CompletionResultType]::ParameterValue, 'Put targets into the queue')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Say how far it is, and who has how many in hand')
            [CompletionResult]::new('results', 'results', [CompletionResultType]::ParameterValue, 'Print what is finished, as NDJSON; nothing is taken away')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Queue those again that got no answer')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'trace;queue;help;push' {
            break
        }
        'trace;queue;help;status' {
            break
        }
        'trace;queue;help;results' {
            break
        }
        'trace;queue;help;retry' {
            break
        }
        'trace;queue;help;help' {
            break
        }
        'trace;worker' {
            [CompletionResult]::new('--queue', '--queue', [CompletionResultType]::ParameterName, 'The Redis or Valkey server that holds the queue')
            [CompletionResult]::new('--resolver', '--resolver', [CompletionResultType]::ParameterName, 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]')
            [CompletionResult]::new('--rdap-bootstrap', '--rdap-bootstrap', [CompletionResultType]::ParameterName, 'RDAP server lists instead of IANA''s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file')
            [CompletionResult]::new('--whois-server', '--whois-server', [CompletionResultType]::ParameterName, 'WHOIS server to ask instead of the registries'', for domains, addresses and AS numbers alike')
            [CompletionResult]::new('--asn-db', '--asn-db', [CompletionResultType]::ParameterName, 'Database of origin networks (MaxMind format) to use instead of Team Cymru''s DNS zones')
            [CompletionResult]::new('--directory', '--directory', [CompletionResultType]::ParameterName, 'Provider entries of your own, in the directory''s format; they come before the embedded ones')
            [CompletionResult]::new('--save-case', '--save-case', [CompletionResultType]::ParameterName, 'Record every exchange in a case file')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one target may take [default: 20]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Targets traced at the same time [default: 16]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour [default: auto]')
            [CompletionResult]::new('--drain', '--drain', [CompletionResultType]::ParameterName, 'End when every target has its result')
            [CompletionResult]::new('--allow-probe', '--allow-probe', [CompletionResultType]::ParameterName, 'Contact targets that were pushed with --probe')
            [CompletionResult]::new('--probe', '--probe', [CompletionResultType]::ParameterName, 'Contact the target: one look at its web server')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write answers kept on disk')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No warnings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;case' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print what was asked and what came of it, one exchange a line')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check that the file is whole')
            [CompletionResult]::new('told', 'told', [CompletionResultType]::ParameterValue, 'Log that somebody was told, in CASE.log')
            [CompletionResult]::new('answered', 'answered', [CompletionResultType]::ParameterValue, 'Log that somebody answered')
            [CompletionResult]::new('closed', 'closed', [CompletionResultType]::ParameterValue, 'Log that nothing more is expected')
            [CompletionResult]::new('due', 'due', [CompletionResultType]::ParameterValue, 'List who was told and has not answered')
            [CompletionResult]::new('retrace', 'retrace', [CompletionResultType]::ParameterValue, 'Trace again, and say what moved and whose turn it is')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write the case for other programs, or as a bundle')
            [CompletionResult]::new('stamp', 'stamp', [CompletionResultType]::ParameterValue, 'Write a time-stamp query over the case, or get the stamp')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Remove what is older than some days')
            [CompletionResult]::new('redact', 'redact', [CompletionResultType]::ParameterValue, 'Write a copy without personal data')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'trace;case;show' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'trace;case;verify' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;case;told' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Whom it is about: a layer, a kind of desk, a contact')
            [CompletionResult]::new('--harm', '--harm', [CompletionResultType]::ParameterName, 'What was reported [default: as drafted or told last]')
            [CompletionResult]::new('--ref', '--ref', [CompletionResultType]::ParameterName, 'What the other side gave as a reference')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When [default: now]')
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'What else is to be known')
            [CompletionResult]::new('--undo', '--undo', [CompletionResultType]::ParameterName, 'Take the last event back')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;case;answered' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Whom it is about: a layer, a kind of desk, a contact')
            [CompletionResult]::new('--harm', '--harm', [CompletionResultType]::ParameterName, 'What was reported [default: as drafted or told last]')
            [CompletionResult]::new('--ref', '--ref', [CompletionResultType]::ParameterName, 'What the other side gave as a reference')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When [default: now]')
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'What else is to be known')
            [CompletionResult]::new('--undo', '--undo', [CompletionResultType]::ParameterName, 'Take the last event back')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;case;closed' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Whom it is about: a layer, a kind of desk, a contact')
            [CompletionResult]::new('--harm', '--harm', [CompletionResultType]::ParameterName, 'What was reported [default: as drafted or told last]')
            [CompletionResult]::new('--ref', '--ref', [CompletionResultType]::ParameterName, 'What the other side gave as a reference')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When [default: now]')
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'What else is to be known')
            [CompletionResult]::new('--undo', '--undo', [CompletionResultType]::ParameterName, 'Take the last event back')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;case;due' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'As of this moment [default: now]')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;case;retrace' {
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Take this newer case of it, and ask nobody')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--resolver', '--resolver', [CompletionResultType]::ParameterName, 'Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]')
            [CompletionResult]::new('--rdap-bootstrap', '--rdap-bootstrap', [CompletionResultType]::ParameterName, 'RDAP server lists instead of IANA''s: a folder URL with dns.json, ipv4.json, ipv6.json and asn.json, or a dns.json file')
            [CompletionResult]::new('--whois-server', '--whois-server', [CompletionResultType]::ParameterName, 'WHOIS server to ask instead of the registries'', for domains, addresses and AS numbers alike')
            [CompletionResult]::new('--asn-db', '--asn-db', [CompletionResultType]::ParameterName, 'Database of origin networks (MaxMind format) to use instead of Team Cymru''s DNS zones')
            [CompletionResult]::new('--directory', '--directory', [CompletionResultType]::ParameterName, 'Provider entries of your own, in the directory''s format; they come before the embedded ones')
            [CompletionResult]::new('--save-case', '--save-case', [CompletionResultType]::ParameterName, 'Record every exchange in a case file')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one target may take [default: 20]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Targets traced at the same time [default: 16]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour [default: auto]')
            [CompletionResult]::new('--probe', '--probe', [CompletionResultType]::ParameterName, 'Contact the target: one look at its web server')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write answers kept on disk')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No warnings and no status line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No warnings and no status line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;case;export' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'The file to write [default: standard output]')
            [CompletionResult]::new('--warc', '--warc', [CompletionResultType]::ParameterName, 'The recorded answers as WARC 1.1')
            [CompletionResult]::new('--stix', '--stix', [CompletionResultType]::ParameterName, 'The chain as a STIX 2.1 bundle')
            [CompletionResult]::new('--misp', '--misp', [CompletionResultType]::ParameterName, 'The chain as a MISP event')
            [CompletionResult]::new('--bundle', '--bundle', [CompletionResultType]::ParameterName, 'A .zip with everything, to be checked by a stranger')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;case;stamp' {
            [CompletionResult]::new('--tsa', '--tsa', [CompletionResultType]::ParameterName, 'Get the stamp from this authority')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;case;prune' {
            [CompletionResult]::new('--older-than', '--older-than', [CompletionResultType]::ParameterName, 'What was not changed for so many days')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Only say what would be removed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;case;redact' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'The file to write [default: CASE.redacted.case]')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;case;help' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print what was asked and what came of it, one exchange a line')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check that the file is whole')
            [CompletionResult]::new('told', 'told', [CompletionResultType]::ParameterValue, 'Log that somebody was told, in CASE.log')
            [CompletionResult]::new('answered', 'answered', [CompletionResultType]::ParameterValue, 'Log that somebody answered')
            [CompletionResult]::new('closed', 'closed', [CompletionResultType]::ParameterValue, 'Log that nothing more is expected')
            [CompletionResult]::new('due', 'due', [CompletionResultType]::ParameterValue, 'List who was told and has not answered')
            [CompletionResult]::new('retrace', 'retrace', [CompletionResultType]::ParameterValue, 'Trace again, and say what moved and whose turn it is')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write the case for other programs, or as a bundle')
            [CompletionResult]::new('stamp', 'stamp', [CompletionResultType]::ParameterValue, 'Write a time-stamp query over the case, or get the stamp')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Remove what is older than some days')
            [CompletionResult]::new('redact', 'redact', [CompletionResultType]::ParameterValue, 'Write a copy without personal data')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'trace;case;help;show' {
            break
        }
        'trace;case;help;verify' {
            break
        }
        'trace;case;help;told' {
            break
        }
        'trace;case;help;answered' {
            break
        }
        'trace;case;help;closed' {
            break
        }
        'trace;case;help;due' {
            break
        }
        'trace;case;help;retrace' {
            break
        }
        'trace;case;help;export' {
            break
        }
        'trace;case;help;stamp' {
            break
        }
        'trace;case;help;prune' {
            break
        }
        'trace;case;help;redact' {
            break
        }
        'trace;case;help;help' {
            break
        }
        'trace;directory' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the providers')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print what is known about a provider')
            [CompletionResult]::new('match', 'match', [CompletionResultType]::ParameterValue, 'Say who is behind a host name, address or URL, by which sign')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Check the entries and count what is missing in them')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Fetch the address ranges that providers publish')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'trace;directory;list' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'trace;directory;show' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'trace;directory;match' {
            [CompletionResult]::new('--directory', '--directory', [CompletionResultType]::ParameterName, 'Provider entries of your own')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;directory;lint' {
            [CompletionResult]::new('--directory', '--directory', [CompletionResultType]::ParameterName, 'Check this file of your own instead')
            [CompletionResult]::new('--reach', '--reach', [CompletionResultType]::ParameterName, 'Count the contacts role by role')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Name each gap, not only their number')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Name each gap, not only their number')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;directory;update' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;directory;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the providers')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print what is known about a provider')
            [CompletionResult]::new('match', 'match', [CompletionResultType]::ParameterValue, 'Say who is behind a host name, address or URL, by which sign')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Check the entries and count what is missing in them')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Fetch the address ranges that providers publish')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'trace;directory;help;list' {
            break
        }
        'trace;directory;help;show' {
            break
        }
        'trace;directory;help;match' {
            break
        }
        'trace;directory;help;lint' {
            break
        }
        'trace;directory;help;update' {
            break
        }
        'trace;directory;help;help' {
            break
        }
        'trace;explain' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;stats' {
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Only by this part of the chain; may be repeated')
            [CompletionResult]::new('--compare', '--compare', [CompletionResultType]::ParameterName, 'An earlier list, to say what has changed since')
            [CompletionResult]::new('--top', '--top', [CompletionResultType]::ParameterName, 'Parties shown of each part')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;schema' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;completions' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'trace;man' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'trace;cache' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the folder')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Remove everything in it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'trace;cache;path' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'trace;cache;clear' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'trace;cache;help' {
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the folder')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Remove everything in it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'trace;cache;help;path' {
            break
        }
        'trace;cache;help;clear' {
            break
        }
        'trace;cache;help;help' {
            break
        }
        'trace;help' {
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Compare domains with what they should be, as a policy file says it')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Say what changed between two traces, and what that means')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Draft the notice to each right party; nothing is sent')
            [CompletionResult]::new('mcp', 'mcp', [CompletionResultType]::ParameterValue, 'Serve assistants by the Model Context Protocol, on stdio')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Say how long a list takes, and by which server; nobody is asked')
            [CompletionResult]::new('queue', 'queue', [CompletionResultType]::ParameterValue, 'Many machines, one queue: put targets in, take results out')
            [CompletionResult]::new('worker', 'worker', [CompletionResultType]::ParameterValue, 'Trace what is in a queue; a worker may end or die at any time')
            [CompletionResult]::new('case', 'case', [CompletionResultType]::ParameterValue, 'Look into a case file, keep its log, hand it on')
            [CompletionResult]::new('directory', 'directory', [CompletionResultType]::ParameterValue, 'Look into the directory of providers')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain a word of the screen or a top-level domain; nobody is asked')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Say who carries how much of a list, from its NDJSON')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of the JSON output')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print a manual page (roff)')
            [CompletionResult]::new('cache', 'cache', [CompletionResultType]::ParameterValue, 'Where answers are kept between runs')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'trace;help;check' {
            break
        }
        'trace;help;diff' {
            break
        }
        'trace;help;report' {
            break
        }
        'trace;help;mcp' {
            break
        }
        'trace;help;plan' {
            break
        }
        'trace;help;queue' {
            [CompletionResult]::new('push', 'push', [CompletionResultType]::ParameterValue, 'Put targets into the queue')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Say how far it is, and who has how many in hand')
            [CompletionResult]::new('results', 'results', [CompletionResultType]::ParameterValue, 'Print what is finished, as NDJSON; nothing is taken away')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Queue those again that got no answer')
            break
        }
        'trace;help;queue;push' {
            break
        }
        'trace;help;queue;status' {
            break
        }
        'trace;help;queue;results' {
            break
        }
        'trace;help;queue;retry' {
            break
        }
        'trace;help;worker' {
            break
        }
        'trace;help;case' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print what was asked and what came of it, one exchange a line')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check that the file is whole')
            [CompletionResult]::new('told', 'told', [CompletionResultType]::ParameterValue, 'Log that somebody was told, in CASE.log')
            [CompletionResult]::new('answered', 'answered', [CompletionResultType]::ParameterValue, 'Log that somebody answered')
            [CompletionResult]::new('closed', 'closed', [CompletionResultType]::ParameterValue, 'Log that nothing more is expected')
            [CompletionResult]::new('due', 'due', [CompletionResultType]::ParameterValue, 'List who was told and has not answered')
            [CompletionResult]::new('retrace', 'retrace', [CompletionResultType]::ParameterValue, 'Trace again, and say what moved and whose turn it is')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write the case for other programs, or as a bundle')
            [CompletionResult]::new('stamp', 'stamp', [CompletionResultType]::ParameterValue, 'Write a time-stamp query over the case, or get the stamp')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Remove what is older than some days')
            [CompletionResult]::new('redact', 'redact', [CompletionResultType]::ParameterValue, 'Write a copy without personal data')
            break
        }
        'trace;help;case;show' {
            break
        }
        'trace;help;case;verify' {
            break
        }
        'trace;help;case;told' {
            break
        }
        'trace;help;case;answered' {
            break
        }
        'trace;help;case;closed' {
            break
        }
        'trace;help;case;due' {
            break
        }
        'trace;help;case;retrace' {
            break
        }
        'trace;help;case;export' {
            break
        }
        'trace;help;case;stamp' {
            break
        }
        'trace;help;case;prune' {
            break
        }
        'trace;help;case;redact' {
            break
        }
        'trace;help;directory' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the providers')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print what is known about a provider')
            [CompletionResult]::new('match', 'match', [CompletionResultType]::ParameterValue, 'Say who is behind a host name, address or URL, by which sign')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Check the entries and count what is missing in them')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Fetch the address ranges that providers publish')
            break
        }
        'trace;help;directory;list' {
            break
        }
        'trace;help;directory;show' {
            break
        }
        'trace;help;directory;match' {
            break
        }
        'trace;help;directory;lint' {
            break
        }
        'trace;help;directory;update' {
            break
        }
        'trace;help;explain' {
            break
        }
        'trace;help;stats' {
            break
        }
        'trace;help;schema' {
            break
        }
        'trace;help;completions' {
            break
        }
        'trace;help;man' {
            break
        }
        'trace;help;cache' {
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the folder')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Remove everything in it')
            break
        }
        'trace;help;cache;path' {
            break
        }
        'trace;help;cache;clear' {
            break
        }
        'trace;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
