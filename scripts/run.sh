#!/usr/bin/env bash
# run.sh: sets up what is missing, builds, does the main job on the invented
# bureau into a fresh demo-out, tells where each result lies, and opens the
# window on the office's workspace when there is a display.
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
rm -rf demo-out
"$BIN/ssj" demo --out demo-out

# where FOLDER TEXT: one line about a folder of results.
where() { printf '  %-22s %s\n' "demo-out/$1/" "$2"; }
say "结果在这里 the results"
where sheets "一单两库与抽取名单（Excel、CSV）  the lists as they come in"
where documents "文书（PDF）                      the documents"
where notices "公告与公示（PDF、Excel）         the public notices"
where packages "签名数据包（可用 ssj verify 核验）the signed packages"
where office "办公室工作区                     the office's workspace"
where field "外勤电脑工作区                   the field laptop's workspace"
printf '用时 took %d s\n' $SECONDS

if [ -n "$screen" ]; then
	say "打开窗口 opening the window on $office"
	exec "$BIN/shuangsuiji" --workspace "$office"
fi
say "这里没有显示器，请用浏览器使用，执行： no display here; to use it in a browser, run:"
echo "  build/bin/ssj serve --workspace $office"
