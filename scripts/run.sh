#!/usr/bin/env bash
# run.sh: sets up what is missing, builds, does the main job on the invented
# bureau into demo-out (the demo replaces its own former results, and says where
# each new one lies), and opens the window on the office's workspace when there
# is a display.
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

office=demo-out/office
screen=${DISPLAY:-}${WAYLAND_DISPLAY:-}
if [ -n "$screen" ]; then
	scripts/setup.sh window
	scripts/build.sh frontend console window
else
	scripts/setup.sh run
	scripts/build.sh frontend console
fi

say "演示：虚构分局的一次完整抽查 demo: the main job of an invented bureau"
"$BIN/ssj" demo --out demo-out

printf '用时 took %d s\n' $SECONDS

if [ -n "$screen" ]; then
	say "打开窗口 opening the window on $office"
	exec "$BIN/shuangsuiji" --workspace "$office"
fi
say "这里没有显示器，请用浏览器使用，执行： no display here; to use it in a browser, run:"
echo "  build/bin/ssj serve --workspace $office"
