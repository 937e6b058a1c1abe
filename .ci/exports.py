"""Asks programs that are not ours whether the exports of all cases are right: WARC, STIX, MISP, bundles, time
stamps; and whether party, role, contacts, can and cannot of every entry are found again by them.

Usage: exports.py TRACE CASES. Runs in the environment that `.ci/oracles` makes.
"""
import collections
import concurrent.futures
import io
import json
import logging
import os
import pathlib
import subprocess
import sys
import tempfile
import warnings
import zipfile

import pymisp
import stix2
import stix2validator
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

complaints = []


def run(*words, **more):
    return subprocess.run(words, capture_output=True, stdin=subprocess.DEVNULL, **more)


def exported(trace, case, form):
    done = run(trace, "case", "export", case, f"--{form}")
    if done.returncode:
        complaints.append(f"{case} --{form}: {done.stderr.decode()}")
    return done.stdout


def entries(trace, case):
    """The entries that name somebody, as `trace` prints them."""
    data = json.loads(run(trace, "--replay", case, "--json").stdout)
    return [entry for entry in data.get("chain", []) if entry["status"] == "identified"]


def answer(chain):
    """Party, role, contact, can and cannot of every entry."""
    return {(entry["layer"], entry["party"]["name"],
             ", ".join(contact["value"] for contact in entry["contacts"]),
             ", ".join(power["id"] for power in entry["can"]),
             ", ".join(power["id"] for power in entry["cannot"])) for entry in chain}


def reach(chain, kinds):
    """Role and value of every contact of some kinds."""
    return {(entry["layer"], contact["value"]) for entry in chain for contact in entry["contacts"]
            if contact["kind"] in kinds}


def row(text):
    """The same out of the lines of an export."""
    fields = dict(line.split(": ", 1) if ": " in line else (line.rstrip(":"), "") for line in text.splitlines())
    return tuple(fields.get(name, "").strip() for name in ("role", "party", "contact", "can", "cannot"))


def warc(trace, case):
    """Every digest of every record is right, and it is the same each time."""
    data = exported(trace, case, "warc")
    if data != exported(trace, case, "warc"):
        complaints.append(f"{case}: the WARC differs from run to run")
    with tempfile.NamedTemporaryFile(suffix=".warc") as file:
        file.write(data)
        file.flush()
        done = run(str(pathlib.Path(sys.executable).with_name("warcio")), "check", "-v", file.name)
        if done.returncode or b"fail" in done.stdout:
            complaints.append(f"{case}: warcio: {done.stdout.decode()[-400:]}{done.stderr.decode()[-400:]}")
    return sum(1 for record in ArchiveIterator(io.BytesIO(data)) if record.rec_type != "warcinfo")


def stix(trace, case, chain):
    """The strict validator takes it, another library reads it, and every entry is found again: its lines in a
    note, its role and contacts in the fields that STIX has for them."""
    wanted = answer(chain)
    data = exported(trace, case, "stix")
    options = stix2validator.ValidationOptions(strict=True, version="2.1", silent=True)
    result = stix2validator.validate_string(data.decode(), options)
    if not result.is_valid:
        complaints.append(f"{case}: stix: {[str(error) for error in result.errors][:3]}")
    bundle = stix2.parse(data.decode(), allow_custom=False)
    objects = getattr(bundle, "objects", [])
    found = {row(note.content) for note in objects if note.type == "note"}
    if found != wanted:
        complaints.append(f"{case}: stix: {sorted(wanted ^ found)[:2]}")
    # A party has one identity, in one of its spellings, with all of its roles and contacts.
    parties = {one.id: one for one in objects if one.type == "identity"}
    for note in (one for one in objects if one.type == "note"):
        role, _, contacts, *_ = row(note.content)
        party = parties[note.object_refs[0]]
        if role not in party.get("roles", []):
            complaints.append(f"{case}: stix: {note.abstract} is no role of its identity")
        if contacts and f"{role}: {contacts}" not in party.get("contact_information", ""):
            complaints.append(f"{case}: stix: {note.abstract} lacks {contacts}")
    mailboxes = {one.value for one in objects if one.type == "email-addr"}
    lost = {value for _, value in reach(chain, ["email"])} - mailboxes
    if lost:
        complaints.append(f"{case}: stix: no address {sorted(lost)[:2]}")
    return len(objects)


