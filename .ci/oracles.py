"""Asks programs that are not ours whether what `trace` writes is right: XARF, mails.

Usage: oracles.py TRACE CASES. Runs in the environment that `.ci/oracles` makes.
"""
import concurrent.futures
import email
import email.policy
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import xarf

HARMS = ["phishing", "malware", "botnet-c2", "malicious-spam", "spam", "pharming", "terrorist-content",
         "copyright", "trademark-in-name", "counterfeit", "defamation", "intimate-images", "fraud",
         "hacked-site", "attack-traffic"]
REPORTER = ["--set", "name=Ann Example", "--set", "mailbox=ann@desk.example"]
# Facts without which the schemas of some types know no report.
REQUIRED = {"fraud": ["fraud_type=shopping"], "counterfeit": ["real_site=https://bank.example/"],
            "trademark-in-name": ["real_site=https://bank.example/"], "hacked-site": ["compromise_type=webshell"],
            "botnet-c2": ["compromise_evidence=beacons"],
            "spam": ["smtp_from=b@sender.example", "source_port=45123"],
            "malicious-spam": ["smtp_from=b@sender.example", "source_port=45123"],
            "attack-traffic": ["attack_type=ddos", "protocol=tcp", "first_seen=2026-11-22T09:00:00Z", "source_port=45123"]}
# What the schemas call the facts, where the name is another one.
FIELDS = {"brand": "target_brand", "real_site": "cloned_site", "seen_at": "verified_at", "file_hash": "file_hashes",
          "path": "compromise_indicators", "webshell": "webshell_details", "copyright_type": "infringement_type",
          "protocol": "c2_protocol"}
complaints = []


def draft(trace, case, harm, folder, *more):
    """The files of a set of drafts, and what was said."""
    facts = [word for fact in REQUIRED.get(harm, []) for word in ("--set", fact)]
    done = subprocess.run([trace, "report", case, "--harm", harm, "--out", folder, *REPORTER, *facts, *more],
                          capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode not in (0, 3):
        complaints.append(f"{case} {harm}: ended with {done.returncode}: {done.stderr}")
    return done


def reports(trace, case, harm):
    """Every XARF report parses, and what strict mode misses is what was named to the reporter."""
    with tempfile.TemporaryDirectory() as folder:
        done = draft(trace, case, harm, folder, "--format", "xarf")
        named = {line.split(":")[0].strip() for line in done.stderr.splitlines() if line.startswith("  ")}
        named = {FIELDS.get(name, name) for name in named} | named
        missed = set()
        files = sorted(pathlib.Path(folder).glob("*.xarf.json"))
        for file in files:
            data = json.loads(file.read_text())
            result = xarf.parse(data)
            if result.errors or result.report is None:
                complaints.append(f"{case} {harm} {file.name}: {result.errors}")
            strict = xarf.parse(data, strict=True)
            for error in strict.errors:
                found = re.findall(r"'(\w+)' is a required property", str(error.message))
                missed |= set(found or [str(error.field) + ": " + str(error.message)])
        # An A-label, an address and an underscore are no `domain` to the schema: the field is left out.
        missed -= {"domain"}
        if missed - named:
            complaints.append(f"{case} {harm}: strict misses {sorted(missed - named)}, which was not named")
        return len(files)


def mails(trace, case, harm):
    """Python's own reader finds From, To, Subject and the three parts of RFC 6522."""
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        draft(trace, case, harm, folder)
        for file in sorted(pathlib.Path(folder).glob("*.eml")):
            count += 1
            mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            for name in ("From", "To", "Subject", "Message-ID", "Date"):
                if len(mail.get_all(name, [])) != 1:
                    complaints.append(f"{case} {file.name}: {name} stands {len(mail.get_all(name, []))} times")
            if mail["From"].addresses[0].addr_spec != "ann@desk.example" or len(mail["To"].addresses) != 1:
                complaints.append(f"{case} {file.name}: From {mail['From']}, To {mail['To']}")
            if not mail["Subject"].startswith(f"[{harm}] "):
                complaints.append(f"{case} {file.name}: Subject {mail['Subject']}")
            if mail.defects:
                complaints.append(f"{case} {file.name}: {mail.defects}")
            if file.name.endswith(".xarf.eml"):
                kinds = [part.get_content_type() for part in mail.iter_parts()]
                if kinds != ["text/plain", "message/feedback-report", "application/json"]:
                    complaints.append(f"{case} {file.name}: {kinds}")
                if mail.get_param("report-type") != "feedback-report":
                    complaints.append(f"{case} {file.name}: {mail['Content-Type']}")
                json.loads(list(mail.iter_parts())[2].get_content())
    return count


def feedback(trace, case):
    """A feedback report (RFC 5965) has the fields of its standard, once each."""
    message = ("Return-Path: <bounce@sender.example>\r\nReceived: from a (a [192.0.2.25]) by mx.desk.example; "
               "Sun, 22 Nov 2026 10:00:00 +0000\r\nFrom: a@bank.example\r\nSubject: Your account\r\n\r\nClick.\r\n")
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "spam.eml")
        file.write_bytes(message.encode())
        target = json.loads(pathlib.Path(case).read_text().splitlines()[0])["target"]
        address = re.search(r"[0-9.]{7,}", target)[0]
        draft(trace, case, "spam", folder, "--format", "arf", "--message", str(file), "--set", f"source_ip={address}")
        found = sorted(pathlib.Path(folder).glob("*.arf.eml"))
        for file in found:
            mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            parts = list(mail.iter_parts())
            kinds = [part.get_content_type() for part in parts]
            if kinds != ["text/plain", "message/feedback-report", "message/rfc822"]:
                complaints.append(f"{file.name}: {kinds}")
            body = parts[1].get_payload()
            body = body if isinstance(body, str) else body[0].as_string()
            fields = email.message_from_string(body.strip() + "\n\n")
            for name in ("Feedback-Type", "User-Agent", "Version", "Source-IP", "Original-Mail-From", "Arrival-Date"):
                if len(fields.get_all(name, [])) != 1:
                    complaints.append(f"{file.name}: {name} stands {len(fields.get_all(name, []))} times in {body!r}")
        if not found:
            complaints.append(f"{case}: no feedback report was written")
        return len(found)


def main():
    trace, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    cases = sorted(str(case) for case in folder.glob("*.case"))
    counts = {"xarf": 0, "mails": 0, "feedback": 0}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        all_of = [pool.submit(reports, trace, case, harm) for case in cases for harm in HARMS]
        some = [pool.submit(mails, trace, case, HARMS[at % len(HARMS)]) for at, case in enumerate(cases)]
        counts["xarf"] += sum(one.result() for one in all_of)
        counts["mails"] += sum(one.result() for one in some)
    counts["feedback"] += feedback(trace, str(folder / "ipv4-literal.case"))
    print(", ".join(f"{count} {name}" for name, count in counts.items()) + f"; {len(complaints)} complaints")
    sys.exit("\n".join(complaints) or 0)


if __name__ == "__main__":
    main()
