#!/usr/bin/env bash
# test.sh all|check|STEP...: runs the steps of step.sh one after the other, goes
# on after a failure, and ends with go test's own lines, the time of each step
# and a count. It fails when one step did. Each step's output is also kept in
# build/cache/steps.
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

all=(setup fmt vet staticcheck frontend vitest page go race binaries e2e window wine installer)
check=(setup-run fmt vet-quick frontend go-short)
case ${1:-} in
all) steps=("${all[@]}") ;;
check) steps=("${check[@]}") ;;
"") die "用法 usage: scripts/test.sh all|check|STEP...   (${all[*]})" ;;
*) steps=(setup) && for step; do [ "$step" = setup ] || steps+=("$step"); done ;;
esac

logs=$CACHE/steps
rm -rf "$logs"
mkdir -p "$logs"
lines=() failed=() number=0
for step in "${steps[@]}"; do
	number=$((number + 1))
	printf '\n== [%d/%d] %s: %s\n' $number ${#steps[@]} "$step" "$(scripts/step.sh --title "$step")"
	started=$SECONDS
	if scripts/step.sh "$step" 2>&1 | tee "$logs/$step.log"; then
		verdict=pass
	else
		verdict=FAIL
		failed+=("$step")
		printf '!! %s 没有通过，只跑这一步 this step failed, run only it: make test-%s\n' "$step" "$step"
	fi
	lines+=("$(printf '%-4s %5ds  %s' $verdict $((SECONDS - started)) "$step")")
	# Without its tools no later step can say anything true.
	[ "$verdict:$number" != FAIL:1 ] || break
done

printf '\n'
cat "$logs"/go*.log 2>/dev/null | grep -E '^(ok|FAIL|---|panic:|\?)' || true
printf '\n'
printf '%s\n' "${lines[@]}"
printf '\n用时 took %d min %02d s\n' $((SECONDS / 60)) $((SECONDS % 60))
printf '%d passed, %d failed' $((${#lines[@]} - ${#failed[@]})) ${#failed[@]}
[ ${#failed[@]} = 0 ] || printf ': %s' "${failed[*]}"
printf '\n'
[ ${#failed[@]} = 0 ]