def misp(trace, case, chain):
    """Strict objects of the public templates, and every entry is found again: its lines in the description, its
    role and contacts in the fields that the template has for them."""
    wanted = answer(chain)
    text = exported(trace, case, "misp")
    data = json.loads(text)
    event = pymisp.MISPEvent(strict_validation=True)
    event.load(json.loads(text), validate=True)
    for plain in data["Event"]["Object"]:
        strict = pymisp.MISPObject(plain["name"], strict=True)
        strict.from_dict(**plain)
        json.loads(strict.to_json(strict=True))
        if plain["template_version"] != str(strict._definition["version"]):
            complaints.append(f"{case}: {plain['name']} has template version {plain['template_version']}, "
                              f"pymisp {strict._definition['version']}")
    found = {row(attribute.value) for organization in event.get_objects_by_name("organization")
             for attribute in organization.get_attributes_by_relation("description")}
    if found != wanted:
        complaints.append(f"{case}: misp: {sorted(wanted ^ found)[:2]}")

    def values(organization, relation):
        return [attribute.value for attribute in organization.get_attributes_by_relation(relation)]
    named = {(role, name) for one in event.get_objects_by_name("organization")
             for role in values(one, "role") for name in values(one, "name")}
    lost = {(role, name) for role, name, *_ in wanted} - named
    if lost:
        complaints.append(f"{case}: misp: organizations lack {sorted(lost)[:2]}")
    reached = {(role, value) for one in event.get_objects_by_name("organization") for role in values(one, "role")
               for relation in ("e-mail", "phone-number") for value in values(one, relation)}
    told = {(role, value) for one in event.get_objects_by_name("organization") for role in values(one, "role")
            for line in values(one, "contact_information") for value in line.split(", ")}
    lost = (reach(chain, ["email", "phone"]) - reached) | (reach(chain, ["form", "url"]) - told)
    if lost:
        complaints.append(f"{case}: misp: organizations cannot be reached by {sorted(lost)[:2]}")
    return len(event.objects)


def bundle(trace, case):
    """`sha256sum -c` passes, and names the file in which a byte was changed."""
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(io.BytesIO(exported(trace, case, "bundle"))).extractall(folder)
        done = run("sha256sum", "-c", "MANIFEST.sha256", cwd=folder)
        if done.returncode:
            complaints.append(f"{case}: sha256sum: {done.stdout.decode()}")
        file = pathlib.Path(folder, "answer.json")
        changed = bytearray(file.read_bytes())
        changed[10] ^= 1
        file.write_bytes(changed)
        done = run("sha256sum", "-c", "MANIFEST.sha256", cwd=folder)
        if done.returncode == 0 or b"answer.json: FAILED" not in done.stdout:
            complaints.append(f"{case}: a changed byte was not named: {done.stdout.decode()}")
    return 1


CONFIG = """
[tsa]
default_tsa = tsa1
[tsa1]
dir = .
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
[ext]
extendedKeyUsage = critical,timeStamping
"""


def stamp(trace, case):
    """`openssl ts` answers the query, and its answer is verified over the case."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder, "x.case")
        copy.write_bytes(pathlib.Path(case).read_bytes())
        pathlib.Path(folder, "tsa.cnf").write_text(CONFIG)
        pathlib.Path(folder, "serial").write_text("01\n")
        steps = [
            ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=ca"),
            ("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=tsa"),
            ("openssl", "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "tsa.pem",
             "-extfile", "tsa.cnf", "-extensions", "ext"),
            (str(pathlib.Path(trace).resolve()), "case", "stamp", "x.case"),
            ("openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "x.case.tsq", "-signer", "tsa.pem", "-inkey", "tsa.key",
             "-out", "x.case.tsr"),
            ("openssl", "ts", "-verify", "-data", "x.case", "-in", "x.case.tsr", "-CAfile", "ca.pem", "-untrusted", "tsa.pem"),
            (str(pathlib.Path(trace).resolve()), "case", "verify", "x.case"),
        ]
        for step in steps:
            done = run(*step, cwd=folder)
            if done.returncode:
                complaints.append(f"{' '.join(step[:3])}: {done.stderr.decode()[-300:]}")
                break
        else:
            if b"stamped: " not in done.stdout:
                complaints.append(f"the stamp was not looked at: {done.stdout.decode()}")
            # The last bytes are the signature's.
            reply = bytearray(pathlib.Path(folder, "x.case.tsr").read_bytes())
            reply[-9] ^= 1
            pathlib.Path(folder, "x.case.tsr").write_bytes(reply)
            if run(*steps[-1], cwd=folder).returncode == 0:
                complaints.append("a changed stamp was taken")
    return 1


def exports(trace, case):
    """What was looked at of a case, and what is wrong."""
    complaints.clear()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    chain = entries(trace, case)
    counts = {"WARC records": warc(trace, case), "STIX objects": stix(trace, case, chain),
              "MISP objects": misp(trace, case, chain), "bundles": bundle(trace, case),
              "entries": len(chain), "contacts": sum(len(entry["contacts"]) for entry in chain),
              "can": sum(len(entry["can"]) for entry in chain),
              "cannot": sum(len(entry["cannot"]) for entry in chain)}
    return counts, list(complaints)


def main():
    trace, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    counts, wrong = collections.Counter(), []
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        cases = sorted(str(case) for case in folder.glob("*.case"))
        for count, found in pool.map(exports, [trace] * len(cases), cases):
            counts.update(count)
            wrong += found
    complaints.clear()
    counts["stamps"] = stamp(trace, str(folder / "demo.case"))
    print(", ".join(f"{count} {name}" for name, count in counts.items()) + f"; {len(wrong + complaints)} complaints")
    sys.exit("\n".join(wrong + complaints) or 0)


if __name__ == "__main__":
    main()
