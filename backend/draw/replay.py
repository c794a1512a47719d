#!/usr/bin/env python3
"""Replays a draw of format ssj-draw/1: python3 replay.py DIR. Standard library only; see the format's specification."""
import hashlib, json, os, sys

def sha(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()

def fail(why):
    sys.exit("FAIL 不符: " + why)

def rows(name):
    text = FILES[name].decode()
    return [line.split("\t") for line in text.split("\n")[:-1]]

def lines(table):
    return "".join("\t".join(map(str, row)) + "\n" for row in table).encode()

def subjects():
    rules, strata, tickets, win = json.loads(FILES["rules.json"]), {}, [], []
    for stratum, ident, weight in rows("frame.txt"):
        if int(weight) not in rules.get("weights", [1]): fail("frame.txt weight")
        t = min(sha(f"{SEED}\nsubject/{stratum}\n{ident}\n{j}\n") for j in range(1, int(weight) + 1))
        strata.setdefault(stratum, []).append((t, ident))
    n, total = sum(map(len, strata.values())), rules["total"]
    quota = {r["stratum"]: -(-len(strata.get(r["stratum"], [])) * r["num"] // r["den"]) for r in rules["rates"]}
    if total:
        quota = {s: total * len(strata[s]) // n for s in strata}
        for s in sorted(strata, key=lambda s: (-(total * len(strata[s]) % n), s.encode()))[:total - sum(quota.values())]:
            quota[s] += 1
    for s in sorted(strata, key=str.encode):
        strata[s].sort()
        tickets += [(s, ident, t) for t, ident in strata[s]]
        win += [(t, ident, s) for t, ident in strata[s][:quota[s]]]
    return {"tickets.txt": lines(tickets), "winners.txt": lines((s, ident) for t, ident, s in sorted(win))}

def inspectors():
    people = {p: (dep, set(quals.split(",")) - {"-"}, int(cap)) for p, dep, quals, cap in rows("roster.txt")}
    seats, barred = rows("seats.txt"), set(map(tuple, rows("recusals.txt")))
    fit = [[p for p in people if dep in ("-", people[p][0]) and set(quals.split(",")) - {"-"} <= people[p][1]]
           for _, _, _, dep, quals, _ in seats]
    team, at, done = {}, {}, set()  # subject -> its seats; seat -> person; seats decided
    for i, seat in enumerate(seats):
        team.setdefault(seat[1], []).append(i)
    def fill(root):  # finds a person for seat root, moving undecided seats along an augmenting path
        queue, came, full = [root], {root: None}, set()
        for s in queue:
            for p in fit[s]:
                holders = [t for t in team[seats[s][1]] if at.get(t) == p]
                if (seats[s][1], p) in barred or not holders and p in full:
                    continue
                holders = holders or [t for t in at if at[t] == p] + [None]
                if holders[-1] is None and len(holders) <= people[p][2]:  # p has a place left
                    while s is not None:
                        at[s] = p
                        s, p = came[s] or (None, None)
                    return True
                full |= {p} if holders[-1] is None else set()
                for t in set(holders) - {None} - done - set(came):
                    came[t] = (s, p)
                    queue.append(t)
    def refusal(i, p):  # decides seat i for p, or says why not
        subject, others = seats[i][1], [t for t in at if at[t] == p and t != i]
        mates = [t for t in others if seats[t][1] == subject]
        won = [t for t in others if t in done]
        if (subject, p) in barred: return "recused"
        if set(mates) & done: return "team"
        if len(won) == people[p][2]: return "cap"
        before = dict(at)
        at[i] = p
        done.add(i)
        if before[i] != p and (mates or len(others) == people[p][2]):
            moved = (mates or [t for t in others if t not in done])[0]
            del at[moved]
            if not fill(moved):
                at.clear(), at.update(before), done.discard(i)
                return "rest"
    if not all([fill(i) for i in range(len(seats))]):
        fail("seats.txt cannot be filled")
    assigned, passed, won = [], [], dict.fromkeys(people, 0)
    for i, (_, subject, number, *_) in enumerate(seats):
        order = sorted(fit[i], key=lambda p: (won[p], sha(f"{SEED}\ninsp/{subject}/{number}\n{p}\n1\n"), p))
        for rank, p in enumerate(order, 1):
            why = refusal(i, p)
            if not why:
                assigned.append((subject, number, p, rank))
                won[p] += 1
                break
            passed.append((subject, number, p, why))
    return {"assignment.txt": lines(assigned), "passed.txt": lines(passed)}

class Files(dict):
    def __missing__(self, name):
        fail("missing 缺少 " + name)

if len(sys.argv) != 2: sys.exit("usage 用法: python3 replay.py DIR")
sys.stdout.reconfigure(errors="replace")
FILES = Files((e.name, open(e.path, "rb").read()) for e in os.scandir(sys.argv[1]) if e.is_file())
st, reveal = json.loads(FILES["statement.json"]), json.loads(FILES["reveal.json"])
if st["version"] != "ssj-draw/1": fail("version")
for name, want in st["files"].items():
    if (name in FILES or name not in ("openings.txt", "excluded.txt")) and sha(FILES[name]) != want: fail(name)
if sha(bytes.fromhex(reveal["nonce"])) != st["nonce"]: fail("reveal.json nonce")
SEED = sha(f"ssj-draw/1\n{sha(FILES['statement.json'])}\n{reveal['nonce']}\n{reveal['publicInput']}\n")
for name, want in (subjects() if st["purpose"] == "subjects" else inspectors()).items():
    if FILES[name] != want: fail(name)
if "openings.txt" in FILES:
    for ident, salt, code, item in rows("openings.txt"):
        if sha(f"{salt}\n{code}\n{item}\n") != ident: fail("openings.txt " + ident)
if "winners-openings.txt" in FILES and st["purpose"] == "subjects":
    if sorted(r[1] for r in rows("winners.txt")) != [r[0] for r in rows("winners-openings.txt")]: fail("winners-openings.txt")
    for ident, salt, code, item in rows("winners-openings.txt"):
        if sha(f"{salt}\n{code}\n{item}\n") != ident: fail("winners-openings.txt " + ident)
        print("winner 当选", ident[:16], code, item)
for line in FILES["SHA256SUMS"].decode().split("\n")[:-1]:
    if sha(FILES[line[66:]]) != line[:64]: fail(line[66:])
print("OK 一致", st["purpose"], st["task"], f"第{st['attempt']}次", "seed", SEED)
