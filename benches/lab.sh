#!/usr/bin/env bash
# Runs lists in the lab and prints what they cost, a line each. LAB=folder of the lab, TRACE=binary to measure (several: "old new"),
# SEED=… another world. No test: nothing fails here because of a time.
set -u
lab=${LAB:?the folder of lab.py}/lab.py
t=$(mktemp -d); trap 'rm -rf "$t"' EXIT
printf '%-34s %-8s %8s %9s %8s %8s %6s %6s\n' list binary wall_s cpu_ms_n rss_MiB rdap+whois 429s right
list() { # list NAME DOMAINS PROFILE GEN-OPTIONS -- TRACE-OPTIONS
  local name=$1 domains=$2 profile=$3 gen=() ; shift 3
  while [ "$1" != -- ]; do gen+=("$1"); shift; done; shift
  python3 "$lab" gen --domains "$domains" --seed "${SEED:-28871}" --profile "$profile" "${gen[@]}" --out "$t/w.json" --targets "$t/w.txt" > /dev/null || return
  for trace in ${TRACE:-target/release/trace}; do
    rm -rf "$t/cache"
    XDG_CACHE_HOME=$t/cache python3 "$lab" run --world "$t/w.json" --stats "$t/stats" -- \
      python3 - "$trace" "$t" "$@" 2> /dev/null > "$t/cost" <<'P'
import resource, subprocess, sys, time
trace, t, *options = sys.argv[1:]
begun = time.monotonic()
with open(f"{t}/out", "w") as out, open(f"{t}/err", "w") as err:
    subprocess.run([trace, "-o", "ndjson", "--input", f"{t}/w.txt", *options], stdout=out, stderr=err)
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
print(time.monotonic() - begun, spent.ru_utime + spent.ru_stime, spent.ru_maxrss / 1024)
P
    python3 "$lab" score --passive "$t/w.json" "$t/out" | tail -1 > "$t/score"
    python3 - "$t" "$name" "$(basename "$trace")" <<'P'
import json, sys
t, name, binary = sys.argv[1:]
wall, cpu, rss = map(float, open(f"{t}/cost").read().split())
services = json.load(open(f"{t}/stats"))["services"]
asked = sum(services.get(kind, {}).get("requests", 0) for kind in ("rdap", "whois"))
busy = sum(services.get(kind, {}).get("given_429", 0) for kind in ("rdap", "whois"))
names = sum(1 for _ in open(f"{t}/out"))
print(f"{name:34} {binary:8.8} {wall:8.1f} {cpu * 1000 / max(1, names):9.2f} {rss:8.1f} {asked:8} {busy:6} {open(f'{t}/score').read().strip()}")
P
  done
}
list "300 cdn" 300 cdn --
list "300 mixed" 300 mixed --
list "300 mixed, 256 at once" 300 mixed -- --concurrency 256
list "300 mixed, fast" 300 mixed -- --depth fast
list "1000 mixed" 1000 mixed --
[ -n "${LONG:-}" ] && list "5000 mixed, limits" 5000 mixed --limits --
exit 0
