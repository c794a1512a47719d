#!/bin/bash
# Replays a draw of subjects with nothing but a shell and coreutils:
#   bash replay.sh DIR
# Weights must be 1 and strata drawn by rate. Slow; meant for small draws.
set -euo pipefail
export LC_ALL=C
cd "$1"
sha() { sha256sum | cut -d' ' -f1; }
text() { sed -n "s/^ *\"$1\": \"\(.*\)\",\{0,1\}\$/\1/p" "$2"; }
tab=$'\t'

sha256sum --quiet -c SHA256SUMS
for f in frame.txt rules.json openings.txt excluded.txt; do
	[ ! -e $f ] || [ "$(text $f statement.json)" = "$(sha <$f)" ]
done
nonce=$(text nonce reveal.json)
[ "$(text nonce statement.json)" = "$(printf "$(sed 's/../\\x&/g' <<<"$nonce")" | sha)" ]
seed=$(printf 'ssj-draw/1\n%s\n%s\n%s\n' "$(sha <statement.json)" "$nonce" "$(text publicInput reveal.json)" | sha)

while IFS=$tab read -r stratum id weight; do
	[ "$weight" = 1 ]
	printf '%s\t%s\t%s\n' "$stratum" "$id" "$(printf '%s\nsubject/%s\n%s\n%s\n' "$seed" "$stratum" "$id" 1 | sha)"
done <frame.txt | sort -t"$tab" -k1,1 -k3,3 -k2,2 | diff - tickets.txt

cut -f1 frame.txt | uniq -c | while read -r n stratum; do
	read -r num den < <(tr -d ' \n' <rules.json | grep -o "\"$stratum\",\"num\":[0-9]*,\"den\":[0-9]*" | tr -c '0-9\n' ' ')
	grep "^$stratum$tab" tickets.txt | sed -n "1,$(((n * num + den - 1) / den))p"
done | sort -t"$tab" -k3,3 -k2,2 | cut -f1,2 | diff - winners.txt
echo "OK $seed"
