#!/usr/bin/env bash
# start_bench.sh: how long the window takes to show a usable page, beside an
# empty Wails window in the same run, on a display of its own. Each is started
# RUNS times (5), turn and turn about; the medians and their ratio are printed
# (DESIGN: under 1.5 s, and at most 1.3 times the empty one).
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"
if [ -z "${OWN_BUS:-}" ]; then
	scripts/build.sh frontend console window
	CGO_ENABLED=1 go build -tags desktop,production,webkit2_41 -ldflags "-s -w" -o "$CACHE/emptywindow" ./app/testdata/emptywindow
	OWN_BUS=1 exec dbus-run-session -- "$0"
fi
place=$CACHE/start
rm -rf "$place"
mkdir -p "$place/home"
export HOME=$place/home XDG_RUNTIME_DIR=$place/home
unset WAYLAND_DISPLAY
office "$place/office" "$BIN/ssj"
Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>"$place/display" 2>"$place/xvfb.log" &
display=$!
trap 'kill $display 2>/dev/null || true' EXIT
until [ -s "$place/display" ]; do sleep 0.1; done
DISPLAY=:$(cat "$place/display")
export DISPLAY

# start LOG WORD COMMAND...: milliseconds until WORD stands in LOG.
start() {
	local log=$1 word=$2 began
	shift 2
	began=$(date +%s%N)
	setsid "$@" >"$place/out.log" 2>&1 &
	local app=$! tries=6000
	until grep -qs "$word" $log; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || die "窗口没有出来 the window did not come: $*" "$(tail -n 5 "$place/out.log")"
		sleep 0.01
	done
	echo $((($(date +%s%N) - began) / 1000000))
	kill -- -$app 2>/dev/null || true
	wait $app 2>/dev/null || true
	rm -f $log
}
median() { sort -n "$1" | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }

for _ in $(seq "${RUNS:-5}"); do
	start "$place/out.log" '^shown' "$CACHE/emptywindow" >>"$place/empty"
	start "$place/office/logs/*.log" 'msg=done call=Session.Accounts ' "$BIN/shuangsuiji" --workspace "$place/office" >>"$place/ours"
done
awk -v a="$(median "$place/ours")" -v b="$(median "$place/empty")" 'BEGIN {
	printf "窗口可用 usable window: %d ms, 空的 Wails 窗口 empty window: %d ms, 比 ratio: %.2f\n", a, b, a / b }'
